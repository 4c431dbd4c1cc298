"""A plain loop over a NetworkX graph, as one writes it first: numbers at nodes and at links."""

from __future__ import annotations

import math
import random
from typing import Any

import networkx as nx
import numpy as np
from contenders import couple as c
from numpy.typing import NDArray

Array = NDArray[np.float64]


def built() -> nx.DiGraph:
    """Return the graph of one couple."""
    graph: nx.DiGraph = nx.DiGraph()
    for i, (me, you) in enumerate((c.KEYS, c.KEYS[::-1])):
        for kind in c.KINDS:
            start = c.OPENNESS if kind == "openness" else 0.0
            graph.add_node(f"{me}.{kind}", kind=kind, partner=me, other=you, value=start, bias=0.0)
        graph.nodes[f"{me}.primary"]["bias"] = c.C * c.MISSING[i]
        graph.add_edge(f"{you}.behavior", f"{me}.primary", weight=-c.C, gate=None)
        graph.add_edge(f"{me}.primary", f"{me}.secondary", weight=c.C, gate=f"{me}.openness")
        graph.add_edge(f"{me}.secondary", f"{me}.perception", weight=c.C, gate=None)
        graph.add_edge(f"{me}.perception", f"{me}.behavior", weight=c.C, gate=None)
    return graph


def stepped(graph: nx.DiGraph, eta: dict[str, float]) -> dict[str, float]:
    """Return the value of every node one step later."""
    new: dict[str, float] = {}
    value = {node: graph.nodes[node]["value"] for node in graph}
    for node, said in graph.nodes(data=True):
        me, you, now = said["partner"], said["other"], said["value"]
        if said["kind"] == "openness":
            hurt = value[f"{me}.secondary"]
            target = c.OPENNESS * (1 - value[f"{me}.resentment"]) * (1 - hurt**2)
            new[node] = now + c.MOVED_OPEN * (target - now)
        elif said["kind"] == "resentment":
            mine, yours = value[f"{me}.openness"], value[f"{you}.openness"]
            fill = (1 - mine) * value[f"{me}.primary"] ** 2
            both = fill + c.FORGET + c.REPAIR * mine * yours
            new[node] = now + (1 - math.exp(-both * c.STEP / c.TAU_BOND)) * (fill / both - now)
        else:
            inner = said["bias"]
            for source, _, link in graph.in_edges(node, data=True):
                open_to = 1.0 if link["gate"] is None else 1 - value[link["gate"]]
                inner += link["weight"] * open_to * value[source]
            if said["kind"] == "primary":
                inner += eta[me]
            new[node] = now + c.MOVED * (math.tanh(inner) - now)
    return new


def run(couples: int, turns: int, seed: int, noise: float = c.NOISE) -> dict[str, Array]:
    """Return what became of the couples."""
    rows: list[list[Any]] = [list(one(turns, seed + n, noise)) for n in range(couples)]
    return {name: np.array([row[k] for row in rows]).T for k, name in enumerate(c.RESULTS)}


def one(turns: int, seed: int, noise: float) -> tuple[Any, ...]:
    """Return what became of one couple."""
    graph, chance = built(), random.Random(seed)
    eta = {me: noise * chance.gauss(0, 1) for me in c.KEYS}
    seen: list[list[float]] = []
    position, settled = [0, 0], 0.0
    for step in range(1, c.EVERY * turns + 1):
        nx.set_node_attributes(graph, stepped(graph, eta), "value")
        eta = {me: c.KEEPS * x + c.FRESH * noise * chance.gauss(0, 1) for me, x in eta.items()}
        if step % c.EVERY == 0:
            done = [graph.nodes[f"{me}.behavior"]["value"] for me in c.KEYS]
            strength = sum(abs(y) for y in done) / 2
            seen.append([*(graph.nodes[node]["value"] for node in c.NAMES), strength])
            side = [(y >= c.POSITION) - (y <= -c.POSITION) for y in done]
            if side != position:
                position, settled = side, step / c.EVERY
    kept = np.array(seen)
    return (
        kept[-1, :12],
        kept.mean(axis=0),
        kept.var(axis=0),
        kept.min(axis=0),
        kept.max(axis=0),
        settled,
    )
