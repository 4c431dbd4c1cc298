"""One person in a cycle: a name, a side of the page, and their half of the cycle."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, cast

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_core import PydanticCustomError

from negcycle.model.base import Frozen, Label, Name, Notes
from negcycle.model.chain import Chain
from negcycle.model.dynamics import PartnerDynamics
from negcycle.model.faults import as_text, carried, cut, fault, shown, together
from negcycle.model.plan import BOTH
from negcycle.model.position import Position, position_of
from negcycle.words.slots import IN_A_CHAIN

if TYPE_CHECKING:
    from negcycle.model.chain import EntriesInput


class Side(StrEnum):
    """The side of the page."""

    LEFT = "left"
    RIGHT = "right"


class Relation(StrEnum):
    """What somebody is to the others; a caregiver and a child do not share the responsibility."""

    PARTNER = "partner"
    CAREGIVER = "caregiver"
    CHILD = "child"


MOST_PARTNERS = 30
"""More people than this is a slip of the pen, or a file from elsewhere."""


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
    unlisted: ClassVar[frozenset[str]] = frozenset({"key"})
    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(IN_A_CHAIN, "fault.under-chain")

    key: Annotated[str, BeforeValidator(_usable_key)]
    """A short name for reports and the command line: letters, digits, ``-`` and ``_``."""
    name: Name
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


Partners = Annotated[tuple[Partner, ...], BeforeValidator(_to_partners)]
