"""How long it takes to find every loop of a graph, beside NetworkX, python-igraph and rustworkx.

    pip install 'negcycle[benchmarks]'
    python tests/benchmarks/loops.py            about three minutes
    python tests/benchmarks/loops.py --large    with 2.3 million loops: five minutes, and 4 GB

All find all loops of the same graphs in turns (A B C A B C ...), so that whatever else the computer
does slows all of them alike. In its turn, each one runs twice: first after all others, with nothing
of its own left in the processor's cache, then at once again. Each has the graph in its own form
beforehand. The others only list the loops, but for rustworkx, whose gains are multiplied in Python.
`find_loops` works out the sign and the gain of each loop, in a stable order. It keeps loops as a
tree; "written out" is with all of them in a row, link by link, and "from SignedGraph" is with
reading and sorting the graph, each time anew.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache, partial
from statistics import median
from typing import Any, NamedTuple

import igraph
import networkx as nx
import numba
import rustworkx
from graphs import complete, diamonds, family, random_graph, signed, three_of_eight

from negcycle.analysis.loops.arrows import Arrows, arrows_of
from negcycle.analysis.loops.enumerating import Kernel
from negcycle.analysis.loops.finding import find_loops

MANY = 10**8


class Case(NamedTuple):
    """A graph to be searched."""

    graph: nx.DiGraph
    turns: int
    quick: bool = True
    """Whether all contenders can be waited for."""


CASES = {
    "3 x 8 nodes": Case(three_of_eight(), 31),
    "4 members": Case(family(4), 31),
    "5 members": Case(family(5), 21),
    "6 members": Case(family(6), 7),
    "random, 12 nodes, 40 links": Case(random_graph(12, 40, seed=1), 31),
    "random, 20 nodes, 60 links": Case(random_graph(20, 60, seed=2), 15),
    "random, 30 nodes, 80 links": Case(random_graph(30, 80, seed=3), 9),
    "random, 40 nodes, 100 links": Case(random_graph(40, 100, seed=4), 7),
    "random, 200 nodes, 280 links": Case(random_graph(200, 280, seed=5), 31),
    "complete, 8 nodes": Case(complete(8), 9),
    "ring of 13 diamonds": Case(diamonds(13), 9),
}
LARGE = {"7 members": Case(family(7), 3, quick=False)}


def by_networkx(graph: nx.DiGraph) -> int:
    """Return how many loops NetworkX finds."""
    return sum(1 for _ in nx.simple_cycles(graph))


@cache
def for_igraph(graph: nx.DiGraph) -> igraph.Graph:
    """Return the same graph as one of igraph."""
    return igraph.Graph.from_networkx(graph)


def by_igraph(graph: nx.DiGraph) -> int:
    """Return how many loops igraph finds."""
    return len(for_igraph(graph).simple_cycles(output="vpath"))


@cache
def for_rustworkx(graph: nx.DiGraph) -> tuple[Any, dict[tuple[int, int], float]]:
    """Return the same graph as one of rustworkx, and what each link multiplies."""
    place = {node: place for place, node in enumerate(graph)}
    made: Any = rustworkx.PyDiGraph()
    made.add_nodes_from(list(graph))
    made.add_edges_from([(place[a], place[b], None) for a, b in graph.edges])
    gains = {
        (place[a], place[b]): said["sign"] * said["weight"] for a, b, said in graph.edges(data=True)
    }
    return made, gains


def by_rustworkx(graph: nx.DiGraph) -> int:
    """Return how many loops rustworkx finds, once the gain of each was multiplied in Python."""
    made, gains = for_rustworkx(graph)
    found: list[float] = []
    for loop in rustworkx.simple_cycles(made):
        gain, before = 1.0, loop[-1]
        for node in loop:
            gain *= gains[before, node]
            before = node
        found.append(gain)
    return len(found)


@cache
def for_ours(graph: nx.DiGraph) -> Arrows:
    """Return the same graph as arrows of ours, sorted and with their gains."""
    return arrows_of(signed(graph))


def ours(
    graph: nx.DiGraph, kernel: Kernel, *, ready: bool = True, written_out: bool = False
) -> int:
    """Return how many loops `find_loops` finds, once sign and gain of each are known.

    Args:
        graph: The graph.
        kernel: What searches.
        ready: Whether it begins with arrows that are sorted already, or with a `SignedGraph`.
        written_out: Whether the links of all loops are written out in a row.
    """
    given = for_ours(graph) if ready else signed(graph)
    found = find_loops(given, limit=MANY, seconds=1e9, kernel=kernel)
    if written_out and len(found.path) != found.lengths.sum():
        raise AssertionError
    return max(len(found.structural), len(found.signs))


WAYS: dict[str, Callable[[nx.DiGraph], int]] = {
    "negcycle, numba": partial(ours, kernel="numba"),
    "negcycle, numba, written out": partial(ours, kernel="numba", written_out=True),
    "negcycle, numba, from SignedGraph": partial(ours, kernel="numba", ready=False),
    "negcycle, Python": partial(ours, kernel="python"),
    "igraph, loops only": by_igraph,
    "rustworkx, gains in Python": by_rustworkx,
    "NetworkX, loops only": by_networkx,
}

COMPARED = (
    ("negcycle, numba", "igraph, loops only"),
    ("negcycle, numba", "rustworkx, gains in Python"),
    ("negcycle, numba, written out", "igraph, loops only"),
    ("negcycle, Python", "NetworkX, loops only"),
)
"""Which is faster how many times than which."""


class Times(NamedTuple):
    """What was measured of one graph."""

    counts: dict[str, int]
    """How many loops each contender found."""
    first: dict[str, float]
    """Seconds of its first run in a turn, after all others had theirs: the median of all turns."""
    again: dict[str, float]
    """Seconds of its second run, at once after the first."""


def measured(case: Case) -> Times:
    """Return how long each contender takes."""
    slow = {"negcycle, Python", "NetworkX, loops only"}
    ways = [way for way in WAYS if case.quick or way not in slow]
    times: dict[str, list[list[float]]] = {way: [[], []] for way in ways}
    counts: dict[str, int] = {}
    for turn in range(case.turns + 1):
        for way in ways:
            for run in times[way]:
                start = time.perf_counter()
                counts[way] = WAYS[way](case.graph)
                if turn:  # the first one makes everything ready
                    run.append(time.perf_counter() - start)
    first, again = ({way: median(some[n]) for way, some in times.items()} for n in (0, 1))
    return Times(counts, first, again)


def row(name: str, counts: dict[str, int], mean: dict[str, float]) -> str:
    """Return a line of the table: the median of each contender, and how they compare."""
    count = counts["negcycle, numba"]
    cells: list[str] = []
    for way in WAYS:
        other = f" ({counts[way]:,} loops)" if counts.get(way, count) != count else ""
        cells.append(f"{mean[way] * 1000:,.2f} ms{other}" if way in mean else "")
    for fast, slow in COMPARED:
        cells.append(f"{mean[slow] / mean[fast]:.1f}" if slow in mean else "")
    return f"| {name} | {count:,} | {' | '.join(cells)} |"


def head() -> Iterator[str]:
    """Yield the first two lines of a table in Markdown."""
    compared = [f"{a.split(',')[0]} / {b.removeprefix('negcycle, ')}" for b, a in COMPARED]
    yield f"| graph | loops | {' | '.join([*WAYS, *compared])} |"
    yield "|---" * (len(WAYS) + len(COMPARED) + 2) + "|"


def tables(cases: dict[str, Case]) -> Iterator[str]:
    """Yield the times as two tables, line by line: of first runs, and of second ones."""
    yield from head()
    again: list[str] = []
    for name, case in cases.items():
        times = measured(case)
        yield row(name, times.counts, times.first)
        again.append(row(name, times.counts, times.again))
    yield from ("", "Once more at once:", "", *head(), *again)


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    libraries = f"numba {numba.__version__}, igraph {igraph.__version__}, "
    libraries += f"rustworkx {rustworkx.__version__}, NetworkX {nx.__version__}"
    sys.stdout.write(f"{python}; {libraries}; medians, {datetime.now(UTC).date()}\n\n")
    for line in tables(CASES | (LARGE if "--large" in sys.argv else {})):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
