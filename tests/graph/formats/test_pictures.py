"""DOT and Mermaid show every node, link and sign, and no words break out of their label."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings

from negcycle.graph.convert import to_dot, to_mermaid
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.formats.rows import rows_of
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.cycle import Cycle
from negcycle.testing import HARD, cycle_graphs, signed_graphs

few = settings(max_examples=20)

MERMAID_NODE = re.compile(r'\s*(n\d+)\["([^"\n]*)"\]')
MERMAID_LINK = re.compile(r'\s*(n\d+) -->\|"([^"\n]*)"\| (n\d+)')
MERMAID_REST = re.compile(r'flowchart LR|  acc(Title|Descr): .*|  subgraph p\d+\["[^"]*"\]|  end|')
DOT_TEXT = r'"((?:[^"\\]|\\.)*)"'
SIGNS = {"+": 1, "-": -1, "?": 0}

SMALL = Cycle(
    partners={
        "john": {"name": "John", "chain": {"primary": 'hurt; "alone"', "behavior": ["a", "b"]}},
        "mary": {"name": "Mary"},
    }
)


def read_mermaid(label: str) -> str:
    """Return what Mermaid shows for a label."""
    for code in re.findall(r"#(\d+);", label):
        assert int(code) < 128 or int(code) in {0xB0, 0xB6}
    return html.unescape(re.sub(r"#(\d+);", r"&#\1;", label.replace("<br>", "\n")))


def read_dot(label: str) -> str:
    """Return what Graphviz shows for a label."""
    parts = re.findall(r"\\.|[^\\]+", label, flags=re.DOTALL)
    text = "".join({"\\n": "\n", "\\\\": "\\", '\\"': '"'}.get(part, part) for part in parts)
    return text.replace("&amp;", "&")


def lines_of(text: str) -> str:
    return re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text)


@given(signed_graphs())
def test_mermaid_shows_every_node_and_link(graph: SignedGraph) -> None:
    text = to_mermaid(graph)

    lines = text.split("\n")
    nodes = dict(found.groups() for found in map(MERMAID_NODE.fullmatch, lines) if found)
    links = [found.groups() for found in map(MERMAID_LINK.fullmatch, lines) if found]
    names = [read_mermaid(nodes[f"n{number}"]) for number in range(1, len(graph.nodes) + 1)]
    assert names == [lines_of(name) for name in graph.nodes]
    places = {name: f"n{number}" for number, name in enumerate(graph.nodes, start=1)}
    assert [(one, SIGNS[read_mermaid(sign)], other) for one, sign, other in links] == [
        (places[link.source], link.sign, places[link.target]) for link in graph.links
    ]
    rest = len(lines) - len(nodes) - len(links)
    assert sum(1 for line in lines if MERMAID_REST.fullmatch(line)) == rest


@given(signed_graphs())
def test_dot_shows_every_node_and_link(graph: SignedGraph) -> None:
    text = to_dot(graph)

    nodes = re.findall(rf"^  {DOT_TEXT} \[label={DOT_TEXT}\];$", text, flags=re.M | re.S)
    links = re.findall(
        rf"^  {DOT_TEXT} -> {DOT_TEXT} \[label={DOT_TEXT}, ", text, flags=re.M | re.S
    )
    assert [read_dot(label) for _, label in nodes] == [
        re.sub(r"\r\n?", "\n", name) for name in graph.nodes
    ]
    named = dict(zip((name for name, _ in nodes), graph.nodes, strict=True))
    assert [(named[one], named[other], SIGNS[sign]) for one, other, sign in links] == [
        (link.source, link.target, link.sign) for link in graph.links
    ]


@few
@given(cycle_graphs())
def test_everybody_has_a_frame_around_their_stations(graph: CycleGraph) -> None:
    partners = list(dict.fromkeys(node.partner for node in graph.nodes))

    frames = re.findall(r'subgraph p\d+\["(.*)"\]', to_mermaid(graph))
    clusters = re.findall(r'subgraph "cluster_(.*)" \{', to_dot(graph))

    assert [read_mermaid(frame) for frame in frames] == partners
    assert clusters == partners


@few
@given(cycle_graphs(max_partners=2))
def test_a_blank_station_is_a_question(graph: CycleGraph) -> None:
    labels = [row.label() for row in rows_of(graph).nodes]

    assert [label[1] == "?" for label in labels] == [
        node.is_blank or [entry.words for entry in node.entries] == ["?"]
        for node in graph.stations()
    ]


@pytest.mark.parametrize(
    "words", [*HARD, "style a:#1; b", "1. one", "#35;", "&lt;", "\\N", "%%{x}%%"]
)
def test_mermaid_and_markdown_see_only_letters(words: str) -> None:
    (line,) = [
        line for line in to_mermaid(SignedGraph(nodes=(words,))).split("\n") if "n1[" in line
    ]

    label = re.sub(r"#\d+;|<br>", "", line.strip().removeprefix('n1["').removesuffix('"]'))
    assert not re.search(r"""["#$%&()*+\-/:;<=>@\[\]\\^`{|}~_]""", label)
    assert not re.search(r"\d\.", label)


def test_mermaid_of_a_small_cycle_is_this() -> None:
    assert to_mermaid(SMALL) == (
        "flowchart LR\n"
        "  accTitle: A negative cycle: john, mary\n"
        "  accDescr: Nodes: 9. Links: 10. Plus means that the target goes the same way as the "
        "source, minus that it goes the other way.\n"
        '  subgraph p1["john"]\n'
        '    n1["primary<br>hurt#59; #34;alone#34;"]\n'
        '    n2["secondary<br>?"]\n'
        '    n3["perception<br>?"]\n'
        '    n4["behavior<br>a"]\n'
        '    n5["behavior<br>b"]\n'
        "  end\n"
        '  subgraph p2["mary"]\n'
        '    n6["primary<br>?"]\n'
        '    n7["secondary<br>?"]\n'
        '    n8["perception<br>?"]\n'
        '    n9["behavior<br>?"]\n'
        "  end\n"
        '  n1 -->|"#43;"| n2\n'
        '  n2 -->|"#43;"| n3\n'
        '  n3 -->|"#43;"| n4\n'
        '  n3 -->|"#43;"| n5\n'
        '  n6 -->|"#43;"| n7\n'
        '  n7 -->|"#43;"| n8\n'
        '  n8 -->|"#43;"| n9\n'
        '  n4 -->|"#45;"| n6\n'
        '  n5 -->|"#45;"| n6\n'
        '  n9 -->|"#45;"| n1\n'
    )


def test_dot_of_a_small_graph_is_this() -> None:
    link = SignedLink(source="a", target='"b\\', sign=-1, weight=0.5, delay=2)
    graph = SignedGraph(nodes=("a", '"b\\'), links=(link,))

    assert to_dot(graph) == (
        "digraph {\n"
        "  node [shape=box, style=rounded];\n"
        '  "a" [label="a"];\n'
        '  "\\"b\\\\" [label="\\"b\\\\"];\n'
        '  "a" -> "\\"b\\\\" [label="-", sign="-1", strength="0.5", delay="2.0"];\n'
        "}\n"
    )


def test_dot_frames_a_partner_and_dashes_what_is_blank() -> None:
    text = to_dot(SMALL)

    assert (
        '  subgraph "cluster_john" {\n'
        '    label="john";\n'
        '    "john.primary" [label="primary\\nhurt; \\"alone\\""];\n'
        '    "john.secondary" [label="secondary\\n?", style="rounded,dashed"];\n'
    ) in text
