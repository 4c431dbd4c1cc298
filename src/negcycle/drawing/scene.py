"""A picture as plain data: what is where on which page, before anybody paints it.

Lengths are millimeters, x to the right, y DOWN from the top left corner of the page. Text is
measured (see `measure`), so a painter places finished lines and wraps nothing. A layout makes a
`Scene`; the painters turn it into SVG, PDF, PNG, text or HTML, and all of them agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Color = str
"""``"#rrggbb"``."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def center(self) -> Point:
        return (self.x + self.w / 2, self.y + self.h / 2)

    def overlaps(self, other: Box, *, gap: float = 0.0) -> bool:
        """Whether the two come closer to each other than `gap`."""
        return (
            self.x < other.right + gap
            and other.x < self.right + gap
            and self.y < other.bottom + gap
            and other.y < self.bottom + gap
        )

    def holds(self, other: Box, *, slack: float = 1e-6) -> bool:
        """Whether `other` lies inside this box."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def grown(self, by: float) -> Box:
        return Box(self.x - by, self.y - by, self.w + 2 * by, self.h + 2 * by)


@dataclass(frozen=True, slots=True)
class Line:
    """A straight or smooth line through `points`; for a curve, as closely spaced as needed."""

    points: tuple[Point, ...]
    color: Color
    width: float
    dash: tuple[float, ...] = ()
    """Lengths of strokes and gaps in mm; empty for a solid line; a stroke of 0 is a round dot."""
    role: str = ""
    """What it is, such as ``"strand"``, ``"awareness-line"``, ``"need-line"``."""
    of: str = ""
    """Whose or which, such as ``"john"`` or ``"john.primary>john.secondary"``."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed polygon, such as an arrowhead; `points` go round once."""

    points: tuple[Point, ...]
    fill: Color
    role: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with rounded corners."""

    box: Box
    fill: Color | None = None
    stroke: Color | None = None
    width: float = 0.35
    dash: tuple[float, ...] = ()
    radius: float = 0.0
    role: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """A filled disc."""

    center: Point
    radius: float
    fill: Color
    stroke: Color | None = None
    width: float = 0.35
    role: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One finished line of text."""

    text: str
    x: float
    """Where the line is anchored: its left end, middle or right end."""
    y: float
    """The baseline."""
    size: float
    """Letter size in mm (1 pt = 0.3528 mm)."""
    width: float
    """Measured width in mm; a painter makes the line exactly this wide."""
    color: Color
    bold: bool = False
    italic: bool = False
    anchor: Literal["left", "middle", "right"] = "left"
    rtl: bool = False
    """Whether the line reads from right to left."""
    role: str = ""
    of: str = ""

    @property
    def box(self) -> Box:
        """The room the line takes: ascent 0.78, descent 0.24 of the letter size."""
        left = self.x - {"left": 0.0, "middle": self.width / 2, "right": self.width}[self.anchor]
        return Box(left, self.y - 0.78 * self.size, self.width, 1.02 * self.size)


Item = Line | Shape | Rect | Circle | Text


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet: its size in mm and its items from back to front."""

    width: float
    height: float
    items: tuple[Item, ...]
    label: str = ""
    """What this page shows, such as ``"The cycle"`` or ``"In full"``."""
    short: str = ""
    """The label in a word or two, for a button."""
    words: str = ""
    """What this page says by itself, where that is not what the whole picture says."""

    @property
    def box(self) -> Box:
        return Box(0.0, 0.0, self.width, self.height)

    def texts(self, role: str = "") -> tuple[Text, ...]:
        return tuple(
            item for item in self.items if isinstance(item, Text) and role in ("", item.role)
        )

    def rects(self, role: str) -> tuple[Rect, ...]:
        return tuple(item for item in self.items if isinstance(item, Rect) and item.role == role)

    def lines(self, role: str) -> tuple[Line, ...]:
        return tuple(item for item in self.items if isinstance(item, Line) and item.role == role)

    def shapes(self, role: str) -> tuple[Shape, ...]:
        return tuple(item for item in self.items if isinstance(item, Shape) and item.role == role)


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture: one or more pages and the same content in words."""

    pages: tuple[Page, ...]
    title: str
    """Short name of the picture, for a screen reader. Never in the metadata of a file."""
    description: str
    """The text alternative: all that the picture says, in reading order, in lines."""
    language: str = "en"
    side_by_side: bool = field(default=False)
    """In one-picture formats, two pages stand beside each other in a row instead of one."""
    one_by_one: bool = field(default=False)
    """In a web page, one page shows at a time, with buttons to the others."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of all pages together, in a one-picture format."""
        corners = [(x + page.width, y + page.height) for page, (x, y) in self.placed()]
        return max(x for x, _ in corners), max(y for _, y in corners)

    def placed(self) -> Iterator[tuple[Page, Point]]:
        """Yield each page and where its top left corner stands in a one-picture format."""
        in_a_row = 2 if self.side_by_side else 1
        y = 0.0
        for start in range(0, len(self.pages), in_a_row):
            row = self.pages[start : start + in_a_row]
            x = 0.0
            for page in row:
                yield page, (x, y)
                x += page.width
            y += max(page.height for page in row)
