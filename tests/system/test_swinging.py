"""Who may swing, and whether they keep swinging: by signs, and by runs with short steps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.loops.finding import find_loops
from negcycle.errors import SimulationError
from negcycle.system import swinging
from negcycle.system.stuck import grip, lingers, stuck, worst
from negcycle.system.swinging import may_swing, swing_from
from negcycle.system.system import System
from negcycle.testing import couples


def mixed(reactivity: float, gap: float = 0.0, **shared: Any) -> System:
    """Return two who answer each other differently."""
    people = {
        key: {
            "name": key,
            "dynamics": {"answer": way, "reactivity": reactivity, "need": 0.5 + way * gap / 2},
        }
        for key, way in (("ana", 1), ("ben", -1))
    }
    return nc.compile_system(nc.Cycle(partners=people, dynamics=shared))


def alike(count: int, reactivity: float = 2.0) -> System:
    people = {
        f"p{n}": {"name": f"P{n}", "dynamics": {"reactivity": reactivity}} for n in range(count)
    }
    return nc.compile_system(nc.Cycle(partners=people))


@given(couples(delayed=False))
@settings(max_examples=15)
def test_two_may_swing_exactly_where_they_answer_differently(cycle: nc.Cycle) -> None:
    system = nc.compile_system(cycle)

    assert may_swing(system) == system.answers_differ


def test_three_who_each_turn_it_around_may_swing() -> None:
    """Each acts against each, so that no side suits all three; two of them suit each other."""
    assert not may_swing(alike(2))
    assert may_swing(alike(3))
    assert find_loops(alike(3), at="calm").balancing


@pytest.mark.parametrize(
    ("system", "ends"),
    [
        (mixed(2.0), "fades"),
        (mixed(2.4), "fades"),
        (mixed(3.5), "fades"),
        (mixed(5.0), "swings"),
        (mixed(5.0, gap=0.4), "swings"),
        (mixed(2.0, gap=0.8), "rests"),
        (mixed(2.0, delay=5.0), "fades"),
        (alike(4), "fades"),
    ],
    ids=["weak", "stronger", "long", "strong", "apart", "far apart", "late", "four"],
)
def test_whether_it_lasts_is_decided_by_short_steps(system: System, ends: str) -> None:
    assert swing_from(system, worst(system)).ends == ends


@pytest.mark.parametrize(("reactivity", "swings"), [(3.5, False), (5.0, True)])
def test_a_run_that_is_finer_still_says_the_same(reactivity: float, *, swings: bool) -> None:
    system = mixed(reactivity)
    run = nc.simulate(
        system, start=swing_from(system, worst(system)).state.tolist(), turns=200, step=0.01
    )

    assert (np.ptp(run["ana.behavior"]) > 1.0) == swings


def test_who_comes_to_rest_where_nobody_would_stay_goes_on_from_there() -> None:
    """Three with the same numbers keep to each other; the least difference makes it two."""
    system = alike(3, 5.0)
    state = stuck(system)

    assert grip(system) == "holds"
    assert max(np.linalg.eigvals(system.jacobian(state)).real) < 0
    assert sorted(round(abs(value), 2) for value in state[3::6]) == [0.0, 0.85, 0.85]


def test_what_still_narrows_after_a_long_time_is_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swinging, "_MOST_TURNS", 1_000.0)
    system = mixed(3.5)

    assert swing_from(system, worst(system)).ends == "open"
    assert grip(system) == "open"
    with pytest.raises(SimulationError, match="No stuck state is reached here"):
        stuck(system)


@pytest.mark.parametrize("tau_bond", [200, 1e4, 1e6, 1e9])
def test_how_long_resentment_takes_moves_no_stuck_state_and_makes_none(tau_bond: float) -> None:
    """Who hardly moves because everything takes long is not held by that."""
    usual = stuck(alike(2, 2.2))

    def slowed(reactivity: float) -> System:
        people = {f"p{n}": {"name": "P", "dynamics": {"reactivity": reactivity}} for n in range(2)}
        return nc.compile_system(nc.Cycle(partners=people, dynamics={"tau_bond": tau_bond}))

    assert grip(slowed(2.2)) == "holds"
    assert stuck(slowed(2.2)) == pytest.approx(usual, abs=1e-9)
    assert grip(slowed(2.0)) == "lingers"
    assert lingers(slowed(2.0), stuck(slowed(2.0)))
