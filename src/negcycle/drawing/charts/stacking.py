"""What is stacked in a picture of dominance: the strongest loops, and all others as one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negcycle.analysis.dominance.dominance import Dominance
from negcycle.drawing.charts.lettering import seen
from negcycle.drawing.charts.scales import Array
from negcycle.drawing.charts.thinning import pieces
from negcycle.words import say

MOST = 8
"""So many areas are told apart, the last of them for all other loops."""

ALIKE = 1e-6
"""Loops whose mean shares differ by less are drawn both or neither, so that no order decides."""


@dataclass(frozen=True, slots=True)
class Area:
    """The share of a loop, or of several together, over time."""

    label: str
    up: Array
    """What reinforces, 0 to 1. NaN where nothing is defined. Shape ``(n_steps,)``."""
    down: Array
    """What balances, -1 to 0. NaN where nothing is defined. Shape ``(n_steps,)``."""
    places: tuple[int, ...] = ()
    """Whose share it is, by place in `Dominance.loops`."""
    rest: bool = False
    """Whether these are all the loops that have no area of their own."""

    @property
    def size(self) -> float:
        """The mean share, of either kind."""
        return _mean(self.up) - _mean(self.down)


def areas_of(found: Dominance, part: int) -> list[Area]:
    """Return the areas of one partition, the strongest first and the rest last.

    Loops that have no share at any time have no area. Where there are many loops, what settles by
    itself in one partner is one area.
    """
    places = found.members(part)
    groups: dict[str, list[int]] = {}
    for place in places:
        nodes = found.loops[place]
        key = nodes[0].partition(".")[0]
        own = len(places) > MOST and len(nodes) == 1 and key in found.people
        groups.setdefault(key if own else f"{place}.", []).append(place)
    areas = [_area(found, some) for some in groups.values()]
    seen_at_all = [area for area in areas if area.size > 0]
    seen_at_all.sort(key=lambda area: -round(area.size / ALIKE))  # rounding decides nothing
    return _fewer(seen_at_all)


def _area(found: Dominance, places: list[int]) -> Area:
    label = found.labels[places[0]]
    if len(places) > 1:
        key = found.loops[places[0]][0].partition(".")[0]
        label = say("chart.dominance.own", name=found.people[key])
    return _together(seen(label, "?"), found.relative[places], tuple(places))


def _fewer(areas: list[Area]) -> list[Area]:
    """Return the areas with all but the strongest put together."""
    if len(areas) <= MOST:
        return areas
    shown = MOST - 1
    while shown and areas[shown - 1].size - areas[shown].size < ALIKE:
        shown -= 1
    rest = areas[shown:]
    up, down = (np.sum([getattr(one, way) for one in rest], axis=0) for way in ("up", "down"))
    label = say("chart.dominance.others", count=len(rest))
    places = tuple(place for one in rest for place in one.places)
    return [*areas[:shown], Area(label, up, down, places, rest=True)]


def _together(label: str, shares: Array, places: tuple[int, ...]) -> Area:
    up: Array = np.sum(np.maximum(shares, 0.0), axis=0)  # NaN stays
    down: Array = np.sum(np.minimum(shares, 0.0), axis=0)
    return Area(label, up, down, places)


def _mean(values: Array) -> float:
    good = values[np.isfinite(values)]
    return float(good.mean()) if len(good) else 0.0


def by_column(values: Array, edges: Array, columns: Array) -> Array:
    """Return what goes on from edge to edge, in each of many narrow columns along x.

    Where there are more steps than columns, that is the mean over those in a column. Where there
    are fewer, it is read off the line from the middle of one step to the middle of the next.

    Args:
        values: NaN where nothing is defined. Shape ``(n_steps,)``.
        edges: Where the steps begin and end, not falling, in mm. Shape ``(n_steps + 1,)``.
        columns: Where the columns begin and end, rising, in mm. Shape ``(n_columns + 1,)``.

    Returns:
        NaN in a column in which nothing is defined. Shape ``(n_columns,)``.
    """
    there = np.isfinite(values)
    middles = (columns[:-1] + columns[1:]) / 2
    if len(values) < len(middles):
        step = np.clip(np.searchsorted(edges, middles, side="right") - 1, 0, len(values) - 1)
        found = np.full(len(middles), np.nan)
        for piece in pieces(values):
            inside = (step >= piece.start) & (step < piece.stop)
            centers = (edges[:-1] + edges[1:])[piece] / 2
            found[inside] = np.interp(middles[inside], centers, values[piece])
        return found
    widths = np.diff(edges)
    whole, some = (
        np.diff(np.interp(columns, edges, np.concatenate([[0.0], np.cumsum(one * widths)])))
        for one in (np.where(there, values, 0.0), there.astype(np.float64))
    )
    found = np.full(len(middles), np.nan)
    np.divide(whole, some, out=found, where=some > 1e-9)
    return found
