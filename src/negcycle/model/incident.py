"""One incident, moment by moment: who did, felt or thought what, in the order in which it came."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import BeforeValidator

from negcycle.model.base import Frozen, Label, Words
from negcycle.model.chain import Chain, Slot
from negcycle.model.entry import Awareness, Entry, Source, Status

MOST_MOMENTS = 300
"""An incident with more moments than this is several incidents."""


def _to_slot(value: object) -> object:
    return Chain.other_spellings.get(value, value) if isinstance(value, str) else value


class Moment(Frozen):
    """One moment of an incident, in somebody's own words.

    Example:
        >>> Moment(who="mary", at="19:40", words="asks again").slot.value
        'behavior'
    """

    expected: ClassVar[str] = "fault.expected-moment"

    who: str
    """The key of the partner whose moment it is."""
    at: Label | None = None
    """When, in a few words of one's own, such as ``"19:40"`` or ``"later in bed"``."""
    slot: Annotated[Slot, BeforeValidator(_to_slot)] = Slot.BEHAVIOR
    """The slot of a chain that it belongs to; most moments of an incident are behaviors."""
    words: Words
    """What happened, never rewritten."""
    source: Source | None = None
    """Who said it; None when the file does not say."""
    status: Status | None = None
    """How sure it is; None when the file does not say."""
    awareness: Awareness | None = None
    """How far it has come up; None when the file does not say."""
    share: bool = False
    """Whether its owner agrees that others see it."""
    injury: bool = False
    """Whether it touches an old injury between the two."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            who: str,
            words: str,
            at: str | None = None,
            slot: Slot | str = Slot.BEHAVIOR,
            source: Source | str | None = None,
            status: Status | str | None = None,
            awareness: Awareness | str | None = None,
            share: bool = False,
            injury: bool = False,
        ) -> None: ...

    @property
    def entry(self) -> Entry:
        """This moment as an entry of its slot."""
        return Entry(
            self.words,
            source=self.source,
            status=self.status,
            awareness=self.awareness,
            share=self.share,
            injury=self.injury,
        )
