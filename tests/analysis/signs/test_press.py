"""Presses over drawn strengths: what holds for any, what for most, and what is known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.signs.press import Known, Press, press
from negcycle.analysis.signs.sign_stability import never_stable
from negcycle.analysis.signs.signs import signs
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


def test_no_more_systems_are_counted_than_were_needed() -> None:
    def pressed(tries: int) -> int:
        return press([[-1, 1], [1, -1]], rows="target", seed=2, count=50, tries=tries).kept

    needed = press([[-1, 1], [1, -1]], rows="target", seed=2, count=50).tries

    assert (pressed(needed), pressed(needed - 1)) == (50, 49)


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


def test_it_tells_what_holds_for_any_strengths_and_what_for_most() -> None:
    found = press(TWO_WAYS, damped=True, seed=3, count=500)
    nothing = press([[-1, 1, 1], [0, -1, -1], [1, -1, -1]], rows="target", seed=1, count=40)
    twice = press(TWO_WAYS, damped=True, seed=3, count=500, uncertain=[("start", "helps")])

    assert found.text() == (
        "Whatever the strengths, when a node is pushed up and kept there:\n"
        "  start: start +, helps +, harms +\n"
        "  helps: helps +, end +\n"
        "  harms: harms +, end -\n"
        "  end: end +\n"
        "Nothing else holds in at least 95% of 500 systems with drawn strengths."
    )
    assert "helps +" not in twice.text().splitlines()[1]
    assert "In at least 60% of 40 systems with drawn strengths, beside that:" in nothing.text(0.6)


@pytest.mark.parametrize(
    ("matrix", "sentence"),
    [
        (
            [[0, 1], [-1, 0]],
            "Nothing holds 1, 2 back, so no strengths make this stable. Say which nodes hold "
            "themselves back (damped).",
        ),
        (
            [[-1, 0, 0], [1, -1, 0], [0, 1, 0]],
            "Nothing holds 3 back, so no strengths make this stable. Say which nodes hold "
            "themselves back (damped).",
        ),
        (
            [[-1, 1, 0], [1, 0, 0], [0, 0, -1]],
            "Whatever the strengths, 1, 2 do not come to rest together: no loops that take up 2 of "
            "them hold back. Check the signs and the self-effects (damped).",
        ),
    ],
)
def test_what_no_strengths_make_stable_is_said_before_anything_is_drawn(
    matrix: list[list[int]], sentence: str
) -> None:
    with pytest.raises(AnalysisError) as caught:
        press(matrix, rows="target", seed=1, count=10**9)

    assert str(caught.value) == sentence


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(-1, 1), min_size=n, max_size=n), min_size=n, max_size=n
        )
    ),
    st.integers(0, 2**32 - 1),
)
def test_what_is_called_never_stable_never_is(matrix: list[list[int]], seed: int) -> None:
    read = signs(matrix, rows="target")
    chance = np.random.default_rng(seed)
    drawn = np.array(matrix) * 10 ** chance.uniform(-3, 3, (200, len(matrix), len(matrix)))

    never = never_stable(read)

    if never is not None:
        assert np.linalg.eigvals(drawn).real.max(axis=1).min() > -1e-9
        assert set(never.nodes) <= set(read.names)
        assert 1 <= never.level <= len(never.nodes)


def test_a_sign_that_nobody_knows_may_be_the_one_that_helps() -> None:
    graph = SignedGraph(
        nodes=("a", "b"),
        links=(
            SignedLink(source="a", target="b"),
            SignedLink(source="b", target="a", sign=0),
            SignedLink(source="a", target="a", sign=-1),
        ),
    )

    found = press(graph, seed=1, count=20)

    assert found.share(of="a", to="b") == (0.0, 0.0, 1.0)  # so it was minus in all that are kept


def test_drawing_in_vain_ends() -> None:
    size = 12  # one node holds back eleven others that push each other on
    matrix = [[int(i != j) for j in range(size)] for i in range(size)]
    matrix[0] = [-1] * size

    with pytest.raises(AnalysisError, match="None of 20,000 drawn systems"):
        press(matrix, rows="target", seed=1)


def test_a_couple_is_pressed_at_one_of_its_states() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    found = press(cycle, at="calm", seed=1, count=50)

    assert found.share(of="ana.behavior", to="ana.primary").up == 1.0
    assert found.kept == 50


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
