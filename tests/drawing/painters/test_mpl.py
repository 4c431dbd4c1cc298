"""PDF, PNG and figures look like the SVG, whatever the settings of their reader's computer."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import matplotlib as mpl
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text as Words
from PIL import Image
from pypdf import PdfReader

from negcycle.drawing.measure import text_width
from negcycle.drawing.painters.mpl import (
    missing_letters,
    on_axes,
    to_figure,
    to_pdf,
    to_png,
)
from negcycle.drawing.scene import Box, Line, Page, Point, Rect, Scene, Text
from negcycle.errors import DrawingError

WILD = {
    "text.usetex": True,
    "text.parse_math": True,
    "text.hinting": "force_autohint",
    "font.family": "monospace",
    "font.size": 40,
    "axes.grid": True,
    "figure.constrained_layout.use": True,
    "figure.facecolor": "black",
    "savefig.facecolor": "red",
    "savefig.bbox": "tight",
    "savefig.transparent": True,
    "savefig.dpi": 30,
    "lines.scale_dashes": False,
    "path.sketch": (5.0, 100.0, 2.0),
    "pdf.fonttype": 3,
    "pdf.compression": 0,
    "pdf.use14corefonts": True,
}
NEVER_A_LETTER = "\u0378"
"""A code point without a character, so that no font has it."""


def words(text: str, **options: object) -> Text:
    plain = Text(text, 50, 20, 5, text_width(text, 5), "#000000")
    return replace(plain, **options)  # type: ignore[arg-type]


def scene(*items: Line | Rect | Text, width: float = 100, height: float = 40) -> Scene:
    return Scene((Page(width, height, items),), "A map", "")


def first_page(everything: Scene) -> Scene:
    return replace(everything, pages=everything.pages[:1])


def extents(figure: Figure) -> Iterator[tuple[Words, Box]]:
    """Yield each line of text of a figure and the room it takes, in mm."""
    FigureCanvasAgg(figure).draw()  # type: ignore[no-untyped-call]
    ax = figure.axes[0]
    for text in ax.texts:
        with mpl.rc_context({"text.hinting": "none"}):  # as it is drawn
            corners = ax.transData.inverted().transform(text.get_window_extent())
        (left, bottom), (right, top) = corners
        yield text, Box(left, top, right - left, bottom - top)


def ink(png: bytes) -> Box:
    """Return where a PNG of a page 100 mm wide is not white, in mm."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("L"))
    rows, columns = np.nonzero(pixels < 128)
    mm = 100 / pixels.shape[1]
    left, top = columns.min() * mm, rows.min() * mm
    return Box(left, top, (columns.max() + 1) * mm - left, (rows.max() + 1) * mm - top)


# -- the same for everybody --------------------------------------------------------------------


def test_settings_of_others_change_nothing_and_stay(everything: Scene) -> None:
    plain = first_page(everything)
    pdf, png = to_pdf(plain), to_png(plain, dpi=40)
    with mpl.rc_context(WILD):
        before = dict(mpl.rcParams)

        assert to_pdf(plain) == pdf
        assert to_png(plain, dpi=40) == png
        assert dict(mpl.rcParams) == before


def test_a_figure_looks_the_same_under_settings_of_others(everything: Scene) -> None:
    def look() -> bytes:
        canvas = FigureCanvasAgg(to_figure(everything))
        canvas.draw()  # type: ignore[no-untyped-call]
        return bytes(canvas.buffer_rgba())

    plain = look()
    with mpl.rc_context(WILD):
        assert look() == plain


