"""The graphs that loops are searched in, for benchmarks: people who act on each other."""

from __future__ import annotations

import random
from functools import cache

import networkx as nx

from negcycle.graph.signed import SignedGraph, SignedLink


def family(members: int) -> nx.DiGraph:
    """Return a family in which each one acts on each other one, in three ways.

    Of the eight nodes of each member, `primary`, `secondary` and `perception` follow each other;
    `perception` leads to three behaviors, and each behavior to the `primary` of everybody else. Six
    loops stay within each member: four links lead back, and through openness and resentment.
    A loop through k members visits them in one of (k - 1)! orders and has 3 to the power of k
    choices of behaviors. So there are 6 n + sum over k from 2 to n of C(n, k) (k - 1)! 3^k loops:
    8,922 of 5 members, 131,013 of 6 and 2,328,603 of 7.
    """
    graph = nx.DiGraph()
    for n in range(members):
        primary, secondary, perception, openness, resentment = (
            f"m{n}.{name}"
            for name in ("primary", "secondary", "perception", "openness", "resentment")
        )
        nx.add_path(graph, (primary, secondary, perception, secondary, primary))
        nx.add_path(graph, (perception, primary))
        nx.add_path(graph, (secondary, openness, resentment, openness, secondary))
        nx.add_path(graph, (resentment, secondary))
        for way in ("behavior", "behavior.2", "behavior.3"):
            graph.add_edge(perception, f"m{n}.{way}")
            for other in set(range(members)) - {n}:
                graph.add_edge(f"m{n}.{way}", f"m{other}.primary")
    return with_signs(graph)


def three_of_eight() -> nx.DiGraph:
    """Return three members of eight elements each, who act on each other: 6,076 loops.

    Each element leads to the next one, and some leave one or two out, so that 14 ways lead through
    each member, and 3 x 14^2 + 2 x 14^3 around.
    """
    graph = nx.DiGraph()
    early, late = ("trigger", "appraisal", "body", "primary"), ("secondary", "perception")
    for n in range(3):
        own = [f"m{n}.{name}" for name in (*early, *late, "urge", "behavior")]
        nx.add_path(graph, own)
        graph.add_edges_from((own[a], own[b]) for a, b in ((0, 2), (2, 4), (3, 6), (4, 6), (5, 7)))
        graph.add_edges_from((own[-1], f"m{other}.trigger") for other in {0, 1, 2} - {n})
    return with_signs(graph)


def diamonds(count: int) -> nx.DiGraph:
    """Return diamonds in a row, closed into a ring: 2 to the power of `count` loops."""
    graph = nx.DiGraph()
    for n in range(count):
        for way in ("b", "c"):
            nx.add_path(graph, (f"a{n:03}", f"{way}{n:03}", f"a{(n + 1) % count:03}"))
    return with_signs(graph)


def random_graph(nodes: int, links: int, seed: int) -> nx.DiGraph:
    """Return a random graph without links from a node to itself."""
    graph = nx.gnm_random_graph(nodes, links, seed=seed, directed=True)
    return with_signs(nx.relabel_nodes(graph, {node: f"n{node:03}" for node in graph}))


def complete(nodes: int) -> nx.DiGraph:
    """Return a graph in which each node leads to each other one."""
    return with_signs(nx.complete_graph([f"n{n}" for n in range(nodes)], nx.DiGraph))


def with_signs(graph: nx.DiGraph) -> nx.DiGraph:
    """Give each link a sign and a weight by chance, the same each time."""
    chance = random.Random(1)
    for source, target in sorted(graph.edges):
        graph.edges[source, target].update(
            sign=chance.choice((1, -1)), weight=chance.random() + 0.5
        )
    return graph


@cache
def signed(graph: nx.DiGraph) -> SignedGraph:
    """Return the same graph as one of ours."""
    return SignedGraph(
        nodes=tuple(graph),
        links=[SignedLink(source=a, target=b, **said) for a, b, said in graph.edges(data=True)],
    )
