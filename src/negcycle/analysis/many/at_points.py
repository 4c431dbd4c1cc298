"""The couples of a design by the point that they are at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import AnalysisError, UnknownName
from negcycle.model.ensemble import Design, Ensemble
from negcycle.model.faults import cut
from negcycle.words import did_you_mean, say

Array: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

SURE = "cycle_strength.final"
"""Where nothing differs in this between the couples at a point, chance had no part in it."""


@dataclass(frozen=True, eq=False)
class AtPoints:
    """What was asked of each couple, taken together at each point of a design."""

    counts: Whole
    """How many couples there are. Shape ``(n_points,)``."""
    means: Array
    """NaN where there is no couple. Shape ``(n_points,)``."""
    variances: Array
    """Between the couples at a point; NaN where there are fewer than two. ``(n_points,)``."""


def at_points(ensemble: Ensemble, design: Design, values: Array) -> AtPoints:
    """Return the mean and variance of `values` at each point of a design.

    Sums run over couples in the order of their numbers, so nothing depends on how they came here.

    Args:
        ensemble: The couples.
        design: Theirs.
        values: A number for each couple. Shape ``(n_couples,)``.
    """
    point = ensemble.index // design.runs
    counts = np.bincount(point, minlength=design.points)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.bincount(point, weights=values, minlength=design.points) / counts
        away = (values - means[point]) ** 2
        spread = np.bincount(point, weights=away, minlength=design.points)
        variances = np.where(counts > 1, spread / (counts - 1), np.nan)
    return AtPoints(counts, means, variances)


def grid_of(ensemble: Ensemble) -> Design:
    """Return the design of couples on a grid.

    Raises:
        AnalysisError: if they are on none.
    """
    design = ensemble.design
    if design is None or design.sampling != "grid":
        raise AnalysisError(say("among.no-grid"))
    return design


def check_axis(design: Design, name: str) -> None:
    """Refuse the name of an axis that the design does not have.

    Raises:
        UnknownName: if it has none of this name.
    """
    if name not in design.axes:
        known = tuple(design.axes)
        hint = did_you_mean(name, known)
        message = say("among.no-axis", name=cut(str(name), 60), hint=hint, known=", ".join(known))
        raise UnknownName(message, name, known)


def along(ensemble: Ensemble, design: Design, name: str) -> tuple[Array, Whole]:
    """Return the values of an axis, rising, and the place of each couple among them.

    Shapes ``(n_values,)`` and ``(n_couples,)``.
    """
    values = np.array(design.axes[name])
    order = np.argsort(values)
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    sizes = design.shape[:-1]
    written = np.unravel_index(ensemble.index // design.runs, sizes)[[*design.axes].index(name)]
    return values[order], rank[written]


def is_without_chance(ensemble: Ensemble, design: Design) -> bool:
    """Whether the couples at each point are all alike, so that they count as one couple."""
    if design.runs < 2 or SURE not in ensemble or not len(ensemble):
        return False
    values = ensemble.numbers(SURE)
    point = ensemble.index // design.runs
    same = np.diff(point) == 0
    return bool(np.any(same)) and bool(np.all(np.diff(values)[same] == 0))
