"""Two cycles compared: what is gone in one direction is new in the other."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.errors import AnalysisError
from negcycle.testing import couples, signed_graphs

BEFORE = "examples/critic-and-cocoon.yaml"
AFTER = "examples/critic-and-cocoon-after.yaml"


def graph(*links: tuple[str, str, int, float]) -> nc.SignedGraph:
    nodes = dict.fromkeys(end for link in links for end in link[:2])
    return nc.SignedGraph(
        nodes=tuple(nodes),
        links=tuple(
            nc.SignedLink(source=source, target=target, sign=sign, weight=weight)
            for source, target, sign, weight in links
        ),
    )


@given(signed_graphs())
def test_nothing_changes_from_a_graph_to_itself(one: nc.SignedGraph) -> None:
    found = nc.compare(one, one)

    assert not found
    assert found.same == len(nc.find_loops(one))
    assert found.sentences[0].startswith("Nothing changed")


@given(signed_graphs(max_nodes=4, max_links=6), signed_graphs(max_nodes=4, max_links=6))
def test_the_way_back_is_the_mirror_image(one: nc.SignedGraph, other: nc.SignedGraph) -> None:
    there, back = nc.compare(one, other), nc.compare(other, one)

    assert (there.gone, there.new) == (back.new, back.gone)
    assert there.same == back.same
    for ahead, behind in (
        (there.changed_sign, back.changed_sign),
        (there.changed_strength, back.changed_strength),
    ):
        assert [(c.before, c.after) for c in ahead] == [(c.after, c.before) for c in behind]


@given(couples())
@settings(max_examples=8)
def test_nothing_changes_for_a_couple_listed_the_other_way_round(cycle: nc.Cycle) -> None:
    turned = cycle.with_partners(reversed(cycle.partners))

    assert not nc.compare(cycle, turned, tolerance=0)


def test_every_kind_of_change_has_its_sentence() -> None:
    before = graph(
        ("a", "b", 1, 1), ("b", "a", 1, 1), ("b", "c", 1, 1), ("c", "b", 1, 1),
        ("c", "d", 1, 1), ("d", "c", 1, 1), ("d", "e", 1, 1), ("e", "d", 1, 1),
    )  # fmt: skip
    after = graph(
        ("a", "b", 1, 1), ("b", "a", -1, 1), ("b", "c", 1, 2), ("c", "b", 1, 1),
        ("c", "d", 1, 0.5), ("d", "c", 1, 1), ("e", "a", 1, 1), ("a", "e", 1, 1),
    )  # fmt: skip

    assert nc.compare(before, after).sentences == (
        "One loop is no longer at work: d → e → d.",
        "One loop is new: a → e → a.",
        "One loop has changed its sign: a → b → a.",
        "One loop is weaker: c → d → c.",
        "One loop is stronger: b → c → b.",
    )


def test_a_small_difference_is_none_and_how_small_can_be_said() -> None:
    before = graph(("a", "b", 1, 1.0), ("b", "a", 1, 1))
    after = graph(("a", "b", 1, 1.04), ("b", "a", 1, 1))

    assert not nc.compare(before, after)
    assert nc.compare(before, after, tolerance=0.01).changed_strength[0].strengths == (1.0, 1.04)


def test_a_strength_that_nobody_knows_does_not_change() -> None:
    before = graph(("a", "b", 0, 1.0), ("b", "a", 1, 1))
    after = graph(("a", "b", 0, 9.0), ("b", "a", 1, 1))

    found = nc.compare(before, after)

    assert (bool(found), found.same) == (False, 1)


def test_the_second_behavior_takes_six_loops_with_it_and_that_is_explained() -> None:
    found = nc.compare(nc.load(BEFORE), nc.load(AFTER), at="stuck")

    assert (found.at, len(found.gone), len(found.new)) == ("stuck", 6, 0)
    assert found.sentences[0].startswith(
        "6 loops are no longer at work: the infinity loop, with Tom's behavior 2; "
    )
    assert found.sentences[1].startswith("13 loops are stronger: ")
    assert found.sentences[2:] == (
        "The round as a whole comes back 3.3 times as strong before, "
        "and 2.5 times as strong after.",
        "Not as many behaviors are written before as after. They share what they pass on, so "
        "single loops change although the round may not.",
        "Somebody reaches here. A reach is no move of a cycle, and the model has no place for it: "
        "it is read as if nothing were known of which way they move.",
    )


def test_a_round_that_comes_back_turned_says_so_and_among_three_there_is_no_one_round() -> None:
    def people(*answers: int) -> nc.Cycle:
        return nc.Cycle(
            partners={
                key: {"name": key.title(), "dynamics": {"answer": answer, "need": 0.5}}
                for key, answer in zip(("ana", "ben", "cleo"), answers, strict=False)
            }
        )

    turned = nc.compare(people(1, 1), people(1, -1), at="calm")

    assert turned.sentences[-1] == (
        "The round as a whole comes back 0.16 times as strong before, and 0.16 times as strong and "
        "the other way round after."
    )
    assert nc.compare(people(1, 1, 1), people(1, 1, -1), at="calm").rounds is None


def test_loops_that_were_found_already_can_be_compared() -> None:
    loops = nc.find_loops(nc.load(BEFORE), at="stuck")

    assert not nc.compare(loops, loops)
    assert nc.compare(loops, nc.find_loops(nc.load(AFTER), at="stuck")).gone


def test_where_not_all_loops_were_looked_at_it_says_so() -> None:
    few = nc.find_loops(nc.load(BEFORE), at="stuck", limit=3)

    found = nc.compare(few, few)

    assert not found.complete
    assert found.sentences[-1] == (
        "Not all loops were looked at, so some changes may be left out here."
    )


def test_the_data_can_be_written_as_json() -> None:
    before = graph(("a", "b", 1, 1), ("b", "a", 1, 1))
    after = graph(("a", "b", 1, 1), ("b", "a", -1, 1))
    data = json.loads(json.dumps(nc.compare(before, after).as_data()))
    (loop,) = nc.find_loops(before)

    assert data == {
        "at": None,
        "complete": True,
        "tolerance": 0.05,
        "same": 0,
        "rounds": None,
        "gone": [],
        "new": [],
        "changed_sign": [
            {
                "id": loop.id,
                "nodes": ["a", "b"],
                "polarity": ["reinforcing", "balancing"],
                "measure": "structural",
                "gain": [1.0, -1.0],
            }
        ],
        "changed_strength": [],
        "sentences": ["One loop has changed its sign: a → b → a."],
    }


@pytest.mark.parametrize("tolerance", [-0.1, 1.5, float("nan")])
def test_a_tolerance_is_a_share(tolerance: float) -> None:
    with pytest.raises(AnalysisError) as caught:
        nc.compare(graph(("a", "a", 1, 1)), graph(("a", "a", 1, 1)), tolerance=tolerance)

    assert str(caught.value) == f"A tolerance is a share from 0 to 1, and {tolerance} is not."
