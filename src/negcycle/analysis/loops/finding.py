"""Which feedback loops a cycle, a model or any signed graph has."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, get_args

import numpy as np

from negcycle.analysis.loops.arrows import arrows_of
from negcycle.analysis.loops.beside import along_each_link
from negcycle.analysis.loops.enumerating import Kernel, simple_loops
from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.analysis.state import State
from negcycle.errors import AnalysisError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph, Arrows


def find_loops(
    graph: AnyGraph | Arrows,
    *,
    at: str = "settled",
    state: State | None = None,
    limit: int = 100_000,
    seconds: float = 10.0,
    max_length: int | None = None,
    kernel: Kernel = "auto",
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
        graph: A cycle, its graph or system, any model, a signed graph, or one of NetworkX; or the
            arrows that were read from one of these.
        at: Where a couple is: `"calm"`, `"settled"` (where they settle from calm) or `"stuck"`.
        state: Another state, by name or in the order of names; it stands before `at`. A model
            without one is read by the signs of its links.
        limit: How many loops are kept; if there are more, the shortest.
        seconds: How long to search at most.
        max_length: The most nodes a loop may have.
        kernel: What searches; all find the same, in the same order. `"python"` needs nothing;
            `"numba"` is machine code (extra `fast`). `"auto"` begins in Python, and goes over to
            numba where it is installed and the search takes longer than to load it.

    Raises:
        AnalysisError: if a bound makes no sense, this is no graph, or it has no such state; or if
            numba is asked for and not installed.
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
    _check(limit=limit, max_length=max_length, seconds=seconds, kernel=kernel)
    deadline = time.monotonic() + seconds
    arrows = arrows_of(graph, at=at, state=state)
    pairs, firsts = arrows.pairs
    paths = simple_loops(
        pairs, limit=limit, deadline=deadline, max_length=max_length, kernel=kernel
    )
    if len(firsts) < len(arrows.arrows):
        counts = np.diff(firsts, append=len(arrows.arrows))
        paths = along_each_link(paths, firsts, counts, limit=limit, deadline=deadline)
    return LoopSet(arrows, *paths)


def _check(*, limit: object, max_length: object, seconds: object, kernel: object) -> None:
    for name, value in (("limit", limit), ("max_length", max_length)):
        if name == "max_length" and value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            raise AnalysisError(say("loops.count", name=name, value=value))
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not seconds > 0:
        raise AnalysisError(say("loops.seconds", value=seconds))
    if kernel not in get_args(Kernel):
        raise AnalysisError(say("loops.no-kernel", value=kernel))
