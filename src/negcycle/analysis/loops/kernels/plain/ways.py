"""The ways that a search may take from one root, without useless detours.

A node with a single way in or out is passed whenever its neighbor is. So it is taken out, and the
ways around it are joined: no loop is lost, and a chain of eight nodes becomes one step. A way that
comes back to where it began, without having met the root, can be part of no loop through the root.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, product

import numpy as np

from negcycle.analysis.loops.kernels.finding import Places


class Ways:
    """Ways between nodes: the pairs of a graph by number, and after them what was joined."""

    def __init__(self, sources: Sequence[int], targets: Sequence[int]) -> None:
        self.source = list(sources)
        self.target = list(targets)
        self.count = len(self.source)
        """How many ways are single pairs."""
        self.joined: list[tuple[int, int]] = []
        """The two ways that each of the others was made of."""

    def join(self, onward: list[list[int]], into: dict[int, list[int]], root: int) -> bool:
        """Take out the nodes of a part with a single way in or out; return whether there were any.

        Args:
            onward: From each node, the ways from there. It is changed.
            into: To each node of the part, the ways that lead there. It is changed.
            root: The node that stays.
        """
        source, target = self.source, self.target
        todo = [node for node, ways in into.items() if len(ways) < 2 or len(onward[node]) < 2]
        known = len(source)
        while todo:
            node = todo.pop()
            coming, leaving = into[node], onward[node]
            if node == root or (len(coming) > 1 and len(leaving) > 1):
                continue
            near = {source[way] for way in coming} | {target[way] for way in leaving}
            for way in coming:
                onward[source[way]].remove(way)
            for way in leaving:
                into[target[way]].remove(way)
            into[node], onward[node] = [], []
            for first, second in product(coming, leaving):
                start, end = source[first], target[second]
                if start != end or start == root:
                    onward[start].append(len(source))
                    into[end].append(len(source))
                    source.append(start)
                    target.append(end)
                    self.joined.append((first, second))
            todo += [one for one in near if len(into[one]) < 2 or len(onward[one]) < 2]
        return len(source) > known

    def spelled(self, path: Places, lengths: Places) -> tuple[Places, Places]:
        """Return loops as pairs, given as ways, and how many pairs each has."""
        used = np.flatnonzero(np.bincount(path, minlength=len(self.source)))
        pairs = [self.pairs_of(way) for way in used.tolist()]
        widths = np.zeros(len(self.source), dtype=np.int64)
        starts = np.zeros(len(self.source), dtype=np.int64)
        widths[used] = [len(some) for some in pairs]
        starts[used] = np.cumsum(widths[used]) - widths[used]
        width = widths[path]
        ends = np.cumsum(width)
        where = np.repeat(starts[path] - (ends - width), width)
        where += np.arange(len(where))
        spelled = np.fromiter(chain.from_iterable(pairs), dtype=np.int32)
        loops = np.concatenate([[0], ends])[np.cumsum(np.concatenate([[0], lengths]))]
        return spelled[where], np.diff(loops).astype(np.int32)

    def pairs_of(self, way: int) -> list[int]:
        """Return the pairs that a way consists of, one after the other."""
        pairs: list[int] = []
        todo = [way]
        while todo:
            way = todo.pop()
            if way < self.count:
                pairs.append(way)
            else:
                first, second = self.joined[way - self.count]
                todo += (second, first)
        return pairs
