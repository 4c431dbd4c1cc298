"""Node-link JSON is what NetworkX reads and writes, and what it says about a link is understood."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from negcycle.errors import ConversionError
from negcycle.graph.convert import from_node_link, to_networkx, to_node_link
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import cycle_graphs, signed_graphs

few = settings(max_examples=20)

NO_NAME = " cannot be a name. Write words, at most 2000 characters, without control characters."
NOT_NODE_LINK = (
    "This is not a graph in node-link form. It is an object with 'nodes' and 'edges', each a list "
    "of objects."
)


def everything_in(graph: nx.MultiDiGraph[Any]) -> tuple[Mapping[Hashable, Any], list[Any]]:
    return dict(graph.nodes(data=True)), sorted(graph.edges(data=True, keys=True), key=repr)


def one_link(**said: object) -> SignedLink:
    """Return how a link from a to b reads about which this is said."""
    edges = [{"source": "a", "target": "b", **said}]
    tree = {"nodes": [{"id": "a"}, {"id": "b"}], "edges": edges}
    (link,) = from_node_link(json.dumps(tree)).links
    return link


@given(signed_graphs())
def test_networkx_reads_it_as_the_graph_that_we_make(graph: SignedGraph) -> None:
    tree = json.loads(to_node_link(graph))

    read = nx.node_link_graph(tree, edges="edges")
    assert everything_in(read) == everything_in(to_networkx(graph))


@given(signed_graphs())
def test_we_read_what_networkx_writes(graph: SignedGraph) -> None:
    made = to_networkx(graph)

    for key in ("edges", "links"):
        read = from_node_link(json.dumps(nx.node_link_data(made, edges=key)))
        assert everything_in(to_networkx(read)) == everything_in(made)


@few
@given(cycle_graphs())
def test_a_station_of_a_cycle_says_whose_it_is_and_what_stands_there(graph: CycleGraph) -> None:
    made = to_networkx(graph)

    assert list(made) == [node.id for node in graph.stations()]
    for node in graph.stations():
        said = made.nodes[node.id]
        assert said["partner"] == node.partner
        assert said["kind"] == node.kind.value
        assert said["blank"] == node.is_blank
        assert said.get("words", "") == "; ".join(entry.words for entry in node.entries)


def test_a_link_carries_sign_weight_and_delay() -> None:
    link = SignedLink(source="a", target="b", sign=-1, weight=0.5, delay=2)
    graph = SignedGraph(nodes=("a", "b"), links=(link, link))

    made = to_networkx(graph)

    assert made.edges["a", "b", 1] == {"sign": -1, "weight": 0.5, "delay": 2.0}


@pytest.mark.parametrize(
    ("said", "sign", "weight"),
    [
        ({}, 1, 1.0),
        ({"weight": -0.5}, -1, 0.5),
        ({"weight": 3}, 1, 3.0),
        ({"weight": "2.5"}, 1, 2.5),
        ({"weight": 0, "sign": -1}, -1, 0.0),
        ({"sign": "-", "weight": -2}, -1, 2.0),
        ({"sign": "\N{MINUS SIGN}"}, -1, 1.0),
        ({"sign": 0}, 0, 1.0),
        ({"sign": None, "polarity": "negative"}, -1, 1.0),
        ({"polarity": "+", "weight": None}, 1, 1.0),
        ({"polarity": "?"}, 0, 1.0),
        ({"sign": 1, "polarity": "-"}, 1, 1.0),
    ],
)
def test_the_sign_stands_in_sign_or_polarity_or_before_the_weight(
    said: dict[str, object], sign: int, weight: float
) -> None:
    link = one_link(**said)

    assert (link.sign, link.weight) == (sign, weight)


def test_nodes_may_be_whole_numbers() -> None:
    tree = {"nodes": [{"id": 1}, {"id": 20}], "edges": [{"source": 20, "target": 1}]}

    assert from_node_link(json.dumps(tree)).links[0] == SignedLink(source="20", target="1")


def link_that_says(**said: object) -> dict[str, object]:
    edges = [{"source": "a", "target": "a"}, {"source": "a", "target": "a", **said}]
    return {"nodes": [{"id": "a"}], "edges": edges}


@pytest.mark.parametrize(
    ("tree", "sentence"),
    [
        ([], NOT_NODE_LINK),
        ({}, NOT_NODE_LINK),
        ({"nodes": []}, NOT_NODE_LINK),
        ({"nodes": [], "edges": {}}, NOT_NODE_LINK),
        ({"nodes": ["a"], "edges": []}, NOT_NODE_LINK),
        (
            {"nodes": [], "links": [], "directed": False},
            "The links of this graph have no direction. Save it as a directed graph.",
        ),
        (
            {"nodes": [{"id": "a"}, {"id": "a"}], "edges": []},
            "The node 'a' is named twice. Give each node a name of its own.",
        ),
        (
            {"nodes": [{"id": "a"}, {"name": "b"}], "edges": []},
            "Node 2: nothing" + NO_NAME,
        ),
        (
            {"nodes": [{"id": True}], "edges": []},
            "Node 1: 'true'" + NO_NAME,
        ),
        (
            {"nodes": [{"id": "a\x1b"}], "edges": []},
            "Node 1: 'a\\u001b'" + NO_NAME,
        ),
        (link_that_says(target="b"), "A link uses 'b', and no node is called this."),
        (
            link_that_says(sign="up"),
            "Link 2: 'up' is not a sign. Write '+', '-', or '?' where it is unknown.",
        ),
        (
            link_that_says(sign=True),
            "Link 2: 'true' is not a sign. Write '+', '-', or '?' where it is unknown.",
        ),
        (
            link_that_says(weight="much"),
            "Link 2: 'much' is not a number. Write it in digits, such as 0.5.",
        ),
        (
            link_that_says(weight=10**400),
            f"Link 2: '1{'0' * 56}...' is not a number. Write it in digits, such as 0.5.",
        ),
        (
            link_that_says(delay=-1),
            "Link 2: a delay of '-1' lies before the start. Write 0 or more.",
        ),
        (
            link_that_says(sign="+", weight=-2),
            "Link 2: the sign '+' and the weight '-2' contradict each other. Keep one of the two "
            "signs.",
        ),
        (
            link_that_says(weight=float("nan")),
            "Some number here is not finite, or far too long. Write plain numbers.",
        ),
    ],
)
def test_what_is_no_such_graph_is_a_sentence(tree: object, sentence: str) -> None:
    with pytest.raises(ConversionError) as caught:
        from_node_link(json.dumps(tree))

    assert str(caught.value) == sentence


def test_a_fault_of_the_json_has_a_line_and_a_column() -> None:
    with pytest.raises(ConversionError) as caught:
        from_node_link('{"nodes": [],\n "edges": [}')

    assert str(caught.value) == "Line 2, column 12: this is not JSON from here on."


def test_a_number_with_far_too_many_digits_is_a_sentence() -> None:
    with pytest.raises(ConversionError, match="far too long"):
        from_node_link(f'{{"nodes": [{"9" * 5000}]}}')
