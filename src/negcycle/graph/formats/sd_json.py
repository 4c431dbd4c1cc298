"""SD-JSON: variables and relationships, as system dynamics tools with a language model use it."""

from __future__ import annotations

import json
from typing import cast

from negcycle.graph.formats.reading import few, graph_of, link_of, name_of
from negcycle.graph.formats.rows import AnyGraph, rows_of
from negcycle.graph.formats.tree import Fields, object_in, objects_at
from negcycle.graph.signed import SignedGraph

_POLARITY = {1: "+", -1: "-", 0: ""}


def to_sd_json(graph: AnyGraph) -> str:
    """Return `graph` as SD-JSON.

    Kept: every node and link in order, with its sign; an unknown sign is an empty polarity. Words
    of a cycle are the documentation of its variables. Not kept: weights and delays.

    Sources:
        https://github.com/isee-systems/sd-ai, section SD-JSON
    """
    rows = rows_of(graph)
    variables = [
        {
            "name": row.name,
            "type": "variable",
            **({"documentation": row.words} if row.words else {}),
        }
        for row in rows.nodes
    ]
    relationships = [
        {"from": link.source, "to": link.target, "polarity": _POLARITY[link.sign]}
        for link in rows.links
    ]
    document = {"variables": variables, "relationships": relationships}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def from_sd_json(content: str | bytes) -> SignedGraph:
    """Read a graph from SD-JSON; without variables, the relationships name the nodes.

    Raises:
        ConversionError: if this is no such graph.
    """
    data = object_in(content, otherwise="graph.not-sd-json")
    if isinstance(data.get("model"), dict):
        data = cast("Fields", data["model"])  # the answer of a service, with the model in it
    fields: dict[str, object] = {"variables": [], **data}
    variables = objects_at(fields, "variables", otherwise="graph.not-sd-json")
    relationships = objects_at(fields, "relationships", otherwise="graph.not-sd-json")
    names = [name_of(one.get("name"), f"Variable {n}") for n, one in enumerate(variables, start=1)]
    made = (
        link_of(
            name_of(one.get("from"), f"Relationship {number}"),
            name_of(one.get("to"), f"Relationship {number}"),
            {"polarity": one.get("polarity")},
            f"Relationship {number}",
        )
        for number, one in enumerate(relationships, start=1)
    )
    links = list(few(made))
    ends = (name for link in links for name in (link.source, link.target))
    return graph_of(names or dict.fromkeys(ends), links)
