"""Sensitivity: how much of the differences between couples each parameter accounts for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.finite import finite
from negcycle.analysis.many.asked import asked_of_each, refuse_no_result
from negcycle.analysis.many.at_points import AtPoints, at_points
from negcycle.analysis.many.resting_on import rests_on, with_footing
from negcycle.errors import AnalysisError, MissingExtra
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.ensemble import Design, Ensemble

Array: TypeAlias = NDArray[np.float64]

LEVEL = 0.95
"""How often an interval holds what many more points would give, in the long run."""

_LOUD = 0.05
"""From this share of the variance on, chance is worth a sentence."""
_WIDE = 0.2
"""Intervals wider than this call for more points."""
_FEWEST = 10
"""With fewer resamples, an interval says nothing."""


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity:
    """Sobol indices: shares of the variance, which add up to 1 where nothing acts together.

    They are estimates; one that is 0 in truth may come out a little below.
    """

    of: str
    """What was asked of each couple, such as ``"cycle_strength.final"`` or ``"outcome=stuck"``."""
    names: tuple[str, ...]
    """The parameters, in the order of all arrays."""
    first: Array
    """The share of the variance that goes if a parameter is fixed: its own effect. ``(n,)``."""
    total: Array
    """The share that stays if all others are fixed: its own and all joint effects. ``(n,)``."""
    first_interval: Array
    """From where to where `first` is, by resampling. Shape ``(n, 2)``."""
    total_interval: Array
    """The same of `total`. Shape ``(n, 2)``."""
    second: Array | None
    """The share of two parameters together beyond that of each; NaN on the diagonal. ``(n, n)``.

    None where the design does not tell.
    """
    second_interval: Array | None
    """Shape ``(n, n, 2)``."""
    mean: float
    """Over all points."""
    variance: float
    """Of the means at the points, without those points that share coordinates."""
    chance: float | None
    """The share of the variance that chance accounts for, which is in each `total` too; None where
    one couple at each point does not tell."""
    points: int
    runs: int
    """How many couples were averaged at each point."""
    seed: int
    """What the resamples were drawn from."""
    footing: tuple[str, ...] = ()
    """What it rests on, in sentences."""
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    """The key and the name of each partner, for pictures."""

    def __repr__(self) -> str:
        shares = zip(self.names, self.first, self.total, strict=True)
        told = ", ".join(f"{name} {one:.2f} ({all_:.2f})" for name, one, all_ in shares)
        return f"<Sensitivity of {self.of}, first (total): {told}>"

    @property
    def together(self) -> float:
        """The share of the variance that no parameter accounts for alone."""
        return 1.0 - float(np.sum(self.first))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, by the total share, the largest first."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        yield say("sensitivity.head", of=self.of, points=self.points, runs=self.runs)
        for n in sorted(range(len(self.names)), key=lambda n: -float(self.total[n])):
            yield say(
                "sensitivity.line",
                name=self.names[n],
                first=float(self.first[n]),
                first_low=float(self.first_interval[n, 0]),
                first_high=float(self.first_interval[n, 1]),
                total=float(self.total[n]),
                total_low=float(self.total_interval[n, 0]),
                total_high=float(self.total_interval[n, 1]),
            )
        if self.second is not None and self.second_interval is not None:
            yield from self._pairs(self.second, self.second_interval)
        if np.any(np.ptp([*self.first_interval, *self.total_interval], axis=1) > _WIDE):
            yield say("sensitivity.wide", width=_WIDE)
        if self.chance is None:
            yield say("sensitivity.chance-unknown")
        elif self.chance >= _LOUD:
            yield say("sensitivity.chance", share=self.chance)
        yield say("sensitivity.of-these-ranges")

    def _pairs(self, second: Array, interval: Array) -> Iterator[str]:
        """Yield the two parameters that do most together."""
        if np.all(np.isnan(second)):
            return
        one, other = divmod(int(np.nanargmax(second)), len(self.names))
        low, high = interval[one, other].tolist()
        yield say(
            "sensitivity.pair",
            one=self.names[min(one, other)],
            other=self.names[max(one, other)],
            share=float(second[one, other]),
            low=low,
            high=high,
        )

    def text(self) -> str:
        """Return what was found and what it rests on, one sentence a line."""
        return with_footing(list(self.sentences), self.footing)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `parameters` and `pairs` with their shares, and how it was found."""
        return {
            "of": self.of,
            "parameters": [
                {
                    "name": name,
                    "first": float(self.first[n]),
                    "first_interval": self.first_interval[n].tolist(),
                    "total": float(self.total[n]),
                    "total_interval": self.total_interval[n].tolist(),
                }
                for n, name in enumerate(self.names)
            ],
            "pairs": None if self.second is None else list(self._pairs_as_data(self.second)),
            "mean": self.mean,
            "variance": self.variance,
            "chance": finite(self.chance),
            "points": self.points,
            "runs": self.runs,
            "level": LEVEL,
            "seed": self.seed,
            "sentences": list(self.sentences),
            "rests_on": list(self.footing),
        }

    def _pairs_as_data(self, second: Array) -> Iterator[dict[str, object]]:
        for n, one in enumerate(self.names):
            for m in range(n + 1, len(self.names)):
                of: dict[str, object] = {"names": [one, self.names[m]]}
                of["second"] = float(second[n, m])
                if self.second_interval is not None:
                    of["second_interval"] = self.second_interval[n, m].tolist()
                yield of


