"""A printed page before it has a shape: blocks in reading order, for people to read or to fill in.

`to_text` puts a document on a screen; `negcycle.report.typeset.to_pdf` puts it on paper. Words of
people stand in it as they were written: nothing of them is ever read as a markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from negcycle.drawing.painters.text import WIDE, columns, wrapped
from negcycle.words import say


@dataclass(frozen=True, slots=True)
class Heading:
    """What the blocks below it are about."""

    text: str
    level: int = 1
    """1 for a part of the page, 2 for a part of that, and so on; the title stands above them."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One or more sentences; a line break in them stays one."""

    text: str
    small: bool = False
    """Whether it stands back, as a remark does."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question, and what somebody answered or the room to answer by hand."""

    prompt: str
    answer: Sequence[str] = ()
    """What was answered, one thing after the other; none leaves lines to write on."""
    number: int | None = None
    hint: str = ""
    lines: int = 3
    """How many lines there are to write on where nothing is answered."""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list in which the order does not matter."""

    items: Sequence[str]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; an empty cell is there to write in."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    """As many cells a row as there are heads."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A question with a few answers to choose one from."""

    prompt: str
    choices: Sequence[str]
    chosen: str | None = None
    """One of the choices, or None where nobody has chosen yet."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture, and the same in words for who cannot see it."""

    svg: str
    """The picture as `to_svg` gives it; its text stays text."""
    alt: str
    """All that it says."""
    whole_page: bool = False
    """Whether it takes a sheet of its own, up to its edges, in landscape if it is wide."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""

    new_part: bool = False
    """Whether it is also handed over by itself: its pages are counted from 1 again."""


Block = Heading | Paragraph | Prompt | Bullets | Table | Scale | Figure | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """A page or more, in reading order.

    At the foot of the last page of each part stands one line that says where to turn, the same on
    every page for everybody. It is put there for all documents, and is not one of the blocks.

    Example:
        >>> page = Document("A small sheet", (Prompt("What happened?", ["it rained"]),), "2026")
        >>> print(to_text(page).splitlines()[3])
        What happened?
    """

    title: str
    """What stands on top; empty for a page that begins with a picture. Never in the metadata."""
    blocks: Sequence[Block]
    footer: str = ""
    """A line at the foot of each page, such as the date."""
    language: str = "en"

    def parts(self) -> Iterator[tuple[Block, ...]]:
        """Yield the blocks of each part that is handed over by itself."""
        part: list[Block] = []
        for block in self.blocks:
            if isinstance(block, PageBreak) and block.new_part:
                yield tuple(part)
                part = []
            else:
                part.append(block)
        yield tuple(part)


# -- as text --------------------------------------------------------------------------------------

_BESIDE = "    "
_TO_WRITE_ON = "_" * 40
_RULES = "=-~"
"""What underlines the title, a heading and a heading below that."""


def to_text(document: Document) -> str:
    """Return all that a document says, in lines of at most 79 columns.

    Signs that steer a terminal or turn the reading direction are shown by their code.
    """
    lines = _headed(document.title, _RULES[0]) if document.title else []
    for number, part in enumerate(document.parts()):
        if number:
            lines += ["", "* * *", ""]
        for block in part:
            lines += [*told, ""] if (told := _block(block)) else []
        lines += [*wrapped(say("safety.neutral-line")), ""]
    lines += wrapped(document.footer) if document.footer else []
    return "\n".join(lines).strip() + "\n"


def _block(block: Block) -> list[str]:
    match block:
        case Heading(text, level):
            return _headed(text, _RULES[min(level, 2)])[:-1]
        case Paragraph(text):
            return _paragraph(text)
        case Prompt():
            return _prompt(block)
        case Bullets(items, heading):
            return [*(wrapped(heading) if heading else []), *_items(items)]
        case Table(heads, rows):
            return _table(heads, rows)
        case Scale(prompt, choices, chosen):
            marked = [f"({'x' if one == chosen else ' '}) {one}" for one in choices]
            return [*wrapped(prompt), *_beside(" ".join(marked))]
        case Figure(alt=alt):
            return _paragraph(alt.strip())
        case PageBreak():
            return []


def _headed(text: str, rule: str) -> list[str]:
    lines = wrapped(text)
    return [*lines, rule * max(map(columns, lines)), ""]


def _paragraph(text: str) -> list[str]:
    return [line for one in text.split("\n") for line in wrapped(one)]


def _beside(text: str) -> list[str]:
    return [_BESIDE + line for one in text.split("\n") for line in wrapped(one, WIDE - 4)]


def _prompt(block: Prompt) -> list[str]:
    number = f"{block.number}. " if block.number is not None else ""
    hint = _beside(f"({block.hint})") if block.hint else []
    answer = [line for one in block.answer for line in _beside(one)]
    asked = number + block.prompt
    return [*(wrapped(asked) if asked else []), *hint, *(answer or _empty(block.lines))]


def _empty(lines: int) -> list[str]:
    return [_BESIDE + _TO_WRITE_ON] * lines


def _items(items: Sequence[str]) -> list[str]:
    return [line for one in items for line in wrapped(f"- {one}")]


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        told = [f"{head}: {cell or _TO_WRITE_ON}" for head, cell in zip(heads, row, strict=True)]
        lines += [*(line for one in told for line in wrapped(one)), ""]
    return lines[:-1]
