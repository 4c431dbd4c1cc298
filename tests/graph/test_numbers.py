"""From words to signs: directions of behaviors give answers and the sign of the need gap."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from negcycle.graph.build import build_graph
from negcycle.graph.numbers import Numbers, numbers_of
from negcycle.model.cycle import Cycle
from negcycle.model.parameters import ASSUMPTION, DEFAULTS, PARAMETERS, STANDARD
from negcycle.testing import cycles

WORDS = {"toward": "shouts and follows me", "away": "goes quiet and pulls away", "?": "hums"}


def numbers(ana: str, ben: str, **more: Any) -> Numbers:
    """Return the numbers of two people who move these ways."""
    return numbers_of(
        Cycle(
            partners={
                "ana": {"name": "Ana", "chain": {"behavior": WORDS[ana]}},
                "ben": {"name": "Ben", "chain": {"behavior": WORDS[ben]}},
            },
            **more,
        )
    )


@pytest.mark.parametrize(
    ("ana", "ben", "answers", "needs", "sides"),
    [
        ("toward", "away", (1, 1), (0.55, 0.45), (1, -1)),
        ("away", "toward", (1, 1), (0.45, 0.55), (-1, 1)),
        ("away", "away", (-1, -1), (0.5, 0.5), (1, 1)),
        ("toward", "toward", (-1, -1), (0.5, 0.5), (-1, -1)),
        ("toward", "?", (1, 1), (0.5, 0.5), (1, 0)),
        ("?", "away", (1, 1), (0.5, 0.5), (0, -1)),
        ("?", "?", (1, 1), (0.5, 0.5), (0, 0)),
    ],
)
def test_directions_give_answers_needs_and_who_feels_what_first(
    ana: str,
    ben: str,
    answers: tuple[int, int],
    needs: tuple[float, float],
    sides: tuple[int, int],
) -> None:
    found = numbers(ana, ben).people

    assert tuple(one.answer for one in found) == answers
    assert tuple(one.need for one in found) == needs
    assert tuple(one.side for one in found) == sides


def test_what_the_file_says_goes_before_what_the_words_imply() -> None:
    cycle = Cycle(
        partners={
            "ana": {
                "name": "Ana",
                "chain": {"behavior": WORDS["away"]},
                "dynamics": {"answer": 1, "need": 0.2, "reactivity": 3, "openness": 0},
            },
            "ben": {"name": "Ben", "chain": {"behavior": WORDS["away"]}},
        },
        dynamics={"delay": 2, "tau_bond": 90},
    )

    found = numbers_of(cycle)

    ana = found.person("ana")
    assert (ana.answer, ana.need, ana.reactivity, ana.openness) == (1, 0.2, 3, 0)
    assert found.person("ben").answer == -1
    assert (found.delay, found.tau_bond) == (2, 90)


def test_what_is_not_known_is_listed_as_an_assumption() -> None:
    assert numbers("toward", "?").assumptions == (
        "These numbers would be the same for any couple with these positions and assumptions.",
        "It is not known which way everybody moves in this cycle; assumed: alone, Ana reaches "
        "harder; crowded, Ana pulls back.",
        "It is not known which way Ben moves in this cycle; assumed: alone, Ben reaches harder; "
        "crowded, Ben pulls back.",
        "Assumed: all need as much closeness as each other (0.5).",
        "Assumed and not measured (illustrative-1): reactivity 2, openness 0.8, turn 1, tau_open "
        "5, tau_bond 200, forget 0.1, repair 1.",
    )


def test_what_the_file_says_is_no_assumption() -> None:
    said = {"need": 0.5, "reactivity": 2, "openness": 0.8, "answer": 1}
    times = {"turn": 1, "tau_open": 5, "tau_bond": 200, "forget": 0.1, "repair": 1}
    cycle = Cycle(
        partners={
            "ana": {"name": "Ana", "dynamics": said},
            "ben": {"name": "Ben", "dynamics": said},
        },
        dynamics=times,
    )

    assert numbers_of(cycle).assumptions == (
        "These numbers would be the same for any couple with these positions and assumptions.",
    )


@settings(max_examples=40)
@given(cycle=cycles(2, 3, with_plan=False, with_links=False))
def test_no_size_comes_from_the_words(cycle: Cycle) -> None:
    """Any words at all give one of two needs and otherwise the very same sizes."""
    silent = cycle.with_partners(
        one.changed(chain={"behavior": [{"words": "x", "moves": one.position.name}]})
        if one.position.name
        else one.changed(chain={})
        for one in cycle.partners
    )

    spoken, unspoken = numbers_of(cycle), numbers_of(silent)

    assert spoken.people == unspoken.people
    assert spoken.changed(assumptions=()) == unspoken.changed(assumptions=())


def test_another_set_of_defaults_is_used_where_the_case_names_it() -> None:
    found = numbers("toward", "away", dynamics={"defaults": "couple-types-1"})

    assert {one.reactivity for one in found.people} == {2.2}
    assert {one.need for one in found.people} == {0.5}
    assert any("(couple-types-1)" in sentence for sentence in found.assumptions)


def test_every_parameter_has_a_unit_a_range_a_default_and_a_source() -> None:
    names = [one.name for one in PARAMETERS]

    assert names == list(DEFAULTS[STANDARD].values)
    for one in PARAMETERS:
        assert one.unit in {"turns", "none"}
        assert one.range
        assert one.source == ASSUMPTION
    for made in DEFAULTS.values():
        assert made.values.keys() == set(names)


def test_the_defaults_of_the_numbers_are_those_of_the_standard_set() -> None:
    standard = DEFAULTS[STANDARD].values
    blank = Numbers()

    for name in ("turn", "tau_open", "tau_bond", "forget", "repair", "delay", "noise", "tau_noise"):
        assert getattr(blank, name) == standard[name]


def test_the_graph_carries_the_numbers() -> None:
    cycle = Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})

    assert build_graph(cycle).numbers == numbers_of(cycle)
