"""A network of symptoms that set each other off, in one number: how many are active."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedFlow
from negcycle.simulation.published.parameters import check
from negcycle.simulation.published.squash import logistic
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class SymptomMeanField(PublishedFlow):
    """x' = rate (1 / (1 + exp(b - k x)) - x).

    x is the share of active symptoms, from 0 to 1, in a network where every symptom acts on every
    other alike. Between two folds of the connectivity k, health and illness are both stable. Time
    has no unit.

    Sources:
        The abstract was read, and the probability of one symptom is recalled; the mean of a network
        and its folds are derived here.
    """

    threshold: float = 6.0
    """How hard a symptom is to set off, b."""
    connectivity: float
    """How strongly symptoms set each other off, k."""
    rate: float = 1.0
    """How fast symptoms come and go, above 0. Per unit of time."""

    citation: ClassVar[Citation] = Citation(
        key="cramer-2016",
        text="Cramer, A. O. J., van Borkulo, C. D., Giltay, E. J., van der Maas, H. L. J., "
        "Kendler, K. S., Scheffer, M., & Borsboom, D. (2016). Major depression as a complex "
        "dynamic system. PLoS ONE, 11(12), e0167490.",
        where="https://doi.org/10.1371/journal.pone.0167490",
        read=False,
    )

    def __post_init__(self) -> None:
        check(self, "number", "threshold", "connectivity")
        check(self, "positive", "rate")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("activity",)

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """None: the one state acts on itself only."""
        return ()

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        return self.rate * (logistic(self.connectivity * state - self.threshold) - state)

    def jacobian(self, state: Array) -> Array:
        """Return d rate / d x. Shape ``(1, 1)``."""
        level = logistic(self.connectivity * np.asarray(state) - self.threshold)
        return self.rate * (self.connectivity * level * (1 - level) - 1).reshape(1, 1)

    def folds(self) -> tuple[tuple[float, float], ...]:
        """Return the pairs (x, k) between which there are three steady states, by rising k.

        At a fold, k = 1 / (x (1 - x)) and b = k x - logit x; with u = logit x that is
        b = 1 + exp(u) - u. There are two for a threshold above 2, and none below.
        """
        if self.threshold <= 2:
            return ()
        lower = _newton(self.threshold, -self.threshold)
        upper = _newton(self.threshold, log(2 * self.threshold))
        folds = [(1 / (1 + exp(-u)), 2 + exp(u) + exp(-u)) for u in (lower, upper)]
        return tuple(sorted(folds, key=lambda fold: fold[1]))


def _newton(threshold: float, u: float) -> float:
    """Solve 1 + exp(u) - u = threshold from beyond a root: convex, so it is never overshot."""
    for _ in range(200):
        step = (1 + exp(u) - u - threshold) / (exp(u) - 1)
        u -= step
        if abs(step) <= 1e-15 * max(1.0, abs(u)):
            break
    return u
