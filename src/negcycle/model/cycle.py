"""A negative cycle: the partners, each with a chain, and everything the file says around them."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from importlib import import_module
from itertools import combinations
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, cast

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

from negcycle.errors import UnknownName
from negcycle.model.base import Frozen, Label, Notes
from negcycle.model.chain import Chain, Slot, as_slot
from negcycle.model.dynamics import Dynamics, PartnerDynamics
from negcycle.model.faults import Loc, as_text, carried, cut, fault, shown, together
from negcycle.model.link import Station, Stressor, WrittenLink
from negcycle.model.plan import BOTH, Plan, PlanItem
from negcycle.model.position import Position, position_of
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.model.chain import EntriesInput

_Faults = list[tuple[Loc, PydanticCustomError, object]]

_COUPLE = 2


class Side(StrEnum):
    """The side of the page."""

    LEFT = "left"
    RIGHT = "right"


class Relation(StrEnum):
    """What somebody is to the others; a caregiver and a child do not share the responsibility."""

    PARTNER = "partner"
    CAREGIVER = "caregiver"
    CHILD = "child"


def _usable_key(key: object) -> object:
    if key == BOTH:
        raise fault("key", "fault.key-both")
    if not (isinstance(key, str) and re.fullmatch(r"[^\W_][\w-]{0,39}", key)):
        raise fault("key", "fault.key", key=shown(key))
    return key


class Partner(Frozen):
    """One person in this cycle. Only the name is required.

    Example:
        >>> Partner(key="mary", name="Mary", chain={"primary": "discarded"}).chain.primary[0].words
        'discarded'
    """

    expected: ClassVar[str] = "fault.expected-partner"

    key: Annotated[str, BeforeValidator(_usable_key)]
    """A short name for reports and the command line: letters, digits, ``-`` and ``_``."""
    name: Label
    """What the person is called."""
    pronoun: Label | None = None
    """How they are referred to, when they say so."""
    side: Side | None = None
    """The side of the page; None means: by the order of the partners."""
    relation: Relation = Relation.PARTNER
    """What they are to the others here."""
    chain: Chain = Field(default_factory=Chain)
    """Their half of the cycle."""
    dynamics: PartnerDynamics = Field(default_factory=PartnerDynamics)
    """Their numbers in a simulation."""
    notes: Notes | None = None
    """Free text, never drawn."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            key: str,
            name: str,
            pronoun: str | None = None,
            side: Side | Literal["left", "right"] | None = None,
            relation: Relation | Literal["partner", "caregiver", "child"] = Relation.PARTNER,
            chain: Chain | Mapping[str, EntriesInput] = ...,
            dynamics: PartnerDynamics | Mapping[str, float] = ...,
            notes: str | None = None,
        ) -> None: ...

    @property
    def position(self) -> Position:
        """Where this partner stands in this cycle, with the evidence."""
        return position_of(self)


def _to_partners(value: object) -> tuple[Partner, ...]:
    """Read partners from a mapping of keys, or from a list of partners."""
    if isinstance(value, Mapping):
        fields = cast("Mapping[object, object]", value)
        bodies: list[tuple[int | str, object]] = [
            (as_text(key), body) for key, body in fields.items()
        ]
    elif isinstance(value, str) or not isinstance(value, Iterable):
        raise fault("wrong-kind", "fault.expected-partners", value=shown(value))
    else:
        bodies = list(enumerate(cast("Iterable[object]", value)))
    partners: list[Partner] = []
    faults: list[Any] = []
    for key, body in bodies:
        place = cut(key) if isinstance(key, str) else key
        try:
            keyed = _with_key(key, body) if isinstance(key, str) else body
            partners.append(Partner.model_validate(keyed))
        except ValidationError as error:
            faults.extend(
                ((place,) if loc[1:] == ("key",) else loc, one, at)
                for loc, one, at in carried(error, place)
            )
        except PydanticCustomError as error:
            faults.append(((place, "key"), error, body))
    if faults:
        raise together(faults)
    return tuple(partners)


