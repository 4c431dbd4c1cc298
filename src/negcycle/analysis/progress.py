"""Where the work with a cycle stands: does the therapist know it, do they, do they feel it here.

It is the therapist's own look at a case and belongs on no page for a couple. Each count is a count
of stations, the four elements of everybody; none of them is a score of anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from negcycle.analysis.ownership import (
    Marker,
    Owning,
    highest,
    is_at_least,
    is_only_guessed,
    ownings,
)
from negcycle.model.chain import ELEMENTS, Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness
from negcycle.model.link import WrittenLink
from negcycle.model.partner import Partner, Relation
from negcycle.model.people import names_of
from negcycle.words import say
from negcycle.words.tidying import tidy


@dataclass(frozen=True, slots=True)
class Told:
    """One entry, and what is said about it."""

    path: str
    """Where it stands, such as ``"partners.john.chain.primary[1]"``."""
    partner: str
    slot: Slot
    words: str
    """Verbatim."""
    awareness: Awareness | None
    """None where nobody said."""
    guess: bool
    felt: bool
    """Whether it was felt in the room."""

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON; `awareness` is null where it is not said."""
        return {
            "path": self.path,
            "partner": self.partner,
            "slot": str(self.slot),
            "words": self.words,
            "awareness": _name(self.awareness),
            "guess": self.guess,
            "felt_in_session": self.felt,
        }


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of some stations are known, to whom, and felt."""

    of: int
    """How many there are: four for each person."""
    known: int
    """Something is written there."""
    guesses: int
    """All that is written there is a guess."""
    named: int
    """Its owner has named it, or come further with it."""
    unsaid: int
    """Something is written there, and how far it has come up is not said."""
    felt: int
    """It was felt in the room."""

    def as_data(self) -> dict[str, int]:
        """Return it for JSON: `of`, `known`, `guesses`, `named`, `not_said` and `felt`."""
        return {
            "of": self.of,
            "known": self.known,
            "guesses": self.guesses,
            "named": self.named,
            "not_said": self.unsaid,
            "felt": self.felt,
        }


@dataclass(frozen=True)
class Progress:
    """Where the work with one cycle stands."""

    cycle: Cycle
    told: tuple[Told, ...]
    """Every entry, person by person."""
    markers: tuple[Owning, ...]
    """What each grown-up may come to own, and how far they have come with it."""

    @property
    def coverage(self) -> Coverage:
        """The stations of all grown-ups together; a child has nothing to own."""
        return self.of(*(one.key for one in self.cycle.partners if not _is_child(one)))

    def of(self, *partners: str) -> Coverage:
        """Return the stations of some people; each is a key or a name.

        Raises:
            UnknownName: if nobody is called so.
        """
        people = [self.cycle.partner(one) for one in partners]
        stations = [one.chain[slot] for one in people for slot in ELEMENTS]
        steps = [highest(entry.awareness for entry in entries) for entries in stations]
        return Coverage(
            of=len(stations),
            known=sum(map(bool, stations)),
            guesses=sum(map(is_only_guessed, stations)),
            named=sum(is_at_least(step, Awareness.NAMED) for step in steps),
            unsaid=sum(
                bool(entries) and step is None
                for entries, step in zip(stations, steps, strict=True)
            ),
            felt=sum(any(entry.felt_in_session for entry in entries) for entries in stations),
        )

    def owned(self, marker: Marker | str) -> tuple[int, int]:
        """Return how many of one marker are owned, and how many there are."""
        here = [one.owned for one in self.markers if one.marker == marker]
        return sum(here), len(here)

    @property
    def guesses(self) -> tuple[Told, ...]:
        """The entries that are guesses so far."""
        return tuple(one for one in self.told if one.guess)

    @property
    def links(self) -> tuple[WrittenLink, ...]:
        """The links for which somebody has said how far they have come with them."""
        return tuple(link for link in self.cycle.links if link.awareness)

    @property
    def line(self) -> str:
        """The three questions in one line: do you know it, do they, is it felt in the room."""
        return say("status.line", **_counted(self.coverage))

    def text(self) -> str:
        """Return it in words: the line, each person, and what is a guess."""
        return "\n".join([self.line, *self._people(), *self._guessed(), "", say("status.own")])

    def as_data(self) -> dict[str, Any]:
        """Return it for JSON: `line`, `coverage`, `markers`, `partners`, `links` and `guesses`."""
        return {
            "line": self.line,
            "coverage": self.coverage.as_data(),
            "markers": {
                str(marker): dict(zip(("owned", "of"), self.owned(marker), strict=True))
                for marker in Marker
            },
            "partners": [
                {
                    "key": key,
                    "coverage": self.of(key).as_data(),
                    "markers": [_marked(one) for one in self.markers if one.partner == key],
                    "entries": [one.as_data() for one in self.told if one.partner == key],
                }
                for key in self.cycle.keys
            ],
            "links": [
                {
                    "source": str(link.source),
                    "target": str(link.target),
                    "awareness": {
                        key: _name(link.awareness.get(key)) for key in sorted(link.awareness)
                    },
                }
                for link in self.links
            ],
            "guesses": [one.path for one in self.guesses],
        }

    # -- in words ---------------------------------------------------------------------------------

    def _people(self) -> Iterator[str]:
        names = names_of(self.cycle.partners)
        count = sum(not _is_child(one) for one in self.cycle.partners)
        grown_ups = "none" if count == 0 else "one" if count == 1 else "many"
        for one in self.cycle.partners:
            yield ""
            yield names[one.key]
            person = "status.person-child" if _is_child(one) else "status.person"
            yield "  " + say(person, **_counted(self.of(one.key)))
            if _is_child(one):
                yield "  " + say(f"status.child.{grown_ups}")
            for owning in self.markers:
                if owning.partner == one.key:
                    other = names.get(owning.other or "", "")
                    what = say(f"status.marker.{owning.marker}", other=other)
                    yield "  " + say("status.owns", what=what, step=_step(owning))

    def _guessed(self) -> Iterator[str]:
        if not self.guesses:
            return
        names = names_of(self.cycle.partners)
        yield ""
        yield say("status.guesses")
        for one in self.guesses:
            slot, words = say(f"slot.{one.slot}"), say("quote.words", words=tidy(one.words))
            yield "  " + say("status.guess", name=names[one.partner], slot=slot, words=words)


def status(cycle: Cycle) -> Progress:
    """Return where the work with a cycle stands: what is known, to whom, owned by whom, and felt.

    Of several entries at one station the one that has come furthest counts, as in the picture.

    Example:
        >>> import negcycle as nc
        >>> print(nc.status(nc.load("examples/sunday-silence.yaml")).line)
        You know it 8 of 8 (1 a guess), they know it 0 of 8 (8 not said), felt in the room 0 of 8.

    Sources:
        The first four markers of de-escalation after L. Brubacher, as therapists pass them on; told
        here in our own words.
    """
    told = tuple(
        Told(
            path=_path(one.key, slot, index, len(entries)),
            partner=one.key,
            slot=slot,
            words=entry.words,
            awareness=entry.awareness,
            guess=entry.is_guess,
            felt=entry.felt_in_session,
        )
        for one in cycle.partners
        for slot, entries in one.chain
        for index, entry in enumerate(entries)
    )
    return Progress(cycle, told, ownings(cycle))


def _is_child(one: Partner) -> bool:
    return one.relation is Relation.CHILD


def _path(key: str, slot: Slot, index: int, count: int) -> str:
    return f"partners.{key}.chain.{slot}" + (f"[{index}]" if count > 1 else "")


def _counted(found: Coverage) -> dict[str, object]:
    """Return the counts for a sentence, with what is to be said in brackets beside them."""
    number = "one" if found.guesses == 1 else "many"
    guessed = say(f"status.guessed.{number}", count=found.guesses) if found.guesses else ""
    unsaid = say("status.unsaid", count=found.unsaid) if found.unsaid else ""
    return {
        "of": found.of,
        "known": found.known,
        "named": found.named,
        "felt": found.felt,
        "guessed": guessed,
        "unsaid": unsaid,
    }


def _step(owning: Owning) -> str:
    """Return in words how far somebody has come with one thing."""
    if owning.awareness is not None:
        return say(f"status.step.{owning.awareness}")
    return say("status.step.blank" if owning.blank else "status.step.unsaid")


def _marked(owning: Owning) -> dict[str, Any]:
    return {
        "marker": str(owning.marker),
        "other": owning.other,
        "awareness": _name(owning.awareness),
        "owned": owning.owned,
        "blank": owning.blank,
    }


def _name(step: Awareness | None) -> str | None:
    return None if step is None else str(step)
