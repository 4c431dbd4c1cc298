"""Words of leaving: somebody who thinks of going needs a person to talk to, and no exercise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from negcycle.words.built_in import lexicon
from negcycle.words.matching import Phrases, read_both_ways

_GOING = ("leave", "leaving")
_OTHER = "you/him/her/them"
_WHOSE = "this/that/my/our/your/his/her/their"
_THEY = "he/she/you/they"
_CHOICE = "stay "
"""A phrase that begins so is a question of its own: 'I do not know whether to stay or go'."""


def speaks_of_leaving(words: str) -> bool:
    """Whether `words` speak of leaving the other for good; to leave a room is something else.

    To be afraid that the other goes is the core of the work and no word of leaving.

    Example:
        >>> speaks_of_leaving("I am thinking of leaving"), speaks_of_leaving("he leaves the room")
        (True, False)
    """
    return any(_phrases().find(way) for way in read_both_ways(words))


@cache
def _phrases() -> Phrases[str]:
    lists = lexicon().lists
    leaving = lists["leaving.words"]
    unless = [*lists["leaving.unless"], *lists["idioms"]]
    for phrase in leaving:
        unless += _something_else(phrase)
    return Phrases(
        [*((one, one) for one in leaving), *((one, None) for one in unless)],
        verbs=True,
        deniable=False,
    )


def _something_else(phrase: str) -> Iterator[str]:
    """Yield the longer phrases around one of leaving that mean something else."""
    lists = lexicon().lists
    start, _, last = phrase.rpartition(" ")
    if last in _GOING:
        longer = phrase if "..." in phrase else re.sub("^i ", "i ... ", phrase)  # 'I just want'
        yield f"{longer} me/us"
        for place in lists["leaving.places"]:
            yield f"{longer} {place}"
            yield f"{longer} {_WHOSE} {place}"
    elif last == _OTHER and start.endswith(_GOING):
        for place in lists["leaving.places"]:
            yield f"{start} your/her {place}"
        yield from (f"{phrase} {left}" for left in lists["leaving.left"])
    if not phrase.startswith(_CHOICE):
        yield f"not/never/without {phrase}"
    for fear in lists["leaving.fear"]:
        yield f"{fear} ... {_THEY} ... {phrase}"
