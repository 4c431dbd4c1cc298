"""From the graph of a cycle to the system that moves: stations that only pass on are folded."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterator
from functools import lru_cache
from typing import Literal, cast

from negcycle.errors import SimulationError
from negcycle.graph import cycle_graph as drawn
from negcycle.graph.build import build_graph
from negcycle.graph.cycle_graph import CycleGraph, Kind, Node
from negcycle.model.cycle import Cycle
from negcycle.system.system import Flow, Gate, Influence, Landing, State, System
from negcycle.words import say

STRONGEST = 1e6
"""The largest weight of a link that is simulated, without unit."""

LONGEST = 1e5
"""The longest delay of a link that is simulated, in turns."""

QUICKEST, SLOWEST = 1e-9, 1e12
"""Time constants that are simulated lie between these, in turns."""

MOST_WAYS = 20_000
"""A system has no more influences than this; parallel links multiply."""

_REACTIONS = {Kind.PRIMARY, Kind.SECONDARY, Kind.PERCEPTION, Kind.BEHAVIOR}

_SHAPES = {
    "value": (0.0, 1.0, 0.0),
    "rest": (1.0, -1.0, 0.0),
    "square": (0.0, 0.0, 1.0),
    "rest-of-square": (1.0, 0.0, -1.0),
}
"""Each shape of a gate as the polynomial c0 + c1 x + c2 x^2."""


def compile_system(cycle: Cycle | CycleGraph) -> System:
    """Return the dynamical system of a cycle, or of its graph.

    The four elements become reactions, openness and resentment balances. Trigger, appraisal and
    body only pass on: the links through them become one, weights multiplied and delays added.

    Raises:
        SimulationError: if there are not at least two people in a cycle with each other, or if
            stations that only pass on feed each other.
    """
    if not isinstance(cycle, Cycle | CycleGraph):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise SimulationError(say("system.no-cycle", kind=type(cycle).__name__))
    return _compiled(cast("Hashable", cycle))


@lru_cache(maxsize=32)
def _compiled(cycle: Hashable) -> System:
    """Return the system of a cycle or a graph: neither ever changes, so it is compiled once."""
    if isinstance(cycle, Cycle):
        graph, described = build_graph(cycle), cycle.canonical().model_dump_json()
    else:
        graph = cast("CycleGraph", cycle)
        described = graph.model_dump_json()
    if not graph.numbers.pairs:
        raise SimulationError(_alone(graph))
    digest = hashlib.sha256(described.encode()).hexdigest()[:16]
    return _Compiler(graph).system(digest)


def _alone(graph: CycleGraph) -> str:
    names = [one.name for one in graph.numbers.people]
    return say("system.alone", name=names[0]) if names else say("system.nobody")


class _Compiler:
    """Holds the tables that every part of the compilation reads."""

    def __init__(self, graph: CycleGraph) -> None:
        self.graph = graph
        self.kinds = {node.id: node.kind for node in graph.nodes}
        self.people = {one.key: place for place, one in enumerate(graph.numbers.people)}
        self.owner = {node.id: self.people[node.partner] for node in graph.nodes}
        moving = [node for node in graph.nodes if node.kind in _REACTIONS or node.kind.is_slow]
        self.moving = moving
        self.places = {node.id: place for place, node in enumerate(moving)}
        self.outgoing: dict[str, list[drawn.Link]] = {}
        for link in graph.links:
            self.outgoing.setdefault(link.source, []).append(link)

    def system(self, digest: str) -> System:
        numbers = self.graph.numbers
        return System(
            states=tuple(self.state(node) for node in self.moving),
            influences=tuple(self.influences()),
            landings=tuple(self.landings()),
            flows=tuple(self.flow(flow) for flow in self.graph.flows),
            people=numbers.people,
            pairs=tuple((self.people[a], self.people[b]) for a, b in numbers.pairs),
            noise=numbers.noise,
            tau_noise=numbers.tau_noise,
            assumptions=numbers.assumptions,
            case=digest,
        )

    def state(self, node: Node) -> State:
        numbers = self.graph.numbers
        tau = {Kind.OPENNESS: numbers.tau_open, Kind.RESENTMENT: numbers.tau_bond}
        lasts = tau.get(node.kind, numbers.turn)
        if not QUICKEST <= lasts <= SLOWEST:
            raise SimulationError(say("system.tau", tau=lasts, low=QUICKEST, high=SLOWEST))
        return State(node.id, self.owner[node.id], node.kind, lasts)

    # -- links: those through stations that only pass on become one -------------------------

    def influences(self) -> Iterator[Influence]:
        found = 0
        for node in self.moving:
            for target, weight, delay, passed in self.reached(node.id):
                found += 1
                if found > MOST_WAYS:
                    raise SimulationError(say("system.too-many-ways", limit=MOST_WAYS))
                gates = [gate for link in passed for gate in link.gates]
                across = next((link for link in passed if link.in_contact), None)
                ends = (
                    None
                    if across is None
                    else (self.owner[across.source], self.owner[across.target])
                )
                if not (abs(weight) <= STRONGEST and delay <= LONGEST):
                    names = {"source": node.id, "target": target}
                    raise SimulationError(
                        say("system.too-much", **names, weight=STRONGEST, delay=LONGEST)
                    )
                yield Influence(
                    source=self.places[node.id],
                    target=self.places[target],
                    weight=weight,
                    delay=delay,
                    gates=tuple(self.gate(gate) for gate in gates),
                    contact=ends,
                )

    def landings(self) -> Iterator[Landing]:
        """Yield where each partner's needs land: at the first station of the chain."""
        first: dict[int, Node] = {}
        for node in self.graph.stations():
            first.setdefault(self.owner[node.id], node)
        for partner, node in first.items():
            if node.kind is Kind.PRIMARY:
                reactivity = self.graph.numbers.people[partner].reactivity
                yield Landing(partner, self.places[node.id], reactivity**0.25)
                continue
            for target, weight, _, _ in self.reached(node.id):
                yield Landing(partner, self.places[target], weight)

    def reached(
        self, source: str, passing: tuple[str, ...] = ()
    ) -> Iterator[tuple[str, float, float, tuple[drawn.Link, ...]]]:
        """Yield each reaction that a station reaches, with weight, delay and the links between."""
        for link in self.outgoing.get(source, ()):
            weight = link.sign * link.weight
            if self.kinds[link.target] in _REACTIONS:
                yield link.target, weight, link.delay, (link,)
                continue
            if link.target in passing:
                raise SimulationError(say("system.passing-circle", station=link.target))
            for target, more, late, links in self.reached(link.target, (*passing, link.target)):
                yield target, weight * more, link.delay + late, (link, *links)

    # -- gates and flows --------------------------------------------------------------------

    def gate(self, gate: drawn.Gate) -> Gate:
        return Gate(self.places[gate.node], *_SHAPES[gate.shape])

    def flow(self, flow: drawn.Flow) -> Flow:
        if flow.rest and flow.weight > 1:  # it would run backward
            raise SimulationError(say("system.rest", node=flow.node, weight=flow.weight))
        return Flow(
            target=self.places[flow.node],
            direction=flow.direction,
            weight=flow.weight,
            gates=tuple(self.gate(gate) for gate in flow.gates),
            rest=flow.rest,
            contact=self.contact(flow) if flow.in_contact else None,
        )

    def contact(self, flow: drawn.Flow) -> tuple[int, int] | Literal["anybody"]:
        """Return who must be in contact: those whose states the gates read, else anybody."""
        me = self.owner[flow.node]
        others = {self.owner[gate.node] for gate in flow.gates} - {me}
        return (me, others.pop()) if others else "anybody"
