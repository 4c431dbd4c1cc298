"""Rinaldi's two secure people: love that fades, is answered, and is drawn by the other's appeal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from negcycle.model.citation import Citation
from negcycle.simulation.published.base import LinearFlow, PublishedFlow, signed_links
from negcycle.simulation.published.parameters import Pair, check_several
from negcycle.system.protocol import Array, ModelLink


@dataclass(frozen=True, kw_only=True)
class RinaldiLinear(LinearFlow):
    """x1' = -a1 x1 + b1 x2 + g1 A2,  x2' = -a2 x2 + b2 x1 + g2 A1.

    x1 is the first one's love for the second. Both settle if, and only if, a1 a2 > b1 b2. Time has
    no unit.

    Sources:
        The abstract of the paper, and the equations in an essay that quotes it, were read.
    """

    forgetting: Pair
    """How fast each one's love fades alone: (a1, a2), 0 or above. Per unit of time."""
    reaction: Pair
    """How strongly each answers to the other's love: (b1, b2). Per unit of time."""
    instinct: Pair = (1.0, 1.0)
    """How strongly each is drawn by the other's appeal: (g1, g2)."""
    appeal: Pair
    """The appeal of each: (A1, A2)."""

    citation: ClassVar[Citation] = Citation(
        key="rinaldi-1998-linear",
        text="Rinaldi, S. (1998). Love dynamics: the case of linear couples. "
        "Applied Mathematics and Computation, 95(2-3), 181-192.",
        where="",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "not-negative", 2, "forgetting")
        check_several(self, "number", 2, "reaction", "instinct", "appeal")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "second")

    @property
    def matrix(self) -> Array:
        """Forgetting and reaction. Shape ``(2, 2)``."""
        (a1, a2), (b1, b2) = self.forgetting, self.reaction
        return np.array([[-a1, b1], [b2, -a2]])

    @property
    def push(self) -> Array:
        """How strongly each is drawn by the other's appeal. Shape ``(2,)``."""
        (g1, g2), (appeal1, appeal2) = self.instinct, self.appeal
        return np.array([g1 * appeal2, g2 * appeal1])


@dataclass(frozen=True, kw_only=True)
class RinaldiSecure(PublishedFlow):
    """x1' = -a1 x1 + k1 tanh(x2) + A2,  x2' = -a2 x2 + k2 tanh(x1) + A1.

    A secure person answers more to more love, within bounds. The paper asks only that of the
    reaction; tanh is our choice. There is never a cycle, and there are 1 or 3 steady states. Time
    has no unit.

    Sources:
        The abstract of the paper, and the equations in an essay that quotes it, were read.
    """

    forgetting: Pair
    """How fast each one's love fades alone: (a1, a2), 0 or above. Per unit of time."""
    strength: Pair
    """The most that each answers to the other's love: (k1, k2), 0 or above. Per unit of time."""
    appeal: Pair
    """The appeal of each: (A1, A2). Per unit of time."""

    citation: ClassVar[Citation] = Citation(
        key="rinaldi-gragnani-1998",
        text="Rinaldi, S., & Gragnani, A. (1998). Love dynamics between secure individuals: a "
        "modeling approach. Nonlinear Dynamics, Psychology, and Life Sciences, 2(4), 283-301.",
        where="",
        read=True,
    )

    def __post_init__(self) -> None:
        check_several(self, "not-negative", 2, "forgetting", "strength")
        check_several(self, "number", 2, "appeal")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "second")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Each one's love calls forth the other's."""
        k1, k2 = self.strength
        return signed_links({("second", "first"): k1, ("first", "second"): k2})

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        (a1, a2), (k1, k2), (appeal1, appeal2) = self.forgetting, self.strength, self.appeal
        x1, x2 = state
        return np.stack(
            [-a1 * x1 + k1 * np.tanh(x2) + appeal2, -a2 * x2 + k2 * np.tanh(x1) + appeal1]
        )

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j. Shape ``(2, 2)``."""
        (a1, a2), (k1, k2) = self.forgetting, self.strength
        x1, x2 = state
        return np.array([[-a1, k1 / np.cosh(x2) ** 2], [k2 / np.cosh(x1) ** 2, -a2]])
