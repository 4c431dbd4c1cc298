"""Three partners or more: everybody around a circle, one small loop for each pair, and an index."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import accumulate

from negcycle.drawing import theme
from negcycle.drawing.content import name_of
from negcycle.drawing.curve import Infinity
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import Box, Circle, Item, Line, Page, Point, Rect, Text
from negcycle.drawing.surroundings import title_items
from negcycle.drawing.theme import Paper
from negcycle.drawing.wrap import wrap
from negcycle.model.cycle import Cycle
from negcycle.words import say

_RADIUS = 66.0
_LOOP_A, _LOOP_B = 11.0, 4.4
_SHARES = sorted((0.2 + 0.02 * step for step in range(31)), key=lambda share: abs(share - 0.5))
_MOST_DRAWN = 6
_COLUMNS = 3
_NAME = 12 * theme.PT
_INDEX = 10 * theme.PT
_INDEX_W = 78.0
_NAME_W = 45.0


def rosette_pages(
    cycle: Cycle, title: str, paper: Paper, lengths: tuple[int, ...], *, pages_before: int = 0
) -> tuple[Page, ...]:
    """Return the first pages: who is in a cycle with whom, and on which page to find it.

    `lengths` holds the number of pages that follow for each pair, in the order of the pairs;
    `pages_before` counts those of other views.
    """
    drawn = len(cycle.partners) <= _MOST_DRAWN
    per_column = int((paper.height - 46.0) / (_INDEX * 1.6))
    first_sheet = per_column * (1 if drawn else _COLUMNS)
    sheets = 1 + max(0, math.ceil((len(lengths) - first_sheet) / (per_column * _COLUMNS)))
    rows = _index_rows(cycle, lengths, before=pages_before + sheets)
    label = say("page.rosette")
    pages: list[Page] = []
    for sheet in range(sheets):
        items: list[Item] = [*title_items(title, paper, 100.0)]
        x, count = theme.MARGIN, per_column * _COLUMNS
        if sheet == 0 and drawn:
            items += _rosette(cycle, paper)
            x, count = paper.width - theme.MARGIN - _INDEX_W, first_sheet
        items += _index(rows[:count], x, per_column)
        rows = rows[count:]
        pages.append(Page(paper.width, paper.height, tuple(items), label))
    return tuple(pages)


def _index_rows(cycle: Cycle, lengths: tuple[int, ...], *, before: int) -> list[str]:
    """Return one line for each pair: its number, the two names, and its page."""
    starts = accumulate(lengths, initial=before + 1)
    pairs = enumerate(zip(cycle.all_pairs(), starts, strict=False), start=1)
    return [_index_row(cycle, pair, number=number, page=page) for number, (pair, page) in pairs]


def _index_row(cycle: Cycle, pair: tuple[str, str], *, number: int, page: int) -> str:
    """Return one line of the index; of long names, each gets half of the room."""
    bare = say("rosette.row", number=number, first="", second="", page=page)
    room = (_INDEX_W - text_width(bare, _INDEX)) / 2
    first, second = (
        wrap(name_of(cycle.partner(key)), room, _INDEX, lines=1).lines[0] for key in pair
    )
    return say("rosette.row", number=number, first=first, second=second, page=page)


def _index(rows: list[str], x: float, per_column: int) -> Iterator[Item]:
    heading = say("rosette.index")
    width = text_width(heading, theme.NAME, bold=True)
    yield Text(heading, x, 34.0, theme.NAME, width, theme.INK, bold=True, role="index-title")
    for place, row in enumerate(rows):
        column, line = divmod(place, per_column)
        wrapped = wrap(row, _INDEX_W, _INDEX, lines=1)
        y = 42.0 + line * _INDEX * 1.6
        yield Text(
            wrapped.lines[0], x + column * 90.0, y, _INDEX, wrapped.widths[0], theme.INK,
            role="index",
        )  # fmt: skip


def _rosette(cycle: Cycle, paper: Paper) -> Iterator[Item]:
    places = _around(cycle.keys, paper)
    names = [_name_box(name_of(cycle.partner(key)), places[key]) for key in cycle.keys]
    taken = [box for box, _ in names]
    pairs = cycle.all_pairs()
    for first, second in pairs:
        yield Line((places[first], places[second]), theme.GREYED, 0.4, role="relation")
    long_ones_first = sorted(
        enumerate(pairs, start=1),
        key=lambda one: -math.dist(places[one[1][0]], places[one[1][1]]),
    )
    for number, (first, second) in long_ones_first:
        middle = _free_place(places[first], places[second], taken)
        taken.append(_loop_box(middle))
        yield from _small_loop(number, middle, f"{first}+{second}")
    for key, (box, lines) in zip(cycle.keys, names, strict=True):
        yield from _name(key, box, lines)


def _around(keys: tuple[str, ...], paper: Paper) -> dict[str, Point]:
    """Put people around a circle, the first at the top; the index stands beside it."""
    room = paper.width - 2 * theme.MARGIN - _INDEX_W - 4.0
    x, y = theme.MARGIN + room / 2, paper.height / 2 + 6.0
    across = min(1.1 * _RADIUS, (room - _NAME_W) / 2)
    turn = 2 * math.pi / len(keys)
    return {
        key: (x + across * math.sin(turn * index), y - _RADIUS * math.cos(turn * index))
        for index, key in enumerate(keys)
    }


def _name_box(name: str, at: Point) -> tuple[Box, tuple[tuple[str, float], ...]]:
    wrapped = wrap(name, _NAME_W - 5.0, _NAME, lines=2, bold=True)
    width, height = max(wrapped.widths) + 5.0, len(wrapped.lines) * _NAME * theme.LEADING + 3.0
    lines = tuple(zip(wrapped.lines, wrapped.widths, strict=True))
    return Box(at[0] - width / 2, at[1] - height / 2, width, height), lines


def _name(key: str, box: Box, lines: tuple[tuple[str, float], ...]) -> Iterator[Item]:
    yield Rect(box, theme.WHITE, theme.FAINT, 0.35, radius=3.0, role="name-card", of=key)
    for index, (line, width) in enumerate(lines):
        y = box.y + 1.5 + _NAME * (0.9 + index * theme.LEADING)
        yield Text(
            line, box.center[0], y, _NAME, width, theme.INK, bold=True, anchor="middle",
            rtl=reads_right_to_left(line), role="name", of=key,
        )  # fmt: skip


def _loop_box(middle: Point) -> Box:
    return Box(middle[0] - _LOOP_A, middle[1] - _LOOP_B, 2 * _LOOP_A, 2 * _LOOP_B)


def _free_place(one: Point, other: Point, taken: list[Box]) -> Point:
    """Return a place on the line between two people where a small loop covers nothing else."""
    spots = [
        (one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share)
        for share in _SHARES
    ]
    free = (
        spot for spot in spots if not any(_loop_box(spot).overlaps(box, gap=1.0) for box in taken)
    )
    return next(free, spots[0])


def _small_loop(number: int, middle: Point, of: str) -> Iterator[Item]:
    curve = Infinity(middle[0], middle[1], _LOOP_A, _LOOP_B)
    quarter = math.pi / 4
    halves = (curve.stretch(3 * quarter, 7 * quarter), curve.stretch(-quarter, 3 * quarter))
    for half, ink in zip(halves, theme.INKS, strict=True):
        yield Line(half, ink.strand, 1.1, (), role="small-loop", of=of)
    yield Circle(middle, 3.0, theme.WHITE, theme.FAINT, 0.3, role="index-number", of=of)
    text = str(number)
    width = text_width(text, theme.HEADING, bold=True)
    yield Text(
        text, middle[0], middle[1] + 0.36 * theme.HEADING, theme.HEADING, width, theme.INK,
        bold=True, anchor="middle", role="index-number", of=of,
    )  # fmt: skip
