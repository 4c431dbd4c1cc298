"""Which start leads where: the same as a run from there, and the same for both partners."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np
import pytest

import negcycle as nc
from negcycle.analysis.rest.basins import SWINGING, Basins, basins
from negcycle.analysis.rest.portraits import AWAY, NOWHERE
from negcycle.errors import AnalysisError, UnknownName
from negcycle.simulation.published import GoneWithTheWind, Strogatz
from negcycle.system.relaxing import relax


def couple(*, gap: float = 0.1, answers: tuple[int, int] = (1, 1), **both: Any) -> nc.Cycle:
    people = {
        key: {"name": key.title(), "dynamics": {"need": 0.5 + way * gap / 2, "answer": s, **both}}
        for key, way, s in zip(("ana", "ben"), (1, -1), answers, strict=True)
    }
    return nc.Cycle(partners=people)


@cache
def found(x: str | None = None, y: str | None = None) -> Basins:
    return basins(couple(), x=x, y=y, size=13)


def test_a_start_leads_where_a_run_from_there_settles() -> None:
    """Both resentments against each other; all else as the rule says."""
    one = found("ana.resentment", "ben.resentment")
    system = nc.compile_system(couple())
    fast = [n for n, state in enumerate(system.states) if not state.kind.is_slow]

    for row, column in ((1, 1), (2, 8), (8, 2), (5, 6), (11, 11), (0, 12)):
        start = system.named(
            {"ana.resentment": float(one.xs[column]), "ben.resentment": float(one.ys[row])}
        )
        for key in ("ana", "ben"):
            start[system.place(f"{key}.openness")] *= 1 - start[system.place(f"{key}.resentment")]
        start[fast] = 0.1 * np.array([1, 1, 1, 1, -1, -1, -1, -1])
        end = relax(system, start, step=0.25)

        assert one.rests[one.leads[row, column]].values == pytest.approx(end, abs=1e-6)


def test_a_worse_start_never_leads_to_a_better_end() -> None:
    """Theorem 6, as the couple's answers are alike: more resentment or strength never helps."""
    one = found()
    strength = [float(place[1]) for place in one.places]
    ends = np.vectorize(strength.__getitem__)(one.leads)

    assert set(one.leads.ravel().tolist()) == {0, 2}
    assert np.all(np.diff(ends, axis=0) >= 0)
    assert np.all(np.diff(ends, axis=1) >= 0)


def test_the_shares_add_up_and_the_edge_draws_nobody_in() -> None:
    one = found()

    assert sum(one.shares.values()) == pytest.approx(1, abs=1e-12)
    assert [rest.stable for rest in one.rests] == [True, False, True]
    assert set(one.shares) == {0, 2}


def test_the_swap_of_the_partners_turns_the_picture_over() -> None:
    one = found("ana.resentment", "ben.resentment")
    other_way = found("ben.resentment", "ana.resentment")
    turned = basins(
        couple().with_partners(reversed(couple().partners)),
        x="ana.resentment",
        y="ben.resentment",
        size=13,
    )

    assert np.array_equal(one.leads, other_way.leads.T)
    assert np.array_equal(one.leads, turned.leads)


def test_what_goes_back_and_forth_is_told_from_what_settles() -> None:
    swings = basins(couple(gap=0.0, answers=(1, -1), reactivity=14), size=5)

    assert set(swings.shares) == {SWINGING}


def test_what_has_not_settled_is_told_as_such() -> None:
    """Just below the number at which a stuck state begins, they linger where it would be."""
    lingers = basins(couple(gap=0.0, reactivity=2.0028), size=5)

    assert NOWHERE in lingers.shares
    assert [rest.stable for rest in lingers.rests] == [True]


def test_rhett_and_scarlett_part_at_the_way_into_the_saddle() -> None:
    """Beside the saddle along the growing direction, starts lead to either side."""
    model = GoneWithTheWind()
    one = basins(model, x_range=(0, 8), y_range=(0, 8), box=(0, 15), size=41)
    saddle = one.rests[1].values
    values, vectors = np.linalg.eig(model.jacobian(saddle))
    way = np.real(vectors[:, int(np.argmax(np.real(values)))])

    ends = []
    for side in (1.0, -1.0):
        x, y = saddle + side * way / np.max(np.abs(way))
        row, column = (int(np.argmin(np.abs(axis - v))) for axis, v in ((one.ys, y), (one.xs, x)))
        ends.append(int(one.leads[row, column]))

    assert sorted(ends) == [0, 2]
    assert one.rule == ""


def test_who_leaves_for_good_is_told() -> None:
    grows = basins(Strogatz(a=1, b=0, c=0, d=1), size=5, box=(-1, 1))

    assert grows.shares[AWAY] > 0.9


def test_a_step_of_a_map_is_a_step() -> None:
    mixed = nc.published.FuzzyCognitiveMap(
        names=("a", "b"), weights=((0, 8), (8, 0)), squash="tanh"
    )
    one = basins(mixed, box=(-1, 1), size=9)
    stable = [n for n, rest in enumerate(one.rests) if rest.stable]

    assert len(stable) == 2
    assert one.leads[-1, -1] != one.leads[0, 0]
    assert {int(one.leads[-1, -1]), int(one.leads[0, 0])} == set(stable)


def test_the_rule_says_what_the_plane_leaves_out() -> None:
    assert found().rule == (
        "At each start all that is felt, shown, concluded and done is as strong as the cycle, and "
        "each is as open as resentment leaves them."
    )
    assert found("ana.resentment", "ben.resentment").rule == (
        "Each start is a small upset, 10% of the largest, and each is as open as resentment leaves "
        "them."
    )
    assert json.loads(json.dumps(found().as_data(), allow_nan=False))["names"] == [
        "resentment",
        "strength",
    ]


def test_questions_that_have_no_answer_say_why() -> None:
    one = couple()
    asked = {
        "'ana.anger'": ({"x": "ana.anger"}, "No state is called 'ana.anger'."),
        "same": ({"x": "strength"}, "Both axes are 'strength'. Choose two different ones."),
        "range": (
            {"x_range": (1, 0)},
            "'resentment' cannot go from 1 to 0. Give a lower number and then a higher one.",
        ),
        "size": (
            {"size": 4},
            "A plane of starts has 5 or more along each side, and 4 is not such a number.",
        ),
    }
    for numbers, sentence in asked.values():
        with pytest.raises((AnalysisError, UnknownName)) as caught:
            basins(one, **numbers)  # type: ignore[arg-type]
        assert str(caught.value).startswith(sentence)
