"""Fear of somebody who is called by name: 'afraid of Tom' is what 'afraid of him' is."""

from __future__ import annotations

from functools import lru_cache

from negcycle.words.built_in import lexicon
from negcycle.words.matching import ARTICLES, Phrases, read_both_ways, tokens

_BEGINNINGS = ("afraid/", "fear/")
_STANDS_FOR = frozenset({"her", "she"})


def is_afraid_of(words: str, names: tuple[str, ...]) -> bool:
    """Whether `words` speak of fear of one of these people.

    To be afraid that they leave is ordinary fear, as where nobody is called by name.

    Example:
        >>> is_afraid_of("I am afraid of Tom", ("Tom", "Ana"))
        True
        >>> is_afraid_of("I am afraid of Tom leaving", ("Tom", "Ana"))
        False
    """
    return any(_phrases(names).find(way) for way in read_both_ways(words))


@lru_cache(maxsize=64)
def _phrases(names: tuple[str, ...]) -> Phrases[str]:
    lists = lexicon().lists
    plain = [" ".join(token.text for token in tokens(name)) for name in names]
    called = [name for name in plain if name and not ARTICLES.issuperset(name.split())]
    listed = [(one, one) for one in lists["safety"]] + [
        (one, None) for one in lists["safety_unless"]
    ]
    return Phrases(
        [
            (phrase, meant)
            for words, meant in listed
            if words.startswith(_BEGINNINGS)
            for name in called
            if (phrase := _called(words, name)) != words
        ],
        verbs=True,
        deniable=False,
    )


def _called(phrase: str, name: str) -> str:
    """Return a phrase with a name where it says 'her' or 'she'."""
    return " ".join(
        word if _STANDS_FOR.isdisjoint(word.split("/")) else name for word in phrase.split()
    )
