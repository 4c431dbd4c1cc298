"""A complaint may hold a longing: asked, never asserted, and not where something comes first."""

from __future__ import annotations

import pytest
from hypothesis import given

import negcycle as nc
from negcycle.practices.asking.longing import MOST, PHRASES, TERMS
from negcycle.practices.asking.sheet_checking import look_over
from negcycle.testing import words
from negcycle.words import lexicon
from negcycle.words.english import merging

ASKED = {
    key.partition(".")[2]: text
    for key, text in merging.SENTENCES.items()
    if key.startswith("longing.")
}
TEAM = ASKED["partnership"]


@pytest.mark.parametrize(
    ("complaint", "family"),
    [
        ("why do you never start the dishwasher or take out the trash", "partnership"),
        ("why do you always fall asleep in front of the TV", "closeness"),
        ("you never help me with the kids", "partnership"),
        ("you are on your phone again", "mattering"),
        ("you do not care", "mattering"),
        ("you never listen to me", "mattering"),
        ("you did not text me back", "security"),
        ("nothing I do is good enough for you", "acceptance"),
        ("you keep asking question after question", "room"),
        ("just leave me alone for a minute", "room"),
    ],
)
def test_a_complaint_is_asked_about(complaint: str, family: str) -> None:
    asked = nc.longings(complaint)

    assert asked[0] == ASKED[family]
    assert asked[-1] == "Or is it something else that is missed?"
    assert len(asked) <= MOST + 1


@given(words())
def test_everything_that_is_said_is_a_question_of_ours(complaint: str) -> None:
    asked = nc.longings(complaint)

    assert set(asked) <= set(ASKED.values())
    assert all(one.endswith("?") for one in asked)
    assert asked == nc.longings(complaint.upper()) or complaint.upper().casefold() != complaint


def test_every_question_asks_and_none_asserts() -> None:
    for family in {*PHRASES, *TERMS.values()}:
        assert ASKED[family].startswith("Could it be that ")
        assert ASKED[family].endswith("?")


def test_of_many_longings_two_are_asked_about() -> None:
    asked = nc.longings("you never listen, never help me, never text me and never thank me")

    assert len(asked) == MOST + 1
    assert len(set(asked)) == len(asked)


def test_where_nothing_is_found_the_question_is_open() -> None:
    assert nc.longings("the weather") == ("What is missed, when this is said?",)


@pytest.mark.parametrize(
    "complaint",
    [
        "he hits me",
        "I am scared of what he might do",
        "I am thinking of leaving you",
        "",
        " \u200b",
    ],
)
def test_nothing_is_asked_where_something_comes_first_or_nothing_is_said(complaint: str) -> None:
    assert nc.longings(complaint) == ()


@pytest.mark.parametrize("complaint", ["you never hug me", "we never have sex and you do not care"])
def test_of_touch_only_the_open_question_is_asked(complaint: str) -> None:
    assert nc.longings(complaint) == ("What is missed, when this is said?",)


def test_every_term_and_family_that_is_named_is_in_the_lexicon() -> None:
    terms = {term.id for term in lexicon().terms}
    families = {f"{term.slot}.{term.family}" for term in lexicon().terms}
    needs = {term.family for term in lexicon().for_slot("need")}

    assert set(TERMS) <= terms | families
    assert set(TERMS.values()) <= needs
    assert set(PHRASES) <= needs
    assert needs <= set(ASKED)


def test_every_phrase_is_found_where_it_is_said() -> None:
    for family, phrases in PHRASES.items():
        for phrase in phrases:
            said = " ".join(word.partition("/")[0] for word in phrase.split())

            assert ASKED[family] in nc.longings(said), phrase


def test_a_sheet_with_a_complaint_is_asked_for_the_longing_in_it() -> None:
    sheet = nc.practice("complaint_to_longing").sheet(
        "Ana", answers={"complaint": "you never take out the trash"}
    )

    asked = [one.question for one in look_over("sheet.yaml", lambda _: sheet).questions]

    assert asked[-2:] == list(nc.longings("you never take out the trash"))
