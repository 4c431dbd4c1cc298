"""A fixed point, followed while a number is turned, around folds where need be.

States and number together are one point in a space of one dimension more; the way on is the
direction in which it stays a fixed point (pseudo-arclength continuation).

Sources:
    Keller, H. B. (1977). Numerical solution of bifurcation and nonlinear eigenvalue problems.
    Kuznetsov, Y. A. (2004). Elements of Applied Bifurcation Theory, 3rd ed., chapter 10.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.newton import STAYS, Moving, is_map, moves, slopes_of_moves
from negcycle.analysis.spectrum import eigenvalues
from negcycle.system.protocol import Array

_FIRST = 0.01
_LONGEST = 0.06
_SHORTEST = 1e-7
"""Strides, as a share of the range of the number and of the states together."""
_STRAIGHT = 0.98
"""Two strides in which the direction turns more than this (its cosine) are too long."""
_AT_THE_EDGE = 1e-3
"""Who is lost as near as this to an end of the range has come to where another branch crosses."""
_MOST_POINTS = 600
_STILL = 1e-10
"""Newton's method is done when it moves less than this."""
_MIDDLE = 0.5
_PUSH = 1e-6
"""By which share of its range the number is pushed to read slopes."""


@dataclass(frozen=True, eq=False)
class Family:
    """A model for each value of a number, and in which units its states are measured."""

    model_of: Callable[[float], Moving]
    low: float
    high: float
    bottom: Array
    """The lower ends of where states are followed. Shape ``(n,)``."""
    top: Array
    """The upper ends. Shape ``(n,)``."""
    _models: dict[float, Moving] = field(default_factory=dict[float, Moving], repr=False)

    def value(self, share: float) -> float:
        """Return the number at a share of its range, 0 to 1."""
        return float(self.low + (self.high - self.low) * min(max(share, 0.0), 1.0))

    def at(self, share: float) -> Moving:
        """Return the model at a share of the range; the last few are kept."""
        value = self.value(share)
        if value not in self._models:
            while len(self._models) > _KEPT:
                self._models.pop(next(iter(self._models)))
            self._models[value] = self.model_of(value)
        return self._models[value]

    @cached_property
    def width(self) -> Array:
        """The unit of each state. Shape ``(n,)``."""
        return self.top - self.bottom

    @cached_property
    def steps(self) -> bool:
        """Whether it is a family of maps."""
        return is_map(self.at(0.0))

    def state(self, point: Array) -> Array:
        """Return the state of a point, in its own units. Shape ``(n,)``."""
        return point[:-1] * self.width

    def point(self, state: Array, share: float) -> Array:
        """Return the point of a state and a share of the range. Shape ``(n + 1,)``."""
        return np.append(state / self.width, share)

    def off(self, point: Array) -> Array:
        """Return what is 0 on a branch. Shape ``(n,)``."""
        return moves(self.at(point[-1]), self.state(point))

    def by_states(self, point: Array) -> Array:
        """Return how `off` changes with the states. Shape ``(n, n)``."""
        return slopes_of_moves(self.at(point[-1]), self.state(point)) * self.width

    def by_number(self, point: Array) -> Array:
        """Return how `off` changes with the number, toward the middle. Shape ``(n,)``."""
        push = _PUSH if point[-1] < _MIDDLE else -_PUSH
        pushed = np.append(point[:-1], min(max(point[-1], 0.0), 1.0) + push)
        return (self.off(pushed) - self.off(point)) / push

    def growths(self, point: Array) -> tuple[Array, NDArray[np.complex128]]:
        """Return how fast upsets grow there, the fastest first, and the eigenvalues in that order.

        Above 0 it grows. Each of shape ``(n,)``.
        """
        values = eigenvalues(self.at(point[-1]).jacobian(self.state(point)))
        grows: Array = np.abs(values) - 1 if self.steps else values.real
        order = np.lexsort((-values.imag, -grows))
        return grows[order], values[order]

    def holds(self, point: Array) -> bool:
        """Whether a point lies where states are followed."""
        state, slack = self.state(point), 1e-6 * self.width
        return bool(np.all((state >= self.bottom - slack) & (state <= self.top + slack)))


_KEPT = 6


@dataclass(frozen=True, eq=False)
class Stop:
    """One point of a branch, with the direction in which it goes on."""

    point: Array
    """The states in their units, and the share of the range. Shape ``(n + 1,)``."""
    way: Array
    """The direction, of length 1. Shape ``(n + 1,)``."""
    by_number: Array
    """How the rates change with the number. Shape ``(n,)``."""
    growths: Array
    """How fast upsets grow, the fastest first. Shape ``(n,)``."""
    values: NDArray[np.complex128]
    """The eigenvalues in the same order. Shape ``(n,)``."""

    @property
    def growing(self) -> int:
        """In how many directions an upset grows."""
        return int(np.count_nonzero(self.growths > _GROWS))


