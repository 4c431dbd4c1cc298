"""A plane of starts as a picture: which leads where, and the rests that they lead to."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from negcycle.analysis.rest.basins import OF_A_COUPLE, SWINGING, Basins
from negcycle.analysis.rest.portraits import AWAY, NOWHERE
from negcycle.drawing.charts.legend import Entry, legend_items
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.plane import (
    BELOW,
    LEFT,
    Plane,
    around,
    beside,
    in_region,
    marker,
)
from negcycle.drawing.charts.portrait import KEY
from negcycle.drawing.charts.reading import shortened
from negcycle.drawing.charts.scales import Scale, number
from negcycle.drawing.charts.sheet import scene, sheet
from negcycle.drawing.scene import Box, Circle, Item, Scene, Text
from negcycle.drawing.theme import PAPERS, Paper
from negcycle.words import say

_CALM = "#f3f6fa"
_OTHERS = ("#d8c3ab", "#b9cfc4", "#9fb2c9", "#c9b6d1", "#e6d9a8", "#a9a9a7")
"""Darker than calm, and apart from each other in gray where they are likely to be neighbors."""
_ENDLESS = {SWINGING: "#e3d9e8", NOWHERE: "#e2e2df", AWAY: "#c9c9c6"}
_KEYS = {SWINGING: "swinging", NOWHERE: "slow", AWAY: "away"}
_ONE_PLACE = 1.0
"""Rests that stand nearer than this, in mm, are drawn as one."""


def basins_chart(found: Basins, *, paper: Paper = PAPERS["a4"]) -> Scene:
    """Return a plane of starts as a picture."""
    names = [_axis(found, name) for name in found.names]
    title = say("chart.title.basins")
    summary = _summary(found)
    small = [say("chart.same-for-any")] if found.people else []
    around_it = sheet(title, summary, [found.rule, *small], paper=paper)
    room = around_it.room
    box = Box(room.x + LEFT, room.y + 6.0, room.w - LEFT - KEY - 8.0, room.h - BELOW - 6.0)
    plane = Plane(
        box,
        Scale(float(found.xs[0]), float(found.xs[-1]), box.x, box.right),
        Scale(float(found.ys[0]), float(found.ys[-1]), box.bottom, box.y),
    )
    key = Box(box.right + 8.0, box.y, KEY - 2.0, room.bottom - box.y)
    items = [*_drawn(found, plane, names), *legend_items(_key(found, plane), key)]
    told = [*summary, *_told(found, names), found.rule, *small]
    return scene([around_it.page(items)], title, told)


def _axis(found: Basins, name: str) -> str:
    """Return what an axis is called."""
    if not found.people:
        return seen(name.replace("_", " "), "?")
    if name in OF_A_COUPLE:
        return say(f"chart.basins.axis.{name}")
    key, _, state = name.partition(".")
    station, _, further = state.partition(".")
    words = say(f"loop.passes.{station}")
    if further:
        words = say("loop.numbered", what=words, number=further)
    return say("chart.of-person", what=words, name=shortened(found.people[key]))


def _drawn(found: Basins, plane: Plane, names: list[str]) -> Iterator[Item]:
    yield from plane.regions(_groups(found), _tints(found))
    yield from plane.grid()
    yield from plane.frame(names[0], names[1])
    marks = _marks(found, plane)
    dots = [around(mark) for mark, _ in marks]
    labels: list[Text] = []
    for mark, words in marks:
        taken = [*dots, *(text.box for text in labels)]
        labels += beside(words, mark.center, plane.box, taken, away=3.4, role="point-label")
    yield from (mark for mark, _ in marks)
    yield from labels
    taken = [*dots, *(text.box for text in labels)]
    groups = _groups(found)
    for which in _seen(found):
        yield from in_region(_region_words(found, which), plane, groups == which, taken)


# -- which rests are one in this picture ------------------------------------------------------


def _groups(found: Basins) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Return the basins; those of rests that are one in this picture are one."""
    groups = found.leads.copy()
    for n, first in enumerate(_first_alike(found)):
        groups[found.leads == n] = first
    return groups


def _first_alike(found: Basins) -> list[int]:
    """Return for each rest the first that stands at the same place, such as its mirror image."""
    spans = np.array([np.ptp(found.xs), np.ptp(found.ys)])
    firsts: list[int] = []
    for n, place in enumerate(found.places):
        alike = [
            m
            for m in range(n)
            if np.max(np.abs(found.places[m] - place) / spans) < _ALIKE
            and (found.rests[m].stable is False) == (found.rests[n].stable is False)
        ]
        firsts.append(alike[0] if alike else n)
    return firsts


_ALIKE = 1e-3


