"""A share card holds points 4 and 5 of who filled it in, after a question; and nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import PracticeError
from negcycle.practices.between_people.share_card import ShareCard
from negcycle.practices.described.practice import Practice
from negcycle.report.document import to_text
from negcycle.report.share_cards import share_card_document
from negcycle.testing import words
from negcycle.words import say
from negcycle.words.tidying import tidy

STEPS = nc.practice("five_steps")
SHARED = ("deeper", "need", "request")
KEPT = ("trigger", "immediate", "behavior", "block", "guess")
JOHN: dict[str, Any] = {
    "trigger": "she turned a little away",
    "immediate": "angry",
    "behavior": "shut down",
    "deeper": ["rejected", "unloved"],
    "block": "I was ashamed to say it",
    "need": "her approval",
    "guess": "hurt",
}


def card(practice: Practice = STEPS, /, **answers: Any) -> ShareCard:
    return nc.share_card(practice.sheet("John", other="mary", answers=answers))


def refusal(sheet: nc.Sheet) -> str:
    with pytest.raises(PracticeError) as refused:
        nc.share_card(sheet)
    return str(refused.value)


def test_the_card_of_john() -> None:
    assert card(**JOHN).text() == (
        "From John\n"
        "\n"
        "Mary, there is something about me that I would like you to know. Can you hear it now?\n"
        "[ ] Yes, now.\n"
        "[ ] Later. When?\n"
        "[ ] Not now.\n"
        "Each of these answers is a good one, and what follows can wait.\n"
        "\n"
        "What I feel underneath: “rejected” and “unloved”\n"
        "What I long for: “her approval”\n"
        "\n"
        f"{say('safety.neutral-line')}\n"
    )


def test_the_question_comes_before_anything_that_is_shared() -> None:
    shared = card(**JOHN)

    for lines in (shared.text(), to_text(share_card_document(shared))):
        text = " ".join(lines.split())
        assert text.index("Can you hear it now?") < text.index("Not now.") < text.index("rejected")


def test_on_paper_the_words_stand_overleaf() -> None:
    document = share_card_document(card(**JOHN))
    kinds = [type(block).__name__ for block in document.blocks]

    assert kinds == ["Scale", "Paragraph", "PageBreak", "Prompt", "Prompt"]


def test_a_card_for_nobody_in_particular_asks_as_well() -> None:
    alone = nc.share_card(STEPS.sheet("John", answers={"need": "rest"}))

    assert alone.question == (
        "There is something about me that I would like you to know. Can you hear it now?"
    )
    assert alone.as_data()["other"] == ""


@st.composite
def marked(draw: st.DrawFn) -> dict[str, list[str]]:
    """Return answers in which each field has marks of its own, so that a leak can be seen."""
    made: dict[str, list[str]] = {}
    for field in draw(st.sets(st.sampled_from((*SHARED, *KEPT)), min_size=1)):
        made[field] = [f"{draw(words(12))} <{field}>"]
    assume(not STEPS.sheet("John", answers=made).comes_first)
    assume(set(made) & {"deeper", "need"})
    return made


@given(marked())
@settings(max_examples=40)
def test_nothing_that_is_not_shared_is_on_a_card(answers: dict[str, list[str]]) -> None:
    shared = card(**answers)
    everything = shared.text() + str(shared.as_data()) + to_text(share_card_document(shared))

    for field in KEPT:
        assert f"<{field}>" not in everything
    said = [one for _, some in shared.lines for one in some]
    there = [one for field in SHARED for one in answers.get(field, [])]
    assert said == [one for one in there if one in said]
    assert {one for one in there if "<deeper>" in one or "<need>" in one} <= set(said)


OWN = Practice.model_validate(
    {
        "practice": "own",
        "name": "own",
        "what": "Write.",
        "ask": "{name}?",
        "fields": [
            {"id": slot, "prompt": f"{slot}?", "becomes": f"chain.{slot}", "share": True}
            for slot in ("trigger", "secondary", "behavior", "perception", "block", "primary")
        ]
        + [
            {"id": "their", "prompt": "their?", "becomes": "other.primary", "share": True},
            {"id": "secret", "prompt": "secret?", "share": True, "private": True},
            {"id": "thanks", "prompt": "What I want to thank you for", "share": True},
        ],
    }
)


def test_a_question_of_a_sheet_stands_there_without_a_colon() -> None:
    field = {"id": "small", "prompt": "Which small worry?", "share": True}
    shared = card(OWN.changed(fields=(field,)), small="the leak")

    assert "\nWhich small worry? “the leak”\n" in shared.text()


def test_what_no_card_tells_is_kept_back_whatever_a_practice_says() -> None:
    shared = card(OWN, **{field.id: f"<{field.id}>" for field in OWN.fields})

    assert shared.lines == (
        ("What I feel underneath", ("<primary>",)),
        ("What I want to thank you for", ("<thanks>",)),
    )


@pytest.mark.parametrize("field", [*SHARED, *KEPT])
@pytest.mark.parametrize("said", ["he hit me", "I am thinking of leaving"])
def test_where_something_comes_first_there_is_no_card(field: str, said: str) -> None:
    sheet = STEPS.sheet("John", answers={**JOHN, field: said})

    assert refusal(sheet) == say("safety.neutral-line")


def test_every_refusal_is_one_clear_sentence() -> None:
    private = OWN.changed(private=True)

    assert refusal(private.sheet("John", answers={"primary": "low"})) == (
        "A sheet of 'own' stays with its owner, so there is no card of it to share."
    )
    assert refusal(STEPS.sheet(answers={"need": "rest"})) == (
        "This sheet of 'five steps' is not one person's own. A share card is made from a sheet "
        "that one person has filled in; write who after 'by'."
    )
    assert refusal(STEPS.sheet("John", answers={"trigger": "x"})) == (
        "Nothing that could be shared is filled in on this sheet of 'five steps' yet. On a card "
        "stand the deeper feeling and the need."
    )


def test_hostile_words_break_no_line_and_are_no_markup() -> None:
    shared = card(deeper="two\nlines\u202e #strong[x] {name}", need="א" * 300)
    lines = shared.text().splitlines()

    assert "What I feel underneath: “two lines #strong[x] {name}”" in lines
    assert len(lines) == 12
    assert tidy(lines[-3]) == f"What I long for: “{'א' * 300}”"


KEYS = {"draft": "I hate this", "shared": "I miss you"}


@pytest.mark.parametrize("mine", [None, "no", "yes"])
@pytest.mark.parametrize("theirs", [None, "no", "yes"])
def test_a_card_of_the_blank_page_needs_both_keys(mine: str | None, theirs: str | None) -> None:
    keys = {"my_yes": mine, "their_yes": theirs}
    said = {**KEYS, **{name: key for name, key in keys.items() if key is not None}}
    sheet = nc.practice("blank_page").sheet("Ana", answers=said)

    if mine == theirs == "yes":
        told = nc.share_card(sheet).text()
        assert "I miss you" in told
        assert "hate" not in told
        return
    prompt = (
        "Has your partner said that they can take it in now?"
        if mine == "yes"
        else "Do you want these words to be read by your partner now?"
    )
    assert refusal(sheet) == (
        f"A card of 'the blank page' can wait. It is made once this question is answered with yes: "
        f"{prompt}"
    )


def test_on_a_printed_card_the_answers_are_boxes_to_mark() -> None:
    page = share_card_document(card(STEPS, need="rest"))

    assert "( ) Yes, now. ( ) Later. When? ( ) Not now." in to_text(page)
