"""A summary of many couples: what share ended in which way, and how every number is spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.finite import finite
from negcycle.analysis.many.asked import asked_of_each
from negcycle.analysis.many.resting_on import rests_on, with_footing
from negcycle.analysis.many.wilson import LEVEL, wilson
from negcycle.errors import UnknownName
from negcycle.model.ensemble import OUTCOMES
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.model.ensemble import Ensemble
    from negcycle.model.trajectory import Outcome

Array: TypeAlias = NDArray[np.float64]

LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
"""The quantiles that are told."""

_USUAL = ("settled", "cycle_strength.")
"""How columns begin that are told unless others are asked for."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How one number is spread over the couples; NaN where nobody has it."""

    count: int
    """How many couples have this number."""
    missing: int
    """How many have none, such as the time to settle of somebody who does not."""
    mean: float
    sd: float
    """Standard deviation, with n - 1; NaN for one couple."""
    standard_error: float
    """Of the mean, if the couples were drawn at random."""
    lowest: float
    highest: float
    quantiles: tuple[float, ...]
    """At `LEVELS`, between two couples in proportion."""


@dataclass(frozen=True, slots=True)
class Share:
    """Of how many couples something is so."""

    count: int
    share: float
    low: float
    """Where the Wilson interval begins, if the couples were drawn at random."""
    high: float


@dataclass(frozen=True, repr=False)
class Summary:
    """Many couples in a few numbers."""

    couples: int
    outcomes: Mapping[Outcome, Share]
    """The ways in which somebody ended."""
    spreads: Mapping[str, Spread]
    """Of each column, parameters first."""
    footing: tuple[str, ...] = ()
    """What it rests on, in sentences."""

    def __repr__(self) -> str:
        return f"<Summary of {self.couples:,} couples and {len(self.spreads)} columns>"

    def __getitem__(self, name: str) -> Spread:
        """Return how one column is spread.

        Raises:
            UnknownName: if it was not asked for.
        """
        if name not in self.spreads:
            known = tuple(self.spreads)
            hint = did_you_mean(name, known)
            raise UnknownName(say("ensemble.unknown", name=name, hint=hint), name, known)
        return self.spreads[name]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, outcomes first."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for outcome, of in self.outcomes.items():
            yield say("summary.outcome", outcome=outcome, couples=self.couples, **asdict(of))
        for name, one in self.spreads.items():
            if not one.count:
                yield say("summary.nobody", name=name)
                continue
            numbers = dict(zip(("low", "q1", "median", "q3", "high"), one.quantiles, strict=True))
            told = say("summary.spread", name=name, mean=one.mean, **numbers)
            yield told if not one.missing else f"{told} {say('summary.missing', count=one.missing)}"

    def text(self) -> str:
        """Return what was found and what it rests on, one sentence a line."""
        return with_footing(list(self.sentences), self.footing)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON; null stands where nobody has a number."""
        return {
            "couples": self.couples,
            "level": LEVEL,
            "outcomes": {str(name): asdict(one) for name, one in self.outcomes.items()},
            "columns": {name: _as_data(one) for name, one in self.spreads.items()},
            "rests_on": list(self.footing),
        }


def summarize(ensemble: Ensemble, names: Sequence[str] | None = None) -> Summary:
    """Return the outcomes of many couples, and how their numbers are spread.

    Args:
        ensemble: The couples; what is found holds for those that are there.
        names: Columns, or a kind such as ``"john.position=withdraw"``; ``[*ensemble]`` for all.
            None for the parameters, the time to settle and the strength of the cycle.

    Raises:
        UnknownName: if there is no such column.

    Example:
        >>> import numpy as np, negcycle as nc
        >>> from negcycle.model.ensemble import Ensemble
        >>> couples = Ensemble(
        ...     index=np.arange(4), parameters={"turn": np.arange(4.0)},
        ...     columns={"outcome": np.array([1, 1, 1, 0])},
        ...     runs=4, turns=1.0, step=1.0, look=1.0, seed=0)
        >>> found = nc.summarize(couples)
        >>> found["turn"].mean, found.outcomes["stuck"].share
        (1.5, 0.75)
    """
    asked = [name for name in ensemble if _is_usual(ensemble, name)] if names is None else names
    return Summary(
        couples=len(ensemble),
        outcomes=MappingProxyType(_outcomes(ensemble)),
        spreads=MappingProxyType({name: _spread(asked_of_each(ensemble, name)) for name in asked}),
        footing=rests_on(ensemble),
    )


def _is_usual(ensemble: Ensemble, name: str) -> bool:
    return name in ensemble.parameters or name.startswith(_USUAL)


def _outcomes(ensemble: Ensemble) -> dict[Outcome, Share]:
    counts = np.bincount(ensemble["outcome"].astype(np.int64), minlength=len(OUTCOMES))
    total = len(ensemble)
    low, high = wilson(counts, np.full_like(counts, total))
    return {
        name: Share(int(count), int(count) / total, float(low[n]), float(high[n]))
        for n, (name, count) in enumerate(zip(OUTCOMES, counts, strict=True))
        if count
    }


def _spread(values: Array) -> Spread:
    """Return how values are spread; those that are not finite count as missing."""
    there = values[np.isfinite(values)]
    count, missing = len(there), len(values) - len(there)
    if not count:
        none = float("nan")
        return Spread(0, missing, none, none, none, none, none, (none,) * len(LEVELS))
    middle = float(np.mean(there))
    mean = middle + float(np.mean(there - middle))  # what rounding left out of the first
    sd = float(np.std(there - mean, ddof=1)) if count > 1 else float("nan")
    found: Array = np.quantile(there, LEVELS)
    return Spread(
        count=count,
        missing=missing,
        mean=mean,
        sd=sd,
        standard_error=sd / count**0.5,
        lowest=float(there.min()),
        highest=float(there.max()),
        quantiles=tuple(found.tolist()),
    )


def _as_data(of: Spread) -> dict[str, object]:
    quantiles = {f"{level:g}": finite(one) for level, one in zip(LEVELS, of.quantiles, strict=True)}
    numbers = {
        name: finite(getattr(of, name))
        for name in ("mean", "sd", "standard_error", "lowest", "highest")
    }
    return {"count": of.count, "missing": of.missing, **numbers, "quantiles": quantiles}
