"""Which loops make a run go the way it goes, moment by moment (Loops That Matter)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.dominance.driving import Span, labels_of, told
from negcycle.analysis.dominance.link_scores import LinkScores, link_scores
from negcycle.analysis.dominance.periods import Period, periods_of
from negcycle.analysis.dominance.stock_flow import StockFlow
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Loop, LoopSet
from negcycle.analysis.state import system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Trajectory
from negcycle.system.linear import linear_model
from negcycle.system.protocol import Array, Model
from negcycle.words import say

STILL = 1e-12
"""A change smaller than this part of a stock's largest size is none: it is rounding."""

MOST_LOOPS = 2_000
"""So many loops are compared where none are given; the shortest, if there are more."""


class HasNodes(Protocol):
    """A loop, such as `find_loops` gives it."""

    @property
    def nodes(self) -> tuple[str, ...]:
        """In loop order, each once."""
        ...


AnyLoop: TypeAlias = Sequence[str] | HasNodes
"""A loop, or the names of its nodes in loop order, each once."""


@dataclass(frozen=True, eq=False)
class Dominance:
    """The part of each loop in what happens, over a run."""

    times: Array
    """The end of each step. Shape ``(n_steps,)``."""
    start: float
    """When the first step began."""
    loops: tuple[tuple[str, ...], ...]
    """The nodes of each loop, in loop order, as they were given."""
    scores: Array
    """The product of the link scores, with the loop's polarity then. Shape
    ``(n_loops, n_steps)``."""
    relative: Array
    """The score by the sum of all sizes in the same partition, -1 to 1. NaN where that is not
    defined, because nothing in the partition moves. Shape ``(n_loops, n_steps)``."""
    partitions: tuple[tuple[str, ...], ...]
    """The nodes of each strongly connected part that holds a loop, by its first loop."""
    _groups: tuple[tuple[int, ...], ...]
    """For each partition, the places of its loops."""
    labels: tuple[str, ...] = ()
    """What each loop is called, in plain words where it is a couple's."""
    complete: bool = True
    """Whether all loops were compared; False where they were too many."""
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    """The name of each partner, by key; empty where it is no couple. Then time is not in turns."""

    @cached_property
    def defined(self) -> NDArray[np.bool_]:
        """Whether a relative score is defined. Shape ``(n_loops, n_steps)``."""
        return ~np.isnan(self.relative)

    def of(self, loop: AnyLoop) -> Array:
        """Return the relative score of a loop, however it is turned. Shape ``(n_steps,)``.

        Raises:
            AnalysisError: if it is not among the loops.
        """
        return cast("Array", self.relative[self._place(loop)])

    def _place(self, loop: AnyLoop) -> int:
        nodes = _turned(_nodes(loop))
        if nodes not in self._places:
            raise AnalysisError(say("dominance.not-asked", names=" -> ".join(nodes)))
        return self._places[nodes]

    @cached_property
    def _places(self) -> dict[tuple[str, ...], int]:
        return {_turned(nodes): place for place, nodes in enumerate(self.loops)}

    def periods(self, partition: int = 0) -> tuple[Period, ...]:
        """Return which loops dominate when, one period after the other, without a gap.

        Args:
            partition: Which of `partitions`.
        """
        return self._periods[partition]

    @cached_property
    def _periods(self) -> tuple[tuple[Period, ...], ...]:
        return tuple(
            periods_of(
                self.relative[list(places)],
                [self.loops[place] for place in places],
                start=self.start,
                ends=self.times,
            )
            for places in self._groups
        )

    def label(self, loop: AnyLoop) -> str:
        """Return what a loop is called.

        Raises:
            AnalysisError: if it is not among the loops.
        """
        return self.labels[self._place(loop)]

    def sentences(self, partition: int = 0) -> tuple[str, ...]:
        """Return which loops dominate when, in plain words, from the first period to the last.

        Periods that are short beside the run, one after the other, are told in one sentence.

        Args:
            partition: Which of `partitions`.
        """
        spans = [self._span(one) for one in self.periods(partition)]
        return told(spans, turns=bool(self.people))

    def sentence(self, period: Period, *, labels: Mapping[int, str] | None = None) -> str:
        """Return a sentence about one period.

        Args:
            period: One of `periods`.
            labels: What to call each loop, by its place in `loops`; several may have one name.
        """
        names = self.labels if labels is None else labels
        said = dict.fromkeys(names[self._place(loop)] for loop in period.loops)
        (found,) = told([self._span(period)._replace(labels=tuple(said))], turns=bool(self.people))
        return found

    def _span(self, one: Period) -> Span:
        labels = tuple(map(self.label, one.loops))
        return Span(one.start, one.end, labels, one.moving, one.reinforcing)

    def members(self, partition: int = 0) -> tuple[int, ...]:
        """Return the places of the loops of one of `partitions`, in `loops`, `scores`, `labels`."""
        return self._groups[partition]

    def text(self) -> str:
        """Return the same for all partitions, a sentence a line."""
        return "\n".join(
            sentence for place in range(len(self.partitions)) for sentence in self.sentences(place)
        )


