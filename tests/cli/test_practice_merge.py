"""`negcycle practice merge` and `share`: what is written, what is told, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc
from negcycle.words import say

Command = Callable[..., Any]

MARY = """\
sheet: five_steps
by: mary
other: john
date: 2026-11-22
answers: {trigger: he went silent, behavior: brush him off, deeper: [discarded, sad], guess: angry}
"""
JOHN = """\
sheet: five_steps
by: John
other: Mary
date: 2026-11-22
answers: {deeper: unloved, behavior: go quiet, need: to be sure of her, request: say we are fine}
"""
SOFTENING = """\
sheet: softening
by: Tess
answers: {who_reached: Mary, message: I get scared without you, landed: x, response: I am here}
"""
HEAD = """\
# Put together from sheets that each person filled in alone:
# John: five steps, 2026-11-22
# Mary: five steps, 2026-11-22
# Own words are as they were written. A guess about the other says that it is one.
negcycle: 1
"""
TOLD = (
    "The therapist's own copy: it quotes everybody. Hand out single voices only.\n"
    "Underneath, Mary guessed “angry” in John, and John's own words are “unloved”. These are "
    "different. What is it like to hear that?\n"
    "Where a guess and own words are about the same thing, the own words stand in the case.\n"
)


SHEETS = ("mary.yaml", "john.yaml")


@pytest.fixture(autouse=True)
def sheets(here: Path) -> None:
    """Write the sheets of two people, and one of the clinician's."""
    for name, text in (("mary.yaml", MARY), ("john.yaml", JOHN), ("soft.yaml", SOFTENING)):
        (here / name).write_text(text, encoding="utf-8")


def test_two_sheets_become_a_case_that_says_where_it_comes_from(
    command: Command, here: Path
) -> None:
    done = command("practice", "merge", *SHEETS, "-o", "case.yaml")
    text = (here / "case.yaml").read_text("utf-8")

    assert (done.code, done.out, done.err) == (0, TOLD, "Wrote case.yaml.\n")
    assert text.startswith(HEAD)
    assert [one.name for one in nc.load(here / "case.yaml").partners] == ["John", "Mary"]
    assert command("check", "case.yaml").code == 0


def test_in_which_order_the_sheets_are_given_changes_no_byte(command: Command, here: Path) -> None:
    one, other = (
        command("practice", "merge", *some, "-o", out)
        for some, out in ((SHEETS, "a.yaml"), (SHEETS[::-1], "b.yaml"))
    )

    assert one.out == other.out
    assert (here / "a.yaml").read_bytes() == (here / "b.yaml").read_bytes()


def test_without_a_file_it_only_tells(command: Command, names: Callable[[], list[str]]) -> None:
    before = names()
    done = command("practice", "merge", *SHEETS)

    assert (done.code, done.out, done.err) == (0, TOLD, "")
    assert names() == before


def test_on_standard_output_stands_the_case_alone(command: Command) -> None:
    done = command("practice", "merge", *SHEETS, "-o", "-")

    assert nc.loads(done.out).keys == ("john", "mary")
    assert done.err == TOLD


def test_json_is_one_document_with_the_case_in_it(command: Command) -> None:
    done = command("practice", "merge", *SHEETS, "--json")
    found = json.loads(done.out)

    assert found["schema"] == "negcycle/practice-merge/1"
    assert nc.loads(json.dumps(found["case"]), format="json").keys == ("john", "mary")
    (mismatch,) = found["mismatches"]
    assert (mismatch["guesser"], mismatch["owner"]) == ("mary", "john")
    assert mismatch["guessed"] == ["angry"]
    assert "score" not in done.out


def test_a_case_in_json_is_a_case(command: Command, here: Path) -> None:
    command("practice", "merge", *SHEETS, "-o", "case.json")

    assert nc.load(here / "case.json").date == "2026-11-22"


def test_the_positive_cycle_is_written_beside_it(command: Command, here: Path) -> None:
    done = command(
        "practice", "merge", *SHEETS, "soft.yaml", "-o", "a.yaml", "--positive", "b.yaml"
    )
    turned = nc.load(here / "b.yaml")

    assert done.code == 0
    assert turned.title == "A proposal"
    assert turned.partner("mary").chain.behavior[0].words == "I get scared without you"
    assert turned.partner("john").chain.behavior[0].words == "I am here"
    assert done.err.startswith("Wrote a.yaml.\nWrote b.yaml.\nFor the clinician: ")
    assert "For the clinician" not in (here / "b.yaml").read_text("utf-8")


