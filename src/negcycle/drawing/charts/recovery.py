"""The share of couples that end calm, over a number that differs, with its intervals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negcycle.analysis.many.recovery import RecoveryCurve
from negcycle.drawing import theme
from negcycle.drawing.charts.cell_axis import CellAxis, frame_items, up_items, value_words
from negcycle.drawing.charts.inks import LINE, MANY_INKS, THIN, ink
from negcycle.drawing.charts.lettering import LABEL, TICK, block, one_line, spread
from negcycle.drawing.charts.many import titled
from negcycle.drawing.charts.outcomes import outcome_words
from negcycle.drawing.charts.panel import AXIS, GRID
from negcycle.drawing.charts.plane import BELOW, LEFT
from negcycle.drawing.charts.quantities import parameter_words
from negcycle.drawing.charts.scales import Array, Scale, reach, tick_words, ticks
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.thinning import pieces
from negcycle.drawing.scene import Box, Circle, Item, Line, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.words import say
from negcycle.words.listing import evenly, listed
from negcycle.words.shares import percent

MOST_LINES = len(MANY_INKS)
"""Of more levels, so many are drawn, evenly chosen."""
_LABELS = 58.0
_MOST_DOTS = 40
"""With more values than this, lines have no dots on them, and not every interval is drawn."""
_DODGE = 0.7
"""How far, in mm, the marks of one line stand beside those of the next, so that all are seen."""
_WIDE = 20.0
"""Values that reach over so many times the lowest one, at equal ratios, are drawn by ratio."""
_TOLD = 9
_HALF = 0.5


class _Curves:
    """The curves in their room."""

    def __init__(self, found: RecoveryCurve, shown: Sequence[int], by: str, room: Box) -> None:
        self.found, self.shown, self.by = found, shown, by
        right = _LABELS if found.by is not None else 10.0
        self.box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - right, room.h - BELOW - 6.0)
        self.x = across(found.values, self.box)
        self.every = -(-len(found.values) // _MOST_DOTS)
        self.y = Scale(0.0, 1.0, self.box.bottom, self.box.y)

    def items(self, name: str) -> Iterator[Item]:
        """Yield everything from back to front."""
        yield from self._grid()
        yield from frame_items(name, self._up(), self.box)
        for n, level in enumerate(self.shown):
            yield from self._curve(n, level)
        if self.found.by is not None:
            yield from self._labels()

    def _up(self) -> str:
        return say("many.recovery.up", what=outcome_words(self.found.outcome))

    def _grid(self) -> Iterator[Item]:
        box, last = self.box, -1e9
        for value, label in self._marks():
            at = self.x.at(value)
            yield Line(((at, box.y), (at, box.bottom)), GRID, THIN, role="grid")
            words = one_line(
                label, at, box.bottom + 1.8 + TICK, room=30.0, size=TICK, color=theme.SOFT,
                anchor="middle", role="tick",
            )  # fmt: skip
            if words.box.x > last + 1.0:
                last = words.box.right
                yield words
        for share in (0.25, 0.75):
            at = self.y.at(share)
            yield Line(((box.x, at), (box.right, at)), GRID, THIN, role="grid")
        half = self.y.at(_HALF)
        yield Line(((box.x, half), (box.right, half)), AXIS, THIN, (1.2, 0.8), role="guide")
        yield from up_items([(one, f"{one:.0%}") for one in (0.0, 0.25, 0.5, 0.75, 1.0)], box)

    def _marks(self) -> list[tuple[float, str]]:
        values = self.found.values
        if self.x.log or len(values) <= _TOLD:
            return list(zip(values.tolist(), value_words(values.tolist()), strict=True))
        found = ticks(self.x.low, self.x.high, 9)
        step = found[1] - found[0] if len(found) > 1 else 1.0
        return [(one, tick_words(one, step)) for one in found]

    def _curve(self, n: int, level: int) -> Iterator[Item]:
        found, style = self.found, ink(n)
        shares, low, high = found.shares[level], found.low[level], found.high[level]
        xs = self._xs(n)
        ends_of = zip(xs.tolist(), low.tolist(), high.tolist(), strict=True)
        for place, (x, foot, top) in enumerate(ends_of):
            if np.isfinite(foot) and np.isfinite(top) and place % self.every == 0:
                ends = ((x, self.y.at(foot)), (x, self.y.at(top)))
                yield Line(ends, style.strand, THIN, role="interval", of=str(n))
        for piece in pieces(shares):
            points = list(zip(xs[piece].tolist(), self.y(shares[piece]).tolist(), strict=True))
            if len(points) > 1:
                yield Line(tuple(points), style.strand, LINE, style.dash, role="curve", of=str(n))
            if len(points) == 1 or self.every == 1:
                for at in points:
                    yield Circle(at, 0.8, style.strand, role="share", of=str(n))

    def _xs(self, n: int) -> Array:
        """Return where the values lie for one line, a little beside those of the next."""
        away = (n - (len(self.shown) - 1) / 2) * _DODGE if self.every == 1 else 0.0
        return self.x(self.found.values) + away

    def _labels(self) -> Iterator[Item]:
        """Yield the value of each line at its right end, below what these values are."""
        left, room = self.box.right + 5.0, _LABELS - 5.0
        heading = list(
            block(self.by, left, self.box.y + LABEL, room=room, lines=4, bold=True, role="key")
        )
        yield from heading
        words = value_words(self.found.levels.tolist())
        named = [
            (n, level)
            for n, level in enumerate(self.shown)
            if np.any(np.isfinite(self.found.shares[level]))
        ]
        last = [self._end(n, level) for n, level in named]
        gap = LABEL * 1.25
        top = heading[-1].y + 2.0 + gap / 2
        bottom = self.box.bottom - gap / 2
        places = spread([y for _, y in last], gap=gap, top=top, bottom=bottom)
        for (n, level), (x, y), place in zip(named, last, places, strict=True):
            style = ink(n)
            leader = ((x + 1.2, y), (left - 0.8, place), (left + 8.0, place))
            yield Line(leader[:2], style.strand, THIN, role="leader", of=str(n))
            yield Line(leader[1:], style.strand, LINE, style.dash, role="key", of=str(n))
            yield one_line(
                words[level], left + 9.5, place + 0.36 * LABEL, room=room - 9.5,
                color=style.words, bold=True, role="end-label", of=str(n),
            )  # fmt: skip

    def _end(self, n: int, level: int) -> tuple[float, float]:
        """Return where a line ends."""
        shares = self.found.shares[level]
        last = int(np.flatnonzero(np.isfinite(shares))[-1])
        return float(self._xs(n)[last]), self.y.at(float(shares[last]))


def recovery_chart(
    found: RecoveryCurve,
    people: Mapping[str, str],
    small: Sequence[str],
    *,
    paper: Paper = PAPERS["a4"],
) -> Scene:
    """Return the share of couples that ended in one way, over a number, as a picture.

    Args:
        found: The curves.
        people: The key and the name of each partner.
        small: What is said at the foot.
        paper: The sheet.
    """
    name = parameter_words(found.over, people)
    by = parameter_words(found.by, people) if found.by is not None else ""
    levels = len(found.levels)
    shown = evenly(levels, MOST_LINES)
    more = [say("many.recovery.more", shown=len(shown), count=levels)] * (len(shown) < levels)
    how = say("many.recovery.intervals" if found.by_chance else "many.recovery.no-chance")
    title = titled(f"many.recovery.title.{found.outcome}", people)
    says = _summary(found)
    notes = [how, *more, *small]
    around = sheet(title, says, notes, paper=paper)
    items = _Curves(found, shown, by, around.room).items(name)
    return scene([around.page(items)], title, [*says, *_told(found, shown, name, by), *notes])


def across(values: Array, box: Box) -> Scale:
    """Return the scale of an axis from left to right with these values, with room at its ends."""
    low, high = reach(float(values[0]), float(values[-1]))
    steps = np.diff(np.log(values)) if low > 0 else np.empty(0)
    by_ratio = (
        len(steps) > 1 and high >= _WIDE * low and np.ptp(steps) <= 1e-3 * float(steps.mean())
    )
    return Scale(low, high, box.x + 5.0, box.right - 5.0, bool(by_ratio))


# -- words ------------------------------------------------------------------------------------


def _summary(found: RecoveryCurve) -> list[str]:
    shares = found.shares[np.isfinite(found.shares)]
    if not len(shares):
        return [say("many.map.empty")]
    low, high = percent(float(shares.min())), percent(float(shares.max()))
    what = outcome_words(found.outcome)
    if low == high:
        return [say("many.recovery.same", what=what, share=low)]
    said = [say("many.recovery.range", what=what, low=low, high=high)]
    turns = np.flatnonzero(np.diff(shares >= _HALF)).tolist()
    if len(found.levels) == 1 and len(turns) == 1:
        known = value_words(found.values[np.isfinite(found.shares[0])].tolist())
        below, above = known[turns[0]], known[turns[0] + 1]
        said.append(say("many.recovery.half", below=below, above=above))
    return said


def _told(found: RecoveryCurve, shown: Sequence[int], name: str, by: str) -> Iterator[str]:
    """Yield the axes, and for each line the share at some values."""
    low, high = CellAxis(tuple(found.values.tolist())).ends()
    yield say("many.shares.axes", what=name, low=low, high=high)
    words = value_words(found.values.tolist())
    levels = value_words(found.levels.tolist()) if by else [""]
    for level in shown:
        told = listed([_at(found, level, n, words[n]) for n in evenly(len(words), _TOLD)])
        yield (
            say("many.recovery.level", by=by, level=levels[level], parts=told)
            if by
            else say("many.recovery.line", parts=told)
        )


def _at(found: RecoveryCurve, level: int, place: int, value: str) -> str:
    share = float(found.shares[level, place])
    if not np.isfinite(share):
        return say("many.recovery.at-nobody", value=value)
    low, high = float(found.low[level, place]), float(found.high[level, place])
    if not np.isfinite(low):
        return say("many.recovery.at", value=value, share=percent(share))
    return say(
        "many.recovery.at-between", value=value, share=percent(share), low=percent(low),
        high=percent(high),
    )  # fmt: skip
