"""Kosko's fuzzy cognitive maps: signed arrows, a squashing curve, and repetition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedMap, links_of_network
from negcycle.simulation.published.parameters import Weights, check, check_network
from negcycle.simulation.published.squash import logistic
from negcycle.system.protocol import Array, ModelLink
from negcycle.words import did_you_mean, say

SQUASHES = ("logistic", "tanh")
"""The curves that there are."""


@dataclass(frozen=True, kw_only=True)
class FuzzyCognitiveMap(PublishedMap):
    """x(t + 1) = f(W x(t)), or f(W x(t) + x(t)) where states keep what they are.

    f(z) is 1 / (1 + exp(-steepness z)) or tanh(steepness z). One fixed point draws everything if
    ``steepness ||W||`` is below 4 (logistic) or 1 (tanh); that is enough, and not necessary. Time
    in steps. The three rules that programs offer: "Kosko" as it is, "modified Kosko" with `keep`,
    "rescaled" with `keep` and `centered`.

    Sources:
        The bounds were read in abstracts.
    """

    names: tuple[str, ...]
    """The names of the concepts."""
    weights: Weights
    """``weights[i][j]`` is how strongly concept j acts on concept i. Shape ``(n, n)``."""
    squash: Literal["logistic", "tanh"] = "logistic"
    """The curve f."""
    steepness: float = 1.0
    """How steep the curve is, above 0."""
    keep: bool = False
    """Whether each concept also carries over its own value."""
    centered: bool = False
    """Whether 2x - 1 acts in the place of x, so that one half is neither on nor off."""

    citation: ClassVar[Citation] = Citation(
        key="harmati-2018",
        text="Harmati, I. Á., Hatwágner, M. F., & Kóczy, L. T. (2018). On the existence and "
        "uniqueness of fixed points of fuzzy cognitive maps. "
        "Communications in Computer and Information Science, 853, 490-500.",
        where="https://doi.org/10.1007/978-3-319-91473-2_42",
        read=True,
    )

    def __post_init__(self) -> None:
        check_network(self, self.names, self.weights)
        check(self, "positive", "steepness")
        if self.squash not in SQUASHES:
            hint = did_you_mean(str(self.squash), SQUASHES)
            raise SimulationError(say("published.squash", value=repr(self.squash), hint=hint))

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom, with the signs of the weights."""
        return links_of_network(self.names, np.array(self.weights))

    def next(self, state: Array) -> Array:
        """Return the state one step later. The shape is that of `state`."""
        acting = 2 * state - 1 if self.centered else state
        total = self.steepness * np.tensordot(self._matrix(), acting, axes=1)
        return np.tanh(total) if self.squash == "tanh" else logistic(total)

    def jacobian(self, state: Array) -> Array:
        """Return d next_i / d x_j. Shape ``(n, n)``."""
        after = self.next(state)
        slope = 1 - after**2 if self.squash == "tanh" else after * (1 - after)
        inner = 2 if self.centered else 1
        return inner * self.steepness * slope[:, None] * self._matrix()

    def _matrix(self) -> Array:
        weights = np.array(self.weights)
        return weights + np.eye(len(weights)) if self.keep else weights
