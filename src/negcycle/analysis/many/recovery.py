"""Recovery curves: what share of the couples ends calm at each value of one parameter."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.finite import finite
from negcycle.analysis.many.asked import outcome_named
from negcycle.analysis.many.at_points import along, check_axis, grid_of, is_without_chance
from negcycle.analysis.many.resting_on import rests_on, with_footing
from negcycle.analysis.many.wilson import LEVEL, wilson
from negcycle.errors import AnalysisError
from negcycle.model.ensemble import OUTCOMES, Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.shares import percent

if TYPE_CHECKING:
    from negcycle.model.ensemble import Design

Array: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Reached:
    """Where at least half of the couples end in a way, by the values that were tried."""

    stretches: tuple[tuple[float, float], ...]
    """The first and last value of each stretch in which at least half do, rising."""
    below: float | None
    """The value tried next below all stretches, where fewer do; None where there is none."""
    above: float | None
    """The value tried next above all stretches, where fewer do; None where there is none."""

    @property
    def at(self) -> float | None:
        """The smallest value at which at least half do; None where fewer do everywhere."""
        return self.stretches[0][0] if self.stretches else None

    @property
    def falls_back(self) -> bool:
        """Whether fewer than half do again at some larger value."""
        return len(self.stretches) > 1 or self.above is not None


@dataclass(frozen=True, eq=False, repr=False)
class RecoveryCurve:
    """The share of couples that ended in one way, over one parameter, one curve for each level."""

    over: str
    values: Array
    """Rising. Shape ``(n,)``."""
    by: str | None
    """A second parameter, with a curve for each of its values; None for one curve."""
    levels: Array
    """The values of `by`, rising; one NaN where there is none. Shape ``(m,)``."""
    outcome: Outcome
    counts: Whole
    """How many couples there are. Shape ``(m, n)``."""
    ended: Whole
    """How many of them ended so. Shape ``(m, n)``."""
    low: Array
    """Where the Wilson interval of the share begins; NaN where there is none. Shape ``(m, n)``."""
    high: Array
    """Where it ends. Shape ``(m, n)``."""
    pooled: tuple[str, ...]
    """The other parameters of the design."""
    by_chance: bool
    """Whether the couples at a point differ. If they do not, there are no intervals."""
    footing: tuple[str, ...] = ()
    """What it rests on, in sentences."""
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    """The key and the name of each partner, for pictures."""

    def __repr__(self) -> str:
        by = f" by {self.by}" if self.by is not None else ""
        return (
            f"<RecoveryCurve of {self.outcome} over {len(self.values)} values of {self.over}{by}>"
        )

    @property
    def shares(self) -> Array:
        """The share that ended so, NaN where there is nobody. Shape ``(m, n)``."""
        shares: Array = self.ended / np.where(self.counts > 0, self.counts, np.nan)
        return shares

    @property
    def half(self) -> tuple[Reached, ...]:
        """Where at least half of the couples end so, one for each level.

        Nothing is interpolated: what turns, turns somewhere between two values that were tried.
        Values without couples are passed over.
        """
        return tuple(self._reached(row) for row in self.shares)

    def _reached(self, shares: Array) -> Reached:
        known = ~np.isnan(shares)
        values: list[float] = self.values[known].tolist()
        enough = np.concatenate([[False], shares[known] >= HALF, [False]])
        firsts = np.flatnonzero(enough[1:] & ~enough[:-1]).tolist()
        lasts = np.flatnonzero(enough[:-1] & ~enough[1:]).tolist()
        if not firsts:
            return Reached((), None, None)
        return Reached(
            tuple((values[n], values[m - 1]) for n, m in zip(firsts, lasts, strict=True)),
            values[firsts[0] - 1] if firsts[0] else None,
            values[lasts[-1]] if lasts[-1] < len(values) else None,
        )

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, level by level."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield say("recovery.head", outcome=self.outcome, over=self.over)
        for level, shares, reached in zip(self.levels, self.shares, self.half, strict=True):
            told = self._told(shares, reached)
            if self.by is None:
                yield say("recovery.all", told=told)
            else:
                yield say("recovery.level", by=self.by, level=float(level), told=told)
        if self.pooled:
            yield say("among.pooled", names=listed(self.pooled))
        if np.any(self.counts == 0):
            yield say("recovery.missing", count=int(np.sum(self.counts == 0)))
        yield say("recovery.intervals" if self.by_chance else "recovery.no-chance")

    def _told(self, shares: Array, reached: Reached) -> str:
        if np.all(np.isnan(shares)):
            return say("recovery.nobody")
        ends = (float(np.nanmin(shares)), float(np.nanmax(shares)))
        numbers = dict(zip(("lowest", "highest"), map(percent, ends), strict=True))
        if not reached.stretches:
            return say("recovery.never", **numbers)
        (first, last), below, above = reached.stretches[0], reached.below, reached.above
        if len(reached.stretches) == 1 and below is None and above is None:
            return say("recovery.always", **numbers)
        if len(reached.stretches) == 1 and above is None:
            return say("recovery.from", first=first, below=below, **numbers)
        if len(reached.stretches) == 1 and below is None:
            return say("recovery.up-to", last=last, above=above, **numbers)
        stretches = [
            say("recovery.stretch" if one < other else "recovery.value", first=one, last=other)
            for one, other in reached.stretches
        ]
        return say("recovery.between", stretches=listed(stretches), **numbers)

    def text(self) -> str:
        """Return what was found and what it rests on, one sentence a line."""
        return with_footing(list(self.sentences), self.footing)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `curves`, one for each level; null where nobody is."""
        return {
            "over": self.over,
            "values": self.values.tolist(),
            "by": self.by,
            "outcome": str(self.outcome),
            "level": LEVEL,
            "curves": [
                {
                    "level": finite(float(level)),
                    "counts": self.counts[n].tolist(),
                    "shares": _or_none(self.shares[n]),
                    "low": _or_none(self.low[n]),
                    "high": _or_none(self.high[n]),
                    "half": {
                        "stretches": [list(one) for one in reached.stretches],
                        "below": reached.below,
                        "above": reached.above,
                    },
                }
                for n, (level, reached) in enumerate(zip(self.levels, self.half, strict=True))
            ],
            "pooled": list(self.pooled),
            "by_chance": self.by_chance,
            "sentences": list(self.sentences),
            "rests_on": list(self.footing),
        }


