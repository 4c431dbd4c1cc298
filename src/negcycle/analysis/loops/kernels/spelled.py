"""Loops that are written out, one after the other, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.finding import Floats, Integers, Places
from negcycle.analysis.loops.kernels.loading import is_loaded

Number = TypeVar("Number", np.int64, np.float64)

_AT_ONCE = 1 << 14
"""Loops that are worked out together."""


@dataclass(frozen=True, eq=False)
class Spelled:
    """Loops by length, and of one length by their nodes; each starts at its smallest node."""

    path: Places
    """The pairs of all loops in a row, by place. Shape ``(sum of lengths,)``."""
    lengths: Integers
    """How many pairs each loop has. Shape ``(n_loops,)``."""

    @cached_property
    def _firsts(self) -> Integers:
        """Where each loop begins in `path`."""
        return np.cumsum(self.lengths) - self.lengths

    def __len__(self) -> int:
        return len(self.lengths)

    def one(self, place: int) -> list[int]:
        """Return the pairs of one loop."""
        first = int(self._firsts[place])
        pairs: list[int] = self.path[first : first + int(self.lengths[place])].tolist()
        return pairs

    def products(self, values: Floats) -> Floats:
        """Return the product of the values of its pairs along each loop, from first to last."""
        if not is_loaded():
            with np.errstate(over="ignore", under="ignore", invalid="ignore"):
                return self.combined(np.multiply, values)
        from negcycle.analysis.loops.kernels.compiled.columns import products

        return products(values, self.path, self.lengths)

    def combined(self, combine: np.ufunc, values: NDArray[Number]) -> NDArray[Number]:
        """Return one value for each loop, made of the values of its pairs."""
        found = np.empty(len(self.lengths), dtype=values.dtype)
        for first in range(0, len(found), _AT_ONCE):  # so that what is in between stays small
            firsts = self._firsts[first : first + _AT_ONCE]
            last = firsts[-1] + self.lengths[first + len(firsts) - 1]
            along = values[self.path[firsts[0] : last]]
            found[first : first + _AT_ONCE] = combine.reduceat(along, firsts - firsts[0])
        return found

    def where(self, chosen: NDArray[np.bool_]) -> Spelled:
        """Return some of the loops."""
        return Spelled(self.path[np.repeat(chosen, self.lengths)], self.lengths[chosen])
