"""Finding phrases in a person's own words: whole words, in order, and not where denied."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from negcycle.words.inflection import same, tokens_of, verb_forms, words_in
from negcycle.words.tidying import is_ignorable

T = TypeVar("T")

APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02b9\uff07`\u00b4"), "'")
CLAUSE_ENDS = (*",;:.!?()\u2013\u2014\u2026", "\n\n")
FILLERS = words_in(
    "me you him her it us them my your his its our their the a an this that any "
    "myself yourself himself herself itself ourselves themselves "
    "very really so too just right all quite completely totally even still also again simply "
    "such always often sometimes kind of sort"
)
"""Words that may stand between the words of a phrase: 'shuts me out', 'goes really quiet'."""
FILLED = 2
"""How many of them at most."""
ARTICLES = words_in("a an the")
ANYTHING = "..."
"""In a phrase, a place for up to `ANY` words of any kind: 'brush ... off'."""
ANY = 3

DENIALS = words_in("not never no nor hardly barely rarely seldom")
KEEPING_AWAY = words_in("without stop quit cease avoid refuse") | {"instead of", "rather than"}
"""Words that deny what is done: the next word, or one ending in -ing."""
NO_DENIAL = words_in("only just merely simply help")
"""After one of these a denial denies nothing: 'not only', 'cannot help'."""
FRESH_STARTS = words_in(
    "and but then so because when while why that who which if until yet i he she they we"
)
"""Words at which something new is said, so that an earlier denial ends."""
DENIED_WITHIN = 5
"""Words between a denial and what it denies, at most."""


@dataclass(frozen=True, slots=True)
class Token:
    """One plain word, and where it was written."""

    text: str
    start: int
    end: int
    fresh: bool
    """Whether a clause begins here: after a comma, a full stop, an empty line ..."""


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """Something of the lexicon that stands in a person's words."""

    meant: T
    """What was found."""
    said: str
    """The words in which it was said, as they were written."""


@dataclass(frozen=True, slots=True)
class Phrase(Generic[T]):
    """A sequence of words to look for, each with its forms; an empty place is a gap."""

    places: tuple[frozenset[str], ...]
    meant: T | None
    """None for a phrase that only hides what stands inside it: 'hit the road'."""


def tokens(words: str) -> tuple[Token, ...]:
    """Return the plain words of `words`, case and typography folded, in order."""
    found: list[Token] = []
    fresh = True
    for is_word, run in groupby(enumerate(words), key=lambda at: _is_letter(at[1])):
        letters = list(run)
        if not is_word:
            between = "".join(letter for _, letter in letters)
            fresh = fresh or any(mark in between for mark in CLAUSE_ENDS)
            continue
        written = "".join(letter for _, letter in letters if not is_ignorable(letter))
        start, end = letters[0][0], letters[-1][0] + 1
        folded = unicodedata.normalize("NFKC", written).casefold().translate(APOSTROPHES)
        for text in tokens_of(folded.strip("'")):
            found.append(Token(text, start, end, fresh))
            fresh = False
    return tuple(found)


def _is_letter(letter: str) -> bool:
    """Whether `letter` belongs to a word: a letter, a sign on one, a digit, an apostrophe.

    A sign that nobody sees parts no word.
    """
    if is_ignorable(letter):
        return True
    return unicodedata.category(letter)[0] in "LMN" or letter == "'" or ord(letter) in APOSTROPHES


def read_both_ways(words: str) -> tuple[str, ...]:
    """Return `words`, and with a space for each sign that nobody sees if there are any of them."""
    spaced = "".join(" " if is_ignorable(letter) else letter for letter in words)
    return (words,) if spaced == words else (words, spaced)


