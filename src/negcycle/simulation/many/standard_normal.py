"""The standard normal distribution backward, from shares to values; alike without scipy."""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from negcycle.system.protocol import Array

LEAST = 2.0**-53
"""No share is nearer to 0 or 1 than this: the values there may be infinite."""

_VALUE_AT: Callable[[float], float] = NormalDist().inv_cdf


def standard_between(shares: Array, low: float, high: float) -> Array:
    """Return values at some shares of what lies between `low` and `high`. Shape as `shares`.

    Sources:
        Wichura, M. J. (1988). Algorithm AS 241. Appl. Stat. 37, 477-484 (good to 16 digits; it is
        the one of Python's `statistics`).
    """
    first, last = share_below(low), share_below(high)
    asked = np.ascontiguousarray(shares, dtype=np.float64)
    asked = np.clip(first + asked * (last - first), LEAST, 1 - LEAST)
    found = np.fromiter(map(_VALUE_AT, asked.ravel().data), np.float64, asked.size)
    return found.reshape(asked.shape)


def share_below(end: float) -> float:
    """Return the share of a standard normal distribution that lies below `end`."""
    return 0.5 * math.erfc(-end / math.sqrt(2.0))
