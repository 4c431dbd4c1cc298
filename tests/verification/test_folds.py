"""Where rests meet and vanish, beside formulas worked out by hand and a second coding."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
import pytest

import negcycle as nc
from negcycle.simulation.published import FuzzyCognitiveMap, LauraPetrarch, RinaldiSecure


def test_v05_the_upper_pair_of_two_secure_people_vanishes_at_its_fold() -> None:
    """Of two alike, x = k tanh x + A turns where k = cosh^2 x; then A = x - k tanh x."""
    k = 2.0
    x = math.acosh(math.sqrt(k))
    fold = x - k * math.tanh(x)

    found = nc.bifurcation(
        lambda a: RinaldiSecure(forgetting=(1, 1), strength=(k, k), appeal=(a, a)),
        "appeal", low=-1, high=1, box=(-4, 4),
    )  # fmt: skip

    assert fold == pytest.approx(-0.532840, abs=1e-6)
    assert found.folds == pytest.approx((fold, -fold), abs=1e-8)
    assert [one.state["first"] for one in found.points] == pytest.approx([x, -x], abs=1e-6)


def test_v05_the_pitchfork_of_two_secure_people_is_at_one() -> None:
    found = nc.bifurcation(
        lambda k: RinaldiSecure(forgetting=(1, 1), strength=(k, k), appeal=(0, 0)),
        "k", low=0.2, high=2, box=(-4, 4),
    )  # fmt: skip

    assert found.of_kind("branch") == pytest.approx((1,), abs=1e-6)
    assert sorted(one.state["first"] for one in found.at(2) if one.stable) == pytest.approx(
        [-1.915008, 1.915008], abs=1e-6
    )


class MeanField:
    """Symptoms that set each other off, all alike: x' = 1 / (1 + e^(b - k x)) - x, b = 6."""

    names: ClassVar = ("x",)
    links: ClassVar = ()
    delays: ClassVar = ()

    def __init__(self, k: float) -> None:
        self.k = k

    def felt(self, x: Any) -> Any:
        return 1 / (1 + np.exp(6 - self.k * x))

    def evaluate(self, name: str, state: Any) -> Any:
        del name
        return self.felt(state[0]) - state[0]

    def rates(self, state: Any, past: Any = None) -> Any:
        del past
        return self.felt(state) - state

    def jacobian(self, state: Any) -> Any:
        y = self.felt(state[0])
        return np.array([[self.k * y * (1 - y) - 1]])


def test_v26_the_folds_of_the_mean_field(root: Callable[..., float]) -> None:
    """K = 1 / (x (1 - x)) and 6 = k x - logit x, on either side of where they turn."""

    def missing(x: float) -> float:
        return 1 / (1 - x) - math.log(x / (1 - x)) - 6

    places = [root(missing, *ends) for ends in ((0.5, 0.99), (1e-4, 0.5))]
    folds = [1 / (x * (1 - x)) for x in places]

    found = nc.bifurcation(MeanField, "k", low=1, high=200, box=(0, 1))

    assert folds == pytest.approx([9.081005, 149.4165], rel=1e-6)
    assert found.folds == pytest.approx(folds, abs=2e-6)
    assert [one.state["x"] for one in found.points] == pytest.approx(places, abs=1e-6)


def test_v25_two_concepts_that_inhibit_each_other_flip() -> None:
    """At x = 1/(1 + e^(w x)), where w x (1 - x) = 1."""
    found = nc.bifurcation(
        lambda w: FuzzyCognitiveMap(
            names=("a", "b"), weights=((0.0, -w), (-w, 0.0)), squash="logistic"
        ),
        "w", low=1, high=9, box=(0, 1),
    )  # fmt: skip

    assert {one.kind for one in found.points} == {"branch", "flip"}
    assert {round(one.value, 5) for one in found.points} == {5.86959}


def rates(state: Any, g: float, gap: float) -> Any:
    """Return the equations of two people with the default numbers, from the book alone."""
    c, made = g**0.25, []
    halves = (state[:6], state[6:])
    for me in (0, 1):
        p, e, v, y, a, r = halves[me]
        other = halves[1 - me]
        made += [
            -p + np.tanh(c * ((1 - 2 * me) * gap - other[3])),
            -e + np.tanh(c * (1 - a) * p),
            -v + np.tanh(c * e),
            -y + np.tanh(c * v),
            (-a + 0.8 * (1 - r) * (1 - e**2)) / 5,
            ((1 - a) * p**2 * (1 - r) - (0.1 + a * other[4]) * r) / 200,
        ]
    return np.array(made)


@pytest.mark.parametrize(
    ("over", "gap", "expected"),
    [
        ("reactivity", 0.0, (2.0029,)),
        ("reactivity", 0.1, (1.6000, 2.5197, 2.8836)),
        ("need_gap", 0.0, (0.00063, 0.20028)),
    ],
)
def test_the_folds_of_a_couple_are_singular_rests_of_the_second_coding(
    over: str, gap: float, expected: tuple[float, ...]
) -> None:
    """Close to a fold an eigenvalue goes as the root of the distance: 1e-6 is 1e-12 away."""
    couple = nc.Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": {"need": 0.5 + gap / 2}},
            "ben": {"name": "Ben", "dynamics": {"need": 0.5 - gap / 2}},
        }
    )

    found = nc.bifurcation(couple, over)
    folds = [one for one in found.points if one.kind == "fold"]

    assert found.folds == pytest.approx(expected, abs=6e-5)
    for one in folds:
        state = np.array(list(one.state.values()))
        g, apart = (one.value, gap) if over == "reactivity" else (2.0, one.value)
        ways = 1e-6 * np.eye(12)
        slopes = np.array(
            [(rates(state + w, g, apart) - rates(state - w, g, apart)) / 2e-6 for w in ways]
        ).T
        assert rates(state, g, apart) == pytest.approx(0, abs=1e-9)
        assert min(abs(np.linalg.eigvals(slopes))) < 1e-6


def test_v07_petrarchs_love_begins_to_swing_where_routh_and_hurwitz_say(
    root: Callable[..., float],
) -> None:
    """Of l^3 + a l^2 + b l + c, from a b > c to a b < c; the slopes are taken from the paper."""
    low, high = 0.2, 1.5
    box = {"laura": (-3.0, 3.0), "petrarch": (-2.0, 2.0), "poetry": (0.0, 40.0)}

    def margin(strength: float) -> float:
        def rest(p: float) -> tuple[float, float]:
            laura = strength * (p * (1 - p * p) - 1) / 3
            return laura, 100 * p

        def off(p: float) -> float:
            laura, poetry = rest(p)
            return -p + 5 * (laura + 2 / (1 + poetry))

        p = root(off, 0.0, 1.0)
        poetry = rest(p)[1]
        to_laura, to_petrarch = strength * (1 - 3 * p * p), -10 / (1 + poetry) ** 2
        slopes = np.array([[-3, to_laura, 0], [5, -1, to_petrarch], [0, 10, -0.1]])
        a, b, c = np.poly(slopes)[1:]
        return float(a * b - c)

    expected = root(margin, low, high)

    found = nc.bifurcation(
        lambda b1: LauraPetrarch(reaction=(b1, 5, 10)), "b1", low=low, high=high, box=box
    )

    assert found.hopfs == pytest.approx((expected,), abs=1e-8)
