"""A document on paper: a tagged PDF that a screen reader can read, with the same bytes anywhere.

The shape stands in `page.typ`; what is on the page goes there as JSON, and nothing of it is ever
read as markup. The letters are those of DejaVu Sans, which comes with Matplotlib; the fonts of the
computer stand in only for letters that it lacks.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from negcycle.drawing.theme import PT
from negcycle.errors import DrawingError, MissingExtra, UnknownName
from negcycle.report.column_widths import column_widths
from negcycle.report.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Prompt,
    Scale,
    Table,
)
from negcycle.report.drawing_parts import Drawing, DrawnLine, taken_apart
from negcycle.report.lettering import (
    CHOSEN,
    OPEN,
    Lettering,
    mostly_right_to_left,
    with_quotes_apart,
)
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    import typst

PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}
"""Width and height of the papers in mm, upright."""

_SHAPE = Path(__file__).with_name("page.typ")
_TYPST_PAPERS = {"a4": "a4", "letter": "us-letter"}
_MARGIN = 20.0
_RULES, _CLOSER_RULES = 9.0, 8.0
"""How far apart lines to write on are, in mm, as usual and where that saves a page."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """How large the letters are, in points, and how high the foot of the page is, in mm."""

    size: float
    small: float
    bottom: float
    inset: float = 2.0
    """The room at each side of a cell of a table, in mm."""
    gap: float = 1.0
    """How large the gaps between lines and blocks are, as a share of the usual ones."""
    smaller_gap: float = 0.8
    """How large they are where that saves a page."""


_USUAL = _Letters(size=11, small=9, bottom=20)
_LARGE = _Letters(size=18, small=18, bottom=30, gap=0.8, smaller_gap=0.72)


def to_pdf(document: Document, *, paper: str = "a4", large: bool = False) -> bytes:
    """Return a document as PDF/UA-1: tagged, its fonts embedded, its text selectable.

    The metadata say what language it is in and that it is a page of negcycle, and nothing else: no
    name, no title, no date. The same document gives the same bytes. Gaps are smaller where that
    saves a page, so that no last page is nearly empty.

    Args:
        document: What stands on the page.
        paper: ``a4`` or ``letter``.
        large: Whether everything but pictures is in large print, with letters of 18 points.

    Raises:
        MissingExtra: if typst is not installed.
        UnknownName: if there is no such paper.
        DrawingError: if a picture has no words for who cannot see it, or is none.

    Example:
        >>> to_pdf(Document("A small sheet", (Paragraph("Some words"),)))[:5]
        b'%PDF-'
    """
    if find_spec("typst") is None:
        raise MissingExtra(say("document.missing-extra"))
    if paper not in PAPERS:
        hint = did_you_mean(paper, PAPERS) or say("fault.choices", choices=", ".join(PAPERS))
        raise UnknownName(say("draw.unknown-paper", name=paper, hint=hint), paper, tuple(PAPERS))
    page = _Page(document, PAPERS[paper], _LARGE if large else _USUAL)
    data = {**page.data(), "paper": _TYPST_PAPERS[paper]}
    usual = _compiled(page, data)
    if _pages_of(usual) < 2:
        return usual
    closer = _compiled(page, {**data, "gap": page.letters.smaller_gap, "rule": _CLOSER_RULES})
    return closer if _pages_of(closer) < _pages_of(usual) else usual


def _pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type ?/Page\b", pdf))


def _compiled(page: _Page, data: dict[str, object]) -> bytes:
    import typst

    try:
        return typst.compile(
            _SHAPE,
            root=_SHAPE.parent,
            font_paths=_fonts(with_others=len(page.lettering.families) > 1),
            format="pdf",
            sys_inputs={"data": json.dumps(data)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        raise DrawingError(say("document.refused", reason=error.message)) from None


def missing_letters(document: Document) -> tuple[str, ...]:
    """Return the characters of a document that no font of this computer can put on paper."""
    return _lettering(document).missing


@cache
def _fonts(*, with_others: bool) -> typst.Fonts:
    import matplotlib
    import typst

    return typst.Fonts(
        include_system_fonts=with_others,
        include_embedded_fonts=False,
        font_paths=[str(Path(matplotlib.get_data_path(), "fonts", "ttf"))],
    )


def _lettering(document: Document) -> Lettering:
    figures = (block for block in document.blocks if isinstance(block, Figure))
    return Lettering(
        [
            document.title,
            document.footer,
            *(text for one in document.blocks for text in _words(one)),
        ],
        (taken_apart(one.svg) for one in figures),
    )


def _words(block: Block) -> Iterator[str]:
    """Yield all that a block says, but for a picture."""
    match block:
        case Heading(text=text) | Paragraph(text=text):
            yield text
        case Prompt():
            yield from (block.prompt, block.hint, *block.answer)
        case Bullets():
            yield from (block.heading, *block.items)
        case Table():
            yield from (*block.heads, *(cell for row in block.rows for cell in row))
        case Scale():
            yield from (block.prompt, *block.choices)
        case Figure() | PageBreak():
            pass


class _Page:
    """A document with its fonts, on its way to the shape."""

    def __init__(self, document: Document, sheet: tuple[float, float], letters: _Letters) -> None:
        self.lettering = _lettering(document)
        self._document = document
        self._sheet = sheet
        self._width = sheet[0] - 2 * _MARGIN
        self.letters = letters
        self._level = 0

    def data(self) -> dict[str, object]:
        document, letters = self._document, self.letters
        title = [Heading(document.title, 0)] if document.title else []
        parts = [
            [data for block in (*(() if number else title), *part) for data in self._block(block)]
            for number, part in enumerate(document.parts())
        ]
        return {
            "title": say("document.title"),
            "language": document.language.partition("-")[0],
            "fonts": self.lettering.families,
            "size": letters.size,
            "small": letters.small,
            "inset": letters.inset,
            "gap": letters.gap,
            "rule": _RULES,
            "margin": _MARGIN,
            "bottom": letters.bottom,
            "footer": self._said(document.footer)["text"],
            "foot": say("safety.neutral-line"),
            "parts": parts,
        }

    def _said(self, text: str, *, width: float | None = None, bold: bool = False) -> dict[str, Any]:
        room = (self._width if width is None else width) * 0.95
        shown = self.lettering.words(text, room, self.letters.size * PT, bold=bold)
        rtl = mostly_right_to_left(shown)
        return {"text": shown if rtl else with_quotes_apart(shown), "rtl": rtl}

    def _block(self, block: Block) -> Iterator[dict[str, Any]]:
        match block:
            case Heading(text, level):
                yield {
                    "kind": "heading",
                    "text": self._said(text, width=self._width / 1.3, bold=True),
                    "level": self._next_level(level),
                }
            case Paragraph(text, small):
                yield {"kind": "paragraph", "text": self._said(text), "small": small}
            case Prompt():
                number = f"{block.number}. " if block.number is not None else ""
                yield {
                    "kind": "prompt",
                    "prompt": self._said(number + block.prompt, bold=True),
                    "hint": self._said(block.hint),
                    "answer": self._all(block.answer),
                    "lines": block.lines,
                }
            case Bullets(items, heading):
                yield {
                    "kind": "bullets",
                    "heading": self._said(heading, bold=True),
                    "items": self._all(items),
                }
            case Table():
                yield from self._table(block)
            case Scale(prompt, choices, chosen):
                marked = [
                    f"{CHOSEN if one == chosen else OPEN}\N{NO-BREAK SPACE}{one}" for one in choices
                ]
                yield {
                    "kind": "scale",
                    "prompt": self._said(prompt, bold=True),
                    "choices": self._all(marked),
                }
            case Figure():
                yield self._figure(block)
            case PageBreak():
                yield {"kind": "break"}

    def _figure(self, block: Figure) -> dict[str, Any]:
        if not block.alt.strip():
            raise DrawingError(say("document.no-words"))
        drawing = taken_apart(block.svg)
        scale = self._scale(drawing) if block.whole_page else self._width / drawing.width
        lines = [
            asdict(one) | {"text": self.lettering.shown(one.text), "rtl": _reads_from_right(one)}
            for one in drawing.lines
        ]
        return {
            "kind": "figure",
            "svg": drawing.svg,
            "alt": block.alt,
            "whole_page": block.whole_page,
            "wide": drawing.is_wide,
            "width": drawing.width * scale,
            "height": drawing.height * scale,
            "scale": scale,
            "lines": [one for one in lines if one["text"]],
        }

    def _scale(self, drawing: Drawing) -> float:
        """Return how much larger a picture gets that fills a sheet."""
        width, height = sorted(self._sheet, reverse=drawing.is_wide)
        return min(width / drawing.width, height / drawing.height)

    def _all(self, texts: Iterable[str]) -> list[dict[str, Any]]:
        """Return texts that stand a little inward."""
        return [self._said(text, width=self._width - 3 * self.letters.size * PT) for text in texts]

    def _next_level(self, wanted: int) -> int:
        """Return the level of a heading: below the title, and no more than one below the last."""
        level = wanted + 1 if self._document.title else max(wanted, 1)
        self._level = min(level, self._level + 1)
        return self._level

    def _table(self, block: Table) -> Iterator[dict[str, Any]]:
        """Yield a table or, where its columns do not fit beside each other, its rows as lines."""
        columns = [[head, *cells] for head, *cells in zip(block.heads, *block.rows, strict=True)]
        widths = column_widths(
            columns,
            room=self._width,
            size=self.letters.size * PT,
            inset=self.letters.inset,
        )
        if widths is None:
            for row in block.rows:
                told = [
                    say("document.cell", head=head, cell=cell or "_" * 12)
                    for head, cell in zip(block.heads, row, strict=True)
                ]
                yield from self._block(Paragraph("\n".join(told)))
            return
        yield {
            "kind": "table",
            "widths": widths,
            "heads": [self._said(head, bold=True) for head in block.heads],
            "rows": [[self._said(cell) for cell in row] for row in block.rows],
        }


def _reads_from_right(line: DrawnLine) -> bool:
    """Whether a line reads from right to left; one in the middle may be a sentence of ours."""
    return line.rtl and (line.anchor != "middle" or mostly_right_to_left(line.text))