def _with_key(key: str, body: object) -> object:
    """Return what stands under a key with that key, which it may not contradict."""
    if body is None:
        return {"key": key}
    inner: object = key
    if isinstance(body, Partner):
        inner = body.key
    elif isinstance(body, Mapping):
        body = {"key": key, **cast("Mapping[str, object]", body)}
        inner = body["key"]
    if as_text(inner) != key:
        raise fault("written-twice", "fault.written-twice", name=key, other=as_text(inner))
    return body


class _InTheFile:
    """The JSON Schema of the partners: fields under their keys."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        partner = handler(core_schema)["items"]
        return {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": r"^(?!both$)[^\W_][\w-]{0,39}$"},
            "additionalProperties": partner,
        }


Partners = Annotated[tuple[Partner, ...], BeforeValidator(_to_partners), _InTheFile()]


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
    BeforeValidator(
        _to_date,
        json_schema_input_type=Annotated[str, Field(pattern=r"^\s*\d{4}(-\d\d(-\d\d)?)?\s*$")]
        | Annotated[int, Field(ge=1, le=9999)],
    ),
]


def _to_pair(value: object) -> object:
    if not _is_pair(value):
        raise fault("wrong-kind", "fault.expected-pair", value=shown(value))
    return value


def _is_pair(value: object) -> bool:
    keys = cast("Sequence[object]", value) if isinstance(value, list | tuple) else ()
    return len(keys) == _COUPLE and all(isinstance(key, str) for key in keys)


Pair = Annotated[tuple[str, str], BeforeValidator(_to_pair, json_schema_input_type=tuple[str, str])]


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

    negcycle: Annotated[
        Literal[1], BeforeValidator(_first_version, json_schema_input_type=Literal[1, "1"])
    ] = 1
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
            dynamics: Dynamics | Mapping[str, float] = ...,
            plan: Plan | Sequence[PlanItem | Mapping[str, object]] = ...,
            notes: str | None = None,
        ) -> None: ...

    # -- asking ---------------------------------------------------------------------------

    def partner(self, key: str) -> Partner:
        """Return a partner by key or, where that is unambiguous, by name.

        Raises:
            UnknownName: if nobody is called this.
        """
        for partner in self.partners:
            if partner.key == key:
                return partner
        named = [one for one in self.partners if one.name.casefold() == key.casefold()]
        if len(named) == 1:
            return named[0]
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
        return tuple(
            Blank(f"partners.{one.key}.chain.{slot}", say(f"ask.{slot}", name=one.name))
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
        """Return the same cycle with everything that has no order sorted.

        Two descriptions of one cycle are equal in this form: it does not matter who is listed
        first or in which order links, pairs and stressors were written.
        """
        return self.changed(
            partners=sorted(self.partners, key=lambda one: one.key),
            pairs=sorted({(min(pair), max(pair)) for pair in self.pairs}),
            links=sorted((link.in_order() for link in self.links), key=repr),
            stressors=sorted((stressor.in_order() for stressor in self.stressors), key=repr),
        )

    # -- checking what one field alone cannot see -----------------------------------------

    @model_validator(mode="after")
    def _hangs_together(self) -> Cycle:
        faults: _Faults = [
            *self._partner_faults(),
            *self._pair_faults(),
            *self._link_faults(),
            *self._stressor_faults(),
            *self._plan_faults(),
        ]
        if faults:
            raise together(faults)
        return self

    def _partner_faults(self) -> Iterable[tuple[Loc, PydanticCustomError, object]]:
        if not self.partners:
            yield ("partners",), fault("no-partner", "fault.no-partner"), None
        for key in dict.fromkeys(key for key in self.keys if self.keys.count(key) > 1):
            yield ("partners",), fault("same-key", "fault.same-key", key=key), key
        sides = [one.side for one in self.partners if one.side is not None]
        if len(self.partners) > _COUPLE and sides:
            where = next(one.key for one in self.partners if one.side is not None)
            yield ("partners", where, "side"), fault("side", "fault.side-of-many"), None
        elif len(sides) > len(set(sides)):
            where = self.partners[-1].key
            yield ("partners", where, "side"), fault("side", "fault.same-side", side=sides[0]), None

    def _pair_faults(self) -> Iterable[tuple[Loc, PydanticCustomError, object]]:
        for index, pair in enumerate(self.pairs):
            yield from (
                self._unknown(("pairs", index), key) for key in pair if key not in self.keys
            )
            if pair[0] == pair[1]:
                yield ("pairs", index), fault("pair", "fault.pair-of-one", name=pair[0]), pair
            elif {*pair} in [{*other} for other in self.pairs[:index]]:
                error = fault("pair", "fault.pair-twice", first=pair[0], second=pair[1])
                yield ("pairs", index), error, pair

    def _link_faults(self) -> Iterable[tuple[Loc, PydanticCustomError, object]]:
        for index, link in enumerate(self.links):
            ends: dict[str, Station] = {"source": link.source, "target": link.target}
            unknown = {end: one for end, one in ends.items() if one.partner not in self.keys}
            for end, station in unknown.items():
                yield self._unknown(("links", index, end), station.partner)
            for key in link.awareness:
                if key not in self.keys:
                    yield self._unknown(("links", index, "awareness", key), key)
            if unknown:
                continue
            if error := self._crossing_fault(link):
                yield ("links", index), error, None
                continue
            for end, station in ends.items():
                if not self._is_there(station):
                    error = fault("blank-station", "fault.blank-station", station=str(station))
                    yield ("links", index, end), error, str(station)

    def _crossing_fault(self, link: WrittenLink) -> PydanticCustomError | None:
        source, target = link.source, link.target
        names = {"source": str(source), "target": str(target)}
        if source == target:
            return fault("link-to-itself", "fault.link-to-itself", **names)
        if source.partner == target.partner:
            return None
        if source.slot is not Slot.BEHAVIOR or target.slot not in {Slot.TRIGGER, Slot.PRIMARY}:
            return fault("hidden-crossing", "fault.hidden-crossing", **names)
        pair = {source.partner, target.partner}
        if pair not in [{*other} for other in self.all_pairs()]:
            return fault("not-a-pair", "fault.not-a-pair", **names)
        return None

    def _is_there(self, station: Station) -> bool:
        chain = self.partner(station.partner).chain
        return station.slot in chain.stations() and station.number <= max(
            len(chain[station.slot]), 1
        )

    def _stressor_faults(self) -> Iterable[tuple[Loc, PydanticCustomError, object]]:
        for index, stressor in enumerate(self.stressors):
            for key in stressor.on:
                if key not in (*self.keys, BOTH):
                    yield self._unknown(("stressors", index, "on"), key)

    def _plan_faults(self) -> Iterable[tuple[Loc, PydanticCustomError, object]]:
        for index, item in enumerate(self.plan.items):
            for field, key in item.partners():
                everybody = key == BOTH and field not in {"trigger", "timeout"}
                if key not in self.keys and not everybody:
                    yield self._unknown(("plan", index, field), key)

    def _unknown(self, loc: Loc, key: str) -> tuple[Loc, PydanticCustomError, object]:
        hint = did_you_mean(key, self.keys)
        return loc, fault("unknown-partner", "fault.unknown-partner", name=key, hint=hint), key


_ASKED = (
    Slot.TRIGGER,
    Slot.SECONDARY,
    Slot.BEHAVIOR,
    Slot.PERCEPTION,
    Slot.PRIMARY,
    Slot.NEED,
)
"""What `blanks` asks for, in the order one would ask a person: the surface first."""
