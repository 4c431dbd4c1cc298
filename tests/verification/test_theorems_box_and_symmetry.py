"""Theorems 1, 4 and 9: nobody leaves the box, a couple has a resting state, and what is alike.

The box and the turning around of partners hold always: with any step, delay, noise and plan. The
other two symmetries hold without noise and as long as nobody loses an offer.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.testing import couples, plans

KEYS = ("ana", "ben")
MIRRORED = ("primary", "secondary", "perception", "behavior")
STEPS = st.floats(0.05, 50)
SEEDS = st.integers(0, 2**32 - 1)
shares = st.integers(0, 16).map(lambda n: n / 16)
signed = st.integers(-16, 16).map(lambda n: n / 16)


def starts() -> st.SearchStrategy[dict[str, float]]:
    """Return states anywhere in the box, at its ends too."""
    each = {f"{key}.{slot}": signed for key in KEYS for slot in MIRRORED}
    slow = {f"{key}.{slot}": shares for key in KEYS for slot in ("openness", "resentment")}
    return st.fixed_dictionaries({**each, **slow})


def items(*more: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Return plans in which nobody loses an offer, and what is felt may lie on either side."""
    trigger = st.fixed_dictionaries(
        {
            "trigger": st.sampled_from(KEYS),
            "felt": st.sampled_from(("absence", "pressure")),
            "strength": st.floats(0.1, 1),
            "every": st.floats(5, 40),
            "for": st.floats(0.5, 4.5),
        }
    )
    opening = st.fixed_dictionaries(
        {
            "open": st.sampled_from((*KEYS, "both")),
            "strength": st.floats(0.1, 1),
            "at": st.floats(0, 60),
            "for": st.floats(1, 60),
        }
    )
    flooded = st.fixed_dictionaries(
        {
            "timeout": st.fixed_dictionaries({"for": st.floats(1, 20), "return": st.just(True)}),
            "when": st.fixed_dictionaries({"flooded": st.floats(0.1, 0.9)}),
        }
    )
    stress = st.fixed_dictionaries({"stress": st.floats(0.3, 3), "at": st.floats(0, 60)})
    return st.lists(st.one_of(trigger, opening, flooded, stress, *more), max_size=3)


def run(cycle: nc.Cycle, **fields: Any) -> nc.Trajectory:
    """Run a couple; a plan that finds nobody to act on is no example."""
    try:
        return nc.simulate(cycle, **fields)
    except SimulationError:
        reject()
        raise


def changed(couple: nc.Cycle, **fields: Any) -> nc.Cycle:
    """Return this couple with other numbers for each partner, one number or two."""
    people = []
    for place, one in enumerate(couple.partners):
        mine = {name: values[place] for name, values in fields.items()}
        people.append(one.changed(dynamics=one.dynamics.changed(**mine)))
    return couple.changed(partners=people)


# -- 1: the box -------------------------------------------------------------------------------


@given(couples(), starts(), STEPS, plans(KEYS), SEEDS)
@settings(max_examples=100)
def test_theorem_1_nobody_leaves_the_box_whatever_happens(
    couple: nc.Cycle, start: dict[str, float], step: float, plan: nc.Plan, seed: int
) -> None:
    """Any step up to 50 turns, delays, a noise of 2 and any plan."""
    system = nc.compile_system(couple)

    states = run(
        couple, plan=plan, start=start, step=step, turns=step * 60, noise=2.0, seed=seed
    ).states

    assert np.all(states >= system.low)
    assert np.all(states <= system.high)


# -- 4: a resting state -----------------------------------------------------------------------


@given(couples(answers=(1, 1), delayed=False))
@settings(max_examples=20)
def test_theorem_4_there_is_a_resting_state_and_the_worst_start_leads_to_one(
    couple: nc.Cycle,
) -> None:
    """That one exists follows from the box; that it is reached, from the order (Theorem 6)."""
    system = nc.compile_system(couple)

    rest = relax(system, worst(system), turns=40_000)
    slow = abs(max(np.linalg.eigvals(system.jacobian(rest)).real)) < 1e-3

    assert slow or np.max(np.abs(system.rates(rest))) < 1e-12


# -- 9: symmetries ----------------------------------------------------------------------------


