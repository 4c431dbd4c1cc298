"""A negative cycle: the partners, each with a chain, and everything the file says around them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, NamedTuple, cast

from pydantic import BeforeValidator, Field, model_validator

from negcycle.errors import UnknownName
from negcycle.model.base import Frozen, Label, Notes
from negcycle.model.chain import PARTNER_FIELDS, Slot, as_slot
from negcycle.model.coherence import coherence_faults
from negcycle.model.dynamics import Dynamics
from negcycle.model.faults import as_text, fault, shown, together
from negcycle.model.incident import Moment
from negcycle.model.link import Stressor, WrittenLink
from negcycle.model.partner import Partner, Partners, Side
from negcycle.model.people import names_of
from negcycle.model.plan import Plan, PlanItem
from negcycle.words import did_you_mean, say
from negcycle.words.slots import IN_A_CHAIN

if TYPE_CHECKING:
    from negcycle.model.chain import EntriesInput


def _to_date(value: object) -> str:
    """Read a day, a month or a year, such as ``2026-11-21``, ``2026-11`` or ``2026``."""
    text = as_text(value).strip()
    if found := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text, re.ASCII):
        year, month, day = (int(part or 1) for part in found.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            pass
        else:
            return text
    raise fault("not-a-date", "fault.not-a-date", value=shown(value))


Date = Annotated[
    str,
    BeforeValidator(_to_date),
]


def _to_pair(value: object) -> object:
    if not _is_pair(value):
        raise fault("wrong-kind", "fault.expected-pair", value=shown(value))
    return value


def _is_pair(value: object) -> bool:
    keys = cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
    return len(keys) == 2 and all(isinstance(key, str) for key in keys)


Pair = Annotated[tuple[str, str], BeforeValidator(_to_pair)]


def _first_version(value: object) -> object:
    if as_text(value).strip() != "1":
        raise fault("version", "fault.version", value=shown(value))
    return 1


class Blank(NamedTuple):
    """A slot that nobody has filled in yet, and the question that would fill it."""

    path: str
    question: str


class Cycle(Frozen):
    """A couple's negative cycle, or one half of it, or that of several people.

    Example:
        >>> cycle = Cycle(partners={"john": {"name": "John"}, "mary": {"name": "Mary"}})
        >>> cycle.with_entry("john", "primary", "hurt").partner("john").chain.primary[0].words
        'hurt'
    """

    elsewhere: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(IN_A_CHAIN, "fault.under-chain"),
        **dict.fromkeys(PARTNER_FIELDS, "fault.under-a-partner"),
    }

    negcycle: Annotated[Literal[1], BeforeValidator(_first_version)] = 1
    """The version of the format."""
    title: Label | None = None
    """The couple's own name for their cycle."""
    topic: Label | None = None
    """What it is about here; positions may differ by topic."""
    date: Date | None = None
    """When it was written down: a day, a month or a year."""
    partners: Partners
    """One to many; the order sets the sides."""
    pairs: tuple[Pair, ...] = ()
    """Who is in a cycle with whom, when there are more than two; empty means every pair."""
    links: tuple[WrittenLink, ...] = ()
    """What is known about single links."""
    stressors: tuple[Stressor, ...] = ()
    """Pressures from outside the loop."""
    incident: tuple[Moment, ...] = ()
    """One incident, moment by moment, in the order in which it came; at most 300 moments."""
    dynamics: Dynamics = Field(default_factory=Dynamics)
    """The numbers of a simulation."""
    plan: Plan = Field(default_factory=Plan)
    """Inputs over time."""
    notes: Notes | None = None
    """Free text, never drawn."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            partners: Iterable[Partner] | Mapping[str, Mapping[str, object]],
            negcycle: Literal[1] = 1,
            title: str | None = None,
            topic: str | None = None,
            date: str | datetime.date | None = None,
            pairs: Sequence[Sequence[str]] = (),
            links: Sequence[WrittenLink | Mapping[str, object]] = (),
            stressors: Sequence[Stressor | str | Mapping[str, object]] = (),
            incident: Sequence[Moment | Mapping[str, object]] = (),
            dynamics: Dynamics | Mapping[str, float] = ...,
            plan: Plan | Sequence[PlanItem | Mapping[str, object]] = ...,
            notes: str | None = None,
        ) -> None: ...

    # -- asking ---------------------------------------------------------------------------

    def partner(self, key: str) -> Partner:
        """Return a partner by key or, where that is unambiguous, by name.

        Raises:
            UnknownName: if nobody is called this, or several people are.
        """
        for partner in self.partners:
            if partner.key == key:
                return partner
        named = [one for one in self.partners if one.name.casefold() == key.casefold()]
        if len(named) == 1:
            return named[0]
        if named:
            keys = tuple(one.key for one in named)
            written = [f"'{one}'" for one in keys]
            many = "people.alike.two" if len(keys) == 2 else "people.alike"
            choice = say("list.or", first=", ".join(written[:-1]), last=written[-1])
            message = say(many, count=len(keys), name=key, keys=choice)
            raise UnknownName(message, key, keys)
        known = tuple(name for one in self.partners for name in (one.key, one.name))
        hint = did_you_mean(key, known)
        raise UnknownName(say("fault.unknown-partner", name=key, hint=hint), key, known)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the partners, in their order."""
        return tuple(partner.key for partner in self.partners)

    def all_pairs(self) -> tuple[tuple[str, str], ...]:
        """Return who is in a cycle with whom: the written pairs, else every pair."""
        return self.pairs or tuple(combinations(self.keys, 2))

    def sides(self) -> tuple[Partner, Partner]:
        """Return who stands on the left and who on the right, for exactly two partners.

        Raises:
            ValueError: if there are not exactly two.
        """
        first, second = self.partners
        turned = first.side is Side.RIGHT or second.side is Side.LEFT
        return (second, first) if turned else (first, second)

    def blanks(self) -> tuple[Blank, ...]:
        """Return the open questions, partner by partner, in the order one would ask them."""
        names = names_of(self.partners)
        return tuple(
            Blank(f"partners.{one.key}.chain.{slot}", say(f"ask.{slot}", name=names[one.key]))
            for one in self.partners
            for slot in _ASKED
            if not one.chain[slot]
        )

    # -- showing: the parts above load when they are used -----------------------------------

    def __format__(self, spec: str) -> str:
        """Return this cycle as ``text``, ``mermaid``, ``dot``, ``svg``, ``yaml`` or ``json``."""
        if not spec:
            return str(self)
        showing = import_module("negcycle.drawing.showing")
        return cast("str", showing.shown_as(self, spec))

    def _repr_html_(self) -> str:
        showing = import_module("negcycle.drawing.showing")
        return cast("str", showing.shown_as(self, "html"))

    # -- editing: each gives a new cycle, checked again -----------------------------------

    def with_partners(self, partners: Iterable[Partner]) -> Cycle:
        """Return this cycle with these partners, in this order."""
        return self.changed(partners=tuple(partners))

    def with_partner(self, partner: Partner) -> Cycle:
        """Return this cycle with `partner` in the place of the one with that key, or added."""
        if partner.key not in self.keys:
            return self.with_partners([*self.partners, partner])
        return self.with_partners(
            partner if one.key == partner.key else one for one in self.partners
        )

    def with_entry(self, partner: str, slot: Slot | str, entry: EntriesInput) -> Cycle:
        """Return this cycle with `entry` (a text, an entry or a list) in one slot.

        Raises:
            UnknownName: if there is no such partner or slot.
            CaseError: if the new cycle has problems.
        """
        one = self.partner(partner)
        chain = one.chain.changed(**{as_slot(slot).value: entry})
        return self.with_partner(one.changed(chain=chain))

    def without_entry(self, partner: str, slot: Slot | str) -> Cycle:
        """Return this cycle with one slot blank again."""
        return self.with_entry(partner, slot, ())

    def with_link(self, link: WrittenLink) -> Cycle:
        """Return this cycle with one more written link."""
        return self.changed(links=(*self.links, link))

    def canonical(self) -> Cycle:
        """Return the same cycle with everything that has no order sorted; an incident has one.

        Two descriptions of one cycle are equal in this form: it does not matter who is listed
        first or in which order links, pairs and stressors were written.
        """
        return self.changed(
            partners=sorted(self.partners, key=lambda one: one.key),
            pairs=sorted({(min(pair), max(pair)) for pair in self.pairs}),
            links=sorted((link.in_order() for link in self.links), key=repr),
            stressors=sorted((stressor.in_order() for stressor in self.stressors), key=repr),
        )

    # -- checking ---------------------------------------------------------------------------

    @model_validator(mode="after")
    def _hangs_together(self) -> Cycle:
        """Check what one field alone cannot see."""
        faults = list(coherence_faults(self))
        if faults:
            raise together(faults)
        return self


_ASKED = (
    Slot.TRIGGER,
    Slot.SECONDARY,
    Slot.BEHAVIOR,
    Slot.PERCEPTION,
    Slot.PRIMARY,
    Slot.NEED,
)
"""What `blanks` asks for, in the order one would ask a person: the surface first."""
