"""A summary is the same however the rows came together, and counts what is missing."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import UnknownName
from negcycle.model.ensemble import Ensemble

Couples = Callable[..., Ensemble]


def made_of(values: list[float], outcomes: list[int] | None = None, **more: Any) -> Ensemble:
    return Ensemble(
        index=np.arange(len(values)),
        parameters={"turn": np.array(values)},
        columns={"outcome": np.array(outcomes or [0] * len(values)), **more},
        runs=len(values),
        turns=10.0,
        step=0.25,
        look=1.0,
        seed=3,
        assumptions=("Assumed.",),
    )


@given(st.lists(st.floats(-1e3, 1e3), min_size=2, max_size=50), st.sampled_from([0.0, 1e9]))
def test_the_numbers_are_those_of_exact_arithmetic(values: list[float], origin: float) -> None:
    """Far from 0 as well, where a sum of squares would lose every digit."""
    values = [value + origin for value in values]
    found = nc.summarize(made_of(values))["turn"]

    assert found.mean == pytest.approx(statistics.fmean(values), rel=1e-14, abs=1e-12)
    assert found.sd == pytest.approx(statistics.stdev(values), rel=1e-6, abs=1e-9)
    assert found.standard_error == found.sd / len(values) ** 0.5
    assert (found.lowest, found.highest) == (min(values), max(values))
    assert found.quantiles == tuple(np.quantile(values, [0.05, 0.25, 0.5, 0.75, 0.95]))


@given(st.lists(st.sampled_from([0, 1, 2, 3, 4]), min_size=1, max_size=40))
def test_shares_add_up_to_one_and_ways_nobody_took_are_out(outcomes: list[int]) -> None:
    found = nc.summarize(made_of([1.0] * len(outcomes), outcomes)).outcomes

    assert sum(one.share for one in found.values()) == pytest.approx(1)
    assert sum(one.count for one in found.values()) == len(outcomes)
    assert all(one.low <= one.share <= one.high for one in found.values())
    assert len(found) == len(set(outcomes))


def test_the_couple_is_told_unless_more_is_asked_for() -> None:
    more = {"john.position": np.array([-1, 1]), "cycle_strength.mean": np.array([0.1, 0.2])}
    couples = made_of([1.0, 2.0], settled=np.array([3.0, 4.0]), **more)

    assert list(nc.summarize(couples).spreads) == ["turn", "settled", "cycle_strength.mean"]
    found = nc.summarize(couples, [*couples])
    assert list(found.spreads) == ["turn", "settled", "cycle_strength.mean"]
    assert list(found.positions) == ["john.position"]
    assert nc.summarize(couples, ["john.position=withdraw"])["john.position=withdraw"].mean == 0.5


def test_of_positions_shares_are_told_and_no_mean_of_their_numbers() -> None:
    couples = made_of([1.0] * 4, **{"john.position": np.array([-1, 1, -1, -1], np.int8)})
    found = nc.summarize(couples, [*couples])

    shares = {name: of.share for name, of in found.positions["john.position"].items()}
    assert shares == {"withdraw": 0.75, "pursue": 0.25}
    assert found.sentences[1:3] == (
        "john.position=withdraw: 3 of 4, 75.0% (30.1% to 95.4% if they were drawn at random).",
        "john.position=pursue: 1 of 4, 25.0% (4.6% to 69.9% if they were drawn at random).",
    )
    assert not any(one.startswith("outcome: mean") for one in found.sentences)
    assert found.as_data()["positions"]["john.position"]["withdraw"]["count"] == 3


def test_given_states_are_not_listed_in_a_sentence() -> None:
    couples = replace(made_of([1.0]), start="john.primary 0, john.openness 0.80000000000000004")

    assert "Couples: 1, over 10 turns, from given states; seed 3." in nc.summarize(couples).footing


def test_what_numbers_were_drawn_from_is_told() -> None:
    couples = made_of([1.0, 2.0])

    def told(drawn: str, of: Ensemble = couples) -> str:
        return nc.summarize(replace(of, drawn={"turn": drawn})).footing[1]

    assert told("uniform(0.4, 0.5)") == (
        "Chosen and not measured: turn, drawn from uniform(0.4, 0.5)."
    )
    assert told("2 values that were given (0a1b)") == (
        "Chosen and not measured: turn, with 2 values that were given (0a1b)."
    )
    assert told("1", made_of([1.0, 1.0])) == "Chosen and not measured: turn at 1."


def test_what_is_not_finite_counts_as_missing() -> None:
    settled = np.array([3.0, np.nan, np.inf, 5.0])
    found = nc.summarize(made_of([1.0] * 4, settled=settled))

    assert (found["settled"].count, found["settled"].missing) == (2, 2)
    assert found["settled"].mean == 4.0
    assert found.text().splitlines()[2] == (
        "settled: mean 4, median 4; half of the couples from 3.5 to 4.5, nine of ten from 3.1 to "
        "4.9. Without this number: 2."
    )


def test_one_couple_and_none_have_what_they_can_have() -> None:
    one = nc.summarize(made_of([2.0], settled=np.array([np.nan])))

    assert one["turn"].mean == 2.0
    assert np.isnan(one["turn"].sd)
    assert "settled: no couple has this number." in one.sentences
    assert nc.summarize(made_of([])).outcomes == {}
    for found in (one, nc.summarize(made_of([]))):
        json.dumps(found.as_data(), allow_nan=False)


def test_it_tells_what_it_found_and_what_it_rests_on() -> None:
    found = nc.summarize(made_of([1.0, 2.0, 3.0, 4.0], [1, 1, 1, 0]))

    assert found.text().splitlines() == [
        "calm: 1 of 4, 25.0% (4.6% to 69.9% if they were drawn at random).",
        "stuck: 3 of 4, 75.0% (30.1% to 95.4% if they were drawn at random).",
        "turn: mean 2.5, median 2.5; half of the couples from 1.75 to 3.25, nine of ten from 1.15 "
        "to 3.85.",
        "",
        "What this is: a model for thinking, with assumed numbers. It is no forecast, no "
        "measurement and no judgment about anybody.",
        "  - Couples: 4, over 10 turns, beginning calm; seed 3.",
        "  - A share says how many of these chosen numbers lead there, and not how often it "
        "happens between people.",
        "  - Assumed.",
    ]
    assert repr(found) == "<Summary of 4 couples and 1 columns>"


def test_an_unknown_column_is_told() -> None:
    couples = made_of([1.0])

    with pytest.raises(UnknownName, match=r"There is no column 'tern' here\. Did you mean 'turn'"):
        nc.summarize(couples, ["tern"])
    with pytest.raises(UnknownName, match="There is no column 'outcome' here"):
        nc.summarize(couples)["outcome"]


def test_a_part_says_that_it_is_one(couples: Couples) -> None:
    def calm(x: Any) -> dict[str, Any]:
        return {"outcome": np.zeros(len(x["number"]), dtype=np.int8)}

    long = couples({"turn": list(range(1, 21))}, calm, keep=[4, 5])

    assert nc.summarize(long).text().splitlines()[-5:-2] == [
        "  - Couples: 2, over 100 turns, beginning calm; seed 7.",
        "  - Only 2 of 20 couples are there so far.",
        "  - Chosen and not measured: turn at 20 values from 1 to 20.",
    ]
