"""Couples by hand: a design, and a function instead of a simulation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import pytest

from negcycle.model.ensemble import Ensemble
from negcycle.simulation.many.designs import make_design

ASSUMED = "Assumed and not measured."


def by_hand(
    over: Mapping[str, Any],
    of: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    *,
    runs: int = 1,
    keep: Sequence[int] | None = None,
    **how: Any,
) -> Ensemble:
    """Return couples whose columns are a function of their parameters and their numbers."""
    design, points = make_design(over, runs=runs, **how)
    index = np.arange(design.points * runs) if keep is None else np.array(keep, dtype=np.int64)
    parameters = {name: np.repeat(values, runs)[index] for name, values in points.items()}
    columns = of({**parameters, "number": index})
    return Ensemble(
        index=index,
        parameters=parameters,
        columns={name: np.asarray(values) for name, values in columns.items()},
        runs=design.points * runs,
        turns=100.0,
        step=0.25,
        look=1.0,
        seed=7,
        design=design,
        assumptions=(ASSUMED,),
    )


@pytest.fixture(scope="session")
def couples() -> Callable[..., Ensemble]:
    """Return what makes couples by hand."""
    return by_hand
