"""The head of a page that is no infinity: the title, what stands above it, and a caption below."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing import theme
from negcycle.drawing.content import PageContent
from negcycle.drawing.scene import Item
from negcycle.drawing.surroundings import centered, title_items


def head_items(content: PageContent, paper: theme.Paper) -> Iterator[Item]:
    """Yield them for a page."""
    middle, wide = paper.width / 2, paper.width - 2 * theme.MARGIN
    yield from title_items(content.title, paper, 100.0)
    yield from centered(
        content.label, middle, 8.0, wide, 10 * theme.PT, role="above-title", lines=1
    )
    yield from centered(content.badge, middle, 23.0, wide, theme.CAPTION, role="caption", lines=1)
