"""The three states of the default couple, found a second time by Newton's method alone (V36).

Needs .55 and .45. Nowhere else are decimals of a state pinned.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst

COUPLE = nc.Cycle(
    partners={
        "ana": {"name": "Ana", "dynamics": {"need": 0.55}},
        "ben": {"name": "Ben", "dynamics": {"need": 0.45}},
    }
)
STATES = {
    "calm": (0.20065, 0.05038, 0.05984, 0.07105, 0.78868, 0.01165),
    "saddle": (0.55558, 0.33974, 0.38339, 0.42676, 0.46451, 0.34360),
    "stuck": (0.71011, 0.64683, 0.64647, 0.64622, 0.08840, 0.81002),
}
"""Primary, secondary, perception, behavior, openness and resentment of Ana; Ben mirrors her."""
GAINS = {"calm": 0.1786, "saddle": 1.147, "stuck": 3.3241}


def mirrored(half: Any) -> Any:
    """Return the state of both: Ben feels and does the opposite, and is as open and resentful."""
    return np.array([*half, *(-np.array(half[:4])), *half[4:]])


def rates(state: Any, needs: tuple[float, float] = (0.55, 0.45), reactivity: float = 2.0) -> Any:
    """Return the equations of a couple with the default numbers, from the book alone."""
    c, made = reactivity**0.25, []
    halves = (state[:6], state[6:])
    for me in (0, 1):
        p, e, v, y, a, r = halves[me]
        other = halves[1 - me]
        made += [
            -p + np.tanh(c * (needs[me] - needs[1 - me] - other[3])),
            -e + np.tanh(c * (1 - a) * p),
            -v + np.tanh(c * e),
            -y + np.tanh(c * v),
            (-a + 0.8 * (1 - r) * (1 - e**2)) / 5,
            ((1 - a) * p**2 * (1 - r) - (0.1 + a * other[4]) * r) / 200,
        ]
    return np.array(made)


def slopes(state: Any) -> Any:
    h = 1e-6
    ways = h * np.eye(len(state))
    return np.array([(rates(state + way) - rates(state - way)) / (2 * h) for way in ways]).T


def newton(state: Any) -> Any:
    for _ in range(50):
        state = state - np.linalg.solve(slopes(state), rates(state))
    return state


@pytest.mark.parametrize("name", STATES)
def test_v36_the_second_coding_rests_where_the_numbers_say(name: str) -> None:
    """An earlier computation had the stuck state at r = .81232, and that is no state of rest.

    There, resentment still sinks: its rate is -9.6e-4 over its time constant of 200 turns, so a run
    that waits for small changes stops too soon. Newton's method goes on to r = .81002, which is the
    number here. The other two states were right.
    """
    rest = newton(mirrored(STATES[name]))
    gain = 4 * (1 - rest[4]) * (1 - rest[10])

    assert rest == pytest.approx(mirrored(STATES[name]), abs=1e-5)
    assert np.max(np.abs(rates(rest))) < 1e-15
    assert gain == pytest.approx(GAINS[name], abs=5e-4)


def test_v36_the_earlier_stuck_state_still_moves() -> None:
    earlier = mirrored((0.71032, 0.64756, 0.64698, 0.64658, 0.08717, 0.81232))

    assert rates(earlier)[5] * 200 == pytest.approx(-9.64e-4, abs=2e-5)


@pytest.mark.parametrize("name", STATES)
def test_v36_negcycle_has_the_same_states_of_rest(name: str) -> None:
    system = nc.compile_system(COUPLE)
    rest = newton(mirrored(STATES[name]))

    assert np.max(np.abs(system.rates(rest))) < 1e-15
    assert system.jacobian(rest) == pytest.approx(slopes(rest), abs=1e-8)


@pytest.mark.parametrize(("name", "start"), [("calm", "calm"), ("stuck", "worst")])
def test_v36_a_couple_settles_in_the_two_that_are_stable(name: str, start: str) -> None:
    system = nc.compile_system(COUPLE)

    rest = relax(system, system.calm if start == "calm" else worst(system))

    assert rest == pytest.approx(mirrored(STATES[name]), abs=1e-5)
    assert max(np.linalg.eigvals(system.jacobian(rest)).real) < 0


def test_v36_the_saddle_between_them_has_one_way_out() -> None:
    system = nc.compile_system(COUPLE)
    saddle = newton(mirrored(STATES["saddle"]))

    values = np.linalg.eigvals(system.jacobian(saddle)).real

    assert max(values) == pytest.approx(0.0024, abs=5e-5)
    assert np.count_nonzero(values > 0) == 1


@pytest.mark.parametrize(("push", "outcome"), [(-0.02, "calm"), (0.02, "stuck")])
def test_v36_the_saddle_is_where_the_ways_part(push: float, outcome: str) -> None:
    saddle = newton(mirrored(STATES["saddle"]))
    saddle[[5, 11]] += push
    names = nc.compile_system(COUPLE).names

    run = nc.simulate(COUPLE, start=dict(zip(names, saddle.tolist(), strict=True)), turns=6000)

    assert run.outcome == outcome


def test_with_equal_needs_a_stuck_state_begins_a_little_above_the_default_reactivity() -> None:
    """At 2.0029: found from the loop alone, by walking through the hurt that could rest.

    An earlier number was 1.95. With the default of 2 and equal needs a couple that is stuck comes
    loose by itself, and that takes some ten thousand turns.
    """

    def rests(reactivity: float) -> int:
        c, p = reactivity**0.25, np.linspace(0.05, 0.95, 20_001)
        with np.errstate(invalid="ignore"):
            e = np.arctanh(np.arctanh(np.arctanh(p) / c) / c) / c
            a = 1 - np.arctanh(e) / (c * p)
            r = 1 - a / (0.8 * (1 - e**2))
            left = (1 - a) * p**2 * (1 - r) - (0.1 + a**2) * r
        possible = (a >= 0) & (r >= 0) & (r <= 1) & np.isfinite(left)
        turns = np.sign(left[1:]) != np.sign(left[:-1])
        return int(np.count_nonzero(turns & possible[1:] & possible[:-1]))

    assert [rests(reactivity) for reactivity in (1.95, 2.0, 2.0025, 2.0035, 2.2)] == [0, 0, 0, 2, 2]
