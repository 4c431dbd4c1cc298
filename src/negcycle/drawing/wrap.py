"""A text in lines that fit: where a line may break, and what happens when there is no room."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from negcycle.drawing.clusters import clusters
from negcycle.drawing.measure import text_width

ELLIPSIS = "…"

_SPACES = re.compile(
    "[\t-\r\x1c-\x20\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+"
)
_BREAK_HERE = "\u200b"
_HYPHENS = frozenset("-/\u2010\u2013\u2014")
_GLUE = frozenset("\u00a0\u202f\u2007\u2060\ufeff\"'")

Measure = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The lines of a text, their widths in mm, and whether they hold all of it."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    whole: bool


@lru_cache(maxsize=2_000)  # a card is tried in several sizes, and drawn in one of them
def wrap(text: str, width: float, size: float, *, lines: int, bold: bool = False) -> Wrapped:
    """Break `text` into at most `lines` lines, none wider than `width` mm, in letters of `size` mm.

    A line breaks at a space, after a hyphen or a slash, between Chinese or Japanese characters, and
    within a word that is longer than a line, but never within a grapheme cluster. What does not fit
    ends with an ellipsis. `lines` is at least 1.

    Example:
        >>> wrap("I ask again, louder", 21, 3.5, lines=2).lines
        ('I ask again,', 'louder')
    """

    def measure(line: str) -> float:
        return text_width(line, size, bold=bold)

    found = list(islice(fill(text, width, measure), lines + 1))
    whole = len(found) <= lines and "" not in found
    if not whole:
        found = _shortened(found[:lines], width, measure)
    return Wrapped(tuple(found), tuple(map(measure, found)), whole)


def fill(text: str, width: float, measure: Measure) -> Iterator[str]:
    """Yield lines of `text`, none wider than `width`.

    Where a single letter is too wide, an empty line comes, and no other.
    """
    line = ""
    for piece in _pieces(text):
        if measure((line + piece).rstrip(" ")) <= width:
            line += piece
            continue
        if line:
            yield line.rstrip(" ")
        *full, line = _torn(piece, width, measure)
        yield from full
        if not line:
            yield line
            return
    if line:
        yield line.rstrip(" ")


def _torn(piece: str, width: float, measure: Measure) -> list[str]:
    """Return `piece` in parts that fit; the last one is empty where a single letter is too wide."""
    parts = [""]
    for cluster in clusters(piece):
        if measure((parts[-1] + cluster).rstrip(" ")) > width:
            if measure(cluster) > width:
                return [*filter(None, parts), ""]
            parts.append("")
        parts[-1] += cluster
    return parts


def _shortened(lines: list[str], width: float, measure: Measure) -> list[str]:
    """Return `lines` with an ellipsis at the end, in the place of the words that it needs."""
    *before, last = lines
    for parts in (list(_pieces(last)), clusters(last)):
        while parts:
            end = "".join(parts).rstrip() + ELLIPSIS
            if measure(end) <= width:
                return [*before, end]
            parts.pop()
    return [*before, ELLIPSIS] if measure(ELLIPSIS) <= width else before


@lru_cache(maxsize=1_000)
def _pieces(text: str) -> tuple[str, ...]:
    """Return `text` in pieces that belong on one line; a piece keeps the space after it."""
    letters = clusters(" ".join(_SPACES.split(text)).strip(" "))
    found = [""]
    for here, after in pairwise([*letters, " "]):
        ends = _may_break(here, after, starts=not found[-1])
        found[-1] += here
        if ends:
            found.append("")
    return tuple(found if found[-1] else found[:-1])


def _may_break(here: str, after: str, *, starts: bool) -> bool:
    """Whether a line may end between two clusters; `starts`: nothing stands before `here`."""
    if here in (" ", _BREAK_HERE):
        return True
    if here in _HYPHENS:
        return after[0].isalpha() and not starts
    return (
        (_is_wide(here) or _is_wide(after))
        and unicodedata.category(here[0]) not in ("Ps", "Pi")
        and unicodedata.category(after[0]) not in ("Pe", "Pf", "Po", "Pd", "Lm", "Zs")
        and "LETTER SMALL" not in unicodedata.name(after[0], "")  # a small kana follows its big one
        and not {here[-1], after[0]} & _GLUE
    )


def _is_wide(cluster: str) -> bool:
    """Whether this is a Chinese or Japanese character or an emoji; Korean words have spaces."""
    wide = unicodedata.east_asian_width(cluster[0]) in ("W", "F")
    return wide and not unicodedata.name(cluster[0], "").startswith("HANGUL")
