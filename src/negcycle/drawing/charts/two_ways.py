"""Raising a number and lowering it again: falling in is earlier than climbing out is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from negcycle.analysis.rest.hysteresis import Hysteresis
from negcycle.drawing import theme
from negcycle.drawing.charts.inks import LINE
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.plane import BELOW, LEFT, PATH_INK, Plane, beside, strokes
from negcycle.drawing.charts.portrait import KEY
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import Array, Scale, number, short
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.charts.turned import number_words
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.scene import Box, Circle, Item, Line, Scene, Shape, Text
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.words import say
from negcycle.words.listing import listed

_BACK = (2.6, 1.4)
_BETWEEN = "#f1ebdf"
"""Where it depends on the way one came."""


def hysteresis_chart(found: Hysteresis, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return the two ways of a number, up and down again, as a picture."""
    what = number_words(found.parameter, found.of)
    title = say("chart.title.hysteresis", what=what)
    summary = " ".join([_summary(found), *_unsettled(found), *_own_words(found)])
    around = sheet(title, [summary], [say("chart.same-for-any")], paper=paper)
    room = around.room
    box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
    low, high = float(found.values[0]), float(found.values[-1])
    plane = Plane(box, Scale(low, high, box.x, box.right), Scale(0.0, 1.0, box.bottom, box.y))
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    items = [*_drawn(found, plane, what), *legend_items(_key(found, what), key)]
    return scene([around.page(items)], title, [summary, *_told(found, what)])


def _drawn(found: Hysteresis, plane: Plane, what: str) -> Iterator[Item]:
    box = plane.box
    if found.apart is not None:
        left, right = (plane.x.at(float(found.values[n])) for n in found.apart)
        corners = ((left, box.y), (right, box.y), (right, box.bottom), (left, box.bottom))
        yield Shape(corners, _BETWEEN, role="between")
    yield from plane.grid()
    up = np.column_stack([found.values, found.up])
    down = np.column_stack([found.values, found.down])[::-1]
    lines = [
        *plane.line(up, theme.INK, LINE, role="up"),
        *plane.line(down, theme.INK, LINE, _BACK, role="down"),
    ]
    yield from lines
    own = list(_own(found, plane))
    yield from own
    for way, role in ((up, "up"), (down, "down")):
        yield from _arrows(found, plane, way, role)
    labels = list(_turning_points(found, plane, strokes([*lines, *own])))
    yield from labels
    taken = [one.box for one in labels if isinstance(one, Text)]
    yield from _own_labels(found, plane, taken, strokes([*lines, *own]))
    yield from plane.frame(what, say("chart.axis.strength-only"))


def _inside(found: Hysteresis) -> list[tuple[str, float]]:
    """Return the couple's own values that lie in the picture, each with whose it is."""
    low, high = float(found.values[0]), float(found.values[-1])
    return [(name, value) for name, value in found.own if low <= value <= high]


def _own(found: Hysteresis, plane: Plane) -> Iterator[Item]:
    """Yield a line at the value that the couple itself has, down to where it would settle."""
    for _, value in _inside(found):
        lowest = min(float(np.interp(value, found.values, way)) for way in (found.up, found.down))
        x, y = plane.at(value, lowest)
        yield Line(((x, y), (x, plane.box.y)), PATH_INK, 0.35, role="own")


def _own_labels(
    found: Hysteresis, plane: Plane, taken: Sequence[Box], drawn: Sequence[Box]
) -> Iterator[Item]:
    blocked = list(taken)
    for name, value in _inside(found):
        words = say("chart.here-of", name=shortened(name)) if name else say("chart.here")
        at = plane.x.at(value), plane.box.y + 4.0
        for text in beside(words, at, plane.box, blocked, drawn, color=PATH_INK, role="own"):
            blocked.append(text.box)
            yield text


def _arrows(found: Hysteresis, plane: Plane, way: Array, role: str) -> Iterator[Item]:
    """Yield arrowheads along a branch, where it does not jump."""
    points = plane.points(way)
    first, last = found.apart or (0, len(points) - 1)
    if role == "down":
        first, last = len(points) - 1 - last, len(points) - 1 - first
    for share in (0.35, 0.75) if found.apart else (0.5,):
        n = min(max(1, int(first + share * (last - first))), len(points) - 2)
        (x, y), (u, v) = points[n - 1], points[n + 1]
        if abs(v - y) < 8.0:
            yield Shape(arrowhead(((x, y), (u, v)), 0.5, 3.8, 3.4), theme.INK, role=f"{role}-arrow")


