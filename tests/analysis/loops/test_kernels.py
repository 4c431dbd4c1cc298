"""Whatever searches for loops finds the same: plain Python and machine code, to the last byte."""

from __future__ import annotations

import math
import random
import subprocess
import sys
import time
from collections import Counter
from math import comb, factorial
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.analysis.loops import enumerating
from negcycle.analysis.loops.enumerating import Kernel, Paths, simple_loops
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.kernels.finding import Pairs
from negcycle.analysis.loops.loop_set import LoopSet
from negcycle.errors import AnalysisError
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.system.machine_code import is_installed
from negcycle.testing import signed_graphs

NEVER = math.inf
KERNELS: list[Kernel] = ["python", "numba"]
needs_numba = pytest.mark.skipif(
    not is_installed(), reason="numba is not installed: pip install 'negcycle[fast]'"
)
each_kernel = pytest.mark.parametrize(
    "kernel", ["python", pytest.param("numba", marks=needs_numba)]
)


def pairs_of(graph: nx.DiGraph) -> Pairs:
    edges = sorted(graph.edges)
    return Pairs(len(graph), [source for source, _ in edges], [target for _, target in edges])


def nodes_of(pairs: Pairs, kernel: Kernel, **bounds: Any) -> list[tuple[int, ...]]:
    """Return the nodes of each loop, once it is sure that its pairs are joined end to end."""
    found = simple_loops(pairs, deadline=NEVER, kernel=kernel, **{"limit": 10**9, **bounds})
    path, loops, first = found.loops.path.tolist(), [], 0
    for length in found.loops.lengths.tolist():
        along = path[first : first + length]
        first += length
        sources = [pairs.sources[pair] for pair in along]
        assert [pairs.targets[pair] for pair in along] == [*sources[1:], sources[0]]
        loops.append(tuple(sources))
    return loops


def by_networkx(graph: nx.DiGraph, max_length: int | None = None) -> list[tuple[int, ...]]:
    """Return the loops that NetworkX finds, each from its smallest node, in our order."""
    loops = nx.simple_cycles(graph, length_bound=max_length)
    turned = ((*one[one.index(min(one)) :], *one[: one.index(min(one))]) for one in loops)
    return sorted(turned, key=lambda nodes: (len(nodes), nodes))


@st.composite
def plain_graphs(draw: st.DrawFn) -> nx.DiGraph:
    """Draw a graph of up to nine nodes, from a few links to as many as there can be."""
    n = draw(st.integers(1, 9))
    ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
    graph = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from(draw(st.lists(ends, max_size=24)))
    return graph


def a_random_graph(seed: int, *, nodes: int = 25) -> nx.DiGraph:
    links = random.Random(seed).randint(nodes, 2 * nodes)
    return nx.gnm_random_graph(nodes, links, seed=seed, directed=True)


@each_kernel
@given(graph=plain_graphs())
def test_the_loops_and_their_order_are_right(kernel: Kernel, graph: nx.DiGraph) -> None:
    assert nodes_of(pairs_of(graph), kernel) == by_networkx(graph)


@each_kernel
@given(graph=plain_graphs(), most=st.integers(1, 9))
def test_the_loops_up_to_a_length_are_right(kernel: Kernel, graph: nx.DiGraph, most: int) -> None:
    assert nodes_of(pairs_of(graph), kernel, max_length=most) == by_networkx(graph, most)


@each_kernel
@pytest.mark.parametrize("seed", range(12))
def test_larger_graphs_are_right_too(kernel: Kernel, seed: int) -> None:
    graph = a_random_graph(seed)

    assert nodes_of(pairs_of(graph), kernel) == by_networkx(graph)
    assert nodes_of(pairs_of(graph), kernel, max_length=6) == by_networkx(graph, 6)


