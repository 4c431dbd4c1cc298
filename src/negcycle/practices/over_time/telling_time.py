"""How long, and how many times, as it stands in a sentence."""

from __future__ import annotations

from negcycle.words import say

_HOUR, _DAY = 60, 1440


def how_long(minutes: float) -> str:
    """Return some minutes as people say them: in minutes, hours or days.

    Example:
        >>> how_long(40), how_long(150), how_long(2880)
        ('40 minutes', '2.5 hours', '2 days')
    """
    if minutes < 2 * _HOUR:
        return _counted("minutes", round(minutes))
    if minutes < 2 * _DAY:
        return _counted("hours", round(minutes / _HOUR, 1))
    return _counted("days", round(minutes / _DAY, 1))


def times(count: int) -> str:
    """Return how many times.

    Example:
        >>> times(1), times(3)
        ('once', '3 times')
    """
    return say("time.once") if count == 1 else say("time.times", count=count)


def _counted(unit: str, number: float) -> str:
    key = "one" if number == 1 else "many"
    return say(f"time.{unit}.{key}", number=f"{number:g}")
