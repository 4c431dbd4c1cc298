"""Presses over drawn strengths: what holds for any, what for most, and what is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.analysis.press import Known, Press, press
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.signed import SignedGraph, SignedLink

LEVINS = ((-1, -1, 0, 0), (1, 0, -1, -1), (0, 1, 0, 0), (0, 1, 0, -1))

TWO_WAYS = SignedGraph(
    nodes=("start", "helps", "harms", "end"),
    links=(
        SignedLink(source="start", target="helps"),
        SignedLink(source="start", target="harms"),
        SignedLink(source="helps", target="end"),
        SignedLink(source="harms", target="end", sign=-1),
    ),
)
"""One path up and one path down: who wins is a matter of the strengths."""


def of_levins(**settings_: object) -> Press:
    return press(LEVINS, names=tuple("RHxy"), rows="target", **settings_)  # type: ignore[arg-type]


def test_the_clear_predictions_of_levins_hold_for_every_drawn_system() -> None:
    found = of_levins(seed=1, count=500)

    answers = {(one.of, one.to): (one.sign, one.share) for one in found.for_any()}
    assert len(answers) == 16
    assert answers["x", "H"] == ("+", 1.0)
    assert answers["H", "x"] == ("-", 1.0)
    assert all(share == 1.0 for _, share in answers.values())


def test_two_even_paths_win_about_half_of_the_time() -> None:
    found = press(TWO_WAYS, damped=True, seed=3, count=4_000)

    up, none, down = found.share(of="end", to="start")

    assert abs(up - 0.5) < 0.04  # five standard deviations of 4,000 coins
    assert none == 0.0
    assert up + none + down == 1.0
    assert found.response(of="end", to="start") == "?"
    assert ("end", "start") not in {(one.of, one.to) for one in found.for_most()}


def test_a_known_outcome_filters_and_is_kept_by_all() -> None:
    known = (Known(of="end", to="start", sign="-"),)

    found = press(TWO_WAYS, damped=True, seed=3, count=300, known=known)

    assert found.share(of="end", to="start") == (0.0, 0.0, 1.0)
    assert found.kept == 300
    assert found.stable > 400  # about half of the stable ones agreed
    assert found.response(of="end", to="start") == "-"
    assert ("end", "start") not in {(one.of, one.to) for one in found.for_any()}


def test_an_uncertain_link_is_there_half_of_the_time() -> None:
    link = ("helps", "end")

    found = press(TWO_WAYS, damped=True, seed=3, count=4_000, uncertain=[link])

    assert abs(found.share(of="end", to="helps").none - 0.5) < 0.04
    assert ("end", "helps") not in {(one.of, one.to) for one in found.for_any()}
    assert ("end", "harms") in {(one.of, one.to) for one in found.for_any()}


def test_a_sign_that_nobody_knows_is_drawn_too() -> None:
    graph = SignedGraph(nodes=("a", "b"), links=(SignedLink(source="a", target="b", sign=0),))

    found = press(graph, damped=True, seed=5, count=4_000)

    assert abs(found.share(of="b", to="a").up - 0.5) < 0.04
    assert found.share(of="b", to="a").none == 0.0


def test_only_stable_systems_count() -> None:
    matrix = [[-1, 1], [1, -1]]  # stable while the loop is weaker than what holds back

    found = press(matrix, rows="target", seed=2, count=1_000)

    # P(ab < cd) for four uniform numbers is one half
    assert abs(found.stable / found.tries - 0.5) < 0.06
    assert found.share(of="1", to="2") == (1.0, 0.0, 0.0)


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.lists(st.integers(-1, 1), min_size=4, max_size=4), min_size=4, max_size=4),
    st.integers(0, 1_000),
)
def test_what_holds_for_any_strengths_holds_for_most(matrix: list[list[int]], seed: int) -> None:
    for i in range(4):
        matrix[i][i] = -1

    found = press(matrix, rows="target", seed=seed, count=50, tries=2_000)

    assert all(one.share == 1.0 for one in found.for_any())
    assert set(found.for_any()) <= set(found.for_most())
    assert np.allclose(found.shares.sum(axis=0), 1.0)


def test_the_same_seed_draws_the_same_systems() -> None:
    shares = [press(TWO_WAYS, damped=True, seed=seed, count=50).shares for seed in (1, 1, 2)]

    assert (shares[0] == shares[1]).all()
    assert (shares[0] != shares[2]).any()


def test_a_press_that_cannot_be_is_refused_with_a_sentence() -> None:
    growing = [[1]]

    with pytest.raises(AnalysisError, match="stable"):
        press(growing, rows="target", seed=1, count=10, tries=100)
    with pytest.raises(AnalysisError, match="at least as many tries"):
        of_levins(seed=1, count=10, tries=5)
    with pytest.raises(AnalysisError, match="at least as many tries"):
        of_levins(seed=1, count=0)
    with pytest.raises(AnalysisError, match="Nothing acts"):
        of_levins(seed=1, uncertain=[("R", "x")])
    with pytest.raises(UnknownName):
        of_levins(seed=1, known=[Known("R", "z", "+")])