def dominance(
    model: Cycle | CycleGraph | Model | StockFlow | SignedGraph,
    trajectory: Trajectory | None = None,
    loops: Iterable[AnyLoop] | None = None,
    *,
    own: bool = True,
    still: float = STILL,
) -> Dominance:
    """Return how much of what happens each loop accounts for, at each step of a run.

    At rest there is no change that a loop could account for: the scores are 0 and the relative
    scores are NaN, which says "not defined" and not "no part". There, ask for stability.

    Args:
        model: A cycle, its graph or system, any other smooth model (see `link_scores`), a
            stock-and-flow model, or a signed graph, which is read as its `linear_model`.
        trajectory: A run of it. What a plan did in it is kept to. With a stock-and-flow model the
            stocks are enough.
        loops: The loops to compare; None for all of them. A loop that is left out makes the
            relative scores of the others larger. Of a stock-and-flow model a loop goes through
            flows and variables too.
        own: Whether the loop of each state with itself is added (of a smooth model; such as what
            calms by itself). Where the parts they play are compared, they belong to them.
        still: A partition is at rest over a step in which none of its stocks changes by more than
            this part of its largest size in the run.

    Raises:
        AnalysisError: if a loop is empty or follows a link that does not exist, the model runs in
            steps, there is no run, or it has fewer than two times, lacks a stock of the model, has
            noise in it, or had a plan and does not say what it did.
        SimulationError: if a cycle cannot be compiled, or a sign of a graph is not known.

    Example:
        >>> from negcycle.analysis.dominance.stock_flow import Stock, Variable
        >>> cooling = StockFlow(
        ...     stocks=(Stock("warmth", outflows=("loss",)),),
        ...     variables=(Variable("loss", ("warmth",), lambda warmth: 0.1 * warmth),),
        ... )
        >>> run = Trajectory(
        ...     times=np.array([0.0, 1.0]), names=("warmth",), states=np.array([[10.0], [9.0]])
        ... )
        >>> found = dominance(cooling, run)
        >>> found.relative.tolist()
        [[-1.0]]
        >>> found.text()
        'From 0 to 1, most of what changes is balanced by loss → warmth → loss.'

    Sources:
        Schoenberg, W., Davidsen, P., & Eberlein, R. (2020). Understanding model behavior using the
        Loops that Matter method. Syst. Dyn. Rev. 36, 158-190. https://doi.org/10.1002/sdr.1658
    """
    if isinstance(model, Cycle | CycleGraph):
        model = system_of(model)
    elif isinstance(model, SignedGraph):
        model = linear_model(model)
    if trajectory is None:
        raise AnalysisError(say("dominance.no-run"))
    links = link_scores(model, trajectory)
    given = _all_loops(model) if loops is None else loops
    complete = given.complete if isinstance(given, LoopSet) else True
    given = list(given)
    named = {_turned(one.nodes): one.name for one in given if isinstance(one, Loop) and one.name}
    asked = [_nodes(loop) for loop in given]
    if not all(asked):
        raise AnalysisError(say("dominance.empty"))
    if own and not isinstance(model, StockFlow):
        start = np.array([trajectory[name][0] for name in model.names])
        there = np.diagonal(model.jacobian(start)) != 0  # where a run at rest shows nothing
        asked += [
            (name,)
            for name, alone in zip(model.names, there, strict=True)
            if alone or np.any(links.scores[name, name])
        ]
    chosen = tuple({_turned(nodes): nodes for nodes in reversed(asked)}.values())[::-1]
    scores = np.array([_loop_score(links, nodes) for nodes in chosen])
    scores = scores.reshape(len(chosen), len(links.times))
    parts = _partitions(model)
    homes = [next(part for part in parts if nodes[0] in part) for nodes in chosen]
    partitions = tuple(dict.fromkeys(homes))
    groups = tuple(
        tuple(place for place, home in enumerate(homes) if home == part) for part in partitions
    )
    relative = np.full(scores.shape, np.nan)
    for part, group in zip(partitions, groups, strict=True):
        relative[list(group)] = _relative(scores[list(group)], _moving(links, part, still))
    for array in (scores, relative):
        array.setflags(write=False)
    return Dominance(
        times=links.times,
        start=float(trajectory.times[0]),
        loops=chosen,
        scores=scores,
        relative=relative,
        partitions=partitions,
        _groups=groups,
        labels=tuple(
            named.get(_turned(nodes)) or label
            for nodes, label in zip(chosen, labels_of(chosen, trajectory.people), strict=True)
        ),
        complete=complete,
        people=trajectory.people,
    )


