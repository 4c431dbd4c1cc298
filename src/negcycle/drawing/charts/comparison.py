"""Several runs side by side, on the same axes, with a line below each that says how it ended."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE, inks_of
from negcycle.drawing.charts.inputs import lanes, lengths, shades, told
from negcycle.drawing.charts.lettering import (
    LABEL,
    LINE_STEP,
    PT,
    TICK,
    block,
    one_line,
    seen,
)
from negcycle.drawing.charts.panel import DENSE, TICK_ROOM, PanelPlan, placed, time_axis
from negcycle.drawing.charts.reading import (
    about_start,
    behavior,
    checked,
    course,
    has,
    people,
    position_words,
    shared_words,
    shortened,
    verdict,
)
from negcycle.drawing.charts.scales import Scale
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.time_course import (
    behavior_panel,
    share_panel,
    strength_panel,
    time_ticks,
)
from negcycle.drawing.scene import Box, Item, Line, Page, Scene
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory
from negcycle.words import say
from negcycle.words.listing import listed

_IN_A_ROW = 5
_LEFT = 43.0
"""Room for headings and ticks of the first run in a row, in mm."""
_GAP = 5.0
_TITLE = 10 * PT
_TITLE_LINES = 2
_VERDICT_LINES = 3
_AXIS = 7.0
_FAR_LONGER = 1.5
"""When one run lasts so many times longer than another, each has its own axis of time."""
_A_TICK = 18.0
"""Room for one tick of the axis of time, in mm."""
_KEY = 7.0
"""Room for who has which line."""


def comparison(trajectories: Mapping[str, Trajectory], *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return several runs of the same people side by side, each under its name.

    Raises:
        DrawingError: if there is no run, or one is not of a couple with the same people.
    """
    names = _people(trajectories)
    short = {key: shortened(name) for key, name in names.items()}
    title = say("chart.title.comparison", names=listed(tuple(short.values())))
    spans = _spans(list(trajectories.values()))
    runs = [
        _Run(name, run, span) for (name, run), span in zip(trajectories.items(), spans, strict=True)
    ]
    how = [say("chart.comparison.how")]
    if len(set(spans)) > 1:
        how.append(say("chart.comparison.times"))
    groups = [runs[n : n + 2 * _IN_A_ROW] for n in range(0, len(runs), 2 * _IN_A_ROW)]
    small = [say("chart.same-for-any"), *_assumed(list(trajectories.values()))]
    around = sheet(title, how, small, paper=paper)
    columns = [column for group in groups for column in _columns(group, names, around.room)]
    how += [say("chart.blocks")] if any(column.is_block() for column in columns) else []
    if any(column.shares() for column in columns):
        small.append(shared_words(list(short.values())))
    around = sheet(title, how, small, paper=paper)
    pages: list[Page] = []
    for number, group in enumerate(groups, start=1):
        items = [*_names_key(names, around.room)]
        for column in _columns(group, names, around.room):
            items += column.items()
        pages.append(around.page(items, "" if number == 1 else say("chart.page", number=number)))
    return scene(pages, title, [*how, *_told(runs, names), *small])


@dataclass(frozen=True, eq=False)
class _Run:
    """One column."""

    name: str
    run: Trajectory
    span: tuple[float, float]
    """From when to when its axis of time goes."""


def _assumed(runs: Sequence[Trajectory]) -> Iterator[str]:
    """Yield what was assumed about who stands where, and how long what was tried lasts."""
    yield from dict.fromkeys(words for one in runs for words in about_start(one))
    yield lengths(runs)


def _spans(runs: Sequence[Trajectory]) -> list[tuple[float, float]]:
    """Return the axis of time of each run: the same for all, unless one lasts far longer."""
    ends = [(float(one.times[0]), float(one.times[-1])) for one in runs]
    ends = [(start, end if end > start else start + 1.0) for start, end in ends]
    lengths = [end - start for start, end in ends]
    if max(lengths) > _FAR_LONGER * min(lengths):
        return ends
    return [(min(start for start, _ in ends), max(end for _, end in ends))] * len(ends)


def _people(trajectories: Mapping[str, Trajectory]) -> dict[str, str]:
    if not trajectories:
        raise DrawingError(say("chart.nothing-to-compare"))
    found = [people(checked(one)) for one in trajectories.values()]
    if not found[0] or any(one.keys() != found[0].keys() for one in found):
        raise DrawingError(say("chart.not-the-same-people"))
    return found[0]


def _names_key(names: Mapping[str, str], room: Box) -> Iterator[Item]:
    """Yield who has which line, at the top."""
    inks = inks_of(names)
    each = (room.w - _LEFT) / len(names)
    for number, (key, name) in enumerate(names.items()):
        x = room.x + _LEFT + number * min(each, 70.0)
        ends = ((x, room.y + 2.2), (x + 12.0, room.y + 2.2))
        yield Line(ends, inks[key].strand, LINE, inks[key].dash, role="key", of=key)
        yield one_line(
            name, x + 14.0, room.y + 2.2 + 0.36 * LABEL, room=min(each, 70.0) - 18.0, bold=True,
            color=inks[key].words, name=True, role="key", of=key,
        )  # fmt: skip


