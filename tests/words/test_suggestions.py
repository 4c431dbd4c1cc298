"""Words to offer for an empty slot: some of every family, and none that asks to be asked about."""

from __future__ import annotations

import pytest

from negcycle.errors import UnknownName
from negcycle.words import lexicon, suggestions
from negcycle.words.slots import SLOTS


def test_every_family_comes_once_before_any_comes_twice() -> None:
    families = [term.family for term in suggestions("primary", 14)]

    assert sorted(families[:7]) == sorted(set(families))
    assert sorted(families[7:]) == sorted(set(families))


def test_what_is_offered_first() -> None:
    assert [term.words for term in suggestions("primary", 4)] == ["afraid", "sad", "lonely", "hurt"]
    assert [term.words for term in suggestions("request", 2)] == [
        "tell me we are all right",
        "tell me you are still here",
    ]


@pytest.mark.parametrize("slot", SLOTS)
def test_nothing_is_offered_that_should_first_be_asked_about(slot: str) -> None:
    book = lexicon()
    offered = suggestions(slot, 1000)

    for term in offered:
        assert not book.safety(term.words)
        assert not book.ask_first(term.words)
        assert not book.character_talk(term.words)
        assert not book.touch(term.words)
    said = {term.words for term in offered}
    assert said.isdisjoint(word.words for word in book.contested_words)
    assert said.isdisjoint(word.words for word in book.attributional_words)


def test_leaving_out_takes_something_out() -> None:
    kept = {term.words for slot in SLOTS for term in suggestions(slot, 1000)}
    everything = {term.words for term in lexicon().terms}

    assert everything - kept >= {"follow", "touch", "being held", "rejected", "anxious", "needy"}


def test_a_slot_without_terms_offers_nothing() -> None:
    assert suggestions("image") == ()


def test_no_more_than_asked_for() -> None:
    assert len(suggestions("behavior", 3)) == 3
    assert suggestions("behavior", 0) == ()


def test_a_slot_that_is_none_is_named_with_a_hint() -> None:
    with pytest.raises(UnknownName, match=r"^No slot is called 'needs'\. Did you mean 'need'\?$"):
        suggestions("needs")
