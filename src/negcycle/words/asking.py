"""Questions about wording: kind, short, never a correction; the person's own words always win."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from negcycle.words.built_in import lexicon
from negcycle.words.catalogue import say
from negcycle.words.directions import direction_of
from negcycle.words.matching import Match
from negcycle.words.slots import known_slot
from negcycle.words.terms import Lexicon

T = TypeVar("T")

SAFETY = "safety"
LONGEST_QUOTE = 40
"""Characters of a person's words that a question repeats, at most."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question about the words of one entry."""

    code: str
    """Its stable kind, such as ``"contested"``."""
    text: str
    """The question; empty for `SAFETY`, because nothing is said beside the field. One neutral line,
    `safety.neutral-line` of the catalogue, ends the whole output instead."""


def questions(
    slot: str, words: str, moves: str | None = None, *, book: Lexicon | None = None
) -> tuple[Question, ...]:
    """Return what may be asked about `words` in `slot`, at most one question of each kind.

    Safety words are looked for first, in every slot. Where one is found, the only result is a
    `Question` of the kind `SAFETY` without a text: nothing else is asked about that entry.

    Args:
        slot: A slot of a chain.
        words: What was said, verbatim.
        moves: For a behavior, the move that was written down with it.
        book: Another lexicon than the built-in one.

    Raises:
        UnknownName: if no slot is called this.

    Example:
        >>> questions("trigger", "he is lazy")[0].text
        "'lazy' describes a person: what would a camera see?"
    """
    book = book or lexicon()
    known_slot(slot)
    if book.safety(words):
        return (Question(SAFETY, ""),)

    asked = ((code, ask(book, words)) for code, ask in RULES.get(slot, ()))
    found = tuple(Question(code, text) for code, text in asked if text is not None)
    if slot == "behavior" and not found and words.strip():
        return _about_direction(book, words, moves)
    return found


# -- one rule each: the text of its question, or None ----------------------------------------------


def _contested(slot: str) -> Callable[[Lexicon, str], str | None]:
    def ask(book: Lexicon, words: str) -> str | None:
        claims = {match.said for match in book.attributional(words)}
        for match in book.contested(words, slot):
            if match.said not in claims:
                one, other = (
                    say(f"wording.reading.{where}") for where, _ in match.meant.readings[:2]
                )
                return say("wording.contested", word=_quote(match), one=one, other=other)
        return None

    return ask


def _attributional(book: Lexicon, words: str) -> str | None:
    match = _first(book.attributional(words))
    if match is None or any(term.words in match.meant.bare for term in book.find("primary", words)):
        return None
    bare = say("wording.or").join(match.meant.bare)
    return say("wording.attributional", word=_quote(match), bare=bare)


def _misplaced(slot: str, other: str) -> Callable[[Lexicon, str], str | None]:
    """Ask about a word of the `other` slot, where none of this slot stands beside it."""

    def ask(book: Lexicon, words: str) -> str | None:
        match = _first(book.matches(other, words))
        if match is None or book.find(slot, words) or book.contested(words, slot):
            return None
        return say(f"wording.{other}-in-{slot}", word=_quote(match))

    return ask


def _thought(slot: str) -> Callable[[Lexicon, str], str | None]:
    def ask(book: Lexicon, words: str) -> str | None:
        match = _first(book.thoughts(words))
        if match is None or book.find(slot, words):
            return None
        return say("wording.thought", word=_quote(match))

    return ask


def _camera(book: Lexicon, words: str) -> str | None:
    match = _first(book.character_talk(words))
    return None if match is None else say("wording.camera", word=_quote(match))


def _absolute(book: Lexicon, words: str) -> str | None:
    match = _first(book.absolutes(words))
    return None if match is None else say("wording.absolute", word=_quote(match))


def _ask_first(book: Lexicon, words: str) -> str | None:
    match = _first(book.ask_first(words))
    return None if match is None else say("wording.first", word=_quote(match))


def _strategy(book: Lexicon, words: str) -> str | None:
    """Ask what the strategy is for; a wish for touch is never questioned."""
    return say("wording.strategy") if book.strategy(words) and not book.touch(words) else None


def _about_direction(book: Lexicon, words: str, moves: str | None) -> tuple[Question, ...]:
    read, found = direction_of(words, book=book), book.matches("behavior", words)
    if moves is None:
        neither = bool(found) and all(match.meant.family == "reach" for match in found)
        known = read.direction is not None or neither
        return () if known else (Question("direction", say("wording.direction")),)
    written = direction_of(words, moves, book=book).direction
    if read.direction is None or written is None or read.direction == written:
        return ()
    here = next(match for match in found if match.meant.id == read.term)
    text = say(
        "wording.direction-differs",
        word=_quote(here),
        read=say(f"wording.way.{read.direction}"),
        written=say(f"wording.way.{written}"),
        moves=moves,
    )
    return (Question("direction-differs", text),)


RULES: dict[str, tuple[tuple[str, Callable[[Lexicon, str], str | None]], ...]] = {
    "trigger": (("camera", _camera), ("absolute", _absolute), ("ask-first", _ask_first)),
    "behavior": (("camera", _camera), ("absolute", _absolute), ("ask-first", _ask_first)),
    "primary": (
        ("attributional", _attributional),
        ("contested", _contested("primary")),
        ("secondary-in-primary", _misplaced("primary", "secondary")),
        ("thought", _thought("primary")),
    ),
    "secondary": (
        ("attributional", _attributional),
        ("contested", _contested("secondary")),
        ("primary-in-secondary", _misplaced("secondary", "primary")),
        ("thought", _thought("secondary")),
    ),
    "need": (("strategy", _strategy),),
}
"""What may be asked in each slot, in this order; in the others the words stand as they are."""


def _first(found: tuple[Match[T], ...]) -> Match[T] | None:
    return found[0] if found else None


def _quote(match: Match[T]) -> str:
    """Return the words in which it was said, on one line and not too long."""
    return shortened(match.said)


def shortened(words: str) -> str:
    """Return words of a person on one line, cut where they are too long to repeat."""
    said = " ".join(words.split())
    return said if len(said) <= LONGEST_QUOTE else said[: LONGEST_QUOTE - 1].rstrip() + "…"
