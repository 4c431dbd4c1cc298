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
    ALONG,
    AWAITED,
    BACK,
    BEFORE_IT,
    BRANCH,
    BRANCHES,
    CURSOR,
    DEPTH,
    ENTERED,
    FIRST,
    FIRST_IN,
    FIRST_SLOT,
    FIRST_WAY_IN,
    GROWN,
    INCOMING,
    LOCK,
    LONG,
    LOOPS,
    MEMBERS,
    NEXT_IN,
    ON_PATH,
    PAIRS,
    PART,
    PATH,
    PLACES,
    QUEUE,
    ROOT,
    SIZE,
    SLOT_KEPT,
    SLOT_LENGTH,
    SLOT_START,
    SLOT_TARGET,
    SLOT_WAY,
    SOURCE,
    TAKEN,
    TARGET,
    WAITS,
    WAY_SOURCE,
    WAYS_KEPT,
    Table,
    at,
)
from negcycle.analysis.loops.kernels.compiled.ways import find_ways, join_ways, spell_ways
from negcycle.system.machine_code import machine_code

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
    awaited, first_way_in, next_in = by_node[AWAITED], by_node[FIRST_WAY_IN], by_pair[NEXT_IN]
    waits, way_source = by_pair[WAITS], by_pair[WAY_SOURCE]
    if lock[node] >= opened:
        return
    lock[node], queue[0] = opened, node
    done, ready = 0, 1
    while done < ready:
        node = queue[at(done)]
        done += 1
        if not awaited[at(node)]:
            continue
        awaited[at(node)] = step  # with a bound, a shorter path may want it again
        way = first_way_in[at(node)]
        while way >= 0:
            if waits[at(way)]:
                other = way_source[at(way)]
                if lock[at(other)] < lock[at(node)] - step and not on_path[at(other)]:
                    lock[at(other)] = lock[at(node)] - step
                    queue[at(ready)] = other
                    ready += 1
                waits[at(way)] = step
            way = next_in[at(way)]


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


@machine_code("void(int64[:, ::1], int64[::1], int64[::1], int32[::1], int64)")
def _keep(
    chains: Table, progress: Table, starts: Table, spelled: NDArray[np.int32], slot: int
) -> None:
    """Write down the pairs of a joined way that a loop was found along, and give it a number."""
    number = progress[WAYS_KEPT]
    pairs, begin, here = chains[PAIRS], chains[SLOT_START, slot], starts[number]
    for place in range(chains[SLOT_LENGTH, slot]):
        spelled[here + place] = pairs[begin + place]
    starts[number + 1] = here + chains[SLOT_LENGTH, slot]
    progress[WAYS_KEPT] = number + 1
    chains[SLOT_KEPT, slot] = number


