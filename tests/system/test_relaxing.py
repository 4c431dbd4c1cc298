"""Where a couple settles is a state that does not move, and it is found from anywhere near."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.testing import couples

SEEDS = st.integers(0, 2**32 - 1)


def couple(gap: float = 0.1, **both: float) -> nc.System:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, **both}}
        for key, way in (("ana", 1), ("ben", -1))
    }
    return nc.compile_system(nc.Cycle(partners=people))


def inside(system: nc.System, seed: int, *lanes: int) -> Any:
    share = np.random.default_rng(seed).random((len(system.states), *lanes))
    low, width = system.low, system.high - system.low
    return low.reshape(-1, *[1] * len(lanes)) + width.reshape(-1, *[1] * len(lanes)) * share


@pytest.mark.parametrize("start", ["calm", "worst"])
def test_where_it_settles_nothing_moves(start: str) -> None:
    system = couple()
    first = system.calm if start == "calm" else worst(system)

    settled = relax(system, first)

    assert np.max(np.abs(system.rates(settled))) < 1e-15
    assert max(np.linalg.eigvals(system.jacobian(settled)).real) < 0


@given(couples(answers=(1, 1), delayed=False))
@settings(max_examples=30)
def test_two_who_answer_alike_settle_inside_the_box(one: nc.Cycle) -> None:
    """The way from the worst start is monotone, so it ends; at the edge of tipping it is long."""
    system = nc.compile_system(one)

    settled = relax(system, worst(system))
    leading = max(np.linalg.eigvals(system.jacobian(settled)).real)

    assert np.max(np.abs(system.rates(settled))) < 1e-12 or abs(leading) < 1e-3
    assert np.all(settled >= system.low)
    assert np.all(settled <= system.high)


def test_a_couple_that_settles_at_the_edge_of_the_box_is_found_to_the_last_digit() -> None:
    """Ana ends with no alarm, no resentment and quite open, and it takes her very long."""
    people = {
        "ana": {"name": "Ana", "dynamics": {"need": 0, "reactivity": 1, "openness": 1}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.8125, "reactivity": 6, "openness": 1}},
    }
    numbers = {"tau_open": 1, "tau_bond": 317, "forget": 1, "repair": 0}
    system = nc.compile_system(nc.Cycle(partners=people, dynamics=numbers))

    settled = relax(system, worst(system))

    assert settled[:6] == pytest.approx([np.tanh(-0.8125 - settled[9]), 0, 0, 0, 1, 0], abs=1e-12)
    assert np.max(np.abs(system.rates(settled))) < 1e-12


@given(SEEDS)
@settings(max_examples=12)
def test_with_equal_needs_a_couple_settles_in_calm_or_stuck_one_way_or_the_other(seed: int) -> None:
    system = couple(gap=0, reactivity=2.2)

    settled = relax(system, inside(system, seed))
    done = settled[[3, 9]]

    assert done[0] == pytest.approx(-done[1], abs=1e-9)
    assert abs(done[0]) == pytest.approx(0, abs=1e-9) or 0.64 < abs(done[0]) < 0.65


def test_many_side_by_side_settle_where_each_would_alone() -> None:
    system = couple()
    starts = np.stack([system.calm, worst(system), inside(system, 3)], axis=1)

    together = relax(system, starts)
    alone = np.stack([relax(system, starts[:, n]) for n in range(3)], axis=1)

    assert together == pytest.approx(alone, abs=1e-4)


def test_what_is_clamped_stays_and_all_else_settles_around_it() -> None:
    system = couple()

    settled = relax(system, system.calm, clamped={"ana.openness": 0.2, "ben.resentment": 0.5})
    rates = dict(zip(system.names, system.rates(settled), strict=True))
    held = {name: rates.pop(name) for name in ("ana.openness", "ben.resentment")}

    assert settled[[4, 11]] == pytest.approx([0.2, 0.5], abs=0)
    assert max(map(abs, rates.values())) < 1e-12
    assert all(abs(rate) > 1e-6 for rate in held.values())


def test_what_is_clamped_in_many_stays_in_each() -> None:
    system = couple()
    starts = np.stack([system.calm, worst(system)], axis=1)

    settled = relax(system, starts, clamped={"ana.openness": 0.2})

    assert list(settled[4]) == [0.2, 0.2]


def test_it_settles_under_constant_inputs_too() -> None:
    system = couple()
    helped = system.resting.changed(help=np.array([1.0, 1.0]))

    settled = relax(system, worst(system), inputs=helped)

    assert np.max(np.abs(system.rates(settled, inputs=helped))) < 1e-15
    assert np.max(np.abs(system.rates(settled))) > 1e-3


def test_without_time_it_comes_no_farther_than_it_got() -> None:
    """Who is still far from settling is not pulled there."""
    system = couple()

    early = relax(system, worst(system), turns=5)
    late = relax(system, worst(system))

    assert np.max(np.abs(system.rates(early))) > 1e-4
    assert np.max(np.abs(early - late)) > 0.05


@pytest.mark.parametrize("step", [0.25, 1.0, 10.0])
def test_the_step_changes_the_way_and_not_the_end(step: float) -> None:
    system = couple()

    assert relax(system, worst(system), step=step) == pytest.approx(
        relax(system, worst(system)), abs=1e-12
    )


def test_a_couple_that_only_swings_comes_back_as_it_is() -> None:
    """Answers that differ and no openness: there is nothing to settle in but the unstable calm."""
    people = {
        key: {
            "name": key,
            "dynamics": {"need": 0.5, "answer": sign, "reactivity": 3, "openness": 0},
        }
        for key, sign in (("ana", 1), ("ben", -1))
    }
    system = nc.compile_system(nc.Cycle(partners=people))

    moving = relax(system, worst(system), turns=300)

    assert np.max(np.abs(system.rates(moving))) > 1e-2


def test_the_start_is_left_as_it_was() -> None:
    system = couple()
    start = worst(system)

    relax(system, start, clamped={"ana.openness": 0.5})

    assert start == pytest.approx(worst(system), abs=0)
