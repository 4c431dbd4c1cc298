"""One card: a box, a heading, the person's words in lines that fit, or the question of a blank."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negcycle.drawing import theme
from negcycle.drawing.content import CardContent, Row
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import Box, Circle, Color, Item, Line, Rect, Shape, Text
from negcycle.drawing.theme import Ink
from negcycle.drawing.wrap import ELLIPSIS, Wrapped, wrap
from negcycle.words import say

PAD = 2.6
"""From the border of a card to its words."""

_HEAD = 6.4
"""Height of the heading line."""
_FOOT = 1.6


@dataclass(frozen=True, slots=True)
class Style:
    """How the words on a card are set."""

    size: float
    """Letter size of the body."""
    heading: float = theme.HEADING
    most_lines: int = 4

    def free(self, content: CardContent, box: Box) -> float:
        """Return the height of the room for the body of a card."""
        foot = 3.2 if self.remark_at_foot(content, box) else 0.0
        return box.h - _HEAD - _FOOT - foot

    def remark_at_foot(self, content: CardContent, box: Box) -> bool:
        """Whether a remark stands at the foot, because it has no room beside the heading."""
        heading = text_width(content.heading, self.heading, bold=True)
        remark = text_width(_remark(content), theme.SMALL)
        return bool(remark) and heading + 2.0 + remark > box.w - 2 * PAD

    def room(self, content: CardContent, box: Box) -> int:
        """Return how many lines of the body fit on a card."""
        lines = int(self.free(content, box) / (self.size * theme.LEADING) + 1e-9)
        return min(self.most_lines, lines)


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of a card, ready to be placed."""

    text: str
    width: float
    rtl: bool
    label: str = ""
    """What the line begins with when that is not the person's own words."""
    starts: bool = False
    """Whether a row begins here."""
    asks: bool = False
    """Whether this is the question of an open slot."""


def set_rows(content: CardContent, box: Box, style: Style) -> tuple[tuple[SetLine, ...], bool]:
    """Break the rows of a card into lines; also return whether all of the words fit.

    Where there is no room, each row keeps at least one line, and the first rows get the rest.
    """
    width, room = box.w - 2 * PAD, style.room(content, box)
    rows = content.rows[:room]
    wanted = [len(_wrapped(row, width, style, room).lines) for row in rows]
    given = [1] * len(rows)
    for index, want in enumerate(wanted):
        spare = room - sum(given)
        given[index] += min(spare, want - 1)
    lines: list[SetLine] = []
    whole = len(rows) == len(content.rows)
    for row, count in zip(rows, given, strict=True):
        wrapped = _wrapped(row, width, style, count)
        whole = whole and wrapped.whole
        rtl = reads_right_to_left(row.words)
        lines += [
            SetLine(
                text,
                wide,
                rtl,
                label=row.label if index == 0 else "",
                starts=index == 0,
                asks=row.asks,
            )
            for index, (text, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True))
        ]
    return tuple(lines), whole


def _wrapped(row: Row, width: float, style: Style, lines: int) -> Wrapped:
    """Break one row; words that read from right to left leave room for the label beside them."""
    if row.label and reads_right_to_left(row.words):
        width -= text_width(row.label + " ", style.size)
        return wrap(row.words, width, style.size, lines=lines)
    wrapped = wrap(row.text, width, style.size, lines=lines)
    if row.label and wrapped.lines == (row.label + ELLIPSIS,):  # the first word is a long one
        width -= text_width(row.label + " ", style.size)
        beside = wrap(row.words, width, style.size, lines=1)
        line = f"{row.label} {beside.lines[0]}"
        return Wrapped((line,), (text_width(line, style.size),), beside.whole)
    return wrapped


def fits(content: CardContent, box: Box, style: Style) -> bool:
    """Whether all the words of a card fit at this size."""
    return set_rows(content, box, style)[1]


def one_size(cards: Iterable[tuple[CardContent, Box]]) -> float:
    """Return the largest letter size at which all cards hold their words, else the smallest.

    One size for the page: unequal ink would be read as blame.
    """
    held = list(cards)
    for size in theme.BODY_SIZES:
        if all(fits(content, box, Style(size)) for content, box in held):
            return size
    return theme.BODY_SIZES[-1]


def card_items(content: CardContent, box: Box, ink: Ink, style: Style) -> Iterator[Item]:
    """Yield the items of one card, from back to front."""
    of = content.id
    blank = not content.rows
    yield Rect(
        box,
        fill=theme.PALE if blank else theme.WHITE,
        stroke=ink.strand,
        width=1.1 if content.changed else 0.45,
        dash=(2.2, 1.4) if content.guess else (),
        radius=2.2,
        role="card",
        of=of,
    )
    yield from _heading(content, box, ink, style)
    if blank:
        yield from _question(content, box)
    else:
        lines, _ = set_rows(content, box, style)
        yield from _body(lines, box, style.size, style.free(content, box), of)
    if content.injury:
        yield _bolt(box, of)
    if content.number is not None:
        yield from _number(content.number, box, ink, of)


