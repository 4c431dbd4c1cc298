"""What a picture says before it has a shape: for each partner, what each card holds.

The cards and the text alternative are both made from this, so they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from negcycle.drawing.loop_badge import LoopBadge
from negcycle.model.chain import STATIONS, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry, Move
from negcycle.model.partner import Partner
from negcycle.model.position import position_of
from negcycle.words import say
from negcycle.words.tidying import tidy


class View(StrEnum):
    """Which picture of the cycle."""

    LOOP = "loop"
    SURFACE = "surface"
    SINGLE = "single"
    BLANK = "blank"
    POSITIVE = "positive"
    BEFORE_AFTER = "before-after"


class Register(StrEnum):
    """In whose language the headings are."""

    PLAIN = "plain"
    CLINICAL = "clinical"


@dataclass(frozen=True, slots=True)
class Row:
    """Something on a card: the person's words, and what they are where no heading says so."""

    words: str
    label: str = ""
    asks: bool = False
    """Whether this is the question of a slot that is still open, beside one that is not."""

    @property
    def text(self) -> str:
        return f"{self.label} {self.words}" if self.label else self.words


@dataclass(frozen=True, slots=True)
class CardContent:
    """What one card says."""

    id: str
    """The station or slot it stands for, such as ``john.primary``."""
    place: Slot
    """Where on the lobe it belongs."""
    heading: str
    rows: tuple[Row, ...] = ()
    question: str = ""
    """What an empty card asks."""
    guess: bool = False
    """Whether everything on it is somebody's guess."""
    injury: bool = False
    awareness: Awareness | None = None
    """How far it has come up, from *named* on."""
    remark: str = ""
    """A word beside the heading, such as "changed"."""
    changed: bool = False
    """Whether it is not the same as before; then its border is thicker."""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class LobeContent:
    """What one partner's half says."""

    key: str
    name: str
    cards: tuple[CardContent, ...]
    present: bool = True
    """False for a partner who is not here: the lobe stays grey."""
    note: str = ""
    """What a grey lobe says instead."""
    hidden: tuple[Slot, ...] = ()
    """Slots that are filled in and that this view does not show."""

    def card(self, place: Slot) -> CardContent | None:
        return next((card for card in self.cards if card.place is place), None)


@dataclass(frozen=True, slots=True)
class PageContent:
    """Everything one infinity page says, before it has a shape."""

    left: LobeContent
    right: LobeContent
    first: str
    """The key of the partner who is listed first: their strand is blue, solid, and passes over."""
    title: str
    badge: str
    footer: tuple[str, ...]
    stressors: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Pressures from outside, each with the keys of those on whom it weighs."""
    form: str = "loop"
    worksheet: bool = False
    awareness_line: bool = True
    """The positive cycle has none."""
    label: str = ""
    """What stands above the title, such as ``"Before 2026-03"``."""
    legend: tuple[str, ...] = ()
    loop: LoopBadge | None = None
    """Whether the loop strengthens or balances, where somebody asked."""


_BESIDE = {
    Slot.PRIMARY: Slot.FEAR,
    Slot.PERCEPTION: Slot.SELF_VIEW,
    Slot.BEHAVIOR: Slot.INTENT,
    Slot.NEED: Slot.REQUEST,
}
"""The slot that shares a card with another, as its second line."""

_CARDS = (Slot.PRIMARY, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR, Slot.NEED)
_TAG = (Slot.TRIGGER, Slot.APPRAISAL, Slot.BODY)


def lobe(partner: Partner, register: Register) -> LobeContent:
    """Return what one partner's half says, in the order in which it happens."""
    cards = [_tag(partner, register), *(_card(partner, slot, register) for slot in _CARDS)]
    shown = {*_CARDS, *_TAG, *_BESIDE.values()}
    hidden = tuple(slot for slot, entries in partner.chain if entries and slot not in shown)
    return LobeContent(partner.key, name_of(partner), tuple(cards), hidden=hidden)


def name_of(partner: Partner) -> str:
    """Return what a partner is called on the page; the key, where nothing of the name is seen."""
    return tidy(partner.name) or partner.key


def _seen(partner: Partner, slot: Slot) -> tuple[Entry, ...]:
    """Return the entries of a slot whose words can be seen."""
    return tuple(entry for entry in partner.chain[slot] if tidy(entry.words))


def _card(partner: Partner, slot: Slot, register: Register) -> CardContent:
    beside = (_BESIDE[slot],) if slot in _BESIDE else ()
    entries = _seen(partner, slot)
    content = _held(partner, slot, beside, register)
    return replace(content, awareness=_risen(entries)) if slot is Slot.PRIMARY else content


def _tag(partner: Partner, register: Register) -> CardContent:
    return _held(partner, Slot.TRIGGER, (Slot.APPRAISAL, Slot.BODY), register)


def _held(
    partner: Partner, slot: Slot, others: tuple[Slot, ...], register: Register
) -> CardContent:
    """Return the card of a slot and of the `others` that share it."""
    entries = _seen(partner, slot)
    beside = {other: _seen(partner, other) for other in others}
    here = [*entries, *chain.from_iterable(beside.values())]
    guess = bool(here) and all(entry.is_guess for entry in here)
    question = say(f"blank.{slot}")
    other_rows = [
        row
        for other, entries_beside in beside.items()
        for row in _rows(entries_beside, say(f"row.{other}"), all_guessed=guess)
    ]
    return CardContent(
        id=f"{partner.key}.{slot}",
        place=slot,
        heading=say(f"heading.{register}.{slot}"),
        rows=_with_question(_rows(entries, all_guessed=guess), tuple(other_rows), question),
        question=question,
        guess=guess,
        injury=any(entry.injury for entry in here),
    )


