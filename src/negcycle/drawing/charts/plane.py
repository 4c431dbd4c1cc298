"""A plane of two quantities: axes, tinted regions with their names, arrows, lines and points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.charts.lettering import HEADING, LABEL, LINE_STEP, TICK, block, one_line
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.scales import Array, Scale, tick_words, ticks
from negcycle.drawing.charts.thinning import straightened, walked
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.measure import text_width
from negcycle.drawing.scene import Box, Circle, Color, Item, Line, Point, Shape, Text
from negcycle.words import say

LEFT = 22.0
"""Room for the words of the upright axis, in mm."""
BELOW = 11.0
_OVERLAP = 0.08
"""Stripes of one tint overlap by so much, so that no light shows between them."""
_FINE = 240
_COARSE = 60
"""How many places along each axis words in a region are tried at."""
PATH = 1.3
"""Width of the band of a run, in mm, below the lines that hold for every run."""
BAND = "#b98fd0"
PATH_INK = "#5f2a7d"
"""The colors of a run, pale and dark, which are nobody's."""
_APART = 26.0
"""From one arrowhead of a run to the next, in mm."""
_MOST_ARROWS = 40


@dataclass(frozen=True, slots=True)
class Plane:
    """A field in its place, with its two axes."""

    box: Box
    x: Scale
    y: Scale

    def points(self, values: Array) -> tuple[Point, ...]:
        """Return where points ``(n, 2)`` lie, in mm."""
        xs, ys = self.x(values[:, 0]), self.y(values[:, 1])
        return tuple((x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True))

    def at(self, x: float, y: float) -> Point:
        """Return where one point lies, in mm."""
        return self.x.at(x), self.y.at(y)

    def holds(self, value: Array) -> bool:
        """Whether a point lies in the plane."""
        x, y = (float(one) for one in value)
        return self.x.low <= x <= self.x.high and self.y.low <= y <= self.y.high

    def frame(self, across: str, up: str) -> Iterator[Item]:
        """Yield the border, the ticks, and the names of both axes."""
        box = self.box
        for value, label in _ticks(self.x):
            at = self.x.at(value)
            yield Line(((at, box.bottom), (at, box.bottom + 1.0)), AXIS, THIN, role="axis")
            yield one_line(
                label, at, box.bottom + 1.8 + TICK, room=30.0, size=TICK, color=theme.SOFT,
                anchor="middle", role="tick",
            )  # fmt: skip
        for value, label in _ticks(self.y):
            at = self.y.at(value)
            yield Line(((box.x - 1.0, at), (box.x, at)), AXIS, THIN, role="axis")
            yield one_line(
                label, box.x - 1.8, at + 0.36 * TICK, room=12.0, size=TICK, color=theme.SOFT,
                anchor="right", role="tick",
            )  # fmt: skip
        corners = (
            (box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom),
            (box.x, box.y),
        )  # fmt: skip
        yield Line(corners, AXIS, THIN, role="axis")
        yield one_line(
            across, box.x + box.w / 2, box.bottom + 3.4 + 2.2 * TICK, room=box.w, size=HEADING,
            bold=True, anchor="middle", name=True, role="axis-name",
        )  # fmt: skip
        yield one_line(
            up, box.x - LEFT, box.y - 2.2, room=box.w + LEFT, size=HEADING, bold=True, name=True,
            role="axis-name",
        )  # fmt: skip

    def grid(self) -> Iterator[Item]:
        """Yield thin lines at the ticks."""
        box = self.box
        for value, _ in _ticks(self.x):
            at = self.x.at(value)
            yield Line(((at, box.y), (at, box.bottom)), GRID, THIN, role="grid")
        for value, _ in _ticks(self.y):
            at = self.y.at(value)
            yield Line(((box.x, at), (box.right, at)), GRID, THIN, role="grid")

    def line(
        self,
        values: Array,
        color: Color,
        width: float,
        dash: tuple[float, ...] = (),
        *,
        role: str,
        of: str = "",
    ) -> Iterator[Line]:
        """Yield a line through points ``(n, 2)``, cut where it leaves the plane."""
        for part in self.inside(values):
            points = straightened(np.array(self.points(part)))
            if len(points) > 1:
                line = tuple((x, y) for x, y in points.tolist())
                yield Line(line, color, width, dash, role=role, of=of)

    def inside(self, values: Array) -> list[Array]:
        """Return the stretches of a line that lie in the plane, each cut at the border."""
        low = np.array([self.x.low, self.y.low])
        high = np.array([self.x.high, self.y.high])
        parts: list[Array] = []
        here: list[Array] = []
        for one, other in pairwise(values):
            cut = _cut(one, other, low, high)
            if cut is None:
                if here:
                    parts.append(np.array(here))
                here = []
                continue
            start, end = cut
            if here and not np.allclose(here[-1], start, rtol=0, atol=1e-12):
                parts.append(np.array(here))
                here = []
            here += [end] if here else [start, end]
        return [*parts, np.array(here)] if here else parts

    def regions(self, basins: NDArray[np.int64], tints: dict[int, Color]) -> Iterator[Item]:
        """Yield each region in its tint, as stripes from top to bottom."""
        fine = _finer(basins)
        rows, columns = fine.shape
        wide, high = self.box.w / columns, self.box.h / rows
        flat = [_runs(fine[row]) for row in range(rows)]
        top = 0
        for row in range(1, rows + 1):
            if row < rows and flat[row] == flat[top]:
                continue
            y = self.box.bottom - row * high
            for first, last, which in flat[top]:
                if which not in tints:
                    continue
                end = min(self.box.x + last * wide + _OVERLAP, self.box.right)
                foot = min(self.box.bottom - top * high + _OVERLAP, self.box.bottom)
                left = self.box.x + first * wide
                corners = ((left, y), (end, y), (end, foot), (left, foot))
                yield Shape(corners, tints[which], role="basin", of=str(which))
            top = row


