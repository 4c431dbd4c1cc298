"""What a run comes to as plain data, for programs: how it ended, and how it was made."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from negcycle.model.trajectory import Trajectory


def as_data(run: Trajectory) -> dict[str, Any]:
    """Return how a run of a couple ended and how it was made; what has no value is None.

    Example:
        >>> import numpy as np
        >>> still = Trajectory(np.arange(3.0), ("ana.behavior",), np.zeros((3, 1)))
        >>> as_data(still)["final"]
        {'ana.behavior': 0.0}
    """
    return {
        "outcome": run.outcome and run.outcome.value,
        "decided": run.decided,
        "turns": run.turns,
        "seed": run.seed,
        "step": run.step,
        "noise": run.noise,
        "halving": run.halving,
        "final": run.final,
        "positions": {
            "found": {key: run.found.get(key) for key in run.people},
            "written": {key: run.written.get(key) for key in run.people},
        },
        "cycle_strength": _last(run, "cycle_strength"),
        "meeting": _last(run, "meeting"),
        "felt_security": {key: _last(run, f"{key}.felt_security") for key in run.people},
        "unmet_need": {key: _last(run, f"{key}.unmet_need") for key in run.people},
        "gain": _last(run, "gain"),
        "indices": {key: {**values} for key, values in run.indices.items()},
        "inputs": [asdict(band) for band in run.bands],
        "assumptions": list(run.assumptions),
        "notes": list(run.notes),
        "case": run.case,
    }


def _last(run: Trajectory, name: str) -> float | None:
    """Return the last value of a measure, if there is one."""
    value = float(run.measures[name][-1]) if name in run.measures else math.nan
    return value if math.isfinite(value) else None
