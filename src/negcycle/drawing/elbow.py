"""An arrow that goes down, across and down again, in the room between two rows of a page."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing import theme
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.scene import Item, Line, Point, Shape
from negcycle.drawing.theme import Ink

ROOM = 9.0
"""The height that such an arrow takes."""

_RUN = 2.4
"""So far below its start it goes across."""
_SHORT = 0.6
"""So much of a gap stays between the tip and what it points to."""


def elbow(start: Point, end: Point, ink: Ink, *, of: str) -> Iterator[Item]:
    """Yield an arrow from `start` down to `end`, which lies at least `ROOM` lower."""
    turn = start[1] + _RUN
    tip = (end[0], end[1] - _SHORT)
    points = (start, (start[0], turn), (end[0], turn), tip)
    dash = ink.dash if start[0] != end[0] else ()  # too short to show a pattern
    yield Line(points, ink.strand, theme.STRAND, dash, role="strand", of=of)
    last = ((end[0], tip[1] - theme.ARROW_LENGTH), tip)
    head = arrowhead(last, 0.5, theme.ARROW_LENGTH, theme.ARROW_WIDTH)
    yield Shape(head, theme.ARROW, role="arrowhead", of=of)


def then(start: Point, end: Point, *, of: str) -> Iterator[Item]:
    """Yield a faint line of the same course without a tip: it comes later, and that is all."""
    turn = start[1] + _RUN
    points = (start, (start[0], turn), (end[0], turn), end)
    yield Line(points, theme.FAINT, 0.4, (0.5, 1.2), role="then", of=of)