def test_two_processes_write_the_same_bytes() -> None:
    program = (
        "import hashlib, runpy, sys; scenes = runpy.run_path(sys.argv[1]);"
        "from negcycle.drawing.painters import mpl, svg; from negcycle.drawing.scene import Scene;"
        "scene = Scene((scenes['picture'](), scenes['languages']()), 'a', 'b');"
        "first = Scene(scene.pages[:1], 'a', 'b');"
        "made = svg.to_svg(scene).encode(), mpl.to_pdf(first), mpl.to_png(first, dpi=50);"
        "print(*(hashlib.sha256(one).hexdigest() for one in made))"
    )
    conftest = str(Path(__file__).with_name("conftest.py"))
    outs = {
        subprocess.run(
            [sys.executable, "-c", program, conftest],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }

    assert len(outs) == 1
    assert len(outs.pop().split()) == 3


def test_pyplot_is_never_loaded() -> None:
    program = (
        "import sys; from negcycle.drawing.painters.mpl import *;"
        "from negcycle.drawing.scene import Page, Scene; scene = Scene((Page(9, 9, ()),), 'a', '');"
        "to_pdf(scene), to_png(scene), to_figure(scene), missing_letters(scene);"
        "print('matplotlib.pyplot' in sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert out.stdout.strip() == "False"
    assert out.stderr == ""


# -- where things are --------------------------------------------------------------------------


@pytest.mark.parametrize("page", [0, 1])
def test_every_line_of_text_stays_in_its_box(everything: Scene, page: int) -> None:
    figure = to_figure(everything, page)
    boxes = [text.box for text in everything.pages[page].texts()]
    found = [box for _, box in extents(figure)]

    assert len(found) == len(boxes)
    for box, room in zip(found, boxes, strict=True):
        assert box.x >= room.x - 0.3
        assert box.right <= room.right + 0.3


@given(st.text(st.sampled_from("aBé ßЖω(שלםابت你か\u0301😢🥺$_^\\%"), max_size=20), st.booleans())
def test_no_line_is_wider_than_it_measures(text: str, bold: bool) -> None:
    text = f"x{text}"  # a mark without a letter would get a dotted circle
    item = words(text, width=text_width(text, 5, bold=bold), bold=bold)

    for _, box in extents(to_figure(scene(item, width=300))):
        assert box.w <= item.width + 0.3


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize(("anchor", "left"), [("left", 0.0), ("middle", 0.5), ("right", 1.0)])
def test_text_is_anchored_where_the_scene_says(
    anchor: Literal["left", "middle", "right"], left: float, rtl: bool
) -> None:
    text = "ההה" if rtl else "HHH"
    item = words(text, anchor=anchor, rtl=rtl)
    found = ink(to_png(scene(item), dpi=200))
    bearing = 0.1 * item.size  # the white at both sides of a letter

    assert found.x == pytest.approx(50 - left * item.width + bearing, abs=0.3)
    assert found.right == pytest.approx(50 + (1 - left) * item.width - bearing, abs=0.3)
    assert found.bottom == pytest.approx(item.y, abs=0.15)


def test_a_line_is_as_thick_as_the_scene_says() -> None:
    line = Line(((10, 20), (90, 20)), "#000000", 2.0)
    found = ink(to_png(scene(line), dpi=200))

    assert (found.x, found.right) == pytest.approx((10, 90), abs=0.15)
    assert (found.y, found.bottom) == pytest.approx((19, 21), abs=0.15)


def test_dots_leave_ink() -> None:
    dots = Line(((10, 20), (90, 20)), "#000000", 1.0, dash=(0.0, 2.0))
    found = ink(to_png(scene(dots), dpi=200))

    assert found.w == pytest.approx(80, abs=2.5)
    assert found.h == pytest.approx(1.0, abs=0.2)


def test_a_right_to_left_line_keeps_its_full_stop_at_the_left() -> None:
    (text, _), *_ = extents(to_figure(scene(words("ABC.", rtl=True))))

    assert text.get_text() == "\N{RIGHT-TO-LEFT MARK}ABC."


# -- figures and axes --------------------------------------------------------------------------


def test_a_figure_has_the_size_of_its_page_and_a_white_ground() -> None:
    figure = to_figure(scene(width=254, height=127))

    assert tuple(figure.get_size_inches()) == (10.0, 5.0)
    assert figure.get_facecolor() == (1.0, 1.0, 1.0, 1.0)


@pytest.mark.parametrize("inches", [(11.69, 8.27), (3.0, 8.0), (20.0, 5.0)])
def test_letters_and_lines_grow_with_the_axes(inches: tuple[float, float]) -> None:
    page = scene(words("grows", x=30), Rect(Box(10, 10, 80, 20), stroke="#000000", width=1.0))
    figure = Figure()
    on_axes(page, figure.add_subplot(1, 2, 2))
    figure.set_size_inches(inches)
    ((_, box),) = extents(figure)
    (point_on, point_off) = figure.axes[0].transData.transform([(0, 0), (1, 0)])
    points = (point_off[0] - point_on[0]) * 72 / figure.dpi
    border = [patch for patch in figure.axes[0].patches if patch.get_linewidth()]

    assert box.w == pytest.approx(text_width("grows", 5), rel=0.03)
    assert [patch.get_linewidth() for patch in border] == pytest.approx([points])
    assert isinstance(border[0], FancyBboxPatch)


def test_axes_of_others_keep_the_page_upright() -> None:
    ax = Figure().add_subplot()
    on_axes(scene(), ax)

    assert ax.get_xlim() == (0.0, 100.0)
    assert ax.get_ylim() == (40.0, 0.0)
    assert not ax.axison


# -- files -------------------------------------------------------------------------------------


def test_a_pdf_has_a_sheet_for_each_page(everything: Scene) -> None:
    letter = replace(everything, pages=(*everything.pages[:1], Page(279.4, 215.9, ())))
    sizes = [page.mediabox for page in PdfReader(io.BytesIO(to_pdf(letter))).pages]
    expected: list[Point] = [(297, 210), (279.4, 215.9)]

    for size, (width, height) in zip(sizes, expected, strict=True):
        assert float(size.width) / 72 * 25.4 == pytest.approx(width, abs=0.01)
        assert float(size.height) / 72 * 25.4 == pytest.approx(height, abs=0.01)


def test_the_words_of_a_pdf_can_be_copied() -> None:
    texts = ["When you turn away I feel alone", "Grüße, Łódź, đặc biệt", "Мне одиноко", "Νιώθω",
             "$x^2$ _a_ \\alpha 100% {} & <b>"]  # fmt: skip
    lines = [words(text, x=5, y=8 + 7 * number) for number, text in enumerate(texts)]
    pdf = to_pdf(scene(*lines, width=200, height=60))

    assert PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split("\n") == texts


def test_fonts_are_embedded_as_outlines_and_only_in_part(everything: Scene) -> None:
    pdf = to_pdf(first_page(everything))

    assert b"/CIDFontType2" in pdf
    assert b"/Type3" not in pdf
    assert b"/FontFile2" in pdf
    assert len(pdf) < 100_000


def test_metadata_holds_no_name_and_no_time(everything: Scene) -> None:
    pdf = PdfReader(io.BytesIO(to_pdf(first_page(everything))))
    png = Image.open(io.BytesIO(to_png(first_page(everything), dpi=30)))

    assert pdf.metadata is not None
    assert set(pdf.metadata) <= {"/Title", "/Creator", "/Producer"}
    assert pdf.metadata.title == "negcycle map"
    assert "matplotlib" in str(pdf.metadata.creator).lower()
    assert set(png.info) <= {"dpi"}


def test_a_png_stacks_its_pages(everything: Scene) -> None:
    below = Image.open(io.BytesIO(to_png(everything, dpi=25)))
    beside = Image.open(io.BytesIO(to_png(replace(everything, side_by_side=True), dpi=25)))

    assert below.size == (292, 413)
    assert beside.size == (584, 206)


def test_a_png_too_large_to_paint_is_refused() -> None:
    many = replace(scene(), pages=scene().pages * 200)

    with pytest.raises(DrawingError, match="200 pages are too many for one PNG"):
        to_png(many)


# -- letters that no font has ------------------------------------------------------------------


def test_a_letter_that_no_font_has_is_named_and_drawn_as_a_box(
    caplog: pytest.LogCaptureFixture,
) -> None:
    page = scene(words(f"a{NEVER_A_LETTER}b\u200d\ufe0f"), words(NEVER_A_LETTER, bold=True))
    shown = [text.get_text() for text, _ in extents(to_figure(page))]

    assert missing_letters(page) == (NEVER_A_LETTER,)
    assert [text.replace("\u200d", "") for text in shown] == ["a□b", "□"]
    assert to_pdf(page).startswith(b"%PDF")
    assert to_png(page).startswith(b"\x89PNG")
    assert not caplog.records


def test_usual_letters_are_never_missing() -> None:
    text = "aé ßЖω שלום سلام – … → ❤\ufe0f 😢 e\u0301 \u00ad\u200b\u200f"

    assert missing_letters(scene(words(text))) == ()
