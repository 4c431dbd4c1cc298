"""The built-in lexicon: ids that never change, and content that keeps its own rules."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from negcycle.errors import UnknownName
from negcycle.words import lexicon
from negcycle.words.inflection import AUXILIARIES
from negcycle.words.lexicon_file import MOVES, READINGS
from negcycle.words.matching import FILLERS, places_of
from negcycle.words.slots import SLOTS
from negcycle.words.terms import wordings

IDS = Path(__file__).with_name("term-ids.txt")


def test_no_id_changes_by_accident() -> None:
    """Ids stand in people's files: one may be added to the list, and none taken from it."""
    assert sorted(term.id for term in lexicon().terms) == IDS.read_text("utf-8").split()


def test_an_id_says_slot_family_and_slug() -> None:
    for term in lexicon().terms:
        assert term.id == f"{term.slot}.{term.family}.{term.slug}"
        assert term.slot in SLOTS
        assert term.slug.isascii()
        assert term.slug.replace("_", "").isalnum()
        assert lexicon().term(term.id) is term


def test_every_term_says_where_it_comes_from() -> None:
    assert {term.source for term in lexicon().terms} == {"S", "R", "M"}
    assert lexicon().term("behavior.withdraw.pull_away").source == "R"
    assert lexicon().term("behavior.withdraw.turn_away").source == "M"
    assert lexicon().term("bond_question.acceptance.am_i_enough_for_you").source == "S"


@pytest.mark.parametrize("slot", SLOTS)
def test_nothing_is_said_twice_in_a_slot(slot: str) -> None:
    said = Counter(
        words.casefold() for term in lexicon().for_slot(slot) for words in wordings(term)
    )

    assert [words for words, times in said.items() if times > 1] == []


def test_no_phrase_is_made_of_small_words_alone() -> None:
    """Or it would be found everywhere: 'do the' in every 'does'."""
    small = FILLERS | set(AUXILIARIES.values()) | {"not", "to", "up", "on", "at", "in", "off"}
    small -= {"again", "always", "myself"}
    phrases = [words for term in lexicon().terms for words in wordings(term)]
    phrases += [phrase for listed in lexicon().lists.values() for phrase in listed]

    assert [one for one in phrases if all(place <= small for place in places_of(one))] == []


def test_every_behavior_belongs_to_a_move() -> None:
    assert {term.family for term in lexicon().for_slot("behavior")} == set(MOVES)
    assert dict(lexicon().directions) == {
        "pursue": "toward",
        "attack": "toward",
        "withdraw": "away",
        "give_up": "away",
    }


def test_every_side_is_a_family_or_a_term_of_the_primary_feelings() -> None:
    terms = lexicon().for_slot("primary")

    assert set(lexicon().sides) <= {term.family for term in terms} | {term.slug for term in terms}
    assert {term.family for term in terms} <= set(lexicon().sides)


def test_a_contested_word_has_two_readings_and_is_a_term_in_one_of_them() -> None:
    for word in lexicon().contested_words:
        slots = [slot for slot, _ in word.readings]

        assert len(slots) == 2
        assert set(slots) <= set(READINGS)
        assert any(term.words == word.words for slot in slots for term in lexicon().for_slot(slot))


def test_a_bare_feeling_is_bare() -> None:
    primary = {term.words for term in lexicon().for_slot("primary")}
    for word in lexicon().attributional_words:
        for bare in word.bare:
            assert bare in primary
            assert not lexicon().contested(bare, "primary")
            assert not lexicon().attributional(bare)


def test_names_of_cycles_by_sue_johnson_are_kept_apart() -> None:
    cycles = {cycle.id: cycle for cycle in lexicon().cycles}

    assert cycles["pursue_withdraw"].johnson == ("protest polka",)
    assert "protest polka" not in cycles["pursue_withdraw"].aliases
    assert len(cycles) == 10
    assert dict(lexicon().four_f)["flight"] == "regulating break"
    assert set(lexicon().plain_roles) == {"pursuer", "withdrawer"}


def test_tendencies_speak_of_families_that_exist() -> None:
    families = {term.family for term in lexicon().for_slot("secondary")}

    assert len(lexicon().tendencies) == 3
    assert {tendency.secondary for tendency in lexicon().tendencies} <= families


def test_a_term_that_is_none_is_named_with_a_hint() -> None:
    with pytest.raises(UnknownName) as error:
        lexicon().term("primary.hurt.unlovd")

    assert str(error.value) == (
        "No term of the lexicon is called 'primary.hurt.unlovd'. Did you mean "
        "'primary.hurt.unloved'?"
    )
    assert error.value.name == "primary.hurt.unlovd"


def test_a_suggestion_stands_in_the_words_or_is_like_them() -> None:
    book = lexicon()

    assert book.suggest("secondary", "angr")[0].words == "angry"
    assert [term.words for term in book.suggest("behavior", "goes quiet", 1)] == ["go silent"]
    assert book.suggest("primary", "xyz") == ()


def test_terms_are_found_in_order_and_once() -> None:
    found = lexicon().find("primary", "ashamed and lonely, so lonely, not scared")

    assert [term.words for term in found] == ["ashamed", "lonely"]


def test_reading_waits_until_it_is_needed() -> None:
    program = (
        "import sys, negcycle.words; early = {'ruamel.yaml', 'difflib'} & set(sys.modules);"
        "negcycle.words.lexicon(); print(sorted(early), 'ruamel.yaml' in sys.modules,"
        " negcycle.words.lexicon() is negcycle.words.lexicon())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split("\n")[0] == "[] True True"
