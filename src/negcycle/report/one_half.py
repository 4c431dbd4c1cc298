"""One person's part of a handout: their half drawn, and on the next page the same in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negcycle.drawing.picture import draw
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.quoting import quoted
from negcycle.practices.whole_cycle.openings import Opening
from negcycle.report.document import Block, Bullets, Heading, PageBreak
from negcycle.report.pictures import figures
from negcycle.report.sections import pressures, steps_off, strong_sides, told_as_well
from negcycle.report.voice import TOLD, Line, voices
from negcycle.words import say

_ABOUT_THE_TWO = frozenset({"lands", "back"})
"""What a voice says of the other: that belongs to a joint page."""


def one_half(
    half: Cycle,
    key: str,
    *,
    exits: Sequence[Opening] = (),
    strengths: Sequence[str] = (),
    paper: str = "a4",
) -> list[Block]:
    """Return the pages of one person.

    Args:
        half: What may stand on them, and nothing else.
        key: Whose half it is.
        exits: Where one can step off; none leaves room for notes there.
        strengths: What is good between them.
        paper: ``a4`` or ``letter``.
    """
    name = names_of(half.partners)[key]
    voice = next(one for one in voices(half) if one.key == key)
    return [
        *figures(draw(half, view="single", whose=key, paper=paper)),
        PageBreak(),
        Heading(say("handout.half", name=name)),
        *pressures(half),
        Bullets([*_told(voice.lines), *told_as_well(half.partner(key))]),
        *_shared(half, key),
        *strong_sides(strengths),
        *steps_off(exits, key, child=half.partner(key).relation is Relation.CHILD),
    ]


def _told(lines: Sequence[Line]) -> Iterator[str]:
    return (line.sentence for line in lines if line.part not in _ABOUT_THE_TWO)


def _shared(half: Cycle, key: str) -> Iterator[Block]:
    """Yield what each of the others shares; what they do not share is a question."""
    names = names_of(half.partners)
    others = [one for one in half.partners if {one.key, key} in map(set, half.all_pairs())]
    for one in others:
        shared = list(_shared_by(one, names[one.key], every=len(others) == 1))
        yield Heading(say("handout.shares", name=names[one.key]), level=2)
        yield Bullets([*shared, *told_as_well(one)] or [say("handout.theirs", name=names[one.key])])


def _shared_by(one: Partner, name: str, *, every: bool) -> Iterator[str]:
    for slot in TOLD:
        if words := quoted(one.chain[slot]):
            yield say(f"handout.shares.{slot}", name=name, words=words)
        elif every:
            yield say(f"handout.asks.{slot}", name=name)
