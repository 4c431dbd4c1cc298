"""One partner's half of the cycle in their own voice: as many sentences for each, slot by slot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from negcycle.analysis.loops.loop_set import Polarity
from negcycle.analysis.loops.way_back import WayBack
from negcycle.model.chain import Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Move
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.quoting import quoted
from negcycle.model.touch import speaks_of_touch
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy

TOLD = (
    Slot.TRIGGER,
    Slot.PRIMARY,
    Slot.SECONDARY,
    Slot.PERCEPTION,
    Slot.BEHAVIOR,
    Slot.NEED,
)
"""The slots that a voice goes through, in the order of the telling."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a voice."""

    part: str
    """The slot that it tells, or `lands` or `back`."""
    sentence: str
    is_open: bool = False
    """Whether nobody has filled in the slot yet; then the sentence is its question."""

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `part`, `sentence` and `open`."""
        return {"part": self.part, "sentence": self.sentence, "open": self.is_open}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one partner would say, with nothing of the other but the name."""

    key: str
    name: str
    others: tuple[str, ...]
    """The names of those with whom this partner is in the cycle; none where nobody else is here."""
    lines: tuple[Line, ...]
    """One sentence for each part; as many for everybody, in the same order."""

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences alone."""
        return tuple(line.sentence for line in self.lines)

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `key`, `name`, `others` and `lines`."""
        return {
            "key": self.key,
            "name": self.name,
            "others": list(self.others),
            "lines": [line.as_data() for line in self.lines],
        }


def voices(cycle: Cycle, back: Sequence[WayBack] = ()) -> tuple[Voice, ...]:
    """Return the voice of each partner, in their order.

    Args:
        cycle: The cycle.
        back: The ways back of all behaviors, as `ways_back` finds them.
    """
    return tuple(_voice(cycle, one, back) for one in cycle.partners)


def _voice(cycle: Cycle, partner: Partner, back: Sequence[WayBack]) -> Voice:
    called = names_of(cycle.partners)
    near = {key for pair in cycle.all_pairs() if partner.key in pair for key in pair}
    names = tuple(called[key] for key in sorted(near - {partner.key}))
    others = listed(names) or say("voice.the-other")
    lines: list[Line] = []
    for slot in TOLD:
        lines.append(_told(partner, slot, others))
        if slot is Slot.BEHAVIOR:
            lines.append(Line("lands", say("voice.lands", others=others)))
    mine = [one for one in back if one.owner == partner.key]
    lines.append(_back(partner, mine, others, waits=comes_first(cycle)))
    return Voice(partner.key, called[partner.key], names, tuple(lines))


def _told(partner: Partner, slot: Slot, others: str) -> Line:
    words = quoted(partner.chain[slot])
    key = f"voice.{slot}" if words else f"voice.open.{slot}"
    return Line(slot.value, say(key, words=words, others=others), is_open=not words)


# -- how it comes back --------------------------------------------------------------------------


def _back(partner: Partner, back: Sequence[WayBack], others: str, *, waits: bool) -> Line:
    """Say in one sentence what becomes of what one does: a no to touch is left as it is."""
    if waits:
        return Line("back", say("voice.back.waits"))
    if partner.relation is Relation.CHILD:
        return Line("back", say("voice.back.child", others=others))
    moves = list(_moves(partner))
    rest = [one for one in moves if not one.of_touch]
    if moves and not rest:
        return Line("back", say("voice.back.touch", others=others))
    how = _how(rest, back) if back else "open"
    sentence = say(f"voice.back.{how}", others=others)
    if len(rest) < len(moves):
        sentence = say("voice.back.apart", rest=sentence)
    return Line("back", sentence, is_open=how == "open")


class _Move(NamedTuple):
    """One behavior that is filled in."""

    node: str
    of_touch: bool
    is_reach: bool


def _moves(partner: Partner) -> Iterator[_Move]:
    both = zip(partner.chain.behavior, partner.position.evidence, strict=True)
    for number, (entry, read) in enumerate(both, start=1):
        if tidy(entry.words):
            node = f"{partner.key}.behavior" + (f".{number}" if number > 1 else "")
            yield _Move(node, speaks_of_touch(entry.words), read.move is Move.REACH)


def _how(moves: Sequence[_Move], back: Sequence[WayBack]) -> str:
    """Return what the moves come to; a reach goes toward what is longed for, whatever follows."""
    if moves and all(one.is_reach for one in moves):
        return "reach"
    nodes = {one.node for one in moves if not one.is_reach}
    kinds = {one.polarity for one in back if one.behavior in nodes} - {Polarity.AMBIGUOUS}
    if len(kinds) > 1:
        return "mixed"
    return str(kinds.pop()) if kinds else "open"
