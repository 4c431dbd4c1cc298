"""Designs: every combination of a grid once, and points that the seed alone decides."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import MissingExtra, SimulationError
from negcycle.model.ensemble import Sampling
from negcycle.simulation.many.designs import MOST_COUPLES, make_design

names = st.sampled_from(["john.need", "mary.need", "turn", "noise", "plan.0.strength"])
values = st.lists(st.floats(-9, 9), min_size=1, max_size=4, unique=True)
grids = st.dictionaries(names, values, min_size=1, max_size=4)
ends = st.tuples(st.floats(-9, 9), st.floats(0.1, 9)).map(lambda two: (two[0], sum(two)))
boxes = st.dictionaries(names, ends, min_size=1, max_size=4)
seeds = st.integers(0, 2**70)
drawn = st.sampled_from(["latin", "random"])


@given(grids, st.integers(1, 5))
def test_a_grid_holds_every_combination_once_the_last_axis_fastest(
    over: dict[str, list[float]], runs: int
) -> None:
    design, points = make_design(over, runs=runs)

    assert list(zip(*(points[name].tolist() for name in over), strict=True)) == list(
        product(*over.values())
    )
    assert design.shape == (*map(len, over.values()), runs)
    assert design.points == len(points[next(iter(over))])
    assert design.axes == {name: tuple(given) for name, given in over.items()}


@given(boxes, st.integers(0, 5), st.booleans(), st.integers(0, 2**32 - 1))
@settings(max_examples=25)
def test_sobol_points_are_those_of_salib(
    over: dict[str, tuple[float, float]], power: int, both: bool, seed: int
) -> None:
    from SALib.sample import sobol

    sample = 2 << power
    design, points = make_design(
        over, sampling="sobol", sample=sample, seed=seed, second_order=both
    )
    problem = {"num_vars": len(over), "names": list(over), "bounds": [*map(list, over.values())]}
    theirs = sobol.sample(problem, sample, calc_second_order=design.second_order, seed=seed)

    assert design.second_order is (both and len(over) > 1)
    assert len(theirs) == design.points
    assert np.column_stack([*points.values()]) == pytest.approx(theirs, rel=1e-12, abs=1e-12)


@given(boxes, st.integers(2, 50), seeds)
def test_a_latin_design_has_a_point_in_each_equal_part_of_every_axis(
    over: dict[str, tuple[float, float]], sample: int, seed: int
) -> None:
    _, points = make_design(over, sampling="latin", sample=sample, seed=seed)

    for name, (low, high) in over.items():
        share = (points[name] - low) / (high - low)
        assert sorted(np.floor(share * sample * (1 - 1e-12) + 1e-9)) == list(range(sample))


@given(boxes, st.integers(2, 30), seeds, drawn)
def test_an_axis_is_the_same_whatever_the_others_are(
    over: dict[str, tuple[float, float]], sample: int, seed: int, sampling: Sampling
) -> None:
    _, points = make_design(over, sampling=sampling, sample=sample, seed=seed)

    for name, given_ in over.items():
        _, alone = make_design({name: given_}, sampling=sampling, sample=sample, seed=seed)
        assert np.array_equal(alone[name], points[name])


@given(boxes, st.integers(2, 30), st.integers(0, 30), seeds)
def test_more_random_points_begin_with_the_same_ones(
    over: dict[str, tuple[float, float]], sample: int, more: int, seed: int
) -> None:
    _, points = make_design(over, sampling="random", sample=sample, seed=seed)
    _, longer = make_design(over, sampling="random", sample=sample + more, seed=seed)

    assert all(np.array_equal(longer[name][:sample], points[name]) for name in over)


@pytest.mark.parametrize("sampling", ["sobol", "latin", "random"])
def test_the_seed_alone_decides(sampling: Sampling) -> None:
    over = {"turn": (0.0, 1.0), "noise": nc.Normal(0, 1)}
    one, again, other = (
        make_design(over, sampling=sampling, sample=8, seed=seed)[1]["noise"] for seed in (3, 3, 4)
    )

    assert np.array_equal(one, again)
    assert not np.any(one == other)


@pytest.mark.parametrize("sampling", ["sobol", "latin", "random"])
def test_points_follow_the_distribution_of_each_axis(sampling: Sampling) -> None:
    over = {"a": nc.Normal(2, 0.5), "b": nc.Choice([1, -1], [3, 1]), "c": (5.0, 6.0)}
    design, points = make_design(over, sampling=sampling, sample=2048, seed=1, ranges={"a": (1, 9)})

    assert design.distributions == {
        "a": "normal(2, 0.5) from 1 up",
        "b": "choice(1:3, -1:1)",
        "c": "uniform(5, 6)",
    }
    assert design.axes["c"] == (5.0, 6.0)
    assert 1.0 <= design.axes["a"][0] < 1.2
    assert np.mean(points["a"] < 2) == pytest.approx((0.5 - 0.02275) / (1 - 0.02275), abs=0.03)
    assert np.mean(points["b"] == 1) == pytest.approx(0.75, abs=0.03)
    assert np.corrcoef(points["a"], points["c"])[0, 1] == pytest.approx(0, abs=0.06)


def test_without_scipy_sobol_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("negcycle.simulation.many.designs.find_spec", dict[str, str]().get)

    with pytest.raises(MissingExtra) as told:
        make_design({"turn": (1, 2)}, sampling="sobol", sample=4)
    design, _ = make_design({"turn": (1, 2)}, sampling="latin", sample=4)

    assert str(told.value) == (
        "A Sobol design needs scipy. Install it with: pip install 'negcycle[research]'"
    )
    assert design.points == 4


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (
            lambda: make_design({"turn": [1]}, sampling="sobl"),  # type: ignore[arg-type]
            "'sobl' is no way to choose points. Did you mean 'sobol'? Take grid, sobol, latin or "
            "random.",
        ),
        (
            lambda: make_design({}),
            "There is nothing to go over. Name a parameter and its values, such as 'john.need' "
            "with 0.4, 0.5 and 0.6.",
        ),
        (
            lambda: make_design({"turn": [1]}, runs=0),
            "'runs' is a whole number from 1 up, and 0 is not.",
        ),
        (
            lambda: make_design({"turn": [1]}, seed=-1),
            "'seed' is a whole number from 0 up, and -1 is not.",
        ),
        (
            lambda: make_design({"turn": (1, 2)}, sampling="latin", sample=1),
            "'sample' is a whole number from 2 up, and 1 is not.",
        ),
        (
            lambda: make_design({"turn": [1]}, sample=4),
            "A grid holds every combination of its values, so 'sample' says nothing about it. "
            "Leave it out, or choose sobol, latin or random.",
        ),
        (
            lambda: make_design({"turn": (1, 2)}, sampling="latin"),
            "Say with 'sample' how many points 'latin' draws.",
        ),
        (
            lambda: make_design({"turn": (1, 2)}, sampling="sobol", sample=100),
            "The points of 'sobol' are even only where 'sample' is a power of two, and 100 is "
            "none. Take 128, or 64 for fewer.",
        ),
        (
            lambda: make_design({"turn": (1, 2)}, sampling="latin", sample=4_000_000, runs=3),
            "4,000,000 points with 3 couples at each are 12,000,000 couples, and 10,000,000 is the "
            "limit. Take fewer values, points or runs.",
        ),
        (
            lambda: make_design({"turn": "12"}),
            "turn: values are expected, and 'str' holds none.",
        ),
        (lambda: make_design({"turn": []}), "turn: there is no value. Give one or more."),
        (lambda: make_design({"turn": [1, "x"]}), "turn: 'x' is no finite number."),
        (
            lambda: make_design({"turn": [1, 2, 1]}),
            "turn: 1 is given twice. Give each value once, and say with 'runs' how many couples "
            "there are at each point.",
        ),
        (
            lambda: make_design({"need": [0.5, 3]}, ranges={"need": (0, 1)}),
            "need: 3 is beyond what is possible, from 0 to 1.",
        ),
        (
            lambda: make_design(
                {"need": (0.5, 3)}, sampling="random", sample=9, ranges={"need": (0, 1)}
            ),
            "need: 'uniform(0.5, 3)' goes beyond what is possible, from 0 to 1. Choose numbers "
            "inside.",
        ),
        (
            lambda: make_design({"need": nc.Uniform(0, 1)}),
            "need: a grid goes over values, and 'uniform(0, 1)' is drawn from. Give a list of "
            "values, or choose sobol, latin or random.",
        ),
        (
            lambda: make_design({"need": [1, 2, 3]}, sampling="latin", sample=4),
            "need: where points are drawn, an axis is a lower and a higher number or a "
            "distribution, and 1, 2, 3 is neither. For some values only, draw from a Choice of "
            "them; for every combination, choose a grid.",
        ),
    ],
)
def test_what_is_no_design_is_told(make: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(SimulationError) as told:
        make()

    assert str(told.value) == sentence


def test_a_grid_that_is_too_large_is_refused_before_it_is_laid_out() -> None:
    axis = [float(n) for n in range(10_000)]

    with pytest.raises(SimulationError, match=f"{MOST_COUPLES:,} is the limit"):
        make_design(dict.fromkeys("abcde", axis))
