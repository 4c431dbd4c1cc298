"""An axis of cells: every value in the middle of its own, with ticks that can be told apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negcycle.drawing.charts.cell_axis import CellAxis, rectangles, value_words
from negcycle.words.listing import evenly
from negcycle.words.shares import percent

VALUES = st.lists(
    st.floats(-1e6, 1e6, allow_subnormal=False), min_size=1, max_size=60, unique=True
).map(sorted)


@given(
    arrays(np.int64, st.tuples(st.integers(1, 9), st.integers(1, 9)), elements=st.integers(-1, 2))
)
def test_rectangles_cover_every_cell_once(cells: np.ndarray) -> None:
    painted = np.full(cells.shape, -9)
    times = np.zeros(cells.shape, dtype=int)
    for top, end, left, right, value in rectangles(cells):
        painted[top:end, left:right] = value
        times[top:end, left:right] += 1

    assert np.all(times == 1)
    assert np.array_equal(painted, cells)


def test_equal_cells_are_one_rectangle() -> None:
    assert list(rectangles(np.full((70, 50), 3))) == [(0, 70, 0, 50, 3)]


@given(VALUES, st.integers(2, 20))
def test_ticks_lie_in_the_axis_and_differ(values: list[float], most: int) -> None:
    marks = CellAxis(tuple(values)).marks(most)
    places = [at for at, _ in marks]

    assert all(0 <= at <= len(values) for at in places)
    assert places == sorted(places)
    assert len({words for _, words in marks}) == len(marks)


@given(VALUES)
def test_a_value_lies_in_the_middle_of_its_cell(values: list[float]) -> None:
    axis = CellAxis(tuple(values))

    assert [axis.place(one) for one in values] == pytest.approx(
        [n + 0.5 for n in range(len(values))], abs=1e-6
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([-0.5, 0.0, 0.25], ["−0.5", "0", "0.25"]),
        ([1.0, 10.0, 1000.0, 20_000.0], ["1", "10", "1000", "20000"]),
        ([0.1234, 0.1235], ["0.1234", "0.1235"]),
        ([2.0], ["2"]),
    ],
)
def test_values_are_written_as_short_as_they_differ(values: list[float], words: list[str]) -> None:
    assert value_words(values) == words


def test_many_even_values_have_round_ticks() -> None:
    words = [words for _, words in CellAxis(tuple(np.linspace(0, 1, 101))).marks(12)]

    assert words == ["0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.9", "1.0"]


@given(st.integers(1, 500), st.integers(2, 30))
def test_places_are_chosen_from_the_first_to_the_last(count: int, most: int) -> None:
    places = evenly(count, most)

    assert places[0] == 0
    assert places[-1] == count - 1
    assert min(count, max(2, most - 1)) <= len(places) <= min(count, most)
    steps = {b - a for a, b in itertools.pairwise(places)}
    assert not steps or max(steps) - min(steps) <= 1


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.001, "fewer than 1%"),
        (0.004, "fewer than 1%"),
        (0.006, "1%"),
        (0.5, "50%"),
        (0.999, "more than 99%"),
        (1, "100%"),
    ],
)
def test_a_share_is_all_only_if_it_is_all(share: float, words: str) -> None:
    assert percent(share) == words


def test_values_that_are_short_are_told_in_full() -> None:
    """Rounded to three digits, equal steps would look unequal."""
    assert value_words([1, 1.375, 1.75, 2.125]) == ["1", "1.375", "1.75", "2.125"]
    assert value_words([0.0625, 0.9375]) == ["0.0625", "0.9375"]
    assert value_words([1 / 3, 2 / 3]) == ["0.333", "0.667"]
