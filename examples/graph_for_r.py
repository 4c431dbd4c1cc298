"""Write the graph of a case as a matrix of signed weights, for R and every spreadsheet.

Try: python examples/graph_for_r.py examples/sunday-silence.yaml cycle.csv

A row for each source, a column for each target, an empty cell for no link. In R:

    weights <- as.matrix(read.csv("cycle.csv", row.names = 1, check.names = FALSE))
    weights[is.na(weights)] <- 0
    weights["john.behavior", "mary.trigger"]
"""

from __future__ import annotations

import sys
from pathlib import Path

import negcycle as nc


def main(case: str, matrix: str) -> None:
    """Write `matrix`, and print how large it is."""
    graph = nc.build_graph(nc.load(case))
    Path(matrix).write_text(nc.write_graph(graph, to="matrix"), encoding="utf-8")
    print(f"{matrix}: {len(graph.stations())} stations, {len(graph.links)} links")


if __name__ == "__main__":
    main(*sys.argv[1:])
