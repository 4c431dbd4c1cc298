"""What happened over time, observed or simulated, and how it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import numpy as np

from negcycle.errors import UnknownName
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from numpy.typing import NDArray

POSITION = 0.15
"""From this strength on, a behavior is a position: toward is pursuing, away is withdrawing."""


class Outcome(StrEnum):
    """How a run ended. None of these is an error."""

    CALM = "calm"
    STUCK = "stuck"
    ESCALATING = "escalating"
    OSCILLATING = "oscillating"
    UNSETTLED = "unsettled"


@dataclass(frozen=True, slots=True)
class Band:
    """One input as it happened: what, for whom, from when to when."""

    kind: str
    """The kind of plan item, such as ``"trigger"`` or ``"timeout"``."""
    label: str
    """The same in words, to stand in a picture."""
    start: float
    """In turns."""
    end: float
    """In turns."""
    partners: tuple[str, ...] = ()
    """The keys of those whom it acts on."""


@dataclass(frozen=True, slots=True)
class Acting:
    """What acts on people from outside, from one time on until the next change."""

    start: float
    """In turns."""
    values: Mapping[str, float]
    """By name, such as ``"john.felt"``; see `negcycle.system.inputs.Inputs.named`."""


_MAPPINGS = ("measures", "people", "written", "indices")
"""The fields that are read-only mappings."""

_NOTHING: Mapping[str, NDArray[np.float64]] = MappingProxyType({})


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """Named states over time. The arrays can be read and not written.

    Two trajectories are compared with `is_close`.
    """

    times: NDArray[np.float64]
    """In turns (of a published model: in its own unit), rising. Shape ``(n_times,)``."""
    names: tuple[str, ...]
    """The names of the states, such as ``"john.behavior"``."""
    states: NDArray[np.float64]
    """Without unit. Shape ``(n_times, n_names)``."""
    measures: Mapping[str, NDArray[np.float64]] = field(default_factory=lambda: _NOTHING)
    """What is read off the states, such as ``"cycle_strength"``. Each of shape ``(n_times,)``."""
    bands: tuple[Band, ...] = ()
    """The inputs as they happened, by their start."""
    acting: tuple[Acting, ...] = ()
    """The same in numbers, each time that they change; empty where that is not known."""
    outcome: Outcome | None = None
    """How it ended; None where that was not asked, as with a published model."""
    decided: str = ""
    """How the outcome was decided, in a sentence."""
    people: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """The key and the name of each partner."""
    written: Mapping[str, str | None] = field(default_factory=lambda: MappingProxyType({}))
    """The position of each partner as the file says it, ``"pursue"``, ``"withdraw"`` or None."""
    indices: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    """Five numbers for each partner at the end, after the five signs of a secure bond. 0 to 1."""
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known, in sentences."""
    notes: tuple[str, ...] = ()
    """What became of the plan where that needs saying, in sentences."""
    step: float = 0.0
    """Turns between two steps of the computation."""
    noise: float = 0.0
    """Stationary standard deviation of the random input."""
    seed: int | None = None
    """What the random numbers were made from; None where there were none."""
    version: str = ""
    """The version of negcycle."""
    case: str = ""
    """A digest of the case that was simulated, so that a result can be traced to its input."""
    halving: float | None = None
    """The largest difference to the same run with half the step; None where nobody asked."""

    def __post_init__(self) -> None:
        for name in ("times", "states"):
            object.__setattr__(self, name, _read_only(getattr(self, name)))
        measures = {name: _read_only(values) for name, values in self.measures.items()}
        object.__setattr__(self, "measures", measures)
        for name in _MAPPINGS:
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        if self.states.shape != (len(self.times), len(self.names)):
            raise ValueError(
                say(
                    "trajectory.shape",
                    states=self.states.shape,
                    times=len(self.times),
                    names=len(self.names),
                )
            )

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy in another process is made from; a read-only view cannot go there."""
        return {**vars(self), **{name: dict(getattr(self, name)) for name in _MAPPINGS}}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self.__post_init__()

    def __repr__(self) -> str:
        """Return a line that says what this is; the numbers are asked for by name."""
        ended = f", {self.outcome}" if self.outcome else ""
        return (
            f"<Trajectory of {len(self.times):,} times and {len(self.names)} states, from "
            f"{self.times[0]:g} to {self.times[-1]:g}{ended}>"
        )

    def __len__(self) -> int:
        return len(self.times)

    def __contains__(self, name: object) -> bool:
        return name in self.names or name in self.measures

    def __iter__(self) -> Iterator[str]:
        """Go through the names of states and measures."""
        yield from self.names
        yield from self.measures

    def __getitem__(self, name: str) -> NDArray[np.float64]:
        """Return one state or measure over time. Shape ``(n_times,)``.

        Raises:
            UnknownName: if there is none of this name.
        """
        if name in self.names:
            return self.states[:, self.names.index(name)]
        if name in self.measures:
            return self.measures[name]
        known = (*self.names, *self.measures)
        hint = did_you_mean(name, known)
        raise UnknownName(say("trajectory.unknown", name=name, hint=hint), name, known)

    @property
    def turns(self) -> float:
        """How long it lasted."""
        return float(self.times[-1] - self.times[0])

    @property
    def final(self) -> dict[str, float]:
        """The last value of every state."""
        return dict(zip(self.names, map(float, self.states[-1]), strict=True))

    @property
    def found(self) -> dict[str, str]:
        """The position that each partner ends in; who is in none is left out."""
        ends = {key: self.done(key) for key in self.people}
        return {
            key: "pursue" if end > 0 else "withdraw"
            for key, end in ends.items()
            if abs(end) >= POSITION
        }

    def done(self, partner: str) -> float:
        """Return what a partner does at the end, the mean over their behaviors. -1 to 1."""
        first = f"{partner}.behavior"
        ends = [
            value
            for name, value in self.final.items()
            if name == first or name.startswith(f"{first}.")
        ]
        return sum(ends) / len(ends) if ends else 0.0

    def at(self, time: float) -> dict[str, float]:
        """Return every state at a time, between two points in proportion."""
        return {
            name: float(np.interp(time, self.times, self.states[:, place]))
            for place, name in enumerate(self.names)
        }

    def is_close(self, other: Trajectory, *, tolerance: float = 1e-9) -> bool:
        """Whether names and times are the same, and states no farther apart than `tolerance`."""
        return (
            self.names == other.names
            and self.times.shape == other.times.shape
            and bool(np.allclose(self.times, other.times, rtol=0, atol=tolerance))
            and bool(np.allclose(self.states, other.states, rtol=0, atol=tolerance))
        )

    # -- showing: the parts above load when they are used -----------------------------------

    def _repr_html_(self) -> str:
        showing = import_module("negcycle.drawing.showing")
        return cast("str", showing.trajectory_shown(self))


def _read_only(values: NDArray[np.float64]) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.setflags(write=False)
    return array
