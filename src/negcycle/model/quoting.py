"""People's own words in a sentence: verbatim, in quotation marks, a guess marked as one."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.model.entry import Entry
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy


def quoted(entries: Iterable[Entry], *, marked: bool = True) -> str:
    """Return the words of some entries, listed; empty where nothing of them can be seen.

    Args:
        entries: What was said.
        marked: Whether a guess says that it is one.

    Example:
        >>> quoted([Entry("hurt"), Entry("sad", status="conjecture")])
        '“hurt” and “sad” (a guess)'
    """
    words = ((tidy(entry.words), marked and entry.is_guess) for entry in entries)
    return listed([say("quote.guess" if g else "quote.words", words=w) for w, g in words if w])
