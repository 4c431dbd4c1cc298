"""Where many couples are over time: a fan of bands for each state, and a few single couples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE, THIN, ink
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.many import capital, counted, made, shares_told, titled
from negcycle.drawing.charts.panel import AXIS, TICK_ROOM, Panel, PanelPlan, placed, time_axis
from negcycle.drawing.charts.quantities import state_words
from negcycle.drawing.charts.scales import (
    Array,
    number,
    reach,
    round_reach,
    tick_words,
    ticks,
    turns,
)
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.thinning import thinned
from negcycle.drawing.charts.time_course import time_scale, time_ticks
from negcycle.drawing.scene import Box, Item, Line, Scene, Shape
from negcycle.drawing.theme import PAPERS, Ink, Paper
from negcycle.errors import DrawingError
from negcycle.model.ensemble import Ensemble
from negcycle.model.spread import LEVELS
from negcycle.model.trajectory import POSITION
from negcycle.words import say
from negcycle.words.listing import evenly

MOST_PANELS = 6
_UNASKED = 4
_SINGLE = 5
"""So many single couples are drawn."""
_HEADINGS = 38.0
_KEY = 50.0
_GAP = 5.0
_AXIS = 5.5
_COLUMN = 0.5
"""Width in mm of what counts as one place along x."""
_OUTER, _INNER = 0.2, 0.45
"""How strong the color of a band is."""
_OURS = Ink(theme.INK, theme.SOFT, ())


@dataclass(frozen=True, slots=True)
class _Fan:
    """One state of all couples over time."""

    name: str
    words: str
    ink: Ink
    levels: Array
    """The `LEVELS` of the couples. Shape ``(5, n_times)``."""
    single: Array
    """Some couples. Shape ``(k, n_times)``."""


def fan_chart(ensemble: Ensemble, of: Sequence[str] = (), *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the recorded states of many couples over time as a picture.

    Raises:
        UnknownName: if a state was not recorded.
        DrawingError: if nothing was recorded, or no couple is there.
    """
    times, fans, left_out = _fans(ensemble, of)
    title = titled("many.fan.title", ensemble.people)
    several = [say("many.fan.two-ways"), say("many.shares")] if len(ensemble) > 1 else []
    small = [*left_out, *made(ensemble), *several]
    says = shares_told(ensemble.outcomes)
    around = sheet(title, says, small, paper=paper)
    room = around.room
    left = room.x + _HEADINGS + TICK_ROOM
    field = Box(left, room.y, room.right - _KEY - left, room.h - _AXIS)
    x = time_scale(times, left, field.right)
    panels = placed([_plan(fan) for fan in fans], field, x, gap=_GAP)
    marks, words = time_ticks(x)
    items: list[Item] = []
    for panel, fan in zip(panels, fans, strict=True):
        items += _bands(panel, fan, times)
        items += panel.frame(marks)
        items += _lines(panel, fan, times)
        items += panel.heading(room.x, _HEADINGS - 2.0)
    unit = say("chart.unit.turns")
    items += time_axis(x, marks, words, field.bottom, unit, right=field.right + 3.0)
    beside = Box(field.right + 6.0, room.y, _KEY - 6.0, field.h)
    items += legend_items(_key(fans, panels), beside)
    told = chain(says, (line for fan in fans for line in _told(fan, times)), small)
    return scene([around.page(items)], title, told)


def _fans(ensemble: Ensemble, of: Sequence[str]) -> tuple[Array, list[_Fan], list[str]]:
    """Return the times, a fan for each state, and what is left out, in words."""
    recorded = ensemble.recorded
    if recorded is None or not recorded.names or not len(recorded.times):
        behaviors = (name for name in ensemble.names if name.endswith(".behavior"))
        raise DrawingError(say("many.fan.nothing-recorded", name=next(behaviors, "john.behavior")))
    if not len(ensemble):
        raise DrawingError(say("many.nothing"))
    shown = (list(dict.fromkeys(of)) or _unasked(recorded.names))[:MOST_PANELS]
    count = len(set(of or recorded.names))
    more = [say("many.fan.more-states", shown=len(shown), count=count)]
    left_out = more if len(shown) < count else []
    inks = {key: ink(n) for n, key in enumerate(ensemble.people)}
    fans: list[_Fan] = []
    missing = 0
    for name in shown:
        values = recorded[name]
        whole = values[np.all(np.isfinite(values), axis=1)].astype(np.float64)
        missing = max(missing, len(values) - len(whole))
        if not len(whole):
            raise DrawingError(say("many.fan.no-numbers", name=name))
        levels: Array = np.quantile(whole, LEVELS, axis=0)
        single: Array = whole[evenly(len(whole), _SINGLE)]
        words = state_words(name, ensemble.people)
        fans.append(_Fan(name, words, inks.get(name.partition(".")[0], _OURS), levels, single))
    if missing:
        left_out = [*left_out, say("many.fan.not-finite", count=counted(missing))]
    return recorded.times, fans, left_out


