"""Which loops make a run go the way it goes, moment by moment (Loops That Matter)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.link_scores import LinkScores, link_scores
from negcycle.analysis.stock_flow import StockFlow
from negcycle.errors import AnalysisError
from negcycle.model.trajectory import Trajectory
from negcycle.system.protocol import Array, Model
from negcycle.words import say

STILL = 1e-12
"""A change smaller than this part of a stock's largest size is none: it is rounding."""

HALF = 0.5
"""Loops of one polarity that carry this part of a change dominate it."""


class HasNodes(Protocol):
    """A loop, such as `find_loops` gives it."""

    @property
    def nodes(self) -> tuple[str, ...]:
        """In loop order, each once."""
        ...


AnyLoop: TypeAlias = Sequence[str] | HasNodes
"""A loop, or the names of its nodes in loop order, each once."""


class Period(NamedTuple):
    """A time in which the same loops dominate."""

    start: float
    """In the run's unit of time."""
    end: float
    """In the run's unit of time."""
    loops: tuple[tuple[str, ...], ...]
    """The fewest loops of one polarity that carry half of the change together, in the order in
    which they were given. Empty where no such loops exist, or nothing moves."""
    moving: bool
    """False at rest: then no loop dominates, and none is defined to."""


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

    @cached_property
    def defined(self) -> NDArray[np.bool_]:
        """Whether a relative score is defined. Shape ``(n_loops, n_steps)``."""
        return ~np.isnan(self.relative)

    def of(self, loop: AnyLoop) -> Array:
        """Return the relative score of a loop, however it is turned. Shape ``(n_steps,)``.

        Raises:
            AnalysisError: if it is not among the loops.
        """
        nodes = _turned(_nodes(loop))
        for place, each in enumerate(self.loops):
            if _turned(each) == nodes:
                return cast("Array", self.relative[place])
        raise AnalysisError(say("dominance.not-asked", names=" -> ".join(nodes)))

    def periods(self, partition: int = 0) -> tuple[Period, ...]:
        """Return which loops dominate when, one period after the other, without a gap.

        Args:
            partition: Which of `partitions`.
        """
        group = self._groups[partition]
        found: list[Period] = []
        before = self.start
        for step, end in enumerate(self.times):
            shares = {place: float(self.relative[place, step]) for place in group}
            moving = not any(np.isnan(share) for share in shares.values())
            loops = tuple(self.loops[place] for place in _dominant(shares)) if moving else ()
            if found and (found[-1].loops, found[-1].moving) == (loops, moving):
                found[-1] = found[-1]._replace(end=float(end))
            else:
                found.append(Period(before, float(end), loops, moving))
            before = float(end)
        return tuple(found)


def dominance(
    model: StockFlow | Model,
    trajectory: Trajectory,
    loops: Iterable[AnyLoop],
    *,
    own: bool = True,
    still: float = STILL,
) -> Dominance:
    """Return how much of what happens each loop accounts for, at each step of a run.

    At rest there is no change that a loop could account for: the scores are 0 and the relative
    scores are NaN, which says "not defined" and not "no part". There, ask for stability.

    Args:
        model: A stock-and-flow model, or any smooth model such as a couple's system (see
            `link_scores`).
        trajectory: A run of it. With a stock-and-flow model the stocks are enough.
        loops: The loops to compare, best all of them; a loop that is left out makes the relative
            scores of the others larger. Of a stock-and-flow model a loop goes through flows and
            variables too.
        own: Whether the loop of each state with itself is added (of a smooth model; such as what
            calms by itself). Where the parts they play are compared, they belong to them.
        still: A partition is at rest over a step in which none of its stocks changes by more than
            this part of its largest size in the run.

    Raises:
        AnalysisError: if a loop is empty or follows a link that does not exist, the model runs in
            steps, or the run has fewer than two times or lacks a stock of the model.

    Example:
        >>> from negcycle.analysis.stock_flow import Stock, Variable
        >>> cooling = StockFlow(
        ...     stocks=(Stock("warmth", outflows=("loss",)),),
        ...     variables=(Variable("loss", ("warmth",), lambda warmth: 0.1 * warmth),),
        ... )
        >>> run = Trajectory(
        ...     times=np.array([0.0, 1.0]), names=("warmth",), states=np.array([[10.0], [9.0]])
        ... )
        >>> dominance(cooling, run, [("warmth", "loss")]).relative.tolist()
        [[-1.0]]

    Sources:
        Schoenberg, W., Davidsen, P., & Eberlein, R. (2020). Understanding model behavior using the
        Loops that Matter method. Syst. Dyn. Rev. 36, 158-190. https://doi.org/10.1002/sdr.1658
    """
    links = link_scores(model, trajectory)
    asked = [_nodes(loop) for loop in loops]
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
    )


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


def _dominant(shares: dict[int, float]) -> tuple[int, ...]:
    """Return the fewest loops of one polarity that reach half together, if any do."""
    best: tuple[int, ...] = ()
    for polarity in (1, -1):
        chosen: list[int] = []
        total = 0.0
        for place in sorted(shares, key=lambda place: (-polarity * shares[place], place)):
            if total >= HALF or polarity * shares[place] <= 0:
                break
            chosen.append(place)
            total += polarity * shares[place]
        if total >= HALF and (not best or len(chosen) < len(best)):
            best = tuple(sorted(chosen))
    return best
