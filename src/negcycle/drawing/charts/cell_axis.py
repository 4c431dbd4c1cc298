"""An axis of cells of equal width: one for each value of a number, or for each stretch of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isclose

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.charts.lettering import HEADING, TICK, one_line
from negcycle.drawing.charts.panel import AXIS
from negcycle.drawing.charts.plane import LEFT
from negcycle.drawing.charts.scales import tick_words, ticks
from negcycle.drawing.scene import Box, Item, Line, Rect

IN_FULL = (3, 4, 5)
"""So many digits are few enough to write values in full."""

EVENLY = 1e-6
"""How far, of one step, values may be from lying equally far apart."""


@dataclass(frozen=True, slots=True)
class CellAxis:
    """The values of an axis, rising, each in the middle of its cell."""

    values: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.values)

    @property
    def is_even(self) -> bool:
        """Whether the values lie equally far apart."""
        steps = np.diff(self.values)
        return len(steps) < 1 or bool(np.ptp(steps) <= EVENLY * abs(float(np.mean(steps))))

    def place(self, value: float) -> float:
        """Return where a value lies, counted in cells from the start: 0.5 for the first one."""
        cells = [n + 0.5 for n in range(len(self.values))]
        return float(np.interp(value, self.values, cells))

    def marks(self, most: int) -> list[tuple[float, str]]:
        """Return at most about so many ticks: where they lie, counted in cells, and their words.

        Every value has one where there are few. Else evenly spaced values have round numbers, and
        others every second, third ... value.
        """
        count = len(self.values)
        if count > most and self.is_even:
            low, high = self.values[0], self.values[-1]
            found = [one for one in ticks(low, high, max(2, most - 2)) if low <= one <= high]
            step = found[1] - found[0] if len(found) > 1 else 1.0
            return [(self.place(one), tick_words(one, step)) for one in found]
        every = -(-count // max(1, most))
        return [
            (n + 0.5, words) for n, words in enumerate(value_words(self.values)) if n % every == 0
        ]

    def ends(self) -> tuple[str, str]:
        """Return the lowest and the highest value in words."""
        low, high = value_words((self.values[0], self.values[-1]))
        return low, high


def across_items(axis: CellAxis, box: Box) -> Iterator[Item]:
    """Yield the ticks below a field; words that would touch others are left out."""
    last = -1e9
    for at, label in axis.marks(max(2, int(box.w / 16.0))):
        x = box.x + at * box.w / len(axis)
        yield Line(((x, box.bottom), (x, box.bottom + 1.0)), AXIS, THIN, role="axis")
        words = one_line(
            label, x, box.bottom + 1.8 + TICK, room=30.0, size=TICK, color=theme.SOFT,
            anchor="middle", role="tick",
        )  # fmt: skip
        if words.box.x > last + 1.0:
            last = words.box.right
            yield words


def up_items(marks: Iterable[tuple[float, str]], box: Box) -> Iterator[Item]:
    """Yield ticks at the left of a field.

    Args:
        marks: Where they lie, as a share of the height, and their words.
        box: The field.
    """
    for at, label in marks:
        y = box.bottom - at * box.h
        yield Line(((box.x - 1.0, y), (box.x, y)), AXIS, THIN, role="axis")
        yield one_line(
            label, box.x - 1.8, y + 0.36 * TICK, room=LEFT - 3.0, size=TICK, color=theme.SOFT,
            anchor="right", role="tick",
        )  # fmt: skip


def frame_items(across: str, up: str, box: Box) -> Iterator[Item]:
    """Yield the border of a field and the names of its axes."""
    yield Rect(box, None, AXIS, THIN, role="axis")
    yield one_line(
        across, box.x + box.w / 2, box.bottom + 3.4 + 2.2 * TICK, room=box.w, size=HEADING,
        bold=True, anchor="middle", name=True, role="axis-name",
    )  # fmt: skip
    yield one_line(
        up, box.x - LEFT, box.y - 2.2, room=box.w + LEFT, size=HEADING, bold=True, name=True,
        role="axis-name",
    )  # fmt: skip


def value_words(values: Sequence[float]) -> list[str]:
    """Return values in full where that is short, else as short as they can be told apart."""
    words: list[str] = []
    full = [n for n in IN_FULL if all(isclose(float(f"{one:.{n}g}"), one) for one in values)]
    for digits in range(full[0] if full else 3, 18):
        words = [f"{float(f'{one:.{digits}g}'):.{max(digits, 15)}g}" for one in values]
        if len(set(words)) == len(set(values)):
            break
    return [one.replace("-", "\N{MINUS SIGN}") for one in words]


def rectangles(cells: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Iterator[tuple[int, ...]]:
    """Yield the cells as few rectangles of equal value: first and last row, column, and the value.

    The last row and column are those after the rectangle.
    """
    going: dict[tuple[int, int, int], int] = {}
    for row, line in enumerate([*cells, None]):
        here = set(runs(line) if line is not None else ())
        for run in sorted(going.keys() - here):
            first, last, value = run
            yield going.pop(run), row, first, last, value
        for run in here:
            going.setdefault(run, row)


def runs(row: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> list[tuple[int, int, int]]:
    """Return the stretches of equal values: from, to, value."""
    starts = np.flatnonzero(np.diff(row, prepend=row[0] - 1))
    ends = [*starts[1:].tolist(), len(row)]
    return [(a, b, int(row[a])) for a, b in zip(starts.tolist(), ends, strict=True)]
