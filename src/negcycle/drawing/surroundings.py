"""What stands around the two lobes: title, names, badge, outside pressures, captions, legend."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Literal

from negcycle.drawing import theme
from negcycle.drawing.badge import badge_items
from negcycle.drawing.content import LobeContent, PageContent
from negcycle.drawing.curve import Infinity, arrowhead
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import Box, Color, Item, Line, Rect, Shape, Text
from negcycle.drawing.theme import Ink, Paper
from negcycle.drawing.wrap import Wrapped, wrap
from negcycle.model.plan import BOTH
from negcycle.words import say

_PT = theme.PT
_NAME_W = 57.0
_PRESSURE_W = 58.0
_LABEL = 10 * _PT
_LOOP_W = 33.0
_NO_BREAK = "\u00a0"


def surroundings(
    content: PageContent,
    paper: Paper,
    *,
    middle: float,
    curve: Infinity,
    inks: Mapping[str, Ink],
) -> Iterator[Item]:
    """Yield everything on the page that is not part of a lobe."""
    yield from title_items(content.title, paper, middle)
    yield from centered(
        content.label, paper.width / 2, middle - 92.0, paper.width - 2 * theme.MARGIN, _LABEL,
        role="above-title", lines=1,
    )  # fmt: skip
    for one, side in ((content.left, -1), (content.right, 1)):
        yield from name_items(one, curve.cx + side * curve.a * 0.7071, middle, inks[one.key])
    yield from pressure_items(content, curve.cx, middle, reach=curve.a * 0.7071)
    if content.badge:
        yield from badge_box(content.badge, curve.cx, curve.cy - 0.48 * curve.b - 3.0)
    yield from _loop_badge(content, curve)
    yield from footer_items(content, paper, inks)


def centered(
    text: str,
    x: float,
    y: float,
    width: float,
    size: float,
    *,
    role: str,
    lines: int,
    color: Color = theme.SOFT,
    bold: bool = False,
) -> Iterator[Text]:
    """Yield lines of text centered on `x`, the first with its baseline at `y`."""
    wrapped = wrap(text, width, size, lines=lines, bold=bold)
    for index, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        yield Text(
            line,
            x,
            y + index * size * theme.LEADING,
            size,
            wide,
            color,
            bold=bold,
            anchor="middle",
            rtl=reads_right_to_left(text),
            role=role,
        )


def name_lines(name: str) -> tuple[float, Wrapped]:
    """Return the letter size at which a name stands above its lobe, and its lines."""
    for size, lines in ((14, 1), (12, 1), (10, 1), (9, 2)):
        wrapped = wrap(name, _NAME_W, size * _PT, lines=lines, bold=True)
        if wrapped.whole:
            break
    return size * _PT, wrapped


def title_lines(title: str, paper: Paper) -> tuple[float, Wrapped]:
    """Return the letter size of the title, and its lines."""
    width = paper.width - 2 * theme.MARGIN
    for size, lines in ((18, 1), (15, 1), (12, 1), (10, 2)):
        wrapped = wrap(title, width, size * _PT, lines=lines, bold=True)
        if wrapped.whole:
            break
    return size * _PT, wrapped


def pressure_lines(content: PageContent) -> Wrapped:
    """Return the lines of the card that holds the pressures from outside."""
    text = "; ".join(words for words, _ in content.stressors)
    return wrap(text, _PRESSURE_W - 4.0, theme.TAG, lines=2)


def title_items(title: str, paper: Paper, middle: float) -> Iterator[Item]:
    """Yield the lines of the title, so far above the `middle` of the page."""
    size, wrapped = title_lines(title, paper)
    y = middle - 84.5 - (len(wrapped.lines) - 1) * size * 0.6
    for index, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        yield Text(
            line, paper.width / 2, y + index * size * theme.LEADING, size, wide, theme.INK,
            bold=True, anchor="middle", rtl=reads_right_to_left(title), role="title",
        )  # fmt: skip


def name_items(one: LobeContent, x: float, middle: float, ink: Ink) -> Iterator[Item]:
    """Yield the lines of a name above its half."""
    size, wrapped = name_lines(one.name)
    y = middle - 66.0 - (len(wrapped.lines) - 1) * size * theme.LEADING
    for index, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        yield Text(
            line, x, y + index * size * theme.LEADING, size, wide, ink.words, bold=True,
            anchor="middle", rtl=reads_right_to_left(one.name), role="name", of=one.key,
        )  # fmt: skip


def note_items(one: LobeContent, x: float, middle: float, width: float) -> Iterator[Item]:
    """Yield what a half says whose partner is not here, below the name."""
    if not one.present and one.note:
        y = middle - 61.4
        yield from centered(one.note, x, y, width, theme.CAPTION, role="note", lines=1)


def badge_box(text: str, x: float, bottom: float) -> Iterator[Item]:
    """Yield the words above a crossing: what the two strands do to each other."""
    size = theme.CAPTION
    wrapped = wrap(text, 30.0, size, lines=3)
    step = size * theme.LEADING
    height = step * len(wrapped.lines) + 3.2
    width = max(wrapped.widths) + 6.0
    box = Box(x - width / 2, bottom - height, width, height)
    yield Rect(box, theme.BADGE, theme.FAINT, 0.25, radius=3.0, role="badge")
    yield from centered(
        text, x, box.y + 1.6 + 0.92 * size, 30.0, size, role="badge", lines=3, color=theme.INK
    )


def _loop_badge(content: PageContent, curve: Infinity) -> Iterator[Item]:
    """Yield the badge of the loop below the crossing, and what it means below that."""
    if content.loop is None:
        return
    x, y = curve.cx, curve.cy + 12.2
    yield from badge_items(
        content.loop.letter, (x, y), 4.2, theme.INK, clockwise=True, role="loop-badge", fill=None
    )
    yield from centered(
        content.loop.sentence, x, y + 8.2, _LOOP_W, theme.SMALL, role="loop-badge", lines=3
    )


def pressure_items(
    content: PageContent, x: float, middle: float, *, reach: float
) -> Iterator[Item]:
    """Yield the pressures from outside, between the names, pushing on those they weigh on.

    The names stand `reach` to the left and to the right of `x`.
    """
    box = yield from pressure_box(content, x, middle)
    for one, side in ((content.left, -1), (content.right, 1)):
        weighs = any(not on or one.key in on or BOTH in on for _, on in content.stressors)
        if box is None or not (weighs and one.present):
            continue
        _, name = name_lines(one.name)
        edge, y = (box.right if side > 0 else box.x), box.y + 7.0
        tip = x + side * (reach - max(name.widths) / 2 - 4.0)
        ends = ((edge, y), (tip, y))
        yield Line(ends, theme.FAINT, 0.6, role="push", of=one.key)
        head = arrowhead(ends, 1.0, 3.2, 3.0)
        yield Shape(head, theme.SOFT, role="push", of=one.key)


def pressure_box(
    content: PageContent, x: float, middle: float
) -> Generator[Item, None, Box | None]:
    """Yield the card of the pressures from outside, if there are any, and return its box."""
    if not content.stressors:
        return None
    wrapped = pressure_lines(content)
    step = theme.TAG * theme.LEADING
    height = 5.4 + step * len(wrapped.lines) + 1.2
    box = Box(x - _PRESSURE_W / 2, middle - 78.5, _PRESSURE_W, height)
    yield Rect(box, theme.WHITE, theme.FAINT, 0.3, (0.8, 0.8), radius=1.5, role="pressure")
    heading = say("heading.pressure")
    yield _middle(heading, x, box.y + 3.9, theme.SMALL, role="pressure-heading", bold=True)
    for index, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        y = box.y + 5.4 + 0.9 * theme.TAG + index * step
        yield Text(line, x, y, theme.TAG, wide, theme.INK, anchor="middle", role="pressure")
    return box


def footer_items(content: PageContent, paper: Paper, inks: Mapping[str, Ink]) -> Iterator[Item]:
    """Yield the legend, and below it what kind of thing the page is and what it does not show."""
    size, width = theme.SMALL, paper.width - 2 * theme.MARGIN
    *items, last = content.footer
    foot = wrap(" · ".join([*items, last.replace(" ", _NO_BREAK)]), width, size, lines=2)
    more = (len(foot.lines) - 1) * size * theme.LEADING
    y = paper.height - 10.6 - more
    x = theme.MARGIN
    legend = " · ".join(content.legend)
    wide = text_width(legend, theme.SMALL)
    room = min(38.0, (paper.width - 2 * theme.MARGIN - wide) / 2 - 20.0)
    for one in content.lobes:
        ink = inks[one.key]
        ends = ((x, y - 1.0), (x + 12.0, y - 1.0))
        yield Line(ends, ink.strand, theme.STRAND, ink.dash, role="legend", of=one.key)
        name = wrap(one.name, room, theme.SMALL, lines=1)
        yield _left(name.lines[0], x + 14.0, y, name.widths[0], role="legend")
        x += 14.0 + name.widths[0] + 6.0
    if legend:
        yield _left(legend, x, y, wide, role="legend")
    for index, (text, wide) in enumerate(zip(foot.lines, foot.widths, strict=True)):
        below = paper.height - 5.6 - more + index * size * theme.LEADING
        yield _left(text, theme.MARGIN, below, wide, role="footer")


def _left(text: str, x: float, y: float, width: float, *, role: str) -> Text:
    return Text(text, x, y, theme.SMALL, width, theme.SOFT, role=role)


def _middle(text: str, x: float, y: float, size: float, *, role: str, bold: bool = False) -> Text:
    anchor: Literal["middle"] = "middle"
    width = text_width(text, size, bold=bold)
    return Text(text, x, y, size, width, theme.SOFT, bold=bold, anchor=anchor, role=role)
