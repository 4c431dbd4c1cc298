"""What meets what on the page: many lines and boxes tested at once."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Truths: TypeAlias = NDArray[np.bool_]
Integers: TypeAlias = NDArray[np.int64]


def cross(one: Array, other: Array) -> Array:
    """Return the signed area between vectors of shape ``(..., 2)``."""
    area: Array = one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0]
    return area


def crossing(a: Array, b: Array, c: Array, d: Array) -> Truths:
    """Whether the stretches a-b and c-d cross between their ends. Shapes broadcast."""
    along, other = b - a, d - c
    first = cross(along, c - a) * cross(along, d - a)
    second = cross(other, a - c) * cross(other, b - c)
    found: Truths = (first < 0) & (second < 0)
    return found


def hitting(a: Array, b: Array, middle: Array, half: Array) -> Truths:
    """Whether the stretch a-b meets the box around `middle` that reaches `half` to each side."""
    enters: Array = np.zeros(())
    leaves: Array = np.ones(())
    for axis in (0, 1):
        start, step = a[..., axis], b[..., axis] - a[..., axis]
        step = np.where(np.abs(step) < _LEAST, _LEAST, step)
        to_middle, reach = (middle[..., axis] - start) / step, half[..., axis] / np.abs(step)
        enters = np.maximum(enters, to_middle - reach)
        leaves = np.minimum(leaves, to_middle + reach)
    met: Truths = enters < leaves
    return met


_LEAST = 1e-9
"""A step that is shorter counts as so long, so that nothing is divided by zero."""


def within(points: Array, middle: Array, half: Array) -> Truths:
    """Whether points lie inside boxes. Shapes broadcast, without the last axis."""
    found: Truths = np.all(np.abs(points - middle) < half, axis=-1)
    return found


def anywhere(truths: Truths, *axes: int) -> Truths:
    """Whether any is true along these axes."""
    found: Truths = np.any(truths, axis=axes)
    return found


def winding(points: Array, path: Array) -> Integers:
    """Return how often a closed path goes round each point: positive is clockwise on the page.

    Shapes ``(n, 2)`` and ``(m, 2)``; result ``(n,)``.

    Sources:
        Hormann, K., & Agathos, A. (2001). The point in polygon problem for arbitrary polygons.
    """
    starts, ends = path, np.roll(path, -1, axis=0)
    y = points[:, 1, None]
    beside = cross(ends - starts, points[:, None] - starts)
    down = (starts[:, 1] <= y) & (ends[:, 1] > y) & (beside > 0)
    up = (starts[:, 1] > y) & (ends[:, 1] <= y) & (beside < 0)
    turns: Integers = down.sum(axis=1) - up.sum(axis=1)
    return turns


def lengths(path: Array) -> Array:
    """Return how far along a line each of its points lies. Shapes ``(n, 2)`` and ``(n,)``."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    far: Array = np.concatenate([[0.0], np.cumsum(steps)])
    return far


def evenly(path: Array, count: int) -> Array:
    """Return `count` points along a line, equally far from each other."""
    far = lengths(path)
    wanted: Array = np.linspace(0.0, float(far[-1]), count)
    return np.column_stack([np.interp(wanted, far, path[:, axis]) for axis in (0, 1)])


def at_distance(path: Array, distance: float) -> tuple[Array, Array]:
    """Return the point so far along a line, and the direction there, of length 1."""
    far = lengths(path)
    place = min(max(int(np.searchsorted(far, distance, side="right")) - 1, 0), len(path) - 2)
    step = path[place + 1] - path[place]
    size = float(np.hypot(*step)) or 1.0
    direction: Array = step / size
    point: Array = path[place] + direction * (distance - far[place])
    return point, direction
