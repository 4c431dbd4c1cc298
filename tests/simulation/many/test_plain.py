"""The kernel in NumPy: passes over whole rows, and normals that are drawn ahead."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.simulation.chance import normals, streams
from negcycle.simulation.many.kernels.drawing import Drawing
from negcycle.simulation.many.kernels.layout import Tables
from negcycle.simulation.many.kernels.passes import Steps, stretches_of_rows

from .conftest import piece, question

KEYS = ("ana", "ben", "cleo")


def cycle(people: int, **fields: Any) -> nc.Cycle:
    return nc.Cycle(
        partners={
            key: {"name": key.title(), "dynamics": {"need": 0.4 + 0.1 * n}}
            for n, key in enumerate(KEYS[:people])
        },
        **fields,
    )


@pytest.mark.parametrize("lanes", [8, 64, 2048, 4096])
@pytest.mark.parametrize("pairs", [1, 2])
def test_normals_drawn_ahead_are_those_of_the_stream(lanes: int, pairs: int) -> None:
    of = streams(3, np.arange(lanes))
    drawing = Drawing(of.begins, of.strides, pairs, np.float64)

    for step in (1, 2, 3, 70, 71, 5):  # on, ahead and back
        for pair, (first, second) in enumerate(drawing.of(step)):
            expected = normals(of, np.uint64(step * pairs + pair))
            assert np.abs(2 * first - expected[0]).max() < 1e-14
            assert np.abs(2 * second - expected[1]).max() < 1e-14


def test_a_normal_does_not_hang_on_how_many_are_drawn() -> None:
    of = streams(3, np.arange(4096))
    whole = Drawing(of.begins, of.strides, 1, np.float64).of(9)

    for first, last in ((0, 1), (3, 12), (100, 1124)):
        few = Drawing(of.begins[first:last], of.strides[first:last], 1, np.float64)
        assert few.of(9).tobytes() == whole[:, :, first:last].tobytes()
        assert few.of(8).tobytes() != whole[:, :, first:last].tobytes()


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), unique_by=lambda one: one[0]))
def test_slices_stand_for_the_same_rows_in_the_same_order(pairs: list[tuple[int, int]]) -> None:
    into, read = [one for one, _ in pairs], [other for _, other in pairs]
    rows = np.arange(21)

    found = list(stretches_of_rows(into, read)) if pairs else []

    assert [n for one, _ in found for n in rows[one]] == into
    assert [n for _, other in found for n in rows[other]] == read


def test_rows_at_equal_distances_go_in_one_call() -> None:
    """Two people take hardly more calls than one, and everything shared is computed once."""
    two, three = (Steps(Tables(nc.compile_system(cycle(n)), ())) for n in (2, 3))

    assert list(stretches_of_rows([0, 1], [9, 3])) == [(slice(0, 2, 1), slice(9, 2, -6))]
    assert len(two.passes) <= 40
    assert len(three.passes) <= 70
    assert len(two.gates) == 8
    assert len(two.products) == 5


@pytest.mark.parametrize("people", [2, 3])
@pytest.mark.parametrize("delay", [0.0, 1.3])
def test_everybody_comes_to_what_the_run_alone_comes_to(people: int, delay: float) -> None:
    """Several influences into one reaction, delays, balances that wait, and noise."""
    plan = nc.Plan(
        [
            {"at": 3, "timeout": {"for": 5, "return": True}},
            {"at": 12, "open": "both", "for": 6},
        ]
    )
    one = cycle(people, dynamics={"noise": 0.3, "delay": delay, "forget": 0.0})
    run = nc.simulate(one, plan=plan, turns=40, step=0.25, seed=5, couple=2)
    made = piece(question(one, [], kernel="numpy", plan=plan, count=160, seed=5), {}, 0, 3)

    for name, final in run.final.items():
        assert made.columns[f"{name}.final"][2] == pytest.approx(final, abs=1e-12)
