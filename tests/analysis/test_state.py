"""Which system is asked, and where: the same names, states and errors in every question."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.state import state_at, state_of, system_of
from negcycle.errors import AnalysisError, SimulationError, UnknownName
from negcycle.simulation.published import GoneWithTheWind

QUESTIONS: dict[str, Callable[..., Any]] = {
    "loops": nc.find_loops,
    "ledger": nc.gain_ledger,
    "radius": nc.spectral_radius,
    "stability": nc.stability,
    "leverage": nc.leverage,
}


def couple(*, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"answer": answer, **both}}
        for key, answer in zip(("ana", "ben"), answers, strict=True)
    }
    return nc.Cycle(partners=people)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_unknown_state_is_the_same_sentence_everywhere(question: str) -> None:
    with pytest.raises(UnknownName) as unknown:
        QUESTIONS[question](couple(), at="calmm")

    assert unknown.value.known == ("calm", "settled", "stuck")
    assert str(unknown.value) == (
        "No state is called 'calmm' here. Did you mean 'calm'? Choose from: calm, settled, stuck."
    )


def test_a_couple_that_goes_back_and_forth_is_asked_where_it_would_rest() -> None:
    """Every question at the same place: at equal needs that is calm, which does not hold here."""
    swings = couple(answers=(1, -1), openness=0)
    system = system_of(swings)

    state, name = state_at(system, "settled")

    assert name == "settled"
    assert np.max(np.abs(system.rates(state))) < 1e-9
    assert nc.stability(swings).values == pytest.approx(state, abs=0)
    assert nc.stability(swings).stable is False
    assert nc.gain_ledger(swings).gain == nc.gain_ledger(swings, at=state).gain
    assert np.array_equal(nc.leverage(swings).jacobian, system.jacobian(state))
    assert [one.local for one in nc.find_loops(swings)] == [
        one.local for one in nc.find_loops(swings, state=state)
    ]


@pytest.mark.parametrize("at", ["calm", "settled", "stuck"])
def test_a_named_state_given_as_numbers_is_the_same_state(at: str) -> None:
    system = system_of(couple())
    state, _ = state_at(system, at)

    by_name = dict(zip(system.names, state.tolist(), strict=True))
    for given in (state, state.tolist(), by_name):
        again, name = state_at(system, given)
        assert name == "given"
        assert np.array_equal(again, state)


def test_of_a_couple_what_is_left_out_is_calm() -> None:
    system = system_of(couple())

    state = state_of(system, {"ana.resentment": 0.5})

    assert state[system.place("ana.resentment")] == 0.5
    assert state[system.place("ben.openness")] == system.calm[system.place("ben.openness")]


def test_what_is_no_state_says_what_a_state_is() -> None:
    model = GoneWithTheWind()
    for wrong in ({"rhett": 1.0}, [1.0], [1.0, float("nan")], ["a", "b"]):
        with pytest.raises(AnalysisError) as caught:
            state_of(model, wrong)  # type: ignore[arg-type]
        assert str(caught.value) == (
            "A state of this model is 2 finite numbers, one for each of: rhett, scarlett."
        )
    with pytest.raises(UnknownName) as unknown:
        state_of(model, {"rhet": 1.0, "scarlett": 2.0})
    with pytest.raises(SimulationError, match="lies between 0 and 1"):
        state_of(system_of(couple()), {"ana.openness": 1.5})

    assert str(unknown.value) == "No state is called 'rhet'. Did you mean 'rhett'?"
