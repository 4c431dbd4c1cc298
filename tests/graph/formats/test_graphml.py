"""GraphML is exchanged with NetworkX, and XML from strangers may declare and fetch nothing."""

from __future__ import annotations

from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from negcycle.errors import ConversionError
from negcycle.graph.convert import from_graphml, to_graphml, to_networkx
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.testing import cycle_graphs, signed_graphs

few = settings(max_examples=20)

SPACE = "http://graphml.graphdrawing.org/xmlns"


def graphml(inside: str, keys: str = "", direction: str = "directed") -> str:
    graph = f'<graph edgedefault="{direction}">{inside}</graph>'
    return f'<graphml xmlns="{SPACE}">{keys}{graph}</graphml>'


def ends_and_data(graph: nx.Graph[Any]) -> list[str]:
    return sorted(repr((source, target, data)) for source, target, data in graph.edges(data=True))


@given(signed_graphs())
def test_networkx_reads_what_we_write(graph: SignedGraph) -> None:
    read: Any = nx.parse_graphml(to_graphml(graph), force_multigraph=True)

    assert list(read) == list(graph.nodes)
    assert ends_and_data(read) == ends_and_data(to_networkx(graph))


@few
@given(cycle_graphs(max_partners=2))
def test_networkx_reads_what_is_known_about_a_station(graph: CycleGraph) -> None:
    read: Any = nx.parse_graphml(to_graphml(graph))

    assert dict(read.nodes(data=True)) == dict(to_networkx(graph).nodes(data=True))


@given(signed_graphs())
def test_we_read_what_networkx_writes(graph: SignedGraph) -> None:
    made = to_networkx(graph)

    read = to_networkx(from_graphml("\n".join(nx.generate_graphml(made))))

    assert list(read) == list(made)
    assert ends_and_data(read) == ends_and_data(made)


def test_a_graph_inside_a_node_is_read_as_part_of_the_whole() -> None:
    inner = '<graph edgedefault="directed"><node id="b"/><edge source="b" target="a"/></graph>'
    text = graphml(f'<node id="a">{inner}</node><edge source="a" target="b"/>')

    read = from_graphml(text)

    assert read.nodes == ("a", "b")
    assert {(link.source, link.target) for link in read.links} == {("a", "b"), ("b", "a")}


def test_a_default_holds_where_an_edge_says_nothing() -> None:
    keys = '<key id="k" for="edge" attr.name="polarity"><default>-</default></key>'
    edges = '<edge source="a" target="a"/><edge source="a" target="a"><data key="k">+</data></edge>'

    read = from_graphml(graphml(f'<node id="a"/>{edges}', keys))

    assert [link.sign for link in read.links] == [-1, 1]


def test_data_that_is_not_about_edges_says_nothing_about_a_link() -> None:
    keys = '<key id="k" for="node" attr.name="sign"/>'
    edge = '<edge source="a" target="a"><data key="k">no sign</data><data>x</data></edge>'

    read = from_graphml(graphml(f'<node id="a"><data key="k">x</data></node>{edge}', keys))

    assert read.links == (SignedLink(source="a", target="a"),)


def test_one_edge_may_have_a_direction_where_the_others_have_none() -> None:
    edge = '<edge source="a" target="a" directed="true"/>'

    assert len(from_graphml(graphml(f'<node id="a"/>{edge}', direction="undirected")).links) == 1


NO_DIRECTION = "The links of this graph have no direction. Save it as a directed graph."
NO_NAME = " cannot be a name. Write words, at most 2000 characters, without control characters."
NOT_GRAPHML = "This is not GraphML. It begins with 'graphml', and holds a 'graph'."
DTD = (
    "This XML declares a document type or entities, which are not read. Take out the '<!DOCTYPE' "
    "part."
)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1, column 1: this is not XML from here on."),
        ("<graphml>\n<graph>\n</graphml>", "Line 3, column 3: this is not XML from here on."),
        ("<html/>", NOT_GRAPHML),
        ("<graphml/>", NOT_GRAPHML),
        ("<graph/>", NOT_GRAPHML),
        (graphml('<node id="a"/><edge source="a" target="a"/>', direction="un"), NO_DIRECTION),
        (
            graphml('<node id="a"/><edge source="a" target="a" directed="false"/>'),
            NO_DIRECTION,
        ),
        (
            graphml("<hyperedge/>"),
            "This graph holds an edge between more than two nodes. Write it as links between two.",
        ),
        (
            graphml("<node/>"),
            "Node 1: nothing" + NO_NAME,
        ),
        (
            graphml('<node id="a"/><edge source="a"/>'),
            "Link 1: nothing" + NO_NAME,
        ),
        (
            graphml('<node id="a"/><edge source="a" target="b"/>'),
            "A link uses 'b', and no node is called this.",
        ),
        (
            graphml(
                '<node id="a"/><edge source="a" target="a"><data key="w">inf</data></edge>',
                '<key id="w" for="edge" attr.name="weight"/>',
            ),
            "Link 1: 'inf' is not a number. Write it in digits, such as 0.5.",
        ),
        ("<!DOCTYPE graphml><graphml/>", DTD),
        ('<!DOCTYPE g [<!ENTITY a "aaa"><!ENTITY b "&a;&a;">]><graphml>&b;</graphml>', DTD),
        ('<!DOCTYPE g SYSTEM "file:///etc/passwd"><graphml/>', DTD),
        ('<!DOCTYPE g [<!ENTITY x SYSTEM "file:///etc/passwd">]><graphml>&x;</graphml>', DTD),
        ('<?xml version="1.0" encoding="klingon"?><graphml/>', None),
        ("<graphml>\ud800</graphml>", "This is not text in UTF-8. Save it as UTF-8."),
    ],
)
def test_what_is_no_such_graph_is_a_sentence(text: str, sentence: str | None) -> None:
    with pytest.raises(ConversionError) as caught:
        from_graphml(text if sentence else text.encode())

    assert sentence is None or str(caught.value) == sentence


def test_a_billion_laughs_are_refused_before_the_first() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    bomb = f"<!DOCTYPE graphml [{laughs}]><graphml><graph><node id='&l9;'/></graph></graphml>"
    by_parameter = '<!DOCTYPE graphml [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]><graphml/>'

    for text in (bomb, by_parameter):
        for content in (text, text.encode(), text.encode("utf-16")):
            with pytest.raises(ConversionError) as caught:
                from_graphml(content)

            assert str(caught.value) == DTD
