"""Every simple loop of a graph whose nodes are whole numbers, once each and never without end."""

from __future__ import annotations

import time
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
"""Whole numbers."""

MOST_PLACES = 10_000_000
"""All loops together have no more nodes than this, so that they fit into memory."""

_OFTEN = 512
"""Steps from one look at the clock to the next."""


class Paths(NamedTuple):
    """Loops as paths of nodes, by length, then by nodes; each starts at its smallest node."""

    nodes: Integers
    """The nodes of all loops in a row. Shape ``(sum of lengths,)``."""
    lengths: Integers
    """How many nodes each loop has. Shape ``(n_loops,)``."""
    complete: bool
    """Whether these are all loops that were asked for."""


def simple_loops(
    following: Sequence[Iterable[int]],
    *,
    limit: int,
    deadline: float,
    max_length: int | None = None,
) -> Paths:
    """Return the loops of a graph; where there are more than `limit`, the shortest.

    Args:
        following: To each node, the nodes that its links lead to.
        limit: How many loops are kept.
        deadline: When to stop, on the clock of `time.monotonic`.
        max_length: The most nodes a loop may have; None for any number.

    Sources:
        Johnson, D. B. (1975). SIAM J. Comput. 4(1), 77-84. https://doi.org/10.1137/0204007
        Gupta, A., & Suzumura, T. (2021). Finding all bounded-length simple cycles in a directed
        graph. https://arxiv.org/abs/2105.10094
    """
    search = _Search(following, limit, deadline)
    complete = search.run(max_length)
    nodes, lengths = search.nodes, search.lengths
    if search.overflowed:
        _shorten(nodes, lengths, limit)
        nodes, lengths = _shortest(search, nodes, lengths, max_length or len(search.following))
    return _in_order(nodes, lengths, len(search.following), complete=complete)


def _shortest(
    search: _Search, nodes: list[int], lengths: list[int], longest: int
) -> tuple[list[int], list[int]]:
    """Return as many loops as may be kept, the shortest; those given where time is too short."""
    kept: tuple[list[int], list[int]] = ([], [])
    for most in range(1, longest + 1):
        complete = search.run(most)
        if complete:
            kept = search.nodes, search.lengths
            continue
        first = 0
        for length in search.lengths:
            if length == most and len(kept[1]) < search.limit:
                kept[0].extend(search.nodes[first : first + length])
                kept[1].append(length)
            first += length
        break
    enough = search.overflowed or len(kept[1]) > len(lengths)
    return kept if enough else (nodes, lengths)


def _shorten(nodes: list[int], lengths: list[int], limit: int) -> None:
    """Leave out what is more than may be kept."""
    del lengths[limit:]
    del nodes[sum(lengths) :]


def _in_order(nodes: Sequence[int], lengths: Sequence[int], count: int, *, complete: bool) -> Paths:
    """Turn each loop to its smallest node, and sort them; `count` nodes are in the graph."""
    all_nodes = np.array(array("i", nodes), dtype=np.int64)  # twice as fast as from the list
    all_lengths = np.array(lengths, dtype=np.int64)
    firsts = np.cumsum(all_lengths) - all_lengths
    ordered: list[Integers] = []
    for length in sorted(set(lengths)):
        along: Integers = np.arange(length, dtype=np.int64)
        loops = all_nodes[firsts[all_lengths == length][:, None] + along]
        turn: Integers = (loops.argmin(axis=1)[:, None] + along) % length
        loops = np.take_along_axis(loops, turn, axis=1)
        ordered.append(loops[_order(loops, count)].ravel())
    flat = np.concatenate(ordered) if ordered else all_nodes
    return Paths(flat, np.sort(all_lengths), complete)


