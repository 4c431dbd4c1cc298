"""A step in plain Python is the step of the equation on arrays, for any couple and any inputs."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.simulation.integrate import integrate
from negcycle.system.inputs import Inputs
from negcycle.system.stepping import prepare, stepped
from negcycle.testing import couples, cycles

SEEDS = st.integers(0, 2**32 - 1)
STEPS = st.floats(0.001, 50)
PLAIN = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})


def compiled(cycle: nc.Cycle) -> nc.System:
    try:
        return nc.compile_system(cycle)
    except SimulationError:
        assume(condition=False)
        raise


def inside(system: nc.System, chance: np.random.Generator) -> Any:
    """Return a state anywhere in the box, at its ends too."""
    share = np.clip(chance.uniform(-0.2, 1.2, len(system.states)), 0, 1)
    return system.low + (system.high - system.low) * share


def anything(system: nc.System, chance: np.random.Generator) -> Inputs:
    """Return inputs of any kind: something felt, help, stress, some apart, some offers lost."""
    n = len(system.people)
    contact = np.triu(chance.integers(0, 2, (n, n)), 1).astype(float)
    return Inputs(
        felt=chance.uniform(-2, 2, n),
        help=chance.uniform(0, 2, n) * chance.integers(0, 2, n),
        stress=chance.uniform(0.2, 3, n),
        contact=contact + contact.T,
        offer=chance.integers(0, 2, (n, n)).astype(float),
    )


@given(cycles(min_partners=2, max_partners=4, with_plan=False), SEEDS, STEPS)
@example(PLAIN, 0, 0.25)
def test_a_step_is_the_share_of_the_way_that_the_equation_says(
    cycle: nc.Cycle, seed: int, step: float
) -> None:
    """With further people, links of the file, delays and any inputs."""
    system, chance = compiled(cycle), np.random.default_rng(seed)
    state, inputs = inside(system, chance), anything(system, chance)
    past = [inside(system, chance) for _ in system.delays]
    chances = chance.normal(size=len(system.people))

    new = stepped(
        prepare(system, inputs, step), state.tolist(), [one.tolist() for one in past], chances
    )
    noisy = inputs.changed(felt=inputs.felt + chances)
    speed, target = system.targets(state, np.array(past) if past else None, inputs=noisy)
    expected = state + (1 - np.exp(-speed * step)) * (target - state)

    assert new == pytest.approx(expected, rel=0, abs=1e-12)


@given(couples(), SEEDS, STEPS)
def test_a_step_leaves_nobody_outside_the_box(couple: nc.Cycle, seed: int, step: float) -> None:
    system, chance = nc.compile_system(couple), np.random.default_rng(seed)
    late = [inside(system, chance).tolist() for _ in system.delays]
    prepared = prepare(system, anything(system, chance), step)

    new = np.array(
        stepped(prepared, inside(system, chance).tolist(), late, chance.normal(0, 100, 2))
    )

    assert np.all(new >= system.low)
    assert np.all(new <= system.high)


@given(couples(delayed=False), SEEDS)
def test_short_steps_go_where_the_rates_point(couple: nc.Cycle, seed: int) -> None:
    system, chance = nc.compile_system(couple), np.random.default_rng(seed)
    state, inputs, step = inside(system, chance), anything(system, chance), 1e-6

    new = stepped(prepare(system, inputs, step), state.tolist())
    rates = system.rates(state, inputs=inputs)

    assert (np.array(new) - state) / step == pytest.approx(rates, rel=1e-3, abs=1e-4)


def test_a_step_changes_no_list_that_it_was_given() -> None:
    system = nc.compile_system(PLAIN)
    state = system.named({"ana.primary": 0.5}).tolist()
    before = list(state)

    new = stepped(prepare(system, system.resting, 1.0), state)

    assert state == before
    assert new != before


def test_the_random_input_lands_on_the_first_feeling_of_each_partner() -> None:
    system = nc.compile_system(PLAIN)
    prepared = prepare(system, system.resting, 1.0)
    calm = system.calm.tolist()

    new = dict(zip(system.names, stepped(prepared, calm, (), [0.5, -0.5]), strict=True))

    assert new["ana.primary"] == pytest.approx((1 - np.exp(-1)) * np.tanh(0.5))
    assert new["ben.primary"] == -new["ana.primary"]
    assert all(value == 0 for name, value in new.items() if name.endswith((".secondary", ".b")))


def test_a_balance_that_nothing_moves_stays_exactly_where_it_is() -> None:
    system = nc.compile_system(PLAIN)
    apart = system.resting.changed(contact=np.zeros((2, 2)))
    state = system.named({"ana.resentment": 0.3})

    new = stepped(prepare(system, apart, 50.0), state.tolist())

    assert new[5] == 0.3


@given(couples(delayed=False), SEEDS)
def test_a_very_long_step_ends_at_the_targets(couple: nc.Cycle, seed: int) -> None:
    system, chance = nc.compile_system(couple), np.random.default_rng(seed)
    state, inputs = inside(system, chance), anything(system, chance)
    speed, target = system.targets(state, inputs=inputs)

    new = stepped(prepare(system, inputs, 1e9), state.tolist())
    reached = np.array(speed * 1e9 > 50)

    assert np.array(new)[reached] == pytest.approx(target[reached], abs=1e-12)


def answering_late(delay: float) -> nc.Cycle:
    """Return Ana, who needs more than Ben, where both answer late."""
    people = {
        key: {"name": key.title(), "dynamics": {"need": need, "reactivity": 3}}
        for key, need in (("ana", 0.6), ("ben", 0.4))
    }
    return nc.Cycle(partners=people, dynamics={"delay": delay})


@pytest.mark.parametrize("delay", [0.0, 0.7, 5.0])
def test_many_short_steps_go_the_way_that_runge_and_kutta_go(delay: float) -> None:
    """Another method, with another way of looking back, on the rates instead of the targets."""
    system = nc.compile_system(answering_late(delay))
    start = {"ana.resentment": 0.6, "ben.primary": 0.5, "ben.behavior": -0.3}

    run = nc.simulate(system, start=start, turns=40, step=0.01)
    other = integrate(system, system.named(start), until=40, step=0.05)

    assert run.states[::5] == pytest.approx(other.states, rel=0, abs=2e-3)


@pytest.mark.parametrize(("delay", "step"), [(4.0, 0.25), (3.9, 0.25), (0.4, 1.0), (7.3, 1.0)])
def test_what_is_late_arrives_when_it_is_due(delay: float, step: float) -> None:
    """Also where a delay is no whole number of steps, or shorter than one."""
    quiet = answering_late(delay)
    quiet = quiet.changed(
        partners=[one.changed(dynamics=one.dynamics.changed(need=0.5)) for one in quiet.partners]
    )
    trigger = {"at": 0, "trigger": "ana", "felt": "absence", "for": 50}

    run = nc.simulate(quiet, plan=[trigger], turns=30, step=step)
    shows = run.times[np.flatnonzero(run["ana.behavior"])[0]]
    lands = run.times[np.flatnonzero(run["ben.primary"])[0]]

    assert delay <= lands - shows + 1e-9 <= delay + 2 * step


def test_who_answers_later_is_later_in_the_cycle() -> None:
    start = {"ana.resentment": 0.8, "ben.resentment": 0.8}

    runs = [nc.simulate(answering_late(delay), start=start, turns=60) for delay in (0, 2, 8)]
    when = [float(run.times[np.argmax(run["cycle_strength"] > 0.6)]) for run in runs]

    assert 0 < when[0] < when[1] < when[2]
