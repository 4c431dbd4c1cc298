"""A network of symptoms in the mean: a jump up, a later jump down, and the two folds (V26)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import SymptomMeanField


def connectivity(x: float) -> float:
    """Return the connectivity at which activity x is a rest, for a threshold of 6."""
    return (6 + math.log(x / (1 - x))) / x


@pytest.fixture(scope="module")
def folds(root: Any) -> list[tuple[float, float]]:
    """Return both folds by the condition that the curve of the rests turns there."""
    turn = [
        root(lambda x: 1 / (1 - x) - math.log(x / (1 - x)) - 6, *ends)
        for ends in ((1e-4, 0.1), (0.5, 0.99))
    ]
    return [(x, connectivity(x)) for x in turn]


def test_v26_the_folds_are_the_published_ones(folds: Any, printed: Any) -> None:
    product = sorted(SymptomMeanField(threshold=6, connectivity=10).folds())

    for (x_low, k_low), (x_high, k_high) in (folds, product):
        assert (x_low, k_low) == (printed("0.006738"), printed("149.4165"))
        assert (x_high, k_high) == (printed("0.874005"), printed("9.081005"))
    for one, other in zip(product, folds, strict=True):
        assert one == pytest.approx(other, rel=1e-6)


def test_v26_at_a_fold_the_rest_neither_attracts_nor_repels(folds: Any) -> None:
    for x, k in folds:
        model = SymptomMeanField(threshold=6, connectivity=k)

        assert model.rates(np.array([x])) == pytest.approx([0], abs=1e-12)
        assert model.jacobian(np.array([x])) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("k", "low", "high"), [(8.8, "low", "low"), (9.4, "low", "high"), (160, "high", "high")]
)
def test_v26_between_the_folds_the_end_depends_on_the_beginning(
    k: float, low: str, high: str
) -> None:
    model = SymptomMeanField(threshold=6, connectivity=k)

    ends = [
        "high"
        if integrate(model, np.array([x]), until=150, step=0.1).states[-1, 0] > 0.5
        else "low"
        for x in (0.001, 0.99)
    ]

    assert ends == [low, high]


def test_v26_a_threshold_below_two_jumps_nowhere() -> None:
    """The curve of the rests turns only where 1 / (1 - x) - logit x equals the threshold."""
    x = np.linspace(1e-4, 1 - 1e-4, 200_001)
    lowest = np.min(1 / (1 - x) - np.log(x / (1 - x)))

    assert lowest == pytest.approx(2, abs=1e-6)
    assert tuple(SymptomMeanField(threshold=1.9, connectivity=3).folds()) == ()
    assert len(SymptomMeanField(threshold=2.1, connectivity=3).folds()) == 2


def test_v26_the_rate_is_how_fast_activity_moves_to_what_the_others_call_for() -> None:
    model = SymptomMeanField(threshold=6, connectivity=11, rate=0.4)

    rate = model.rates(np.array([0.37]))[0]

    assert rate == pytest.approx(0.4 * (1 / (1 + math.exp(6 - 11 * 0.37)) - 0.37), rel=1e-12)
