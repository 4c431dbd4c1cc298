"""From any graph or model to the signed arrows that its loops run along."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, cast

import numpy as np

from negcycle.analysis.loops.kernels.finding import Floats, Integers, Pairs
from negcycle.analysis.state import State, state_at, state_of, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.formats.reading import graph_of, link_of, name_of, refuse
from negcycle.graph.signed import SignedGraph
from negcycle.model.cycle import Cycle
from negcycle.system.protocol import Array, MapModel, Model
from negcycle.system.system import Influence, System
from negcycle.words import say

if TYPE_CHECKING:
    import networkx as nx

    AnyGraph: TypeAlias = Cycle | CycleGraph | System | Model | SignedGraph | nx.DiGraph[Any]
    """Whatever has loops."""

FAINT = 1e-12
"""An arrow whose local gain is smaller does nothing at this state: what is left is rounding."""


class Arrow(NamedTuple):
    """One arrow, with what a loop multiplies or adds up; None where it is not known."""

    source: str
    target: str
    sign: int
    """+1, -1, or 0 where it is unknown."""
    structural: float | None
    """Weight times gates, with its sign."""
    local: float | None
    """How far the target goes in the end when the source goes by 1, and all else stays."""
    delay: float


@dataclass(frozen=True)
class Arrows:
    """The arrows of a graph, by the names of source and target; parallel ones in their order."""

    names: tuple[str, ...]
    """All nodes, sorted."""
    partners: tuple[str | None, ...]
    """The key of the partner that each node belongs to."""
    arrows: tuple[Arrow, ...]
    at: str | None = None
    """The state at which signs and gains were read."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all partners, sorted."""
        return tuple(sorted({one for one in self.partners if one is not None}))

    @cached_property
    def pairs(self) -> tuple[Pairs, Integers]:
        """Between which nodes there are arrows, and the first arrow of each pair."""
        place = {name: place for place, name in enumerate(self.names)}
        sources: list[int] = []
        targets: list[int] = []
        firsts: list[int] = []
        source = target = None
        for number, one in enumerate(self.arrows):
            if one.target != target or one.source != source:
                source, target = one.source, one.target
                sources.append(place[source])
                targets.append(place[target])
                firsts.append(number)
        return Pairs(len(place), sources, targets), np.array(firsts, dtype=np.int64)

    @cached_property
    def signs(self) -> Floats:
        """The sign of each arrow, 0 where it is unknown. Shape ``(n_arrows,)``."""
        return np.array([one.sign for one in self.arrows], dtype=np.float64)

    @cached_property
    def structural(self) -> Floats:
        """The structural gain of each arrow; NaN where it is not known. Shape ``(n_arrows,)``."""
        return np.array([one.structural for one in self.arrows], dtype=np.float64)

    @cached_property
    def gains_bear_signs(self) -> bool:
        """Whether the structural gain of each arrow is known and bears its sign, and is not 0."""
        return bool(np.all((np.sign(self.structural) == self.signs) & (self.signs != 0)))

    @cached_property
    def local(self) -> Floats:
        """The local gain of each arrow; NaN where it is not known. Shape ``(n_arrows,)``."""
        return np.array([one.local for one in self.arrows], dtype=np.float64)


def arrows_of(
    graph: AnyGraph | Arrows, *, at: str = "settled", state: State | None = None
) -> Arrows:
    """Return the arrows of a graph; of a couple or a model at a state.

    Raises:
        AnalysisError: if this is no graph, or it has no such state.
        UnknownName: if a state is called by an unknown name.
        SimulationError: if a couple cannot be compiled, or has no stuck state.
        ConversionError: if a NetworkX graph holds what no signed graph can hold.
    """
    if isinstance(graph, Cycle | CycleGraph):
        graph = system_of(graph)
    if isinstance(graph, System):
        return _of_system(graph, *state_at(graph, at if state is None else state))
    partners: Mapping[str, str] = {}
    if is_networkx(graph):
        graph, partners = from_networkx(cast("nx.DiGraph[Any]", graph))
    if isinstance(graph, SignedGraph | Arrows):
        if state is not None or at != "settled":
            raise AnalysisError(say("loops.no-state"))
        return graph if isinstance(graph, Arrows) else _of_signed(graph, partners)
    if not isinstance(graph, Model):
        raise AnalysisError(say("loops.no-graph", kind=type(graph).__name__))
    if state is not None:
        return _of_model(graph, state_of(graph, state))
    if at != "settled":
        raise AnalysisError(say("loops.model-state", at=at))
    return _of_links(graph)


