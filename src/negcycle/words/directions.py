"""Which way a behavior goes, and on which side a feeling stands, read off a person's words."""

from __future__ import annotations

from typing import Literal, NamedTuple, cast

from negcycle.words.built_in import lexicon
from negcycle.words.terms import Lexicon, Term

Direction = Literal["toward", "away"]
MoveName = Literal["pursue", "withdraw", "attack", "give_up", "reach"]
Side = Literal["alone", "crowded", "either"]


class DirectionFound(NamedTuple):
    """Which way a behavior goes, and the id of the term that says so."""

    direction: Direction | None
    """None: unknown, or both ways, or a reach, which goes neither way."""
    term: str | None


class MoveFound(NamedTuple):
    """What kind of move a behavior is, and the id of the term that says so."""

    move: MoveName | None
    """None: unknown, or moves that point both ways."""
    term: str | None


def direction_of(
    words: str, moves: str | None = None, *, book: Lexicon | None = None
) -> DirectionFound:
    """Return which way a behavior goes: as `moves` says, else as the lexicon finds in `words`.

    The same words give the same answer for everybody; who says them plays no part.

    Example:
        >>> direction_of("goes quiet and pulls away")
        DirectionFound(direction='away', term='behavior.withdraw.go_silent')
        >>> direction_of("goes to the gym").direction
    """
    book = book or lexicon()
    if moves is not None:
        return DirectionFound(_way(book, moves), None)
    move, term = move_of(words, book=book)
    way = _way(book, move)
    return DirectionFound(way, term if way else None)


def move_of(words: str, *, book: Lexicon | None = None) -> MoveFound:
    """Return what kind of move the behavior in `words` is, or None where that cannot be told.

    Where several are found that go the same way, the first one counts; a reach counts only where
    nothing else is found.
    """
    book = book or lexicon()
    found = book.find("behavior", words)
    going = [term for term in found if _way(book, term.family)]
    ways = {_way(book, term.family) for term in going}
    if not found or len(ways) > 1:
        return MoveFound(None, None)
    first = (going or found)[0]
    return MoveFound(cast(MoveName, first.family), first.id)


def side_of(words: str, *, book: Lexicon | None = None) -> Side | None:
    """Return the side of the primary feeling in `words`; None where no feeling is found.

    Too far (alone: loneliness, sadness, longing) or too close (crowded: shame, helplessness); hurt,
    fear and contested words stand on either, and so does what holds both. It is there to ask with,
    never to set a number.
    """
    book = book or lexicon()
    sides = {_side(book, term) for term in book.find("primary", words)}
    clear = sides - {"either"}
    if len(clear) == 1:
        return cast(Side, clear.pop())
    return "either" if sides else None


def _way(book: Lexicon, move: str | None) -> Direction | None:
    return cast("Direction | None", book.directions.get(move or ""))


def _side(book: Lexicon, term: Term) -> str:
    if term.slug in book.sides:
        return book.sides[term.slug]
    if book.contested(term.words, "primary"):
        return "either"
    return book.sides.get(term.family, "either")
