"""A plain signed graph names each node once, and its links run between its nodes."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given

from negcycle.errors import CaseError
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import signed_graphs


@given(signed_graphs())
def test_it_is_made_again_from_what_it_holds(graph: SignedGraph) -> None:
    again = SignedGraph(nodes=graph.nodes, links=[link.model_dump() for link in graph.links])

    assert again == graph
    assert SignedGraph.model_validate_json(graph.model_dump_json()) == graph


def test_parallel_links_and_loops_on_one_node_are_allowed() -> None:
    link = SignedLink(source="a", target="a", sign=0)

    assert len(SignedGraph(nodes=("a",), links=(link, link)).links) == 2


@pytest.mark.parametrize("sign", [-1, "-", "-1", "\N{MINUS SIGN}", -1.0])
def test_a_sign_is_read_however_it_is_written(sign: Any) -> None:
    assert SignedLink(source="a", target="b", sign=sign).sign == -1
    assert SignedLink(source="a", target="b", sign="?").sign == 0


@pytest.mark.parametrize(
    ("fields", "sentences"),
    [
        (
            {"nodes": ("a", "b", "a")},
            ["The node 'a' is named twice. Give each node a name of its own."],
        ),
        (
            {"nodes": ("a", " ", "\x00")},
            [
                "nodes[1]: This is blank. Write the words.",
                "nodes[2]: The text holds the control character U+0000. Take it out.",
            ],
        ),
        (
            {"nodes": ("a",), "links": ({"source": "a", "target": "b"},)},
            ["A link uses 'b', and no node is called this."],
        ),
        (
            {"nodes": (), "links": ({"source": "a", "target": "b", "weight": -1, "delay": -1},)},
            [
                "links[0].weight: '-1' is too small. Write 0 or more.",
                "links[0].delay: '-1' is too small. Write 0 or more.",
            ],
        ),
        (
            {"nodes": (), "links": ({"source": "a", "target": "b", "weight": math.inf},)},
            [
                "links[0].weight: 'inf' is not a number that can be used here. Write a finite "
                "number."
            ],
        ),
        (
            {"nodes": (), "links": ({"source": "a", "target": "b", "sign": 2},)},
            ["links[0].sign: '2' is not a sign. Write 1 or -1."],
        ),
        (
            {"nodes": (), "links": ("a",)},
            [
                "links[0]: 'a' stands where fields are expected, such as 'name: Mary'.",
            ],
        ),
    ],
)
def test_what_does_not_hold_together_is_refused(
    fields: dict[str, Any], sentences: list[str]
) -> None:
    with pytest.raises(CaseError) as caught:
        SignedGraph(**fields)

    assert [str(problem) for problem in caught.value.problems] == sentences
