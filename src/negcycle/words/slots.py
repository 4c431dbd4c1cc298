"""The slots that words can stand in."""

from __future__ import annotations

from negcycle.errors import UnknownName
from negcycle.words.catalogue import say
from negcycle.words.nearest import did_you_mean

IN_A_CHAIN = (
    "trigger",
    "appraisal",
    "body",
    "primary",
    "fear",
    "secondary",
    "perception",
    "self_view",
    "urge",
    "behavior",
    "intent",
    "need",
    "request",
    "image",
    "raw_spot",
    "block",
)
"""The slots of a chain, in causal order."""

SLOTS = (*IN_A_CHAIN, "bond_question")
"""The slots of a chain, and the questions under every cycle."""

DONE = frozenset({"trigger", "behavior"})
"""Slots of what is done: found with any ending. What is felt or thought is found as it stands."""
FELT = frozenset({"primary", "secondary"})
"""Slots of a feeling."""


def known_slot(slot: str) -> str:
    """Return `slot`, if there is one of this name.

    Raises:
        UnknownName: if there is none.
    """
    if slot not in SLOTS:
        hint = did_you_mean(slot, SLOTS)
        raise UnknownName(say("lexicon.unknown-slot", slot=slot, hint=hint), name=slot, known=SLOTS)
    return slot
