"""A fan shows where most couples are at every time, the same way for everybody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import negcycle as nc
from negcycle.drawing.scene import Scene
from negcycle.errors import DrawingError, UnknownName
from negcycle.model.ensemble import Ensemble

Make = Callable[..., Ensemble]
OverTime = Callable[..., dict[str, Any]]
Whole = Callable[[Scene], None]

BOTH = ("john.behavior", "mary.behavior")


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize(
    "names",
    [BOTH, ("john.primary",), ("cycle_strength", "john.resentment"), ("x_1", "a.behavior.2")],
)
def test_a_fan_is_whole(
    make: Make, over_time: OverTime, whole: Whole, names: tuple[str, ...], paper: str
) -> None:
    couples = make(recorded=over_time(*names), count=30)

    whole(nc.draw_fan(couples, names, paper=paper).scene)


def test_a_fan_with_hard_names_and_six_panels_is_whole(
    make: Make, over_time: OverTime, whole: Whole
) -> None:
    people = {"a": "Maximiliane-Alexandra " * 6, "b": "רות בת אברהם", "c": "محمد ٣٤"}
    names = [f"{key}.{state}" for key in people for state in ("behavior", "openness", "primary")]
    scene = nc.draw_fan(make(recorded=over_time(*names), count=30, people=people), names).scene

    whole(scene)
    assert len(scene.pages[0].lines("median")) == 6
    assert "6 of 9 recorded states are drawn." in scene.description


def test_what_everybody_does_is_drawn_unless_told(make: Make, over_time: OverTime) -> None:
    couples = make(recorded=over_time("john.openness", *BOTH), count=30)
    page = nc.draw_fan(couples).scene.pages[0]

    assert [line.of for line in page.lines("median")] == list(BOTH)


@pytest.mark.parametrize(
    ("state", "low", "high"), [("john.behavior", -1, 1), ("john.openness", 0, 1)]
)
def test_the_bands_hold_half_and_nine_of_ten(
    make: Make, state: str, low: float, high: float
) -> None:
    end = np.linspace(0.0, 0.8, 101)
    values = np.stack([np.zeros(101), end], axis=1)
    page = nc.draw_fan(make(recorded={state: values}, count=101), state).scene.pages[0]
    (axis,) = (
        line
        for line in page.lines("axis")
        if line.points[0][0] == line.points[1][0]
        and abs(line.points[0][1] - line.points[1][1]) > 20
    )
    (_, top), (_, foot) = axis.points
    ends = [
        sorted(y for x, y in band.points if x == max(x for x, _ in band.points))
        for band in page.shapes("band")
    ]

    def at(value: float) -> float:
        return foot - (value - low) / (high - low) * (foot - top)

    assert ends == [
        pytest.approx([at(0.76), at(0.04)]),
        pytest.approx([at(0.6), at(0.2)]),
    ]
    assert page.lines("median")[0].points[-1][1] == pytest.approx(at(0.4))


def test_the_order_of_the_couples_changes_no_band(make: Make, over_time: OverTime) -> None:
    values = over_time("john.behavior")["john.behavior"]
    bands = [
        nc.draw_fan(make(recorded={"john.behavior": one}, count=30)).scene.pages[0].shapes("band")
        for one in (values, values[np.random.default_rng(1).permutation(30)])
    ]

    assert bands[0] == bands[1]


def test_both_partners_have_the_same_ink(make: Make, over_time: OverTime) -> None:
    values = over_time("john.behavior")["john.behavior"]
    recorded = {"john.behavior": values, "mary.behavior": -values}
    page = nc.draw_fan(make(recorded=recorded, count=30)).scene.pages[0]

    for role in ("median", "single"):
        of = [[line for line in page.lines(role) if line.of.startswith(who)] for who in BOTH]

        assert len(of[0]) == len(of[1]) > 0
        assert {line.width for line in of[0]} == {line.width for line in of[1]}


@given(
    arrays(
        np.float64,
        st.tuples(st.integers(1, 6), st.integers(1, 9)),
        elements=st.floats(allow_nan=True, allow_infinity=True),
    )
)
def test_any_numbers_can_be_drawn_or_are_refused(make: Make, whole: Whole, values: Any) -> None:
    couples = make(recorded={"john.behavior": values, "y": values}, count=len(values))
    if not np.any(np.all(np.isfinite(values), axis=1)):
        with pytest.raises(DrawingError, match="has no couple whose numbers are all finite"):
            nc.draw_fan(couples)
        return

    whole(nc.draw_fan(couples, ["john.behavior", "y"]).scene)


def test_couples_without_finite_numbers_are_left_out_and_counted(make: Make) -> None:
    values = np.zeros((5, 3))
    values[2, 1] = np.nan
    told = nc.draw_fan(make(recorded={"john.behavior": values}, count=5)).scene.description

    assert "Couples left out because their numbers are not finite: 1.\n" in told


def test_where_the_couples_are_is_told_in_words(make: Make) -> None:
    values = np.stack([np.zeros(101), np.linspace(0.0, 0.8, 101)], axis=1)
    told = nc.draw_fan(make(recorded={"john.behavior": values}, count=101)).scene.description

    assert (
        "behavior, John, turn 2: median 0.40; half of the couples from 0.20 to 0.60, nine of ten "
        "from 0.04 to 0.76.\n"
    ) in told


def test_one_couple_is_a_line_without_bands(make: Make, over_time: OverTime, whole: Whole) -> None:
    scene = nc.draw_fan(make(recorded=over_time("john.behavior", count=1), count=1)).scene

    whole(scene)
    assert scene.pages[0].lines("single") == ()
    assert [text.text for text in scene.pages[0].texts("key")][:2] == [
        "the only couple that",
        "was simulated",
    ]


def test_without_a_record_it_is_said_what_to_do(make: Make) -> None:
    with pytest.raises(DrawingError) as caught:
        nc.draw_fan(make())

    assert str(caught.value) == (
        "No state was recorded over time here, so there is no fan to draw. Simulate again and say "
        'which state to keep: record=["john.behavior"], or --record john.behavior on the command '
        "line."
    )


def test_a_state_that_was_not_recorded_is_named(make: Make, over_time: OverTime) -> None:
    with pytest.raises(UnknownName) as caught:
        nc.draw_fan(make(recorded=over_time("john.behavior"), count=30), "jon.behavior")

    assert "'jon.behavior' was not recorded." in str(caught.value)
    assert "'john.behavior'" in str(caught.value)


def test_nobody_is_not_drawn(make: Make, over_time: OverTime) -> None:
    with pytest.raises(DrawingError) as caught:
        nc.draw_fan(make(recorded=over_time("john.behavior"), count=30, keep=[]))

    assert str(caught.value) == "There is no couple to draw here. Simulate at least one."


def test_a_long_run_of_many_couples_stays_small(make: Make) -> None:
    noise = np.random.default_rng(5).normal(size=(40, 20_000)).cumsum(axis=1) / 200
    picture = nc.draw_fan(make(recorded={"john.behavior": noise}, count=40))

    assert len(picture.svg()) < 200_000
