"""Where a cycle can change: the links on which most hangs, as one question to everybody alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from negcycle.analysis.gain.leverage import TIE, Leverage, leverage
from negcycle.graph.cycle_graph import Kind
from negcycle.model.cycle import Cycle
from negcycle.model.partner import Partner, Relation
from negcycle.practices.fitting import practices_before
from negcycle.practices.practice import Practice
from negcycle.words import lexicon, say

Ends = tuple[str, str]
"""A link by its source and its target."""

_NOTHING = 1e-12


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
    """One question for each partner, by key, in the order of the keys."""

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
    tied: bool = False
    """Whether several kinds of links count equally in `places`, within 5 %."""
    also_tied: bool = False
    """The same of `also`."""

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
            _counted("openings", self.places, tied=self.tied),
            _counted("openings.also", self.also, tied=self.also_tied),
        )
        return (*(one for one in said if one), say("openings.ask"))

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


def _counted(key: str, places: tuple[Opening, ...], *, tied: bool) -> str:
    if not places:
        return ""
    how = "one" if len(places) == 1 else "tied" if tied else "several"
    return say(f"{key}.{how}", count=len(places))


def openings(cycle: Cycle, *, at: str = "settled", found: Leverage | None = None) -> Openings:
    """Return where change has most effect, and what may be tried there, for everybody alike.

    The links with the highest leverage count, with all that tie with them: first on the leading
    eigenvalue, which says how fast things settle; then on the gain, which says how much comes back.
    A link of one partner brings the same link of every other with it, so that nobody is made the
    one who has to change. Which of them is easiest, the people themselves know.

    Where an entry touches an old injury, or speaks of what is not for a cycle to hold, nothing is
    offered: something comes before any practice. A child is asked nothing but what would help.

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
    fast, around = set(found.strongest), _on_the_gain(found)
    places, also = _places(cycle, found, fast), _places(cycle, found, around)
    if {one.kind for one in also} <= {one.kind for one in places}:
        also = ()
    return Openings(
        at=found.at,
        places=places,
        also=also,
        tied=_is_tied(places, fast),
        also_tied=_is_tied(also, around),
    )


def _on_the_gain(found: Leverage) -> set[Ends]:
    """Return the links on which the spectral radius hangs most, with all that tie with them."""
    counted = [one for one in found.links if math.isfinite(one.gain)]
    most = max((abs(one.gain) for one in counted), default=0.0)
    if most <= _NOTHING:
        return set()
    return {(one.source, one.target) for one in counted if abs(one.gain) >= (1 - TIE) * most}


def _is_tied(places: tuple[Opening, ...], counting: set[Ends]) -> bool:
    return len(places) > 1 and {link for one in places for link in one.links} == counting


def _places(cycle: Cycle, found: Leverage, counting: set[Ends]) -> tuple[Opening, ...]:
    """Return the places of some links, and of the same links of everybody else."""
    paired = {key for pair in cycle.all_pairs() for key in pair}
    people = sorted((one for one in cycle.partners if one.key in paired), key=lambda one: one.key)
    kinds = {_kinds(link) for link in counting}
    links = [(one.source, one.target) for one in found.links]
    alike = sorted(link for link in links if _kinds(link) in kinds)
    into = {_kinds(link)[1] for link in alike}
    return tuple(
        _opening(kind, [link for link in alike if _kinds(link)[1] is kind], people)
        for kind in Kind
        if kind in into
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
    return tuple(_opening(kind, [], people) for kind in _EXITS)


def comes_first(cycle: Cycle) -> bool:
    """Whether something in the case comes before any practice.

    An entry touches an old injury between the two, or holds words that are not for a cycle to hold.
    Which of the two it is, and where, is not said: others may look at the same screen.
    """
    book = lexicon()
    entries = [entry for one in cycle.partners for _, some in one.chain for entry in some]
    return any(entry.injury or book.safety(entry.words) for entry in entries)


def _opening(kind: Kind, links: list[Ends], people: list[Partner]) -> Opening:
    practices = practices_before(kind)
    questions = {one.key: _question(practices[0], one) for one in people}
    return Opening(kind, tuple(links), practices, MappingProxyType(questions))


def _question(practice: Practice, partner: Partner) -> str:
    """Return what one person is asked; of a child nothing is asked for."""
    name = " ".join(partner.name.split()) or partner.key
    if partner.relation is Relation.CHILD:
        return say("openings.ask-child", name=name)
    return practice.question(name)


def _kinds(link: Ends) -> tuple[Kind, Kind]:
    source, target = (Kind(name.split(".")[1]) for name in link)
    return source, target
