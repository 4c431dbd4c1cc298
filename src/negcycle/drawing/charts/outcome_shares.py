"""How many couples end in which way: stacked over a number, or one bar for each way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from negcycle.drawing import theme
from negcycle.drawing.charts.cell_axis import across_items, frame_items, up_items, value_words
from negcycle.drawing.charts.inks import THIN
from negcycle.drawing.charts.lettering import HEADING, TICK, one_line
from negcycle.drawing.charts.many import capital, counted, shares_told, titled
from negcycle.drawing.charts.outcome_key import KEY, outcome_key
from negcycle.drawing.charts.outcomes import EMPTY, LOOKS, filled, outcome_words, patterned
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.plane import BELOW, LEFT
from negcycle.drawing.charts.quantities import parameter_words
from negcycle.drawing.charts.scales import Array
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.tally import Tally
from negcycle.drawing.scene import Box, Item, Line, Rect, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.model.ensemble import OUTCOMES, Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.words import say
from negcycle.words.listing import evenly, listed
from negcycle.words.shares import percent

_ORDER = tuple(OUTCOMES.index(outcome) for outcome in reversed(LOOKS))
"""The dark ones at the foot, so that the key has the same order as the stack."""
_SMALLEST = 0.9
"""Columns narrower than this, in mm, are drawn several as one."""
_APART = 5.0
"""Columns wider than this have room between them."""
_TOLD = 9
"""So many values are told in words."""
_BAR_STEP = 30.0
"""From one bar to the next, in mm."""
_BARS_LEFT, _BARS_RIGHT = 50.0, 62.0
"""Room in mm at both sides of the bars."""


class _Stacks:
    """The stacked shares over one number, in their room."""

    def __init__(self, found: Tally, name: str, room: Box) -> None:
        self.box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
        self.name = name
        self.shown = found.coarser((int(self.box.w / _SMALLEST),))
        self.wide = self.box.w / len(self.shown.axes[0])
        self.gap = 0.12 * self.wide if self.wide > _APART else 0.0
        shares = self.shown.shares[:, _ORDER]
        self.tops = np.cumsum(shares, axis=1)
        self.feet = self.tops - shares

    @property
    def has_gaps(self) -> bool:
        return int(self.shown.total.min()) == 0

    def items(self) -> Iterator[Item]:
        """Yield everything from back to front."""
        for level, place in enumerate(_ORDER):
            yield from self._fills(level, OUTCOMES[place])
        if self.has_gaps:
            yield from patterned(EMPTY, self.box, self._is_empty)
        for level in range(len(_ORDER)):
            yield from self._words(level)
        yield from self._frame()

    def _fills(self, level: int, outcome: Outcome) -> Iterator[Item]:
        """Yield the part of an outcome in each column, equal neighbors as one."""
        style = LOOKS[outcome]
        feet, tops = self.feet[:, level], self.tops[:, level]
        change = np.flatnonzero((np.diff(feet) != 0) | (np.diff(tops) != 0)) + 1
        starts = np.arange(len(feet)) if self.gap else np.concatenate([[0], change])
        ends = [*starts[1:].tolist(), len(feet)]
        for first, last in zip(starts.tolist(), ends, strict=True):
            if tops[first] > feet[first]:
                yield Rect(self._part(first, last, level), style.fill, role="part", of=str(outcome))
        if np.any(tops > feet):
            yield from patterned(
                style, self.box, lambda xs, ys: self._holds(level, xs, ys), of=str(outcome)
            )

    def _part(self, first: int, last: int, level: int) -> Box:
        left = self.box.x + first * self.wide + self.gap
        right = self.box.x + last * self.wide - self.gap
        top = self.box.bottom - self.box.h * float(self.tops[first, level])
        foot = self.box.bottom - self.box.h * float(self.feet[first, level])
        return Box(left, top, right - left, foot - top)

    def _columns(self, xs: Array) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Return in which column points lie, and whether they lie in its bar."""
        column = np.clip(((xs - self.box.x) / self.wide).astype(np.int64), 0, len(self.tops) - 1)
        away = xs - self.box.x - column * self.wide
        return column, (away >= self.gap) & (away <= self.wide - self.gap)

    def _holds(self, level: int, xs: Array, ys: Array) -> NDArray[np.bool_]:
        column, inside = self._columns(xs)
        height = (self.box.bottom - ys) / self.box.h
        inside &= (height >= self.feet[column, level]) & (height < self.tops[column, level])
        return inside

    def _is_empty(self, xs: Array, _: Array) -> NDArray[np.bool_]:
        column, inside = self._columns(xs)
        inside &= self.shown.total[column] == 0
        return inside

    def _words(self, level: int) -> Iterator[Item]:
        """Yield the share of each part that is large enough."""
        for column in range(len(self.tops)):
            part = self._part(column, column + 1, level)
            if part.w < 11.0 or part.h < 6.0:
                continue
            share = float(self.tops[column, level] - self.feet[column, level])
            words = one_line(
                percent(share, short=True), part.x + part.w / 2, part.y + part.h / 2 + 0.36 * TICK,
                room=part.w - 1.6, size=TICK, anchor="middle", role="share",
            )  # fmt: skip
            yield Rect(words.box.grown(0.7), theme.WHITE, radius=0.6, role="card")
            yield words

    def _frame(self) -> Iterator[Item]:
        """Yield the border, the ticks and the names of both axes."""
        marks = [(share, f"{share:.0%}") for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
        yield from across_items(self.shown.axes[0], self.box)
        yield from up_items(marks, self.box)
        yield from frame_items(self.name, say("many.shares.axis"), self.box)


def outcome_shares_chart(
    found: Tally, people: Mapping[str, str], small: Sequence[str], *, paper: Paper = PAPERS["a4"]
) -> Scene:
    """Return the shares of the outcomes, stacked over one number, as a picture.

    Args:
        found: The counts, over one parameter.
        people: The key and the name of each partner.
        small: What is said at the foot.
        paper: The sheet.
    """
    name = parameter_words(found.names[0], people)
    title = titled("many.shares.title", people)
    says = shares_told(found.outcomes)
    notes = [*found.notes, *small]
    around = sheet(title, says, notes, paper=paper)
    drawn = _Stacks(found, name, around.room)
    if len(drawn.shown.axes[0]) < len(found.axes[0]):
        notes.insert(0, say("many.map.coarse"))
        around = sheet(title, says, notes, paper=paper)
        drawn = _Stacks(found, name, around.room)
    key = Box(drawn.box.right + 8.0, drawn.box.y, KEY, drawn.box.h)
    items = [*drawn.items(), *outcome_key(found.outcomes, key, empty=drawn.has_gaps)]
    return scene([around.page(items)], title, [*says, *_told(found, name), *notes])


def _told(found: Tally, name: str) -> Iterator[str]:
    """Yield the axis, and the shares at some values."""
    (axis,) = found.axes
    low, high = axis.ends()
    yield say("many.shares.axes", what=name, low=low, high=high)
    words = value_words(axis.values)
    for place in evenly(len(axis), _TOLD):
        shares = zip(OUTCOMES, found.shares[place].tolist(), strict=True)
        parts = [
            say("many.shares.part", what=outcome_words(outcome), share=percent(share))
            for outcome, share in sorted(shares, key=lambda one: -one[1])
            if share
        ]
        told = listed(parts) or say("many.map.empty")
        yield say("many.shares.at", value=words[place], parts=told)


# -- one bar for each outcome -----------------------------------------------------------------


def outcome_bars_chart(
    ensemble: Ensemble, small: Sequence[str], *, paper: Paper = PAPERS["a4"]
) -> Scene:
    """Return a bar for each outcome as a picture."""
    title = titled("many.bars.title", ensemble.people)
    says = shares_told(ensemble.outcomes)
    around = sheet(title, says, small, paper=paper)
    shares = ensemble.outcomes
    whole = len(ensemble)
    told = [
        say(
            "many.bars.told",
            what=capital(outcome_words(outcome)),
            count=counted(round(shares.get(outcome, 0.0) * whole)),
            whole=counted(whole),
            share=percent(shares.get(outcome, 0.0)),
        )
        for outcome in OUTCOMES
    ]
    return scene([around.page(_bars(shares, whole, around.room))], title, [*says, *told, *small])


def _bars(shares: Mapping[Outcome, float], whole: int, room: Box) -> Iterator[Item]:
    field = Box(room.x + _BARS_LEFT, room.y + 4.0, room.w - _BARS_LEFT - _BARS_RIGHT, 0.0)
    step = min(_BAR_STEP, (room.h - 12.0) / len(LOOKS))
    foot = field.y + step * len(LOOKS)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = field.x + tick * field.w
        yield Line(((x, field.y - 2.0), (x, foot)), GRID, THIN, role="grid")
        yield one_line(
            f"{tick:.0%}", x, foot + 1.8 + TICK, room=30.0, size=TICK, color=theme.SOFT,
            anchor="middle", role="tick",
        )  # fmt: skip
    yield Line(((field.x, field.y - 2.0), (field.x, foot)), AXIS, THIN, role="axis")
    for n, outcome in enumerate(LOOKS):
        share = shares.get(outcome, 0.0)
        bar = Box(field.x, field.y + n * step, share * field.w, 0.62 * step)
        middle = bar.y + bar.h / 2 + 0.36 * HEADING
        if share:
            yield from filled(LOOKS[outcome], bar, of=str(outcome))
            yield Rect(bar, None, theme.FAINT, 0.15, role="bar", of=str(outcome))
        yield one_line(
            outcome_words(outcome), field.x - 3.0, middle, room=_BARS_LEFT - 3.0, size=HEADING,
            anchor="right", bold=True, role="heading", of=str(outcome),
        )  # fmt: skip
        words = say(
            "many.bars.count", count=counted(round(share * whole)), whole=counted(whole),
            share=percent(share),
        )  # fmt: skip
        count = one_line(
            words, bar.right + 2.5, middle, room=_BARS_RIGHT - 3.0, role="share", of=str(outcome)
        )
        yield Rect(count.box.grown(0.7), theme.WHITE, role="card")
        yield count
