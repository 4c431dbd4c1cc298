"""Words of somebody as they can stand in a line: no line breaks, no signs that turn it around."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby


def tidy(text: str) -> str:
    r"""Return words as they stand in a line or on a page, or nothing where nothing can be seen.

    Line breaks and runs of spaces become one space. Signs that turn the reading direction are left
    out, because a line break would tear what they span. No script puts more than six marks on a
    letter; of such a storm, which would cover the lines above and below, two stay.

    Example:
        >>> tidy("two\nlines\tand more")
        'two lines and more'
    """
    words = " ".join(_TURNS.sub("", text).split())
    if not any(map(_leaves_ink, words)):
        return ""
    runs = (("".join(run), are_marks) for are_marks, run in groupby(words, _is_mark))
    return "".join(
        run[:2] if are_marks and len(run) > _MOST_MARKS else run for run, are_marks in runs
    )


def is_ignorable(char: str) -> bool:
    """Whether `char` leaves no ink and takes no room, such as a joiner or a soft hyphen."""
    return char in _IGNORABLE


_IGNORABLE = frozenset(
    chr(code)
    for first, last in (
        *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5)),
        *((0x180B, 0x180F), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F)),
        *((0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
        *((0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
    )
    for code in range(first, last + 1)
)
"""The default ignorable code points of Unicode (https://www.unicode.org/reports/tr44/)."""

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_MOST_MARKS = 6


def _leaves_ink(char: str) -> bool:
    blank = is_ignorable(char) or char == "\N{BRAILLE PATTERN BLANK}"
    kind = unicodedata.category(char)
    return not blank and (kind[0] in "LMNPS" or kind in ("Co", "Cn"))  # the last two as boxes


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")
