"""What many couples come to as plain data, for programs: shares, spreads, and how it was made."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from negcycle.files.ensemble_columns import codes_of
from negcycle.files.ensemble_origin import origin_of
from negcycle.model.ensemble import Ensemble
from negcycle.model.merging import missing
from negcycle.model.spread import LEVELS, spread_of

if TYPE_CHECKING:
    from numpy.typing import NDArray


def as_data(ensemble: Ensemble, *, levels: Sequence[float] = LEVELS) -> dict[str, Any]:
    """Return what many couples come to, and how they were made; what has no value is None.

    Numbers that are not finite are left out of means and quantiles; ``count`` says how many are in.

    Args:
        ensemble: Many couples.
        levels: Which quantiles, each between 0 and 1.

    Example:
        >>> import numpy as np
        >>> from negcycle.model.ensemble import Ensemble
        >>> two = {"outcome": np.array([0, 1], np.int8), "settled": np.array([3.0, 5.0])}
        >>> of = Ensemble(np.arange(2), {}, two, 2, turns=9, step=0.25, look=1, seed=1)
        >>> as_data(of)["outcomes"]["stuck"], as_data(of)["settled"]["median"]
        (0.5, 4.0)
    """
    columns = ensemble.columns
    origin = origin_of(ensemble)
    return {
        **{
            name: origin[name]
            for name in ("runs", "seed", "turns", "step", "look", "after", "noise")
        },
        "done": len(ensemble),
        "missing": [list(ends) for ends in missing(ensemble.index, ensemble.runs)],
        "outcomes": _shares("outcome", columns["outcome"]) if "outcome" in columns else {},
        "positions": {
            "found": {
                key: _shares(f"{key}.position", columns[f"{key}.position"])
                for key in ensemble.people
                if f"{key}.position" in columns
            },
            "written": {key: ensemble.written.get(key) for key in ensemble.people},
        },
        "settled": _told(columns["settled"], levels) if "settled" in columns else None,
        "parameters": {name: _told(of, levels) for name, of in ensemble.parameters.items()},
        "columns": {
            name: _told(of, levels)
            for name, of in columns.items()
            if not codes_of(name) and name != "settled"
        },
        **{
            name: origin[name] for name in ("start", "plan", "design", "drawn", "shard", "recorded")
        },
        **{name: origin[name] for name in ("kernel", "precision", "version", "libraries", "case")},
        "assumptions": list(ensemble.assumptions),
        "notes": list(ensemble.notes),
    }


def _shares(name: str, codes: NDArray[Any]) -> dict[str, float]:
    """Return the share of the couples with each code, 0 to 1."""
    total = max(len(codes), 1)
    return {word: int((codes == code).sum()) / total for code, word in codes_of(name).items()}


def _told(values: NDArray[Any], levels: Sequence[float]) -> dict[str, Any]:
    """Return the mean of a column, its standard deviation, its ends and its quantiles."""
    found = spread_of(values, levels)
    return {
        "count": found.count,
        **{
            name: _or_none(getattr(found, name))
            for name in ("mean", "sd", "lowest", "median", "highest")
        },
        "quantiles": {
            f"{level:g}": _or_none(value)
            for level, value in zip(levels, found.quantiles, strict=True)
        },
    }


def _or_none(value: float) -> float | None:
    return value if math.isfinite(value) else None
