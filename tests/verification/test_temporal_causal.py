"""Treur's temporal-causal networks and their logistic combination function (V24)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import TemporalCausal
from negcycle.simulation.published.temporal_causal import alogistic

steepness = st.floats(0.5, 30)
threshold = st.floats(0, 2)

TABLE = {
    0: "0",
    0.25: "0.158895",
    0.5: "0.458958",
    0.75: "0.759020",
    1: "0.917915",
    2: "0.999402",
}


def combined(total: Any, s: float, t: float) -> Any:
    """Code the combination a second time: a logistic curve, moved and stretched to begin at 0."""
    low = 1 / (1 + np.exp(s * t))
    return np.maximum(0, (1 / (1 + np.exp(-s * (total - t))) - low) * (1 + np.exp(-s * t)))


@pytest.mark.parametrize("total", TABLE)
def test_v24_the_combination_has_the_values_of_the_table(total: float, printed: Any) -> None:
    at = np.array([float(total)])

    assert combined(at, 5, 0.5)[0] == printed(TABLE[total])
    assert alogistic(at, 5, 0.5)[0] == printed(TABLE[total])


@given(steepness, threshold)
def test_v24_nothing_comes_of_nothing_and_more_never_makes_less(s: float, t: float) -> None:
    totals = np.linspace(-3, 6, 901)

    values = alogistic(totals, s, t)

    assert values == pytest.approx(combined(totals, s, t), rel=1e-9, abs=1e-12)
    assert alogistic(np.zeros(1), s, t)[0] == pytest.approx(0, abs=1e-12)
    assert np.all(values[totals < 0] == 0)
    assert np.all(np.diff(values) >= -1e-12)
    assert np.all((values >= 0) & (values <= 1 + 1e-12))


@given(
    st.lists(st.floats(-1, 1), min_size=9, max_size=9),
    st.tuples(*[st.floats(0.1, 2)] * 3),
    st.tuples(*[st.floats(1, 8)] * 3),
    st.tuples(*[st.floats(0.1, 1)] * 3),
)
def test_v24_a_network_moves_to_what_is_combined_at_its_own_speed(
    weights: list[float],
    speed: tuple[float, ...],
    steep: tuple[float, ...],
    place: tuple[float, ...],
) -> None:
    matrix = np.array(weights).reshape(3, 3)
    model = TemporalCausal(
        names=("a", "b", "c"),
        weights=tuple(map(tuple, matrix.tolist())),
        speed=speed,
        steepness=steep,
        threshold=place,
    )
    state = np.array([0.9, 0.2, 0.6])

    own = [
        speed[i] * (combined(matrix[i] @ state, steep[i], place[i]) - state[i]) for i in range(3)
    ]

    assert model.rates(state) == pytest.approx(own, abs=1e-9)
    assert [model.evaluate(name, state) for name in "abc"] == pytest.approx(own, abs=1e-9)


def test_v24_at_rest_every_state_is_what_is_combined_of_the_others() -> None:
    weights = np.array([[0, 0.9, 0.2], [0.8, 0, -0.3], [0.4, 0.5, 0.3]])
    model = TemporalCausal(
        names=("a", "b", "c"),
        weights=tuple(map(tuple, weights.tolist())),
        speed=(0.5, 0.3, 0.8),
        steepness=(5, 6, 4),
        threshold=(0.3, 0.2, 0.5),
    )

    rest = integrate(model, np.array([0.8, 0.7, 0.2]), until=200, step=0.2).states[-1]
    own = [
        combined(row @ rest, s, t)
        for row, s, t in zip(weights, (5, 6, 4), (0.3, 0.2, 0.5), strict=True)
    ]

    assert max(rest) > 0.3, "it is not the rest of those who feel nothing"
    assert rest == pytest.approx(own, abs=1e-9)