def streams(
    plane: Plane, field: Array, blocked: Sequence[Box], *, count: int = 17
) -> Iterator[Item]:
    """Yield arrows that show which way it goes from there, where no words stand."""
    _, rows, columns = field.shape
    for row in _evenly(rows, count):
        for column in _evenly(columns, count):
            x = plane.box.x + plane.box.w * column / (columns - 1)
            y = plane.box.bottom - plane.box.h * row / (rows - 1)
            dx = float(field[0, row, column]) / (plane.x.high - plane.x.low) * plane.box.w
            dy = -float(field[1, row, column]) / (plane.y.high - plane.y.low) * plane.box.h
            long = float(np.hypot(dx, dy))
            here = Box(x - 2.0, y - 2.0, 4.0, 4.0)
            if not np.isfinite(long) or long == 0 or any(here.overlaps(one) for one in blocked):
                continue
            dx, dy = 1.7 * dx / long, 1.7 * dy / long
            ends = ((x - dx, y - dy), (x + dx, y + dy))
            yield Line(ends, theme.FAINT, 0.25, role="stream")
            yield Shape(arrowhead(ends, 0.86, 1.5, 1.2), theme.FAINT, role="stream")


def _evenly(size: int, count: int) -> list[int]:
    """Return so many places between 0 and `size`, as far from each other as from both ends."""
    return [round((size - 1) * (n + 1) / (count + 1)) for n in range(count)]


def marker(at: Point, *, filled: bool, of: str = "", radius: float = 1.7) -> Circle:
    """Return a state that stays: filled where it draws in, hollow where it does not."""
    fill = theme.INK if filled else theme.WHITE
    return Circle(at, radius, fill, theme.INK, 0.5, role="fixed-point", of=of)


def beside(
    words: str,
    at: Point,
    inside: Box,
    taken: Sequence[Box],
    better_free: Sequence[Box] = (),
    *,
    away: float = 2.6,
    color: Color = theme.INK,
    role: str,
) -> list[Text]:
    """Return words next to a point where they cover nothing; none where there is no room.

    Lines that are `better_free` are covered only where there is no other place.
    """
    width = text_width(words, LABEL, bold=True)
    for blocked in ([*taken, *better_free], taken):
        for dx, dy in _AROUND:
            x = at[0] + dx * away - (width if dx < 0 else 0.0 if dx else width / 2)
            y = at[1] + dy * away + 0.36 * LABEL
            text = Text(words, x, y, LABEL, width, color, bold=True, role=role)
            if inside.holds(text.box) and not any(
                text.box.overlaps(one, gap=0.3) for one in blocked
            ):
                return [text]
    return []


