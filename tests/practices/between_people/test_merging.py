"""Two people's sheets become one cycle: own words verbatim, guesses as guesses, in any order."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import PracticeError, UnknownName
from negcycle.practices.between_people.merging import Merged
from negcycle.practices.described.practice import Practice
from negcycle.testing import words
from negcycle.words import say
from negcycle.words.tidying import tidy

STEPS = nc.practice("five_steps")
SLOTS = {
    "trigger": "trigger",
    "immediate": "secondary",
    "behavior": "behavior",
    "deeper": "primary",
    "block": "block",
    "need": "need",
    "request": "request",
}
"""The fields of the five steps, and where in a chain their answers belong."""

MARY: dict[str, Any] = {
    "trigger": "yesterday he went silent after I did not want the back rub",
    "immediate": "angry",
    "behavior": "brush him off when he came near again",
    "deeper": ["discarded", "sad"],
    "need": "to matter to him, also when he is not pleased with me",
    "request": "tell me that you are hurt, in words",
    "guess": "angry",
}
JOHN: dict[str, Any] = {
    "trigger": "she turned a little away from my hands",
    "immediate": "angry",
    "behavior": "shut down and go quiet",
    "deeper": ["rejected", "unloved"],
    "block": "I was ashamed to say it",
    "need": "her approval",
    "request": "tell me you still care for me, even when you are not in the mood",
    "guess": ["hurt"],
}


def sheet(
    by: str, other: str | None = None, *, date: str | None = None, **answers: Any
) -> nc.Sheet:
    return STEPS.sheet(by, other=other, date=date, answers=answers)


def words_in(cycle: nc.Cycle, key: str, slot: str) -> list[str]:
    return [entry.words for entry in cycle.partner(key).chain[slot]]


def refusal(*sheets: nc.Sheet, people: nc.Cycle | None = None) -> str:
    with pytest.raises(PracticeError) as refused:
        nc.merge_sheets(sheets, people=people)
    return str(refused.value)


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Any]:
    """Return any answers of the five steps, guesses too, in which nothing comes first."""
    some = st.lists(words(), min_size=1, max_size=2)
    made: dict[str, Any] = draw(
        st.dictionaries(st.sampled_from((*SLOTS, "guess")), some, max_size=6)
    )
    assume(not sheet("ana", **made).comes_first)
    return made


# -- Mary and John -------------------------------------------------------------------------------


def test_mary_and_john_become_one_cycle_in_causal_order() -> None:
    merged = nc.merge_sheets(
        [sheet("mary", "john", date="2026-11-22", **MARY), sheet("John", "Mary", **JOHN)]
    )
    cycle = merged.cycle

    assert [(one.key, one.name) for one in cycle.partners] == [("john", "John"), ("mary", "Mary")]
    for key, told in (("mary", MARY), ("john", JOHN)):
        for field, slot in SLOTS.items():
            answer = told.get(field, [])
            assert words_in(cycle, key, slot) == ([answer] if isinstance(answer, str) else answer)
    assert [one.sentence for one in merged.mismatches] == [
        "Underneath, Mary guessed “angry” in John, and John's own words are “rejected” and "
        "“unloved”. These are different. What is it like to hear that?",
        "Underneath, John guessed “hurt” in Mary, and Mary's own words are “discarded” and “sad”. "
        "These are close. What is it like to hear that?",
    ]
    assert merged.notes == (
        "Where a guess and own words are about the same thing, the own words stand in the case.",
    )


def test_the_cycle_of_mary_and_john_is_no_chase() -> None:
    """Both turn away, so nobody is taken for the one who pursues."""
    cycle = nc.merge_sheets([sheet("Mary", "John", **MARY), sheet("John", "Mary", **JOHN)]).cycle

    assert [one.position.name for one in cycle.partners] != ["pursue", "withdraw"]
    assert "pursue" not in [one.position.name for one in cycle.partners]
    assert nc.loads(nc.dumps(cycle)) == cycle


def test_one_sheet_alone_gives_one_half_and_the_other_as_it_is_seen() -> None:
    merged = nc.merge_sheets([sheet("Mary", "John", **MARY)])
    john = merged.cycle.partner("john")

    assert [entry.is_guess for entry in john.chain.primary] == [True]
    assert [slot for slot, entries in john.chain if entries] == ["primary"]
    assert merged.mismatches == ()
    assert merged.notes == (
        "Only Mary's sheet is here. What stands for John is how Mary sees it, and is marked as a "
        "guess.",
    )


def test_one_sheet_without_a_guess_leaves_the_other_half_open() -> None:
    merged = nc.merge_sheets([sheet("Mary", "John", deeper="sad")])

    assert merged.notes == ("Only Mary's sheet is here, so John's half is still open.",)
    assert merged.cycle.partner("john").chain == nc.Chain()


def test_a_sheet_about_nobody_gives_one_half_alone() -> None:
    merged = nc.merge_sheets([sheet("Mary", **MARY)])

    assert merged.cycle.keys == ("mary",)
    assert merged.notes == ()


def test_two_who_name_nobody_belong_together() -> None:
    merged = nc.merge_sheets([sheet("Mary", **MARY), sheet("John", **JOHN)])

    assert merged.cycle.keys == ("john", "mary")
    assert len(merged.mismatches) == 2


def test_a_guess_fills_what_its_owner_left_blank() -> None:
    merged = nc.merge_sheets([sheet("Mary", "John", **MARY), sheet("John", "Mary", behavior="x")])
    (entry,) = merged.cycle.partner("john").chain.primary

    assert (entry.words, entry.source, entry.status) == ("angry", "partner", "conjecture")
    assert merged.mismatches == ()


def test_a_blank_that_only_looks_filled_in_is_blank() -> None:
    merged = nc.merge_sheets(
        [sheet("Mary", "John", guess="hurt"), sheet("John", "Mary", deeper="\u200b\u200d")]
    )

    assert words_in(merged.cycle, "john", "primary") == ["hurt"]
    assert merged.mismatches == ()


def test_different_days_are_asked_about_and_the_same_day_is_kept() -> None:
    one = sheet("Mary", "John", date="2026-11-22", **MARY)
    same, later = (sheet("John", "Mary", date=day, **JOHN) for day in ("2026-11-22", "2026-11-24"))

    assert nc.merge_sheets([one, same]).cycle.date == "2026-11-22"
    assert nc.merge_sheets([sheet("John"), one]).cycle.date == "2026-11-22"
    assert nc.merge_sheets([one, later]).cycle.date is None
    assert nc.merge_sheets([later, one]).notes[0] == (
        "The sheets were filled in on different days (2026-11-22 and 2026-11-24). Are they about "
        "the same moment?"
    )


def test_sheets_of_two_practices_go_together() -> None:
    pause = nc.practice("pause_risk_reach").sheet("John", answers={"deeper": "small"})
    cycle = nc.merge_sheets([sheet("Mary", **MARY), pause]).cycle

    assert words_in(cycle, "john", "primary") == ["small"]


# -- what stays true ------------------------------------------------------------------------------


@given(answers(), answers())
@settings(max_examples=25)
def test_in_which_order_they_come_changes_nothing(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    two = [sheet("Ana", "Ben", **one), sheet("ben", "ana", **other)]
    merged, turned = nc.merge_sheets(two), nc.merge_sheets(two[::-1])

    assert merged == turned
    assert nc.dumps(merged.cycle) == nc.dumps(turned.cycle)


@given(answers(), answers())
@settings(max_examples=25)
def test_swapping_the_people_swaps_the_halves_and_nothing_else(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    straight = nc.merge_sheets([sheet("Ana", "Ben", **one), sheet("Ben", "Ana", **other)])
    swapped = nc.merge_sheets([sheet("Ben", "Ana", **one), sheet("Ana", "Ben", **other)])
    names = {"ana": "ben", "ben": "ana"}

    for key, name in names.items():
        assert straight.cycle.partner(key).chain == swapped.cycle.partner(name).chain
    assert {_facts(each, {key: key for key in names}) for each in straight.mismatches} == {
        _facts(each, names) for each in swapped.mismatches
    }
    assert len(straight.notes) == len(swapped.notes)


def _facts(one: Any, names: dict[str, str]) -> tuple[object, ...]:
    return one.slot, names[one.owner], names[one.guesser], one.guessed, one.said, one.nearness


@given(answers(), answers())
@settings(max_examples=25)
def test_own_words_stand_verbatim_and_a_guess_stays_a_guess(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    merged = nc.merge_sheets([sheet("Ana", "Ben", **one), sheet("Ben", "Ana", **other)])

    for key, mine, theirs in (("ana", one, other), ("ben", other, one)):
        for field, slot in SLOTS.items():
            said = [told for told in mine.get(field, []) if tidy(told)]
            entries = merged.cycle.partner(key).chain[slot]
            if said:
                assert [entry.words for entry in entries] == said
                assert not any(entry.is_guess or entry.share for entry in entries)
                assert {entry.source for entry in entries} == {"self"}
            elif entries:
                assert slot == "primary"
                assert {entry.words for entry in entries} <= set(theirs["guess"])
                assert all(entry.is_guess for entry in entries)
                assert {entry.source for entry in entries} == {"partner"}


@given(answers(), answers())
@settings(max_examples=15)
def test_what_comes_out_is_a_case_like_any_other(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    cycle = nc.merge_sheets([sheet("Ana", "Ben", **one), sheet("Ben", "Ana", **other)]).cycle

    assert nc.loads(nc.dumps(cycle)) == cycle


@given(st.lists(words(20), min_size=2, max_size=2))
@settings(max_examples=40)
def test_any_two_names_are_two_people(names: list[str]) -> None:
    one, other = names
    assume(tidy(one).casefold() != tidy(other).casefold() and tidy(one) and tidy(other))
    cycle = nc.merge_sheets([sheet(one, need="x"), sheet(other, need="y")]).cycle

    assert len(set(cycle.keys)) == 2
    assert {tidy(each.name).casefold() for each in cycle.partners} == {
        tidy(one).casefold(),
        tidy(other).casefold(),
    }


def test_keys_that_cannot_be_keys_become_others() -> None:
    cycle = nc.merge_sheets([sheet("both", need="x"), sheet("\u202eשרה - 😢", need="y")]).cycle

    assert [(one.key, one.name) for one in cycle.partners] == [
        ("p1", "Both"),
        ("שרה", "שרה - 😢"),
    ]


def test_a_key_that_is_made_up_is_nobody_elses() -> None:
    three = [sheet("p1", "q"), sheet("q", "😢"), sheet("😢", "p1")]

    assert nc.merge_sheets(three).cycle.keys == ("p1", "p2", "q")


def test_two_names_with_the_same_letters_keep_keys_of_their_own() -> None:
    cycle = nc.merge_sheets([sheet("An Na", need="x"), sheet("an-na", need="y")]).cycle

    assert cycle.keys == ("an-na", "p1")


# -- more than two, and who they are --------------------------------------------------------------


def test_three_people_are_in_the_pairs_that_their_sheets_name() -> None:
    three = [
        sheet("Ana", "Ben", guess="sad"),
        sheet("Ben", "Ana", deeper="small"),
        sheet("Cleo", "Ben", guess="lonely"),
    ]
    merged = nc.merge_sheets(three)

    assert merged.cycle.pairs == (("ana", "ben"), ("ben", "cleo"))
    assert [(one.guesser, one.owner) for one in merged.mismatches] == [
        ("ana", "ben"),
        ("cleo", "ben"),
    ]
    assert nc.merge_sheets(three[::-1]) == merged


def test_what_two_guess_about_a_third_stands_there_once_each() -> None:
    three = [
        sheet("Cleo", "Ben", guess=["low", "sad"]),
        sheet("Ana", "Ben", guess="sad"),
        sheet("Ben", "Ana"),
    ]

    assert words_in(nc.merge_sheets(three).cycle, "ben", "primary") == ["sad", "low"]
    assert nc.merge_sheets(three[::-1]) == nc.merge_sheets(three)


def test_everybody_is_called_as_they_write_their_own_name() -> None:
    two = [sheet("ANNA-Lena", "BO"), sheet("Bo", "anna-lena")]

    assert [one.name for one in nc.merge_sheets(two).cycle.partners] == ["ANNA-Lena", "Bo"]
    assert nc.merge_sheets(two[::-1]) == nc.merge_sheets(two)
    assert nc.merge_sheets([sheet("Bo", "anna")]).cycle.partner("anna").name == "Anna"


def test_a_case_says_who_they_are() -> None:
    people = nc.load("examples/parent-and-teen.yaml")
    grown, child = people.keys
    merged = nc.merge_sheets(
        [
            sheet(child, people.partner(grown).name, deeper="small", guess="angry"),
            sheet(people.partner(grown).name, child, deeper="worried"),
        ],
        people=people,
    )

    assert merged.cycle.keys == people.keys
    for key in people.keys:
        assert merged.cycle.partner(key).relation == people.partner(key).relation
        assert merged.cycle.partner(key).name == people.partner(key).name
    assert words_in(merged.cycle, child, "primary") == ["small"]
    assert words_in(merged.cycle, child, "behavior") == []


def test_a_name_that_the_case_does_not_know() -> None:
    people = nc.load("examples/sunday-silence.yaml")

    with pytest.raises(UnknownName, match=r"No partner is called 'Jon'\. Did you mean 'john'\?"):
        nc.merge_sheets([sheet("Jon", **JOHN)], people=people)


# -- refusals --------------------------------------------------------------------------------------


PRIVATE = Practice.model_validate(
    {
        "practice": "diary",
        "name": "diary",
        "what": "Write.",
        "ask": "{name}?",
        "private": True,
        "fields": [{"id": "felt", "prompt": "What?", "becomes": "chain.primary"}],
    }
)
HALF_PRIVATE = PRIVATE.changed(
    private=False,
    fields=(
        *PRIVATE.fields,
        {"id": "secret", "prompt": "And?", "becomes": "chain.need", "private": True},
    ),
)


def test_every_refusal_is_one_clear_sentence() -> None:
    mary, john = sheet("Mary", "John", **MARY), sheet("John", "Mary", **JOHN)

    assert refusal() == (
        "No sheet is given. Give one sheet of each person, such as 'mary.yaml john.yaml'."
    )
    assert refusal(mary, sheet("MARY", "John")) == (
        "Two of the sheets are by MARY, and a cycle has one chain of each person. Give one of them."
    )
    assert refusal(mary, sheet("Jon")) == (
        "Mary's sheet is about 'John', and nobody of that name filled in one of these sheets. "
        "Write the name in the same way on both. Did you mean 'jon'?"
    )
    assert refusal(mary, john, sheet("Cleo")) == (
        "Of 3 sheets, Cleo's does not say whom it is about. Write that name after 'other', so that "
        "it is clear who is in a cycle with whom."
    )
    assert refusal(sheet("Mary", "mary")) == (
        "Mary's sheet says that it is about Mary. Write the name of the other person after 'other'."
    )
    assert refusal(STEPS.sheet(answers={"need": "x"})) == (
        "A sheet of 'five steps' does not say who filled it in. Write the name after 'by'."
    )
    assert refusal(PRIVATE.sheet("Mary", answers={"felt": "low"})) == (
        "A sheet of 'diary' stays with its owner, so it is not merged with another one."
    )
    assert refusal(nc.practice("softening").sheet("Tess", other="Mary")) == (
        "A sheet of 'speaking from the longing' is the clinician's. Give the sheets that each "
        "person filled in alone."
    )


def test_what_two_filled_in_together_is_not_taken_apart() -> None:
    both = PRIVATE.changed(private=False, by="both", fields=({"id": "felt", "prompt": "What?"},))

    assert refusal(both.sheet(("Mary", "John"))) == (
        "A sheet of 'diary' was filled in by two people together. Give the sheets that each of "
        "them filled in alone."
    )


def test_a_sheet_without_anything_of_a_chain_makes_no_cycle() -> None:
    plain = PRIVATE.changed(private=False, fields=({"id": "felt", "prompt": "What?"},))

    assert refusal(plain.sheet("Mary")) == (
        "A sheet of 'diary' holds nothing that has a place in a cycle. Give sheets of a practice "
        "that asks for feelings and behavior, such as 'five_steps'."
    )


def test_a_private_answer_never_gets_into_a_cycle() -> None:
    merged = nc.merge_sheets(
        [HALF_PRIVATE.sheet("Mary", answers={"felt": "low", "secret": "far from here"})]
    )

    assert "far from here" not in nc.dumps(merged.cycle)
    assert "low" in nc.dumps(merged.cycle)


@pytest.mark.parametrize(
    "said", ["he hit me", "I am thinking of leaving him for good", "I want to leave him"]
)
@pytest.mark.parametrize("field", ["trigger", "guess", "block"])
def test_where_something_comes_first_nothing_is_merged_and_nothing_is_said_of_it(
    said: str, field: str
) -> None:
    mary = sheet("Mary", "John", **{**MARY, field: said})

    for two in ([mary, sheet("John", **JOHN)], [sheet("John", **JOHN), mary], [mary]):
        assert refusal(*two) == say("safety.neutral-line")


def test_what_comes_first_is_said_before_any_other_refusal() -> None:
    mary = sheet("Mary", "John", trigger="he hit me")

    assert refusal(mary, mary) == say("safety.neutral-line")


def test_it_goes_into_json() -> None:
    merged: Merged = nc.merge_sheets([sheet("Mary", "John", **MARY), sheet("John", **JOHN)])

    assert merged.as_data()["mismatches"] == [one.as_data() for one in merged.mismatches]
    assert merged.mismatches[0].as_data()["nearness"] == "different"