def _unasked(names: Sequence[str]) -> list[str]:
    """Return what is drawn where nobody says: what everybody does, or else the first states."""
    behaviors = [name for name in names if name.partition(".")[2] == "behavior"]
    return behaviors or list(names[:_UNASKED])


def _plan(fan: _Fan) -> PanelPlan:
    """Return the panel of one state."""
    state = fan.name.partition(".")[2].partition(".")[0] or fan.name
    values = np.concatenate([fan.levels.ravel(), fan.single.ravel()])
    low, high = float(values.min()), float(values.max())
    if state == "behavior":
        most = max(1.0, -low, high)
        marks = tuple(
            (at, say(f"chart.tick.{word}"))
            for at, word in ((most, "toward"), (0.0, "neither"), (-most, "away"))
        )
        note = say("chart.note.behavior")
        return PanelPlan(
            capital(fan.words), (), -most, most, marks, note=note, guides=(POSITION, -POSITION),
            role=fan.name,
        )  # fmt: skip
    if state in ("openness", "resentment", "cycle_strength") and low >= -1e-9 and high <= 1 + 1e-9:
        marks = tuple((one, f"{one:g}") for one in (0.0, 0.5, 1.0))
        note = say(f"chart.note.{state}")
        return PanelPlan(capital(fan.words), (), 0.0, 1.0, marks, note=note, role=fan.name)
    low, high = round_reach(*reach(min(low, 0.0), max(high, 0.0)), 4)
    steps = ticks(low, high, 4)
    step = steps[1] - steps[0] if len(steps) > 1 else 1.0
    marks = tuple((one, tick_words(one, step)) for one in steps)
    return PanelPlan(capital(fan.words), (), low, high, marks, role=fan.name)


# -- what is drawn ----------------------------------------------------------------------------


def _bands(panel: Panel, fan: _Fan, times: Array) -> Iterator[Item]:
    """Yield nine of ten couples, and half of them above."""
    xs = panel.x(times)
    for first, strength in ((0, _OUTER), (1, _INNER)):
        edges = [
            thinned(xs, panel.y(fan.levels[one]), column=_COLUMN).tolist()
            for one in (len(LEVELS) - 1 - first, first)
        ]
        points = [(x, y) for x, y in [*edges[0], *reversed(edges[1])]]
        if len(xs) > 1:
            fill = tint(fan.ink.strand, strength)
            yield Shape(tuple(points), fill, role="band", of=fan.name)


def _lines(panel: Panel, fan: _Fan, times: Array) -> Iterator[Item]:
    """Yield some single couples, and the median above."""
    xs = panel.x(times)
    for n, values in enumerate(fan.single if len(fan.single) > 1 else ()):
        yield from _line(xs, panel.y(values), theme.SOFT, THIN, role="single", of=f"{fan.name}.{n}")
    yield from _line(xs, panel.y(fan.levels[2]), fan.ink.strand, LINE, role="median", of=fan.name)


def _line(xs: Array, ys: Array, color: str, width: float, *, role: str, of: str) -> Iterator[Item]:
    points = thinned(xs, ys, column=_COLUMN).tolist()
    if len(points) < 2:  # one moment: a short stroke across it
        points = [(points[0][0] - 1.0, points[0][1]), (points[0][0] + 1.0, points[0][1])]
    yield Line(tuple((x, y) for x, y in points), color, width, role=role, of=of)


def tint(color: str, strength: float) -> str:
    """Return a color mixed with white; 0 is white, 1 the color itself."""
    parts = [int(color[n : n + 2], 16) for n in (1, 3, 5)]
    return "#" + "".join(f"{round(255 - strength * (255 - part)):02x}" for part in parts)


def _key(fans: Sequence[_Fan], panels: Sequence[Panel]) -> list[Entry]:
    single = len(fans[0].single)
    guided = any(panel.plan.guides for panel in panels)
    position = [Entry(say("many.fan.position"), "line", AXIS, THIN, (1.2, 0.8))] if guided else []
    if single == 1:
        return [Entry(say("many.fan.the-one"), "line", theme.INK, LINE), *position]
    return [
        Entry(say("many.fan.median"), "line", theme.INK, LINE),
        Entry(say("many.fan.half"), "tint", tint(theme.INK, _INNER)),
        Entry(say("many.fan.most"), "tint", tint(theme.INK, _OUTER)),
        Entry(say("many.fan.single", count=single), "line", theme.SOFT, THIN),
        *position,
    ]


# -- words ------------------------------------------------------------------------------------


def _told(fan: _Fan, times: Array) -> Iterator[str]:
    """Yield where the couples are at the start, half-way and at the end."""
    for place in dict.fromkeys((0, len(times) // 2, len(times) - 1)):
        low, lower, middle, upper, high = (number(one) for one in fan.levels[:, place].tolist())
        yield say(
            "many.fan.at", what=fan.words, time=turns(float(times[place])), median=middle,
            lower=lower, upper=upper, low=low, high=high,
        )  # fmt: skip
