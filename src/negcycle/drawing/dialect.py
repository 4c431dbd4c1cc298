"""Dialects: which slots a form asks for, in which order, and under which headings.

All of them are views of one chain, so to go from one to another loses nothing: the model keeps
every slot, and a dialect says which ones it has no place for.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from negcycle.errors import UnknownName
from negcycle.model.chain import Slot
from negcycle.words import did_you_mean, say


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that a form asks for: a slot, and those that share its card."""

    place: Slot
    """The slot that asks when nothing is there, and that says where on a picture this belongs."""
    beside: tuple[Slot, ...] = ()
    heading: str = ""
    """The last word of the key of its heading, where that is not the slot's own."""
    labeled: bool = False
    """Whether the heading stands for several slots, so that the first one needs a label too."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        return (self.place, *self.beside)


@dataclass(frozen=True, slots=True)
class Dialect:
    """A form: what it asks for, in its order."""

    name: str
    parts: tuple[Part, ...]
    after: str = ""
    """Who made the form, where that is known. An attribution, never a name for the order."""

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots that have a place here, in this order."""
        return tuple(chain.from_iterable(part.slots for part in self.parts))

    @property
    def hides(self) -> tuple[Slot, ...]:
        """The slots that have no place here."""
        return tuple(slot for slot in Slot if slot not in self.slots)

    def rank(self, slot: Slot) -> int:
        """Return the place of a slot in this order; the slots without one share the last."""
        return self.slots.index(slot) if slot in self.slots else len(self.slots)

    def sentence(self) -> str:
        """Say which order this is and what it has no place for.

        Example:
            >>> dialect("four").sentence().partition(";")[0]
            'order: the two hurts and what each makes of the other'
        """
        order = say(f"dialect.{self.name}")
        if self.after:
            order = say("dialect.order-after", order=order, after=self.after)
        names = ", ".join(say(f"slot.{slot}") for slot in self.hides)
        return say("dialect.hides" if names else "dialect.hides-nothing", order=order, names=names)


_TRIGGER = Part(Slot.TRIGGER)
_PRIMARY = Part(Slot.PRIMARY, (Slot.FEAR,))
_SECONDARY = Part(Slot.SECONDARY)
_PERCEPTION = Part(Slot.PERCEPTION, (Slot.SELF_VIEW,))
_BEHAVIOR = Part(Slot.BEHAVIOR, (Slot.INTENT,))
_NEED = Part(Slot.NEED, (Slot.REQUEST,))
_THOUGHTS = Part(Slot.PERCEPTION, (Slot.SELF_VIEW, Slot.APPRAISAL), "thoughts", labeled=True)

LOOP = Dialect(
    "loop",
    (
        Part(Slot.TRIGGER, (Slot.APPRAISAL, Slot.BODY)),
        _PRIMARY,
        _SECONDARY,
        _PERCEPTION,
        _BEHAVIOR,
        _NEED,
    ),
)
"""What the infinity diagram shows, in the order in which it happens."""

_ALL = (
    Dialect(
        "everything",
        (
            Part(Slot.TRIGGER, (Slot.APPRAISAL, Slot.BODY)),
            Part(Slot.PRIMARY, (Slot.FEAR, Slot.IMAGE, Slot.RAW_SPOT)),
            _SECONDARY,
            _PERCEPTION,
            Part(Slot.BEHAVIOR, (Slot.URGE, Slot.INTENT)),
            Part(Slot.NEED, (Slot.REQUEST, Slot.BLOCK)),
        ),
    ),
    Dialect("definition", (_PRIMARY, _SECONDARY, _PERCEPTION, _BEHAVIOR)),
    Dialect(
        "story",
        (
            _TRIGGER,
            Part(Slot.APPRAISAL, (Slot.PERCEPTION, Slot.SELF_VIEW), "reading", labeled=True),
            _PRIMARY,
            _SECONDARY,
            _BEHAVIOR,
            _NEED,
        ),
    ),
    Dialect(
        "surface-first",
        (_TRIGGER, _BEHAVIOR, _PERCEPTION, _SECONDARY, _PRIMARY, _NEED),
        after="Woolley",
    ),
    Dialect(
        "iceberg",
        (
            Part(Slot.NEED, (Slot.REQUEST,), "yearning"),
            Part(Slot.PRIMARY, (Slot.FEAR,), "unmet"),
            Part(Slot.SECONDARY, heading="instead"),
            Part(Slot.SELF_VIEW),
            Part(Slot.PERCEPTION),
            _BEHAVIOR,
        ),
        after="Seiff-Haron",
    ),
    Dialect(
        "temp",
        (
            _TRIGGER,
            Part(Slot.SECONDARY, (Slot.PRIMARY, Slot.FEAR), "emotion", labeled=True),
            Part(Slot.PERCEPTION, (Slot.SELF_VIEW, Slot.APPRAISAL), "meaning", labeled=True),
            Part(Slot.BEHAVIOR, heading="protection"),
        ),
    ),
    Dialect(
        "reframe",
        (
            Part(Slot.PERCEPTION, (Slot.SELF_VIEW, Slot.APPRAISAL), "message", labeled=True),
            Part(Slot.SECONDARY, heading="feel"),
            Part(Slot.PRIMARY, (Slot.FEAR,)),
            Part(Slot.URGE),
            Part(Slot.BEHAVIOR),
        ),
        after="Menanno",
    ),
    Dialect(
        "quadrants",
        (
            _BEHAVIOR,
            _THOUGHTS,
            _SECONDARY,
            Part(Slot.PRIMARY),
            Part(Slot.NEED, (Slot.FEAR, Slot.REQUEST), "underneath", labeled=True),
        ),
        after="Olden",
    ),
    Dialect(
        "four",
        (Part(Slot.PRIMARY, heading="hurt"), Part(Slot.PERCEPTION, heading="judgment")),
    ),
    Dialect(
        "own-part",
        (
            Part(Slot.BEHAVIOR, (Slot.URGE,)),
            Part(Slot.SECONDARY),
            _THOUGHTS,
            _PRIMARY,
            Part(Slot.BODY, heading="signals"),
        ),
    ),
    Dialect(
        "assembly",
        (_TRIGGER, Part(Slot.APPRAISAL), Part(Slot.BODY), _PERCEPTION, Part(Slot.URGE)),
        after="Johnson",
    ),
    Dialect(
        "five-steps",
        (
            _TRIGGER,
            Part(Slot.SECONDARY, heading="immediate"),
            Part(Slot.BEHAVIOR),
            Part(Slot.PRIMARY),
            _NEED,
            Part(Slot.BLOCK),
        ),
        after="Moelbak",
    ),
)

DIALECTS = {one.name: one for one in _ALL}
"""Every dialect by its name. The first one has a place for every slot."""


def dialect(name: str) -> Dialect:
    """Return the dialect of this name.

    Raises:
        UnknownName: if there is none.

    Example:
        >>> [slot.value for slot in dialect("definition").slots[:3]]
        ['primary', 'fear', 'secondary']
    """
    if name not in DIALECTS:
        hint = did_you_mean(name, DIALECTS) or say("fault.choices", choices=", ".join(DIALECTS))
        raise UnknownName(say("draw.unknown-dialect", name=name, hint=hint), name, tuple(DIALECTS))
    return DIALECTS[name]
