"""Questions about a message that somebody puts together: they ask, never scold, and change nothing.

A message may reach for the other, ask for room, or make a request. The person's own words win.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, get_args

from negcycle.errors import UnknownName
from negcycle.words.asking import SAFETY, Question, shortened
from negcycle.words.built_in import lexicon
from negcycle.words.catalogue import say
from negcycle.words.listing import listed
from negcycle.words.message_lists import MessageLists, parts_of
from negcycle.words.nearest import did_you_mean
from negcycle.words.terms import Lexicon

MessageKind = Literal["reach", "space", "request"]
"""What a message is for: to reach for the other, to ask for room, to ask for something."""
KINDS: tuple[MessageKind, ...] = get_args(MessageKind)
ABOUT_ROOM = frozenset({"room", "reassurance", "return"})
"""The kinds of questions about a message as a whole, of which at most one is asked."""


def message_questions(
    words: str, *, kind: str = "reach", book: Lexicon | None = None
) -> tuple[Question, ...]:
    """Return what may be asked about a message before it is said, at most one question of a kind.

    Asked about are verdicts on a person, blame, what is said to be inside the other, 'always' and
    'never', old accounts, orders, room without comfort or without a return, and giving in. What is
    told as a fear or as an old complaint of one's own, or with thanks, is left as it is; and so is
    a wish for touch.

    Safety words are looked for first. Where one is found, the only result is a `Question` of the
    kind `SAFETY` without a text.

    Args:
        words: The message, verbatim.
        kind: ``"reach"``, ``"space"`` or ``"request"``. A message of the kind ``"space"`` is taken
            to ask for room, whatever its words are.
        book: Another lexicon than the built-in one.

    Raises:
        UnknownName: if `kind` is none of the three.

    Sources:
        Moelbak, R. Negotiating Different Needs for Closeness and Alone Time in a Romantic
        Relationship. bettertherapy.com
        Badamo, C. 3 Steps to Create Closeness.

    Example:
        >>> [one.text for one in message_questions("I need an evening to myself. I love you.")]
        ['This asks for room: when and how will you be back with the other?']
        >>> message_questions("I feel alone. Can you tell me that you are here for me?")
        ()
    """
    if kind not in KINDS:
        hint, known = did_you_mean(kind, KINDS), listed(KINDS)
        text = say("message.unknown-kind", name=kind, hint=hint, known=known)
        raise UnknownName(text, name=kind, known=KINDS)
    book = book or lexicon()
    if book.safety(words):
        return (Question(SAFETY, ""),)
    lists = _lists_of(book)
    asked = [*_about_parts(lists, words), _about_room(lists, words, wanted=kind == "space")]
    said = _first(lists, words, _giving_in)
    asked.append(None if said is None else _question("giving-in", said))
    return tuple(one for one in asked if one is not None)


def _about_parts(lists: MessageLists, words: str) -> Iterator[Question]:
    for code, rule in RULES.items():
        said = _first(lists, words, rule)
        if said is not None:
            yield _question(code, said)


def _first(lists: MessageLists, words: str, rule: Rule) -> str | None:
    found = (rule(lists, part) for part in parts_of(words))
    return next((said for said in found if said is not None), None)


def _question(code: str, said: str) -> Question:
    return Question(code, say(f"message.{code}", word=shortened(said)))


# -- one rule each: the words in which it is said in one part of the message, or None --------------


def _verdict(lists: MessageLists, part: str) -> str | None:
    found = (said for said in lists.verdicts(part) if not lists.is_held(part, said, *_OWN))
    return next(found, None)


def _blame(lists: MessageLists, part: str) -> str | None:
    said = _not_held(lists, part, "blame", "owned")
    if said is not None:
        return said
    said = _not_held(lists, part, "making", "owned")
    after = part[part.index(said) :] if said else ""
    return said if said and lists.hard(after) and not lists.all("warm", part) else None


def _mind_reading(lists: MessageLists, part: str) -> str | None:
    return _not_held(lists, part, "mind_reading", "owned", "doubts")


def _absolute(lists: MessageLists, part: str) -> str | None:
    said = _not_held(lists, part, "absolutes", "owned", "praise")
    if said is None:
        return None
    thanks = said.casefold().endswith("always") and lists.all("warm", part)
    return None if thanks else said


def _past(lists: MessageLists, part: str) -> str | None:
    said = _not_held(lists, part, "past", "owned")
    return None if said is None or lists.all("warm", part) else said


def _demand(lists: MessageLists, part: str) -> str | None:
    said = _not_held(lists, part, "demands", "owned")
    wished = said is not None and lists.book.touch(part) and said.casefold().startswith("i ")
    return None if wished else said


def _giving_in(lists: MessageLists, part: str) -> str | None:
    return _not_held(lists, part, "giving_in", "owned", "doubts")


def _not_held(lists: MessageLists, part: str, name: str, *holders: str) -> str | None:
    found = (one.said for one in lists.all(name, part))
    return next((said for said in found if not lists.is_held(part, said, *holders)), None)


Rule = Callable[[MessageLists, str], str | None]

RULES: Mapping[str, Rule] = MappingProxyType(
    {
        "verdict": _verdict,
        "blame": _blame,
        "mind-reading": _mind_reading,
        "absolute": _absolute,
        "past": _past,
        "demand": _demand,
    }
)
"""What may be asked about each part of a message, in this order."""

_OWN = ("owned", "doubts")


def _about_room(lists: MessageLists, words: str, *, wanted: bool) -> Question | None:
    """Ask what is missing where room is asked for: that the other matters, and a return."""
    asks = wanted or any(lists.all("room", part) for part in parts_of(words))
    if not asks or not words.strip():
        return None
    matters = any(lists.all("reassurance", part) for part in parts_of(words))
    comes_back = lists.says_when(words)
    if matters and comes_back:
        return None
    code = "return" if matters else "reassurance" if comes_back else "room"
    return Question(code, say(f"message.{code}"))


@lru_cache(maxsize=8)
def _lists_of(book: Lexicon) -> MessageLists:
    return MessageLists(book)
