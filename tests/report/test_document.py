"""A page in words: everything it says, in order, and where to turn at the end of each part."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.drawing.painters.text import columns
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
    to_text,
)
from negcycle.testing import words
from negcycle.words import say

NEUTRAL = " ".join(say("safety.neutral-line").split())


def in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_page_reads_like_this() -> None:
    page = Document(
        "A small sheet",
        (
            Paragraph("Some words."),
            Heading("First"),
            Prompt("What happened?", ["it rained", "we stayed"], number=1, hint="Something small."),
            Prompt("And then?", number=2, lines=1),
            Bullets(["a walk", "tea"], "What helps"),
            Table(["When", "What"], [["Monday", "a walk"], ["Tuesday", ""]]),
            Scale("Was it good?", ["no", "a little", "yes"], "a little"),
            Figure("<svg/>", "A picture of rain."),
        ),
        "2026",
    )

    assert to_text(page).startswith(
        """\
A small sheet
=============

Some words.

First
-----

1. What happened?
    (Something small.)
    it rained
    we stayed

2. And then?
    ________________________________________

What helps
- a walk
- tea

When: Monday
What: a walk

When: Tuesday
What: ________________________________________

Was it good?
    ( ) no (x) a little ( ) yes

A picture of rain.

If anyone is afraid at home"""
    )
    assert to_text(page).endswith("seen alone.\n\n2026\n")


@pytest.mark.parametrize("parts", [1, 2, 5])
def test_where_to_turn_stands_once_at_the_end_of_each_part(parts: int) -> None:
    blocks: list[Block] = [Paragraph("words")]
    for _ in range(parts - 1):
        blocks += [PageBreak(new_part=True), Paragraph("words"), PageBreak(), Paragraph("more")]

    told = in_one_line(to_text(Document("A sheet", blocks)))

    assert told.count(NEUTRAL) == parts
    assert told.endswith(NEUTRAL)


def test_steering_signs_are_shown_by_their_code() -> None:
    told = to_text(Document("A\x1b[2J", (Paragraph("evil \u202e turned"),)))

    assert "<U+001B>" in told
    assert "evil <U+202E> turned" in told


BLOCKS = st.one_of(
    st.builds(Heading, words(), st.integers(1, 6)),
    st.builds(Paragraph, words(), st.booleans()),
    st.builds(Prompt, words(), st.lists(words(), max_size=3), hint=words()),
    st.builds(Bullets, st.lists(words(), min_size=1, max_size=3), words()),
    st.builds(Scale, words(), st.just(["no", "yes"]), st.sampled_from([None, "no"])),
    st.builds(Table, st.just(["When", "What"]), st.lists(st.tuples(words(), words()), max_size=3)),
    st.builds(PageBreak, st.booleans()),
)


@settings(max_examples=40)
@given(words(), st.lists(BLOCKS, max_size=6))
def test_no_line_is_wider_than_a_terminal(title: str, blocks: list[Block]) -> None:
    assert all(columns(line) <= 79 for line in to_text(Document(title, blocks)).split("\n"))
