"""The graph of a cycle: nodes, links, gates and flows, as one value that is always well formed."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from negcycle.errors import UnknownName
from negcycle.graph.numbers import Numbers
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.base import Frozen
from negcycle.model.dynamics import Sign
from negcycle.model.entry import Awareness, Entry
from negcycle.model.faults import fault, shown
from negcycle.words import did_you_mean, say


class Kind(StrEnum):
    """What a node is: a station of the loop, or one of the two slow states."""

    TRIGGER = "trigger"
    APPRAISAL = "appraisal"
    BODY = "body"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    PERCEPTION = "perception"
    BEHAVIOR = "behavior"
    OPENNESS = "openness"
    RESENTMENT = "resentment"

    @property
    def is_slow(self) -> bool:
        return self in {Kind.OPENNESS, Kind.RESENTMENT}


class Node(Frozen):
    """One node, such as ``john.primary``."""

    id: str
    """``key.slot``, ``key.behavior.2`` for a further one, ``key.openness``, ``key.resentment``."""
    partner: str
    """The key of the partner it belongs to."""
    kind: Kind
    entries: tuple[Entry, ...] = ()
    """What stands there; empty for a blank station and for the slow states."""

    @property
    def is_blank(self) -> bool:
        """Whether this is a station that nobody has filled in yet."""
        return not self.entries and not self.kind.is_slow


class Gate(Frozen):
    """A factor in 0..1 that opens and closes a link, read off another node."""

    node: str
    """The node that works the gate."""
    shape: Literal["value", "rest", "square", "rest-of-square"]
    """x, 1 - x, x squared, or 1 - x squared."""


class Link(Frozen):
    """One arrow of the loop: what moves the target, which way, how strongly and how late."""

    source: str
    target: str
    sign: Sign
    """+1: the target goes the same way; -1: the other way."""
    weight: Annotated[float, Field(ge=0)]
    """How strong when every gate is open, without unit."""
    delay: Annotated[float, Field(ge=0)] = 0.0
    """Turns until it is felt."""
    gates: tuple[Gate, ...] = ()
    in_contact: bool = False
    """Whether it works only while the two are in contact."""
    evidence: str | None = None
    """How one knows."""
    awareness: dict[str, Awareness] = Field(default_factory=dict[str, Awareness])
    """How far each partner has come to own it."""
    written: bool = False
    """Whether the file says something about this link."""

    def __hash__(self) -> int:  # the awareness is a dict, which has none
        return hash((self.source, self.target, self.sign, self.weight, self.delay, self.gates))

    @property
    def crosses(self) -> bool:
        """Whether it runs from one partner to the other."""
        return self.source.partition(".")[0] != self.target.partition(".")[0]


class Flow(Frozen):
    """What fills or drains a slow state: weight times gates, or what is missing from that to 1."""

    node: str
    direction: Literal["fill", "drain"]
    weight: Annotated[float, Field(ge=0)]
    gates: tuple[Gate, ...] = ()
    rest: bool = False
    """If set, the rate is 1 - weight x gates."""
    in_contact: bool = False
    """Whether it runs only while the two are in contact."""


class CycleGraph(Frozen):
    """A cycle as a graph. Only behaviors cross over, to the other's trigger or primary emotion."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    flows: tuple[Flow, ...]
    numbers: Numbers = Field(default_factory=Numbers)
    """The numbers behind a simulation, and what was assumed for them."""

    @model_validator(mode="after")
    def _well_formed(self) -> CycleGraph:
        kinds: dict[str, Kind] = {}
        for node in self.nodes:
            if node.id in kinds:
                raise fault("node-twice", "graph.node-twice", name=shown(node.id))
            kinds[node.id] = node.kind
        for link in self.links:
            names = {"source": link.source, "target": link.target}
            ends = {kinds.get(link.source), kinds.get(link.target)}
            if None in ends or Kind.OPENNESS in ends or Kind.RESENTMENT in ends:
                raise fault("not-a-station", "graph.not-between-stations", **names)
            lands = kinds[link.target] in {Kind.TRIGGER, Kind.PRIMARY}
            if link.crosses and not (kinds[link.source] is Kind.BEHAVIOR and lands):
                raise fault("hidden-crossing", "fault.hidden-crossing", **names)
        return self

    def node(self, name: str) -> Node:
        """Return the node of this id.

        Raises:
            UnknownName: if there is none.
        """
        for node in self.nodes:
            if node.id == name:
                return node
        known = tuple(node.id for node in self.nodes)
        hint = did_you_mean(name, known)
        raise UnknownName(say("graph.no-such-node", name=name, hint=hint), name, known)

    def stations(self) -> tuple[Node, ...]:
        """Return the nodes of the loop, without the slow states."""
        return tuple(node for node in self.nodes if not node.kind.is_slow)

    def crossings(self) -> tuple[Link, ...]:
        """Return the links that run from one partner to another."""
        return tuple(link for link in self.links if link.crosses)

    def signed(self) -> SignedGraph:
        """Return the stations and links as a plain signed graph, without gates and slow states."""
        return SignedGraph(
            nodes=tuple(node.id for node in self.stations()),
            links=tuple(
                SignedLink(
                    source=link.source,
                    target=link.target,
                    sign=link.sign,
                    weight=link.weight,
                    delay=link.delay,
                )
                for link in self.links
            ),
        )
