"""An entry keeps somebody's words exactly, and knows how sure it is."""

from __future__ import annotations

import pytest
from hypothesis import given

import negcycle as nc
from negcycle.model.entry import Awareness, Entry
from negcycle.testing import HARD, words


@given(words())
def test_words_stay_exactly_as_they_are(text: str) -> None:
    assert Entry(text).words == text
    assert str(Entry(text)) == text


@pytest.mark.parametrize("text", HARD)
def test_hard_words_stay_exactly_as_they_are(text: str) -> None:
    assert Entry.model_validate_json(Entry(text).model_dump_json()).words == text


@pytest.mark.parametrize(
    ("source", "status", "guess"),
    [
        (None, None, False),
        ("self", None, False),
        ("partner", None, True),
        ("therapist", None, True),
        ("self", "conjecture", True),
        (None, "offered", True),
        ("therapist", "confirmed", False),
        ("partner", "corrected", False),
    ],
)
def test_a_guess_is_what_its_owner_has_not_answered(
    source: str | None, status: str | None, *, guess: bool
) -> None:
    assert Entry("x", source=source, status=status).is_guess == guess


def test_only_what_is_written_as_false_is_kept_back_and_editing_keeps_that() -> None:
    silent, kept = Entry("x"), Entry("x", share=False)

    assert (silent.is_kept_back, kept.is_kept_back, Entry("x", share=True).is_kept_back) == (
        False,
        True,
        False,
    )
    assert not silent.changed(words="y").is_kept_back
    assert kept.changed(words="y").is_kept_back


@pytest.mark.parametrize("share", [None, False, True])
def test_a_case_file_keeps_whether_anything_was_said_of_sharing(share: bool | None) -> None:
    entry = {"words": "x"} if share is None else {"words": "x", "share": share}
    cycle = nc.Cycle(partners={"ana": {"name": "Ana", "chain": {"behavior": entry}}})
    (again,) = nc.loads(nc.dumps(cycle)).partner("ana").chain.behavior

    assert (again.share, again.is_kept_back) == (share is True, share is False)
    assert ("share: false" in nc.dumps(cycle)) == (share is False)


def test_awareness_rises_from_hidden_to_heard() -> None:
    assert [step.rank for step in Awareness] == [0, 1, 2, 3, 4, 5]
    assert Awareness.HIDDEN.rank < Awareness.HEARD.rank
