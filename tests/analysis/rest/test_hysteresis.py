"""It takes more to climb out of the cycle than it took to fall in."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.rest.hysteresis import Hysteresis, hysteresis
from negcycle.analysis.rest.turning import RANGES
from negcycle.errors import SimulationError, UnknownName


def couple(**dynamics: float) -> nc.Cycle:
    def person(name: str, moves: str) -> dict[str, object]:
        behavior = {"words": "does something", "moves": moves}
        return {"name": name, "chain": {"behavior": behavior}, "dynamics": dynamics}

    return nc.Cycle(partners={"john": person("John", "withdraw"), "mary": person("Mary", "pursue")})


@cache
def found(parameter: str = "reactivity", need: float | None = None) -> Hysteresis:
    cycle = couple() if need is None else couple(need=need)
    return hysteresis(cycle, parameter, count=21)


@pytest.mark.parametrize("need", [None, 0.5])
def test_a_couple_climbs_out_only_below_where_it_fell_in(need: float | None) -> None:
    one = found(need=need)

    assert one.worsens
    assert one.falls_in is not None
    assert one.climbs_out is not None
    assert one.climbs_out < one.falls_in


def test_at_the_same_reactivity_it_depends_on_where_they_come_from() -> None:
    one = found(need=0.5)
    three = int(np.argmin(np.abs(one.values - 3.0)))

    assert one.up[three] < 0.01
    assert one.down[three] > 0.5
    assert one.resentment_up[three] < 0.01
    assert one.resentment_down[three] == pytest.approx(0.84, abs=0.02)


@pytest.mark.parametrize("parameter", RANGES)
def test_on_the_way_back_it_is_never_better_where_raising_worsens(parameter: str) -> None:
    one = found(parameter)
    worse, better = (one.down, one.up) if one.worsens else (one.up, one.down)

    assert np.all(worse >= better - 1e-6)
    assert np.all(np.diff(one.values) > 0)


def test_repair_works_the_other_way_round() -> None:
    one = found("repair")

    assert not one.worsens
    assert one.falls_in is not None
    assert one.climbs_out is not None
    assert one.falls_in < one.climbs_out


def test_what_helps_is_lowered_first_so_that_calm_is_seen_where_it_holds() -> None:
    """One partner's openness: enough for calm to hold, never enough to climb out of the cycle."""
    one = hysteresis(couple(), "john.openness", count=21)

    assert one.of == "John"
    assert one.up[-1] > 0.5
    assert one.down[-1] < 0.1
    assert one.falls_in == pytest.approx(0.55)  # calm is lost below .5895
    assert one.climbs_out is None


def test_far_from_the_threshold_the_way_makes_no_difference() -> None:
    one = hysteresis(couple(), low=0.1, high=1.0, count=4)

    assert one.apart is None
    assert one.falls_in is None
    assert one.climbs_out is None


def test_a_range_may_end_before_it_falls_in_or_climbs_out() -> None:
    below = hysteresis(couple(need=0.5), low=1.0, high=3.0, count=9)
    above = hysteresis(couple(need=0.5), low=3.0, high=6.0, count=7)

    assert below.apart is None
    assert above.falls_in is not None
    assert above.climbs_out is None


def test_a_couple_that_only_drifts_is_not_called_settled() -> None:
    """Just above and just below the lowest reactivity at which equal partners stay stuck."""
    holds = hysteresis(couple(need=0.5), low=2.01, high=6.0, count=3)
    drifts = hysteresis(couple(need=0.5), low=2.0, high=6.0, count=3)

    assert holds.unsettled == ()
    assert holds.down[0] > 0.5
    assert drifts.unsettled == ()
    assert drifts.down[0] < 1e-6


def test_who_has_not_settled_in_a_million_turns_is_told_from_who_has() -> None:
    one = hysteresis(couple(need=0.5), low=2.0028, high=6.0, count=3)

    assert one.unsettled == (2.0028,)
    assert one.drifts_down is not None
    assert one.drifts_down.tolist() == [True, False, False]


def test_what_goes_back_and_forth_has_not_settled() -> None:
    different = nc.Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": {"answer": 1, "need": 0.6}},
            "ben": {"name": "Ben", "dynamics": {"answer": -1, "need": 0.4}},
        }
    )
    one = hysteresis(different, low=1.0, high=12.0, count=3)

    assert 12.0 in one.unsettled
    assert 1.0 not in one.unsettled


def test_the_couples_own_value_comes_with_it() -> None:
    """Of each partner where they differ; what the file leaves open is what is assumed."""
    people = {
        "john": {"name": "John", "dynamics": {"reactivity": 1.5}},
        "mary": {"name": "Mary", "dynamics": {"reactivity": 3.0}},
    }
    differ = hysteresis(nc.Cycle(partners=people), count=3)

    assert differ.own == (("John", 1.5), ("Mary", 3.0))
    assert found().own == (("", 2.0),)
    assert hysteresis(couple(), "repair", count=3).own == (("", 1.0),)


def test_what_cannot_be_raised_is_said_with_what_can() -> None:
    with pytest.raises(UnknownName) as caught:
        hysteresis(couple(), "reactivty")

    assert str(caught.value) == (
        "'reactivty' is no number that can be turned here. Did you mean 'reactivity'?"
    )


@pytest.mark.parametrize(
    ("numbers", "sentence"),
    [
        (
            {"low": 5, "high": 1},
            "A number is raised from a lowest to a highest value, and 5 is not below 1. Give "
            "two finite numbers, the lower one as 'low'.",
        ),
        (
            {"high": float("inf")},
            "A number is raised from a lowest to a highest value, and 1 is not below inf. Give "
            "two finite numbers, the lower one as 'low'.",
        ),
        (
            {"count": 2},
            "To raise a number and lower it again takes 3 values or more, and 2 is too few.",
        ),
        ({"upset": 0.0}, "An upset lies above 0 and goes up to 1, and 0.0 does not."),
    ],
)
def test_values_that_make_no_sense_are_refused(numbers: dict[str, float], sentence: str) -> None:
    with pytest.raises(SimulationError) as caught:
        hysteresis(couple(), **numbers)  # type: ignore[arg-type]

    assert str(caught.value) == sentence


def test_one_person_alone_has_no_cycle_to_fall_into() -> None:
    with pytest.raises(SimulationError):
        hysteresis(nc.Cycle(partners={"ana": {"name": "Ana"}}))
