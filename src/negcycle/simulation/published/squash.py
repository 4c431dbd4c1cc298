"""Curves that keep any number within bounds: what a sum of influences does to a state."""

from __future__ import annotations

import numpy as np

from negcycle.system.protocol import Array


def logistic(x: Array) -> Array:
    """Return 1 / (1 + exp(-x)), from 0 to 1, without overflow."""
    small = np.exp(-np.abs(x))
    level: Array = np.where(np.asarray(x) > 0, 1.0, small) / (1 + small)
    return level


def alogistic(total: Array | float, steepness: Array | float, threshold: Array | float) -> Array:
    """Return Treur's advanced logistic curve: 0 up to a total of 0, then rising to 1.

    max(0, (1 / (1 + exp(-s (V - t))) - 1 / (1 + exp(s t))) (1 + exp(-s t))) for a total V.

    Args:
        total: The weighted sum of what acts on a state, V. Without unit.
        steepness: s, above 0.
        threshold: t, the total at which the curve is steepest.
    """
    total = np.maximum(np.asarray(total, dtype=np.float64), 0.0)
    # The same, written so that nothing large cancels: it never passes 1.
    return np.asarray(-np.expm1(-steepness * total) * logistic(steepness * (total - threshold)))[()]


def alogistic_slope(
    total: Array | float, steepness: Array | float, threshold: Array | float
) -> Array:
    """Return the derivative of `alogistic` by the total; at 0, where it bends, that on the left."""
    total = np.asarray(total, dtype=np.float64)
    risen = np.maximum(total, 0.0)
    level = logistic(steepness * (risen - threshold))
    slope = steepness * level * (1 - level + level * np.exp(-steepness * risen))
    return np.where(total > 0, slope, 0.0)[()]
