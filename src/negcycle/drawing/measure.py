"""How wide a line of text is, without a font: from the letter widths of DejaVu Sans.

`tests/drawing/letter_widths.py` makes the table; the letters that DejaVu lacks are estimated.
There is no kerning: a line is drawn as wide as it measures, or a hair narrower.
"""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from negcycle.drawing.arabic import joined
from negcycle.drawing.clusters import clusters, is_flag_letter, is_pictograph, is_skin_tone

_MAY_BE_EMOJI = re.compile("[\u200d\u20e3\ufe0f\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
_EMOJI = 1.3  # em
_ABOUT = {
    "DEVANAGARI": 0.65,
    "ETHIOPIC": 0.65,
    "GUJARATI": 0.65,
    "GURMUKHI": 0.65,
    "HANGUL": 0.92,
    "KHMER": 0.65,
    "MALAYALAM": 0.95,
    "MYANMAR": 0.95,
    "SINHALA": 0.95,
    "TAMIL": 1.0,
    "THAI": 0.6,
}
_DRAWN_AS_NOTHING = "\u00ad\u115f\u1160\u3164\uffa0"  # soft hyphen and Hangul fillers


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of `text` in mm on one line, in letters of `size` mm.

    Example:
        >>> round(text_width("I feel alone", 3.5), 1)
        19.4
    """
    return size * _ems(text, "bold" if bold else "regular")


@lru_cache(maxsize=10_000)  # what is set in several sizes is measured once
def _ems(text: str, weight: str) -> float:
    letters = _letters(weight)
    text = joined(unicodedata.normalize("NFC", text))
    if _MAY_BE_EMOJI.search(text):
        return sum(_cluster_width(cluster, letters) for cluster in clusters(text))
    return letters.total(text)


def reads_right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction of its own reads from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


class _Letters(dict[str, float]):
    """Width of each character in em, looked up or estimated once."""

    def __init__(self, units: int, runs: dict[str, list[int]]) -> None:
        super().__init__(dict.fromkeys(_DRAWN_AS_NOTHING, 0.0))
        self.units = units
        self.starts = [int(start, 16) for start in runs]
        self.runs = list(runs.values())

    def total(self, text: str) -> float:
        return sum(map(self.__getitem__, text))

    def __missing__(self, char: str) -> float:
        run = bisect_right(self.starts, ord(char)) - 1
        place = ord(char) - self.starts[run]
        known = run >= 0 and place < len(self.runs[run])
        self[char] = width = self.runs[run][place] / self.units if known else self._guess(char)
        return width

    def _guess(self, char: str) -> float:
        """Return about the width it has in Noto, the fonts that most often stand in."""
        kind = unicodedata.category(char)
        if kind in ("Mn", "Me", "Cf"):
            return 0.0
        if is_pictograph(char):
            return _EMOJI
        script = unicodedata.name(char, "").partition(" ")[0]
        if unicodedata.east_asian_width(char) in ("W", "F"):
            return _ABOUT.get(script, 1.0)
        if kind in ("Cc", "Cs", "Co", "Cn"):
            return self["\ufffd"]  # it will be drawn as this sign
        parts = unicodedata.normalize("NFKD", char)
        if parts != char:
            return self.total(parts)
        letter = _ABOUT.get(script, 0.75)
        return letter / 2 if kind == "Mc" else letter


def _cluster_width(cluster: str, letters: _Letters) -> float:
    first, rest = cluster[0], cluster[1:]
    emoji = (is_flag_letter(first) and rest) or (is_pictograph(first) and any(map(_colors, rest)))
    return _EMOJI if emoji or "\u20e3" in rest else letters.total(cluster)


def _colors(char: str) -> bool:
    """Whether `char` makes an emoji of the sign before it."""
    return char in "\u200d\ufe0f" or is_skin_tone(char)


@cache
def _letters(weight: str) -> _Letters:
    table = _table()
    return _Letters(table["units"], table[weight])


@cache
def _table() -> Any:
    return json.loads(Path(__file__).with_name("letter_widths.json").read_text(encoding="ascii"))
