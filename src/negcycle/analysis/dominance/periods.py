"""Which loops dominate when: the fewest of one polarity that make up half of what changes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negcycle.system.protocol import Array

HALF = 0.5
"""Loops of one polarity that carry this part of a change dominate it."""

TIE = 1e-6
"""Shares that differ by less are equal: what is left is rounding."""


class Period(NamedTuple):
    """A time in which the same loops dominate."""

    start: float
    """In the run's unit of time."""
    end: float
    """In the run's unit of time."""
    loops: tuple[tuple[str, ...], ...]
    """The fewest loops of one polarity that carry half of the change together, with all that carry
    as much as the last of them, in the order in which they were given. Empty where no such loops
    exist, or nothing moves."""
    moving: bool
    """False at rest: then no loop dominates, and none is defined to."""
    reinforcing: bool = False
    """Whether those loops reinforce; if not, they balance."""


def periods_of(
    shares: Array, loops: Sequence[tuple[str, ...]], *, start: float, ends: Array
) -> tuple[Period, ...]:
    """Return one period after the other, without a gap.

    Args:
        shares: The relative score of each loop at each step. Shape ``(n_loops, n_steps)``.
        loops: The nodes of each loop.
        start: When the first step begins.
        ends: When each step ends. Shape ``(n_steps,)``.
    """
    moving = np.all(np.isfinite(shares), axis=0)
    known = np.where(moving, shares, 0.0)
    up, down = _fewest(known), _fewest(-known)
    more, fewer = up.sum(axis=0), down.sum(axis=0)
    rising = np.logical_and(more > 0, np.logical_or(fewer == 0, more <= fewer))
    chosen = np.where(rising, up, down)
    told = np.vstack([chosen, moving, rising])
    changed = np.any(told[:, 1:] != told[:, :-1], axis=0)
    firsts = [0, *(np.flatnonzero(changed) + 1).tolist()]
    lasts = [*(first - 1 for first in firsts[1:]), len(ends) - 1]
    return tuple(
        Period(
            start=float(ends[first - 1]) if first else start,
            end=float(ends[last]),
            loops=tuple(loops[place] for place in np.flatnonzero(chosen[:, first]).tolist()),
            moving=bool(moving[first]),
            reinforcing=bool(rising[first]),
        )
        for first, last in zip(firsts, lasts, strict=True)
    )


def _fewest(shares: Array) -> NDArray[np.bool_]:
    """Return, at each step, the fewest with a share above 0 that reach half together, if any do.

    Who has as much as the last of them belongs to them, so that no order decides. Shape as
    `shares`, ``(n_loops, n_steps)``.
    """
    some = np.maximum(shares, 0.0)
    ordered = -np.sort(-some, axis=0)
    enough = np.cumsum(ordered, axis=0) >= HALF
    last = np.take_along_axis(ordered, enough.argmax(axis=0)[None], axis=0)
    found: NDArray[np.bool_] = enough.any(axis=0) & (some > 0) & (some > last - TIE)
    return found
