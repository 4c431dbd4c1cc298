"""What DejaVu lacks comes from the fonts of the computer, as far as they can be drawn and embedded.

The fonts are made here, so that the tests do not depend on what is installed.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib as mpl
import pytest
from fontTools.colorLib.builder import buildCOLR, buildCPAL
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib import font_manager
from pypdf import PdfReader

from negcycle.drawing.measure import text_width
from negcycle.drawing.painters import fonts
from negcycle.drawing.painters.mpl import missing_letters, to_figure, to_pdf, to_png
from negcycle.drawing.scene import Page, Scene, Text

LETTER = "\u0378"
"""A code point without a character: only the fonts made here have it."""

WIDTH = 2000
"""Advance of the letter in thousandths of an em: far wider than it is estimated."""

Install = Callable[[Path], None]


def square(pen: TTGlyphPen | T2CharStringPen) -> None:
    pen.moveTo((100, 0))
    pen.lineTo((100, 700))
    pen.lineTo((900, 700))
    pen.lineTo((900, 0))
    pen.closePath()


def font(folder: Path, *, kind: str = "outlines") -> Path:
    """Make a font of one letter, with TrueType outlines, compact ones, or colored layers."""
    names = [".notdef", "square"]
    builder = FontBuilder(1000, isTTF=kind != "compact")
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(LETTER): "square"})
    if kind == "compact":
        pen = T2CharStringPen(WIDTH, None)
        square(pen)
        drawn = {name: pen.getCharString() for name in names}
        builder.setupCFF("OneLetter-Regular", {}, drawn, {})
    else:
        glyphs = TTGlyphPen(None)
        square(glyphs)
        glyph = glyphs.glyph()
        builder.setupGlyf(dict.fromkeys(names, glyph))
    builder.setupHorizontalMetrics(dict.fromkeys(names, (WIDTH, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable(
        {"familyName": "One Letter", "styleName": "Regular", "psName": "OneLetter-Regular"}
    )
    builder.setupOS2(sTypoAscender=800, usWeightClass=400)
    builder.setupPost()
    if kind == "colored":
        builder.font["COLR"] = buildCOLR({"square": [("square", 0)]})
        builder.font["CPAL"] = buildCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    path = folder / f"{kind}.ttf"
    builder.save(path)
    return path


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return what makes a font appear on the computer after Matplotlib has looked."""
    manager = font_manager.fontManager

    def add(path: Path) -> None:
        monkeypatch.setattr(font_manager, "findSystemFonts", lambda: [str(path)])
        fonts._just_installed.cache_clear()

    monkeypatch.setattr(manager, "ttflist", list(manager.ttflist))
    yield add
    fonts._just_installed.cache_clear()
    manager._findfont_cached.cache_clear()


def scene(text: str = f"a{LETTER}b") -> Scene:
    line = Text(text, 10, 20, 5, text_width(text, 5), "#000000")
    return Scene((Page(100, 40, (line,)),), "A map", "")


def shown(page: Scene) -> str:
    (text,) = [text for text in to_figure(page).axes[0].texts if text.get_text()]
    return text.get_text()


def test_a_font_just_installed_is_used(tmp_path: Path, install: Install) -> None:
    install(font(tmp_path))

    assert missing_letters(scene()) == ()
    assert shown(scene()) == f"a{LETTER}b"
    assert to_png(scene()).startswith(b"\x89PNG")


def test_its_letters_are_in_the_pdf(tmp_path: Path, install: Install) -> None:
    install(font(tmp_path))
    pdf = to_pdf(scene())

    assert b"OneLetter-Regular" in pdf
    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text() == f"a{LETTER}b"


def test_a_wide_font_makes_its_line_smaller(tmp_path: Path, install: Install) -> None:
    install(font(tmp_path))
    figure = to_figure(scene(LETTER * 8))
    (text,) = figure.axes[0].texts
    with mpl.rc_context({"text.hinting": "none"}):
        extent = text.get_window_extent()
    (left, _), (right, _) = figure.axes[0].transData.inverted().transform(extent)

    assert text.get_text() == LETTER * 8
    assert right - left == pytest.approx(text_width(LETTER * 8, 5), abs=0.3)


def test_compact_outlines_are_embedded_as_drawings(tmp_path: Path, install: Install) -> None:
    install(font(tmp_path, kind="compact"))
    pdf = to_pdf(scene())

    assert b"/Type3" in pdf
    assert b"/FontFile2" not in pdf
    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text() == f"a{LETTER}b"


def test_colored_letters_count_as_missing(tmp_path: Path, install: Install) -> None:
    install(font(tmp_path, kind="colored"))

    assert missing_letters(scene()) == (LETTER,)
    assert shown(scene()) == "a□b"
    assert to_pdf(scene()).startswith(b"%PDF")


def test_a_broken_font_is_passed_over(tmp_path: Path, install: Install) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\x00\x01\x00\x00 no font")
    install(broken)

    assert missing_letters(scene()) == (LETTER,)


def test_a_font_taken_away_is_not_missed(tmp_path: Path, install: Install) -> None:
    path = font(tmp_path)
    install(path)
    before = missing_letters(scene())
    path.unlink()
    fonts._letters_in.cache_clear()

    assert before == ()
    assert missing_letters(scene()) == (LETTER,)
    assert shown(scene()) == "a□b"


def test_what_dejavu_has_is_drawn_with_dejavu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_others", lambda: pytest.fail("no other font is needed"))

    assert fonts.Fonts(["aé Жω שלום سلام 😢 ❤\ufe0f"]).families == ["DejaVu Sans"]


@pytest.mark.parametrize(
    ("text", "box"),
    [
        (f"x{LETTER}\u0301y", "x□y"),
        (f"{LETTER}\u200d{LETTER}", "□□"),
        (f"1\ufe0f\u20e3{LETTER}", "1□"),
        ("👩\u200d👩\u200d👧", "□"),
        ("e\u0301", "é"),
        ("al\u200bone", "alone"),
        ("\ufeffalone", "alone"),
        ("می\u200cترسم", "می\u200cترسم"),
        ("", ""),
    ],
)
def test_a_cluster_without_a_font_is_one_box(
    text: str, box: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fonts, "_others", lambda: iter(()))

    assert fonts.Fonts([text]).shown(text) == box


def test_arabic_is_never_slanted_because_dejavu_cannot() -> None:
    found = fonts.Fonts(["alone", "سلام"])

    assert found.can_slant("alone")
    assert not found.can_slant("سلام")
