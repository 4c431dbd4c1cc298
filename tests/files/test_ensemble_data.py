"""Many couples as plain data: shares and spreads that can be written as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negcycle.files.ensemble_data import as_data
from negcycle.model.ensemble import Design, Ensemble, Recorded

COUPLES = Ensemble(
    index=np.array([0, 1, 4, 5]),
    parameters={"jo.need": np.array([0.0, 1.0, 2.0, 3.0])},
    columns={
        "outcome": np.array([1, 1, 0, 4], np.int8),
        "settled": np.array([4.0, 8.0, np.nan, 6.0]),
        "jo.position": np.array([-1, -1, 1, 0], np.int8),
        "jo.behavior.mean": np.array([1.0, 1.0, 1.0, 5.0]),
    },
    runs=8,
    turns=1_000.0,
    step=0.25,
    look=1.0,
    seed=7,
    after=100.0,
    noise=0.25,
    people={"jo": "Jo", "ana": "Ana"},
    written={"jo": "withdraw"},
    design=Design("grid", {"jo.need": (0.0, 1.0)}, 2, 4),
    shard=(1, 2),
    recorded=Recorded(np.zeros(1), ("jo.behavior",), np.zeros((4, 1, 1))),
    start="stuck",
    plan="- at: 1\n",
    kernel="numba",
    assumptions=("All numbers are assumed.",),
    notes=("Some are missing.",),
    version="1.2.3",
    libraries={"numpy": "2"},
    case="abc",
)


def test_it_says_what_became_of_them_and_how_they_were_made() -> None:
    assert as_data(COUPLES, levels=(0.25, 0.5)) == {
        "runs": 8,
        "done": 4,
        "missing": [[2, 3], [6, 7]],
        "seed": 7,
        "turns": 1_000.0,
        "step": 0.25,
        "look": 1.0,
        "after": 100.0,
        "noise": 0.25,
        "outcomes": {
            "calm": 0.25,
            "stuck": 0.5,
            "escalating": 0.0,
            "oscillating": 0.0,
            "unsettled": 0.25,
        },
        "positions": {
            "found": {"jo": {"withdraw": 0.5, "neither": 0.25, "pursue": 0.25}},
            "written": {"jo": "withdraw", "ana": None},
        },
        "settled": {
            "count": 3,
            "mean": 6.0,
            "sd": 2.0,
            "lowest": 4.0,
            "median": 6.0,
            "highest": 8.0,
            "quantiles": {"0.25": 5.0, "0.5": 6.0},
        },
        "parameters": {
            "jo.need": {
                "count": 4,
                "mean": 1.5,
                "sd": pytest.approx(np.sqrt(5 / 3)),
                "lowest": 0.0,
                "median": 1.5,
                "highest": 3.0,
                "quantiles": {"0.25": 0.75, "0.5": 1.5},
            }
        },
        "columns": {
            "jo.behavior.mean": {
                "count": 4,
                "mean": 2.0,
                "sd": 2.0,
                "lowest": 1.0,
                "median": 1.0,
                "highest": 5.0,
                "quantiles": {"0.25": 1.0, "0.5": 1.0},
            }
        },
        "start": "stuck",
        "plan": "- at: 1\n",
        "design": {
            "sampling": "grid",
            "axes": {"jo.need": [0.0, 1.0]},
            "points": 2,
            "runs": 4,
            "distributions": {},
            "second_order": False,
        },
        "drawn": {},
        "shard": "1/2",
        "recorded": ["jo.behavior"],
        "kernel": "numba",
        "precision": "float64",
        "version": "1.2.3",
        "libraries": {"numpy": "2"},
        "case": "abc",
        "assumptions": ["All numbers are assumed."],
        "notes": ["Some are missing."],
    }


@given(arrays(np.float64, st.integers(0, 4), elements=st.floats()))
def test_any_numbers_can_be_written_as_json(numbers: np.ndarray) -> None:
    count = len(numbers)
    ensemble = replace(
        COUPLES,
        index=np.arange(count),
        parameters={},
        columns={"outcome": np.zeros(count, np.int8), "settled": numbers, "x.mean": numbers},
        design=None,
        recorded=None,
    )

    data = as_data(ensemble)

    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["settled"]["count"] == np.isfinite(numbers).sum()
    assert sum(data["outcomes"].values()) == (count > 0)
