"""The slots have one order, whether one asks the model or the words."""

from __future__ import annotations

from negcycle.model.chain import Chain, Slot
from negcycle.words.slots import IN_A_CHAIN


def test_the_slots_are_the_same_everywhere() -> None:
    assert tuple(slot.value for slot in Slot) == IN_A_CHAIN == Chain.field_names()
