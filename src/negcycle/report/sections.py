"""Sections that single and joint pages share: pressures, strengths, places to step off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.model.quoting import quoted
from negcycle.practices.whole_cycle.openings import Opening
from negcycle.report.document import Block, Bullets, Heading, Paragraph, Prompt
from negcycle.report.voice import TOLD
from negcycle.words import say
from negcycle.words.tidying import tidy

_LINES = 4
"""How many lines there are for notes."""


def pressures(cycle: Cycle) -> Iterator[Block]:
    """Yield what presses from outside, where there is something."""
    words = "; ".join(filter(None, (tidy(one.words) for one in cycle.stressors)))
    if words:
        yield Paragraph(say("describe.pressure", words=words))


def told_as_well(one: Partner) -> Iterator[str]:
    """Yield what is written in the slots that a voice does not go through."""
    for slot in Slot:
        if slot not in TOLD and (words := quoted(one.chain[slot])):
            yield say("handout.slot", slot=say(f"slot.{slot}").capitalize(), words=words)


def strong_sides(strengths: Sequence[str]) -> Iterator[Block]:
    """Yield what is good between the people, where somebody has said so."""
    items = [words for one in strengths if (words := tidy(one))]
    if items:
        yield Heading(say("handout.strengths"), level=2)
        yield Bullets(items)


def steps_off(exits: Sequence[Opening], key: str, *, child: bool = False) -> Iterator[Block]:
    """Yield where one person can step off; where nothing is offered, there is room for notes.

    A child is offered no practice, and asked once what would help.
    """
    asked = [one for one in exits if key in one.questions]
    if child:
        yield from (Paragraph(one.questions[key]) for one in asked[:1])
    yield from _places([] if child else [f"{one.sentence} {one.questions[key]}" for one in asked])


def steps_off_together(exits: Sequence[Opening], cycle: Cycle) -> Iterator[Block]:
    """Yield where people can step off, and ask which is easiest, no child; else room for notes."""
    grown = all(one.relation is not Relation.CHILD for one in cycle.partners)
    ask = say("openings.ask" if grown else "openings.ask-grown")
    yield from _places([one.sentence for one in exits], ask)


def _places(items: Sequence[str], ask: str = "") -> Iterator[Block]:
    if not items:
        yield Heading(say("handout.notes"), level=2)
        yield Prompt("", lines=_LINES)
        return
    yield Heading(say("handout.exits"), level=2)
    yield Bullets(items)
    if ask:
        yield Paragraph(ask)
