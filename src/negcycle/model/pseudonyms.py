"""Pseudonyms for the people of a case, in what somebody wrote: Partner 1, Partner 2."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from negcycle.model.partner import Partner
from negcycle.words import say
from negcycle.words.folding import Folded, folded
from negcycle.words.ordinary_names import ORDINARY, PARTICLES, TITLES


@dataclass(frozen=True, slots=True)
class Called:
    """How somebody is called, in plain small letters."""

    spelled: str
    pseudonym: str
    """Who it is; the words for somebody of them where more than one is called like this."""
    capitalized: bool
    """Whether it is a name only with a capital letter: will, may, and what has two letters."""
    starts: bool
    """Whether it has to stand at the beginning of a word."""
    ends: bool
    """Whether it has to end where a word ends."""
    stays: bool = False
    """Whether it is a pseudonym already."""


class Pseudonyms:
    """Finds the people of a case in a text by their names and keys, and names nobody.

    A name is found in large and small letters, with and without accents, in wide letters, with
    signs in it that nobody sees, with the s of several or of what is theirs, and beside digits,
    underscores and capital letters; each part of it is found alone. In scripts other than Latin a
    name may have an ending of any kind, and where a script has no capital letters it is found
    within a word. These rules keep ordinary words apart:

    * A name that is an English word as well (Will, May), or has two letters, is one only with a
      capital letter, there always: in doubt a name is taken out.
    * A key counts from three letters on, and a name wins over the key of somebody else. One Latin
      letter is no name.
    * Where two people have the same name, it becomes *one of them*.

    What cannot be known: short forms (Johnny for John), nicknames, other names.

    Args:
        people: Whose names are replaced; their order gives the number.

    Example:
        >>> mary, john = Partner(key="m", name="Mary Smith"), Partner(key="j", name="John")
        >>> Pseudonyms([mary, john]).replaced("JOHN2 asks: the Smiths, or Mary's sister?")
        "Partner 2 2 asks: the Partner 1s, or Partner 1's sister?"
    """

    def __init__(self, people: Iterable[Partner]) -> None:
        people = tuple(people)
        self._called = _called(people)
        self._lengths = _lengths(self._called.values())
        self._within = _lengths(one for one in self._called.values() if not one.starts)
        self._firsts = re.compile(f"[{re.escape(''.join(self._lengths))}]")

    def replaced(self, text: str) -> str:
        """Return `text` with pseudonyms for names, and else as it was written."""
        line = folded(text)
        made: list[str] = []
        done = at = 0
        while found := self._firsts.search(line.text, at):
            at = found.start() + 1
            called = self._at(text, line, found.start())
            if called is None:
                continue
            at = found.start() + len(called.spelled)
            if called.stays:
                continue
            if called.pseudonym == _one_of_them():  # nobody can be 'one of thems'
                at = _after_plural(called, text, line, at) or at
            made += [text[done : line.starts[found.start()]], called.pseudonym]
            done = line.ends[at - 1]
            if text[done : done + 1].isdigit() and called.pseudonym[-1].isdigit():
                made.append(" ")
        return "".join(made) + text[done:]

    def _at(self, text: str, line: Folded, start: int) -> Called | None:
        """Return who is called there; of two names the longer."""
        is_within = start > 0 and _joined(line, start) and not _rises(text, line, start)
        lengths = self._within if is_within else self._lengths
        for length in lengths.get(line.text[start], ()):
            called = self._called.get(line.text[start : start + length])
            if called is not None and _stands(called, text, line, start):
                return called
        return None


def _lengths(called: Iterable[Called]) -> dict[str, list[int]]:
    """Return how long the names are that begin with a letter, the longest first."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for one in called:
        lengths[one.spelled[0]].add(len(one.spelled))
    return {first: sorted(some, reverse=True) for first, some in lengths.items()}


def _stands(called: Called, text: str, line: Folded, start: int) -> bool:
    """Whether a name that was found where a word may begin is one."""
    end = start + len(called.spelled)
    inside = (
        called.stays,
        start and line.starts[start - 1] == line.starts[start],
        end < len(line.text) and line.starts[end - 1] == line.starts[end],
    )
    if any(inside):  # the two letters of a sign such as ß, or a pseudonym
        return called.stays
    if called.capitalized:
        words = (start + found.start() for found in re.finditer(r"\S+", called.spelled))
        if not all(text[line.starts[word]].isupper() for word in words):
            return False
    if not called.ends:
        return True
    if line.text.startswith("'t", end) and not _is_letter(line.text[end + 2 : end + 3]):
        return False  # don't
    if end == len(line.text) or not _joined(line, end) or _changes(text, line, end):
        return True
    return _after_plural(called, text, line, end) is not None


