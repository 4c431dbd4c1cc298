"""A text is broken where it may be broken, and never beyond the room it has."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.clusters import clusters
from negcycle.drawing.measure import text_width
from negcycle.drawing.wrap import ELLIPSIS, Wrapped, fill, wrap

HARD = "ab c-d/e \u00a0\u200b\t\n\u0301\u200d\ufe0f👨👩❤🏽🇩🇪日本、。「」っーकष्ि가ש ل ا\u064e…"

texts = st.one_of(st.text(), st.text(st.sampled_from(HARD), max_size=60))
widths = st.floats(0.0, 80.0)


def letters(text: str) -> str:
    """Return `text` without what a line may begin or end with."""
    return re.sub(r"[\s\x1c-\x1f\x85]+", "", text.replace("\u00a0", "_"))


def lines(text: str, width: float, *, most: int = 9) -> tuple[str, ...]:
    return wrap(text, width, 3.5, lines=most).lines


@given(texts, widths, st.integers(1, 5), st.booleans())
def test_no_line_is_wider_than_its_room(text: str, width: float, most: int, bold: bool) -> None:
    wrapped = wrap(text, width, 3.5, lines=most, bold=bold)

    assert len(wrapped.lines) <= most
    assert wrapped.widths == tuple(text_width(line, 3.5, bold=bold) for line in wrapped.lines)
    assert all(wide <= width for wide in wrapped.widths)


@given(texts, widths)
def test_a_whole_text_has_all_its_letters(text: str, width: float) -> None:
    wrapped = wrap(text, width, 3.5, lines=1000)

    assert wrapped.whole == (letters("".join(wrapped.lines)) == letters(text))


@given(texts, st.floats(10.0, 80.0), st.integers(1, 3))
def test_what_does_not_fit_ends_with_an_ellipsis(text: str, width: float, most: int) -> None:
    wrapped = wrap(text, width, 3.5, lines=most)
    shown = letters("".join(wrapped.lines).removesuffix(ELLIPSIS))

    assert wrapped.whole or wrapped.lines[-1].endswith(ELLIPSIS)
    assert wrapped.whole or letters(text).startswith(shown)


@given(texts, st.floats(10.0, 80.0))
def test_no_line_begins_or_ends_with_a_space(text: str, width: float) -> None:
    ends = [{clusters(line)[0], clusters(line)[-1]} for line in lines(text, width)]

    assert not any(" " in end for end in ends)


@given(st.text(st.sampled_from("e\u0301👨👩\u200d❤🏽🇩🇪क्ष가"), max_size=40), st.floats(6.0, 40.0))
def test_no_cluster_is_torn(text: str, width: float) -> None:
    wrapped = wrap(text, width, 3.5, lines=1000)

    assert not wrapped.whole or [
        part for line in wrapped.lines for part in clusters(line)
    ] == clusters(text)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 20, ()),
        (" \t\n ", 20, ()),
        ("I ask again, louder", 21, ("I ask again,", "louder")),
        ("one\ttwo\nthree   four", 20, ("one two", "three four")),
        ("self-protection", 20, ("self-", "protection")),
        ("protection/withdrawal", 21, ("protection/", "withdrawal")),
        ("around 2026-11-21", 23, ("around", "2026-11-21")),
        ("a cold -5 degrees", 20, ("a cold -5", "degrees")),
        ("stay\u00a0with\u00a0me now", 25, ("stay\u00a0with\u00a0me", "now")),
        ("incomprehensible", 20, ("incompreh", "ensible")),
        ("彼は黙る、私は聞く。", 18, ("彼は黙る、", "私は聞く。")),
        ("私は待って、いる", 18, ("私は待っ", "て、いる")),
        ("あなたは「もう」と", 18, ("あなたは", "「もう」と")),
        ("나는 혼자라고 느낀다", 18, ("나는", "혼자라고", "느낀다")),
    ],
)
def test_a_line_breaks_where_a_reader_expects_it(
    text: str, width: float, expected: tuple[str, ...]
) -> None:
    assert lines(text, width) == expected


def test_closing_marks_and_small_letters_never_begin_a_line() -> None:
    text = "「ちょっと、待って。」と言ったら、彼は（黙って）ドアーを閉めた！"
    for width in range(16, 60):
        for line in lines(text, width, most=99)[1:]:
            assert unicodedata.category(line[0]) not in {"Pe", "Pf", "Po", "Lm"}
            assert line[0] not in "っょ"


def test_an_ellipsis_takes_whole_words_where_it_can() -> None:
    assert wrap("until you leave the room", 30, 3.5, lines=1).lines == ("until you leave…",)
    assert wrap("incomprehensible", 20, 3.5, lines=1).lines == ("incompre…",)
    assert wrap("mm mm", 4, 3.5, lines=1).lines == ("…",)


def test_where_no_letter_fits_nothing_is_drawn() -> None:
    assert wrap("abc", 1.0, 3.5, lines=3) == Wrapped((), (), whole=False)


def test_the_work_grows_with_the_text_and_not_faster() -> None:
    def work(length: int) -> int:
        measured: list[str] = []

        def measure(line: str) -> float:
            measured.append(line)
            return len(line)

        assert len(list(fill("W" * length, 30, measure))) == -(-length // 30)
        return sum(map(len, measured))

    assert work(2000) < 2.1 * work(1000)
