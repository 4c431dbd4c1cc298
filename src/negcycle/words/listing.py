"""Parts as they stand in a sentence: a, b and c; and of many, some that are told."""

from __future__ import annotations

from collections.abc import Sequence

from negcycle.words.catalogue import say


def evenly(count: int, most: int) -> list[int]:
    """Return at most so many places of `count`, from the first to the last, evenly apart.

    Where one less lie equally far apart, these are taken: of 101 values, 11 and not 12.

    Example:
        >>> evenly(9, 3), evenly(2, 3)
        ([0, 4, 8], [0, 1])
    """
    if count <= most:
        return list(range(count))
    for so_many in (most, most - 1):
        if so_many > 1 and (count - 1) % (so_many - 1) == 0:
            return list(range(0, count, (count - 1) // (so_many - 1)))
    return sorted({round(n * (count - 1) / (most - 1)) for n in range(most)})


def listed(parts: Sequence[str]) -> str:
    """Return parts as they stand in a sentence.

    Example:
        >>> listed(["a", "b", "c"]), listed(["a"]), listed([])
        ('a, b and c', 'a', '')
    """
    if len(parts) < 2:
        return "".join(parts)
    return say("list.and", first=", ".join(parts[:-1]), last=parts[-1])
