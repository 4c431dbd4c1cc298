"""The list: a row for each thing that a form asks for, in its order; a column for each partner."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing import theme
from negcycle.drawing.content import PageContent
from negcycle.drawing.placed import Laid, Placed, ink_of
from negcycle.drawing.scene import Box, Item, Page
from negcycle.drawing.surroundings import (
    centered,
    footer_items,
    name_items,
    note_items,
    pressure_items,
    title_items,
)
from negcycle.drawing.theme import Paper

_TOP, _BOTTOM = -59.0, 82.0
"""Where the rows begin and end, from the middle of the sheet."""
_COLUMN_GAP = 10.0
_ROW_GAP = 4.6
_HEAD = 8.0
"""What a row needs beside its lines."""
_MOST_LINES = 4
_TALLEST_LINE = 5.8


def list_page(content: PageContent, paper: Paper) -> Laid:
    """Lay out one page. Swapping the sides of the partners changes only x."""
    middle = 100.0 + (paper.height - theme.PAPERS["a4"].height) / 2
    center = paper.width / 2
    width = center - theme.MARGIN - _COLUMN_GAP / 2
    offset = (width + _COLUMN_GAP) / 2
    placed = Placed(content, dict(_boxes(content, width, center, middle)))
    items: list[Item] = list(placed.items())
    items += title_items(content.title, paper, middle)
    items += centered(
        content.label, center, middle - 92.0, paper.width - 2 * theme.MARGIN, 10 * theme.PT,
        role="above-title", lines=1,
    )  # fmt: skip
    for one, side in ((content.left, -1), (content.right, 1)):
        x = center + side * offset
        items += name_items(one, x, middle, ink_of(content, one))
        items += note_items(one, x, middle, width)
    items += pressure_items(content, center, middle, reach=offset)
    items += centered(
        content.badge, center, middle + _BOTTOM + 6.8, paper.width - 2 * theme.MARGIN,
        theme.CAPTION, role="caption", lines=2,
    )  # fmt: skip
    items += footer_items(content, paper, {one.key: ink_of(content, one) for one in content.lobes})
    page = Page(paper.width, paper.height, tuple(items), content.label or content.title)
    return Laid(page, placed.too_long())


def _boxes(
    content: PageContent, width: float, center: float, middle: float
) -> Iterator[tuple[str, Box]]:
    """Yield the box of each card: as high as the slots that share it need, whatever is in them.

    Both columns have the same rows, and so has the blank page.
    """
    lines, each = _lines(content)
    for one, x in ((content.left, theme.MARGIN), (content.right, center + _COLUMN_GAP / 2)):
        y = middle + _TOP
        for card, count in zip(one.cards, lines, strict=True):
            height = _HEAD + count * each
            yield card.id, Box(x, y, width, height)
            y += height + _ROW_GAP


def _lines(content: PageContent) -> tuple[list[int], float]:
    """Return how many lines each row has room for, and how high a line may be.

    Each slot has a line, and one more for what is longer, where the page has room for that.
    """
    for more in (1, 0):
        lines = [min(max(card.holds + more, 2), _MOST_LINES) for card in content.left.cards]
        room = _BOTTOM - _TOP + _ROW_GAP - len(lines) * (_ROW_GAP + _HEAD)
        if room / sum(lines) >= theme.BODY_SIZES[-1] * theme.LEADING:
            break
    return lines, min(room / sum(lines), _TALLEST_LINE)
