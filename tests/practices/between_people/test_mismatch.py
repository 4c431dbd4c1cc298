"""A guess stands beside own words in one form for everybody: no grade, no number, a question."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.model.chain import Slot
from negcycle.practices.between_people.mismatch import Mismatch, Nearness, mismatches, nearness_of
from negcycle.testing import chains
from negcycle.words import say
from negcycle.words.english import merging

NAMES = {"ana": "Ana", "ben": "Ben"}
HARD = re.compile(
    r"\b(wrong|mistake|error|incorrect|false|fail\w*|score|accura\w*)\b", re.IGNORECASE
)


def told(own: nc.Chain, guesses: nc.Chain, *, owner: str = "ben") -> list[Mismatch]:
    guesser = "ana" if owner == "ben" else "ben"
    return list(mismatches(own, guesses, owner=owner, guesser=guesser, names=NAMES))


def nearness(guessed: list[str], said: list[str], slot: Slot = Slot.PRIMARY) -> str:
    one, other = (nc.Chain(**{slot.value: words})[slot] for words in (guessed, said))
    return str(nearness_of(slot, one, other))


@pytest.mark.parametrize(
    ("guessed", "said", "expected"),
    [
        (["hurt"], ["Hurt."], "close"),
        (["unloved"], ["rejected and small"], "close"),
        (["sad", "angry"], ["lonely", "furious"], "close"),
        (["angry"], ["rejected", "unloved"], "different"),
        (["lonely"], ["ashamed"], "different"),
        (["like a wet cat"], ["sad"], "open"),
        (["sad"], ["like a wet cat"], "open"),
        (["like a wet cat"], ["Like a wet cat"], "close"),
        (["not hurt"], ["hurt"], "open"),
        (["😢"], ["😢"], "close"),
        (["😢"], ["🙂"], "open"),
        (["寂しい"], ["寂しい"], "close"),
    ],
)
def test_close_and_different_are_said_only_where_the_words_tell(
    guessed: list[str], said: list[str], expected: str
) -> None:
    assert nearness(guessed, said) == expected
    assert nearness(said, guessed) == expected


def test_a_longing_is_held_against_longings() -> None:
    assert nearness(["to matter"], ["to be important"], Slot.NEED) == "close"
    assert nearness(["some space"], ["to be important"], Slot.NEED) == "different"


def test_each_sentence_is_exactly_this() -> None:
    own = nc.Chain(primary="hurt", need="to matter", request="say hello")
    sentences = [
        one.sentence for one in told(own, nc.Chain(primary="hurt", need="space", request="wave"))
    ]

    assert sentences == [
        "Underneath, Ana guessed “hurt” in Ben, and Ben's own words are “hurt”. These are close. "
        "What is it like to hear that?",
        "As a longing, Ana guessed “space” in Ben, and Ben's own words are “to matter”. These are "
        "different. What is it like to hear that?",
        "As a request, Ana guessed “wave” in Ben, and Ben's own words are “say hello”. Are these "
        "close? What is it like to hear that?",
    ]


@given(chains(max_entries=2), chains(max_entries=2))
@settings(max_examples=25)
def test_the_same_words_are_told_alike_of_both(own: nc.Chain, guesses: nc.Chain) -> None:
    of_ben, of_ana = told(own, guesses), told(own, guesses, owner="ana")
    swapped = [
        one.sentence.replace("Ana", "_").replace("Ben", "Ana").replace("_", "Ben") for one in of_ben
    ]

    if not re.search(
        "Ana|Ben|_", "".join(e.words for one in (own, guesses) for _, some in one for e in some)
    ):
        assert swapped == [one.sentence for one in of_ana]
    assert [one.nearness for one in of_ben] == [one.nearness for one in of_ana]


@given(chains(max_entries=2), chains(max_entries=2))
@settings(max_examples=25)
def test_both_are_quoted_verbatim_and_it_ends_in_a_question(
    own: nc.Chain, guesses: nc.Chain
) -> None:
    for one in told(own, guesses):
        assert one.guessed == tuple(entry.words for entry in guesses[one.slot])
        assert one.said == tuple(entry.words for entry in own[one.slot])
        assert one.sentence.endswith("?")
        assert nearness(list(one.guessed), list(one.said), one.slot) == one.nearness


@given(chains(max_entries=2))
@settings(max_examples=25)
def test_nothing_is_told_where_either_is_blank(chain: nc.Chain) -> None:
    assert told(chain, nc.Chain()) == []
    assert told(nc.Chain(), chain) == []


def test_every_slot_has_a_place_and_no_sentence_grades() -> None:
    sentences = {
        key: text for key, text in merging.SENTENCES.items() if key.startswith("mismatch.")
    }

    assert {f"mismatch.place.{slot}" for slot in Slot} <= set(sentences)
    assert {f"mismatch.{one}" for one in Nearness} <= set(sentences)
    assert not [
        key for key, text in sentences.items() if HARD.search(text) or re.search(r"\d", text)
    ]
    lengths = [len(say(f"mismatch.{one}").split()) for one in Nearness]
    assert max(lengths) - min(lengths) <= 1
