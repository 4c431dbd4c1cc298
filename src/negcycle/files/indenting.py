"""Every line of a YAML text where it belongs: fields two deeper than their name, items as well."""

from __future__ import annotations

import re
from typing import NamedTuple

from negcycle.files.layout import Comment, Group, Spot
from negcycle.files.splicing import Splice

_STEP = 2
_INDENT = re.compile(r"^ *", re.MULTILINE)


def indented(text: str) -> str:
    r"""Return a YAML text with plain ``\n`` breaks, indented in one way.

    The lines of one value keep their places to each other. A comment keeps its column to what it
    stands above or, when it stands deeper than that, to what it stands below.
    """
    indenting = _Indenting(text)
    indenting.group(indenting.splice.root, 0, ())
    for comment in indenting.splice.layout.comments:
        indenting.comment(comment)
    return indenting.splice.result()


class _Columns(NamedTuple):
    """Where the names or dashes of a group begin in the old text, and where in the new one."""

    old: int
    new: int


class _Place(NamedTuple):
    """A field or an item, and the groups it stands in, the outermost first."""

    start: int
    end: int
    """Where it ends or, when it holds a group of lines, where that group may begin."""
    around: tuple[_Columns, ...]


class _Indenting:
    def __init__(self, text: str) -> None:
        self.splice = Splice(text)
        self.layout = self.splice.layout
        self.places: list[_Place] = []

    def group(self, group: Group, column: int, around: tuple[_Columns, ...]) -> None:
        """Indent a group of lines so that its names or dashes begin at `column`."""
        around = (*around, _Columns(self.layout.column(group.spots[0].start), column))
        for spot in group.spots:
            if self.layout.is_first(spot.start):
                self.begin_line(spot.start, column)
            below = not self.on_same_line(spot)
            if not spot.name and not below:
                self.splice.put(spot.head, spot.part.start, " ")
            if isinstance(spot.part, Group) and not spot.part.bracket:
                self.places.append(_Place(spot.start, spot.head, around))
                self.group(spot.part, column + _STEP, around)
                continue
            self.places.append(_Place(spot.start, spot.end, around))
            if below:
                self.begin_line(spot.part.start, column + _STEP)
            start = spot.part.start if below or not spot.name else spot.start
            new = column if start == spot.start else column + _STEP
            self.move_lines(start, spot.end, new - self.layout.column(start))

    def on_same_line(self, spot: Spot) -> bool:
        """Whether a value begins in the line of its name or dash."""
        return "\n" not in self.splice.text[spot.head : spot.part.start]

    def begin_line(self, at: int, column: int) -> None:
        self.splice.put(self.layout.line_start(at), at, " " * column)

    def move_lines(self, start: int, end: int, by: int) -> None:
        """Move the lines that begin between two offsets to the right, or to the left."""
        for found in _INDENT.finditer(self.splice.text, start + 1, end):
            spaces = len(found.group())
            self.splice.put(found.start(), found.end(), " " * max(0, spaces + by))

    def comment(self, comment: Comment) -> None:
        """Indent a comment that has a line of its own, unless it moved with a value."""
        if not comment.is_alone:
            return
        above = [one for one in self.places if one.start < comment.start]
        below = self.places[len(above) : len(above) + 1]
        if above and comment.start < above[-1].end:
            return
        column = self.layout.column(comment.start)
        own = below[0].around[-1] if below else _Columns(-1, 0)
        groups = above[-1].around if above else ()
        inside = [one for one in groups if own.old < one.old <= column]
        self.begin_line(comment.start, max(inside, default=own).new)
