"""`negcycle check`: every fault in a line of its own, then what is open; as text or as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"
FAULTY = sorted(str(path) for path in (CORPUS / "invalid").iterdir() if path.suffix != ".expected")
GOOD = sorted(str(path) for path in (CORPUS / "valid").iterdir() if path.suffix != ".remarks")

FAULTS = """\
faulty.yaml:4:13: partners.ana.chain: 'primery' is not a field here. Did you mean 'primary'?
faulty.yaml:4:38: partners.ana.chain.behavior: 'words' is missing.
faulty.yaml:4:46: partners.ana.chain.behavior.moves: 'persue' is not a move I know. \
Did you mean 'pursue'?
"""


def document(done: Any) -> dict[str, Any]:
    """Return the one JSON document that a command printed."""
    found = json.loads(done.data)
    assert isinstance(found, dict)
    assert done.err == ""
    assert done.data.isascii()
    return found


def test_the_faults_are_told_with_their_places(command: Callable[..., Any], faulty: str) -> None:
    assert command("check", faulty) == (1, FAULTS.encode(), "")


def test_without_faults_it_says_what_is_open(command: Callable[..., Any], case: str) -> None:
    done = command("check", case)

    lines = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert lines[:3] == [
        "No faults.",
        "Still open:",
        "  partners.mary.chain.trigger: What does Mary see or hear just before? "
        "(What would a camera show?)",
    ]
    assert len(lines) == 10


def test_questions_about_words_are_no_faults(command: Callable[..., Any], here: Path) -> None:
    (here / "words.yaml").write_text(
        "partners: {ana: {name: Ana, chain: {trigger: he is lazy #again\n}}}"
    )

    done = command("check", "words.yaml")

    asked = done.out.partition("One might ask:\n")[2].splitlines()
    assert done.code == 0
    assert asked == [
        "  partners.ana.chain.trigger: Does '#again' belong to the words before it? After a space, "
        "'#' begins a comment; quotes around all of the words keep it.",
        "  partners.ana.chain.trigger: 'lazy' describes a person: what would a camera see?",
    ]


def test_nothing_open_is_said_in_one_line(command: Callable[..., Any]) -> None:
    done = command("check", str(CORPUS.parents[1] / "examples" / "three-of-us.yaml"))

    assert done == (0, b"No faults, nothing is open.\n", "")


def test_several_files_are_told_apart(command: Callable[..., Any], case: str, faulty: str) -> None:
    done = command("check", faulty, "missing.yaml", case)

    assert (done.code, done.err) == (1, "")
    assert done.out.startswith(
        f"{FAULTS}There is no file 'missing.yaml'.\ncase.yaml: No faults.\nStill open:\n"
    )


def test_one_neutral_line_comes_last_and_once(command: Callable[..., Any], here: Path) -> None:
    text = "partners: {ana: {name: Ana, chain: {behavior: he hits me}}}"
    for name in ("one.yaml", "two.yaml"):
        (here / name).write_text(text)

    done = command("check", "one.yaml", "two.yaml")
    data = document(command("check", "--json", "one.yaml", "two.yaml"))

    assert done.code == 0
    assert done.out.splitlines()[-1] == data["where_to_turn"]
    assert done.out.count(data["where_to_turn"]) == 1


def test_json_says_the_same(command: Callable[..., Any], case: str, faulty: str) -> None:
    done = command("check", "--json", case, faulty, "missing.yaml", ".")

    found = document(done)
    assert done.code == 1
    assert list(found) == [
        "schema",
        "version",
        "ok",
        "problems",
        "blanks",
        "questions",
        "where_to_turn",
    ]
    assert found["schema"] == "negcycle/check/1"
    assert found["ok"] is False
    assert found["problems"][0] == {
        "file": "faulty.yaml",
        "line": 4,
        "column": 13,
        "path": "partners.ana.chain",
        "code": "unknown-field",
        "message": "'primery' is not a field here. Did you mean 'primary'?",
    }
    assert [one["file"] for one in found["problems"]] == [*["faulty.yaml"] * 3, "missing.yaml", "."]
    assert found["blanks"][0]["path"] == "partners.mary.chain.trigger"
    assert {one["file"] for one in found["blanks"]} == {"case.yaml"}


def test_json_is_one_document_whatever_is_wrong(command: Callable[..., Any]) -> None:
    done = command("check", "--json", *FAULTY)

    found = document(done)
    assert done.code == 1
    assert list(dict.fromkeys(one["file"] for one in found["problems"])) == FAULTY


def test_each_fault_is_one_plain_line(command: Callable[..., Any]) -> None:
    lines = command("check", *FAULTY).out.splitlines()

    found = document(command("check", "--json", *FAULTY))["problems"]
    assert all(line.endswith(one["message"]) for line, one in zip(lines, found, strict=True))
    assert not [char for line in lines for char in line if unicodedata.category(char) == "Cc"]


def test_the_good_cases_of_the_corpus_have_no_faults(command: Callable[..., Any]) -> None:
    done = command("check", "--json", *GOOD)

    assert document(done)["problems"] == []
    assert done.code == 0
