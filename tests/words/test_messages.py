"""Questions about a message: what is asked, in which words, and what is left as it is."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import UnknownName
from negcycle.words import SAFETY, Question, lexicon, message_questions
from negcycle.words.built_in import extended
from negcycle.words.messages import ABOUT_ROOM, KINDS, RULES

SENTENCES = [
    (
        "reach",
        "You are so lazy.",
        "'You are so lazy' describes a person: what did you see or hear, as a camera "
        "would show it?",
    ),
    (
        "reach",
        "You make me angry.",
        "'You make me' can be hard to hear: how would it sound if it began with what you felt?",
    ),
    (
        "reach",
        "I feel that you don't care.",
        "'you don't care' is about what is inside the other: which feeling of yours comes with it?",
    ),
    (
        "reach",
        "You never listen.",
        "'You never' takes in every time: what happened the last time?",
    ),
    (
        "reach",
        "Last year you forgot my birthday.",
        "'Last year you' brings in an earlier time: what would you like to be heard with today?",
    ),
    (
        "request",
        "You have to come home by six.",
        "'You have to' leaves little room for a no: how would it sound as a wish, with "
        "what you long for in it?",
    ),
    (
        "space",
        "I need space.",
        "This asks for room: what could you say with it, so that the other knows that "
        "they matter, and when you will be back?",
    ),
    (
        "space",
        "I need an hour, and I am back at eight.",
        "This asks for room: what could you say with it, so that the other knows that they matter?",
    ),
    (
        "space",
        "I need a break. I love you.",
        "This asks for room: when and how will you be back with the other?",
    ),
    (
        "request",
        "I'll stop asking.",
        "'I'll stop asking' leaves little room for you: what would you like in it yourself?",
    ),
]

HERE = Path(__file__).parent
ASKED = [
    line.split(" | ")
    for line in (HERE / "messages-asked-about.txt").read_text("utf-8").splitlines()
]
"""The kind of each message, its words, and the kinds of questions about it."""
WITH_CARE = (HERE / "messages-with-care.txt").read_text("utf-8").splitlines()
"""Ordinary sentences of people who care: nothing is asked about any of them."""


@pytest.mark.parametrize(("kind", "words", "question"), SENTENCES)
def test_it_is_asked_in_these_words(kind: str, words: str, question: str) -> None:
    assert [one.text for one in message_questions(words, kind=kind)] == [question]


@pytest.mark.parametrize(("kind", "words", "codes"), ASKED)
def test_it_is_asked_about(kind: str, words: str, codes: str) -> None:
    assert [one.code for one in message_questions(words, kind=kind)] == codes.split()


@pytest.mark.parametrize("words", WITH_CARE)
def test_nothing_is_asked_about_what_is_said_with_care(words: str) -> None:
    assert message_questions(words, kind="reach") == ()
    assert message_questions(words, kind="request") == ()


def test_both_lists_are_long_enough_to_mean_something() -> None:
    assert len(ASKED) >= 40
    assert len(WITH_CARE) >= 60


@pytest.mark.parametrize(
    "words",
    [
        "I need an evening to myself. I love you, and I will be back by ten.",
        "I need 20 minutes to sort out what I feel. Then I will come back. I care about us.",
        "Could I read until noon? I look forward to our lunch.",
        "I'd like Sunday mornings for myself, until 11:00. It is not about you.",
        "Ich brauche Ruhe. I love you, back at 8 pm",
    ],
)
def test_room_with_comfort_and_a_return_is_left_as_it_is(words: str) -> None:
    assert message_questions(words, kind="space") == ()


@pytest.mark.parametrize(
    ("said", "told_as_ones_own"),
    [
        ("You don't care.", "I worry that you don't care."),
        ("You don't love me.", "Sometimes I wonder whether you don't love me."),
        ("You never help.", "You know how I complain that you never help?"),
        ("You are lazy.", "I said that you are lazy, and I am sorry."),
        ("It is your fault.", "I told myself that it is your fault."),
        ("You always wait for me.", "I love that you always wait for me."),
        ("I give up.", "I am scared that I give up."),
        ("You are lazy.", "You are not lazy."),
        ("You should call.", "You don't have to call."),
    ],
)
def test_a_fear_an_old_complaint_or_thanks_is_left_as_it_is(
    said: str, told_as_ones_own: str
) -> None:
    assert message_questions(said)
    assert message_questions(told_as_ones_own) == ()


def test_nobodys_wish_for_touch_is_questioned() -> None:
    assert message_questions("I want you to hold me.", kind="request") == ()
    assert message_questions("I would like more sex.", kind="request") == ()


def test_an_order_to_be_touched_is_asked_about_like_any_other() -> None:
    asked = message_questions("You have to sleep with me.", kind="request")

    assert [one.code for one in asked] == ["demand"]


def test_where_a_safety_word_stands_nothing_else_is_asked() -> None:
    for kind, words in product(KINDS, ("You never listen, and I am afraid of you.", "he hit me")):
        assert message_questions(words, kind=kind) == (Question(SAFETY, ""),)


def test_a_kind_that_is_none_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownName) as caught:
        message_questions("I miss you", kind="reech")

    assert str(caught.value) == (
        "'reech' is not a kind of message. Did you mean 'reach'? There are reach, space and "
        "request."
    )


def test_an_own_lexicon_adds_to_what_is_asked_about() -> None:
    book = extended("message: {verdicts: [grumpy], warm: [cake]}\nnot_a_behavior: [a potato]")

    assert [one.code for one in message_questions("You are grumpy.", book=book)] == ["verdict"]
    assert [one.code for one in message_questions("You are a potato.", book=book)] == ["verdict"]
    assert message_questions("Last year you ate my cake.", book=book) == ()
    assert message_questions("You are grumpy.") == ()


def test_a_part_of_an_own_lexicon_that_is_none_is_named() -> None:
    with pytest.raises(Exception, match=r"'verdict' cannot be added here\. Did you mean"):
        extended("message: {verdict: [grumpy]}")


# -- what stays true for any message ---------------------------------------------------------------

PIECES = st.sampled_from([words for _, words, _ in ASKED] + WITH_CARE)
SAID = st.lists(PIECES, min_size=1, max_size=6).map(" ".join)
HOSTILE = st.sampled_from(
    ["", " \n", "\u202eyou never\u202c", "\u0000", "x" * 10_000, "you " * 300, "לעולם לא", "😡🙂"]
)
KIND = st.sampled_from(KINDS)


@given(SAID | HOSTILE | st.text(max_size=200), KIND)
def test_at_most_one_question_of_each_kind_and_each_is_short(words: str, kind: str) -> None:
    asked = [one for one in message_questions(words, kind=kind) if one.code != SAFETY]

    assert len({one.code for one in asked}) == len(asked)
    assert len([one for one in asked if one.code in ABOUT_ROOM]) <= 1
    assert {one.code for one in asked} <= {*RULES, *ABOUT_ROOM, "giving-in"}
    assert all(one.text.endswith("?") and len(one.text) <= 160 for one in asked)
    assert all("\n" not in one.text for one in asked)


@given(st.lists(st.sampled_from(WITH_CARE), max_size=8).map(" ".join))
def test_many_kind_sentences_together_are_still_left_as_they_are(words: str) -> None:
    found = {one.code for one in message_questions(words)}

    assert found == set()


@given(SAID, KIND)
def test_the_shape_of_letters_changes_nothing(words: str, kind: str) -> None:
    asked = [one.code for one in message_questions(words, kind=kind)]

    assert [one.code for one in message_questions(words.upper(), kind=kind)] == asked
    assert [one.code for one in message_questions(words.replace("'", "\u2019"), kind=kind)] == asked


@given(st.text(max_size=80), KIND)
def test_what_a_message_is_for_only_adds_questions_about_room(words: str, kind: str) -> None:
    bare = {one.code for one in message_questions(words, kind="reach")}
    asked = {one.code for one in message_questions(words, kind=kind)}

    assert asked - bare <= ABOUT_ROOM


@pytest.mark.parametrize(("his", "hers"), [("husband", "wife"), ("father", "mother")])
def test_men_and_women_are_treated_alike(his: str, hers: str) -> None:
    for words in ("You are a bad {}.", "You are just like your {}.", "You are not a bad {}."):
        one, other = (message_questions(words.format(who)) for who in (his, hers))

        assert [each.code for each in one] == [each.code for each in other]


def test_nothing_in_a_question_calls_the_other_by_a_gender_or_scolds() -> None:
    book = lexicon()
    for _, _, question in SENTENCES:
        frame = question.rpartition("'")[2]

        assert not book.character_talk(frame)
        assert not book.absolutes(frame)


def test_nothing_that_the_lexicon_offers_as_a_need_or_a_request_needs_a_question() -> None:
    for slot, kind in product(("need", "request", "primary", "fear"), ("reach", "request")):
        for term in lexicon().for_slot(slot):
            found = {one.code for one in message_questions(term.words, kind=kind)}

            assert found <= ABOUT_ROOM, term.id
