"""The line of awareness, its captions, and the tabs that rise through it."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing import theme
from negcycle.drawing.content import CardContent
from negcycle.drawing.measure import text_width
from negcycle.drawing.scene import Box, Item, Line, Rect, Text
from negcycle.drawing.surroundings import centered
from negcycle.drawing.theme import Ink, Paper
from negcycle.words import say


def awareness_line(paper: Paper, y: float) -> Iterator[Item]:
    """Yield the line over the whole sheet, and the tint of what lies below it."""
    below = Box(0.0, y, paper.width, paper.height - y)
    yield Rect(below, fill=theme.HIDDEN_TINT, role="hidden-tint")
    ends = ((0.0, y), (paper.width, y))
    yield Line(ends, theme.FAINT, 0.5, (0.5, 1.6), role="awareness-line")


def captions(x: float, y: float, width: float) -> Iterator[Item]:
    """Yield what stands above and below the line at `y`, centered on `x`."""
    for key, down in (("seen", -2.5), ("unseen", 4.8)):
        text = say(f"caption.{key}")
        yield from centered(text, x, y + down, width, theme.CAPTION, role="caption", lines=3)


def tab(card: CardContent | None, x: float, y: float, ink: Ink) -> Iterator[Item]:
    """Yield a tab through the line at `y`, if a card has come up to be named or more."""
    if card is None or card.awareness is None:
        return
    text = say(f"awareness.{card.awareness}")
    width = text_width(text, theme.SMALL)
    box = Box(x - width / 2 - 2.0, y - 4.4, width + 4.0, 9.0)
    yield Rect(box, theme.WHITE, ink.strand, 0.45, radius=1.8, role="tab", of=card.id)
    yield Text(
        text, x, y - 0.6, theme.SMALL, width, ink.words, anchor="middle", role="tab", of=card.id
    )
