"""What to ask next: surface first, everybody in turn, nothing where something comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.next_question import Asks
from negcycle.model.coming_first import comes_first
from negcycle.testing import cycles

MANY = 1_000
people = cycles(with_plan=False)
few = settings(max_examples=15)

FULL = {
    "trigger": "a look",
    "secondary": "angry",
    "behavior": "shout",
    "perception": "it is over",
    "primary": "alone",
    "need": "to matter",
}


def two(ana: Mapping[str, object], ben: Mapping[str, object]) -> nc.Cycle:
    chains = {"ana": ana, "ben": ben}
    return nc.Cycle(
        partners={key: {"name": key.title(), "chain": chain} for key, chain in chains.items()}
    )


def asked(cycle: nc.Cycle, n: int = 3) -> list[tuple[str, str]]:
    return [(one.partner, one.path.rpartition("chain.")[2]) for one in nc.next_questions(cycle, n)]


def test_of_nothing_the_surface_is_asked_first_and_of_both_in_turn() -> None:
    assert asked(two({}, {}), 6) == [
        ("ana", "trigger"),
        ("ben", "trigger"),
        ("ana", "secondary"),
        ("ben", "secondary"),
        ("ana", "behavior"),
        ("ben", "behavior"),
    ]


def test_a_filled_cycle_asks_what_may_be_owned_and_then_what_is_felt() -> None:
    owned = {
        **FULL,
        "behavior": {"words": "shout", "awareness": "owned"},
        "primary": {"words": "alone", "awareness": "shared"},
    }

    assert asked(two(FULL, FULL), 8) == [
        ("ana", "behavior"),
        ("ben", "behavior"),
        ("ana", "primary"),
        ("ben", "primary"),
        ("ana", "ben.behavior>ana.trigger"),
        ("ben", "ana.behavior>ben.trigger"),
        ("ana", "ana.behavior>ben.trigger"),
        ("ben", "ben.behavior>ana.trigger"),
    ]
    assert asked(two(owned, owned), 9)[4:] == [("ana", "primary"), ("ben", "primary")]


def test_each_question_has_its_reason() -> None:
    guessed = {**FULL, "perception": {"words": "she left me", "status": "offered"}}
    found = nc.next_questions(two(guessed, {key: FULL[key] for key in list(FULL)[:4]}), 4)

    assert [(one.question, one.reason) for one in found] == [
        (
            "Does this fit for Ana, or how would they say it: “she left me”?",
            "It is a guess so far, and only Ana can say.",
        ),
        (
            "What happens inside Ben just before that: the softer feeling underneath?",
            "It is still open. It lies deeper, so it comes after what shows.",
        ),
        (
            "What does Ben long for in that moment?",
            "It is still open. It lies deeper, so it comes after what shows.",
        ),
        (
            "How would Ana tell, in their own words, what they do when it begins: “shout”?",
            "One's own part is the first thing to own; so far it is not said.",
        ),
    ]


def test_nothing_is_an_answer_and_nothing_more_is_asked_about_it() -> None:
    cycle = two({**FULL, "primary": "Nothing."}, FULL)

    assert ("ana", "primary") not in asked(cycle, MANY)
    assert not [path for _, path in asked(cycle, MANY) if ">ana.trigger" in path]
    assert ("ana", "behavior") in asked(cycle, MANY)


def test_a_child_is_asked_what_is_open_and_to_own_nothing() -> None:
    cycle = nc.load("examples/parent-and-teen.yaml")
    kinds = {one.asks for one in nc.next_questions(cycle, MANY) if one.partner == "lucia"}

    assert kinds == {Asks.DEPTH_GUESS}


@pytest.mark.parametrize(
    "words", [{"words": "alone", "injury": True}, "he hits me"], ids=["injury", "safety"]
)
def test_where_something_comes_first_nothing_is_asked(words: object) -> None:
    assert nc.next_questions(two({"primary": words}, {})) == ()


@few
@given(people, st.integers(-1, 12))
def test_as_many_as_wanted_and_the_first_ones_stay_the_first(cycle: nc.Cycle, n: int) -> None:
    every = nc.next_questions(cycle, MANY)

    assert nc.next_questions(cycle, n) == every[: max(n, 0)]


@few
@given(people)
def test_nobody_is_asked_again_before_everybody_has_been_asked(cycle: nc.Cycle) -> None:
    every = nc.next_questions(cycle, MANY)
    total = Counter(one.partner for one in every)
    so_far = dict.fromkeys(cycle.keys, 0)

    for one in every:
        assert all(
            so_far[one.partner] <= count for key, count in so_far.items() if count < total[key]
        )
        so_far[one.partner] += 1


@few
@given(people)
def test_each_person_goes_from_the_surface_to_the_depth(cycle: nc.Cycle) -> None:
    for key in cycle.keys:
        mine = [one.asks for one in nc.next_questions(cycle, MANY) if one.partner == key]

        assert mine == sorted(mine, key=list(Asks).index)


@few
@given(people)
def test_who_is_listed_first_changes_nothing(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    assert nc.next_questions(cycle, MANY) == nc.next_questions(turned, MANY)


@few
@given(cycles(with_links=False, with_plan=False))
def test_every_blank_is_asked_and_every_guess(cycle: nc.Cycle) -> None:
    every = nc.next_questions(cycle, MANY)
    paths = [one.path for one in every if one.asks not in {Asks.MARKER, Asks.FELT}]
    blanks = {one.path for one in cycle.blanks()}
    guesses = {
        f"partners.{one.key}.chain.{slot}"
        for one in cycle.partners
        for slot, entries in one.chain
        if any(entry.is_guess for entry in entries)
    }

    assert sorted(paths) == ([] if comes_first(cycle) else sorted([*blanks, *guesses]))


@pytest.mark.parametrize("behavior", ["say no to a hug", "say no to sex", "kiss them"])
def test_nobody_is_asked_to_own_a_yes_or_a_no_to_touch(behavior: str) -> None:
    cycle = two({**FULL, "behavior": behavior}, FULL)
    questions = " ".join(one.question for one in nc.next_questions(cycle, MANY))

    assert behavior not in questions
    assert "behavior" not in [path for who, path in asked(cycle, MANY) if who == "ana"]
    assert [str(one.marker) for one in nc.status(cycle).markers] == [
        *("emotion", "landing"),
        *("position", "emotion", "effect"),
    ]


def test_beside_touch_what_else_is_done_is_asked_about() -> None:
    cycle = two({**FULL, "behavior": ["say no to sex", "go quiet"]}, FULL)
    questions = " ".join(one.question for one in nc.next_questions(cycle, MANY))

    assert "“go quiet”" in questions
    assert "say no to sex" not in questions
