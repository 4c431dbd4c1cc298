"""The stories of the source texts, told anew on our sheets: what each answer becomes."""

from __future__ import annotations

from negcycle.model.chain import Chain
from negcycle.model.entry import Source, Status
from negcycle.practices.asking.message_checking import about_messages
from negcycle.practices.described.known import practice
from negcycle.practices.sheets.sheet import Sheet


def told(chain: Chain) -> dict[str, list[str]]:
    """Return the words of a chain by slot, blank ones left out, in causal order."""
    return {str(slot): [entry.words for entry in entries] for slot, entries in chain if entries}


MARY = practice("five_steps").sheet(
    by="Mary",
    other="John",
    answers={
        "trigger": "yesterday, after I did not feel like a back rub, John said nothing all evening",
        "immediate": "angry",
        "behavior": "brushed him off when he came to me later",
        "deeper": ["hurt", "thrown away", "sad"],
        "need": ["to be important to John", "to be sure of him when he is displeased"],
        "request": "let me know when you are hurt",
        "guess": "he is offended",
    },
)
JOHN = practice("five_steps").sheet(
    by="John",
    other="Mary",
    answers={
        "trigger": "Mary turned away",
        "immediate": "angry",
        "behavior": "shut down",
        "deeper": ["turned down", "unloved"],
        "need": "to know that Mary still wants me near",
        "request": "tell me that you care about me, also when you are not in the mood",
        "block": "ashamed to say it",
    },
)


def test_the_five_steps_of_john_and_mary_stand_in_the_order_of_the_cycle() -> None:
    assert list(told(MARY.chain())) == [
        "trigger",
        "primary",
        "secondary",
        "behavior",
        "need",
        "request",
    ]
    assert told(JOHN.chain())["block"] == ["ashamed to say it"]
    assert told(JOHN.chain())["primary"] == ["turned down", "unloved"]


def test_a_guess_about_the_other_stays_a_guess() -> None:
    guess = MARY.guesses().primary[0]

    assert (guess.words, guess.source, guess.status) == (
        "he is offended",
        Source.PARTNER,
        Status.CONJECTURE,
    )
    assert not told(JOHN.guesses())


def test_both_halves_have_a_message_that_needs_no_question() -> None:
    assert list(about_messages(MARY)) == []
    assert list(about_messages(JOHN)) == []


WORN_OUT = practice("pause_risk_reach").sheet(
    by="Ana",
    other="Sam",
    answers={
        "moment": "about to ask for help with the kids once more",
        "first": "angry",
        "deeper": ["alone", "overwhelmed", "sad"],
        "need": ["comfort", "reassurance"],
        "fear": "I am not a good enough parent",
        "complaint": "You know how I complain that you never help with the kids?",
        "feeling": "I think that I am worn out and have felt alone a lot.",
        "self_doubt": "Sometimes I wonder whether I am doing this well enough.",
        "requests": [
            "Can you reassure me?",
            "Can you tell me that you are here, for me and for us?",
        ],
        "answer": "surprised",
    },
)


def test_the_first_feeling_covers_the_deeper_ones() -> None:
    chain = told(WORN_OUT.chain())

    assert chain["secondary"] == ["angry"]
    assert chain["primary"] == ["alone", "overwhelmed", "sad"]
    assert chain["fear"] == ["I am not a good enough parent"]
    assert chain["need"] == ["comfort", "reassurance"]


def test_a_reach_that_owns_the_old_complaint_needs_no_question() -> None:
    assert list(about_messages(WORN_OUT)) == []


def change_event(name: str, who: str, message: str) -> Sheet:
    answers = {who: "one of them", "message": message, "landed": "with tears", "response": "came"}
    return practice(name).sheet(by="therapist", answers=answers)


def test_both_change_events_are_told_in_words_that_need_no_question() -> None:
    softening = change_event(
        "softening",
        "who_reached",
        "You matter so much to me that I get desperate when I am not sure that I matter to you.",
    )
    stepping_in = change_event(
        "reengagement",
        "who_stepped_in",
        "I feel small and I pull back. I want to be close, and I am unsure whether you like me.",
    )

    assert list(about_messages(softening)) == []
    assert list(about_messages(stepping_in)) == []
    assert not told(softening.chain())


def test_a_raw_spot_is_told_from_today_to_long_ago() -> None:
    sheet = practice("raw_spot").sheet(
        by="Ana",
        answers={
            "small": "a sigh at dinner",
            "meaning": "I am too much",
            "old": "four schools in six years",
            "feeling": "lonely",
        },
    )

    assert told(sheet.chain()) == {
        "trigger": ["a sigh at dinner"],
        "appraisal": ["I am too much"],
        "primary": ["lonely"],
        "raw_spot": ["four schools in six years"],
    }


def test_what_is_private_becomes_nothing_for_anybody_else() -> None:
    diary = practice("journal").sheet(
        by="Ana", answers={"feeling": "small", "younger": "it is safe"}
    )
    page = practice("blank_page").sheet(by="Ana", answers={"draft": "all of it", "shared": "a bit"})

    assert not told(diary.chain())
    assert [field.id for field, _ in page.open_answers()] == ["shared"]
