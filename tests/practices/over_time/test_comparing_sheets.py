"""Checklists side by side: the list's own order, both answers, no sum, no verdict, no side."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import PracticeError
from negcycle.practices.described.known import known_practices, read_practice
from negcycle.practices.described.practice import Practice
from negcycle.practices.sheets.answers import SCALE
from negcycle.words.tidying import tidy

CHECKLISTS = tuple(one for one in known_practices() if one.checklist)
SIGNS = nc.practice("low_closeness")
CLOSED = """\
practice: own_list
name: our own list
what: What we look at now and then.
ask: "{name}, how is it for you?"
by: each
checklist: true
fields:
  - {id: open, prompt: We laugh., kind: scale}
  - {id: kept, prompt: I think of going., kind: scale, private: true}
  - {id: stop, prompt: I am safe here., kind: scale, comes_first: true}
"""


def sheet(by: str | None, date: str | None = None, **answers: str) -> nc.Sheet:
    return SIGNS.sheet(by or (), date=date, answers=answers)


@pytest.fixture
def own(tmp_path: Path) -> Practice:
    """Return a checklist of one's own, with an item that is private and one that comes first."""
    (tmp_path / "own_list.yaml").write_text(CLOSED)
    return read_practice(tmp_path / "own_list.yaml")


@st.composite
def filled(draw: st.DrawFn, practice: Practice, by: str, date: str) -> nc.Sheet:
    """Return a sheet of a checklist, each item answered or not."""
    answer = st.sampled_from([None, *SCALE])
    answers = {field.id: draw(answer) for field in practice.fields}
    return practice.sheet(by, date=date, answers=answers)


@st.composite
def pairs(draw: st.DrawFn) -> tuple[nc.Sheet, nc.Sheet]:
    practice = draw(st.sampled_from(CHECKLISTS))
    return (
        draw(filled(practice, "Ana", "2026-11-01")),
        draw(filled(practice, "Ben", "2026-11-03")),
    )


# -- what is compared -----------------------------------------------------------------------------


@given(pairs())
def test_every_item_is_there_in_the_order_of_the_list(pair: tuple[nc.Sheet, nc.Sheet]) -> None:
    found = nc.compare_sheets(pair)

    assert [row.id for row in found.rows] == [field.id for field in found.practice.fields]
    for row in found.rows:
        for one in pair:
            assert row.now[one.owner or ""] == next(iter(one.answer(row.id)), None)


SWAP = {"Ana": "Ben", "Ben": "Ana"}


@given(pairs())
def test_swapped_partners_change_sides_and_nothing_else(pair: tuple[nc.Sheet, nc.Sheet]) -> None:
    here, there = nc.compare_sheets(pair), nc.compare_sheets(pair[::-1])

    assert there.people == here.people[::-1]
    for row, turned in zip(here.rows, there.rows, strict=True):
        assert (row.id, dict(row.now)) == (turned.id, dict(turned.now))
        assert sorted(row.sentence) == sorted(turned.sentence)
    assert here.question == there.question
    renamed = [one.changed(by=SWAP[one.owner or ""]) for one in pair]
    swapped = [
        re.sub("Ana|Ben", lambda name: SWAP[name[0]], line)
        for line in nc.compare_sheets(renamed).sentences
    ]
    assert swapped == list(here.sentences)


@given(pairs())
def test_nothing_is_added_up_and_nothing_is_judged(pair: tuple[nc.Sheet, nc.Sheet]) -> None:
    found = nc.compare_sheets(pair)
    told = " ".join([found.when, found.question, *(row.sentence for row in found.rows)])

    assert not re.search(r"\d", re.sub(r"2026-11-0\d", "", told))
    assert not re.search(r"better|worse|should|score|total|wrong|agree|!", told)


def test_alike_differently_and_not_yet_are_said_plainly() -> None:
    ana = sheet("Ana", talk="mostly", tenderness="yes", listening="no", thanks="no")
    ben = sheet("Ben", talk="mostly", tenderness="no", thanks="a little", logistics="no")
    rows = nc.compare_sheets([ana, ben]).rows

    assert [row.sentence for row in rows] == [
        "Answered alike: mostly.",
        "Answered differently: Ana yes, Ben no.",
        "Answered so far: Ana no, Ben not yet.",
        "Answered differently: Ana no, Ben a little.",
        "Answered so far: Ana not yet, Ben no.",
        "Not answered yet.",
    ]


def test_the_first_and_the_last_sheet_of_each_are_compared_by_date() -> None:
    sheets = [
        sheet("Ana", "2026-11-01", talk="no"),
        sheet("Ben", "2026-11-02", talk="yes"),
        sheet("ana", "2026-09", talk="yes"),
        sheet("Ana", "2026-10-01", talk="mostly"),
    ]
    found = nc.compare_sheets(sheets)

    assert found.when == (
        "Filled in by Ana (2026-09, 2026-10-01 and 2026-11-01); Ben (2026-11-02)."
    )
    assert found.rows[0].sentence == "Answered differently: Ana no, Ben yes. Earlier: Ana yes."


