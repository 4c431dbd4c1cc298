"""Retold as "they": both halves alike, own words verbatim, and it ends where it began."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import assume, given, settings

import negcycle as nc
from negcycle.errors import PracticeError, UnknownName
from negcycle.model.coming_first import comes_first
from negcycle.model.people import names_of
from negcycle.testing import chains, cycles
from negcycle.words import say
from negcycle.words.english import merging

SUNDAY = nc.load("examples/sunday-silence.yaml")


def couple(ana: Any, ben: Any, *, relation: str = "partner") -> nc.Cycle:
    return nc.Cycle(
        partners={
            "ana": {"name": "Ana", "chain": ana},
            "ben": {"name": "Ben", "chain": ben, "relation": relation},
        }
    )


def test_john_and_mary_as_a_third_person_would_tell_it() -> None:
    assert nc.retelling(SUNDAY).text() == (
        "This is how it goes with John and Mary, as somebody would tell it who stands a step "
        "away.\n"
        "\n"
        "What reaches John: “I rub her shoulders and she moves away a little”. What they feel "
        "underneath: “hurt”, “rejected” and “unloved”. What shows instead: “angry”. What they tell "
        "themselves about Mary: “she does not want me near” (a guess). What they do then: “go "
        "quiet and shut down”. And that reaches Mary.\n"
        "\n"
        "What reaches Mary: “he goes silent because I did not want the back rub”. What they feel "
        "underneath: “discarded” and “sad”. What shows instead: “annoyed”. What they tell "
        "themselves about John: “he pulls away to punish me”. What they do then: “brush him off "
        "when he reaches out again”. And that reaches John.\n"
        "\n"
        "And so it goes around: it has no beginning, and it could be told from the other side "
        "first. Looking at the two of them from there, what would one wish for them?\n"
    )


@given(cycles(2, 2))
@settings(max_examples=20)
def test_it_closes_on_itself(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    assume(cycle.all_pairs())
    first, second = nc.retelling(cycle).halves

    assert first.sentences[-1] == f"And that reaches {second.name}."
    assert second.sentences[-1] == f"And that reaches {first.name}."
    assert first.name == names_of(cycle.partners)[first.key]


@given(chains(max_entries=2))
@settings(max_examples=20)
def test_the_same_half_is_told_in_the_same_words(chain: nc.Chain) -> None:
    cycle = couple(chain, chain)
    assume(not comes_first(cycle))
    assume(not re.search("Ana|Ben|_", " ".join(e.words for _, some in chain for e in some)))
    one, other = nc.retelling(cycle).halves
    swapped = [
        told.replace("Ana", "_").replace("Ben", "Ana").replace("_", "Ben") for told in one.sentences
    ]

    assert swapped == list(other.sentences)


@given(cycles(2, 2))
@settings(max_examples=20)
def test_both_halves_have_as_many_sentences_and_the_order_swaps_them(cycle: nc.Cycle) -> None:
    assume(not comes_first(cycle))
    assume(cycle.all_pairs())
    one, other = nc.retelling(cycle).halves
    turned = nc.retelling(cycle, of=(other.key, one.key))

    assert len(one.sentences) == len(other.sentences) == 6
    assert turned.halves == (other, one)
    assert turned.closing == nc.retelling(cycle).closing


def test_no_sentence_of_ours_says_he_or_she_or_you() -> None:
    ours = [text for key, text in merging.SENTENCES.items() if key.startswith("retelling.")]

    assert ours
    assert not [text for text in ours if re.search(r"\b(he|she|his|her|him|you|your)\b", text)]


def test_a_blank_is_a_question() -> None:
    (half,) = nc.retelling(nc.Cycle(partners={"ana": {"name": "Ana"}})).halves

    assert half.sentences == (
        "What reaches Ana just before? (still open)",
        "What do they feel underneath? (still open)",
        "What shows instead? (still open)",
        "What do they tell themselves about the other then? (still open)",
        "What do they do then? (still open)",
        "And that reaches the other.",
    )


def test_one_half_alone_leaves_the_other_open() -> None:
    told = nc.retelling(nc.load("examples/mother-of-two.yaml"))

    assert told.closing == (
        "That is one half. What comes back from the other is the other's to tell. (still open)",
    )


def test_where_a_child_is_in_it_nothing_is_the_childs_to_mend() -> None:
    told = nc.retelling(couple({}, {}, relation="child"))

    assert told.closing == (
        "And so it goes around. The first step out of it is for Ana, and nothing of it is for Ben "
        "to mend.",
        "Looking at it from there, what would a grown-up wish for both?",
    )
    siblings = nc.Cycle(partners=[one.changed(relation="child") for one in couple({}, {}).partners])
    assert nc.retelling(siblings).closing[0] == (
        "And so it goes around. Nothing of it is for Ana and Ben to mend: the first step is for "
        "the grown-ups around them."
    )


def test_of_several_pairs_one_is_named() -> None:
    three = nc.load("examples/three-of-us.yaml")
    first, second = three.all_pairs()[0]

    with pytest.raises(PracticeError, match="two people are told of at a time"):
        nc.retelling(three)
    assert [half.key for half in nc.retelling(three, of=(second, first)).halves] == [second, first]
    with pytest.raises(UnknownName):
        nc.retelling(three, of=(first, "nobody"))
    with pytest.raises(PracticeError, match="are no pair in this case"):
        nc.retelling(three, of=(first, first))


@pytest.mark.parametrize("entry", [{"words": "that night", "injury": True}, "he hit me"])
def test_where_something_comes_first_nothing_is_retold(entry: Any) -> None:
    with pytest.raises(PracticeError) as refused:
        nc.retelling(couple({"raw_spot": entry}, {}))

    assert str(refused.value) == say("openings.waits")


def test_it_goes_into_json_whole() -> None:
    told = nc.retelling(SUNDAY)
    data = told.as_data()

    assert data["opening"] == told.sentences[0]
    assert data["closing"] == list(told.sentences[-2:])
    assert len(told.sentences) == 1 + 6 + 6 + 2
