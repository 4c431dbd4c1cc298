"""Where two people are together, moment by moment, on a grid of five times five cells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import DrawingError
from negcycle.model.trajectory import POSITION
from negcycle.words import say

Array = NDArray[np.float64]

STRONGLY = 0.5
"""From this strength on, a behavior is strongly toward or strongly away."""

WAYS = ("strongly-away", "away", "neither", "toward", "strongly-toward")
"""The five rows and columns, from the one to the other end."""

Cell = tuple[int, int]
"""Row (the second person) and column (the first); 0 is strongly away, 4 strongly toward."""


@dataclass(frozen=True, eq=False)
class Cells:
    """How long, how often and in which order two people were in each cell."""

    dwell: Array
    """How long, in the unit of the times. Shape ``(5, 5)``."""
    visits: NDArray[np.int64]
    """How often they came there. Shape ``(5, 5)``."""
    counts: NDArray[np.int64]
    """How many observations lie there. Shape ``(5, 5)``."""
    path: tuple[Cell, ...]
    """The cells one after the other, each different from the one before."""

    @property
    def steps(self) -> Counter[tuple[Cell, Cell]]:
        """Return how often each step from cell to cell was taken."""
        return Counter(pairwise(self.path))


def cells(times: Array, first: Array, second: Array) -> Cells:
    """Return the cells that two people were in, observed or simulated.

    What holds at one time holds until the next; the last observation lasts no time. Moments in
    which one of the two values is missing are left out.

    Args:
        times: Rising. Shape ``(n_times,)``.
        first: What the first person does, -1 (away) to 1 (toward). Shape ``(n_times,)``.
        second: The same of the second person.

    Raises:
        DrawingError: if the three differ in length, or are empty.

    Example:
        >>> first, second = np.array([0.6, 0.6, 0.0]), np.array([-0.2, -0.2, 0.0])
        >>> found = cells(np.array([0.0, 1.0, 3.0]), first, second)
        >>> found.path, float(found.dwell[1, 4])
        (((1, 4), (2, 2)), 3.0)

    Sources:
        Lewis, M. D., Lamey, A. V., & Douglas, L. (1999). Developmental Science 2(4), 458-475.
        Hollenstein, T. (2013). State Space Grids. Springer.
    """
    if not (len(times) == len(first) == len(second) > 0):
        raise DrawingError(
            say("chart.cells-differ", lengths=f"{len(times)}, {len(first)}, {len(second)}")
        )
    columns, rows = _ways(first), _ways(second)
    known = np.isfinite(first) & np.isfinite(second)
    lasts = np.append(np.diff(times), 0.0)
    dwell = np.zeros((5, 5))
    visits, counts = np.zeros((5, 5), dtype=np.int64), np.zeros((5, 5), dtype=np.int64)
    np.add.at(dwell, (rows[known], columns[known]), lasts[known])
    np.add.at(counts, (rows[known], columns[known]), 1)
    flat = (5 * rows + columns)[known]
    starts = flat[np.flatnonzero(np.diff(flat, prepend=-1))]
    np.add.at(visits, (starts // 5, starts % 5), 1)
    return Cells(dwell, visits, counts, tuple((n // 5, n % 5) for n in starts.tolist()))


def _ways(values: Array) -> NDArray[np.int64]:
    """Return 0 to 4 for each value; positions begin at `POSITION`, strong ones at `STRONGLY`."""
    found = np.full(len(values), 2)
    found[values >= POSITION] = 3
    found[values >= STRONGLY] = 4
    found[values <= -POSITION] = 1
    found[values <= -STRONGLY] = 0
    return found
