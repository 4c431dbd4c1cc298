"""Which feedback loops a cycle, a model or any signed graph has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import islice, product
from typing import TYPE_CHECKING

import numpy as np

from negcycle.analysis.arrows import Arrows, State, arrows_of
from negcycle.analysis.enumerating import Paths, simple_loops
from negcycle.analysis.loop_set import LoopSet
from negcycle.errors import AnalysisError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.arrows import AnyGraph


def find_loops(
    graph: AnyGraph,
    *,
    at: str = "settled",
    state: State | None = None,
    limit: int = 100_000,
    seconds: float = 10.0,
    max_length: int | None = None,
) -> LoopSet:
    """Return the feedback loops of `graph` in a stable order, and whether they are all.

    In a couple, a loop runs along the arrows of the Jacobian J at one state: those of the chains,
    and those that work through a gate, such as from flooding to openness and back. What a state
    does to itself is no loop there. An arrow that does nothing at this state closes no loop.

    * The *structural* gain of a loop is the product of its weights and open gates, and of the
      signs. In a couple it is known where the loop runs through reactions only.
    * The *local* gain is the product of J_ij / -J_ii over its arrows from j to i. Each factor says
      how far i goes in the end when j goes by 1 and all else stays, so the unit of time is gone.
      In a map J_ii - 1 stands for J_ii.

    In a plain graph, the structural gain is the product of signs and weights, and a link from a
    node to itself is a loop of length 1. Links side by side make loops of their own.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, or one of NetworkX.
        at: Where a couple is: `"calm"`, `"settled"` (where they settle from calm) or `"stuck"`.
        state: Another state, by name or in the order of names; it stands before `at`. A model
            without one is read by the signs of its links.
        limit: How many loops are kept; if there are more, the shortest.
        seconds: How long to search at most.
        max_length: The most nodes a loop may have.

    Raises:
        AnalysisError: if a bound makes no sense, this is no graph, or it has no such state.
        UnknownName: if a state is called by an unknown name.
        SimulationError: if a couple cannot be compiled, or has no stuck state.
        ConversionError: if a NetworkX graph holds what no signed graph can hold.

    Example:
        >>> from negcycle.graph.signed import SignedGraph
        >>> graph = SignedGraph(
        ...     nodes=("problem", "quick fix"),
        ...     links=(
        ...         {"source": "problem", "target": "quick fix"},
        ...         {"source": "quick fix", "target": "problem", "sign": -1},
        ...     ),
        ... )
        >>> loop = find_loops(graph)[0]
        >>> loop.nodes, loop.polarity
        (('problem', 'quick fix'), <Polarity.BALANCING: 'balancing'>)

    Sources:
        Johnson, D. B. (1975). SIAM J. Comput. 4(1), 77-84. https://doi.org/10.1137/0204007
        Richardson, G. P. (1986). System Dynamics Review 2(2), 158-170 (polarity).
    """
    _check(limit=limit, max_length=max_length, seconds=seconds)
    deadline = time.monotonic() + seconds
    arrows = arrows_of(graph, at=at, state=state)
    place = {name: place for place, name in enumerate(arrows.names)}
    between: dict[tuple[int, int], list[int]] = {}
    following: list[list[int]] = [[] for _ in arrows.names]
    for number, one in enumerate(arrows.arrows):
        ends = place[one.source], place[one.target]
        between.setdefault(ends, []).append(number)
        following[ends[0]].append(ends[1])
    paths = simple_loops(following, limit=limit, deadline=deadline, max_length=max_length)
    if len(between) == len(arrows.arrows):
        return _plain(arrows, paths, between)
    return _with_parallel(arrows, paths, between, limit, deadline)


def _check(*, limit: object, max_length: object, seconds: object) -> None:
    for name, value in (("limit", limit), ("max_length", max_length)):
        if name == "max_length" and value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise AnalysisError(say("loops.count", name=name, value=value))
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise AnalysisError(say("loops.seconds", value=seconds))


def _plain(arrows: Arrows, paths: Paths, between: dict[tuple[int, int], list[int]]) -> LoopSet:
    """Return loops along single arrows, all in one step."""
    nodes, lengths = paths.nodes, paths.lengths
    if not len(nodes):
        return LoopSet(arrows, nodes, lengths, paths.complete)
    ends = np.cumsum(lengths)
    targets = np.roll(nodes, -1)
    targets[ends - 1] = nodes[ends - lengths]
    count = len(arrows.names)
    keys = np.array([source * count + target for source, target in between], dtype=np.int64)
    numbers = np.array([some[0] for some in between.values()], dtype=np.int64)
    order = np.argsort(keys)
    path = numbers[order][np.searchsorted(keys[order], nodes * count + targets)]
    return LoopSet(arrows, path, lengths, paths.complete)


def _with_parallel(
    arrows: Arrows,
    paths: Paths,
    between: dict[tuple[int, int], list[int]],
    limit: int,
    deadline: float,
) -> LoopSet:
    """Return the loops along every choice among arrows side by side."""
    firsts = np.cumsum(paths.lengths) - paths.lengths

    def chosen() -> Iterator[tuple[int, ...]]:
        for first, length in zip(firsts.tolist(), paths.lengths.tolist(), strict=True):
            nodes = paths.nodes[first : first + length].tolist()
            ends = zip(nodes, [*nodes[1:], nodes[0]], strict=True)
            yield from product(*(between[pair] for pair in ends))

    path: list[int] = []
    lengths: list[int] = []
    complete = paths.complete
    for number, loop in enumerate(islice(chosen(), limit + 1)):
        if number == limit or (number % 512 == 0 and time.monotonic() > deadline):
            complete = False
            break
        path += loop
        lengths.append(len(loop))
    return LoopSet(
        arrows,
        np.array(path, dtype=np.int64),
        np.array(lengths, dtype=np.int64),
        complete,
    )
