"""The infinity curve: where it runs, where it leaves and enters the cards, where its arrows stand.

Gerono's lemniscate, x = cx + a cos t, y = cy - b sin 2t with y down. Rising t is the direction of
the cycle: the right lobe upwards, across and down to the left lobe, upwards, across and down again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from negcycle.drawing.scene import Box, Point

STEPS_PER_TURN = 720
_STEPS = 60
_HALVINGS = 12


@dataclass(frozen=True, slots=True)
class Infinity:
    """A lemniscate with its center and half-axes in mm."""

    cx: float
    cy: float
    a: float
    b: float

    def at(self, t: float) -> Point:
        return (self.cx + self.a * math.cos(t), self.cy - self.b * math.sin(2 * t))

    def stretch(self, start: float, end: float) -> tuple[Point, ...]:
        """Return closely spaced points from `start` to `end`, both included."""
        steps = max(2, math.ceil((end - start) / (2 * math.pi) * STEPS_PER_TURN))
        return tuple(self.at(start + (end - start) * k / steps) for k in range(steps + 1))

    def between(self, start: float, end: float, boxes: tuple[Box, ...]) -> tuple[float, float]:
        """Return the part of `start`..`end` that is seen between two boxes."""
        first, second = boxes
        times = [start + (end - start) * k / _STEPS for k in range(_STEPS + 1)]
        last = max(k for k, t in enumerate(times) if k == 0 or _inside(self.at(t), first))
        leaves = self._edge(times[last], times[last + 1], first)
        here = next(k for k, t in enumerate(times) if k > last and _inside(self.at(t), second))
        return leaves, self._edge(times[here], times[here - 1], second)

    def _edge(self, inside: float, outside: float, box: Box) -> float:
        """Return where the curve crosses the border of `box` between two times, by halving."""
        for _ in range(_HALVINGS):
            middle = (inside + outside) / 2
            if _inside(self.at(middle), box):
                inside = middle
            else:
                outside = middle
        return inside


def _inside(point: Point, box: Box) -> bool:
    return box.x <= point[0] <= box.right and box.y <= point[1] <= box.bottom


def length(points: tuple[Point, ...]) -> float:
    """Return the length of a line in mm."""
    return sum(math.dist(one, other) for one, other in pairwise(points))


def arrowhead(
    points: tuple[Point, ...], share: float, size: float, width: float
) -> tuple[Point, ...]:
    """Return a triangle that points along a line, its middle at `share` of the line's length."""
    whole = length(points)
    tail = along(points, whole * share - size / 2)
    tip = along(points, whole * share + size / 2)
    angle = math.atan2(tip[1] - tail[1], tip[0] - tail[0])
    across = (-math.sin(angle) * width / 2, math.cos(angle) * width / 2)
    return (
        tip,
        (tail[0] + across[0], tail[1] + across[1]),
        (tail[0] - across[0], tail[1] - across[1]),
    )


def along(points: tuple[Point, ...], distance: float) -> Point:
    """Return the point at `distance` from the start; beyond the ends the line goes straight on."""
    for index, (one, other) in enumerate(pairwise(points)):
        step = math.dist(one, other)
        last = index == len(points) - 2
        if distance <= step or last:
            share = distance / step if step else 0.0
            return (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
        distance -= step
    return points[0]


def shortened(points: Sequence[Point], by: float) -> tuple[list[Point], Point]:
    """Return a line without its last `by` mm, and where it ends then."""
    left = by
    kept = list(points)
    while len(kept) > 1:
        end, before = kept[-1], kept[-2]
        step = math.dist(end, before)
        if step > left:
            share = left / step
            cut = (end[0] + (before[0] - end[0]) * share, end[1] + (before[1] - end[1]) * share)
            kept[-1] = cut
            return kept, cut
        left -= step
        kept.pop()
    return kept, kept[0]
