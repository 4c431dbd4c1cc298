"""Richardson's arms race, the oldest published form of a loop gain below 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import LinearFlow
from negcycle.simulation.published.parameters import Pair, check_several
from negcycle.system.protocol import Array


@dataclass(frozen=True, kw_only=True)
class Richardson(LinearFlow):
    """x' = k y - a x + g,  y' = l x - b y + h.

    x and y are what two sides arm themselves with. The race ends if, and only if, a b > k l: if the
    loop gain k l / (a b) is below 1. Time in years in the original.

    Sources:
        The equations and the condition were read in works that quote the book.
    """

    defence: Pair
    """How strongly each answers to the other's arms: (k, l). Per unit of time."""
    fatigue: Pair
    """How fast each would disarm alone: (a, b), 0 or above. Per unit of time."""
    grievance: Pair
    """What each arms with whatever the other does, below 0 where it is goodwill: (g, h)."""

    citation: ClassVar[Citation] = Citation(
        key="richardson-1960",
        text="Richardson, L. F. (1960). Arms and Insecurity: A Mathematical Study of the Causes "
        "and Origins of War. Boxwood Press.",
        where="",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "number", 2, "defence", "grievance")
        check_several(self, "not-negative", 2, "fatigue")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "second")

    @property
    def matrix(self) -> Array:
        """How strongly each arms or disarms with each. Shape ``(2, 2)``."""
        (first, second), (a, b) = self.defence, self.fatigue
        return np.array([[-a, first], [second, -b]])

    @property
    def push(self) -> Array:
        """The grievances. Shape ``(2,)``."""
        return np.array(self.grievance)

    def is_stable(self) -> bool:
        """Whether the race ends: a b > k l, and one of the two tires at all."""
        (first, second), (a, b) = self.defence, self.fatigue
        return a * b > first * second and a + b > 0