@each_kernel
@given(graph=plain_graphs(), limit=st.integers(1, 12))
def test_what_is_kept_under_a_limit_is_the_beginning_of_all(
    kernel: Kernel, graph: nx.DiGraph, limit: int
) -> None:
    assert nodes_of(pairs_of(graph), kernel, limit=limit) == by_networkx(graph)[:limit]


@needs_numba
@given(
    signed_graphs(max_nodes=7, max_links=22),
    st.one_of(st.none(), st.integers(1, 7)),
    st.sampled_from([1, 3, 10, 10**9]),
)
def test_all_that_is_known_of_loops_is_the_same_to_the_last_byte(
    graph: SignedGraph, most: int | None, limit: int
) -> None:
    plain, compiled = (
        find_loops(graph, kernel=kernel, max_length=most, limit=limit) for kernel in KERNELS
    )

    assert plain.complete == compiled.complete
    for column in ("path", "lengths", "structural", "delays", "crossings"):
        one, other = getattr(plain, column), getattr(compiled, column)
        assert (one.dtype, one.tobytes()) == (other.dtype, other.tobytes())
    assert list(plain) == list(compiled)


@st.composite
def graphs_without_links_side_by_side(draw: st.DrawFn) -> SignedGraph:
    """Draw a graph with chances for chains, as half of its nodes have few links."""
    graph, chance = draw(plain_graphs()), draw(st.randoms(use_true_random=False))
    links = [
        SignedLink(
            source=f"n{a}",
            target=f"n{b}",
            sign=chance.choice((1, -1, 1, -1, 1, 0)),
            weight=chance.choice((0.0, 0.3, 0.7, 1.9, 1e-160, 1e160)),
            delay=chance.choice((0.0, 0.0, 0.1, 0.7)),
        )
        for a, b in graph.edges
    ]
    return SignedGraph(nodes=tuple(f"n{n}" for n in graph), links=links)


COLUMNS = ("structural", "signs", "delays", "crossings", "lengths", "path")


def columns_of(loops: LoopSet) -> list[tuple[Any, bytes]]:
    """Return all columns, the one last for which loops are written out."""
    found = [getattr(loops, column) for column in COLUMNS]
    return [(column.dtype, column.tobytes()) for column in found]


@needs_numba
@given(graphs_without_links_side_by_side(), st.one_of(st.none(), st.integers(2, 9)))
def test_loops_kept_as_a_tree_answer_as_if_they_were_written_out(
    graph: SignedGraph, most: int | None
) -> None:
    from negcycle.analysis.loops.kernels.compiled.tree import Tree

    plain, compiled = (find_loops(graph, kernel=kernel, max_length=most) for kernel in KERNELS)

    assert isinstance(compiled.loops, Tree)
    assert [compiled[place] for place in range(len(compiled))] == list(plain)
    for ask in (
        lambda loops: loops.through("n0"),
        lambda loops: loops.through("n0").through("n0"),
        lambda loops: loops[1::2],
        lambda loops: loops[2:5],
        lambda loops: loops.between(),
        lambda loops: loops.balancing,
        lambda loops: loops.named({}),
    ):
        assert columns_of(ask(compiled)) == columns_of(ask(plain))
        assert list(ask(compiled)) == list(ask(plain))


@needs_numba
@settings(max_examples=25)
@given(plain_graphs(), st.one_of(st.none(), st.integers(2, 9)), st.sampled_from([1, 2, 13]))
def test_machine_code_may_stop_anywhere_to_look_at_the_clock_or_to_make_room(
    graph: nx.DiGraph, most: int | None, steps: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"STEPS": steps, "LEAST_ROOM": 1, "WAYS": 1, "PAIRS": 1}.items():
            patch.setattr(f"negcycle.analysis.loops.kernels.compiled.search._{name}", value)
        patch.setattr("negcycle.analysis.loops.kernels.compiled.search._SPARE", [])

        assert nodes_of(pairs_of(graph), "numba", max_length=most) == by_networkx(graph, most)


