"""Zero lines of a field lie where the field is zero, and hang together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from negcycle.analysis.rest.contours import zero_lines

XS = np.linspace(-2.0, 2.0, 41)
YS = np.linspace(-1.0, 3.0, 41)
X, Y = np.meshgrid(XS, YS)


def test_the_zero_line_of_a_plane_is_one_straight_line() -> None:
    (line,) = zero_lines(XS, YS, Y - 0.5 * X - 0.7)

    assert np.allclose(line[:, 1], 0.5 * line[:, 0] + 0.7, atol=1e-12)
    assert sorted([line[0, 0], line[-1, 0]]) == pytest.approx([-2.0, 2.0])


def test_the_zero_line_of_a_bowl_is_closed() -> None:
    (line,) = zero_lines(XS, YS, X**2 + (Y - 1) ** 2 - 0.8)

    assert np.allclose(np.hypot(line[:, 0], line[:, 1] - 1), 0.8**0.5, atol=5e-3)
    assert line[0].tolist() == line[-1].tolist()


def test_two_arms_of_a_hyperbola_are_two_lines() -> None:
    first, second = zero_lines(XS, YS, X * (Y - 1) - 0.3)

    assert np.sign(first[:, 0]).tolist() == [np.sign(first[0, 0])] * len(first)
    assert np.sign(first[0, 0]) == -np.sign(second[0, 0])


def test_two_lines_that_cross_pass_all_their_places() -> None:
    lines = zero_lines(XS, YS, (X - 0.03) * (Y - 1.03))
    points = np.concatenate(lines)

    assert np.allclose((points[:, 0] - 0.03) * (points[:, 1] - 1.03), 0, atol=0.05)
    assert points[:, 0].min() == -2.0
    assert points[:, 1].max() == 3.0


def test_where_there_is_no_zero_there_is_no_line() -> None:
    assert zero_lines(XS, YS, X**2 + 1) == ()
    assert zero_lines(XS, YS, np.full_like(X, np.nan)) == ()


def test_what_is_not_finite_leaves_a_gap() -> None:
    field = np.where(np.abs(X) < 0.5, np.nan, Y)
    lines = zero_lines(XS, YS, field)

    assert len(lines) == 2
    assert np.all(np.abs(np.concatenate(lines)[:, 0]) >= 0.5 - 1e-12)


@given(arrays(np.float64, (5, 6), elements=st.floats(-1, 1)))
def test_every_line_lies_between_two_signs_and_none_is_missing(field: np.ndarray) -> None:
    lines = zero_lines(np.arange(6.0), np.arange(5.0), field)
    above = field >= 0
    sides = np.count_nonzero(above[:, 1:] != above[:, :-1]) + np.count_nonzero(
        above[1:] != above[:-1]
    )
    places = {tuple(point) for line in lines for point in line.tolist()}

    assert len(places) <= sides
    assert bool(lines) == bool(sides)
    for line in lines:
        assert np.all(np.abs(np.diff(line, axis=0)) <= 1 + 1e-12)
