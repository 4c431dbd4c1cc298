"""The rests of a couple or a model for each value of a number: what holds, what tips, where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from negcycle.analysis.rest.branches import Bifurcation, Branch, Stretch, TurningPoint
from negcycle.drawing import theme
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.plane import (
    BELOW,
    LEFT,
    PATH_INK,
    Plane,
    around,
    beside,
    marker,
    strokes,
)
from negcycle.drawing.charts.portrait import KEY
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import Array, Scale, number, round_reach
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.turned import number_words
from negcycle.drawing.scene import Box, Circle, Item, Line, Scene, Text
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.model.trajectory import POSITION
from negcycle.words import say
from negcycle.words.listing import listed

_HOLDS = 0.9
_TIPS = (1.6, 1.2)
_OPEN = (0.0, 1.1)
"""Solid where a rest holds, dashed where it tips, dotted where that is not decided."""
_MOST_STRETCHES = 5
"""More sentences than this about what holds where are too many."""


def bifurcation_chart(found: Bifurcation, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the branches of rests over a number as a picture."""
    what = number_words(found.parameter, found.of)
    title = say("chart.title.bifurcation", what=what)
    sentences = [*_summary(found), *_own_words(found)]
    small = [say("chart.same-for-any")] if found.shows is None else []
    around_it = sheet(title, sentences, [*small, say("chart.bifurcation.search")], paper=paper)
    room = around_it.room
    box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
    plane = Plane(box, Scale(found.low, found.high, box.x, box.right), _upward(found, box))
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    items = [*_drawn(found, plane, what), *legend_items(_key(found), key)]
    told = [*sentences, *_told(found, what), *small]
    return scene([around_it.page(items)], title, told)


def _upward(found: Bifurcation, box: Box) -> Scale:
    if found.shows is None:
        return Scale(0.0, 1.0, box.bottom, box.y)
    heights = [branch.heights for branch in found.branches] or [np.array([0.0, 1.0])]
    every = np.concatenate(heights)
    low, high = round_reach(float(every.min()), float(every.max()))
    return Scale(low, high, box.bottom, box.y)


# -- what is drawn ----------------------------------------------------------------------------


def _drawn(found: Bifurcation, plane: Plane, what: str) -> Iterator[Item]:
    yield from plane.grid()
    lines = list(_lines(found, plane))
    own = list(_own(found, plane))
    marks = [
        (one, _mark(one, plane))
        for one in _once(found, plane)
        if found.low < one.value < found.high
    ]
    drawn = strokes([*lines, *own])
    yield from own
    yield from lines
    yield from (mark for _, mark in marks)
    taken = [around(mark) for _, mark in marks]
    labels: list[Text] = []
    for one, mark in marks:
        labels += beside(
            _value(one.value), mark.center, plane.box, [*taken, *(text.box for text in labels)],
            drawn, away=3.0, role="turning-point",
        )  # fmt: skip
    for name, value in _inside(found):
        words = say("chart.here-of", name=shortened(name)) if name else say("chart.here")
        at = plane.x.at(value), plane.box.y + 4.0
        blocked = [*taken, *(text.box for text in labels)]
        labels += beside(words, at, plane.box, blocked, drawn, color=PATH_INK, role="own")
    yield from labels
    up = say("chart.axis.strength-at-rest") if found.shows is None else seen(found.shows, "?")
    yield from plane.frame(what, up.replace("_", " "))


def _lines(found: Bifurcation, plane: Plane) -> Iterator[Line]:
    """Yield the branches; what lies on what is drawn already, as a mirror image does, is left out.

    Dashes on dashes would look like another kind of line.
    """
    drawn: dict[str, list[Array]] = {}
    for branch in found.branches:
        for line in _branch(branch, plane):
            points = np.array(line.points)
            if all(_distance(points, other) > _TOUCH for other in drawn.get(line.role, [])):
                drawn.setdefault(line.role, []).append(points)
                yield line


_TOUCH = 0.4


def _distance(points: Array, line: Array) -> float:
    """Return how far, at most, points lie from a line, in mm."""
    start, way = line[:-1], np.diff(line, axis=0)
    from_start = points[:, None] - start[None]
    length = np.maximum(np.sum(way**2, axis=1), 1e-12)
    share = np.clip(np.sum(from_start * way[None], axis=2) / length, 0, 1)
    away = from_start - share[:, :, None] * way[None]
    return float(np.max(np.min(np.hypot(away[:, :, 0], away[:, :, 1]), axis=1)))


def _branch(branch: Branch, plane: Plane) -> Iterator[Line]:
    """Yield the stretches of a branch, each as a rest there behaves."""
    points = np.column_stack([branch.values, branch.heights])
    kinds = _kinds(branch)
    start = 0
    for end in range(1, len(kinds) + 1):
        turns = end in branch.places and end < len(kinds)
        if end < len(kinds) and kinds[end] == kinds[start] and not turns:
            continue
        width, dash = {True: (_HOLDS, ()), False: (0.5, _TIPS), None: (0.7, _OPEN)}[kinds[start]]
        role = {True: "holds", False: "tips", None: "open"}[kinds[start]]
        yield from plane.line(points[start : end + 1], theme.INK, width, dash, role=role)
        start = end


def _kinds(branch: Branch) -> list[bool | None]:
    """Return whether each leg holds, as its end does that is no turning point."""
    kinds: list[bool | None] = []
    for place in range(len(branch.values) - 1):
        ends = [n for n in (place, place + 1) if n not in branch.places]
        kinds.append(branch.stable[ends[0]] if ends else None)
    return kinds


