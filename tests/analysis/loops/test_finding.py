"""Every loop is found once, whatever the graph looks like and however it is written down."""

from __future__ import annotations

import math
import random
import time
from collections import Counter
from itertools import pairwise
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.loops import enumerating
from negcycle.analysis.loops.arrows import arrows_of
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Loop, LoopSet, Polarity
from negcycle.errors import AnalysisError, ConversionError, UnknownName
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.simulation.published import (
    Bilinear,
    GottmanMurray,
    LauraPetrarch,
    Liebovitch,
    Strogatz,
)
from negcycle.testing import signed_graphs

DENSE = signed_graphs(max_nodes=7, max_links=22)


def of(*links: tuple[str, str, int]) -> SignedGraph:
    nodes = dict.fromkeys(end for source, target, _ in links for end in (source, target))
    return SignedGraph(
        nodes=tuple(nodes),
        links=[SignedLink(source=a, target=b, sign=sign) for a, b, sign in links],
    )


def turned(nodes: list[str]) -> tuple[str, ...]:
    first = nodes.index(min(nodes))
    return (*nodes[first:], *nodes[:first])


def by_networkx(graph: SignedGraph, max_length: int | None = None) -> Counter[tuple[str, ...]]:
    """Return each loop of nodes, as often as there are choices among links side by side."""
    beside = Counter((link.source, link.target) for link in graph.links)
    plain = nx.DiGraph(list(beside))
    return Counter(
        {
            turned(nodes): math.prod(beside[ends] for ends in pairwise([*nodes, nodes[0]]))
            for nodes in nx.simple_cycles(plain)
            if max_length is None or len(nodes) <= max_length
        }
    )


@given(DENSE)
def test_the_loops_are_those_that_networkx_finds(graph: SignedGraph) -> None:
    loops = find_loops(graph)

    assert loops.complete
    assert Counter(loop.nodes for loop in loops) == by_networkx(graph)
    assert len({loop.links for loop in loops}) == len({loop.id for loop in loops}) == len(loops)


@given(DENSE, st.integers(1, 7))
def test_no_loop_up_to_a_length_is_left_out(graph: SignedGraph, most: int) -> None:
    loops = find_loops(graph, max_length=most)

    assert loops.complete
    assert Counter(loop.nodes for loop in loops) == by_networkx(graph, most)


