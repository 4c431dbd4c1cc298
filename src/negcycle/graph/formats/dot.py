"""DOT: the language of Graphviz."""

from __future__ import annotations

from negcycle.graph.formats.rows import SIGNS, AnyGraph, Row, rows_of


def to_dot(graph: AnyGraph) -> str:
    """Return `graph` as DOT, with a cluster for each partner and the sign at each link.

    Kept: every node by name and every link in order, with its sign, strength and delay. Of a cycle
    kind and words are in the labels; a blank station is dashed.

    Sources:
        https://graphviz.org/doc/info/lang.html
    """
    rows = rows_of(graph)
    lines = ["digraph {", "  node [shape=box, style=rounded];"]
    for partner, nodes in rows.by_partner():
        if partner is None:
            lines += [f"  {_node(row)}" for row in nodes]
            continue
        lines.append(f"  subgraph {_id(f'cluster_{partner}')} {{")
        lines.append(f"    label={_label([partner])};")
        lines += [f"    {_node(row)}" for row in nodes]
        lines.append("  }")
    for link in rows.links:
        said = f"sign={_id(str(link.sign))}, strength={_id(repr(link.weight))}"
        said += f", delay={_id(repr(link.delay))}"
        ends = f"{_id(link.source)} -> {_id(link.target)}"
        lines.append(f"  {ends} [label={_label([SIGNS[link.sign]])}, {said}];")
    return "\n".join([*lines, "}", ""])


def _node(row: Row) -> str:
    style = ', style="rounded,dashed"' if row.kind and not row.words else ""
    return f"{_id(row.name)} [label={_label(row.label())}{style}];"


def _id(text: str) -> str:
    """Quote a name. DOT reads only backslash and quote in it, and keeps a pair of backslashes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(lines: list[str]) -> str:
    """Quote a text that is shown, where Graphviz also reads entities such as &lt;."""
    text = "\n".join(lines).replace("&", "&amp;")
    return _id(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
