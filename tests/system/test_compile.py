"""From a cycle to its system: stations that only pass on are folded, nothing counts twice."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.testing import cycles
from negcycle.words import say

FEELINGS = {"primary": "hurt", "secondary": "angry", "perception": "she is cold"}


def couple(ana: dict[str, Any] | None = None, ben: dict[str, Any] | None = None, **more: Any):
    people = {"ana": {"name": "Ana", **(ana or {})}, "ben": {"name": "Ben", **(ben or {})}}
    return nc.Cycle(partners=people, **more)


def arrows(system: nc.System) -> dict[tuple[str, str], tuple[float, float]]:
    """Return weight and delay of every influence, by the names of its ends."""
    return {
        (system.names[one.source], system.names[one.target]): (one.weight, one.delay)
        for one in system.influences
    }


@given(cycles(min_partners=2, max_partners=3, with_plan=False))
def test_elements_and_slow_states_become_states_and_stations_that_pass_on_do_not(
    cycle: nc.Cycle,
) -> None:
    graph = nc.build_graph(cycle)
    try:
        system = nc.compile_system(graph)
    except SimulationError:
        assume(condition=False)
        return

    passing = {Kind.TRIGGER, Kind.APPRAISAL, Kind.BODY}

    assert set(system.names) == {one.id for one in graph.nodes if one.kind not in passing}
    assert system.assumptions == graph.numbers.assumptions
    assert {system.states[one.target].kind.is_slow for one in system.influences} == {False}
    assert {system.states[one.target].kind.is_slow for one in system.flows} == {True}


def test_the_weights_of_a_chain_multiply_to_the_reactivity_and_those_of_the_loop_to_both() -> None:
    system = nc.compile_system(
        couple({"dynamics": {"reactivity": 3}}, {"dynamics": {"reactivity": 5}})
    )

    weights = [abs(one.weight) for one in system.influences]

    assert len(weights) == 8
    assert np.prod(weights) == pytest.approx(15)
    assert weights.count(pytest.approx(3**0.25)) == 4


@pytest.mark.parametrize(
    "before", [(), ("trigger",), ("trigger", "appraisal", "body"), ("trigger", "body")]
)
def test_weights_multiply_and_delays_add_through_stations_that_pass_on(
    before: tuple[str, ...],
) -> None:
    chain = {**FEELINGS, **dict.fromkeys(before, "x"), "behavior": "shouts"}
    path = [*(f"ana.{one}" for one in before), "ana.primary"]
    links = [{"source": "ben.behavior", "target": path[0], "strength": 0.5, "delay": 2}]
    links += [{"source": a, "target": b, "strength": 3, "delay": 1} for a, b in pairwise(path)]

    system = nc.compile_system(couple({"chain": chain}, {"chain": {"behavior": "x"}}, links=links))

    found = arrows(system)["ben.behavior", "ana.primary"]
    assert found == pytest.approx((-0.5 * 3 ** len(before), 2 + len(before)))
    assert system.delays == (2 + len(before),)


def test_a_need_lands_as_strongly_as_the_stations_before_the_first_feeling_pass_it_on() -> None:
    chain = {**FEELINGS, "trigger": "x", "behavior": "shouts"}
    link = {"source": "ana.trigger", "target": "ana.primary", "strength": 3}
    plain = nc.compile_system(couple({"chain": chain}))
    strong = nc.compile_system(couple({"chain": chain}, links=[link]))

    def lands(system: nc.System) -> list[float]:
        return [one.weight for one in system.landings if one.partner == 0]

    assert lands(plain) == pytest.approx([2**0.25])
    assert lands(strong) == [3]


def test_several_behaviors_share_one_crossing() -> None:
    chain = {**FEELINGS, "behavior": ["shouts", "slams the door", "leaves the room"]}

    system = nc.compile_system(couple({"chain": chain}))
    crossing = [
        one.weight
        for one in system.influences
        if system.states[one.source].partner != system.states[one.target].partner
        and system.states[one.source].partner == 0
    ]

    assert len(crossing) == 3
    assert sum(crossing) == pytest.approx(-(2**0.25))
    assert len(set(crossing)) == 1


def test_a_cycle_and_its_graph_compile_to_the_same() -> None:
    cycle = couple(topic="money")

    one, other = nc.compile_system(cycle), nc.compile_system(nc.build_graph(cycle))

    assert (one.states, one.influences, one.flows) == (other.states, other.influences, other.flows)


def test_another_case_has_another_digest() -> None:
    assert nc.compile_system(couple()).case != nc.compile_system(couple(title="Evenings")).case


def test_three_people_cross_in_every_pair_and_only_in_these() -> None:
    people = {key: {"name": key.title()} for key in ("ana", "ben", "cleo")}
    triangle = nc.compile_system(nc.Cycle(partners=people))
    path = nc.compile_system(nc.Cycle(partners=people, pairs=[("ana", "ben"), ("ben", "cleo")]))

    def across(system: nc.System) -> set[str]:
        crossing = [one for one in system.influences if one.contact]
        return {f"{system.names[one.source][0]}{system.names[one.target][0]}" for one in crossing}

    assert across(triangle) == {"ab", "ba", "bc", "cb", "ac", "ca"}
    assert across(path) == {"ab", "ba", "bc", "cb"}
    assert triangle.pairs == ((0, 1), (0, 2), (1, 2))


@pytest.mark.parametrize(
    ("graph", "sentence"),
    [
        (nc.CycleGraph(nodes=(), links=(), flows=()), say("system.nobody")),
        (
            nc.build_graph(nc.Cycle(partners={"ana": {"name": "Ana"}})),
            say("system.alone", name="Ana"),
        ),
    ],
    ids=["nobody", "one"],
)
def test_nobody_and_one_alone_have_no_cycle(graph: nc.CycleGraph, sentence: str) -> None:
    with pytest.raises(SimulationError) as found:
        nc.compile_system(graph)

    assert str(found.value) == sentence


@pytest.mark.parametrize("said", [{"strength": 2e6}, {"delay": 2e5}], ids=["strength", "delay"])
def test_a_link_beyond_all_measure_is_named(said: dict[str, float]) -> None:
    link = {"source": "ana.primary", "target": "ana.secondary", **said}

    with pytest.raises(SimulationError, match=r"ana\.primary"):
        nc.compile_system(couple(links=[link]))


def test_stations_that_only_feed_each_other_are_named() -> None:
    chain = {**FEELINGS, "trigger": "x", "body": "y", "behavior": "z"}
    link = {"source": "ana.body", "target": "ana.trigger"}

    with pytest.raises(SimulationError, match=r"ana\.(trigger|body)"):
        nc.compile_system(couple({"chain": chain}, links=[link]))


def test_a_cycle_is_compiled_once_and_another_one_anew() -> None:
    of_two = couple()
    changed = of_two.changed(dynamics={"tau_open": 7})

    assert nc.compile_system(of_two) is nc.compile_system(couple())
    assert nc.compile_system(changed).states != nc.compile_system(of_two).states
    assert nc.compile_system(of_two).with_noise(1.0) is not nc.compile_system(of_two)
    assert nc.compile_system(of_two).noise == 0.0


def test_what_is_shared_by_all_who_compile_a_cycle_nobody_can_change() -> None:
    system = nc.compile_system(couple())

    for shared in (system.calm, system.low, system.high, system.resting.contact):
        with pytest.raises(ValueError, match="read-only"):
            shared[0] = 0.5


def test_minus_zero_is_zero_in_the_digest_too() -> None:
    of_both = [couple(dynamics={"forget": zero}).model_dump_json() for zero in (0.0, -0.0)]

    assert of_both[0] == of_both[1]


def test_a_flow_of_what_is_missing_never_runs_backward() -> None:
    graph = nc.build_graph(couple())
    flows = [one.changed(weight=1.5) if one.rest else one for one in graph.flows]

    with pytest.raises(SimulationError) as found:
        nc.compile_system(graph.changed(flows=flows))

    assert str(found.value) == (
        "A flow of 'ana.openness' runs at what is missing to 1, and has a weight of 1.5. Write a"
        " weight from 0 to 1."
    )