def recovery(
    ensemble: Ensemble,
    over: str | None = None,
    *,
    by: str | None = None,
    outcome: str = "calm",
) -> RecoveryCurve:
    """Return the share of couples that end calm at each value of one parameter of a grid.

    The intervals treat the couples at a value as drawn at random. Where all couples at a point are
    alike, as without noise, there is nothing random, and no interval.

    Args:
        ensemble: The couples, from `negcycle.sweep`.
        over: The parameter; None for the first one.
        by: A second parameter, with a curve for each of its values; None for the other one of two,
            else for one curve, in which all other parameters are taken together.
        outcome: In which way the couples end that are counted.

    Raises:
        UnknownName: if the grid has no such parameter, or there is no such outcome.
        AnalysisError: if the couples are on no grid.

    Example:
        >>> import numpy as np, negcycle as nc
        >>> from negcycle.model.ensemble import Ensemble
        >>> from negcycle.simulation.many.designs import make_design
        >>> design, at = make_design({"repair": [1, 2, 3]}, runs=2)
        >>> couples = Ensemble(
        ...     index=np.arange(6), parameters={"repair": np.repeat(at["repair"], 2)},
        ...     columns={"outcome": np.array([1, 1, 1, 0, 0, 0])},
        ...     runs=6, turns=1.0, step=1.0, look=1.0, seed=0, design=design)
        >>> found = nc.recovery(couples)
        >>> found.shares.tolist(), found.half[0].below, found.half[0].at
        ([[0.0, 0.5, 1.0]], 1.0, 2.0)

    Sources:
        Wilson, E. B. (1927). J. Am. Stat. Assoc. 22(158), 209-212 (the intervals).
    """
    design = grid_of(ensemble)
    over, by = _axes(design, over, by)
    ends = outcome_named(outcome)
    values, column = along(ensemble, design, over)
    levels, row = _levels(ensemble, design, by)
    shape = (len(levels), len(values))
    cell = row * len(values) + column
    is_so = ensemble["outcome"] == OUTCOMES.index(ends)
    size = len(levels) * len(values)
    counts = np.bincount(cell, minlength=size).reshape(shape)
    ended = np.bincount(cell[is_so], minlength=size).reshape(shape)
    by_chance = not is_without_chance(ensemble, design)
    low, high = wilson(ended, counts if by_chance else np.zeros_like(counts))
    return RecoveryCurve(
        over=over,
        values=values,
        by=by,
        levels=levels,
        outcome=ends,
        counts=counts,
        ended=ended,
        low=low,
        high=high,
        pooled=tuple(name for name in design.axes if name not in {over, by}),
        by_chance=by_chance,
        footing=rests_on(ensemble),
        people=dict(ensemble.people),
    )


def _axes(design: Design, over: str | None, by: str | None) -> tuple[str, str | None]:
    for name in (over, by):
        if name is not None:
            check_axis(design, name)
    if over is None:
        over = next((name for name in design.axes if name != by), None)
    if over is None or over == by:
        raise AnalysisError(say("recovery.same-axis", name=str(by)))
    others = [name for name in design.axes if name != over]
    return over, others[0] if by is None and len(others) == 1 else by


def _levels(ensemble: Ensemble, design: Design, by: str | None) -> tuple[Array, Whole]:
    """Return the values of a second parameter, and the place of each couple among them."""
    if by is None:
        return np.array([math.nan]), np.zeros(len(ensemble), dtype=np.int64)
    return along(ensemble, design, by)


def _or_none(values: Array) -> list[float | None]:
    return [finite(value) for value in values.tolist()]