def _all_loops(model: Model | StockFlow) -> LoopSet:
    """Return the loops of a model by its links, whatever the state."""
    links = {(link[0], link[1]): None for link in model.links}
    names = dict.fromkeys((*model.names, *(end for link in links for end in link)))
    graph = SignedGraph(
        nodes=tuple(names),
        links=tuple(SignedLink(source=a, target=b, sign=0) for a, b in links),
    )
    return find_loops(graph, limit=MOST_LOOPS)


def _nodes(loop: AnyLoop) -> tuple[str, ...]:
    return tuple(loop if isinstance(loop, Sequence) else loop.nodes)


def _turned(nodes: tuple[str, ...]) -> tuple[str, ...]:
    """Return a loop from its smallest name on, so that turned loops are the same."""
    first = nodes.index(min(nodes)) if nodes else 0
    return (*nodes[first:], *nodes[:first])


def _loop_score(links: LinkScores, nodes: tuple[str, ...]) -> Array:
    total = np.ones(len(links.times))
    for source, target in zip(nodes, (*nodes[1:], *nodes[:1]), strict=True):
        if (source, target) not in links.scores:
            raise AnalysisError(say("dominance.loop", source=source, target=target))
        total = total * links.scores[source, target]
    return total


def _partitions(model: StockFlow | Model) -> list[tuple[str, ...]]:
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(model.names)
    graph.add_edges_from((link[0], link[1]) for link in model.links)
    order = {name: place for place, name in enumerate(graph)}
    parts = nx.strongly_connected_components(graph)
    return [tuple(sorted(part, key=order.__getitem__)) for part in parts]


def _moving(links: LinkScores, part: tuple[str, ...], still: float) -> NDArray[np.bool_]:
    changes = [np.abs(links.changes[name]) > still for name in part if name in links.changes]
    return cast("NDArray[np.bool_]", np.any(np.array(changes), axis=0))


def _relative(scores: Array, moving: NDArray[np.bool_]) -> Array:
    """Return scores by the sum of their sizes; NaN where nothing moves or every score is 0."""
    total = np.where(moving, np.abs(scores).sum(axis=0), 0.0)
    found = np.full(scores.shape, np.nan)
    np.divide(scores, total, out=found, where=total > 0)
    return found
