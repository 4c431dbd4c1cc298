"""A long line with few points, that looks the same: no peak is lost."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

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


def _kept(ys: Array, starts: NDArray[np.intp]) -> list[int]:
    kept: list[int] = []
    ends = [*starts[1:].tolist(), len(ys)]
    for start, end in zip(starts.tolist(), ends, strict=True):
        here = ys[start:end]
        some = {start, start + int(np.argmin(here)), start + int(np.argmax(here)), end - 1}
        kept += sorted(some)
    return kept


def straightened(points: Array) -> Array:
    """Return points ``(n, 2)`` in mm without those that lie on a straight line between others.

    Sources:
        Douglas, D. H., & Peucker, T. K. (1973). Cartographica 10(2), 112-122.
    """
    if len(points) < 3:
        return points
    keep = np.zeros(len(points), dtype=bool)
    keep[[0, -1]] = True
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        if last - first < 2:
            continue
        ends = points[last] - points[first]
        inner = points[first + 1 : last] - points[first]
        long = float(ends @ ends)
        along = np.clip(inner @ ends / long, 0.0, 1.0) if long else np.zeros(len(inner))
        away = np.hypot(*(inner - along[:, None] * ends).T)  # beyond an end, it is from that end
        far = int(np.argmax(away))
        if away[far] > _FLAT:
            middle = first + 1 + far
            keep[middle] = True
            open_parts += [(first, middle), (middle, last)]
    return points[keep]
