"""The line of awareness where it moves with the work: what is owned stands above it by half.

No card moves, so that a page written on by hand still fits. The line goes down instead: through the
middle of a card whose feeling is owned, and below one whose feeling is shared or heard.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from negcycle.drawing import theme
from negcycle.drawing.content import PageContent, View
from negcycle.drawing.scene import Box, Item, Line, Point, Shape
from negcycle.drawing.theme import Paper
from negcycle.model.entry import Awareness
from negcycle.words import say

LINES = ("still", "rising")
"""How the line of awareness may be drawn."""

WITH_RISING_LINE = frozenset({View.LOOP, View.SURFACE, View.SINGLE, View.BEFORE_AFTER})
"""The views in which it can."""

_FORMS = frozenset({"loop", "surface"})
_BESIDE = 3.0
"""So far beside a card the line is as low as below it, in mm."""
_SLOPE = 8.0
"""On so many mm it goes there."""
_BELOW = 2.2
"""So far below a card it runs."""
_STEPS = 12


def risen(content: PageContent) -> PageContent:
    """Return the same page with a line that moves, where this page has one."""
    if content.form not in _FORMS or not content.awareness_line:
        return content
    still, moving = say("legend.tab"), say("legend.tab-and-line")
    legend = tuple(moving if one == still else one for one in content.legend)
    return replace(content, rising=True, legend=legend)


def rising_line(
    paper: Paper, y: float, cards: Iterable[tuple[Box, Awareness | None]]
) -> Iterator[Item]:
    """Yield the line over the whole sheet, and the tint of what lies below it.

    Args:
        paper: The sheet.
        y: The height of the line where nothing is owned.
        cards: The boxes of the softer feelings, and how far each has come up.
    """
    points: list[Point] = [(0.0, y)]
    for box, step in sorted(cards, key=lambda card: card[0].x):
        if step is not None and step.rank >= Awareness.OWNED.rank:
            low = box.center[1] if step is Awareness.OWNED else box.bottom + _BELOW
            points += _bay(box.x - _BESIDE, box.right + _BESIDE, y, low)
    points.append((paper.width, y))
    corners = ((paper.width, paper.height), (0.0, paper.height))
    yield Shape((*points, *corners), theme.HIDDEN_TINT, role="hidden-tint")
    yield Line(tuple(points), theme.FAINT, 0.5, (0.5, 1.6), role="awareness-line")


def _bay(left: float, right: float, y: float, low: float) -> Iterator[Point]:
    """Yield the points of the line where it goes down to `low` between two places, and up again."""
    shares = [step / _STEPS for step in range(_STEPS + 1)]
    for share in shares:
        yield left - _SLOPE * (1 - share), y + (low - y) * _eased(share)
    for share in shares:
        yield right + _SLOPE * share, low + (y - low) * _eased(share)


def _eased(share: float) -> float:
    return (1 - math.cos(math.pi * share)) / 2
