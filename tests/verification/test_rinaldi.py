"""Rinaldi's linear couples, and his secure ones with reactions that are bounded (V04, V05)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import RinaldiLinear, RinaldiSecure

rates = st.floats(0.1, 3)
pairs = st.tuples(rates, rates)
appeals = st.tuples(st.floats(-2, 2), st.floats(-2, 2))

EXAMPLE = RinaldiLinear(forgetting=(0.5, 0.6), reaction=(0.2, 0.25), appeal=(0.7, 0.6))
FOLD = math.acosh(math.sqrt(2))


def settled(
    a: tuple[float, float], b: tuple[float, float], appeal: tuple[float, float]
) -> tuple[Any, Any]:
    """Return where a linear couple settles, by Cramer's rule, and its eigenvalues."""
    room = a[0] * a[1] - b[0] * b[1]
    # Each is moved by the appeal of the other.
    at = (
        (appeal[1] * a[1] + b[0] * appeal[0]) / room,
        (appeal[0] * a[0] + b[1] * appeal[1]) / room,
    )
    spread = math.sqrt((a[0] - a[1]) ** 2 + 4 * b[0] * b[1])
    return at, ((-a[0] - a[1] - spread) / 2, (-a[0] - a[1] + spread) / 2)


def turns(speeds: Any) -> Any:
    """Count how often each column changes its sign, without what is rounding near the end."""
    counts = []
    for speed in speeds.T:
        clear = np.sign(speed[np.abs(speed) > 1e-9])
        counts.append(int(np.sum(clear[1:] != clear[:-1])))
    return counts


# -- the linear couple ----------------------------------------------------------------------------


def test_v04_the_example_settles_at_two_and_two(printed: Any) -> None:
    at, values = settled((0.5, 0.6), (0.2, 0.25), (0.7, 0.6))
    run = integrate(EXAMPLE, np.zeros(2), until=60, step=0.1)

    assert at == pytest.approx((2, 2), rel=1e-12)
    assert values == (printed("-0.779129"), printed("-0.320871"))
    assert run.states[-1] == pytest.approx([2, 2], rel=1e-6)
    assert EXAMPLE.rates(np.array([2.0, 2.0])) == pytest.approx([0, 0], abs=1e-12)
    assert sorted(np.linalg.eigvals(EXAMPLE.jacobian(run.states[-1]))) == pytest.approx(
        values, rel=1e-9
    )


def test_v04_the_appeal_that_moves_me_is_the_others() -> None:
    model = RinaldiLinear(forgetting=(1, 1), reaction=(1, 1), instinct=(2, 5), appeal=(0.7, 0.6))

    assert EXAMPLE.rates(np.zeros(2)) == pytest.approx([0.6, 0.7], rel=1e-12)
    assert model.rates(np.zeros(2)) == pytest.approx([1.2, 3.5], rel=1e-12)


@given(pairs, pairs)
def test_v04_unstable_exactly_if_reacting_is_more_than_forgetting(
    a: tuple[float, float], b: tuple[float, float]
) -> None:
    gain = b[0] * b[1] / (a[0] * a[1])
    assume(abs(gain - 1) > 1e-6)
    model = RinaldiLinear(forgetting=a, reaction=b, appeal=(1, 1))
    values = np.linalg.eigvals(model.jacobian(np.array([0.4, 3.0])))

    _, again = settled(a, b, (1, 1))

    assert sorted(values.real) == pytest.approx(again, abs=1e-9)
    assert (max(values.real) > 0) == (gain > 1)
    assert np.all(values.imag == 0), "no swinging"


@given(pairs, pairs, pairs)
def test_v04_from_indifference_love_only_grows(
    a: tuple[float, float], b: tuple[float, float], appeal: tuple[float, float]
) -> None:
    model = RinaldiLinear(forgetting=a, reaction=b, appeal=appeal)

    run = integrate(model, np.zeros(2), until=5, step=0.05)

    assert np.all(np.diff(run.states, axis=0) >= -1e-9 * np.abs(run.states[1:]))


# -- the secure couple ----------------------------------------------------------------------------


@given(pairs, st.tuples(st.floats(0.2, 6), st.floats(0.2, 6)), appeals, st.data())
def test_v05_in_a_secure_couple_each_turns_once_at_most_so_there_is_no_cycle(
    a: tuple[float, float], k: tuple[float, float], appeal: tuple[float, float], data: st.DataObject
) -> None:
    starts = st.tuples(st.floats(-8, 8), st.floats(-8, 8))
    model = RinaldiSecure(forgetting=a, strength=k, appeal=appeal)

    run = integrate(model, np.array(data.draw(starts)), until=40, step=0.1)

    assert max(turns(model.rates(run.states.T).T)) <= 1
    assert np.trace(model.jacobian(run.states[-1])) == pytest.approx(-a[0] - a[1], rel=1e-12)


def test_v05_random_secure_couples_come_to_rest_from_random_starts() -> None:
    rng = np.random.default_rng(5)

    for _ in range(25):
        a, k, appeal, start = (
            rng.uniform(low, high, 2) for low, high in ((0.3, 2), (0.2, 5), (-2, 2), (-8, 8))
        )
        model = RinaldiSecure(forgetting=tuple(a), strength=tuple(k), appeal=tuple(appeal))
        run = integrate(model, start, until=150, step=0.2)

        assert model.rates(run.states[-1]) == pytest.approx([0, 0], abs=1e-8)


