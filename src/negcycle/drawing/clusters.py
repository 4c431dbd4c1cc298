"""Grapheme clusters: what a reader takes for one letter, and what no line break may tear apart.

The rules are those of Unicode Annex 29 (https://www.unicode.org/reports/tr29/), told with what
`unicodedata` knows; where it knows too little, two characters stay together rather than apart.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import takewhile

JOINER = "\u200d"
_NON_JOINER = "\u200c"
EMOJI_STYLE = "\ufe0f"

_VIRAMA = 9  # the combining class of the signs that join two Indic consonants into one
_EXTENDERS = frozenset(JOINER + _NON_JOINER + "\u0e33\u0eb3\uff9e\uff9f")
_HANGUL_AFTER = {
    "L": ("L", "V", "LV", "LVT"),
    "V": ("V", "T"),
    "LV": ("V", "T"),
    "T": ("T",),
    "LVT": ("T",),
}
_PREPENDED = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e")


def clusters(text: str) -> list[str]:
    """Return `text` in grapheme clusters; joined, they are `text` again.

    Example:
        >>> [len(cluster) for cluster in clusters("ne\u0301e 👩‍👧")]
        [1, 2, 1, 1, 3]
    """
    if text.isascii() and "\r\n" not in text:
        return list(text)
    return list(_clusters(text))


@lru_cache(maxsize=1_000)
def _clusters(text: str) -> tuple[str, ...]:
    found: list[str] = []
    start = 0
    for here in range(1, len(text)):
        if not _belongs(text[start:here], text[here]):
            found.append(text[start:here])
            start = here
    return (*found, text[start:])


def _belongs(cluster: str, char: str) -> bool:
    """Whether `char` continues `cluster`."""
    last = cluster[-1]
    if last + char == "\r\n":
        return True
    if _is_control(last) or _is_control(char):
        return False
    return (
        extends(char)
        or last in _PREPENDED
        or (last == JOINER and is_pictograph(char) and any(map(is_pictograph, cluster)))
        or (is_flag_letter(char) and len(cluster) == 1 and is_flag_letter(last))
        or _joins_syllable(last, char)
        or _joins_consonant(cluster, char)
    )


def extends(char: str) -> bool:
    """Whether `char` is a mark, a joiner or another character that cannot stand alone."""
    return char >= "\u0300" and (
        unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in _EXTENDERS
        or is_skin_tone(char)
        or "\U000e0020" <= char <= "\U000e007f"
    )


def is_pictograph(char: str) -> bool:
    """Whether `char` may be a part of an emoji."""
    return (
        "\U0001f000" <= char <= "\U0001faff" and not is_flag_letter(char) and not is_skin_tone(char)
    ) or (char >= "\u00a9" and unicodedata.category(char) in ("So", "Sm"))


def is_skin_tone(char: str) -> bool:
    """Whether `char` colors the emoji before it."""
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def is_flag_letter(char: str) -> bool:
    """Whether `char` is one of the two letters of a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_control(char: str) -> bool:
    """Whether `char` is for a machine, and no mark can hold on to it."""
    kind = unicodedata.category(char)
    return kind in ("Cc", "Cf", "Cs", "Zl", "Zp") and not (extends(char) or char in _PREPENDED)


def _joins_syllable(last: str, char: str) -> bool:
    """Whether two Hangul letters build one block."""
    return _hangul(char) in _HANGUL_AFTER.get(_hangul(last), ())


def _hangul(char: str) -> str:
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LV" if (ord(char) - 0xAC00) % 28 == 0 else "LVT"
    return ""


def _joins_consonant(cluster: str, char: str) -> bool:
    """Whether a virama, perhaps with further marks, ties the consonant `char` to the one before."""
    if unicodedata.category(char) != "Lo" or unicodedata.category(cluster[0]) != "Lo":
        return False
    marks = takewhile(lambda mark: extends(mark) and mark != _NON_JOINER, reversed(cluster))
    return any(unicodedata.combining(mark) == _VIRAMA for mark in marks)
