"""Words as a page can set them: in their direction, on something, and no wider than their line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.drawing.measure import text_width
from negcycle.report.column_widths import column_widths
from negcycle.report.lettering import Lettering, mostly_right_to_left, with_quotes_apart
from negcycle.testing import words

NAME, OTHER = "ליאור", "نور"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", False),
        ("5, 50%", False),
        ("I feel alone", False),
        ("אני לבד, 5 times", True),
        (f"{NAME}'s side, in words", False),  # a sentence of ours that begins with a name
        (f"What {NAME} shares", False),
        (f"{NAME}.", True),
    ],
)
def test_a_text_reads_from_the_right_when_it_begins_so_and_most_of_it_does(
    text: str, answer: bool
) -> None:
    assert mostly_right_to_left(text) is answer


def test_a_quote_stays_after_the_name_before_it() -> None:
    told = f"What I tell myself about {NAME}: “{OTHER}” and “no”."

    assert with_quotes_apart(told) == (
        f"What I tell myself about {NAME}: \u2068“{OTHER}”\u2069 and \u2068“no”\u2069."
    )


@given(words())
@settings(max_examples=30)
def test_only_what_reads_from_the_right_is_set_apart(text: str) -> None:
    apart = with_quotes_apart(text)

    assert apart.translate(dict.fromkeys((0x2068, 0x2069))) == text.translate(
        dict.fromkeys((0x2068, 0x2069))
    )
    if text.isascii():
        assert apart == text


def set_in(text: str, width: float) -> str:
    return Lettering([text], []).words(text, width, 4.0)


def test_a_word_may_break_only_where_it_is_wider_than_its_line() -> None:
    assert set_in("a short line", 20) == "a short line"
    assert set_in("xxxxxxxxxxxx no", 20) == "\u200b".join("x" * 12) + " no"
    assert set_in("two\nlines", 20) == "two\nlines"


def test_a_mark_without_a_letter_stands_on_a_circle() -> None:
    assert set_in("\u0335", 20) == "\u25cc\u0335"
    assert set_in("a\n\u0301b", 20) == "a\n\u25cc\u0301b"
    assert set_in("q\u0301", 20) == "q\u0301"


def test_signs_that_turn_the_direction_are_left_out() -> None:
    assert set_in("evil \u202e turned \u2066", 50) == "evil turned"


CELLS = st.lists(st.text("abc \n", max_size=20), min_size=2, max_size=2)


@given(st.lists(CELLS, min_size=1, max_size=5), st.floats(20, 200))
@settings(max_examples=60)
def test_columns_fill_the_table_and_hold_their_longest_word(
    columns: list[list[str]], room: float
) -> None:
    widths = column_widths(columns, room=room, size=4.0, inset=2.0)
    least = [
        max((text_width(w, 4.0, bold=True) for cell in one for w in cell.split()), default=0.0) + 4
        for one in columns
    ]

    if sum(least) > room:
        assert widths is None
    else:
        assert widths is not None
        assert sum(widths) == pytest.approx(room)
        assert all(wide >= low - 1e-9 for wide, low in zip(widths, least, strict=True))


def test_a_column_to_write_in_gets_more_room_than_a_short_one() -> None:
    short, empty = column_widths(
        [["When", "Mon"], ["What happened", ""]], room=100, size=4, inset=2
    ) or (0.0, 0.0)

    assert 0 < short < empty
