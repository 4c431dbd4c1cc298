"""How each single behavior comes back to what its owner feels first, in one sentence each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from negcycle.analysis.loops.way_back import WayBack
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry, Move
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.quoting import quoted
from negcycle.model.touch import speaks_of_touch
from negcycle.report.strength import times
from negcycle.words import say

MOST_TOLD = 24
"""So many ways back are told one by one."""


def how_it_comes_back(cycle: Cycle, back: Sequence[WayBack]) -> Iterator[str]:
    """Yield a sentence for each behavior and each person through whom it comes back.

    Left out are behaviors of touch, which are nobody's to change, and those of a child, who has
    nothing to mend; all of them where something comes before any practice.
    """
    if comes_first(cycle):
        return
    told = [one for one in back if _may_be_told(cycle.partner(one.owner), one)]
    for one in told[:MOST_TOLD]:
        yield _sentence(cycle, one)
    if len(told) > MOST_TOLD:
        yield say("explain.back.more", count=len(told) - MOST_TOLD)


def _may_be_told(owner: Partner, back: WayBack) -> bool:
    entry = _entry(owner, back)
    of_touch = entry is not None and speaks_of_touch(entry.words)
    return owner.relation is not Relation.CHILD and not of_touch


def _entry(owner: Partner, back: WayBack) -> Entry | None:
    """Return the behavior in its owner's words; None where it is blank."""
    place = _place(back)
    return owner.chain.behavior[place] if place < len(owner.chain.behavior) else None


def _place(back: WayBack) -> int:
    _, _, number = back.behavior.partition(".behavior")
    return int(number.removeprefix(".") or 1) - 1


def _sentence(cycle: Cycle, back: WayBack) -> str:
    owner = cycle.partner(back.owner)
    entry = _entry(owner, back)
    words = quoted(() if entry is None else (entry,)) or say("explain.back.open")
    called = names_of(cycle.partners)
    reaches = entry is not None and owner.position.evidence[_place(back)].move is Move.REACH
    key = "reach" if reaches else "nothing" if not back.structural else str(back.polarity)
    return say(
        f"explain.back.{key}",
        name=called[owner.key],
        words=words,
        other=called[back.through],
        times=times(abs(back.structural), digits=2),
    )
