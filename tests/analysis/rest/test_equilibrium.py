"""A certificate says whether a state stays as it is, and by how much it does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.newton import rest_from, rests_from
from negcycle.analysis.rest.equilibrium import certify
from negcycle.errors import AnalysisError
from negcycle.simulation.published import FuzzyCognitiveMap, GoneWithTheWind, Liebovitch
from negcycle.testing import couples


@given(st.floats(-0.9, 0.9), st.floats(-0.9, 0.9))
@settings(max_examples=20)
def test_a_state_that_moves_is_no_fixed_point_and_its_residual_is_its_speed(
    x: float, y: float
) -> None:
    model = Liebovitch(influence=(2.0, 2.0))
    speed = float(np.max(np.abs(model.rates(np.array([x, y])))))

    found = certify(model, [x, y])

    assert found.residual == speed
    assert (found.kind == "fixed point") == (speed <= 1e-9)
    assert (found.stable is None) or found.kind == "fixed point"


def test_of_a_map_the_residual_is_the_step_it_takes() -> None:
    model = FuzzyCognitiveMap(names=("a", "b"), weights=((0.0, 1.0), (-1.0, 0.0)))
    state = np.array([0.5, 0.5])
    for _ in range(200):
        state = model.next(state)

    settled, moving = certify(model, state), certify(model, state + 0.1)

    assert (settled.kind, settled.stable) == ("fixed point", True)
    assert settled.residual < 1e-12
    assert (moving.kind, moving.stable) == ("not at rest", None)
    assert moving.residual == pytest.approx(np.max(np.abs(model.next(state + 0.1) - state - 0.1)))
    assert certify(model, state + 1e-7, tolerance=1e-6).kind == "fixed point"


def test_a_run_is_asked_about_its_last_state() -> None:
    cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    assert certify(cycle, nc.simulate(cycle, turns=5)).kind == "fixed point"
    assert certify(cycle, {"ana.resentment": 0.5}).kind == "not at rest"


def test_what_is_no_model_is_said() -> None:
    with pytest.raises(AnalysisError, match="'int'"):
        certify(3, [0.0])  # type: ignore[arg-type]


@given(couples(delayed=False), st.integers(0, 2**16))
@settings(max_examples=8, deadline=None)
def test_many_starts_at_once_find_what_each_finds_alone(cycle: nc.Cycle, seed: int) -> None:
    """Not every one in as many steps, but no rest that is none, and none of them twice."""
    system = nc.compile_system(cycle)
    chance = np.random.default_rng(seed)
    starts = system.low[:, None] + (system.high - system.low)[:, None] * chance.random((12, 8))

    found = rests_from(system, starts)

    for n, one in enumerate(found):
        assert np.max(np.abs(system.rates(one))) < 1e-9
        assert all(np.max(np.abs(one - other)) > 1e-5 for other in found[:n])


def test_a_start_next_to_a_rest_leads_there() -> None:
    model = GoneWithTheWind()

    for place in ((1.38976, 6.19357), (2.88889, 3.41098), (6.677864, 1.126058)):
        rest = rest_from(model, np.array(place) + 0.01)
        assert rest is not None
        assert rest == pytest.approx(place, abs=1e-5)
