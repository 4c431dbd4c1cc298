"""Where the nodes of a couple stand: two lobes, one the mirror image of the other.

As in the infinity diagram, each person's chain rises on the outer side and crosses over inward;
the two slow states stand inside the lobe.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from negcycle.drawing.loopmap.content import MapContent, MapNode
from negcycle.drawing.loopmap.geometry import Array
from negcycle.graph.cycle_graph import Kind

_FIRST, _LAST = math.radians(225), math.radians(495)
"""From the inner end of the bottom, around the outer side, to the inner end of the top."""
_ACROSS, _REACH = 0.27, (0.205, 0.57)
_EDGE = (0.185, 0.385)
"""No station lies further from the middle of its lobe."""
_FURTHER = 0.15
"""How far below its first behavior a further one stands."""
_INSIDE: dict[str, tuple[float, float]] = {
    Kind.RESENTMENT: (-0.1, 0.0),
    Kind.OPENNESS: (0.095, 0.0),
}
"""The slow states, from the middle of the lobe, as shares of the width and height of the room."""


def is_couple(content: MapContent) -> bool:
    """Whether this is the map of two people, to be drawn in two lobes."""
    return len(content.people) == 2 and {node.person for node in content.nodes} == {0, 1}


def partner_nodes(content: MapContent) -> dict[int, int]:
    """Return for each node the same one of the other partner, where there is one."""
    places = {(node.person, node.station): place for place, node in enumerate(content.nodes)}
    found: dict[int, int] = {}
    for place, node in enumerate(content.nodes):
        if node.person is not None and (1 - node.person, node.station) in places:
            found[place] = places[1 - node.person, node.station]
    return found


def lobes(content: MapContent, room: tuple[float, float]) -> Array:
    """Return the middle of each label of a couple. Shape ``(n, 2)``."""
    stations = _stations(content.nodes)
    around = [station for station in stations if station not in _INSIDE and "." not in station]
    places = np.zeros((len(content.nodes), 2))
    for place, node in enumerate(content.nodes):
        side = -1 if node.person == content.left else 1
        x, y = _from_middle(node.station, around)
        places[place] = (0.5 + side * (_ACROSS + x)) * room[0], (0.5 + y) * room[1]
    return np.round(places, 3)


def _from_middle(station: str, around: Sequence[str]) -> tuple[float, float]:
    """Return how far a station lies from the middle of the right lobe, as shares of the room."""
    if station in _INSIDE:
        return _INSIDE[station]
    kind, _, number = station.partition(".")
    if number:  # a further behavior stands below the first
        across, down = _from_middle(kind, around)
        return across, down + _FURTHER * (int(number) - 1)
    place = around.index(station) if station in around else len(around) - 1
    share = place / max(len(around) - 1, 1)
    angle = _FIRST + share * (_LAST - _FIRST)
    across, down = _REACH[0] * math.cos(angle), -_REACH[1] * math.sin(angle)
    return min(across, _EDGE[0]), min(max(down, -_EDGE[1]), _EDGE[1])


def _stations(nodes: Sequence[MapNode]) -> list[str]:
    """Return the stations of either partner, in the order of a chain."""
    order = [str(kind) for kind in Kind]

    def place(station: str) -> tuple[int, int]:
        kind, _, number = station.partition(".")
        return order.index(kind), int(number or 1)

    return sorted({node.station for node in nodes}, key=place)
