"""Liebovitch's couples by the signs of their influence, at once and late (V12, V13).

The form of the equations is read in later code of the authors; the paper of 2008 is recalled.
"""

from __future__ import annotations

import cmath
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import Liebovitch

forgetting = st.tuples(st.floats(0.2, 3), st.floats(0.2, 3))
strong = st.floats(0.2, 3)
weak = st.floats(0.05, 0.9)

HOPF = {1.5: "0.652688", 2.0: "0.302300", 3.0: "0.120150"}


def late(
    c: tuple[float, float], delay: float, start: tuple[float, float], until: float, steps: int
) -> Any:
    """Run x' = -x + c tanh(y(t - d)) a second time, by Heun's rule, with d a number of steps."""
    h = delay / steps
    count = round(until / h)
    x = np.empty((count + 1, 2))
    x[0] = start
    for n in range(count):
        felt, next_felt = x[max(n - steps, 0), ::-1], x[max(n + 1 - steps, 0), ::-1]
        before = -x[n] + c * np.tanh(felt)
        after = -(x[n] + h * before) + c * np.tanh(next_felt)
        x[n + 1] = x[n] + h / 2 * (before + after)
    return x


# -- at once --------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", [(0.5, 0.2), (-0.5, -0.2), (1.0, -0.3), (0.2, -0.9)])
@pytest.mark.parametrize("sign", [1, -1])
def test_v12_two_who_answer_in_the_same_way_lock_in(
    sign: int, start: tuple[float, float], root: Any, printed: Any
) -> None:
    height = root(lambda x: 2 * math.tanh(x) - x, 0.1, 10)
    model = Liebovitch(influence=(2 * sign, 2 * sign))

    first, second = integrate(model, np.array(start), until=60, step=0.05).states[-1]

    assert height == printed("1.915008")
    assert abs(first) == printed("1.915008")
    assert second == pytest.approx(sign * first, rel=1e-6)


def test_v12_a_mixed_couple_spirals_to_rest() -> None:
    model = Liebovitch(influence=(2, -2))
    values = sorted(np.linalg.eigvals(model.jacobian(np.zeros(2))), key=lambda one: one.imag)

    run = integrate(model, np.array([1.0, -0.4]), until=30, step=0.02)
    crossed = np.sum(np.diff(np.sign(run["first"][:600])) != 0)

    assert values == pytest.approx([-1 - 2j, -1 + 2j], abs=1e-12)
    assert run.states[-1] == pytest.approx([0, 0], abs=1e-9)
    assert crossed >= 5, "it goes round on its way"


@given(weak, weak, st.sampled_from([(1, 1), (-1, -1), (1, -1), (-1, 1)]))
def test_v12_weak_influence_of_any_sign_comes_to_rest(
    c1: float, c2: float, signs: tuple[int, int]
) -> None:
    model = Liebovitch(influence=(c1 * signs[0], c2 * signs[1]))

    run = integrate(model, np.array([2.0, -1.0]), until=20, step=0.1)

    # The larger of the two shrinks at least as fast as forgetting exceeds the influence.
    bound = 2 * np.exp(-(1 - max(c1, c2)) * run.times)
    assert np.all(np.max(np.abs(run.states), axis=1) <= bound * (1 + 1e-6))


@given(forgetting, strong, strong, st.sampled_from([1, -1]))
def test_v12_the_pitchfork_is_where_influence_equals_forgetting(
    m: tuple[float, float], c1: float, c2: float, sign: int
) -> None:
    gain = c1 * c2 / (m[0] * m[1])
    assume(abs(gain - 1) > 1e-6)
    model = Liebovitch(forgetting=m, influence=(sign * c1, sign * c2))

    values = np.linalg.eigvals(model.jacobian(np.zeros(2)))
    again = (-(m[0] + m[1]) + math.sqrt((m[0] - m[1]) ** 2 + 4 * c1 * c2)) / 2

    assert max(values.real) == pytest.approx(again, abs=1e-9)
    assert (max(values.real) > 0) == (gain > 1)


@given(
    forgetting,
    st.tuples(strong, strong),
    st.sampled_from([1, -1]),
    st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    st.tuples(st.floats(-4, 4), st.floats(-4, 4)),
)
def test_v12_in_a_couple_of_one_sign_each_turns_once_at_most_so_there_is_no_cycle(
    m: tuple[float, float],
    c: tuple[float, float],
    sign: int,
    own: tuple[float, float],
    start: tuple[float, float],
) -> None:
    model = Liebovitch(forgetting=m, own=own, influence=(sign * c[0], sign * c[1]))

    run = integrate(model, np.array(start), until=40, step=0.1)
    speeds = model.rates(run.states.T)

    for speed in speeds:
        clear = np.sign(speed[np.abs(speed) > 1e-9])
        assert np.sum(clear[1:] != clear[:-1]) <= 1


@given(forgetting, st.tuples(strong, strong), st.tuples(st.floats(-1, 1), st.floats(-1, 1)))
def test_v12_all_six_parameters_stand_where_the_source_has_them(
    m: tuple[float, float], c: tuple[float, float], own: tuple[float, float]
) -> None:
    model = Liebovitch(forgetting=m, own=own, influence=(c[0], -c[1]))
    x, y = 0.8, -1.3

    again = [-m[0] * x + own[0] + c[0] * math.tanh(y), -m[1] * y + own[1] - c[1] * math.tanh(x)]

    assert model.rates(np.array([x, y])) == pytest.approx(again, abs=1e-12)


