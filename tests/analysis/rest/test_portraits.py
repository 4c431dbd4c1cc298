"""Portraits find what stays, whether it holds, and where every start leads."""

from __future__ import annotations

import numpy as np
import pytest

from negcycle.analysis.rest.portraits import AWAY, NOWHERE, phase_portrait
from negcycle.errors import SimulationError
from negcycle.simulation.published import (
    Bilinear,
    GoneWithTheWind,
    GottmanMurray,
    SprottTriangle,
    Strogatz,
    TemporalCausal,
)

SQUARE = {"x": (-2.0, 2.0), "y": (-2.0, 2.0)}
TWO_WELLS = TemporalCausal(
    names=("first", "second"), weights=((0, 1), (1, 0)), speed=0.5, steepness=8.0, threshold=0.5
)


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((-1.0, 0.0, 0.0, -2.0), "stable"),
        ((-0.1, 1.0, -1.0, -0.1), "stable"),
        ((1.0, 0.0, 0.0, 2.0), "unstable"),
        ((1.0, 0.0, 0.0, -1.0), "saddle"),
        ((0.0, 1.0, -1.0, 0.0), "center"),
    ],
)
def test_the_rest_of_a_linear_model_is_of_the_kind_that_its_eigenvalues_say(
    numbers: tuple[float, float, float, float], kind: str
) -> None:
    a, b, c, d = numbers
    found = phase_portrait(Strogatz(a=a, b=b, c=c, d=d), **SQUARE, size=41)

    assert [point.kind for point in found.points] == [kind]
    assert (found.points[0].x, found.points[0].y) == pytest.approx((0, 0), abs=1e-9)


def test_every_start_of_a_stable_model_leads_to_its_rest() -> None:
    found = phase_portrait(Strogatz(a=-1, b=0.5, c=0.5, d=-1), **SQUARE, size=41)

    assert np.unique(found.basins).tolist() == [0]


def test_starts_that_run_away_and_starts_that_circle_are_told_apart() -> None:
    away = phase_portrait(Strogatz(a=1, b=0, c=0, d=2), **SQUARE, size=21)
    round_ = phase_portrait(Strogatz(a=0, b=1, c=-1, d=0), **SQUARE, size=21)

    assert np.count_nonzero(away.basins == AWAY) >= away.basins.size - 21
    assert np.unique(round_.basins).tolist() == [NOWHERE]


def test_two_wells_part_the_plane_at_the_saddle_between() -> None:
    found = phase_portrait(TWO_WELLS, (0, 1), (0, 1), size=61)
    low, saddle, high = found.points

    assert [point.kind for point in found.points] == ["stable", "saddle", "stable"]
    assert low.x < saddle.x < high.x
    assert found.basins[0, 0] == 0
    assert found.basins[-1, -1] == 2
    assert len(found.borders) == 2
    for border in found.borders:
        assert np.allclose(border.sum(axis=1), 2 * saddle.x, atol=0.05)


def test_starts_on_both_sides_of_the_border_end_where_the_portrait_says() -> None:
    found = phase_portrait(TWO_WELLS, (0, 1), (0, 1), size=21)

    for row in range(0, 21, 5):
        for column in range(0, 21, 5):
            which = int(found.basins[row, column])
            start = {"first": float(found.xs[column]), "second": float(found.ys[row])}
            end = nc_simulate(start)

            if which >= 0:
                point = found.points[which]
                assert end == pytest.approx((point.x, point.y), abs=1e-3)


def nc_simulate(start: dict[str, float]) -> tuple[float, ...]:
    from negcycle.simulation.integrate import integrate

    return tuple(integrate(TWO_WELLS, start, until=80, step=0.2).final.values())


def test_null_clines_lie_where_a_state_does_not_move() -> None:
    model = GoneWithTheWind()
    found = phase_portrait(model, (-1, 8), (-1, 8))

    for place, lines in enumerate(found.null_clines):
        for line in lines:
            assert np.abs(model.rates(line.T)[place]).max() < 0.1


def test_fixed_points_lie_where_null_clines_cross() -> None:
    model = GoneWithTheWind()
    found = phase_portrait(model, (-1, 8), (-1, 8))

    assert len(found.points) >= 3
    for point in found.points:
        state = np.array([point.x, point.y])
        assert np.abs(model.rates(state)).max() < 1e-9
        for lines in found.null_clines:
            assert min(np.hypot(*(line - state).T).min() for line in lines) < 0.1


def test_a_map_has_a_portrait_too() -> None:
    influence = Bilinear(negative=1.2, positive=0.5)
    model = GottmanMurray(
        a=0.3, r1=0.3, b=0.3, r2=0.3, husband_on_wife=influence, wife_on_husband=influence
    )
    found = phase_portrait(model, (-3, 3), (-3, 3), size=61)

    assert np.allclose([(point.x, point.y) for point in found.points], model.steady_states())
    assert [point.kind == "stable" for point in found.points] == [
        model.is_stable(state) for state in model.steady_states()
    ]


def test_a_line_of_rest_is_said_and_not_listed() -> None:
    found = phase_portrait(Strogatz(a=-1, b=1, c=1, d=-1), **SQUARE, size=41)

    assert found.line_of_rest
    assert found.points == ()


def test_a_portrait_needs_two_states_and_a_range() -> None:
    with pytest.raises(SimulationError) as three:
        phase_portrait(SprottTriangle(), (-1, 1), (-1, 1))
    with pytest.raises(SimulationError) as empty:
        phase_portrait(TWO_WELLS, (1, 1), (-1, 1))

    assert str(three.value) == (
        "A portrait shows two states, and this model has 4. Choose a model with two, or the "
        "portrait of a couple."
    )
    assert str(empty.value) == (
        "There is no picture from 1 to 1. Give a lower number and then a higher one."
    )