def _once(found: Bifurcation, plane: Plane) -> list[TurningPoint]:
    """Return the turning points, those at one place of the picture once."""
    kept: list[TurningPoint] = []
    places: list[tuple[float, float]] = []
    for one in found.points:
        x, y = plane.at(one.value, one.height)
        if all(np.hypot(x - u, y - v) > 0.5 for u, v in places):
            kept.append(one)
            places.append((x, y))
    return kept


def _mark(one: TurningPoint, plane: Plane) -> Circle:
    at = plane.at(one.value, one.height)
    filled = one.kind == "fold"
    return marker(at, filled=filled, of=one.kind, radius=1.3 if filled else 1.7)


def _inside(found: Bifurcation) -> list[tuple[str, float]]:
    return [(name, value) for name, value in found.own if found.low <= value <= found.high]


def _own(found: Bifurcation, plane: Plane) -> Iterator[Item]:
    """Yield a line at the value that the couple itself has."""
    for _, value in _inside(found):
        x = plane.x.at(value)
        yield Line(((x, plane.box.bottom), (x, plane.box.y)), PATH_INK, 0.35, role="own")


def _key(found: Bifurcation) -> list[Entry]:
    kinds = {kind for branch in found.branches for kind in _kinds(branch)}
    entries: list[Entry] = []
    if True in kinds:
        entries.append(Entry(say("chart.holds"), "line", width=_HOLDS))
    if False in kinds:
        entries.append(Entry(say("chart.bifurcation.tips"), "line", width=0.5, dash=_TIPS))
    if None in kinds:
        entries.append(Entry(say("chart.bifurcation.open"), "line", width=0.7, dash=_OPEN))
    points = {one.kind for one in found.points if found.low < one.value < found.high}
    if "fold" in points:
        entries.append(Entry(say("chart.bifurcation.fold"), "stable"))
    entries += [
        Entry(say(f"chart.bifurcation.{kind}"), "unstable")
        for kind in ("branch", "hopf", "flip", "torus")
        if kind in points
    ]
    return entries


# -- what is said -----------------------------------------------------------------------------


def _summary(found: Bifurcation) -> list[str]:
    """Return what holds where, in sentences."""
    parts = _merged(found)
    if len(parts) > _MOST_STRETCHES:
        return [say("chart.bifurcation.many", count=len(parts) - 1)]
    if len(parts) == 1:
        low, high = _value(found.low), _value(found.high)
        return [say("chart.bifurcation.all", low=low, high=high, what=parts[0][2])]
    sentences = [say("chart.bifurcation.up-to", high=_value(parts[0][1]), what=parts[0][2])]
    sentences += [
        say("chart.bifurcation.between", low=_value(low), high=_value(high), what=what)
        for low, high, what in parts[1:-1]
    ]
    last = parts[-1]
    return [*sentences, say("chart.bifurcation.above", low=_value(last[0]), what=last[2])]


def _merged(found: Bifurcation) -> list[tuple[float, float, str]]:
    """Return what holds from where to where; neighbors in which the same holds are one."""
    parts: list[tuple[float, float, str]] = []
    for one in found.stretches:
        words = _holding(one, found)
        if parts and parts[-1][2] == words:
            parts[-1] = (parts[-1][0], one.high, words)
        else:
            parts.append((one.low, one.high, words))
    return parts


def _holding(stretch: Stretch, found: Bifurcation) -> str:
    """Return what holds in a stretch, in words that follow "From 1 to 2"."""
    if any(one.stable is None for one in stretch.rests):
        return say("chart.bifurcation.holds.open")
    holding = [one for one in stretch.rests if one.stable]
    if found.shows is not None:
        few = {0: "none", 1: "one"}.get(len(holding), "many")
        return say(f"chart.bifurcation.holds.{few}", count=len(holding))
    kinds = {
        any(abs(value) >= POSITION for name, value in one.state.items() if ".behavior" in name)
        for one in holding
    }
    key = (
        "both" if len(kinds) > 1 else "none" if not kinds else "stuck" if True in kinds else "calm"
    )
    return say(f"chart.bifurcation.holds.{key}")


def _own_words(found: Bifurcation) -> Iterator[str]:
    if len(found.own) == 1:
        yield say("chart.hysteresis.own", value=_value(found.own[0][1]))
    elif found.own:
        parts = [
            say("chart.hysteresis.of", name=shortened(name), value=_value(value))
            for name, value in found.own
        ]
        yield say("chart.hysteresis.own-each", parts=listed(parts))


def _told(found: Bifurcation, what: str) -> Iterator[str]:
    low, high = _value(found.low), _value(found.high)
    if found.shows is None:
        yield say("chart.hysteresis.axes", what=what, low=low, high=high)
    else:
        yield say("chart.bifurcation.axes", what=what, low=low, high=high, up=found.shows)
    told: set[str] = set()
    for one in found.points:
        if found.low < one.value < found.high:
            height = number(0.0 if abs(one.height) < _FLAT else one.height)
            place = {"value": _value(one.value), "height": height}
            words = say(f"chart.bifurcation.point.{one.kind}", **place)
            if words not in told:
                told.add(words)
                yield words
    for branch in found.branches:
        ends = [_ends(branch.values), _ends(branch.heights)]
        yield say(
            "chart.bifurcation.ends", first=ends[0][0], last=ends[0][1], bottom=ends[1][0],
            top=ends[1][1],
        )  # fmt: skip
        if not branch.whole:
            yield say("chart.bifurcation.lost")


def _value(value: float) -> str:
    """Return a value of the number, exact enough to tell it from a round one next to it."""
    return f"{value:.4g}".replace("-", "\N{MINUS SIGN}")


_FLAT = 5e-4
"""A height below this is 0 in words."""


def _ends(values: Array | Sequence[float]) -> tuple[str, str]:
    return number(float(values[0])), number(float(values[-1]))
