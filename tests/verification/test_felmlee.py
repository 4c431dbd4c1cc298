"""Felmlee and Greenberg's couple: each is drawn to an ideal and to, or from, the other (V10)."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import Felmlee

EXAMPLE = Felmlee(own=(0.3, 0.4), other=(0.2, 0.1), ideal=(1, 0))
pulls = st.tuples(st.floats(-2, 2), st.floats(-2, 2))


def balance(own: Any, other: Any, ideal: Any) -> tuple[Any, Any]:
    """Return where the couple rests, by Cramer's rule, and the trace and determinant there."""
    (a1, b1), (a2, b2) = own, other
    determinant = (a1 + a2) * (b1 + b2) - a2 * b2
    x = (a1 * ideal[0] * (b1 + b2) + a2 * b1 * ideal[1]) / determinant
    y = (b1 * ideal[1] * (a1 + a2) + b2 * a1 * ideal[0]) / determinant
    return (x, y), (-(a1 + a2 + b1 + b2), determinant)


def test_v10_the_example_rests_between_the_ideals(printed: Any) -> None:
    at, (trace, determinant) = balance((0.3, 0.4), (0.2, 0.1), (1, 0))
    slow, fast = np.roots([1, -trace, determinant])[::-1]
    rest = integrate(EXAMPLE, np.array([3.0, -4.0]), until=80, step=0.05).states[-1]

    for place in (at, rest):
        assert list(place) == [printed("0.652174"), printed("0.130435")]
    for values in ((fast, slow), sorted(np.linalg.eigvals(EXAMPLE.jacobian(rest)))):
        assert list(values) == [printed("-0.641421"), printed("-0.358579")]


@given(pulls, pulls, st.tuples(st.floats(-3, 3), st.floats(-3, 3)))
def test_v10_any_couple_rests_there_and_is_stable_by_trace_and_determinant(
    own: tuple[float, float], other: tuple[float, float], ideal: tuple[float, float]
) -> None:
    model = Felmlee(own=own, other=other, ideal=ideal)
    assume(abs((own[0] + other[0]) * (own[1] + other[1]) - other[0] * other[1]) > 1e-3)
    at, (trace, determinant) = balance(own, other, ideal)
    assume(abs(trace) > 1e-3)
    values = np.linalg.eigvals(model.jacobian(np.array(at)))

    assert model.rates(np.array(at)) == pytest.approx([0, 0], abs=1e-9 * (1 + max(map(abs, at))))
    assert values.sum() == pytest.approx(trace, abs=1e-9)
    assert values.prod() == pytest.approx(determinant, abs=1e-9)
    assert (max(values.real) < 0) == (trace < 0 < determinant)


def test_v10_who_is_independent_ends_at_the_own_ideal() -> None:
    model = Felmlee(own=(0.3, 0.4), other=(0, 0), ideal=(1.5, -2))

    rest = integrate(model, np.zeros(2), until=100, step=0.1).states[-1]

    assert rest == pytest.approx([1.5, -2], rel=1e-6)