_AROUND = (
    (1, 0.9),
    (1, -0.9),
    (-1, -0.9),
    (-1, 0.9),
    (0, -1.2),
    (0, 1.6),
    (2, -2),
    (-2, 2),
    (2, 2),
)
"""Where words stand beside a point, in the order in which they are tried."""


def in_region(
    words: str, plane: Plane, region: NDArray[np.bool_], taken: Sequence[Box], *, lines: int = 2
) -> list[Text]:
    """Return words in the middle of a region, where they cover nothing; none without room."""
    rows = columns = _COARSE  # so that what is deep in it is deep along both axes
    places = [
        [round(n * (size - 1) / (_COARSE - 1)) for n in range(_COARSE)] for size in region.shape
    ]
    region = region[np.ix_(*places)]
    wide, high = plane.box.w / columns, plane.box.h / rows
    texts = list(
        block(
            words, 0.0, 0.0, room=42.0, lines=lines, color=theme.INK, anchor="middle", role="region"
        )
    )
    width = max(text.width for text in texts)
    height = len(texts) * LABEL * LINE_STEP
    for row, column in _deepest(region):
        x = plane.box.x + (column + 0.5) * wide
        y = plane.box.bottom - (row + 0.5) * high
        room = Box(x - width / 2, y - height / 2, width, height)
        if not plane.box.holds(room) or any(room.overlaps(one, gap=0.8) for one in taken):
            continue
        left, right = int((room.x - plane.box.x) / wide), int((room.right - plane.box.x) / wide)
        foot, top = (
            int((plane.box.bottom - room.bottom) / high),
            int((plane.box.bottom - room.y) / high),
        )
        if bool(region[foot : top + 1, left : right + 1].all()):
            return [
                Text(
                    one.text, x, room.y + (n + 0.78) * LABEL * LINE_STEP, one.size, one.width,
                    one.color, anchor="middle", role="region",
                )
                for n, one in enumerate(texts)
            ]  # fmt: skip
    return []


def strokes(items: Iterable[Item]) -> list[Box]:
    """Return small boxes along every line, close enough that no word slips between them."""
    found: list[Point] = []
    for item in items:
        points = item.points if isinstance(item, Line) else ()
        for (x, y), (u, v) in pairwise(points):
            count = max(1, int(np.hypot(u - x, v - y) / 1.2))
            found += [(x + (u - x) * k / count, y + (v - y) * k / count) for k in range(count + 1)]
    return [Box(x - 0.8, y - 0.8, 1.6, 1.6) for x, y in found]


def around(mark: Circle, *, gap: float = 0.5) -> Box:
    """Return the box that a mark takes."""
    reach = mark.radius + gap
    return Box(mark.center[0] - reach, mark.center[1] - reach, 2 * reach, 2 * reach)


@dataclass(frozen=True, slots=True)
class Run:
    """The way of a run through a plane."""

    band: tuple[Item, ...]
    """A pale band, to lie below other lines: where both are one, both are seen."""
    arrows: tuple[Item, ...]
    """Which way it goes."""
    ring: Circle | None
    """Where it starts; None where that is outside."""


def path(plane: Plane, values: Array, *, of: str) -> Run:
    """Return the way of a run: a ring where it starts, and arrowheads on the way."""
    lengths = np.array([plane.box.w, plane.box.h])
    low = np.array([plane.x.low, plane.y.low])
    width = np.array([plane.x.high, plane.y.high]) - low
    whole = values[np.all(np.isfinite(values), axis=1)]
    fewer = walked((whole - low) / width * lengths) / lengths * width + low if len(whole) else whole
    band: list[Item] = []
    arrows: list[Item] = []
    for part in plane.inside(fewer):
        points = straightened(np.array(plane.points(part)))
        line = tuple((x, y) for x, y in points.tolist())
        if len(line) < 2:
            continue
        band.append(Line(line, BAND, PATH, role="path", of=of))
        length = float(np.hypot(*np.diff(points, axis=0).T).sum())
        count = max(1, round(length / _APART)) if len(arrows) < _MOST_ARROWS else 0
        arrows += [
            Shape(arrowhead(line, (n + 0.5) / count, 3.2, 2.8), PATH_INK, role="path", of=of)
            for n in range(min(count, _MOST_ARROWS))
        ]
    ring = None
    if len(whole) and plane.holds(whole[0]):
        at = plane.at(*whole[0].tolist())
        ring = Circle(at, 1.0, theme.WHITE, PATH_INK, 0.4, role="path-start", of=of)
    return Run(tuple(band), tuple(arrows), ring)