def _seen(found: Basins) -> list[int]:
    """Return the kinds of end in the picture, rests first."""
    kinds = np.unique(_groups(found)).tolist()
    return sorted(kinds, key=lambda kind: (kind < 0, kind))


def _tints(found: Basins) -> dict[int, str]:
    tints: dict[int, str] = {}
    others = iter(_OTHERS * (1 + len(found.rests) // len(_OTHERS)))
    for n, first in enumerate(_first_alike(found)):
        if found.rests[n].stable is not False and first == n:
            light = not found.in_position[n] if found.people else not tints
            tints[n] = _CALM if light and _CALM not in tints.values() else next(others)
    return {**tints, **_ENDLESS}


def _marks(found: Basins, plane: Plane) -> list[tuple[Circle, str]]:
    marks: list[tuple[Circle, str]] = []
    for n, first in enumerate(_first_alike(found)):
        if first == n and plane.holds(found.places[n]):
            x, y = found.places[n].tolist()
            filled = found.rests[n].stable is not False
            marks.append((marker(plane.at(x, y), filled=filled, radius=2.2), _name(found, n)))
    return marks


def _name(found: Basins, n: int) -> str:
    """Return what a rest is called: by its kind where that says which, else by a number."""
    kind = _kind(found, n)
    firsts = _first_alike(found)
    alike = [m for m, first in enumerate(firsts) if first == m and _kind(found, m) == kind]
    if not found.people or len(alike) > 1:
        return str(1 + [m for m, first in enumerate(firsts) if first == m].index(n))
    if kind == "edge" and not any(rest.stable for rest in found.rests):
        return say("chart.basins.calm-tips")
    return say(f"chart.state.{kind}")


def _kind(found: Basins, n: int) -> str:
    if found.rests[n].stable is False:
        return "edge"
    return "stuck" if found.in_position[n] else "calm"


# -- words ------------------------------------------------------------------------------------


def _region_words(found: Basins, which: int) -> str:
    if which < 0:
        return say(f"chart.basins.from-here.{_KEYS[which]}")
    name = _name(found, which)
    if name.isdigit():
        return say("chart.leads-to", number=name)
    return say(f"chart.from-here.{_kind(found, which)}")


def _key(found: Basins, plane: Plane) -> list[Entry]:
    entries: list[Entry] = []
    stable = {
        found.rests[n].stable is not False
        for n in range(len(found.rests))
        if plane.holds(found.places[n])
    }
    if True in stable:
        entries.append(Entry(say("chart.holds"), "stable"))
    if False in stable:
        parts = any(rest.stable for rest in found.rests)
        words = say("chart.tips") if parts else say("chart.bifurcation.tips")
        entries.append(Entry(words, "unstable"))
    tints = _tints(found)
    shares = _shares(found)
    entries += [
        Entry(
            say(
                "chart.basins.share",
                what=_region_words(found, which),
                share=_percent(shares[which]),
            ),
            "tint",
            tints[which],
        )
        for which in _seen(found)
    ]
    return entries


def _shares(found: Basins) -> dict[int, float]:
    kinds, counts = np.unique(_groups(found), return_counts=True)
    return dict(zip(kinds.tolist(), (counts / found.leads.size).tolist(), strict=True))


def _percent(share: float) -> str:
    return say("chart.below-one") if share < _ONE_PERCENT else f"{share:.0%}"


_ONE_PERCENT = 0.005


def _summary(found: Basins) -> list[str]:
    ends = [which for which in _seen(found) if which >= 0]
    shares = _shares(found)
    if set(shares) == {SWINGING}:
        first = say("chart.basins.swings")
    elif not ends:
        first = say("chart.basins.none")
    elif len(ends) == 1:
        whole = shares[ends[0]] == 1
        first = say("chart.basins.all" if whole else "chart.basins.one")
    else:
        first = say("chart.basins.many", count=len(ends))
    return [first, *([say("chart.basins.of-this-picture")] if len(shares) > 1 else [])]


def _told(found: Basins, names: list[str]) -> Iterator[str]:
    yield say(
        "chart.portrait.axes", first=names[0], second=names[1],
        x_low=number(float(found.xs[0])), x_high=number(float(found.xs[-1])),
        y_low=number(float(found.ys[0])), y_high=number(float(found.ys[-1])),
    )  # fmt: skip
    firsts = _first_alike(found)
    for n, first in enumerate(firsts):
        if first == n:
            x, y = (number(value) for value in found.places[n].tolist())
            kind = "tips" if found.rests[n].stable is False else "holds"
            yield say(f"chart.basins.rest.{kind}", name=_name(found, n), x=x, y=y)
    for which, share in _shares(found).items():
        yield say(
            "chart.basins.share-told", what=_region_words(found, which), share=_percent(share)
        )
