"""One partner's half of the cycle: named slots, so that nobody can mix up their order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import model_validator

from negcycle.errors import UnknownName
from negcycle.model.base import Frozen
from negcycle.model.entry import Entries, Entry
from negcycle.model.faults import fault, together
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    EntriesInput = str | Entry | Mapping[str, object] | Sequence[str | Entry | Mapping[str, object]]


class Slot(StrEnum):
    """The slots of a chain, in causal order; what is no step of the loop stands by its neighbor."""

    TRIGGER = "trigger"
    APPRAISAL = "appraisal"
    BODY = "body"
    PRIMARY = "primary"
    FEAR = "fear"
    SECONDARY = "secondary"
    PERCEPTION = "perception"
    SELF_VIEW = "self_view"
    URGE = "urge"
    BEHAVIOR = "behavior"
    INTENT = "intent"
    NEED = "need"
    REQUEST = "request"
    IMAGE = "image"
    RAW_SPOT = "raw_spot"
    BLOCK = "block"


STATIONS = (
    Slot.TRIGGER,
    Slot.APPRAISAL,
    Slot.BODY,
    Slot.PRIMARY,
    Slot.SECONDARY,
    Slot.PERCEPTION,
    Slot.BEHAVIOR,
)
"""The slots that are steps of the loop, in order."""

ELEMENTS = (Slot.PRIMARY, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR)
"""The four elements: the stations that every cycle has, even where they are still blank."""


PARTNER_FIELDS = ("name", "pronoun", "side", "relation", "chain")
"""Fields of a partner that are sometimes written one level too high or too low."""


class Chain(Frozen):
    """One partner's half of the cycle: what is felt, shown, concluded and done.

    Every slot holds entries; a plain text, one entry or a list of them is accepted.

    Example:
        >>> Chain(primary=["hurt", "unloved"], behavior="goes quiet").primary[1].words
        'unloved'
    """

    other_spellings: ClassVar[Mapping[str, str]] = {"behaviour": "behavior"}
    expected: ClassVar[str] = "fault.expected-chain"
    elsewhere: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(PARTNER_FIELDS, "fault.under-a-partner"),
        **dict.fromkeys(
            (name for name in Entry.field_names() if name != "words"), "fault.beside-words"
        ),
    }

    trigger: Entries = ()
    """What the partner did or did not do, as a camera would show it."""
    appraisal: Entries = ()
    """The instant alarm reading, before the feeling."""
    body: Entries = ()
    """Where the body feels it."""
    primary: Entries = ()
    """The vulnerable first feeling, such as ``"lonely"``."""
    fear: Entries = ()
    """What could come true: the catastrophe the primary emotion warns of."""
    secondary: Entries = ()
    """The reactive emotion that covers the primary one, such as ``"angry"``."""
    perception: Entries = ()
    """The conclusion about the partner, such as ``"she does not want me"``."""
    self_view: Entries = ()
    """The conclusion about oneself in that moment."""
    urge: Entries = ()
    """What one feels pulled to do."""
    behavior: Entries = ()
    """What one does or does not do, where the partner can see it."""
    intent: Entries = ()
    """What the behavior is trying to protect or to reach."""
    need: Entries = ()
    """What one longs for: a need, not a strategy."""
    request: Entries = ()
    """A specific request that would answer the need."""
    image: Entries = ()
    """A picture or metaphor for the inner state."""
    raw_spot: Entries = ()
    """The older sore place that this touches."""
    block: Entries = ()
    """What stops one from saying the primary emotion."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            trigger: EntriesInput = (),
            appraisal: EntriesInput = (),
            body: EntriesInput = (),
            primary: EntriesInput = (),
            fear: EntriesInput = (),
            secondary: EntriesInput = (),
            perception: EntriesInput = (),
            self_view: EntriesInput = (),
            urge: EntriesInput = (),
            behavior: EntriesInput = (),
            intent: EntriesInput = (),
            need: EntriesInput = (),
            request: EntriesInput = (),
            image: EntriesInput = (),
            raw_spot: EntriesInput = (),
            block: EntriesInput = (),
        ) -> None: ...

    @model_validator(mode="after")
    def _only_behaviors_move(self) -> Chain:
        faults: list[Any] = []
        for slot, entries in self:
            for index, entry in enumerate(entries):
                if entry.moves is not None and slot is not Slot.BEHAVIOR:
                    error = fault("moves-elsewhere", "fault.moves-elsewhere", slot=slot.value)
                    faults.append(((slot.value, index, "moves"), error, entry.moves))
        if faults:
            raise together(faults)
        return self

    def __iter__(self) -> Iterator[tuple[Slot, Entries]]:  # type: ignore[override]
        """Go through all slots in causal order, blank ones included."""
        for slot in Slot:
            yield slot, self[slot]

    def __getitem__(self, slot: Slot | str) -> Entries:
        """Return what stands in a slot.

        Raises:
            UnknownName: if no slot is called this.
        """
        entries: Entries = getattr(self, as_slot(slot).value)
        return entries

    def stations(self) -> tuple[Slot, ...]:
        """Return the steps of the loop that this chain has, in order.

        The four elements are always there, blank or not; the steps before them when they are
        filled in. What comes between trigger and primary emotion needs a trigger to land on.
        """
        between = self.appraisal or self.body
        return tuple(
            slot
            for slot in STATIONS
            if slot in ELEMENTS or self[slot] or (slot is Slot.TRIGGER and between)
        )


def as_slot(name: Slot | str) -> Slot:
    """Return the slot of this name; ``behaviour`` is accepted.

    Raises:
        UnknownName: if no slot is called this.
    """
    name = Chain.other_spellings.get(str(name), str(name))
    if name not in Slot.__members__.values():
        known = tuple(slot.value for slot in Slot)
        hint = did_you_mean(name, known)
        raise UnknownName(say("fault.unknown-slot", name=name, hint=hint), name, known)
    return Slot(name)
