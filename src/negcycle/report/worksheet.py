"""The blank worksheet: the diagram with empty cards, and on the next page its questions."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.drawing.picture import draw
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Side
from negcycle.model.people import names_of
from negcycle.report.document import Block, Heading, PageBreak, Prompt
from negcycle.report.pictures import figures
from negcycle.report.voice import TOLD
from negcycle.words import say

_LINES = 3
"""How many lines there are under each question."""


def worksheet(cycle: Cycle, keys: Iterable[str], *, paper: str = "a4") -> list[Block]:
    """Return the pages of these people with nothing filled in.

    Args:
        cycle: Who is in it; nothing else of it is taken.
        keys: Whose worksheet it is: one person's own half, or everybody's.
        paper: ``a4`` or ``letter``.
    """
    names, sides = names_of(cycle.partners), _sides(cycle)
    people = [
        Partner(key=one.key, name=names[one.key], side=sides.get(one.key), relation=one.relation)
        for one in map(cycle.partner, keys)
    ]
    alone = people[0] if len(people) == 1 else None
    blank = Cycle(
        title=say("title.single", name=alone.name) if alone else None,
        partners=people,
        pairs=() if alone else cycle.pairs,
    )
    blocks: list[Block] = [*figures(draw(blank, view="blank", paper=paper))]
    for one in people:
        blocks += [PageBreak(), Heading(say("handout.half", name=one.name)), *_questions()]
    return blocks


def _sides(cycle: Cycle) -> dict[str, Side]:
    """Return on which side each of two stands, so that a half is the half of the whole."""
    if len(cycle.partners) != 2:
        return {}
    left, right = cycle.sides()
    return {left.key: Side.LEFT, right.key: Side.RIGHT}


def _questions() -> list[Block]:
    return [Prompt(say(f"blank.{slot}"), lines=_LINES) for slot in TOLD]
