"""A checklist as a profile: a row for each item, a mark for each person, and no sum.

Each person has a shape and a color of their own; what they answered on an earlier day is the same
shape as an outline. The marks have the same size, so that ink is equal.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import THIN, ink
from negcycle.drawing.charts.lettering import HEADING, LABEL, LINE_STEP, SENTENCE, block, one_line
from negcycle.drawing.charts.sheet import Sheet, scene, sheet
from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.scene import Box, Circle, Item, Line, Page, Point, Scene, Shape
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.drawing.wrap import wrap
from negcycle.errors import DrawingError
from negcycle.practices.over_time.comparing import Comparison, Row
from negcycle.practices.sheets.answers import SCALE, level
from negcycle.words import say
from negcycle.words.tidying import tidy

MOST_PEOPLE = 6

_PROMPTS = 104.0
_KEY = 50.0
_HEADS = 7.0
_RADIUS = 2.0
_LANE, _LANE_OF_MANY = 5.6, 6.8
"""From the marks of one person to those of the next, in mm: of two, and of more."""
_WIDE = 1.4
"""How much larger an outline is that stands around a filled mark."""
_PAD = 4.0
_ROOMY = 1.5
"""How much higher a row may be where there is room."""
_QUESTION = 9.0
"""Room in mm for the question below the rows."""
_PROMPT_LINES = 4
_GRID = "#d9d9d6"
_TRIANGLE = ((0.0, -1.0), (0.866, 0.5), (-0.866, 0.5))
_SHAPES: tuple[tuple[Point, ...], ...] = (
    (),
    ((-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)),
    _TRIANGLE,
    ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
    tuple((x, -y) for x, y in _TRIANGLE),
    ((-2.0, -1.0), (2.0, -1.0), (2.0, 1.0), (-2.0, 1.0)),
)
"""The corners of the shapes, a disc first; each person has one, so that grey print tells."""


def profile(found: Comparison, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return sheets of one checklist as a picture: the items as rows, the answers as columns.

    Raises:
        DrawingError: if something in the answers comes first, or there are too many people.
    """
    if found.waits:
        raise DrawingError(" ".join(found.sentences))
    if len(found.people) > MOST_PEOPLE:
        raise DrawingError(say("chart.profile.too-many", count=len(found.people)))
    title = say("chart.profile.title", name=found.practice.name)
    foot = [found.care, found.own_copy]
    around = sheet(title, [say("side-by-side.no-sum")], foot, paper=paper)
    pages = [_page(found, rows, around) for rows in _paged(found, around.room)]
    return scene(pages, title, found.sentences)


def _paged(found: Comparison, room: Box) -> Iterator[list[Row]]:
    """Yield the rows of each page."""
    rows: list[Row] = []
    used = _HEADS + _QUESTION
    for row in found.rows:
        height = _height(row, len(found.people))
        if rows and used + height > room.h:
            yield rows
            rows, used = [], _HEADS + _QUESTION
        rows.append(row)
        used += height
    yield rows


def _height(row: Row, people: int) -> float:
    """Return how high a row has to be."""
    lines = wrap(tidy(row.prompt), _PROMPTS, SENTENCE, lines=_PROMPT_LINES).lines
    return max(len(lines) * SENTENCE * LINE_STEP, people * _lane(people)) + _PAD


def _lane(people: int) -> float:
    return _LANE if people <= 2 else _LANE_OF_MANY


