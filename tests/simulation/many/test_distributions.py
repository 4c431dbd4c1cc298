"""Whatever a parameter is drawn from: larger shares give larger values, none beyond its range."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Callable
from statistics import NormalDist
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.simulation.many.distributions import Distribution, drawn, fitted, told

numbers = st.floats(-1e6, 1e6)
above_0 = st.floats(1e-3, 1e3)
uniforms = st.tuples(numbers, above_0).map(lambda ends: nc.Uniform(ends[0], ends[0] + ends[1]))
normals = st.builds(nc.Normal, mean=st.floats(-1e3, 1e3), sd=above_0)
normals_above_0 = st.builds(nc.Normal, mean=above_0, sd=above_0)
lognormals = st.builds(nc.LogNormal, median=above_0, sigma=st.floats(0.01, 5))
choices = st.lists(numbers, min_size=1, max_size=5).map(nc.Choice)
shares = st.lists(st.floats(0, 1), min_size=1, max_size=30).map(sorted).map(np.array)

SCIPY: list[tuple[Any, Any]] = [
    (nc.Uniform(-1, 3), stats.uniform(-1, 4)),
    (nc.Normal(2, 0.3), stats.norm(2, 0.3)),
    (nc.Normal(0.2, 0.5).within(0, 1), stats.truncnorm(-0.4, 1.6, 0.2, 0.5)),
    (nc.LogNormal(2, 0.4), stats.lognorm(0.4, scale=2)),
]


@given(st.one_of(uniforms, normals, lognormals), shares)
def test_a_larger_share_gives_no_smaller_value(of: Distribution, at: np.ndarray[Any, Any]) -> None:
    values = drawn(of, at, name="x")

    assert values.shape == at.shape
    assert np.all(np.diff(values) >= 0)


@pytest.mark.parametrize(("ours", "theirs"), SCIPY, ids=told)
def test_the_values_are_those_of_scipy(ours: Distribution, theirs: Any) -> None:
    at = np.linspace(0.001, 0.999, 201)

    assert ours.ppf(at) == pytest.approx(theirs.ppf(at), rel=1e-12, abs=1e-12)


def test_nothing_asks_scipy() -> None:
    """So the same couples come out with and without it."""
    program = (
        "import sys, numpy, negcycle as nc;"
        "nc.Normal(0, 1).ppf(numpy.array([.3])), nc.LogNormal(1, 1).ppf(numpy.array([.3]));"
        "assert not any(name.startswith('scipy') for name in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@given(st.one_of(normals_above_0, lognormals), shares, st.floats(0, 1), above_0)
def test_what_is_cut_off_stays_inside(
    of: nc.Normal | nc.LogNormal, at: np.ndarray[Any, Any], low: float, width: float
) -> None:
    whole = of.within(0, math.inf)
    median = float(whole.ppf(np.array([0.5]))[0])
    low, high = low * median, median * (1.5 + width)

    values = drawn(of, at, name="x", low=low, high=high)

    assert np.all((low <= values) & (values <= high))


@given(st.floats(0.01, 0.99), st.floats(-1, 0.4), st.floats(0.6, 2))
def test_cutting_off_keeps_what_is_left_in_proportion(q: float, low: float, high: float) -> None:
    """Of the values between the ends a share `q` lies below the one that stands at `q`."""
    of = NormalDist(0.5, 0.3)
    (value,) = nc.Normal(0.5, 0.3).within(low, high).ppf(np.array([q]))

    below = (of.cdf(value) - of.cdf(low)) / (of.cdf(high) - of.cdf(low))

    assert below == pytest.approx(q, abs=1e-9)


@given(st.one_of(normals, lognormals))
def test_cutting_off_twice_is_cutting_off_once(of: nc.Normal | nc.LogNormal) -> None:
    low, high = of.ppf(np.array([0.2, 0.9])).tolist()
    once = of.within(low, high)

    assert (once.low, once.high) == (low, high)
    assert once.within(-math.inf, math.inf) == once
    assert once.within(low, high) == once


def test_shares_of_0_and_1_give_finite_values() -> None:
    assert np.all(np.isfinite(drawn(nc.Normal(0, 1), np.array([0.0, 1.0]), name="x")))


def test_a_choice_follows_its_weights() -> None:
    of = nc.Choice([5, 7, 9], weights=[1, 0, 3])

    values = of.ppf((np.arange(1000) + 0.5) / 1000)

    assert {value: int(np.sum(values == value)) for value in (5, 7, 9)} == {5: 250, 7: 0, 9: 750}


@given(choices, shares)
def test_a_choice_gives_one_of_its_values(of: nc.Choice, at: np.ndarray[Any, Any]) -> None:
    assert set(drawn(of, at, name="x").tolist()) <= set(of.values)


def test_a_frozen_distribution_of_scipy_does_as_well() -> None:
    of: Any = stats.beta(2, b=5)

    assert isinstance(of, Distribution)
    assert told(of) == "beta(2, b=5)"
    assert drawn(of, np.array([0.5]), name="x", low=0, high=1) == pytest.approx(of.median())


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: nc.Uniform(2, 1), "'uniform' goes from a lower to a higher number, and 2 is not"),
        (lambda: nc.Uniform(-1.7e308, 1.7e308), "'uniform' goes from a lower to a higher number"),
        (lambda: nc.Uniform(0, math.nan), "nan is no finite number."),
        (lambda: nc.Normal("1", 2), "'1' is no finite number."),
        (lambda: nc.Normal(True, 2), "True is no finite number."),
        (lambda: nc.Normal(1, 0), "A standard deviation is above 0, and 0 is not."),
        (lambda: nc.LogNormal(-1, 1), "The median of 'lognormal' is above 0, and -1 is not."),
        (lambda: nc.LogNormal(1, -1), "'sigma' of 'lognormal' is above 0, and -1 is not."),
        (lambda: nc.Choice([]), "There is nothing to choose from."),
        (lambda: nc.Choice([1, 2], [1]), "Each value has a weight, and here are 1 for 2."),
        (
            lambda: nc.Choice([1, 2], [1, -1]),
            "Weights are 0 or more, and one of them above 0; 1, -1",
        ),
        (lambda: nc.Choice([1, 2], [0, 0]), "Weights are 0 or more, and one of them above 0; 0, 0"),
    ],
)
def test_what_cannot_be_drawn_from_is_told(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(SimulationError) as told_:
        make()

    assert str(told_.value).startswith(sentence)


@pytest.mark.parametrize(
    ("of", "sentence"),
    [
        (
            nc.Uniform(0, 2),
            "john.openness: 'uniform(0, 2)' goes beyond what is possible, from 0 to 1. "
            "Choose numbers inside.",
        ),
        (
            nc.Choice([1, -1]),
            "john.openness: 'choice(1, -1)' goes beyond what is possible, from 0 to 1. "
            "Choose numbers inside.",
        ),
        (
            nc.Normal(-9, 1),
            "john.openness: Next to nothing of 'normal(-9, 1)' lies in what is possible, "
            "from 0 to 1. Choose numbers inside.",
        ),
        (
            nc.LogNormal(50, 0.1),
            "john.openness: Next to nothing of 'lognormal(50, 0.1)' lies in what is possible, "
            "from 0 to 1. Choose numbers inside.",
        ),
        (
            stats.norm(scale=3),
            "john.openness: 'norm(scale=3)' goes beyond what is possible, from 0 to 1. "
            "Choose numbers inside.",
        ),
    ],
)
def test_what_goes_beyond_a_range_is_told(of: Any, sentence: str) -> None:
    with pytest.raises(SimulationError) as told_:
        drawn(of, np.array([0.001, 0.999]), name="john.openness", low=0, high=1)

    assert str(told_.value) == sentence


@pytest.mark.parametrize(
    ("of", "told"),
    [
        (nc.Normal(2, 1).within(0, 3), "normal(2, 1) from 0 to 3"),
        (nc.Normal(2, 1).within(math.ulp(0.0), 1e300), "normal(2, 1) above 0"),
        (nc.Normal(2, 1).within(math.ulp(0.0), 3), "normal(2, 1) above 0, up to 3"),
        (nc.Normal(2, 1).within(0.5, 1e5), "normal(2, 1) from 0.5 up"),
        (nc.Normal(2, 0.1).within(0, 3), "normal(2, 0.1)"),
        (nc.LogNormal(2, 1).within(math.ulp(0.0), 3), "lognormal(2, 1) up to 3"),
    ],
)
def test_it_tells_the_ends_where_something_was_cut_off(of: object, told: str) -> None:
    assert str(of) == told


def test_what_gives_no_numbers_is_told() -> None:
    class Odd:
        def ppf(self, q: np.ndarray[Any, Any], /) -> np.ndarray[Any, Any]:
            return q[:1] / 0.5

    assert fitted(Odd(), name="turn").ppf(np.array([0.5])) == [1.0]
    for of, what in ((Odd(), "Odd"), (nc.LogNormal(1, 1e4), "lognormal(1, 10000)")):
        with pytest.raises(SimulationError) as told_:
            drawn(of, np.array([0.1, 0.9]), name="turn")

        assert str(told_.value) == (
            f"turn: '{what}' does not give a finite number for each couple. "
            "Choose another distribution, or smaller numbers."
        )