# -- late -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("c", HOPF)
def test_v13_the_mixed_couple_begins_to_swing_at_the_published_delay(
    c: float, printed: Any
) -> None:
    w = math.sqrt(c * c - 1)
    delay = (math.pi / 2 - math.atan(w)) / w
    # The linear couple: (1 + lambda)^2 = -c^2 exp(-2 lambda d), each way d late.
    balance = (1 + 1j * w) ** 2 + c * c * cmath.exp(-2j * w * delay)
    product = Liebovitch(influence=(c, -c)).hopf_delay()

    assert abs(balance) < 1e-12
    assert delay == printed(HOPF[c])
    assert product == printed(HOPF[c])
    assert product == pytest.approx(delay, rel=1e-6)


@pytest.mark.parametrize("influence", [(0.9, -0.9), (0.5, -0.5)])
def test_v13_a_weak_mixed_couple_never_begins_to_swing(influence: tuple[float, float]) -> None:
    assert Liebovitch(influence=influence).hopf_delay() is None


@pytest.mark.parametrize("c", HOPF)
def test_v13_the_mixed_couple_comes_to_rest_below_that_delay_and_swings_above_it(
    c: float, crossings: Any
) -> None:
    delay = float(HOPF[c])

    def swing(part: float) -> Any:
        model = Liebovitch(influence=(c, -c), delay=part * delay)
        return integrate(model, np.array([0.3, 0.1]), until=60, step=0.04)

    rest, on = swing(0.85), swing(1.15)
    size = np.max(np.abs(on.states[-300:]))
    rises = crossings(on.times, on["first"], np.gradient(on["first"], on.times), 0.0)
    period = np.mean(np.diff(rises[-4:]))

    assert np.max(np.abs(rest.states[-300:])) < 0.3 * np.max(np.abs(rest.states[300:600]))
    assert size > 0.3
    assert size == pytest.approx(np.max(np.abs(on.states[-600:-300])), rel=0.1)
    assert period == pytest.approx(2 * math.pi / math.sqrt(c * c - 1), rel=0.25)


def test_v13_the_swinging_couple_is_the_same_in_both_codings() -> None:
    model = Liebovitch(influence=(2, -2), delay=0.4)

    run = integrate(model, np.array([0.3, 0.1]), until=8, step=0.02)
    coarse, fine = (late((2, -2), 0.4, (0.3, 0.1), 8, steps)[-1] for steps in (100, 200))

    # Heun's rule has an error of the second order, which two runs tell.
    assert run.states[-1] == pytest.approx(fine + (fine - coarse) / 3, abs=1e-6)


@given(weak, weak, st.sampled_from([1, -1]), st.floats(0.1, 6))
def test_v13_no_delay_keeps_a_weak_couple_of_one_sign_from_rest(
    c1: float, c2: float, sign: int, delay: float
) -> None:
    model = Liebovitch(influence=(sign * c1, sign * c2), delay=delay)
    run = integrate(model, np.array([1.0, -0.7]), until=25, step=0.1)

    # Halanay's inequality: nothing decays slower than g, where 1 - g = c exp(g d).
    low, high = 0.0, 1.0
    for _ in range(60):
        g = (low + high) / 2
        low, high = (g, high) if 1 - g > max(c1, c2) * math.exp(g * delay) else (low, g)

    assert low > 0
    assert np.all(np.max(np.abs(run.states), axis=1) <= np.exp(-low * run.times) * (1 + 1e-4))


@given(forgetting, strong, strong, st.sampled_from([1, -1]), st.floats(0, 20))
def test_v13_for_one_sign_the_verdict_is_that_without_delay(
    m: tuple[float, float], c1: float, c2: float, sign: int, delay: float
) -> None:
    """Count the growing modes of the linear couple by how often its equation winds round zero."""
    gain = c1 * c2 / (m[0] * m[1])
    assume(abs(gain - 1) > 0.02)
    w = np.linspace(0, 60 * (1 + max(m)), 400_001)
    s = 1j * w
    curve = 1 - c1 * c2 * np.exp(-2 * s * delay) / ((s + m[0]) * (s + m[1]))
    winding = np.sum(np.angle(curve[1:] / curve[:-1]))
    growing = round(-2 * winding / (2 * math.pi))

    at_once = Liebovitch(forgetting=m, influence=(sign * c1, sign * c2))
    leading = max(np.linalg.eigvals(at_once.jacobian(np.zeros(2))).real)

    assert (growing > 0) == (gain > 1)
    assert (leading > 0) == (gain > 1)
    assert Liebovitch(influence=(sign * c1, sign * c2), delay=delay).hopf_delay() is None


@pytest.mark.parametrize("delay", [0.5, 3.0])
@pytest.mark.parametrize("sign", [1, -1])
def test_v13_a_late_strong_couple_of_one_sign_still_locks_in(
    sign: int, delay: float, printed: Any
) -> None:
    model = Liebovitch(influence=(2 * sign, 2 * sign), delay=delay)

    run = integrate(model, np.array([0.4, sign * 0.3]), until=90, step=0.1)

    assert run["first"][-1] == printed("1.915008")
    assert run["second"][-1] == pytest.approx(sign * run["first"][-1], rel=1e-6)