def _turning_points(found: Hysteresis, plane: Plane, drawn: list[Box]) -> Iterator[Item]:
    """Yield a mark and words where it falls in, and where it climbs out."""
    taken: list[Box] = []
    marks: list[tuple[Circle, str]] = []
    for value, key in ((found.falls_in, "falls-in"), (found.climbs_out, "climbs-out")):
        if value is None:
            continue
        n = int(np.argmin(np.abs(found.values - value)))
        x, y = plane.at(value, float((found.up[n] + found.down[n]) / 2))
        yield Line(
            ((x, plane.box.bottom), (x, y)), theme.SOFT, 0.25, (0.8, 0.8), role="turning-point"
        )
        mark = Circle((x, y), 1.5, theme.INK, role="turning-point", of=key)
        marks.append((mark, say(f"chart.{key}", value=short(value))))
        taken.append(Box(x - 2, y - 2, 4, 4))
    yield from (mark for mark, _ in marks)
    for mark, words in marks:
        texts: list[Text] = beside(
            words, mark.center, plane.box, taken, drawn, away=3.4, role="turning-point"
        )
        yield from texts
        taken += [text.box for text in texts]


def _key(found: Hysteresis, what: str) -> list[Entry]:
    entries = [
        Entry(say("chart.raised", what=what), "line"),
        Entry(say("chart.lowered", what=what), "line", dash=_BACK),
    ]
    if found.apart is not None:
        entries.append(Entry(say("chart.depends-on-way"), "tint", _BETWEEN))
    return entries


def _summary(found: Hysteresis) -> str:
    what = number_words(found.parameter, found.of)
    falls, climbs = found.falls_in, found.climbs_out
    ends = {
        "low": short(float(found.values[0])),
        "high": short(float(found.values[-1])),
        "what": what,
    }
    if found.apart is None:
        return say("chart.hysteresis.none", **ends)
    way = "up" if found.worsens else "down"
    if falls is not None and climbs is not None:
        return say(f"chart.hysteresis.{way}", what=what, falls=short(falls), climbs=short(climbs))
    if falls is not None:
        return say(f"chart.hysteresis.{way}-falls", falls=short(falls), **ends)
    if climbs is not None:
        return say(f"chart.hysteresis.{way}-climbs", climbs=short(climbs), **ends)
    return say("chart.hysteresis.both-hold", **ends)


def _own_words(found: Hysteresis) -> Iterator[str]:
    """Yield which value the couple itself has."""
    if len(found.own) == 1:
        yield say("chart.hysteresis.own", value=short(found.own[0][1]))
    elif found.own:
        parts = [
            say("chart.hysteresis.of", name=shortened(name), value=short(value))
            for name, value in found.own
        ]
        yield say("chart.hysteresis.own-each", parts=listed(parts))


def _unsettled(found: Hysteresis) -> Iterator[str]:
    """Yield where it had not settled, so that nobody takes the lines there for what holds."""
    values = found.unsettled
    if len(values) == 1:
        yield say("chart.hysteresis.unsettled", value=short(values[0]))
    elif values:
        yield say(
            "chart.hysteresis.unsettled-between", low=short(values[0]), high=short(values[-1])
        )


def _told(found: Hysteresis, what: str) -> Iterator[str]:
    yield say(
        "chart.hysteresis.axes",
        what=what,
        low=short(float(found.values[0])),
        high=short(float(found.values[-1])),
    )
    for key, values in (("raised", found.up), ("lowered", found.down[::-1])):
        ends = {"first": number(float(values[0])), "last": number(float(values[-1]))}
        yield say(f"chart.hysteresis.{key}", what=what, **ends)
    if found.apart is not None:
        n = sum(found.apart) // 2
        yield say(
            "chart.hysteresis.between", what=what, value=short(float(found.values[n])),
            up=number(float(found.up[n])), down=number(float(found.down[n])),
        )  # fmt: skip
    yield say("chart.same-for-any")
