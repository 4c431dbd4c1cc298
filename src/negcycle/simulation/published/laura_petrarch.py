"""Rinaldi's Laura and Petrarch: twenty years between ecstasy and despair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import DEPENDS, PublishedFlow, signed_links
from negcycle.simulation.published.parameters import check, check_several
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class LauraPetrarch(PublishedFlow):
    """Laura's feeling L, Petrarch's P, and what the poems hold, Z.

    ::

        L' = -a1 L + b1 (P (1 - (P / gamma)^2) + A_P)
        P' = -a2 P + b2 (L + A_L / (1 + delta Z))
        Z' = -a3 Z + b3 P

    Laura answers to some love with more and to much with less; writing makes her appeal fade. Time
    in years. Parameters of the paper; its second set has every rate 1.2 times as large.

    Sources:
        The abstract was read; the equations and both sets of parameters in works that quote them.
    """

    forgetting: tuple[float, float, float] = (3.0, 1.0, 0.1)
    """How fast each fades alone: (a1, a2, a3), 0 or above. Per year."""
    reaction: tuple[float, float, float] = (1.0, 5.0, 10.0)
    """How strongly each answers: (b1, b2, b3). Per year."""
    gamma: float = 1.0
    """From this much love of Petrarch's on, Laura turns cold. Above 0."""
    delta: float = 1.0
    """How fast poems make Laura's appeal fade. 0 or above."""
    appeal_laura: float = 2.0
    """A_L, without unit."""
    appeal_petrarch: float = -1.0
    """A_P, without unit; below 0, for he was a cold scholar."""

    citation: ClassVar[Citation] = Citation(
        key="rinaldi-1998-petrarch",
        text="Rinaldi, S. (1998). Laura and Petrarch: an intriguing case of cyclical love "
        "dynamics. SIAM Journal on Applied Mathematics, 58(4), 1205-1221.",
        where="https://doi.org/10.1137/S003613999630592X",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "not-negative", 3, "forgetting")
        check_several(self, "number", 3, "reaction")
        check(self, "positive", "gamma")
        check(self, "not-negative", "delta")
        check(self, "number", "appeal_laura", "appeal_petrarch")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("laura", "petrarch", "poetry")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom; whether Laura warms or cools depends on how much he loves her."""
        b1, b2, b3 = self.reaction
        return signed_links(
            {
                ("petrarch", "laura"): DEPENDS if b1 else 0.0,
                ("laura", "petrarch"): b2,
                ("poetry", "petrarch"): -b2 * self.appeal_laura * self.delta,
                ("petrarch", "poetry"): b3,
            }
        )

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt, per year. The shape is that of `state`."""
        (a1, a2, a3), (b1, b2, b3) = self.forgetting, self.reaction
        laura, petrarch, poetry = state
        courted = petrarch * (1 - (petrarch / self.gamma) ** 2)
        charm = self.appeal_laura / (1 + self.delta * poetry)
        return np.stack(
            [
                -a1 * laura + b1 * (courted + self.appeal_petrarch),
                -a2 * petrarch + b2 * (laura + charm),
                -a3 * poetry + b3 * petrarch,
            ]
        )

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j. Shape ``(3, 3)``."""
        (a1, a2, a3), (b1, b2, b3) = self.forgetting, self.reaction
        _, petrarch, poetry = state
        courted = 1 - 3 * (petrarch / self.gamma) ** 2
        charm = -self.appeal_laura * self.delta / (1 + self.delta * poetry) ** 2
        return np.array([[-a1, b1 * courted, 0.0], [b2, -a2, b2 * charm], [0.0, b3, -a3]])
