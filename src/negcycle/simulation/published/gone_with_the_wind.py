"""Rinaldi's Rhett and Scarlett: two who love most while they are loved a little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import DEPENDS, PublishedFlow, signed_links
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class GoneWithTheWind(PublishedFlow):
    """R' = -R + A_S + k S exp(-S),  S' = -S + A_R + k R exp(-R).

    An insecure person answers strongly to a little love and ever less to more of it: the answer is
    largest at a love of 1. Time has no unit.

    Sources:
        A summary was read, and the equations in a program; the parameters are recalled.
    """

    k: float = 15.0
    """How strongly each answers to the other's love, 0 or above."""
    appeal_rhett: float = 1.0
    """A_R, without unit."""
    appeal_scarlett: float = 1.2
    """A_S, without unit."""

    citation: ClassVar[Citation] = Citation(
        key="rinaldi-2013-wind",
        text="Rinaldi, S., Della Rossa, F., & Landi, P. (2013). A mathematical model of "
        '"Gone with the Wind". Physica A, 392(15), 3231-3239.',
        where="",
        read=True,
        recalled="parameters",
    )

    def __post_init__(self) -> None:
        check(self, "not-negative", "k")
        check(self, "number", "appeal_rhett", "appeal_scarlett")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("rhett", "scarlett")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Each acts on the other, and which way depends on how much love there is."""
        strength = DEPENDS if self.k else 0.0
        return signed_links({("scarlett", "rhett"): strength, ("rhett", "scarlett"): strength})

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        rhett, scarlett = state
        return np.stack(
            [
                -rhett + self.appeal_scarlett + self.k * scarlett * np.exp(-scarlett),
                -scarlett + self.appeal_rhett + self.k * rhett * np.exp(-rhett),
            ]
        )

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j. Shape ``(2, 2)``."""
        rhett, scarlett = state
        return np.array(
            [
                [-1.0, self.k * (1 - scarlett) * np.exp(-scarlett)],
                [self.k * (1 - rhett) * np.exp(-rhett), -1.0],
            ]
        )
