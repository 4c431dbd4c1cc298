"""The badge of a loop: R or B, in an arrow that turns."""

from __future__ import annotations

import math
from collections.abc import Iterator

from negcycle.drawing import theme
from negcycle.drawing.curve import shortened
from negcycle.drawing.measure import text_width
from negcycle.drawing.scene import Circle, Color, Item, Line, Point, Shape, Text

_OPEN = math.radians(70)
"""How much of its circle the turning arrow leaves open."""


def badge_items(
    letters: str,
    middle: Point,
    radius: float,
    color: Color,
    *,
    clockwise: bool,
    role: str,
    of: str = "",
    fill: Color | None = theme.WHITE,
    bold: bool = True,
) -> Iterator[Item]:
    """Yield a badge: its letters, in an arrow that turns as its loop does."""
    if fill is not None:
        yield Circle(middle, radius, fill, role=f"{role}-ground" if role != "key" else role, of=of)
    reach = radius * 0.88
    turn = 1.0 if clockwise else -1.0
    start, sweep = math.pi / 2 + turn * _OPEN / 2, 2 * math.pi - _OPEN
    points = [
        (
            middle[0] + reach * math.cos(start + turn * sweep * share / 40),
            middle[1] + reach * math.sin(start + turn * sweep * share / 40),
        )
        for share in range(41)
    ]
    width = max(0.11 * radius, 0.2)
    size = radius * 0.5
    shaft, _ = shortened(points, size * 0.7)
    yield Line(tuple(shaft), color, width, role=role, of=of)
    tip, angle = points[-1], start + turn * sweep + turn * math.pi / 2 - turn * 0.22
    across = (-math.sin(angle) * size * 0.42, math.cos(angle) * size * 0.42)
    back = (tip[0] - size * math.cos(angle), tip[1] - size * math.sin(angle))
    head = (
        tip,
        (back[0] + across[0], back[1] + across[1]),
        (back[0] - across[0], back[1] - across[1]),
    )
    yield Shape(head, color, role=role, of=of)
    letter = radius * (0.8 if len(letters) < 3 else 0.62)
    wide = text_width(letters, letter, bold=bold)
    yield Text(
        letters, middle[0], middle[1] + 0.36 * letter, letter, wide, color, bold=bold,
        anchor="middle", role=role, of=of,
    )  # fmt: skip