@machine_code(
    "int64(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64[::1], int32[:, ::1], int32[:, ::1],"
    " int64[::1], int32[::1], int64[::1], int64, boolean, int64, int64, int64)"
)
def search(  # noqa: PLR0912, PLR0915, PLR0917 - numba wants one function and no keywords
    by_node: Table,
    by_pair: Table,
    chains: Table,
    progress: Table,
    branches: NDArray[np.int32],
    found: NDArray[np.int32],
    starts: Table,
    spelled: NDArray[np.int32],
    counts: Table,
    most: int,
    only: bool,
    limit: int,
    enough: int,
    steps: int,
) -> int:
    """Go on with the search, and return why it stopped: DONE, FULL or LATER.

    Args:
        by_node: What is known of each node, and of each place on the path.
        by_pair: What is known of each pair, and of each way.
        chains: What joined ways consist of.
        progress: How far the search is.
        branches: Where the paths are written that loops were found on.
        found: Where the loops are written.
        starts: Where the pairs of each way that was written begin.
        spelled: Where these pairs are written.
        counts: How many loops there are of each length.
        most: The most nodes that a loop may have; 0 for any number.
        only: Whether loops with fewer than `most` nodes are left out.
        limit: How many loops there is room for at most.
        enough: With more nodes on all loops together, there is no room either.
        steps: How far to go before the search stops and asks for more.

    Sources:
        Johnson, D. B. (1975). SIAM J. Comput. 4(1), 77-84. https://doi.org/10.1137/0204007
        Gupta, A., & Suzumura, T. (2021). Finding all bounded-length simple cycles in a directed
        graph. https://arxiv.org/abs/2105.10094 (with a bound on the length)
    """
    lock, back, cursor = by_node[LOCK], by_node[BACK], by_node[CURSOR]
    nodes, entered, on_path = by_node[PATH], by_node[ENTERED], by_node[ON_PATH]
    taken, branch, awaited = by_node[TAKEN], by_node[BRANCH], by_node[AWAITED]
    first, first_slot, target = by_node[FIRST], by_node[FIRST_SLOT], by_pair[TARGET]
    leads_to, width, kept = chains[SLOT_TARGET], chains[SLOT_LENGTH], chains[SLOT_KEPT]
    waits, way_of = by_pair[WAITS], chains[SLOT_WAY]
    n = by_node.shape[1] - 1
    root, depth, loops, places = progress[ROOT], progress[DEPTH], progress[LOOPS], progress[PLACES]
    n_branches, grown = progress[BRANCHES], progress[GROWN]
    step = 1 if most else 0
    never = most + 1 if most else _OPEN
    room_for_loops = min(len(found), limit)
    room = len(branches) - n  # as much as one loop may take has to be left
    room_for_ways, room_for_pairs = len(starts) - n - 1, len(spelled) - n
    n_ways = progress[WAYS_KEPT]
    full = loops == room_for_loops or n_branches > room or places > enough
    full = full or n_ways > room_for_ways or starts[n_ways] > room_for_pairs
    lock[n] = _OPEN  # a search for a way that can be taken ends at the latest there
    why = LATER
    while steps > 0 and not full:
        steps -= 1
        if depth == 0:
            steps -= _next_root(by_node, by_pair, chains, root, most)
            root += 1
            if root == n:
                why = DONE
                break
            for pair in range(first[root], first[root + 1]):
                if target[pair] == root and (most == 1 or not only):  # a link to itself
                    found[loops, BEFORE_IT], found[loops, ALONG], found[loops, LONG] = 0, pair, 1
                    counts[1] += 1
                    places += 1
                    loops += 1
                    full = loops == room_for_loops or places > enough
            if by_node[SIZE, by_node[PART, root]] > 1 and most != 1:
                nodes[0], cursor[0], back[0], entered[0] = root, first_slot[root], never, 0
                branch[0], grown = 0, 1
                depth = 1
            continue
        top = at(depth - 1)
        slot = cursor[top]
        while lock[at(leads_to[at(slot)])] <= depth:
            slot += 1
        node = leads_to[at(slot)]
        if node == n:  # nothing is left to try from here: back to where it came from
            depth -= 1
            grown = min(grown, depth)
            node, nearest = nodes[top], back[top]
            on_path[at(node)] = 0
            if not depth:
                continue
            if most or nearest == never:
                slot = first_slot[at(node)]
                while leads_to[at(slot)] != n:
                    waits[at(way_of[at(slot)])] = awaited[at(leads_to[at(slot)])] = 1
                    slot += 1
            if nearest < never:
                top = at(depth - 1)
                back[top] = min(back[top], nearest + step)
                opened = never - nearest * step
                if awaited[at(node)]:
                    _set_free(by_node, by_pair, node, opened, step)
                elif lock[at(node)] < opened:
                    lock[at(node)] = opened
            continue
        cursor[top] = slot + 1
        length = entered[top] + width[at(slot)]
        if node != root:
            top = at(depth)
            nodes[top], cursor[top], back[top] = node, first_slot[at(node)], never
            entered[top], taken[top] = length, slot
            on_path[at(node)] = 1
            depth += 1
            lock[at(node)] = depth * step
            continue
        back[top] = 1
        if only and length < most:
            continue
        while grown < depth:  # it pays only now to write down where this path leads
            passed = taken[at(grown)]
            if kept[at(passed)] < 0:
                _keep(chains, progress, starts, spelled, passed)
            branches[at(n_branches), BEFORE_IT] = branch[at(grown - 1)]
            branches[at(n_branches), ALONG] = kept[at(passed)]
            branch[at(grown)] = n_branches
            n_branches += 1
            grown += 1
        if kept[at(slot)] < 0:
            _keep(chains, progress, starts, spelled, slot)
        found[at(loops), BEFORE_IT], found[at(loops), ALONG] = branch[top], kept[at(slot)]
        found[at(loops), LONG] = length
        counts[at(length)] += 1
        places += length
        loops += 1
        n_ways = progress[WAYS_KEPT]
        full = loops == room_for_loops or n_branches > room or places > enough
        full = full or n_ways > room_for_ways or starts[at(n_ways)] > room_for_pairs
    if full and why != DONE:
        why = FULL
    progress[ROOT], progress[DEPTH], progress[LOOPS], progress[PLACES] = root, depth, loops, places
    progress[BRANCHES], progress[GROWN] = n_branches, grown
    return why
