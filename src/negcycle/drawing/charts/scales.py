"""From numbers to millimeters, and round numbers for the ticks of an axis."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_LARGEST = 1e300


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: the numbers from `low` to `high` lie between `start` and `end`, in mm.

    `start` may lie after `end`, as on an upright axis, where y runs down.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, values: Array) -> Array:
        """Return where `values` lie, in mm; what is beyond the axis lies at its end."""
        low, high = self.low, self.high
        inside = np.clip(values, low, high)
        if self.log:
            share = np.log(inside / low) / math.log(high / low)
        else:  # halves, because the difference of two large numbers may be too large
            share = (inside / 2 - low / 2) / (high / 2 - low / 2)
        return self.start + share * (self.end - self.start)

    def at(self, value: float) -> float:
        """Return where one number lies, in mm."""
        return float(self(np.array([value]))[0])


def reach(low: float, high: float) -> tuple[float, float]:
    """Return finite limits that are apart and hold both; a single number gets room around it."""
    low, high = (min(max(one, -_LARGEST), _LARGEST) for one in (low, high))
    room = max(abs(low), abs(high), 1e-300)
    if high - low <= 1e-9 * room:
        pad = 0.5 * room if room > 1e-12 else 1.0
        return low - pad, high + pad
    return low, high


def round_reach(low: float, high: float, count: int = 5) -> tuple[float, float]:
    """Return limits that hold `low` and `high` and are themselves ticks."""
    low, high = reach(low, high)
    step = _step(low, high, count)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Return about `count` round numbers from `low` to `high`."""
    step = _step(low, high, count)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [n * step for n in range(first, last + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return the powers of ten from `low` to `high`; few of them where there are many."""
    first, last = math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9)
    every = max(1, math.ceil((last - first) / 4))
    return [10.0**n for n in range(first, last + 1) if n % every == 0]


def tick_words(value: float, step: float) -> str:
    """Return a tick as it is written: as short as the `step` between two allows."""
    if abs(value) < step * 1e-6:
        return "0"
    size = max(abs(value), step)
    if size >= 1e6 or step < 1e-4:
        digits = max(0, math.floor(math.log10(size)) - math.floor(math.log10(step)))
        head, _, power = f"{value:.{digits}e}".partition("e")
        return f"{head}e{int(power)}".replace("-", "\N{MINUS SIGN}")
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    return f"{value:,.{decimals}f}".replace("-", "\N{MINUS SIGN}").replace(",", "\N{THIN SPACE}")


def number(value: float) -> str:
    """Return a number as it stands in a sentence: with two decimals or three digits."""
    if not math.isfinite(value):
        return "?"
    size = abs(value)
    if size >= 1e6 or 0 < size < 0.005:
        head, _, power = f"{value:.1e}".partition("e")
        return f"{head}e{int(power)}".replace("-", "\N{MINUS SIGN}") if size >= 1e-9 else "0"
    words = f"{value:.0f}" if size >= 100 else f"{value:.2f}"
    return words.replace("-", "\N{MINUS SIGN}")


def short(value: float) -> str:
    """Return a number that somebody chose, without needless decimals."""
    return f"{value:.3g}".replace("-", "\N{MINUS SIGN}")


def turns(value: float) -> str:
    """Return a time as it stands in a sentence, without needless decimals."""
    if value == round(value) and abs(value) < 1e15:
        return f"{value:.0f}".replace("-", "\N{MINUS SIGN}")
    return number(value)


def _step(low: float, high: float, count: int) -> float:
    rough = (high / 2 - low / 2) / max(count, 1) * 2
    power = 10.0 ** math.floor(math.log10(rough))
    return min((power * n for n in (1, 2, 5, 10)), key=lambda step: abs(math.log(step / rough)))
