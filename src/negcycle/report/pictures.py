"""The pages of a picture as the figures of a printed page, each with its words."""

from __future__ import annotations

from dataclasses import replace

from negcycle.drawing import theme
from negcycle.drawing.measure import text_width
from negcycle.drawing.painters.svg import to_svg
from negcycle.drawing.picture import Picture
from negcycle.drawing.scene import Page, Scene, Text
from negcycle.report.document import Figure
from negcycle.words import say

_BELOW_TITLE = 5.2
"""How far below the baseline of the title a line under it has its own, in mm."""


def figures(
    picture: Picture, *, subtitle: str = "", badge: str = "", in_full: bool = False
) -> list[Figure]:
    """Return a picture as figures that take a page each.

    Args:
        picture: The picture.
        subtitle: A line below the title of each page.
        badge: What the badge above a crossing says, where it is to be left out.
        in_full: Whether the pages with what a card could not hold come as well. They do where an
            index counts the pages; elsewhere the words of a handout hold it all.
    """
    scene = picture.scene
    pages = [page for page in scene.pages if in_full or page.label != say("in-full.title")]
    alone = len(pages) == 1
    return [_figure(scene, page, subtitle, badge, alone=alone) for page in pages]


def _figure(scene: Scene, page: Page, subtitle: str, badge: str, *, alone: bool) -> Figure:
    words = scene.description if alone else page.words or _words(page)
    if badge:
        items = tuple(one for one in page.items if one.role != "badge")
        page, words = replace(page, items=items), _without(words, badge)
    if subtitle:
        page = replace(page, items=(*page.items, *_below_title(page, subtitle)))
        words = f"{subtitle}\n{words}"
    drawn = to_svg(replace(scene, pages=(page,), description=""))
    return Figure(drawn, words.strip(), whole_page=True)


def _words(page: Page) -> str:
    return "\n".join(text.text for text in page.texts())


def _without(words: str, badge: str) -> str:
    """Return words without the line of a badge, which stands there as a sentence."""
    sentence = f"{badge[:1].upper()}{badge[1:]}."
    return "\n".join(one for one in words.split("\n") if one != sentence)


def _below_title(page: Page, words: str) -> list[Text]:
    titles = page.texts("title")
    if not titles:
        return []
    size = 10 * theme.PT
    low = max(title.y for title in titles) + _BELOW_TITLE
    width = text_width(words, size)
    return [
        Text(words, page.width / 2, low, size, width, theme.SOFT, anchor="middle", role="subtitle")
    ]
