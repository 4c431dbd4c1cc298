"""Whether something in a case comes before any practice, pattern or question about change."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.model.cycle import Cycle
from negcycle.model.entry import Entry
from negcycle.model.incident import Moment
from negcycle.words import lexicon
from negcycle.words.fear_of_somebody import is_afraid_of
from negcycle.words.leaving import speaks_of_leaving


def comes_first(cycle: Cycle) -> bool:
    """Whether something in the case comes before any practice.

    An entry, or a moment of an incident, touches an old injury between the two; or something that
    is written, be it in the notes, speaks of harm, of fear of the other, or of leaving for good.
    Which of them it is, and where, is not said: others may look at the same screen.
    """
    book = lexicon()
    names = tuple(one.name for one in cycle.partners)
    return any(one.injury for one in _said(cycle)) or any(
        book.safety(words) or speaks_of_leaving(words) or is_afraid_of(words, names)
        for words in written(cycle)
    )


def _said(cycle: Cycle) -> Iterator[Entry | Moment]:
    for one in cycle.partners:
        for _, entries in one.chain:
            yield from entries
    yield from cycle.incident


def written(cycle: Cycle) -> Iterator[str]:
    """Yield everything in words of one's own that a case holds."""
    yield from (one.words for one in _said(cycle))
    yield from (one.words for one in cycle.stressors)
    notes = (one.notes for one in cycle.partners)
    evidence = (link.evidence for link in cycle.links)
    for words in (cycle.title, cycle.topic, cycle.notes, *notes, *evidence):
        if words:
            yield words
