"""What an answer of a sheet becomes: a slot of a chain, a guess about the other, part of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from negcycle.model.chain import Chain, Slot
from negcycle.model.faults import as_text, choices, fault, shown
from negcycle.words import did_you_mean

CHAIN = "chain"
OTHER = "other"
PLAN = "plan"

IN_A_PLAN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "for": frozenset({"minutes", "number"}),
        "every": frozenset({"choice", "number"}),
        "at": frozenset({"number"}),
        "strength": frozenset({"number", "scale"}),
    }
)
"""What of a plan an answer may set, and the kinds of answers that can."""


class Becoming(NamedTuple):
    """A place for an answer, written ``chain.trigger``, ``other.primary`` or ``plan.for``."""

    where: str
    what: str

    @property
    def is_somebodys(self) -> bool:
        """Whether it stands in the chain of one person."""
        return self.where in {CHAIN, OTHER}

    def takes(self, kind: str) -> bool:
        """Whether an answer of this kind can stand there."""
        return self.where != PLAN or kind in IN_A_PLAN[self.what]

    def __str__(self) -> str:
        return f"{self.where}.{self.what}"


def to_becoming(value: object) -> Becoming | None:
    """Read a place for an answer; ``behaviour`` is accepted."""
    if value is None or isinstance(value, Becoming):
        return value
    text = as_text(value).strip()
    where, _, what = text.partition(".")
    what = Chain.other_spellings.get(what, what)
    if f"{where}.{what}" not in _KNOWN:
        hint = did_you_mean(text, _KNOWN) or choices(("chain.<slot>", "other.<slot>", *_PLANS))
        raise fault("becomes", "practice-file.becomes", value=shown(value), hint=hint)
    return Becoming(where, what)


_PLANS = tuple(f"{PLAN}.{what}" for what in IN_A_PLAN)
_KNOWN = (*(f"{where}.{slot}" for where in (CHAIN, OTHER) for slot in Slot), *_PLANS)
