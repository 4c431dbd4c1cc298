"""The portrait of two states as a picture: who stays where, and where every start leads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from negcycle.analysis.rest.portraits import AWAY, NOWHERE, FixedPoint, PhasePortrait
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE, ink
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import seen
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
    streams,
    strokes,
)
from negcycle.drawing.charts.reading import checked, shortened
from negcycle.drawing.charts.scales import Scale, number
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.scene import Box, Item, Scene, Text
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.errors import DrawingError
from negcycle.model.trajectory import Trajectory
from negcycle.words import say
from negcycle.words.listing import listed

TINTS = ("#f3f6fa", "#ead9c8", "#d3e4da", "#fbf3d6", "#e3d9e8", "#d9d9d9")
"""Pale, and apart in gray too where they lie next to each other."""
GONE = "#e9e9e7"
KEY = 84.0
"""Width in mm of the key beside a plane."""
_MOST_PATHS = 6


def portrait_chart(
    portrait: PhasePortrait, trajectories: Sequence[Trajectory] = (), *, paper: Paper = PAPERS["a4"]
) -> Scene:
    """Return the portrait of a model with two states as a picture.

    Raises:
        DrawingError: if a trajectory does not have these two states.
    """
    for one in trajectories:
        if not set(portrait.names) <= set(checked(one).names):
            raise DrawingError(say("chart.other-states", names=listed(portrait.names)))
    names = tuple(seen(name.replace("_", " "), "?") for name in portrait.names)
    short = [shortened(name) for name in names]
    title = say("chart.title.portrait", first=short[0], second=short[1])
    summary = _summary(portrait)
    around = sheet(title, [summary], paper=paper)
    room = around.room
    side = min(room.h - BELOW - 5.0, room.w - LEFT - KEY)
    box = Box(room.x + LEFT, room.y + 5.0, room.w - LEFT - KEY - 8.0, side)
    plane = Plane(
        box,
        Scale(float(portrait.xs[0]), float(portrait.xs[-1]), box.x, box.right),
        Scale(float(portrait.ys[0]), float(portrait.ys[-1]), box.bottom, box.y),
    )
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    items = [
        *_drawn(portrait, plane, names, trajectories),
        *legend_items(_key(portrait, names, trajectories), key),
    ]
    return scene([around.page(items)], title, [summary, *_told(portrait, names, trajectories)])


def _drawn(
    portrait: PhasePortrait, plane: Plane, names: Sequence[str], trajectories: Sequence[Trajectory]
) -> Iterator[Item]:
    yield from plane.regions(portrait.basins, _tints(portrait))
    lines = [
        line
        for n, clines in enumerate(portrait.null_clines)
        for cline in clines
        for line in plane.line(
            cline, ink(n).strand, LINE, ink(n).dash, role="null-cline", of=portrait.names[n]
        )
    ]
    marks = [
        marker(
            plane.points(np.array([[point.x, point.y]]))[0],
            filled=point.kind == "stable",
            of=str(n + 1),
        )
        for n, point in enumerate(portrait.points)
    ]
    runs = [
        path(plane, np.column_stack([one[name] for name in portrait.names]), of=str(n + 1))
        for n, one in enumerate(trajectories[:_MOST_PATHS])
    ]
    bands = [item for run in runs for item in run.band]
    rings = [run.ring for run in runs if run.ring is not None]
    dots = [around(mark) for mark in (*marks, *rings)]
    drawn = strokes([*lines, *bands])
    labels: list[Text] = []
    for n, mark in enumerate(marks):
        taken = [*dots, *(text.box for text in labels)]
        labels += beside(str(n + 1), mark.center, plane.box, taken, drawn, role="point-label")
    labels += run_names(runs, plane, [*dots, *(text.box for text in labels)], drawn)
    taken = [*dots, *drawn, *(words.box for words in labels)]
    regions = [
        text
        for which, words in _region_words(portrait)
        for text in in_region(words, plane, portrait.basins == which, taken)
    ]
    blocked = [*dots, *(text.box.grown(0.5) for text in (*regions, *labels))]
    yield from streams(plane, portrait.field, blocked)
    for border in portrait.borders:
        yield from plane.line(border, theme.SOFT, 0.4, (0.0, 1.2), role="border")
    yield from bands
    yield from lines
    yield from (arrow for run in runs for arrow in run.arrows)
    yield from marks
    yield from rings
    yield from (*labels, *regions)
    yield from plane.frame(names[0], names[1])


def _tints(portrait: PhasePortrait) -> dict[int, str]:
    stable = [n for n, point in enumerate(portrait.points) if point.kind == "stable"]
    tints = {n: TINTS[place % len(TINTS)] for place, n in enumerate(stable)}
    return {**tints, AWAY: GONE}


def _region_words(portrait: PhasePortrait) -> list[tuple[int, str]]:
    words = [(n, say("chart.leads-to", number=n + 1)) for n in _stable_seen(portrait)]
    if np.any(portrait.basins == AWAY):
        words.append((AWAY, say("chart.leaves")))
    return words


def _stable_seen(portrait: PhasePortrait) -> list[int]:
    return [n for n in np.unique(portrait.basins).tolist() if n >= 0]


def _key(
    portrait: PhasePortrait, names: Sequence[str], trajectories: Sequence[Trajectory]
) -> list[Entry]:
    entries = [
        Entry(
            say("chart.null-cline", name=shortened(name)), "line", ink(n).strand, LINE, ink(n).dash
        )
        for n, name in enumerate(names)
    ]
    entries.append(Entry(say("chart.stream"), "arrow", theme.SOFT))
    entries += [
        Entry(_point_words(n, point), "stable" if point.kind == "stable" else "unstable")
        for n, point in enumerate(portrait.points)
    ]
    tints = _tints(portrait)
    for which, words in _region_words(portrait):
        entries.append(Entry(words, "tint", tints[which]))
    if np.any(portrait.basins == NOWHERE):
        entries.append(Entry(say("chart.circles"), "tint", theme.WHITE))
    if portrait.borders:
        entries.append(Entry(say("chart.border"), "line", theme.SOFT, 0.4, (0.0, 1.2)))
    if trajectories:
        entries.append(Entry(say("chart.paths"), "line", BAND, PATH))
    return entries


def _point_words(n: int, point: FixedPoint) -> str:
    place = {"x": number(point.x), "y": number(point.y)}
    return say(f"chart.point.{point.kind}", number=n + 1, **place)


def _summary(portrait: PhasePortrait) -> str:
    stable = sum(point.kind == "stable" for point in portrait.points)
    if portrait.line_of_rest:
        return say("chart.portrait.line-of-rest")
    key = {0: "none", 1: "one"}.get(stable, "many")
    return say(f"chart.portrait.{key}", count=stable)


def _told(
    portrait: PhasePortrait, names: Sequence[str], trajectories: Sequence[Trajectory]
) -> Iterator[str]:
    yield say(
        "chart.portrait.axes", first=names[0], second=names[1],
        x_low=number(float(portrait.xs[0])), x_high=number(float(portrait.xs[-1])),
        y_low=number(float(portrait.ys[0])), y_high=number(float(portrait.ys[-1])),
    )  # fmt: skip
    for n, point in enumerate(portrait.points):
        share = float(np.count_nonzero(portrait.basins == n) / portrait.basins.size)
        words = _point_words(n, point) + "."
        yield f"{words} {say('chart.share', share=f'{share:.0%}')}" if share else words
    away = float(np.count_nonzero(portrait.basins == AWAY) / portrait.basins.size)
    if away:
        yield say("chart.share-leaves", share=f"{away:.0%}")
    nowhere = float(np.count_nonzero(portrait.basins == NOWHERE) / portrait.basins.size)
    if nowhere:
        yield say("chart.share-circles", share=f"{nowhere:.0%}")
    for n, one in enumerate(trajectories):
        places = [[number(float(one[name][k])) for name in portrait.names] for k in (0, -1)]
        yield say("chart.path", number=n + 1, start=", ".join(places[0]), end=", ".join(places[1]))
