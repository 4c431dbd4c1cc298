"""Where the badges stand: inside their loop, where there is most room, on nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from negcycle.drawing.loopmap.geometry import Array, Truths, anywhere, winding, within
from negcycle.drawing.loopmap.marks import SIGN, Marks
from negcycle.drawing.loopmap.routing import Ways, mirrored

RADIUS = 4.6
"""From the middle of a badge to the outside of its turning arrow."""
_STEP = 2.5
_MOST_SPOTS = 6_000
_AIR = 0.6
_OUTSIDE, _ON_LINE, _AWAY, _AIR_WISH = 60.0, 25.0, 0.12, 5.0
_OFF_CENTER = 500.0
_HARD = 1e6
_OUTSIDE_REACH = 60.0


@dataclass(frozen=True, eq=False)
class Badges:
    """The place of each badge, and which way its loop turns."""

    places: dict[int, Array]
    """The middle of the badge of each loop that found room."""
    clockwise: dict[int, bool]


def badged(
    ways: Ways,
    paths: tuple[Array, ...],
    marks: Marks,
    *,
    loops: Sequence[tuple[tuple[int, ...], tuple[int, ...]]],
    pairs: Sequence[tuple[int, ...]],
) -> Badges:
    """Return where the badges stand.

    Args:
        ways: The labels and arrows.
        paths: The line of each arrow.
        marks: Where signs and delay marks stand.
        loops: The nodes and the arrows of each loop, in loop order, the most important first.
        pairs: The loops one by one, or two by two where one is the mirror image of the other.
    """
    places: dict[int, Array] = {}
    clockwise: dict[int, bool] = {}
    if not loops:
        return Badges(places, clockwise)
    wide = ways.room[0]
    spots = _spots(ways.room)
    spots = spots[_free(ways, spots, marks)]
    if not len(spots):
        return Badges(places, clockwise)
    to_line = _to_lines(spots, paths)
    for pair in pairs:
        first, twin = pair[0], pair[-1]
        nodes, links = loops[first]
        outline = _outline(ways, paths, nodes, links)
        turns = winding(spots, outline)
        inside = turns != 0
        costs = _spot_costs(spots, outline, inside, to_line)
        if ways.twofold and len(pair) == 1 and _is_its_own_mirror(ways, links):
            everywhere = np.ones(
                len(spots), dtype=np.bool_
            )  # between the lobes is as good as inside
            costs = _spot_costs(spots, outline, everywhere, to_line)
            costs += np.where(np.abs(spots[:, 0] - wide / 2) > 0.01, _OFF_CENTER, 0.0)
        taken = np.array(list(places.values())).reshape(-1, 2)
        costs += _HARD * _close(spots, taken)
        if len(pair) > 1:
            other = mirrored(spots, wide)
            costs += _HARD * (_close(other, taken) | _close_to_itself(spots, other))
            costs += _HARD * ~_free(ways, other, marks)
        best = int(costs.argmin())
        if costs[best] >= _HARD:
            continue
        places[first] = spots[best]
        around = turns[best] if inside[best] else _area(outline)
        clockwise[first] = bool(around > -1e-6)
        if twin != first:
            places[twin] = mirrored(spots[best][None], wide)[0]
            clockwise[twin] = not clockwise[first]
    return Badges(places, clockwise)


def _spots(room: tuple[float, float]) -> Array:
    """Return places all over the page, as many on the left as on the right. Shape ``(n, 2)``."""
    wide, high = room
    step = max(_STEP, (wide * high / _MOST_SPOTS) ** 0.5)
    xs = np.arange(0.0, wide / 2 - RADIUS, step)
    xs = np.concatenate([wide / 2 - xs[:0:-1], wide / 2 + xs])
    ys = np.arange(RADIUS + 0.5, high - RADIUS, step)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


def _is_its_own_mirror(ways: Ways, links: tuple[int, ...]) -> bool:
    """Whether the mirror image of a loop is the loop itself."""
    twin = {
        link: other for unit in ways.units for link, other in zip(unit, unit[::-1], strict=True)
    }
    return {twin[link] for link in links} == set(links)


def _outline(
    ways: Ways, paths: tuple[Array, ...], nodes: tuple[int, ...], links: tuple[int, ...]
) -> Array:
    """Return the points of a loop: along its arrows, through the middles of its labels."""
    pieces: list[Array] = []
    for node, link in zip(nodes, links, strict=True):
        pieces += [ways.middles[node][None], paths[link][::3]]
    return np.concatenate(pieces)


def _area(outline: Array) -> float:
    x, y = outline.T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)


def _free(ways: Ways, spots: Array, marks: Marks) -> Truths:
    """Whether a badge there would stand on no label and no mark, and on the page."""
    taken = anywhere((spots < RADIUS) | (spots > np.array(ways.room) - RADIUS), 1)
    for middle, half in zip(ways.middles, ways.half + RADIUS + _AIR, strict=True):
        taken |= within(spots, middle, half)
    late = [place for place, _ in marks.delays.values()]
    for small in (*marks.signs, *late):
        taken |= within(spots, small, np.array(SIGN / 2 + RADIUS + 0.3))
    found: Truths = ~taken
    return found


def _to_lines(spots: Array, paths: tuple[Array, ...]) -> Array:
    """Return how far each spot is from the nearest arrow."""
    nearest = np.full(len(spots), np.inf)
    for path in paths:
        nearest = np.minimum(nearest, _distance(spots, path[::4]))
    return nearest


def _distance(spots: Array, points: Array) -> Array:
    across = spots[:, 0, None] - points[:, 0]
    down = spots[:, 1, None] - points[:, 1]
    far: Array = np.sqrt((across * across + down * down).min(axis=1))
    return far


def _spot_costs(spots: Array, outline: Array, inside: Truths, to_line: Array) -> Array:
    middle = outline.mean(axis=0)
    away = np.hypot(*(spots - middle).T)
    room = np.minimum(to_line - RADIUS, _AIR_WISH)
    costs = _AWAY * away - room + np.where(room < 0.4, _ON_LINE, 0.0)
    outside = _OUTSIDE + 2.0 * _distance(spots, outline)
    costs += np.where(inside, 0.0, outside)
    return np.where(~inside & (_distance(spots, outline) > _OUTSIDE_REACH), _HARD, costs)


def _close(spots: Array, taken: Array) -> Truths:
    """Whether a badge there would touch another."""
    found = np.zeros(len(spots), dtype=np.bool_)
    for one in taken:
        found |= ((spots - one) ** 2).sum(axis=1) < (2 * RADIUS + _AIR) ** 2
    return found


def _close_to_itself(spots: Array, other: Array) -> Truths:
    apart = ((spots - other) ** 2).sum(axis=1)
    found: Truths = apart < (2 * RADIUS + _AIR) ** 2
    return found
