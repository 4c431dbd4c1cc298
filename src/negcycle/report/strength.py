"""How strong something comes back, in words: what is not 1 is never told as 1."""

from __future__ import annotations

from negcycle.words import say


def times(size: float, *, digits: int = 3) -> str:
    """Return how strong something comes back, in words where it is as strong as it was.

    Example:
        >>> times(0.5), times(1.0), times(0.99999)
        ('0.5 times as strong', 'as strong as it was', '0.99999 times as strong')
    """
    if abs(size - 1) <= 1e-9:
        return say("loops.as-strong")
    return say("loops.times", gain=not_one(size, digits=digits))


def not_one(size: float, *, digits: int = 3) -> str:
    """Return a number with so many digits that it is not taken for 1, which it is not."""
    enough = next(n for n in range(digits, 18) if n == 17 or float(f"{size:.{n}g}") != 1)
    return f"{size:.{enough}g}"
