"""Where a cycle can change: the links on which most hangs, as one question to everybody alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from negcycle.analysis.gain.by_step import Step, steps_that_count
from negcycle.analysis.gain.leverage import Leverage, leverage
from negcycle.graph.cycle_graph import Kind
from negcycle.model.coming_first import comes_first
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.model.touch import only_touch
from negcycle.practices.described.fitting import practices_before
from negcycle.practices.described.practice import Practice
from negcycle.words import say

Ends = tuple[str, str]
"""A link by its source and its target."""


@dataclass(frozen=True)
class Opening:
    """One place of the cycle at which everybody in it may do something else."""

    kind: Kind
    """The kind of node on whose way it lies."""
    links: tuple[Ends, ...]
    """The links that lead there, of every partner alike."""
    practices: tuple[Practice, ...]
    """What fits there; the first is the one that the questions are about."""
    questions: Mapping[str, str]
    """One question for each partner, by key, in the order of the keys.

    At the behavior nobody is asked whose every behavior is about touch.
    """

    @property
    def sentence(self) -> str:
        """Where this is and what may be tried there, in one sentence."""
        first = self.practices[0]
        place = say(f"openings.place.{self.kind}")
        return say("openings.here", place=place, name=first.name, what=first.sentence)

    @property
    def further(self) -> str:
        """What fits there as well, in one sentence; empty where nothing does."""
        names = [
            say("openings.guided", name=one.name) if one.guided else one.name
            for one in self.practices[1:]
        ]
        return say("openings.also-fits", names="; ".join(names)) if names else ""

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `kind`, `links`, `practices` and `questions` by partner."""
        return {
            "kind": str(self.kind),
            "links": [{"source": source, "target": target} for source, target in self.links],
            "practices": [one.as_data() for one in self.practices],
            "questions": dict(self.questions),
        }