@needs_numba
def test_gains_are_the_same_before_and_after_numba_was_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = random.Random(1)
    links = [
        SignedLink(
            source=f"n{a:02}",
            target=f"n{b:02}",
            sign=chance.choice((1, -1)),
            weight=chance.random(),
        )
        for a, b in nx.gnm_random_graph(20, 60, seed=1, directed=True).edges
    ]
    graph = SignedGraph(nodes=tuple(f"n{n:02}" for n in range(20)), links=links)
    compiled, plain = (find_loops(graph, kernel=kernel) for kernel in ("numba", "python"))
    written = find_loops(graph, kernel="python")
    known = compiled.structural.tobytes(), len(compiled.reinforcing)
    assert (written.structural.tobytes(), len(written.reinforcing)) == known
    monkeypatch.setattr("negcycle.analysis.loops.kernels.spelled.is_loaded", lambda: False)

    assert len(plain) > 100
    assert (plain.structural.tobytes(), len(plain.reinforcing)) == known


def family(members: int) -> nx.DiGraph:
    """Return so many members of a family, each of whom acts on each other one in three ways.

    Three links lead from each one to each other, and six loops run within each one. A loop through
    k of them can go around in (k - 1)! orders, along 3 to the power of k links.
    """
    graph = nx.DiGraph()
    for n in range(members):
        one = f"{n}."
        nx.add_path(graph, (one + "primary", one + "secondary", one + "perception"))
        for back in (
            ("perception", "primary"),
            ("perception", "secondary"),
            ("secondary", "primary"),
        ):
            graph.add_edge(one + back[0], one + back[1])
        nx.add_path(graph, (one + "secondary", one + "openness", one + "resentment"))
        nx.add_path(graph, (one + "resentment", one + "openness", one + "secondary"))
        graph.add_edge(one + "resentment", one + "secondary")
        for way in "abc":
            graph.add_edge(one + "perception", one + way)
            for other in set(range(members)) - {n}:
                graph.add_edge(one + way, f"{other}.primary")
    return nx.convert_node_labels_to_integers(graph, ordering="sorted")


@pytest.mark.parametrize(
    ("kernel", "members"),
    [("python", 3), ("python", 4), *(pytest.param("numba", n, marks=needs_numba) for n in (4, 6))],
)
def test_the_loops_of_a_family_can_be_counted_by_hand(kernel: Kernel, members: int) -> None:
    between = (comb(members, k) * factorial(k - 1) * 3**k for k in range(2, members + 1))
    found = simple_loops(pairs_of(family(members)), limit=10**9, deadline=NEVER, kernel=kernel)

    assert found.complete
    assert len(found.loops.lengths) == sum(between) + 6 * members


# -- it always ends ------------------------------------------------------------------------


def diamonds(count: int) -> nx.DiGraph:
    """Return diamonds in a row, closed into a ring: 2 to the power of `count` loops."""
    graph = nx.DiGraph()
    for n in range(count):
        for way in (1, 2):
            nx.add_path(graph, (3 * n, 3 * n + way, 3 * ((n + 1) % count)))
    return graph


def open_diamonds(count: int) -> nx.DiGraph:
    """Return a ring of diamonds that is cut open, but for one short loop at its beginning."""
    graph = diamonds(count)
    graph.remove_edges_from([(3 * count - 2, 0), (3 * count - 1, 0)])
    graph.add_edge(1, 0)
    return graph


