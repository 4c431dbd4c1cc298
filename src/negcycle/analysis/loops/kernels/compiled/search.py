"""The search in machine code: its tables, its room and its clock."""

from __future__ import annotations

import time
from typing import Any

import numpy as np

from negcycle.analysis.loops.kernels.compiled.branches import place_by_length
from negcycle.analysis.loops.kernels.compiled.loops import DONE, FULL, LATER, search
from negcycle.analysis.loops.kernels.compiled.tables import (
    BRANCH_COLUMNS,
    BRANCHES,
    CHAIN_ROWS,
    CHAINS_PER_PAIR,
    LONG,
    LOOP_COLUMNS,
    LOOPS,
    NODE_ROWS,
    PAIR_ROWS,
    PLACES,
    PROGRESS,
    ROOT,
    SOURCE,
    TARGET,
    WAYS_KEPT,
)
from negcycle.analysis.loops.kernels.compiled.tree import Tree
from negcycle.analysis.loops.kernels.compiled.ways import number, spell_pairs
from negcycle.analysis.loops.kernels.finding import Bounds, Found, Pairs, Places, Stopped

_STEPS = 1 << 18
"""Steps from one look at the clock to the next: some milliseconds."""

_LEAST_ROOM, _MOST_SPARE = 1 << 14, 1 << 20
"""Loops that there is room for at first, and for as many as room is kept for the next search."""

_WAYS, _PAIRS = 8, 8
"""Ways that there is room for at first, by node and pair of the graph; and pairs of each way."""

_NO_LIMIT = 1 << 60
"""More loops than there ever is room for."""

_MORE = 4
"""How many times as much room there is when there was too little."""

_SPARE: list[Places] = []
"""Room for loops, kept for the next search: new memory is slow to come."""


class CompiledSearch:
    """Johnson's search in machine code."""

    def __init__(self, pairs: Pairs) -> None:
        self.count = pairs.n_nodes
        n, m = pairs.n_nodes, len(pairs.sources)
        self._by_node = np.zeros((NODE_ROWS, n + 1), dtype=np.int64)
        self._by_pair = np.zeros((PAIR_ROWS, m), dtype=np.int64)
        self._chains = np.empty((CHAIN_ROWS, CHAINS_PER_PAIR * (n + m + 1)), dtype=np.int64)
        self._by_pair[SOURCE], self._by_pair[TARGET] = pairs.sources, pairs.targets
        number(self._by_node, self._by_pair)

    def run(self, bounds: Bounds) -> Found:
        """Return the loops; where there are more than may be kept, those that were found first."""
        n, m = self.count, self._by_pair.shape[1]
        progress = np.zeros(PROGRESS, dtype=np.int64)
        progress[ROOT], progress[BRANCHES], progress[WAYS_KEPT] = -1, 1, m
        counts = np.zeros(n + 1, dtype=np.int64)
        least = _WAYS * (n + m + 1)
        starts, spelled = np.empty(least, np.int64), np.empty(_PAIRS * least, np.int32)
        spell_pairs(m, starts, spelled)
        branches = np.empty((max(_LEAST_ROOM, 2 * n), BRANCH_COLUMNS), dtype=np.int32)
        found = _SPARE.pop() if _SPARE else np.empty((_LEAST_ROOM, LOOP_COLUMNS), dtype=np.int32)
        why = LATER
        while time.monotonic() <= bounds.deadline:
            why = search(
                self._by_node,
                self._by_pair,
                self._chains,
                progress,
                branches,
                found,
                starts,
                spelled,
                counts,
                bounds.most or 0,
                bounds.only,
                min(bounds.limit, _NO_LIMIT) + 1,
                bounds.places,
                _STEPS,
            )
            if why == DONE or progress[LOOPS] > bounds.limit or progress[PLACES] > bounds.places:
                break
            if why == FULL:
                n_ways = int(progress[WAYS_KEPT])
                found = _with_room(found, int(progress[LOOPS]), 1)
                branches = _with_room(branches, int(progress[BRANCHES]), n)
                spelled = _with_room(spelled, int(starts[n_ways]), n)
                starts = _with_room(starts, n_ways + 1, n)
                why = LATER
        stopped = {DONE: Stopped.DONE, FULL: Stopped.FULL, LATER: Stopped.LATE}[why]
        n_loops = min(int(progress[LOOPS]), bounds.limit)
        if n_loops < progress[LOOPS]:
            counts[found[n_loops, LONG]] -= 1
        if n_loops < progress[LOOPS] or progress[PLACES] > bounds.places:
            stopped = Stopped.FULL
        n_ways = int(progress[WAYS_KEPT])
        tree = Tree(
            counts=counts,
            spelled=_cut_off(spelled, int(starts[n_ways])),
            starts=_cut_off(starts, n_ways + 1),
            branches=_cut_off(branches, int(progress[BRANCHES])),
            loops=np.empty((n_loops, BRANCH_COLUMNS), dtype=np.int32),
        )
        place_by_length(found, counts, tree.loops)
        if not _SPARE and len(found) <= _MOST_SPARE:
            _SPARE.append(found)
        return Found(tree, stopped)


def _with_room(table: Any, used: int, needed: int) -> Any:
    """Return a table with room for so many rows more; there is much more if there was not."""
    if used + needed <= len(table):
        return table
    larger = np.empty((_MORE * len(table), *table.shape[1:]), dtype=table.dtype)
    larger[:used] = table[:used]
    return larger


def _cut_off(table: Any, used: int) -> Any:
    """Return the rows that are used; if they are few, the others are given up."""
    return table[:used] if used > len(table) // 4 else table[:used].copy()
