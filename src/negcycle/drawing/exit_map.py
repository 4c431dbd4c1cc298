"""The exit map: the infinity diagram with a door at each place where one can step off the loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from negcycle.drawing import theme
from negcycle.drawing.curve import along, arrowhead, length
from negcycle.drawing.exit_content import Exit, ExitContent
from negcycle.drawing.in_full import FullText, in_full_pages
from negcycle.drawing.infinity import infinity_page
from negcycle.drawing.placed import Laid
from negcycle.drawing.scene import Box, Circle, Item, Line, Page, Point, Rect, Shape, Text
from negcycle.drawing.surroundings import centered
from negcycle.drawing.theme import Paper
from negcycle.drawing.wrap import Wrapped, wrap
from negcycle.model.chain import Slot
from negcycle.words import say

_DOOR_W, _DOOR_H = 32.0, 13.0
_PLACES = {
    Slot.PRIMARY: (1.5, 60.0),
    Slot.SECONDARY: (99.0, 41.1),
    Slot.PERCEPTION: (99.0, 0.3),
    Slot.BEHAVIOR: (99.0, -39.3),
}
"""Where the door before each station begins on the right half, from the middle of the page."""
_STEP_OFF = {Slot.PRIMARY: 0.9}
"""Where on its strand one steps off, as a share of its length, past the arrow; else right away."""
_RIGHT_AWAY = 0.2
_SIGN_W, _SIGN_H = 3.4, 5.6
_LETTERS = tuple(size * theme.PT for size in (10, 9, 8, 7.5))
_NOTE_DOWN = 86.0


def exit_page(content: ExitContent, paper: Paper) -> Laid:
    """Lay out one page, and the exits in words below. Swapping the sides changes only x."""
    laid = infinity_page(content, paper)
    items = [*laid.page.items, *_doors(content, laid.page), *_note(content, paper)]
    page = replace(laid.page, items=tuple(items))
    return Laid(page, laid.too_long, _in_words(content, paper))


def _middle(paper: Paper) -> Point:
    return paper.width / 2, 100.0 + (paper.height - theme.PAPERS["a4"].height) / 2


def _doors(content: ExitContent, page: Page) -> Iterator[Item]:
    strands = {line.of.partition(">")[2]: line for line in page.lines("strand")}
    for one, side in ((content.left, -1), (content.right, 1)):
        if one.present:
            for door in content.exits:
                strand = strands[f"{one.key}.{door.before}"]
                box, of = _box(door, side, page), f"{one.key}.exit.{door.before}"
                yield from _way_out(door, side, strand, box, of)
                yield from _door(door.on_the_door(one.key), side, box, of)


def _way_out(door: Exit, side: int, strand: Line, box: Box, of: str) -> Iterator[Item]:
    """Yield the step off the strand, and the way from there to the door."""
    share = _STEP_OFF.get(door.before, _RIGHT_AWAY)
    x, y = along(strand.points, share * length(strand.points))
    start = (round(x, 3), round(y, 3))  # the two halves of a curve differ in the last digits
    if door.before is Slot.PRIMARY:
        end = (min(max(start[0], box.x + 2.0), box.right - 2.0), box.y)
    else:
        end = (box.x if side > 0 else box.right, box.center[1])
    yield Line((start, end), theme.ARROW, 0.6, (1.4, 0.9), role="way-out", of=of)
    yield Shape(arrowhead((start, end), 0.93, 2.6, 2.4), theme.ARROW, role="way-out", of=of)
    yield Circle(start, 1.5, theme.WHITE, theme.ARROW, 0.5, role="way-out", of=of)


def _door(text: str, side: int, box: Box, of: str) -> Iterator[Item]:
    yield Rect(box, theme.BADGE, theme.ARROW, 0.4, radius=1.2, role="door", of=of)
    yield from _sign(box, side, of)
    yield from _words(text, box, side, of)


def _box(door: Exit, side: int, page: Page) -> Box:
    x, y = _middle(Paper(page.width, page.height))
    across, down = _PLACES[door.before]
    left = x + across if side > 0 else x - across - _DOOR_W
    return Box(left, y + down, _DOOR_W, _DOOR_H)


def _sign(box: Box, side: int, of: str) -> Iterator[Item]:
    """Yield a small door that stands open, on the side where the loop is."""
    x = box.x + 1.8 if side > 0 else box.right - 1.8 - _SIGN_W
    y = box.center[1] - _SIGN_H / 2
    frame = Box(x, y, _SIGN_W, _SIGN_H)
    yield Rect(frame, theme.WHITE, theme.ARROW, 0.4, role="door-sign", of=of)
    hinge, free = (x, x + 0.62 * _SIGN_W) if side > 0 else (frame.right, x + 0.38 * _SIGN_W)
    leaf = ((hinge, y), (free, y + 1.0), (free, y + _SIGN_H + 1.0), (hinge, y + _SIGN_H))
    yield Shape(leaf, theme.ARROW, role="door-sign", of=of)


def _words(text: str, box: Box, side: int, of: str) -> Iterator[Item]:
    """Yield what stands on a door, in the largest letters that fit."""
    room = box.w - _SIGN_W - 4.6
    size, wrapped = _largest(text, room, box.h - 1.6)
    x = box.center[0] + side * (_SIGN_W + 1.4) / 2
    step = size * theme.LEADING
    y = box.center[1] - step * len(wrapped.lines) / 2 + 0.5 * step + 0.3 * size
    for index, (line, wide) in enumerate(zip(wrapped.lines, wrapped.widths, strict=True)):
        yield Text(
            line, x, y + index * step, size, wide, theme.INK, bold=True, anchor="middle",
            role="door", of=of,
        )  # fmt: skip


def _largest(text: str, width: float, height: float) -> tuple[float, Wrapped]:
    """Return the largest letter size at which a text fits, and its lines."""
    tried = [
        (size, wrap(text, width, size, lines=int(height / (size * theme.LEADING)), bold=True))
        for size in _LETTERS
    ]
    return next((one for one in tried if one[1].whole), tried[-1])


def _note(content: ExitContent, paper: Paper) -> Iterator[Item]:
    x, y = _middle(paper)
    yield from centered(
        content.note, x, y + _NOTE_DOWN, 190.0, 10 * theme.PT, role="exit-note", lines=3
    )


def _in_words(content: ExitContent, paper: Paper) -> tuple[Page, ...]:
    """Return the page that says what each exit is, with a question to each partner."""
    if content.worksheet:
        return ()
    texts: list[FullText] = []
    for one, side in ((content.left, -1), (content.right, 1)):
        ink = theme.INKS[0 if one.key == content.first else 1]
        for door in content.exits if one.present else ():
            heading, said = door.in_words(one.key)
            texts.append(FullText(heading, said, ink, side, f"{one.key}.exit.{door.before}"))
    if not texts:
        return ()
    return in_full_pages(tuple(texts), paper, say("exits.title"))
