"""What the ladder of one incident says: a card for each moment, in the order in which it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import cycle as in_turn
from itertools import islice

from negcycle.drawing.content import (
    CardContent,
    LobeContent,
    PageContent,
    Register,
    Row,
    name_of,
)
from negcycle.drawing.foot import legend
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness
from negcycle.model.incident import Moment
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy

SEEN = frozenset({Slot.TRIGGER, Slot.BEHAVIOR})
"""What others can see; every other moment is felt or thought inside."""

_TO_WRITE = 6
"""So many moments has a sheet to write on."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One row of the ladder: somebody's moment, or what others did in between."""

    card: CardContent | None = None
    key: str = ""
    """Whose moment it is."""
    at: str = ""
    between: str = ""
    """Who else did something between two moments of these two, in words."""

    @property
    def is_seen(self) -> bool:
        return self.card is not None and self.card.place in SEEN


@dataclass(frozen=True, slots=True)
class LadderContent(PageContent):
    """What the pages of one incident say."""

    rungs: tuple[Rung, ...] = ()
    ask: str = ""
    """What to write, where there is no incident yet."""

    @property
    def told(self) -> tuple[str, ...]:
        """The moments in their order, each in a line."""
        names = {one.key: one.name for one in self.lobes}
        away = [
            say("describe.absent", name=one.name, note=one.note)
            for one in self.lobes
            if not one.present
        ]
        lines = [_told(rung, names.get(rung.key, "")) for rung in self.rungs]
        return ("", *away, *lines, *([self.ask] if self.ask else []))


def _told(rung: Rung, name: str) -> str:
    card = rung.card
    if card is None:
        return f"  ({rung.between})"
    number = f"{card.number}. " if card.number is not None else ""
    remarks = [say("remark.guess")] if card.guess else []
    remarks += [card.remark] if card.remark else []
    remarks += [say("remark.injury")] if card.injury else []
    end = f" ({', '.join(remarks)})" if remarks else ""
    words = card.rows[0].words if card.rows else say("describe.open", question=card.question)
    said = say("ladder.told", name=name, heading=card.heading, words=words)
    timed = say("ladder.told-at", at=rung.at, said=said) if rung.at else said
    return f"  {number}{timed}{end}"


def ladder_content(
    page: PageContent, cycle: Cycle, register: Register, *, numbered: bool
) -> LadderContent:
    """Return the incident as far as the two of a page are in it."""
    here = [one.key for one in page.lobes if one.present]
    if page.worksheet:
        rungs = list(_to_write([one for one in page.lobes if one.present], register))
    else:
        rungs = list(_rungs(cycle, here, register))
    if not any(rung.card for rung in rungs):
        rungs = []
    if numbered:
        rungs = list(_counted(rungs))
    kept = {one.name: getattr(page, one.name) for one in fields(PageContent)}
    kept["left"], kept["right"] = (_with(one, rungs) for one in (page.left, page.right))
    kept["badge"] = say("badge.ladder")
    signs = [say("legend.inside")] if any(r.card and not r.is_seen for r in rungs) else []
    kept["legend"] = (*legend((kept["left"], kept["right"])), *signs)
    ask = "" if rungs else say("ladder.ask", key=page.first)
    return LadderContent(**kept, rungs=tuple(rungs), ask=ask)


def _rungs(cycle: Cycle, here: list[str], register: Register) -> Iterator[Rung]:
    """Yield the moments of those who are here, and in one row who else there was in between."""
    others: list[str] = []
    for place, moment in enumerate(cycle.incident):
        if moment.who not in here:
            others.append(moment.who)
            continue
        if not tidy(moment.words):
            continue
        if others:
            yield _between(cycle, others)
            others = []
        yield Rung(_card(moment, place, register), moment.who, tidy(moment.at or ""))
    if others:
        yield _between(cycle, others)


def _between(cycle: Cycle, keys: list[str]) -> Rung:
    names = listed([name_of(cycle.partner(key)) for key in dict.fromkeys(keys)])
    return Rung(between=say("ladder.between", names=names))


def _card(moment: Moment, place: int, register: Register) -> CardContent:
    entry, known = moment.entry, moment.awareness
    risen = known is not None and known.rank >= Awareness.NAMED.rank
    return CardContent(
        id=f"{moment.who}.{moment.slot}.{place}",
        place=moment.slot,
        heading=_heading(moment.slot, register),
        rows=(Row(tidy(moment.words)),),
        guess=entry.is_guess,
        injury=moment.injury,
        remark=say(f"awareness.{known}") if risen else "",
    )


def _heading(slot: Slot, register: Register) -> str:
    if register is Register.PLAIN:
        return say(f"ladder.heading.{slot}")
    name = say(f"slot.{slot}")
    return name[:1].upper() + name[1:]


def _to_write(people: list[LobeContent], register: Register) -> Iterator[Rung]:
    """Yield rows to write on, for everybody in turn."""
    for place, one in enumerate(islice(in_turn(people), _TO_WRITE)):
        card = CardContent(
            id=f"{one.key}.behavior.{place}",
            place=Slot.BEHAVIOR,
            heading=_heading(Slot.BEHAVIOR, register),
            question=say("ladder.what-then"),
        )
        yield Rung(card, one.key)


def _counted(rungs: list[Rung]) -> Iterator[Rung]:
    number = 0
    for rung in rungs:
        if rung.card is None:
            yield rung
            continue
        number += 1
        yield replace(rung, card=replace(rung.card, number=number))


def _with(one: LobeContent, rungs: list[Rung]) -> LobeContent:
    """Return a half with the cards of its moments."""
    cards = tuple(rung.card for rung in rungs if rung.card and rung.key == one.key)
    return replace(one, cards=cards)
