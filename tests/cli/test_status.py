"""`negcycle status`: the three questions, who owns what, what is open, and what to ask next."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SAID = """\
You know it 4 of 8, they know it 0 of 8 (4 not said), felt in the room 0 of 8.

Mary
  Known 2 of 4, known to them 0 of 4 (2 not said), felt in the room 0 of 4.
  What they do: not said.
  The softer feeling under it: not said.
  What John does, and what it stirs in them: not said.
  What they do, and what it stirs in John: still open.

John
  Known 2 of 4, known to them 0 of 4 (2 not said), felt in the room 0 of 4.
  What they do: not said.
  The softer feeling under it: still open.
  What Mary does, and what it stirs in them: still open.
  What they do, and what it stirs in Mary: not said.

This page is the therapist's own. It counts what is written, and rates nobody.

Here, this looks like pursue/withdraw: John “goes quiet” (away); Mary “asks again” (toward).
Is it the same about other topics, or do the two change places there?

Still open for Mary: trigger, secondary emotion, perception, need.
Still open for John: trigger, perception, primary emotion, need.
What one might ask next:
  1. What does John see or hear just before? (What would a camera show?)
     It is still open, and it lies on the surface, where it is easiest to begin.
  2. What does Mary see or hear just before? (What would a camera show?)
     It is still open, and it lies on the surface, where it is easiest to begin.
  3. What does John think about the other in that moment?
     It is still open, and it lies on the surface, where it is easiest to begin.
Each of these may be left. 'Nothing' and 'not now' are answers, too.
"""


def test_it_says_where_the_work_stands(command: Callable[..., Any], case: str) -> None:
    assert command("status", case) == (0, SAID.encode(), "")


def test_json_says_the_same(command: Callable[..., Any], case: str) -> None:
    done = command("status", "--json", case)
    found = json.loads(done.out)

    assert (done.code, done.err) == (0, "")
    assert found["schema"] == "negcycle/status/1"
    assert found["line"] == SAID.splitlines()[0]
    assert found["markers"]["effect"] == {"owned": 0, "of": 2}
    assert [one["path"] for one in found["next"]] == [
        "partners.john.chain.trigger",
        "partners.mary.chain.trigger",
        "partners.john.chain.perception",
    ]
    assert len(found["blanks"]) == 8
    assert found["where_to_turn"] is None


def test_a_case_may_come_from_standard_input(command: Callable[..., Any]) -> None:
    done = command("status", "-", stdin="partners: {ana: {name: Ana}}")

    assert done.out.startswith(
        "You know it 0 of 4, they know it 0 of 4, felt in the room 0 of 4.\n"
    )


def test_the_pattern_is_named_with_its_evidence_and_a_question(
    command: Callable[..., Any], here: Path
) -> None:
    (here / "one.yaml").write_text(
        "partners:\n"
        "  ana: {name: Ana, chain: {behavior: {words: ask again, moves: pursue}}}\n"
        "  ben: {name: Ben, chain: {behavior: {words: go quiet, moves: withdraw}}}\n"
    )
    sentence = (
        "Here, this looks like pursue/withdraw: Ana “ask again” (toward); Ben “go quiet” (away)."
    )
    question = "Is it the same about other topics, or do the two change places there?"

    assert f"\n\n{sentence}\n{question}\n\n" in command("status", "one.yaml").out
    [found] = json.loads(command("status", "--json", "one.yaml").out)["patterns"]
    assert (found["family"], found["sentence"]) == ("pursue_withdraw", sentence)


def test_with_a_child_no_pattern_is_spoken_of(command: Callable[..., Any], here: Path) -> None:
    (here / "one.yaml").write_text(
        "partners:\n"
        "  ana: {name: Ana, relation: caregiver, chain: {behavior: {words: x, moves: pursue}}}\n"
        "  ben: {name: Ben, relation: child, chain: {behavior: {words: y, moves: withdraw}}}\n"
    )

    assert "attern" not in command("status", "one.yaml").out
    assert json.loads(command("status", "--json", "one.yaml").out)["patterns"] == []


BEFORE_ALL = [
    ("injury: true", ""),
    ("", "notes: he hit me"),
    ("", "notes: I want to leave him"),
    ("", "notes: Ana is afraid of Ben"),
]
"""What comes before a practice, beside an entry or in the notes, where nothing of it is shown."""


def written(here: Path, mark: str, notes: str) -> str:
    """Write down a case in which something comes first, and return its name."""
    entry = f"{{words: ask again, {mark}}}"
    ana, ben = f"{{name: Ana, chain: {{behavior: {entry}}}}}", "{name: Ben}"
    (here / "one.yaml").write_text(f"partners: {{ana: {ana}, ben: {ben}}}\n{notes}\n")
    return "one.yaml"


@pytest.mark.parametrize(
    "typed", [["status"], ["status", "--json"], ["loops"], ["explain"], ["explain", "--json"]]
)
def test_which_of_them_comes_first_is_not_told(
    command: Callable[..., Any], here: Path, typed: list[str]
) -> None:
    told = {str(command(*typed, written(here, *one)).out) for one in BEFORE_ALL}

    assert len(told) == 1


def test_after_notes_the_same_is_said_whatever_comes_first(
    command: Callable[..., Any], here: Path
) -> None:
    told = {
        str(command("capture", written(here, *one), "-", stdin="Ben trigger: a look").out)
        for one in BEFORE_ALL
    }

    [said] = told
    assert "No question comes next here" in said


@pytest.mark.parametrize("words", ["he hits me", "{words: alone, injury: true}"])
def test_where_something_comes_first_nothing_comes_next(
    command: Callable[..., Any], here: Path, words: str
) -> None:
    (here / "one.yaml").write_text(f"partners: {{ana: {{name: Ana, chain: {{primary: {words}}}}}}}")

    done = command("status", "one.yaml")
    found = json.loads(command("status", "--json", "one.yaml").out)

    waits = "No question comes next here: something in this case comes before it"
    assert waits in done.out
    assert "What one might ask next" not in done.out
    assert found["next"] == []
    assert found["patterns"] == []
    assert found["where_to_turn"].startswith("If anyone is afraid at home")
    assert done.out.rstrip().endswith(found["where_to_turn"])


def test_what_is_done_is_said_to_be_done(command: Callable[..., Any], here: Path) -> None:
    slots = ("trigger", "secondary", "perception", "need")
    owned = "{words: x, awareness: owned, felt_in_session: true}"
    chain = ", ".join([*(f"{slot}: x" for slot in slots), f"primary: {owned}, behavior: {owned}"])
    (here / "one.yaml").write_text(f"partners: {{ana: {{name: Ana, chain: {{{chain}}}}}}}")

    assert command("status", "one.yaml").out.endswith("\n\nNothing is left to ask here.\n")


def test_a_faulty_file_is_told_as_everywhere(command: Callable[..., Any], faulty: str) -> None:
    done = command("status", faulty)

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("faulty.yaml:4:13: ")
