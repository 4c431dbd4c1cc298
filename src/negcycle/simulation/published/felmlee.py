"""Felmlee and Greenberg's dyad: each is drawn by an own ideal, and by the other or away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import LinearFlow
from negcycle.simulation.published.parameters import Pair, check_several
from negcycle.system.protocol import Array


@dataclass(frozen=True, kw_only=True)
class Felmlee(LinearFlow):
    """x' = a1 (x* - x) + a2 (y - x),  y' = b1 (y* - y) + b2 (x - y).

    Both cooperate where a2 and b2 are above 0, both are contrary where they are below, and each is
    independent where they are 0. Time has no unit.

    Sources:
        The equations were read in an essay that quotes the paper, not in the paper.
    """

    own: Pair
    """How strongly the own ideal draws each: (a1, b1)."""
    other: Pair
    """How strongly the other draws each: (a2, b2)."""
    ideal: Pair
    """Where each would be alone: (x*, y*)."""

    citation: ClassVar[Citation] = Citation(
        key="felmlee-greenberg-1999",
        text="Felmlee, D. H., & Greenberg, D. F. (1999). A dynamic systems model of dyadic "
        "interaction. Journal of Mathematical Sociology, 23(3), 155-180.",
        where="",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "number", 2, "own", "other", "ideal")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "second")

    @property
    def matrix(self) -> Array:
        """How strongly each moves with each. Shape ``(2, 2)``."""
        (a1, b1), (a2, b2) = self.own, self.other
        return np.array([[-(a1 + a2), a2], [b2, -(b1 + b2)]])

    @property
    def push(self) -> Array:
        """The draw of the two ideals. Shape ``(2,)``."""
        return np.multiply(self.own, self.ideal)
