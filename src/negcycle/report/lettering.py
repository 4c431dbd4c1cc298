"""Words as the fonts can set them: only letters that they have, and no word wider than its line."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from negcycle.drawing.clusters import clusters
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.report.drawing_parts import Drawing
from negcycle.words.tidying import tidy

if TYPE_CHECKING:
    from negcycle.drawing.painters.fonts import Fonts

CHOSEN, OPEN = "\N{BLACK CIRCLE}", "\N{WHITE CIRCLE}"
"""What stands before an answer that was chosen, and before one that was not."""

_BASE = "\N{DOTTED CIRCLE}"
"""Stands under a mark that has no letter of its own."""

_ALWAYS = f"{CHOSEN}{OPEN}{_BASE}\N{NO-BREAK SPACE}{string.digits}{string.punctuation}"
_MAY_BREAK = "\u200b"
_APART, _END = "\u2068", "\u2069"
_QUOTE = re.compile("“[^”]*”")


class Lettering:
    """The fonts that some words and pictures need, and both as these fonts show them."""

    def __init__(self, words: Iterable[str], pictures: Iterable[Drawing]) -> None:
        drawn = (line.text for picture in pictures for line in picture.lines)
        self._texts = [_ALWAYS, *map(_tidied, words), *drawn]

    @cached_property
    def _fonts(self) -> Fonts:
        from negcycle.drawing.painters.fonts import Fonts  # with Matplotlib

        return Fonts(self._texts)

    @property
    def families(self) -> list[str]:
        """DejaVu Sans, then what else is needed; most often nothing."""
        return self._fonts.families

    @property
    def missing(self) -> tuple[str, ...]:
        """The characters that no font of this computer has, in order."""
        return tuple(sorted(self._fonts.missing))

    def words(self, text: str, width: float, size: float, *, bold: bool = False) -> str:
        """Return `text` with a box for what cannot be shown; what is too long for a line may break.

        Args:
            text: Words, with the line breaks that they keep.
            width: The room of a line in mm.
            size: The size of the letters in mm.
            bold: Whether they are bold.
        """
        lines = (self._fonts.shown(line) for line in _tidied(text).split("\n"))
        return "\n".join(
            " ".join(
                word if text_width(word, size, bold=bold) <= width else _breakable(word)
                for word in line.split(" ")
            )
            for line in lines
        )

    def shown(self, text: str) -> str:
        """Return a line with a box for what cannot be shown."""
        return self._fonts.shown(_with_base(text))


def mostly_right_to_left(text: str) -> bool:
    """Whether the first letter and most letters read from right to left.

    A sentence of ours may begin with a name; it reads in the direction of the sentence then.
    """
    letters = [unicodedata.bidirectional(char) for char in text]
    from_right = sum(one in {"R", "AL"} for one in letters)
    return reads_right_to_left(text) and from_right >= letters.count("L")


def with_quotes_apart(text: str) -> str:
    """Return a sentence in which a quote that reads from right to left keeps its place.

    Beside a name that does as well, the two would run together and change places.
    """
    if not any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text):
        return text
    return _QUOTE.sub(rf"{_APART}\g<0>{_END}", text)


def _tidied(text: str) -> str:
    return "\n".join(_with_base(tidy(line)) for line in text.split("\n"))


def _with_base(line: str) -> str:
    """Return a line whose first mark stands on something, as a page cannot show it otherwise."""
    return _BASE + line if line and unicodedata.category(line[0]) in {"Mn", "Me"} else line


def _breakable(word: str) -> str:
    return _MAY_BREAK.join(clusters(word))
