"""A couple in the plane of resentment and cycle strength: what holds, what tips, where it goes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.rest.couple_portraits import SWINGING, CyclePortrait, Settled
from negcycle.analysis.rest.portraits import NOWHERE
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.plane import (
    BAND,
    BELOW,
    LEFT,
    PATH,
    Plane,
    around,
    beside,
    in_region,
    marker,
    path,
    run_names,
    strokes,
)
from negcycle.drawing.charts.portrait import KEY
from negcycle.drawing.charts.reading import about_start, checked, ends_of, has, people
from negcycle.drawing.charts.scales import Array, Scale, number
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.scene import Box, Item, Scene, Shape, Text
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory
from negcycle.words import say

_TINTS = {"calm": "#f3f6fa", "stuck": "#ead9c8", "swinging": "#e3d9e8", "slow": theme.WHITE}
_UNSETTLED = {"swinging": SWINGING, "slow": NOWHERE}
_SLOW_DASH = (2.4, 1.2)


def couple_portrait_chart(
    portrait: CyclePortrait, trajectories: Sequence[Trajectory] = (), *, paper: Paper = PAPERS["a4"]
) -> Scene:
    """Return the portrait of a couple as a picture, with runs of the couple drawn over it.

    Raises:
        DrawingError: if a trajectory has no resentment or no cycle strength.
    """
    ways = [_way(one, portrait.people) for one in trajectories]
    title = say("chart.title.couple-portrait")
    summary = _summary(portrait)
    starts = dict.fromkeys(words for one in trajectories for words in about_start(one))
    around = sheet(title, [summary], [say("chart.same-for-any"), *starts], paper=paper)
    room = around.room
    box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
    plane = Plane(box, Scale(0.0, 1.0, box.x, box.right), Scale(0.0, 1.0, box.bottom, box.y))
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    items = [*_drawn(portrait, plane, ways), *legend_items(_key(portrait, bool(ways)), key)]
    return scene([around.page(items)], title, [summary, *_told(portrait, ways), *starts])


def _way(trajectory: Trajectory, counted: Sequence[str]) -> Array:
    """Return the mean resentment and the cycle strength over time. Shape ``(n_times, 2)``."""
    names = [
        f"{key}.resentment" for key in people(checked(trajectory)) if not counted or key in counted
    ]
    if not names or not all(has(trajectory, name) for name in (*names, "cycle_strength")):
        raise DrawingError(say("chart.no-couple"))
    hard = np.mean([trajectory[name] for name in names], axis=0)
    return np.column_stack([hard, trajectory["cycle_strength"]])


def _drawn(portrait: CyclePortrait, plane: Plane, ways: Sequence[Array]) -> Iterator[Item]:
    states = portrait.settled
    yield from plane.regions(portrait.basins, _tints(states))
    yield from plane.grid()
    lines = [*_null_clines(portrait, plane)]
    runs = [path(plane, way, of=str(n + 1)) for n, way in enumerate(ways)]
    bands = [item for run in runs for item in run.band]
    rings = [run.ring for run in runs if run.ring is not None]
    marks = [
        marker(plane.at(one.resentment, one.strength), filled=one.stable, radius=2.2)
        for one in states
    ]
    dots = [around(mark) for mark in (*marks, *rings)]
    drawn = strokes([*lines, *bands])
    labels: list[Text] = []
    for one, mark in zip(states, marks, strict=True):
        taken = [*dots, *(text.box for text in labels)]
        words = say(f"chart.state.{_kind(one)}")
        labels += beside(words, mark.center, plane.box, taken, drawn, away=3.4, role="point-label")
    labels += run_names(runs, plane, [*dots, *(text.box for text in labels)], drawn)
    yield from bands
    yield from lines
    yield from _drift(portrait, plane)
    yield from (arrow for run in runs for arrow in run.arrows)
    yield from marks
    yield from rings
    yield from labels
    taken = [*dots, *drawn, *(words.box for words in labels)]
    for which, words in _regions(portrait).items():
        yield from in_region(words, plane, _region(portrait, which), taken)
    yield from plane.frame(say("chart.axis.resentment"), say("chart.axis.strength"))


def _regions(portrait: CyclePortrait) -> dict[str, str]:
    """Return the kinds of end that starts in the picture have, with their words."""
    kinds = [kind for kind in ("calm", "stuck") if np.any(_region(portrait, kind))]
    words = {kind: say(f"chart.from-here.{kind}") for kind in kinds}
    for kind, basin in _UNSETTLED.items():
        if np.any(portrait.basins == basin):
            words[kind] = say(f"chart.from-here.{kind}")
    return words


def _region(portrait: CyclePortrait, kind: str) -> NDArray[np.bool_]:
    """Return where the starts lie that end this way, or do not settle this way."""
    if kind in _UNSETTLED:
        unsettled: NDArray[np.bool_] = portrait.basins == _UNSETTLED[kind]
        return unsettled
    return np.isin(
        portrait.basins, [n for n, one in enumerate(portrait.settled) if _kind(one) == kind]
    )


def _drift(portrait: CyclePortrait, plane: Plane) -> Iterator[Item]:
    """Yield arrowheads on the fast null cline: which way resentment creeps there."""
    if len(_different(portrait.from_calm, portrait.from_stuck)) > 1:
        return
    states = sorted(portrait.settled, key=lambda one: one.resentment)
    ends = [0.0, *(one.resentment for one in states), 1.0]
    for n, (low, high) in enumerate(pairwise(ends)):
        if high - low < 0.08:
            continue
        before, after = n > 0 and states[n - 1].stable, n < len(states) and states[n].stable
        if before == after:
            continue
        level = (low + high) / 2 + np.array([-0.004, 0.004])
        strength = np.interp(level, portrait.resentments, portrait.from_calm)
        line = plane.points(np.column_stack([level, strength])[:: -1 if before else 1])
        yield Shape(arrowhead(line, 0.5, 3.6, 3.2), theme.INK, role="drift")


def _null_clines(portrait: CyclePortrait, plane: Plane) -> Iterator[Item]:
    for values in _different(portrait.from_calm, portrait.from_stuck):
        points = np.column_stack([portrait.resentments, values])
        yield from _steady(plane, points)
    for points in portrait.slow:
        yield from plane.line(points, theme.INK, LINE, _SLOW_DASH, role="null-cline", of="slow")


def _steady(plane: Plane, points: Array) -> Iterator[Item]:
    """Yield a branch of the fast null cline, broken where it jumps."""
    jumps = np.flatnonzero(np.abs(np.diff(points[:, 1])) > 0.15) + 1
    for part in np.split(points, jumps):
        if len(part) > 1:
            yield from plane.line(part, theme.INK, LINE, role="null-cline", of="fast")


def _different(one: Array, other: Array) -> list[Array]:
    """Return both branches, or one where they differ at hardly any point."""
    apart = np.count_nonzero(np.abs(one - other) > 5e-3)
    return [one, other] if apart > 0.03 * len(one) else [one]


def _kind(state: Settled) -> str:
    if not state.stable:
        return "edge"
    return "stuck" if state.in_position else "calm"


def _tints(states: Sequence[Settled]) -> dict[int, str]:
    return {n: _TINTS[_kind(one)] for n, one in enumerate(states) if one.stable}


def _key(portrait: CyclePortrait, paths: bool) -> list[Entry]:
    entries = [
        Entry(say("chart.fast"), "line"),
        Entry(say("chart.slow"), "line", dash=_SLOW_DASH),
        Entry(say("chart.holds"), "stable"),
    ]
    kinds = {_kind(one) for one in portrait.settled}
    if "edge" in kinds:
        entries.append(Entry(say("chart.tips"), "unstable"))
    for kind, words in _regions(portrait).items():
        entries.append(Entry(words, "tint", _TINTS[kind]))
    if paths:
        entries.append(Entry(say("chart.paths"), "line", BAND, PATH))
    return entries


def _summary(portrait: CyclePortrait) -> str:
    ends = set(_regions(portrait)) - set(_UNSETTLED)
    edge = [one for one in portrait.settled if not one.stable]
    if len(ends) == 2:
        words = say("chart.couple.both")
        if len(edge) == 1:
            place = {"resentment": number(edge[0].resentment), "strength": number(edge[0].strength)}
            words += " " + say("chart.couple.edge", **place)
        return words
    words = say(f"chart.couple.{ends.pop()}") if ends else ""
    for kind, basin in _UNSETTLED.items():
        share = np.count_nonzero(portrait.basins == basin) / portrait.basins.size
        if share:
            words += " " + say(f"chart.couple.{kind}-starts", share=f"{share:.0%}")
    return words.strip()


def _told(portrait: CyclePortrait, ways: Sequence[Array]) -> Iterator[str]:
    yield say("chart.couple.axes")
    for n, one in enumerate(portrait.settled):
        share = np.count_nonzero(portrait.basins == n) / portrait.basins.size
        words = say(
            f"chart.couple.state-{_kind(one)}",
            resentment=number(one.resentment),
            strength=number(one.strength),
        )
        yield f"{words} {say('chart.share', share=f'{share:.0%}')}" if one.stable else words
    fast = portrait.from_calm
    yield say("chart.couple.fast", low=number(float(fast[0])), high=number(float(fast[-1])))
    if portrait.slow:
        slow = np.concatenate(portrait.slow)
        low, high = (float(slow[n, 0]) for n in (np.argmin(slow[:, 1]), np.argmax(slow[:, 1])))
        yield say("chart.couple.slow", low=number(low), high=number(high))
    for n, way in enumerate(ways):
        ends = [[number(value) for value in ends_of(way[:, axis])] for axis in (0, 1)]
        yield say(
            "chart.couple.path", number=n + 1, hard=ends[0][0], strong=ends[1][0],
            hard_end=ends[0][1], strong_end=ends[1][1],
        )  # fmt: skip
    yield say("chart.same-for-any")
