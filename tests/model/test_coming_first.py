"""What comes first is found wherever words stand in a case, and ordinary fear is not among it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

import negcycle as nc
from negcycle.model.coming_first import comes_first
from negcycle.testing import couples

PEOPLE: dict[str, Any] = {
    "ana": {"name": "Ana", "chain": {"behavior": "ask again"}},
    "ben": {"name": "Ben", "chain": {"behavior": "go quiet", "primary": "hurt"}},
}
PLACES = [
    "notes",
    "title",
    "topic",
    "stressor",
    "evidence",
    "partner's notes",
    "entry",
    "incident",
]


def case(place: str, words: str) -> nc.Cycle:
    """Return Ana and Ben, with `words` in one place of their case."""
    if place in ("notes", "title", "topic"):
        return nc.Cycle(partners=PEOPLE).changed(**{place: words})
    if place == "stressor":
        return nc.Cycle(partners=PEOPLE, stressors=[words])
    if place == "incident":
        return nc.Cycle(partners=PEOPLE, incident=[{"who": "ben", "words": words}])
    if place == "evidence":
        link = {"source": "ana.behavior", "target": "ben.primary", "evidence": words}
        return nc.Cycle(partners=PEOPLE, links=[link])
    if place == "partner's notes":
        return nc.Cycle(partners={**PEOPLE, "ben": {**PEOPLE["ben"], "notes": words}})
    return nc.Cycle(partners=PEOPLE).with_entry("ana", "primary", words)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "words",
    [
        "he choked me",
        "I want to leave him",
        "she said: I want a divorce",
        "Ana is afraid of Ben",
        "scared of Ana's temper",
        "h\u200bit me",
    ],
)
def test_it_is_found_wherever_it_stands(place: str, words: str) -> None:
    assert comes_first(case(place, words))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "words",
    [
        "afraid he will leave me",
        "leaves the room",
        "afraid of losing Ben",
        "afraid of Tom",
        "Ana is afraid that Ben leaves",
        "afraid of Ben leaving",
        "we hit a wall",
        "\u202e" * 20 + "x",
        "x" * 100,
        "😢",
    ],
)
def test_the_core_of_the_work_does_not_come_first(place: str, words: str) -> None:
    assert not comes_first(case(place, words))


@given(couples())
def test_who_is_listed_first_changes_nothing(cycle: nc.Cycle) -> None:
    assert comes_first(cycle.with_partners(reversed(cycle.partners))) == comes_first(cycle)
