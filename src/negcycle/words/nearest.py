"""Did you mean: the known word nearest to the one that was written."""

from __future__ import annotations

from collections.abc import Iterable

from negcycle.words.catalogue import say

LIKE_ENOUGH = 0.7
"""Share of letters in common, 0 to 1, from which a word is offered: 'jhon' is enough for John."""

LONGEST = 100
"""Letters beyond which a word is no slip of the fingers any more, and comparing would be slow."""


def near(word: str, candidates: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """Return up to `n` candidates that are like `word`, the nearest first.

    Case is ignored; of two that are equally like it the first one comes first.
    """
    from difflib import SequenceMatcher  # kept out of `import negcycle`

    if not word or len(word) > LONGEST:
        return ()

    likeness: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(word.casefold())
    for candidate in candidates:
        matcher.set_seq1(candidate.casefold())
        if matcher.real_quick_ratio() >= LIKE_ENOUGH <= matcher.quick_ratio():
            likeness[candidate] = matcher.ratio()
        if _swapped(word.casefold(), candidate.casefold()):
            likeness[candidate] = max(LIKE_ENOUGH, likeness.get(candidate, 0.0))
    alike = [candidate for candidate, ratio in likeness.items() if ratio >= LIKE_ENOUGH]
    return tuple(sorted(alike, key=lambda candidate: -likeness[candidate])[:n])


def _swapped(word: str, candidate: str) -> bool:
    """Whether two neighboring letters changed places; that is much in a short word, as in 'fro'."""
    if len(word) != len(candidate):
        return False
    apart = [i for i, (a, b) in enumerate(zip(word, candidate, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[1] - apart[0] == 1
        and word[apart[0]] == candidate[apart[1]]
        and word[apart[1]] == candidate[apart[0]]
    )


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate most like `word`, or None when none is like it.

    Example:
        >>> nearest("persue", ["withdraw", "pursue"])
        'pursue'
    """
    return next(iter(near(word, candidates, 1)), None)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return ``" Did you mean 'x'?"`` for the nearest candidate, or an empty string.

    It starts with a space, so that it can follow any sentence.
    """
    near = nearest(word, candidates)
    return "" if near is None else say("words.did-you-mean", word=near)
