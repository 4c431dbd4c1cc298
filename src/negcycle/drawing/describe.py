"""The picture in words: the same items in reading order, for a screen reader or a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.drawing.content import CardContent, LobeContent, PageContent, Row
from negcycle.model.plan import BOTH
from negcycle.words import say


def described(pages: tuple[PageContent, ...]) -> str:
    """Return everything that these pages say, one item a line."""
    blocks = ["\n".join(_page(page)) for page in pages]
    return "\n\n".join(blocks) + "\n"


def _page(page: PageContent) -> Iterator[str]:
    yield page.label or page.title
    if page.label and page.label != page.title:
        yield page.title
    if page.badge:
        yield page.badge[:1].upper() + page.badge[1:] + "."
    if page.loop is not None:
        yield say("describe.loop-badge", letter=page.loop.letter, sentence=page.loop.sentence)
    for words, on in page.stressors:
        yield _pressure(page, words, on)
    yield from _halves(page) if page.told is None else page.told
    yield from page.also
    yield ""
    yield from page.footer


def _halves(page: PageContent) -> Iterator[str]:
    for one in page.lobes:
        yield ""
        yield from _lobe(one)


def _pressure(page: PageContent, words: str, on: tuple[str, ...]) -> str:
    """Say on whom a pressure weighs, unless it weighs on everybody."""
    names = [one.name for one in page.lobes if one.present and one.key in on]
    if BOTH in on or len(names) != 1:
        return say("describe.pressure", words=words)
    return say("describe.pressure-on", words=words, name=names[0])


def _lobe(one: LobeContent) -> Iterator[str]:
    if not one.present:
        yield say("describe.absent", name=one.name, note=one.note)
        return
    yield one.name
    for card in one.cards:
        yield "  " + _card(card)


def _card(card: CardContent) -> str:
    number = f"{card.number}. " if card.number is not None else ""
    remarks = [say("remark.guess")] if card.guess else []
    remarks += [card.remark] if card.remark else []
    remarks += [say(f"awareness.{card.awareness}")] if card.awareness else []
    remarks += [say("remark.injury")] if card.injury else []
    end = f" ({', '.join(remarks)})" if remarks else ""
    if not card.rows:
        question = card.question
        return say("describe.blank", number=number, heading=card.heading, question=question) + end
    words = "; ".join(_row(row) for row in card.rows)
    return say("describe.card", number=number, heading=card.heading, words=words, end=end)


def _row(row: Row) -> str:
    if not row.asks:
        return row.text
    asked = say("describe.open", question=row.words)
    return f"{row.label} {asked}" if row.label else asked
