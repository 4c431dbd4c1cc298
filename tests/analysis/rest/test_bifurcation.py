"""Branches of rests, and where they fold, cross or begin to swing, beside what is known exactly."""

from __future__ import annotations

import json
import math
from functools import cache
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.rest.bifurcation import bifurcation
from negcycle.analysis.rest.branches import Bifurcation
from negcycle.analysis.rest.hysteresis import hysteresis
from negcycle.errors import AnalysisError, UnknownName
from negcycle.simulation.published import Liebovitch


def couple(*, gap: float = 0.0, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, "answer": s, **both}}
        for key, way, s in zip(("ana", "ben"), (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people)


@cache
def found(over: str = "reactivity", gap: float = 0.0, **answers: int) -> Bifurcation:
    return bifurcation(couple(gap=gap, **answers), over)


class Line:
    """A model with one state, from its rate and slope."""

    names: ClassVar = ("x",)
    links: ClassVar = ()
    delays: ClassVar = ()

    def __init__(self, rate: Any, slope: Any) -> None:
        self.rate, self.slope = rate, slope

    def evaluate(self, name: str, state: Any) -> Any:
        del name
        return self.rate(state[0])

    def rates(self, state: Any, past: Any = None) -> Any:
        del past
        return np.asarray(self.rate(state))

    def jacobian(self, state: Any) -> Any:
        return np.array([[self.slope(state[0])]])


class Circle:
    """The normal form of Hopf: growth m, frequency w, swings of radius sqrt(m)."""

    names: ClassVar = ("x", "y")
    links: ClassVar = ()
    delays: ClassVar = ()

    def __init__(self, growth: float, frequency: float) -> None:
        self.m, self.w = growth, frequency

    def evaluate(self, name: str, state: Any) -> Any:
        return self.rates(state)[self.names.index(name)]

    def rates(self, state: Any, past: Any = None) -> Any:
        del past
        x, y = state
        r = self.m - x * x - y * y
        return np.stack([x * r - self.w * y, self.w * x + y * r])

    def jacobian(self, state: Any) -> Any:
        x, y = state
        m, w = self.m, self.w
        return np.array(
            [[m - 3 * x * x - y * y, -w - 2 * x * y], [w - 2 * x * y, m - x * x - 3 * y * y]]
        )


class Logistic:
    """The logistic map, x -> r x (1 - x)."""

    names: ClassVar = ("x",)
    links: ClassVar = ()

    def __init__(self, r: float) -> None:
        self.r = r

    def evaluate(self, name: str, state: Any) -> Any:
        del name
        return self.next(state)[0]

    def next(self, state: Any) -> Any:
        return self.r * state * (1 - state)

    def jacobian(self, state: Any) -> Any:
        return np.array([[self.r * (1 - 2 * state[0])]])


# -- what textbooks know ----------------------------------------------------------------------


@given(st.floats(-0.5, 0.5), st.floats(0.5, 2))
@settings(max_examples=10)
def test_a_fold_is_where_two_rests_meet(place: float, width: float) -> None:
    """With x' = (r - place) - width x^2."""
    one = bifurcation(
        lambda r: Line(lambda x: r - place - width * x * x, lambda x: -2 * width * x),
        "r", low=-1, high=1.2, box=(-2, 2),
    )  # fmt: skip

    assert [point.kind for point in one.points] == ["fold"]
    assert one.folds == pytest.approx((place,), abs=1e-8)
    assert one.points[0].state["x"] == pytest.approx(0, abs=1e-6)
    assert one.at(max(place - 0.1, -1.0)) == ()
    assert sorted(rest.stable for rest in one.at(place + 0.1)) == [False, True]  # type: ignore[type-var]


@given(st.floats(-0.6, 0.6))
@settings(max_examples=10)
def test_at_a_pitchfork_one_rest_becomes_three(place: float) -> None:
    """With x' = (r - place) x - x^3 both branches pass the fork."""
    one = bifurcation(
        lambda r: Line(lambda x: (r - place) * x - x**3, lambda x: r - place - 3 * x * x),
        "r", low=-1, high=1, box=(-2, 2),
    )  # fmt: skip

    assert {point.kind for point in one.points} == {"branch"}
    assert one.of_kind("branch") == pytest.approx((place,), abs=1e-6)
    assert len(one.branches) == 2
    assert [rest.stable for rest in one.at(-1)] == [True]
    root = math.sqrt(1 - place)
    assert sorted(rest.state["x"] for rest in one.at(1) if rest.stable) == pytest.approx(
        [-root, root]
    )


def test_where_two_branches_cross_they_exchange_what_holds() -> None:
    """With x' = r x - x^2."""
    one = bifurcation(
        lambda r: Line(lambda x: r * x - x * x, lambda x: r - 2 * x),
        "r", low=-1, high=1.3, box=(-2, 2),
    )  # fmt: skip

    assert one.of_kind("branch") == pytest.approx((0,), abs=1e-6)
    for value in (-0.7, 0.9):
        assert [rest.state["x"] for rest in one.at(value) if rest.stable] == pytest.approx(
            [max(value, 0)], abs=1e-9
        )


@given(st.floats(-0.7, 0.7), st.floats(0.3, 4))
@settings(max_examples=10)
def test_a_hopf_point_has_the_period_of_its_swing(place: float, frequency: float) -> None:
    one = bifurcation(
        lambda m: Circle(m - place, frequency), "m", low=-1, high=1, box=(-2, 2), starts=8
    )
    (point,) = one.points

    assert point.kind == "hopf"
    assert point.value == pytest.approx(place, abs=1e-8)
    assert point.period == pytest.approx(2 * math.pi / frequency, rel=1e-8)


def test_the_logistic_map_flips_at_three() -> None:
    one = bifurcation(Logistic, "r", low=0.5, high=3.9, box=(0, 1))

    assert one.of_kind("branch") == pytest.approx((1,), abs=1e-6)
    assert one.of_kind("flip") == pytest.approx((3,), abs=1e-8)
    assert {rest.stable: round(rest.state["x"], 9) for rest in one.at(2.5)} == {
        False: 0,
        True: 0.6,
    }


def test_a_branch_that_is_closed_ends_where_it_began() -> None:
    """x^2 + r^2 = 1."""
    one = bifurcation(
        lambda r: Line(lambda x: 1 - r * r - x * x, lambda x: -2 * x),
        "r", low=-2, high=2.3, box=(-3, 3),
    )  # fmt: skip
    (branch,) = one.branches

    assert branch.whole
    assert one.folds == pytest.approx((-1, 1), abs=1e-8)
    assert branch.states[0] == pytest.approx(branch.states[-1], abs=1e-9)
    assert np.hypot(branch.values, branch.states[:, 0]) == pytest.approx(1, abs=1e-8)


# -- couples ----------------------------------------------------------------------------------


@pytest.mark.parametrize("gap", [0.0, 0.1])
def test_every_point_of_a_branch_is_a_rest_and_its_eigenvalues_are_its_own(gap: float) -> None:
    one = found(gap=gap)

    for branch in one.branches:
        for place in range(0, len(branch.values), 7):
            system = nc.compile_system(couple(gap=gap, reactivity=float(branch.values[place])))
            state = branch.states[place]
            values = np.linalg.eigvals(system.jacobian(state))
            assert np.max(np.abs(system.rates(state))) < 1e-9
            assert branch.eigenvalues[place][0].real == pytest.approx(max(values.real), abs=1e-7)
            if branch.stable[place] is not None:
                assert branch.stable[place] == (max(values.real) < 0)


def test_the_numbers_that_are_known_of_the_default_couple() -> None:
    equal, apart, gaps = found(), found(gap=0.1), found("need_gap")

    assert equal.folds == pytest.approx((2.0029,), abs=5e-5)
    assert equal.of_kind("branch") == pytest.approx((5.0,), abs=1e-6)
    assert apart.folds == pytest.approx((1.6, 2.5197, 2.8836), abs=5e-5)
    assert gaps.folds[-1] == pytest.approx(0.20028, abs=5e-6)
    assert [rest.stable for rest in equal.at(3.0)].count(True) == 3  # calm, and stuck both ways


@given(st.floats(0.55, 0.9))
@settings(max_examples=2, deadline=None)
def test_calm_of_equals_forks_where_the_gain_is_one(openness: float) -> None:
    threshold = 1 / (1 - openness)

    one = bifurcation(
        couple(openness=openness), low=0.7 * threshold, high=1.3 * threshold, starts=1, count=2
    )

    assert any(
        value == pytest.approx(threshold, abs=1e-6 * threshold) for value in one.of_kind("branch")
    )


@pytest.mark.parametrize(
    ("over", "value"),
    [
        ("reactivity", 5 * (1 / math.cos(math.pi / 8)) ** 4),
        ("ana.reactivity", 12.5 * (1 / math.cos(math.pi / 8)) ** 8),
        ("openness", 1 - 0.5 * (1 / math.cos(math.pi / 8)) ** 4),
    ],
)
def test_v32_those_who_answer_differently_swing_from_the_secant_condition_on(
    over: str, value: float
) -> None:
    """|Gamma| = sec^8(pi/8), whichever number brings it there, with the period of the ring."""
    one = bifurcation(couple(answers=(1, -1)), over, low=0.1, high=max(2 * value, 1.0), starts=8)
    (point,) = one.points

    assert point.kind == "hopf"
    assert point.value == pytest.approx(value, rel=1e-8)
    assert point.period == pytest.approx(2 * math.pi / math.tan(math.pi / 8), rel=1e-6)


def test_how_slow_openness_is_moves_no_rest() -> None:
    one = bifurcation(couple(gap=0.1), "tau_open", starts=4, count=2)

    for branch in one.branches:
        assert np.ptp(branch.states, axis=0) == pytest.approx(0, abs=1e-9)


def test_the_order_of_the_partners_changes_no_fold() -> None:
    one = couple(gap=0.1)
    turned_round = one.with_partners(reversed(one.partners))

    here, there = (bifurcation(each, "repair", starts=4, count=2) for each in (one, turned_round))

    assert here.folds == pytest.approx(there.folds, abs=1e-9)
    assert len(here.branches) == len(there.branches)


@pytest.mark.parametrize("gap", [0.0, 0.1])
def test_raised_and_lowered_slowly_a_couple_jumps_at_the_folds(gap: float) -> None:
    """Hysteresis runs; it falls in and climbs out next to where branches end."""
    one, branches = hysteresis(couple(gap=gap), count=21), found(gap=gap)
    step = one.values[1] - one.values[0]
    ends = branches.folds if gap else (*branches.folds, *branches.of_kind("branch"))

    assert one.falls_in is not None
    assert one.climbs_out is not None
    assert min(one.falls_in - end for end in ends if end <= one.falls_in) <= step + 1e-9
    assert min(end - one.climbs_out for end in ends if end >= one.climbs_out) <= step + 1e-9


def test_between_two_turning_points_nothing_changes() -> None:
    one = found(gap=0.1)
    stretches = one.stretches

    assert [stretch.high for stretch in stretches[:-1]] == pytest.approx(one.folds, abs=1e-9)
    assert all(here.high == there.low for here, there in pairwise(stretches))
    assert [sum(bool(rest.stable) for rest in stretch.rests) for stretch in stretches] == [
        1, 2, 3, 2,
    ]  # fmt: skip


def test_where_resentment_never_heals_rests_are_no_points_and_nothing_breaks() -> None:
    """At forget and repair 0, every resentment stays as it is: a line of rests at that end."""
    lasting = couple(gap=0.2, answers=(1, -1), openness=0.15)
    lasting = lasting.changed(dynamics=lasting.dynamics.changed(repair=0.0))

    one = bifurcation(lasting, "forget", starts=8, count=2)

    assert all(np.all(np.isfinite(branch.states)) for branch in one.branches)
    assert one.at(0.4)


def test_with_delays_folds_are_told_and_swings_are_left_open() -> None:
    one = bifurcation(
        lambda c: Liebovitch(influence=(c, -c), delay=1.0), "c", low=0.2, high=3, box=(-2, 2)
    )

    assert one.points == ()
    assert {stable for branch in one.branches for stable in branch.stable} == {True, None}


def test_what_was_found_can_be_written_down() -> None:
    assert json.loads(json.dumps(found(gap=0.1).as_data(), allow_nan=False))["parameter"]


# -- what cannot be answered ------------------------------------------------------------------


def test_questions_that_have_no_answer_say_why() -> None:
    with pytest.raises(UnknownName):
        bifurcation(couple(), "reactivty")
    with pytest.raises(UnknownName):
        bifurcation(couple(), shows="ana.behavio")
    for asked, sentence in (
        (
            {"low": 5, "high": 1},
            "A number is turned from a lowest to a highest value, and 5 is not below 1. Give two "
            "finite numbers, the lower one as 'low'.",
        ),
        (
            {"count": 1},
            "Rests are looked for at 2 values or more, from 1 start or more, and 1 values with 32 "
            "starts are too few.",
        ),
    ):
        with pytest.raises(AnalysisError) as caught:
            bifurcation(couple(), **asked)  # type: ignore[arg-type]
        assert str(caught.value) == sentence
    with pytest.raises(AnalysisError) as open_ended:
        bifurcation(Logistic, "r")
    with pytest.raises(AnalysisError) as no_family:
        bifurcation(3)  # type: ignore[arg-type]
    with pytest.raises(AnalysisError) as outside:
        found().at(9)

    assert str(open_ended.value) == (
        "Say with 'low' and 'high' from where to where the number is turned."
    )
    assert str(no_family.value).startswith("'int' is neither a cycle nor a function")
    assert str(outside.value) == "The rests were followed from 1.0 to 6.0, and 9 lies outside."
