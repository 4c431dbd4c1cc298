"""Many couples, a row each: what differs between them, how each ended, and what was made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, cast

import numpy as np

from negcycle.errors import UnknownName
from negcycle.model.faults import cut
from negcycle.model.missed import Missed
from negcycle.model.trajectory import Outcome
from negcycle.words import did_you_mean, say
from negcycle.words.shares import percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

OUTCOMES = tuple(Outcome)
"""The outcomes by their number in the column ``outcome``."""

POSITIONS = ("withdraw", "neither", "pursue")
"""The positions by their number in a column ``<key>.position``, plus 1: -1, 0 and 1."""

READINGS = ("final", "mean", "variance", "lowest", "highest")
"""What a row tells of each state, as in ``"john.behavior.mean"``."""

Sampling = Literal["grid", "sobol", "latin", "random"]
"""How the points of a design are chosen."""


@dataclass(frozen=True, slots=True)
class Design:
    """The points at which couples were simulated, several at each."""

    sampling: Sampling
    """``grid``: every combination; the others: points drawn between the ends of each axis."""
    axes: Mapping[str, tuple[float, ...]]
    """Of a grid, the values of each parameter; else its lowest and highest value."""
    points: int
    """How many points there are."""
    runs: int = 1
    """How many couples there are at each point; couple number i is at point ``i // runs``."""
    distributions: Mapping[str, str] = field(default_factory=dict[str, str])
    """What each parameter was drawn from, in words, such as ``"normal(2, 0.3)"``; of no grid."""
    second_order: bool = False
    """Of `sobol`, whether its points tell the effects of two parameters together as well."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many values each axis of a grid has, in order, and the runs; else points and runs."""
        of_a_grid = tuple(len(values) for values in self.axes.values())
        return (*(of_a_grid if self.sampling == "grid" else (self.points,)), self.runs)


@dataclass(frozen=True, eq=False)
class Recorded:
    """Some states of every couple over time."""

    times: Array
    """In turns. Shape ``(n_times,)``."""
    names: tuple[str, ...]
    values: Array
    """Shape ``(n_couples, n_times, n_names)``."""

    def __getitem__(self, name: str) -> Array:
        """Return one state of every couple. Shape ``(n_couples, n_times)``.

        Raises:
            UnknownName: if it was not recorded.
        """
        if name not in self.names:
            hint = did_you_mean(name, self.names)
            raise UnknownName(
                say("ensemble.not-recorded", name=cut(str(name), 60), hint=hint), name, self.names
            )
        of_it: Array = self.values[:, :, self.names.index(name)]
        return of_it

    def quantiles(
        self, name: str, levels: Sequence[float] = (0.05, 0.25, 0.5, 0.75, 0.95)
    ) -> Array:
        """Return quantiles over the couples at each time. Shape ``(n_levels, n_times)``.

        Raises:
            UnknownName: if it was not recorded.
        """
        found: Array = np.quantile(self[name], levels, axis=0)
        return found


_NOTHING: Mapping[str, Array] = MappingProxyType({})
_NOBODY: Mapping[str, str] = MappingProxyType({})
_NOTHING_WRITTEN: Mapping[str, str | None] = MappingProxyType({})
_VIEWS = ("parameters", "columns", "people", "written", "drawn", "libraries")
"""What is read and cannot be written to."""