@dataclass(frozen=True)
class Openings:
    """Where most hangs on what somebody does, in the order of the cycle."""

    at: str
    """calm, settled, stuck or given."""
    places: tuple[Opening, ...]
    """On which it hangs most how fast things settle; none where something comes first."""
    also: tuple[Opening, ...] = ()
    """Where it is not the same: on which it hangs most how much comes back each time around."""
    waits: bool = False
    """Whether something in the case comes before any practice."""
    asked: Literal["everybody", "grown-ups", "nobody"] = "everybody"
    """Whose question it is which of these is easiest: no child's."""
    leaves_touch: bool = False
    """Whether something that somebody does is about touch, and is left as it is."""

    @property
    def tied(self) -> bool:
        """Whether several places count equally in `places`, within 5 %."""
        return len(self.places) > 1

    def __iter__(self) -> Iterator[Opening]:
        """Go through all places, those of `also` last."""
        return iter((*self.places, *self.also))

    def __len__(self) -> int:
        return len(self.places) + len(self.also)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What this comes to: on which places most hangs, and the question which is easiest."""
        if self.waits:
            return (say("openings.waits"),)
        if not len(self):
            return (say("openings.none"),)
        said = (
            _counted("openings", self.places),
            _counted("openings.also", self.also),
            say("openings.touch") if self.leaves_touch else "",
            self.ask,
        )
        return tuple(one for one in said if one)

    @property
    def ask(self) -> str:
        """The question which is easiest; empty where nobody is to be asked."""
        if not len(self) or self.asked == "nobody":
            return ""
        return say("openings.ask" if self.asked == "everybody" else "openings.ask-grown")

    def as_data(self) -> dict[str, object]:
        """Return them for JSON: `at`, `waits`, `tied`, `sentences`, `places` and `also`."""
        return {
            "at": self.at,
            "waits": self.waits,
            "tied": self.tied,
            "sentences": list(self.sentences),
            "places": [one.as_data() for one in self.places],
            "also": [one.as_data() for one in self.also],
        }


def _counted(key: str, places: tuple[Opening, ...]) -> str:
    if not places:
        return ""
    return say(f"{key}.{'one' if len(places) == 1 else 'tied'}", count=len(places))


def openings(cycle: Cycle, *, at: str = "settled", found: Leverage | None = None) -> Openings:
    """Return where change has most effect, and what may be tried there, for everybody alike.

    The steps with the highest leverage count, with all that tie with them: first on the leading
    eigenvalue of the loops, which says how fast a round fades or grows; then on the gain, which
    says how much comes back. A step is the same link of everybody together, so that nobody is made
    the one who has to change. Which of them is easiest, the people themselves know.

    Where an entry touches an old injury, or speaks of what is not for a cycle to hold, nothing is
    offered: something comes before any practice. A child is asked nothing but what would help, and
    what is about touch is left as it is.

    Args:
        cycle: The cycle.
        at: Where the leverage is read: ``"calm"``, ``"settled"`` or ``"stuck"``.
        found: The leverage, where it has been found already; then `at` is left out.

    Raises:
        UnknownName: if no state has this name.
        SimulationError: if nobody is in a cycle, or there is no stuck state.

    Example:
        >>> import negcycle as nc
        >>> found = openings(nc.load("examples/sunday-silence.yaml"))
        >>> [one.practices[0].name for one in found]
        ['pause', 'pause, risk, reach', 'check the meaning', 'time-out with a return']
    """
    found = found or leverage(cycle, at=at)
    if comes_first(cycle):
        return Openings(found.at, (), waits=True)
    people = _in_a_cycle(cycle)
    names = names_of(cycle.partners)
    places = _places(people, names, steps_that_count(found))
    also = _places(people, names, steps_that_count(found, of="gain"))
    if {one.kind for one in also} <= {one.kind for one in places}:
        also = ()
    grown = [one.relation is not Relation.CHILD for one in people]
    return Openings(
        at=found.at,
        places=places,
        also=also,
        asked="everybody" if all(grown) else "grown-ups" if any(grown) else "nobody",
        leaves_touch=any(map(only_touch, people)),
    )


def _in_a_cycle(cycle: Cycle) -> list[Partner]:
    """Return those who are in a cycle with somebody, in the order of their keys."""
    paired = {key for pair in cycle.all_pairs() for key in pair}
    return sorted((one for one in cycle.partners if one.key in paired), key=lambda one: one.key)


def _places(
    people: list[Partner], names: Mapping[str, str], groups: tuple[tuple[Step, ...], ...]
) -> tuple[Opening, ...]:
    """Return the places of the steps that count most; none at which nobody is to be asked."""
    first = groups[0] if groups else ()
    keys = {one.key for one in people}
    places = (_opening(kind, _links(kind, first, keys), people, names) for kind in Kind)
    return tuple(one for one in places if one.links and one.questions)


def _links(kind: Kind, steps: tuple[Step, ...], keys: set[str]) -> list[Ends]:
    """Return the links of some steps that lead to a kind of node, of those in the cycle."""
    return sorted(
        link
        for one in steps
        if one.target is kind
        for link in one.links
        if all(end.partition(".")[0] in keys for end in link)
    )


_EXITS = (Kind.PRIMARY, Kind.SECONDARY, Kind.PERCEPTION, Kind.BEHAVIOR)


def exits(cycle: Cycle) -> tuple[Opening, ...]:
    """Return where each person can step off, at all four stations and without any number.

    This can be asked of one half alone too. None where something comes before any practice.

    Example:
        >>> import negcycle as nc
        >>> [str(one.kind) for one in exits(nc.Cycle(partners={"ana": {"name": "Ana"}}))]
        ['primary', 'secondary', 'perception', 'behavior']
    """
    if comes_first(cycle):
        return ()
    people = sorted(cycle.partners, key=lambda one: one.key)
    names = names_of(cycle.partners)
    places = (_opening(kind, [], people, names) for kind in _EXITS)
    return tuple(one for one in places if one.questions)


def _opening(
    kind: Kind, links: list[Ends], people: list[Partner], names: Mapping[str, str]
) -> Opening:
    practices = practices_before(kind)
    questions = {
        one.key: _question(practices[0], one, names[one.key])
        for one in people
        if kind is not Kind.BEHAVIOR or not only_touch(one)
    }
    return Opening(kind, tuple(links), practices, MappingProxyType(questions))


def _question(practice: Practice, partner: Partner, name: str) -> str:
    """Return what one person is asked; of a child nothing is asked for."""
    if partner.relation is Relation.CHILD:
        return say("openings.ask-child", name=name)
    return practice.question(name)
