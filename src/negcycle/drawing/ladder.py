"""The ladder: one incident from top to bottom, each partner in a lane, with the times between them.

An arrow crosses only from what others can see; what is felt or thought inside has a dotted frame
and stands farther from the middle.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from negcycle.drawing import theme
from negcycle.drawing.cards import PAD, Style, card_items, fits, worksheet_items
from negcycle.drawing.content import CardContent, LobeContent
from negcycle.drawing.elbow import ROOM, elbow, then
from negcycle.drawing.head import head_items
from negcycle.drawing.ladder_content import LadderContent, Rung
from negcycle.drawing.placed import Laid, ink_of
from negcycle.drawing.scene import Box, Item, Line, Page, Rect, Text
from negcycle.drawing.surroundings import centered, footer_items, name_lines
from negcycle.drawing.theme import Ink, Paper
from negcycle.drawing.wrap import Wrapped, wrap
from negcycle.words import say

_SIZES = tuple(size * theme.PT for size in (13, 12, 11.5, 11))
"""Letter sizes; with the smallest one, an incident goes on on further pages."""
_MOST_LINES = 6
_TOP, _BOTTOM = 40.0, 21.0
_HALF_AXIS = 17.0
"""From the middle to what can be seen; the times stand there."""
_INSIDE = 12.0
"""What is inside stands so much farther from the middle."""
_AROUND_WORDS = 8.0
"""The height of a card without its lines."""
_TO_WRITE_H = 17.0
_BETWEEN_H = 4.0
_TIME = 9.5 * theme.PT


def ladder_page(content: LadderContent, paper: Paper) -> Laid:
    """Lay out as many pages as it takes. Swapping the sides of the partners changes only x."""
    sheets = [_Sheet(content, paper, size) for size in _SIZES]
    sheet = next((one for one in sheets if len(one.parts()) < 2), sheets[-1])
    parts = sheet.parts()
    label = content.label or content.title
    pages = [
        Page(paper.width, paper.height, tuple(sheet.items(number)), label)
        for number in range(len(parts))
    ]
    return Laid(pages[0], () if content.worksheet else sheet.too_long(), tuple(pages[1:]))


@dataclass(frozen=True, slots=True)
class _Row:
    """A rung with its place on a page."""

    rung: Rung
    y: float
    height: float
    box: Box | None = None
    """The box of its card."""


@dataclass(frozen=True)
class _Sheet:
    """One incident in letters of one size."""

    content: LadderContent
    paper: Paper
    size: float

    @property
    def style(self) -> Style:
        return Style(self.size, most_lines=_MOST_LINES)

    @property
    def width(self) -> float:
        """The width of a card."""
        return self.paper.width / 2 - theme.MARGIN - _HALF_AXIS - _INSIDE

    # -- where it stands ------------------------------------------------------------------------

    def _side(self, key: str) -> int:
        return -1 if key == self.content.left.key else 1

    def _lane(self, key: str) -> float:
        """Return where the arrows of one partner run."""
        return self.paper.width / 2 + self._side(key) * (_HALF_AXIS + (self.width + _INSIDE) / 2)

    def _card_box(self, rung: Rung, card: CardContent, y: float) -> Box:
        side = self._side(rung.key)
        inner = _HALF_AXIS if rung.is_seen else _HALF_AXIS + _INSIDE
        middle = self.paper.width / 2 + side * (inner + self.width / 2)
        return Box(middle - self.width / 2, y, self.width, self._card_height(card))

    def _card_height(self, card: CardContent) -> float:
        if self.content.worksheet:
            return _TO_WRITE_H
        room = Box(0.0, 0.0, self.width, 0.0)
        words = card.rows[0].words
        lines = wrap(words, self.width - 2 * PAD, self.size, lines=_MOST_LINES).lines
        foot = 3.2 if self.style.remark_at_foot(card, room) else 0.0
        return _AROUND_WORDS + len(lines) * self.size * theme.LEADING + foot

    def _time(self, rung: Rung) -> Wrapped:
        return wrap(rung.at, 2 * _HALF_AXIS - 4.0, _TIME, lines=100)

    def _height(self, rung: Rung) -> float:
        if rung.card is None:
            return _BETWEEN_H
        time = len(self._time(rung).lines) * _TIME * theme.LEADING if rung.at else 0.0
        return max(self._card_height(rung.card), time)

    def parts(self) -> list[list[_Row]]:
        """Return the rows of each page."""
        pages: list[list[_Row]] = [[]]
        y = _TOP
        for rung in self.content.rungs:
            height = self._height(rung)
            if pages[-1] and y + height > self.paper.height - _BOTTOM:
                pages.append([])
                y = _TOP
            box = self._card_box(rung, rung.card, y) if rung.card else None
            pages[-1].append(_Row(rung, y, height, box))
            y += height + ROOM
        return pages

    def too_long(self) -> tuple[CardContent, ...]:
        rows = [row for part in self.parts() for row in part]
        return tuple(
            row.rung.card
            for row in rows
            if row.rung.card and row.box and not fits(row.rung.card, row.box, self.style)
        )

    # -- what is drawn --------------------------------------------------------------------------

    def items(self, number: int) -> Iterator[Item]:
        """Yield what stands on one page, from back to front."""
        parts = self.parts()
        rows = parts[number]
        yield from self._around()
        if self.content.ask:
            yield from self._ask()
        if rows:
            yield from self._axis(rows, first=number == 0, last=number == len(parts) - 1)
        for one, other in pairwise(rows):
            yield from self._arrow(one, other)
        for row in rows:
            yield from self._row(row)
        inks = {one.key: ink_of(self.content, one) for one in self.content.lobes}
        yield from footer_items(self.content, self.paper, inks)

    def _around(self) -> Iterator[Item]:
        yield from head_items(self.content, self.paper)
        for one in self.content.lobes:
            yield from self._name(one)

    def _name(self, one: LobeContent) -> Iterator[Item]:
        x, y = self._lane(one.key), 34.0
        size, wrapped = name_lines(one.name)
        y -= (len(wrapped.lines) - 1) * size * theme.LEADING
        words = ink_of(self.content, one).words
        for line in centered(
            one.name, x, y, 57.0, size, role="name", lines=2, color=words, bold=True
        ):
            yield replace(line, of=one.key)
        if not one.present and one.note:
            yield from centered(
                one.note, x, y + 6.0, self.width, theme.CAPTION, role="note", lines=1
            )

    def _ask(self) -> Iterator[Item]:
        middle = (_TOP + self.paper.height - _BOTTOM) / 2
        yield from centered(
            self.content.ask, self.paper.width / 2, middle - 8.0, 190.0, 13 * theme.PT,
            role="ask", lines=8,
        )  # fmt: skip

    def _axis(self, rows: list[_Row], *, first: bool, last: bool) -> Iterator[Item]:
        """Yield the line of time in the middle, and whether it began before or goes on."""
        x = self.paper.width / 2
        top, bottom = rows[0].y, rows[-1].y + rows[-1].height
        yield Line(((x, top), (x, bottom)), theme.FAINT, 0.3, role="axis")
        for shown, key, y in (
            (not first, "went-before", top - 1.6),
            (not last, "goes-on", bottom + 3.4),
        ):
            if shown:
                yield from centered(
                    say(f"ladder.{key}"), x, y, 2 * _HALF_AXIS, theme.SMALL, role="caption", lines=1
                )

    def _arrow(self, one: _Row, other: _Row) -> Iterator[Item]:
        if one.rung.card is None or other.rung.card is None or not (one.box and other.box):
            return
        start = (self._lane(one.rung.key), one.box.bottom)
        end = (self._lane(other.rung.key), other.box.y)
        of = f"{one.rung.card.id}>{other.rung.card.id}"
        if one.rung.key == other.rung.key or one.rung.is_seen:
            yield from elbow(start, end, self._ink(one.rung.key), of=of)
        else:
            yield from then(start, end, of=of)

    def _ink(self, key: str) -> Ink:
        return ink_of(self.content, next(one for one in self.content.lobes if one.key == key))

    def _row(self, row: _Row) -> Iterator[Item]:
        rung, card, box = row.rung, row.rung.card, row.box
        x = self.paper.width / 2
        if card is None or box is None:
            between = wrap(rung.between, 200.0, theme.SMALL, lines=1)
            yield from self._on_axis(between, row, theme.SMALL, "between")
            return
        if not rung.is_seen:
            yield Rect(
                box.grown(1.6), theme.HIDDEN_TINT, theme.FAINT, 0.5, (0.5, 1.6), radius=3.0,
                role="inside", of=card.id,
            )  # fmt: skip
        if rung.at:
            yield from self._on_axis(self._time(rung), row, _TIME, "time")
        ink = self._ink(rung.key)
        if self.content.worksheet:
            yield from worksheet_items(card, box, ink)
            ends = ((x - 8.0, box.center[1] + 2.0), (x + 8.0, box.center[1] + 2.0))
            yield Line(ends, theme.FAINT, 0.2, role="rule", of=card.id)
        else:
            yield from card_items(card, box, ink, self.style)

    def _on_axis(self, wrapped: Wrapped, row: _Row, size: float, role: str) -> Iterator[Item]:
        """Yield lines on the line of time, which leaves room for them."""
        step = size * theme.LEADING
        middle, height = row.y + row.height / 2, step * len(wrapped.lines)
        if row.box is not None and height <= row.box.h:
            middle = row.box.center[1]
        x, width = self.paper.width / 2, max(wrapped.widths) + 2.0
        of = row.rung.card.id if row.rung.card else ""
        yield Rect(
            Box(x - width / 2, middle - height / 2, width, height), theme.WHITE, role="gap", of=of
        )
        for index, (text, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
            y = middle - height / 2 + step * (index + 0.5) + 0.3 * size
            yield Text(text, x, y, size, wide, theme.SOFT, anchor="middle", role=role, of=of)
