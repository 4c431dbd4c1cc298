"""What happened over time: panels below each other, with the inputs as bars above them.

A couple has panels for what they do, how open they are, their resentment, the strength of the cycle
and its loop gain, as far as these are known. Any other model has one panel.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np

from negcycle.drawing.charts.inks import ink, inks_of
from negcycle.drawing.charts.inputs import Lane, lane_items, lanes, lanes_height, shades, told
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.panel import (
    TICK_ROOM,
    PanelPlan,
    Series,
    placed,
    time_axis,
    values_of,
)
from negcycle.drawing.charts.reading import (
    afterwords,
    behavior,
    checked,
    course,
    has,
    outcome_words,
    people,
    position_words,
    shared_words,
    shortened,
    small_print,
)
from negcycle.drawing.charts.scales import (
    Array,
    Scale,
    log_ticks,
    reach,
    round_reach,
    tick_words,
    ticks,
)
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.scene import Box, Item, Scene
from negcycle.drawing.theme import INK as DARK
from negcycle.drawing.theme import PAPERS, SOFT, Ink, Paper
from negcycle.model.trajectory import POSITION, Trajectory
from negcycle.words import say
from negcycle.words.listing import listed

MOST_LINES = 12
"""How many lines one panel shows of a model with many states."""

_HEADINGS = 34.0
_LABELS = 40.0
_GAP = 4.2
_AXIS = 5.5
"""Room in mm for the axis of time, below the last panel."""
_LOWEST_GAIN, _HIGHEST_GAIN = 1e-3, 1e3


def time_course(trajectory: Trajectory, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return a run over time as a picture.

    Raises:
        DrawingError: if there is nothing to draw.
    """
    names = people(checked(trajectory))
    plans = _of_a_couple(trajectory, names) if names else _of_a_model(trajectory)
    short = {key: shortened(name) for key, name in names.items()}
    title = _title(trajectory, short)
    left_out = _left_out(trajectory, names)
    says = [outcome_words(trajectory), position_words(trajectory, short), left_out]
    small = small_print(trajectory)
    around = sheet(title, says, small, paper=paper)
    rows = lanes(trajectory.bands)
    chart = _Chart(trajectory, plans, rows, around.room, unit=_unit(names))
    blocks = any(panel.is_block(trajectory.times) for panel in chart.panels)
    shared = any(panel.shares(trajectory.times) for panel in chart.panels)
    says += [say("chart.blocks")] if blocks else []
    small += [shared_words(list(short.values()))] if shared else []
    if blocks or shared:
        around = sheet(title, says, small, paper=paper)
        chart = _Chart(trajectory, plans, rows, around.room, unit=_unit(names))
    words = chain(
        [_panels_told(plans), says[0], position_words(trajectory, names)],
        told(rows),
        (
            say(
                "chart.of-panel",
                heading=plan.heading,
                course=course(one.label, one.values, trajectory.times),
            )
            for plan in plans
            for one in plan.series
        ),
        says[2:],
        afterwords(trajectory),
        [shared_words(list(names.values()))] if shared else [],
    )
    return scene([around.page(chart.items())], title, words)


def time_scale(times: Array, start: float, end: float) -> Scale:
    """Return the axis for these times; a single moment gets one unit of time."""
    first, last = float(times[0]), float(times[-1])
    return Scale(*((first, last) if last > first else reach(first, first + 1.0)), start, end)


def time_ticks(x: Scale, count: int = 8) -> tuple[list[float], list[str]]:
    """Return the ticks of an axis of time, and their words."""
    found = ticks(x.low, x.high, count)
    step = found[1] - found[0] if len(found) > 1 else 1.0
    return found, [tick_words(one, step) for one in found]


# -- the panels -------------------------------------------------------------------------------


def behavior_panel(trajectory: Trajectory, names: dict[str, str]) -> PanelPlan:
    """Return the panel of who moves toward and who away."""
    inks = inks_of(trajectory.people)
    series = tuple(
        Series(name, behavior(trajectory, key), inks[key], key) for key, name in names.items()
    )
    found = values_of(series)
    most = max(1.0, float(np.max(np.abs(found)))) if len(found) else 1.0
    words = ((most, "toward"), (0.0, "neither"), (-most, "away"))
    return PanelPlan(
        say("chart.panel.behavior"), series, -most, most,
        tuple((at, say(f"chart.tick.{word}")) for at, word in words),
        note=say("chart.note.behavior"),
        guides=(POSITION, -POSITION), weight=2.0, role="behavior",
    )  # fmt: skip


def share_panel(
    trajectory: Trajectory, names: dict[str, str], what: str, *, weight: float = 1.0
) -> PanelPlan:
    """Return the panel of something between 0 and 1 that each person has."""
    series = _of_each(trajectory, names, what)
    return _shares(what, series, weight=weight)


def strength_panel(trajectory: Trajectory, *, weight: float = 1.0) -> PanelPlan:
    """Return the panel of the strength of the cycle."""
    series = (Series("", trajectory["cycle_strength"], _OURS, "cycle_strength"),)
    return _shares("cycle_strength", series, weight=weight)


_OURS = Ink(DARK, SOFT, ())
"""What belongs to all of them is drawn in black."""


def _of_a_couple(trajectory: Trajectory, names: dict[str, str]) -> list[PanelPlan]:
    plans = [behavior_panel(trajectory, names)]
    plans += [
        share_panel(trajectory, names, what)
        for what in ("openness", "resentment")
        if any(has(trajectory, f"{key}.{what}") for key in names)
    ]
    if has(trajectory, "cycle_strength"):
        plans.append(strength_panel(trajectory))
    if has(trajectory, "gain"):
        plans.append(_gain_panel(trajectory))
    return plans


