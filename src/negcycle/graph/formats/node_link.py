"""Node-link JSON: what NetworkX and D3 read and write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from negcycle.graph.formats.reading import graph_of, link_of, name_of, refuse
from negcycle.graph.formats.rows import AnyGraph, rows_of
from negcycle.graph.formats.tree import object_in, objects_at
from negcycle.graph.signed import SignedGraph

if TYPE_CHECKING:
    import networkx as nx


def to_node_link(graph: AnyGraph) -> str:
    """Return `graph` as node-link JSON for ``networkx.node_link_graph(data, edges="edges")``.

    Kept: every node and link in order, with sign, weight and delay; of a cycle also partner, kind,
    words and whether it is blank.

    Sources:
        https://networkx.org/documentation/stable/reference/readwrite/json_graph.html
    """
    rows = rows_of(graph)
    seen: dict[tuple[str, str], int] = {}
    edges: list[dict[str, object]] = []
    for link in rows.links:
        ends = (link.source, link.target)
        seen[ends] = key = seen.get(ends, -1) + 1
        said = {"sign": link.sign, "weight": link.weight, "delay": link.delay}
        edges.append({"source": link.source, "target": link.target, "key": key, **said})
    document: dict[str, object] = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{"id": row.name, **row.said()} for row in rows.nodes],
        "edges": edges,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_node_link(content: str | bytes) -> SignedGraph:
    """Read a directed graph from node-link JSON; ``links`` is accepted for ``edges``.

    A link's sign is in ``sign``, else in ``polarity``, else it is that of ``weight``, else plus.

    Raises:
        ConversionError: if this is no such graph.
    """
    data = object_in(content, otherwise="graph.not-node-link")
    nodes = objects_at(data, "nodes", otherwise="graph.not-node-link")
    edges = objects_at(data, "edges", "links", otherwise="graph.not-node-link")
    if not data.get("directed", True):
        refuse("graph.undirected")
    names = [name_of(node.get("id"), f"Node {n}") for n, node in enumerate(nodes, start=1)]
    links = (
        link_of(
            name_of(edge.get("source"), f"Link {number}"),
            name_of(edge.get("target"), f"Link {number}"),
            edge,
            f"Link {number}",
        )
        for number, edge in enumerate(edges, start=1)
    )
    return graph_of(names, links)


def to_networkx(graph: AnyGraph) -> nx.MultiDiGraph[Any]:
    """Return `graph` as a `networkx.MultiDiGraph`.

    Nodes are named as in the graph; of a cycle they carry partner, kind, words and blank. Links
    carry sign (+1, -1, or 0 where it is unknown), weight (0 or more, without sign) and delay.

    Example:
        >>> from negcycle.graph.signed import SignedGraph
        >>> graph = SignedGraph(
        ...     nodes=("a", "b"), links=[{"source": "a", "target": "b", "sign": -1}]
        ... )
        >>> to_networkx(graph).edges["a", "b", 0]["sign"]
        -1
    """
    import networkx as nx

    rows = rows_of(graph)
    made: nx.MultiDiGraph[Any] = nx.MultiDiGraph()
    for row in rows.nodes:
        made.add_node(row.name, **row.said())
    for link in rows.links:
        made.add_edge(
            link.source, link.target, sign=link.sign, weight=link.weight, delay=link.delay
        )
    return made
