"""A line measures what it takes when it is drawn."""

from __future__ import annotations

import runpy
import unicodedata
from pathlib import Path

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font, LoadFlags

from negcycle.drawing import measure
from negcycle.drawing.measure import reads_right_to_left, text_width

MAKER = runpy.run_path(str(Path(__file__).with_name("letter_widths.py")))
FONTS = Path(mpl.get_data_path(), "fonts", "ttf")
EM = 100


def font(*, bold: bool) -> FT2Font:
    face = FT2Font(str(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")))
    face.set_size(EM, 72)
    return face


def drawn(text: str, *, bold: bool) -> float:
    """Return the width that Matplotlib gives to `text`, in em."""
    face = font(bold=bold)
    face.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
    return face.get_width_height()[0] / 64 / EM


def letters(*blocks: tuple[int, int]) -> st.SearchStrategy[str]:
    """Draw texts from blocks of Unicode, as far as both fonts have their letters."""
    known = set(font(bold=False).get_charmap()) & set(font(bold=True).get_charmap())
    codes = (code for first, last in blocks for code in range(first, last + 1))
    texts = st.text(st.sampled_from([chr(code) for code in codes if code in known]), max_size=30)
    return texts.map("x".__add__)  # a mark without a letter would get a dotted circle


scripts = st.one_of(
    letters((0x20, 0x7E), (0xA0, 0x24F), (0x300, 0x304), (0x1E00, 0x1EFF), (0x2010, 0x2026)),
    letters((0x20, 0x20), (0x370, 0x3FF), (0x1F00, 0x1FFF), (0x400, 0x4FF)),
    letters((0x20, 0x2F), (0x5B0, 0x5EA)),
    letters((0x20, 0x20), (0x60C, 0x60C), (0x621, 0x652), (0x200C, 0x200C)),
    letters((0x20, 0x39), (0x627, 0x62F), *((ord(char), ord(char)) for char in "پچژکگیےٹڈڑں")),
)


def test_the_table_is_that_of_the_fonts() -> None:
    assert MAKER["FILE"].read_text(encoding="ascii") == MAKER["as_json"]()


@given(scripts, st.booleans())
def test_no_line_is_drawn_wider_than_it_measures(text: str, bold: bool) -> None:
    composed = unicodedata.normalize("NFC", text)  # as it is drawn

    assert drawn(composed, bold=bold) <= 1.01 * text_width(text, 1.0, bold=bold) + 0.05


@pytest.mark.parametrize(
    "text",
    [
        "When you turn away I feel alone, and I ask again.",
        "Grüße, façade, Łódź, đặc biệt",
        "e\u0301te\u0301 l\u030c",
        "Νιώθω μόνος όταν φεύγεις",
        "Мне одиноко, когда ты уходишь",
        "אני מרגישה לבד כשאתה הולך, שָׁלוֹם",
        "أشعر بالوحدة عندما تذهب، سَلَامٌ لا إله إلا الله",
        "من دلتنگ تو هستم و گاهی می‌ترسم",
        "She said שלום and سلام in 2026",
        "soft\u00adhyphen",
    ],
)
@pytest.mark.parametrize("bold", [False, True])
def test_a_line_of_a_known_script_measures_what_is_drawn(text: str, bold: bool) -> None:
    assert text_width(text, 1.0, bold=bold) == pytest.approx(drawn(text, bold=bold), rel=0.02)


@pytest.mark.parametrize(
    ("text", "em"),
    [
        ("", 0.0),
        ("孤", 1.0),
        ("か", 1.0),
        ("Ａ", 1.0),
        ("외", 0.92),
        ("\U0001f97a", 1.3),
        ("👨\u200d👩\u200d👧\u200d👦", 1.3),
        ("👍🏽", 1.3),
        ("❤\ufe0f", 1.3),
        ("🇩🇪", 1.3),
        ("1\ufe0f\u20e3", 1.3),
        ("क", 0.65),
        ("\u200b\u200d\u2066\u2069", 0.0),
        ("\U0001e900\U0001e944", 0.75),
    ],
)
def test_what_dejavu_lacks_is_estimated(text: str, em: float) -> None:
    assert text_width(text, 2.0) == pytest.approx(2 * em)


@given(st.text(), st.booleans())
def test_every_text_has_a_width(text: str, bold: bool) -> None:
    assert 0 <= text_width(text, 1.0, bold=bold) <= 3 * max(len(text), 1) * 18


@given(st.text(max_size=20), st.floats(0.1, 100))
def test_width_grows_with_the_letters(text: str, size: float) -> None:
    assert text_width(text, size) == pytest.approx(size * text_width(text, 1.0))


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", False),
        ("12 (3)", False),
        ("hello", False),
        ("שלום", True),
        ("«سلام», he said", True),
        ("2026: שלום", True),
        ("a שלום", False),
        ("你好", False),
    ],
)
def test_the_first_letter_with_a_direction_decides(text: str, answer: bool) -> None:
    assert reads_right_to_left(text) is answer


def test_measuring_needs_only_the_standard_library() -> None:
    source = Path(measure.__file__).read_text(encoding="utf-8")

    assert "matplotlib" not in source
    assert "numpy" not in source
