"""A graph as plain rows, the same for every format that is written."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from negcycle.graph.build import build_graph
from negcycle.graph.cycle_graph import CycleGraph, Node
from negcycle.graph.signed import SignedGraph, SignedLink
from negcycle.model.cycle import Cycle

AnyGraph = Cycle | CycleGraph | SignedGraph
"""What can be written: of a cycle its stations and links, without gates and slow states."""


@dataclass(frozen=True, slots=True)
class Row:
    """One node; in a plain signed graph only its name is known."""

    name: str
    partner: str | None = None
    """The key of the partner it belongs to."""
    kind: str | None = None
    """Which station of the chain it is, such as ``"primary"``."""
    words: str = ""
    """What stands there; several entries are joined with ``"; "``."""

    def said(self) -> dict[str, str | bool]:
        """Return what is known beside the name, as single texts and truths."""
        if self.partner is None or self.kind is None:
            return {}
        said: dict[str, str | bool] = {"partner": self.partner, "kind": self.kind}
        if self.words:
            said["words"] = self.words
        return {**said, "blank": not self.words}

    def label(self) -> list[str]:
        """Return the lines that stand in a picture; a blank station is a question."""
        return [self.name] if self.kind is None else [self.kind, self.words or "?"]


@dataclass(frozen=True, slots=True)
class Rows:
    """The nodes and links of a graph, in its order."""

    nodes: tuple[Row, ...]
    links: tuple[SignedLink, ...]

    def by_partner(self) -> list[tuple[str | None, list[Row]]]:
        """Return the nodes of one partner after the other."""
        return [(key, list(rows)) for key, rows in groupby(self.nodes, lambda row: row.partner)]

    def numbers(self) -> dict[str, int]:
        """Return the number of each node by its name, from 1 in the order of the graph."""
        return {row.name: number for number, row in enumerate(self.nodes, start=1)}


def rows_of(graph: AnyGraph) -> Rows:
    """Return the stations and links of a cycle, or all of a plain signed graph."""
    if isinstance(graph, Cycle):
        graph = build_graph(graph)
    if isinstance(graph, SignedGraph):
        return Rows(tuple(Row(name) for name in graph.nodes), graph.links)
    return Rows(tuple(_row(node) for node in graph.stations()), graph.signed().links)


def _row(node: Node) -> Row:
    words = "; ".join(entry.words for entry in node.entries)
    return Row(node.id, node.partner, node.kind.value, words)


SIGNS = {1: "+", -1: "-", 0: "?"}
"""How a sign is shown; an unknown one is a question."""
