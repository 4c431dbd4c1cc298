"""Which fonts of this computer show which letters: DejaVu Sans first, then what else there is."""

# Matplotlib types the arguments of some functions only in part.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font

BASE = "DejaVu Sans"
MISSING = "\N{WHITE SQUARE}"
"""Stands for a letter that no font has."""

_PREFERRED = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans", "Noto Serif", "Noto")
_UNUSABLE = ("lastresort", "last resort", "color", "emoji")
"""Parts of the names of fonts that hold no outlines, or no letters at all."""


def fallbacks(texts: Iterable[str]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the font families that `texts` need beside DejaVu Sans, and the letters none has."""
    missing = {char for text in texts for char in text if _needs_a_glyph(char)} - _letters_of_base()
    families: list[str] = []
    for family, path in _others() if missing else ():
        here = missing & _letters_of(path)
        if here:
            families.append(family)
            missing -= here
        if not missing:
            break
    return tuple(families), frozenset(missing)


def _needs_a_glyph(char: str) -> bool:
    """Whether a letter is drawn at all; joiners and the like only shape their neighbors."""
    return unicodedata.category(char) not in {"Cf", "Zs", "Cc"} and not (
        "\ufe00" <= char <= "\ufe0f"
    )


@cache
def _letters_of_base() -> frozenset[str]:
    return _letters_of(font_manager.findfont(font_manager.FontProperties(family=BASE)))


@cache
def _letters_of(path: str) -> frozenset[str]:
    try:
        return frozenset(map(chr, FT2Font(path).get_charmap()))
    except (OSError, RuntimeError, ValueError):  # a broken font file, or a format FreeType refuses
        return frozenset()


@cache
def _others() -> tuple[tuple[str, str], ...]:
    """Return family and file of the upright fonts of this computer, the likely ones first."""
    found = {
        font.name: font.fname
        for font in sorted(font_manager.fontManager.ttflist, key=lambda font: font.fname)
        if font.style == "normal"
        and str(font.weight) in {"400", "normal", "regular", "book"}
        and not any(part in font.name.lower() for part in _UNUSABLE)
        and font.name != BASE
    }

    def likely(name: str) -> int:
        return next((i for i, start in enumerate(_PREFERRED) if name.startswith(start)), 9)

    return tuple(sorted(found.items(), key=lambda one: (likely(one[0]), one)))
