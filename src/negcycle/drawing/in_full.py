"""The page below the picture: every text that its card could not hold, in full."""

from __future__ import annotations

from dataclasses import dataclass

from negcycle.drawing import theme
from negcycle.drawing.measure import reads_right_to_left, text_width
from negcycle.drawing.scene import Item, Page, Text
from negcycle.drawing.theme import Ink, Paper
from negcycle.drawing.wrap import wrap

_SIZE = 10 * theme.PT
_COLUMN_GAP = 10.0
_TOP = 26.0
_BOTTOM = 12.0


@dataclass(frozen=True, slots=True)
class FullText:
    """One text in full: whose it is, what it is, and the words."""

    heading: str
    texts: tuple[str, ...]
    ink: Ink
    side: int
    """-1 for the left column, +1 for the right one."""
    of: str = ""


@dataclass(frozen=True, slots=True)
class _Set:
    """One line that is ready to be placed in a column."""

    text: str
    size: float
    width: float
    bold: bool
    rtl: bool
    role: str
    color: str
    of: str
    space_before: float = 0.0


def in_full_pages(texts: tuple[FullText, ...], paper: Paper, label: str) -> tuple[Page, ...]:
    """Return as many pages as it takes; each partner has a column."""
    width = (paper.width - 2 * theme.MARGIN - _COLUMN_GAP) / 2
    columns = {side: _set([one for one in texts if one.side == side], width) for side in (-1, 1)}
    pages: list[Page] = []
    while any(columns.values()):
        items: list[Item] = [_title(label)]
        for side, x in ((-1, theme.MARGIN), (1, theme.MARGIN + width + _COLUMN_GAP)):
            placed, columns[side] = _place(columns[side], x, width, paper)
            items += placed
        pages.append(Page(paper.width, paper.height, tuple(items), label))
    return tuple(pages)


def _title(label: str) -> Text:
    size = 13 * theme.PT
    width = text_width(label, size, bold=True)
    return Text(label, theme.MARGIN, 16.0, size, width, theme.INK, bold=True, role="title")


def _set(texts: list[FullText], width: float) -> list[_Set]:
    lines: list[_Set] = []
    for one in texts:
        heading = wrap(one.heading, width, theme.HEADING, lines=1, bold=True)
        lines.append(
            _Set(
                heading.lines[0],
                theme.HEADING,
                heading.widths[0],
                True,
                False,
                "full-heading",
                one.ink.words,
                one.of,
                space_before=3.0,
            )
        )
        for words in one.texts:
            body = wrap(words, width, _SIZE, lines=100_000)
            rtl = reads_right_to_left(words)
            lines += [
                _Set(text, _SIZE, wide, False, rtl, "full-body", theme.INK, one.of)
                for text, wide in zip(body.lines, body.widths, strict=True)
            ]
    return lines


def _place(
    lines: list[_Set], x: float, width: float, paper: Paper
) -> tuple[list[Item], list[_Set]]:
    """Place as many lines as one column holds; return them and the rest."""
    placed: list[Item] = []
    y = _TOP
    for index, line in enumerate(lines):
        y += line.space_before + line.size * (theme.LEADING + 0.1)
        ends_alone = line.bold and y + _SIZE * theme.LEADING > paper.height - _BOTTOM
        if y > paper.height - _BOTTOM or ends_alone:
            return placed, lines[index:]
        placed.append(
            Text(
                line.text,
                x + width if line.rtl else x,
                y,
                line.size,
                line.width,
                line.color,
                bold=line.bold,
                anchor="right" if line.rtl else "left",
                rtl=line.rtl,
                role=line.role,
                of=line.of,
            )
        )
    return placed, []
