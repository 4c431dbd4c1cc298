"""Treur's temporal-causal networks: every state moves toward what acts on it, at its own speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedFlow, links_of_network
from negcycle.simulation.published.parameters import Weights, check_network, check_one_or_each
from negcycle.simulation.published.squash import alogistic, alogistic_slope
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class TemporalCausal(PublishedFlow):
    """y_i' = speed_i (alogistic(sum_j w_ij y_j) - y_i).

    The couple's own equation has this form. States lie in [0, 1]; time has no unit.

    Sources:
        An abstract was read and the rate equation is recalled; the curve was read in a program.
    """

    names: tuple[str, ...]
    """The names of the states."""
    weights: Weights
    """``weights[i][j]`` is how strongly state j acts on state i. Shape ``(n, n)``."""
    speed: float | tuple[float, ...]
    """How fast states follow, for all or for each, 0 or above. Per unit of time."""
    steepness: float | tuple[float, ...]
    """How steep the curve is, for all or for each, above 0."""
    threshold: float | tuple[float, ...]
    """The total at which the curve is steepest, for all or for each."""

    citation: ClassVar[Citation] = Citation(
        key="treur-2017",
        text="Treur, J. (2017). Modelling and analysis of the dynamics of adaptive temporal-causal "
        "network models for evolving social interactions. Computational Social Networks, 4, 4.",
        where="https://doi.org/10.1186/s40649-017-0039-1",
        read=True,
        recalled="rate equation",
    )

    def __post_init__(self) -> None:
        check_network(self, self.names, self.weights)
        check_one_or_each(self, "not-negative", len(self.names), "speed")
        check_one_or_each(self, "positive", len(self.names), "steepness")
        check_one_or_each(self, "number", len(self.names), "threshold")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom, with the signs of the weights; nobody acts on what has no speed."""
        return links_of_network(self.names, self._each("speed", 2) * np.array(self.weights))

    def rates_now(self, state: Array) -> Array:
        """Return dy/dt. The shape is that of `state`."""
        total = np.tensordot(np.array(self.weights), state, axes=1)
        speed, s, t = (self._each(name, state.ndim) for name in ("speed", "steepness", "threshold"))
        return speed * (alogistic(total, s, t) - state)

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d y_j. Shape ``(n, n)``."""
        weights = np.array(self.weights)
        slope = alogistic_slope(weights @ state, self._each("steepness"), self._each("threshold"))
        matrix: Array = slope[:, None] * weights - np.eye(len(self.names))
        return self._each("speed", 2) * matrix

    def _each(self, field: str, ndim: int = 1) -> Array:
        """Return one number for each state, along the first of `ndim` axes."""
        values = np.broadcast_to(np.asarray(getattr(self, field), float), len(self.names))
        return values.reshape(-1, *(1,) * (ndim - 1))
