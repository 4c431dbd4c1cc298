"""How each outcome looks and is called in a picture of many couples, in color and in gray."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.scene import Box, Color, Item, Line, Point, Rect, Shape
from negcycle.model.ensemble import OUTCOMES
from negcycle.model.trajectory import Outcome
from negcycle.words import say

APART = 2.4
"""From one line of a pattern to the next, in mm."""


@dataclass(frozen=True, slots=True)
class Look:
    """A fill and the lines on it. No two fills are near each other in gray print."""

    fill: Color
    pattern: Literal["", "across", "upright", "rising", "dots"] = ""
    ink: Color = "#ffffff"
    """The color of the lines."""
    words: Color = "#222222"
    """The color of words on it."""


LOOKS: dict[Outcome, Look] = {
    Outcome.CALM: Look("#f3f7fb"),
    Outcome.UNSETTLED: Look("#dadad6", "dots", "#8d8d88"),
    Outcome.OSCILLATING: Look("#c0add8", "upright", "#8468a8"),
    Outcome.STUCK: Look("#b9813f", "across", "#94632a"),
    Outcome.ESCALATING: Look("#5d4a78", "rising", "#8f7fa8", "#ffffff"),
}
"""From light to dark."""


EMPTY = Look("#ffffff", "rising", "#b9b9b9")
"""Where no couple is."""


def outcome_words(outcome: Outcome) -> str:
    """Return how it ended, as part of a sentence: ``"it calms down"``."""
    return say(f"many.outcome.{outcome}")


def look(place: int) -> Look:
    """Return the look of the outcome with this place in `OUTCOMES`; -1 is where no couple is."""
    return LOOKS[OUTCOMES[place]] if place >= 0 else EMPTY


Holds = Callable[[NDArray[np.float64], NDArray[np.float64]], NDArray[np.bool_]]
"""Whether points, given as x and y in mm, lie in the region that is filled."""

_FINE = 0.2
"""From one point at which a region is asked to the next, in mm."""


def patterned(style: Look, box: Box, holds: Holds, *, of: str = "") -> Iterator[Item]:
    """Yield the lines of a pattern over the part of `box` that `holds` says.

    The lines of one pattern lie at the same places whatever the region is, so that neighbors join.
    """
    for start, end in _rulings(style.pattern, box):
        length = float(np.hypot(end[0] - start[0], end[1] - start[1]))
        along = np.linspace(0.0, 1.0, max(2, int(length / _FINE) + 1))
        xs = start[0] + along * (end[0] - start[0])
        ys = start[1] + along * (end[1] - start[1])
        for first, last in _stretches(holds(xs, ys)):
            ends = (
                (float(xs[first]), float(ys[first])),
                (float(xs[last - 1]), float(ys[last - 1])),
            )
            if style.pattern == "dots":
                yield from _dotted(ends, box.x + APART / 2, style.ink, of)
            elif last - first > 1:
                yield Line(ends, style.ink, THIN, role="pattern", of=of)


def area(box: Box, fill: Color, *, role: str, of: str = "") -> Shape:
    """Return a filled box that painters draw fast, where there are very many."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return Shape(corners, fill, role=role, of=of)


def filled(style: Look, box: Box, *, of: str = "") -> Iterator[Item]:
    """Yield a box with a fill and its pattern."""
    yield Rect(box, style.fill, role="fill", of=of)
    yield from patterned(style, box, lambda xs, _: np.ones(xs.shape, dtype=bool), of=of)


def _dotted(ends: tuple[Point, Point], start: float, ink: Color, of: str) -> Iterator[Item]:
    """Yield a row of dots; wherever it begins, they stand at the same places."""
    (left, y), (right, _) = ends
    first = start + APART * math.ceil((left - start) / APART - 1e-6)
    if first <= right:
        line = ((first, y), (right + 0.01, y))
        yield Line(line, ink, 0.55, (0.0, APART), role="pattern", of=of)


def _rulings(pattern: str, box: Box) -> Sequence[tuple[Point, Point]]:
    """Return the straight lines of a pattern that cross a box."""
    if pattern in ("across", "dots"):
        ys = np.arange(box.y + APART / 2, box.bottom, APART).tolist()
        return [((box.x, y), (box.right, y)) for y in ys]
    if pattern == "upright":
        xs = np.arange(box.x + APART / 2, box.right, APART).tolist()
        return [((x, box.y), (x, box.bottom)) for x in xs]
    if pattern == "rising":
        return [
            (
                (box.x + max(0.0, at - box.h), box.y + min(at, box.h)),
                (box.x + min(at, box.w), box.y + max(0.0, at - box.w)),
            )
            for at in np.arange(APART, box.w + box.h, 1.4 * APART).tolist()
        ]
    return []


def _stretches(inside: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
