"""The quadrants: what shows in the upper half, what lies underneath in the lower, side by side.

Within each half the arrows rise from what is felt underneath to what is done; what is done falls
across into what the other feels underneath.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from negcycle.drawing import theme
from negcycle.drawing.awareness import awareness_line, captions, tab
from negcycle.drawing.content import LobeContent, PageContent
from negcycle.drawing.curve import arrowhead
from negcycle.drawing.placed import Laid, Placed, ink_of
from negcycle.drawing.scene import Box, Item, Line, Page, Point, Shape
from negcycle.drawing.surroundings import (
    badge_box,
    centered,
    footer_items,
    name_items,
    note_items,
    pressure_items,
    title_items,
)
from negcycle.drawing.theme import Paper
from negcycle.model.chain import Slot

_MIDDLE = 60.0
"""Width of the room between the columns."""
_ROWS = (Slot.BEHAVIOR, Slot.PERCEPTION, Slot.SECONDARY, Slot.PRIMARY, Slot.NEED)
_DOWN = ((-59.0, 20.0), (-32.5, 25.5), (-0.5, 17.5), (30.0, 20.0), (56.5, 32.0))
"""Where each row begins, from the middle of the sheet, and its height."""
_LINE_DOWN = 27.0
"""The line of awareness lies so far below the middle of the sheet."""
_STEPS = 60


def quadrants_page(content: PageContent, paper: Paper) -> Laid:
    """Lay out one page. Swapping the sides of the partners changes only x."""
    middle = 100.0 + (paper.height - theme.PAPERS["a4"].height) / 2
    boxes = dict(_boxes(content, paper, middle))
    placed = Placed(content, boxes)
    center = paper.width / 2
    line = middle + _LINE_DOWN
    offset = (_MIDDLE + _width(paper)) / 2
    sides = {-1: content.left, 1: content.right}
    across = {one.key: _across(boxes, one, other) for one, other in _both_ways(content)}
    items: list[Item] = [*awareness_line(paper, line)]
    for one in sorted(content.lobes, key=lambda one: one.key == content.first):
        items += _strand_across(content, one, across[one.key])
    for side, one in sides.items():
        items += _strands_up(content, one, boxes)
        x = center + side * (offset + _width(paper) / 4)
        items += tab(one.card(Slot.PRIMARY), x, line, ink_of(content, one))
    items += placed.items()
    items += title_items(content.title, paper, middle)
    items += centered(
        content.label, center, middle - 92.0, paper.width - 2 * theme.MARGIN, 10 * theme.PT,
        role="above-title", lines=1,
    )  # fmt: skip
    for side, one in sides.items():
        x, ink = center + side * offset, ink_of(content, one)
        items += name_items(one, x, middle, ink)
        items += note_items(one, x, middle, _width(paper))
    items += pressure_items(content, center, middle, reach=offset)
    items += badge_box(content.badge, center, middle - 46.0)
    items += captions(center, line, 27.0)
    items += footer_items(content, paper, {one.key: ink_of(content, one) for one in content.lobes})
    page = Page(paper.width, paper.height, tuple(items), content.label or content.title)
    return Laid(page, placed.too_long())


def _width(paper: Paper) -> float:
    return (paper.width - 2 * theme.MARGIN - _MIDDLE) / 2


def _boxes(content: PageContent, paper: Paper, middle: float) -> Iterator[tuple[str, Box]]:
    width = _width(paper)
    for one, x in ((content.left, theme.MARGIN), (content.right, paper.width / 2 + _MIDDLE / 2)):
        for card in one.cards:
            down, height = _DOWN[_ROWS.index(card.place)]
            yield card.id, Box(x, middle + down, width, height)


def _id(one: LobeContent, place: Slot) -> str:
    return next(card.id for card in one.cards if card.place is place)


# -- strands and arrows -----------------------------------------------------------------------


def _both_ways(content: PageContent) -> tuple[tuple[LobeContent, LobeContent], ...]:
    return ((content.left, content.right), (content.right, content.left))


def _across(
    boxes: dict[str, Box], one: LobeContent, other: LobeContent
) -> tuple[str, tuple[Point, ...]]:
    """Return the strand from what one does to what the other feels underneath."""
    source, target = _id(one, Slot.BEHAVIOR), _id(other, Slot.PRIMARY)
    start, end = boxes[source], boxes[target]
    goes_right = start.x < end.x
    (x0, x1) = (start.right, end.x) if goes_right else (start.x, end.right)
    (y0, y1) = (start.center[1], end.center[1])
    points: list[Point] = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        points.append((x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)))
    return f"{source}>{target}", tuple(points)


def _strand_across(
    content: PageContent, one: LobeContent, strand: tuple[str, tuple[Point, ...]]
) -> Iterator[Item]:
    """Yield a strand with its arrowhead; the first partner's passes over, with a white gap."""
    of, points = strand
    ink = ink_of(content, one)
    if one.key == content.first:
        near = points[_STEPS // 2 - 2 : _STEPS // 2 + 3]
        yield Line(near, theme.WHITE, theme.GAP, role="gap", of=of)
    yield Line(points, ink.strand, theme.STRAND, ink.dash, role="strand", of=of)
    head = arrowhead(points, 0.93, theme.ARROW_LENGTH, theme.ARROW_WIDTH)
    yield Shape(head, theme.ARROW if one.present else theme.FAINT, role="arrowhead", of=of)


def _strands_up(content: PageContent, one: LobeContent, boxes: dict[str, Box]) -> Iterator[Item]:
    """Yield what leads from each row to the one above, and what hangs below the lowest."""
    ink = ink_of(content, one)
    ids = [_id(one, place) for place in _ROWS]
    for above, below in pairwise(ids):
        upper, lower = boxes[above], boxes[below]
        ends = ((lower.center[0], lower.y), (upper.center[0], upper.bottom))
        if below == _id(one, Slot.NEED):
            yield Line(ends[::-1], ink.strand, 0.6, (0.6, 1.2), role="hanger", of=below)
            continue
        of = f"{below}>{above}"
        yield Line(ends, ink.strand, theme.STRAND, (), role="strand", of=of)
        head = arrowhead(ends, 0.5, theme.ARROW_LENGTH, theme.ARROW_WIDTH)
        yield Shape(head, theme.ARROW if one.present else theme.FAINT, role="arrowhead", of=of)
