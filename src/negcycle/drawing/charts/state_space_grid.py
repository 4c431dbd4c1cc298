"""A state space grid: what two people do together, how long, and how they move on from there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.charts.cells import WAYS, Cell, Cells, cells
from negcycle.drawing.charts.inks import ink
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import HEADING, LABEL, TICK, one_line
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.plane import strokes
from negcycle.drawing.charts.portrait import KEY
from negcycle.drawing.charts.reading import (
    afterwords,
    behavior,
    checked,
    people,
    shortened,
    small_print,
)
from negcycle.drawing.charts.scales import turns
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.measure import text_width
from negcycle.drawing.scene import Box, Circle, Item, Line, Page, Point, Rect, Scene, Shape
from negcycle.drawing.theme import PAPERS, Ink, Paper
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory
from negcycle.words import say

_LEFT = 30.0
_BELOW = 14.0
_TINT = "#dfe3e8"
_MIDDLE = "#f7f7f5"
"""The row and the column of those who go neither way."""
_MOST_STEPS = 60
"""Different steps between cells that are drawn, the frequent ones first."""


def state_space_grid(trajectory: Trajectory, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the state space grid of a run, one page for each two people.

    Raises:
        DrawingError: if there are not two people whose behavior is known.
    """
    names = people(checked(trajectory))
    if len(names) < 2:
        raise DrawingError(say("chart.needs-two"))
    pages: list[Page] = []
    words: list[str] = []
    for pair in combinations(names, 2):
        found = cells(trajectory.times, *(behavior(trajectory, key) for key in pair))
        inks = [ink(list(names).index(key)) for key in pair]
        both = [names[key] for key in pair]
        short = [shortened(name) for name in both]
        title = say("chart.title.grid", first=short[0], second=short[1])
        around = sheet(title, [_summary(found, short)], small_print(trajectory), paper=paper)
        items = _items(found, around.room, both, inks)
        pages.append(around.page(items, title if pages else ""))
        words += [title, _summary(found, both), *_told(found, both)]
    title = say("chart.title.grids") if len(pages) > 1 else words.pop(0)
    return scene(pages, title, [*words, *afterwords(trajectory)])


def _items(found: Cells, room: Box, names: list[str], inks: list[Ink]) -> Iterator[Item]:
    box = Box(room.x + _LEFT, room.y + 6.0, room.w - _LEFT - KEY - 8.0, room.h - _BELOW - 6.0)
    yield from _drawn(found, box, names, inks)
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    yield from legend_items(_key(found), key)


def _drawn(found: Cells, box: Box, names: list[str], inks: list[Ink]) -> Iterator[Item]:
    yield Rect(Box(box.x, box.y + 0.4 * box.h, box.w, 0.2 * box.h), _MIDDLE, role="middle")
    yield Rect(Box(box.x + 0.4 * box.w, box.y, 0.2 * box.w, box.h), _MIDDLE, role="middle")
    for n in range(6):
        x, y = box.x + n * box.w / 5, box.y + n * box.h / 5
        color = AXIS if n in (0, 5) else GRID
        yield Line(((x, box.y), (x, box.bottom)), color, 0.25, role="grid")
        yield Line(((box.x, y), (box.right, y)), color, 0.25, role="grid")
    whole = float(found.dwell.sum())
    largest = 0.46 * min(box.w, box.h) / 5
    for row, column in np.argwhere(found.visits > 0).tolist():
        share = float(found.dwell[row, column]) / whole if whole else 1.0
        radius = max(0.9, largest * math.sqrt(share))
        yield Circle(
            _center((row, column), box),
            radius,
            _TINT,
            AXIS,
            0.2,
            role="dwell",
            of=f"{row},{column}",
        )
    drawn = [*_steps(found, box), *(_ends(found.path, box) if found.path else ())]
    yield from drawn
    yield from _shares(found, box, whole, drawn)
    yield from _axes(box, names, inks)


def _center(cell: Cell, box: Box) -> Point:
    row, column = cell
    return box.x + (column + 0.5) * box.w / 5, box.bottom - (row + 0.5) * box.h / 5


def _steps(found: Cells, box: Box) -> Iterator[Item]:
    """Yield an arrow for each step, thicker where it was taken often; two ways lie side by side."""
    steps = found.steps.most_common(_MOST_STEPS)
    most = steps[0][1] if steps else 1
    for (start, end), count in steps:
        (x, y), (u, v) = _center(start, box), _center(end, box)
        long = math.hypot(u - x, v - y)
        aside = (-(v - y) / long * 1.3, (u - x) / long * 1.3)
        inner = 2.4 / long
        line = (
            (x + (u - x) * inner + aside[0], y + (v - y) * inner + aside[1]),
            (u - (u - x) * inner + aside[0], v - (v - y) * inner + aside[1]),
        )
        width = 0.25 + 0.65 * math.log1p(count) / math.log1p(most)
        yield Line(line, theme.SOFT, width, role="step")
        yield Shape(arrowhead(line, 0.6, 2.6, 2.2), theme.INK, role="step")


