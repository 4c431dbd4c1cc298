"""A sheet keeps words as they are, says what is open, and gives away nothing that is private."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, SimulationError, UnknownName
from negcycle.model.chain import Slot
from negcycle.model.entry import Source, Status
from negcycle.practices.described.becoming import CHAIN, OTHER
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import AnswerKind, By, Practice
from negcycle.practices.described.practice_file import to_practice
from negcycle.practices.sheets.answers import SCALE
from negcycle.testing import HARD, sheets, words
from negcycle.words.leaving import speaks_of_leaving

WITH_A_PLAN = [one for one in known_practices() if one.plan]
COUPLE = nc.loads("""
partners:
  mary: {name: Mary, chain: {behavior: {words: asks again, moves: pursue}}, dynamics: {need: 0.6}}
  john: {name: John, chain: {behavior: {words: goes quiet, moves: withdraw}}, dynamics: {need: 0.4}}
""")
JOHN = {
    "trigger": "Mary turned away from me",
    "immediate": "angry",
    "behavior": "shut down",
    "deeper": ["rejected", "unloved"],
    "need": "to know that she still wants me near",
    "block": "ashamed to say it",
}


def of_all_kinds(**more: object) -> Practice:
    """Return a practice with a field of every kind, named as the kind."""
    fields = [
        {
            "id": kind.value,
            "prompt": "What?",
            "kind": kind.value,
            **({"choices": ["received", "not yet"]} if kind is AnswerKind.CHOICE else {}),
        }
        for kind in AnswerKind
    ]
    form = {"practice": "kinds", "name": "k", "what": "W.", "ask": "{name}?", "fields": fields}
    return to_practice(json.dumps({**form, **more}), format="json")


KINDS = of_all_kinds()


def fault_of(**answers: object) -> str:
    with pytest.raises(CaseError) as caught:
        KINDS.sheet(answers=answers)
    return str(caught.value)


# -- what is answered -------------------------------------------------------------------------


@given(st.lists(words(), min_size=1, max_size=3))
def test_words_stay_as_they_were_written(said: list[str]) -> None:
    sheet = KINDS.sheet(answers={"text": said[0], "list": said})

    assert sheet.answer("text") == (said[0],)
    assert sheet.answer("list") == tuple(said)


READ = {
    "choice": {"Received": "received", " not  yet ": "not yet"},
    "yes_no": {"yes": "yes", "No": "no", "true": "yes", "n": "no", True: "yes", False: "no"},
    "date": {"2026-11-22": "2026-11-22"},
    "time": {"18:30": "18:30", "6:30 pm": "18:30", "12 am": "00:00", "12 p.m.": "12:00",
             "9.05": "09:05", "7PM": "19:00"},
    "minutes": {"20": "20", 20: "20", "20 minutes": "20", "1 min": "1", "1440": "1440"},
    "number": {"7": "7", 7: "7", "-0.5": "-0.5", "1e3": "1e3"},
    "scale": {"A Little": "a little", "0": "no", 3: "yes", "mostly": "mostly", True: "yes"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "written", "read"),
    [(kind, written, read) for kind, cases in READ.items() for written, read in cases.items()],
)
def test_what_is_no_text_is_read_in_the_ways_people_write_it(
    kind: str, written: object, read: str
) -> None:
    assert KINDS.sheet(answers={kind: written}).answer(kind) == (read,)


FAULTY: list[tuple[str, object, str]] = [
    ("choice", "recieved", "'recieved' is not one of the choices. Did you mean 'received'?"),
    ("choice", "x", "'x' is not one of the choices. Choose from: received, not yet."),
    ("yes_no", "maybe", "'maybe' is neither yes nor no. Write one of the two."),
    ("scale", "mostley", "'mostley' is not on the scale. Did you mean 'mostly'?"),
    ("scale", 4, "'4' is not on the scale. Choose from: no, a little, mostly, yes."),
    ("date", "2026-13-01", "'2026-13-01' is not a day I can read. Write it as 2026-11-22."),
    ("date", "soon", "'soon' is not a day I can read. Write it as 2026-11-22."),
    ("time", "25:00", "'25:00' is not a time of the day I can read. Write it as 18:30."),
    ("time", "13 pm", "'13 pm' is not a time of the day I can read. Write it as 18:30."),
    ("time", "0 am", "'0 am' is not a time of the day I can read. Write it as 18:30."),
    ("time", "later", "'later' is not a time of the day I can read. Write it as 18:30."),
    ("minutes", "0", "'0' is not a number of minutes. Write a whole number from 1 to 1440, such "
     "as 20."),
    ("minutes", "9" * 4, "'9999' is not a number of minutes. Write a whole number from 1 to 1440, "
     "such as 20."),
    ("number", "many", "'many' is not a number. Write it in digits, such as 0.5."),
    ("number", "1e999", "'1e999' is not a number. Write it in digits, such as 0.5."),
    ("number", "٧", "'٧' is not a number. Write it in digits, such as 0.5."),
    ("text", 7, "'7' stands where words are expected. Write it as one text, or as a list of "
     "texts."),
    ("text", {"he said": "no"}, "a set of fields stands where words are expected. Put quotes "
     "around words that hold a ':'."),
    ("text", {"a": "b", "c": "d"}, "a set of fields stands where words are expected. Write it as "
     "one text, or as a list of texts."),
    ("text", "\x1b[2J", "The text holds the control character U+001B. Take it out."),
    ("text", "x" * 20_001, "The answer has 20001 characters, and at most 20000 fit here. Shorten "
     "it."),
    ("list", ["x"] * 101, "There are 101 answers here, and at most 100 fit. Put some of them "
     "together."),
    ("yes_no", ["yes", "no"], "There are several answers here, and a field of the kind 'yes_no' "
     "takes one. Keep one of them."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "written", "sentence"), FAULTY)
def test_what_cannot_be_read_is_said_with_the_way_out(
    kind: str, written: object, sentence: str
) -> None:
    assert fault_of(**{kind: written}) == f"answers.{kind}: {sentence}"


def test_an_item_of_a_list_is_found_by_its_number() -> None:
    assert fault_of(list=["", "sad", ["sad"]]) == (
        "answers.list[2]: a list stands where words are expected. Write it as one text, or as a "
        "list of texts."
    )


@pytest.mark.parametrize("blank", [None, "", "  ", [], [None, " "], "\u202e\u200b"])
def test_a_blank_is_no_answer(blank: object) -> None:
    assert KINDS.sheet(answers={"text": blank, "date": blank}).is_blank


def test_all_faults_are_named_at_once() -> None:
    with pytest.raises(CaseError) as caught:
        nc.Sheet(
            practice="kinds of tea",
            by=("mary", "john"),
            date="yesterday",
            answers={"behaviour": "x"},
        )
    assert str(caught.value).splitlines() == [
        "sheet: No practice is called 'kinds of tea'.",
        "date: 'yesterday' is not a date I can read. Write it as 2026-11-21, 2026-11 or 2026.",
    ]

    with pytest.raises(CaseError) as caught:
        KINDS.sheet(["mary", "john"], other="mary", answers={"dat": "x", "time": "x"})
    assert str(caught.value).splitlines() == [
        "by: This sheet is filled in by one person. Write one name, such as 'by: mary'.",
        "answers: 'dat' is not a field here. Did you mean 'date'?",
        "answers.time: 'x' is not a time of the day I can read. Write it as 18:30.",
    ]


@settings(max_examples=20)
@given(sheets())
def test_equal_sheets_are_one_in_a_set(sheet: nc.Sheet) -> None:
    assert len({sheet, nc.loads_sheet(nc.dumps_sheet(sheet)), sheet.changed()}) == 1


def test_behaviour_is_accepted_and_stands_for_behavior() -> None:
    five = nc.practice("five_steps")

    assert five.sheet(answers={"behaviour": "left"}) == five.sheet(answers={"behavior": "left"})
    with pytest.raises(CaseError, match="'behavior' is written twice here, the second time as"):
        five.sheet(answers={"behavior": "left", "behaviour": "left"})


def test_two_together_are_two_and_nobody_is_their_own_other() -> None:
    both = of_all_kinds(by="both")

    assert both.sheet(["mary", "john"]).by == ("mary", "john")
    assert (both.sheet(["mary", "john"]).owner, KINDS.sheet("mary").owner) == (None, "mary")
    for names in ("mary", ["mary", "mary"], ["mary", "john", "eve"]):
        with pytest.raises(CaseError) as caught:
            both.sheet(names)
        assert str(caught.value) == (
            "by: This sheet is filled in by two people together. Write both names, such as "
            "'by: [mary, john]'."
        )
    with pytest.raises(CaseError) as caught:
        KINDS.sheet("mary", other="mary")
    assert str(caught.value) == (
        "other: 'mary' fills this sheet in, so 'other' is somebody else. Change it, or leave it "
        "out."
    )


def test_a_time_out_cannot_do_without_its_return_and_its_reassurance() -> None:
    time_out = nc.practice("time_out")

    assert time_out.sheet().is_blank
    with pytest.raises(CaseError) as caught:
        time_out.sheet(answers={"calming": "a walk"})
    assert [one.path for one in caught.value.problems] == [
        "answers.return_at",
        "answers.reassurance",
    ]
    assert str(caught.value).startswith(
        "answers.return_at: 'return_at' is still blank, and the practice 'time-out with a return' "
        "needs it: When will you be back?\n"
    )
    time_out.sheet(answers={"return_at": "20:00", "reassurance": "I will be back"})


# -- what it becomes --------------------------------------------------------------------------


def test_john_s_steps_are_asked_in_their_order_and_kept_in_the_order_of_the_cycle() -> None:
    sheet = nc.practice("five_steps").sheet("john", answers=JOHN)

    told = "shut down (3) turned away (1) rejected (4) ashamed (4) angry (2) near (5)"
    step = {field.id: field.step for field in sheet.practice.fields}
    order = ("behavior", "trigger", "deeper", "block", "immediate", "need")
    assert [f"({step[one]})" for one in order] == [word for word in told.split() if "(" in word]
    assert list(sheet.answers) == ["trigger", "immediate", "behavior", "deeper", "need", "block"]
    assert [slot.value for slot, entries in sheet.chain() if entries] == [
        "trigger", "primary", "secondary", "behavior", "need", "block",
    ]  # fmt: skip
    assert [entry.words for entry in sheet.chain().primary] == ["rejected", "unloved"]


@given(sheets())
def test_every_answer_stands_in_its_slot_as_it_was_written(sheet: nc.Sheet) -> None:
    for where, chain in ((CHAIN, sheet.chain()), (OTHER, sheet.guesses())):
        for slot in Slot:
            said = [
                one
                for field, answer in sheet.open_answers()
                if field.becomes == (where, slot.value)
                for one in answer
            ]
            assert [entry.words for entry in chain[slot]] == said


@given(sheets())
def test_what_is_said_of_the_other_is_a_guess_and_what_is_ones_own_is_not(sheet: nc.Sheet) -> None:
    by_the_clinician = sheet.practice.by is By.CLINICIAN
    own = [entry for _, entries in sheet.chain() for entry in entries]
    guessed = [entry for _, entries in sheet.guesses() for entry in entries]

    assert all(entry.is_guess == by_the_clinician for entry in own)
    assert all(entry.status is Status.CONJECTURE for entry in guessed)
    assert all((entry.source is Source.PARTNER) != by_the_clinician for entry in guessed)
    assert not any(entry.share for entry in (*own, *guessed))


SECRET = "zzz-nobody-else-reads-this"


@pytest.mark.parametrize("whole", [False, True], ids=["one field", "the whole sheet"])
def test_nothing_private_leaves_the_sheet(whole: bool) -> None:
    fields = [
        {"id": "open", "prompt": "?", "becomes": "chain.need"},
        *(
            {"id": f"private{number}", "prompt": "?", "private": not whole, "becomes": becomes}
            for number, becomes in enumerate(("chain.primary", "other.primary"))
        ),
        {"id": "long", "prompt": "?", "kind": "minutes", "private": True, "becomes": "plan.for"},
    ]
    form = {"practice": "p", "name": "p", "what": "W.", "ask": "{name}?", "fields": fields,
            "private": whole, "plan": [{"open": "{who}", "at": 3, "for": 5}]}  # fmt: skip
    secret = to_practice(json.dumps(form), format="json").sheet(
        "mary",
        answers={"open": "rest", "private0": SECRET, "private1": SECRET, "long": "77"},
    )

    gone = f"{secret.chain()} {secret.guesses()} {secret.plan()} {secret.open_answers()}"
    assert SECRET in str(secret)
    assert SECRET not in gone
    assert "77" not in gone
    assert ("rest" in gone) is not whole


@given(sheets())
def test_of_a_built_in_sheet_nothing_private_leaves_either(sheet: nc.Sheet) -> None:
    kept = {
        words
        for field in sheet.practice.fields
        if field.private or sheet.practice.private
        for words in sheet.answer(field.id)
    }
    left = {words for field, answer in sheet.open_answers() for words in answer}
    entries = [
        one for chain in (sheet.chain(), sheet.guesses()) for _, some in chain for one in some
    ]

    assert {entry.words for entry in entries} <= left
    if sheet.practice.private:
        assert (left, entries) == (set(), [])
    elif kept:
        assert all(not field.private for field, _ in sheet.open_answers())


def test_an_answer_for_a_case_is_no_longer_than_a_case_can_hold() -> None:
    with pytest.raises(CaseError, match="at most 2000 fit here"):
        nc.practice("five_steps").sheet(answers={"trigger": "x" * 2_001})


# -- a plan -----------------------------------------------------------------------------------


@pytest.mark.parametrize("one", WITH_A_PLAN, ids=lambda one: one.id)
@pytest.mark.parametrize("who", [None, "Mary"])
def test_every_plan_can_be_simulated(one: Practice, who: str | None) -> None:
    plan = one.sheet().plan(COUPLE, who=who)

    run = nc.simulate(COUPLE, plan=plan, start="stuck", turns=12)

    started = {band.kind for band in run.bands}
    assert started == {one.plan_kind} or any("when" in item for item in one.plan)


@settings(max_examples=60)
@given(st.sampled_from(WITH_A_PLAN).flatmap(sheets))
def test_what_is_answered_never_spoils_the_plan(sheet: nc.Sheet) -> None:
    assume(not sheet.comes_first)

    plan = sheet.plan(who="both")

    assert {item.kind for item in plan.items} - {"day"} <= {sheet.practice.plan_kind}


def test_days_are_said_only_where_they_are_used() -> None:
    assert nc.practice("five_steps").sheet().plan().day is None
    assert nc.practice("five_steps").sheet().plan(every="7d").day is not None
    assert nc.practice("check_in").sheet().plan().day is not None


def test_who_fills_it_in_is_who_does_it() -> None:
    five = nc.practice("five_steps")

    def who(sheet: nc.Sheet, **asked: Any) -> str:
        return sheet.plan(**asked).items[0].partners()[0][1]

    assert who(five.sheet()) == "both"
    assert who(five.sheet("Mary")) == "Mary"
    assert who(five.sheet("Mary"), cycle=COUPLE) == "mary"
    assert who(five.sheet("Mary"), who="john") == "john"
    with pytest.raises(UnknownName, match=r"No partner is called 'Mari'\. Did you mean 'mary'\?"):
        five.sheet("Mari").plan(COUPLE)


def planned(plan: object, answers: dict[str, object], **field: object) -> str:
    form = {"practice": "p", "name": "p", "what": "W.", "ask": "{name}?", "plan": plan,
            "fields": [{"id": "a", "prompt": "?", **field}]}  # fmt: skip
    return str(to_practice(json.dumps(form), format="json").sheet(answers=answers).plan())


def test_an_answer_takes_the_place_of_what_the_plan_says() -> None:
    opening = [{"open": "{who}", "at": 3, "for": 5}]
    leaving = [{"timeout": {"for": 10, "return": True}, "when": {"flooded": 0.5}}]
    minutes = {"kind": "minutes", "becomes": "plan.for"}

    assert "for_=20.0" in planned(opening, {"a": "20"}, **minutes)
    assert "for_=5.0" in planned(opening, {}, **minutes)
    assert "TimeoutTerms(for_=20.0" in planned(leaving, {"a": "20"}, **minutes)
    assert "at=8.0" in planned(opening, {"a": "8"}, kind="number", becomes="plan.at")
    assert "strength=0.4" in planned(opening, {"a": "4"}, kind="number", becomes="plan.strength")
    assert "strength" not in planned(opening, {"a": "yes"}, kind="scale", becomes="plan.strength")
    assert planned(opening, {"a": "no"}, kind="scale", becomes="plan.strength") == ""
    often = {"kind": "choice", "choices": ["daily", "weekly"], "becomes": "plan.every"}
    weekly = planned(leaving, {"a": "weekly"}, **often)
    assert "every='7d'" in weekly
    assert "when" not in weekly


def test_a_gap_is_filled_or_what_it_stands_for_left_out() -> None:
    opening = [{"open": "{who}", "at": 3, "for": "{a}"}]

    assert "for_=20.0" in planned(opening, {"a": "20"}, kind="minutes")
    assert "for_" not in planned(opening, {}, kind="minutes")


def test_what_stands_for_nothing_in_a_simulation_has_no_plan() -> None:
    with pytest.raises(SimulationError) as caught:
        nc.practice("pause").sheet().plan()
    assert str(caught.value) == (
        "The practice 'pause' stands for nothing in a simulation, so it has no plan."
    )


# -- what comes first -------------------------------------------------------------------------

FIRST = [
    "I am afraid of him",
    "she hit me",
    "I think about leaving",
    "I am thinking of leaving her",
    "I want to end this relationship",
    "we talked and I want a divorce",
    "I WANT TO LEAVE THEM",
]
NOT_FIRST = [
    "he leaves the room",
    "afraid that he will leave me",
    "I left my coat there",
    "afraid of losing you",
    "I am thinking about leaving work early",
]


@pytest.mark.parametrize("said", FIRST)
@pytest.mark.parametrize("field", ["trigger", "deeper", "request"])
def test_fear_and_leaving_come_before_every_practice(field: str, said: str) -> None:
    sheet = nc.practice("five_steps").sheet("mary", answers={field: said})

    assert sheet.comes_first
    with pytest.raises(SimulationError) as caught:
        sheet.plan()
    assert str(caught.value).startswith("If anyone is afraid at home")
    assert said not in str(caught.value)


@pytest.mark.parametrize("said", NOT_FIRST)
def test_ordinary_fear_and_leaving_a_room_are_the_core_of_the_work(said: str) -> None:
    assert not speaks_of_leaving(said)
    assert not nc.practice("five_steps").sheet("mary", answers={"deeper": said}).comes_first


@pytest.mark.parametrize(
    ("kind", "answers"),
    [
        ("yes_no", {"no": False, "yes": True}),
        ("scale", {one: one != "no" for one in SCALE}),
        ("text", {"No": False, "sometimes": True}),
    ],
)
def test_a_question_that_is_asked_for_this_comes_first_unless_it_is_no(
    kind: str, answers: dict[str, bool]
) -> None:
    field = {"id": "a", "prompt": "?", "kind": kind, "comes_first": True}
    form = {"practice": "p", "name": "p", "what": "W.", "ask": "{name}?", "fields": [field]}
    asked = to_practice(json.dumps(form), format="json")

    assert not asked.sheet().comes_first
    assert {one: asked.sheet(answers={"a": one}).comes_first for one in answers} == answers


@pytest.mark.parametrize(
    "hard", [*HARD, "\u202e" * 50 + "x", "x" * 10_000, "\u05d0\u05d1\u05d2", "😢"]
)
def test_hard_words_are_words(hard: str) -> None:
    sheet = nc.practice("start_small").sheet(answers={"worry": hard})

    assert sheet.answer("worry") == (hard,)
    assert not sheet.comes_first
