"""A sheet on paper: blank or filled in, it asks the same in one order, and says where to turn."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.errors import PracticeError
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import By, Practice
from negcycle.report.document import Document, Prompt, Scale, Table, to_text
from negcycle.report.sheets import sheet_document
from negcycle.testing import sheets
from negcycle.words import say

EACH = pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)


def asked(document: Document) -> list[str]:
    """Return what is asked on a page, in its order."""
    return [one.prompt for one in document.blocks if isinstance(one, Prompt | Scale)]


def in_one_line(text: str) -> str:
    return " ".join(text.split())


@EACH
def test_every_blank_sheet_prints_as_text(one: Practice) -> None:
    text = in_one_line(to_text(sheet_document(one.sheet())))

    shown = [field for field in one.fields if not (one.hand_over and field.private)]
    places = [text.index(in_one_line(field.prompt)) for field in shown]
    assert places == sorted(places)
    assert text.index(in_one_line(one.what)) < places[0]
    assert text.count(in_one_line(say("safety.neutral-line"))) == 1
    assert all(in_one_line(deck.heading) in text for deck in one.lists)
    assert one.citations[0].text.rstrip(".") in text


OWN_COPIES = sheets().filter(lambda one: not (one.practice.hand_over or one.practice.together))


@given(OWN_COPIES)
def test_blank_and_filled_in_it_has_the_same_order_and_prompts(sheet: nc.Sheet) -> None:
    blank, filled = sheet_document(sheet.practice.sheet()), sheet_document(sheet)

    assert asked(filled) == asked(blank)
    assert [type(one) for one in filled.blocks] == [type(one) for one in blank.blocks]
    assert filled.title == blank.title


@settings(max_examples=50)
@given(OWN_COPIES)
def test_every_answer_stands_under_its_prompt_as_it_was_written(sheet: nc.Sheet) -> None:
    shown = [one for one in sheet_document(sheet).blocks if isinstance(one, Prompt | Scale)]

    for field, block in zip(sheet.practice.fields, shown, strict=True):
        if isinstance(block, Prompt):
            assert tuple(block.answer) == sheet.answer(field.id)
        else:
            assert (block.chosen,) == (sheet.answer(field.id) or (None,))


@EACH
def test_the_note_for_the_clinician_is_on_their_copy_only(one: Practice) -> None:
    note = in_one_line(one.clinician or "no note")

    assert note not in in_one_line(to_text(sheet_document(one.sheet())))
    own = in_one_line(to_text(sheet_document(one.sheet(), clinician=True)))
    assert (note in own) == bool(one.clinician)


def test_two_together_write_both_names_and_one_alone_may_write_about_another() -> None:
    def cells(practice: Practice, **said: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
        page = sheet_document(practice.sheet(**said))  # type: ignore[arg-type]
        (table,) = [one for one in page.blocks if isinstance(one, Table)]
        return tuple(table.heads), tuple(table.rows[0])

    both = next(one for one in known_practices() if one.by is By.BOTH)
    assert cells(both, by=["Mary", "John"]) == (("Filled in by", "Date"), ("Mary and John", ""))
    assert cells(nc.practice("five_steps"), by="Mary", other="John", date="2026") == (
        ("Filled in by", "About", "Date"),
        ("Mary", "John", "2026"),
    )


def test_the_steps_have_the_numbers_of_the_text() -> None:
    page = sheet_document(nc.practice("five_steps").sheet())

    numbers = [one.number for one in page.blocks if isinstance(one, Prompt)]
    assert [one for one in numbers if one is not None][:5] == [1, 2, 3, 4, 5]


def test_without_numbers_of_its_own_a_sheet_counts() -> None:
    page = sheet_document(nc.practice("time_out").sheet())

    said = to_text(page)
    assert "1. Who asks for the break?" in said
    assert "8. Afterward, did you come back at that time?" in said


@pytest.mark.parametrize(
    "one", [one for one in known_practices() if one.private], ids=lambda one: one.id
)
def test_what_stays_with_its_owner_says_so(one: Practice) -> None:
    assert "This sheet stays with the person who fills it in." in to_text(
        sheet_document(one.sheet())
    )


def test_a_page_with_hard_words_is_one_that_a_terminal_can_show() -> None:
    sheet = nc.practice("five_steps").sheet("\u202eMary", answers={"trigger": "a\x85b\u202e 😢"})

    text = to_text(sheet_document(sheet))
    assert text.isascii() or all(sign.isprintable() or sign == "\n" for sign in text)


# -- what is private --------------------------------------------------------------------------

SECRET = "a secret of mine"


def private_answers(one: Practice) -> dict[str, str]:
    """Return an answer for each private field, and for one more where there is one."""
    answers = {
        field.id: SECRET if field.kind in {"text", "list"} else "yes"
        for field in one.fields
        if field.private and field.kind in {"text", "list", "yes_no"}
    }
    return {**answers, **{field.id: "yes" for field in one.fields if field.consent}}


@EACH
def test_nothing_private_is_on_a_page_for_two_or_to_hand_over(one: Practice) -> None:
    sheet = one.sheet(answers=private_answers(one))

    told = to_text(sheet_document(sheet))
    for_others = one.together or one.hand_over
    has_secret = SECRET in private_answers(one).values()
    assert (SECRET in told) == (has_secret and not for_others)


def test_on_a_page_for_two_a_private_question_is_blank() -> None:
    sheet = nc.practice("blank_page").sheet("Ana", answers={"draft": SECRET, "shared": "a bit"})

    prompts = [one for one in sheet_document(sheet).blocks if isinstance(one, Prompt)]
    assert [one.answer for one in prompts[:2]] == [(), ("a bit",)]


@EACH
def test_a_copy_for_the_clinician_has_nothing_private(one: Practice) -> None:
    sheet = one.sheet(answers=private_answers(one))
    if one.private:
        in_words = next(field for field in one.fields if field.kind == "text")
        filled = one.sheet(answers={in_words.id: SECRET})
        with pytest.raises(PracticeError) as caught:
            sheet_document(filled, clinician=True)
        assert str(caught.value) == (
            f"A filled-in sheet of '{one.name}' stays with its owner, so there is no copy of it "
            "for the clinician."
        )
    else:
        assert SECRET not in to_text(sheet_document(sheet, clinician=True))


@pytest.mark.parametrize("consent", [{}, {"consent": "no"}])
def test_a_page_to_hand_over_needs_a_yes(consent: dict[str, str]) -> None:
    said = {"reason": "we argue", "leave_out": SECRET}
    with pytest.raises(PracticeError) as caught:
        sheet_document(nc.practice("hand_off").sheet("Ana", answers={**said, **consent}))

    assert str(caught.value) == (
        "A page of 'a page for a professional' is printed once its owner has said yes to this "
        "question: Do you want this page to be handed over?"
    )
    agreed = nc.practice("hand_off").sheet("Ana", answers={**said, "consent": "yes"})
    told = to_text(sheet_document(agreed))
    assert "we argue" in told
    assert SECRET not in told
    assert "What should not be talked about yet" not in told