def test_v05_no_reaction_that_rises_and_is_bounded_makes_a_cycle(stride: Any) -> None:
    """Code the claim for any such reaction: sums of steps of random height, width and place."""
    rng = np.random.default_rng(3)
    couples, steps = 400, 5
    a = rng.uniform(0.3, 2, (2, couples))
    height, width = (rng.uniform(0.05, 1.5, (2, steps, couples)) for _ in range(2))
    place = rng.uniform(-4, 4, (2, steps, couples))
    appeal = rng.uniform(-2, 2, (2, couples))

    def love(x: Any) -> Any:
        other = x[::-1, None]
        reaction = np.sum(height * np.tanh((other - place) / width), axis=1)
        return -a * x + reaction + appeal

    x = rng.uniform(-6, 6, (2, couples))
    count, before = np.zeros((2, couples)), np.zeros((2, couples))
    for _ in range(1200):
        x = stride(love, x, 0.05)
        speed = np.where(np.abs(love(x)) > 1e-9, np.sign(love(x)), 0)
        count += speed * before < 0
        before = np.where(speed != 0, speed, before)

    assert count.max() <= 1
    assert np.quantile(np.abs(love(x)), 0.95) < 1e-6, "they have come to rest"


@given(pairs, st.tuples(st.floats(0.2, 6), st.floats(0.2, 6)), appeals)
def test_v05_a_couple_is_robust_with_one_rest_or_fragile_with_two_and_a_saddle(
    a: tuple[float, float], k: tuple[float, float], appeal: tuple[float, float]
) -> None:
    def missing(x: Any) -> Any:
        second = (k[1] * np.tanh(x) + appeal[0]) / a[1]
        return (k[0] * np.tanh(second) + appeal[1]) / a[0] - x

    bound = (k[0] + abs(appeal[1])) / a[0] + 1
    grid = np.linspace(-bound, bound * 1.01, 20_000)
    low = np.flatnonzero(np.diff(np.sign(missing(grid))) != 0)
    first = (grid[low] + grid[low + 1]) / 2
    for _ in range(3):
        slope = (missing(first + 1e-6) - missing(first - 1e-6)) / 2e-6
        assume(np.all(np.abs(slope) > 1e-3))
        first = first - missing(first) / slope
    second = (k[1] * np.tanh(first) + appeal[0]) / a[1]
    model = RinaldiSecure(forgetting=a, strength=k, appeal=appeal)

    kinds = [
        np.linalg.det(model.jacobian(np.array(at))) > 0 for at in zip(first, second, strict=True)
    ]

    assert model.rates(np.stack([first, second])) == pytest.approx(0, abs=1e-7)
    assert kinds in ([True], [True, False, True])


@pytest.mark.parametrize(("k", "published"), [(2, "1.915008"), (1.5, "1.287839")])
def test_v05_beyond_the_pitchfork_lie_two_equal_and_opposite_rests(
    k: float, published: str, root: Any, printed: Any
) -> None:
    at = root(lambda x: k * math.tanh(x) - x, 0.1, 10)
    model = RinaldiSecure(forgetting=(1, 1), strength=(k, k), appeal=(0, 0))
    up = integrate(model, np.array([0.1, 0.2]), until=60, step=0.05).states[-1]
    down = integrate(model, np.array([-0.1, -0.2]), until=60, step=0.05).states[-1]

    assert at == printed(published)
    assert up == printed(published)
    assert -down == printed(published)


@pytest.mark.parametrize(("k", "leading"), [(0.99, -0.01), (1.01, 0.01)])
def test_v05_the_pitchfork_is_at_one(k: float, leading: float) -> None:
    model = RinaldiSecure(forgetting=(1, 1), strength=(k, k), appeal=(0, 0))

    values = np.linalg.eigvals(model.jacobian(np.zeros(2)))

    assert max(values.real) == pytest.approx(leading, abs=1e-12)


def test_v05_the_upper_pair_vanishes_in_a_fold(printed: Any) -> None:
    appeal = FOLD - 2 * math.tanh(FOLD)
    model = RinaldiSecure(forgetting=(1, 1), strength=(2, 2), appeal=(appeal, appeal))
    at = np.array([FOLD, FOLD])

    assert appeal == printed("-0.532840")
    assert model.rates(at) == pytest.approx([0, 0], abs=1e-12)
    assert np.linalg.det(model.jacobian(at)) == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize(("appeal", "love_stays"), [(-0.5318, True), (-0.5338, False)])
def test_v05_a_little_less_appeal_and_love_is_lost(appeal: float, *, love_stays: bool) -> None:
    model = RinaldiSecure(forgetting=(1, 1), strength=(2, 2), appeal=(appeal, appeal))

    run = integrate(model, np.array([1.9, 1.9]), until=250, step=0.2)

    assert (run["first"][-1] > 0.8) == love_stays
    assert (run["first"][-1] < -2) != love_stays
