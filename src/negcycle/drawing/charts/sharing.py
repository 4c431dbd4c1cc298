"""Lines that lie on each other share the ink: each is seen in turn, whoever is listed first.

Where the lines of several people are one, the line is cut into short parts of equal length, and
each part belongs to one of them. So that this can be seen without color too, the part of the first
is one stroke, that of the second two shorter ones, and so on; all have the same ink.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.drawing.charts.scales import Array

NEAR = 0.3
"""Lines closer than this, in mm, lie on each other: half the width of a line."""
STROKE = 3.6
"""How much ink each has, in mm, before it is the turn of the next."""
GAP = 0.6
"""Between two strokes, in mm."""
_MOST_STROKES = 4
_LEAST = 0.4
"""How much shorter the strokes may be, so that all have a turn."""
_COLUMN = 0.25
"""From place to place along x, in mm, where lines are compared."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of one of the lines."""

    line: int
    """Whose, by place."""
    points: Array
    """In mm. Shape ``(n, 2)``."""
    shared: bool
    """Whether it lies on another line, so that its length is its dash."""


def parted(lines: Sequence[Sequence[Array]]) -> list[Part]:
    """Return the parts in which lines are drawn, those of the first line first.

    Args:
        lines: Of each line its stretches, as points in mm whose x does not fall. Each of shape
            ``(n, 2)``.
    """
    ends = [float(x) for line in lines for stretch in line for x in stretch[[0, -1], 0]]
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    if len(lines) < 2 or low >= high:
        return [Part(n, one, shared=False) for n, line in enumerate(lines) for one in line]
    xs: Array = np.linspace(low, high, max(2, int((high - low) / _COLUMN) + 1))
    groups = _groups(np.stack([_heights(line, xs) for line in lines]), xs)
    found: list[Part] = []
    for n, line in enumerate(lines):
        runs = [run for run in _runs(groups, n, xs) if _is_long(lines[run[2][0]], run)]
        for stretch in line:
            found += _cut(n, stretch, runs)
    return found


_Run = tuple[float, float, tuple[int, ...]]
"""From where to where along x, in mm, which lines lie on each other."""


def _heights(line: Sequence[Array], xs: Array) -> Array:
    """Return how high a line is at each place; NaN where there is none. Shape ``(n_places,)``."""
    found: Array = np.full(len(xs), np.nan)
    for stretch in line:
        inside = (xs >= stretch[0, 0] - 1e-9) & (xs <= stretch[-1, 0] + 1e-9)
        found[inside] = np.interp(xs[inside], stretch[:, 0], stretch[:, 1])
    return found


def _groups(heights: Array, xs: Array) -> NDArray[np.int64]:
    """Return the first line of those on which each line lies. Shape ``(n_lines, n_places)``."""
    step = xs[1] - xs[0] if len(xs) > 1 else 1.0
    slopes = np.gradient(heights, axis=1) / step
    found = np.tile(np.arange(len(heights))[:, None], len(xs))
    for one in range(len(heights)):
        for other in range(one):
            away = np.abs(heights[one] - heights[other])
            steep = np.minimum(np.abs(slopes[one]), np.abs(slopes[other]))
            near = away / np.hypot(1.0, np.nan_to_num(steep)) < NEAR  # NaN is near to nothing
            found[one] = np.where(near, np.minimum(found[one], found[other]), found[one])
    return found


def _runs(groups: NDArray[np.int64], n: int, xs: Array) -> list[_Run]:
    """Return where line `n` lies on the same others all the way."""
    with_it = groups == groups[n]
    changes = np.flatnonzero(np.any(np.diff(with_it, axis=1), axis=0)) + 1
    edges = [0, *changes.tolist(), len(xs)]
    found: list[_Run] = []
    for first, end in pairwise(edges):
        who = tuple(np.flatnonzero(with_it[:, first]).tolist())
        if len(who) > 1 and end - first > 1:
            found.append((float(xs[first]), float(xs[end - 1]), who))
    return found


def _is_long(line: Sequence[Array], run: _Run) -> bool:
    """Whether there is room in a run for all who share it; lines that only cross share none.

    `line` is the first of them, so that all decide alike.
    """
    low, high, who = run
    length = sum(_length(_between(stretch, low, high)) for stretch in line)
    return length >= _LEAST * _round(who)


def _round(who: Sequence[int]) -> float:
    """Return the length in which each of `who` has one turn, in mm."""
    return float(sum(STROKE + GAP * _strokes(place) for place in range(len(who))))


def _strokes(place: int) -> int:
    return min(place + 1, _MOST_STROKES)


def _cut(n: int, stretch: Array, runs: Sequence[_Run]) -> list[Part]:
    """Return one stretch of line `n` in its parts, from left to right."""
    found: list[Part] = []
    start, end = stretch[[0, -1], 0].tolist()
    for low, high, who in runs:
        if high <= start or low >= end:
            continue
        before = _between(stretch, start, low)
        if _length(before) > 0:
            found.append(Part(n, before, shared=False))
        along = _between(stretch, max(low, start), high)
        found += [Part(n, one, shared=True) for one in _turns(along, who, who.index(n))]
        start = high
    rest = _between(stretch, start, end)
    if _length(rest) > 0 or not found:
        found.append(Part(n, rest, shared=False))
    return found


def _turns(points: Array, who: Sequence[int], place: int) -> list[Array]:
    """Return the strokes of the line at `place` of those who share this way."""
    walked = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    rounds = max(1, round(float(walked[-1]) / _round(who)))
    scale = float(walked[-1]) / (rounds * _round(who))
    first = sum(STROKE + GAP * _strokes(other) for other in range(place))
    count = _strokes(place)
    found: list[Array] = []
    for turn in range(rounds):
        for stroke in range(count):
            at = turn * _round(who) + first + stroke * (STROKE / count + GAP)
            found.append(_walked(points, walked, at * scale, (at + STROKE / count) * scale))
    return found


def _between(points: Array, low: float, high: float) -> Array:
    """Return the part of a stretch from `low` to `high` along x, with new points at both ends."""
    xs: Array = points[:, 0]
    if low > xs[-1] or high < xs[0]:
        return points[:0]
    inner = points[(xs >= low) & (xs <= high)]
    ends = [[[x, float(np.interp(x, xs, points[:, 1]))]] for x in (low, high)]
    before, after = low > xs[0], high < xs[-1]
    return np.concatenate([*ends[:1][: int(before)], inner, *ends[1:][: int(after)]])


def _walked(points: Array, walked: Array, start: float, end: float) -> Array:
    """Return the part of a line from one to another length along it."""
    inner = points[(walked > start) & (walked < end)]
    ends = [[float(np.interp(at, walked, points[:, n])) for n in (0, 1)] for at in (start, end)]
    return np.concatenate([ends[:1], inner, ends[1:]])


def _length(points: Array) -> float:
    return float(np.sum(np.hypot(*np.diff(points, axis=0).T))) if len(points) > 1 else 0.0
