"""Every simple loop of a graph by Johnson's search, in machine code.

The search keeps all it knows in tables. So it can go back to Python whenever its room or its steps
are used up, and go on later where it stood. It starts at each node in turn, takes only greater
nodes from there and tries its ways in order, so that of loops of one length it finds the smaller
ones first: by length they need to be sorted, by nodes they are.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.compiled.parts import split
from negcycle.analysis.loops.kernels.compiled.tables import (
    BACK,
    CURSOR,
    DEPTH,
    ENTERED,
    FIRST,
    FIRST_IN,
    FIRST_WAY,
    FIRST_WAY_IN,
    INCOMING,
    LENGTH,
    LOCK,
    LOOPS,
    MEMBERS,
    NEXT,
    NEXT_IN,
    ON_PATH,
    PAIRS,
    PART,
    PATH,
    PLACES,
    QUEUE,
    ROOT,
    SIZE,
    SOURCE,
    START,
    TARGET,
    WAITS,
    WAY_SOURCE,
    WAY_TARGET,
    Table,
)
from negcycle.analysis.loops.kernels.compiled.ways import find_ways, join_ways, spell_ways
from negcycle.analysis.loops.kernels.machine_code import machine_code

DONE: Final = 0
"""Nothing is left to find."""
FULL: Final = 1
"""There is no room for one more loop."""
LATER: Final = 2
"""The steps are used up."""

_OPEN = 1 << 40
"""More nodes than any path has."""


@machine_code("void(int64[:, ::1], int64[:, ::1], int64, int64)")
def _open(by_node: Table, by_pair: Table, root: int, most: int) -> None:
    """Open the nodes of the part of `root`; those from which no path is short enough stay shut."""
    part, lock, queue = by_node[PART], by_node[LOCK], by_node[QUEUE]
    first_in, source, incoming = by_node[FIRST_IN], by_pair[SOURCE], by_pair[INCOMING]
    begin = part[root]
    for node in by_node[MEMBERS, begin : begin + by_node[SIZE, begin]]:
        lock[node] = 0 if most else _OPEN
    if not most:
        return
    queue[0], lock[root] = root, most + 1
    done, ready = 0, 1
    while done < ready:
        node = queue[done]
        done += 1
        for place in range(first_in[node], first_in[node + 1]):
            other = source[incoming[place]]
            if part[other] == begin and not lock[other] and lock[node] > 1:
                lock[other] = lock[node] - 1
                queue[ready] = other
                ready += 1
    lock[root] = _OPEN


@machine_code("void(int64[:, ::1], int64[:, ::1], int64, int64, int64)")
def _set_free(by_node: Table, by_pair: Table, node: int, opened: int, step: int) -> None:
    """Open a node to paths shorter than `opened`, and what waited for it, step by step less."""
    lock, queue, on_path = by_node[LOCK], by_node[QUEUE], by_node[ON_PATH]
    if lock[node] >= opened:
        return
    lock[node], queue[0] = opened, node
    done, ready = 0, 1
    while done < ready:
        node = queue[done]
        done += 1
        way = by_node[FIRST_WAY_IN, node]
        while way >= 0:
            if by_pair[WAITS, way]:
                other = by_pair[WAY_SOURCE, way]
                if lock[other] < lock[node] - step and not on_path[other]:
                    lock[other] = lock[node] - step
                    queue[ready] = other
                    ready += 1
                by_pair[WAITS, way] = step  # with a bound, a shorter path may want it again
            way = by_pair[NEXT_IN, way]


@machine_code("int64(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64, int64)")
def _next_root(by_node: Table, by_pair: Table, chains: Table, root: int, most: int) -> int:
    """Take a root out of its part, and look at the part of the next; return how big it is."""
    n = by_node.shape[1] - 1
    members, part, size = by_node[MEMBERS], by_node[PART], by_node[SIZE]
    if root < 0:
        members[:n] = np.arange(n)
        split(by_node, by_pair, 0, n)
    elif size[part[root]] > 1:
        begin = part[root]
        end = begin + size[begin]
        for place in range(begin, end):
            if members[place] == root:
                members[place] = members[begin]
        members[begin] = root
        size[begin] = 1
        split(by_node, by_pair, begin + 1, end)
    root += 1
    if root == n or size[part[root]] == 1:
        return 1
    _open(by_node, by_pair, root, most)
    find_ways(by_node, by_pair, part[root])
    if not most:
        join_ways(by_node, by_pair, chains, root)
    spell_ways(by_node, by_pair, chains, part[root])
    return int(size[part[root]])


@machine_code(
    "int64(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64[::1], int32[::1], int32[::1],"
    " int64[::1], int64, boolean, int64)"
)
def search(  # noqa: PLR0912, PLR0915, PLR0917 - numba wants one function and no keywords
    by_node: Table,
    by_pair: Table,
    chains: Table,
    progress: Table,
    path: NDArray[np.int32],
    found: NDArray[np.int32],
    lengths: Table,
    most: int,
    only: bool,
    steps: int,
) -> int:
    """Go on with the search, and return why it stopped: DONE, FULL or LATER.

    Args:
        by_node: What is known of each node, and of each place on the path.
        by_pair: What is known of each pair, and of each way.
        chains: What joined ways consist of.
        progress: How far the search is.
        path: The pairs from the root to where the search is.
        found: Where the loops are written, one after the other.
        lengths: Where their lengths are written.
        most: The most nodes that a loop may have; 0 for any number.
        only: Whether loops with fewer than `most` nodes are left out.
        steps: How far to go before the search stops and asks for more.

    Sources:
        Johnson, D. B. (1975). SIAM J. Comput. 4(1), 77-84. https://doi.org/10.1137/0204007
        Gupta, A., & Suzumura, T. (2021). Finding all bounded-length simple cycles in a directed
        graph. https://arxiv.org/abs/2105.10094 (with a bound on the length)
    """
    lock, back, cursor = by_node[LOCK], by_node[BACK], by_node[CURSOR]
    nodes, entered, on_path = by_node[PATH], by_node[ENTERED], by_node[ON_PATH]
    first, first_way, target = by_node[FIRST], by_node[FIRST_WAY], by_pair[TARGET]
    next_way, way_target = by_pair[NEXT], by_pair[WAY_TARGET]
    start, width, waits, pairs = by_pair[START], by_pair[LENGTH], by_pair[WAITS], chains[PAIRS]
    n = by_node.shape[1] - 1
    root, depth, loops, places = progress[ROOT], progress[DEPTH], progress[LOOPS], progress[PLACES]
    step = 1 if most else 0
    never = most + 1 if most else _OPEN
    room = len(found) - n
    why = LATER
    while steps > 0:
        if places > room or loops == len(lengths):
            why = FULL
            break
        steps -= 1
        if depth == 0:
            steps -= _next_root(by_node, by_pair, chains, root, most)
            root += 1
            if root == n:
                why = DONE
                break
            for pair in range(first[root], first[root + 1]):
                if target[pair] == root and (most == 1 or not only):  # a link to itself
                    found[places], lengths[loops] = pair, 1
                    places += 1
                    loops += 1
            if by_node[SIZE, by_node[PART, root]] > 1 and most != 1:
                nodes[0], cursor[0], back[0], entered[0] = root, first_way[root], never, 0
                depth = 1
            continue
        way = cursor[depth - 1]
        while way >= 0 and lock[way_target[way]] <= depth:
            way = next_way[way]
        if way < 0:  # nothing is left to try from here: back to where it came from
            depth -= 1
            node, nearest = nodes[depth], back[depth]
            on_path[node] = 0
            if not depth:
                continue
            if most or nearest == never:
                way = first_way[node]
                while way >= 0:
                    waits[way] = 1
                    way = next_way[way]
            if nearest < never:
                back[depth - 1] = min(back[depth - 1], nearest + step)
                _set_free(by_node, by_pair, node, never - nearest * step, step)
            continue
        cursor[depth - 1] = next_way[way]
        used, node = entered[depth - 1], way_target[way]
        if node != root:
            here, last = path[used : used + width[way]], pairs[start[way] : start[way] + width[way]]
            for place in range(width[way]):
                here[place] = last[place]
            nodes[depth], cursor[depth], back[depth] = node, first_way[node], never
            entered[depth] = used + width[way]
            on_path[node] = 1
            depth += 1
            lock[node] = depth * step
            continue
        back[depth - 1] = 1
        length = used + width[way]
        if only and length < most:
            continue
        here, there = found[places : places + used], found[places + used : places + length]
        last = pairs[start[way] : start[way] + width[way]]
        for place in range(used):
            here[place] = path[place]
        for place in range(width[way]):
            there[place] = last[place]
        lengths[loops] = length
        places += length
        loops += 1
    progress[ROOT], progress[DEPTH], progress[LOOPS], progress[PLACES] = root, depth, loops, places
    return why
