"""Days in a plan: how long they are, and when the two are together."""

from __future__ import annotations

import math

from negcycle.errors import SimulationError
from negcycle.model.plan import DayLength
from negcycle.words import say

ROUNDING = 1e-9
"""Steps add up with a rounding error; a moment that is nearer than this, in turns, is now."""


class Calendar:
    """Turns times as they are written into turns, and knows the days if the plan has any."""

    def __init__(self, day: DayLength | None) -> None:
        self._length = math.inf if day is None else day.turns
        self._together = math.inf if day is None else day.together

    def turns(self, time: float | str | None) -> float | None:
        """Return a time in turns; a plan with times in days has said how long a day is."""
        if isinstance(time, str):
            return float(time.removesuffix("d")) * self._length
        return time

    def next_day(self, time: float) -> float:
        """Return when the next day begins, in turns.

        Raises:
            SimulationError: if the plan has no days.
        """
        if self._length == math.inf:
            raise SimulationError(say("plan.no-next-day"))
        return self._today(time) + self._length

    def is_apart(self, time: float) -> bool:
        """Whether this is a time of the day when everybody is elsewhere."""
        return time - self._today(time) >= self._together - ROUNDING

    def next_edge(self, time: float) -> float:
        """Return when they next part or meet, in turns; infinity without days."""
        today = self._today(time)
        edges = (today + self._together, today + self._length)
        return min(edge for edge in edges if edge > time + ROUNDING)

    def _today(self, time: float) -> float:
        """Return when this day began."""
        if self._length == math.inf:
            return 0.0
        return math.floor((time + ROUNDING) / self._length) * self._length
