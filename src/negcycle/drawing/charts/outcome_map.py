"""A map of outcomes: two numbers that differ between couples, and how it ends where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from negcycle.drawing import theme
from negcycle.drawing.charts.cell_axis import (
    across_items,
    frame_items,
    rectangles,
    runs,
    up_items,
    value_words,
)
from negcycle.drawing.charts.lettering import TICK, one_line
from negcycle.drawing.charts.many import shares_told, titled
from negcycle.drawing.charts.outcome_key import KEY, inner, outcome_key
from negcycle.drawing.charts.outcomes import area, look, outcome_words, patterned
from negcycle.drawing.charts.plane import BELOW, LEFT
from negcycle.drawing.charts.quantities import parameter_words
from negcycle.drawing.charts.scales import Array
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.tally import Tally
from negcycle.drawing.scene import Box, Item, Line, Rect, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.model.ensemble import OUTCOMES
from negcycle.words import say
from negcycle.words.listing import evenly
from negcycle.words.shares import percent

_SMALLEST = 0.9
"""Cells narrower than this, in mm, are drawn several as one."""
_OVERLAP = 0.08
"""Neighbors overlap by so much, so that no light shows between them."""
_SEPARATE = 3.2
"""Cells wider and higher than this, in mm, have thin lines between them."""
_WORDS_WIDE, _WORDS_HIGH = 14.0, 10.0


_ROWS_TOLD, _STRETCHES_TOLD = 9, 6
"""So many rows, and so many stretches of each, are told in words."""


class OutcomeMap:
    """The cells of a map in their room."""

    def __init__(self, found: Tally, names: tuple[str, str], room: Box) -> None:
        box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
        self.box, self.names = box, names
        self.shown = found.coarser((int(box.w / _SMALLEST), int(box.h / _SMALLEST)))
        self.main = self.shown.main
        across, up = self.shown.axes
        self.wide, self.high = box.w / len(across), box.h / len(up)

    def items(self) -> Iterator[Item]:
        """Yield everything from back to front."""
        yield from self._fills()
        for place in np.unique(self.main).tolist():
            yield from patterned(look(place), self.box, partial(self._is, place), of=_name(place))
        yield from self._seconds()
        yield from self._lines()
        yield from self._words()
        yield from self._frame()

    def cell(self, row: int, column: int, rows: int = 1, columns: int = 1) -> Box:
        """Return where some cells lie; row 0 is at the foot."""
        return Box(
            self.box.x + column * self.wide,
            self.box.bottom - (row + rows) * self.high,
            columns * self.wide,
            rows * self.high,
        )

    @property
    def is_mixed(self) -> bool:
        """Whether couples in one cell ended in different ways."""
        return len(self._mixed()) > 0

    def _mixed(self) -> list[tuple[int, int]]:
        """Return the cells whose couples ended in different ways, by row and column."""
        ways = np.count_nonzero(self.shown.counts, axis=-1)
        return [(int(row), int(column)) for row, column in np.argwhere(ways > 1)]

    @property
    def has_gaps(self) -> bool:
        """Whether there are cells without a couple."""
        return int(self.main.min()) < 0

    def _fills(self) -> Iterator[Item]:
        for row, end, column, last, place in rectangles(self.main):
            if place >= 0:
                box = self.cell(row, column, end - row, last - column)
                right = min(box.right + _OVERLAP, self.box.right)
                foot = min(box.bottom + _OVERLAP, self.box.bottom)
                grown = Box(box.x, box.y, right - box.x, foot - box.y)
                yield area(grown, look(place).fill, role="cell", of=_name(place))

    def _is(self, place: int, xs: Array, ys: Array) -> NDArray[np.bool_]:
        """Whether points in mm lie in cells of an outcome."""
        rows, columns = self.main.shape
        column = np.clip(((xs - self.box.x) / self.wide).astype(int), 0, columns - 1)
        row = np.clip(((self.box.bottom - ys) / self.high).astype(int), 0, rows - 1)
        inside: NDArray[np.bool_] = self.main[row, column] == place
        return inside

    def _seconds(self) -> Iterator[Item]:
        """Yield in each mixed cell a rectangle of the next most frequent outcome."""
        ranked = np.argsort(-self.shown.counts, axis=-1, kind="stable")
        shares = self.shown.shares
        for row, column in self._mixed():
            second = int(ranked[row, column, 1])
            share = float(shares[row, column, second])
            field = inner(self.cell(row, column), share)
            box = self._raised(field) if self.has_words else field
            yield area(box, look(second).fill, role="second", of=_name(second))

    def _raised(self, box: Box) -> Box:
        """Return a field with room for words below it, near the upper edge of its cell."""
        above = (self.high - box.h) / 2
        return replace(box, y=box.y - above + min(above, 0.8))

    @property
    def has_words(self) -> bool:
        """Whether cells are large enough to have their share written in them."""
        return self.wide >= _WORDS_WIDE and self.high >= _WORDS_HIGH

    def _lines(self) -> Iterator[Item]:
        """Yield thin lines between cells that are large enough."""
        rows, columns = self.main.shape
        box = self.box
        if min(self.wide, self.high) < _SEPARATE:
            return
        for n in range(1, columns):
            x = box.x + n * self.wide
            yield Line(((x, box.y), (x, box.bottom)), theme.WHITE, 0.3, role="between")
        for n in range(1, rows):
            y = box.y + n * self.high
            yield Line(((box.x, y), (box.right, y)), theme.WHITE, 0.3, role="between")

    def _words(self) -> Iterator[Item]:
        """Yield the share of the most frequent outcome where cells are mixed and large enough."""
        if not self.has_words:
            return
        for row, column in self._mixed():
            cell = self.cell(row, column)
            share = float(self.shown.shares[row, column].max())
            words = one_line(
                percent(share, short=True), cell.x + 2.0, cell.bottom - 2.2, room=cell.w - 3.0,
                size=TICK, role="share",
            )  # fmt: skip
            yield Rect(words.box.grown(0.7), theme.WHITE, radius=0.6, role="card")
            yield words

    def _frame(self) -> Iterator[Item]:
        """Yield the border, the ticks and the names of both axes."""
        across, up = self.shown.axes
        marks = up.marks(max(2, int(self.box.h / 8.0)))
        yield from across_items(across, self.box)
        yield from up_items([(at / len(up), label) for at, label in marks], self.box)
        yield from frame_items(*self.names, self.box)


def outcome_map_chart(
    found: Tally, people: Mapping[str, str], small: Sequence[str], *, paper: Paper = PAPERS["a4"]
) -> Scene:
    """Return a map of outcomes over two numbers as a picture.

    Args:
        found: The counts, over two parameters.
        people: The key and the name of each partner.
        small: What is said at the foot.
        paper: The sheet.
    """
    first, second = (parameter_words(name, people) for name in found.names)
    title = titled("many.map.title", people)
    says = shares_told(found.outcomes)
    notes = [*found.notes, *small]
    around = sheet(title, says, notes, paper=paper)
    drawn = OutcomeMap(found, (first, second), around.room)
    if drawn.shown.counts.shape != found.counts.shape:
        notes.insert(0, say("many.map.coarse"))
        around = sheet(title, says, notes, paper=paper)
        drawn = OutcomeMap(found, (first, second), around.room)
    key = Box(drawn.box.right + 8.0, drawn.box.y, KEY, drawn.box.h)
    items = [
        *drawn.items(),
        *outcome_key(found.outcomes, key, inset=drawn.is_mixed, empty=drawn.has_gaps),
    ]
    return scene([around.page(items)], title, [*says, *_told(found, (first, second)), *notes])


# -- words ------------------------------------------------------------------------------------


def _name(place: int) -> str:
    return str(OUTCOMES[place]) if place >= 0 else ""


def _told(found: Tally, names: Sequence[str]) -> Iterator[str]:
    """Yield the axes, and row by row what is most frequent from where to where."""
    across, up = found.axes
    ends = {"x_low": across.ends()[0], "x_high": across.ends()[1]}
    ends |= {"y_low": up.ends()[0], "y_high": up.ends()[1]}
    yield say("many.map.axes", first=names[0], second=names[1], **ends)
    words = value_words(up.values)
    for row in evenly(len(up), _ROWS_TOLD):
        yield say("many.map.row", second=names[1], value=words[row], parts=_row(found, row))


def _row(found: Tally, row: int) -> str:
    """Return what is most frequent in one row, from where to where."""
    words = value_words(found.axes[0].values)
    parts = [
        say(
            "many.map.stretch" if last - first > 1 else "many.map.value",
            low=words[first], high=words[last - 1],
            what=outcome_words(OUTCOMES[place]) if place >= 0 else say("many.map.empty"),
        )
        for first, last, place in runs(found.main[row])
    ]  # fmt: skip
    more = [say("many.map.more")] if len(parts) > _STRETCHES_TOLD else []
    return "; ".join([*parts[:_STRETCHES_TOLD], *more])
