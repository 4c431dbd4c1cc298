"""A page on paper: tagged, with its fonts, the same bytes anywhere, and words that stay words."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.measure import text_width
from negcycle.drawing.theme import PT
from negcycle.errors import DrawingError, MissingExtra, UnknownName
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
from negcycle.report.typeset import PAPERS, missing_letters, to_pdf
from negcycle.words import say

from .printed import fonts_of, reader_of, tags_of, words_of
from .test_document import BLOCKS

CYCLE = nc.load(Path(__file__).parents[2] / "examples" / "sunday-silence.yaml")
DRAWN = nc.draw(CYCLE)
FIGURE = Figure(DRAWN.svg(), DRAWN.scene.description, whole_page=True)
PAGE = Document(
    "A sheet",
    (
        Paragraph("Some words."),
        Heading("First"),
        Heading("Far below", 6),
        Prompt("What happened?", number=1, hint="Something small."),
        Bullets(["one", "two"]),
        Table(["When", "What"], [["Monday", "a walk"], ["", ""]]),
        Scale("Was it good?", ["no", "yes"], "yes"),
        FIGURE,
        Paragraph("The end."),
    ),
    "2026",
)


def starts_of(page: Any) -> list[tuple[str, float]]:
    """Return each run of text on a page, and how far from the left it starts, in points."""
    starts: list[tuple[str, float]] = []

    def visit(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            starts.append((text.strip(), tm[4] * cm[0] + cm[4]))

    page.extract_text(visitor_text=visit)
    return starts


def one_page(*blocks: Block) -> bytes:
    return to_pdf(Document("", blocks))


def test_it_is_a_tagged_page_that_says_so() -> None:
    root: Any = reader_of(to_pdf(PAGE)).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()

    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_headings_pictures_lists_and_tables_are_what_they_are() -> None:
    tags = tags_of(to_pdf(PAGE))
    names = [tag for tag, _ in tags]

    assert [tag for tag in names if tag.startswith("/H")] == ["/H1", "/H2", "/H3"]
    assert names.count("/LI") == 2
    assert names.count("/TH") == 2
    assert names.count("/TD") == 4
    assert ("/Figure", FIGURE.alt) in tags
    assert "/Span" not in names  # all words stand in a paragraph


def test_every_font_is_embedded() -> None:
    fonts = fonts_of(to_pdf(PAGE))

    assert any("DejaVuSans-Bold" in name for name in fonts)
    assert all(fonts.values())


def test_all_words_can_be_selected_those_of_the_picture_too() -> None:
    said = words_of(to_pdf(PAGE))

    for words in ("Some words.", "1. What happened?", "Monday", "\u25cf\u00a0yes", "The end."):
        assert " ".join(words.split()) in said
    for card in ("go quiet and shut down", "she does not want me near", "The Sunday Silence"):
        assert card in said


def test_the_metadata_name_nobody() -> None:
    page = Document("Mary and John", (Heading("Mary"), Paragraph("John")), "Mary")
    reader = reader_of(to_pdf(page))
    root: Any = reader.trailer["/Root"]

    assert dict(reader.metadata or {}) == {
        "/Title": say("document.title"),
        "/Creator": (reader.metadata or {})["/Creator"],
    }
    for name in ("Mary", "John"):
        assert name not in root["/Metadata"].get_data().decode()
    assert reader.outline == []


def test_the_same_page_gives_the_same_bytes_in_another_process_and_folder(tmp_path: Path) -> None:
    program = (
        "import hashlib; from negcycle.report.document import *; "
        "from negcycle.report.typeset import to_pdf; "
        "page = Document('A sheet', (Paragraph('words'), Table(['a'], [['b']]))); "
        "print(hashlib.sha256(to_pdf(page)).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=True
        ).stdout
        for folder in (tmp_path, Path.cwd())
    ]

    assert runs[0] == runs[1]
    assert len(runs[0]) == 65


@pytest.mark.parametrize("paper", PAPERS)
def test_the_paper_is_as_large_as_it_says(paper: str) -> None:
    pages = reader_of(to_pdf(PAGE, paper=paper)).pages
    sizes = [(float(page.mediabox.width) * PT, float(page.mediabox.height) * PT) for page in pages]
    width, height = PAPERS[paper]

    assert sizes[0] == pytest.approx((width, height), abs=0.2)
    assert sizes[1] == pytest.approx((height, width), abs=0.2)  # the picture lies across


MARKUP = "#set page(width: 1cm) $x^2$ *bold* _it_ `raw` <label> @ref \\ // no /* no */ = Title"


def test_words_are_never_read_as_markup() -> None:
    blocks = (Paragraph(MARKUP), Prompt(MARKUP, [MARKUP]), Bullets([MARKUP]))

    assert words_of(one_page(*blocks)).count(MARKUP) == 4


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize(
    "word",
    ["x" * 2_000, "W" * 60, "ä\u0301" * 300, "\u05d0" * 300],
    ids=["x", "W", "marks", "א"],
)
def test_nothing_leaves_the_page(word: str, *, large: bool) -> None:
    blocks = (
        Heading(word[:200]),
        Paragraph(word),
        Prompt(word[:99], [word]),
        Bullets([word], word),
        Table(["a", word[:80]], [[word, "b"]]),
        Table([word[:9]] * 7, [[word[:9]] * 7]),
        Scale(word[:99], [word[:99], "no"], "no"),
    )
    width = PAPERS["a4"][0] / PT
    for page in reader_of(to_pdf(Document(word[:99], blocks, word[:50]), large=large)).pages:
        lines: list[tuple[str, float, float]] = []

        def visit(
            text: str, cm: list[float], tm: list[float], _: Any, size: float, lines: Any = lines
        ) -> None:
            lines += [(one, tm[4] + cm[4], size) for one in text.split("\n") if one.strip()]

        page.extract_text(visitor_text=visit)

        assert lines
        for line, x, size in lines:
            wide = text_width(line.replace("\u200b", "").strip(), size)
            assert 0 <= x <= width
            assert word[0] == "\u05d0" or x + wide <= width


def test_the_lines_of_a_long_word_are_as_wide_as_their_room() -> None:
    said = reader_of(one_page(Paragraph("W" * 400))).pages[0].extract_text().split("\n")
    lines = [line.replace("\u200b", "") for line in said if line.startswith("W")]

    assert sum(map(len, lines)) == 400
    assert all(text_width(line, 11 * PT) <= PAPERS["a4"][0] - 40 for line in lines)


ARABIC, HEBREW = "أشعر بالوحدة", "אני לבד"


def test_what_reads_from_right_to_left_begins_at_the_right() -> None:
    blocks = (Paragraph("left"), Paragraph(HEBREW), Paragraph(ARABIC))
    starts = starts_of(reader_of(one_page(*blocks)).pages[0])
    middle = PAPERS["a4"][0] / PT / 2

    latin = [x for text, x in starts if text.isascii() and not text.isdigit()]
    other = [x for text, x in starts if not text.isascii()]
    assert latin
    assert other
    assert max(latin) < middle < min(other)


def test_a_line_of_a_picture_that_reads_from_right_to_left_stays_on_its_card() -> None:
    cycle = nc.Cycle(
        partners={
            "a": {"name": "A", "chain": {"behavior": ARABIC * 2}},
            "b": {"name": "B", "chain": {"behavior": HEBREW * 2}},
        }
    )
    drawn = nc.draw(cycle)
    page = reader_of(one_page(Figure(drawn.svg(), "words", whole_page=True))).pages[0]
    cards = {rect.of: rect.box for rect in drawn.scene.pages[0].rects("card")}
    found = {
        key: x * PT
        for text, x in starts_of(page)
        for key, letters in (("a", ARABIC), ("b", HEBREW))
        if set(text) & set(letters.replace(" ", ""))
    }

    assert set(found) == {"a", "b"}
    for key, x in found.items():
        box = cards[f"{key}.behavior"]
        assert box.x <= x <= box.right


@settings(max_examples=8)
@given(st.lists(BLOCKS, max_size=5), st.booleans())
def test_whatever_people_write_is_printed(blocks: list[Block], large: bool) -> None:
    assert to_pdf(Document("A sheet", blocks), large=large).startswith(b"%PDF-")


NOBODY = "\U00012345"
"""A cuneiform sign, which hardly a computer has a font for."""


def test_a_letter_that_no_font_has_is_named_and_the_rest_still_prints(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("negcycle.drawing.painters.fonts._others", lambda: iter(()))
    picture = nc.draw(nc.Cycle(partners={"a": {"name": "Ann 漢"}}))
    page = Document("", (Paragraph(f"before {NOBODY} after"), Figure(picture.svg(), "words")))

    assert missing_letters(page) == ("漢", NOBODY)
    assert "before \N{WHITE SQUARE} after" in words_of(to_pdf(page))
    assert "Ann \N{WHITE SQUARE}" in words_of(to_pdf(page))


def test_where_to_turn_stands_at_the_foot_of_each_part() -> None:
    pdf = to_pdf(Document("", (Paragraph("one"), PageBreak(new_part=True), Paragraph("two"))))
    pages = [" ".join(page.extract_text().split()) for page in reader_of(pdf).pages]

    assert [page.count(" ".join(say("safety.neutral-line").split())) for page in pages] == [1, 1]
    assert [page[:3] for page in pages] == ["one", "two"]


def test_large_print_is_large() -> None:
    sizes: set[float] = set()

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        del cm, font
        if text.strip():
            sizes.add(round(size * tm[0], 1))

    blocks = [block for block in PAGE.blocks if not isinstance(block, Figure)]
    for page in reader_of(to_pdf(Document("A", blocks, "2026"), large=True)).pages:
        page.extract_text(visitor_text=visit)

    assert min(sizes) >= 18


# -- what cannot be printed ---------------------------------------------------------------------


def test_without_typst_there_is_one_sentence_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr("negcycle.report.typeset.find_spec", lambda _: None)

    with pytest.raises(MissingExtra) as refused:
        to_pdf(PAGE)

    assert str(refused.value) == (
        "A printed page needs typst. Install it with: pip install 'negcycle[handout]'"
    )


def test_an_unknown_paper_is_told() -> None:
    with pytest.raises(UnknownName) as refused:
        to_pdf(PAGE, paper="a44")

    assert str(refused.value) == "'a44' is not a paper. Did you mean 'a4'?"


def test_a_picture_needs_words() -> None:
    with pytest.raises(DrawingError) as refused:
        to_pdf(Document("", (Figure(DRAWN.svg(), " "),)))

    assert str(refused.value) == (
        "A picture on a page has no words for people who cannot see it. Give it some with 'alt'."
    )


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(DrawingError, match="This page cannot be printed: "):
        to_pdf(Document("", (Figure("<svg><broken", "words"),)))
