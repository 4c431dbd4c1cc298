"""A number of a couple that is turned gives the couple that a file with this number would give."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.rest.turning import OF_EACH, RANGES, systems_of, turned
from negcycle.errors import CaseError, SimulationError, UnknownName
from negcycle.graph.numbers import numbers_of
from negcycle.testing import couples, cycles

SHARES = st.floats(0, 1)


def couple(**both: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={key: {"name": key.title(), "dynamics": both} for key in ("ana", "ben")}
    )


def rates(system: nc.System, seed: int) -> Any:
    chance = np.random.default_rng(seed)
    state = system.low + (system.high - system.low) * chance.random(len(system.states))
    return system.rates(state)


@given(cycles(max_partners=3), st.sampled_from([*RANGES, *OF_EACH]), SHARES, st.integers(0, 9))
@settings(max_examples=15, deadline=None)
def test_on_the_way_between_two_systems_lies_the_one_that_would_be_compiled(
    cycle: nc.Cycle, name: str, share: float, seed: int
) -> None:
    """Written links and stations that only pass on included."""
    parameter = name if name in RANGES else f"{cycle.partners[0].key}.{name}"
    try:
        number = turned(cycle, parameter)
        with_value = systems_of(number)
    except SimulationError:
        assume(condition=False)
        raise
    value = number.low + share * (number.high - number.low)

    expected = rates(nc.compile_system(number.at(value)), seed)

    assert rates(with_value(value), seed) == pytest.approx(expected, rel=1e-9, abs=1e-12)


@given(couples(), st.sampled_from(["reactivity", "openness", "forget", "repair"]))
@settings(max_examples=20)
def test_at_its_own_value_a_couple_is_itself(cycle: nc.Cycle, parameter: str) -> None:
    own = turned(cycle, parameter).own
    assume(len(own) == 1)

    same = turned(cycle, parameter).at(own[0][1])

    assert rates(nc.compile_system(same), 1) == pytest.approx(
        rates(nc.compile_system(cycle), 1), abs=1e-12
    )


@given(couples(), st.floats(0, 1))
@settings(max_examples=30)
def test_a_need_gap_lies_between_two_needs_and_keeps_who_needs_more(
    cycle: nc.Cycle, gap: float
) -> None:
    before = [one.need for one in numbers_of(cycle).people]

    after = [one.need for one in numbers_of(turned(cycle, "need_gap").at(gap)).people]

    assert abs(after[0] - after[1]) == pytest.approx(gap, abs=1e-12)
    assert (after[0] - after[1]) * (before[0] - before[1]) >= 0
    assert all(0 <= need <= 1 for need in after)


def test_a_number_of_one_partner_leaves_the_others_alone() -> None:
    number = turned(couple(reactivity=2), "ana.reactivity")

    people = numbers_of(number.at(3.5)).people

    assert (number.of, number.own) == ("Ana", (("", 2.0),))
    assert [one.reactivity for one in people] == [3.5, 2.0]


def test_what_cannot_be_turned_is_said() -> None:
    with pytest.raises(UnknownName) as unknown:
        turned(couple(), "ana.opennes")
    with pytest.raises(UnknownName) as strange:
        turned(couple(), "zzz")
    with pytest.raises(SimulationError) as three:
        turned(nc.Cycle(partners={key: {"name": key} for key in "abc"}), "need_gap")
    with pytest.raises(CaseError):
        systems_of(turned(couple(), "openness", high=2.0))

    assert str(unknown.value) == (
        "'ana.opennes' is no number that can be turned here. Did you mean 'ana.openness'?"
    )
    assert str(strange.value) == (
        "'zzz' is no number that can be turned here. Choose from: reactivity, openness, need_gap, "
        "forget, repair, tau_open, tau_bond."
    )
    assert str(three.value) == (
        "A need gap lies between two people, and here are 3. Turn the need of one of them instead."
    )
