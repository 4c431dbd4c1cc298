"""A telling with numbers keeps its own order, and its sheet has the order of the loop."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import PracticeError, UnknownName
from negcycle.practices.sheets.numbered import Numbered

JOHN = (
    "he shut down (3) when Mary turned away from him (1) because he felt rejected and unloved (4), "
    "which he was ashamed to say (4), so he got angry (2); he needs approval and affection (5)"
)


def refusal(text: str, *, by_steps_of: str = "five_steps") -> str:
    with pytest.raises(PracticeError) as refused:
        nc.numbered(text, by_steps_of=by_steps_of)
    return str(refused.value)


def test_the_numbers_of_johns_case_go_there_and_back() -> None:
    told = nc.numbered(JOHN)
    sheet = told.sheet("John", other="Mary")
    read = nc.loads_sheet(nc.dumps_sheet(sheet))
    back = nc.numbered(read, order=told.numbers)

    assert told.numbers == (3, 1, 4, 4, 2, 5)
    assert told.text() == JOHN
    assert read == sheet
    assert back.numbers == told.numbers
    assert back.parts == told.parts
    assert nc.numbered(back.text()).parts == told.parts


def test_the_sheet_of_it_is_in_causal_order() -> None:
    sheet = nc.numbered(JOHN).sheet("John")

    assert list(sheet.answers) == ["trigger", "immediate", "behavior", "deeper", "need"]
    assert [
        (slot.value, [e.words for e in entries]) for slot, entries in sheet.chain() if entries
    ] == [
        ("trigger", ["Mary turned away from him"]),
        ("primary", ["he felt rejected and unloved", "he was ashamed to say"]),
        ("secondary", ["he got angry"]),
        ("behavior", ["he shut down"]),
        ("need", ["he needs approval and affection"]),
    ]


def test_a_sheet_without_an_order_is_told_as_it_asks() -> None:
    back = nc.numbered(nc.numbered(JOHN).sheet("John"))

    assert back.numbers == (1, 2, 3, 4, 4, 5)
    assert back.text().startswith("Mary turned away from him (1); he got angry (2)")


def test_what_an_order_leaves_out_comes_after_it() -> None:
    sheet = nc.numbered(JOHN).sheet("John")

    assert nc.numbered(sheet, order=(5, 4)).numbers == (5, 4, 1, 2, 3, 4)
    assert nc.numbered(sheet, order=(9, 3, 3)).numbers == (3, 1, 2, 4, 4, 5)


PARTS = st.lists(
    st.tuples(
        st.sampled_from(
            ["he went quiet", "it hurt", "孤独", "😢", "נעלבתי", "a (7th) time", "x {y}"]
        ),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=8,
)


@given(PARTS, st.sampled_from(["; ", ", and ", ".\n", " ", " because "]))
def test_any_order_goes_there_and_back(parts: list[tuple[str, int]], between: str) -> None:
    text = between.join(f"{words} ({number})" for words, number in parts)
    told = nc.numbered(text)

    assert [(part.words, part.number) for part in told.parts] == parts
    assert told.text() == text
    back = nc.numbered(told.sheet("Ana"), order=told.numbers)
    assert back.numbers == told.numbers
    assert back.parts == told.parts


def test_words_stay_verbatim_but_for_one_joining_word() -> None:
    told = nc.numbered("And then  I said: 'So what' (3)")

    assert told.parts == ((3, "then  I said: 'So what'"),)
    assert nc.numbered("because (3)").parts == ((3, "because"),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "he went quiet (6)",
            "(6) is no step of 'five steps': its steps go from 1 to 5. Change the number.",
        ),
        (
            "he went quiet (0)",
            "(0) is no step of 'five steps': its steps go from 1 to 5. Change the number.",
        ),
        (
            f"he went quiet ({'9' * 5000})",
            f"({'9' * 39}…) is no step of 'five steps': its steps go from 1 to 5. Change the "
            "number.",
        ),
        (
            "he went quiet",
            "No numbers stand in this text. Write the number of its step behind each part, such as "
            "'I went quiet (3)'.",
        ),
        (
            "",
            "No numbers stand in this text. Write the number of its step behind each part, such as "
            "'I went quiet (3)'.",
        ),
        (
            "he went quiet (٣)",
            "No numbers stand in this text. Write the number of its step behind each part, such as "
            "'I went quiet (3)'.",
        ),
        (
            "he went quiet (3), (4)",
            "Nothing stands in front of (4). Write there what it is about, or take the number out.",
        ),
        (
            "\u200b (3)",
            "Nothing stands in front of (3). Write there what it is about, or take the number out.",
        ),
        (
            "he went quiet (3) and I left",
            "No number stands behind 'I left'. Write the number of its step there, such as (3).",
        ),
    ],
)
def test_every_refusal_is_one_clear_sentence(text: str, sentence: str) -> None:
    assert refusal(text) == sentence


def test_numbers_of_a_practice_that_has_none() -> None:
    assert refusal("he went quiet (3)", by_steps_of="pause") == (
        "The steps of 'pause' have no numbers. Choose a practice whose steps have, such as "
        "'five_steps'."
    )
    with pytest.raises(UnknownName, match="No practice is called 'five_stepps'"):
        nc.numbered("x (1)", by_steps_of="five_stepps")


def test_spaces_in_the_brackets_and_a_zero_in_front_are_read() -> None:
    assert nc.numbered("x ( 03 )").numbers == (3,)


def test_what_is_private_is_not_told() -> None:
    steps = nc.practice("five_steps")
    fields = tuple(field.changed(private=field.id == "deeper") for field in steps.fields)
    sheet = steps.changed(fields=fields).sheet("John", answers={"deeper": "low", "need": "rest"})
    told: Numbered = nc.numbered(sheet, order=(4, 5))

    assert told.text() == "rest (5)"
