"""What a loop map says: which loops it names, which it draws strongly, what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.drawing.loopmap.reading import MOST_BADGES, content_of
from negcycle.errors import AnalysisError, SimulationError, UnknownName
from negcycle.testing import signed_graphs

Maps = Callable[[str], Any]

FIX = nc.SignedGraph.model_validate(
    {
        "nodes": ["problem", "quick fix", "real answer"],
        "links": [
            {"source": "problem", "target": "quick fix"},
            {"source": "quick fix", "target": "problem", "sign": -1},
            {"source": "problem", "target": "real answer", "delay": 3},
            {"source": "real answer", "target": "problem", "sign": -1, "weight": 2},
            {"source": "quick fix", "target": "real answer", "sign": 0},
        ],
    }
)


def said(graph: Any, **options: Any) -> list[str]:
    return nc.draw_loops(graph, **options).scene.description.splitlines()


# -- the text alternative -------------------------------------------------------------------------


def test_the_text_says_the_loops_then_the_nodes_then_the_arrows() -> None:
    assert said(FIX) == [
        "What moves what, and where it comes round",
        "There are 3 feedback loops: 2 balancing, 1 not known which of the two.",
        "Loops, the strongest first:",
        "  B1, balancing: problem → real answer → problem",
        "    problem → real answer → problem",
        "  B2, balancing: problem → quick fix → problem",
        "    problem → quick fix → problem",
        "  ?1, not known which of the two: problem → quick fix → real answer → problem",
        "    problem → quick fix → real answer → problem",
        "What goes up and down:",
        "  problem",
        "  quick fix",
        "  real answer",
        "Arrows:",
        "  problem → quick fix: + (moves it the same way)",
        "  problem → real answer: + (moves it the same way), late",
        "  quick fix → problem: \N{MINUS SIGN} (moves it the other way)",
        "  quick fix → real answer: ? (which way is not known)",
        "  real answer → problem: \N{MINUS SIGN} (moves it the other way)",
    ]


def test_of_a_couple_it_says_where_the_signs_were_read_and_that_strengths_are_assumed(
    drawn: Maps,
) -> None:
    lines = drawn("couple").scene.description.splitlines()

    assert lines[1:5] == [
        "There are 13 feedback loops, all of them reinforcing.",
        "The signs are those of where the two settle from calm.",
        "All strengths behind it are assumed, not measured.",
        "Partners: John, Mary.",
    ]
    assert "  R1, reinforcing: the infinity loop" in lines
    assert "  John: secondary emotion → John: perception: + (moves it the same way)" in lines
    assert "  Mary: openness (changes slowly)" in lines


def test_what_is_empty_or_has_no_loop_says_so() -> None:
    empty, tree = nc.SignedGraph(nodes=()), nc.SignedGraph(nodes=("a", "b"))

    assert said(empty)[1:] == ["There is nothing in this graph yet, so there is nothing to draw."]
    assert said(tree)[1] == ("No arrow leads back to where it began, so there is no feedback loop.")


@settings(max_examples=10)
@given(signed_graphs(max_nodes=5, max_links=8, parallel=False))
def test_picture_and_text_name_the_same_loops(graph: nc.SignedGraph) -> None:
    scene = nc.draw_loops(graph).scene
    badges = [text.text for text in scene.pages[0].texts("badge")]
    listed = re.findall(r"^  ([RB?]\d+), ", scene.description, re.MULTILINE)

    assert sorted(badges) == sorted(listed)
    assert len(badges) == min(len(nc.find_loops(graph)), MOST_BADGES)


# -- any graph ------------------------------------------------------------------------------------


def test_every_kind_of_graph_can_be_drawn(drawn: Maps) -> None:
    cycle = drawn("couple").graph
    graph = nc.build_graph(cycle)
    system = nc.compile_system(cycle)
    expected = drawn("couple").scene.pages[0].items

    assert nc.draw_loops(graph).scene.pages[0].items == expected
    assert nc.draw_loops(system).scene.pages[0].items == expected
    assert len(said(nc.find_loops(cycle).within("john"))) < len(said(cycle))


def test_a_graph_of_networkx_is_drawn_as_the_signed_graph_it_holds() -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(FIX.nodes)
    for link in FIX.links:
        said_of = {"sign": link.sign, "weight": link.weight, "delay": link.delay}
        graph.add_edge(link.source, link.target, **said_of)

    assert said(graph) == said(FIX)


def test_what_is_no_graph_is_refused_as_by_the_search() -> None:
    with pytest.raises(AnalysisError):
        nc.draw_loops(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(SimulationError, match="alone in this case"):
        nc.draw_loops(nc.Cycle(partners={"ana": {"name": "Ana"}}))


def test_a_paper_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnknownName) as caught:
        nc.draw_loops(FIX, paper="A4")

    assert str(caught.value) == "'A4' is not a paper. Did you mean 'a4'?"


# -- one loop strongly ----------------------------------------------------------------------------


@pytest.mark.parametrize("called", ["B2", "problem → quick fix → problem", "id", "quick fix"])
def test_a_loop_is_found_by_its_badge_name_id_or_node(called: str) -> None:
    loops = nc.find_loops(FIX)
    wanted = loops.through(("quick fix", "problem"))[0]
    content = content_of(loops, loop=wanted.id if called == "id" else called)

    assert content.strong is not None
    assert content.loops[content.strong].id == wanted.id


def test_a_loop_is_found_by_the_name_somebody_gave_it() -> None:
    loops = nc.find_loops(FIX)
    named = loops.named({loops[0].id: "the patch"})

    assert "Drawn strongly: B2, the patch." in said(named, loop="the patch")


def test_the_one_loop_stands_out_and_the_rest_is_pale() -> None:
    (page,) = nc.draw_loops(FIX, loop="B2").scene.pages
    widths = {line.of: line.width for line in page.lines("arrow")}
    strong = {"problem>quick fix", "quick fix>problem"}
    (badge,) = page.texts("badge")

    assert min(widths[one] for one in strong) > 2 * max(
        wide for one, wide in widths.items() if one not in strong
    )
    assert badge.text == "B2"


def test_a_name_that_is_no_loop_and_no_node_is_refused_with_a_hint() -> None:
    with pytest.raises(UnknownName) as caught:
        nc.draw_loops(FIX, loop="quick fx")

    assert str(caught.value) == (
        "No loop or node here is called 'quick fx'. Did you mean 'quick fix'?"
    )


def test_a_node_on_no_loop_is_refused() -> None:
    tree = nc.SignedGraph.model_validate(
        {"nodes": ["a", "b"], "links": [{"source": "a", "target": "b"}]}
    )
    with pytest.raises(UnknownName) as caught:
        nc.draw_loops(tree, loop="a")

    assert str(caught.value) == (
        "No loop runs through 'a'. Choose another node, or leave `loop` out."
    )


def test_a_weak_loop_that_is_asked_for_has_a_badge_all_the_same(drawn: Maps) -> None:
    loops = drawn("twelve nodes, many arrows").loops
    strongest = {loop.id for loop in content_of(loops).loops}
    weak = next(loop for loop in reversed(loops) if loop.id not in strongest)
    content = content_of(loops, loop=weak.id)

    assert len(content.loops) == MOST_BADGES
    assert content.strong is not None
    assert content.loops[content.strong].id == weak.id


def test_a_loop_too_long_for_a_page_is_not_drawn_and_told() -> None:
    nodes = [f"node {number}" for number in range(80)]
    links = [{"source": one, "target": nodes[place - 1]} for place, one in enumerate(nodes)]
    ring = nc.SignedGraph.model_validate({"nodes": nodes, "links": links})

    assert said(ring, loop="node 3")[1:4] == [
        "There is one feedback loop, and it is reinforcing.",
        "The loop that was asked for runs through 80 nodes, too many for one page.",
        "Of 80 nodes the 60 that count most are drawn.",
    ]
    assert "No badge has room on the page." in said(ring)


# -- a notebook -----------------------------------------------------------------------------------


def test_loops_show_themselves_as_their_map() -> None:
    html = nc.find_loops(FIX)._repr_html_()

    assert html.startswith("<figure")
    assert 'alt="Causal loop diagram. What moves what' in html
    assert "B1, balancing: problem → real answer → problem" in html
    assert "<script" not in html
