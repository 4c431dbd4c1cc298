"""People's own words in a sentence: verbatim, in quotation marks, a guess marked as one."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.model.entry import Entry
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy


def quoted(entries: Iterable[Entry]) -> str:
    """Return the words of some entries, listed; empty where nothing of them can be seen."""
    words = ((tidy(entry.words), entry.is_guess) for entry in entries)
    return listed([say("quote.guess" if g else "quote.words", words=w) for w, g in words if w])
