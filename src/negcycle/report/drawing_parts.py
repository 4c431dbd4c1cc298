"""An SVG taken apart: its shapes, and its lines of text, which the page sets itself.

Typst would set the text of an SVG as well, but it knows no `direction`, and a letter with two marks
on it makes it refuse the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, ParseError, register_namespace, tostring

from defusedxml.ElementTree import fromstring

from negcycle.errors import DrawingError
from negcycle.words import say

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _GROUP = f"{{{_SVG}}}text", f"{{{_SVG}}}g"
_MOVED = re.compile(r"translate\((\S+) (\S+)\)")
_ENDS: dict[tuple[str, bool], Literal["left", "middle", "right"]] = {
    ("start", False): "left",
    ("end", False): "right",
    ("start", True): "right",
    ("end", True): "left",
}


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """One line of text; lengths are those of the picture."""

    text: str
    x: float
    """Where it is anchored."""
    y: float
    """The baseline."""
    size: float
    width: float
    """How wide it is at most; 0 where that does not matter."""
    anchor: Literal["left", "middle", "right"]
    rtl: bool
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture without its text, and the text."""

    svg: str
    width: float
    height: float
    lines: tuple[DrawnLine, ...]

    @property
    def is_wide(self) -> bool:
        """Whether it is wider than high."""
        return self.width > self.height


def taken_apart(svg: str) -> Drawing:
    """Return the shapes and the lines of an SVG that `negcycle.drawing.painters.svg` has made.

    Raises:
        DrawingError: if it is none.
    """
    try:
        root: Element = fromstring(svg)
        _, _, width, height = map(float, root.get("viewBox", "").split())
    except (ParseError, ValueError) as error:
        raise DrawingError(say("document.refused", reason=error)) from None
    lines = tuple(_lines(root, 0.0, 0.0))
    register_namespace("", _SVG)
    return Drawing(tostring(root, encoding="unicode"), width, height, lines)


def _lines(parent: Element, x: float, y: float) -> Iterator[DrawnLine]:
    """Take the lines of text out of an element, and yield them."""
    for child in list(parent):
        if child.tag == _TEXT:
            parent.remove(child)
            yield _line(child, x, y)
        elif child.tag == _GROUP:
            moved = _MOVED.fullmatch(child.get("transform", ""))
            by = (float(moved[1]), float(moved[2])) if moved else (0.0, 0.0)
            yield from _lines(child, x + by[0], y + by[1])


def _line(text: Element, x: float, y: float) -> DrawnLine:
    rtl = text.get("direction") == "rtl"
    return DrawnLine(
        text="".join(text.itertext()),
        x=x + float(text.get("x", "0")),
        y=y + float(text.get("y", "0")),
        size=float(text.get("font-size", "0")),
        width=float(text.get("textLength", "0")),
        anchor=_ENDS.get((text.get("text-anchor", "start"), rtl), "middle"),
        rtl=rtl,
        bold=text.get("font-weight") == "bold",
        italic=text.get("font-style") == "italic",
        color=text.get("fill", "#000000"),
    )
