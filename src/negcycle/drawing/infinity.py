"""The infinity page: two lobes of cards, the line of awareness, strands that cross in the middle.

Each partner's experience rises from hidden to visible, and each visible act falls across into the
other's hidden layer. Coordinates are those of an A4 sheet in landscape, centered on other papers.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from negcycle.drawing import theme
from negcycle.drawing.awareness import awareness_line, captions, tab
from negcycle.drawing.cards import (
    Style,
    card_items,
    fits,
    greyed_items,
    one_size,
    worksheet_items,
)
from negcycle.drawing.content import CardContent, LobeContent, PageContent
from negcycle.drawing.curve import Infinity, arrowhead
from negcycle.drawing.placed import Laid, ink_of
from negcycle.drawing.rising import rising_line
from negcycle.drawing.scene import Box, Item, Line, Page, Point, Shape
from negcycle.drawing.surroundings import centered, surroundings
from negcycle.drawing.theme import Ink, Paper
from negcycle.model.chain import Slot

_QUARTER = math.pi / 4
_TAG_W, _TAG_H = 37.0, 28.0


@dataclass(frozen=True, slots=True)
class Form:
    """Where the stations lie. Offsets are from the center of the curve, mirrored for the left."""

    a: float
    b: float
    rise: float
    """How far the curve's center lies above that of the loop view."""
    stations: tuple[Slot, ...]
    """The stations on the curve, in the order in which one lobe rises."""
    angles: tuple[float, ...]
    """Where each station stands on the right lobe."""
    below: tuple[Slot, ...]
    """Cards that are not steps of the loop, hung below it by a dotted line."""
    card: tuple[float, float] = (60.0, 25.0)
    """Width and height of a card."""
    line_down: float = 34.5
    """The awareness line lies so far below the middle of the sheet."""
    captions: float = 60.0
    """Room between the cards for what stands above and below that line."""

    def offset(self, index: int) -> Point:
        """Return how far the card of a station lies from the center: to the side, and down."""
        angle = self.angles[index]
        return self.a * math.cos(angle), -self.b * math.sin(2 * angle)


_LOOP = Form(
    a=100.0,
    b=50.0,
    rise=0.0,
    stations=(Slot.PRIMARY, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR),
    angles=(-_QUARTER, -math.asin(0.30) / 2, math.asin(0.38) / 2, _QUARTER),
    below=(Slot.NEED,),
)

_SURFACE = Form(
    a=100.0,
    b=34.0,
    rise=16.0,
    stations=(Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR),
    angles=(-_QUARTER, 0.0, _QUARTER),
    below=(Slot.PRIMARY, Slot.NEED),
)

_FOUR = Form(
    a=100.0,
    b=51.0,
    rise=-9.0,
    stations=(Slot.PRIMARY, Slot.PERCEPTION),
    angles=(-_QUARTER, _QUARTER),
    below=(),
    card=(84.0, 34.0),
    line_down=40.0,
    captions=40.0,
)

_EXITS = Form(
    a=88.0,
    b=60.0,
    rise=-8.0,
    stations=(Slot.PRIMARY, Slot.SECONDARY, Slot.PERCEPTION, Slot.BEHAVIOR),
    angles=(-_QUARTER, -math.asin(0.32) / 2, math.asin(0.36) / 2, _QUARTER),
    below=(),
    card=(54.0, 20.0),
    line_down=47.6,
)

FORMS = {"loop": _LOOP, "surface": _SURFACE, "four": _FOUR, "exits": _EXITS}

_BELOW_DOWN = {Slot.PRIMARY: 50.0, Slot.NEED: 79.5}


@dataclass(slots=True)
class _Sheet:
    """What the parts of one page share while it is laid out."""

    content: PageContent
    paper: Paper
    form: Form
    curve: Infinity
    boxes: dict[str, Box] = field(default_factory=dict[str, Box])
    tags: dict[str, Box] = field(default_factory=dict[str, Box])

    @property
    def middle(self) -> float:
        """The height of the loop view's center, from which the rows below are counted."""
        return self.curve.cy + self.form.rise

    @property
    def line_y(self) -> float:
        return self.middle + self.form.line_down

    def lobes(self) -> tuple[tuple[LobeContent, int], ...]:
        """Return each lobe with its side: -1 for left, +1 for right."""
        return ((self.content.left, -1), (self.content.right, 1))

    def ink(self, one: LobeContent) -> Ink:
        return ink_of(self.content, one)


