"""Loops that begin alike, kept as a tree: each is a branch, and the way that closes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.compiled.branches import multiply, write_out
from negcycle.analysis.loops.kernels.finding import Floats, Integers, Places


@dataclass(frozen=True, eq=False)
class Tree:
    """Loops by length, and of one length by their nodes, as branches with the ways along them.

    Seven people who act on each other have 2.3 million loops of 26 nodes each. Written out, these
    take 245 MB; as a tree, with as many branches, 37 MB.
    """

    counts: Integers
    """How many loops there are of each length, from 0 up."""
    spelled: Places
    """The pairs of all ways in a row; first each pair as a way of its own."""
    starts: Integers
    """Where each way begins there, and the last one ends. Shape ``(n_ways + 1,)``."""
    branches: Places
    """Which branch each one goes on from, and along which way. Shape ``(n_branches, 2)``."""
    loops: Places
    """Which branch each loop closes, and along which way. Shape ``(n_loops, 2)``."""

    def __len__(self) -> int:
        return len(self.loops)

    @property
    def lengths(self) -> Integers:
        """How many pairs each loop has. Shape ``(n_loops,)``."""
        return self._lengths

    @property
    def path(self) -> Places:
        """The pairs of all loops in a row, written out when they are asked for."""
        return self._path

    def one(self, place: int) -> list[int]:
        """Return the pairs of one loop."""
        some = slice(place, place + 1)
        pairs: list[int] = self._written_out(self.loops[some], self.lengths[some]).tolist()
        return pairs

    def products(self, values: Floats) -> Floats:
        """Return the product of the values of its pairs along each loop, from first to last."""
        so_far, products = np.empty(len(self.branches)), np.empty(len(self.loops))
        multiply(values[self.spelled], self.starts, self.branches, self.loops, so_far, products)
        return products

    def where(self, chosen: NDArray[np.bool_]) -> Tree:
        """Return some of the loops."""
        return replace(
            self,
            counts=np.bincount(self.lengths[chosen], minlength=1),
            loops=self.loops[chosen],
        )

    @cached_property
    def _lengths(self) -> Integers:
        return np.repeat(np.arange(len(self.counts)), self.counts)

    @cached_property
    def _path(self) -> Places:
        return self._written_out(self.loops, self.lengths)

    def _written_out(self, loops: Places, lengths: Integers) -> Places:
        path = np.empty(int(lengths.sum()), dtype=np.int32)  # NumPy asks for memory in large pages
        write_out(self.spelled, self.starts, self.branches, loops, lengths, path)
        return path