@dataclass(frozen=True, eq=False, repr=False)
class Ensemble:
    """Many couples of one cycle, a row each, in the order of their numbers.

    A couple's row follows from the case, the plan, the seed and its own number and parameters, and
    from nothing else: not from how many others there are, nor from where they were computed.
    """

    index: NDArray[np.int64]
    """The number of each couple, rising. Shape ``(n_couples,)``, as of every column."""
    parameters: Mapping[str, Array]
    """What differs between the couples, by name, such as ``"john.reactivity"``."""
    columns: Mapping[str, NDArray[np.generic]]
    """What became of each couple: ``outcome`` (its number in `OUTCOMES`, int8), ``settled`` (turns
    until nobody changed position any more), ``<key>.position`` (-1, 0, 1: see `POSITIONS`, int8),
    and for each state and ``cycle_strength`` the `READINGS`, such as ``john.behavior.mean``."""
    runs: int
    """How many couples were asked for in all; more than there are rows in a part."""
    turns: float
    step: float
    """Turns between two steps of the computation."""
    look: float
    """Turns between two looks; means, variances, extremes and ``settled`` are read off at looks."""
    seed: int
    """What the random numbers were made from."""
    after: float = 0.0
    """Turns at the beginning that means, variances and extremes leave out."""
    noise: float = 0.0
    """Stationary standard deviation of the random input, where it does not differ."""
    names: tuple[str, ...] = ()
    """The names of the states."""
    people: Mapping[str, str] = field(default_factory=lambda: _NOBODY)
    """The key and the name of each partner."""
    written: Mapping[str, str | None] = field(default_factory=lambda: _NOTHING_WRITTEN)
    """The position of each partner as the file says it, ``"pursue"``, ``"withdraw"`` or None."""
    design: Design | None = None
    """The points of a sweep; None where no design was asked for."""
    drawn: Mapping[str, str] = field(default_factory=lambda: _NOBODY)
    """Of an ensemble, what each parameter was drawn from, in words such as ``"uniform(0.4, 0.5)"``,
    or a digest of the values that were given; empty for a sweep, whose design says it."""
    shard: tuple[int, int] | None = None
    """Which part of the whole this is, such as ``(1, 4)``; None for the whole."""
    recorded: Recorded | None = None
    """Some states over time, where that was asked for."""
    start: str = "calm"
    """Where the couples began, in words."""
    plan: str = ""
    """What acted on them, as a plan file has it; empty for nothing."""
    kernel: str = "numpy"
    """What computed it: ``numpy`` or ``numba``."""
    precision: str = "float64"
    """``float64`` or ``float32``."""
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known, in sentences."""
    notes: tuple[str, ...] = ()
    """What became of the plan, and what is missing, in sentences."""
    missed: tuple[Missed, ...] = ()
    """What of the plan did not happen, counted over the couples that are here; `notes` begins with
    it in words (``Notes(missed).sentences(len(ensemble))``)."""
    missing: str = ""
    """Which couples are missing that should be here, in words; empty where none is. `notes` ends
    with it."""
    version: str = ""
    """The version of negcycle."""
    libraries: Mapping[str, str] = field(default_factory=lambda: _NOBODY)
    """The version of each library that took part."""
    case: str = ""
    """A digest of the case, so that a result can be traced to its input."""

    def __post_init__(self) -> None:
        """Make what can be written to read-only."""
        for name in _VIEWS:
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))
        for values in (self.index, *self.parameters.values(), *self.columns.values()):
            values.setflags(write=False)

    def __getstate__(self) -> dict[str, object]:
        """Return what a copy in another process is made from; a read-only view cannot go there."""
        of_it = vars(self)
        return {**of_it, **{name: dict(of_it[name]) for name in _VIEWS}}

    def __setstate__(self, state: dict[str, object]) -> None:
        vars(self).update(state)
        self.__post_init__()

    def __repr__(self) -> str:
        """Return a line that says what this is; the numbers are asked for by name."""
        shares = ", ".join(
            f"{percent(share, short=True)} {name}" for name, share in self.outcomes.items()
        )
        return f"<Ensemble of {len(self):,} couples over {self.turns:g} turns: {shares}>"

    def __len__(self) -> int:
        return len(self.index)

    def __iter__(self) -> Iterator[str]:
        """Go through the names of all columns."""
        yield from self.parameters
        yield from self.columns

    def __contains__(self, name: object) -> bool:
        return name in self.parameters or name in self.columns

    def __getitem__(self, name: str) -> NDArray[np.generic]:
        """Return one column. Shape ``(n_couples,)``.

        Raises:
            UnknownName: if there is none of this name.
        """
        for of in (self.parameters, self.columns):
            if name in of:
                return of[name]
        known = tuple(self)
        hint = did_you_mean(name, known)
        raise UnknownName(say("ensemble.unknown", name=cut(str(name), 60), hint=hint), name, known)

    def numbers(self, name: str) -> Array:
        """Return one column as numbers. Shape ``(n_couples,)``.

        Raises:
            UnknownName: if there is none of this name.
        """
        return self[name].astype(np.float64)

    @property
    def is_whole(self) -> bool:
        """Whether every couple that was asked for is there."""
        return len(self) == self.runs

    @property
    def outcomes(self) -> dict[Outcome, float]:
        """The share of the couples that ended in each way, 0 to 1; without ways that none took."""
        found = np.bincount(self["outcome"].astype(np.int64), minlength=len(OUTCOMES))
        total = max(len(self), 1)
        return {
            name: int(count) / total for name, count in zip(OUTCOMES, found, strict=True) if count
        }

    def couple(self, number: int) -> dict[str, float]:
        """Return the parameters of one couple, by its number.

        Raises:
            UnknownName: if no couple here has this number.
        """
        place = int(np.searchsorted(self.index, number))
        if place == len(self) or self.index[place] != number:
            raise UnknownName(say("ensemble.no-couple", number=number), str(number), ())
        return {name: float(values[place]) for name, values in self.parameters.items()}

    # -- showing: the parts above load when they are used -----------------------------------

    def _repr_html_(self) -> str:
        showing = import_module("negcycle.drawing.showing")
        return cast("str", showing.ensemble_shown(self))
