"""Rey's second law of love: a feeling fades unless effort keeps it, and the best is unstable."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedFlow, signed_links
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class Rey(PublishedFlow):
    """x' = -r x + a c,  c' = (r + rho) c - a U'(x),  with U = u ln(1 + x).

    A couple with the feeling x makes the effort c that is best for it in the long run: it maximizes
    the integral of exp(-rho t) (U(x) - c^2 / 2). The steady state is a saddle: from any other
    effort, the feeling is lost or the effort runs away. Feelings above -1. Time has no unit.

    Sources:
        The equations are recalled; a summary was read. U, D(c) = c^2 / 2 and the numbers are an
        example of ours.
    """

    decay: float = 2.0
    """How fast the feeling fades alone, r, above 0. Per unit of time."""
    effort_effect: float = 1.0
    """How much effort does for the feeling, a, above 0."""
    discount: float = 0.1
    """How much less the future counts, rho, 0 or above. Per unit of time."""
    utility_scale: float = 5.0
    """How much the feeling is worth, u, above 0."""

    citation: ClassVar[Citation] = Citation(
        key="rey-2010",
        text="Rey, J.-M. (2010). A mathematical model of sentimental dynamics accounting for "
        "marital dissolution. PLoS ONE, 5(3), e9881.",
        where="https://doi.org/10.1371/journal.pone.0009881",
        read=False,
    )

    def __post_init__(self) -> None:
        check(self, "positive", "decay", "effort_effect", "utility_scale")
        check(self, "not-negative", "discount")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("feeling", "effort")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Effort keeps the feeling, and a good feeling is worth more effort tomorrow than today."""
        return signed_links({("effort", "feeling"): 1.0, ("feeling", "effort"): 1.0})

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        feeling, effort = state
        worth = self.utility_scale / (1 + feeling)
        return np.stack(
            [
                -self.decay * feeling + self.effort_effect * effort,
                (self.decay + self.discount) * effort - self.effort_effect * worth,
            ]
        )

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j. Shape ``(2, 2)``."""
        r, a = self.decay, self.effort_effect
        fading = a * self.utility_scale / (1 + state[0]) ** 2
        return np.array([[-r, a], [fading, r + self.discount]])

    def steady_state(self) -> tuple[float, float]:
        """Return the best feeling that can be kept, and its effort c = r x / a."""
        r, a = self.decay, self.effort_effect
        product = a**2 * self.utility_scale / (r * (r + self.discount))  # x (1 + x) equals this
        feeling = (sqrt(1 + 4 * product) - 1) / 2
        return feeling, r * feeling / a