def _of_each(trajectory: Trajectory, names: dict[str, str], what: str) -> tuple[Series, ...]:
    inks = inks_of(trajectory.people)
    return tuple(
        Series(name, trajectory[f"{key}.{what}"], inks[key], key)
        for key, name in names.items()
        if has(trajectory, f"{key}.{what}")
    )


def _shares(what: str, series: tuple[Series, ...], *, weight: float) -> PanelPlan:
    found = values_of(series)
    low, high = 0.0, 1.0
    if len(found) and not (found.min() >= -1e-9 and found.max() <= 1 + 1e-9):
        low, high = round_reach(min(0.0, float(found.min())), max(1.0, float(found.max())), 2)
    marks = ticks(low, high, 2)
    words = tuple((one, f"{one:g}") for one in marks)
    return PanelPlan(
        say(f"chart.panel.{what}"), series, low, high, words,
        note=say(f"chart.note.{what}"), weight=weight, role=what,
    )  # fmt: skip


def _gain_panel(trajectory: Trajectory) -> PanelPlan:
    values = trajectory["gain"]
    series = (Series("", values, _OURS, "gain"),)
    good = values[np.isfinite(values)]
    log = bool(np.all(good >= 0))
    if log:
        some = good[good > 0]
        lowest, highest = (float(some.min()), float(some.max())) if len(some) else (0.1, 10.0)
        low = 10.0 ** np.floor(np.log10(min(0.1, max(lowest, _LOWEST_GAIN))) + 1e-9)
        high = 10.0 ** np.ceil(np.log10(max(10.0, min(highest, _HIGHEST_GAIN))) - 1e-9)
        marks = log_ticks(float(low), float(high))
        words = tuple((one, f"{one:g}") for one in marks)
    else:
        low, high = round_reach(min(0.0, float(good.min())), max(1.5, float(good.max())), 3)
        marks = ticks(low, high, 3)
        words = tuple((one, tick_words(one, marks[1] - marks[0])) for one in marks)
    return PanelPlan(
        say("chart.panel.gain"), series, float(low), float(high), words,
        note=say("chart.note.gain"), guides=(1.0,), log=log, role="gain",
    )  # fmt: skip


def _of_a_model(trajectory: Trajectory) -> list[PanelPlan]:
    shown = trajectory.names[:MOST_LINES]
    series = tuple(
        Series(seen(name.replace("_", " "), "?"), trajectory.states[:, place], ink(place), name)
        for place, name in enumerate(shown)
    )
    found = values_of(series)
    ends = (float(found.min()), float(found.max())) if len(found) else (0.0, 1.0)
    low, high = round_reach(*ends, 6)
    marks = ticks(low, high, 6)
    step = marks[1] - marks[0] if len(marks) > 1 else 1.0
    words = tuple((one, tick_words(one, step)) for one in marks)
    guides = (0.0,) if low < 0 < high else ()
    heading = say("chart.panel.states")
    return [PanelPlan(heading, series, low, high, words, guides=guides, role="states")]


# -- the chart --------------------------------------------------------------------------------


class _Chart:
    """The panels of a run in their room."""

    def __init__(
        self,
        trajectory: Trajectory,
        plans: Sequence[PanelPlan],
        rows: Sequence[Lane],
        room: Box,
        *,
        unit: str,
    ) -> None:
        self.times = trajectory.times
        self.rows = rows
        self.room = room
        self.unit = unit
        self.headed = len(plans) > 1
        left = room.x + (_HEADINGS if self.headed or rows else 0.0) + TICK_ROOM
        right = room.right - _LABELS
        self.beside = left - room.x - 2.0
        top = room.y + lanes_height(rows, self.beside)
        self.field = Box(left, top, right - left, room.bottom - _AXIS - top)
        self.x = time_scale(self.times, left, right)
        self.panels = placed(plans, self.field, self.x, gap=_GAP)

    def items(self) -> list[Item]:
        """Return everything from back to front."""
        x, field, room = self.x, self.field, self.room
        marks, words = time_ticks(x)
        label_at = field.right + 4.0
        whole = Box(field.x, room.y, field.w, field.bottom - room.y)
        items: list[Item] = list(shades(self.rows, x, whole))
        for panel in self.panels:
            items += panel.frame(marks)
        for panel in self.panels:
            items += panel.lines(self.times)
            if self.headed:
                items += panel.heading(room.x, _HEADINGS - 2.0)
            items += panel.ends(self.times, x=label_at, room=room.right - label_at, slack=_GAP / 2)
        items += time_axis(x, marks, words, field.bottom, self.unit, right=label_at)
        items += lane_items(self.rows, x, room.y, label_at=room.x, room=self.beside)
        return items


# -- the words --------------------------------------------------------------------------------


def _title(trajectory: Trajectory, names: dict[str, str]) -> str:
    if names:
        return say("chart.title.time-course", names=listed(tuple(names.values())))
    shown = [seen(name.replace("_", " "), "?") for name in trajectory.names[:4]]
    if len(trajectory.names) > 4:
        shown.append(say("chart.others", count=len(trajectory.names) - 4))
    return say("chart.title.time-course", names=listed(shown))


def _unit(names: dict[str, str]) -> str:
    return say("chart.unit.turns" if names else "chart.unit.time")


def _left_out(trajectory: Trajectory, names: dict[str, str]) -> str:
    more = len(trajectory.names) - MOST_LINES
    if names or more <= 0:
        return ""
    return say("chart.more-lines", shown=MOST_LINES, count=len(trajectory.names))


def _panels_told(plans: Sequence[PanelPlan]) -> str:
    if len(plans) == 1:
        return say("chart.one-panel", heading=plans[0].heading)
    return say("chart.panels", headings=listed([plan.heading for plan in plans]))
