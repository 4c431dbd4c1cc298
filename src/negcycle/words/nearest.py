"""Did you mean: the known word nearest to the one that was written."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.words.catalogue import say

LIKE_ENOUGH = 0.7
"""Share of letters in common, 0 to 1, from which a word is offered: 'jhon' reaches John, 'xyz' nobody."""

LONGEST = 100
"""Letters beyond which a word is no slip of the fingers any more, and comparing would be slow."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when none is like it.

    Case is ignored; of two that are equally like it the first one wins.

    Example:
        >>> nearest("persue", ["withdraw", "pursue"])
        'pursue'
    """
    from difflib import SequenceMatcher  # kept out of `import negcycle`

    if len(word) > LONGEST:
        return None

    best, likeness = None, LIKE_ENOUGH
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold())
    for candidate in candidates:
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() < likeness or matcher.quick_ratio() < likeness:
            continue
        ratio = matcher.ratio()
        if ratio > likeness or (best is None and ratio == likeness):
            best, likeness = candidate, ratio
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest candidate, or an empty string.

    It starts with a space, so that it can follow any sentence.
    """
    near = nearest(word, candidates)
    return "" if near is None else say("words.did-you-mean", word=near)
