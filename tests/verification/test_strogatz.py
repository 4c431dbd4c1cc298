"""Strogatz's Romeo and Juliet, by the closed form of a linear equation (V01, V02)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import Strogatz

numbers = st.floats(-5, 5)

STYLES = {
    (1, 1): "eager beaver",
    (1, -1): "narcissistic nerd",
    (-1, 1): "cautious lover",
    (-1, -1): "hermit",
}


def around(time: Any, *, a: float, b: float, start: tuple[float, float]) -> Any:
    """Solve r' = -a j, j' = b r by hand."""
    r, j = start
    w = math.sqrt(a * b)
    turned, across = np.cos(w * time), np.sin(w * time)
    return np.stack([r * turned - a / w * j * across, j * turned + b / w * r * across], axis=-1)


def romeo_and_juliet(a: float, b: float) -> Strogatz:
    return Strogatz(a=0, b=-a, c=b, d=0)


def test_v01_a_quarter_round_makes_his_love_her_hate() -> None:
    run = integrate(romeo_and_juliet(1, 1), np.array([0.2, 1.0]), until=math.pi / 2, step=0.01)

    assert around(math.pi / 2, a=1, b=1, start=(0.2, 1.0)) == pytest.approx([-1, 0.2], rel=1e-12)
    assert run.states[-1] == pytest.approx([-1, 0.2], rel=1e-6)


@pytest.mark.parametrize(("a", "b"), [(1, 1), (2, 0.5), (0.3, 1.7), (5, 0.1)])
def test_v01_they_are_back_after_two_pi_over_the_root_of_ab(
    a: float, b: float, crossings: Any
) -> None:
    model, period = romeo_and_juliet(a, b), 2 * math.pi / math.sqrt(a * b)
    run = integrate(model, np.array([0.2, 1.0]), until=4 * period, step=period / 400)

    slopes = model.rates(run.states.T)
    back = crossings(run.times, run["romeo"], slopes[0], 0.0)
    kept = b * run["romeo"] ** 2 + a * run["juliet"] ** 2

    assert len(back) == 4
    assert np.diff(back) == pytest.approx(period, rel=1e-6)
    assert kept == pytest.approx(kept[0], rel=1e-6)
    assert run.states == pytest.approx(around(run.times, a=a, b=b, start=(0.2, 1.0)), abs=1e-6)


@given(numbers, numbers)
def test_v02_two_alike_have_the_eigenvalues_a_plus_and_minus_b(a: float, b: float) -> None:
    values = np.linalg.eigvals(Strogatz(a=a, b=b, c=b, d=a).jacobian(np.array([0.3, -0.4])))

    assert sorted(values.real) == pytest.approx(sorted((a + b, a - b)), rel=1e-12, abs=1e-12)
    assert np.all(values.imag == 0)


@given(st.floats(-3, -0.1), st.floats(0.1, 3))
def test_v02_caution_wins_exactly_if_it_is_more_than_the_answering(a: float, b: float) -> None:
    assume(abs(a + b) > 0.02)
    run = integrate(Strogatz(a=a, b=b, c=b, d=a), np.array([1.0, 0.3]), until=4, step=0.02)

    both, apart = run["romeo"] + run["juliet"], run["romeo"] - run["juliet"]

    assert both == pytest.approx(1.3 * np.exp((a + b) * run.times), rel=1e-5)
    assert apart == pytest.approx(0.7 * np.exp((a - b) * run.times), rel=1e-4, abs=1e-9)
    assert (both[-1] < both[0]) == (abs(a) > abs(b))


@given(numbers, numbers, numbers, numbers)
def test_v02_trace_and_determinant_say_the_class(a: float, b: float, c: float, d: float) -> None:
    trace, determinant = a + d, a * d - b * c
    assume(min(abs(trace), abs(determinant), abs(trace**2 - 4 * determinant)) > 1e-6)
    values = np.linalg.eigvals(Strogatz(a=a, b=b, c=c, d=d).jacobian(np.zeros(2)))

    low, high = sorted(values.real)

    assert values.sum() == pytest.approx(trace, abs=1e-12)
    assert values.prod() == pytest.approx(determinant, abs=1e-12)
    assert (low < 0 < high) == (determinant < 0), "a saddle"
    assert (high < 0) == (trace < 0 < determinant), "both cool down"
    assert bool(np.any(values.imag != 0)) == (trace**2 < 4 * determinant), "round and round"


@pytest.mark.parametrize("his", STYLES)
@pytest.mark.parametrize("hers", STYLES)
def test_v02_a_style_is_the_signs_of_own_feeling_and_answer(
    his: tuple[int, int], hers: tuple[int, int]
) -> None:
    (a, b), (d, c) = his, hers

    assert Strogatz(a=0.3 * a, b=0.7 * b, c=2 * c, d=0.1 * d).style() == (STYLES[his], STYLES[hers])
