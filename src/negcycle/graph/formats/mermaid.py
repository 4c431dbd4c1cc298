"""Mermaid: a diagram as text, drawn by many note and code sites."""

from __future__ import annotations

import re

from negcycle.graph.formats.rows import SIGNS, AnyGraph, rows_of
from negcycle.words import say


def to_mermaid(graph: AnyGraph) -> str:
    """Return `graph` as a Mermaid flowchart, with a subgraph for each partner and alternative text.

    Kept: every node and link in order, with its sign; of a cycle also kind and words. Nodes are
    called n1, n2, ... in their order. Not kept: weights and delays.

    Sources:
        https://mermaid.js.org/syntax/flowchart.html
    """
    rows = rows_of(graph)
    numbers = rows.numbers()
    partners = [partner for partner, _ in rows.by_partner() if partner is not None]
    title = say("graph.title-cycle", names=", ".join(partners)) if partners else None
    counts = {"nodes": len(rows.nodes), "links": len(rows.links)}
    lines = [
        "flowchart LR",
        f"  accTitle: {title or say('graph.title-signed')}",
        f"  accDescr: {say('graph.described', **counts)}",
    ]
    for number, (partner, nodes) in enumerate(rows.by_partner(), start=1):
        shown = [f"n{numbers[row.name]}[{_label(row.label())}]" for row in nodes]
        if partner is None:
            lines += [f"  {node}" for node in shown]
            continue
        lines.append(f"  subgraph p{number}[{_label([partner])}]")
        lines += [f"    {node}" for node in shown]
        lines.append("  end")
    for link in rows.links:
        source, target = numbers[link.source], numbers[link.target]
        lines.append(f"  n{source} -->|{_label([SIGNS[link.sign]])}| n{target}")
    return "\n".join([*lines, ""])


def _label(lines: list[str]) -> str:
    """Quote a text for Mermaid.

    Everything that Mermaid, its Markdown or HTML could read as more than a letter is written as an
    entity code: quotes, brackets, ``;``, ``#``, ``:`` ("style a:#1;" would lose its end), ``1.``
    and so on.
    """
    text = re.sub(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", "\n".join(lines))
    text = _READ_BY_MERMAID.sub(lambda found: f"#{ord(found.group())};", text)
    return '"' + text.replace("\n", "<br>") + '"'


_READ_BY_MERMAID = re.compile(r"""["#$%&()*+\-/:;<=>@\[\\\]^`{|}~_\u00b0\u00b6]|(?<=\d)\.""")
