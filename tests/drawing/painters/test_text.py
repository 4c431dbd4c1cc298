"""The words of a picture come through a terminal whole and harmless."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.drawing.painters.text import to_text
from negcycle.drawing.scene import Page, Scene

texts = st.text(st.sampled_from("ab 日本、👨😢e\u0301क्ष\n-/\x1b\u202e"), max_size=300)


def scene(description: str, title: str = "A map") -> Scene:
    return Scene((Page(1, 1, ()),), title, description)


def columns(line: str) -> int:
    seen = (char for char in line if unicodedata.category(char) != "Mn")
    return sum(1 + (unicodedata.east_asian_width(char) in {"W", "F"}) for char in seen)


def test_title_and_words_stand_below_each_other() -> None:
    assert to_text(
        scene("John\n  What I do: goes quiet\n\n2026-11-21\n", "The Sunday Silence")
    ) == ("The Sunday Silence\n==================\n\nJohn\n  What I do: goes quiet\n\n2026-11-21\n")


def test_a_long_line_goes_on_a_little_further_in() -> None:
    words = "What I tell myself about you: " + "that whatever I do is not enough " * 3
    text = to_text(scene(f"  {words}\n"))

    assert text.splitlines()[3:] == [
        "  What I tell myself about you: that whatever I do is not enough that",
        "    whatever I do is not enough that whatever I do is not enough",
    ]


@given(texts, texts)
def test_no_line_is_wider_than_79_columns(title: str, description: str) -> None:
    assert all(columns(line) <= 79 for line in to_text(scene(description, title)).splitlines())


@given(st.text(), st.text())
def test_nothing_steers_the_terminal(title: str, description: str) -> None:
    text = to_text(scene(description, title))
    steering = {char for char in text if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}}

    assert steering <= {"\n"}
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("a\rb", "a<U+000D>b"),
        ("\u202eevil", "<U+202E>evil"),
        ("a\u2028b", "a<U+2028>b"),
        ("\x9b0m", "<U+009B>0m"),
        ("\ud800", "<U+D800>"),
        ("שלום \u200f!", "שלום \u200f!"),
    ],
)
def test_a_steering_character_is_shown_by_its_code(raw: str, shown: str) -> None:
    assert to_text(scene(raw)).splitlines()[3] == shown
