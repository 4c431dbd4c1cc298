"""Johnson's search in Python."""

from __future__ import annotations

import time
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from negcycle.analysis.loops.kernels.finding import Bounds, Found, Pairs, Places, Stopped
from negcycle.analysis.loops.kernels.plain.order import in_order
from negcycle.analysis.loops.kernels.plain.parts import parts_of
from negcycle.analysis.loops.kernels.plain.ways import Ways
from negcycle.analysis.loops.kernels.spelled import Spelled

_OFTEN = 512
"""Steps from one look at the clock to the next."""

_MUCH = 1 << 20
"""Ways of loops that are put away together."""


_SMALL = 4
"""In a part of no more nodes, there is little to gain from joining ways."""


class PlainSearch:
    """Johnson's search in Python.

    It begins at the node of a part through which most goes, which leaves the least to search
    afterwards; so loops have to be sorted in the end.
    """

    def __init__(self, pairs: Pairs) -> None:
        self.count = pairs.n_nodes
        self._pairs = pairs
        self._ways = Ways(pairs.sources, pairs.targets)
        self._onward: list[list[int]] = [[] for _ in range(pairs.n_nodes)]
        for pair, (source, target) in enumerate(zip(pairs.sources, pairs.targets, strict=True)):
            if source != target:
                self._onward[source].append(pair)
        self._inside: list[list[int]] = [[] for _ in range(pairs.n_nodes)]
        """From each node, the ways within the part that is searched, but for those to the root."""
        self._closing: list[list[int]] = [[] for _ in range(pairs.n_nodes)]
        """From each node, the ways back to the root."""
        self._found = array("i")
        """The ways of the loops that were found, one after the other."""
        self._lengths = array("i")
        """How many ways each loop has."""
        self._put_away: list[tuple[Places, Places]] = []
        """The pairs of loops, and how many each loop has."""
        self._count = self._places = 0
        self._bounds = Bounds(1, 1, 0.0)

    def run(self, bounds: Bounds) -> Found:
        """Return the loops; where there are more than may be kept, those that were found first."""
        self._bounds = bounds
        self._found, self._lengths, self._put_away = array("i"), array("i"), []
        self._count = self._places = 0
        if bounds.most == 1 or not bounds.only:
            ends = zip(self._pairs.sources, self._pairs.targets, strict=True)
            loops = (pair for pair, (source, target) in enumerate(ends) if source == target)
            self._found = array("i", loops)
            self._lengths = array("i", [1] * len(self._found))
        stopped, sorted_ = self._parts()
        self._put()
        if self._full():
            stopped = Stopped.FULL
        path = np.concatenate([path for path, _ in self._put_away])
        lengths = np.concatenate([lengths for _, lengths in self._put_away])[: bounds.limit]
        lengths = lengths.astype(np.int64)
        path = path[: int(lengths.sum())]
        path = in_order(path, lengths, len(self._pairs.sources), by_nodes=not sorted_)
        return Found(Spelled(path, np.sort(lengths)), stopped)

    def _parts(self) -> tuple[Stopped, bool]:
        """Search part after part; return why it ended, and whether loops came by their nodes."""
        bounds, target = self._bounds, self._ways.target
        following = [[target[pair] for pair in onward] for onward in self._onward]
        parts = [] if bounds.most == 1 else parts_of(following, range(self.count))
        sorted_, last = True, -1
        while parts:
            if self._full():
                return Stopped.FULL, sorted_
            if time.monotonic() > bounds.deadline:
                return Stopped.LATE, sorted_
            if bounds.most is not None:
                parts.sort(reverse=True)
            part = parts.pop()
            into = self._look_at(part)
            root, joined = part[0], False
            if bounds.most is None:
                inside = self._inside
                root = max(part, key=lambda node: (len(into[node]) * len(inside[node]), -node))
            for node in part:
                following[node] = [target[way] for way in self._inside[node] if target[way] != root]
            if bounds.most is None and len(part) > _SMALL:
                joined = self._ways.join(self._inside, into, root)
            for way in into[root]:
                self._inside[self._ways.source[way]].remove(way)
                self._closing[self._ways.source[way]].append(way)
            sorted_ = sorted_ and last < root == part[0] and not joined
            last = root
            stopped = self._all(root) if bounds.most is None else self._bounded(root, part)
            if stopped is not Stopped.DONE:
                return stopped, sorted_
            parts += parts_of(following, [node for node in part if node != root])
        return Stopped.DONE, sorted_

    def _look_at(self, part: Sequence[int]) -> dict[int, list[int]]:
        """Look at a part alone; return the ways that lead to each of its nodes."""
        members, target = set(part), self._ways.target
        into: dict[int, list[int]] = {node: [] for node in part}
        for node in part:
            self._inside[node] = [way for way in self._onward[node] if target[way] in members]
            self._closing[node] = []
            for way in self._inside[node]:
                into[target[way]].append(way)
        return into

    def _full(self) -> bool:
        """Whether what was found is more than may be kept; what is ready is put away."""
        if len(self._found) > _MUCH:
            self._put()
        loops = self._count + len(self._lengths)
        places = self._places + len(self._found)
        return loops > self._bounds.limit or places > self._bounds.places

    def _put(self) -> None:
        """Put away what was found so far, as pairs."""
        path = np.frombuffer(self._found, dtype=np.int32).copy()
        lengths = np.frombuffer(self._lengths, dtype=np.int32).copy()
        if self._ways.joined:
            path, lengths = self._ways.spelled(path, lengths)
        self._put_away.append((path, lengths))
        self._count += len(lengths)
        self._places += len(path)
        del self._found[:]
        del self._lengths[:]

    def _all(self, root: int) -> Stopped:  # noqa: PLR0912 - a call would take as long as a step
        """Johnson's search: a node from which no way led to the root waits until one is freed."""
        inside, closing, target = self._inside, self._closing, self._ways.target
        found, lengths = self._found, self._lengths
        deadline = self._bounds.deadline
        for last in closing[root]:
            found.append(last)
            lengths.append(1)
        free = [True] * self.count  # quicker to ask than bytes
        free[root] = False
        waiting: defaultdict[int, set[int]] = defaultdict(set)
        node, way, closed = root, iter(inside[root]), False
        path = array("i")
        behind: list[tuple[int, Iterator[int], bool]] = []
        enough, steps = 0, _OFTEN
        while True:
            for onward in way:
                if free[target[onward]]:
                    break
            else:
                if not path:
                    return Stopped.DONE
                path.pop()
                left = node
                if closed:
                    free[left] = True
                    if left in waiting:
                        _set_free(left, free, waiting)
                    node, way, _ = behind.pop()
                else:
                    for onward in inside[left]:
                        waiting[target[onward]].add(left)
                    node, way, closed = behind.pop()
                continue
            behind.append((node, way, closed))
            path.append(onward)
            node = target[onward]
            free[node] = False
            way, closed = iter(inside[node]), False
            if closing[node]:
                closed = True
                for last in closing[node]:
                    found += path
                    found.append(last)
                    lengths.append(len(path) + 1)
                if len(lengths) > enough:
                    if self._full():
                        return Stopped.FULL
                    enough = min(self._bounds.limit - self._count, len(lengths) + _OFTEN)
            steps -= 1
            if not steps:
                if time.monotonic() > deadline:
                    return Stopped.LATE
                steps = _OFTEN

    def _bounded(self, root: int, part: Sequence[int]) -> Stopped:
        """Gupta and Suzumura's search: a node may be entered by paths shorter than its lock."""
        inside, closing, target = self._inside, self._closing, self._ways.target
        most, only = self._bounds.most or 0, self._bounds.only
        never = most + 1
        locks = dict.fromkeys(part, 0)
        locks.update((node, never - back) for node, back in self._ways_back(root, part, most))
        waiting: dict[int, set[int]] = {}
        nodes, path, ways, backs = [root], list[int](), [iter(inside[root])], [never]
        on_path = {root}
        steps = 0
        while nodes:
            onward = next((one for one in ways[-1] if len(nodes) < locks[target[one]]), None)
            steps += 1
            if not steps % _OFTEN and time.monotonic() > self._bounds.deadline:
                return Stopped.LATE
            if onward is not None:
                node = target[onward]
                nodes.append(node)
                path.append(onward)
                on_path.add(node)
                locks[node] = len(nodes)
                ways.append(iter(inside[node]))
                backs.append(1 if closing[node] else never)
                if closing[node] and (len(nodes) == most or not only):
                    self._found.extend((*path, *closing[node]))
                    self._lengths.append(len(nodes))
                    if self._full():
                        return Stopped.FULL
                continue
            ways.pop()
            node, back = nodes.pop(), backs.pop()
            if not nodes:
                break
            path.pop()
            on_path.discard(node)
            for onward in inside[node]:
                waiting.setdefault(target[onward], set()).add(node)
            if back >= never:
                continue
            backs[-1] = min(backs[-1], back + 1)
            freed = [(back, node)]
            while freed:
                back, node = freed.pop()
                if locks[node] < never - back:
                    locks[node] = never - back
                    freed += [
                        (back + 1, one) for one in waiting.get(node, ()) if one not in on_path
                    ]
        return Stopped.DONE

    def _ways_back(self, root: int, part: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
        """Yield each node that can be on a short loop, with the links from it back to the root."""
        leading: dict[int, list[int]] = {}
        for node in part:
            for way in self._inside[node]:
                leading.setdefault(self._ways.target[way], []).append(node)
        reached = {node for node in part if self._closing[node]} - {root}
        edge, back = list(reached), 1
        while edge and back < most:
            yield from ((node, back) for node in edge)
            further = {one for node in edge for one in leading.get(node, ())} - reached - {root}
            reached |= further
            edge, back = list(further), back + 1


def _set_free(node: int, free: list[bool], waiting: dict[int, set[int]]) -> None:
    """Free a node, and everything that waited for it."""
    free[node] = True
    if node not in waiting:
        return
    freed = list(waiting.pop(node))
    while freed:
        one = freed.pop()
        if not free[one]:
            free[one] = True
            if one in waiting:
                freed.extend(waiting.pop(one))
