"""Numbers come to their place on an axis, ticks are round, and labels keep apart."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.drawing.charts.lettering import spread
from negcycle.drawing.charts.scales import (
    Scale,
    log_ticks,
    number,
    reach,
    round_reach,
    tick_words,
    ticks,
    turns,
)

usual = st.floats(-1e12, 1e12)


@given(usual, st.floats(1e-3, 1e12), st.floats(0, 1))
def test_a_number_lies_in_proportion_between_the_ends(
    low: float, wide: float, share: float
) -> None:
    assume(wide > 1e-9 * abs(low))  # closer together than that, the ends themselves are rounded
    scale = Scale(low, low + wide, 100.0, 20.0)

    assert scale.at(scale.low) == pytest.approx(100.0)
    assert scale.at(scale.high) == pytest.approx(20.0)
    assert scale.at(low + share * wide) == pytest.approx(100.0 - 80.0 * share, abs=0.1)


def test_what_is_beyond_an_axis_lies_at_its_end() -> None:
    scale = Scale(0.0, 1.0, 10.0, 30.0)

    assert scale(np.array([-5.0, 0.5, np.inf])).tolist() == [10.0, 20.0, 30.0]


def test_a_logarithmic_axis_gives_each_power_of_ten_the_same_room() -> None:
    scale = Scale(0.1, 10.0, 0.0, 40.0, log=True)

    assert scale(np.array([0.0, 0.1, 1.0, 10.0])).tolist() == pytest.approx([0, 0, 20, 40])


@given(st.floats(allow_nan=False), st.floats(allow_nan=False))
def test_limits_are_finite_apart_and_hold_what_is_finite(a: float, b: float) -> None:
    low, high = round_reach(min(a, b), max(a, b))

    assert math.isfinite(low)
    assert math.isfinite(high)
    assert low < high
    slack = 1e-6 * (high / 2 - low / 2)
    assert low - slack <= max(min(a, b), -1e300)
    assert high + slack >= min(max(a, b), 1e300)


@given(usual, st.floats(1e-6, 1e12), st.integers(2, 9))
def test_ticks_are_a_handful_and_lie_inside(low: float, wide: float, count: int) -> None:
    high = low + wide
    assume(wide > 1e-6 * abs(low))
    found = ticks(low, high, count)
    slack = 1e-6 * wide

    assert 1 <= len(found) <= 2 * count + 2
    assert all(low - slack <= one <= high + slack for one in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("low", "high", "count", "expected"),
    [
        (0, 1, 2, [0, 0.5, 1]),
        (0, 4800, 2, [0, 2000, 4000]),
        (0, 1200, 8, [0, 200, 400, 600, 800, 1000, 1200]),
        (-3, 3, 5, [-3, -2, -1, 0, 1, 2, 3]),
    ],
)
def test_ticks_are_round(low: float, high: float, count: int, expected: list[float]) -> None:
    assert ticks(low, high, count) == pytest.approx(expected)


def test_ticks_of_a_logarithmic_axis_are_powers_of_ten() -> None:
    assert log_ticks(0.1, 10) == pytest.approx([0.1, 1, 10])
    assert len(log_ticks(1e-20, 1e20)) <= 5


def test_ticks_and_numbers_are_written_plainly() -> None:
    assert [tick_words(n, 0.5) for n in (0.0, -0.5, 1.0)] == ["0", "\u22120.5", "1.0"]
    assert tick_words(1200, 200) == "1\u2009200"
    assert [number(n) for n in (0.0, 0.126, -3.0, 812.4, 3e-5)] == [
        "0.00", "0.13", "\u22123.00", "812", "3.0e\u22125",
    ]  # fmt: skip
    assert [turns(n) for n in (400.0, 0.25)] == ["400", "0.25"]


def test_a_single_number_gets_room_around_it() -> None:
    assert reach(3.0, 3.0) == (1.5, 4.5)
    assert reach(0.0, 0.0) == (-1.0, 1.0)


@given(st.lists(st.floats(-50, 150), min_size=1, max_size=12))
def test_labels_keep_apart_in_their_order_and_in_their_room(wanted: list[float]) -> None:
    found = spread(wanted, gap=5.0, top=0.0, bottom=100.0)
    placed = sorted(found)

    assert all(b - a >= 5.0 - 1e-9 for a, b in itertools.pairwise(placed))
    assert placed[0] >= -1e-9
    assert placed[-1] <= 100.0 + 1e-9
    for (a, x), (b, y) in itertools.combinations(zip(wanted, found, strict=True), 2):
        assert (a - b) * (x - y) >= 0


def test_labels_that_are_apart_already_stay_where_they_are() -> None:
    assert spread([10.0, 40.0, 20.0], gap=5.0, top=0.0, bottom=100.0) == [10.0, 40.0, 20.0]
