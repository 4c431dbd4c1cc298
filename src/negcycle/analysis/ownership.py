"""Who has come to own what: the four markers of de-escalation, and how far each thing has come up.

Each partner comes to own what they do, then the softer feeling under it, then that the other's
behavior stirs that feeling, then that their own behavior stirs the other's. Nothing is read from
silence: where nobody has said how far something has come up, it is not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry
from negcycle.model.link import WrittenLink
from negcycle.model.partner import Partner, Relation
from negcycle.model.touch import only_touch, speaks_of_touch


class Marker(StrEnum):
    """What a partner comes to own, in the order in which it usually comes."""

    POSITION = "position"
    """What one does in the cycle."""
    EMOTION = "emotion"
    """The softer feeling under it."""
    LANDING = "landing"
    """That what the other does stirs one's own softer feeling."""
    EFFECT = "effect"
    """That what one does stirs the other's softer feeling."""


@dataclass(frozen=True, slots=True)
class Owning:
    """One thing that somebody may come to own, and how far they have come with it."""

    marker: Marker
    partner: str
    """The key of who may own it."""
    other: str | None
    """The key of the other one; None where it is about the person alone."""
    awareness: Awareness | None
    """The farthest step that is said; None where nothing is said."""
    blank: bool = False
    """Whether nothing stands there yet, so that there is nothing to own."""
    guess: bool = False
    """Whether it rests on words that are only guessed so far."""

    @property
    def owned(self) -> bool:
        """Whether it is owned, or has come further still."""
        return is_at_least(self.awareness, Awareness.OWNED)


def ownings(cycle: Cycle) -> tuple[Owning, ...]:
    """Return what each partner may come to own, partner by partner, in the order of the markers.

    A child has nothing to own: that is for the grown-ups to carry. A yes and a no to touch are
    each person's own, and nobody has to own them before others. A link counts once for each
    person somebody is in a cycle with, whichever behavior it starts from and wherever it lands.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana", "chain": {
        ...     "behavior": {"words": "go quiet", "awareness": "owned"}}}})
        >>> [(str(one.marker), one.owned, one.blank) for one in ownings(cycle)]
        [('position', True, False), ('emotion', False, True)]
    """
    return tuple(
        owning
        for one in cycle.partners
        if one.relation is not Relation.CHILD
        for owning in (*_alone(one), *_between(cycle, one))
    )


def to_own(one: Partner) -> tuple[Entry, ...]:
    """Return the behaviors that somebody may come to own; what is about touch is left alone."""
    return tuple(entry for entry in one.chain.behavior if not speaks_of_touch(entry.words))


def others(cycle: Cycle, key: str) -> tuple[str, ...]:
    """Return with whom somebody is in a cycle, in the order of their keys."""
    pairs = (pair for pair in cycle.all_pairs() if key in pair)
    return tuple(sorted(one for pair in pairs for one in pair if one != key))


def highest(steps: Iterable[Awareness | None]) -> Awareness | None:
    """Return the farthest step of awareness that is said; None where none is."""
    said = [step for step in steps if step is not None]
    return max(said, key=lambda step: step.rank, default=None)


def is_at_least(step: Awareness | None, other: Awareness) -> bool:
    """Whether a step is said, and is this one or a further one."""
    return step is not None and step.rank >= other.rank


def _alone(one: Partner) -> Iterator[Owning]:
    stations = {Marker.EMOTION: one.chain.primary}
    if not only_touch(one):
        stations = {Marker.POSITION: to_own(one), **stations}
    for marker, entries in stations.items():
        step = highest(entry.awareness for entry in entries)
        yield Owning(marker, one.key, None, step, not entries, is_only_guessed(entries))


def _between(cycle: Cycle, one: Partner) -> Iterator[Owning]:
    for marker in (Marker.LANDING, Marker.EFFECT):
        for key in others(cycle, one.key):
            other = cycle.partner(key)
            acts, feels = (other, one) if marker is Marker.LANDING else (one, other)
            if only_touch(acts):
                continue
            ends = to_own(acts), feels.chain.primary
            steps = (link.awareness.get(one.key) for link in _links(cycle, acts, feels.key))
            yield Owning(
                marker,
                one.key,
                key,
                highest(steps),
                blank=not all(ends),
                guess=any(map(is_only_guessed, ends)),
            )


def is_only_guessed(entries: Iterable[Entry]) -> bool:
    """Whether something stands there, and all of it is somebody's guess."""
    guesses = [entry.is_guess for entry in entries]
    return bool(guesses) and all(guesses)


def _links(cycle: Cycle, acts: Partner, target: str) -> Iterator[WrittenLink]:
    """Yield what is written about the links from what one does to where it lands in the other."""
    for link in cycle.links:
        ends = link.source.partner, link.target.partner
        if ends == (acts.key, target) and link.source.slot is Slot.BEHAVIOR:
            does = acts.chain.behavior[link.source.number - 1 : link.source.number]
            if not any(speaks_of_touch(entry.words) for entry in does):
                yield link
