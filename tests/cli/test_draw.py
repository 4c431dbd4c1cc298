"""`negcycle draw`: the picture in the files that were named, or its bytes on standard output."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc

BEGINNINGS = {
    "svg": b"<svg ",
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "txt": b"Infinity diagram of the cycle\n",
    "html": b"<!DOCTYPE html>",
}


@pytest.mark.parametrize("kind", BEGINNINGS)
def test_standard_output_and_a_file_hold_nothing_but_the_same_picture(
    kind: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    name = f"it.{kind.upper()}"

    done = command("draw", case, "-o", "-", "--to", kind, "-o", name)

    assert (done.code, done.err) == (0, f"Wrote {name}.\n")
    assert done.data.startswith(BEGINNINGS[kind])
    assert done.data == (here / name).read_bytes()


def test_several_files_are_written_from_one_drawing(
    command: Callable[..., Any], case: str, names: Callable[[], list[str]]
) -> None:
    done = command("draw", case, "-o", "a.svg", "-o", "b.txt", "-o", "a.svg", "-o", "-")

    assert (done.code, done.err) == (0, "Wrote a.svg.\nWrote b.txt.\n")
    assert done.data.startswith(b"<svg ")
    assert names() == ["a.svg", "b.txt", case]


def test_without_a_name_the_picture_is_called_after_the_case(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "deep").mkdir()
    (here / case).rename(here / "deep" / "our.case.yaml")

    assert command("draw", "deep/our.case.yaml") == (0, b"", "Wrote our.case.svg.\n")
    assert command("draw", "deep/our.case.yaml", "--to", "txt").err == "Wrote our.case.txt.\n"
    assert (here / "our.case.svg").is_file()


def test_a_name_without_an_ending_gets_the_kind_that_is_said(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    assert command("draw", case, "-o", "picture", "--to", "txt").code == 0
    assert (here / "picture").read_bytes().startswith(BEGINNINGS["txt"])


def test_standard_input_is_drawn_on_standard_output(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    text = (here / case).read_text()
    as_json = nc.dumps(nc.loads(text), format="json")

    drawn = command("draw", case, "-o", "-").data

    assert command("draw", "-", stdin=text) == (0, drawn, "")
    assert command("draw", "-", "--from", "json", stdin=as_json) == (0, drawn, "")


def test_faults_of_standard_input_are_told_under_its_sign(command: Callable[..., Any]) -> None:
    assert command("draw", "-", stdin="partners: {ana: {}}") == (
        1,
        b"",
        "-:1:17: partners.ana: 'name' is missing.\n",
    )
    assert command("draw", "-", "--from", "json", stdin="{") == (
        1,
        b"",
        "-:1:1: This '{' is not closed. Add the '}'.\n",
    )


def test_faults_are_told_and_nothing_is_written(
    command: Callable[..., Any], faulty: str, names: Callable[[], list[str]]
) -> None:
    done = command("draw", faulty)

    assert (done.code, done.data) == (1, b"")
    assert [line.partition(" ")[0] for line in done.err.splitlines()] == [
        "faulty.yaml:4:13:",
        "faulty.yaml:4:38:",
        "faulty.yaml:4:46:",
    ]
    assert names() == [faulty]


def test_a_picture_that_is_there_is_kept_and_no_other_is_written(
    command: Callable[..., Any], case: str, here: Path, names: Callable[[], list[str]]
) -> None:
    (here / "b.txt").write_text("mine")

    done = command("draw", case, "-o", "a.svg", "-o", "b.txt")

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("'b.txt' is already there and is kept.")
    assert (here / "b.txt").read_text() == "mine"
    assert names() == ["b.txt", case]


def test_a_picture_is_replaced_with_force(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "b.txt").write_text("mine")

    assert command("draw", case, "-o", "b.txt", "--force") == (0, b"", "Wrote b.txt.\n")
    assert (here / "b.txt").read_bytes().startswith(BEGINNINGS["txt"])


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        ("no/such/it.svg", "There is no folder 'no/such' to write 'it.svg' into. Make it first."),
        ("folder.svg", "'folder.svg' is a folder. Give the name of a file to write."),
        ("folder.svg/", "'folder.svg/' is a folder. Give the name of a file to write."),
        (
            "case.yaml/it.svg",
            "There is no folder 'case.yaml' to write 'it.svg' into. Make it first.",
        ),
    ],
)
def test_where_no_file_can_be_is_said_in_a_sentence(
    target: str, sentence: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "folder.svg").mkdir()

    assert command("draw", case, "-o", target) == (1, b"", f"{sentence}\n")


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("cas.yaml", "There is no file 'cas.yaml'. Did you mean 'case.yaml'?"),
        ("no/case.yaml", "There is no folder 'no', so there is no file 'case.yaml' in it."),
        (".", "'.' is a folder. Give the name of a file in it."),
        ("", "'' is a folder. Give the name of a file in it."),
    ],
)
def test_what_is_no_file_is_said_in_a_sentence(
    name: str, sentence: str, command: Callable[..., Any]
) -> None:
    assert command("draw", name) == (1, b"", f"{sentence}\n")


def test_several_views_are_several_pages(command: Callable[..., Any], case: str) -> None:
    both = command("draw", case, "--view", "loop, blank", "-o", "-").data
    one = command("draw", case, "-o", "-").data

    height = re.compile(rb'height="([0-9.]+)mm"')
    assert [float(height.findall(data)[0]) for data in (one, both)] == [210, 420]


def test_a_second_file_is_the_cycle_later(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    later = nc.load(here / case).with_entry("john", "behavior", "says what he fears")
    nc.dump(later, here / "later.yaml")

    done = command("draw", case, "later.yaml", "-o", "-", "--to", "txt")

    assert (done.code, done.err) == (0, "")
    assert "goes quiet" in done.out
    assert "says what he fears" in done.out


def test_before_and_after_need_two_files(command: Callable[..., Any], case: str) -> None:
    assert command("draw", case, "--view", "before-after") == (
        1,
        b"",
        "Before and after need two cycles. Give the later one as well.\n",
    )


def test_the_options_reach_the_picture(command: Callable[..., Any], case: str) -> None:
    plain = command("draw", case, "-o", "-")
    clinical = command("draw", case, "-o", "-", "--register", "clinical", "--paper", "letter")
    numbered = command("draw", case, "-o", "-", "--to", "txt", "--start", "john")

    assert "What I feel underneath" in plain.out
    assert "Primary emotion" in clinical.out
    assert 'width="279.4mm" height="215.9mm"' in clinical.out
    assert re.search(r"\b1\b.*goes quiet", numbered.out)
    assert numbered.data != command("draw", case, "-o", "-", "--to", "txt", "--numbers").data


def test_a_badge_at_the_crossing_is_drawn_on_request(
    command: Callable[..., Any], case: str
) -> None:
    plain = command("draw", case, "-o", "-", "--to", "txt")
    badge = command("draw", case, "-o", "-", "--to", "txt", "--loop-badge")

    assert "The loop (R): " in badge.out
    assert "The loop (R): " not in plain.out
    assert command("draw", case, "--view", "single", "--loop-badge") == (
        1,
        b"",
        "The badge of the loop needs both halves. Draw two partners, as 'loop', 'surface' or "
        "'before-after'.\n",
    )


def test_a_dialect_makes_the_rows_of_the_list_and_the_order_of_reading(
    command: Callable[..., Any], case: str
) -> None:
    rows = command("draw", case, "--view", "list", "--dialect", "temp", "-o", "-", "--to", "txt")
    read = command("draw", case, "--dialect", "surface-first", "-o", "-", "--to", "txt").out

    assert "How I protect myself" in rows.out
    assert "it has no place for: body" in rows.out
    assert read.index("What I do") < read.index("What I show") < read.index("What I feel")


def test_any_view_can_be_left_blank(command: Callable[..., Any], case: str) -> None:
    for view in ("loop", "quadrants", "four", "iceberg", "list"):
        done = command("draw", case, "--view", view, "--blank", "-o", "-")

        assert (done.code, done.err) == (0, "")
        assert "goes quiet" not in done.out
        assert "What happens inside just before?" in done.out


def test_an_iceberg_is_drawn_for_the_person_who_is_named(
    command: Callable[..., Any], case: str
) -> None:
    done = command("draw", case, "--view", "iceberg", "--for", "mary", "-o", "-", "--to", "txt")

    assert (done.code, done.err) == (0, "")
    assert "lonely" in done.out
    assert "angry" not in done.out


def test_one_half_is_drawn_for_the_person_who_is_named(
    command: Callable[..., Any], case: str
) -> None:
    done = command("draw", case, "--view", "single", "--for", "mary", "-o", "-", "--to", "txt")

    assert (done.code, done.err) == (0, "")
    assert "lonely" in done.out
    assert "angry" not in done.out
    assert command("draw", case, "--view", "single", "--for", "mry") == (
        1,
        b"",
        "No partner is called 'mry'. Did you mean 'mary'?\n",
    )


@pytest.mark.parametrize(
    ("start", "sentence"),
    [
        ("jon", "No partner is called 'jon'. Did you mean 'john'?"),
        ("john.need", "The numbers cannot start at 'john.need': it is not a station of this view."),
    ],
)
def test_a_start_that_the_case_lacks_is_said_in_a_sentence(
    start: str, sentence: str, command: Callable[..., Any], case: str
) -> None:
    assert command("draw", case, "--start", start) == (1, b"", f"{sentence}\n")


@pytest.mark.usefixtures("case")
def test_letters_that_no_font_has_are_named(command: Callable[..., Any], here: Path) -> None:
    rare = "\N{LINEAR B SYLLABLE B008 A}"
    (here / "rare.yaml").write_text(f"partners: {{ana: {{name: Ana {rare}}}}}", encoding="utf-8")
    missing = nc.draw(nc.load(here / "rare.yaml")).missing_letters()

    done = command("draw", "rare.yaml", "-o", "-", "--to", "png")

    assert done.data.startswith(BEGINNINGS["png"])
    assert done.err == (
        f"No font on this computer has these characters; the rest is drawn: {rare}\n"
        if missing
        else ""
    )
    assert command("draw", "rare.yaml", "-o", "-").err == ""


@pytest.mark.parametrize(
    "name",
    [
        "two words.yaml",
        "Zoë & Łukasz.yaml",
        "שרה.yaml",
        "😢.yaml",
        "'quoted'.yaml",
        "-dash.yaml",
        "no-ending",
        "many.dots.in.it.yml",
    ],
)
def test_any_name_of_a_file_will_do(
    name: str, command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / case).rename(here / name)

    done = command("draw", "--", name)

    assert done == (0, b"", f"Wrote {Path(name).stem}.svg.\n")
    assert (here / f"{Path(name).stem}.svg").is_file()


@pytest.mark.parametrize("sign", ["\n", "\x1b[31m", "\x07", "\u2028", "\N{RIGHT-TO-LEFT OVERRIDE}"])
def test_a_name_that_would_upset_a_terminal_is_shown_without_it(
    sign: str, command: Callable[..., Any], case: str, faulty: str, here: Path
) -> None:
    good, bad = f"a{sign}b.yaml", f"c{sign}d.yaml"
    shown = "".join(char if char.isprintable() else "\ufffd" for char in sign)
    (here / case).rename(here / good)
    (here / faulty).rename(here / bad)

    drawn = command("draw", good)
    checked = command("check", good, bad, f"e{sign}f.yaml")
    tidied = command("fmt", "--check", good, bad)

    faults = checked.out.splitlines()
    assert drawn == (0, b"", f"Wrote a{shown}b.svg.\n")
    assert faults[0] == f"a{shown}b.yaml: No faults."
    assert all(line.startswith(f"c{shown}d.yaml:4:") for line in faults[-4:-1])
    assert faults[-1].startswith(f"There is no file 'e{shown}f.yaml'.")
    assert tidied.err.splitlines() == [f"a{shown}b.yaml would change.", *faults[-4:-1]]
