"""The chain: one sentence on a calm page, in large letters, each part on its owner's side.

What I get, feel and do stands on my side, what you get, feel and do on yours, and an arrow leads
from the end back to the beginning. Each voice has a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from negcycle.drawing import theme
from negcycle.drawing.chain_content import ChainContent, Clause, Voice
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.elbow import ROOM, elbow
from negcycle.drawing.head import head_items
from negcycle.drawing.measure import text_width
from negcycle.drawing.placed import Laid, ink_of
from negcycle.drawing.scene import Box, Item, Line, Page, Rect, Shape, Text
from negcycle.drawing.surroundings import footer_items
from negcycle.drawing.theme import Ink, Paper
from negcycle.drawing.wrap import Wrapped, wrap

_SIZES = tuple(size * theme.PT for size in (20, 19, 18, 17, 16, 15, 14, 13, 12))
_TOP = 42.0
_BOTTOM = 20.0
_LANE = 8.0
"""From the margin to the line that runs beside what somebody says."""
_INDENT = 3.0
_SHARE = 0.68
"""How much of the width the words of one side may take."""
_PAD, _SIDE_PAD = 0.8, 2.0
_BETWEEN = 1.0
"""From one part to the next on the same side."""


def chain_page(content: ChainContent, paper: Paper) -> Laid:
    """Lay out a page for each voice. Swapping the sides of the partners changes only x."""
    size = min(_largest(voice, paper, content) for voice in content.voices)
    pages: list[Page] = []
    cut: set[str] = set()
    for voice in content.voices:
        sheet = _Sheet(content, voice, paper, size)
        pages.append(Page(paper.width, paper.height, tuple(sheet.items()), _label(content, voice)))
        cut |= {clause.id for clause, wrapped in sheet.set() if not wrapped.whole}
    too_long = tuple(
        card
        for one in content.lobes
        for card in one.cards
        if card.rows and cut & {card.id, f"{card.id}.again"}
    )
    return Laid(pages[0], () if content.worksheet else too_long, tuple(pages[1:]))


def _label(content: ChainContent, voice: Voice) -> str:
    return f"{content.label}, {voice.heading}" if content.label else voice.heading


def _largest(voice: Voice, paper: Paper, content: ChainContent) -> float:
    """Return the largest letter size at which the whole sentence fits, else the smallest."""
    for size in _SIZES:
        if _Sheet(content, voice, paper, size).is_whole:
            return size
    return _SIZES[-1]


@dataclass(frozen=True)
class _Sheet:
    """One voice on one page."""

    content: ChainContent
    voice: Voice
    paper: Paper
    size: float

    @property
    def width(self) -> float:
        """How wide the words of one side may be."""
        return _SHARE * (self.paper.width - 2 * theme.MARGIN - 2 * (_LANE + _INDENT))

    @property
    def step(self) -> float:
        return self.size * theme.LEADING

    # -- what fits ------------------------------------------------------------------------------

    def wrapped(self, clause: Clause, lines: int = 100_000) -> Wrapped:
        width = self.width - 2 * _SIDE_PAD
        return wrap(self._shown(clause), width, self.size, lines=lines)

    def _shown(self, clause: Clause) -> str:
        return clause.lead if self.content.worksheet else clause.text

    def _height(self, lines: int) -> float:
        return lines * self.step + 2 * _PAD

    @property
    def _room(self) -> float:
        """The height that is there for lines alone."""
        groups = len(self._groups())
        clauses = len(self.voice.clauses)
        gaps = (groups - 1) * ROOM + (clauses - groups) * _BETWEEN + clauses * 2 * _PAD
        return self.paper.height - _TOP - _BOTTOM - gaps

    @property
    def is_whole(self) -> bool:
        lines = sum(len(self.wrapped(clause).lines) for clause in self.voice.clauses)
        return lines * self.step <= self._room

    def set(self) -> list[tuple[Clause, Wrapped]]:
        """Return each part in lines; where there is no room, each keeps one, the first get more."""
        wanted = [len(self.wrapped(clause).lines) for clause in self.voice.clauses]
        room = int(self._room / self.step + 1e-9)
        given = [1] * len(wanted)
        while sum(given) < min(room, sum(wanted)):
            for place, want in enumerate(wanted):
                if given[place] < want and sum(given) < room:
                    given[place] += 1
        return [
            (clause, self.wrapped(clause, lines))
            for clause, lines in zip(self.voice.clauses, given, strict=True)
        ]

    def _groups(self) -> list[list[Clause]]:
        """Return the parts that follow each other and are about the same partner."""
        return [list(some) for _, some in groupby(self.voice.clauses, key=lambda one: one.owner)]

    # -- where it stands ------------------------------------------------------------------------

    def _is_left(self, owner: str) -> bool:
        return owner == self.content.left.key

    def _lane(self, owner: str) -> float:
        edge = theme.MARGIN + _LANE
        return edge if self._is_left(owner) else self.paper.width - edge

    def _boxes(self) -> dict[str, Box]:
        """Return the box of each part, spread evenly over the height that is there."""
        lines = dict(self.set_by_id())
        spare = self._room - sum(len(one.lines) for one in lines.values()) * self.step
        gaps = len(lines) - len(self._groups())
        more = min(max(spare, 0.0) / (gaps + 2), self.step)
        boxes: dict[str, Box] = {}
        y = _TOP
        for group in self._groups():
            for clause in group:
                height = self._height(len(lines[clause.id].lines))
                inner = theme.MARGIN + _LANE + _INDENT
                left = self._is_left(clause.owner)
                x = inner if left else self.paper.width - inner - self.width
                boxes[clause.id] = Box(x, y, self.width, height)
                y += height + _BETWEEN + more
            y += ROOM - _BETWEEN - more
        return boxes

    def set_by_id(self) -> Iterator[tuple[str, Wrapped]]:
        return ((clause.id, wrapped) for clause, wrapped in self.set())

    def _ink(self, owner: str) -> Ink:
        return ink_of(self.content, next(one for one in self.content.lobes if one.key == owner))

    # -- what is drawn --------------------------------------------------------------------------

    def items(self) -> Iterator[Item]:
        content, paper = self.content, self.paper
        boxes = self._boxes()
        yield from self._around()
        yield from self._lines(boxes)
        for clause, wrapped in self.set():
            yield from self._clause(clause, wrapped, boxes[clause.id])
        inks = {one.key: ink_of(content, one) for one in content.lobes}
        yield from footer_items(content, paper, inks)

    def _around(self) -> Iterator[Item]:
        wide = self.paper.width - 2 * theme.MARGIN
        yield from head_items(self.content, self.paper)
        heading = wrap(self.voice.heading, wide - 2 * _LANE, theme.NAME, lines=1, bold=True)
        lane, wide = self._lane(self.voice.key), heading.widths[0]
        yield Text(
            heading.lines[0],
            lane if self._is_left(self.voice.key) else lane - wide,
            35.0,
            theme.NAME,
            wide,
            self._ink(self.voice.key).words,
            bold=True,
            role="name",
            of=self.voice.key,
        )

    def _lines(self, boxes: dict[str, Box]) -> Iterator[Item]:
        """Yield the line beside each group, the arrow to the next, and the one that leads back."""
        groups = self._groups()
        for group in groups:
            ink, x = self._ink(group[0].owner), self._lane(group[0].owner)
            ends = ((x, boxes[group[0].id].y), (x, boxes[group[-1].id].bottom))
            yield Line(ends, ink.strand, theme.STRAND, ink.dash, role="strand", of=group[0].id)
        for one, other in pairwise(groups):
            start = (self._lane(one[-1].owner), boxes[one[-1].id].bottom)
            end = (self._lane(other[0].owner), boxes[other[0].id].y)
            of = f"{one[-1].id}>{other[0].id}"
            yield from elbow(start, end, self._ink(one[-1].owner), of=of)
        if self.voice.closes:
            yield from self._back(boxes)

    def _back(self, boxes: dict[str, Box]) -> Iterator[Item]:
        first, last = self.voice.clauses[0], self.voice.clauses[-1]
        lane, side = self._lane(first.owner), -1 if self._is_left(first.owner) else 1
        low = boxes[last.id].bottom - 2.0
        high = boxes[first.id].y + 2.6
        outer = lane + side * (_LANE - 0.5)
        near = lane + side * 1.0
        points = ((near, low), (outer, low), (outer, high), (near, high))
        of = f"{last.id}>{first.id}"
        yield Line(points, theme.FAINT, 0.6, role="back", of=of)
        tail = ((near + side * theme.ARROW_LENGTH, high), (near, high))
        head = arrowhead(tail, 0.5, theme.ARROW_LENGTH, theme.ARROW_WIDTH)
        yield Shape(head, theme.ARROW, role="arrowhead", of=of)

    def _clause(self, clause: Clause, wrapped: Wrapped, box: Box) -> Iterator[Item]:
        ink = self._ink(clause.owner)
        asks = clause.is_open or ink == theme.ABSENT_INK
        role = "question" if asks else "label" if self.content.worksheet else "body"
        pale = clause.is_open and not self.content.worksheet
        yield Rect(box, theme.PALE if pale else theme.WHITE, radius=1.5, role="card", of=clause.id)
        y = box.y + _PAD + (self.step - self.size) / 2 + 0.8 * self.size
        for index, (line, width) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
            yield Text(
                line,
                box.x + _SIDE_PAD,
                y + index * self.step,
                self.size,
                width,
                theme.SOFT if asks else ink.words,
                italic=asks,
                role=role,
                of=clause.id,
            )
        if self.content.worksheet and clause.text != clause.lead:
            end = box.x + _SIDE_PAD + wrapped.widths[-1] + text_width(" ", self.size)
            ends = ((end, y + 0.8), (box.right, y + 0.8))
            yield Line(ends, theme.FAINT, 0.2, role="rule", of=clause.id)
