"""A run in words: the same for everybody, with what it is and is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

import negcycle as nc
from negcycle.errors import SimulationError
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Outcome
from negcycle.simulation.run import simulate
from negcycle.simulation.telling import tell
from negcycle.testing import cycles

Couple = Callable[..., Cycle]
EXAMPLES = Path(__file__).parents[2] / "examples"


def test_a_run_is_told_from_the_end_to_how_it_was_made() -> None:
    cycle = nc.load(EXAMPLES / "sunday-silence.yaml")
    made = simulate(cycle, start="stuck", turns=100, plan=[{"at": 10, "stress": 1.1, "for": 5}])

    told = tell(made).replace(made.case, "CASE").replace(made.version, "VERSION")

    assert told.splitlines() == [
        "The run ends stuck in the cycle.",
        "  Over the last 25 turns nothing moves, and somebody is in a position (0.15 or more); "
        "cycle strength 0.65 to 0.65: stuck.",
        "",
        "John moves away (strength 0.65); openness 0.12, felt security 0.23, unmet need 0.65.",
        "  In the file: moves away.",
        "Mary moves away (strength 0.65); openness 0.12, felt security 0.23, unmet need 0.65.",
        "  In the file: moves away.",
        "",
        "What sets one of them off comes back 3.79 times as strong. Above 1 the cycle keeps itself "
        "going.",
        "",
        "What happened on the way:",
        "  stress from outside, turn 10 to 15",
        "",
        "What this is: a model for thinking, with assumed numbers. It is no forecast, no "
        "measurement and no judgment about anybody.",
        *[f"  - {sentence}" for sentence in made.assumptions],
        "",
        "100 turns in steps of 0.25; negcycle VERSION; case CASE.",
    ]
    assert made.assumptions[0] == (
        "These numbers would be the same for any couple with these positions and assumptions."
    )


def test_where_nothing_can_happen_it_says_so(couple: Couple) -> None:
    told = tell(simulate(couple(), turns=50))

    assert (
        "Nothing happened that could set the cycle off: it began calm, and the plan is empty. "
        "Begin stuck, or plan a trigger." in told
    )


def test_chance_and_the_check_of_the_step_are_told(couple: Couple) -> None:
    noisy = tell(simulate(couple(), turns=50, noise=0.2, seed=5))
    checked = tell(simulate(couple(), turns=50, check=True))

    assert noisy.endswith("Noise 0.2, seed 5.")
    assert "Half the step changes no state by more than 0.0" in checked


def test_what_comes_often_is_told_once(couple: Couple) -> None:
    made = simulate(couple(), turns=100, plan=[{"every": 10, "check_in": "both", "for": 2}])

    assert "  check-in: Ana + Ben, 10 times, first at turn 0" in tell(made).splitlines()


@settings(max_examples=25)
@given(cycle=cycles(2, 3, with_plan=False, with_links=False))
def test_everybody_is_told_of_in_the_same_words(cycle: Cycle) -> None:
    """Only names, numbers and which way somebody moves differ."""
    try:
        made = simulate(cycle, turns=30, step=1, seed=1)
    except SimulationError:
        return

    lines = [line for line in tell(made).splitlines() if "felt security" in line]

    assert len(lines) == len(cycle.partners)
    shapes = set()
    for line, one in zip(lines, cycle.partners, strict=True):
        shape = line.replace(made.people[one.key], "NAME", 1)
        for way in ("moves toward", "moves away", "takes neither position"):
            shape = shape.replace(way, "WAY", 1)
        shapes.add("".join(sign for sign in shape if not sign.isdigit()))
    assert len(shapes) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [((1, 1), "Below 1 it dies away."), ((1, -1), "the other way round: it corrects itself.")],
)
def test_the_loop_is_told_with_what_it_does(
    couple: Couple, answers: tuple[int, int], words: str
) -> None:
    cycle = couple(ana={"answer": answers[0]}, ben={"answer": answers[1]})

    assert words in tell(simulate(cycle, turns=20))


def test_where_it_is_not_the_loop_that_holds_them_it_says_so(couple: Couple) -> None:
    """A large difference in need leaves no calm state, with a gain below 1."""
    far_apart = couple(ana={"need": 0.9, "reactivity": 1}, ben={"need": 0.1, "reactivity": 1})

    made = simulate(far_apart, turns=3000, step=1)

    assert made.outcome is Outcome.STUCK
    assert 0 < made["gain"][-1] < 1
    assert "it is not the loop that holds this, but what is missing between them." in tell(made)


def test_two_of_the_same_name_are_told_apart() -> None:
    cycle = Cycle(partners={"kim": {"name": "Kim"}, "kim2": {"name": "Kim"}})

    told = tell(simulate(cycle, turns=5))

    assert "Kim (kim) takes neither position" in told
    assert "Kim (kim2) takes neither position" in told


def test_somebody_who_reaches_is_not_said_to_be_unknown() -> None:
    cycle = nc.load(EXAMPLES / "critic-and-cocoon-after.yaml")

    assert (
        "Ellen reaches in this cycle, which is neither to pursue nor to withdraw; assumed: alone, "
        "Ellen reaches harder; crowded, Ellen pulls back." in tell(simulate(cycle, turns=5))
    )
