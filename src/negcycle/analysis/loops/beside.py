"""Loops along links side by side: from each loop of nodes, one for every choice among its links."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from negcycle.analysis.loops.enumerating import MOST_PLACES, Paths
from negcycle.analysis.loops.kernels.finding import Integers, Loops, Places
from negcycle.analysis.loops.kernels.spelled import Spelled

_AT_ONCE = 1 << 16
"""Loops from one look at the clock to the next."""


def along_each_link(
    paths: Paths, firsts: Integers, counts: Integers, *, limit: int, deadline: float
) -> Paths:
    """Return the loops along links; where links are side by side, the last one changes first.

    Args:
        paths: The loops, along pairs of nodes.
        firsts: The first link of each pair; the others of it follow.
        counts: How many links each pair has.
        limit: How many loops are kept.
        deadline: When to stop, on the clock of `time.monotonic`.
    """
    most = min(limit, MOST_PLACES)
    found: list[Places] = []
    lengths: list[Integers] = []
    loops, places, complete = 0, 0, paths.complete
    for chosen, ranks in _choices(paths.loops, counts, most + 1):
        late = time.monotonic() > deadline and found
        if late or loops == most or places > MOST_PLACES:
            complete = False
            break
        rows, rest = chosen[: most - loops], ranks[: most - loops]
        complete = complete and len(rows) == len(chosen)
        links = np.empty(rows.shape, dtype=np.int32)
        for column in range(rows.shape[1] - 1, -1, -1):
            beside = counts[rows[:, column]]
            links[:, column] = firsts[rows[:, column]] + rest % beside
            rest = rest // beside
        found.append(links.ravel())
        lengths.append(np.full(len(rows), rows.shape[1], dtype=np.int64))
        loops, places = loops + len(rows), places + links.size
    if not found:
        return paths
    return Paths(Spelled(np.concatenate(found), np.concatenate(lengths)), complete)


def _choices(given: Loops, counts: Integers, most: int) -> Iterator[tuple[Places, Integers]]:
    """Yield loops of one length, one row for each choice, with the number of the choice.

    Where a loop has more than `most` choices, the first ones are enough.
    """
    begin = 0
    for length, n_loops in enumerate(np.bincount(given.lengths).tolist()):
        loops = given.path[begin : begin + n_loops * length].reshape(n_loops, length)
        begin += loops.size
        many = np.ones(n_loops)
        for column in range(length):
            many = np.minimum(many * counts[loops[:, column]], most)
        until: Integers = np.cumsum(many.astype(np.int64))
        for start in range(0, int(until[-1]) if n_loops else 0, _AT_ONCE):
            numbers: Integers = np.arange(start, min(start + _AT_ONCE, int(until[-1])))
            owner = np.searchsorted(until, numbers, side="right")
            yield loops[owner], numbers - np.where(owner, until[owner - 1], 0)
