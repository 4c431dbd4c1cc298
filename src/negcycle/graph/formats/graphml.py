"""GraphML: the XML that Gephi, yEd, Cytoscape and NetworkX exchange."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError  # only the error: defusedxml does the parsing

from negcycle.graph.formats.reading import check_size, graph_of, link_of, name_of, refuse
from negcycle.graph.formats.rows import AnyGraph, rows_of
from negcycle.graph.signed import SignedGraph, SignedLink

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_KEYS = {
    "partner": ("node", "string"),
    "kind": ("node", "string"),
    "words": ("node", "string"),
    "blank": ("node", "boolean"),
    "sign": ("edge", "int"),
    "weight": ("edge", "double"),
    "delay": ("edge", "double"),
}
"""What is said about a node or an edge, and its type."""


def to_graphml(graph: AnyGraph) -> str:
    """Return `graph` as GraphML.

    Kept: every node and link in order, with sign, weight and delay; of a cycle also partner, kind,
    words and whether it is blank. What is not known is left out.

    Sources:
        http://graphml.graphdrawing.org/specification.html
    """
    rows = rows_of(graph)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ]
    for name, (of, kind) in _KEYS.items():
        lines.append(f'  <key id="{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>')
    lines.append('  <graph edgedefault="directed">')
    for row in rows.nodes:
        lines.append(f'    <node id="{_xml(row.name)}">')
        lines += [_data(name, value) for name, value in row.said().items()]
        lines.append("    </node>")
    for number, link in enumerate(rows.links):
        ends = f'source="{_xml(link.source)}" target="{_xml(link.target)}"'
        lines.append(f'    <edge id="e{number}" {ends}>')
        said = {"sign": link.sign, "weight": link.weight, "delay": link.delay}
        lines += [_data(name, value) for name, value in said.items()]
        lines.append("    </edge>")
    return "\n".join([*lines, "  </graph>", "</graphml>", ""])


def _data(name: str, value: str | float | bool) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f'      <data key="{name}">{_xml(text)}</data>'


def _xml(text: str) -> str:
    """Escape a text so that no reader changes it; bare line ends would turn into spaces."""
    text = html.escape(text)
    for letter in "\t\n\r":
        text = text.replace(letter, f"&#{ord(letter)};")
    return text


def from_graphml(content: str | bytes) -> SignedGraph:
    """Read a directed graph from GraphML; a graph inside a node is read as part of the whole.

    A link's sign is in the data ``sign``, else in ``polarity``, else it is that of ``weight``, else
    plus.

    Raises:
        ConversionError: if this is no such graph, or holds anything but plain XML.
    """
    root = _parsed(content)
    graphs = [child for child in root if _tag(child) == "graph"]
    if _tag(root) != "graphml" or not graphs:
        refuse("graph.not-graphml")
    keys = {
        child.get("id", ""): (child.get("attr.name", ""), child.findtext("{*}default"))
        for child in root
        if _tag(child) == "key" and child.get("for", "all") in {"edge", "all"}
    }
    defaults = {name: default for name, default in keys.values() if default is not None}
    names: list[str] = []
    edges: list[tuple[Element, str]] = []
    for element, directed in _inside(graphs):
        if _tag(element) == "node":
            names.append(name_of(element.get("id"), f"Node {len(names) + 1}"))
        elif _tag(element) == "edge":
            edges.append((element, element.get("directed", directed)))
        else:
            refuse("graph.hyperedge")

    def link(number: int, edge: Element) -> SignedLink:
        where = f"Link {number}"
        said = {
            keys[child.get("key", "")][0]: child.text or ""
            for child in edge
            if _tag(child) == "data" and child.get("key") in keys
        }
        source = name_of(edge.get("source"), where)
        target = name_of(edge.get("target"), where)
        return link_of(source, target, {**defaults, **said}, where)

    if any(directed != "true" for _, directed in edges):
        refuse("graph.undirected")
    return graph_of(names, (link(number, edge) for number, (edge, _) in enumerate(edges, start=1)))


def _inside(graphs: list[Element]) -> Iterator[tuple[Element, str]]:
    """Go through the nodes and edges in order, each with whether edges are directed there."""
    waiting = [iter(graphs)]
    directed = ["false"]
    while waiting:
        element = next(waiting[-1], None)
        if element is None:
            waiting.pop()
            directed.pop()
            continue
        default = directed[-1]
        if _tag(element) == "data":
            continue
        if _tag(element) == "graph":
            default = "true" if element.get("edgedefault") == "directed" else "false"
        elif _tag(element) in {"node", "edge", "hyperedge"}:
            yield element, default
        waiting.append(iter(element))
        directed.append(default)


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _parsed(content: str | bytes) -> Element:
    """Parse XML that may declare and fetch nothing."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    check_size(content)
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        refuse("graph.dtd")
    except ParseError as error:
        line, column = error.position
        refuse("graph.not-xml", line=line, column=column + 1)
    except (ValueError, LookupError):  # letters that cannot be encoded, or an unknown encoding
        refuse("graph.not-utf-8")
    return root
