"""Look a case over: what is still blank, and which words one might ask about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from negcycle.model.chain import Slot
from negcycle.model.coming_first import written
from negcycle.model.cycle import Blank, Cycle
from negcycle.model.partner import Partner
from negcycle.model.people import names_of
from negcycle.words import SAFETY, direction_of, lexicon, questions, say, side_of
from negcycle.words.fear_of_somebody import is_afraid_of
from negcycle.words.tidying import tidy

if TYPE_CHECKING:
    from negcycle.words import Lexicon


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about something that is written; nothing is wrong with it."""

    path: str
    question: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What there is to ask about a case that has no faults."""

    blanks: tuple[Blank, ...]
    """The open questions, in the order one would ask them."""
    questions: tuple[Asked, ...]
    """Questions about the wording; the person's own words always win."""
    where_to_turn: str | None = None
    """One neutral line, when a word here is not for a cycle to hold; never beside a field."""


def check(cycle: Cycle, *, book: Lexicon | None = None) -> Checked:
    """Return what is blank in a cycle, and what one might ask about its words.

    Args:
        cycle: The cycle to look over.
        book: Another lexicon than the built-in one, such as `read_lexicon` returns.

    Example:
        >>> cycle = Cycle(partners={"ana": {"name": "Ana", "chain": {"trigger": "she is lazy"}}})
        >>> check(cycle).questions[0].question
        "'lazy' describes a person: what would a camera see?"
    """
    asked: list[Asked] = []
    names = tuple(one.name for one in cycle.partners)
    read = book or lexicon()
    safe = not any(read.safety(one) or is_afraid_of(one, names) for one in written(cycle))
    for path, slot, words, moves in _everything(cycle):
        found = questions(slot, words, moves, book=book)
        asked += (Asked(path, one.text) for one in found if one.code != SAFETY)
    asked += _sides(cycle, book) if safe else []
    return Checked(
        blanks=cycle.blanks(),
        questions=tuple(asked),
        where_to_turn=None if safe else say("safety.neutral-line"),
    )


def _everything(cycle: Cycle) -> Iterator[tuple[str, str, str, str | None]]:
    """Go through all entries and all moments of an incident: path, slot, words and move."""
    for one in cycle.partners:
        for slot, entries in one.chain:
            for index, entry in enumerate(entries):
                place = f"[{index}]" if len(entries) > 1 else ""
                path = f"partners.{one.key}.chain.{slot}{place}"
                yield path, slot.value, entry.words, entry.moves and entry.moves.value
    for index, moment in enumerate(cycle.incident):
        # A move of an incident is asked about as a trigger is: for it, no direction is written.
        slot = Slot.TRIGGER if moment.slot is Slot.BEHAVIOR else moment.slot
        yield f"incident[{index}]", slot.value, moment.words, None


_COUPLE = 2


def _sides(cycle: Cycle, book: Lexicon | None) -> list[Asked]:
    """Ask where the first feeling stands on another side than the behaviors let one expect.

    Who goes toward is thought to feel too far, who goes away from one who goes toward too close;
    two who both go away feel too far, two who both push feel too close (dynamics, A.7).
    """
    if len(cycle.partners) != _COUPLE:
        return []
    ways = {one.key: _way(one, book) for one in cycle.partners}
    if None in ways.values():
        return []
    alike = len(set(ways.values())) == 1
    names = names_of(cycle.partners)
    asked: list[Asked] = []
    for one in cycle.partners:
        away = ways[one.key] == "away"
        expected = "alone" if away == alike else "crowded"
        felt = {side_of(entry.words, book=book) for entry in one.chain.primary} - {None, "either"}
        if felt and expected not in felt:
            words = ", ".join(f"'{tidy(entry.words)}'" for entry in one.chain.primary)
            key = f"check.side-{expected}"
            question = say(key, name=names[one.key], words=words)
            asked.append(Asked(f"partners.{one.key}.chain.primary", question))
    return asked


def _way(partner: Partner, book: Lexicon | None) -> str | None:
    ways = {
        direction_of(entry.words, entry.moves and entry.moves.value, book=book).direction
        for entry in partner.chain.behavior
    } - {None}
    return ways.pop() if len(ways) == 1 else None
