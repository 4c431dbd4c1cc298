"""From a graph to other formats and back: which there are, and by which file names they go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from negcycle.errors import UnknownName
from negcycle.graph.formats.dot import to_dot
from negcycle.graph.formats.graphml import from_graphml, to_graphml
from negcycle.graph.formats.matrix import from_matrix, to_matrix
from negcycle.graph.formats.mermaid import to_mermaid
from negcycle.graph.formats.node_link import from_node_link, to_networkx, to_node_link
from negcycle.graph.formats.rows import AnyGraph
from negcycle.graph.formats.sd_json import from_sd_json, to_sd_json
from negcycle.graph.signed import SignedGraph
from negcycle.words import did_you_mean, say

__all__ = [
    "AnyGraph",
    "READERS",
    "SUFFIXES",
    "WRITERS",
    "format_of",
    "from_graphml",
    "from_matrix",
    "from_node_link",
    "from_sd_json",
    "read_graph",
    "to_dot",
    "to_graphml",
    "to_matrix",
    "to_mermaid",
    "to_networkx",
    "to_node_link",
    "to_sd_json",
    "write_graph",
]

T = TypeVar("T")

WRITERS: Mapping[str, Callable[[AnyGraph], str]] = {
    "graphml": to_graphml,
    "node-link": to_node_link,
    "sd-json": to_sd_json,
    "matrix": to_matrix,
    "dot": to_dot,
    "mermaid": to_mermaid,
}
"""What writes each format; of a cycle the stations and links, without gates and slow states."""

READERS: Mapping[str, Callable[[str | bytes], SignedGraph]] = {
    "graphml": from_graphml,
    "node-link": from_node_link,
    "sd-json": from_sd_json,
    "matrix": from_matrix,
}
"""What reads each format; every bad input is one `ConversionError`."""

SUFFIXES: Mapping[str, str] = {
    ".graphml": "graphml",
    ".graph.json": "node-link",
    ".sd.json": "sd-json",
    ".csv": "matrix",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".mermaid": "mermaid",
}
"""The format of a file by the end of its name; plain ``.json`` is a case."""


def format_of(file: str) -> str | None:
    """Return the format that a file's name says, or None when it says none of these.

    Example:
        >>> format_of("couple.graph.json"), format_of("couple.json")
        ('node-link', None)
    """
    name = file.lower()
    return next((known for suffix, known in SUFFIXES.items() if name.endswith(suffix)), None)


def write_graph(graph: AnyGraph, *, to: str) -> str:
    """Return `graph` as text in the format called `to`, such as ``"graphml"``.

    Raises:
        UnknownName: if no format is called this.
        ConversionError: if the format cannot hold this graph.
    """
    return _known(to, WRITERS)(graph)


def read_graph(content: str | bytes, *, of: str) -> SignedGraph:
    """Return the graph in `content`, which is in the format called `of`.

    Raises:
        UnknownName: if no format that can be read is called this.
        ConversionError: if `content` is no graph in this format.
    """
    return _known(of, READERS)(content)


def _known(name: str, table: Mapping[str, T]) -> T:
    if name not in table:
        hint = did_you_mean(name, table) or say("graph.formats", formats=", ".join(table))
        raise UnknownName(say("graph.no-such-format", name=name, hint=hint), name, tuple(table))
    return table[name]
