"""An incident is a list of moments in order; its words are looked over like all others."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.model.coming_first import comes_first
from negcycle.testing import cycles

few = settings(max_examples=20)

TWO = {"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}
ASKS = {"who": "ana", "at": "19:40", "words": "asks again"}
LEAVES = {"who": "ben", "words": "leaves the room"}


def case(*moments: Mapping[str, object]) -> nc.Cycle:
    return nc.Cycle(partners=TWO, incident=moments)


def test_a_moment_is_a_behavior_unless_it_says_otherwise() -> None:
    asks, hurt = case(ASKS, {**LEAVES, "slot": "behaviour", "status": "offered"}).incident

    assert (asks.slot, asks.at, asks.entry) == (nc.Slot.BEHAVIOR, "19:40", nc.Entry("asks again"))
    assert (hurt.slot, hurt.entry.is_guess) == (nc.Slot.BEHAVIOR, True)


def test_the_order_of_moments_counts() -> None:
    one, other = case(ASKS, LEAVES), case(LEAVES, ASKS)

    assert one != other
    assert one.canonical() != other.canonical()
    assert [moment.who for moment in one.canonical().incident] == ["ana", "ben"]


@few
@given(cycles(), st.randoms(use_true_random=False))
def test_who_is_listed_first_changes_no_incident(cycle: nc.Cycle, chance: Random) -> None:
    people = list(cycle.partners)
    chance.shuffle(people)

    assert cycle.with_partners(people).canonical().incident == cycle.incident


@pytest.mark.parametrize(
    "moment", [{**LEAVES, "injury": True}, {"who": "ben", "words": "he choked me"}]
)
def test_what_comes_before_any_practice_may_be_in_an_incident(moment: Mapping[str, object]) -> None:
    assert not comes_first(case(ASKS, LEAVES))
    assert comes_first(case(ASKS, moment))


def test_the_words_of_a_moment_are_asked_about_where_they_stand() -> None:
    found = nc.check(case({**ASKS, "words": "knits"}, {"who": "ben", "words": "is lazy"}))

    assert [(one.path, one.question) for one in found.questions] == [
        ("incident[1]", "'lazy' describes a person: what would a camera see?")
    ]
    assert nc.check(case(ASKS, {"who": "ben", "words": "he choked me"})).where_to_turn


def test_nothing_is_computed_from_an_incident() -> None:
    told, plain = case(ASKS, LEAVES), case()

    assert nc.build_graph(told) == nc.build_graph(plain)
    assert f"{told:mermaid}" == f"{plain:mermaid}"
    assert f"{told:dot}" == f"{plain:dot}"
