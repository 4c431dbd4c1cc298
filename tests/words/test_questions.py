"""Questions about wording: what is asked about what people write, and what is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import UnknownName
from negcycle.words import SAFETY, lexicon, questions
from negcycle.words.slots import SLOTS

ASKED = [
    # contested: which is it here?
    (
        "primary",
        "anxious",
        "'anxious' may be what is felt first, or what covers it: which is it here?",
    ),
    (
        "primary",
        "Anxiety",
        "'Anxiety' may be what is felt first, or what covers it: which is it here?",
    ),
    (
        "secondary",
        "numb",
        "'numb' may be what the body feels, or what covers it: which is it here?",
    ),
    (
        "primary",
        "so alone",
        "'alone' may be what is felt first, or how the moment was read: which is it here?",
    ),
    (
        "secondary",
        "really frustrated",
        "'frustrated' may be what is felt first, or what covers it: which is it here?",
    ),
    # a claim about the other: the bare feeling?
    (
        "primary",
        "rejected",
        "'rejected' also says something about the other: what is the bare feeling, perhaps hurt "
        "or sad?",
    ),
    (
        "primary",
        "criticised again",
        "'criticised' also says something about the other: what is the bare feeling, perhaps "
        "ashamed "
        "or hurt?",
    ),
    (
        "secondary",
        "used",
        "'used' also says something about the other: what is the bare feeling, perhaps hurt or "
        "worthless?",
    ),
    # the other layer
    (
        "primary",
        "angry",
        "'angry' is often what shows on the outside: is there something softer under it?",
    ),
    (
        "primary",
        "pissed off, fed up",
        "'pissed off' is often what shows on the outside: is there something softer under it?",
    ),
    (
        "secondary",
        "lonely",
        "'lonely' often lies underneath: is it shown here, or does something cover it?",
    ),
    # a thought in the place of a feeling
    (
        "primary",
        "I feel that he does not care",
        "'feel that' leads to a thought: which feeling comes with it?",
    ),
    (
        "secondary",
        "like he never listens",
        "'like he' leads to a thought: which feeling comes with it?",
    ),
    # character talk, and every time
    ("behavior", "is lazy", "'lazy' describes a person: what would a camera see?"),
    ("trigger", "he was being SELFISH", "'SELFISH' describes a person: what would a camera see?"),
    (
        "behavior",
        "acts like a narcissist",
        "'narcissist' describes a person: what would a camera see?",
    ),
    ("trigger", "he is always late", "'always' takes in every time: what happened the last time?"),
    ("behavior", "never listens", "'never' takes in every time: what happened the last time?"),
    # asked about first
    (
        "behavior",
        "follows me",
        "'follows' can mean many things: what happened, in each person's own words?",
    ),
    (
        "behavior",
        "calls me ten times",
        "'calls me ten times' can mean many things: what happened, in each person's own words?",
    ),
    (
        "trigger",
        "she checked up on me",
        "'checked up' can mean many things: what happened, in each person's own words?",
    ),
    (
        "behavior",
        "goes through my messages",
        "'goes through my messages' can mean many things: what happened, in each person's own "
        "words?",
    ),
    # one way to meet a need
    ("need", "text me every hour", "And if you got that, what would it give you?"),
    ("need", "that she apologises now", "And if you got that, what would it give you?"),
    ("need", "help more with the kids", "And if you got that, what would it give you?"),
    # which way it goes
    ("behavior", "goes to the gym", "Does this move go toward the other, or away?"),
    (
        "behavior",
        "leaves the room and slams the door",
        "Does this move go toward the other, or away?",
    ),
]

AS_THEY_ARE = [
    ("primary", "hurt, unloved"),
    ("primary", "hurt and rejected"),  # the bare feeling is already there
    ("primary", "furious, but really hurt"),
    ("primary", "sad, not angry"),
    ("primary", "I feel like a failure"),
    ("primary", "feels like I am not good enough"),
    ("primary", "we used to be close, now sad"),
    ("primary", "a hole where my heart was"),
    ("secondary", "angry"),
    ("secondary", "cold"),
    ("secondary", "ashamed and angry"),
    ("behavior", "goes quiet and pulls away"),
    ("behavior", "gives me the cold shoulder"),
    ("behavior", "apologizes"),
    ("trigger", "Mary turns towards the wall"),
    ("trigger", "a cold dinner on the table"),
    ("trigger", "the kids are driving us crazy"),
    ("trigger", "he was late, not selfish"),
    ("need", "to know she still wants me near"),
    ("need", "space"),
    ("need", "to matter to him, also when he does not like what I say"),
    ("need", "more sex"),
    ("need", "touch me more"),
    ("need", "be more affectionate"),
    ("need", "hug me and call me in the evening"),
    ("perception", "she is selfish and never satisfied"),
    ("appraisal", "rejected"),
    ("body", "numb"),
    ("fear", "being rejected"),
    ("request", "hug me"),
    ("raw_spot", "my father was always cold"),
    ("primary", ""),
    ("behavior", " \n"),
]


@pytest.mark.parametrize(("slot", "words", "question"), ASKED)
def test_it_is_asked(slot: str, words: str, question: str) -> None:
    assert [one.text for one in questions(slot, words)] == [question]


@pytest.mark.parametrize(("slot", "words"), AS_THEY_ARE)
def test_it_is_left_as_it_is(slot: str, words: str) -> None:
    assert questions(slot, words) == ()


def test_words_that_say_two_things_are_asked_about_both() -> None:
    codes = [one.code for one in questions("behavior", "is always lazy and follows me")]

    assert codes == ["camera", "absolute", "ask-first"]


@pytest.mark.parametrize(
    ("words", "moves", "asked"),
    [
        (
            "goes quiet",
            "pursue",
            "'goes quiet' sounds like going away, and 'moves: pursue' like going toward the other: "
            "which is it here?",
        ),
        (
            "insults him",
            "give_up",
            "'insults' sounds like going toward the other, and 'moves: give_up' like going away: "
            "which is it here?",
        ),
        ("goes quiet", "withdraw", None),
        ("goes quiet", "give_up", None),
        ("goes quiet", "reach", None),
        ("goes to the gym", "withdraw", None),
    ],
)
def test_a_move_that_differs_from_its_words_is_asked_about(
    words: str, moves: str, asked: str | None
) -> None:
    found = [one.text for one in questions("behavior", words, moves)]

    assert found == ([] if asked is None else [asked])


def test_a_slot_that_is_none_is_named_with_a_hint() -> None:
    with pytest.raises(
        UnknownName, match=r"^No slot is called 'primry'\. Did you mean 'primary'\?$"
    ):
        questions("primry", "hurt")


PIECES = st.sampled_from(
    [words for _, words, _ in ASKED]
    + [words for _, words in AS_THEY_ARE]
    + [term.words for term in lexicon().terms]
)
SAID = st.lists(PIECES, min_size=1, max_size=4).map(", ".join)


@given(st.sampled_from(SLOTS), SAID | st.text(max_size=300))
def test_every_question_is_short_and_ends_as_a_question(slot: str, words: str) -> None:
    asked = [one for one in questions(slot, words) if one.code != SAFETY]

    assert all(one.text.endswith("?") for one in asked)
    assert all(len(one.text) <= 150 and "\n" not in one.text for one in asked)
    assert len({one.code for one in asked}) == len(asked)


@given(SAID, st.sampled_from(["more sex", "touch me", "to be held", "kiss me", "hug me"]))
def test_a_wish_for_touch_is_never_questioned(words: str, wish: str) -> None:
    asked = questions("need", f"{words}, {wish}")

    assert {one.code for one in asked} <= {SAFETY}
