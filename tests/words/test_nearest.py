"""Did you mean: slips of the fingers find their word, and strange words find none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.words import did_you_mean, near, nearest


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("persue", "pursue"),
        ("behaviours", "behavior"),
        ("Jon", "John"),
        ("Jhon", "John"),
        ("mary", "Mary"),
        ("angr", "angry"),
        ("seconadry", "secondary"),
        ("self-view", "self_view"),
        ("witdraw", "withdraw"),
    ],
)
def test_a_slip_of_the_fingers_finds_its_word(written: str, meant: str) -> None:
    words = ["Mary", "John", "pursue", "withdraw", "behavior", "secondary", "self_view", "angry"]

    assert nearest(written, words) == meant


@pytest.mark.parametrize("written", ["xyz", "", "a" * 200, "quite another thing"])
def test_a_strange_word_finds_nothing(written: str) -> None:
    assert nearest(written, ["Mary", "John", "pursue", ""]) is None


def test_without_candidates_there_is_nothing_to_find() -> None:
    assert nearest("pursue", []) is None


def test_of_two_that_are_equally_near_the_first_wins() -> None:
    assert nearest("pursu", ["pursue", "pursus"]) == "pursue"
    assert nearest("pursu", ["pursus", "pursue"]) == "pursus"


def test_the_nearest_comes_first() -> None:
    assert near("angry", ["hungry", "angry", "angr", "sad"], 2) == ("angry", "angr")


def test_the_hint_follows_any_sentence() -> None:
    assert did_you_mean("Jon", ["Mary", "John"]) == " Did you mean 'John'?"
    assert did_you_mean("xyz", ["Mary", "John"]) == ""


@given(st.lists(st.text(min_size=1, max_size=20), min_size=1))
def test_a_known_word_is_nearest_to_itself(words: list[str]) -> None:
    found = nearest(words[-1], words)

    assert found is not None
    assert found.casefold() == words[-1].casefold()
