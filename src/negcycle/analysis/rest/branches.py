"""What a bifurcation is: branches of rests over a number, and where they turn into others."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.newton import SAME, Moving, rest_from
from negcycle.analysis.rest.crossing import Kind
from negcycle.analysis.rest.equilibrium import Equilibrium, certified, in_order
from negcycle.errors import AnalysisError
from negcycle.system.protocol import Array
from negcycle.words import say

_ONE = 1e-7
"""Values nearer than this, as a share of the range, are one: those of a rest and its mirror."""


@dataclass(frozen=True)
class TurningPoint:
    """A value of the number at which a branch changes what it is."""

    kind: Kind
    value: float
    """Of the number."""
    state: Mapping[str, float]
    eigenvalue: complex
    """The one that crosses the border of growing: 0, or of a map 1 or -1, or one of a pair."""
    height: float
    """Where it stands in the picture: the strength of the cycle, or the state that is shown."""

    @property
    def period(self) -> float | None:
        """How long it takes around once, where it swings; in the model's unit of time."""
        if self.kind == "hopf":
            return 2 * math.pi / abs(self.eigenvalue.imag)
        if self.kind == "torus":
            return 2 * math.pi / abs(np.angle(self.eigenvalue))
        return None


@dataclass(frozen=True, eq=False)
class Branch:
    """Rests that pass into one another as the number is turned."""

    values: Array
    """Of the number, in the order of the branch, which may turn back. Shape ``(n_points,)``."""
    states: Array
    """Shape ``(n_points, n_states)``."""
    eigenvalues: NDArray[np.complex128]
    """Of the full Jacobian, the leading one first. Shape ``(n_points, n_states)``."""
    stable: tuple[bool | None, ...]
    """Whether a small upset fades at each point; None where that is not decided, as with delays."""
    heights: Array
    """The strength of the cycle, or the state that is shown. Shape ``(n_points,)``."""
    points: tuple[TurningPoint, ...]
    """Where it changes, in the order of the branch."""
    places: tuple[int, ...]
    """Where these stand among the values above."""
    whole: bool
    """Whether it was followed until it left the picture; else it was lost on the way."""


@dataclass(frozen=True)
class Stretch:
    """A range of the number in which nothing changes."""

    low: float
    high: float
    rests: tuple[Equilibrium, ...]
    """The rests in the middle of it."""


@dataclass(frozen=True, eq=False)
class Bifurcation:
    """The rests of a model for each value of a number."""

    parameter: str
    low: float
    high: float
    names: tuple[str, ...]
    """Of the states."""
    branches: tuple[Branch, ...]
    shows: str | None
    """The state that is shown upward; None for the strength of a couple's cycle."""
    own: tuple[tuple[str, float], ...] = ()
    """The value that a couple has, under an empty name; by name where partners differ."""
    of: str = ""
    """The name of the partner whose number it is; empty where it is everybody's."""
    model_of: Callable[[float], Moving] | None = field(default=None, repr=False)

    @property
    def points(self) -> tuple[TurningPoint, ...]:
        """Where branches change, by rising value; mirror images stand next to each other."""
        found = [one for branch in self.branches for one in branch.points]
        return tuple(sorted(found, key=lambda one: (one.value, one.kind, one.height)))

    def of_kind(self, kind: Kind) -> tuple[float, ...]:
        """Return the values at which branches change in this way, rising, each once."""
        found: list[float] = []
        for one in self.points:
            if one.kind == kind and not (
                found and one.value - found[-1] <= _ONE * (self.high - self.low)
            ):
                found.append(one.value)
        return tuple(found)

    @property
    def folds(self) -> tuple[float, ...]:
        """The values at which two rests meet and vanish."""
        return self.of_kind("fold")

    @property
    def hopfs(self) -> tuple[float, ...]:
        """The values from which on an upset swings and grows."""
        return self.of_kind("hopf")

    def at(self, value: float) -> tuple[Equilibrium, ...]:
        """Return the rests on these branches at one value of the number, as `equilibria` does.

        Raises:
            AnalysisError: if the value lies outside.
        """
        if not self.low <= value <= self.high or self.model_of is None:
            raise AnalysisError(
                say("bifurcation.outside", value=value, low=self.low, high=self.high)
            )
        model = self.model_of(value)
        found: list[Array] = []
        for branch in self.branches:
            for start in _starts_at(branch, value):
                rest = rest_from(model, start)
                if rest is not None and all(np.max(np.abs(rest - one)) > SAME for one in found):
                    found.append(rest)
        return in_order(model, (certified(model, rest) for rest in found))

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """What holds between one value at which something changes and the next, rising."""
        inside = {one.value for one in self.points if self.low < one.value < self.high}
        least = _ONE * (self.high - self.low)
        cuts = [self.low]
        for value in sorted(inside):
            if value - cuts[-1] > least and self.high - value > least:
                cuts.append(value)
        cuts.append(self.high)
        return tuple(Stretch(low, high, self.at((low + high) / 2)) for low, high in pairwise(cuts))

    def as_data(self) -> dict[str, object]:
        """Return what was found for JSON."""
        return {
            "parameter": self.parameter,
            "low": self.low,
            "high": self.high,
            "points": [
                {"kind": one.kind, "value": one.value, "state": dict(one.state)}
                for one in self.points
            ],
            "branches": [
                {
                    "values": branch.values.tolist(),
                    "heights": branch.heights.tolist(),
                    "stable": list(branch.stable),
                    "whole": branch.whole,
                }
                for branch in self.branches
            ],
        }


def _starts_at(branch: Branch, value: float) -> Iterator[Array]:
    """Yield where a branch passes a value of the number, by straight lines between its points."""
    for place, (one, other) in enumerate(pairwise(branch.values.tolist())):
        if min(one, other) <= value <= max(one, other):
            share = (value - one) / (other - one) if other != one else 0.0
            yield branch.states[place] + share * (branch.states[place + 1] - branch.states[place])
