"""The strategies reach every field, and shrink to what is plain."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

from negcycle import testing
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.base import Frozen
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.entry import Entry
from negcycle.model.incident import Moment
from negcycle.model.link import Stressor, WrittenLink
from negcycle.model.partner import Partner
from negcycle.model.plan import KINDS

T = TypeVar("T")

PEOPLE = [Partner(key="ana", name="Ana"), Partner(key="ben", name="Ben")]
EVERY_VALUE: dict[type[Frozen], st.SearchStrategy[Any]] = {
    Entry: testing.entries("behavior"),
    Chain: testing.chains(),
    PartnerDynamics: testing.partner_dynamics(),
    Dynamics: testing.dynamics(),
    Partner: testing.partners(),
    WrittenLink: testing.links(PEOPLE),
    Stressor: testing.stressors(["ana"]),
    Moment: testing.moments(["ana"]),
    SignedLink: testing.signed_links("ab"),
    Cycle: testing.cycles(),
}
search = settings(
    max_examples=300, database=None, derandomize=True, phases=[Phase.generate, Phase.shrink]
)


def examples(strategy: st.SearchStrategy[T]) -> list[T]:
    found: list[T] = []

    @search
    @given(strategy)
    def collect(one: T) -> None:
        found.append(one)

    collect()
    return found


@cache
def examples_of(value: type[Frozen]) -> list[Any]:
    return examples(EVERY_VALUE[value])


def smallest(strategy: st.SearchStrategy[T], said: Callable[[T], bool]) -> T:
    return find(strategy, said, settings=search)


@pytest.fixture(scope="module")
def some_cycles() -> list[Cycle]:
    return examples_of(Cycle)


@pytest.mark.parametrize("value", EVERY_VALUE)
def test_every_field_is_said_some_time(value: type[Frozen]) -> None:
    found = examples_of(value)

    never_said = {
        name
        for name, field in value.model_fields.items()
        if all(getattr(one, name) == field.get_default(call_default_factory=True) for one in found)
    }
    assert never_said - {"negcycle", "side"} == set()
    assert all(type(one) is value for one in found)


def test_every_kind_of_input_is_planned_some_time() -> None:
    kinds = {item.kind for plan in examples(testing.plans()) for item in plan.items}

    assert kinds == set(KINDS)


@pytest.mark.parametrize(
    "said",
    [
        lambda cycle: len(cycle.partners) == 4,
        lambda cycle: bool(cycle.pairs),
        lambda cycle: any(len(one.chain.behavior) > 1 for one in cycle.partners),
        lambda cycle: any(link.source.partner != link.target.partner for link in cycle.links),
        lambda cycle: len({(link.source, link.target) for link in cycle.links}) < len(cycle.links),
        lambda cycle: cycle.plan.day is not None,
        lambda cycle: any(one.relation == "child" for one in cycle.partners),
        lambda cycle: cycle.partners[0].side == "right",
        lambda cycle: any(blank.path.endswith("primary") for blank in cycle.blanks()),
        lambda cycle: "no" in cycle.keys,
    ],
    ids=[
        "four people",
        "pairs",
        "several behaviors",
        "a crossing",
        "a link beside another",
        "a day",
        "a child",
        "turned sides",
        "a blank element",
        "a key that YAML could misread",
    ],
)
def test_what_is_rare_comes_up(some_cycles: list[Cycle], said: Callable[[Cycle], bool]) -> None:
    assert any(said(cycle) for cycle in some_cycles)
    assert not all(said(cycle) for cycle in some_cycles)


def test_an_example_shrinks_to_what_is_plain() -> None:
    hurt = Entry("hurt")

    assert smallest(testing.entries(), lambda entry: entry.injury) == hurt.changed(injury=True)
    assert smallest(testing.chains(), lambda chain: bool(chain.block)) == Chain(block=hurt)
    assert smallest(testing.signed_graphs(), lambda graph: bool(graph.links)) == SignedGraph(
        nodes=("hurt",), links=(SignedLink(source="hurt", target="hurt"),)
    )


def test_own_chains_and_keys_are_used() -> None:
    chain = Chain(primary="x")

    people = examples(testing.partners("zoe", chain=st.just(chain)))

    assert {(one.key, one.chain) for one in people} == {("zoe", chain)}


def test_without_hypothesis_a_sentence_says_what_to_install() -> None:
    program = "import sys; sys.modules['hypothesis'] = None; import negcycle.testing"

    run = [sys.executable, "-c", program]
    done = subprocess.run(run, capture_output=True, text=True, check=False)

    assert done.stderr.strip().splitlines()[-1] == (
        "negcycle.errors.MissingExtra: negcycle.testing needs Hypothesis. Install it with: "
        "pip install 'negcycle[testing]'"
    )
