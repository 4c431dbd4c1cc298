"""The arrows of a loop map, as items: a line with a slender head, and the mark of a late one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from negcycle.drawing.curve import length, shortened
from negcycle.drawing.scene import Color, Item, Line, Point, Shape


def arrow_items(
    points: Sequence[Point],
    color: Color,
    width: float,
    *,
    dash: tuple[float, ...] = (),
    scale: float = 1.0,
    role: str,
    of: str = "",
) -> Iterator[Item]:
    """Yield a line that ends in a slender head at its last point."""
    size = (2.3 + 1.9 * min(width, 1.2)) * min(max(scale, 0.6), 1.2)
    whole = length(tuple(points))
    size = min(size, 0.7 * whole)
    shaft, base = shortened(points, size * 0.8)
    if len(shaft) > 1:
        yield Line(tuple(shaft), color, width, dash, role=role, of=of)
    tip = points[-1]
    angle = math.atan2(tip[1] - base[1], tip[0] - base[0])
    half = size * 0.36
    across = (-math.sin(angle) * half, math.cos(angle) * half)
    back = (tip[0] - size * math.cos(angle), tip[1] - size * math.sin(angle))
    head = (
        tip,
        (back[0] + across[0], back[1] + across[1]),
        (back[0] - across[0], back[1] - across[1]),
    )
    yield Shape(head, color, role=f"{role}-head" if role != "key" else role, of=of)


def late_items(
    place: Point,
    direction: Point,
    color: Color,
    width: float,
    *,
    scale: float = 1.0,
    role: str,
    of: str = "",
) -> Iterator[Item]:
    """Yield the two short strokes across an arrow that is late."""
    x, y = direction
    for shift in (-0.75 * scale, 0.75 * scale):
        middle = (place[0] + shift * x, place[1] + shift * y)
        reach = 1.9 * scale
        ends = (
            (middle[0] - y * reach, middle[1] + x * reach),
            (middle[0] + y * reach, middle[1] - x * reach),
        )
        yield Line(ends, color, max(width, 0.4), role=role, of=of)