_GROWS = 1e-9


def stop_at(family: Family, point: Array, before: Array) -> Stop | None:
    """Return a point of a branch with its direction, that of `before` or the like.

    Where another branch crosses, directions are many; then it is `before` itself. None where the
    model gives no finite numbers.
    """
    by_number = family.by_number(point)
    rows = np.vstack([np.column_stack([family.by_states(point), by_number]), before])
    if not np.all(np.isfinite(rows)):
        return None
    try:
        way = np.linalg.solve(rows, np.append(np.zeros(len(point) - 1), 1.0))
    except np.linalg.LinAlgError:
        way = before
    if not np.all(np.isfinite(way)):
        way = before
    way = np.asarray(way / np.max(np.abs(way)), dtype=np.float64)  # or its square overflows
    way = np.asarray(way / np.linalg.norm(way), dtype=np.float64)
    return Stop(point, way, by_number, *family.growths(point))


def corrected(family: Family, guess: Array, across: Array, *, most: int = 10) -> Array | None:
    """Return the point of a branch next to a guess, at a right angle to a direction, or None.

    Args:
        family: The models.
        guess: Shape ``(n + 1,)``.
        across: The direction that is kept fixed: the unit vector of the number keeps the number.
        most: How many Newton steps at most.
    """
    now = guess
    by_number = family.by_number(guess)
    for _ in range(most):
        off = family.off(now)
        rows = np.vstack([np.column_stack([family.by_states(now), by_number]), across])
        if not np.all(np.isfinite(rows)):
            return None
        try:
            move = np.linalg.solve(rows, -np.append(off, across @ (now - guess)))
        except np.linalg.LinAlgError:
            return None
        now = np.asarray(now + move, dtype=np.float64)
        size = float(np.max(np.abs(move)))
        if not size < 1.0:
            return None
        if size < _STILL:
            return now if float(np.max(np.abs(family.off(now)))) < STAYS else None
    return None


def followed_from(family: Family, start: Array, sense: float) -> tuple[list[Stop], bool]:
    """Return the stops of a branch from a point on, and whether it came to an end by itself.

    It ends where the number or a state leaves its range, or where it is back at its start.

    Args:
        family: The models.
        start: A point of the branch. Shape ``(n + 1,)``.
        sense: +1 to begin toward higher numbers, -1 toward lower ones.
    """
    number = np.append(np.zeros(len(start) - 1), 1.0)
    first = stop_at(family, start, sense * number)
    if first is None:
        return [], False
    stops, stride = [first], _FIRST
    while len(stops) < _MOST_POINTS:
        here = stops[-1]
        ahead = here.point + stride * here.way
        if not 0 <= ahead[-1] <= 1:
            end = _at_the_end(family, here, float(ahead[-1] > 1))
            if end is not None:
                return [*stops, end], True
            stride /= 2
        else:
            there = _next(family, here, ahead, stride)
            if there is None:
                stride /= 2
            else:
                stops.append(there)
                if not family.holds(there.point):
                    return stops, True
                if len(stops) > _A_WAY and _passed(first, here, there):
                    return [*stops, first], True
                stride = min(1.5 * stride, _LONGEST)
        if stride < _SHORTEST:
            return stops, abs(here.point[-1] - round(here.point[-1])) < _AT_THE_EDGE
    return stops, False


_A_WAY = 4


def _next(family: Family, here: Stop, ahead: Array, stride: float) -> Stop | None:
    found = corrected(family, ahead, here.way)
    if found is None or np.linalg.norm(found - ahead) > stride / 2:
        return None
    stop = stop_at(family, found, here.way)
    return stop if stop is not None and stop.way @ here.way >= _STRAIGHT else None


def _at_the_end(family: Family, here: Stop, end: float) -> Stop | None:
    """Return the stop at the end of the range, if it is near."""
    share = (end - here.point[-1]) / here.way[-1] if here.way[-1] else np.inf
    guess = here.point + share * here.way
    guess[-1] = end
    number = np.append(np.zeros(len(guess) - 1), 1.0)
    found = corrected(family, guess, number)
    if found is None or np.linalg.norm(found - guess) > abs(share) / 2 + _SHORTEST:
        return None
    return stop_at(family, found, here.way)


def _passed(first: Stop, here: Stop, there: Stop) -> bool:
    """Whether a branch comes through its start again between two stops."""
    leg = there.point - here.point
    length = max(float(leg @ leg), 1e-300)
    share = float(np.clip(leg @ (first.point - here.point) / length, 0, 1))
    missed = np.linalg.norm(here.point + share * leg - first.point)
    return bool(missed < 0.05 * np.linalg.norm(leg) and first.way @ there.way > 0)
