"""The tools with which a published equation is run a second time, made of none of negcycle's code.

In this folder every number of the literature is met by two codings: a few lines of the test's own,
and the model of negcycle. A test's name begins with the number of its row in the validation suite.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import pytest

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Rates = Callable[[Numbers], Any]

# Dormand, J. R., & Prince, P. J. (1980). J. Comput. Appl. Math. 6(1), 19-26.
STAGES = (
    (1 / 5,),
    (3 / 40, 9 / 40),
    (44 / 45, -56 / 15, 32 / 9),
    (19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729),
    (9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656),
    (35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84),
)
ERRORS = np.array(
    (71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40),
)


class Run(NamedTuple):
    """A solution at the times at which it was computed."""

    times: Numbers
    states: Numbers
    """Shape ``(n_times, n_states)``."""
    slopes: Numbers
    """The rates there, of the same shape."""


def _solve(rates: Rates, start: Any, until: float, *, tolerance: float = 1e-10) -> Run:
    x = np.array(start, dtype=float)
    slope = np.asarray(rates(x), dtype=float)
    time, step = 0.0, min(until, 1e-3)
    times, states, slopes = [time], [x], [slope]
    while time < until:
        step = min(step, until - time)
        parts = [slope]
        after = x
        for weights in STAGES:
            after = x + step * sum(w * k for w, k in zip(weights, parts, strict=True))
            parts.append(np.asarray(rates(after), dtype=float))
        error = step * np.max(np.abs(ERRORS @ np.array(parts)) / (1 + np.abs(after)))
        if error <= tolerance:
            time = until if step == until - time else time + step
            x, slope = after, parts[-1]
            times.append(time)
            states.append(x)
            slopes.append(slope)
        step *= min(5.0, max(0.2, 0.9 * (tolerance / max(error, 1e-300)) ** 0.2))
    return Run(np.array(times), np.array(states), np.array(slopes))


def _crossings(times: Any, values: Any, slopes: Any, level: float) -> Numbers:
    times, values, slopes = (np.asarray(one, dtype=float) for one in (times, values, slopes))
    at = np.flatnonzero((values[:-1] < level) & (values[1:] >= level))
    h, u, v = np.diff(times)[at], values[at], values[at + 1]
    du, dv = h * slopes[at], h * slopes[at + 1]
    low, high = np.zeros(len(at)), np.ones(len(at))
    for _ in range(55):
        s = (low + high) / 2
        inside = (
            (1 + 2 * s) * (1 - s) ** 2 * u
            + s * (1 - s) ** 2 * du
            + s**2 * (3 - 2 * s) * v
            + s**2 * (s - 1) * dv
        )
        low, high = np.where(inside < level, s, low), np.where(inside < level, high, s)
    return times[at] + h * (low + high) / 2


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    sign = np.sign(function(low))
    assert sign * function(high) < 0, "There is no change of sign."
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if sign * function(middle) > 0 else (low, middle)
    return (low + high) / 2


def _stride(rates: Rates, x: Any, step: float) -> Any:
    k1 = rates(x)
    k2 = rates(x + step / 2 * k1)
    k3 = rates(x + step / 2 * k2)
    k4 = rates(x + step * k3)
    return x + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def _printed(number: str, tolerance: float = 1e-6) -> Any:
    places = len(number.partition(".")[2])
    value = float(number)
    return pytest.approx(value, rel=0, abs=max(0.51 * 10.0**-places, tolerance * abs(value)))


@pytest.fixture(scope="session")
def solve() -> Callable[..., Run]:
    """Return a solver of its own kind: Dormand and Prince's pair, with a step that adapts."""
    return _solve


@pytest.fixture(scope="session")
def stride() -> Callable[[Rates, Any, float], Any]:
    """Return one classical Runge-Kutta step, for many states side by side."""
    return _stride


@pytest.fixture(scope="session")
def crossings() -> Callable[..., Numbers]:
    """Return a function that finds when values rise through a level, on the cubic between two."""
    return _crossings


@pytest.fixture(scope="session")
def root() -> Callable[..., float]:
    """Return a function that halves an interval until it holds a root and nothing else."""
    return _root


@pytest.fixture(scope="session")
def printed() -> Callable[..., Any]:
    """Return a function from a number in print to what equals it.

    A number may differ by its last printed digit or by the relative tolerance, whichever is more.
    """
    return _printed