def worksheet_items(content: CardContent, box: Box, ink: Ink) -> Iterator[Item]:
    """Yield a card to write on by hand: the question in small letters, and lines."""
    of = content.id
    yield Rect(box, theme.WHITE, ink.strand, 0.45, radius=2.2, role="card", of=of)
    yield from _heading(content, box, ink, Style(theme.QUESTION))
    lines = wrap(content.question, box.w - 2 * PAD, theme.SMALL, lines=3)
    top = box.y + _HEAD - 0.6
    for index, (text, width) in enumerate(zip(lines.lines, lines.widths, strict=True)):
        y = top + theme.SMALL * (0.85 + 1.15 * index)
        yield Text(text, box.x + PAD, y, theme.SMALL, width, theme.SOFT, role="question", of=of)
    free_from = top + theme.SMALL * 1.15 * len(lines.lines)
    count = max(1, int((box.bottom - free_from) / 6.4))
    step = (box.bottom - 2.2 - free_from) / count
    for index in range(count):
        y = free_from + step * (index + 1)
        ends = ((box.x + PAD, y), (box.right - PAD, y))
        yield Line(ends, theme.FAINT, 0.2, role="rule", of=of)
    if content.number is not None:
        yield from _number(content.number, box, ink, of)


def greyed_items(content: CardContent, box: Box) -> Iterator[Item]:
    """Yield the card of a partner who is not here: a frame and a heading."""
    ink = theme.ABSENT_INK
    yield Rect(box, theme.WHITE, ink.strand, 0.35, radius=2.2, role="card", of=content.id)
    yield from _heading(content, box, ink, Style(theme.QUESTION), color=theme.FAINT)


def _heading(
    content: CardContent, box: Box, ink: Ink, style: Style, *, color: Color = ""
) -> Iterator[Item]:
    y = box.y + PAD + 0.62 * style.heading
    width = text_width(content.heading, style.heading, bold=True)
    yield Text(
        content.heading,
        box.x + PAD,
        y,
        style.heading,
        width,
        color or ink.words,
        bold=True,
        role="heading",
        of=content.id,
    )
    if text := _remark(content):
        yield Text(
            text,
            box.right - PAD,
            box.bottom - 1.8 if style.remark_at_foot(content, box) else y,
            theme.SMALL,
            text_width(text, theme.SMALL),
            theme.SOFT,
            italic=True,
            anchor="right",
            role="remark",
            of=content.id,
        )


def _remark(content: CardContent) -> str:
    """Return what stands beside the heading, such as that all of it is a guess."""
    guess = say("remark.guess") if content.guess else ""
    return ", ".join(filter(None, (guess, content.remark)))


def _body(
    lines: tuple[SetLine, ...], box: Box, size: float, free: float, of: str
) -> Iterator[Item]:
    """Place the lines of a card in the middle of the room below the heading."""
    step = size * theme.LEADING
    spare = free - step * len(lines)
    breaks = sum(line.starts for line in lines) - 1
    between = min(0.35 * size, spare / breaks) if breaks > 0 else 0.0
    y = box.y + _HEAD + (spare - between * breaks) / 2 + (step - size) / 2 + 0.80 * size
    for index, line in enumerate(lines):
        y += between if line.starts and index else 0.0
        yield from _body_line(line, box, y, size, of)
        y += step


def _body_line(line: SetLine, box: Box, y: float, size: float, of: str) -> Iterator[Item]:
    x, words, width = box.x + PAD, line.text, line.width
    if line.label:
        wide = text_width(line.label, size)
        yield Text(
            line.label, x, y, size, wide, theme.SOFT, italic=True, role="label", of=of
        )  # fmt: skip
    if line.rtl:
        yield Text(
            words, box.right - PAD, y, size, width, theme.INK, anchor="right", rtl=True,
            role="body", of=of,
        )  # fmt: skip
        return
    if line.label:
        words = words.removeprefix(line.label).lstrip()
        x += text_width(line.label + " ", size)
        width = text_width(words, size)
    if words and line.asks:
        yield Text(words, x, y, size, width, theme.SOFT, italic=True, role="question", of=of)
    elif words:
        yield Text(words, x, y, size, width, theme.INK, role="body", of=of)


def _question(content: CardContent, box: Box) -> Iterator[Item]:
    style = Style(theme.QUESTION)
    wrapped = wrap(
        content.question, box.w - 2 * PAD, theme.QUESTION, lines=style.room(content, box)
    )
    step = theme.QUESTION * theme.LEADING
    for index, (text, width) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        y = box.y + _HEAD + step * index + 0.9 * theme.QUESTION
        yield Text(
            text, box.x + PAD, y, theme.QUESTION, width, theme.SOFT, italic=True,
            role="question", of=content.id,
        )  # fmt: skip


def _bolt(box: Box, of: str) -> Shape:
    """Return a small lightning bolt on the lower border: an old injury is touched here.

    It stands where no strand arrives, on either side of the page.
    """
    x, y = box.right - 15.0, box.bottom - 1.0
    outline = ((1.6, 0), (0, 3.0), (1.3, 3.0), (0.6, 5.4), (3.0, 2.1), (1.7, 2.1), (2.8, 0))
    return Shape(tuple((x + dx, y + dy) for dx, dy in outline), theme.ARROW, role="injury", of=of)


def _number(number: int, box: Box, ink: Ink, of: str) -> Iterator[Item]:
    text = str(number)
    x, y = box.x, box.y
    yield Circle((x, y), 2.5, theme.WHITE, ink.strand, 0.45, role="number", of=of)
    width = text_width(text, theme.HEADING, bold=True)
    yield Text(
        text, x, y + 0.36 * theme.HEADING, theme.HEADING, width, ink.words, bold=True,
        anchor="middle", role="number", of=of,
    )  # fmt: skip
