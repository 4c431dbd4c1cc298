"""How one number is spread over many couples: its mean, its ends and its quantiles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The quantiles that are told."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How one number is spread over the couples; NaN where nobody has it."""

    count: int
    """How many couples have this number."""
    missing: int
    """How many have none, such as the time to settle of somebody who does not."""
    mean: float
    sd: float
    """Standard deviation, with n - 1; NaN for one couple."""
    standard_error: float
    """Of the mean, if the couples were drawn at random."""
    lowest: float
    median: float
    highest: float
    quantiles: tuple[float, ...]
    """At `LEVELS` unless others were asked for, between two couples in proportion."""


def spread_of(values: NDArray[np.generic], levels: Sequence[float] = LEVELS) -> Spread:
    """Return how values are spread; those that are not finite count as missing.

    Args:
        values: A number for each couple. Shape ``(n_couples,)``.
        levels: Which quantiles, each between 0 and 1.

    Example:
        >>> import numpy as np
        >>> found = spread_of(np.array([1.0, 2.0, 6.0, np.nan]))
        >>> found.count, found.missing, found.mean, found.median
        (3, 1, 3.0, 2.0)
    """
    numbers = values.astype(np.float64)
    there = numbers[np.isfinite(numbers)]
    count, missing = len(there), len(numbers) - len(there)
    if not count:
        none = float("nan")
        return Spread(0, missing, none, none, none, none, none, none, (none,) * len(levels))
    with np.errstate(all="ignore"):  # of very large numbers, what has no value is NaN
        middle = float(np.mean(there))
        mean = middle + float(np.mean(there - middle))  # what rounding left out of the first
        sd = float(np.std(there - mean, ddof=1)) if count > 1 else float("nan")
        quantiles: NDArray[np.float64] = np.quantile(there, levels)
        median = float(np.median(there))
    return Spread(
        count=count,
        missing=missing,
        mean=mean,
        sd=sd,
        standard_error=sd / count**0.5,
        lowest=float(there.min()),
        median=median,
        highest=float(there.max()),
        quantiles=tuple(quantiles.tolist()),
    )
