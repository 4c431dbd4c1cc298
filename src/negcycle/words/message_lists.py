"""The phrases that are looked for in a message, and which words before one hold it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

from negcycle.words.lexicon_file import read_text
from negcycle.words.matching import DENIALS, Match, Phrases, tokens
from negcycle.words.terms import Lexicon

_PARTS = re.compile(r"[.!?;\n\u2026]+|\b(?:but|yet|though|although|however)\b", re.IGNORECASE)
_FRESH = re.compile(r"\b(?:and|so|because)\b", re.IGNORECASE)
_CHARACTER = "you are/were/act/behave/sound/seem/get/can/just ... {word}"

_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_CLOCK = re.compile(
    rf"\b\d{{1,2}}:\d\d\b"
    rf"|\b\d{{1,2}}\s*(?:[ap]\.?m\b|o'clock)"
    rf"|\b(?:at|by|around)\s+(?:\d{{1,2}}|half past|{_NUMBERS})\b"
    rf"|\b(?:in|after)\s+(?:(?:a|an|about|half|\d+|{_NUMBERS}|fifteen|twenty|thirty)\s+)+"
    rf"(?:minutes?|hours?|days?)\b",
    re.IGNORECASE,
)


class MessageLists:
    """What is looked for in a message: the built-in lists with everything that `book` adds.

    Args:
        book: The lexicon; what an own file adds under ``message`` is in it.
    """

    def __init__(self, book: Lexicon) -> None:
        self.book = book
        self._finders: dict[str, Phrases[str]] = {}

    def first(self, name: str, part: str) -> str | None:
        """Return the words in which the first phrase of a list is said in `part`, if any is."""
        found = self.all(name, part)
        return found[0].said if found else None

    def all(self, name: str, part: str) -> tuple[Match[str], ...]:
        """Return everything of a list that stands in `part` and is not denied."""
        if name not in self._finders:
            self._finders[name] = _phrases(self._listed(name), self._listed("idioms"))
        return self._finders[name].find(part)

    def verdicts(self, part: str) -> tuple[str, ...]:
        """Return the words in which `part` says what kind of person the other is."""
        said = (one.said for one in self._verdicts.find(part))
        return tuple(one for one in said if _NOT_ABOUT_YOU.isdisjoint(_words(one)))

    def says_when(self, words: str) -> bool:
        """Whether `words` say when or how somebody is back."""
        return bool(self.all("return", words) or _CLOCK.search(words))

    def hard(self, part: str) -> bool:
        """Whether a hard feeling, or something that one is made to do, stands in `part`."""
        felt = self.book.find("primary", part) or self.book.find("secondary", part)
        return bool(felt or self.all("made_to", part)) and not _LESS.search(part)

    def is_held(self, part: str, said: str, *names: str) -> bool:
        """Whether words of one of the lists come before `said`, so that it is told as one's own."""
        before = _FRESH.split(part[: part.index(said)])[-1]
        return any(self._holders(name).find(before) for name in names)

    def _holders(self, name: str) -> Phrases[str]:
        key = f"before {name}"
        if key not in self._finders:
            listed = [(phrase, phrase) for phrase in self._listed(name)]
            self._finders[key] = Phrases(listed, verbs=True, deniable=False)
        return self._finders[key]

    def _listed(self, name: str) -> tuple[str, ...]:
        return (*_built_in()[f"message.{name}"], *self.book.lists.get(f"message.{name}", ()))

    @cached_property
    def _verdicts(self) -> Phrases[str]:
        words = (*self.book.lists.get("not_a_behavior", ()), *self._listed("verdicts"))
        idioms = (*self._listed("idioms"), *self.book.lists.get("idioms", ()))
        return _phrases((_CHARACTER.format(word=word) for word in words), idioms)


_LESS = re.compile(r"\bless\b", re.IGNORECASE)


def parts_of(words: str) -> Iterator[str]:
    """Yield the parts of a message that each say one thing: sentences, and what follows a 'but'."""
    return (part for part in _PARTS.split(words) if part.strip())


def _phrases(wanted: Iterable[str], idioms: Iterable[str]) -> Phrases[str]:
    """Make phrases findable, except inside an idiom."""
    hidden = [(one, None) for one in idioms]
    return Phrases([*((one, one) for one in wanted), *hidden], verbs=True)


def _words(said: str) -> set[str]:
    return {token.text for token in tokens(said)}


_NOT_ABOUT_YOU = DENIALS | {"me", "i"}
"""Inside a verdict these make it none: 'you are not lazy', 'you drive me crazy'."""


@cache
def _built_in() -> Mapping[str, tuple[str, ...]]:
    from importlib.resources import files  # slow to load

    text = files("negcycle.words").joinpath("messages.yaml").read_text("utf-8")
    return read_text(text, "messages.yaml").lists
