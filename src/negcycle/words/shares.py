"""A share as it stands in a sentence or a table: what is not nothing is never 0%."""

from __future__ import annotations

from negcycle.words.catalogue import say


def percent(share: float, *, places: int = 0, short: bool = False) -> str:
    """Return a share; what is not nothing is never 0%, and what is not all is never 100%.

    Args:
        share: 0 to 1.
        places: Digits after the point.
        short: Whether there is room for signs only, as in a table.

    Example:
        >>> percent(0.62), percent(0.003), percent(0.997, short=True), percent(0.997, places=1)
        ('62%', 'fewer than 1%', '>99%', '99.7%')
    """
    least = 10.0 ** -(2 + places)
    words = f"{share:.{places}%}"
    if share > 0 and words == f"{0:.{places}%}":
        return say("share.few-short" if short else "share.few", least=f"{least:.{places}%}")
    if share < 1 and words == f"{1:.{places}%}":
        return say("share.most-short" if short else "share.most", most=f"{1 - least:.{places}%}")
    return words