def sensitivity(
    ensemble: Ensemble,
    of: str = "cycle_strength.final",
    *,
    resamples: int = 200,
    seed: int = 0,
) -> Sensitivity:
    """Return how much of the differences between couples each parameter accounts for.

    The couples come from `negcycle.sweep` with ``sampling="sobol"``. Those at one point are
    averaged first. The shares hold for the ranges that the parameters were drawn from: a wider
    range has a larger share.

    Args:
        ensemble: The couples, all of them.
        of: A column, such as ``"cycle_strength.final"``; or a column of kinds and one kind, such as
            ``"outcome=stuck"``, for 1 where it is so, else 0.
        resamples: How often the points are drawn anew for the intervals; memory grows with it.
        seed: For those draws; the same seed gives the same intervals.

    Raises:
        UnknownName: if there is no such column.
        AnalysisError: if the couples are no such design or not all there, if `of` is a parameter or
            a column of kinds without one kind, if somebody has no such number, or all have the
            same.
        MissingExtra: if SALib is not installed (extra ``research``).

    Example:
        >>> import negcycle as nc
        >>> from negcycle.model.ensemble import Ensemble
        >>> from negcycle.simulation.many.designs import make_design
        >>> over = {"john.need": (0.0, 1.0), "turn": (1.0, 2.0)}
        >>> design, at = make_design(over, sampling="sobol", sample=256)
        >>> import numpy as np
        >>> couples = Ensemble(
        ...     index=np.arange(design.points), parameters=at,
        ...     columns={"cycle_strength.final": 3 * at["john.need"] + at["turn"]},
        ...     runs=design.points, turns=1.0, step=1.0, look=1.0, seed=0, design=design)
        >>> nc.sensitivity(couples).first.round(1).tolist()
        [0.9, 0.1]

    Sources:
        Sobol', I. M. (2001). Math. Comput. Simul. 55, 271-280. Saltelli, A., Annoni, P., Azzini,
        I., Campolongo, F., Ratto, M., & Tarantola, S. (2010). Comput. Phys. Commun. 181, 259-270
        (the estimates). Iwanaga, T., Usher, W., & Herman, J. (2022). Socio-Environ. Syst. Model. 4,
        18155 (SALib).
    """
    design = _sobol_of(ensemble)
    refuse_no_result(of, ensemble.parameters)
    values = asked_of_each(ensemble, of)
    missing = int(np.sum(~np.isfinite(values)))
    if missing:
        raise AnalysisError(say("sensitivity.missing", of=of, count=missing))
    if not _is_count(resamples):
        raise AnalysisError(say("sensitivity.resamples", value=resamples, least=_FEWEST))
    found = at_points(ensemble, design, values)
    together = found.means.reshape(-1, _size(design))
    alone = np.concatenate([together[:, 0], together[:, -1]])  # these share no coordinate
    if np.ptp(alone) == 0:
        raise AnalysisError(say("sensitivity.constant", of=of, value=float(alone[0])))
    indices = _indices(design, found.means, resamples, seed)
    variance = float(np.var(alone))
    second = indices.get("S2")
    return Sensitivity(
        of=of,
        names=tuple(design.axes),
        first=indices["S1"],
        total=indices["ST"],
        first_interval=_interval(indices["S1"], indices["S1_conf"]),
        total_interval=_interval(indices["ST"], indices["ST_conf"]),
        second=None if second is None else _both_ways(second),
        second_interval=None
        if second is None
        else _interval(_both_ways(second), _both_ways(indices["S2_conf"])),
        mean=float(np.mean(alone)),
        variance=variance,
        chance=_chance(found, design.runs, variance),
        points=design.points,
        runs=design.runs,
        seed=seed,
        footing=rests_on(ensemble),
        people=dict(ensemble.people),
    )


def _is_count(resamples: object) -> bool:
    if isinstance(resamples, bool) or not isinstance(resamples, Integral):
        return False
    return int(resamples) >= _FEWEST


def _sobol_of(ensemble: Ensemble) -> Design:
    """Return the design of couples from which Sobol indices can be estimated."""
    design = ensemble.design
    if design is None or design.sampling != "sobol":
        raise AnalysisError(say("sensitivity.no-sobol"))
    if len(ensemble) < design.points * design.runs:
        numbers = {"count": len(ensemble), "runs": design.points * design.runs}
        raise AnalysisError(say("sensitivity.part", **numbers))
    return design


def _size(design: Design) -> int:
    """Return how many points belong together."""
    return 2 * len(design.axes) + 2 if design.second_order else len(design.axes) + 2


def _indices(design: Design, means: Array, resamples: int, seed: int) -> dict[str, Array]:
    if find_spec("SALib") is None:
        raise MissingExtra(say("sensitivity.missing-extra"))
    analyze: Any = import_module("SALib.analyze.sobol").analyze
    names = [*design.axes]
    problem = {"num_vars": len(names), "names": names, "bounds": [[0.0, 1.0] for _ in names]}
    found: dict[str, Array] = analyze(
        problem,
        means,
        calc_second_order=design.second_order,
        num_resamples=resamples,
        conf_level=LEVEL,
        seed=np.random.default_rng(seed),  # SALib takes the number 0 for no seed at all
    )
    return found


def _interval(value: Array, half: Array) -> Array:
    return np.stack([value - half, value + half], axis=-1)


def _both_ways(upper: Array) -> Array:
    """Return a matrix whose upper half is known, with the lower half alike."""
    return np.where(np.isnan(upper), upper.T, upper)


def _chance(found: AtPoints, runs: int, variance: float) -> float | None:
    """Return which share of the variance between points is there by chance."""
    if runs < 2:
        return None
    return float(np.mean(found.variances)) / runs / variance
