"""A number as JSON can hold it: what is not finite is None."""

from __future__ import annotations

import math


def finite(value: float | None) -> float | None:
    """Return a number, or None where there is none or it is beyond all numbers.

    Example:
        >>> finite(0.5), finite(float("inf"))
        (0.5, None)
    """
    return value if value is not None and math.isfinite(value) else None
