"""Letters that are alike: large and small, with and without accents, wide and narrow."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from negcycle.words.matching import APOSTROPHES
from negcycle.words.tidying import is_ignorable

ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670]")
"""Accents, and the points for vowels in Hebrew and Arabic; in other scripts marks are letters."""

_ALIKE = {
    **APOSTROPHES,
    **dict.fromkeys(map(ord, "\u2010\u2011\u2212"), "-"),
    **{ord(letter): plain for letter, plain in zip("łøđħıŧ", "lodhit", strict=True)},
    ord("æ"): "ae",
    ord("œ"): "oe",
}
_TATWEEL = "\u0640"
_BUILT = re.compile("[\u1160-\u11ff\uff9e\uff9f]")
"""Vowels and ends of a Hangul syllable that is written apart, and the marks of narrow kana."""
_MOST_MARKS = 8


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in plain small letters, and where each of them was written."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    """Where the written letter ends, with the marks on it."""


def folded(text: str) -> Folded:
    r"""Return `text` so that letters can be compared; what leaves no ink is not in it.

    Example:
        >>> folded("Jose\u0301 Wei\u00df").text
        'jose weiss'
    """
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end, written in _letters(text):
        for letter in _plain(written):
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), tuple(starts), tuple(ends))


def _letters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield each letter with what stands on it: its start, its end, and both of them."""
    start, end, written = 0, 0, ""
    for at, char in enumerate(text):
        if char.isascii():
            is_mark = False
        elif is_ignorable(char) or char == _TATWEEL or unicodedata.category(char) == "Cf":
            continue
        else:
            is_mark = unicodedata.category(char)[0] == "M" or bool(_BUILT.match(char))
        if is_mark and written:
            end = at + 1
            if len(written) < _MOST_MARKS and not ACCENTS.match(char):
                written += char
            continue
        if written:
            yield start, end, written
        start, end, written = at, at + 1, char
    if written:
        yield start, end, written


@lru_cache(maxsize=4096)
def _plain(written: str) -> str:
    if written.isspace():
        return " "
    small = unicodedata.normalize("NFKC", written.translate(_ALIKE)).casefold()
    bare = ACCENTS.sub("", unicodedata.normalize("NFD", small)).translate(_ALIKE)
    return unicodedata.normalize("NFC", bare)
