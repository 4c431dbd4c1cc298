"""A share card as a printed page: first the question alone, and overleaf what it is about."""

from __future__ import annotations

from negcycle.practices.between_people.share_card import ShareCard
from negcycle.report.document import Document, PageBreak, Paragraph, Prompt, Scale
from negcycle.words import say
from negcycle.words.tidying import tidy


def share_card_document(card: ShareCard) -> Document:
    """Return a share card as a page to hand over, and a second one that its owner keeps until then.

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("five_steps").sheet("Mary", answers={"need": "to matter"})
        >>> [type(one).__name__ for one in share_card_document(nc.share_card(sheet)).blocks]
        ['Scale', 'Paragraph', 'PageBreak', 'Prompt']
    """
    return Document(
        title=say("share-card.title", owner=card.owner),
        blocks=(
            Scale(card.question, card.choices),
            Paragraph(card.care, small=True),
            PageBreak(new_part=True),
            *(Prompt(heading, tuple(map(tidy, words))) for heading, words in card.lines),
        ),
        footer=card.date,
    )
