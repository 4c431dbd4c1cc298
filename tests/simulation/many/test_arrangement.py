"""What is proved of a cycle before its couples run: how large an argument can become."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.testing import cycles, plans

from .conftest import piece, question

pytest.importorskip("numba")

from negcycle.simulation.many.kernels.compiled.arrangement import (
    Arrangement,
)

RUNS = 40
PEOPLE = nc.Cycle(
    partners=[{"key": key, "name": key.title()} for key in ("ana", "ben")], dynamics={"noise": 0.3}
)


def never(of: Arrangement, numbers: Any, _chance: Any) -> Any:
    """Prove nothing, so that the size of each argument is looked at in each step."""
    return np.zeros((len(numbers), len(of.chunks)), np.bool_)


def columns(cycle: nc.Cycle, differs: dict[str, Any], **fields: Any) -> dict[str, bytes]:
    of = question(cycle, list(differs), kernel="numba", count=120, **fields)
    return {name: one.tobytes() for name, one in piece(of, differs, 0, RUNS).columns.items()}


@given(
    cycles(min_partners=2, max_partners=3, with_plan=False),
    st.sampled_from([0.0, 0.1, 1.0, 5.0]),
    st.sampled_from([0.3, 1.0, 50.0]),
)
def test_where_sizes_are_proved_to_be_small_they_are(
    cycle: nc.Cycle, noise: float, lasting: float
) -> None:
    dynamics = cycle.dynamics.changed(noise=noise, tau_noise=lasting)
    try:
        proved = columns(cycle.changed(dynamics=dynamics), {})
    except SimulationError:  # nobody is in a cycle with anybody
        return
    with patch.object(Arrangement, "bounded", never):
        looked_at = columns(cycle.changed(dynamics=dynamics), {})

    assert proved == looked_at


@given(plans(max_items=3), st.floats(0.1, 16), st.floats(0.0, 1.0))
def test_so_they_are_whatever_is_planned(plan: nc.Plan, weight: float, need: float) -> None:
    """Beginning at the ends of the box, where what stands inside is largest."""
    differs = {
        "reactivity": np.full(RUNS, weight**4),
        "ben.need": np.linspace(0, need, RUNS),
        "start.ana.primary": np.linspace(-1, 1, RUNS),
        "start.ben.behavior": np.ones(RUNS),
    }
    try:
        proved = columns(PEOPLE, differs, plan=plan)
    except SimulationError:  # something planned cannot start
        return
    with patch.object(Arrangement, "bounded", never):
        looked_at = columns(PEOPLE, differs, plan=plan)

    assert proved == looked_at


def test_chance_that_hardly_changes_is_as_large_as_it_was_at_first() -> None:
    """So slow that nothing comes new in a step, to the last digit."""
    slow = PEOPLE.changed(dynamics={"noise": 1000.0, "tau_noise": 1e12})
    asked: dict[str, Any] = {"turns": 1.0, "step": 1e-5, "seed": 3}
    of_both = [nc.ensemble(slow, 4, kernel=kernel, **asked) for kernel in ("numba", "numpy")]

    found, expected = (one.numbers("ana.primary.final") for one in of_both)
    assert found == pytest.approx(expected, abs=1e-12)
    assert np.abs(found).min() > 0.6


def test_it_is_proved_for_the_usual_couple() -> None:
    """Else nothing would be gained."""
    seen: list[Any] = []
    whole = Arrangement.bounded

    def noted(of: Arrangement, numbers: Any, chance: Any) -> Any:
        seen.append(whole(of, numbers, chance))
        return seen[-1]

    quiet = PEOPLE.changed(dynamics={"noise": 0.1})
    with patch.object(Arrangement, "bounded", noted):
        columns(quiet, {})
        columns(PEOPLE.changed(dynamics={"noise": 5.0}), {})

    assert seen[0].all()
    assert not seen[1].all()
