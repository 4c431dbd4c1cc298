"""A plain signed graph: what a causal-loop diagram, a fuzzy map or anybody's spreadsheet holds."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import Field, model_validator

from negcycle.model.base import Frozen
from negcycle.model.faults import fault, shown


class SignedLink(Frozen):
    """One arrow: `source` moves `target` the same way (+1), the other way (-1), or who knows (0)."""

    source: str
    target: str
    sign: Literal[1, -1, 0] = 1
    """+1, -1, or 0 where the sign is unknown."""
    weight: Annotated[float, Field(ge=0)] = 1.0
    """How strong, without unit and without sign."""
    delay: Annotated[float, Field(ge=0)] = 0.0
    """How late; in turns for a couple, 0 for none."""


class SignedGraph(Frozen):
    """Named nodes and signed links between them; parallel links and loops on one node are allowed."""

    nodes: tuple[str, ...]
    """Names, each once, in order."""
    links: tuple[SignedLink, ...] = ()

    @model_validator(mode="after")
    def _named_once(self) -> SignedGraph:
        counts = Counter(self.nodes)
        for name, count in counts.items():
            if count > 1:
                raise fault("node-twice", "graph.node-twice", name=shown(name))
        for link in self.links:
            for end in (link.source, link.target):
                if end not in counts:
                    raise fault("unknown-node", "graph.unknown-node", name=shown(end))
        return self
