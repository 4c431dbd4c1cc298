"""The row of each couple is that of the couple run alone, by any kernel and beside anybody."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.model.ensemble import OUTCOMES, POSITIONS
from negcycle.model.plan import Timeout
from negcycle.simulation.many.parts import Part
from negcycle.testing import couples, cycles, plans

from .conftest import KERNELS, piece, question

STEP = 0.25
COUNT = 160
SEED = 5

DIFFERS = {
    "ana.reactivity": st.floats(0.2, 8),
    "ben.openness": st.floats(0, 1),
    "answer": st.sampled_from([1.0, -1.0]),
    "need": st.floats(0, 1),
    "tau_bond": st.floats(20, 400),
    "turn": st.just(1.0),
    "repair": st.floats(0, 3),
    "delay": st.floats(0, 6),
    "start.ana.resentment": st.floats(0, 1),
    "start.ben.behavior": st.floats(-1, 1),
    "noise": st.sampled_from([0.0, 0.3]),
}
STATES = ("primary", "secondary", "perception", "behavior", "openness", "resentment")


@st.composite
def some_of_them(draw: st.DrawFn) -> dict[str, list[float]]:
    """Return what differs between three couples."""
    names = draw(st.lists(st.sampled_from(sorted(DIFFERS)), max_size=5, unique=True))
    return {name: [draw(DIFFERS[name]) for _ in range(3)] for name in names}


def alone(cycle: nc.Cycle, numbers: dict[str, float], plan: nc.Plan, couple: int) -> nc.Trajectory:
    """Run one couple by `simulate`; a plan that does not suit every couple is left to others."""
    start = {n.removeprefix("start."): v for n, v in numbers.items() if n.startswith("start.")}
    rest = {n: v for n, v in numbers.items() if not n.startswith("start.")}
    return nc.simulate(
        nc.varied(cycle, rest),
        plan=plan,
        turns=COUNT * STEP,
        step=STEP,
        seed=SEED,
        start=start,
        couple=couple,
    )


@given(couples(), some_of_them(), plans(max_items=2))
@settings(max_examples=25)
@pytest.mark.parametrize("kernel", KERNELS)
def test_a_row_is_what_the_couple_comes_to_alone(
    kernel: str, cycle: nc.Cycle, differs: dict[str, list[float]], plan: nc.Plan
) -> None:
    """States to 1e-12; so are what is read off them, the positions and the outcome."""
    if any(isinstance(item, Timeout) and item.timeout.for_ is None for item in plan.items):
        return  # until the next day, of which there may be none: said at once of many
    try:
        runs = [alone(cycle, {n: v[k] for n, v in differs.items()}, plan, 7 + k) for k in range(3)]
    except SimulationError:  # something planned for one time cannot start
        return
    of = question(
        cycle,
        list(differs),
        kernel=kernel,
        plan=plan,
        count=COUNT,
        seed=SEED,
        noisy=True,
        record=(3, 9),
        record_every=3,
    )
    made = piece(of, {n: [0.0] * 7 + v for n, v in differs.items()}, 7, 10)

    every = of.looks.step
    looks = [n for n in range(1, COUNT + 1) if (COUNT - n) % every == 0]
    for k, run in enumerate(runs):
        for name, final in run.final.items():
            assert made.columns[f"{name}.final"][k] == pytest.approx(final, abs=1e-12)
        read = {**{name: run[name] for name in run.names}, "cycle_strength": run["cycle_strength"]}
        for name, values in read.items():
            seen = values[looks]
            told = {
                "mean": seen.mean(),
                "variance": seen.var(),
                "lowest": seen.min(),
                "highest": seen.max(),
            }
            for reading, value in told.items():
                assert made.columns[f"{name}.{reading}"][k] == pytest.approx(value, abs=1e-12)
        assert made.recorded is not None
        assert made.recorded[k] == pytest.approx(run.states[::3][:, [3, 9]], abs=1e-12)
        assert OUTCOMES[int(made.columns["outcome"][k])] is run.outcome
        for key in ("ana", "ben"):
            word = POSITIONS[int(made.columns[f"{key}.position"][k]) + 1]
            assert word == run.found.get(key, "neither")


@pytest.mark.parametrize("kernel", KERNELS)
def test_every_link_comes_as_late_as_it_is(kernel: str) -> None:
    """One link has a delay of its own, the other that of the couple, which differs."""
    cycle = couple(
        links=[{"source": "ben.behavior", "target": "ana.primary", "strength": 2, "delay": 1}]
    )
    differs = {"delay": [0.0, 5.0, 2.6], "start.ana.primary": [0.5, 0.5, 0.5]}
    of = question(cycle, list(differs), kernel=kernel, count=COUNT, seed=SEED)
    made = piece(of, differs, 0, 3)

    for k in range(3):
        run = alone(cycle, {n: v[k] for n, v in differs.items()}, nc.Plan(), k)
        for name, final in run.final.items():
            assert made.columns[f"{name}.final"][k] == pytest.approx(final, abs=1e-12)
            mean = made.columns[f"{name}.mean"][k]
            assert mean == pytest.approx(run[name][of.looks.step :: of.looks.step].mean(), abs=1e-9)


def test_a_long_delay_needs_no_more_room_than_the_run(kernel: str) -> None:
    of = question(couple(), ["delay"], kernel=kernel, count=50)
    made = piece(of, {"delay": [1e5]}, 0, 1)
    run = alone(couple(), {"delay": 1e5}, nc.Plan(), 0)

    assert made.columns["ana.primary.final"][0] == pytest.approx(run["ana.primary"][50], abs=1e-12)


def same(one: Part, other: Part, where: slice) -> None:
    """Hold two parts against each other, to the last bit."""
    for name, values in one.columns.items():
        assert values[where].tobytes() == other.columns[name].tobytes(), name
    assert one.recorded is not None
    assert other.recorded is not None
    assert one.recorded[where].tobytes() == other.recorded.tobytes()


@pytest.mark.parametrize("precision", ["float64", "float32"])
def test_a_row_is_the_same_to_the_last_bit_whoever_stands_beside_it(
    kernel: str, precision: str
) -> None:
    """One couple alone, few, many, and in other places of the row of lanes."""
    chance = np.random.default_rng(3)
    n = 150
    differs = {
        "ana.reactivity": chance.uniform(0.5, 7, n),
        "delay": chance.uniform(0, 2, n),
        "ben.need": chance.uniform(0, 1, n),
        "start.ana.resentment": chance.uniform(0, 1, n),
    }
    cycle = nc.Cycle(
        partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}, dynamics={"noise": 0.4}
    )
    plan = nc.Plan(
        [
            {"every": 9, "trigger": "ana", "felt": "absence", "for": 2},
            {"when": {"flooded": 0.3}, "timeout": {"for": 5, "return": True}},
            {"at": 5, "softening": 1, "for": 20},
        ]
    )
    of = question(
        cycle,
        list(differs),
        kernel=kernel,
        plan=plan,
        precision=precision,
        record=(0, 3),
        record_every=4,
    )
    whole = piece(of, differs, 0, n)

    for first, last in ((0, 1), (63, 65), (0, 64), (100, 150), (149, 150), (7, 140)):
        same(whole, piece(of, differs, first, last), slice(first, last))


def test_even_the_sign_of_a_zero_is_the_same(kernel: str) -> None:
    """Beside others whose arguments go far, and alone."""
    differs = {
        "start.ana.behavior": np.where(np.arange(64) % 3 == 1, -0.0, 1.0),
        "reactivity": np.full(64, 300.0),
    }
    of = question(couple(), list(differs), kernel=kernel, count=1, record=(0,), record_every=1)
    whole = piece(of, differs, 0, 64)

    for first, last in ((0, 1), (1, 2), (4, 5), (10, 30)):
        same(whole, piece(of, differs, first, last), slice(first, last))


@given(cycles(min_partners=2, max_partners=3), st.integers(0, 99), st.floats(0.01, 60))
@settings(max_examples=25)
@pytest.mark.parametrize("kernel", KERNELS)
def test_nobody_leaves_the_box(kernel: str, cycle: nc.Cycle, seed: int, step: float) -> None:
    """Any people, links, noise and step."""
    try:
        nc.compile_system(cycle)
    except SimulationError:
        return
    loud = cycle.changed(dynamics=cycle.dynamics.changed(noise=5, delay=0))
    of = question(loud, [], kernel=kernel, step=step, seed=seed, count=40)
    made = piece(of, {}, 0, 9)

    for name in of.system.names:
        low = 0 if name.endswith(("openness", "resentment")) else -1
        assert made.columns[f"{name}.lowest"].min() >= low
        assert made.columns[f"{name}.highest"].max() <= 1


@given(couples(), st.integers(0, 99))
@settings(max_examples=15)
@pytest.mark.parametrize("kernel", KERNELS)
def test_who_is_listed_first_changes_nothing(kernel: str, cycle: nc.Cycle, seed: int) -> None:
    noisy = cycle.changed(dynamics=cycle.dynamics.changed(noise=0.5))
    swapped = noisy.changed(partners=noisy.partners[::-1])
    one, other = (
        piece(question(c, [], kernel=kernel, seed=seed), {}, 0, 4) for c in (noisy, swapped)
    )

    for name, values in one.columns.items():
        assert values == pytest.approx(other.columns[name], abs=1e-12), name


def test_moments_with_noise_are_those_of_the_equation(kernel: str) -> None:
    """Without links and reactions, the random input is an Ornstein-Uhlenbeck process of its own."""
    cycle = nc.Cycle(
        partners={
            key: {"name": key, "dynamics": {"reactivity": 1e-12, "need": 0.5}}
            for key in ("ana", "ben")
        },
        dynamics={"noise": 0.05, "tau_noise": 2, "turn": 0.01},
    )
    made = piece(question(cycle, [], kernel=kernel, count=400, seed=2), {}, 0, 4_000)

    final = np.concatenate([made.columns[f"{key}.primary.final"] for key in ("ana", "ben")])
    assert final.mean() == pytest.approx(0, abs=0.003)
    assert final.std() == pytest.approx(0.05, rel=0.03)


def test_two_kernels_read_off_the_same(kernel: str) -> None:
    cycle = nc.Cycle(
        partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}, dynamics={"noise": 0.2}
    )
    one, other = (piece(question(cycle, [], kernel=k), {}, 0, 300) for k in (kernel, "numpy"))

    for name, values in one.columns.items():
        assert values == pytest.approx(other.columns[name], abs=1e-10), name


def couple(**fields: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
            "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
        },
        **fields,
    )


@pytest.mark.parametrize("kernel", KERNELS)
def test_half_precision_comes_to_the_same_within_its_digits(kernel: str) -> None:
    cycle = couple(dynamics={"noise": 0.2})
    differs = {"reactivity": np.linspace(0.5, 6, 64)}
    one, other = (
        piece(question(cycle, ["reactivity"], kernel=kernel, precision=p), differs, 0, 64)
        for p in ("float64", "float32")
    )

    for name in (n for n in one.columns if n.endswith((".final", ".mean", ".variance"))):
        assert one.columns[name] == pytest.approx(other.columns[name], abs=2e-4), name