def run_names(
    runs: Sequence[Run], plane: Plane, taken: Sequence[Box], drawn: Sequence[Box]
) -> list[Text]:
    """Return the name of each run next to where it starts, as far as there is room."""
    found: list[Text] = []
    for number, run in enumerate(runs, start=1):
        words = say("chart.run") if len(runs) == 1 else say("chart.run-number", number=number)
        if run.ring is not None:
            found += beside(
                words, run.ring.center, plane.box, [*taken, *(one.box for one in found)], drawn,
                away=3.2, color=PATH_INK, role="path-name",
            )  # fmt: skip
    return found


def _ticks(scale: Scale) -> list[tuple[float, str]]:
    found = ticks(scale.low, scale.high, 5)
    step = found[1] - found[0] if len(found) > 1 else 1.0
    return [(one, tick_words(one, step)) for one in found]


def _cut(one: Array, other: Array, low: Array, high: Array) -> tuple[Array, Array] | None:
    """Return the part of a straight line that lies within limits; None where none does.

    Sources:
        Liang, Y.-D., & Barsky, B. A. (1984). ACM Transactions on Graphics 3(1), 1-22.
    """
    if not (np.all(np.isfinite(one)) and np.all(np.isfinite(other))):
        return None
    way = other - one
    first, last = 0.0, 1.0
    for axis in range(2):
        for room, step in (
            (one[axis] - low[axis], -way[axis]),
            (high[axis] - one[axis], way[axis]),
        ):
            if step == 0:
                if room < 0:
                    return None
                continue
            share = float(room / step)
            if step < 0:
                first = max(first, share)
            else:
                last = min(last, share)
    return (one + first * way, one + last * way) if first < last else None


def _finer(basins: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the regions on a finer grid, with their borders smoothed between the points."""
    rows, columns = basins.shape
    y: Array = np.linspace(0, rows - 1, max(_FINE, rows), dtype=np.float64)
    x: Array = np.linspace(0, columns - 1, max(_FINE, columns), dtype=np.float64)
    kinds = np.unique(basins)
    weights = [_between(_softened(basins == kind), y, x) for kind in kinds]
    found: NDArray[np.int64] = kinds[np.argmax(weights, axis=0)]
    return found


def _softened(region: NDArray[np.bool_]) -> Array:
    """Return a region whose border fades over its neighbors, so that it shows no stairs."""
    soft = region.astype(np.float64)
    for axis in (0, 1):
        wide = np.pad(soft, [(1, 1) if n == axis else (0, 0) for n in (0, 1)], mode="edge")
        before, after = (
            np.delete(wide, [-1, -2] if first else [0, 1], axis=axis) for first in (True, False)
        )
        soft = (before + soft + after) / 3
    return soft


def _between(values: Array, y: Array, x: Array) -> Array:
    """Return values at places between the points of a grid, in proportion."""
    rows, columns = values.shape
    at_rows, at_columns = [float(n) for n in range(rows)], [float(n) for n in range(columns)]
    up: list[Array] = [np.interp(y, at_rows, values[:, n]) for n in range(columns)]
    across: list[Array] = [np.interp(x, at_columns, line) for line in np.stack(up, axis=1)]
    return np.stack(across)


def _runs(row: NDArray[np.int64]) -> list[tuple[int, int, int]]:
    """Return the stretches of equal values: from, to, value."""
    starts = np.flatnonzero(np.diff(row, prepend=row[0] - 1))
    ends = [*starts[1:].tolist(), len(row)]
    return [(a, b, int(row[a])) for a, b in zip(starts.tolist(), ends, strict=True)]


def _deepest(region: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the cells of a region, those that lie deepest in it first."""
    depth = np.zeros(region.shape, dtype=np.int64)
    left = region.copy()
    while left.any():
        depth += left
        wide = np.pad(left, 1)
        left = left & wide[:-2, 1:-1] & wide[2:, 1:-1] & wide[1:-1, :-2] & wide[1:-1, 2:]
    cells = np.argwhere(depth > 0)
    order = np.argsort(-depth[tuple(cells.T)], kind="stable")
    return [(int(row), int(column)) for row, column in cells[order][:3_000]]
