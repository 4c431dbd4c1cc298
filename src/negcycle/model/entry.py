"""One thing that is felt, thought or done, in somebody's own words, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, cast

from pydantic import BeforeValidator, Field, ValidationError, field_validator

from negcycle.errors import UnknownName
from negcycle.model.base import Frozen, Words
from negcycle.model.dynamics import Number
from negcycle.model.faults import carried, fault, shown, together
from negcycle.words import say
from negcycle.words.slots import IN_A_CHAIN


class Move(StrEnum):
    """Where a behavior goes: at the partner, away from them, or softly toward them."""

    PURSUE = "pursue"
    WITHDRAW = "withdraw"
    ATTACK = "attack"
    GIVE_UP = "give_up"
    REACH = "reach"


class Source(StrEnum):
    """Who said it."""

    SELF = "self"
    PARTNER = "partner"
    THERAPIST = "therapist"


class Status(StrEnum):
    """How sure it is: a guess, a guess that was offered, or what the person made of it."""

    CONJECTURE = "conjecture"
    OFFERED = "offered"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Awareness(StrEnum):
    """How far something has come up from below the awareness line, in rising order."""

    HIDDEN = "hidden"
    GLIMPSED = "glimpsed"
    NAMED = "named"
    OWNED = "owned"
    SHARED = "shared"
    HEARD = "heard"

    @property
    def rank(self) -> int:
        """0 for hidden to 5 for heard."""
        return list(Awareness).index(self)


class Entry(Frozen):
    """One thing in one slot of a chain. A plain text is short for ``{words: ...}``.

    Example:
        >>> Entry("discarded", source="therapist", status="conjecture").is_guess
        True
    """

    shorthand: ClassVar[str | None] = "words"
    expected: ClassVar[str] = "fault.expected-entry"
    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(IN_A_CHAIN, "fault.under-chain")

    words: Words
    """The person's own words, never rewritten."""
    term: str | None = None
    """The id of a lexicon term that says the same, for analysis only."""
    moves: Move | None = None
    """Where it goes; only for a behavior."""
    intensity: Annotated[Number, Field(ge=0, le=10)] | None = None
    """How strong, from 0 to 10, as the person rates it."""
    source: Source | None = None
    """Who said it; None when the file does not say."""
    status: Status | None = None
    """How sure it is; None when the file does not say."""
    awareness: Awareness | None = None
    """How far it has come up; None when the file does not say."""
    felt_in_session: bool = False
    """Whether it was felt in the room and not only talked about."""
    share: bool = False
    """Whether its owner agrees that others see it; a written False keeps it off pages for others.
    """
    injury: bool = False
    """Whether it touches an old injury between the two."""

    if TYPE_CHECKING:

        def __init__(
            self,
            words: str,
            *,
            term: str | None = None,
            moves: Move | str | None = None,
            intensity: float | None = None,
            source: Source | str | None = None,
            status: Status | str | None = None,
            awareness: Awareness | str | None = None,
            felt_in_session: bool = False,
            share: bool = False,
            injury: bool = False,
        ) -> None: ...

    @classmethod
    def hint_for(cls, value: Mapping[object, object]) -> str:
        """Say that ``- he says: no`` needs quotes, when that is all there is."""
        return say("fault.quote-the-colon") if len(value) == 1 else ""

    @field_validator("term")
    @classmethod
    def _known_term(cls, term: str | None) -> str | None:
        if term is not None:
            from negcycle.words import lexicon

            try:
                lexicon().term(term)
            except UnknownName as error:
                raise fault("unknown-term", "fault.verbatim", message=str(error)) from None
        return term

    @property
    def is_guess(self) -> bool:
        """Whether this is somebody's guess that its owner has neither confirmed nor corrected."""
        if self.status is not None:
            return self.status in {Status.CONJECTURE, Status.OFFERED}
        return self.source in {Source.PARTNER, Source.THERAPIST}

    @property
    def is_kept_back(self) -> bool:
        """Whether it is written that others do not see this, and not only left unsaid.

        Example:
            >>> Entry("goes quiet").is_kept_back, Entry("goes quiet", share=False).is_kept_back
            (False, True)
        """
        return not self.share and "share" in self.model_fields_set

    def __str__(self) -> str:
        return self.words


def _to_entries(value: object) -> tuple[Entry, ...]:
    """Read one entry or a list of them; a blank is no entry."""
    if _is_blank(value):
        return ()
    if isinstance(value, str | Mapping | Entry):
        return (_to_entry(cast("object", value)),)
    if not isinstance(value, Iterable):
        raise fault("wrong-kind", Entry.expected, value=shown(value))
    entries: list[Entry] = []
    faults: list[Any] = []
    for index, item in enumerate(cast("Iterable[object]", value)):
        if _is_blank(item):
            continue
        try:
            entries.append(_to_entry(item))
        except ValidationError as error:
            faults.extend(carried(error, index))
    if faults:
        raise together(faults)
    return tuple(entries)


def _to_entry(value: object) -> Entry:
    return Entry.model_validate(value)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


Entries = Annotated[tuple[Entry, ...], BeforeValidator(_to_entries)]
"""What stands in one slot: nothing, one entry or several, in the order they were written."""