def _sorted(
    names: Iterable[str],
    arrows: Iterable[Arrow],
    partners: Mapping[str, str],
    at: str | None = None,
) -> Arrows:
    ordered = tuple(sorted(names))
    return Arrows(
        names=ordered,
        partners=tuple(partners.get(name) for name in ordered),
        arrows=tuple(sorted(arrows, key=itemgetter(0, 1))),
        at=at,
    )


# -- plain graphs --------------------------------------------------------------------------


def _of_signed(graph: SignedGraph, partners: Mapping[str, str]) -> Arrows:
    arrows = [
        Arrow(
            link.source,
            link.target,
            link.sign,
            link.sign * link.weight if link.sign else None,
            None,
            link.delay,
        )
        for link in graph.links
    ]
    return _sorted(graph.nodes, arrows, partners)


def is_networkx(graph: object) -> bool:
    """Whether this is a graph of NetworkX, without loading it."""
    loaded = sys.modules.get("networkx")  # who has a graph of it has loaded it
    return loaded is not None and isinstance(graph, loaded.Graph)


def from_networkx(graph: nx.DiGraph[Any]) -> tuple[SignedGraph, dict[str, str]]:
    """Return a graph of NetworkX as a signed graph, and the partner of each node that names one.

    Raises:
        ConversionError: if it holds what no signed graph can hold.
    """
    if not graph.is_directed():
        refuse("graph.undirected")
    names = {node: name_of(node, f"Node {n}") for n, node in enumerate(graph.nodes, start=1)}
    links = (
        link_of(names[source], names[target], said, f"Link {number}")
        for number, (source, target, said) in enumerate(graph.edges(data=True), start=1)
    )
    partners = {
        names[node]: said["partner"]
        for node, said in graph.nodes(data=True)
        if isinstance(said.get("partner"), str)
    }
    return graph_of(names.values(), links), partners


# -- models --------------------------------------------------------------------------------


def _of_links(model: Model) -> Arrows:
    arrows = (
        Arrow(link.source, link.target, link.sign, None, None, link.delay) for link in model.links
    )
    return _sorted(model.names, arrows, {})


def _of_model(model: Model, state: Array) -> Arrows:
    slopes = model.jacobian(state)
    late: dict[tuple[str, str], float] = {}
    for link in model.links:
        ends = (link.source, link.target)
        late[ends] = max(link.delay, late.get(ends, 0.0))
    own = np.diag(slopes) - 1 if isinstance(model, MapModel) else np.diag(slopes)
    arrows: list[Arrow] = []
    for target, source in np.argwhere(slopes != 0).tolist():
        ends = (model.names[source], model.names[target])
        local = _settled(float(slopes[target, source]), float(own[target]))
        if source != target and (local is None or abs(local) > FAINT):
            sign = int(np.sign(slopes[target, source]))
            arrows.append(Arrow(*ends, sign, None, local, late.get(ends, 0.0)))
    return _sorted(model.names, arrows, {}, "given")


def _settled(slope: float, own: float) -> float | None:
    """Return how far a node goes in the end, or None where nothing holds it back by itself."""
    return slope / -own if own < 0 else None


# -- couples -------------------------------------------------------------------------------


def _of_system(system: System, state: Array, at: str) -> Arrows:
    """Read the arrows off the Jacobian, one for each delay between the same two states."""
    parts = system.jacobians(state)
    own = np.diag(parts[0.0])
    weights = _weights(system, state)
    arrows: list[Arrow] = []
    for delay, slopes in parts.items():
        for target, source in np.argwhere(slopes != 0).tolist():
            slope = float(slopes[target, source])
            local = _settled(slope, float(own[target]))
            if source == target or (local is not None and abs(local) <= FAINT):
                continue
            ends = (system.names[source], system.names[target])
            structural = weights.get((source, target, delay))
            arrows.append(Arrow(*ends, int(np.sign(slope)), structural, local, delay))
    partners = {one.name: system.keys[one.partner] for one in system.states}
    return _sorted(system.names, arrows, partners, at)


def _weights(system: System, state: Array) -> dict[tuple[int, int, float], float]:
    """Return weight times gates of each influence; those side by side add up."""

    def arrow(one: Influence) -> tuple[int, int, float]:
        return one.source, one.target, one.delay

    return {
        ends: sum(_passed(one, state) for one in some)
        for ends, some in groupby(sorted(system.influences, key=arrow), key=arrow)
    }


def _passed(one: Influence, state: Array) -> float:
    passed = one.weight
    for gate in one.gates:
        x = float(state[gate.state])
        passed *= gate.c0 + x * (gate.c1 + gate.c2 * x)
    return passed
