"""The key of a picture of outcomes: a sample of each, and its share."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.charts.lettering import LABEL, LINE_STEP, block
from negcycle.drawing.charts.outcomes import EMPTY, LOOKS, area, filled, outcome_words
from negcycle.drawing.scene import Box, Item, Rect
from negcycle.drawing.wrap import wrap
from negcycle.model.trajectory import Outcome
from negcycle.words import say
from negcycle.words.shares import percent

KEY = 62.0
"""Room in mm for it, at the right of a picture."""
_WIDE, _HIGH = 13.0, 7.2
_GAP = 2.4


def outcome_key(
    shares: Mapping[Outcome, float],
    room: Box,
    *,
    inset: bool = False,
    empty: bool = False,
) -> Iterator[Item]:
    """Yield the outcomes that occur, the lightest first.

    Args:
        shares: The share of each outcome in the whole picture.
        room: Where the key goes.
        inset: Whether cells have a smaller rectangle of another outcome in them.
        empty: Whether there are places without a couple.
    """
    y = room.y
    there = [outcome for outcome in LOOKS if shares.get(outcome, 0.0) > 0]
    for outcome in there:
        words = say("many.key", what=outcome_words(outcome), share=percent(shares[outcome]))
        sample = Box(room.x, y, _WIDE, _HIGH)
        yield from filled(LOOKS[outcome], sample)
        y = yield from _line(words, sample, room)
    if inset:
        sample = Box(room.x, y, _WIDE, _HIGH)
        first, second = _two(there, shares)
        yield from filled(LOOKS[first], sample)
        yield area(inner(sample, 0.3), LOOKS[second].fill, role="second")
        y = yield from _line(say("many.map.inset"), sample, room)
    if empty:
        sample = Box(room.x, y, _WIDE, _HIGH)
        yield from filled(EMPTY, sample)
        y = yield from _line(say("many.map.empty"), sample, room)


def inner(cell: Box, share: float) -> Box:
    """Return a field in the middle of a cell that takes a share of its area."""
    side = float(np.sqrt(share))
    wide, high = cell.w * side, cell.h * side
    return Box(cell.x + (cell.w - wide) / 2, cell.y + (cell.h - high) / 2, wide, high)


def _two(there: Sequence[Outcome], shares: Mapping[Outcome, float]) -> tuple[Outcome, Outcome]:
    ranked = sorted(there, key=lambda one: -shares[one])
    return ranked[0], ranked[min(1, len(ranked) - 1)]


def _line(words: str, sample: Box, room: Box) -> Generator[Item, None, float]:
    """Yield the frame of a sample and its words; return where the next one begins."""
    left = sample.right + 2.5
    count = len(wrap(words, room.right - left, LABEL, lines=4).lines)
    yield Rect(sample, None, theme.FAINT, 0.15, role="key")
    first = sample.y + max(
        0.98 * LABEL, sample.h / 2 + 0.36 * LABEL - (count - 1) * LABEL * LINE_STEP / 2
    )
    yield from block(words, left, first, room=room.right - left, lines=4, role="key")
    return max(sample.bottom, first + (count - 0.6) * LABEL * LINE_STEP) + _GAP
