"""Cards in their places: everybody's in the same size of letters, and which cannot hold all words.

What the pages have in common that are laid out in rows and columns, not along a curve.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from negcycle.drawing import theme
from negcycle.drawing.cards import (
    Style,
    card_items,
    fits,
    greyed_items,
    one_size,
    worksheet_items,
)
from negcycle.drawing.content import CardContent, LobeContent, PageContent
from negcycle.drawing.scene import Box, Item, Page
from negcycle.drawing.theme import Ink


@dataclass(slots=True)
class Laid:
    """A finished page, and the cards that could not hold all their words."""

    page: Page
    too_long: tuple[CardContent, ...] = ()
    more: tuple[Page, ...] = ()
    """Further pages of the same kind, where one does not hold everything."""


def ink_of(content: PageContent, one: LobeContent) -> Ink:
    """Return the ink of a half: that of its partner, or grey where nobody is."""
    if not one.present:
        return theme.ABSENT_INK
    return theme.INKS[0 if one.key == content.first else 1]


@dataclass(frozen=True, slots=True)
class Placed:
    """The cards of a page, each with its box."""

    content: PageContent
    boxes: Mapping[str, Box]
    """The box of each card, by the name of the card."""

    def items(self) -> Iterator[Item]:
        """Yield the items of all cards, half after half, in the order of each half."""
        style = self._style()
        for one in self.content.lobes:
            ink = ink_of(self.content, one)
            for card in one.cards:
                box = self.boxes[card.id]
                if not one.present:
                    yield from greyed_items(card, box)
                elif self.content.worksheet:
                    yield from worksheet_items(card, box, ink)
                else:
                    yield from card_items(card, box, ink, style)

    def too_long(self) -> tuple[CardContent, ...]:
        """Return the cards that cannot hold all their words."""
        if self.content.worksheet:
            return ()
        style = self._style()
        return tuple(
            card
            for one in self.content.lobes
            for card in one.cards
            if one.present and not fits(card, self.boxes[card.id], style)
        )

    def _style(self) -> Style:
        cards = [card for one in self.content.lobes for card in one.cards]
        boxes = {card.place: self.boxes[card.id] for card in cards}
        held = [card for card in (*cards, *self.content.alike) if card.rows]
        return Style(one_size((card, boxes[card.place]) for card in held))
