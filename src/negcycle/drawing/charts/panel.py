"""One field of a chart: lines over time, with ticks at the left and names at their ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE, THIN
from negcycle.drawing.charts.lettering import (
    HEADING,
    LABEL,
    LINE_STEP,
    TICK,
    block,
    one_line,
    spread,
)
from negcycle.drawing.charts.scales import Array, Scale
from negcycle.drawing.charts.sharing import Part, parted
from negcycle.drawing.charts.thinning import pieces, thinned
from negcycle.drawing.scene import Box, Circle, Item, Line
from negcycle.drawing.theme import Ink
from negcycle.drawing.wrap import wrap

GRID = "#e4e4e2"
AXIS = "#8a8a8a"
DENSE = 5.0
"""How many times longer than its panel a line is that goes up and down densely."""
_DENSE_LINE = 0.35
BLOCK = 30.0
"""The same of a line that is no line any more, but a block of ink."""
_WINDOW = 4.0
"""Width in mm of the windows in which a block shows its mean, highest and lowest value."""
TICK_ROOM = 14.0
"""Width in mm of the words at the ticks of an upright axis."""


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its numbers over time, and whose it is."""

    label: str
    values: Array
    """Shape ``(n_times,)``. What is not finite is a gap."""
    ink: Ink
    of: str = ""


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """What a panel shows, before it has a place."""

    heading: str
    series: tuple[Series, ...]
    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    """Where the ticks of the upright axis stand, and their words."""
    note: str = ""
    guides: tuple[float, ...] = ()
    """Where a thin line runs across, such as 1 for the loop gain."""
    log: bool = False
    weight: float = 1.0
    """How high it is beside other panels."""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel in its place."""

    plan: PanelPlan
    box: Box
    x: Scale
    y: Scale

    def frame(self, x_ticks: Sequence[float], *, words: bool = True) -> Iterator[Item]:
        """Yield the grid, the axis at the left and the words of its ticks."""
        box, plan = self.box, self.plan
        for tick in x_ticks:
            at = self.x.at(tick)
            yield Line(((at, box.y), (at, box.bottom)), GRID, THIN, role="grid")
        for value, label in plan.ticks:
            at = self.y.at(value)
            yield Line(((box.x, at), (box.right, at)), GRID, THIN, role="grid")
            if words:
                yield one_line(
                    label, box.x - 1.5, at + 0.36 * TICK, room=TICK_ROOM, size=TICK,
                    color=theme.SOFT, anchor="right", role="tick", of=plan.role,
                )  # fmt: skip
        for value in plan.guides:
            at = self.y.at(value)
            yield Line(((box.x, at), (box.right, at)), AXIS, THIN, (1.2, 0.8), role="guide")
        yield Line(((box.x, box.y), (box.x, box.bottom)), AXIS, THIN, role="axis")

    def is_block(self, times: Array, *, limit: float = BLOCK) -> bool:
        """Whether a line goes up and down so densely that it would be a block of ink.

        That is when it is `limit` times longer than the panel.
        """
        return self._longest(times) > limit * self.box.w

    def _longest(self, times: Array) -> float:
        lengths = [
            _length(part)
            for one in self.plan.series
            for part in _parts(times, one.values, self.x, self.y)
        ]
        return max(lengths, default=0.0)

    def lines(self, times: Array, *, limit: float = BLOCK) -> Iterator[Item]:
        """Yield the line of each series; a single point is a dot. Lines that are one take turns.

        Dashes would tear lines that go up and down densely: then all are solid and thin. Lines that
        would be blocks and hide each other are drawn as their mean, between thin lines for the
        highest and the lowest values.
        """
        longest = self._longest(times)
        blocks, dense = longest > limit * self.box.w, longest > DENSE * self.box.w
        if blocks:
            for one in self.plan.series:
                yield from self._edges(times, one)
        width = _DENSE_LINE if dense and not blocks else LINE
        for part in self._shared(times, blocks=blocks):
            one = self.plan.series[part.line]
            dash = () if part.shared or width < LINE else one.ink.dash
            yield _drawn(part.points, one.ink.strand, width, dash, one.of)

    def shares(self, times: Array, *, limit: float = BLOCK) -> bool:
        """Whether lines lie on each other somewhere."""
        return any(
            part.shared for part in self._shared(times, blocks=self.is_block(times, limit=limit))
        )

    def _shared(self, times: Array, *, blocks: bool) -> list[Part]:
        """Return all lines in parts, a block as its mean."""
        return parted([
            [_windows(*one)[1] for one in self._pieces(times, series)]
            if blocks
            else list(_parts(times, series.values, self.x, self.y))
            for series in self.plan.series
        ])  # fmt: skip

    def _pieces(self, times: Array, one: Series) -> Iterator[tuple[Array, Array]]:
        """Yield the stretches of a line without a gap, in mm."""
        for piece in pieces(one.values):
            yield self.x(times[piece]), self.y(one.values[piece])

    def _edges(self, times: Array, one: Series) -> Iterator[Item]:
        """Yield thin lines for the highest and the lowest values of a block."""
        for piece in self._pieces(times, one):
            top, _, foot = _windows(*piece)
            for edge in (top, foot):
                yield _drawn(edge, one.ink.strand, THIN, (), one.of)

    def _end(self, times: Array, values: Array, *, block: bool) -> float:
        """Return at which height a line ends; a block ends at its mean."""
        *_, last = pieces(values)
        ys = self.y(values[last])
        return float(_windows(self.x(times[last]), ys)[1][-1, 1]) if block else float(ys[-1])

    def heading(self, x: float, room: float) -> Iterator[Item]:
        """Yield the heading and the note, to the left of the panel."""
        box, plan = self.box, self.plan
        y = box.y + HEADING * 0.9
        lines = wrap(plan.heading, room, HEADING, lines=2, bold=True).lines
        yield from block(
            plan.heading, x, y, room=room, lines=2, size=HEADING, bold=True, role="heading",
            of=plan.role,
        )  # fmt: skip
        y += len(lines) * HEADING * LINE_STEP
        fit = int((box.bottom - y) // (TICK * LINE_STEP)) + 1
        if plan.note and fit > 0:
            yield from block(
                plan.note, x, y, room=room, lines=min(fit, 3), size=TICK, color=theme.SOFT,
                role="note", of=plan.role,
            )  # fmt: skip

    def ends(self, times: Array, *, x: float, room: float, slack: float) -> Iterator[Item]:
        """Yield the name of each line at its right end; names keep apart.

        Where there is no room for all of them, there is none: a higher panel has them.
        """
        named = [one for one in self.plan.series if one.label and np.any(np.isfinite(one.values))]
        blocks = self.is_block(times)
        wanted = [self._end(times, one.values, block=blocks) for one in named]
        gap = LABEL * 1.12
        reach = self.box.grown(slack)
        if len(named) * gap > reach.h:
            return
        places = spread(wanted, gap=gap, top=reach.y + gap / 2, bottom=reach.bottom - gap / 2)
        for one, at, place in zip(named, wanted, places, strict=True):
            leader = ((self.box.right + 0.6, at), (x - 0.9, place))
            yield Line(leader, one.ink.strand, THIN, role="leader", of=one.of)
            yield one_line(
                one.label, x, place + 0.36 * LABEL, room=room, color=one.ink.words, bold=True,
                name=True, role="end-label", of=one.of,
            )  # fmt: skip


def placed(plans: Sequence[PanelPlan], room: Box, x: Scale, *, gap: float) -> tuple[Panel, ...]:
    """Return the panels below each other in `room`, each as high as its weight says."""
    free = room.h - gap * (len(plans) - 1)
    whole = sum(plan.weight for plan in plans)
    found: list[Panel] = []
    y = room.y
    for plan in plans:
        height = free * plan.weight / whole
        box = Box(room.x, y, room.w, height)
        found.append(Panel(plan, box, x, Scale(plan.low, plan.high, box.bottom, y, plan.log)))
        y += height + gap
    return tuple(found)


def _parts(times: Array, values: Array, x: Scale, y: Scale) -> Iterator[Array]:
    """Yield the stretches of a line in mm, in as few points as they need."""
    for piece in pieces(values):
        yield thinned(x(times[piece]), y(values[piece]))


def _windows(xs: Array, ys: Array) -> tuple[Array, Array, Array]:
    """Return the top, the mean and the foot of a block: a point for each window along x."""
    count = max(1, int((xs[-1] - xs[0]) / _WINDOW))
    width = (xs[-1] - xs[0]) / count or 1.0
    places = np.minimum(np.floor((xs - xs[0]) / width), count - 1)
    starts = np.flatnonzero(np.diff(places, prepend=-1.0))
    middle = xs[0] + (places[starts] + 0.5) * width
    middle[0], middle[-1] = (xs[0], xs[-1]) if len(middle) > 1 else (xs[0], xs[0])
    sizes = np.diff([*starts.tolist(), len(xs)])
    tops, means, feet = (
        np.minimum.reduceat(ys, starts),
        np.add.reduceat(ys, starts) / sizes,
        np.maximum.reduceat(ys, starts),
    )
    return tuple(np.column_stack([middle, one]) for one in (tops, means, feet))  # type: ignore[return-value]


def _length(points: Array) -> float:
    return float(np.sum(np.hypot(*np.diff(points, axis=0).T)))


def _drawn(points: Array, color: str, width: float, dash: tuple[float, ...], of: str) -> Item:
    if len(points) > 1 and _length(points) > 0:
        line = tuple((x, y) for x, y in points.tolist())
        return Line(line, color, width, dash, role="curve", of=of)
    x, y = points[0].tolist()
    return Circle((x, y), 0.9, color, role="point", of=of)


def time_axis(
    x: Scale, ticks: Sequence[float], labels: Sequence[str], y: float, unit: str, *, right: float
) -> Iterator[Item]:
    """Yield the axis of time with its ticks, and its unit to the right of `right`."""
    ends = ((x.start, y), (x.end, y))
    yield Line(ends, AXIS, THIN, role="axis")
    last = -1e9
    for tick, label in zip(ticks, labels, strict=True):
        at = x.at(tick)
        yield Line(((at, y), (at, y + 1.0)), AXIS, THIN, role="axis")
        words = one_line(
            label, at, y + 1.6 + TICK, room=40.0, size=TICK, color=theme.SOFT, anchor="middle",
            role="tick",
        )  # fmt: skip
        if words.box.x > last + 1.5:
            last = words.box.right
            yield words
    if unit:
        yield one_line(
            unit, max(right, last + 2.0), y + 1.6 + TICK, room=60.0, size=TICK, color=theme.SOFT,
            role="unit",
        )  # fmt: skip


def values_of(series: Sequence[Series]) -> Array:
    """Return all finite numbers of some lines together."""
    found = [one.values[np.isfinite(one.values)] for one in series]
    return np.concatenate(found) if found else np.empty(0)
