"""Parts as they stand in a sentence: a, b and c."""

from __future__ import annotations

from collections.abc import Sequence

from negcycle.words.catalogue import say


def listed(parts: Sequence[str]) -> str:
    """Return parts as they stand in a sentence.

    Example:
        >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
        ('a, b and c', 'a', '')
    """
    if len(parts) < 2:
        return "".join(parts)
    return say("list.and", first=", ".join(parts[:-1]), last=parts[-1])
