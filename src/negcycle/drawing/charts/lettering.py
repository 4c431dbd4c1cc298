"""Words in a chart: one line that fits its room, several lines, and labels that keep apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from negcycle.drawing import theme
from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.scene import Color, Text
from negcycle.drawing.wrap import ELLIPSIS, wrap
from negcycle.words.tidying import tidy

PT = theme.PT
LABEL = 8.5 * PT
TICK = 8 * PT
"""The smallest letters of a chart."""
HEADING = 9.5 * PT
SENTENCE = 10.5 * PT
ASCENT = 0.78
"""How high a line of text rises above its baseline, in letter sizes."""
LINE_STEP = 1.3
"""From baseline to baseline, in letter sizes."""

Anchor = Literal["left", "middle", "right"]


def seen(text: str, otherwise: str) -> str:
    """Return `text` as it can stand on a page, or `otherwise` where nothing of it is seen."""
    return tidy(text) or tidy(otherwise) or ELLIPSIS


def one_line(
    text: str,
    x: float,
    y: float,
    *,
    room: float,
    size: float = LABEL,
    color: Color = theme.INK,
    bold: bool = False,
    anchor: Anchor = "left",
    name: bool = False,
    role: str,
    of: str = "",
) -> Text:
    """Return one line with its baseline at `y`; what does not fit in `room` mm ends with "…".

    A `name` reads in its own direction; a sentence around names reads as its language does.
    """
    wrapped = wrap(text, room, size, lines=1, bold=bold)
    line = wrapped.lines[0] if wrapped.lines else ELLIPSIS
    width = wrapped.widths[0] if wrapped.widths else 0.0
    rtl = name and reads_right_to_left(text)
    return Text(line, x, y, size, width, color, bold=bold, anchor=anchor, rtl=rtl, role=role, of=of)


def block(
    text: str,
    x: float,
    y: float,
    *,
    room: float,
    lines: int,
    size: float = LABEL,
    color: Color = theme.INK,
    bold: bool = False,
    anchor: Anchor = "left",
    name: bool = False,
    role: str,
    of: str = "",
) -> Iterator[Text]:
    """Yield at most so many lines of `text`, the first with its baseline at `y`."""
    wrapped = wrap(text, room, size, lines=lines, bold=bold)
    rtl = name and reads_right_to_left(text)
    for number, (line, width) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        yield Text(
            line, x, y + number * size * LINE_STEP, size, width, color,
            bold=bold, anchor=anchor, rtl=rtl, role=role, of=of,
        )  # fmt: skip


def spread(wanted: Sequence[float], *, gap: float, top: float, bottom: float) -> list[float]:
    """Return places at least `gap` apart, near those that are wanted, in their order along y.

    They stay between `top` and `bottom` as long as there is room for all.
    """
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    groups: list[list[float]] = []  # of each group: the sum of its wishes, how many it holds
    for place, n in enumerate(order):
        groups.append([wanted[n] - place * gap, 1.0])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] >= groups[-1][0] / groups[-1][1]:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    starts = [total / count for total, count in groups for _ in range(int(count))]
    highest = bottom - (len(wanted) - 1) * gap
    found = [0.0] * len(wanted)
    for place, (n, start) in enumerate(zip(order, starts, strict=True)):
        found[n] = max(min(start, highest), top) + place * gap
    return found