def infinity_page(content: PageContent, paper: Paper) -> Laid:
    """Lay out one page. Swapping the sides of the partners changes only x."""
    form = FORMS[content.form]
    middle = 100.0 + (paper.height - theme.PAPERS["a4"].height) / 2
    curve = Infinity(paper.width / 2, middle - form.rise, form.a, form.b)
    sheet = _Sheet(content, paper, form, curve)
    _place_cards(sheet)
    style = Style(one_size(_sized(sheet)))
    tag_style = Style(theme.TAG, heading=theme.SMALL, most_lines=5)
    items: list[Item] = []
    if content.awareness_line:
        items += _line(sheet)
    stretches = tuple(_stretches(sheet))
    items += _strands(sheet, stretches)
    items += _hangers(sheet)
    if content.awareness_line:
        items += _tabs(sheet)
    items += _all_cards(sheet, style, tag_style)
    items += _arrowheads(stretches)
    inks = {one.key: sheet.ink(one) for one, _ in sheet.lobes()}
    items += surroundings(content, paper, middle=sheet.middle, curve=curve, inks=inks)
    if content.awareness_line:
        items += captions(curve.cx, sheet.line_y, form.captions)
    too_long = [
        card
        for one, _ in sheet.lobes()
        for card in one.cards
        if one.present
        and not fits(
            card,
            sheet.tags.get(card.id) or sheet.boxes[card.id],
            tag_style if card.id in sheet.tags else style,
        )
    ]
    page = Page(paper.width, paper.height, tuple(items), content.label or content.title)
    return Laid(page, () if content.worksheet else tuple(too_long))


# -- cards ------------------------------------------------------------------------------------


def _place_cards(sheet: _Sheet) -> None:
    form, curve = sheet.form, sheet.curve
    width, height = form.card
    for one, side in sheet.lobes():
        for card in one.cards:
            if card.place is Slot.TRIGGER:
                sheet.tags[card.id] = _tag_box(sheet, side)
                continue
            if card.place in form.stations:
                across, down = form.offset(form.stations.index(card.place))
                x, y = curve.cx + side * across, curve.cy + down
            else:
                x = curve.cx + side * form.a * math.cos(_QUARTER)
                y = sheet.middle + _BELOW_DOWN[card.place]
            sheet.boxes[card.id] = Box(x - width / 2, y - height / 2, width, height)


def _tag_box(sheet: _Sheet, side: int) -> Box:
    """Return the room inside a lobe, between its outer cards and the crossing."""
    center = sheet.curve.cx + side * (24.5 + _TAG_W / 2)
    down = 4.0 if sheet.form is _LOOP else 0.0
    return Box(center - _TAG_W / 2, sheet.curve.cy + down - _TAG_H / 2, _TAG_W, _TAG_H)


def _sized(sheet: _Sheet) -> Iterator[tuple[CardContent, Box]]:
    for one, _ in sheet.lobes():
        for card in one.cards:
            if card.rows and card.id in sheet.boxes:
                yield card, sheet.boxes[card.id]


def _all_cards(sheet: _Sheet, style: Style, tag_style: Style) -> Iterator[Item]:
    for one, side in sheet.lobes():
        ink = sheet.ink(one)
        for card in one.cards:
            tag = sheet.tags.get(card.id)
            if not one.present:
                if tag is None:
                    yield from greyed_items(card, sheet.boxes[card.id])
            elif sheet.content.worksheet:
                yield from worksheet_items(card, tag or sheet.boxes[card.id], ink)
            elif tag is not None:
                yield from card_items(card, tag, Ink(theme.FAINT, theme.SOFT, ()), tag_style)
            else:
                yield from card_items(card, sheet.boxes[card.id], ink, style)
        if not one.present and one.note:
            yield from _absent_note(sheet, one, side)


def _absent_note(sheet: _Sheet, one: LobeContent, side: int) -> Iterator[Item]:
    box = _tag_box(sheet, side)
    yield from centered(
        one.note, box.center[0], box.y + 8, box.w, theme.CAPTION, role="note", lines=5
    )


# -- strands and arrows -----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The strand from one station to the next: whose it is, and the part that is seen."""

    of: str
    """``"john.behavior>mary.primary"``."""
    owner: LobeContent
    crosses: bool
    points: tuple[Point, ...]
    middle: float
    """The angle of the crossing in its course; only for a stretch that crosses."""


