"""Couples in pieces, computed by either kernel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.simulation.many.parts import Part
from negcycle.simulation.many.pieces import Piece
from negcycle.simulation.many.question import Question
from negcycle.simulation.many.values import dependence
from negcycle.system.machine_code import is_installed

KERNELS = ["numpy", *(["numba"] if is_installed() else [])]


@pytest.fixture(params=KERNELS)
def kernel(request: pytest.FixtureRequest) -> str:
    """Every kernel that is there, one after the other."""
    name: str = request.param
    return name


def question(cycle: nc.Cycle, names: list[str], *, kernel: str, **fields: Any) -> Question:
    """Return what is asked of couples of this cycle."""
    system = nc.compile_system(cycle)
    given: dict[str, Any] = {
        "plan": nc.Plan(),
        "count": 200,
        "step": 0.25,
        "seed": 1,
        "precision": "float64",
        "start": None,
        "after": 0,
        "record": (),
        "record_every": 0,
        "noisy": system.noise > 0,
    }
    return Question(
        system=system,
        dependence=dependence(cycle, system, names),
        kernel=kernel,
        **(given | fields),
    )


def piece(of: Question, parameters: Mapping[str, Any], first: int, last: int) -> Part:
    """Compute the couples number `first` to `last` - 1."""
    mine = {name: np.asarray(values[first:last], float) for name, values in parameters.items()}
    return Piece(of, first, mine, last - first)()
