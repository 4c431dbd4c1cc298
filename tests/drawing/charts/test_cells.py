"""Where two people are together is counted by hand, and adds up for any run."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negcycle.drawing.charts.cells import STRONGLY, cells
from negcycle.errors import DrawingError
from negcycle.model.trajectory import POSITION


def test_a_short_run_is_counted_by_hand() -> None:
    times = np.array([0.0, 1.0, 3.0, 6.0, 10.0])
    mary = np.array([0.7, 0.7, 0.2, 0.7, 0.0])
    john = np.array([-0.3, -0.3, -0.3, -0.6, 0.1])
    found = cells(times, mary, john)

    assert found.path == ((1, 4), (1, 3), (0, 4), (2, 2))
    assert found.dwell[1, 4] == 3.0
    assert found.dwell[1, 3] == 3.0
    assert found.dwell[0, 4] == 4.0
    assert found.dwell[2, 2] == 0.0
    assert found.counts[1, 4] == 2
    assert found.visits[1, 4] == 1
    assert found.steps[((1, 4), (1, 3))] == 1


@pytest.mark.parametrize(
    ("value", "column"),
    [
        (-1.0, 0), (-STRONGLY, 0), (-0.49, 1), (-POSITION, 1), (-0.14, 2), (0.0, 2), (0.14, 2),
        (POSITION, 3), (0.49, 3), (STRONGLY, 4), (1.0, 4),
    ],
)  # fmt: skip
def test_positions_begin_where_they_begin_everywhere(value: float, column: int) -> None:
    found = cells(np.array([0.0]), np.array([value]), np.array([0.0]))

    assert found.path == ((2, column),)


behaviors = arrays(np.float64, st.integers(1, 60), elements=st.floats(-1, 1) | st.just(np.nan))


@given(behaviors, st.randoms())
def test_time_and_visits_add_up(first: np.ndarray, random: object) -> None:
    del random
    second = np.roll(first, 1)
    times = np.cumsum(np.arange(1.0, len(first) + 1))
    found = cells(times, first, second)
    known = np.isfinite(first) & np.isfinite(second)

    assert found.counts.sum() == np.count_nonzero(known)
    assert found.visits.sum() == len(found.path)
    assert found.dwell.sum() == pytest.approx(np.diff(times)[known[:-1]].sum())
    assert all(a != b for a, b in zip(found.path, found.path[1:], strict=False))


@given(behaviors)
def test_to_change_places_turns_the_grid(first: np.ndarray) -> None:
    second = np.roll(first, 1)
    times = np.arange(float(len(first)))
    here, turned = cells(times, first, second), cells(times, second, first)

    assert np.array_equal(here.dwell, turned.dwell.T)
    assert here.path == tuple((b, a) for a, b in turned.path)


def test_lengths_that_differ_are_refused() -> None:
    with pytest.raises(DrawingError) as caught:
        cells(np.zeros(3), np.zeros(2), np.zeros(3))

    assert str(caught.value) == (
        "Times and behaviors need the same length, above 0; these have 3, 2, 3."
    )