def _stretches(sheet: _Sheet) -> Iterator[_Stretch]:
    """Go round the loop, beginning at the bottom of the right lobe."""
    curve, stations = sheet.curve, sheet.form.stations
    stops = [
        (one, place, angle + turn)
        for one, turn in ((sheet.content.right, 0.0), (sheet.content.left, math.pi))
        for place, angle in zip(stations, sheet.form.angles, strict=True)
    ]
    one, place, angle = stops[0]
    closed = [*stops, (one, place, angle + 2 * math.pi)]
    for (one, place, start), (other, landing, end) in pairwise(closed):
        source, target = _card_id(one, place), _card_id(other, landing)
        seen = curve.between(start, end, (sheet.boxes[source], sheet.boxes[target]))
        yield _Stretch(
            of=f"{source}>{target}",
            owner=one,
            crosses=one is not other,
            points=curve.stretch(*seen),
            middle=math.pi / 2 if one is sheet.content.right else 3 * math.pi / 2,
        )


def _card_id(one: LobeContent, place: Slot) -> str:
    return next(card.id for card in one.cards if card.place is place)


def _strands(sheet: _Sheet, stretches: tuple[_Stretch, ...]) -> Iterator[Item]:
    """Yield the strands: the first partner's pass over, with a white gap where they cross."""
    ordered = sorted(stretches, key=lambda one: one.owner.key == sheet.content.first)
    for stretch in ordered:
        ink = sheet.ink(stretch.owner)
        if stretch.crosses and stretch.owner.key == sheet.content.first:
            near = sheet.curve.stretch(stretch.middle - 0.09, stretch.middle + 0.09)
            yield Line(near, theme.WHITE, theme.GAP, role="gap", of=stretch.of)
        dash = ink.dash if stretch.crosses else ()  # too short within a lobe to show a pattern
        yield Line(stretch.points, ink.strand, theme.STRAND, dash, role="strand", of=stretch.of)


def _arrowheads(stretches: tuple[_Stretch, ...]) -> Iterator[Item]:
    """Yield one arrowhead on each strand: in the gap between two cards, or past the crossing."""
    for stretch in stretches:
        share = 0.70 if stretch.crosses else 0.5
        points = arrowhead(stretch.points, share, theme.ARROW_LENGTH, theme.ARROW_WIDTH)
        color = theme.ARROW if stretch.owner.present else theme.FAINT
        yield Shape(points, color, role="arrowhead", of=stretch.of)


def _hangers(sheet: _Sheet) -> Iterator[Item]:
    """Yield what joins a card outside the loop to the one above it, and each tag to its strand."""
    for one, side in sheet.lobes():
        rows = [place for place in (sheet.form.stations[0], *sheet.form.below) if one.card(place)]
        for above, below in pairwise(rows):
            upper, lower = sheet.boxes[_card_id(one, above)], sheet.boxes[_card_id(one, below)]
            x = lower.center[0]
            color = sheet.ink(one).strand
            ends = ((x, upper.bottom), (x, lower.y))
            yield Line(ends, color, 0.6, (0.6, 1.2), role="hanger", of=_card_id(one, below))
        if one.present and (card := one.card(Slot.TRIGGER)):
            tag = sheet.tags[card.id]
            y = tag.bottom - 7.0
            inner = tag.x if side > 0 else tag.right
            reach = (
                side * sheet.curve.a * math.sin(math.asin((y - sheet.curve.cy) / sheet.curve.b) / 2)
            )
            ends = ((inner, y), (sheet.curve.cx + reach, y))
            yield Line(ends, theme.FAINT, 0.3, role="leader", of=card.id)


def _line(sheet: _Sheet) -> Iterator[Item]:
    """Yield the line of awareness, which lies still or moves with what has come up."""
    if not sheet.content.rising:
        return awareness_line(sheet.paper, sheet.line_y)
    softer = (one.card(Slot.PRIMARY) for one, _ in sheet.lobes())
    cards = [(sheet.boxes[card.id], card.awareness) for card in softer if card is not None]
    return rising_line(sheet.paper, sheet.line_y, cards)


def _tabs(sheet: _Sheet) -> Iterator[Item]:
    for one, _ in sheet.lobes():
        card = one.card(Slot.PRIMARY)
        if card is not None:
            yield from tab(card, sheet.boxes[card.id].center[0], sheet.line_y, sheet.ink(one))
