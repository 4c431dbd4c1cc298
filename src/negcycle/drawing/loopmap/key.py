"""The key of a loop map: what its signs and badges mean, and what each loop is called."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from negcycle.analysis.loops.loop_set import Polarity
from negcycle.drawing import theme
from negcycle.drawing.badge import badge_items
from negcycle.drawing.charts.inks import inks_of
from negcycle.drawing.charts.lettering import LINE_STEP, SENTENCE, block, one_line
from negcycle.drawing.loopmap.arrows import arrow_items, late_items
from negcycle.drawing.loopmap.content import COUPLE, LETTERS, SIGNS, MapContent
from negcycle.drawing.measure import text_width
from negcycle.drawing.scene import Box, Item, Line, Rect, Text
from negcycle.drawing.wrap import Wrapped, wrap
from negcycle.words import say

SIZE = 9 * theme.PT
_ROW = 6.2
_SAMPLE = 9.0
_BETWEEN = 6.0
_LIST_STEP = 4.1
_MOST_ROWS, _FEW_ROWS = 7, 4
_MOST_LINES = 6
_LINE_STEP = SENTENCE * LINE_STEP
_TWO, _HALF_PAGE = 2, 115.0
_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class _Entry:
    """A sample and its words."""

    words: str
    sample: Callable[[float, float], Iterator[Item]]
    """Draws it from its left end, around a height."""
    wide: float = _SAMPLE

    @property
    def width(self) -> float:
        return self.wide + 1.6 + text_width(self.words, SIZE)


def key_height(content: MapContent, wide: float, below: Sequence[str] = ()) -> float:
    """Return how much room the key takes below the picture, whichever words stand in it."""
    rows = len(_in_rows(_entries(content), wide))
    lines = max((len(_lines(one, wide).lines) for one in below), default=0)
    listed = max(_listed_rows(content) * _LIST_STEP, lines * _LINE_STEP)
    return rows * _ROW + listed + (1.4 if listed else 0.0)


def _lines(text: str, wide: float) -> Wrapped:
    return wrap(text, wide, SENTENCE, lines=_MOST_LINES)


def key_items(content: MapContent, box: Box, below: str = "") -> Iterator[Item]:
    """Yield the key: the signs in rows, then the loops by name, or the words `below`."""
    y = box.y
    for row in _in_rows(_entries(content), box.w):
        x = box.x
        for entry in row:
            yield from entry.sample(x, y + _ROW / 2)
            left = x + entry.wide + 1.6
            baseline = y + _ROW / 2 + 0.34 * SIZE
            yield one_line(
                entry.words, left, baseline, room=box.right - left, size=SIZE, role="key"
            )
            x += entry.width + _BETWEEN
        y += _ROW
    y += 1.4
    if not below:
        yield from _listed(content, Box(box.x, y, box.w, box.bottom - y))
        return
    yield from block(
        below, box.x, y + 0.9 * SENTENCE, room=box.w, lines=_MOST_LINES, size=SENTENCE, role="told"
    )


def _listed_rows(content: MapContent) -> int:
    return min(_MOST_ROWS, -(-len(content.loops) // _columns(content)))


def _columns(content: MapContent) -> int:
    """Return in how many columns the loops are listed: few, so that their names have room."""
    count = len(content.loops)
    few = max(1, -(-count // _FEW_ROWS))
    longest = max((text_width(loop.name, SIZE) for loop in content.loops), default=0.0)
    if few > _TWO and count <= _TWO * _MOST_ROWS and longest < _HALF_PAGE:
        return _TWO
    return min(_COLUMNS, few)


def _listed(content: MapContent, box: Box) -> Iterator[Text]:
    """Yield what each loop is called; of many, the strongest."""
    rows, columns = _listed_rows(content), _columns(content)
    wide = (box.w - (columns - 1) * _BETWEEN) / columns
    for place, loop in enumerate(content.loops[: rows * columns]):
        x = box.x + (place // rows) * (wide + _BETWEEN)
        y = box.y + (place % rows + 0.72) * _LIST_STEP
        badge = text_width(loop.badge, SIZE, bold=True)
        yield Text(
            loop.badge, x, y, SIZE, badge, theme.INK, bold=True, role="loop-badge", of=loop.id
        )
        left = x + max(badge, 5.0) + 2.0
        yield one_line(
            loop.name, left, y, room=x + wide - left, size=SIZE, role="loop-name", of=loop.id
        )


def _in_rows(entries: Sequence[_Entry], wide: float) -> list[list[_Entry]]:
    rows: list[list[_Entry]] = [[]]
    used = 0.0
    for entry in entries:
        if rows[-1] and used + entry.width > wide:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += entry.width + _BETWEEN
    return rows if rows[0] else []


def _entries(content: MapContent) -> list[_Entry]:
    entries: list[_Entry] = []
    if len(content.people) == COUPLE:
        inks = list(inks_of(content.people).values())
        sides = (content.left, 1 - content.left)
        entries += [_person(content.people[person], inks[person]) for person in sides]
    signs = {link.sign for link in content.links}
    for sign, key in ((1, "same"), (-1, "other"), (0, "unknown")):
        if sign in signs:
            entries.append(_Entry(say(f"map.key.{key}"), _arrow_sample(SIGNS[sign]), _SAMPLE + 4.0))
    if any(link.delayed for link in content.links):
        entries.append(_Entry(say("map.key.late"), _late_sample))
    if any(node.slow for node in content.nodes):
        entries.append(_Entry(say("map.key.slow"), _slow_sample, 7.0))
    polarities = {loop.polarity for loop in content.loops}
    for polarity, key in (
        (Polarity.REINFORCING, "reinforcing"),
        (Polarity.BALANCING, "balancing"),
        (Polarity.AMBIGUOUS, "open"),
    ):
        if polarity in polarities:
            entries.append(_Entry(say(f"map.key.{key}"), _badge_sample(LETTERS[polarity]), 6.0))
    return entries


def _person(name: str, ink: theme.Ink) -> _Entry:
    def sample(x: float, y: float) -> Iterator[Item]:
        yield Line(((x, y), (x + 12.0, y)), ink.strand, 0.7, ink.dash, role="key")

    short = wrap(name, 42.0, SIZE, lines=1).lines
    return _Entry(short[0] if short else "", sample, 12.0)


def _arrow_sample(sign: str) -> Callable[[float, float], Iterator[Item]]:
    def sample(x: float, y: float) -> Iterator[Item]:
        ends = ((x, y), (x + _SAMPLE, y))
        yield from arrow_items(ends, theme.ARROW, 0.45, role="key")
        wide = text_width(sign, SIZE, bold=True)
        yield Text(
            sign, x + _SAMPLE + 2.0, y + 0.36 * SIZE, SIZE, wide, theme.INK, bold=True,
            anchor="middle", role="key",
        )  # fmt: skip

    return sample


def _late_sample(x: float, y: float) -> Iterator[Item]:
    yield from arrow_items(((x, y), (x + _SAMPLE, y)), theme.ARROW, 0.45, role="key")
    yield from late_items((x + _SAMPLE * 0.42, y), (1.0, 0.0), theme.ARROW, 0.45, role="key")


def _slow_sample(x: float, y: float) -> Iterator[Item]:
    yield Rect(Box(x, y - 1.8, 7.0, 3.6), None, theme.FAINT, 0.3, radius=0.6, role="key")


def _badge_sample(letter: str) -> Callable[[float, float], Iterator[Item]]:
    def sample(x: float, y: float) -> Iterator[Item]:
        yield from badge_items(
            letter, (x + 3.0, y), 2.9, theme.INK, clockwise=True, role="key", fill=None
        )

    return sample
