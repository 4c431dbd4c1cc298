"""What a loop map says before it has a shape: its nodes, its arrows and the loops that they close.

The picture and the text alternative are both made from this, so they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from negcycle.analysis.loops.loop_set import Polarity
from negcycle.words import say

COUPLE = 2

SIGNS = {1: "+", -1: "\N{MINUS SIGN}", 0: "?"}
"""How a sign is written at the head of an arrow."""

LETTERS = {Polarity.REINFORCING: "R", Polarity.BALANCING: "B", Polarity.AMBIGUOUS: "?"}
"""How a polarity is written on a badge."""


@dataclass(frozen=True, slots=True)
class MapNode:
    """One thing that goes up and down."""

    id: str
    label: str
    """What it is called on the page."""
    person: int | None = None
    """Whose it is, by place among the people; None where a graph knows of none."""
    station: str = ""
    """Which station of a chain it is, such as ``primary`` or ``behavior.2``."""
    slow: bool = False
    """Whether it fills and drains slowly; then it stands in a box."""


@dataclass(frozen=True, slots=True)
class MapLink:
    """One arrow, with its ends by place among the nodes."""

    source: int
    target: int
    sign: int
    delayed: bool
    beside: int = 0
    """Which it is of the arrows side by side from this source to this target."""


@dataclass(frozen=True, slots=True)
class MapLoop:
    """One loop, with its nodes and arrows by place, in loop order."""

    id: str
    badge: str
    """Such as ``R1``."""
    polarity: Polarity
    nodes: tuple[int, ...]
    links: tuple[int, ...]
    name: str = ""
    """What it is called in plain words."""
    told: str = ""
    """How it runs, arrow by arrow."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many there are, and how many of them are on the page."""

    shown: int
    of: int

    @property
    def left_out(self) -> int:
        return self.of - self.shown


@dataclass(frozen=True, slots=True)
class MapContent:
    """Everything that a loop map says."""

    title: str
    nodes: tuple[MapNode, ...]
    links: tuple[MapLink, ...]
    loops: tuple[MapLoop, ...]
    """Those that get a badge, the strongest first."""
    people: tuple[str, ...] = ()
    """The names of the partners, where it is the graph of a couple or a family."""
    left: int = 0
    """Who of a couple stands on the left, by place among the people."""
    at: str | None = None
    """The state of a couple at which the signs were read."""
    node_count: Count = Count(0, 0)
    link_count: Count = Count(0, 0)
    loop_count: Count = Count(0, 0)
    kinds: Mapping[Polarity, int] = field(default_factory=dict[Polarity, int])
    """How many loops there are of each kind, with those that have no badge."""
    all_found: bool = True
    """Whether all loops were found before a bound was reached."""
    strong: int | None = None
    """The one loop that is drawn strongly, by place among `loops`."""
    too_long: int = 0
    """How many nodes the loop has that was asked for and has no room."""

    def name_of(self, place: int) -> str:
        """Return what a node is called where it stands alone, with the name of whose it is."""
        node = self.nodes[place]
        if node.person is None or len(self.people) > COUPLE:
            return node.label  # of more than two people, the label has the name
        return say("map.station.of", name=self.people[node.person], station=node.label)
