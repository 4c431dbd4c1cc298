"""Notes taken down in a cycle: nothing that is there gets lost, and nothing is written over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from negcycle.errors import CaseError, Problem
from negcycle.files.note_heads import unclear
from negcycle.files.note_lines import MOST_FAULTS, Note, read_notes
from negcycle.model.chain import Slot
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Awareness, Entry, Source, Status
from negcycle.model.link import Station, WrittenLink
from negcycle.model.people import names_of
from negcycle.words import say
from negcycle.words.tidying import tidy


class Took(StrEnum):
    """What became of a note."""

    ADDED = "added"
    GUESS = "guess"
    """It was added as a guess."""
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    MARKED = "marked"
    """Something that was there is marked now."""
    THERE = "there"
    """It was there already, and nothing has changed."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One note that was taken down."""

    note: Note
    took: Took
    words: str
    """As they stand in the case now; of a link, how far somebody has come with it."""


@dataclass(frozen=True)
class Captured:
    """A cycle with some notes in it, and what became of each."""

    cycle: Cycle
    taken: tuple[Taken, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """What was taken down, a line for each note."""
        names = names_of(self.cycle.partners)
        return tuple(_line(one, names) for one in self.taken)


def _line(taken: Taken, names: Mapping[str, str]) -> str:
    note, took = taken.note, say(f"capture.took.{taken.took}")
    name, words = names[note.partner], say("quote.words", words=tidy(taken.words))
    if note.link is None:
        slot = say(f"slot.{note.slot}")
        return say("capture.line", name=name, slot=slot, words=words, took=took)
    acts, feels = (names[key] for key in note.link)
    return say("capture.link", name=name, acts=acts, feels=feels, step=taken.words, took=took)


def capture(cycle: Cycle, text: str) -> Cycle:
    r"""Return the cycle with some notes taken down, a line at a time.

    A line says who, which slot, and the words: ``M trigger: he goes quiet; secondary: annoyed``.
    Words are added to what is there. The same words again are the same entry: without a mark they
    confirm a guess, and a mark is set on them. ``=`` settles the one guess of a slot: alone it
    confirms it, with words it corrects it. So a line taken down twice changes nothing more.

    Args:
        cycle: The cycle.
        text: The notes. See `negcycle.files.note_lines` for all that a line may hold.

    Raises:
        CaseError: with every place that cannot be read; then nothing is taken down.

    Example:
        >>> cycle = Cycle(partners={"mary": {"name": "Mary"}, "john": {"name": "John"}})
        >>> cycle = capture(cycle, "M trigger: he goes quiet; 2: annoyed ?\nJ prim: hurt | unloved")
        >>> cycle.partner("mary").chain.secondary[0].is_guess
        True
        >>> [entry.words for entry in cycle.partner("john").chain.primary]
        ['hurt', 'unloved']
    """
    return captured(cycle, text).cycle


def captured(cycle: Cycle, text: str, file: str | None = None) -> Captured:
    """Return the same as `capture`, with what became of each note; `file` is for its faults."""
    notes = read_notes(text, cycle, file)
    chains: dict[str, dict[str, Any]] = {}
    taken: list[Taken] = []
    problems: list[Problem] = []
    links = list(cycle.links)
    for note in notes:
        if note.link is not None:
            taken.append(_own(note, note.link, links, cycle))
            continue
        slots = chains.setdefault(note.partner, {})
        entries = slots.setdefault(
            note.slot.value, list(cycle.partner(note.partner).chain[note.slot])
        )
        try:
            at, took = _take(note, entries, cycle)
        except CaseError as error:
            problems += (replace(one, file=file) for one in error.problems)
            continue
        taken.append(Taken(note, took, entries[at].words))
    if problems:
        raise CaseError(problems[:MOST_FAULTS])
    people = [
        one.changed(chain=one.chain.changed(**chains[one.key])) if one.key in chains else one
        for one in cycle.partners
    ]
    made = cycle.changed(partners=people, links=links) if taken else cycle
    return Captured(made, tuple(taken))


def _own(note: Note, ends: tuple[str, str], links: list[WrittenLink], cycle: Cycle) -> Taken:
    """Write down how far somebody has come with a link: with the one that is written, or a new one.

    A new one lands where that behavior lands anyway, so that it adds no second way.
    """
    acts, feels = ends
    step = note.awareness or Awareness.HIDDEN
    for at, link in enumerate(links):
        here = link.source.partner, link.target.partner
        if here == ends and link.source.slot is Slot.BEHAVIOR:
            links[at] = link.changed(awareness={**link.awareness, note.partner: step})
            took = Took.THERE if links[at] == link else Took.MARKED
            return Taken(note, took, say(f"status.step.{step}"))
    lands = cycle.partner(feels).chain.stations()[0]
    source, target = Station(acts, Slot.BEHAVIOR), Station(feels, lands)
    links.append(WrittenLink(source=source, target=target, awareness={note.partner: step}))
    return Taken(note, Took.MARKED, say(f"status.step.{step}"))


def _take(note: Note, entries: list[Entry], cycle: Cycle) -> tuple[int, Took]:
    """Take a note down among the entries of its slot; return its place and what became of it."""
    at = _meant(note, entries, cycle)
    if at is None:
        entry = Entry(note.words)
        if note.guess:
            entry = entry.changed(source=Source.THERAPIST, status=Status.CONJECTURE)
        entries.append(_marked(entry, note))
        return len(entries) - 1, Took.GUESS if note.guess else Took.ADDED
    was = entries[at]
    now, took = was, Took.MARKED
    if note.words and was.words.strip() != note.words:
        now, took = _corrected(was, note.words), Took.CORRECTED
    elif was.is_guess and not note.guess and (note.words or note.settles):
        now, took = was.changed(status=Status.CONFIRMED), Took.CONFIRMED
    entries[at] = _marked(now, note)
    return at, took if entries[at] != was else Took.THERE


def _meant(note: Note, entries: list[Entry], cycle: Cycle) -> int | None:
    """Return the place of the entry that a note is about; None for a new one."""
    same = [at for at, one in enumerate(entries) if one.words.strip() == note.words]
    if same:
        return same[0]
    if note.words and not note.settles:
        return None
    guesses = [at for at, one in enumerate(entries) if one.is_guess]
    settled = [at for at, one in enumerate(entries) if one.status is Status.CONFIRMED]
    here = {"name": names_of(cycle.partners)[note.partner], "slot": say(f"slot.{note.slot}")}
    if note.settles:
        if not guesses and settled and not note.words:
            return settled[-1]  # the same notes were taken down before
        if len(guesses) != 1:
            raise unclear(note.place, "many-guesses" if guesses else "no-guess", **here)
        return guesses[0]
    if len(entries) != 1:
        raise unclear(note.place, "many-entries" if entries else "no-entry", **here)
    return 0


def _corrected(was: Entry, words: str) -> Entry:
    """Return a guess in the words that its owner has for it; these are theirs to share anew."""
    anew: dict[str, object] = {"share": None} if was.share else {}
    return was.changed(words=words, term=None, source=Source.SELF, status=Status.CORRECTED, **anew)


def _marked(entry: Entry, note: Note) -> Entry:
    marks: dict[str, object] = {}
    if note.felt:
        marks["felt_in_session"] = True
    if note.awareness is not None:
        marks["awareness"] = note.awareness
    return entry.changed(**marks) if marks else entry