@pytest.mark.parametrize("most", [3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("seed", range(5))
def test_no_loop_up_to_a_length_is_left_out_of_a_larger_graph(seed: int, most: int) -> None:
    made = nx.gnm_random_graph(16, 40, seed=seed, directed=True)
    graph = of(*((f"n{a}", f"n{b}", 1) for a, b in made.edges))

    found = Counter(loop.nodes for loop in find_loops(graph, max_length=most))

    assert found == by_networkx(graph, most)


@given(DENSE)
def test_shorter_loops_come_first_and_then_it_goes_by_names(graph: SignedGraph) -> None:
    keys = [
        (loop.length, loop.nodes, [place for _, _, place in loop.links])
        for loop in find_loops(graph)
    ]

    assert keys == sorted(keys)


@given(DENSE, st.randoms(use_true_random=False))
def test_the_order_in_which_a_graph_is_written_changes_no_loop(
    graph: SignedGraph, chance: random.Random
) -> None:
    nodes, pairs = list(graph.nodes), list({(one.source, one.target) for one in graph.links})
    chance.shuffle(nodes)
    chance.shuffle(pairs)
    links = [one for pair in pairs for one in graph.links if (one.source, one.target) == pair]

    assert list(find_loops(SignedGraph(nodes=nodes, links=links))) == list(find_loops(graph))


@given(DENSE)
def test_signs_weights_and_delays_run_around_the_loop(graph: SignedGraph) -> None:
    beside: dict[tuple[str, str], list[SignedLink]] = {}
    for link in graph.links:
        beside.setdefault((link.source, link.target), []).append(link)

    for loop in find_loops(graph):
        along = [beside[source, target][place] for source, target, place in loop.links]
        sign = math.prod(link.sign for link in along)

        assert tuple(link.source for link in along) == loop.nodes
        assert loop.polarity is {1: Polarity.REINFORCING, -1: Polarity.BALANCING}.get(
            sign, Polarity.AMBIGUOUS
        )
        assert loop.delay == pytest.approx(sum(link.delay for link in along))
        assert loop.delayed == any(link.delay for link in along)
        if sign:
            weight = sign * math.prod(link.weight for link in along)
            assert loop.structural == pytest.approx(weight)
        else:
            assert loop.structural is None
        assert (loop.local, loop.scope, loop.partners, loop.crossings) == (None, None, (), 0)


@given(DENSE)
def test_every_loop_has_one_polarity(graph: SignedGraph) -> None:
    loops = find_loops(graph)
    parts = (loops.reinforcing, loops.balancing, loops.ambiguous)

    assert sorted(loop.id for part in parts for loop in part) == sorted(one.id for one in loops)
    assert {one.polarity for one in loops.balancing} <= {Polarity.BALANCING}


@given(DENSE)
def test_one_can_ask_for_the_loops_through_a_node_or_along_a_link(graph: SignedGraph) -> None:
    loops = find_loops(graph)

    for node in graph.nodes:
        assert list(loops.through(node)) == [one for one in loops if node in one.nodes]
    for link in graph.links:
        ends = (link.source, link.target)
        assert list(loops.through(ends)) == [
            one for one in loops if ends in {(a, b) for a, b, _ in one.links}
        ]


@given(DENSE, st.integers(1, 12))
def test_when_there_are_more_than_the_limit_the_shortest_are_kept(
    graph: SignedGraph, limit: int
) -> None:
    every, some = find_loops(graph), find_loops(graph, limit=limit)

    assert list(some) == list(every[:limit])
    assert some.complete == (len(every) <= limit)


def test_a_link_to_itself_is_a_loop_of_length_one() -> None:
    (loop,) = find_loops(of(("a", "a", -1)))

    assert (loop.nodes, loop.length, loop.polarity) == (("a",), 1, Polarity.BALANCING)


def test_links_side_by_side_make_loops_of_their_own() -> None:
    loops = find_loops(of(("a", "b", 1), ("a", "b", -1), ("b", "a", 1)))

    assert [loop.links for loop in loops] == [
        (("a", "b", 0), ("b", "a", 0)),
        (("a", "b", 1), ("b", "a", 0)),
    ]
    assert [loop.polarity for loop in loops] == [Polarity.REINFORCING, Polarity.BALANCING]


def test_arrows_that_were_read_already_are_taken_as_they_are() -> None:
    graph = of(("a", "b", 1), ("a", "b", -1), ("b", "a", 1))
    arrows = arrows_of(graph)

    assert find_loops(arrows).arrows is arrows
    assert list(find_loops(arrows)) == list(find_loops(graph))
    with pytest.raises(AnalysisError):
        find_loops(arrows, at="stuck")


def test_a_limit_may_be_larger_than_any_number_of_loops() -> None:
    assert len(find_loops(of(("a", "a", 1)), limit=10**30)) == 1


def test_an_id_stays_the_same_from_release_to_release() -> None:
    (loop,) = find_loops(of(("b", "a", 1), ("a", "b", 1)))

    assert loop.id == "loop-w2luwm6nua"


def test_a_set_is_a_sequence_that_says_what_it_holds() -> None:
    loops = find_loops(of(("a", "b", 1), ("b", "a", -1), ("b", "c", 1), ("c", "a", 0)))

    assert repr(loops) == "<LoopSet of 2 loops: 0 reinforcing, 1 balancing, 1 ambiguous>"
    assert (loops[0], loops[-1]) == tuple(loops)
    assert list(loops[1:]) == [loops[1]]
    assert loops.as_sets() == {frozenset(loop.links) for loop in loops}
    with pytest.raises(IndexError):
        loops[2]


def test_a_loop_can_be_given_a_name() -> None:
    loops = find_loops(of(("a", "b", 1), ("b", "a", -1), ("b", "c", 1), ("c", "a", 1)))
    named = loops.named({loops[1].id: "the long way"})

    assert [loop.name for loop in named] == [None, "the long way"]
    assert [loop.name for loop in named.reinforcing] == ["the long way"]
    assert [loop.name for loop in loops] == [None, None]


def test_a_graph_without_loops_has_none() -> None:
    for graph in (SignedGraph(nodes=()), of(("a", "b", 1), ("b", "c", 0))):
        loops = find_loops(graph)

        assert len(loops) == len(loops.reinforcing) == len(loops.between()) == 0
        assert loops.complete
        assert loops.as_sets() == frozenset()
    assert len(loops.through("a")) == len(loops.through(("a", "b"))) == 0


def test_a_graph_of_networkx_is_read_with_its_signs_and_partners() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("x", partner="ana")
    graph.add_node("y", partner="ben")
    graph.add_edge("x", "y", weight=-0.5)
    graph.add_edge("x", "y", sign="+", delay=2)
    graph.add_edge("y", "x")
    loops = find_loops(graph)

    assert [loop.structural for loop in loops] == [-0.5, 1.0]
    assert [loop.delay for loop in loops] == [0.0, 2.0]
    assert {(one.scope, one.crossings, one.partners) for one in loops} == {
        ("between", 2, ("ana", "ben"))
    }
    assert len(loops.between()) == 2
    assert len(loops.within("ana")) == 0


# -- models --------------------------------------------------------------------------------


def test_a_model_without_a_state_is_read_by_the_signs_of_its_links() -> None:
    (loop,) = loops = find_loops(Liebovitch(influence=(2, -2), delay=0.5))

    assert (loop.polarity, loop.delay, loop.local) == (Polarity.BALANCING, 1.0, None)
    assert loops.at is None


def test_at_a_state_a_model_is_read_by_its_jacobian() -> None:
    model = LauraPetrarch()
    state = {"laura": 0.3, "petrarch": -0.2, "poetry": 0.1}
    slopes = model.jacobian(np.array(list(state.values())))
    own = -np.diag(slopes)
    loops = find_loops(model, state=state)

    assert loops.at == "given"
    for loop in loops:
        gain = math.prod(
            slopes[model.names.index(target), model.names.index(source)]
            / own[model.names.index(target)]
            for source, target, _ in loop.links
        )
        assert loop.local == pytest.approx(gain)
        assert loop.polarity is (Polarity.REINFORCING if gain > 0 else Polarity.BALANCING)
    assert len(loops) == 2


def test_in_a_map_each_node_settles_by_what_it_does_not_keep() -> None:
    keep = (0.5, 0.25)
    influence = Bilinear(negative=0.5, positive=0.3)
    model = GottmanMurray(
        a=0.1,
        r1=keep[0],
        b=0.2,
        r2=keep[1],
        husband_on_wife=influence,
        wife_on_husband=influence,
        update="simultaneous",
    )
    (loop,) = find_loops(model, state=[1.0, 1.0])

    assert loop.local == pytest.approx(0.3 * 0.3 / ((1 - keep[0]) * (1 - keep[1])))


def test_the_local_gain_is_unknown_where_nothing_holds_a_node_back() -> None:
    (loop,) = find_loops(Strogatz(a=0, b=1, c=-1, d=0), state=[1.0, 1.0])

    assert (loop.polarity, loop.local) == (Polarity.BALANCING, None)


# -- it always ends ------------------------------------------------------------------------


def complete(count: int) -> SignedGraph:
    names = [f"n{n:02}" for n in range(count)]
    return of(*((a, b, 1) for a in names for b in names if a != b))


def diamonds(count: int) -> SignedGraph:
    """Return diamonds in a row, closed into a ring: 2 to the power of `count` loops."""
    rows = (
        ((f"a{n}", f"{way}{n}", 1), (f"{way}{n}", f"a{(n + 1) % count}", 1))
        for n in range(count)
        for way in "bc"
    )
    return of(*(link for row in rows for link in row))


def open_diamonds(count: int) -> SignedGraph:
    """Return a ring of diamonds that is cut open, but for one short loop at its beginning."""
    ring = diamonds(count).links
    cut = (link for link in ring if link.target != "a0")
    return of(*((one.source, one.target, 1) for one in cut), ("b0", "a0", 1))


def side_by_side(count: int) -> SignedGraph:
    """Return a ring in which each link has another one beside it."""
    return of(*((f"n{n}", f"n{(n + 1) % count}", sign) for n in range(count) for sign in (1, -1)))


@pytest.mark.parametrize(
    ("graph", "bounds"),
    [
        (complete(30), {"limit": 10**9}),
        (complete(30), {"limit": 10**9, "max_length": 12}),
        (diamonds(200), {"limit": 10**9}),
        (diamonds(200), {"limit": 10**9, "max_length": 400}),
        (side_by_side(64), {"limit": 10**9}),
    ],
    ids=["complete", "complete-bounded", "diamonds", "diamonds-bounded", "side-by-side"],
)
def test_a_search_without_end_stops_in_time(
    monkeypatch: pytest.MonkeyPatch, graph: SignedGraph, bounds: dict[str, Any]
) -> None:
    monkeypatch.setattr(enumerating, "MOST_PLACES", 10_000_000)
    start = time.monotonic()
    loops = find_loops(graph, seconds=0.1, **bounds)

    assert time.monotonic() - start < 5
    assert not loops.complete
    assert len(loops) > 100


def test_what_is_kept_of_a_huge_number_are_the_shortest() -> None:
    loops = find_loops(complete(30), limit=10_000)

    assert Counter(loop.length for loop in loops) == {2: 435, 3: 8120, 4: 10_000 - 435 - 8120}
    assert not loops.complete


def test_dead_ends_cost_no_time() -> None:
    for most in (None, 100):
        loops = find_loops(open_diamonds(300), max_length=most)

        assert (loops.complete, len(loops)) == (True, 1)
    short = find_loops(diamonds(100), max_length=199)
    assert (short.complete, len(short)) == (True, 0)


def test_long_loops_go_by_names_too() -> None:
    nodes = [loop.nodes for loop in find_loops(diamonds(10), limit=2_000)]

    assert len(nodes) == 1024
    assert nodes == sorted(nodes)


def test_a_long_ring_is_no_trouble() -> None:
    names = [f"n{n:05}" for n in range(5_000)]
    (loop,) = find_loops(of(*((a, b, -1) for a, b in pairwise([*names, names[0]]))))

    assert (loop.length, loop.polarity) == (5_000, Polarity.REINFORCING)


# -- what is refused -----------------------------------------------------------------------

TWO = of(("alarm", "distance", 1), ("distance", "alarm", 1))


@pytest.mark.parametrize(
    ("bounds", "sentence"),
    [
        ({"limit": 0}, "'limit' is a whole number from 1 up, and 0 is not."),
        ({"limit": 1.5}, "'limit' is a whole number from 1 up, and 1.5 is not."),
        ({"max_length": 0}, "'max_length' is a whole number from 1 up, and 0 is not."),
        ({"max_length": True}, "'max_length' is a whole number from 1 up, and True is not."),
        ({"seconds": 0}, "'seconds' is a number above 0, and 0 is not."),
        ({"seconds": math.nan}, "'seconds' is a number above 0, and nan is not."),
        ({"seconds": "3"}, "'seconds' is a number above 0, and 3 is not."),
        (
            {"at": "stuck"},
            "A plain graph has no states, so its loops cannot be read at one. Leave 'at' and "
            "'state' out.",
        ),
    ],
)
def test_bounds_that_make_no_sense_are_refused(bounds: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        find_loops(TWO, **bounds)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    ("graph", "asked", "sentence"),
    [
        ("cycle.yaml", {}, "'str' is no cycle, graph or model. Load the file first."),
        (
            LauraPetrarch(),
            {"at": "stuck"},
            "Only a couple has a state called 'stuck'. Give the state of a model as 'state', or "
            "leave 'at' out.",
        ),
        (
            LauraPetrarch(),
            {"state": {"laura": 1}},
            "A state of this model is 3 finite numbers, one for each of: laura, petrarch, poetry.",
        ),
        (
            LauraPetrarch(),
            {"state": [1.0, math.inf, 0.0]},
            "A state of this model is 3 finite numbers, one for each of: laura, petrarch, poetry.",
        ),
    ],
)
def test_what_has_no_loops_is_refused(graph: Any, asked: dict[str, Any], sentence: str) -> None:
    with pytest.raises(AnalysisError) as caught:
        find_loops(graph, **asked)

    assert str(caught.value) == sentence


def test_a_graph_without_directions_is_refused() -> None:
    with pytest.raises(ConversionError, match="no direction"):
        find_loops(nx.Graph([("a", "b")]))


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (
            lambda loops: loops.through("distanse"),
            "No node is called 'distanse'. Did you mean 'distance'?",
        ),
        (lambda loops: loops.through(("alarm", "zzz")), "No node is called 'zzz'."),
        (lambda loops: loops.within("jon"), "No partner has the key 'jon' here."),
        (lambda loops: loops.named({"loop-x": "x"}), "No loop has the id 'loop-x' here."),
    ],
)
def test_unknown_names_are_told(ask: Any, sentence: str) -> None:
    with pytest.raises(UnknownName) as caught:
        ask(find_loops(TWO))

    assert str(caught.value) == sentence


def test_an_unknown_state_of_a_model_is_told() -> None:
    with pytest.raises(UnknownName, match=r"No state is called 'lara'\. Did you mean 'laura'\?"):
        find_loops(LauraPetrarch(), state={"lara": 1.0})


def test_loops_are_values() -> None:
    loops = find_loops(TWO)

    assert isinstance(loops, LoopSet)
    assert isinstance(loops[0], Loop)
    assert loops[0] == find_loops(TWO)[0]
    assert nc.errors.AnalysisError is AnalysisError
