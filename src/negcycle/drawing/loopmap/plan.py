"""A loop map with its shape: where everything stands, as large as the page allows.

Everything is laid out in letters of one size on a sheet that is as large as it has to be; then the
sheet is scaled to the page. The largest scale at which nothing is in the way of anything else wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from negcycle.drawing import theme
from negcycle.drawing.loopmap.badges import Badges, badged
from negcycle.drawing.loopmap.content import MapContent, MapLink
from negcycle.drawing.loopmap.geometry import Array, Integers
from negcycle.drawing.loopmap.layout import Ground, laid_out
from negcycle.drawing.loopmap.lobes import is_couple, lobes, partner_nodes
from negcycle.drawing.loopmap.marks import Marks, marked
from negcycle.drawing.loopmap.routing import THERE_AND_BACK, Ways, routed
from negcycle.drawing.measure import text_width
from negcycle.drawing.wrap import Wrapped, wrap

SIZE = 10 * theme.PT
"""Letters of the labels, before the sheet is scaled."""
STEP = 1.2
"""From baseline to baseline, in letter sizes."""
PAD = 0.9
"""From the letters of a label to where its arrows begin."""
_WIDTHS = (24.0, 34.0, 46.0)
_MOST_LINES = 3
SCALES = (1.5, 1.25, 1.08, 0.95, 0.9, 0.8, 0.66, 0.55, 0.45)
_FULL = 0.45
"""How much of the sheet labels with their surroundings may take for a try to be worth it."""
_AROUND = (10.0, 9.0)
_PER_LINK = 170.0
"""Room that an arrow with its marks takes, in square mm."""

_PAIR_ROOM = 7.0
"""How many mm two arrows that run there and back bow at least."""
_NO_SIDE = 8.0
"""An arrow closer to the middle of its loop than so many mm is on neither side of it."""
_SELF = (12.0, 26.0)
"""Room around a label whose arrow comes back to itself."""


@dataclass(frozen=True, eq=False)
class Plan:
    """Everything in its place, before it is scaled."""

    content: MapContent
    scale: float
    """From lengths here to mm on the page."""
    room: tuple[float, float]
    labels: tuple[Wrapped, ...]
    ways: Ways
    paths: tuple[Array, ...]
    marks: Marks
    badges: Badges
    clear: bool
    """Whether nothing is in the way of anything else."""


def planned(content: MapContent, room: tuple[float, float]) -> Plan:
    """Return the plan of a map on so much room, in mm."""
    tried = (_tried(content, room, scale) for scale in _scales(content, room))
    plan = next(tried)
    while not plan.clear and (smaller := next(tried, None)):
        plan = smaller
    return plan


def _scales(content: MapContent, room: tuple[float, float]) -> Iterator[float]:
    """Yield the scales that are worth a try, the largest first."""
    if is_couple(content):
        yield from (scale for scale in SCALES if scale <= 1.1)
        return
    sizes = _sizes(_labels(content))
    need = float(np.prod(sizes + np.array(_AROUND), axis=1).sum())
    need += _PER_LINK * len(content.links)
    for number, scale in enumerate(SCALES):
        if need <= _FULL * room[0] * room[1] / scale**2 or number == len(SCALES) - 1:
            yield scale


def _tried(content: MapContent, room: tuple[float, float], scale: float) -> Plan:
    sheet = (room[0] / scale, room[1] / scale)
    labels = _labels(content)
    sizes = _sizes(labels)
    ends = tuple((link.source, link.target) for link in content.links)
    if is_couple(content):
        twins = partner_nodes(content)
        for one, other in twins.items():
            sizes[one] = np.maximum(sizes[one], sizes[other])
        middles = lobes(content, sheet)
        units = _pairs_of_links(content.links, twins)
    else:
        own = np.array([[(node, node) in ends] for node in range(len(sizes))])
        around = sizes + own * np.array(_SELF)
        middles = laid_out(Ground(around, _pairs(ends), sheet, _rounds(content)))
        units = tuple((link,) for link in range(len(ends)))
    ways = Ways(middles, sizes / 2, sheet, ends, _bows(content, middles, units), units)
    routes = routed(ways)
    ways = replace(ways, units=routes.units)
    late = frozenset(place for place, link in enumerate(content.links) if link.delayed)
    marks = marked(ways, routes.paths, late)
    loops = [(loop.nodes, loop.links) for loop in content.loops]
    pairs = _pairs_of_loops(content, ways)
    badges = badged(ways, routes.paths, marks, loops=loops, pairs=pairs)
    clear = routes.blocked == 0 and marks.blocked == 0 and not _overlapping(middles, sizes)
    clear = clear and len(badges.places) == len(loops)
    return Plan(content, scale, sheet, labels, ways, routes.paths, marks, badges, clear)


# -- labels ------------------------------------------------------------------------------------


def _labels(content: MapContent) -> tuple[Wrapped, ...]:
    return tuple(_label(node.label, bold=node.person is not None) for node in content.nodes)


def _label(text: str, *, bold: bool) -> Wrapped:
    """Return a label in few lines of about one length."""
    longest = max((text_width(word, SIZE, bold=bold) for word in text.split()), default=0.0)
    tried = (min(max(least, longest + 0.1), _WIDTHS[-1]) for least in _WIDTHS)
    some = [wrap(text, width, SIZE, lines=_MOST_LINES, bold=bold) for width in tried]
    wrapped = next((one for one in some if one.whole), some[-1])
    for narrower in np.arange(max(wrapped.widths, default=0.0), 8.0, -1.0).tolist():
        even = wrap(text, narrower, SIZE, lines=len(wrapped.lines), bold=bold)
        if not (wrapped.whole and even.whole) or _torn(even, wrapped):
            break
        wrapped = even
    return wrapped


def _torn(one: Wrapped, other: Wrapped) -> bool:
    """Whether the first breaks within a word where the second does not."""
    return len(" ".join(one.lines)) != len(" ".join(other.lines))


def _sizes(labels: Sequence[Wrapped]) -> Array:
    sizes = [
        (max(one.widths, default=0.0) + 2 * PAD, len(one.lines) * SIZE * STEP + 2 * PAD - 0.6)
        for one in labels
    ]
    return np.array(sizes, dtype=np.float64).reshape(-1, 2)


def _overlapping(middles: Array, sizes: Array) -> bool:
    apart = np.abs(middles[:, None] - middles[None])
    wanted = (sizes[:, None] + sizes[None]) / 2 + 1.0
    close = np.all(apart < wanted, axis=2)
    return int(close.sum()) > len(sizes)  # each is close to itself


# -- links and loops ---------------------------------------------------------------------------


def _pairs(ends: Sequence[tuple[int, int]]) -> Integers:
    """Return the pairs of nodes that are linked, each once."""
    found = sorted({(min(pair), max(pair)) for pair in ends if pair[0] != pair[1]})
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _rounds(content: MapContent) -> tuple[tuple[int, ...], ...]:
    return tuple(loop.nodes for loop in content.loops if len(loop.nodes) > 2)


def _pairs_of_links(links: Sequence[MapLink], twins: dict[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return the links, those together that are mirror images of each other."""
    places = {(one.source, one.target, one.beside): place for place, one in enumerate(links)}
    units: list[tuple[int, ...]] = []
    for place, one in enumerate(links):
        twin = places.get((twins.get(one.source, -1), twins.get(one.target, -1), one.beside))
        if twin is None:
            units.append((place,))
        elif place < twin:
            units.append((place, twin))
    return tuple(units)


