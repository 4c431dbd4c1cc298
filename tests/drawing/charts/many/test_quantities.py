"""What a number is called in a picture: in plain words, with its own name and its unit."""

from __future__ import annotations

import pytest

from negcycle.drawing.charts.quantities import parameter_words, state_words
from negcycle.drawing.charts.sensitivity import asked_words

PEOPLE = {"john": "John", "mary": "Mary"}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("reactivity", "how much of what lands is passed on (reactivity)"),
        ("john.reactivity", "how much of what lands John passes on (reactivity)"),
        ("mary.need", "how much closeness Mary needs here and now (need)"),
        ("kim.openness", "how open kim is when calm (openness)"),
        ("need", "how much closeness each needs here and now (need)"),
        ("delay", "turns until a behavior is answered (delay)"),
        ("links.0.strength", "how strong this link is (links.0.strength)"),
        ("links.3.delay", "turns until this link acts (links.3.delay)"),
        ("plan.2.for", "turns that this item of the plan lasts (plan.2.for)"),
        ("plan.2.timeout.for", "a number of this item of the plan (plan.2.timeout.for)"),
        ("start.john.resentment", "resentment, John, at the start"),
        ("start.mary.behavior.2", "behavior 2, Mary, at the start"),
        ("something_else", "something else"),
    ],
)
def test_a_parameter_is_called_in_plain_words(name: str, words: str) -> None:
    assert parameter_words(name, PEOPLE) == words


@pytest.mark.parametrize("name", ["answer", "turn", "tau_open", "tau_bond", "forget", "repair"])
def test_every_number_of_a_couple_has_words(name: str) -> None:
    assert len(parameter_words(name, PEOPLE).split()) > 2


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("john.behavior", "behavior, John"),
        ("john.behavior.2", "behavior 2, John"),
        ("mary.resentment.mean", "resentment, Mary, mean over time"),
        ("cycle_strength.final", "strength of the cycle, at the end"),
        ("outcome=stuck", "whether they stay in the cycle"),
        ("john.position=withdraw", "whether behavior, John, at the end: away"),
        ("x.y.z", "x.y.z"),
    ],
)
def test_what_is_asked_is_called_in_plain_words(name: str, words: str) -> None:
    assert asked_words(name, PEOPLE) == words
    if "=" not in name:
        assert state_words(name, PEOPLE) == words
