"""The arrows that loops run along: those that do something at a state, and no rounding."""

from __future__ import annotations

from typing import Any

import pytest

import negcycle as nc
from negcycle.analysis.loops.arrows import FAINT, arrows_of
from negcycle.simulation.published import Liebovitch, Strogatz


def couple() -> nc.Cycle:
    return nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})


def ends(found: Any) -> set[tuple[str, str]]:
    return {(one.source, one.target) for one in found.arrows}


@pytest.mark.parametrize(("flooded", "acts"), [(0.0, False), (1e-14, False), (1e-6, True)])
def test_what_acts_less_than_rounding_is_no_arrow(flooded: float, *, acts: bool) -> None:
    """Flooding closes openness as its square: next to nothing of it does nothing."""
    system = nc.compile_system(couple())

    given = {"ana.primary": flooded, "ana.secondary": flooded}
    found = {frozenset(loop.nodes) for loop in nc.find_loops(system, state=given)}

    assert (("ana.secondary", "ana.openness") in ends(arrows_of(system, state=given))) == acts
    assert (frozenset({"ana.secondary", "ana.openness"}) in found) == acts


def test_every_arrow_of_a_couple_is_stronger_than_rounding() -> None:
    for at in ("calm", "settled", "stuck"):
        for one in arrows_of(nc.load("examples/sunday-silence.yaml"), at=at).arrows:
            assert one.local is None or abs(one.local) > FAINT


def test_the_same_holds_of_models() -> None:
    """Tanh far out is flat: there who is loved no longer answers to more."""
    near = arrows_of(Liebovitch(influence=(2.0, 2.0)), state=[0.5, 0.5])
    far = arrows_of(Liebovitch(influence=(2.0, 2.0)), state=[40.0, 0.5])

    assert len(near.arrows) == 2
    assert len(far.arrows) == 1


def test_what_nothing_holds_back_has_no_gain_and_stays_an_arrow() -> None:
    found = arrows_of(Strogatz(a=0, b=2, c=-8, d=-4), state=[0.0, 0.0])

    assert {(one.source, one.target): one.local for one in found.arrows} == {
        ("juliet", "romeo"): None,
        ("romeo", "juliet"): -2.0,
    }
