"""What a parameter is drawn from: each distribution turns shares between 0 and 1 into values.

A share is what chance or a design gives: 0.25 stands for the value that a quarter lie below. So the
same distribution serves couples drawn at random and couples placed by a design.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from numbers import Real
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import SimulationError
from negcycle.simulation.many.standard_normal import LEAST, share_below, standard_between
from negcycle.words import say

Array: TypeAlias = NDArray[np.float64]

_TINY, _HUGE = 1e-100, 1e100
"""Ends of a range beyond these stand for 0 and for none."""
_FAR = 6.0
"""So many standard deviations away, next to nothing is cut off."""
LEFT = 0.001
"""Of what a distribution gives, at least this share lies in the range that is allowed."""


@runtime_checkable
class Distribution(Protocol):
    """Anything that can be drawn from, such as a frozen distribution of `scipy.stats`."""

    def ppf(self, q: Array, /) -> Array:
        """Return the value that a share `q` of all lie below, 0 < q < 1, for each `q`."""
        ...


@dataclass(frozen=True, slots=True)
class Uniform:
    """Every value between two ends is as likely as any other.

    Raises:
        SimulationError: unless `low` lies below `high` and both are finite.

    Example:
        >>> import negcycle as nc
        >>> print(nc.Uniform(1, 4), nc.Uniform(1, 4).ppf([0.5]))
        uniform(1, 4) [2.5]
    """

    low: float
    high: float

    def __post_init__(self) -> None:
        _set(self, low=number_of(self.low), high=number_of(self.high))
        if not 0 < self.high - self.low < math.inf:
            raise SimulationError(say("draw.uniform", low=plain(self.low), high=plain(self.high)))

    def __str__(self) -> str:
        return f"uniform({plain(self.low)}, {plain(self.high)})"

    def ppf(self, q: Array, /) -> Array:
        """Return the value below which a share `q` lies. Shape as `q`."""
        share = np.asarray(q, dtype=np.float64)
        return np.clip(self.low + share * (self.high - self.low), self.low, self.high)

    def within(self, low: float, high: float) -> Uniform:
        """Return the same.

        Raises:
            SimulationError: if it reaches below `low` or above `high`.
        """
        if self.low < low or self.high > high:
            raise _refused("draw.beyond", self, low, high)
        return self


@dataclass(frozen=True, slots=True)
class Normal:
    """The normal distribution, cut off where a parameter can go no further.

    Raises:
        SimulationError: unless both are finite and `sd` is above 0.

    Example:
        >>> import negcycle as nc
        >>> nc.Normal(0.5, 0.25).within(0, 1).ppf([0.5, 0.999]).round(3)
        array([0.5  , 0.996])
    """

    mean: float
    sd: float
    """Standard deviation before anything is cut off."""
    low: float = -math.inf
    high: float = math.inf

    def __post_init__(self) -> None:
        _set(self, mean=number_of(self.mean), sd=number_of(self.sd))
        if self.sd <= 0:
            raise SimulationError(say("draw.sd", value=plain(self.sd)))

    def __str__(self) -> str:
        return _cut(
            f"normal({plain(self.mean)}, {plain(self.sd)})", self.low, self.high, self._ends()
        )

    def ppf(self, q: Array, /) -> Array:
        """Return the value below which a share `q` lies. Shape as `q`."""
        return np.clip(
            self.mean + self.sd * standard_between(q, *self._ends()), self.low, self.high
        )

    def within(self, low: float, high: float) -> Normal:
        """Return the same, cut off at `low` and `high`.

        Raises:
            SimulationError: if next to nothing of it lies in between.
        """
        cut = Normal(self.mean, self.sd, max(low, self.low), min(high, self.high))
        first, last = cut._ends()
        if share_below(last) - share_below(first) < LEFT:
            raise _refused("draw.outside", self, low, high)
        return cut

    def _ends(self) -> tuple[float, float]:
        """Return where it is cut off, in standard deviations from the mean."""
        return (self.low - self.mean) / self.sd, (self.high - self.mean) / self.sd


@dataclass(frozen=True, slots=True)
class LogNormal:
    """A number above 0 whose logarithm is normal: as often twice the median as half of it.

    Raises:
        SimulationError: unless both are finite and above 0.

    Example:
        >>> import negcycle as nc
        >>> nc.LogNormal(2, 0.2).ppf([0.5]).tolist()
        [2.0]
    """

    median: float
    sigma: float
    """Standard deviation of the natural logarithm, before anything is cut off."""
    low: float = 0.0
    high: float = math.inf

    def __post_init__(self) -> None:
        _set(self, median=number_of(self.median), sigma=number_of(self.sigma))
        for value, key in ((self.median, "draw.median"), (self.sigma, "draw.sigma")):
            if value <= 0:
                raise SimulationError(say(key, value=plain(value)))

    def __str__(self) -> str:
        words = f"lognormal({plain(self.median)}, {plain(self.sigma)})"
        return _cut(words, self.low, self.high, self._ends())

    def ppf(self, q: Array, /) -> Array:
        """Return the value below which a share `q` lies. Shape as `q`."""
        with np.errstate(over="ignore"):  # what becomes infinite is told where it is drawn
            drawn = self.median * np.exp(self.sigma * standard_between(q, *self._ends()))
        return np.clip(drawn, self.low, self.high)

    def within(self, low: float, high: float) -> LogNormal:
        """Return the same, cut off at `low` and `high`.

        Raises:
            SimulationError: if next to nothing of it lies in between.
        """
        cut = LogNormal(self.median, self.sigma, max(low, self.low), min(high, self.high))
        first, last = cut._ends()
        if share_below(last) - share_below(first) < LEFT:
            raise _refused("draw.outside", self, low, high)
        return cut

    def _ends(self) -> tuple[float, float]:
        """Return where its logarithm is cut off, in standard deviations from the middle."""
        first, last = (
            (math.log(end) - math.log(self.median)) / self.sigma if end > 0 else -math.inf
            for end in (self.low, self.high)
        )
        return first, last


@dataclass(frozen=True, slots=True)
class Choice:
    """One of some values, each as likely as its weight says.

    Raises:
        SimulationError: without a value, or if a weight is missing or below 0, or all are 0.

    Example:
        >>> import negcycle as nc
        >>> nc.Choice([1, -1], weights=[3, 1]).ppf([0.5, 0.75, 0.76]).tolist()
        [1.0, 1.0, -1.0]
    """

    values: tuple[float, ...]
    weights: tuple[float, ...] | None = None
    """How likely each is beside the others; None where all are alike."""

    def __init__(self, values: Iterable[float], weights: Iterable[float] | None = None) -> None:
        given = tuple(number_of(value) for value in values)
        if not given:
            raise SimulationError(say("draw.no-values"))
        if weights is not None:
            weights = tuple(number_of(one) for one in weights)
            if len(weights) != len(given):
                raise SimulationError(say("draw.weights", one=len(weights), other=len(given)))
            if min(weights) < 0 or not 0 < math.fsum(weights) < math.inf:
                text = ", ".join(map(plain, weights))
                raise SimulationError(say("draw.weight", weights=text))
        _set(self, values=given, weights=weights)

    def __str__(self) -> str:
        values = [plain(value) for value in self.values]
        if self.weights is not None:
            weights = map(plain, self.weights)
            values = [f"{one}:{weight}" for one, weight in zip(values, weights, strict=True)]
        return f"choice({', '.join(values)})"

    def ppf(self, q: Array, /) -> Array:
        """Return the first value up to which the weights reach the share `q`. Shape as `q`."""
        weights = np.ones(len(self.values)) if self.weights is None else np.array(self.weights)
        values = np.array(self.values)[weights > 0]
        reached = np.cumsum(weights[weights > 0])
        places = np.searchsorted(reached[:-1] / reached[-1], np.asarray(q, dtype=np.float64))
        chosen: Array = values[places]
        return chosen

    def within(self, low: float, high: float) -> Choice:
        """Return the same.

        Raises:
            SimulationError: if a value lies below `low` or above `high`.
        """
        if min(self.values) < low or max(self.values) > high:
            raise _refused("draw.beyond", self, low, high)
        return self


def drawn(
    given: Distribution,
    shares: Array,
    *,
    name: str,
    low: float = -math.inf,
    high: float = math.inf,
) -> Array:
    """Return the values of the parameter `name` that stand at some shares of a distribution.

    Args:
        given: What it is drawn from.
        shares: Between 0 and 1, from chance or from a design.
        name: Of the parameter, for what may have to be said.
        low: The smallest value that the parameter can have; normal ones are cut off there.
        high: The largest one.

    Raises:
        SimulationError: if the distribution goes beyond that, or gives no finite numbers.
    """
    cut = fitted(given, name=name, low=low, high=high)
    asked = np.clip(np.asarray(shares, dtype=np.float64), LEAST, 1 - LEAST)
    values = np.asarray(cut.ppf(asked), dtype=np.float64)
    if values.shape != asked.shape or not np.all(np.isfinite(values)):
        raise SimulationError(say("draw.no-numbers", name=name, what=told(given)))
    if np.any((values < low) | (values > high)):
        message = _refused("draw.beyond", given, low, high)
        raise SimulationError(say("draw.of", name=name, message=message))
    return values


def fitted(
    given: Distribution, *, name: str, low: float = -math.inf, high: float = math.inf
) -> Distribution:
    """Return a distribution cut off where its parameter can go no further.

    Raises:
        SimulationError: if it goes beyond that and cannot be cut off.
    """
    if not isinstance(given, Uniform | Normal | LogNormal | Choice):
        return given
    try:
        return given.within(low, high)
    except SimulationError as error:
        raise SimulationError(say("draw.of", name=name, message=error)) from None


def told(given: Distribution) -> str:
    """Return what a distribution is in a few words, the same in every process."""
    if isinstance(given, Uniform | Normal | LogNormal | Choice):
        return str(given)
    of_scipy = getattr(getattr(given, "dist", None), "name", None)
    if not isinstance(of_scipy, str):
        return type(given).__name__
    words = [_word(one) for one in getattr(given, "args", ())]
    words += [f"{name}={_word(one)}" for name, one in getattr(given, "kwds", {}).items()]
    return f"{of_scipy}({', '.join(words)})"


def number_of(value: object) -> float:
    """Return a finite number.

    Raises:
        SimulationError: if it is none.
    """
    if isinstance(value, bool) or not isinstance(value, Real):
        raise SimulationError(say("draw.number", value=repr(value)))
    number = float(value)
    if not math.isfinite(number):
        raise SimulationError(say("draw.number", value=value))
    return number


def plain(value: float) -> str:
    """Return a number as people write it, with no digit lost that counts."""
    return f"{value:.15g}"


def _word(value: object) -> str:
    return plain(value) if isinstance(value, int | float) else str(value)


def _set(frozen: object, **values: object) -> None:
    for name, value in values.items():
        object.__setattr__(frozen, name, value)


def _cut(words: str, low: float, high: float, ends: tuple[float, float]) -> str:
    """Return what a distribution is, with the ends where some of it was cut off."""
    low = low if ends[0] > -_FAR else -math.inf
    high = high if ends[1] < _FAR else math.inf
    allowed = allowed_range(low, high)
    return say("draw.cut", what=words, allowed=allowed) if allowed else words


def allowed_range(low: float, high: float) -> str:
    """Return a range in words, as far as it has ends."""
    first = "" if low == -math.inf else "above" if 0 < low < _TINY else "from"
    last = "" if high > _HUGE else "to"
    key = "-".join(part for part in (first, last) if part)
    return say(f"draw.allowed-{key}", low=plain(low), high=plain(high)) if key else ""


def _refused(key: str, given: Distribution, low: float, high: float) -> SimulationError:
    return SimulationError(say(key, what=told(given), allowed=allowed_range(low, high)))
