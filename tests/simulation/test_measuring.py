"""What is read off the states: cycle strength, meeting, gain, unmet need, the five indices."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.model.cycle import Cycle
from negcycle.simulation.run import simulate
from negcycle.system import measuring
from negcycle.system.compile import compile_system

Couple = Callable[..., Cycle]

open_or_shut = st.floats(0, 1)


def test_the_gain_when_calm_and_when_hardened_is_that_of_the_ledger(couple: Couple) -> None:
    system = compile_system(couple())
    hardened = system.named({"ana.openness": 0, "ben.openness": 0})

    assert measuring.gain(system, system.calm) == pytest.approx((2 * 0.2) ** 2)
    assert measuring.gain(system, hardened) == pytest.approx(4)


@settings(max_examples=50)
@given(
    a=open_or_shut,
    b=open_or_shut,
    g=st.tuples(st.floats(0.1, 9), st.floats(0.1, 9)),
    s=st.tuples(st.sampled_from([1, -1]), st.sampled_from([1, -1])),
    behaviors=st.integers(1, 3),
)
def test_the_gain_is_the_product_round_the_loop(
    a: float, b: float, g: tuple[float, float], s: tuple[int, int], behaviors: int
) -> None:
    chain = {"behavior": ["does this"] * behaviors, "trigger": "a look", "body": "tight chest"}
    cycle = Cycle(
        partners={
            "ana": {
                "name": "Ana",
                "dynamics": {"reactivity": g[0], "answer": s[0]},
                "chain": chain,
            },
            "ben": {"name": "Ben", "dynamics": {"reactivity": g[1], "answer": s[1]}},
        }
    )
    system = compile_system(cycle)
    state = system.named({"ana.openness": a, "ben.openness": b})

    found = measuring.gain(system, state)

    assert found == pytest.approx(s[0] * s[1] * g[0] * (1 - a) * g[1] * (1 - b))


def test_of_more_than_two_the_strongest_loop_counts() -> None:
    people = {
        key: {"name": key.title(), "dynamics": {"reactivity": reactivity}}
        for key, reactivity in {"ana": 1, "ben": 2, "cem": 3}.items()
    }
    system = compile_system(Cycle(partners=people))
    shut = system.named({f"{key}.openness": 0 for key in people})

    assert measuring.gain(system, shut) == pytest.approx(2 * 3)


def test_unmet_need_is_what_is_needed_less_what_is_brought(couple: Couple) -> None:
    made = simulate(couple(), start="stuck", turns=4)

    gap = 0.55 - 0.45
    assert made["ana.unmet_need"] == pytest.approx(np.abs(gap - made["ben.behavior"]))
    assert made["ben.unmet_need"] == pytest.approx(np.abs(-gap - made["ana.behavior"]))


def test_who_is_left_has_all_of_the_need_unmet(couple: Couple) -> None:
    gone = [{"at": 1, "timeout": {"for": 2, "return": False, "by": "ben"}}]

    made = simulate(couple(), plan=gone, turns=4)

    at = {time: place for place, time in enumerate(made.times.tolist())}
    assert made["ana.unmet_need"][at[2]] == pytest.approx(0.55)
    assert made["ben.unmet_need"][at[2]] == pytest.approx(0.1)
    assert made["ana.unmet_need"][at[3.25]] < 0.2


def test_strength_meeting_and_security_lie_between_0_and_1(couple: Couple) -> None:
    made = simulate(couple(), noise=2, seed=3, turns=200)

    for name in ("cycle_strength", "meeting", "ana.felt_security", "ben.felt_security"):
        assert made[name].min() >= 0
        assert made[name].max() <= 1


def test_the_five_indices_are_full_for_somebody_open_whom_nothing_stirs(couple: Couple) -> None:
    system = compile_system(couple(ana={"openness": 1.0}))

    found = measuring.indices(system, system.calm)["ana"]

    assert found == pytest.approx(
        {
            "emotional_balance": 1,
            "tuned_in": 1,
            "flexible": 1,
            "self_view": 1,
            "at_ease_alone": 1,
        }
    )


def test_the_five_indices_are_lower_when_stuck_than_when_calm(couple: Couple) -> None:
    calm = simulate(couple(), turns=600).indices
    stuck = simulate(couple(), turns=10, start="stuck").indices

    for key in ("ana", "ben"):
        for name, value in stuck[key].items():
            assert 0 <= value < calm[key][name] <= 1