@given(couples(), starts(), plans(KEYS), st.floats(0.05, 20))
@settings(max_examples=50)
def test_theorem_9_who_is_listed_first_changes_nothing(
    couple: nc.Cycle, start: dict[str, float], plan: nc.Plan, step: float
) -> None:
    """Always: with any step, delay and plan."""
    turned = couple.with_partners(reversed(couple.partners))

    one = run(couple, plan=plan, start=start, step=step, turns=step * 100)
    other = run(turned, plan=plan, start=start, step=step, turns=step * 100)

    assert other.names != one.names
    for name in one.names:
        assert other[name] == pytest.approx(one[name], rel=0, abs=1e-12)
    assert other["gain"] == pytest.approx(one["gain"], rel=1e-12)
    assert other.outcome is one.outcome


def mirrored(plan: list[dict[str, Any]]) -> list[dict[str, Any]]:
    other = {"absence": "pressure", "pressure": "absence"}
    return [{**item, "felt": other[item["felt"]]} if "felt" in item else item for item in plan]


@given(couples(), starts(), items(), st.floats(0.05, 20))
@settings(max_examples=50)
def test_theorem_9_too_far_and_too_close_are_mirror_images(
    couple: nc.Cycle, start: dict[str, float], plan: list[dict[str, Any]], step: float
) -> None:
    """The other way round in need, in what is felt first and in what happens: the same story."""
    needs = [one.dynamics.need for one in couple.partners]
    way = {name: -1 if name.partition(".")[2] in MIRRORED else 1 for name in start}

    one = run(couple, plan=plan, start=start, step=step, turns=step * 100)
    other = run(
        changed(couple, need=needs[::-1]),
        plan=mirrored(plan),
        start={name: way[name] * value for name, value in start.items()},
        step=step,
        turns=step * 100,
    )

    for name in one.names:
        assert way[name] * other[name] == pytest.approx(one[name], rel=0, abs=1e-12)


@given(couples(), starts(), items(), st.integers(0, 64), st.floats(0.05, 20))
@settings(max_examples=50)
def test_theorem_9_only_the_difference_in_need_counts(
    couple: nc.Cycle, start: dict[str, float], plan: list[dict[str, Any]], more: int, step: float
) -> None:
    needs = [one.dynamics.need or 0.0 for one in couple.partners]
    room = min(more / 64, 1 - max(needs))

    one = run(couple, plan=plan, start=start, step=step, turns=step * 100)
    other = run(
        changed(couple, need=[need + room for need in needs]),
        plan=plan,
        start=start,
        step=step,
        turns=step * 100,
    )

    assert other.states == pytest.approx(one.states, rel=0, abs=1e-12)


WALK_OUT = [{"at": 0, "timeout": {"for": 20, "return": False, "by": "ben"}}]


@pytest.mark.parametrize("needs", [(0.45, 0.55), (0.75, 0.65)], ids=["mirrored", "more of both"])
def test_theorem_9_does_not_hold_where_somebody_loses_an_offer(needs: tuple[float, float]) -> None:
    """The one who is left misses all that they need, so how much that is counts."""
    people = {
        key: {"name": key, "dynamics": {"need": n}}
        for key, n in zip(KEYS, (0.55, 0.45), strict=True)
    }
    couple = nc.Cycle(partners=people)

    one = nc.simulate(couple, plan=WALK_OUT, turns=20)
    other = nc.simulate(changed(couple, need=needs), plan=WALK_OUT, turns=20)

    assert np.max(np.abs(np.abs(other.states) - np.abs(one.states))) > 0.05


@example(0)
@given(SEEDS)
@settings(max_examples=3)
def test_theorem_9_holds_with_noise_because_chance_goes_by_key(seed: int) -> None:
    """Each partner has a chance of their own, which goes with them wherever they are listed."""
    couple = nc.Cycle(partners={key: {"name": key} for key in KEYS})
    turned = couple.with_partners(reversed(couple.partners))

    one = nc.simulate(couple, noise=0.3, seed=seed, turns=50)
    other = nc.simulate(turned, noise=0.3, seed=seed, turns=50)

    for name in one.names:
        assert one[name] == pytest.approx(other[name], abs=1e-12)
    assert np.max(np.abs(one["ana.primary"] - one["ben.primary"])) > 0.01
