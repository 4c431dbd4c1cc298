"""Where something stands in a text: line and column, as a person counts them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
"""Line and column, both from 1; a column is one character."""

_BREAK = re.compile(r"\r\n|\r|\n")
# str.splitlines() also breaks at U+0085, U+2028 and the like, where no editor begins a line


class Lines:
    """The lines of a text, to go from an offset to a place and to look at a line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> Place:
        """Return the place of the character at `offset`, which may be the end of the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int) -> int:
        """Return the offset where line number `line`, from 1, starts."""
        return self._starts[line - 1]

    def line(self, number: int) -> str:
        """Return line `number`, from 1, without its line break."""
        start = self.offset(number)
        found = _BREAK.search(self._text, start)
        return self._text[start : found.start() if found else None]
