"""Words to offer for an empty slot: some of every family, and none that asks to be asked about."""

from __future__ import annotations

from itertools import zip_longest

from negcycle.words.built_in import lexicon
from negcycle.words.terms import Lexicon, Term


def suggestions(slot: str, n: int = 5, *, book: Lexicon | None = None) -> tuple[Term, ...]:
    """Return up to `n` terms to offer for `slot`: the first of each family, then the second, ...

    Left out are words that are contested, that claim something about the other, that speak of
    character or of safety, that are to be asked about first, and touch: a no to it is never a move
    to change.

    Raises:
        UnknownName: if no slot is called this.
    """
    book = book or lexicon()
    families: dict[str, list[Term]] = {}
    for term in book.for_slot(slot):
        if may_be_offered(term, book):
            families.setdefault(term.family, []).append(term)
    rounds = zip_longest(*families.values())
    return tuple(term for one_of_each in rounds for term in one_of_each if term is not None)[:n]


def may_be_offered(term: Term, book: Lexicon) -> bool:
    """Whether `term` may stand in a list of suggestions."""
    asked_about = {word.words for word in book.contested_words}
    asked_about |= {word.words for word in book.attributional_words}
    return not (
        term.words in asked_about
        or book.safety(term.words)
        or book.ask_first(term.words)
        or book.character_talk(term.words)
        or book.touch(term.words)
    )
