"""Sobol indices of functions whose indices are known exactly, from the design to the answer.

The exact ones are worked out here from the papers: Ishigami, T., & Homma, T. (1990), Proc. ISUMA,
398-403; Saltelli, A., & Sobol', I. M. (1995), Reliab. Eng. Syst. Saf. 50, 225-239 (the g-function);
Sobol', I. M. (2001), Math. Comput. Simul. 55, 271-280 (sums).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.many.sensitivity import Sensitivity
from negcycle.model.ensemble import Ensemble
from negcycle.simulation.many.designs import make_design

PI = np.pi


def indices(
    over: Mapping[str, Any], function: Callable[[dict[str, Any]], Any], sample: int
) -> Sensitivity:
    design, points = make_design(over, sampling="sobol", sample=sample, seed=20, second_order=True)
    couples = Ensemble(
        index=np.arange(design.points),
        parameters=points,
        columns={"y": function(points)},
        runs=design.points,
        turns=1.0,
        step=1.0,
        look=1.0,
        seed=20,
        design=design,
    )
    return nc.sensitivity(couples, "y", resamples=50)


def assert_near(found: Sensitivity, first: Any, total: Any) -> None:
    """Assert that the exact shares lie in the intervals or next to them, and that these are narrow.

    Of so many intervals of 95 %, one or the other misses a little.
    """
    for shares, intervals, exact in (
        (found.first, found.first_interval, first),
        (found.total, found.total_interval, total),
    ):
        half = (intervals[:, 1] - intervals[:, 0]) / 2
        assert np.all(abs(shares - exact) <= 1.5 * half)
        assert np.all(half < 0.06)


def test_the_function_of_ishigami_and_homma() -> None:
    a, b = 7.0, 0.1
    found = indices(
        dict.fromkeys(("x1", "x2", "x3"), (-PI, PI)),
        lambda x: np.sin(x["x1"]) + a * np.sin(x["x2"]) ** 2 + b * x["x3"] ** 4 * np.sin(x["x1"]),
        4096,
    )
    one = 0.5 * (1 + b * PI**4 / 5) ** 2
    two = a**2 / 8
    with_three = b**2 * PI**8 * (1 / 18 - 1 / 50)
    whole = np.array(one + two + with_three)

    assert found.variance == pytest.approx(whole, rel=0.02)
    assert found.mean == pytest.approx(a / 2, rel=0.01)
    assert_near(found, [one, two, 0] / whole, [one + with_three, two, with_three] / whole)
    assert found.second is not None
    assert found.second[[0, 0, 1], [1, 2, 2]] == pytest.approx([0, with_three / whole, 0], abs=0.03)
    assert found.together == pytest.approx(with_three / whole, abs=0.04)


def test_a_sum_has_no_effects_together() -> None:
    """The sum 1 + 2a + 3b + 4c, with variances 1/12, 1 and 1/4."""
    found = indices(
        {"a": (0.0, 1.0), "b": nc.Normal(5, 1), "c": nc.Choice([0, 1])},
        lambda x: 1 + 2 * x["a"] + 3 * x["b"] + 4 * x["c"],
        2048,
    )
    parts = np.array([4 / 12, 9.0, 16 / 4])

    assert_near(found, parts / parts.sum(), parts / parts.sum())
    assert found.second is not None
    assert np.nanmax(np.abs(found.second)) < 0.03


def test_the_g_function() -> None:
    a = np.array([0.0, 1.0, 9.0, 99.0])
    names = ("x1", "x2", "x3", "x4")
    found = indices(
        dict.fromkeys(names, (0.0, 1.0)),
        lambda x: np.prod(
            [(abs(4 * x[name] - 2) + one) / (1 + one) for name, one in zip(names, a, strict=True)],
            axis=0,
        ),
        4096,
    )
    each = 1 / (3 * (1 + a) ** 2)
    whole = np.prod(1 + each) - 1

    assert_near(found, each / whole, each * np.prod(1 + each) / (1 + each) / whole)
