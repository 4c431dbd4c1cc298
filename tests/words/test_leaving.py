"""Words of leaving for good are found; to go out of a room, and to fear being left, are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from negcycle.words.leaving import speaks_of_leaving

HERE = Path(__file__).parent
FOUND = (HERE / "leaving-found.txt").read_text("utf-8").splitlines()
NOT_FOUND = (HERE / "leaving-not-found.txt").read_text("utf-8").splitlines()


def test_there_are_enough_of_both() -> None:
    assert len(set(FOUND)) >= 40
    assert len(set(NOT_FOUND)) >= 60


@pytest.mark.parametrize("words", FOUND)
def test_words_of_leaving_are_found(words: str) -> None:
    assert speaks_of_leaving(words)
    assert speaks_of_leaving(f"We talked. {words}.")


@pytest.mark.parametrize("words", NOT_FOUND)
def test_a_room_that_is_left_and_fear_of_being_left_are_none(words: str) -> None:
    assert not speaks_of_leaving(words)
    assert not speaks_of_leaving(f"When it gets hard, {words}.")
