"""What a picture says before it has a shape: for each partner, what each card holds.

The cards and the text alternative are both made from this, so they cannot say different things.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain

from negcycle.drawing.dialect import LOOP, Dialect, Part
from negcycle.drawing.loop_badge import LoopBadge
from negcycle.model.chain import ELEMENTS, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry, Move
from negcycle.model.partner import Partner, Relation
from negcycle.model.position import position_of
from negcycle.model.touch import speaks_of_touch
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
    QUADRANTS = "quadrants"
    FOUR = "four"
    ICEBERG = "iceberg"
    LIST = "list"
    CHAIN = "chain"
    LADDER = "ladder"
    EXITS = "exits"


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
    holds: int = 1
    """How many slots share it, filled or not."""


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
    """Everything one page says, before it has a shape."""

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
    rising: bool = False
    """Whether the line goes below what has come up."""
    label: str = ""
    """What stands above the title, such as ``"Before 2026-03"``."""
    legend: tuple[str, ...] = ()
    loop: LoopBadge | None = None
    """Whether the loop strengthens or balances, where somebody asked."""

    @property
    def told(self) -> tuple[str, ...] | None:
        """What the page says in words, in lines; None where it says what its cards say."""
        return None

    @property
    def also(self) -> tuple[str, ...]:
        """What the page says below that, in lines."""
        return ()

    alike: tuple[CardContent, ...] = ()
    """Cards of other pages whose letters are as large as those on this one."""

    @property
    def lobes(self) -> tuple[LobeContent, ...]:
        """Return the halves that have a place on this page, the left one first."""
        return tuple(one for one in (self.left, self.right) if one != NOBODY)


NOBODY = LobeContent("", "", (), present=False)
"""The other half of a page that has only one."""


def lobe(partner: Partner, register: Register, dialect: Dialect = LOOP) -> LobeContent:
    """Return what one partner's half says, in the order in which it happens or of a dialect."""
    cards = tuple(_card(partner, part, register) for part in dialect.parts)
    hidden = tuple(slot for slot, entries in partner.chain if entries and slot not in dialect.slots)
    return LobeContent(partner.key, name_of(partner), cards, hidden=hidden)


def name_of(partner: Partner) -> str:
    """Return what a partner is called on the page; the key, where nothing of the name is seen."""
    return tidy(partner.name) or partner.key


def _seen(partner: Partner, slot: Slot) -> tuple[Entry, ...]:
    """Return the entries of a slot whose words can be seen."""
    return tuple(entry for entry in partner.chain[slot] if tidy(entry.words))


def _card(partner: Partner, part: Part, register: Register) -> CardContent:
    """Return the card of a slot and of those that share it."""
    slot = part.place
    entries = _seen(partner, slot)
    beside = {other: _seen(partner, other) for other in part.beside}
    here = [*entries, *chain.from_iterable(beside.values())]
    guess = bool(here) and all(entry.is_guess for entry in here)
    question = say(f"blank.{slot}")
    label = say(f"row.{slot}") if part.labeled else ""
    other_rows = [
        row
        for other, entries_beside in beside.items()
        for row in _rows(entries_beside, say(f"row.{other}"), all_guessed=guess)
    ]
    return CardContent(
        id=f"{partner.key}.{slot}",
        place=slot,
        heading=say(f"heading.{register}.{part.heading or slot}"),
        rows=_with_question(
            _rows(entries, label, all_guessed=guess),
            tuple(other_rows),
            Row(question, label, asks=True),
        ),
        question=question,
        guess=guess,
        injury=any(entry.injury for entry in here),
        awareness=_risen(_seen(partner, Slot.PRIMARY)) if Slot.PRIMARY in part.slots else None,
        holds=len(part.slots),
    )


def _with_question(
    rows: tuple[Row, ...], beside: tuple[Row, ...], question: Row
) -> tuple[Row, ...]:
    """Put the rows of a card together; where only the second slot is filled, the first one asks."""
    if beside and not rows:
        rows = (question,)
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


def with_awareness_in_words(content: LobeContent) -> LobeContent:
    """Return the same lobe for a page without tabs: how far a card has come up is a remark."""
    cards = tuple(
        replace(card, awareness=None, remark=say(f"awareness.{card.awareness}"))
        if card.awareness
        else card
        for card in content.cards
    )
    return replace(content, cards=cards)


def absent(name: str, key: str, register: Register, dialect: Dialect = LOOP) -> LobeContent:
    """Return the lobe of a partner who is not here."""
    cards = tuple(
        CardContent(
            f"{key}.{part.place}",
            part.place,
            say(f"heading.{register}.{part.heading or part.place}"),
            holds=len(part.slots),
        )
        for part in dialect.parts
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
    reaching behaviors; what nobody has written yet is a question. Words about touch stand on none
    of these cards. Of a child no answer and no reach is asked, but what would help.
    """
    longed_for = (_seen(other, Slot.NEED) or _seen(other, Slot.PRIMARY)) if other else ()
    asked = _seen(partner, Slot.REQUEST) or _seen(partner, Slot.NEED)
    reaching = tuple(
        entry
        for entry, evidence in zip(
            partner.chain.behavior, position_of(partner).evidence, strict=True
        )
        if evidence.move is Move.REACH
        and tidy(entry.words)
        and entry.words not in {one.words for one in asked}  # it stands on the other card
    )
    held = {"hear": longed_for, "answer": reaching, "settle": (), "reach": asked}
    cards = tuple(
        CardContent(
            id=f"{partner.key}.{part}",
            place=place,
            heading=say(f"positive.heading.{part}"),
            rows=_rows(tuple(one for one in held[part] if not speaks_of_touch(one.words))),
            question=say(f"positive.blank.{part}"),
            remark=say(f"positive.remark.{part}"),
        )
        for place, part in _POSITIVE.items()
    )
    if partner.relation is Relation.CHILD:
        cards = tuple(_of_child(card) if card.place in _TO_DO else card for card in cards)
    return LobeContent(partner.key, name_of(partner), cards)


_TO_DO = frozenset({Slot.SECONDARY, Slot.BEHAVIOR})
"""Where the positive cycle has an answer and a reach, which are something to do."""


def _of_child(card: CardContent) -> CardContent:
    heading, question = say("positive.heading.child"), say("positive.blank.child")
    return replace(card, heading=heading, rows=(), question=question, remark="")


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


STATION_ORDER = ELEMENTS