def _order(loops: Integers, count: int) -> Integers:
    """Return the order of loops of one length by their nodes. Shape ``(n_loops,)``."""
    width = next(width for width in range(62, 0, -1) if max(count, 2) ** width < 2**63)
    places = max(count, 2) ** np.arange(width, dtype=np.int64)[::-1]
    pieces = (loops[:, first : first + width] for first in range(0, loops.shape[1], width))
    # Many nodes are read as the digits of one number, so that few columns are left to sort by.
    keys = [piece @ places[width - piece.shape[1] :] for piece in pieces]
    order: Integers = np.lexsort(keys[::-1])
    return order


class _Search:
    """What every search of one graph reads, and what it finds."""

    def __init__(self, following: Sequence[Iterable[int]], limit: int, deadline: float) -> None:
        self.limit = limit
        self.deadline = deadline
        self.following = [sorted(set(nodes)) for nodes in following]
        self.overflowed = False
        """Whether the last run found more loops than may be kept."""
        count = len(self.following)
        self.inside: list[list[int]] = [[] for _ in range(count)]
        """To each node, those that follow within the part that is searched, without the root."""
        self.closes = [False] * count
        """Whether a link leads from this node back to the root."""
        self.nodes: list[int] = []
        self.lengths: list[int] = []

    def run(self, max_length: int | None) -> bool:
        """Find all loops; return whether these are all."""
        self.nodes = [node for node, nodes in enumerate(self.following) if node in nodes]
        self.lengths = [1] * len(self.nodes)
        self.overflowed = len(self.lengths) > self.limit
        parts = _parts(self.following, range(len(self.following)))
        while parts:
            if self._full() or time.monotonic() > self.deadline:
                return False
            part = parts.pop()
            root = self._root(part)
            if max_length is None or max_length >= len(part):
                found = self._all(root, part)
            else:
                found = self._bounded(root, part, max_length)
            if not found:
                return False
            parts += _parts(self.inside, [node for node in part if node != root])
        return not self.overflowed

    def _root(self, part: Sequence[int]) -> int:
        """Choose the node of a part through which most goes, and look at the part without it."""
        members = set(part)
        for node in part:
            onward = self.following[node]
            self.inside[node] = [one for one in onward if one in members and one != node]
        arriving = Counter(one for node in part for one in self.inside[node])
        root = max(part, key=lambda node: (arriving[node] * len(self.inside[node]), -node))
        for node in part:
            onward = self.inside[node]
            self.closes[node] = closes = root in onward
            if closes:
                onward.remove(root)
        return root

    def _full(self) -> bool:
        """Whether what was found is more than may be kept."""
        if len(self.lengths) > self.limit or len(self.nodes) > MOST_PLACES:
            self.overflowed = True
        return self.overflowed

    def _all(self, root: int, part: Sequence[int]) -> bool:
        """Johnson's search: a node from which no way led to the root waits until one is freed."""
        inside, closes, nodes, lengths = self.inside, self.closes, self.nodes, self.lengths
        limit = self.limit
        free = bytearray(len(inside))
        for node in part:
            free[node] = 1
        free[root] = 0
        waiting: defaultdict[int, set[int]] = defaultdict(set)
        path, way, closed = [root], iter(inside[root]), False
        ways: list[Iterator[int]] = []
        closings: list[bool] = []
        steps = 0
        while True:
            for node in way:
                if free[node]:
                    break
            else:
                node = path.pop()
                if not path:
                    return True
                way, closed_behind = ways.pop(), closings.pop()
                if closed:
                    _set_free(node, free, waiting)
                else:
                    for other in inside[node]:
                        waiting[other].add(node)
                closed = closed or closed_behind
                continue
            path.append(node)
            free[node] = 0
            ways.append(way)
            closings.append(closed)
            way, closed = iter(inside[node]), closes[node]
            if closed:
                nodes += path
                lengths.append(len(path))
                if (len(lengths) > limit or len(nodes) > MOST_PLACES) and self._full():
                    return False
            steps += 1
            if not steps % _OFTEN and time.monotonic() > self.deadline:
                return False

    def _bounded(self, root: int, part: Sequence[int], most: int) -> bool:
        """Gupta and Suzumura's search: a node may be entered by paths shorter than its lock."""
        inside, closes = self.inside, self.closes
        never = most + 1
        locks = dict.fromkeys(part, 0)
        locks.update((node, never - back) for node, back in self._ways_back(root, part, most))
        waiting: dict[int, set[int]] = {}
        path, ways, backs = [root], [iter(inside[root])], [never]
        on_path = {root}
        steps = 0
        while path:
            node = next((other for other in ways[-1] if len(path) < locks[other]), None)
            steps += 1
            if not steps % _OFTEN and time.monotonic() > self.deadline:
                return False
            if node is not None:
                path.append(node)
                on_path.add(node)
                locks[node] = len(path)
                ways.append(iter(inside[node]))
                backs.append(1 if closes[node] else never)
                if closes[node]:
                    self.nodes += path
                    self.lengths.append(len(path))
                    if self._full():
                        return False
                continue
            ways.pop()
            node, back = path.pop(), backs.pop()
            on_path.discard(node)
            for other in inside[node]:
                waiting.setdefault(other, set()).add(node)
            if back >= never:
                continue
            if path:
                backs[-1] = min(backs[-1], back + 1)
            freed = [(back, node)]
            while freed:
                back, node = freed.pop()
                if locks[node] < never - back:
                    locks[node] = never - back
                    freed += [
                        (back + 1, one) for one in waiting.get(node, ()) if one not in on_path
                    ]
        return True

    def _ways_back(self, root: int, part: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
        """Yield each node that can be on a short loop, with the links from it back to the root."""
        leading: dict[int, list[int]] = {}
        for node in part:
            for other in self.inside[node]:
                leading.setdefault(other, []).append(node)
        reached = {node for node in part if self.closes[node]} - {root}
        edge, back = list(reached), 1
        while edge and back < most:
            yield from ((node, back) for node in edge)
            further = {one for node in edge for one in leading.get(node, ())} - reached - {root}
            reached |= further
            edge, back = list(further), back + 1


def _set_free(node: int, free: bytearray, waiting: dict[int, set[int]]) -> None:
    """Free a node, and everything that waited for it."""
    free[node] = 1
    if node not in waiting:
        return
    freed = list(waiting.pop(node))
    while freed:
        one = freed.pop()
        if not free[one]:
            free[one] = 1
            if one in waiting:
                freed.extend(waiting.pop(one))


def _parts(following: Sequence[Sequence[int]], nodes: Iterable[int]) -> list[list[int]]:
    """Return the strongly connected parts of two nodes and more, each sorted.

    `following` leads nowhere but to `nodes`.

    Sources:
        Tarjan, R. (1972). SIAM J. Comput. 1(2), 146-160. https://doi.org/10.1137/0201010
    """
    parts: list[list[int]] = []
    number: dict[int, int] = {}
    lowest: dict[int, int] = {}
    open_nodes: list[int] = []
    is_open: set[int] = set()
    for start in nodes:
        if start in number:
            continue
        ways = [(start, iter(following[start]))]
        number[start] = lowest[start] = len(number)
        open_nodes.append(start)
        is_open.add(start)
        while ways:
            node, others = ways[-1]
            for other in others:
                if other not in number:
                    number[other] = lowest[other] = len(number)
                    open_nodes.append(other)
                    is_open.add(other)
                    ways.append((other, iter(following[other])))
                    break
                if other in is_open and number[other] < lowest[node]:
                    lowest[node] = number[other]
            else:
                ways.pop()
                if ways and lowest[node] < lowest[ways[-1][0]]:
                    lowest[ways[-1][0]] = lowest[node]
                if lowest[node] == number[node]:
                    part = open_nodes[_place(open_nodes, node) :]
                    del open_nodes[len(open_nodes) - len(part) :]
                    is_open.difference_update(part)
                    if len(part) > 1:
                        parts.append(sorted(part))
    return parts


def _place(nodes: Sequence[int], node: int) -> int:
    """Return where a node stands, seen from the end."""
    place = len(nodes) - 1
    while nodes[place] != node:
        place -= 1
    return place
