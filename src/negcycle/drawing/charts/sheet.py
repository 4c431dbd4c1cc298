"""The sheet around a chart: a title, what it shows in a sentence or two, and what it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from negcycle import __version__
from negcycle.drawing import theme
from negcycle.drawing.charts.lettering import LINE_STEP, PT, SENTENCE, TICK, block, one_line
from negcycle.drawing.scene import Box, Item, Page, Scene, Text
from negcycle.drawing.theme import Paper
from negcycle.drawing.wrap import wrap
from negcycle.words import say

MARGIN = 12.0
_TITLE = 16 * PT
_MOST_LINES = 3
_A4 = theme.PAPERS["a4"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page with its words around an empty room."""

    paper: Paper
    room: Box
    """Where the chart goes."""
    words: tuple[Text, ...]
    """The title, the sentences and the footer."""

    def page(self, items: Iterable[Item], label: str = "") -> Page:
        """Return the page with a chart in its room."""
        return Page(self.paper.width, self.paper.height, (*items, *self.words), label)


def sheet(
    title: str,
    sentences: Sequence[str],
    footer: Sequence[str] = (),
    *,
    paper: Paper = _A4,
) -> Sheet:
    """Return a sheet with its title and sentences at the top, and a footer in small letters."""
    wide = paper.width - 2 * MARGIN
    words = [*_title(title, wide)]
    y = words[-1].y + 7.2
    text = " ".join(one for one in sentences if one)
    below = list(
        block(text, MARGIN, y, room=wide, lines=_MOST_LINES, size=SENTENCE, role="sentence")
    )
    words += below
    top = (below[-1].y if below else words[-1].y) + 4.0
    foot = " ".join([*(one for one in footer if one), say("chart.version", version=__version__)])
    lines = wrap(foot, wide, TICK, lines=_MOST_LINES).lines
    first = paper.height - 7.5 - (len(lines) - 1) * TICK * LINE_STEP
    words += block(
        foot,
        MARGIN,
        first,
        room=wide,
        lines=_MOST_LINES,
        size=TICK,
        color=theme.SOFT,
        role="footer",
    )
    bottom = first - TICK - 2.0
    return Sheet(paper, Box(MARGIN, top, wide, bottom - top), tuple(words))


def scene(pages: Sequence[Page], title: str, description: Iterable[str]) -> Scene:
    """Return the picture; its description has one sentence a line."""
    lines = "\n".join(line for line in description if line)
    return Scene(tuple(pages), title, lines + "\n")


def _title(title: str, wide: float) -> Iterator[Text]:
    for size in (_TITLE, 13 * PT, 11 * PT):
        if wrap(title, wide, size, lines=1, bold=True).whole:
            yield one_line(title, MARGIN, 16.5, room=wide, size=size, bold=True, role="title")
            return
    yield from block(title, MARGIN, 14.0, room=wide, lines=2, size=10 * PT, bold=True, role="title")
