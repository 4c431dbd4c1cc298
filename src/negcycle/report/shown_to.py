"""What of a case is shown to whom: one's own half to oneself, and to others what is shared.

A page is made from a cycle that holds nothing else, so nothing else can stand on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from negcycle.model.chain import Slot
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry, Source, Status
from negcycle.model.link import Station, Stressor
from negcycle.model.partner import Partner
from negcycle.model.plan import BOTH

SEEN = frozenset({Slot.TRIGGER, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR})
"""The slots above the awareness line; all others are shown to others when their owner shares."""


def is_shared(entry: Entry) -> bool:
    """Whether the owner of an entry lets others see it, or has told them.

    Example:
        >>> is_shared(Entry("alone")), is_shared(Entry("alone", awareness="shared"))
        (False, True)
    """
    told = entry.awareness is not None and entry.awareness.rank >= Awareness.SHARED.rank
    return entry.share or (told and not entry.is_kept_back)


def to_hand_over(cycle: Cycle) -> Cycle:
    """Return a case whose title, topic and pressures from outside may stand on anybody's page.

    Who said them is not known. So where something comes before any practice there is no topic and
    no pressure, whatever that is; nor a title in which it stands.
    """
    if not comes_first(cycle):
        return cycle
    people = [one.changed(chain=None, notes=None) for one in cycle.partners]
    tells = comes_first(Cycle(partners=people, title=cycle.title))
    return cycle.changed(topic=None, stressors=None, title=None if tells else cycle.title)


def own_part_of(cycle: Cycle, key: str) -> Cycle:
    """Return one person's half and moments of the incident, and of others what they share."""
    return Cycle(
        partners=[one if one.key == key else _with(one, _is_shared) for one in cycle.partners],
        pairs=cycle.pairs,
        incident=[one for one in cycle.incident if one.who == key],
    )


def half_of(cycle: Cycle, key: str) -> Cycle:
    """Return what one person's own page is made from: their half, and what others share.

    What somebody has guessed about them is not in it, unless it is shared, or the therapist has
    offered it.
    """
    people = (_with(one, _is_own if one.key == key else _is_shared) for one in cycle.partners)
    return _made(cycle, people, lambda one: weighs_on(one, key))


def shared_part_of(cycle: Cycle) -> Cycle:
    """Return what a page about one person is made from that somebody else reads."""
    people = (_with(one, _is_shared) for one in cycle.partners)
    return _made(cycle, people, weighs_on_all)


def joint_part_of(cycle: Cycle) -> Cycle:
    """Return what a joint page is made from: what can be seen of each, and what each shares.

    What is kept back by ``share: false`` is not in it, nor a guess that was not offered.
    """
    people = (_with(_without_copies(one), _is_seen) for one in cycle.partners)
    made = _made(cycle, people, weighs_on_all)
    links = [
        one.changed(evidence=None, awareness={})
        for one in cycle.links
        if all(_is_still_there(end, made, cycle) for end in (one.source, one.target))
    ]
    return made.changed(links=links, dynamics=cycle.dynamics)


def how_many_unshared(cycle: Cycle) -> int:
    """Return how many entries a joint page leaves out, of everybody together."""
    return sum(
        not _is_seen(slot, entry)
        for one in cycle.partners
        for slot, entries in one.chain
        for entry in entries
    )


def weighs_on_all(one: Stressor) -> bool:
    """Whether a pressure from outside is everybody's."""
    return not one.on or BOTH in one.on


def weighs_on(one: Stressor, key: str) -> bool:
    """Whether a pressure from outside weighs on somebody."""
    return weighs_on_all(one) or key in one.on


def _is_still_there(station: Station, made: Cycle, cycle: Cycle) -> bool:
    """Whether a link may still end there: nothing is left out of its slot, or all of it is."""
    now, before = (one.partner(station.partner).chain for one in (made, cycle))
    shown, written = len(now[station.slot]), len(before[station.slot])
    return station.slot in now.stations() and (
        shown == written or (not shown and station.number == 1)
    )


def _is_own(slot: Slot, entry: Entry) -> bool:
    """Whether an entry is its owner's to read: all but guesses about them that nobody offered."""
    del slot
    return is_shared(entry) or entry.source is Source.SELF or not _is_unoffered(entry)


def _is_shared(slot: Slot, entry: Entry) -> bool:
    del slot
    return is_shared(entry)


def _is_seen(slot: Slot, entry: Entry) -> bool:
    can_be_seen = slot in SEEN and not entry.is_kept_back
    return is_shared(entry) or (can_be_seen and not _is_unoffered(entry))


def _is_unoffered(entry: Entry) -> bool:
    """Whether this is a guess that the therapist has not offered; another's is not for print."""
    offered = entry.status is Status.OFFERED and entry.source is not Source.PARTNER
    return entry.is_guess and not offered


def _without_copies(one: Partner) -> Partner:
    """Return a partner without a guess that tells above the line, verbatim, what is unshared below.

    A positive cycle proposes a request as a move; whose request it is decides whether it is seen.
    """
    kept_back = {
        entry.words
        for slot, entries in one.chain
        for entry in entries
        if not is_shared(entry) and (slot not in SEEN or entry.is_kept_back)
    }
    chain = {
        slot.value: [
            entry
            for entry in entries
            if is_shared(entry) or not entry.is_guess or entry.words not in kept_back
        ]
        for slot, entries in one.chain
    }
    return one.changed(chain=chain)


def _with(one: Partner, shows: Callable[[Slot, Entry], bool]) -> Partner:
    """Return a partner with only some entries, and nothing of what is for the therapist alone.

    How strong something is, and that it touches an old injury, stays on the therapist's own copy.
    """
    chain = {
        slot.value: [
            entry.changed(injury=False, intensity=None) for entry in entries if shows(slot, entry)
        ]
        for slot, entries in one.chain
    }
    return one.changed(chain=chain, notes=None)


def _made(cycle: Cycle, people: Iterable[Partner], presses: Callable[[Stressor], bool]) -> Cycle:
    return Cycle(
        title=cycle.title,
        topic=cycle.topic,
        date=cycle.date,
        partners=tuple(people),
        pairs=cycle.pairs,
        stressors=[one for one in cycle.stressors if presses(one)],
    )