def _pairs_of_loops(content: MapContent, ways: Ways) -> tuple[tuple[int, ...], ...]:
    """Return the loops, those together that are mirror images of each other."""
    if not ways.twofold:
        return tuple((loop,) for loop in range(len(content.loops)))
    twin = {link: unit[-1 - place] for unit in ways.units for place, link in enumerate(unit)}
    known = {frozenset(loop.links): place for place, loop in enumerate(content.loops)}
    pairs: list[tuple[int, ...]] = []
    for place, loop in enumerate(content.loops):
        other = known.get(frozenset(twin[link] for link in loop.links), place)
        if other >= place:
            pairs.append((place, other) if other > place else (place,))
    return tuple(pairs)


def _bows(
    content: MapContent, middles: Array, units: Sequence[tuple[int, ...]]
) -> tuple[float, ...]:
    """Return the bow of each arrow: outward from the first loop that it is part of."""
    bows = [0.1] * len(content.links)
    ends = {(one.source, one.target) for one in content.links}
    for place, one in enumerate(content.links):
        bow = 0.1
        if (one.target, one.source) in ends and one.source != one.target:
            far = float(np.hypot(*(middles[one.target] - middles[one.source])))
            bow = max(THERE_AND_BACK, _PAIR_ROOM / max(far, 1.0))
        else:
            loop = next((loop for loop in content.loops if place in loop.links), None)
            if loop is not None and len(loop.nodes) > 2:
                center = middles[list(loop.nodes)].mean(axis=0)
                along = middles[one.target] - middles[one.source]
                aside = center - middles[one.source]
                turn = float(along[0] * aside[1] - along[1] * aside[0])
                if abs(turn) < _NO_SIDE * float(np.hypot(*along)):
                    turn = float(along[0])  # upward
                bow = 0.16 if turn >= 0 else -0.16  # y runs down: the loop lies to the right
        bows[place] = bow + (0.14 * one.beside if bow > 0 else -0.14 * one.beside)
    for unit in units:
        for twin in unit[1:]:
            bows[twin] = -bows[unit[0]]
    return tuple(bows)
