"""A summary of many couples: what share ended in which way, and how every number is spread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from negcycle.analysis.finite import finite
from negcycle.analysis.many.asked import asked_of_each, kinds_of
from negcycle.analysis.many.resting_on import rests_on, with_footing
from negcycle.analysis.many.wilson import LEVEL, wilson
from negcycle.errors import UnknownName
from negcycle.model.ensemble import OUTCOMES
from negcycle.model.faults import cut
from negcycle.model.spread import LEVELS, Spread, spread_of
from negcycle.words import did_you_mean, say
from negcycle.words.shares import percent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from negcycle.model.ensemble import Ensemble
    from negcycle.model.trajectory import Outcome

_POSITION = ".position"
_USUAL = ("settled", "cycle_strength.")
"""How columns begin that are told unless others are asked for."""


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
    """Of each column of numbers, parameters first."""
    positions: Mapping[str, Mapping[str, Share]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    """Of each column of positions that was asked for: how many withdraw, pursue, or neither."""
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
            raise UnknownName(
                say("ensemble.unknown", name=cut(str(name), 60), hint=hint), name, known
            )
        return self.spreads[name]

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, outcomes first."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for outcome, of in self.outcomes.items():
            yield self._told(outcome, of)
        for name, shares in self.positions.items():
            for position, of in shares.items():
                yield self._told(f"{name}={position}", of)
        for name, one in self.spreads.items():
            if not one.count:
                yield say("summary.nobody", name=name)
                continue
            numbers = dict(zip(("low", "q1", "median", "q3", "high"), one.quantiles, strict=True))
            told = say("summary.spread", name=name, mean=one.mean, **numbers)
            yield told if not one.missing else f"{told} {say('summary.missing', count=one.missing)}"

    def _told(self, what: str, of: Share) -> str:
        ends = (of.share, of.low, of.high)
        told = (percent(share, places=1, short=True) for share in ends)
        words = dict(zip(("share", "low", "high"), told, strict=True))
        return say("summary.share", what=what, count=of.count, couples=self.couples, **words)

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
            "positions": {
                name: {position: asdict(one) for position, one in shares.items()}
                for name, shares in self.positions.items()
            },
            "columns": {name: _as_data(one) for name, one in self.spreads.items()},
            "rests_on": list(self.footing),
        }


def summarize(ensemble: Ensemble, names: Sequence[str] | None = None) -> Summary:
    """Return the outcomes of many couples, and how their numbers are spread.

    Args:
        ensemble: The couples; what is found holds for those that are there.
        names: Columns, or a kind such as ``"john.position=withdraw"``; ``[*ensemble]`` for all. Of
            positions the shares are told; outcomes are told in any case. None for the parameters,
            the time to settle and the strength of the cycle.

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
        spreads=MappingProxyType(
            {
                name: spread_of(asked_of_each(ensemble, name))
                for name in asked
                if not kinds_of(name)[0]
            }
        ),
        positions=MappingProxyType(
            {name: _positions(ensemble, name) for name in asked if name.endswith(_POSITION)}
        ),
        footing=rests_on(ensemble),
    )


def _is_usual(ensemble: Ensemble, name: str) -> bool:
    return name in ensemble.parameters or name.startswith(_USUAL)


def _outcomes(ensemble: Ensemble) -> dict[Outcome, Share]:
    shares = _shares(ensemble["outcome"].astype(np.int64), len(OUTCOMES))
    return {name: of for name, of in zip(OUTCOMES, shares, strict=True) if of.count}


def _positions(ensemble: Ensemble, name: str) -> Mapping[str, Share]:
    kinds, first = kinds_of(name)
    shares = _shares(ensemble[name].astype(np.int64) - first, len(kinds))
    return {kind: of for kind, of in zip(kinds, shares, strict=True) if of.count}


def _shares(places: NDArray[np.int64], kinds: int) -> list[Share]:
    """Return how many couples are of each kind."""
    counts = np.bincount(places, minlength=kinds)
    total = len(places)
    low, high = wilson(counts, np.full_like(counts, total))
    return [
        Share(int(count), int(count) / max(total, 1), float(low[n]), float(high[n]))
        for n, count in enumerate(counts)
    ]


def _as_data(of: Spread) -> dict[str, object]:
    quantiles = {f"{level:g}": finite(one) for level, one in zip(LEVELS, of.quantiles, strict=True)}
    numbers = {
        name: finite(getattr(of, name))
        for name in ("mean", "sd", "standard_error", "lowest", "median", "highest")
    }
    return {"count": of.count, "missing": of.missing, **numbers, "quantiles": quantiles}