def test_a_case_says_who_they_are(command: Command, here: Path) -> None:
    people = "partners: {j: {name: John, relation: caregiver}, m: {name: Mary, relation: child}}\n"
    (here / "people.yaml").write_text(people, encoding="utf-8")
    command("practice", "merge", *SHEETS, "--people", "people.yaml", "-o", "case.yaml")

    assert [(one.key, one.relation) for one in nc.load(here / "case.yaml").partners] == [
        ("j", "caregiver"),
        ("m", "child"),
    ]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ("mary.yaml", "mary.yaml"),
            1,
            "Two of the sheets are by Mary, and a cycle has one chain of each person. Give one of "
            "them.",
        ),
        (
            ("mary.yaml", "soft.yaml"),
            2,
            "A sheet of 'speaking from the longing' tells how things turned. Say with --positive "
            "where the positive cycle goes.",
        ),
        (
            ("mary.yaml", "john.yaml", "-o", "mary.yaml", "--force"),
            2,
            "'mary.yaml' is one of the files that are read, and is not written over. Choose "
            "another name.",
        ),
        (
            ("mary.yaml", "john.yaml", "-o", "x.yaml", "--positive", "x.yaml"),
            2,
            "'x.yaml' is given twice to be written. Choose another name for one of them.",
        ),
        (("mary.yaml", "john.yaml", "-o", "-", "--json"), 2, say("cli.json-and-stream")),
        (("nobody.yaml",), 1, "There is no file 'nobody.yaml'."),
    ],
)
def test_every_refusal_is_one_clear_sentence_and_writes_nothing(
    arguments: tuple[str, ...],
    code: int,
    sentence: str,
    command: Command,
    names: Callable[[], list[str]],
) -> None:
    before = names()
    done = command("practice", "merge", *arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err.splitlines()[0].removeprefix("negcycle practice merge: ") == sentence
    assert names() == before


def test_a_case_that_is_there_is_kept(command: Command, here: Path) -> None:
    (here / "case.yaml").write_text("mine", encoding="utf-8")
    kept = command("practice", "merge", *SHEETS, "-o", "case.yaml")

    assert kept.code == 1
    assert (here / "case.yaml").read_text("utf-8") == "mine"
    assert command("practice", "merge", *SHEETS, "-o", "case.yaml", "--force").code == 0


def test_where_one_of_two_files_is_kept_neither_is_written(command: Command, here: Path) -> None:
    (here / "b.yaml").write_text("mine", encoding="utf-8")
    kept = command("practice", "merge", *SHEETS, "-o", "a.yaml", "--positive", "b.yaml")

    assert (kept.code, kept.out) == (1, "")
    assert not (here / "a.yaml").exists()


@pytest.mark.parametrize("told", ["merge", "share"])
def test_where_something_comes_first_one_line_says_where_to_turn(
    told: str, command: Command, here: Path
) -> None:
    text = MARY.replace("he went silent", "he hit me")
    (here / "mary.yaml").write_text(text, encoding="utf-8")
    done = command("practice", told, "mary.yaml", "-o", "out.txt")

    assert (done.code, done.out, done.err) == (1, "", say("safety.neutral-line") + "\n")
    assert not (here / "out.txt").exists()


def test_names_that_would_break_a_comment_do_not(command: Command, here: Path) -> None:
    text = MARY.replace("by: mary", 'by: "Ma\\npartners: {}\\u202e"').replace("other: john\n", "")
    (here / "mary.yaml").write_text(text, encoding="utf-8")
    command("practice", "merge", "mary.yaml", "-o", "case.yaml")
    lines = (here / "case.yaml").read_text("utf-8").splitlines()

    assert lines[1] == "# Ma partners: {}: five steps, 2026-11-22"
    assert len(nc.load(here / "case.yaml").partners) == 1


def test_a_share_card_asks_first_and_holds_nothing_else(command: Command) -> None:
    done = command("practice", "share", "mary.yaml")

    assert done.code == 0
    text = " ".join(done.out.split())
    assert "John, there is something about me" in text
    assert text.index("Can you hear it now?") < text.index("discarded")
    assert not [said for said in ("silent", "brush", "angry") if said in text]


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ("five_steps",),
            1,
            "This sheet of 'five steps' is not one person's own. A share card is made from a sheet "
            "that one person has filled in; write who after 'by'.",
        ),
        (("mary.yaml", "-o", "card"), 2, say("draw.no-format", file="card", known=".pdf, .txt")),
    ],
)
def test_every_refusal_of_a_card_is_one_clear_sentence(
    arguments: tuple[str, ...], code: int, sentence: str, command: Command
) -> None:
    done = command("practice", "share", *arguments)

    assert (done.code, done.out) == (code, "")
    assert done.err.splitlines()[0].removeprefix("negcycle practice share: ") == sentence
