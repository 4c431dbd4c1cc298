"""A model with parameters that make no sense is not made, and one sentence says which and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import SimulationError
from negcycle.simulation import published

NAN = float("nan")
LINE = published.Bilinear(0.8, 0.3)


def couple(**fields: Any) -> published.GottmanMurray:
    given = {"a": 0, "r1": 0.5, "b": 0, "r2": 0.5, "husband_on_wife": LINE, "wife_on_husband": LINE}
    return published.GottmanMurray(**{**given, **fields})


def network(**fields: Any) -> published.FuzzyCognitiveMap:
    given: dict[str, Any] = {"names": ("a", "b"), "weights": ((0, 1), (1, 0))}
    return published.FuzzyCognitiveMap(**{**given, **fields})


SENTENCES: list[tuple[Callable[[], object], str]] = [
    (
        lambda: published.Strogatz(a=NAN, b=1, c=1, d=1),
        "'a' is nan. Write a finite number.",
    ),
    (
        lambda: published.Strogatz(a=1, b="much", c=1, d=1),  # type: ignore[arg-type]
        "'b' is 'much'. Write a finite number.",
    ),
    (
        lambda: published.GoneWithTheWind(k=-1),
        "'k' is -1. Write 0 or a finite number above.",
    ),
    (
        lambda: published.Liebovitch(influence=(1, 1), delay=float("inf")),
        "'delay' is inf. Write 0 or a finite number above.",
    ),
    (
        lambda: published.RinaldiLinear(forgetting=(1, -0.5), reaction=(1, 1), appeal=(0, 0)),
        "'forgetting' is -0.5. Write 0 or a finite number above.",
    ),
    (
        lambda: published.Rey(decay=0),
        "'decay' is 0. Write a finite number above 0.",
    ),
    (
        lambda: published.LauraPetrarch(gamma=0),
        "'gamma' is 0. Write a finite number above 0.",
    ),
    (
        lambda: couple(r1=1),
        "'r1' is 1. Inertia goes from 0 up to, but not including, 1.",
    ),
    (
        lambda: couple(r2=-0.1),
        "'r2' is -0.1. Inertia goes from 0 up to, but not including, 1.",
    ),
    (
        lambda: couple(update="turns"),
        "'turns' is no order of speaking that I know. Did you mean 'turn'? "
        "Write 'turn' or 'simultaneous'.",
    ),
    (
        lambda: couple(wife_on_husband=0.5),
        "'wife_on_husband' is 0.5. Write an influence, such as Bilinear(0.8, 0.3).",
    ),
    (
        lambda: published.Repaired(None, 1, 1),  # type: ignore[arg-type]
        "'influence' is None. Write an influence, such as Bilinear(0.8, 0.3).",
    ),
    (
        lambda: published.Damped(LINE, -1, 1),
        "'c' is -1. Write 0 or a finite number above.",
    ),
    (
        lambda: published.Ojive(-1, 1, low=2, high=1),
        "'low' is 2.0 and lies above 'high', which is 1.0. Change one of them.",
    ),
    (
        lambda: published.Felmlee(own=(1, 1, 1), other=(1, 1), ideal=(0, 0)),  # type: ignore[arg-type]
        "'own' is (1, 1, 1). Write 2 numbers, such as one for each person.",
    ),
    (
        lambda: published.Richardson(defence=1, fatigue=(1, 1), grievance=(0, 0)),  # type: ignore[arg-type]
        "'defence' is 1. Write 2 numbers, such as one for each person.",
    ),
    (
        lambda: published.LauraPetrarch(reaction=(1, 5)),  # type: ignore[arg-type]
        "'reaction' is (1, 5). Write 3 numbers, such as one for each person.",
    ),
    (
        lambda: network(names=()),
        "'names' is (). Write at least one name, such as ('calm', 'angry').",
    ),
    (
        lambda: network(names="ab"),
        "'names' is 'ab'. Write at least one name, such as ('calm', 'angry').",
    ),
    (
        lambda: network(names=("a", "a")),
        "Two states are called 'a'. Give each a name of its own.",
    ),
    (
        lambda: network(weights=((0, 1),)),
        "'weights' needs a row for each of the 2 states, and here it is 1. "
        "Each row says what acts on one state.",
    ),
    (
        lambda: network(weights=None),
        "'weights' needs a row for each of the 2 states, and here it is None. "
        "Each row says what acts on one state.",
    ),
    (
        lambda: network(weights=((0, 1), (1, 0, 2))),
        "In 'weights', the row of 'b' needs 2 numbers, one for each state that acts on it, "
        "and here it is 3.",
    ),
    (
        lambda: network(weights=((0, 1), 2)),
        "In 'weights', the row of 'b' needs 2 numbers, one for each state that acts on it, "
        "and here it is 2.",
    ),
    (
        lambda: network(weights=((0, NAN), (1, 0))),
        "'weights' is nan. Write a finite number.",
    ),
    (
        lambda: network(squash="logistics"),
        "'logistics' is no curve that I know. Did you mean 'logistic'? Write 'logistic' or 'tanh'.",
    ),
    (
        lambda: network(steepness=0),
        "'steepness' is 0. Write a finite number above 0.",
    ),
    (
        lambda: published.TemporalCausal(
            names=("a", "b"), weights=((0, 1), (1, 0)), speed=(1, 2, 3), steepness=5, threshold=0.5
        ),
        "'speed' is (1, 2, 3). Write 2 numbers, such as one for each person.",
    ),
    (
        lambda: published.TemporalCausal(
            names=("a",), weights=((1,),), speed=1, steepness=(-1,), threshold=0.5
        ),
        "'steepness' is -1. Write a finite number above 0.",
    ),
    (
        lambda: published.SymptomMeanField(connectivity=3, rate=0),
        "'rate' is 0. Write a finite number above 0.",
    ),
]


@pytest.mark.parametrize(("make", "sentence"), SENTENCES)
def test_what_makes_no_sense_is_one_sentence(make: Callable[[], object], sentence: str) -> None:
    with pytest.raises(SimulationError) as raised:
        make()

    assert str(raised.value) == sentence


@given(st.sampled_from([NAN, float("inf"), -float("inf"), "1", None, (1.0,)]))
def test_only_a_finite_number_is_a_number(value: Any) -> None:
    with pytest.raises(SimulationError, match=r"Write a finite number\."):
        published.Bilinear(value, 1)


def test_any_kind_of_number_will_do() -> None:
    of_numpy = published.Strogatz(a=np.float64(1), b=np.int64(2), c=np.float32(3), d=4)

    assert of_numpy == published.Strogatz(a=1, b=2, c=3, d=4)
    assert type(of_numpy.b) is float


def test_weights_may_come_as_a_matrix() -> None:
    of_numpy = network(weights=np.array([[0, 1], [1, 0]]))

    assert of_numpy == network()
    assert hash(of_numpy) == hash(network())
