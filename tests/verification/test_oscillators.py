"""Coupled damped oscillators, as used of feelings that two regulate together (V22)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.simulation.integrate import integrate
from negcycle.simulation.published import CoupledOscillators

START = np.array([1.0, 0.0, 1.0, 0.0])

some = st.floats(-1, 1)
two = st.tuples(some, some)


@pytest.fixture(scope="module")
def run() -> Any:
    """Return one partner without damping and one with, each for itself."""
    return integrate(
        CoupledOscillators(eta=(-0.04, -0.04), zeta=(0, -0.05)), START, until=140, step=0.05
    )


def test_v22_without_damping_the_period_is_two_pi_over_the_root_of_minus_eta(
    run: Any, crossings: Any, printed: Any
) -> None:
    rises = crossings(run.times, run["first"], run["first_rate"], 0.0)

    assert 2 * math.pi / math.sqrt(0.04) == printed("31.4159")
    assert np.diff(rises) == pytest.approx(10 * math.pi, rel=1e-6)
    assert run["first"] == pytest.approx(np.cos(0.2 * run.times), abs=1e-6)


def test_v22_damping_makes_the_period_longer_and_halves_the_swing(
    run: Any, crossings: Any, printed: Any
) -> None:
    w = math.sqrt(0.04 - 0.025**2)
    rises = crossings(run.times, run["second"], run["second_rate"], 0.0)
    # The rate at a rise is the amplitude times the frequency.
    rates = np.interp(rises, run.times, run["second_rate"])
    lives = np.diff(rises) * math.log(2) / np.log(rates[:-1] / rates[1:])

    fading = np.exp(-0.025 * run.times)
    own = fading * (np.cos(w * run.times) + 0.025 / w * np.sin(w * run.times))

    assert 2 * math.pi / w == printed("31.6643")
    assert math.log(2) / 0.025 == printed("27.7259")
    assert np.diff(rises) == pytest.approx(2 * math.pi / w, rel=1e-6)
    assert lives == pytest.approx(math.log(2) / 0.025, rel=1e-4)
    assert run["second"] == pytest.approx(own, abs=1e-6)


def test_v22_a_zeta_above_zero_makes_the_swing_grow() -> None:
    model = CoupledOscillators(eta=(-0.04, -0.04), zeta=(0.05, 0.05))

    run = integrate(model, START, until=math.pi / math.sqrt(0.04 - 0.025**2) * 2, step=0.05)

    assert run["first"][-1] == pytest.approx(math.exp(0.025 * run.times[-1]), rel=1e-6)


@given(two, two, two, two)
def test_v22_all_eight_parameters_stand_where_the_source_has_them(
    eta: tuple[float, float],
    zeta: tuple[float, float],
    eta_cross: tuple[float, float],
    zeta_cross: tuple[float, float],
) -> None:
    model = CoupledOscillators(eta=eta, zeta=zeta, eta_cross=eta_cross, zeta_cross=zeta_cross)
    x, dx, y, dy = state = np.array([0.3, -1.2, 0.8, 0.5])

    own = [
        dx,
        eta[0] * x + zeta[0] * dx + eta_cross[0] * y + zeta_cross[0] * dy,
        dy,
        eta[1] * y + zeta[1] * dy + eta_cross[1] * x + zeta_cross[1] * dx,
    ]

    assert model.rates(state) == pytest.approx(own, abs=1e-12)
    assert model.jacobian(state) @ state == pytest.approx(own, abs=1e-12), "it is linear"
