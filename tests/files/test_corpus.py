"""The corpus: a valid file says what its author meant, an invalid one gets the sentence we owe them.

`corpus/valid/NAME.yaml` may have beside it `NAME.expected.json`, where the reading is surprising, and
`NAME.remarks`, where the reader asks back. `corpus/invalid/NAME.yaml` has `NAME.expected` beside it:
what `negcycle check` prints, to the letter. A file says in its first line what its author meant.
"""

from __future__ import annotations

import json
import re
import string
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NoReturn
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

import negcycle as nc
from negcycle.cli import main
from negcycle.errors import CaseError, FileError
from negcycle.files.case import format_of, read_case, to_case
from negcycle.files.formatting import formatted
from negcycle.files.source import decode
from negcycle.words import catalogue
from negcycle.words.english import SENTENCES

CORPUS = Path(__file__).parents[1] / "corpus"
SECONDS = 2.0
"""The longest that a person waits for an answer."""


def files_in(folder: str) -> list[str]:
    """Return the names of the case files, without what is expected of them."""
    beside = (".expected", ".expected.json", ".remarks")
    names = (path.name for path in (CORPUS / folder).iterdir())
    return sorted(name for name in names if not name.endswith(beside))


VALID, INVALID = files_in("valid"), files_in("invalid")
ODDLY_WRITTEN = [
    name
    for name in VALID
    if format_of(name) == "yaml" and (CORPUS / "valid" / name).with_suffix(".expected.json").exists()
]
"""Valid files whose reading is surprising."""


def expected_lines(name: str) -> list[str]:
    """Return the lines that `negcycle check` owes the author of an invalid file."""
    return (CORPUS / "invalid" / name).with_suffix(".expected").read_text("utf-8").splitlines()


@pytest.fixture
def among_valid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the valid files, so that a fault names the bare file."""
    monkeypatch.chdir(CORPUS / "valid")


@pytest.fixture
def among_invalid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the invalid files."""
    monkeypatch.chdir(CORPUS / "invalid")


# -- what others make of a file -----------------------------------------------------------------


@cache
def case_schema() -> Draft202012Validator:
    return Draft202012Validator(nc.schema())


def as_others_read(name: str, data: bytes) -> Any:
    """Return what a plain YAML 1.2 or JSON reader makes of a file, as JSON holds it.

    Raises:
        Exception: if it cannot be read.
    """
    text = decode(data)
    if format_of(name) == "json":
        return json.loads(text, parse_constant=no_constant)
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str))


def no_constant(word: str) -> NoReturn:
    raise ValueError(word)


READ_DIFFERENTLY = {
    "words-that-are-orders-elsewhere.yaml": "ruamel.yaml knows no value for '=', and merges at '<<'.",
}
"""Valid files of which a plain reader makes something else, with the reason."""


# -- valid --------------------------------------------------------------------------------------


def test_the_corpus_is_not_small() -> None:
    assert len(VALID) >= 50
    assert len(INVALID) >= 140


def test_everything_beside_a_file_belongs_to_one() -> None:
    for folder, names in (("valid", VALID), ("invalid", INVALID)):
        stems = {Path(name).stem for name in names}
        beside = {path.name for path in (CORPUS / folder).iterdir()} - {*names}

        assert len(stems) == len(names), "Two files share what is expected of them."
        assert {name.partition(".expected")[0].removesuffix(".remarks") for name in beside} <= stems


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_says_what_its_author_meant(name: str) -> None:
    expected, remarks = Path(name).with_suffix(".expected.json"), Path(name).with_suffix(".remarks")

    case = read_case(name)

    if expected.exists():
        assert json.loads(nc.dumps(case.cycle, format="json")) == json.loads(expected.read_text("utf-8"))
        assert nc.load(expected) == case.cycle
    assert "".join(f"{one}\n" for one in case.remarks) == (
        remarks.read_text("utf-8") if remarks.exists() else ""
    )


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_keeps_its_meaning_in_either_format(name: str) -> None:
    cycle = nc.load(name)

    assert nc.loads(nc.dumps(cycle)) == cycle
    assert nc.loads(nc.dumps(cycle, format="json"), format="json") == cycle


@pytest.mark.parametrize("name", ODDLY_WRITTEN)
@pytest.mark.usefixtures("among_valid")
def test_an_oddly_written_file_keeps_its_meaning_in_canonical_form(name: str) -> None:
    text = decode(Path(name).read_bytes())

    neat = formatted(text)

    assert nc.loads(neat) == nc.loads(text)
    assert formatted(neat) == neat


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_the_schema_accepts_a_valid_file(name: str) -> None:
    canonical = json.loads(nc.dumps(nc.load(name), format="json"))

    case_schema().validate(canonical)
    if name not in READ_DIFFERENTLY:
        case_schema().validate(as_others_read(name, Path(name).read_bytes()))


@pytest.mark.parametrize("name", VALID)
@pytest.mark.usefixtures("among_valid")
def test_a_valid_file_can_be_drawn(name: str) -> None:
    drawn = nc.draw(nc.load(name)).svg()

    assert ET.fromstring(drawn).tag.endswith("svg")


# -- invalid ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", INVALID)
@pytest.mark.usefixtures("among_invalid")
def test_the_author_of_an_invalid_file_gets_the_sentences_we_owe(name: str) -> None:
    started = time.process_time()

    with pytest.raises((CaseError, FileError)) as caught:
        nc.load(name)

    assert str(caught.value).splitlines() == expected_lines(name)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", INVALID)
@pytest.mark.usefixtures("among_invalid")
def test_the_command_says_the_same(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["negcycle", "check", name])

    with pytest.raises(SystemExit) as ended:
        main()

    written = capsys.readouterr()
    assert written.out.splitlines() == expected_lines(name)
    assert written.err == ""
    assert ended.value.code == 1


@pytest.mark.usefixtures("among_invalid")
def test_the_command_says_it_of_all_files_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "negcycle", "check", *INVALID],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )

    assert done.stdout.splitlines() == [line for name in INVALID for line in expected_lines(name)]
    assert done.stderr == ""
    assert done.returncode == 1


CANNOT_SAY = {
    "directive-made-up.yaml",
    "directive-of-tags.yaml",
    "directive-of-yaml-1.1.yaml",
    "nothing.yaml",
    "only-spaces.yaml",
    "page-called-yaml.yaml",
    "picture-png.yaml",
    "utf-16-cut-off.yaml",
    "utf-16-without-a-mark-the-other-way.yaml",
    "utf-16-without-a-mark.yaml",
    "xml.yaml",
    "zero-bytes-only.yaml",
    "binary.yaml",
}
"""YAML files whose slip is in the first line, so that no comment can come before it."""


@pytest.mark.parametrize("name", sorted({*INVALID} - CANNOT_SAY))
def test_an_invalid_file_says_first_what_its_author_meant(name: str) -> None:
    if name.endswith(".yaml"):
        assert (CORPUS / "invalid" / name).read_bytes().startswith(b"# Meant: ")
