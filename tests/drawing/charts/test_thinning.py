"""A long line is drawn with few points, and none of its peaks is lost."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negcycle.drawing.charts.thinning import COLUMN, pieces, straightened, thinned, walked

heights = st.floats(0, 100, allow_subnormal=False)


def distance(point: np.ndarray, line: np.ndarray) -> float:
    """Return how far a point is from a line through many."""
    starts, ways = line[:-1], np.diff(line, axis=0)
    long = np.maximum((ways**2).sum(axis=1), 1e-12)
    shares = np.clip(((point - starts) * ways).sum(axis=1) / long, 0, 1)
    return float(np.hypot(*(starts + shares[:, None] * ways - point).T).min())


@given(arrays(np.float64, st.integers(5, 400), elements=heights), st.floats(0.5, 20))
def test_the_line_passes_the_highest_and_the_lowest_point_of_each_column(
    ys: np.ndarray, wide: float
) -> None:
    xs = np.linspace(0.0, wide, len(ys))
    line = thinned(xs, ys)
    columns = np.floor(xs / COLUMN)

    for column in np.unique(columns):
        here = np.flatnonzero(columns == column)
        for place in (here[np.argmax(ys[here])], here[np.argmin(ys[here])]):
            assert distance(np.array([xs[place], ys[place]]), line) < 0.03


@given(arrays(np.float64, st.integers(2, 300), elements=heights))
def test_a_line_begins_and_ends_where_it_did(ys: np.ndarray) -> None:
    xs = np.linspace(0.0, 10.0, len(ys))
    points = thinned(xs, ys)

    assert points[0].tolist() == [xs[0], ys[0]]
    assert points[-1].tolist() == [xs[-1], ys[-1]]
    assert np.all(np.diff(points[:, 0]) >= 0)


def test_a_million_points_become_a_few_for_each_column() -> None:
    ys = np.random.default_rng(0).normal(size=1_000_000)

    assert len(thinned(np.linspace(0.0, 100.0, len(ys)), ys)) <= 4 * (100 / COLUMN + 1)


def test_a_straight_line_has_two_points() -> None:
    xs = np.linspace(0.0, 100.0, 5000)

    assert len(thinned(xs, 0.3 * xs)) == 2
    assert len(thinned(xs, np.zeros_like(xs))) == 2


def test_a_short_step_back_stays() -> None:
    """The line through both ends passes close by, but ends before it."""
    points = np.array([[0.0, 1.0], [0.0185, 0.0], [0.037, 26.0]])

    assert len(straightened(points)) == 3


def test_a_corner_stays() -> None:
    points = np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.0], [3.0, 1.0], [4.0, 0.0]])

    assert straightened(points).tolist() == [[0.0, 0.0], [2.0, 2.0], [4.0, 0.0]]


def test_a_line_that_comes_back_to_its_start_keeps_its_way() -> None:
    points = np.array([[0.0, 0.0], [5.0, 0.0], [5.0, 5.0], [0.0, 0.0]])

    assert straightened(points).tolist() == points.tolist()


def test_a_way_loses_its_steps_on_the_spot() -> None:
    points = np.array([[0.0, 0.0], [0.01, 0.0], [0.02, 0.01], [3.0, 0.0], [3.0, 0.01], [0.0, 0.0]])

    assert walked(points).tolist() == [[0.0, 0.0], [3.0, 0.0], [0.0, 0.0]]


@given(arrays(np.float64, st.integers(0, 40), elements=st.sampled_from([0.0, 1.0, np.nan, np.inf])))
def test_the_pieces_hold_what_is_finite_and_nothing_else(values: np.ndarray) -> None:
    places = [n for piece in pieces(values) for n in range(piece.start, piece.stop)]

    assert places == np.flatnonzero(np.isfinite(values)).tolist()