def _with_question(
    rows: tuple[Row, ...], beside: tuple[Row, ...], question: str
) -> tuple[Row, ...]:
    """Put the rows of a card together; where only the second slot is filled, the first one asks."""
    if beside and not rows:
        rows = (Row(question, asks=True),)
    return (*rows, *beside)


def _rows(
    entries: tuple[Entry, ...], label: str = "", *, all_guessed: bool = False
) -> tuple[Row, ...]:
    """Put the entries of one slot on one row: short ones with commas, sentences with semicolons.

    Each guess is marked, unless `all_guessed` on the card, which says so once.
    """
    if not entries:
        return ()
    words = [
        say("entry.guess", words=tidy(entry.words))
        if entry.is_guess and not all_guessed
        else tidy(entry.words)
        for entry in entries
    ]
    short = all(len(text.split()) <= _SHORT and "," not in text for text in words)
    return (Row((", " if short else "; ").join(words), label),)


_SHORT = 3


def _risen(entries: tuple[Entry, ...]) -> Awareness | None:
    known = [entry.awareness for entry in entries if entry.awareness is not None]
    highest = max(known, key=lambda one: one.rank, default=None)
    return highest if highest is not None and highest.rank >= Awareness.NAMED.rank else None


def emptied(content: LobeContent) -> LobeContent:
    """Return the same lobe as a worksheet: every card blank, the questions kept."""
    cards = tuple(
        replace(card, rows=(), guess=False, injury=False, awareness=None) for card in content.cards
    )
    return replace(content, cards=cards, hidden=())


def absent(name: str, key: str, register: Register) -> LobeContent:
    """Return the lobe of a partner who is not here."""
    cards = tuple(
        CardContent(f"{key}.{slot}", slot, say(f"heading.{register}.{slot}"))
        for slot in (Slot.TRIGGER, *_CARDS)
    )
    return LobeContent(key, name, cards, present=False, note=say("absent.note"))


def positive_absent(name: str, key: str) -> LobeContent:
    """Return the lobe of a partner who is not here, for the positive cycle."""
    cards = tuple(
        CardContent(f"{key}.{part}", place, say(f"positive.heading.{part}"))
        for place, part in _POSITIVE.items()
    )
    return LobeContent(key, name, cards, present=False, note=say("absent.note"))


_POSITIVE = {
    Slot.PRIMARY: "hear",
    Slot.SECONDARY: "answer",
    Slot.PERCEPTION: "settle",
    Slot.BEHAVIOR: "reach",
}
"""The parts of the positive cycle, in the places of the four elements."""


def positive(partner: Partner, other: Partner | None) -> LobeContent:
    """Return one partner's half of the positive cycle: hear, answer softly, settle, reach.

    It proposes nothing of its own: the words are what the two have written as needs, requests and
    reaching behaviors; what nobody has written yet is a question.
    """
    longed_for = (_seen(other, Slot.NEED) or _seen(other, Slot.PRIMARY)) if other else ()
    reaching = tuple(
        entry
        for entry, evidence in zip(
            partner.chain.behavior, position_of(partner).evidence, strict=True
        )
        if evidence.move is Move.REACH and tidy(entry.words)
    )
    asked = _seen(partner, Slot.REQUEST) or _seen(partner, Slot.NEED)
    held = {"hear": longed_for, "answer": reaching, "settle": (), "reach": asked}
    cards = tuple(
        CardContent(
            id=f"{partner.key}.{part}",
            place=place,
            heading=say(f"positive.heading.{part}"),
            rows=_rows(held[part]),
            question=say(f"positive.blank.{part}"),
            remark=say(f"positive.remark.{part}"),
        )
        for place, part in _POSITIVE.items()
    )
    return LobeContent(partner.key, name_of(partner), cards)


def numbered(
    lobes: tuple[LobeContent, ...], start: Slot, order: tuple[Slot, ...]
) -> tuple[LobeContent, ...]:
    """Number the cards of two lobes along the loop, from the place `start` on the first lobe."""
    ids = [card.id for one in lobes for slot in order if (card := one.card(slot))]
    first = order.index(start)
    numbers = {name: (index - first) % len(ids) + 1 for index, name in enumerate(ids)}
    return tuple(
        replace(
            one,
            cards=tuple(replace(card, number=numbers.get(card.id)) for card in one.cards),
        )
        for one in lobes
    )


def marked(content: LobeContent, before: LobeContent) -> LobeContent:
    """Mark the cards that say something else than `before`, or say it as more sure or more open."""
    old = {card.place: (card.rows, card.guess, card.awareness) for card in before.cards}
    cards = tuple(
        card
        if (card.rows, card.guess, card.awareness) == old.get(card.place)
        else replace(card, remark=say("remark.changed"), changed=True)
        for card in content.cards
    )
    return replace(content, cards=cards)


def is_of_caregiver_and_child(cycle: Cycle, pair: tuple[str, ...]) -> bool:
    """Whether one of the two is a child here; then nothing is said about sharing the part."""
    return any(cycle.partner(key).relation == "child" for key in pair)


STATION_ORDER = tuple(slot for slot in STATIONS if slot in _CARDS)
