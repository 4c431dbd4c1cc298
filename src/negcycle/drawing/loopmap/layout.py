"""Where the nodes of any graph stand: few crossings, room around each label, loops that look round.

Starts are circles in the order of the strongest loops, and springs; from each, nodes move to better
places as long as there are any. Chance has no part in it, and neither has the order of writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negcycle.drawing.loopmap.geometry import Array, Integers, Truths, anywhere, crossing, hitting

_APART = (11.0, 8.5)
"""Free room that two labels want between them, across and down, in mm."""
_CLEAR = 2.2
"""How close an arrow may come to a label that is not its own."""
_CROSSING, _HIT, _OVERLAP, _LENGTH, _SHORT = 36.0, 60.0, 6.0, 4.0, 1.6
_WIDE, _HIGH = 8, 6
"""Places of the page that are tried for each node, across and down."""
_NEAR = (6.0, 14.0)
"""How far a node is moved to see whether it is better there."""
_SWEEPS = 6
_FEW = 14
"""With more nodes than these, letting two change places finds nothing that moving does not."""
_WIDEST = 1.3
"""How far a layout is drawn apart, at most, where the room has more space than it took."""
_GAP = 17.0
"""Room between two linked labels: for the arrow, its head and its sign."""


@dataclass(frozen=True, eq=False)
class Ground:
    """What a layout has to place, and on what room."""

    sizes: Array
    """Width and height of each label. Shape ``(n, 2)``."""
    ends: Integers
    """Source and target of each pair of linked nodes, once, without self-loops. ``(m, 2)``."""
    room: tuple[float, float]
    """Width and height."""
    rounds: tuple[tuple[int, ...], ...] = ()
    """The nodes of the loops that should look round, the most important first."""

    @cached_property
    def half(self) -> Array:
        return self.sizes / 2

    @cached_property
    def low(self) -> Array:
        """The least place of each node, so that its label stays on the page."""
        return self.half + 1.0

    @cached_property
    def high(self) -> Array:
        return np.maximum(np.array(self.room) - self.half - 1.0, self.low)

    @cached_property
    def shares(self) -> Truths:
        """Whether two arrows have an end in common. Shape ``(m, m)``."""
        ends = self.ends
        return anywhere(ends[:, None, :, None] == ends[None, :, None, :], 2, 3)

    @cached_property
    def own(self) -> Truths:
        """Whether a label is an end of an arrow. Shape ``(m, n)``."""
        return anywhere(self.ends[:, :, None] == np.arange(len(self.sizes)), 1)

    @cached_property
    def ideal(self) -> float:
        """How long an arrow is best, from label to label, from middle to middle."""
        share = np.sqrt(self.room[0] * self.room[1] / max(len(self.sizes), 1))
        return float(np.clip(0.85 * share, 30.0, 62.0))

    def clipped(self, places: Array) -> Array:
        """Return places so that every label stays on the page. Shape ``(n, 2)``."""
        kept: Array = np.round(np.clip(places, self.low, self.high) * 2) / 2
        return kept

    def clipped_node(self, node: int, places: Array) -> Array:
        """Return places of one node so that its label stays on the page. Shape ``(k, 2)``."""
        kept: Array = np.round(np.clip(places, self.low[node], self.high[node]) * 2) / 2
        return kept


def laid_out(ground: Ground) -> Array:
    """Return the middle of each label, in mm. Shape ``(n, 2)``."""
    count = len(ground.sizes)
    if count == 0:
        return np.zeros((0, 2))
    if count == 1:
        return np.array([ground.room]) / 2
    found = [_improved(ground, start) for start in _starts(ground)]
    costs = [round(_cost(ground, one), 3) for one in found]
    return _centered(ground, found[costs.index(min(costs))])


# -- starts ------------------------------------------------------------------------------------


def _starts(ground: Ground) -> Iterator[Array]:
    circle = _on_ellipse(ground, _around(ground))
    yield circle
    yield _sprung(ground, circle)
    if len(ground.sizes) <= 30:
        yield _sprung(ground, _on_ellipse(ground, list(range(len(ground.sizes)))))


def _around(ground: Ground) -> list[int]:
    """Return the nodes in the order of the loops, each other one beside what it is linked to."""
    order: list[int] = []
    for one in ground.rounds[:3]:
        fresh = [node for node in one if node not in order]
        if not order:
            order = fresh
        elif fresh and len(fresh) < len(one):
            before = next(node for node in one if node in order)
            place = order.index(before) + 1
            order[place:place] = fresh
    beside: dict[int, set[int]] = {node: set() for node in range(len(ground.sizes))}
    for source, target in ground.ends.tolist():
        beside[source].add(target)
        beside[target].add(source)
    left = [node for node in range(len(ground.sizes)) if node not in order]
    while left:
        node = max(left, key=lambda one: (len(beside[one] & set(order)), len(beside[one]), -one))
        left.remove(node)
        places = [place for place, known in enumerate(order) if known in beside[node]]
        order.insert(places[-1] + 1 if places else len(order), node)
    return order


def _on_ellipse(ground: Ground, order: Sequence[int]) -> Array:
    angles = 2 * np.pi * np.arange(len(order)) / len(order) - np.pi / 2
    places = np.zeros((len(order), 2))
    reach = np.array(ground.room) / 2
    for node, angle in zip(order, angles.tolist(), strict=True):
        across = np.array([np.cos(angle), np.sin(angle)])
        places[node] = reach + across * (reach - ground.half.max(axis=0) - 2.0) * 0.8
    return ground.clipped(places)


def _sprung(ground: Ground, start: Array) -> Array:
    """Return places as far from each other as there are arrows between them, by majorization.

    Gansner, E. R., Koren, Y., & North, S. (2004). Graph drawing by stress majorization.
    """
    count = len(start)
    steps = np.full((count, count), np.inf)
    np.fill_diagonal(steps, 0.0)
    for source, target in ground.ends.tolist():
        steps[source, target] = steps[target, source] = 1.0
    for middle in range(count):
        steps = np.minimum(steps, steps[:, middle, None] + steps[None, middle, :])
    far = steps[np.isfinite(steps)].max(initial=1.0)
    steps = np.where(np.isfinite(steps), steps, far + 1.0)
    np.fill_diagonal(steps, 1.0)
    weights = steps**-2.0
    np.fill_diagonal(weights, 0.0)
    room = np.array(ground.room)
    places: Array = (start - room / 2) / room * far
    total: Array = weights.sum(axis=1)[:, None]
    for _ in range(60):
        apart: Array = places[:, None, :] - places[None, :, :]
        distance = np.maximum(np.hypot(apart[..., 0], apart[..., 1]), 1e-3)
        pull = weights * steps / distance
        moved: Array = (pull[..., None] * apart).sum(axis=1) + weights @ places
        rounded: Array = np.round(moved / total, 6)
        places = rounded
    return _filled(ground, places)


def _filled(ground: Ground, places: Array) -> Array:
    """Return places stretched over the room."""
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.maximum(high - low, 1e-6)
    share = np.where(high - low > 1e-3, (places - low) / span, 0.5)
    return ground.clipped(ground.low + share * (ground.high - ground.low))


def _centered(ground: Ground, places: Array) -> Array:
    """Return places drawn apart to fill more of the room, and moved to its middle."""
    low, high = (places - ground.half).min(axis=0), (places + ground.half).max(axis=0)
    spare = np.array(ground.room) - 2.0 - (high - low)
    span = np.maximum(places.max(axis=0) - places.min(axis=0), 1.0)
    wider: Array = np.minimum(np.maximum(1.0 + spare / span, 1.0), _WIDEST)
    drawn: Array = places * wider
    low, high = (drawn - ground.half).min(axis=0), (drawn + ground.half).max(axis=0)
    moved: Array = drawn + (np.array(ground.room) - low - high) / 2
    return moved.round(3)


# -- better places -----------------------------------------------------------------------------


def _improved(ground: Ground, places: Array) -> Array:
    """Return places after each node has moved to the best of many, or changed with another."""
    places = places.copy()
    count = len(places)
    sweeps = _SWEEPS if count <= 30 else 3
    grid = _grid(ground.room)
    for sweep in range(sweeps):
        better = False
        for node in range(count):
            everywhere = np.concatenate([places[None, node], grid, _close(places[node])])
            tries = ground.clipped_node(node, everywhere)
            costs = _local(ground, places, [node], tries[:, None, :])
            best = int(costs.argmin())
            if costs[best] < costs[0] - 1e-6:
                places[node] = tries[best]
                better = True
        if sweep < 2 and count <= _FEW:
            better = _exchanged(ground, places) or better
        if not better:
            break
    return places


def _exchanged(ground: Ground, places: Array) -> bool:
    """Let pairs of nodes change places where that is better."""
    better = False
    count = len(places)
    every = list(range(count))
    for one in range(count - 1):
        tries = np.repeat(places[None], count - one, axis=0)  # the first of them as it is
        for row, other in enumerate(range(one + 1, count), start=1):
            tries[row, [one, other]] = places[[other, one]]
            tries[row] = ground.clipped(tries[row])
        costs = _local(ground, places, every, tries)
        best = int(costs.argmin())
        if costs[best] < costs[0] - 1e-6:
            places[:] = tries[best]
            better = True
    return better


def _grid(room: tuple[float, float]) -> Array:
    xs = np.linspace(0.0, room[0], _WIDE)
    ys = np.linspace(0.0, room[1], _HIGH)
    return np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)


_TURNS = np.arange(8) * np.pi / 4
_DIRECTIONS = np.column_stack([np.cos(_TURNS), np.sin(_TURNS)])


def _close(place: Array) -> Array:
    return np.concatenate([place + far * _DIRECTIONS for far in _NEAR])


def _cost(ground: Ground, places: Array) -> float:
    every = list(range(len(places)))
    return float(_local(ground, places, every, places[None])[0])


def _local(ground: Ground, places: Array, moved: list[int], tries: Array) -> Array:
    """Return what places cost of all that changes when some nodes move.

    `tries` has shape ``(k, len(moved), 2)``; the result ``(k,)``.
    """
    count = len(tries)
    at = np.broadcast_to(places, (count, *places.shape)).copy()
    at[:, moved] = tries
    mask = np.zeros(len(places), dtype=np.bool_)
    mask[moved] = True
    cost = _closeness(ground, at, moved, mask)
    if not len(ground.ends):
        return cost
    source, target = at[:, ground.ends[:, 0]], at[:, ground.ends[:, 1]]
    moves = mask[ground.ends[:, 0]] | mask[ground.ends[:, 1]]
    touched = np.flatnonzero(moves)
    a, b = source[:, touched, None], target[:, touched, None]
    # crossings of what moves with everything; those between two that both move count half
    mine = ground.ends[touched]
    weight = np.where(ground.shares[touched], 0.0, np.where(moves, 0.5, 1.0))
    cost += _CROSSING * (crossing(a, b, source[:, None], target[:, None]) * weight).sum(axis=(1, 2))
    # arrows of what moves through any label, and any arrow through the label of what moves
    half = ground.half + _CLEAR
    hit = hitting(a, b, at[:, None], half) & ~ground.own[touched]
    cost += _HIT * hit.sum(axis=(1, 2))
    rest = np.flatnonzero(~moves)
    if len(rest):
        labels = at[:, None, moved]
        hit = hitting(source[:, rest, None], target[:, rest, None], labels, half[moved])
        cost += _HIT * hit.sum(axis=(1, 2))
    along = np.abs(source[:, touched] - target[:, touched])
    far = np.hypot(along[..., 0], along[..., 1])
    wish = ground.ideal
    cost += _LENGTH * ((far / wish - 1.0) ** 2).sum(axis=1)
    free = along - ground.half[mine].sum(axis=1)
    gap = np.hypot(np.maximum(free[..., 0], 0), np.maximum(free[..., 1], 0))
    cost += _SHORT * np.maximum(_GAP - gap, 0.0).sum(axis=1)
    return cost


def _closeness(ground: Ground, at: Array, moved: list[int], mask: Truths) -> Array:
    """Return what it costs that labels come close to each other."""
    apart = np.abs(at[:, moved, None] - at[:, None])
    wanted = ground.half[moved][:, None] + ground.half[None] + np.array(_APART)
    short = np.minimum.reduce((wanted - apart), axis=-1)
    weight = np.where(mask[None, :], 0.5, 1.0) * (
        np.array(moved)[:, None] != np.arange(len(at[0]))[None]
    )
    cost: Array = _OVERLAP * (np.maximum(short, 0.0) * weight).sum(axis=(1, 2))
    return cost
