"""The stable order of loops: by length, and loops of one length by their nodes."""

from __future__ import annotations

import numpy as np

from negcycle.analysis.loops.kernels.finding import Integers, Places

_FEW = 200
"""With fewer loops, arrays take longer than lists."""


def in_order(path: Places, lengths: Integers, count: int, *, by_nodes: bool) -> Places:
    """Sort loops by length and, `by_nodes`, turn each to its smallest node and sort by nodes.

    The pairs of a graph are sorted by their nodes, so a loop is turned to its smallest pair.

    Args:
        path: The pairs of all loops in a row.
        lengths: How many pairs each loop has.
        count: How many pairs there are in the graph.
        by_nodes: Whether their nodes are not in order yet.
    """
    if by_nodes and len(lengths) < _FEW:
        return _few_in_order(path.tolist(), lengths.tolist())
    firsts = np.cumsum(lengths) - lengths
    ordered: list[Places] = [path[:0]]
    for length in np.flatnonzero(np.bincount(lengths)).tolist():
        along: Integers = np.arange(length)
        loops = path[firsts[lengths == length][:, None] + along]
        if by_nodes:
            turn: Integers = loops.argmin(axis=1)[:, None] + along
            turn -= length * (turn >= length)
            loops = np.take_along_axis(loops, turn, axis=1)
            loops = loops[_order(loops, count)]
        ordered.append(loops.ravel())
    return np.concatenate(ordered)


def _few_in_order(path: list[int], lengths: list[int]) -> Places:
    loops: list[list[int]] = []
    first = 0
    for length in lengths:
        loop = path[first : first + length]
        turn = loop.index(min(loop))
        loops.append(loop[turn:] + loop[:turn])
        first += length
    loops.sort()
    loops.sort(key=len)
    return np.array([pair for loop in loops for pair in loop], dtype=np.int32)


def _order(loops: Places, count: int) -> Integers:
    """Return the order of loops of one length by their pairs, of which there are `count`."""
    width = next(width for width in range(62, 0, -1) if max(count, 2) ** width < 2**63)
    keys: list[Integers] = []
    for first in range(0, loops.shape[1], width):
        # Many pairs are read as the digits of one number, so that few columns are left to sort by.
        key = np.zeros(len(loops), dtype=np.int64)
        for column in range(first, min(first + width, loops.shape[1])):
            key = key * count + loops[:, column]
        keys.append(key)
    order: Integers = np.lexsort(keys[::-1])
    return order
