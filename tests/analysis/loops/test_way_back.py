"""What somebody does comes back to what they feel underneath, through somebody else."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.analysis.loops.loop_set import Polarity
from negcycle.analysis.loops.way_back import ways_back
from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.testing import couples, cycles

SUNDAY = "examples/sunday-silence.yaml"


def couple(answers: tuple[int, int] = (1, 1), **both: object) -> nc.Cycle:
    return nc.Cycle(
        partners={
            key: {"name": key.title(), "dynamics": {"answer": answer, "need": 0.5, **both}}
            for key, answer in zip(("ana", "ben"), answers, strict=True)
        }
    )


def test_the_way_of_john_leads_through_all_of_mary() -> None:
    first, _ = ways_back(nc.load(SUNDAY), at="calm")

    assert first.nodes == (
        "john.behavior",
        "mary.primary",
        "mary.secondary",
        "mary.perception",
        "mary.behavior",
        "john.primary",
    )
    assert (first.owner, first.through, first.at) == ("john", "mary", "calm")
    assert [step.sign for step in first.steps] == [-1, 1, 1, -1, -1]


def test_the_gain_is_what_the_links_and_gates_of_the_other_multiply_to() -> None:
    """Five links of the fourth root of 2, and the gate of an openness of 0.8."""
    first, _ = ways_back(couple(), at="calm")

    assert first.structural == pytest.approx(2 ** (5 / 4) * 0.2, rel=1e-12)
    assert first.local == pytest.approx(first.structural, rel=1e-12)  # at calm every slope is 1


def test_two_ways_back_make_the_gain_of_the_whole_round() -> None:
    """Each leaves out the three links of its owner, which the other one holds."""
    first, other = ways_back(couple(), at="calm")
    shared = 2 ** (2 / 4)  # both crossings stand in both

    assert first.structural * other.structural / shared == pytest.approx(0.16, rel=1e-12)


@given(couples())
@settings(max_examples=25)
def test_it_reinforces_exactly_where_both_answer_alike(cycle: nc.Cycle) -> None:
    answers = [one.dynamics.answer for one in cycle.partners]
    alike = answers[0] == answers[1]

    assert {one.polarity for one in ways_back(cycle, at="calm")} == {
        Polarity.REINFORCING if alike else Polarity.BALANCING
    }


@given(couples())
@settings(max_examples=15)
def test_the_local_gain_is_that_of_the_jacobian(cycle: nc.Cycle) -> None:
    system = nc.compile_system(cycle)
    state = system.named({"ana.primary": 0.4, "ben.secondary": -0.3, "ben.openness": 0.2})
    slopes = system.jacobian(state)
    for back in ways_back(system, at=state):
        expected = math.prod(
            slopes[system.place(step.target), system.place(step.source)]
            / -slopes[system.place(step.target), system.place(step.target)]
            for step in back.steps
        )

        assert back.local == pytest.approx(expected, rel=1e-9, abs=1e-15)


@given(cycles(2, 4, with_links=False))
@settings(max_examples=25)
def test_every_behavior_comes_back_through_everybody_it_reaches(cycle: nc.Cycle) -> None:
    system = nc.compile_system(cycle)
    found = {(one.behavior, one.through) for one in ways_back(system, at="calm")}

    assert found == {
        (system.names[place], system.keys[other])
        for owner, other in system.directed
        for place in system.places(Kind.BEHAVIOR, owner)
    }


@given(cycles(2, 3, with_links=False))
@settings(max_examples=20)
def test_who_is_listed_first_changes_no_way(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    def plain(one: nc.Cycle) -> list[tuple[object, ...]]:
        return [(back.nodes, back.sign, back.polarity) for back in ways_back(one, at="calm")]

    assert plain(cycle) == plain(turned)


def test_a_closed_gate_leaves_a_way_on_which_nothing_comes_back() -> None:
    first, _ = ways_back(couple(openness=1), at="calm")

    assert (first.structural, first.polarity) == (0.0, Polarity.REINFORCING)


def test_of_several_behaviors_each_has_its_way() -> None:
    found = ways_back(nc.load("examples/critic-and-cocoon.yaml"))

    assert [one.behavior for one in found] == ["ellen.behavior", "tom.behavior", "tom.behavior.2"]
    assert [one.side_by_side for one in found] == [2, 1, 1]


def test_the_data_can_be_written_as_json() -> None:
    first, _ = ways_back(couple(), at="calm")

    assert first.as_data() == {
        "behavior": "ana.behavior",
        "owner": "ana",
        "through": "ben",
        "at": "calm",
        "nodes": list(first.nodes),
        "signs": [-1, 1, 1, 1, -1],
        "sign": 1,
        "polarity": "reinforcing",
        "gain": {"structural": first.structural, "local": first.local},
        "delay": 0.0,
        "side_by_side": 1,
    }


def test_what_cannot_be_asked_is_said() -> None:
    with pytest.raises(UnknownName, match=r"No state is called 'stuk' here\. Did you mean 'stuck'"):
        ways_back(couple(), at="stuk")
    with pytest.raises(SimulationError, match="Ruth is alone in this case"):
        ways_back(nc.load("examples/mother-of-two.yaml"))
