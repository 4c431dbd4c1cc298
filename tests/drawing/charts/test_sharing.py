"""Where lines are one, each is seen as much as the others, whoever is listed first."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.charts.comparison import comparison
from negcycle.drawing.charts.sharing import Part, parted
from negcycle.drawing.charts.time_course import time_course
from negcycle.drawing.scene import Line
from negcycle.model.trajectory import Trajectory

Make = Callable[..., Trajectory]
Array = np.ndarray
PEOPLE = {"john": "John", "mary": "Mary"}


def line(*points: tuple[float, float]) -> Array:
    return np.array(points, dtype=np.float64)


def flat(y: float, *, wide: float = 90.0) -> Array:
    return line((0.0, y), (wide, y))


def ink(parts: list[Part], n: int) -> float:
    """Return how long the strokes of a line are where it lies on another."""
    return sum(
        float(np.hypot(*np.diff(one.points, axis=0).T).sum())
        for one in parts
        if one.line == n and one.shared
    )


def spans(parts: list[Part], n: int) -> list[tuple[float, float]]:
    return [(one.points[0, 0], one.points[-1, 0]) for one in parts if one.line == n]


@given(st.integers(2, 6), st.floats(40.0, 300.0), st.floats(-3.0, 3.0))
def test_lines_that_are_one_have_equal_ink_and_never_cover_each_other(
    count: int, wide: float, slope: float
) -> None:
    same = line((5.0, 20.0), (5.0 + wide, 20.0 + slope * wide))

    parts = parted([[same]] * count)
    strokes = sorted(span for n in range(count) for span in spans(parts, n))

    assert all(part.shared for part in parts)
    assert [ink(parts, n) for n in range(count)] == pytest.approx([ink(parts, 0)] * count)
    assert all(end <= start + 1e-6 for (_, end), (start, _) in pairwise(strokes))
    assert ink(parts, 0) * count > 0.6 * np.hypot(wide, slope * wide)


def test_the_strokes_of_the_second_are_shorter_and_twice_as_many() -> None:
    parts = parted([[flat(10.0)], [flat(10.0)]])
    first, second = (len(spans(parts, n)) for n in (0, 1))

    assert second == 2 * first
    assert first >= 9


def test_the_order_does_not_decide_who_is_seen() -> None:
    one, other = flat(10.0), flat(10.1)
    here, turned = parted([[one], [other]]), parted([[other], [one]])

    for n in (0, 1):
        assert ink(here, n) == pytest.approx(ink(turned, n), rel=1e-6)
        assert len(spans(here, n)) == len(spans(turned, n))


def test_lines_that_are_apart_are_drawn_whole() -> None:
    parts = parted([[flat(10.0)], [flat(11.0)]])

    assert [(one.line, one.shared) for one in parts] == [(0, False), (1, False)]
    assert np.array_equal(parts[0].points, flat(10.0))


def test_lines_that_only_cross_are_drawn_whole() -> None:
    up, down = line((0, 0), (60, 40)), line((0, 40), (60, 0))

    assert [one.shared for one in parted([[up], [down]])] == [False, False]


def test_a_line_that_joins_another_is_whole_up_to_there() -> None:
    joins = line((0, 30), (30, 10), (90, 10))
    parts = parted([[flat(10.0)], [joins]])
    whole = [one for one in parts if not one.shared]

    assert [one.line for one in whole] == [0, 1]
    for one in whole:
        assert one.points[0, 0] == 0
        assert one.points[-1, 0] == pytest.approx(30, abs=1.0)
    assert ink(parts, 0) == pytest.approx(ink(parts, 1), rel=0.02)


def test_a_steep_rise_that_both_take_is_shared_along_its_length() -> None:
    step = line((0, 60), (10, 60), (11, 0), (60, 0))
    parts = parted([[step], [step]])
    rising = [
        sum(
            float(np.hypot(*np.diff(one.points, axis=0).T).sum())
            for one in parts
            if one.line == n and one.points[0, 0] >= 10 and one.points[-1, 0] <= 11
        )
        for n in (0, 1)
    ]

    assert min(rising) > 15


def test_a_gap_in_one_line_leaves_the_other_whole_there() -> None:
    parts = parted([[flat(10.0)], [line((0, 10), (30, 10)), line((60, 10), (90, 10))]])
    whole = [one for one in parts if not one.shared]

    assert [one.line for one in whole] == [0]
    assert whole[0].points[0, 0] == pytest.approx(30, abs=0.5)
    assert whole[0].points[-1, 0] == pytest.approx(60, abs=0.5)


def test_a_point_is_left_as_it_is() -> None:
    dot = line((3.0, 4.0))

    assert [one.points.tolist() for one in parted([[dot], [dot]])] == [[[3.0, 4.0]]] * 2
    assert parted([[], []]) == []


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
def test_no_line_loses_a_place_where_it_is_alone(seed: int, count: int) -> None:
    chance = np.random.default_rng(seed)
    xs = np.linspace(0, 80, 60)
    lines = [[np.column_stack([xs, np.cumsum(chance.normal(size=60))])] for _ in range(count)]

    for part in parted(lines):
        known = np.interp(part.points[:, 0], xs, lines[part.line][0][:, 1])
        assert part.points[:, 1] == pytest.approx(known)
    for n in range(count):
        mine = [one for one in parted(lines) if one.line == n]
        assert mine[0].points[0, 0] <= 5.0 * count
        assert mine[-1].points[-1, 0] >= 80.0 - 5.0 * count


# -- in the charts ----------------------------------------------------------------------------


def drawn(run: Trajectory, draw: str) -> dict[str, float]:
    """Return how much ink each person's lines have in all panels."""
    scene = time_course(run) if draw == "time-course" else comparison({"one": run, "two": run})
    lengths = dict.fromkeys(PEOPLE, 0.0)
    for curve in scene.pages[0].lines("curve"):
        if curve.of in lengths:
            lengths[curve.of] += stroke(curve)
    return lengths


def stroke(curve: Line) -> float:
    return float(np.hypot(*np.diff(curve.points, axis=0).T).sum())


@pytest.mark.parametrize("draw", ["time-course", "comparison"])
def test_two_who_do_the_same_are_seen_equally(make: Make, draw: str) -> None:
    run = make(PEOPLE, behavior=lambda _n, t: -0.5 + 0 * t)
    lengths = drawn(run, draw)

    assert lengths["john"] == pytest.approx(lengths["mary"])
    assert lengths["john"] > 100


def test_the_page_says_whose_strokes_are_whose(make: Make) -> None:
    same = time_course(make(PEOPLE, behavior=lambda _n, t: -0.5 + 0 * t))
    apart = time_course(make(PEOPLE, behavior=lambda n, t: 0.5 - 0.8 * n + 0 * t))
    words = "Where both lines are one, the long strokes belong to John and the short ones to Mary."
    three = {**PEOPLE, "kim": "Kim"}

    assert words in same.description
    assert words in " ".join(text.text for text in same.pages[0].texts("footer"))
    assert words not in apart.description
    assert "Where lines are one, each shows in turn." in (
        time_course(make(three, behavior=lambda _n, t: 0 * t)).description
    )