@needs_numba
@pytest.mark.parametrize(
    ("graph", "most"),
    [
        (nx.complete_graph(30, nx.DiGraph), None),
        (nx.complete_graph(30, nx.DiGraph), 12),
        (diamonds(200), None),
        (diamonds(200), 400),
    ],
    ids=["complete", "complete-bounded", "diamonds", "diamonds-bounded"],
)
def test_machine_code_looks_at_the_clock(
    monkeypatch: pytest.MonkeyPatch, graph: nx.DiGraph, most: int | None
) -> None:
    monkeypatch.setattr(enumerating, "MOST_PLACES", 10_000_000)

    def search() -> Paths:
        deadline = time.monotonic() + 0.1
        pairs = pairs_of(graph)
        return simple_loops(pairs, limit=10**9, deadline=deadline, max_length=most, kernel="numba")

    search()  # what is translated or loaded first takes its time
    start = time.monotonic()
    found = search()

    assert time.monotonic() - start < 5
    assert not found.complete
    assert len(found.loops.lengths) > 100


@each_kernel
def test_dead_ends_and_long_chains_cost_no_time(kernel: Kernel) -> None:
    for graph, count in (
        (open_diamonds(300), 1),
        (nx.cycle_graph(5_000, nx.DiGraph), 1),
        (nx.path_graph(5_000, nx.DiGraph), 0),
    ):
        for most in (None, 5_000):
            bounds = {"limit": 10, "deadline": time.monotonic() + 60, "max_length": most}
            found = simple_loops(pairs_of(graph), kernel=kernel, **bounds)

            assert (found.complete, len(found.loops.lengths)) == (True, count)


@each_kernel
def test_loops_fill_no_more_memory_than_there_is(
    kernel: Kernel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(enumerating, "MOST_PLACES", 50)
    graph = nx.complete_graph(6, nx.DiGraph)
    found = simple_loops(pairs_of(graph), limit=10**9, deadline=NEVER, kernel=kernel)

    assert Counter(found.loops.lengths.tolist()) == {2: 15, 3: 6}
    assert not found.complete


# -- when numba is loaded ------------------------------------------------------------------


def test_a_small_graph_loads_no_numba() -> None:
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, negcycle as nc\n"
            "cycle = nc.Cycle(partners={'ana': {'name': 'Ana'}, 'ben': {'name': 'Ben'}})\n"
            "loops = nc.find_loops(cycle, at='stuck')\n"
            "print(len(loops), 'numba' in sys.modules)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )

    assert said.stdout.split() == ["13", "False"]


@needs_numba
def test_a_search_that_takes_long_goes_over_to_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    from negcycle.analysis.loops.kernels.compiled.search import CompiledSearch

    searched: list[Pairs] = []

    class Watched(CompiledSearch):
        def __init__(self, pairs: Pairs) -> None:
            searched.append(pairs)
            super().__init__(pairs)

    monkeypatch.setattr("negcycle.analysis.loops.kernels.compiled.search.CompiledSearch", Watched)
    monkeypatch.setattr(enumerating, "is_loaded", lambda: False)
    pairs = pairs_of(nx.complete_graph(5, nx.DiGraph))
    quick = simple_loops(pairs, limit=10**9, deadline=NEVER)
    monkeypatch.setattr(enumerating, "PATIENCE", -1.0)
    slow = simple_loops(pairs, limit=10**9, deadline=NEVER)

    assert searched == [pairs]
    assert quick.complete
    assert quick.loops.path.tobytes() == slow.loops.path.tobytes()


def test_without_numba_one_is_told_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enumerating, "_has_numba", lambda: False)
    pairs = pairs_of(nx.complete_graph(3, nx.DiGraph))

    assert simple_loops(pairs, limit=10, deadline=NEVER, kernel="auto").complete
    with pytest.raises(AnalysisError) as caught:
        simple_loops(pairs, limit=10, deadline=NEVER, kernel="numba")
    assert str(caught.value) == (
        "This kernel needs numba. Install it with: pip install 'negcycle[fast]'"
    )


def test_an_unknown_kernel_is_told() -> None:
    with pytest.raises(AnalysisError) as caught:
        find_loops(SignedGraph(nodes=()), kernel="fortran")  # type: ignore[arg-type]

    assert str(caught.value) == "'kernel' is auto, python or numba, and fortran is none of them."
