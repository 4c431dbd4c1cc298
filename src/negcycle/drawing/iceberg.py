"""The iceberg: what one partner shows above the surface, and what lies deeper and deeper below it.

There are no arrows: it says how deep something lies, not what follows what.
"""

from __future__ import annotations

import math

from negcycle.drawing import theme
from negcycle.drawing.awareness import captions
from negcycle.drawing.content import PageContent
from negcycle.drawing.measure import reads_right_to_left
from negcycle.drawing.placed import Laid, Placed, ink_of
from negcycle.drawing.scene import Box, Item, Line, Page, Point, Rect, Shape
from negcycle.drawing.surroundings import footer_items, pressure_box, title_items
from negcycle.drawing.theme import Paper
from negcycle.model.chain import Slot

_CARD_W, _CARD_H = 76.0, 27.0
_PLACES = {
    Slot.SECONDARY: (-41.0, -53.0),
    Slot.BEHAVIOR: (41.0, -53.0),
    Slot.SELF_VIEW: (-41.0, -9.5),
    Slot.PERCEPTION: (41.0, -9.5),
    Slot.PRIMARY: (0.0, 23.0),
    Slot.NEED: (0.0, 55.5),
}
"""How far each card lies from the middle of the sheet: its center to the side, its top down."""
_SURFACE = -18.0
"""The surface lies so far below the middle of the sheet."""
_OUTLINE = (
    (-88.0, -18.0), (-85.0, -37.0), (-82.0, -55.0), (-55.0, -60.0), (-18.0, -57.0), (14.0, -62.0),
    (57.0, -58.0), (83.0, -55.0), (86.0, -36.0), (89.0, -18.0), (96.0, -6.0), (93.0, 9.0),
    (84.0, 22.0), (66.0, 32.0), (55.0, 53.0), (50.0, 70.0), (45.0, 85.0), (9.0, 90.5),
    (-38.0, 88.0), (-50.0, 67.0), (-57.0, 50.0), (-69.0, 30.0), (-88.0, 21.0), (-95.0, 7.0),
    (-94.0, -8.0),
)  # fmt: skip
"""The ice, from the middle of the sheet."""
_HALF_ICE = 96.0
_WATER = "#e8edf2"
_WAVE, _WAVE_LENGTH = 0.6, 12.0


def iceberg_page(content: PageContent, paper: Paper) -> Laid:
    """Lay out the page of one partner; a name that reads from right to left mirrors it."""
    middle = 100.0 + (paper.height - theme.PAPERS["a4"].height) / 2
    one, center = content.left, paper.width / 2
    turn = -1 if reads_right_to_left(one.name) else 1
    boxes: dict[str, Box] = {}
    for card in one.cards:
        across, down = _PLACES[card.place]
        x = center + turn * across - _CARD_W / 2
        boxes[card.id] = Box(x, middle + down, _CARD_W, _CARD_H)
    placed = Placed(content, boxes)
    ice = tuple((center + turn * x, middle + y) for x, y in _OUTLINE)
    y = middle + _SURFACE
    water = Box(0.0, y, paper.width, paper.height - y)
    items: list[Item] = [Rect(water, fill=_WATER, role="hidden-tint")]
    items.append(Shape(ice, theme.WHITE, role="ice"))
    items.append(Line((*ice, ice[0]), theme.FAINT, 0.35, role="ice"))
    items.append(Line(_surface(paper.width, y), theme.SOFT, 0.5, role="awareness-line"))
    items += placed.items()
    items += title_items(content.title, paper, middle)
    free = center - _HALF_ICE - theme.MARGIN
    items += captions(center - turn * (_HALF_ICE + free / 2), y, free - 2.0)
    items += pressure_box(content, center, middle)
    items += footer_items(content, paper, {one.key: ink_of(content, one)})
    return Laid(Page(paper.width, paper.height, tuple(items), content.title), placed.too_long())


def _surface(width: float, y: float) -> tuple[Point, ...]:
    """Return a line of small waves over the whole sheet."""
    steps = round(2 * width)
    xs = [width * step / steps for step in range(steps + 1)]
    return tuple((x, y + _WAVE * math.sin(2 * math.pi * x / _WAVE_LENGTH)) for x in xs)
