"""What matters most: the same for every scale, with intervals, and what chance does is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import AnalysisError, MissingExtra, UnknownName
from negcycle.model.ensemble import Ensemble

Couples = Callable[..., Ensemble]
OVER = {"john.need": (0.0, 1.0), "turn": (1.0, 2.0)}
STRENGTH = "cycle_strength.final"


def product(x: Any) -> dict[str, Any]:
    """Return a strength, and with it an outcome: stuck where it is above one half."""
    strength = x["john.need"] * x["turn"]
    return {STRENGTH: strength, "outcome": (strength > 0.5).astype(np.int8)}


@pytest.mark.parametrize("both", [False, True])
def test_shares_lie_in_their_intervals_and_pairs_are_told_if_asked(
    couples: Couples, both: bool
) -> None:
    made = couples(OVER, product, sampling="sobol", sample=256, second_order=both)
    found = nc.sensitivity(made)

    assert found.names == ("john.need", "turn")
    assert np.all(found.first_interval[:, 0] < found.first)
    assert np.all(found.total < found.total_interval[:, 1])
    assert found.first_interval.mean(axis=1) == pytest.approx(found.first)
    own = made.numbers(STRENGTH).reshape(256, -1)[:, [0, -1]]  # the points a and b of each group
    assert (found.mean, found.variance) == pytest.approx((own.mean(), own.var()))
    assert (found.second is not None) is both
    assert (found.second_interval is not None) is both
    if found.second is not None:
        assert found.second[0, 1] == found.second[1, 0]
        assert np.isnan(found.second[0, 0])


@given(st.floats(0.01, 100), st.floats(-100, 100))
@settings(max_examples=15)
def test_neither_scale_nor_origin_counts(couples: Couples, scale: float, origin: float) -> None:
    def turned(x: Any) -> dict[str, Any]:
        return {STRENGTH: scale * product(x)[STRENGTH] + origin}

    how: dict[str, Any] = {"sampling": "sobol", "sample": 32}
    one = nc.sensitivity(couples(OVER, product, **how))
    other = nc.sensitivity(couples(OVER, turned, **how))

    assert other.first == pytest.approx(one.first, abs=1e-6)
    assert other.total == pytest.approx(one.total, abs=1e-6)
    assert other.variance == pytest.approx(scale**2 * one.variance, rel=1e-6)


def test_the_seed_alone_decides_the_intervals(couples: Couples) -> None:
    made = couples(OVER, product, sampling="sobol", sample=64)
    np.random.seed(1)  # where SALib would look without a seed
    one, again, other = (nc.sensitivity(made, seed=seed).first_interval for seed in (0, 0, 1))

    assert np.array_equal(one, again)
    assert not np.any(one == other)


def test_couples_at_a_point_are_averaged_and_their_chance_is_told(couples: Couples) -> None:
    """Sum of two, each with variance 1/12, and noise with variance 1/3 averaged over 4 runs."""

    def noisy(x: Any) -> dict[str, Any]:
        noise = np.random.default_rng(3).normal(0, (1 / 3) ** 0.5, len(x["number"]))
        return {STRENGTH: x["john.need"] + x["turn"] + noise}

    found = nc.sensitivity(couples(OVER, noisy, sampling="sobol", sample=1024, runs=4))

    assert found.chance == pytest.approx(1 / 3, abs=0.03)
    assert found.first == pytest.approx([1 / 3, 1 / 3], abs=0.06)
    assert found.total == pytest.approx([2 / 3, 2 / 3], abs=0.06)
    assert "Chance accounts for 3" in found.text()


def test_one_couple_at_each_point_does_not_tell_chance(couples: Couples) -> None:
    found = nc.sensitivity(couples(OVER, product, sampling="sobol", sample=64))

    assert found.chance is None
    assert found.as_data()["chance"] is None
    assert "One couple at each point does not tell how much of this is chance." in found.text()


def test_wide_intervals_call_for_more_points(couples: Couples) -> None:
    few, many = (
        nc.sensitivity(couples(OVER, product, sampling="sobol", sample=sample)).text()
        for sample in (16, 2048)
    )

    assert "Some of these intervals are wider than 0.2, so the shares are not known yet." in few
    assert "Some of these intervals" not in many


def test_an_outcome_is_asked_for_by_its_name(couples: Couples) -> None:
    made = couples(OVER, product, sampling="sobol", sample=256)
    stuck = nc.sensitivity(made, "outcome=stuck")

    assert stuck.mean == pytest.approx(np.mean(made["outcome"]), abs=0.01)
    assert stuck.first == pytest.approx(nc.sensitivity(made, "outcome=calm").first)
    assert repr(stuck).startswith("<Sensitivity of outcome=stuck, first (total): john.need 0.")


def test_it_tells_what_it_found_and_what_it_rests_on(couples: Couples) -> None:
    found = nc.sensitivity(couples(OVER, product, sampling="sobol", sample=256, second_order=True))
    lines = found.text().splitlines()

    assert lines[0] == (
        "Shares of the variance of cycle_strength.final between 1,536 points; couples averaged at "
        "each: 1."
    )
    assert lines[1].startswith("john.need: 0.8")
    assert lines[2].startswith("turn: 0.0")
    assert lines[3].startswith("Of any two together, john.need and turn add the most: 0.0")
    assert lines[lines.index("") - 1].startswith("The shares hold for the ranges that were chosen")
    assert "  - Chosen and not measured: turn, drawn from uniform(1, 2)." in lines
    assert lines[-1] == "  - Assumed and not measured."
    assert str(found) == found.text()


def test_what_was_found_goes_into_json(couples: Couples) -> None:
    found = nc.sensitivity(couples(OVER, product, sampling="sobol", sample=64, second_order=True))
    data = json.loads(json.dumps(found.as_data(), allow_nan=False))

    assert [one["name"] for one in data["parameters"]] == list(OVER)
    assert data["parameters"][0]["first"] == found.first[0]
    assert found.second is not None
    assert data["pairs"][0]["second"] == found.second[0, 1]
    assert len(data["pairs"]) == 1


@pytest.mark.parametrize(
    ("change", "of", "sentence"),
    [
        (
            {"design": None},
            STRENGTH,
            "Sobol indices need couples at the points that belong to them. Simulate with "
            "negcycle.sweep and sampling='sobol', with a power of two as 'sample'.",
        ),
        (
            {"index": np.arange(9)},
            STRENGTH,
            "Only 9 of 64 couples are there, and Sobol indices need all of them. Merge the parts "
            "first.",
        ),
        (
            {"columns": {"settled": np.where(np.arange(64) % 8, 1.0, np.nan)}},
            "settled",
            "'settled' is missing for 8 couples, so its variance is not known. Ask for another "
            "column, such as 'cycle_strength.final' or 'outcome=calm'.",
        ),
        (
            {"columns": {STRENGTH: np.full(64, 0.5)}},
            STRENGTH,
            "'cycle_strength.final' is 0.5 at every point, so there are no differences to account "
            "for. Choose wider ranges, or ask for another column.",
        ),
        (
            {},
            "outcome",
            "The numbers in 'outcome' only stand for calm, stuck, escalating, oscillating and "
            "unsettled, so their variance says nothing. Ask for one of them, such as "
            "'outcome=stuck'.",
        ),
        (
            {"columns": {"john.position": np.arange(64) % 3 - 1}},
            "john.position",
            "The numbers in 'john.position' only stand for withdraw, neither and pursue, so their "
            "variance says nothing. Ask for one of them, such as 'john.position=withdraw'.",
        ),
        (
            {},
            "john.need",
            "'john.need' is what differs between the couples, and no result. Ask for a result, "
            "such as 'cycle_strength.final' or 'outcome=stuck'.",
        ),
    ],
)
def test_what_cannot_be_told_says_why(
    couples: Couples, change: dict[str, Any], of: str, sentence: str
) -> None:
    made = replace(couples(OVER, product, sampling="sobol", sample=16), **change)

    with pytest.raises(AnalysisError) as told:
        nc.sensitivity(made, of)

    assert str(told.value) == sentence


def test_too_few_resamples_and_unknown_names_are_told(couples: Couples) -> None:
    made = couples(OVER, product, sampling="sobol", sample=16)

    with pytest.raises(AnalysisError, match="'resamples' is a whole number from 10 up, and 1 is"):
        nc.sensitivity(made, resamples=1)
    with pytest.raises(AnalysisError, match="'resamples' is a whole number from 10 up, and x is"):
        nc.sensitivity(made, resamples="x")  # type: ignore[arg-type]  # a wrong call on purpose
    with pytest.raises(UnknownName, match="There is no column 'strenght' here"):
        nc.sensitivity(made, "strenght")
    with pytest.raises(UnknownName) as told:
        nc.sensitivity(made, "outcome=stuk")

    assert str(told.value) == "'outcome' has no kind 'stuk'. Did you mean 'stuck'?"


def test_without_salib_it_says_what_to_install(
    couples: Couples, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = couples(OVER, product, sampling="sobol", sample=16)
    monkeypatch.setattr("negcycle.analysis.many.sensitivity.find_spec", dict[str, str]().get)

    with pytest.raises(MissingExtra) as told:
        nc.sensitivity(made)

    assert str(told.value) == (
        "Sobol indices need SALib. Install it with: pip install 'negcycle[research]'"
    )
