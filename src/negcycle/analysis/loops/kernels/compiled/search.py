"""The search in machine code: its tables, its room and its clock."""

from __future__ import annotations

import time

import numpy as np

from negcycle.analysis.loops.kernels.compiled.columns import place_by_length
from negcycle.analysis.loops.kernels.compiled.loops import DONE, FULL, LATER, search
from negcycle.analysis.loops.kernels.compiled.tables import (
    CHAIN_ROWS,
    CHAINS_PER_PAIR,
    FIRST,
    FIRST_IN,
    INCOMING,
    LOOPS,
    NODE_ROWS,
    PAIR_ROWS,
    PLACES,
    PROGRESS,
    ROOT,
    SOURCE,
    TARGET,
)
from negcycle.analysis.loops.kernels.finding import Bounds, Found, Integers, Pairs, Places, Stopped

_STEPS = 1 << 18
"""Steps from one look at the clock to the next: some milliseconds."""

_LEAST_ROOM, _MOST_ROOM = 1 << 17, 1 << 22
"""Nodes of loops in the first piece of room, and in the largest one."""

_SPARE: list[Places] = []
"""One piece of room of the largest size, kept for the next search: new memory is slow to come."""


class CompiledSearch:
    """Johnson's search in machine code."""

    def __init__(self, pairs: Pairs) -> None:
        self.count = pairs.n_nodes
        n, m = pairs.n_nodes, len(pairs.sources)
        self._by_node = np.zeros((NODE_ROWS, n + 1), dtype=np.int64)
        self._by_pair = np.zeros((PAIR_ROWS, m), dtype=np.int64)
        self._chains = np.empty((CHAIN_ROWS, CHAINS_PER_PAIR * (n + m + 1)), dtype=np.int64)
        self._path = np.empty(n + 1, dtype=np.int32)
        sources, targets = self._by_pair[SOURCE], self._by_pair[TARGET]
        sources[:], targets[:] = pairs.sources, pairs.targets
        self._by_pair[INCOMING] = np.argsort(targets, kind="stable")
        for row, ends in ((FIRST, sources), (FIRST_IN, targets)):
            self._by_node[row, 1:] = np.cumsum(np.bincount(ends, minlength=n))

    def run(self, bounds: Bounds) -> Found:
        """Return the loops; where there are more than may be kept, those that were found first."""
        progress = np.zeros(PROGRESS, dtype=np.int64)
        progress[ROOT] = -1
        most = bounds.most or 0
        found: list[tuple[Places, Integers]] = []
        loops = places = 0
        room = max(_LEAST_ROOM, 2 * self.count)
        why = FULL
        while why == FULL and loops <= bounds.limit and places <= bounds.places:
            path = _SPARE.pop() if _SPARE and room <= _MOST_ROOM else np.empty(room, dtype=np.int32)
            room = len(path)
            lengths = np.empty(min(room // 4, bounds.limit + 1 - loops), dtype=np.int64)
            progress[LOOPS] = progress[PLACES] = 0
            why = LATER
            while why == LATER and time.monotonic() <= bounds.deadline:
                why = search(
                    self._by_node,
                    self._by_pair,
                    self._chains,
                    progress,
                    self._path,
                    path,
                    lengths,
                    most,
                    bounds.only,
                    _STEPS,
                )
            found.append((path[: progress[PLACES]], lengths[: progress[LOOPS]]))
            loops, places = loops + int(progress[LOOPS]), places + int(progress[PLACES])
            room = max(min(8 * room, _MOST_ROOM), 2 * self.count)
        if loops > bounds.limit:
            path, lengths = found.pop()
            found.append((path[: -lengths[-1]], lengths[:-1]))
        stopped = {DONE: Stopped.DONE, FULL: Stopped.FULL, LATER: Stopped.LATE}[why]
        if loops > bounds.limit or places > bounds.places:
            stopped = Stopped.FULL
        return _by_length(found, stopped)


def _by_length(found: list[tuple[Places, Integers]], stopped: Stopped) -> Found:
    """Sort the loops by length; those of one length stay in their order."""
    longest = max((int(lengths.max(initial=0)) for _, lengths in found), default=0)
    counts = np.zeros(longest + 1, dtype=np.int64)
    for _, lengths in found:
        counts += np.bincount(lengths, minlength=longest + 1)
    places = counts * np.arange(longest + 1)
    positions: Integers = np.cumsum(places) - places
    ordered = np.empty(int(places.sum()), dtype=np.int32)
    found.reverse()
    while found:  # each piece is given up as soon as it was copied
        path, lengths = found.pop()
        place_by_length(path, lengths, positions, ordered)
        if not _SPARE and path.base is not None and len(path.base) == _MOST_ROOM:
            _SPARE.append(path.base)
    return Found(ordered, np.repeat(np.arange(longest + 1), counts), stopped)
