"""The stacked shares of loops in their room, with a number in each area and a key beside them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from negcycle.analysis.dominance.dominance import Dominance
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.charts.lettering import HEADING, LABEL, LINE_STEP, TICK, block, one_line
from negcycle.drawing.charts.panel import AXIS, GRID, TICK_ROOM, time_axis
from negcycle.drawing.charts.scales import Array, Scale
from negcycle.drawing.charts.stacking import Area, by_column
from negcycle.drawing.charts.thinning import pieces, straightened
from negcycle.drawing.charts.time_course import time_scale, time_ticks
from negcycle.drawing.scene import Box, Circle, Item, Line, Rect, Shape, Text
from negcycle.drawing.wrap import wrap
from negcycle.words import say

FILLS = (
    "#2F6DA8",
    "#F2C14E",
    "#5B8E7D",
    "#E9E3D0",
    "#B5473C",
    "#A9CBE8",
    "#6E5A7E",
    "#F4A582",
)
"""Fills of the areas, the strongest first; light and dark take turns, so that grey print tells."""
OTHERS = "#c4c4c4"


_LEFT = 26.0
"""Room in mm for the words at the left of the field."""
_KEY = 74.0
"""Room in mm for the key at its right."""
_SAMPLE, _SAMPLE_HIGH = 9.0, 4.4
_BADGE = 1.7
_SEAM = 0.25
"""Width of the white line between two areas, in mm."""
_BEARS = 1.4
"""How wide an area is, in mm, that such a line does not hide."""
_COLUMN = 0.4
"""Width of what counts as one place along x, in mm: there, shares are their mean."""
_STRIPE = "#b9b9b9"
_STRIPES = 2.5
"""From one slanting line to the next where nothing is defined, in mm."""
_WORDS = 34.0
"""Room for words where nothing is defined, in mm."""


@dataclass(frozen=True, slots=True)
class _Strip:
    """One area in its place, above or below the line of nothing."""

    number: int
    fill: str
    inner: Array
    """Its edge toward the line of nothing, as a share in each column. NaN where not defined."""
    outer: Array
    """Its other edge."""


class Stack:
    """The stacked shares of one partition in their room."""

    def __init__(self, found: Dominance, part: int, areas: Sequence[Area], room: Box) -> None:
        self.areas, self.room = areas, room
        self.unit = say("chart.unit.turns" if found.people else "chart.unit.time")
        left = room.x + _LEFT + TICK_ROOM
        self.box = Box(left, room.y + 2.0, room.right - _KEY - left, room.h - 9.5)
        edges = np.concatenate([[found.start], found.times])
        self.x = time_scale(edges, left, self.box.right)
        self.columns = np.linspace(left, self.box.right, int(self.box.w / _COLUMN) + 1)
        ups, downs = (
            [by_column(getattr(one, way), self.x(edges), self.columns) for one in areas]
            for way in ("up", "down")
        )
        self.strips = [*_stacked(areas, ups), *_stacked(areas, downs)]
        moving = found.relative[found.members(part)[0]]
        self.gaps = ~np.isfinite(by_column(moving, self.x(edges), self.columns))
        low, high = (_reach([one.outer for one in self.strips], way) for way in (-1, 1))
        self.y = Scale(low, high, self.box.bottom, self.box.y)

    def items(self) -> Iterator[Item]:
        """Yield everything from back to front."""
        marks, words = time_ticks(self.x)
        yield from self._grid(marks)
        yield from self._gaps()
        yield from self._areas()
        yield from self._axes()
        yield from self._badges()
        yield from self._key()
        yield from time_axis(
            self.x, marks, words, self.box.bottom, self.unit, right=self.box.right + 4.0
        )

    # -- the field ------------------------------------------------------------------------

    def _grid(self, marks: Sequence[float]) -> Iterator[Item]:
        box = self.box
        for mark in marks:
            at = self.x.at(mark)
            yield Line(((at, box.y), (at, box.bottom)), GRID, THIN, role="grid")

    def _areas(self) -> Iterator[Item]:
        """Yield each area from the line of nothing outward, the outer ones first: no seams."""
        zero = self.y.at(0.0)
        for strip in reversed(self.strips):
            for piece in pieces(strip.outer):
                if np.allclose(strip.inner[piece], strip.outer[piece], atol=1e-9):
                    continue
                edge = self._edge(strip.outer, piece)
                ends = ((edge[-1][0], zero), (edge[0][0], zero))
                yield Shape((*edge, *ends), strip.fill, role="area", of=str(strip.number))
        for one, next_ in pairwise(self.strips):
            if next_.number > one.number:
                yield from self._seams(one, next_)

    def _seams(self, one: _Strip, next_: _Strip) -> Iterator[Item]:
        """Yield the white line between two areas, where both are wide enough to bear it."""
        wide = [
            np.abs(self.y(strip.outer) - self.y(strip.inner)) > _BEARS for strip in (one, next_)
        ]
        for piece in pieces(np.where(wide[0] & wide[1], one.outer, np.nan)):
            edge = self._edge(one.outer, piece)
            yield Line(edge, theme.WHITE, _SEAM, role="seam", of=str(one.number))

    def _edge(self, values: Array, piece: slice) -> tuple[tuple[float, float], ...]:
        centers = (self.columns[:-1] + self.columns[1:]) / 2
        xs = np.concatenate(
            [[self.columns[piece.start]], centers[piece], [self.columns[piece.stop]]]
        )
        ys = self.y(np.pad(values[piece], 1, mode="edge"))
        return tuple((x, y) for x, y in straightened(np.column_stack([xs, ys])).tolist())

    def _gaps(self) -> Iterator[Item]:
        """Yield slanting lines where nothing moves, and say so where there is room."""
        for piece in pieces(np.where(self.gaps, 0.0, np.nan)):
            left, right = float(self.columns[piece.start]), float(self.columns[piece.stop])
            gap = Box(left, self.box.y, right - left, self.box.h)
            yield from _hatched(gap)
            if gap.w >= _WORDS + 4.0:
                yield from _in_the_middle(say("chart.dominance.gap"), gap)

    def _axes(self) -> Iterator[Item]:
        box = self.box
        for tick in np.arange(self.y.low, self.y.high + 1e-9, 0.25).tolist():
            at = self.y.at(tick)
            half = abs(abs(tick) - 0.5) < 1e-9
            if half:
                yield Line(((box.x, at), (box.right, at)), AXIS, THIN, (1.2, 0.8), role="guide")
            yield one_line(
                say("chart.dominance.tick", share=abs(tick)), box.x - 1.5, at + 0.36 * TICK,
                room=TICK_ROOM, size=TICK, color=theme.SOFT, anchor="right", role="tick",
            )  # fmt: skip
        zero = self.y.at(0.0)
        yield Line(((box.x, zero), (box.right, zero)), theme.INK, 0.35, role="zero")
        yield Line(((box.x, box.y), (box.x, box.bottom)), AXIS, THIN, role="axis")
        for way, middle in (("up", (box.y + zero) / 2), ("down", (zero + box.bottom) / 2)):
            yield from _beside(way, self.room.x, middle)

    def _badges(self) -> Iterator[Item]:
        """Yield the number of each area where there is most room for it."""
        for strip in self.strips:
            place = self._roomiest(strip)
            if place is not None:
                yield from _badge(strip.number, *place)

    def _roomiest(self, strip: _Strip) -> tuple[float, float] | None:
        """Return the middle of the largest place in an area, if a badge fits into one."""
        reach = int(_BADGE / _COLUMN) + 1
        if np.all(np.isnan(strip.outer)) or len(strip.outer) < 2 * reach + 1:
            return None
        windows = [
            np.lib.stride_tricks.sliding_window_view(edge, 2 * reach + 1)
            for edge in (self.y(strip.inner), self.y(strip.outer))
        ]
        tops = np.max(np.minimum(*windows), axis=1)
        feet = np.min(np.maximum(*windows), axis=1)
        room = np.nan_to_num(feet - tops, nan=-1.0)
        most = float(room.max())
        if most < 2 * _BADGE + 0.4:
            return None
        (large,) = np.nonzero(room >= 0.95 * most)
        best = int(large[len(large) // 2])
        x = (self.columns[best + reach] + self.columns[best + reach + 1]) / 2
        return float(x), float(tops[best] + feet[best]) / 2

    # -- the key --------------------------------------------------------------------------

    def _key(self) -> Iterator[Item]:
        left = self.box.right + 8.0
        y = self.box.y
        for number, area in enumerate(self.areas, start=1):
            lines = list(_key_words(area.label, left, y))
            sample = Box(left, y, _SAMPLE, _SAMPLE_HIGH)
            yield Rect(sample, _fill(area, number), theme.FAINT, 0.15, role="key")
            yield from _badge(number, sample.x + sample.w / 2, sample.y + sample.h / 2)
            yield from lines
            y = max(lines[-1].y + 2.6, sample.bottom + 1.6)
        if np.any(self.gaps):
            sample = Box(left, y, _SAMPLE, _SAMPLE_HIGH)
            yield from _hatched(sample)
            yield Rect(sample, None, theme.FAINT, 0.15, role="key")
            yield from _key_words(say("chart.dominance.gap"), left, y)


def _stacked(areas: Sequence[Area], shares: Sequence[Array]) -> Iterator[_Strip]:
    inner = np.zeros(shares[0].shape) if shares else np.zeros(0)
    for number, (area, share) in enumerate(zip(areas, shares, strict=True), start=1):
        yield _Strip(number, _fill(area, number), inner + 0 * share, inner + share)
        inner = inner + share


def _fill(area: Area, number: int) -> str:
    return OTHERS if area.rest else FILLS[(number - 1) % len(FILLS)]


def _reach(edges: Sequence[Array], way: int) -> float:
    """Return how far the field goes one way, in whole quarters."""
    found = np.concatenate([*edges, [0.0]]) * way
    good = found[np.isfinite(found)]
    most = float(good.max()) if edges else 1.0
    return way * max(0.25, math.ceil(most * 4 - 1e-6) / 4)


def _badge(number: int, x: float, y: float) -> Iterator[Item]:
    yield Circle((x, y), _BADGE, theme.WHITE, theme.SOFT, 0.15, role="badge", of=str(number))
    yield one_line(
        str(number), x, y + 0.36 * TICK, room=2 * _BADGE, size=TICK, bold=True, anchor="middle",
        role="badge", of=str(number),
    )  # fmt: skip


def _key_words(words: str, left: float, y: float) -> Iterator[Text]:
    yield from block(
        words, left + _SAMPLE + 2.5, y + 0.5 * _SAMPLE_HIGH + 0.36 * LABEL,
        room=_KEY - 8.0 - _SAMPLE - 2.5, lines=4, role="key",
    )  # fmt: skip


def _beside(way: str, x: float, middle: float) -> Iterator[Item]:
    yield one_line(
        say(f"chart.dominance.{way}"), x, middle, room=_LEFT, size=HEADING, bold=True,
        role="heading",
    )  # fmt: skip
    yield from block(
        say(f"chart.dominance.note-{way}"), x, middle + HEADING * LINE_STEP, room=_LEFT, lines=2,
        size=TICK, color=theme.SOFT, role="note",
    )  # fmt: skip


def _hatched(box: Box) -> Iterator[Item]:
    """Yield slanting lines that fill a box."""
    for at in np.arange(_STRIPES, box.w + box.h, _STRIPES).tolist():
        start = (box.x + max(0.0, at - box.h), box.y + min(at, box.h))
        end = (box.x + min(at, box.w), box.y + max(0.0, at - box.w))
        yield Line((start, end), _STRIPE, THIN, role="gap")


def _in_the_middle(words: str, box: Box) -> Iterator[Item]:
    """Yield words on a white card in the middle of a box, above the line of nothing."""
    lines = wrap(words, _WORDS, LABEL, lines=3)
    height = len(lines.lines) * LABEL * LINE_STEP
    x, y = box.x + box.w / 2, box.y + 0.375 * box.h  # between two lines of the grid
    card = Box(x - max(lines.widths) / 2 - 2.0, y - height / 2 - 1.2, 0.0, height + 2.4)
    yield Rect(Box(card.x, card.y, max(lines.widths) + 4.0, card.h), theme.WHITE, role="gap")
    yield from block(
        words, x, y - height / 2 + LABEL, room=_WORDS, lines=3, anchor="middle",
        color=theme.SOFT, role="gap",
    )  # fmt: skip
