"""A plain signed graph: what a causal-loop diagram, a fuzzy map or anybody's spreadsheet holds."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Literal

from pydantic import BeforeValidator, model_validator

from negcycle.model.base import Frozen, Words
from negcycle.model.dynamics import NotNegative, plus_or_minus
from negcycle.model.faults import as_text, fault, shown


def _to_sign(value: object) -> object:
    return 0 if as_text(value).strip() in {"0", "0.0", "?"} else plus_or_minus(value)


class SignedLink(Frozen):
    """One arrow: `source` moves `target` the same way (+1), the other way (-1), or unknown (0)."""

    source: str
    target: str
    sign: Annotated[Literal[1, -1, 0], BeforeValidator(_to_sign)] = 1
    """+1, -1, or 0 where the sign is unknown."""
    weight: NotNegative = 1.0
    """How strong, without unit and without sign."""
    delay: NotNegative = 0.0
    """How late; in turns for a couple, 0 for none."""


class SignedGraph(Frozen):
    """Named nodes and signed links between them; parallel links and self-loops are allowed."""

    nodes: tuple[Words, ...]
    """Names, each once, in order; not blank, at most 2,000 characters."""
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
