"""Reading and writing a case: from a file or a text, in both formats, keeping what is there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from negcycle.errors import CaseError, FileKept, FileMissing, FileUnreadable
from negcycle.files.case import dump, dumps, format_of, load, loads, read_case, to_case
from negcycle.model.cycle import Cycle

TEXT = "# ours\npartners:\n  ana: {name: Ana}   # alone\n"
ANA = Cycle(partners={"ana": {"name": "Ana"}})


def said_of(text: str, **how: str) -> list[str]:
    """Return the faults of a text as they are printed."""
    with pytest.raises(CaseError) as caught:
        to_case(text, **how)  # type: ignore[arg-type]
    return [str(problem) for problem in caught.value.problems]


# -- reading ----------------------------------------------------------------------------------


def test_a_case_is_read_from_a_file_of_either_format(tmp_path: Path) -> None:
    in_yaml, in_json = tmp_path / "ana.yaml", tmp_path / "ana.JSON"
    in_yaml.write_text(TEXT, encoding="utf-8")
    in_json.write_text('{"partners": {"ana": {"name": "Ana"}}}', encoding="utf-8")

    assert load(in_yaml) == load(str(in_json)) == ANA


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.yaml", "yaml"), ("a.yml", "yaml"), ("a.json", "json"), ("a.JSON", "json"), ("a", "yaml")],
)
def test_the_name_of_a_file_says_its_format(name: str, format: str) -> None:
    assert format_of(name) == format_of(Path(name)) == format


def test_what_the_reader_noticed_is_kept_with_the_case(tmp_path: Path) -> None:
    path = tmp_path / "ana.yaml"
    path.write_text(f"{TEXT}title: room #7\n", encoding="utf-8")

    case = read_case(path)

    assert case.cycle == ANA.changed(title="room")
    assert case.text.startswith("# ours")
    assert [(one.file, one.line, one.path) for one in case.remarks] == [(str(path), 4, "title")]


def test_a_fault_says_its_file_line_column_and_field() -> None:
    text = (
        "partners:\n  ana:\n    name: Ana\n    chain:\n      behavior: {words: x, moves: persue}\n"
    )

    assert said_of(text, file="my.yaml") == [
        "my.yaml:5:35: partners.ana.chain.behavior.moves: 'persue' is not a move I know. "
        "Did you mean 'pursue'?"
    ]


def test_faults_in_json_have_places_too() -> None:
    text = json.dumps({"partners": {"ana": {"name": "Ana", "side": "up"}}}, indent=2)

    assert said_of(text, format="json", file="my.json") == [
        "my.json:5:15: partners.ana.side: 'up' is not a side I know. Choose from: left, right."
    ]


def test_all_faults_come_in_the_order_of_the_file() -> None:
    text = "titel: x\npartners:\n  ana:\n    sied: left\n  b c: {name: B}\nlinks: x\n"

    assert [one[: one.index(" ")] for one in said_of(text)] == [
        "1:1:",
        "4:5:",
        "4:5:",
        "5:3:",
        "6:8:",
    ]


@pytest.mark.parametrize("text", ["- a\n- b\n", "just words\n", "[1, 2]", "42"])
def test_what_is_no_set_of_fields_is_one_sentence(text: str) -> None:
    assert said_of(text) == [
        "1:1: This is no case: a case is fields with names, and begins with 'partners:'."
    ]


@pytest.mark.parametrize("text", ["", "\n", "# nothing but this\n", "null", "~"])
def test_an_empty_text_is_one_sentence(text: str) -> None:
    assert said_of(text, file="my.yaml") == [
        "my.yaml: There is no case here yet. Begin with 'partners:', or start from 'negcycle new'."
    ]


def test_a_newer_format_is_the_only_fault() -> None:
    assert said_of("negcycle: 2\npersons: {}\nplan: x\n") == [
        "1:11: negcycle: '2' is not a version of the format that I know. Write 'negcycle: 1'; a "
        "newer file needs a newer negcycle."
    ]


def test_blank_fields_are_as_good_as_none() -> None:
    text = "negcycle:\ntitle: ~\npartners: {ana: {name: Ana, chain: , notes: null}}\nplan:\n"

    assert loads(text) == ANA


# -- writing ----------------------------------------------------------------------------------


def test_a_case_is_written_in_the_format_of_its_name(tmp_path: Path) -> None:
    dump(ANA, tmp_path / "ana.yaml")
    dump(ANA, str(tmp_path / "ana.json"))

    assert (tmp_path / "ana.yaml").read_text("utf-8") == dumps(ANA)
    assert (tmp_path / "ana.json").read_text("utf-8") == dumps(ANA, format="json")


def test_what_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "ana.yaml"
    path.write_text(TEXT, encoding="utf-8")

    with pytest.raises(FileKept):
        dump(ANA, path)

    assert path.read_text("utf-8") == TEXT


def test_overwriting_keeps_comments_line_breaks_and_the_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "ana.yaml"
    path.write_bytes(("\ufeff" + TEXT.replace("\n", "\r\n")).encode())

    dump(ANA.changed(title="Sundays"), path, overwrite=True)

    assert path.read_bytes() == (
        b"\xef\xbb\xbf# ours\r\ntitle: Sundays\r\npartners:\r\n  ana: {name: Ana}   # alone\r\n"
    )


def test_overwriting_json_writes_it_anew(tmp_path: Path) -> None:
    path = tmp_path / "ana.json"
    path.write_text('{"partners":{"ana":{"name":"Eva"}}}', encoding="utf-8")

    dump(ANA, path, overwrite=True)

    assert path.read_text("utf-8") == dumps(ANA, format="json")


@pytest.mark.parametrize(
    "data", [b"", b"- no\n- case\n", b"title: x\n", b"\x89PNG\r\n\x1a\n", b"\xff"]
)
def test_overwriting_replaces_what_is_no_case(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ana.yaml"
    path.write_bytes(data)

    dump(ANA, path, overwrite=True)

    assert path.read_text("utf-8") == dumps(ANA)


def test_what_is_too_big_to_be_a_case_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "film.yaml"
    path.write_bytes(b"x" * 1_000_001)

    with pytest.raises(FileUnreadable):
        dump(ANA, path, overwrite=True)

    assert path.stat().st_size == 1_000_001


def test_overwriting_needs_nothing_there(tmp_path: Path) -> None:
    dump(ANA, tmp_path / "new.yaml", overwrite=True)

    assert load(tmp_path / "new.yaml") == ANA


def test_a_folder_or_a_missing_one_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable):
        dump(ANA, tmp_path, overwrite=True)
    with pytest.raises(FileMissing):
        dump(ANA, tmp_path / "none" / "ana.yaml", overwrite=True)
