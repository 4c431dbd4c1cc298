"""Rey's sentimental dynamics: love fades unless effort is made, of a recalled form (V23)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import Rey

positive = st.floats(0.2, 4)


def test_v23_the_planned_rest_is_where_effort_pays_for_what_fades(root: Any, printed: Any) -> None:
    """The form is recalled; the numbers follow from it."""
    # With U = 5 ln(1 + x) and D = c^2 / 2: c = 2 x and 2.1 c = 5 / (1 + x).
    feeling = root(lambda x: 2.1 * 2 * x * (1 + x) - 5, 0.0, 5.0)
    model = Rey()
    at = np.array([feeling, 2 * feeling])
    own = np.linalg.eigvals(np.array([[-2, 1], [5 / (1 + feeling) ** 2, 2.1]]))

    values = np.linalg.eigvals(model.jacobian(at))

    assert list(at) == [printed("0.700198"), printed("1.400397")]
    assert model.rates(at) == pytest.approx([0, 0], abs=1e-9)
    for pair in (own, values):
        assert sorted(pair.real) == [printed("-2.385611"), printed("2.485611")]
        assert np.all(pair.imag == 0)


@given(positive, positive, st.floats(0, 1), positive)
def test_v23_the_rest_is_a_saddle_for_any_couple(
    decay: float, effort_effect: float, discount: float, utility_scale: float
) -> None:
    """The form is recalled."""
    model = Rey(
        decay=decay,
        effort_effect=effort_effect,
        discount=discount,
        utility_scale=utility_scale,
    )
    # (r + rho) r x (1 + x) = a^2 s is a quadratic in x with one root above zero.
    weight = (decay + discount) * decay
    x = (-1 + np.sqrt(1 + 4 * effort_effect**2 * utility_scale / weight)) / 2
    at = np.array([x, decay * x / effort_effect])

    values = np.linalg.eigvals(model.jacobian(at))

    assert model.rates(at) == pytest.approx([0, 0], abs=1e-9 * (1 + utility_scale))
    assert min(values.real) < 0 < max(values.real)
    assert values.sum() == pytest.approx(discount, abs=1e-9)


def test_v23_who_does_a_little_less_than_planned_ends_far_below() -> None:
    """The form is recalled."""
    model = Rey()
    at = np.array([0.700198, 1.400397])

    neglect = integrate(model, at - [0, 0.001], until=3, step=0.01)

    assert np.all(np.diff(neglect["effort"]) < 0)
    assert neglect["feeling"][-1] < 0.5