def test_one_person_alone_is_told_without_another() -> None:
    alone = nc.compare_sheets([sheet("Ana", talk="no")])
    twice = nc.compare_sheets([sheet("Ana", "2026-01-01"), sheet("Ana", "2026-02-01", talk="no")])

    assert alone.rows[0].sentence == "Answered: no."
    assert alone.rows[1].sentence == "Answered: not yet."
    assert twice.rows[0].sentence == "Answered: no. Earlier: not yet."
    assert alone.question == "Which of these would you like to look at more closely?"
    assert alone.own_copy == ""


def test_a_question_comes_last_and_care_before_it() -> None:
    told = nc.compare_sheets([sheet("Ana"), sheet("Ben")]).sentences

    assert told[-4:] == (
        "Nothing is added up, and no answer is the right one.",
        "If one of them is thinking of leaving, or is afraid at home, that comes first, with each "
        "of them alone.",
        "This is the therapist's own copy: what each person answered is theirs to show.",
        "Which of these would each of them like to hear more about from the other?",
    )


# -- what stays, and what comes first -------------------------------------------------------------


def test_what_is_private_stays_on_its_sheet(own: Practice) -> None:
    found = nc.compare_sheets([own.sheet("Ana", answers={"open": "yes", "kept": "mostly"})])

    assert [row.id for row in found.rows] == ["open", "stop"]
    assert "going" not in str(found.as_data())


def test_what_comes_first_leaves_one_neutral_line_and_says_nothing_of_whose(own: Practice) -> None:
    ana = own.sheet("Ana", answers={"open": "yes", "stop": "a little"})
    ben = own.sheet("Ben", answers={"open": "no"})
    found = nc.compare_sheets([ben, ana])

    assert found.waits
    assert (found.rows, found.question, found.own_copy) == ((), "", "")
    assert found.sentences == (
        "Nothing is compared here: something in these answers comes first, and is for a "
        "professional to take up with each person alone.",
        "If anyone is afraid at home, gets hurt or thinks of hurting themselves, a cycle is not "
        "the right tool: turn to a local domestic-violence or crisis helpline, an emergency "
        "number, or a therapist, seen alone.",
    )


# -- what is refused ------------------------------------------------------------------------------


def refusal(sheets: list[nc.Sheet]) -> str:
    with pytest.raises(PracticeError) as caught:
        nc.compare_sheets(sheets)
    return str(caught.value)


def test_what_cannot_be_compared_is_refused_with_a_sentence() -> None:
    steps = nc.practice("five_steps").sheet("Ana")

    assert refusal([]) == "There is no sheet to compare."
    assert refusal([sheet("Ana"), steps]) == (
        "These are sheets of two practices, 'six signs that closeness is low' and 'five steps'. "
        "Compare sheets of one."
    )
    assert refusal([steps]) == (
        "'five steps' is no checklist, so there is nothing to put side by side. Words of two "
        "people are put together by 'negcycle practice merge'."
    )
    assert refusal([sheet(None)]) == (
        "One of these sheets does not say who filled it in. Write it as 'by:'."
    )
    assert refusal([sheet("Ana"), sheet("ana")]) == (
        "Two of these sheets by Ana have the same date, or none. Write when each was filled in, "
        "as 'date:'."
    )


@pytest.mark.parametrize("id", ["small_promises", "journal"])
def test_what_stays_with_its_owner_is_not_compared(id: str) -> None:
    kept = nc.practice(id)

    assert refusal([kept.sheet("Ana")]) == (
        f"'{kept.name}' stays with its owner, so it is not compared."
    )


HOSTILE: list[Any] = ["\u202eturned", "W" * 120, "نور", "👩‍👩‍👧", "<b>$x$</b>", "a\tb", "both"]


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_is_told_on_one_line(name: str) -> None:
    found = nc.compare_sheets([sheet(name, talk="no"), sheet("Ben", talk="yes")])

    assert found.people[0] == tidy(name)
    assert all("\n" not in line for line in found.sentences)


@given(pairs(), st.randoms())
def test_more_sheets_in_any_order_say_the_same(
    pair: tuple[nc.Sheet, nc.Sheet], chance: Any
) -> None:
    earlier = [one.changed(date=f"2026-0{n}-01") for n, one in enumerate(pair, start=1)]
    sheets = [*pair, *earlier]
    assume(all(one.owner for one in sheets))
    chance.shuffle(sheets)
    shuffled, plain = nc.compare_sheets(sheets), nc.compare_sheets([*pair, *earlier])

    assert [(dict(row.now), dict(row.earlier)) for row in shuffled.rows] == [
        (dict(row.now), dict(row.earlier)) for row in plain.rows
    ]


@pytest.mark.parametrize("one", [one for one in known_practices() if one.checklist])
def test_a_copy_for_the_therapist_speaks_to_nobody_else(one: Practice) -> None:
    told = nc.compare_sheets([one.sheet("Ana"), one.sheet("Ben")]).sentences[-4:]

    assert not [said for said in told if "you" in said or "this page" in said]
    assert one.care in nc.compare_sheets([one.sheet("Ana")]).sentences
