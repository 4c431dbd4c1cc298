"""Every simple loop of a graph whose nodes are whole numbers, once each and never without end."""

from __future__ import annotations

import time
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

import numpy as np

from negcycle.analysis.loops.kernels.finding import (
    Bounds,
    Found,
    Loops,
    Pairs,
    Search,
    Stopped,
)
from negcycle.analysis.loops.kernels.loading import is_loaded
from negcycle.analysis.loops.kernels.plain.search import PlainSearch
from negcycle.analysis.loops.kernels.spelled import Spelled
from negcycle.errors import AnalysisError
from negcycle.system.machine_code import is_installed
from negcycle.words import say

Kernel: TypeAlias = Literal["auto", "python", "numba"]
"""What searches: plain Python, machine code made by numba, or the one after the other."""

MOST_PLACES = 150_000_000
"""All loops together have no more nodes than this: 600 MB, once all of them are written out."""

PATIENCE = 0.5
"""Seconds that Python searches before it is worth while to load numba, which takes as long."""


class Paths(NamedTuple):
    """What loops there are."""

    loops: Loops
    """By length, and of one length by their nodes; each starts at its smallest node."""
    complete: bool
    """Whether these are all loops that were asked for."""


def simple_loops(
    pairs: Pairs,
    *,
    limit: int,
    deadline: float,
    max_length: int | None = None,
    kernel: Kernel = "auto",
) -> Paths:
    """Return the loops of a graph; where there are more than `limit`, the shortest.

    All kernels return the same, to the last byte, unless the time is up.

    Args:
        pairs: The graph.
        limit: How many loops are kept.
        deadline: When to stop, on the clock of `time.monotonic`.
        max_length: The most nodes a loop may have; None for any number.
        kernel: What searches. `auto` is Python for as long as numba takes to load, and numba from
            there on; once numba is loaded, it is numba at once.

    Raises:
        AnalysisError: if numba is asked for and not installed.

    Sources:
        Johnson, D. B. (1975). SIAM J. Comput. 4(1), 77-84. https://doi.org/10.1137/0204007
        Gupta, A., & Suzumura, T. (2021). Finding all bounded-length simple cycles in a directed
        graph. https://arxiv.org/abs/2105.10094
    """
    if kernel == "numba" and not _has_numba():
        raise AnalysisError(say("loops.no-numba"))
    bounds = Bounds(limit, MOST_PLACES, deadline, max_length)
    if kernel == "python" or not _has_numba():
        return _paths(_found(PlainSearch(pairs), bounds))
    if kernel == "auto" and not is_loaded():
        soon = time.monotonic() + PATIENCE
        found = _found(PlainSearch(pairs), bounds._replace(deadline=min(soon, deadline)))
        if found.stopped is not Stopped.LATE or soon > deadline:
            return _paths(found)
    from negcycle.analysis.loops.kernels.compiled.search import CompiledSearch

    return _paths(_found(CompiledSearch(pairs), bounds))


@cache
def _has_numba() -> bool:
    return is_installed()


def _paths(found: Found) -> Paths:
    return Paths(found.loops, found.stopped is Stopped.DONE)


def _found(search: Search, bounds: Bounds) -> Found:
    """Return as many loops as may be kept, the shortest; those found first if time is too short."""
    first = search.run(bounds)
    if first.stopped is not Stopped.FULL:
        return first
    kept: list[Found] = []
    left = bounds
    for most in range(1, (bounds.most or search.count) + 1):
        found = search.run(left._replace(most=most, only=True))
        kept.append(found)
        left = left._replace(
            limit=left.limit - len(found.loops),
            places=left.places - int(found.loops.lengths.sum()),
        )
        if found.stopped is not Stopped.DONE:
            break
    stopped = kept[-1].stopped
    if stopped is Stopped.LATE and bounds.limit - left.limit <= len(first.loops):
        return first._replace(stopped=stopped)
    lengths = np.concatenate([one.loops.lengths for one in kept])
    lengths = lengths[: np.searchsorted(np.cumsum(lengths), bounds.places, side="right")]
    path = np.concatenate([one.loops.path for one in kept])[: int(lengths.sum())]
    return Found(Spelled(path, lengths), stopped)
