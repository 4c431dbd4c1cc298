"""Richardson's arms race, the oldest published form of a loop gain below one (V11)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import Richardson

whole = st.integers(1, 60)
pairs = st.tuples(whole, whole)
grievances = st.tuples(st.floats(-5, 5), st.floats(-5, 5))


@given(defence=pairs, fatigue=pairs)
def test_v11_stable_exactly_if_fatigue_is_more_than_defence(
    defence: tuple[int, int], fatigue: tuple[int, int]
) -> None:
    (k, l), (a, b) = defence, fatigue  # noqa: E741 - the letters of the source
    model = Richardson(defence=(k, l), fatigue=(a, b), grievance=(1, 2))
    leading = max(np.linalg.eigvals(model.jacobian(np.zeros(2))).real)

    again = (-(a + b) + np.sqrt((a - b) ** 2 + 4 * k * l)) / 2

    assert model.is_stable() is (a * b > k * l)
    assert leading == pytest.approx(again, abs=1e-9)
    assert a * b == k * l or (leading < 0) == (a * b > k * l)


@pytest.mark.parametrize(("a", "b", "k", "l"), [(1, 1, 1, 1), (2, 3, 6, 1), (4, 9, 6, 6)])
def test_v11_at_equality_the_race_is_not_stable(a: int, b: int, k: int, l: int) -> None:  # noqa: E741
    assert not Richardson(defence=(k, l), fatigue=(a, b), grievance=(1, 1)).is_stable()


@given(defence=pairs, fatigue=pairs, grievance=grievances)
def test_v11_the_race_ends_at_bouldings_equilibrium_or_runs_away(
    defence: tuple[int, int], fatigue: tuple[int, int], grievance: tuple[float, float]
) -> None:
    (k, l), (a, b), (g, h) = defence, fatigue, grievance  # noqa: E741
    gain = k / a * l / b
    assume(abs(gain - 1) > 0.05)
    model = Richardson(
        defence=(k / 30, l / 30), fatigue=(a / 30, b / 30), grievance=(g / 30, h / 30)
    )
    x = (g / a + k / a * h / b) / (1 - gain)
    y = (h / b + l / b * g / a) / (1 - gain)
    start = np.array([x + 1, y + 1])
    run = integrate(model, start, until=3, step=0.02)

    off = run.states - [x, y]
    slow = (-(a + b) + np.sqrt((a - b) ** 2 + 4 * k * l)) / 60
    # The left eigenvector of the slow direction: along it the race is one exponential.
    along = off @ np.array([slow + b / 30, k / 30])

    assert model.rates(np.array([x, y])) == pytest.approx([0, 0], abs=1e-9)
    assert along == pytest.approx(along[0] * np.exp(slow * run.times), rel=1e-6)
    assert (along[-1] < along[0]) == (gain < 1)


def test_v11_the_race_of_an_example_is_the_same_in_both_codings(solve: Any) -> None:
    def race(state: Any) -> Any:
        x, y = state
        return np.array([0.5 * y - 0.9 * x + 0.3, 0.7 * x - 0.8 * y + 0.1])

    model = Richardson(defence=(0.5, 0.7), fatigue=(0.9, 0.8), grievance=(0.3, 0.1))
    run = integrate(model, np.array([2.0, 0.0]), until=7, step=0.02)

    assert run.states[-1] == pytest.approx(solve(race, (2, 0), 7.0).states[-1], rel=1e-6)