def _ends(path: tuple[Cell, ...], box: Box) -> Iterator[Item]:
    x, y = _center(path[0], box)
    yield Circle((x, y), 1.6, theme.WHITE, theme.INK, 0.5, role="start")
    x, y = _center(path[-1], box)
    dx = 0.0 if path[0] != path[-1] else 4.0
    yield Circle((x + dx, y), 1.6, theme.INK, role="end")


def _shares(found: Cells, box: Box, whole: float, drawn: list[Item]) -> Iterator[Item]:
    """Yield in a corner of each visited cell which part of the time was spent there.

    The corner is one that no arrow passes through, as long as there is one.
    """
    blocked = strokes(drawn)
    wide, high = box.w / 5, box.h / 5
    for row, column in np.argwhere(found.visits > 0).tolist():
        share = float(found.dwell[row, column]) / whole if whole else 1.0
        words = _percent(share)
        x, y = box.x + column * wide, box.bottom - (row + 1) * high
        room = text_width(words, LABEL, bold=True)
        corners = [
            one_line(words, left, below, room=wide, bold=True, role="share", of=f"{row},{column}")
            for below in (y + 1.2 + LABEL, y + high - 1.6)
            for left in (x + 1.6, x + wide - 1.6 - room)
        ]
        crossed = [sum(text.box.overlaps(one) for one in blocked) for text in corners]
        yield corners[crossed.index(min(crossed))]


def _axes(box: Box, names: list[str], inks: list[Ink]) -> Iterator[Item]:
    for n, way in enumerate(WAYS):
        words = say(f"chart.way.{way}")
        x = box.x + (n + 0.5) * box.w / 5
        yield one_line(
            words, x, box.bottom + 1.6 + TICK, room=box.w / 5 - 1, size=TICK, color=theme.SOFT,
            anchor="middle", role="tick",
        )  # fmt: skip
        y = box.bottom - (n + 0.5) * box.h / 5
        yield one_line(
            words, box.x - 2.0, y + 0.36 * TICK, room=_LEFT - 2, size=TICK, color=theme.SOFT,
            anchor="right", role="tick",
        )  # fmt: skip
    yield one_line(
        names[0], box.x + box.w / 2, box.bottom + 4.0 + 2.6 * TICK, room=box.w, size=HEADING,
        color=inks[0].words, bold=True, anchor="middle", name=True, role="axis-name",
    )  # fmt: skip
    yield one_line(
        names[1], box.x - _LEFT, box.y - 2.0, room=box.w + _LEFT, size=HEADING,
        color=inks[1].words, bold=True, name=True, role="axis-name",
    )  # fmt: skip


def _key(found: Cells) -> list[Entry]:
    entries = [
        Entry(say("chart.grid.dot"), "dot", _TINT),
        Entry(say("chart.grid.share"), "none"),
    ]
    if len(found.path) > 1:
        entries.append(Entry(say("chart.grid.step"), "arrow", theme.SOFT))
    entries += [
        Entry(say("chart.grid.start"), "unstable"),
        Entry(say("chart.grid.end"), "stable"),
        Entry(say("chart.grid.limits"), "none"),
    ]
    if len(found.steps) > _MOST_STEPS:
        entries.append(
            Entry(say("chart.grid.more", shown=_MOST_STEPS, count=len(found.steps)), "none")
        )
    return entries


def _percent(share: float) -> str:
    return say("chart.below-one") if 0 < share < 0.005 else f"{share:.0%}"


def _cell_words(cell: Cell, names: list[str]) -> str:
    row, column = cell
    return say(
        "chart.grid.cell", first=names[0], first_way=say(f"chart.way.{WAYS[column]}"),
        second=names[1], second_way=say(f"chart.way.{WAYS[row]}"),
    )  # fmt: skip


def _summary(found: Cells, names: list[str]) -> str:
    whole = float(found.dwell.sum())
    if not found.path:
        return say("chart.grid.nothing")
    longest = np.unravel_index(int(np.argmax(found.dwell if whole else found.counts)), (5, 5))
    cell = (int(longest[0]), int(longest[1]))
    share = float(found.dwell[cell]) / whole if whole else 1.0
    return say("chart.grid.summary", share=_percent(share), cell=_cell_words(cell, names))


def _told(found: Cells, names: list[str]) -> Iterator[str]:
    if not found.path:
        return
    whole = float(found.dwell.sum())
    yield say("chart.grid.begins", cell=_cell_words(found.path[0], names))
    yield say("chart.grid.ends", cell=_cell_words(found.path[-1], names))
    order = np.argsort(-found.dwell.ravel(), kind="stable").tolist()
    for n in order:
        cell = (n // 5, n % 5)
        if found.visits[cell]:
            yield say(
                "chart.grid.in-cell", cell=_cell_words(cell, names),
                share=_percent(float(found.dwell[cell]) / whole if whole else 1.0),
                time=turns(float(found.dwell[cell])), visits=int(found.visits[cell]),
            )  # fmt: skip
    yield say("chart.grid.steps", count=len(found.path) - 1, different=len(found.steps))
