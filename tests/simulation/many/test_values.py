"""The numbers of many couples are those that each would be compiled to."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import SimulationError, UnknownName
from negcycle.simulation.many.values import dependence, values_of_system
from negcycle.simulation.many.varying import check_names, check_values, range_of, varied
from negcycle.testing import cycles

OF_ONE = {
    "need": st.floats(0, 1),
    "reactivity": st.floats(0.05, 20),
    "openness": st.floats(0, 1),
    "answer": st.sampled_from([1.0, -1.0]),
}
OF_ALL = {
    "turn": st.floats(0.1, 10),
    "tau_open": st.floats(0.1, 100),
    "tau_bond": st.floats(1, 1000),
    "forget": st.floats(0, 3),
    "repair": st.floats(0, 3),
    "delay": st.floats(0, 20),
    "noise": st.floats(0, 2),
    "tau_noise": st.floats(0.1, 10),
}


@st.composite
def cycles_with_numbers(draw: st.DrawFn) -> tuple[nc.Cycle, dict[str, float]]:
    """Return a cycle of several people with any links, and numbers that replace some of its own."""
    cycle = draw(cycles(min_partners=2, max_partners=3))
    keys = [one.key for one in cycle.partners]
    known = {f"{key}.{name}": values for key in keys for name, values in OF_ONE.items()} | OF_ALL
    for n in range(len(cycle.links)):
        known |= {f"links.{n}.strength": st.floats(0, 5), f"links.{n}.delay": st.floats(0, 9)}
    shared = draw(st.sampled_from([(), ("reactivity",), ("answer", "need")]))
    for name in shared:
        known = {one: v for one, v in known.items() if not one.endswith(f".{name}")}
        known[name] = OF_ONE[name]
    names = draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=6, unique=True))
    return cycle, {name: draw(known[name]) for name in names}


@given(cycles_with_numbers())
@settings(max_examples=40)
def test_the_numbers_are_those_of_the_compiled_couple(
    given_: tuple[nc.Cycle, dict[str, float]],
) -> None:
    cycle, numbers = given_
    parameters = {name: np.array([value, value]) for name, value in numbers.items()}
    try:
        expected = values_of_system(nc.compile_system(varied(cycle, numbers)))
        found = dependence(cycle, nc.compile_system(cycle), list(numbers)).values(parameters)
    except SimulationError:  # nobody is in a cycle, or a link is too strong
        return

    for name, mine, theirs in zip(expected._fields, found, expected, strict=True):
        assert np.allclose(mine, theirs, rtol=1e-12, atol=1e-300), name


def couple(**fields: Any) -> nc.Cycle:
    return nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}}, **fields)


UNKNOWN = {
    "ana.reactivty": "No number is called 'ana.reactivty' here. Did you mean 'ana.reactivity'?",
    "start.ana.resentmnt": (
        "No number is called 'start.ana.resentmnt' here. Did you mean 'start.ana.resentment'?"
    ),
    "links.0.strength": (
        "No number is called 'links.0.strength' here. Did you mean 'plan.0.strength'?"
    ),
    "plan.3.for": (
        "'plan.3.for' is about an item of the plan, and the plan has 1 of them, counted from 0."
        " Give a plan that has it."
    ),
    "": "No number is called '' here.",
}


@pytest.mark.parametrize(("name", "sentence"), UNKNOWN.items(), ids=UNKNOWN)
def test_a_number_that_is_not_there_is_met_with_the_nearest_one(name: str, sentence: str) -> None:
    cycle = couple()
    plan = nc.Plan([{"at": 1, "softening": 1, "for": 4}])

    with pytest.raises(UnknownName) as refused:
        check_names([name], cycle=cycle, system=nc.compile_system(cycle), plan=plan)

    assert str(refused.value) == sentence


def test_a_number_is_not_given_twice() -> None:
    cycle = couple()
    with pytest.raises(SimulationError) as refused:
        check_names(
            ["ben.need", "need"], cycle=cycle, system=nc.compile_system(cycle), plan=nc.Plan()
        )

    assert str(refused.value) == (
        "'need' sets every partner's, and 'ben.need' is given as well. Give one of the two."
    )


def test_a_graph_alone_has_its_numbers_built_in() -> None:
    system = nc.compile_system(couple())
    with pytest.raises(SimulationError) as refused:
        check_names(["ana.need"], cycle=None, system=system, plan=nc.Plan())

    assert str(refused.value) == (
        "'ana.need' can differ between couples only where the cycle itself is given, and not its"
        " graph or system."
    )
    check_names(["start.ana.resentment"], cycle=None, system=system, plan=nc.Plan())


WRONG = {
    "ana.need": (
        1.5,
        "'ana.need' lies between 0 and 1, and is 1.5 for couple 1. Choose a value in that range.",
    ),
    "answer": (0.5, "'answer' is 1 or -1, and is 0.5 for couple 1."),
    "reactivity": (
        0.0,
        "'reactivity' is a number above 0, and is 0 for couple 1. Choose a larger one.",
    ),
    "forget": (-1.0, "'forget' is a number from 0 up, and is -1 for couple 1. Choose another one."),
    "repair": (
        float("nan"),
        "'repair' is a number from 0 up, and is nan for couple 1. Choose another one.",
    ),
    "start.ana.primary": (
        -2.0,
        "'start.ana.primary' lies between -1 and 1, and is -2 for couple 1. Choose a value in that"
        " range.",
    ),
    "start.ana.openness": (
        -0.5,
        "'start.ana.openness' lies between 0 and 1, and is -0.5 for couple 1. Choose a value in"
        " that range.",
    ),
}


@pytest.mark.parametrize(("name", "wrong"), WRONG.items(), ids=WRONG)
def test_a_value_that_cannot_be_is_named(name: str, wrong: tuple[float, str]) -> None:
    value, sentence = wrong
    low, _ = range_of(name)

    with pytest.raises(SimulationError) as refused:
        check_values(name, np.array([1.0 if low < 1 else low, value]))

    assert str(refused.value) == sentence


def test_one_couple_of_many_can_be_looked_at_alone() -> None:
    cycle = couple(plan=[{"at": 1, "softening": 1, "for": 4}])

    made = varied(cycle, {"answer": -1, "ben.need": 0.25, "plan.0.for": 9, "plan.0.strength": 0.5})

    assert [one.dynamics.answer for one in made.partners] == [-1, -1]
    assert made.partner("ben").dynamics.need == 0.25
    assert made.plan.items[0].model_dump(by_alias=True, exclude_none=True) == {
        "at": 1.0,
        "for": 9.0,
        "softening": 0.5,
    }
