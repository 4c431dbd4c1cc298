"""Which fonts of this computer show which letters: DejaVu Sans first, then what else there is."""

# Matplotlib types the arguments of some functions only in part.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from matplotlib import font_manager
from matplotlib.font_manager import FontEntry, FontProperties
from matplotlib.ft2font import FaceFlags, FT2Font

from negcycle.drawing.clusters import clusters
from negcycle.words.tidying import is_ignorable

BASE = "DejaVu Sans"
MISSING = "\N{WHITE SQUARE}"
"""Stands for a letter that no font has."""

_PREFERRED = ("Noto Sans CJK SC", "Noto Sans CJK JP", "Noto Sans", "Noto", "Arial", "Segoe UI")
_SHAPED = re.compile(
    "[\u0590-\u109f\u1780-\u18af\ua800-\uabff\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
_SHAPING = "\u061c\u200c\u200d\u200e\u200f"
_NO_LETTERS = ("last resort", "lastresort", "cmex", "cmmi", "cmsy")
"""Fonts with boxes for everything, and mathematical ones with signs in the places of letters."""


class Fonts:
    """The font families that some texts need, and the letters that none of them has."""

    def __init__(self, texts: Iterable[str]) -> None:
        letters = frozenset(MISSING).union(*map(_normal, texts))
        self.families = [BASE]
        self.compact = False
        """Whether one of them has outlines that PDF readers do not accept from Matplotlib."""
        self.known = set(_letters_in(*_file("normal"), letters))
        self.slanted = _letters_in(*_file("italic"), letters)
        self.missing = frozenset(filter(_is_seen, letters - self.known))
        for font in _others() if self.missing else ():
            here = _letters_in(font.fname, font.index, self.missing)
            if here:
                self.families.append(font.name)
                self.compact = self.compact or _is_compact(font)
                self.known |= {char for char in here if not _encloses(char)}
                self.missing -= here
            if not self.missing:
                break

    def shown(self, text: str) -> str:
        """Return `text` as it can be drawn: with a box for each cluster that no font can begin."""
        parts = clusters(unicodedata.normalize("NFC", text))
        return _without_empty_signs("".join(map(self._shown_cluster, parts)))

    def _shown_cluster(self, cluster: str) -> str:
        if cluster[0] in self.missing:
            return MISSING
        return "".join(char for char in cluster if char in self.known or is_ignorable(char))

    def can_slant(self, text: str) -> bool:
        """Whether the slanted DejaVu has all of `text`; it lacks Arabic."""
        return self.slanted.issuperset(text)


def _normal(text: str) -> str:
    """Return `text` with one character for a letter and its accent, and without empty signs."""
    return _without_empty_signs(unicodedata.normalize("NFC", text))


def _without_empty_signs(text: str) -> str:
    """Return `text` without signs that leave no ink, but for what the shape of letters needs.

    In a PDF, Matplotlib shifts what follows an empty sign, and a byte order mark stops it.
    """
    needed = _SHAPING if _SHAPED.search(text) else ""
    return "".join(char for char in text if char in needed or not is_ignorable(char))


def _is_seen(char: str) -> bool:
    """Whether a character leaves ink; joiners and the like only shape their neighbors."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Zs"}


def _encloses(char: str) -> bool:
    """Whether this is a mark such as a key cap; one from another font would miss its letter."""
    return unicodedata.category(char) == "Me"


def _file(style: Literal["normal", "italic"]) -> tuple[str, int]:
    return font_manager.findfont(FontProperties(family=BASE, style=style)), 0


@lru_cache(4096)
def _letters_in(path: str, index: int, letters: frozenset[str]) -> frozenset[str]:
    """Return which of `letters` a font has."""
    try:
        face = FT2Font(path, face_index=index)
    except (OSError, RuntimeError, ValueError):  # broken, or a kind that FreeType refuses
        return frozenset()
    # A font of colored pictures has no outlines, and cannot be embedded.
    if FaceFlags.SCALABLE not in face.face_flags or FaceFlags.COLOR in face.face_flags:
        return frozenset()
    return frozenset(char for char in letters if face.get_char_index(ord(char)))


def _others() -> Iterator[FontEntry]:
    """Yield the regular fonts of this computer, the likely ones first."""
    yield from _usable(font_manager.fontManager.ttflist)
    yield from _usable(_just_installed())


@cache
def _just_installed() -> list[FontEntry]:
    """Add the fonts that Matplotlib has not seen yet: it looks once, and then remembers."""
    known = len(font_manager.fontManager.ttflist)
    for path in sorted(
        set(font_manager.findSystemFonts())
        - {font.fname for font in font_manager.fontManager.ttflist}
    ):
        with suppress(OSError, RuntimeError, ValueError):
            font_manager.fontManager.addfont(path)
    return font_manager.fontManager.ttflist[known:]


def _usable(fonts: Iterable[FontEntry]) -> list[FontEntry]:
    def likely(font: FontEntry) -> tuple[int, bool, str, str]:
        places = (i for i, start in enumerate(_PREFERRED) if font.name.startswith(start))
        return next(places, len(_PREFERRED)), "Mono" in font.name, font.name, font.fname

    regular = [
        font
        for font in fonts
        if font.style == "normal"
        and str(font.weight) in {"400", "normal", "regular", "book"}
        and font.name != BASE
        and not font.name.lower().startswith(_NO_LETTERS)
    ]
    return sorted(regular, key=likely)


def _is_compact(font: FontEntry) -> bool:
    """Whether the outlines are in the Compact Font Format.

    Matplotlib embeds such a font as if it were TrueType, which not every reader of a PDF accepts.
    """
    with Path(font.fname).open("rb") as file:
        start = 0
        if file.read(4) == b"ttcf":  # a collection of fonts
            file.seek(12 + 4 * font.index)
            (start,) = struct.unpack(">I", file.read(4))
        file.seek(start)
        return file.read(4) == b"OTTO"