def _after_plural(called: Called, text: str, line: Folded, end: int) -> int | None:
    """Return where the s of several ends, or None where there is none."""
    if not called.ends:
        return None
    ending = "es" if called.spelled.endswith(("s", "x", "z", "ch", "sh")) else "s"
    if called.spelled + ending in ORDINARY and text[line.starts[end - 1]].islower():
        return None  # jeans
    after = end + len(ending)
    stands = line.text.startswith(ending, end) and not _is_letter(line.text[after : after + 1])
    return after if stands else None


def _joined(line: Folded, at: int) -> bool:
    """Whether the signs before and at a place belong to one word, or to one number."""
    before, after = line.text[at - 1], line.text[at]
    if before.isdigit() and after.isdigit():
        return True
    return _is_cased(before) and _is_cased(after) and _is_latin(before) == _is_latin(after)


def _rises(text: str, line: Folded, at: int) -> bool:
    """Whether a capital letter follows a small one: ``myJohn``."""
    return text[line.starts[at - 1]].islower() and text[line.starts[at]].isupper()


def _changes(text: str, line: Folded, at: int) -> bool:
    """Whether small letters follow capital ones, or the other way round: ``JohnSmith``."""
    return text[line.starts[at - 1]].isupper() != text[line.starts[at]].isupper()


def _is_letter(char: str) -> bool:
    return char.isalpha()


def _is_cased(char: str) -> bool:
    return char.lower() != char.upper()


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN")


# -- how people are called -------------------------------------------------------------------


def _one_of_them() -> str:
    return say("deidentify.one-of-them")


def _called(people: tuple[Partner, ...]) -> dict[str, Called]:
    """Return how all are called, by the spelling."""
    by_name: dict[str, set[str]] = defaultdict(set)
    by_key: dict[str, set[str]] = defaultdict(set)
    pseudonyms = [say("deidentify.name", number=at) for at in range(1, len(people) + 1)]
    for pseudonym, one in zip(pseudonyms, people, strict=True):
        for spelled in _spellings(one.name, is_key=False):
            by_name[spelled].add(pseudonym)
        for spelled in _spellings(one.key, is_key=True):
            by_key[spelled].add(pseudonym)
    made = {
        plain: Called(plain, words, capitalized=False, starts=False, ends=False, stays=True)
        for words in (*pseudonyms, _one_of_them())
        for plain in (folded(words).text,)
    }
    for spelled, whose in (by_key | by_name).items():
        pseudonym = next(iter(whose)) if len(whose) == 1 else _one_of_them()
        if spelled not in made or made[spelled].pseudonym != pseudonym:
            made[spelled] = _written_like(spelled, pseudonym)
    return made


def _written_like(spelled: str, pseudonym: str) -> Called:
    letters = list(filter(_is_letter, spelled))
    cased = all(map(_is_cased, letters))
    parts = re.findall(r"[^\W\d_]+", spelled)
    ordinary = all(part in ORDINARY or len(part) < _SHORTEST_KEY for part in parts)
    has_digits = any(map(str.isdigit, spelled))
    return Called(
        spelled,
        pseudonym,
        capitalized=cased and ordinary and not has_digits,
        starts=cased,
        ends=cased and all(map(_is_latin, letters)),
    )


_SHORTEST_KEY = 3


def _spellings(written: str, *, is_key: bool) -> Iterator[str]:
    """Yield the ways to write a name, or a key: whole, in parts, and without what parts them."""
    plain = " ".join(folded(written).text.split())
    some = {plain, _BETWEEN.sub("", plain)}
    if not re.fullmatch(_PSEUDONYM, plain):
        small = set(re.findall(r"\w+", written)) & PARTICLES
        words = [word.strip("'") for word in re.split(rf"(?:{_BETWEEN.pattern}|\d)+", plain)]
        some |= {_BETWEEN.sub("", word) for word in plain.split()}  # marylou
        some |= {part for word in words for part in (word, *_long(word.split("'")))}
        some -= small | TITLES
    some |= {one.replace("'", "") for one in some}
    yield from (one for one in some if _is_enough(one, is_key=is_key))


def _long(parts: Iterable[str]) -> Iterator[str]:
    return (part for part in parts if len(part) >= _SHORTEST_KEY)


_BETWEEN = re.compile(r"[\s,.;()/\"_-]+")
_PSEUDONYM = re.escape(folded(say("deidentify.name", number=0)).text).replace("0", r"\d+")


def _is_enough(spelled: str, *, is_key: bool) -> bool:
    """Whether something is long enough to be told from other words."""
    letters = [char for char in spelled if _is_letter(char)]
    if not letters:
        return bool(spelled) and not spelled.isascii()
    if not all(map(_is_cased, letters)):
        return len(letters) > 1 or "\u3400" <= letters[0] <= "\U0003ffff"
    return len(letters) >= (_SHORTEST_KEY if is_key else 2)
