"""How long it takes to find every loop of a graph, beside NetworkX, python-igraph and rustworkx.

    pip install 'negcycle[benchmarks]'
    python tests/benchmarks/loops.py            about two minutes
    python tests/benchmarks/loops.py --large    with 2.3 million loops: five minutes and 4 GB more

All find all loops of the same graphs in turns (A B C A B C ...), so that whatever else the computer
does slows all of them alike; each has the graph in its own form beforehand. The others only list
the loops, but for rustworkx, whose gains are multiplied in Python. `find_loops` begins with a
signed graph, and works out the sign and the gain of each loop, in a stable order.
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
    "3 x 8 nodes": Case(three_of_eight(), 15),
    "4 members": Case(family(4), 31),
    "5 members": Case(family(5), 15),
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


def ours(graph: nx.DiGraph, kernel: Kernel) -> int:
    """Return how many loops `find_loops` finds, once sign and gain of each are known."""
    found = find_loops(signed(graph), limit=MANY, seconds=1e9, kernel=kernel)
    return max(len(found.structural), len(found.signs))


WAYS: dict[str, Callable[[nx.DiGraph], int]] = {
    "negcycle, numba": partial(ours, kernel="numba"),
    "negcycle, Python": partial(ours, kernel="python"),
    "igraph, loops only": by_igraph,
    "rustworkx, gains in Python": by_rustworkx,
    "NetworkX, loops only": by_networkx,
}

COMPARED = (
    ("negcycle, numba", "igraph, loops only"),
    ("negcycle, numba", "rustworkx, gains in Python"),
    ("negcycle, Python", "NetworkX, loops only"),
)
"""Which is faster how many times than which."""


def row(name: str, case: Case) -> str:
    """Return a line of the table: the median of each contender, and how they compare."""
    ways = [way for way in WAYS if case.quick or way != "NetworkX, loops only"]
    times: dict[str, list[float]] = {way: [] for way in ways}
    counts: dict[str, int] = {}
    for turn in range(case.turns + 1):
        for way in ways:
            start = time.perf_counter()
            counts[way] = WAYS[way](case.graph)
            if turn:  # the first one makes everything ready
                times[way].append(time.perf_counter() - start)
    mean = {way: median(some) for way, some in times.items()}
    count = counts["negcycle, Python"]
    cells = [f"{mean[way] * 1000:,.2f} ms" if way in mean else "" for way in WAYS]
    for place, way in enumerate(ways):
        if counts[way] != count:
            cells[place] += f" ({counts[way]:,} loops)"
    for fast, slow in COMPARED:
        cells.append(f"{mean[slow] / mean[fast]:.1f}" if slow in mean else "")
    return f"| {name} | {count:,} | {' | '.join(cells)} |"


def table(cases: dict[str, Case]) -> Iterator[str]:
    """Yield the times as a table in Markdown, line by line."""
    compared = [f"{slow.split(',')[0]} / {fast.split(', ')[1]}" for fast, slow in COMPARED]
    yield f"| graph | loops | {' | '.join([*WAYS, *compared])} |"
    yield "|---" * (len(WAYS) + len(COMPARED) + 2) + "|"
    yield from (row(name, case) for name, case in cases.items())


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    libraries = f"numba {numba.__version__}, igraph {igraph.__version__}, "
    libraries += f"rustworkx {rustworkx.__version__}, NetworkX {nx.__version__}"
    sys.stdout.write(f"{python}; {libraries}; medians, {datetime.now(UTC).date()}\n\n")
    for line in table(CASES | (LARGE if "--large" in sys.argv else {})):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
