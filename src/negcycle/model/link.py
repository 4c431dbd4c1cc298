"""What the file says about single links, and about pressures from outside the loop."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar, NamedTuple, Self, cast

from pydantic import BeforeValidator, Field, PlainSerializer

from negcycle.model.base import Frozen, Words
from negcycle.model.chain import STATIONS, Chain, Slot
from negcycle.model.dynamics import NotNegative, Sign
from negcycle.model.entry import Awareness
from negcycle.model.faults import as_text, choices, fault, shown
from negcycle.words import did_you_mean


class Station(NamedTuple):
    """One station of one partner: ``john.behavior``, or ``john.behavior.2`` for a further one."""

    partner: str
    slot: Slot
    number: int = 1

    def __str__(self) -> str:
        further = f".{self.number}" if self.number > 1 else ""
        return f"{self.partner}.{self.slot}{further}"

    def __repr__(self) -> str:
        return repr(str(self))

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a station as it is written.

        Raises:
            PydanticCustomError: if `text` is not a station, with the nearest one that is.
        """
        partner, _, rest = text.partition(".")
        name, _, number = rest.partition(".")
        name = Chain.other_spellings.get(name, name)
        if name not in {slot.value for slot in STATIONS}:
            known = [slot.value for slot in STATIONS]
            hint = (did_you_mean(name, known) or choices(known)) if rest else ""
            raise fault("not-a-station", "fault.not-a-station", value=shown(text), hint=hint)
        slot = Slot(name)
        if not number:
            return cls(partner, slot)
        if slot is not Slot.BEHAVIOR or not re.fullmatch(r"[1-9][0-9]{0,3}", number):
            raise fault("not-a-station", "fault.not-numbered", value=shown(text))
        return cls(partner, slot, int(number))


def _to_station(value: object) -> Station:
    if isinstance(value, Station):
        return value
    return Station.read(as_text(value))


StationName = Annotated[
    Station,
    BeforeValidator(_to_station),
    PlainSerializer(str, return_type=str),
]


def _to_awareness(value: object) -> object:
    if not isinstance(value, Mapping):
        raise fault("wrong-kind", "fault.expected-awareness", value=shown(value))
    return cast("object", value)


class WrittenLink(Frozen):
    """What the file says about a link: how strong, how late, how sure, and who owns it.

    Within one partner a link may run between any two stations. Between partners it runs only from a
    behavior to the other's trigger or primary emotion: nothing below the awareness line crosses.
    """

    expected: ClassVar[str] = "fault.expected-link"

    source: StationName
    """Where it starts, such as ``"john.behavior"``."""
    target: StationName
    """Where it lands, such as ``"mary.primary"``."""
    strength: NotNegative | None = None
    """Its weight, without unit; None means the default of this link."""
    delay: NotNegative | None = None
    """Turns until it is felt; None means the couple's delay for a crossing, else 0."""
    sign: Sign | None = None
    """+1 or -1; None means the default of this link."""
    evidence: Words | None = None
    """How one knows: a moment, a sentence, a score."""
    awareness: Annotated[dict[str, Awareness], BeforeValidator(_to_awareness)] = Field(
        default_factory=dict[str, Awareness]
    )
    """How far each partner has come to own this link."""

    def __hash__(self) -> int:  # the awareness is a dict, which has none
        return hash((self.source, self.target, self.strength, self.delay, self.sign))

    def in_order(self) -> WrittenLink:
        """Return the same link with its partners sorted."""
        return self.changed(awareness=dict(sorted(self.awareness.items())))


def _to_keys(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class Stressor(Frozen):
    """A pressure from outside the loop, such as money or illness. A plain text is enough."""

    shorthand: ClassVar[str | None] = "words"
    expected: ClassVar[str] = "fault.expected-stressor"

    words: Words
    """What it is."""
    on: Annotated[tuple[str, ...], BeforeValidator(_to_keys)] = ()
    """On whom it weighs; empty for everybody."""

    if TYPE_CHECKING:

        def __init__(self, words: str, *, on: tuple[str, ...] | list[str] | str = ()) -> None: ...

    def in_order(self) -> Stressor:
        """Return the same pressure with the people on whom it weighs sorted, each once."""
        return self.changed(on=tuple(sorted(set(self.on))))