class Phrases(Generic[T]):
    """Phrases to look for, all at once.

    In a phrase, ``/`` stands between words of which any will do, and ``...`` for up to three words
    of any kind.

    Args:
        phrases: Each phrase with what it means; None hides what stands inside it.
        verbs: Whether a person's words may have endings: 'nags' for 'nag'.
        deniable: Whether 'does not', 'never', 'without' ... in front mean that it is not there.
    """

    def __init__(
        self, phrases: Iterable[tuple[str, T | None]], *, verbs: bool, deniable: bool = True
    ) -> None:
        self._forms: Callable[[str], frozenset[str]] = verb_forms if verbs else same
        self._deniable = deniable
        self._phrases: list[Phrase[T]] = []
        self._by_first: dict[str, list[int]] = defaultdict(list)
        for written, meant in phrases:
            places = places_of(written)
            for form in places[0] if places else ():
                self._by_first[form].append(len(self._phrases))
            self._phrases.append(Phrase(places, meant))

    def find(self, words: str) -> tuple[Match[T], ...]:
        """Return what stands in `words`, in order; of two that overlap within, the longer."""
        line = tokens(words)
        spans = sorted(self._spans(line), key=lambda span: (span[0], -span[1]))
        found: list[Match[T]] = []
        reach = 0
        for (start, end), group in groupby(spans, key=lambda span: span[:2]):
            if end <= reach:
                continue
            reach = end
            if self._deniable and is_denied(line, start):
                continue
            meanings = [meant for _, _, meant in group]
            said = words[line[start].start : line[end - 1].end]
            found += [Match(meant, said) for meant in meanings if meant and None not in meanings]
        return tuple(found)

    def _spans(self, line: tuple[Token, ...]) -> Iterator[tuple[int, int, T | None]]:
        """Yield every place where a phrase stands, as start, end and meaning."""
        forms = [self._forms(token.text) for token in line]
        for start, these in enumerate(forms):
            for number in sorted({one for form in these for one in self._by_first.get(form, ())}):
                phrase = self._phrases[number]
                end = _end(line, forms, phrase, start)
                if end is not None:
                    yield start, end, phrase.meant


def places_of(written: str) -> tuple[frozenset[str], ...]:
    """Return what has to stand in each place of a phrase; an empty set is a gap.

    Articles, and a 'to' in front, are left out: 'to be wanted' is found in 'being wanted'.
    """
    places: list[frozenset[str]] = []
    for word in written.split():
        ways = [[same(token.text) for token in tokens(way)] for way in word.split("/")]
        if word == ANYTHING:
            places.append(frozenset())
        elif len(ways) == 1:
            places += [place for place in ways[0] if not place <= ARTICLES]
        else:
            places.append(frozenset[str]().union(*(way[0] for way in ways if way)))
    return tuple(places[1:] if places[:1] == [same("to")] else places)


def _end(
    line: tuple[Token, ...],
    forms: list[frozenset[str]],
    phrase: Phrase[T],
    start: int,
) -> int | None:
    """Return where a phrase that begins at `start` ends, or None when it does not stand there.

    A phrase that hides has to stand there word for word: 'choke up' hides nothing of 'chokes me up
    against the wall'.
    """
    fillers = ARTICLES if phrase.meant is None else FILLERS
    at = start + 1
    gap = 0
    for place in phrase.places[1:]:
        if not place:
            gap = ANY
            continue
        first = at
        while at < len(line) and not place & forms[at]:
            passable = at < first + gap or (line[at].text in fillers and at < first + FILLED)
            if not passable or line[at].fresh:
                return None
            at += 1
        if at == len(line) or (at > first and line[at].fresh):
            return None
        at += 1
        gap = 0
    return at


def is_denied(line: tuple[Token, ...], start: int) -> bool:
    """Whether the words before `start` say that it is not so; two denials cancel each other."""
    denials = 0
    for at in range(start - 1, max(-1, start - 2 - DENIED_WITHIN), -1):
        if line[at + 1].fresh or line[at].text in FRESH_STARTS:
            break
        between = start - at - 1
        if line[at].text in DENIALS:
            denials += line[at + 1].text not in NO_DENIAL
        elif _keeps_away(line, at):
            denials += between <= 1 or line[start].text.endswith("ing")
    return denials % 2 == 1


def _keeps_away(line: tuple[Token, ...], at: int) -> bool:
    pair = " ".join(token.text for token in line[at : at + 2])
    return pair in KEEPING_AWAY or not verb_forms(line[at].text).isdisjoint(KEEPING_AWAY)
