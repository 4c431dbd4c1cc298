"""What to ask next, from what is missing: the surface before the depth, and everybody in turn.

First what is blank, then the guesses, then what each person may come to own, and last what is felt
in the room. Nobody is asked twice while the other has not been asked once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from negcycle.analysis.ownership import Marker, Owning, is_only_guessed, ownings, to_own
from negcycle.model.chain import Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry
from negcycle.model.faults import cut
from negcycle.model.partner import Partner
from negcycle.model.people import names_of
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy


class Asks(StrEnum):
    """What a question is for, in the order in which one asks."""

    SURFACE = "surface"
    """Something on the surface is blank."""
    SURFACE_GUESS = "surface-guess"
    """Something on the surface is a guess."""
    DEPTH = "depth"
    """Something deeper is blank."""
    DEPTH_GUESS = "depth-guess"
    """Something deeper is a guess."""
    MARKER = "marker"
    """Something may come to be owned."""
    FELT = "felt"
    """Something that is owned may be felt in the room."""


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """One question to ask next, and why."""

    partner: str
    """The key of who is asked."""
    asks: Asks
    path: str
    """What it is about: a place in the case, or the two ends of a link."""
    question: str
    reason: str

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON: `partner`, `asks`, `path`, `question` and `reason`."""
        return {
            "partner": self.partner,
            "asks": str(self.asks),
            "path": self.path,
            "question": self.question,
            "reason": self.reason,
        }


_SURFACE = (Slot.TRIGGER, Slot.SECONDARY, Slot.BEHAVIOR, Slot.PERCEPTION)
_DEPTH = (Slot.PRIMARY, Slot.NEED)
_DEEPER = frozenset({*_DEPTH, Slot.FEAR, Slot.SELF_VIEW, Slot.IMAGE, Slot.RAW_SPOT, Slot.BLOCK})
_LONGEST = 200
_ORDER = list(Asks)


def next_questions(cycle: Cycle, n: int = 3) -> tuple[NextQuestion, ...]:
    """Return the next `n` questions to ask, the best first, each with its reason.

    Each person's own questions go from the surface to the depth, and people take turns: whoever
    has been asked less comes next, then who is still nearer to the surface, then who has told
    less. The order in which they are listed changes nothing. A child is asked to own nothing, and
    nobody a yes or a no to touch.

    Every question may be left, and "nothing" is an answer: where it stands in a case, nothing
    further is asked about it. Where something in the case comes first, no question comes next.

    Example:
        >>> cycle = Cycle(partners={"ana": {"name": "Ana", "chain": {"trigger": "he is late"}},
        ...                         "ben": {"name": "Ben"}})
        >>> [(one.partner, one.path.rpartition(".")[2]) for one in next_questions(cycle)]
        [('ben', 'trigger'), ('ana', 'secondary'), ('ben', 'secondary')]
    """
    if comes_first(cycle):
        return ()
    names = names_of(cycle.partners)
    marks = ownings(cycle)
    waiting = {one.key: list(_of(one, cycle, marks, names)) for one in cycle.partners}
    told = {one.key: sum(bool(entries) for _, entries in one.chain) for one in cycle.partners}
    asked = dict.fromkeys(waiting, 0)
    found: list[NextQuestion] = []

    def turn(key: str) -> tuple[int, int, int, str]:
        return asked[key], _ORDER.index(waiting[key][0].asks), told[key], key

    while len(found) < n and any(waiting.values()):
        key = min((key for key, left in waiting.items() if left), key=turn)
        found.append(waiting[key].pop(0))
        asked[key] += 1
    return tuple(found)


def _of(
    one: Partner, cycle: Cycle, marks: tuple[Owning, ...], names: Mapping[str, str]
) -> Iterator[NextQuestion]:
    """Yield everything to ask one person, in order."""
    name = names[one.key]
    for slots, asks in ((_SURFACE, Asks.SURFACE), (_DEPTH, Asks.DEPTH)):
        for slot in slots:
            if not one.chain[slot]:
                question = say(f"ask.{slot}", name=name)
                yield _question(one, asks, slot, question, say(f"next.why.{asks}"))
        for slot in Slot:
            guesses = [entry for entry in one.chain[slot] if entry.is_guess]
            if guesses and (slot in _DEEPER) == (asks is Asks.DEPTH):
                question = say("next.guess", name=name, words=_quoted(guesses))
                why = say("next.why.guess", name=name)
                yield _question(one, Asks(f"{asks}-guess"), slot, question, why)
    mine = [mark for mark in marks if mark.partner == one.key]
    for mark in mine:
        if not (mark.owned or mark.blank or mark.guess):
            yield from _about(mark, cycle, names)
    felt = any(entry.felt_in_session for entry in one.chain.primary)
    owned = any(mark.owned for mark in mine if mark.marker is Marker.EMOTION)
    if owned and not felt and not is_only_guessed(one.chain.primary):
        words = _quoted(one.chain.primary)
        question = say("next.felt", name=name, words=words)
        yield _question(one, Asks.FELT, Slot.PRIMARY, question, say("next.why.felt"))


def _question(one: Partner, asks: Asks, slot: Slot, question: str, why: str) -> NextQuestion:
    return NextQuestion(one.key, asks, f"partners.{one.key}.chain.{slot}", question, why)


def _about(mark: Owning, cycle: Cycle, names: Mapping[str, str]) -> Iterator[NextQuestion]:
    """Yield the question about one thing to own, unless the answer there was "nothing"."""
    acts = mark.other if mark.marker is Marker.LANDING else mark.partner
    slot = Slot.PRIMARY if mark.marker is Marker.EMOTION else Slot.BEHAVIOR
    whose = cycle.partner(acts or mark.partner)
    entries = to_own(whose) if slot is Slot.BEHAVIOR else whose.chain[slot]
    feels = mark.partner if mark.marker is Marker.LANDING else mark.other
    ends = [entries, cycle.partner(feels).chain.primary] if feels else [entries]
    if any(map(_is_nothing, ends)):
        return
    step = "unsaid" if mark.awareness is None else str(mark.awareness)
    yield NextQuestion(
        mark.partner,
        Asks.MARKER,
        f"partners.{mark.partner}.chain.{slot}"
        if mark.other is None
        else f"{acts}.behavior>{feels}.{cycle.partner(feels or '').chain.stations()[0]}",
        say(
            f"next.{mark.marker}",
            name=names[mark.partner],
            other=names.get(mark.other or "", ""),
            words=_quoted(entries),
        ),
        say(f"next.why.{mark.marker}", step=say(f"status.step.{step}")),
    )


def _is_nothing(entries: tuple[Entry, ...]) -> bool:
    """Whether the answer was "nothing", which is an answer."""
    nothing = say("next.nothing").split(", ")
    return bool(entries) and all(
        tidy(one.words).casefold().strip(".") in nothing for one in entries
    )


def _quoted(entries: list[Entry] | tuple[Entry, ...]) -> str:
    words = (cut(tidy(entry.words), _LONGEST) for entry in entries)
    return listed([say("quote.words", words=one) for one in words])
