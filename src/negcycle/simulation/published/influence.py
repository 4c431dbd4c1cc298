"""What one partner's word does to the other's next: Gottman and Murray's influence functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import numpy as np

from negcycle.errors import SimulationError
from negcycle.simulation.published.base import DEPENDS
from negcycle.simulation.published.parameters import check
from negcycle.system.protocol import Array
from negcycle.words import say


class Line(NamedTuple):
    """One straight part of an influence: slope x + level."""

    slope: float
    level: float


@dataclass(frozen=True)
class Bilinear:
    """``negative * x`` up to the threshold, ``positive * x`` above it.

    Sources:
        Form read in the R package dyad; in the original the threshold is 0.
    """

    negative: float
    """Slope for what the other says below the threshold."""
    positive: float
    """Slope above it."""
    threshold: float = 0.0
    """In the unit of the states."""

    def __post_init__(self) -> None:
        check(self, "number", "negative", "positive", "threshold")

    def __call__(self, x: Array | float) -> Array:
        """Return the influence of `x`. The shape is that of `x`."""
        return self.slope(x) * x

    def slope(self, x: Array | float) -> Array:
        """Return the derivative; at the threshold, that on the left."""
        return np.where(np.asarray(x) > self.threshold, self.positive, self.negative)[()]

    @property
    def strength(self) -> float:
        """A number with the sign of the influence: 0 for none, `DEPENDS` if it turns."""
        jump = (self.positive - self.negative) * self.threshold
        return _strength(self.negative, jump, self.positive)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its straight parts."""
        return Line(self.negative, 0.0), Line(self.positive, 0.0)


@dataclass(frozen=True)
class Ojive:
    """A stair: the level negative up to `low`, 0 above it, the level positive above `high`.

    Sources:
        Form read in the R package dyad.
    """

    negative: float
    """What anything negative enough does."""
    positive: float
    """What anything positive enough does."""
    low: float
    """In the unit of the states."""
    high: float
    """In the unit of the states, not below `low`."""

    def __post_init__(self) -> None:
        check(self, "number", "negative", "positive", "low", "high")
        if self.low > self.high:
            raise SimulationError(say("published.low-high", low=self.low, high=self.high))

    def __call__(self, x: Array | float) -> Array:
        """Return the influence of `x`. The shape is that of `x`."""
        x = np.asarray(x)
        return np.where(x > self.high, self.positive, np.where(x > self.low, 0.0, self.negative))[
            ()
        ]

    def slope(self, x: Array | float) -> Array:
        """Return the derivative: 0, the stairs being level."""
        return np.zeros_like(np.asarray(x, dtype=np.float64))[()]

    @property
    def strength(self) -> float:
        """A number with the sign of the influence: 0 for none, `DEPENDS` if it turns."""
        return _strength(-self.negative, self.positive)

    @property
    def lines(self) -> tuple[Line, ...]:
        """Its straight parts."""
        return Line(0.0, self.negative), Line(0.0, 0.0), Line(0.0, self.positive)


@dataclass(frozen=True)
class Repaired:
    """An influence with repair: 2 c (k - x) / (1 + k - x) is added where x < k.

    The published form, ``c (|d| - d) / (1 - d)`` with d = x - k, is 0 / 0 at x = k + 1; this one is
    0 there and the same elsewhere.

    Sources:
        Form read in the R package dyad.
    """

    influence: Influence
    """The influence without repair."""
    c: float
    """Half of what repair can add at most, 0 or above."""
    k: float
    """Below this, the partner repairs. In the unit of the states."""

    def __post_init__(self) -> None:
        check_influence(self.influence, "influence")
        check(self, "not-negative", "c")
        check(self, "number", "k")

    def __call__(self, x: Array | float) -> Array:
        """Return the influence of `x`. The shape is that of `x`."""
        below = np.maximum(self.k - np.asarray(x, dtype=np.float64), 0.0)
        total: Array = self.influence(x) + 2 * self.c * below / (1 + below)
        return total

    def slope(self, x: Array | float) -> Array:
        """Return the derivative; where repair sets in, that on the right."""
        below = np.maximum(self.k - np.asarray(x, dtype=np.float64), 0.0)
        repair = np.where(below > 0, -2 * self.c / (1 + below) ** 2, 0.0)
        slope: Array = self.influence.slope(x) + repair
        return slope

    @property
    def strength(self) -> float:
        """A number with the sign of the influence: 0 for none, `DEPENDS` if it turns."""
        return _strength(self.influence.strength, -self.c)


@dataclass(frozen=True)
class Damped:
    """An influence with damping: 2 c (x - k) / (1 + x - k) is taken away where x > k.

    Sources:
        Form read in the R package dyad, as ``c (|d| + d) / (1 + |d|)`` with d = x - k.
    """

    influence: Influence
    """The influence without damping."""
    c: float
    """Half of what damping can take away at most, 0 or above."""
    k: float
    """Above this, the partner dampens. In the unit of the states."""

    def __post_init__(self) -> None:
        check_influence(self.influence, "influence")
        check(self, "not-negative", "c")
        check(self, "number", "k")

    def __call__(self, x: Array | float) -> Array:
        """Return the influence of `x`. The shape is that of `x`."""
        above = np.maximum(np.asarray(x, dtype=np.float64) - self.k, 0.0)
        total: Array = self.influence(x) - 2 * self.c * above / (1 + above)
        return total

    def slope(self, x: Array | float) -> Array:
        """Return the derivative; where damping sets in, that on the left."""
        above = np.maximum(np.asarray(x, dtype=np.float64) - self.k, 0.0)
        damping = np.where(above > 0, -2 * self.c / (1 + above) ** 2, 0.0)
        slope: Array = self.influence.slope(x) + damping
        return slope

    @property
    def strength(self) -> float:
        """A number with the sign of the influence: 0 for none, `DEPENDS` if it turns."""
        return _strength(self.influence.strength, -self.c)


Influence: TypeAlias = Bilinear | Ojive | Repaired | Damped
"""What one says does to what the other says next."""


def check_influence(value: object, field: str) -> None:
    """Check that something is an influence.

    Raises:
        SimulationError: if it is not.
    """
    if not isinstance(value, Bilinear | Ojive | Repaired | Damped):
        raise SimulationError(say("published.influence", field=field, value=repr(value)))


def _strength(*parts: float) -> float:
    """Return the common sign of all parts; `DEPENDS` if they differ, and 0 if all are 0."""
    if any(np.isnan(part) for part in parts) or (max(parts) > 0 > min(parts)):
        return DEPENDS
    return float(np.sign(sum(parts)))
