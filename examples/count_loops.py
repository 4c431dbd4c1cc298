"""Count the feedback loops of every case in this folder, with NetworkX.

A loop is reinforcing when the product of its signs is positive, else balancing.

Try: python examples/count_loops.py
"""

from __future__ import annotations

from math import prod
from pathlib import Path

import networkx as nx

import negcycle as nc


def main() -> None:
    """Print how many loops each case has, and how many of them are reinforcing."""
    for case in sorted(Path(__file__).parent.glob("*.yaml")):
        graph = nx.DiGraph(nc.to_networkx(nc.build_graph(nc.load(case))))
        loops = list(nx.simple_cycles(graph))
        signs = [
            prod(graph.edges[ends]["sign"] for ends in zip(loop, [*loop[1:], loop[0]], strict=True))
            for loop in loops
        ]
        print(f"{case.stem}: loops {len(loops)}, reinforcing {signs.count(1)}")


if __name__ == "__main__":
    main()
