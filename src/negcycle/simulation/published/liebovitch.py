"""Liebovitch's two actors: cooperation, competition, and what a late answer does to them."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, pi, sqrt
from typing import ClassVar

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.citation import Citation
from negcycle.simulation.published.base import PublishedFlow, signed_links
from negcycle.simulation.published.parameters import Pair, check, check_several
from negcycle.system.protocol import Array, ModelLink
from negcycle.words import say


@dataclass(frozen=True, kw_only=True)
class Liebovitch(PublishedFlow):
    """x' = -m1 x + b1 + c1 tanh(y(t - d)),  y' = -m2 y + b2 + c2 tanh(x(t - d)).

    Both cooperate where c1 and c2 are above 0, and both compete where they are below; either way
    two strong answers lock in, from c1 c2 = m1 m2 on. One of each circles. Time has no unit.

    Sources:
        The equations were read in a program of 2018 by the first author; the paper is recalled. The
        delay follows later papers, of which the abstracts were read.
    """

    forgetting: Pair = (1.0, 1.0)
    """How fast each calms down alone: (m1, m2), 0 or above. Per unit of time."""
    own: Pair = (0.0, 0.0)
    """What each would do without the other: (b1, b2). Per unit of time."""
    influence: Pair
    """How strongly each answers to the other: (c1, c2). Per unit of time."""
    delay: float = 0.0
    """How long each takes to answer, d, 0 or above. In units of time."""

    citation: ClassVar[Citation] = Citation(
        key="liebovitch-2008",
        text="Liebovitch, L. S., Naudot, V., Vallacher, R., Nowak, A., Bui-Wrzosinska, L., & "
        "Coleman, P. (2008). Dynamics of two-actor cooperation-competition conflict models. "
        "Physica A, 387(25), 6360-6378.",
        where="",
        read=True,
        recalled="paper",
    )

    def __post_init__(self) -> None:
        check_several(self, "not-negative", 2, "forgetting")
        check_several(self, "number", 2, "own", "influence")
        check(self, "not-negative", "delay")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        return ("first", "second")

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Each acts on the other, after the delay."""
        c1, c2 = self.influence
        strengths = {("second", "first"): c1, ("first", "second"): c2}
        return signed_links(strengths, delay=self.delay)

    @property
    def delays(self) -> tuple[float, ...]:
        """The delay, unless it is 0."""
        return (self.delay,) if self.delay else ()

    def rates(self, state: Array, past: Array | None = None) -> Array:
        """Return dx/dt.

        Args:
            state: Shape ``(2, ...)``.
            past: The state one delay ago, shape ``(1, 2, ...)``; None: as it is now.
        """
        return self._rates(state, state if past is None or not self.delay else past[0])

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt if everything had always been as it is. The shape is that of `state`."""
        return self._rates(state, state)

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j, as if both answered at once. Shape ``(2, 2)``."""
        (m1, m2), (c1, c2) = self.forgetting, self.influence
        x, y = state
        return np.array([[-m1, c1 / np.cosh(y) ** 2], [c2 / np.cosh(x) ** 2, -m2]])

    def hopf_delay(self) -> float | None:
        """Return the delay from which on the state (0, 0) swings; None if no delay makes it swing.

        The characteristic equation is (s + m1) (s + m2) = c1 c2 exp(-2 s d). It has a root s = i w
        only if c1 c2 < 0, and then where (w^2 + m1^2) (w^2 + m2^2) = (c1 c2)^2 and
        atan(w / m1) + atan(w / m2) = pi - 2 w d. With m = 1 and influences c and -c that is
        d = (pi / 2 - atan w) / w, w = sqrt(c^2 - 1). Two answers of the same sign cannot be made to
        swing by a delay.

        Raises:
            SimulationError: if `own` is not (0, 0), so that (0, 0) is no steady state.

        Sources:
            Derived here.
        """
        if self.own != (0.0, 0.0):
            raise SimulationError(say("published.hopf-own", value=self.own))
        (m1, m2), (c1, c2) = self.forgetting, self.influence
        loop = c1 * c2
        if loop >= -m1 * m2:
            return None
        middle = (m1**2 + m2**2) / 2
        w = sqrt(sqrt((m1**2 - m2**2) ** 2 / 4 + loop**2) - middle)
        return (pi - atan2(w, m1) - atan2(w, m2)) / (2 * w)

    def _rates(self, state: Array, heard: Array) -> Array:
        (m1, m2), (b1, b2), (c1, c2) = self.forgetting, self.own, self.influence
        x, y = state
        x_heard, y_heard = heard
        return np.stack(
            [-m1 * x + b1 + c1 * np.tanh(y_heard), -m2 * y + b2 + c2 * np.tanh(x_heard)]
        )
