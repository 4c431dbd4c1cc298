"""A long line with few points, that looks the same: no peak is lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Places = NDArray[np.intp]

MOST_POINTS = 20_000
"""More points than this in a plane are no line that anybody could follow."""
COLUMN = 0.25
"""Width in mm of what counts as one place along x; less than the width of a line."""
_FLAT = 0.02
"""Points that lie closer than this to the line through others, in mm, can be left out."""


def thinned(xs: Array, ys: Array, *, column: float = COLUMN) -> Array:
    """Return points of the line through `xs`, `ys` (in mm, `xs` not falling). Shape ``(k, 2)``.

    In each column the first and the last point stay, and the highest and the lowest; then what
    lies on a straight line between others goes.
    """
    points = np.column_stack([xs, ys])
    if len(points) > 4:
        places = np.floor(xs / column)
        starts = np.flatnonzero(np.diff(places, prepend=-np.inf))
        if len(points) > 2 * len(starts):
            points = points[_kept(ys, starts)]
    return straightened(points)


def walked(points: Array, *, step: float = 0.1) -> Array:
    """Return points ``(n, 2)`` in mm of a line that may turn back, without very short steps."""
    places = np.round(points / step)
    moved = np.any(np.diff(places, axis=0) != 0, axis=1)
    kept = points[np.concatenate([[True], moved])]
    some: Array = kept[:: len(kept) // MOST_POINTS + 1]
    return some


def pieces(values: Array) -> Iterator[slice]:
    """Yield the stretches of `values` without a gap: where they are finite."""
    good = np.concatenate([[False], np.isfinite(values), [False]])
    edges = np.flatnonzero(np.diff(good.astype(np.int8)))
    for start, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        yield slice(start, end)


def _kept(ys: Array, starts: Places) -> NDArray[np.bool_]:
    """Tell which points stay: of each column the first, the last, the highest and the lowest."""
    kept = np.zeros(len(ys), dtype=bool)
    kept[starts] = True
    kept[starts[1:] - 1] = kept[-1] = True
    kept[_largest(ys, starts)] = kept[_largest(-ys, starts)] = True
    return kept


def _largest(values: Array, starts: Places) -> Places:
    """Return where the largest of each group of `values` stands; of equal ones, the first.

    What is no number counts as the largest, as it does in `np.argmax`.
    """
    sizes = np.diff(starts, append=len(values))
    largest = np.repeat(np.maximum.reduceat(values, starts), sizes)
    found = np.flatnonzero((values == largest) | np.isnan(values))
    places: Places = found[np.searchsorted(found, starts)]
    return places


def straightened(points: Array) -> Array:
    """Return points ``(n, 2)`` in mm without those that lie on a straight line between others.

    Sources:
        Douglas, D. H., & Peucker, T. K. (1973). Cartographica 10(2), 112-122.
    """
    if len(points) < 3:
        return points
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    xs, ys = points.T.copy()
    firsts, lasts = np.array([0]), np.array([len(points) - 1])
    while len(firsts):  # all parts that may not be straight yet, at once
        sizes = lasts - firsts - 1
        starts = np.cumsum(sizes) - sizes
        inner = np.arange(int(sizes.sum())) + np.repeat(firsts + 1 - starts, sizes)
        away = _away(xs, ys, inner, np.repeat(firsts, sizes), np.repeat(lasts, sizes))
        far = _largest(away, starts)
        bent = away[far] > _FLAT
        middles = inner[far[bent]]
        keep[middles] = True
        firsts = np.concatenate([firsts[bent], middles])
        lasts = np.concatenate([middles, lasts[bent]])
        longer = lasts - firsts > 1
        firsts, lasts = firsts[longer], lasts[longer]
    return points[keep]


def _away(xs: Array, ys: Array, inner: Places, first: Places, last: Places) -> Array:
    """Return how far each inner point lies from the straight line between a first and a last one.

    Beyond an end, it is from that end.
    """
    x, y = xs[inner] - xs[first], ys[inner] - ys[first]
    wide, high = xs[last] - xs[first], ys[last] - ys[first]
    long = wide * wide + high * high
    along = (x * wide + y * high) / np.where(long > 0, long, np.inf)
    along = np.minimum(np.maximum(along, 0.0), 1.0)
    away: Array = np.hypot(x - along * wide, y - along * high)
    return away
