"""Whether couples in a file can have been made as it says: no run lasts a negative time."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator

from negcycle.errors import CaseError
from negcycle.model.ensemble import Design, Ensemble
from negcycle.model.plan import Plan

_BY_NAME = frozenset({"calm", "stuck"})
_KERNELS = frozenset({"numpy", "numba"})
_PRECISIONS = frozenset({"float64", "float32"})


def what_cannot_be(of: Ensemble) -> str | None:
    """Return the first of what is said of these couples that cannot be, by its key; None is none.

    The keys are those of ``ensemble-file.cannot-be.<key>`` of the catalogue.
    """
    return next((key for key, can_be in _checked(of) if not can_be), None)


def _checked(of: Ensemble) -> Iterator[tuple[str, bool]]:
    """Yield what is said of them, and whether it can be."""
    yield "runs", of.runs >= 1
    yield "turns", 0 < of.turns < math.inf
    yield "step", 0 < of.step <= of.turns
    yield "look", 0 < of.look < math.inf
    yield "after", 0 <= of.after < of.turns
    yield "noise", 0 <= of.noise < math.inf
    yield "seed", of.seed >= 0
    yield "kernel", of.kernel in _KERNELS
    yield "precision", of.precision in _PRECISIONS
    yield "shard", of.shard is None or 1 <= of.shard[0] <= of.shard[1]
    yield "start", _can_begin(of)
    yield "plan", not of.plan or _is_plan(of.plan)
    yield "design", of.design is None or _can_be(of.design, of)


def _can_begin(of: Ensemble) -> bool:
    """Whether they began calm, stuck, or with a number for each state."""
    if of.start in _BY_NAME:
        return True
    pairs = [pair.rpartition(" ") for pair in of.start.split(", ")]
    if {name for name, _, _ in pairs} != {*of.names}:
        return False
    try:
        return all(math.isfinite(float(value)) for _, _, value in pairs)
    except ValueError:
        return False


def _is_plan(text: str) -> bool:
    try:
        Plan(json.loads(text)["items"])
    except (ValueError, KeyError, TypeError, RecursionError, CaseError):
        return False
    return True


def _can_be(design: Design, of: Ensemble) -> bool:
    """Whether a design has axes with values, and a point and a run for each couple."""
    sizes = [len(values) for values in design.axes.values()]
    finite = all(math.isfinite(value) for values in design.axes.values() for value in values)
    many = design.points >= 1 and design.runs >= 1 and design.points * design.runs == of.runs
    if not (sizes and finite and many):
        return False
    if design.sampling == "grid":
        return design.points == math.prod(sizes)
    rows = 2 * len(sizes) + 2 if design.second_order else len(sizes) + 2
    fit = design.sampling != "sobol" or design.points % rows == 0
    return fit and all(size == 2 for size in sizes)
