"""A position is read off the behaviors in one cycle, with its evidence, and kept nowhere."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry, Move
from negcycle.model.partner import Partner
from negcycle.model.position import Evidence, Position
from negcycle.testing import cycles

few = settings(max_examples=20)

TOWARD = {Move.PURSUE, Move.ATTACK}
AWAY = {Move.WITHDRAW, Move.GIVE_UP}


def position(*behavior: Any) -> Position:
    return Partner(key="ana", name="Ana", chain={"behavior": behavior}).position


def does(words: str, moves: str | None = None) -> Entry:
    return Entry(words, moves=moves)


@pytest.mark.parametrize(
    ("behavior", "name", "sentence"),
    [
        (
            [does("x", "pursue")],
            "pursue",
            "In this cycle Ana more often moves toward: 'x'.",
        ),
        (
            [does("x\n  y", "attack"), does("z z z"), does("reaches", "reach")],
            "pursue",
            "In this cycle Ana more often moves toward: 'x y', 'reaches'.",
        ),
        (
            [does("goes quiet and pulls away"), does("leaves", "give_up")],
            "withdraw",
            "In this cycle Ana more often moves away: 'goes quiet and pulls away', 'leaves'.",
        ),
        (
            [does("x", "pursue"), does("y", "withdraw")],
            None,
            "Not enough information: Ana's behaviors go both ways here: 'x', 'y'.",
        ),
        (
            [does("z z z")],
            None,
            "Not enough information: no behavior here says which way Ana goes.",
        ),
        (
            [does("x", "reach")],
            None,
            "In this cycle Ana reaches: 'x'.",
        ),
        ([], None, "Not enough information: Ana's behavior is still blank."),
    ],
)
def test_it_is_read_off_the_behaviors(behavior: list[Entry], name: str, sentence: str) -> None:
    found = position(*behavior)

    assert (found.name, found.sentence, bool(found)) == (name, sentence, name is not None)


def test_its_evidence_is_each_behavior_and_what_was_read_from_it() -> None:
    found = position(does("goes quiet and pulls away"), does("x", "attack"), does("z z z"))

    read, said, unknown = found.evidence
    assert (read.words, read.move) == ("goes quiet and pulls away", Move.WITHDRAW)
    assert read.term is not None
    assert read.term.startswith("behavior.withdraw.")
    assert said == Evidence("x", Move.ATTACK)
    assert unknown == Evidence("z z z", None)


@few
@given(cycles(with_links=False, with_plan=False))
def test_it_follows_from_the_moves_alone(cycle: Cycle) -> None:
    for one in cycle.partners:
        found = one.position
        moves = {evidence.move for evidence in found.evidence}
        assert found.partner == one.key
        assert len(found.evidence) == len(one.chain.behavior)
        assert found.name == {
            (True, False): "pursue",
            (False, True): "withdraw",
        }.get((bool(moves & TOWARD), bool(moves & AWAY)))


@few
@given(cycle=cycles(2, 2, with_links=False), data=st.data())
def test_the_same_person_stands_elsewhere_in_another_cycle(
    cycle: Cycle, data: st.DataObject
) -> None:
    one = data.draw(st.sampled_from(cycle.partners))
    here = cycle.with_entry(one.key, "behavior", Entry("x", moves="pursue"))
    there = cycle.with_entry(one.key, "behavior", Entry("y", moves="withdraw"))

    assert here.partner(one.key).position.name == "pursue"
    assert there.partner(one.key).position.name == "withdraw"
    assert "position" not in Partner.model_fields
    assert "position" not in one.model_dump()


@few
@given(cycles(max_partners=2, with_links=False))
def test_who_says_it_and_on_which_side_they_stand_plays_no_part(cycle: Cycle) -> None:
    for one in cycle.partners:
        other = one.changed(name="Somebody", pronoun="they", side=None, relation="partner")
        assert other.position.name == one.position.name
        assert other.position.evidence == one.position.evidence
