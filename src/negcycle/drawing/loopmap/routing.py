"""How the arrows run: as arcs that bow outward from their loop, past every label not their own.

For each arrow some arcs are tried, flat and round, to either side. What counts is, in this order:
no label is touched, few arrows are crossed, no two run on top of each other, and the arc is calm.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from negcycle.drawing.loopmap.detour import detour
from negcycle.drawing.loopmap.geometry import (
    Array,
    Truths,
    anywhere,
    crossing,
    evenly,
    hitting,
    within,
)

_BOWS = (0.16, -0.16, 0.3, -0.3, 0.05, -0.05, 0.23, -0.23, 0.48, -0.48, 0.75, -0.75)
"""How high an arc rises, as a share of the way from end to end; above 0 to the left of its way."""
_SAMPLES = 72
KNOTS = 15
"""Points of an arc while it is looked for."""
FEWER_KNOTS = 10
SMOOTH = 33
"""Points of an arc when it is drawn."""
GAP = 1.1
"""From a label to the ends of its arrows."""
_CLEAR = 1.0
"""How close an arrow may come to a label that is not its own."""
_FLAT = 2.0
"""How much worse it is to bow less than wanted than to bow more."""
THERE_AND_BACK = 0.2
"""Two arrows that run there and back bow at least so much."""
_FEW_BESIDE = 3
_PASSES = 4
_FEW = 60
"""With more arrows than these, fewer arcs are tried for each."""

_CROSSING, _CLOSE, _CROWDED, _BEND, _LONG, _FAR = 6.0, 0.8, 4.0, 3.0, 0.01, 400.0
_BLOCKED = 1e6


@dataclass(frozen=True, eq=False)
class Ways:
    """What arrows have to run between."""

    middles: Array
    """The middle of each label. Shape ``(n, 2)``."""
    half: Array
    """Half of its width and height. Shape ``(n, 2)``."""
    room: tuple[float, float]
    ends: tuple[tuple[int, int], ...]
    """Source and target of each arrow."""
    bows: tuple[float, ...]
    """The bow that each arrow would like best."""
    units: tuple[tuple[int, ...], ...]
    """The arrows one by one, or two by two where one is the mirror image of the other."""

    @property
    def twofold(self) -> bool:
        """Whether one half of the map is the mirror image of the other."""
        return any(len(unit) > 1 for unit in self.units)


@dataclass(frozen=True, eq=False)
class Routes:
    """The lines of all arrows, from label to label."""

    paths: tuple[Array, ...]
    """The points of each, evenly spaced. Shape ``(SMOOTH, 2)``."""
    units: tuple[tuple[int, ...], ...]
    """The arrows one by one, or two by two where one is still the mirror image of the other."""
    blocked: int
    """How many of them could not keep away from all labels."""


def routed(ways: Ways) -> Routes:
    """Return a line for each arrow.

    Where an arrow and its mirror image find no way that is free on both sides, each goes its own.
    """
    if not ways.ends:
        return Routes((), (), 0)
    choices: dict[tuple[int, ...], _Choices] = {}
    for unit in ways.units:
        found = _choices(ways, unit)
        if len(unit) > 1 and not _options(found):
            choices |= {(link,): _choices(ways, (link,)) for link in unit}
        else:
            choices[unit] = found
    picks = _picked(choices, len(ways.ends))
    paths: dict[int, Array] = {}
    blocked = 0
    for unit, best in picks.items():
        found = choices[unit]
        blocked += len(unit) * int(found.base[best] >= _BLOCKED)
        for place, link in enumerate(unit):
            paths[link] = found.smooth[place, best]
    return Routes(tuple(paths[link] for link in range(len(ways.ends))), tuple(choices), blocked)


def _picked(choices: dict[tuple[int, ...], _Choices], count: int) -> dict[tuple[int, ...], int]:
    """Return which of its choices each arrow takes, after each has looked at all others."""
    few = count <= _FEW
    chosen = np.zeros((count, KNOTS if few else FEWER_KNOTS, 2))
    placed = np.zeros(count, dtype=np.bool_)
    picks: dict[tuple[int, ...], int] = {}
    order = sorted(choices, key=lambda unit: (_options(choices[unit]), unit))
    for number in range(_PASSES if few else 2):
        changed = False
        for unit in order:
            found = choices[unit]
            placed[list(unit)] = False
            best = int(_costs(found, chosen[placed], unit).argmin())
            changed = changed or picks.get(unit) != best
            picks[unit] = best
            for place, link in enumerate(unit):
                chosen[link] = found.knots[place, best]
            placed[list(unit)] = True
        if number and not changed:
            break
    return picks


def mirrored(path: Array, wide: float) -> Array:
    """Return the mirror image of points, left and right changed."""
    turned: Array = np.array([wide, 0.0]) + path * np.array([-1.0, 1.0])
    return turned


# -- what may be chosen ------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class _Choices:
    """The arcs that one arrow, or one and its mirror image, may take."""

    smooth: Array
    """Shape ``(1 or 2, n_choices, SMOOTH, 2)``."""
    knots: Array
    """The same, with fewer points."""
    base: Array
    """What each costs by itself. Shape ``(n_choices,)``."""


def _options(choices: _Choices) -> int:
    """Return among how many arcs an arrow can choose; those with few choices go first."""
    return int((choices.base < _BLOCKED).sum())


def _choices(ways: Ways, unit: tuple[int, ...]) -> _Choices:
    link = unit[0]
    source, target = ways.ends[link]
    if source == target:
        arcs, base = _own_rounds(ways, source)
    else:
        arcs, base = _arcs(ways, link, _bows(ways, source, target))
    free = ~_touching(ways, arcs, source, target)
    if not free.any():
        way = detour(ways.middles, ways.half, ways.room, source, target)
        if way is not None:
            ends = (*_box(ways, source), *_box(ways, target))
            arcs = np.concatenate([arcs, _trimmed(evenly(way, _SAMPLES)[None], *ends)])
            base = np.append(base, _FAR / 4)
            free = ~_touching(ways, arcs, source, target)
    smooth = arcs[None]
    for twin in unit[1:]:
        image = mirrored(arcs, ways.room[0])
        smooth = np.stack([arcs, image])
        free &= ~_touching(ways, image, *ways.ends[twin])
    base = base + np.where(free, 0.0, _BLOCKED)
    knots = KNOTS if len(ways.ends) <= _FEW else FEWER_KNOTS
    picked = np.round(np.linspace(0, SMOOTH - 1, knots)).astype(np.int64)
    return _Choices(smooth, smooth[:, :, picked], base)


def _bows(ways: Ways, source: int, target: int) -> tuple[float, ...]:
    """Return the bows that are tried: more of them where many arrows run between the same two."""
    bows = _BOWS if len(ways.ends) <= _FEW else _BOWS[:6]
    beside = ways.ends.count((source, target)) + ways.ends.count((target, source))
    if beside <= _FEW_BESIDE:
        return bows
    fan: list[float] = np.linspace(-1.1, 1.1, 3 * beside).tolist()
    return (*bows, *fan)


def _box(ways: Ways, node: int) -> tuple[Array, Array]:
    return ways.middles[node], ways.half[node] + GAP


def _arcs(ways: Ways, link: int, bows: Sequence[float]) -> tuple[Array, Array]:
    """Return arcs from label to label, and what each costs by its shape."""
    source, target = ways.ends[link]
    start, end = ways.middles[source], ways.middles[target]
    wish = ways.bows[link]
    tried = np.array([wish, *(bow for bow in bows if abs(bow - wish) > 0.02)])
    arcs = _trimmed(_circular(start, end, tried), *_box(ways, source), *_box(ways, target))
    chord = float(np.hypot(*(end - start)))
    flips = np.sign(tried) != np.sign(wish)
    flatter = np.maximum(abs(wish) - np.abs(tried), 0.0)
    flat = _FLAT if abs(wish) < THERE_AND_BACK else 4 * _FLAT  # its badge stands between the two
    base = _BEND * (np.abs(np.abs(tried) - abs(wish)) + 0.5 * flips + flat * flatter)
    base += _LONG * chord * np.abs(tried)
    return arcs, base


def _circular(start: Array, end: Array, bows: Array) -> Array:
    """Return circular arcs from `start` to `end`. Shape ``(len(bows), _SAMPLES, 2)``."""
    chord = end - start
    left = np.array([chord[1], -chord[0]])  # y runs down
    middle = (start + end) / 2
    half_angle = 2 * np.arctan(2 * bows)[:, None]  # between the chord and the tangent at its ends
    share = np.linspace(-1.0, 1.0, _SAMPLES)[None]
    angle = half_angle * share
    sine = np.sin(half_angle)
    with np.errstate(divide="ignore", invalid="ignore"):
        along = np.where(np.abs(sine) > 1e-9, np.sin(angle) / (2 * sine), share / 2)
        up = np.where(np.abs(sine) > 1e-9, (np.cos(angle) - np.cos(half_angle)) / (2 * sine), 0.0)
    points: Array = middle + along[..., None] * chord + up[..., None] * left
    return points


def _trimmed(lines: Array, start: Array, start_half: Array, end: Array, end_half: Array) -> Array:
    """Return lines from where they leave the first box to where they enter the second."""
    found: list[Array] = []
    for line in lines:
        out = (np.abs(line - start) >= start_half).any(axis=1)
        into = (np.abs(line - end) >= end_half).any(axis=1)
        inside = np.flatnonzero(~out[: len(line) // 2 + 1])
        first = int(inside[-1]) if len(inside) else 0
        later = np.flatnonzero(~into[first + 1 :])
        last = first + 1 + int(later[0]) if len(later) else len(line) - 1
        if last - first < 2:  # the labels touch
            found.append(evenly(line, SMOOTH))
            continue
        piece = line[first : last + 1].copy()
        piece[0] = _edge(piece[0], piece[1], start, start_half)
        piece[-1] = _edge(piece[-1], piece[-2], end, end_half)
        found.append(evenly(piece, SMOOTH))
    return np.array(found)


def _edge(inside: Array, outside: Array, middle: Array, half: Array) -> Array:
    """Return where the stretch between two points crosses the border of a box."""
    step = outside - inside
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = (np.sign(step) * half + middle - inside) / step
    share = float(np.nanmin(np.where(np.isfinite(shares), shares, np.inf)))
    point: Array = inside + step * min(max(share, 0.0), 1.0)
    return point


def _own_rounds(ways: Ways, node: int) -> tuple[Array, Array]:
    """Return the small rounds by which an arrow can come back to its own label."""
    middle, half = _box(ways, node)
    rounds: list[Array] = []
    base: list[float] = []
    radius = 7.4
    sizes = 1.3 ** np.arange(2 + ways.ends.count((node, node)) // 3)
    for number, (x, y) in enumerate(
        ((0.55, -1), (-0.55, -1), (0.55, 1), (-0.55, 1), (0, -1), (0, 1), (1, 0), (-1, 0))
    ):
        for size in sizes.tolist():
            away = np.array([np.sign(x) * (abs(x) == 1), float(y)])
            center = middle + half * np.array([x, y]) + away * radius * size * 0.75
            back = np.arctan2(-away[1], -away[0])
            angles = back + np.linspace(0.0, 2 * np.pi, _SAMPLES)
            ring = center + radius * size * np.column_stack([np.cos(angles), np.sin(angles)])
            outside = (np.abs(ring - middle) >= half).any(axis=1)
            there = np.flatnonzero(outside)
            piece = ring[max(there[0] - 1, 0) : there[-1] + 2].copy()
            piece[0] = _edge(piece[0], piece[1], middle, half)
            piece[-1] = _edge(piece[-1], piece[-2], middle, half)
            rounds.append(evenly(piece, SMOOTH))
            base.append(0.2 * number + 2.0 * (size - 1))
    return np.array(rounds), np.array(base)


def _touching(ways: Ways, arcs: Array, source: int, target: int) -> Truths:
    """Whether each arc touches a label that is not its own, or leaves the page."""
    others = np.delete(np.arange(len(ways.middles)), [source, target])
    starts, ends = arcs[:, :-1, None], arcs[:, 1:, None]
    hit = hitting(starts, ends, ways.middles[others], ways.half[others] + _CLEAR)
    outside = (arcs < 0.5) | (arcs > np.array(ways.room) - 0.5)
    both = np.array([source, target])
    own = within(arcs[:, 1:-1, None], ways.middles[both], ways.half[both] + 0.2)
    return anywhere(hit, 1, 2) | anywhere(outside, 1, 2) | anywhere(own, 1, 2)


# -- which is best -----------------------------------------------------------------------------


def _costs(choices: _Choices, others: Array, unit: tuple[int, ...]) -> Array:
    """Return what each choice costs beside the arrows that are there already."""
    knots = choices.knots
    costs = choices.base * len(unit)
    for mine in knots:
        low, high = mine.min(axis=(0, 1)) - 4.0, mine.max(axis=(0, 1)) + 4.0
        near = ((others.max(axis=1) > low) & (others.min(axis=1) < high)).all(axis=1)
        costs = costs + _against(mine, others[near])
    if len(unit) > 1:
        for number in range(knots.shape[1]):
            costs[number] += _against(knots[0, number][None], knots[1, number][None])[0]
    return costs


def _against(mine: Array, others: Array) -> Array:
    """Return what it costs that lines cross others, run along them, or end beside their ends.

    Shapes ``(c, KNOTS, 2)`` and ``(m, KNOTS, 2)``; result ``(c,)``.
    """
    costs = np.zeros(len(mine))
    if not len(others):
        return costs
    a, b = mine[:, :-1, None, None], mine[:, 1:, None, None]
    c, d = others[None, None, :, :-1], others[None, None, :, 1:]
    costs += _CROSSING * crossing(a, b, c, d).sum(axis=(1, 2, 3))
    apart = mine[:, 2:-2, None, None] - others[None, None, :, 2:-2]
    close = (apart**2).sum(axis=-1) < 2.4**2
    costs += _CLOSE * close.any(axis=3).sum(axis=(1, 2))
    tips = mine[:, -1, None], mine[:, 0, None]
    for tip, crowded in ((tips[0], 1.0), (tips[1], 0.35)):
        for end, weight in ((others[None, :, -1], 1.0), (others[None, :, 0], 0.35)):
            far = np.hypot(*np.moveaxis(tip - end, -1, 0))
            costs += _CROWDED * max(crowded, weight) * np.maximum(1 - far / 4.2, 0).sum(axis=1)
    return costs
