"""What every search for loops is given, and what it gives back."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

Integers: TypeAlias = NDArray[np.int64]
"""Whole numbers."""

Places: TypeAlias = NDArray[np.int32]
"""Whole numbers below two thousand million, of which there may be very many."""

Floats: TypeAlias = NDArray[np.float64]
"""Numbers."""


class Stopped(Enum):
    """Why a search came to its end."""

    DONE = 0
    """Nothing is left to find."""
    FULL = 1
    """There is more than may be kept."""
    LATE = 2
    """The time was up."""


class Pairs(NamedTuple):
    """A graph without parallel links: pairs of nodes, each once, sorted by source and target."""

    n_nodes: int
    """How many nodes there are; they are the numbers below this."""
    sources: list[int]
    targets: list[int]


class Loops(Protocol):
    """Loops by length, and of one length by their nodes; each starts at its smallest node."""

    @property
    def path(self) -> Places:
        """The pairs of all loops in a row, by place. Shape ``(sum of lengths,)``."""
        ...

    @property
    def lengths(self) -> Integers:
        """How many pairs each loop has. Shape ``(n_loops,)``."""
        ...

    def __len__(self) -> int: ...

    def one(self, place: int) -> list[int]:
        """Return the pairs of one loop."""
        ...

    def products(self, values: Floats) -> Floats:
        """Return the product of the values of its pairs along each loop, from first to last."""
        ...

    def where(self, chosen: NDArray[np.bool_]) -> Loops:
        """Return some of the loops."""
        ...


class Found(NamedTuple):
    """What a search comes back with."""

    loops: Loops
    stopped: Stopped


class Bounds(NamedTuple):
    """How far a search may go."""

    limit: int
    """How many loops are kept."""
    places: int
    """How many nodes all of them may have together; the last loop may exceed it."""
    deadline: float
    """When to stop, on the clock of `time.monotonic`."""
    most: int | None = None
    """The most nodes a loop may have; None for any number."""
    only: bool = False
    """Whether loops with fewer nodes than `most` are left out."""


class Search(Protocol):
    """A way to search one graph."""

    count: int
    """How many nodes it has."""

    def run(self, bounds: Bounds) -> Found:
        """Return the loops; where there are more than may be kept, those that were found first.

        With a bound on the length, the loops that are found first are the smallest by their nodes.
        """
        ...
