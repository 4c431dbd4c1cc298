"""How long it takes to find every loop of a graph, beside `networkx.simple_cycles`.

    python tests/benchmarks/loops.py

Both find all loops of the same graphs in turns (A B A B ...), so that whatever else the computer
does slows both alike; each has the graph in its own form beforehand. `find_loops` also works out
polarity and gain, and sorts.
"""

from __future__ import annotations

import json
import os
import platform
import random
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from statistics import median

import networkx as nx

from negcycle.analysis.enumerating import simple_loops
from negcycle.analysis.loops import find_loops
from negcycle.graph.formats.node_link import from_node_link
from negcycle.graph.signed import SignedGraph

TURNS = 9
NEVER = float("inf")


def random_graph(nodes: int, links: int, seed: int) -> nx.DiGraph:
    """Return a random graph without links from a node to itself, with random signs."""
    chance = random.Random(seed)
    graph = nx.gnm_random_graph(nodes, links, seed=seed, directed=True)
    for source, target in graph.edges:
        graph.edges[source, target]["sign"] = chance.choice((1, -1))
    return nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph})


def diamonds(count: int) -> nx.DiGraph:
    """Return diamonds in a row, closed into a ring: 2 to the power of `count` loops."""
    graph = nx.DiGraph()
    for n in range(count):
        for way in ("b", "c"):
            nx.add_path(graph, (f"a{n:03}", f"{way}{n:03}", f"a{(n + 1) % count:03}"))
    return graph


GRAPHS = {
    "random, 12 nodes, 40 links": random_graph(12, 40, seed=1),
    "random, 20 nodes, 60 links": random_graph(20, 60, seed=2),
    "random, 30 nodes, 80 links": random_graph(30, 80, seed=3),
    "random, 40 nodes, 100 links": random_graph(40, 100, seed=4),
    "random, 200 nodes, 280 links": random_graph(200, 280, seed=5),
    "complete, 8 nodes": nx.complete_graph([f"n{n}" for n in range(8)], nx.DiGraph),
    "ring of 13 diamonds": diamonds(13),
}


def by_networkx(graph: nx.DiGraph) -> int:
    """Return how many loops NetworkX finds."""
    return sum(1 for _ in nx.simple_cycles(graph))


@cache
def signed(graph: nx.DiGraph) -> SignedGraph:
    """Return the same graph as one of ours."""
    return from_node_link(json.dumps(nx.node_link_data(graph, edges="edges")))


def paths_alone(graph: nx.DiGraph) -> int:
    """Return how many loops our own search finds, with nothing worked out about them."""
    place = {node: place for place, node in enumerate(sorted(graph))}
    following = [[place[other] for other in graph[node]] for node in place]
    return len(simple_loops(following, limit=10**9, deadline=NEVER).lengths)


def with_everything(graph: nx.DiGraph) -> int:
    """Return how many loops `find_loops` finds."""
    found = find_loops(signed(graph), limit=10**9, seconds=NEVER)
    return len(found.structural)


WAYS: dict[str, Callable[[nx.DiGraph], int]] = {
    "NetworkX": by_networkx,
    "paths alone": paths_alone,
    "`find_loops`": with_everything,
}


def table() -> str:
    """Return the times, those of the processor, as a table in Markdown."""
    lines = [f"| graph | loops | {' | '.join(WAYS)} | `find_loops` of NetworkX's |"]
    lines.append("|---|---|---|---|---|---|")
    for name, graph in GRAPHS.items():
        times: dict[str, list[float]] = {way: [] for way in WAYS}
        counts: set[int] = set()
        signed(graph)
        for _ in range(TURNS):
            for way, find in WAYS.items():
                start = time.process_time()
                counts.add(find(graph))
                times[way].append(time.process_time() - start)
        (count,) = counts
        mean = {way: median(some) for way, some in times.items()}
        shown = " | ".join(f"{mean[way] * 1000:.1f} ms" for way in WAYS)
        ratio = mean["`find_loops`"] / mean["NetworkX"]
        lines.append(f"| {name} | {count:,} | {shown} | {ratio:.2f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    when = f"NetworkX {nx.__version__}; median of {TURNS} turns, {datetime.now(UTC).date()}"
    sys.stdout.write(f"{python}; {when}\n\n{table()}\n")