def _plans(run: Trajectory, names: dict[str, str]) -> list[PanelPlan]:
    plans = [replace(behavior_panel(run, names), weight=1.3)]
    if has(run, "cycle_strength"):
        plans.append(strength_panel(run))
    if any(has(run, f"{key}.resentment") for key in names):
        plans.append(share_panel(run, names, "resentment"))
    return plans


def _columns(runs: Sequence[_Run], names: dict[str, str], room: Box) -> Iterator[_Column]:
    """Yield the runs in their places, in one row or two."""
    tiers = math.ceil(len(runs) / _IN_A_ROW)
    in_a_row = math.ceil(len(runs) / tiers)
    height = (room.h - _KEY) / tiers - 2.0
    wide = (room.w - _LEFT - (in_a_row - 1) * _GAP) / in_a_row
    for number, one in enumerate(runs):
        tier, place = divmod(number, in_a_row)
        x = room.x + _LEFT + place * (wide + _GAP)
        box = Box(x, room.y + _KEY + tier * (height + 2.0), wide, height)
        yield _Column(one, names, box, headings_at=room.x if place == 0 else None)


class _Column:
    """One run in its place: its name, its panels, how it ended."""

    def __init__(
        self, one: _Run, names: dict[str, str], box: Box, *, headings_at: float | None
    ) -> None:
        head = _TITLE_LINES * _TITLE * LINE_STEP + 1.0
        foot = _AXIS + _VERDICT_LINES * LABEL * LINE_STEP + 1.0
        self.one = one
        self.box = box
        self.headings_at = headings_at
        self.field = Box(box.x, box.y + head, box.w, box.h - head - foot)
        self.x = Scale(*one.span, box.x, box.right)
        self.panels = placed(_plans(one.run, names), self.field, self.x, gap=3.4)

    def is_block(self) -> bool:
        """Whether some line is drawn as its mean."""
        return any(panel.is_block(self.one.run.times, limit=DENSE) for panel in self.panels)

    def shares(self) -> bool:
        """Whether lines lie on each other somewhere."""
        return any(panel.shares(self.one.run.times, limit=DENSE) for panel in self.panels)

    def items(self) -> Iterator[Item]:
        """Yield everything; only the first column of a row has headings and ticks."""
        one, field, first = self.one, self.field, self.headings_at
        marks, words = time_ticks(self.x, max(2, int(self.box.w / _A_TICK)))
        yield from _name(one.name, self.box)
        yield from shades(lanes(one.run.bands), self.x, field)
        for panel in self.panels:
            yield from panel.frame(marks, words=first is not None)
            yield from panel.lines(one.run.times, limit=DENSE)
            if first is not None:
                yield from panel.heading(first, _LEFT - TICK_ROOM - 1.0)
        yield from time_axis(self.x, marks, words, field.bottom, "", right=field.right)
        if first is not None:
            yield one_line(
                say("chart.unit.turns"), field.x - 4.0, field.bottom + 1.6 + TICK, room=30.0,
                size=TICK, color=theme.SOFT, anchor="right", role="unit",
            )  # fmt: skip
        yield from block(
            verdict(one.run), field.x, field.bottom + _AXIS + LABEL, room=field.w,
            lines=_VERDICT_LINES, bold=True, role="verdict", of=one.name,
        )  # fmt: skip


def _name(name: str, box: Box) -> Iterator[Item]:
    lines = list(
        block(
            seen(name, "?"), box.x, 0.0, room=box.w, lines=_TITLE_LINES, size=_TITLE, bold=True,
            name=True, role="run",
        )
    )  # fmt: skip
    top = box.y + (_TITLE_LINES - len(lines)) * _TITLE * LINE_STEP + 0.9 * _TITLE
    for line in lines:
        yield replace(line, y=line.y + top)


def _told(runs: Sequence[_Run], names: dict[str, str]) -> Iterator[str]:
    for one in runs:
        yield f"{seen(one.name, '?')}:"
        yield from (f"  {sentence}" for sentence in _about(one.run, names) if sentence)


def _about(run: Trajectory, names: dict[str, str]) -> Iterator[str]:
    """Yield how a run ended and went, the same for each person."""
    yield verdict(run)
    yield position_words(run, names)
    yield from told(lanes(run.bands))
    if has(run, "cycle_strength"):
        yield _course("cycle_strength", course("", run["cycle_strength"], run.times))
    for key, who in names.items():
        yield _course("behavior", course(who, behavior(run, key), run.times))
        if has(run, f"{key}.resentment"):
            yield _course("resentment", course(who, run[f"{key}.resentment"], run.times))


def _course(what: str, words: str) -> str:
    return say("chart.of-panel", heading=say(f"chart.panel.{what}"), course=words)
