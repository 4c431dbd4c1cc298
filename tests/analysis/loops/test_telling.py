"""A loop is called by what it passes, in the same words for everybody, and quotes nobody."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.loops.loop_set import Loop, Polarity
from negcycle.analysis.loops.telling import called, in_order, station, step, told
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.testing import couples
from negcycle.words.english.loops import SENTENCES

THIRTEEN = [
    "John's resentment and openness",
    "John's flooding and openness",
    "Mary's resentment and openness",
    "Mary's flooding and openness",
    "meeting",
    "meeting, by way of John's behavior and Mary's resentment",
    "meeting, by way of John's behavior and Mary's flooding",
    "the infinity loop",
    "meeting, by way of John's resentment and Mary's behavior",
    "meeting, by way of John's flooding and Mary's behavior",
    "the infinity loop, by way of Mary's resentment",
    "the infinity loop, by way of John's resentment",
    "the infinity loop, by way of John's and Mary's resentment",
]


def couple(first: str = "john", second: str = "mary") -> nc.Cycle:
    """Return a couple of whom John needs a little more closeness."""
    people: dict[str, dict[str, Any]] = {
        "john": {"name": "John", "dynamics": {"need": 0.55, "answer": 1}},
        "mary": {"name": "Mary", "dynamics": {"need": 0.45, "answer": 1}},
    }
    return nc.Cycle(partners={key: people[key] for key in (first, second)})


def loop(*nodes: str, partners: tuple[str, ...] = (), crossings: int = 0) -> Loop:
    return Loop(
        id="loop-a",
        nodes=nodes,
        links=tuple((one, other, 0) for one, other in pairwise(nodes)),
        polarity=Polarity.REINFORCING,
        structural=None,
        local=None,
        delay=0.0,
        partners=partners,
        crossings=crossings,
    )


# -- the loops of a couple ---------------------------------------------------------------------


def test_the_thirteen_loops_of_an_ordinary_couple_have_names() -> None:
    cycle = couple()

    assert [called(one, cycle) for one in nc.find_loops(cycle)] == THIRTEEN


def test_whoever_is_listed_first_the_names_are_the_same() -> None:
    turned = couple("mary", "john")

    assert [called(one, turned) for one in nc.find_loops(turned)] == THIRTEEN


def test_how_a_loop_runs_is_told_arrow_by_arrow() -> None:
    cycle = couple()
    runs = {called(one, cycle): told(one, cycle) for one in nc.find_loops(cycle)}

    assert runs["John's resentment and openness"] == (
        "John: what stays closed builds resentment, resentment closes openness"
    )
    assert runs["Mary's flooding and openness"] == (
        "Mary: what stays closed floods, flooding closes openness"
    )
    assert runs["meeting"] == (
        "John: resentment heals as far as Mary is open too, resentment closes openness; "
        "Mary: resentment heals as far as John is open too, resentment closes openness"
    )
    assert runs["the infinity loop"] == (
        "John: Mary's behavior is felt, the first feeling turns into a reaction, the reaction "
        "turns into a conclusion, the conclusion turns into behavior; "
        "Mary: John's behavior is felt, the first feeling turns into a reaction, the reaction "
        "turns into a conclusion, the conclusion turns into behavior"
    )
    assert runs["meeting, by way of John's behavior and Mary's resentment"] == (
        "John: resentment heals as far as Mary is open too, resentment closes openness, what "
        "stays closed floods, the reaction turns into a conclusion, the conclusion turns into "
        "behavior; Mary: John's behavior is felt, what is felt and stays closed builds "
        "resentment, resentment closes openness"
    )


@given(couples(), st.sampled_from(["settled", "stuck"]))
@settings(max_examples=10)
def test_no_two_loops_of_a_couple_share_a_name(cycle: nc.Cycle, at: str) -> None:
    try:
        loops = nc.find_loops(cycle, at=at)
    except SimulationError:
        return
    names: dict[str, tuple[str, ...]] = {}
    for one in loops:
        names.setdefault(called(one, cycle), one.nodes)

    assert all(names[called(one, cycle)] == one.nodes for one in loops)


@given(couples())
@settings(max_examples=10)
def test_both_partners_loops_get_the_same_words(cycle: nc.Cycle) -> None:
    anybody = {one.key: "Somebody" for one in cycle.partners}
    own = [one for one in nc.find_loops(cycle) if one.scope == "within"]

    assert {called(one, anybody) for one in own} <= {
        "Somebody's resentment and openness",
        "Somebody's flooding and openness",
    }


def test_of_three_people_each_loop_says_whose_it_is() -> None:
    names = {"a": "Ana", "b": "Ben", "c": "Cleo"}
    cycle = nc.Cycle(partners={key: {"name": name} for key, name in names.items()})

    loops = nc.find_loops(cycle, at="calm")

    assert [called(one, cycle) for one in loops] == [
        "the infinity loop of Ana and Ben",
        "the infinity loop of Ana and Cleo",
        "the infinity loop of Ben and Cleo",
        "the round of Ana, Ben and Cleo",
        "the round of Ana, Cleo and Ben",
    ]


def test_a_further_behavior_is_named() -> None:
    cycle = couple()
    chain = ("secondary", "perception", "behavior.2")
    nodes = ("john.primary", *(f"john.{one}" for one in chain))
    mary = ("mary.primary", "mary.secondary", "mary.perception", "mary.behavior")

    name = called(loop(*nodes, *mary, partners=("john", "mary"), crossings=2), cycle)

    assert name == "the infinity loop, with John's behavior 2"


def test_without_names_the_keys_stand_for_them() -> None:
    (one,) = nc.find_loops(couple()).within("john")[:1]

    assert called(one) == "john's resentment and openness"
    assert called(one, {"mary": "Mary"}) == "john's resentment and openness"


def test_a_name_that_somebody_gave_counts() -> None:
    loops = nc.find_loops(couple())
    named = loops.named({loops[0].id: "the long silence"})

    assert called(named[0], couple()) == "the long silence"


def test_no_name_quotes_what_somebody_wrote() -> None:
    written = "words that nobody else uses"
    cycle = couple()
    for key in ("john", "mary"):
        for slot in ("primary", "secondary", "perception", "behavior"):
            cycle = cycle.with_entry(key, slot, written)

    said = [text(one, cycle) for one in nc.find_loops(cycle) for text in (called, told)]

    assert written not in " ".join(said)


# -- other people's graphs ---------------------------------------------------------------------


def test_in_a_plain_graph_a_loop_is_called_by_its_nodes() -> None:
    assert called(loop("problem", "quick fix")) == "problem → quick fix → problem"
    assert told(loop("problem", "quick fix")) == "problem → quick fix → problem"
    assert called(loop("a")) == "a → a"


def test_of_a_long_loop_the_rest_is_counted() -> None:
    assert called(loop(*"abcdef")) == "a → b → c → d → e → f → a"
    assert called(loop(*"abcdefg")) == "a → b → c → d → e → 2 more → a"


def test_of_a_long_name_the_beginning_is_shown() -> None:
    assert called(loop("x" * 61, "b")) == f"{'x' * 59}… → b → {'x' * 59}…"
    assert called(loop("x" * 60)) == f"{'x' * 60} → {'x' * 60}"


@pytest.mark.parametrize("node", ["john", "john.worry", "john.primary.0", "ann.primary", "a.b.c"])
def test_what_is_no_station_of_a_partner_is_a_plain_node(node: str) -> None:
    one = loop(node, "john.primary", partners=("john",))

    assert called(one, {"john": "John"}) == f"{node} → john.primary → {node}"


# -- single arrows -----------------------------------------------------------------------------


def test_every_arrow_has_words() -> None:
    for kinds in permutations(Kind, 2):
        source, target = (f"john.{kind}" for kind in kinds)

        assert step(source, target)
        assert "john" not in step(source, target)


def test_an_arrow_from_one_to_another_says_which_way_it_crosses() -> None:
    assert step("john.behavior", "mary.primary") == "the behavior of one is felt by the other"
    assert step("john.openness", "mary.resentment") == "resentment heals as far as both are open"
    assert step("john.behavior", "john.primary") == "behavior acts on primary emotion"
    assert step("stock", "flow") == "stock acts on flow"


def test_stations_stand_in_a_sentence() -> None:
    names = {"john": "John"}

    assert station("john.secondary", names) == "John's secondary emotion"
    assert station("john.behavior.2", names) == "John's behavior 2"
    assert station("john.openness", names) == "John's openness"
    assert station("anything", names) == "anything"


def test_steps_come_in_the_order_of_a_chain() -> None:
    later, first = step("a.perception", "a.behavior"), step("a.primary", "a.secondary")

    assert in_order([later, "something else", first]) == [
        "the first feeling turns into a reaction",
        "the conclusion turns into behavior",
        "something else",
    ]


def test_each_sentence_of_a_step_is_used() -> None:
    said = {step(f"a.{one}", f"a.{other}") for one, other in permutations(Kind, 2)}

    kept = {key for key in SENTENCES if key.startswith("loop.step.")}
    assert {SENTENCES[key] for key in kept} <= said
