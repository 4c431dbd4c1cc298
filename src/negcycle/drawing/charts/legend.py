"""The key beside a plane: a sample of each line and mark, and what it is in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from negcycle.drawing import theme
from negcycle.drawing.charts.lettering import LABEL, LINE_STEP, block
from negcycle.drawing.charts.plane import marker
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.scene import Box, Circle, Color, Item, Line, Rect, Shape
from negcycle.drawing.wrap import wrap

_SAMPLE = 11.0
_GAP = 2.2


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key."""

    words: str
    mark: Literal["line", "stable", "unstable", "tint", "dot", "arrow", "none"]
    color: Color = theme.INK
    width: float = 0.6
    dash: tuple[float, ...] = ()
    bold: bool = False


def legend_items(entries: Sequence[Entry], room: Box) -> Iterator[Item]:
    """Yield the entries below each other; those for which there is no room are left out."""
    y = room.y
    for entry in entries:
        left = room.x + (0.0 if entry.mark == "none" else _SAMPLE + 2.5)
        width = room.right - left
        lines = len(wrap(entry.words, width, LABEL, lines=5, bold=entry.bold).lines)
        height = lines * LABEL * LINE_STEP
        if y + height > room.bottom:
            return
        middle = y + 0.62 * LABEL
        yield from _sample(entry, room.x, middle)
        yield from block(
            entry.words, left, y + 0.98 * LABEL, room=width, lines=5, bold=entry.bold, role="key"
        )
        y += height + _GAP


def _sample(entry: Entry, x: float, y: float) -> Iterator[Item]:
    ends = ((x, y), (x + _SAMPLE, y))
    if entry.mark == "line":
        yield Line(ends, entry.color, entry.width, entry.dash, role="key")
    elif entry.mark == "arrow":
        ends = ((x + 3.5, y), (x + 7.5, y))
        yield Line(ends, entry.color, 0.25, role="key")
        yield Shape(arrowhead(ends, 0.86, 1.5, 1.2), entry.color, role="key")
    elif entry.mark == "tint":
        box = Box(x, y - 1.8, _SAMPLE, 3.6)
        yield Rect(box, entry.color, theme.FAINT, 0.15, role="key")
    elif entry.mark == "dot":
        yield Circle((x + _SAMPLE / 2, y), 2.4, entry.color, theme.FAINT, 0.2, role="key")
    elif entry.mark in ("stable", "unstable"):
        yield marker((x + _SAMPLE / 2, y), filled=entry.mark == "stable", of="key")
