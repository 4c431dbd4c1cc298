"""The rows of many couples, put together while they come in, so that nothing is there twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negcycle.simulation.many.parts import Part
from negcycle.system.protocol import Array


class Rows:
    """Takes in the parts of a run, in any order.

    Args:
        couples: The numbers of the couples that are asked for.
    """

    def __init__(self, couples: range) -> None:
        self._couples = couples
        self._columns: dict[str, NDArray[np.generic]] = {}
        self._recorded: Array | None = None

    def take(self, couples: range, part: Part) -> Part:
        """Take in the rows of some couples, and return the part without them."""
        if couples == self._couples:
            self._columns, self._recorded = dict(part.columns), part.recorded
            return replace(part, columns={}, recorded=None)
        here = slice(couples.start - self._couples.start, couples.stop - self._couples.start)
        for name, values in part.columns.items():
            if name not in self._columns:
                self._columns[name] = np.empty(len(self._couples), values.dtype)
            self._columns[name][here] = values
        if part.recorded is not None:
            if self._recorded is None:
                self._recorded = np.empty((len(self._couples), *part.recorded.shape[1:]))
            self._recorded[here] = part.recorded
        return replace(part, columns={}, recorded=None)

    def columns(self, index: NDArray[np.int64]) -> dict[str, NDArray[Any]]:
        """Return the columns of the couples with these numbers, rising."""
        return {name: self._of(values, index) for name, values in self._columns.items()}

    def recorded(self, index: NDArray[np.int64]) -> Array | None:
        """Return what was recorded of the couples with these numbers, rising."""
        return None if self._recorded is None else self._of(self._recorded, index)

    def _of(self, values: NDArray[Any], index: NDArray[np.int64]) -> NDArray[Any]:
        every = len(index) == len(self._couples)
        return values if every else values[index - self._couples.start]
