"""A recovery curve counts couples at each value, and says between which two values it turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.many.recovery import Reached
from negcycle.errors import AnalysisError, UnknownName
from negcycle.model.ensemble import Ensemble

Couples = Callable[..., Ensemble]
CALM, STUCK = 0, 1


def ending(*numbers: int) -> Callable[[Any], dict[str, Any]]:
    """Return what makes couples end in these ways, in the order of their numbers."""

    def of(x: Any) -> dict[str, Any]:
        strength = np.arange(float(len(numbers)))
        return {
            "outcome": np.array(numbers)[x["number"]],
            "cycle_strength.final": strength[x["number"]],
        }

    return of


@given(
    st.lists(st.integers(0, 20), min_size=2, max_size=4, unique=True),
    st.lists(st.integers(0, 20), min_size=1, max_size=3, unique=True),
    st.integers(1, 4),
    st.integers(0, 99),
)
def test_a_curve_by_a_second_parameter_counts_what_a_phase_diagram_counts(
    couples: Couples, values: list[int], levels: list[int], runs: int, seed: int
) -> None:
    count = len(values) * len(levels) * runs
    ends = np.random.default_rng(seed).integers(0, 2, count).tolist()
    made = couples({"turn": values, "noise": levels}, ending(*ends), runs=runs)
    found, phase = nc.recovery(made), nc.phase_diagram(made)

    assert (found.over, found.by) == ("turn", "noise")
    assert np.array_equal(found.shares, phase.shares["calm"])
    assert np.array_equal(nc.recovery(made, outcome="stuck").ended, phase.ended[STUCK])
    assert np.array_equal(nc.recovery(made, "noise").shares, found.shares.T)


def test_several_others_are_taken_together(couples: Couples) -> None:
    made = couples({"turn": [1, 2], "noise": [0, 1], "delay": [0, 1]}, ending(*[0, 0, 0, 1] * 2))
    found = nc.recovery(made)

    assert found.by is None
    assert found.pooled == ("noise", "delay")
    assert found.shares.tolist() == [[0.75, 0.75]]
    assert "Taken together, every value counting alike: noise and delay." in found.sentences
    assert nc.recovery(made, "noise", by="delay").shares.tolist() == [[1.0, 1.0], [1.0, 0.0]]


@pytest.mark.parametrize(
    ("shares", "reached", "told"),
    [
        (
            [0, 0.25, 0.5, 1],
            Reached(((3, 4),), below=2, above=None),
            "half of them or more from 3 on, and fewer up to 2; 0% to 100%.",
        ),
        (
            [0.5, 0.5, 1, 1],
            Reached(((1, 4),), below=None, above=None),
            "at every value half of them or more; 50% to 100%.",
        ),
        (
            [0, 0, 0.25, 0.25],
            Reached((), below=None, above=None),
            "at no value half of them or more; 0% to 25%.",
        ),
        (
            [1, 0.75, 0.25, 0],
            Reached(((1, 2),), below=None, above=3),
            "half of them or more up to 2, and fewer from 3 on; 0% to 100%.",
        ),
        (
            [0, 0.75, 0.5, 0.25],
            Reached(((2, 3),), below=1, above=4),
            "half of them or more at 2 to 3, and fewer at all other values; 0% to 75%.",
        ),
        (
            [1, 0, 0.25, 0.75],
            Reached(((1, 1), (4, 4)), below=None, above=None),
            "half of them or more at 1 and 4, and fewer at all other values; 0% to 100%.",
        ),
    ],
)
def test_where_half_of_them_recover_is_told_between_two_values(
    couples: Couples, shares: list[float], reached: Reached, told: str
) -> None:
    ends = [CALM if place < share * 4 else STUCK for share in shares for place in range(4)]
    found = nc.recovery(couples({"turn": [1, 2, 3, 4]}, ending(*ends), runs=4))

    assert found.half == (reached,)
    assert reached.falls_back is any(now >= 0.5 > then for now, then in pairwise(shares))
    assert found.sentences[1] == f"Over all of them: {told}"


def test_values_without_couples_are_passed_over(couples: Couples) -> None:
    ends = ending(1, 1, 1, 0, 0, 0)
    found = nc.recovery(couples({"turn": [1, 2, 3]}, ends, runs=2, keep=[0, 1, 5]))

    assert np.isnan(found.shares[0, 1])
    assert np.isnan(found.low[0, 1])
    assert found.half == (Reached(((3, 3),), below=1, above=None),)
    assert found.half[0].at == 3
    assert "Places without any couple so far: 1." in found.sentences


def test_with_chance_there_are_intervals_and_without_there_are_none(couples: Couples) -> None:
    """Ten couples that are all alike say no more than one of them."""

    def alike(x: Any) -> dict[str, Any]:
        return {
            "outcome": (x["turn"] < 2).astype(np.int8),
            "cycle_strength.final": x["turn"],
        }

    by_chance = nc.recovery(couples({"turn": [1, 2]}, ending(*[0] * 10, *[1] * 10), runs=10))
    certain = nc.recovery(couples({"turn": [1, 2]}, alike, runs=10))

    assert by_chance.by_chance
    assert by_chance.low[0] == pytest.approx([0.7225, 0], abs=5e-5)
    assert by_chance.high[0] == pytest.approx([1, 0.2775], abs=5e-5)
    assert not certain.by_chance
    assert np.all(np.isnan(certain.low))
    assert certain.shares.tolist() == [[0.0, 1.0]]
    assert certain.sentences[-1].startswith("All couples at a point are alike")


def test_each_level_has_a_line(couples: Couples) -> None:
    made = couples({"turn": [1, 2], "noise": [0, 0.5]}, ending(1, 0, 0, 0))

    assert nc.recovery(made).sentences[:3] == (
        "The share of couples that end calm, over turn:",
        "With noise at 0: half of them or more from 2 on, and fewer up to 1; 0% to 100%.",
        "With noise at 0.5: at every value half of them or more; 100% to 100%.",
    )
    assert "  - Chosen and not measured: noise at 0 and 0.5." in nc.recovery(made).text()
    assert repr(nc.recovery(made)) == "<RecoveryCurve of calm over 2 values of turn by noise>"


def test_a_level_without_couples_is_told(couples: Couples) -> None:
    made = couples({"turn": [1, 2], "noise": [0, 0.5]}, ending(1, 0, 0, 0), keep=[0, 2])

    assert nc.recovery(made).sentences[2] == "With noise at 0.5: no couple so far."


def test_what_was_found_goes_into_json(couples: Couples) -> None:
    made = couples({"turn": [1, 2, 3]}, ending(1, 1, 1, 0, 0, 0), runs=2, keep=[0, 1, 5])
    data = json.loads(json.dumps(nc.recovery(made).as_data(), allow_nan=False))

    assert data["by"] is None
    (curve,) = data["curves"]
    assert curve["level"] is None
    assert curve["shares"] == [0.0, None, 1.0]
    assert curve["half"] == {"stretches": [[3.0, 3.0]], "below": 1.0, "above": None}


def test_what_cannot_be_told_says_why(couples: Couples) -> None:
    made = couples({"turn": [1, 2]}, ending(0, 1))
    drawn = couples({"turn": (1, 2)}, ending(0, 1), sampling="random", sample=2)

    with pytest.raises(AnalysisError, match="These couples are not on a grid"):
        nc.recovery(drawn)
    for over in ("turn", None):
        with pytest.raises(AnalysisError, match="'turn' cannot stand for both"):
            nc.recovery(made, over, by="turn")
    with pytest.raises(UnknownName, match=r"'tern' is no parameter of this design\. Did you mean"):
        nc.recovery(made, "tern")
    with pytest.raises(UnknownName) as told:
        nc.recovery(made, outcome="calmer")

    assert str(told.value) == (
        "No outcome is called 'calmer'. Did you mean 'calm'? There are calm, stuck, escalating, "
        "oscillating and unsettled."
    )
