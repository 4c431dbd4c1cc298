"""Where the small marks stand: the sign at each arrowhead, and two strokes where an arrow is late.

A sign stands beside the head of its arrow, on the side where there is most room.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from negcycle.drawing.loopmap.geometry import Array, anywhere, at_distance, lengths, within
from negcycle.drawing.loopmap.routing import Ways, mirrored

SIGN = 3.3
"""Width and height of the room of a sign."""
HEAD = 3.4
"""Length of an arrowhead."""
_BACK = (3.0, 4.4, 5.8, 7.4, 9.0, 11.0, 13.5, 16.5, 20.0)
"""How far behind the tip a sign may stand."""
_ASIDE = (2.6, 3.3)
"""How far from the line."""
_SHARES = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74)
"""Where along its arrow a delay mark may stand."""
_HARD, _LINE, _HEADS, _OWN, _BACKWARD, _ASIDE_COST = 1e4, 3.0, 6.0, 8.0, 0.35, 0.6


@dataclass(frozen=True, eq=False)
class Marks:
    """The places of the marks of all arrows."""

    signs: Array
    """The middle of each sign. Shape ``(m, 2)``."""
    delays: dict[int, tuple[Array, Array]]
    """For each late arrow: where its mark stands, and which way the arrow runs there."""
    blocked: int
    """How many signs found no free place."""


def marked(ways: Ways, paths: tuple[Array, ...], late: frozenset[int]) -> Marks:
    """Return where the signs and delay marks stand.

    Args:
        ways: The labels and arrows.
        paths: The line of each arrow.
        late: Which arrows are delayed.
    """
    if not paths:
        return Marks(np.zeros((0, 2)), {}, 0)
    dense = np.array(paths)
    places: dict[int, Array] = {}
    delays: dict[int, tuple[Array, Array]] = {}
    blocked = 0
    order = sorted(
        ways.units, key=lambda unit: (min(lengths(paths[one])[-1] for one in unit), unit)
    )
    for unit in order:
        own = ways.ends[unit[0]][0] == ways.ends[unit[0]][1]
        tried = _beside(paths[unit[0]], sides=(1.0,) if own else (1.0, -1.0))
        costs = np.zeros(len(tried[0]))
        taken = np.array([*places.values(), *(place for place, _ in delays.values())]).reshape(
            -1, 2
        )
        spots = [tried[0]] if len(unit) == 1 else [tried[0], mirrored(tried[0], ways.room[0])]
        for link, points in zip(unit, spots, strict=True):
            costs = costs + tried[1] + _sign_costs(ways, points, link, taken=taken, dense=dense)
        if len(unit) > 1:
            close = within(spots[0], spots[1], np.array(SIGN + 0.4))
            costs = costs + _HARD * close
        best = int(costs.argmin())
        blocked += int(costs[best] >= _HARD)
        for link, points in zip(unit, spots, strict=True):
            places[link] = points[best]
        if not late.isdisjoint(unit):
            found = _delayed(ways, unit, paths, dense, np.array([*places.values()]))
            delays |= {link: place for link, place in found.items() if link in late}
    return Marks(np.array([places[link] for link in range(len(paths))]), delays, blocked)


def _beside(path: Array, *, sides: tuple[float, ...]) -> tuple[Array, Array]:
    """Return places beside an arrow, from its head backward, and what each costs by itself.

    Of an arrow that comes back to its own label only the outer side counts, the left one: inside
    stands the badge.
    """
    far = float(lengths(path)[-1])
    spots: list[Array] = []
    costs: list[float] = []
    for back in _BACK:
        if back > max(0.85 * far, 4.5):
            break
        point, direction = at_distance(path, max(far - back, 0.0))
        across = np.array([direction[1], -direction[0]])
        for aside in _ASIDE:
            for side in sides:
                spots.append(point + side * aside * across)
                costs.append(_BACKWARD * (back - _BACK[0]) + _ASIDE_COST * (aside - _ASIDE[0]))
    places: Array = np.array(spots, dtype=np.float64).round(3)
    return places, np.array(costs, dtype=np.float64)


def _sign_costs(ways: Ways, spots: Array, link: int, *, taken: Array, dense: Array) -> Array:
    """Return what it costs that a sign stands on something, or closer to another arrow's head.

    `taken` are the places of the marks that stand already, `dense` the points of all arrows.
    """
    half = SIGN / 2
    beside = spots[:, None]
    on_label = anywhere(within(beside, ways.middles, ways.half + half + 0.3), 1)
    on_mark = anywhere(within(beside, taken, np.array(SIGN + 0.3)), 1)
    outside = anywhere((spots < half) | (spots > np.array(ways.room) - half), 1)
    costs = np.where(on_label | on_mark | outside, _HARD, 0.0)
    low, high = spots.min(axis=0) - SIGN, spots.max(axis=0) + SIGN
    near = np.all((dense.max(axis=1) > low) & (dense.min(axis=1) < high), axis=1)
    near[link] = False
    on_line = anywhere(within(spots[:, None, None], dense[near], np.array(half + 0.5)), 2)
    costs = costs + _LINE * on_line.sum(axis=1)
    costs = costs + _OWN * anywhere(within(beside, dense[link], np.array(half + 0.1)), 1)
    apart = np.hypot(*np.moveaxis(beside - dense[:, -1], -1, 0))
    nearer = (apart < apart[:, link, None] - 0.01) & (apart < 5.0)
    nearer[:, link] = False
    found: Array = costs + _HEADS * nearer.sum(axis=1)
    return found


def _delayed(
    ways: Ways, unit: tuple[int, ...], paths: tuple[Array, ...], dense: Array, taken: Array
) -> dict[int, tuple[Array, Array]]:
    """Return where the delay mark of an arrow stands, and of its mirror image."""
    path = paths[unit[0]]
    far = float(lengths(path)[-1])
    spots = [at_distance(path, far * share) for share in _SHARES]
    points = np.array([point for point, _ in spots])
    others = np.delete(dense, list(unit), axis=0)
    on_line = anywhere(within(points[:, None, None], others, np.array(2.0)), 2).sum(axis=1)
    on_sign = anywhere(within(points[:, None], taken, np.array(SIGN / 2 + 1.6)), 1)
    on_label = anywhere(within(points[:, None], ways.middles, ways.half + 1.6), 1)
    costs = on_line + 20.0 * on_sign + 20.0 * on_label + 0.1 * np.arange(len(points))
    point, direction = spots[int(np.argmin(costs))]
    found = {unit[0]: (point, direction)}
    if len(unit) > 1:
        found[unit[1]] = (
            mirrored(point[None], ways.room[0])[0],
            direction * np.array([-1.0, 1.0]),
        )
    return found
