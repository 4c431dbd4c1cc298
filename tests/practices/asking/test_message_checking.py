"""Messages on a sheet: read as one, asked about before they are said, and left alone when good."""

from __future__ import annotations

import pytest

import negcycle as nc
from negcycle.practices.asking.message_checking import about_messages
from negcycle.practices.asking.sheet_checking import look_over
from negcycle.practices.described.known import known_practices, practice
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import message_questions


def asked(sheet: Sheet) -> dict[str, str]:
    """Return each question about a sheet's messages by the place at which it stands."""
    return {one.path: one.question for one in about_messages(sheet)}


ROOM = {
    "room_ask": "Saturday mornings for myself",
    "room_reassurance": "I love you, and I look forward to lunch with you",
    "room_return": "back for lunch at noon",
}


def closeness(**answers: str) -> Sheet:
    return practice("closeness_and_alone_time").sheet(by=["Mary", "John"], answers=answers)


def test_a_wish_for_room_its_comfort_and_its_return_are_one_message() -> None:
    assert asked(closeness(**ROOM)) == {}


@pytest.mark.parametrize(
    ("missing", "question"),
    [
        (
            {"room_reassurance", "room_return"},
            "This asks for room: what could you say with it, so that the other knows that they "
            "matter, and when you will be back?",
        ),
        (
            {"room_reassurance"},
            "This asks for room: what could you say with it, so that the other knows that they "
            "matter?",
        ),
        (
            {"room_return"},
            "This asks for room: when and how will you be back with the other?",
        ),
    ],
    ids=["both", "comfort", "return"],
)
def test_what_is_missing_of_it_is_asked_for(missing: set[str], question: str) -> None:
    said = {name: words for name, words in ROOM.items() if name not in missing}

    assert asked(closeness(**said)) == {"answers.room_ask": question}


def test_one_who_only_gives_way_is_asked_what_they_would_like() -> None:
    said = closeness(closeness_ask="an hour after dinner", trial="Fine, I will stop asking")

    assert asked(said) == {
        "answers.trial": "'I will stop asking' leaves little room for you: what would you like in "
        "it yourself?"
    }


def test_one_person_may_want_both() -> None:
    said = closeness(
        **ROOM, closeness_who="Mary", room_who="Mary", closeness_ask="a walk on Sunday"
    )

    assert asked(said) == {}


def test_a_time_on_the_clock_is_a_return() -> None:
    sheet = practice("time_out").sheet(
        by="Ana",
        answers={"initiator": "Ana", "return_at": "20:30", "reassurance": "You matter to me."},
    )

    assert asked(sheet) == {}


def test_a_question_stands_at_the_field_whose_words_it_is_about() -> None:
    sheet = practice("pause_risk_reach").sheet(
        by="Ana",
        answers={
            "complaint": "You know how I complain that you never help?",
            "feeling": "You make me so angry.",
            "requests": ["Can you tell me that I matter?", "You have to be kinder."],
        },
    )

    assert list(asked(sheet)) == ["answers.feeling", "answers.requests"]


def test_where_something_comes_first_nothing_is_asked_about_messages() -> None:
    sheet = practice("speak_up").sheet(
        by="Ana", answers={"words": "You never listen, and I am afraid of you."}
    )

    assert asked(sheet) == {}
    assert look_over("sheet.yaml", lambda _: sheet).questions == ()


def test_check_asks_about_messages_after_what_is_open() -> None:
    sheet = practice("speak_up").sheet(by="Ana", answers={"words": "You never listen."})
    found = look_over("sheet.yaml", lambda _: sheet)

    assert found.blanks[0].path == "answers.thing"
    assert [(one.path, one.question) for one in found.questions] == [
        ("answers.words", "'You never' takes in every time: what happened the last time?")
    ]


@pytest.mark.parametrize("one", known_practices(), ids=lambda one: one.id)
def test_a_blank_sheet_is_asked_nothing(one: nc.Practice) -> None:
    assert asked(one.sheet()) == {}


def test_the_examples_on_our_own_sheets_need_no_question() -> None:
    examples = {
        deck.heading: deck.items
        for name in ("pause_risk_reach", "time_out")
        for deck in practice(name).lists
    }

    for words in examples["How such a message may sound"]:
        assert message_questions(words, kind="reach") == ()
    for words in examples["Words to borrow"]:
        assert message_questions(words, kind="space") == ()


def test_questions_to_each_other_need_no_question() -> None:
    for name in ("tonights_question", "openers", "reflection_questions"):
        for deck in practice(name).lists:
            for words in deck.items:
                assert message_questions(words, kind="request") == (), words


@pytest.mark.parametrize(
    ("practice_id", "field"),
    [
        (one.id, field.id)
        for one in known_practices()
        for field in one.fields
        if field.share and field.kind in {"text", "list"}
    ],
)
def test_whatever_goes_on_a_share_card_is_asked_about(practice_id: str, field: str) -> None:
    said = "you always ignore me like last year when you cheated, you are selfish"
    sheet = practice(practice_id).sheet("Ana", answers={field: said})

    found = [one.question for one in about_messages(sheet) if one.path == f"answers.{field}"]
    assert [one.split("'")[1] for one in found] == [
        "you are selfish",
        "you always",
        "like last year",
    ]
