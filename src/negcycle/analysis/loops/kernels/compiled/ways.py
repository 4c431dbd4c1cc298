"""The ways that a search may take from one root, in machine code: without useless detours.

A node with a single way in or out is passed whenever its neighbor is. So it is taken out, and the
ways around it are joined: no loop is lost, and a chain of eight nodes becomes one step. A way that
comes back to where it began, without having met the root, can be part of no loop through the root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.compiled.tables import (
    AWAITED,
    BEFORE,
    BEFORE_IN,
    CHAIN,
    FIRST,
    FIRST_IN,
    FIRST_SLOT,
    FIRST_WAY,
    FIRST_WAY_IN,
    INCOMING,
    LEFT,
    LENGTH,
    MEMBERS,
    NEXT,
    NEXT_IN,
    PAIRS,
    PART,
    QUEUE,
    QUEUED,
    RIGHT,
    SIZE,
    SLOT_KEPT,
    SLOT_LENGTH,
    SLOT_START,
    SLOT_TARGET,
    SLOT_WAY,
    SOURCE,
    TARGET,
    TODO,
    WAITS,
    WAY_SOURCE,
    WAY_TARGET,
    WAYS,
    WAYS_IN,
    Table,
)
from negcycle.system.machine_code import machine_code


@machine_code("void(int64[:, ::1], int64[:, ::1])")
def number(by_node: Table, by_pair: Table) -> None:
    """Write down where the pairs of each node begin, and those that lead to it."""
    n, m = by_node.shape[1] - 1, by_pair.shape[1]
    first, first_in = by_node[FIRST], by_node[FIRST_IN]
    for pair in range(m):
        first[by_pair[SOURCE, pair] + 1] += 1
        first_in[by_pair[TARGET, pair] + 1] += 1
    for node in range(n):
        first[node + 1] += first[node]
        first_in[node + 1] += first_in[node]
    following = first_in.copy()
    for pair in range(m):
        target = by_pair[TARGET, pair]
        by_pair[INCOMING, following[target]] = pair
        following[target] += 1


@machine_code("void(int64, int64[::1], int32[::1])")
def spell_pairs(count: int, starts: Table, spelled: NDArray[np.int32]) -> None:
    """Write down the first ways: each pair is a way of its own."""
    for pair in range(count):
        starts[pair] = spelled[pair] = pair
    starts[count] = count


@machine_code("void(int64[:, ::1], int64[:, ::1], int64)")
def _enter(by_node: Table, by_pair: Table, way: int) -> None:
    """Add a way to those that lead to its target."""
    target = by_pair[WAY_TARGET, way]
    head = by_node[FIRST_WAY_IN, target]
    by_pair[NEXT_IN, way], by_pair[BEFORE_IN, way] = head, -1
    if head >= 0:
        by_pair[BEFORE_IN, head] = way
    by_node[FIRST_WAY_IN, target] = way
    by_node[WAYS_IN, target] += 1


@machine_code("void(int64[:, ::1], int64[:, ::1], int64)")
def _leave(by_node: Table, by_pair: Table, way: int) -> None:
    """Take a way from those that lead to its target."""
    target = by_pair[WAY_TARGET, way]
    before, after = by_pair[BEFORE_IN, way], by_pair[NEXT_IN, way]
    if before < 0:
        by_node[FIRST_WAY_IN, target] = after
    else:
        by_pair[NEXT_IN, before] = after
    if after >= 0:
        by_pair[BEFORE_IN, after] = before
    by_node[WAYS_IN, target] -= 1


@machine_code("void(int64[:, ::1], int64[:, ::1], int64, int64, int64)")
def _replace(by_node: Table, by_pair: Table, way: int, first: int, last: int) -> None:
    """Put the ways from `first` to `last` in the place of another one; -1 for none."""
    before, after = by_pair[BEFORE, way], by_pair[NEXT, way]
    if first < 0:
        first, last = after, before
    else:
        by_pair[BEFORE, first], by_pair[NEXT, last] = before, after
    if before < 0:
        by_node[FIRST_WAY, by_pair[WAY_SOURCE, way]] = first
    else:
        by_pair[NEXT, before] = first
    if after >= 0:
        by_pair[BEFORE, after] = last


@machine_code("void(int64[:, ::1], int64[:, ::1], int64)")
def find_ways(by_node: Table, by_pair: Table, begin: int) -> None:
    """Make a way of each pair within a part, in the order of the pairs."""
    part, first, size, members = by_node[PART], by_node[FIRST], by_node[SIZE], by_node[MEMBERS]
    for node in members[begin : begin + size[begin]]:
        by_node[FIRST_WAY, node] = by_node[FIRST_WAY_IN, node] = -1
        by_node[WAYS, node] = by_node[WAYS_IN, node] = by_node[AWAITED, node] = 0
    for node in members[begin : begin + size[begin]]:
        last = -1
        for pair in range(first[node], first[node + 1]):
            other = by_pair[TARGET, pair]
            if part[other] != begin or other == node:
                continue
            by_pair[WAY_SOURCE, pair], by_pair[WAY_TARGET, pair] = node, other
            by_pair[BEFORE, pair], by_pair[NEXT, pair] = last, -1
            if last < 0:
                by_node[FIRST_WAY, node] = pair
            else:
                by_pair[NEXT, last] = pair
            last = pair
            by_pair[CHAIN, pair], by_pair[LENGTH, pair], by_pair[WAITS, pair] = pair, 1, 0
            by_node[WAYS, node] += 1
            _enter(by_node, by_pair, pair)


@machine_code("int64(int64[:, ::1], int64, int64)")
def _look_at(by_node: Table, node: int, todo: int) -> int:
    """Put a node among those to be taken out, where it can be; return how many these are."""
    if by_node[QUEUED, node] or (by_node[WAYS, node] > 1 and by_node[WAYS_IN, node] > 1):
        return todo
    by_node[QUEUED, node] = 1
    by_node[QUEUE, todo] = node
    return todo + 1


@machine_code("int64(int64[:, ::1], int64[:, ::1], int64, int64)")
def _drop(by_node: Table, by_pair: Table, way: int, todo: int) -> int:
    """Take a way out altogether, and look at both its ends."""
    source, target = by_pair[WAY_SOURCE, way], by_pair[WAY_TARGET, way]
    _leave(by_node, by_pair, way)
    _replace(by_node, by_pair, way, -1, -1)
    by_node[WAYS, source] -= 1
    return _look_at(by_node, target, _look_at(by_node, source, todo))


@machine_code("int64(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64, int64)")
def _join_in(by_node: Table, by_pair: Table, chains: Table, node: int, used: int) -> int:
    """Lead the only way to a node on along each way from there."""
    single = by_node[FIRST_WAY_IN, node]
    near, first = by_pair[WAY_SOURCE, single], by_node[FIRST_WAY, node]
    way = last = first
    while way >= 0:
        chains[LEFT, used], chains[RIGHT, used] = by_pair[CHAIN, single], by_pair[CHAIN, way]
        by_pair[CHAIN, way] = used
        used += 1
        by_pair[LENGTH, way] += by_pair[LENGTH, single]
        by_pair[WAY_SOURCE, way] = near
        last, way = way, by_pair[NEXT, way]
    _leave(by_node, by_pair, single)
    _replace(by_node, by_pair, single, first, last)
    by_node[WAYS, near] += by_node[WAYS, node] - 1
    by_node[WAYS, node], by_node[FIRST_WAY, node] = 0, -1
    return used


@machine_code("int64(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64, int64)")
def _join_out(by_node: Table, by_pair: Table, chains: Table, node: int, used: int) -> int:
    """Lead each way to a node on along the only way from there."""
    single = by_node[FIRST_WAY, node]
    far = by_pair[WAY_TARGET, single]
    _leave(by_node, by_pair, single)
    way = by_node[FIRST_WAY_IN, node]
    while way >= 0:
        after = by_pair[NEXT_IN, way]
        chains[LEFT, used], chains[RIGHT, used] = by_pair[CHAIN, way], by_pair[CHAIN, single]
        by_pair[CHAIN, way] = used
        used += 1
        by_pair[LENGTH, way] += by_pair[LENGTH, single]
        by_pair[WAY_TARGET, way] = far
        _enter(by_node, by_pair, way)
        way = after
    by_node[WAYS, node], by_node[FIRST_WAY, node] = 0, -1
    by_node[WAYS_IN, node], by_node[FIRST_WAY_IN, node] = 0, -1
    return used


@machine_code("void(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64)")
def join_ways(by_node: Table, by_pair: Table, chains: Table, root: int) -> None:
    """Take out each node of a part that has a single way in or out, and what leads nowhere."""
    ways, ways_in, queue, length = by_node[WAYS], by_node[WAYS_IN], by_node[QUEUE], by_pair[LENGTH]
    begin = by_node[PART, root]
    members = by_node[MEMBERS, begin : begin + by_node[SIZE, begin]]
    todo = 0
    for node in members:
        by_node[QUEUED, node] = 0
    by_node[QUEUED, root] = 1  # it stays
    for node in members:
        todo = _look_at(by_node, node, todo)
    used = written = by_pair.shape[1]
    columns = chains.shape[1] - 2
    while todo:
        todo -= 1
        node = queue[todo]
        by_node[QUEUED, node] = 0
        while ways[node] and not ways_in[node]:
            todo = _drop(by_node, by_pair, by_node[FIRST_WAY, node], todo)
        while ways_in[node] and not ways[node]:
            todo = _drop(by_node, by_pair, by_node[FIRST_WAY_IN, node], todo)
        if not ways[node] or (ways[node] > 1 and ways_in[node] > 1):  # it has more than it had
            continue
        enters = ways_in[node] == 1
        single = by_node[FIRST_WAY_IN if enters else FIRST_WAY, node]
        joined = ways[node] if enters else ways_in[node]
        written += length[single] * (joined - 1)
        if used + joined > columns or written > columns:
            return
        near = by_pair[WAY_SOURCE if enters else WAY_TARGET, single]
        if enters:
            used = _join_in(by_node, by_pair, chains, node, used)
        else:
            used = _join_out(by_node, by_pair, chains, node, used)
        if near == root:
            continue
        way = by_node[FIRST_WAY, near]
        while way >= 0:
            after = by_pair[NEXT, way]
            if by_pair[WAY_TARGET, way] == near:
                todo = _drop(by_node, by_pair, way, todo)
            way = after
        todo = _look_at(by_node, near, todo)


@machine_code("void(int64[:, ::1], int64[:, ::1], int64[:, ::1], int64)")
def spell_ways(by_node: Table, by_pair: Table, chains: Table, begin: int) -> None:
    """Give each way of a part its slot, and write down its pairs, one after the other."""
    pairs, todo = chains[PAIRS], chains[TODO]
    written, single, slot = 0, by_pair.shape[1], 0
    for node in by_node[MEMBERS, begin : begin + by_node[SIZE, begin]]:
        by_node[FIRST_SLOT, node] = slot
        way = by_node[FIRST_WAY, node]
        while way >= 0:
            todo[0] = by_pair[CHAIN, way]
            chains[SLOT_WAY, slot], chains[SLOT_TARGET, slot] = way, by_pair[WAY_TARGET, way]
            chains[SLOT_LENGTH, slot], chains[SLOT_START, slot] = by_pair[LENGTH, way], written
            chains[SLOT_KEPT, slot] = todo[0] if todo[0] < single else -1
            slot += 1
            left = 1
            while left:
                left -= 1
                chain = todo[left]
                if chain < single:
                    pairs[written] = chain
                    written += 1
                else:
                    todo[left], todo[left + 1] = chains[RIGHT, chain], chains[LEFT, chain]
                    left += 2
            way = by_pair[NEXT, way]
        chains[SLOT_TARGET, slot] = by_node.shape[1] - 1
        slot += 1