def _page(found: Comparison, rows: Sequence[Row], around: Sheet) -> Page:
    room = around.room
    columns = _Columns(room.x + _PROMPTS + 6.0, room.right - _KEY - 6.0)
    heights = [_height(row, len(found.people)) for row in rows]
    roomy = (room.h - _HEADS - _QUESTION) / max(sum(heights), 1.0)
    heights = [one * min(roomy, _ROOMY) for one in heights]
    top = room.y + _HEADS
    foot = top + sum(heights)
    items: list[Item] = list(columns.frame(room.y, foot))
    y = top
    for row, height in zip(rows, heights, strict=True):
        items.append(Line(((room.x, y), (columns.right, y)), _GRID, THIN, role="rule"))
        items += _row(row, found, columns, Box(room.x, y, columns.right - room.x, height))
        y += height
    items.append(Line(((room.x, y), (columns.right, y)), _GRID, THIN, role="rule"))
    if rows[-1:] == list(found.rows[-1:]):
        items.append(
            one_line(
                found.question,
                room.x,
                foot + 0.75 * _QUESTION,
                room=columns.right - room.x,
                size=SENTENCE,
                bold=True,
                role="question",
            )
        )
    items += _key(found, Box(room.right - _KEY, room.y, _KEY, room.h))
    return around.page(items)


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where each answer stands, from left to right, and last what is not answered."""

    left: float
    right: float

    def at(self, answer: str | None) -> float:
        """Return the middle of a column."""
        place = len(SCALE) if answer is None else level(answer)
        return self.left + (place + 0.5) * self.width

    @property
    def width(self) -> float:
        return (self.right - self.left) / (len(SCALE) + 1)

    def frame(self, top: float, foot: float) -> Iterator[Item]:
        """Yield the words above the columns, and a thin line down each."""
        for answer in (*SCALE, None):
            at = self.at(answer)
            yield from block(
                answer or say("chart.profile.blank"), at, top + HEADING, room=self.width - 2.0,
                lines=1, size=LABEL, bold=answer is not None, anchor="middle", role="answer",
                color=theme.INK if answer else theme.SOFT,
            )  # fmt: skip
            if answer:
                yield Line(((at, top + _HEADS), (at, foot)), _GRID, THIN, role="grid")


def _row(row: Row, found: Comparison, columns: _Columns, box: Box) -> Iterator[Item]:
    """Yield one item: its words at the left, and a mark for each person on a lane of their own."""
    prompt = tidy(row.prompt)
    lines = len(wrap(prompt, _PROMPTS, SENTENCE, lines=_PROMPT_LINES).lines)
    first = box.center[1] - lines * SENTENCE * LINE_STEP / 2 + 0.95 * SENTENCE
    right_to_left = reads_right_to_left(prompt)
    yield from block(
        prompt, box.x + (_PROMPTS if right_to_left else 0.0), first, room=_PROMPTS, size=SENTENCE,
        lines=_PROMPT_LINES, name=True, anchor="right" if right_to_left else "left",
        role="prompt", of=row.id,
    )  # fmt: skip
    for number, person in enumerate(found.people):
        y = box.center[1] + (number - (len(found.people) - 1) / 2) * _lane(len(found.people))
        yield from _answers(row, person, number, columns, y)


def _answers(row: Row, person: str, number: int, columns: _Columns, y: float) -> Iterator[Item]:
    """Yield what one person answered to one item, now and, as an outline, on an earlier day."""
    answer, before = row.now[person], row.earlier.get(person)
    now = (columns.at(answer), y)
    if before is not None:
        then = (columns.at(before), y)
        if answer not in (None, before):
            yield Line((then, now), ink(number).strand, THIN, role="change", of=person)
        yield from mark(then, number, filled=False, wide=answer == before, of=person)
    if answer is None:
        yield one_line(
            say("chart.vital.unknown"), now[0], y + 0.36 * LABEL, room=6.0, bold=True,
            color=ink(number).words, anchor="middle", role="blank", of=person,
        )  # fmt: skip
    else:
        yield from mark(now, number, of=person)


def mark(
    center: Point, number: int, *, filled: bool = True, wide: bool = False, of: str = ""
) -> Iterator[Item]:
    """Yield the mark of the person with this number: filled, or an outline for an earlier day.

    All shapes have the same area. A `wide` outline stands around a filled mark.
    """
    color = ink(number)
    radius = _RADIUS * (_WIDE if wide else 1.0)
    corners = _SHAPES[number % len(_SHAPES)]
    role = "mark" if filled else "earlier"
    if not corners:
        yield Circle(
            center, radius, color.strand if filled else theme.WHITE, color.strand, 0.4, role, of
        )
        return
    points = _sized(corners, center, radius)
    yield Shape(points, color.strand if filled else theme.WHITE, role, of)
    yield Line((*points, points[0]), color.strand, 0.4, role=f"{role}-edge", of=of)


def _sized(corners: Sequence[Point], center: Point, radius: float) -> tuple[Point, ...]:
    """Return a shape in its place, with the area of a disc of this radius."""
    sides = zip(corners, (*corners[1:], corners[0]), strict=True)
    area = abs(sum(x * b - y * a for (x, y), (a, b) in sides)) / 2
    size = radius * math.sqrt(math.pi / area)
    return tuple((center[0] + size * x, center[1] + size * y) for x, y in corners)


def _key(found: Comparison, room: Box) -> Iterator[Item]:
    """Yield whose each mark is, and of which day."""
    y = room.y + HEADING
    for number, (name, dates) in enumerate(found.dates.items()):
        drawn = [(dates[-1], True)] + ([(dates[0], False)] if len(dates) > 1 else [])
        yield from block(
            name, room.x, y, room=room.w, lines=1, bold=True, color=ink(number).words, name=True,
            size=LABEL, role="key-name", of=name,
        )  # fmt: skip
        for date, filled in drawn:
            y += LABEL * 1.75
            yield from mark((room.x + 2.6, y - 0.36 * LABEL), number, filled=filled, of=name)
            key = "chart.profile.now" if filled else "chart.profile.earlier"
            words = say(key, date=date or say("side-by-side.no-date"))
            yield one_line(words, room.x + 7.0, y, room=room.w - 7.0, role="key", of=name)
        y += LABEL * 2.4
