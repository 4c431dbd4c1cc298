"""A phase diagram counts every couple once, in the cell that it belongs to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.analysis.many.phase import NOBODY, PhaseDiagram
from negcycle.errors import AnalysisError, UnknownName
from negcycle.model.ensemble import OUTCOMES, Ensemble

Couples = Callable[..., Ensemble]
AXES = ("john.need", "turn", "noise")
axes = st.lists(st.integers(0, 9), min_size=1, max_size=3, unique=True)
grids = st.tuples(axes, axes, axes).map(lambda three: dict(zip(AXES, three, strict=True)))


def ended(numbers: Any, seed: int) -> dict[str, Any]:
    drawn = np.random.default_rng(seed).integers(0, len(OUTCOMES), 10_000)
    return {"outcome": drawn[numbers].astype(np.int8)}


@given(
    over=grids,
    runs=st.integers(1, 4),
    seed=st.integers(0, 9),
    names=st.permutations(AXES),
    missing=st.floats(0, 1),
)
def test_a_cell_holds_the_couples_with_its_two_values(
    couples: Couples,
    *,
    over: dict[str, list[int]],
    runs: int,
    seed: int,
    names: list[str],
    missing: float,
) -> None:
    x, y, other = names
    count = int(np.prod([len(values) for values in over.values()])) * runs
    keep = np.flatnonzero(np.random.default_rng(seed).random(count) >= missing)
    made = couples(over, lambda of: ended(of["number"], seed), runs=runs, keep=keep)
    found = nc.phase_diagram(made, x, y)

    rows = zip(made[x].tolist(), made[y].tolist(), made["outcome"].tolist(), strict=True)
    again = Counter((at_x, at_y, str(OUTCOMES[n])) for at_x, at_y, n in rows)
    for row, at_y in enumerate(sorted(over[y])):
        for column, at_x in enumerate(sorted(over[x])):
            of_cell = {one: again[at_x, at_y, str(one)] for one in OUTCOMES}
            total = sum(of_cell.values())
            shares = {one: float(found.shares[one][row, column]) for one in OUTCOMES}
            most = int(found.most[row, column])
            assert found.counts[row, column] == total
            if not total:
                assert all(map(np.isnan, shares.values()))
                assert most == NOBODY
                assert not found.tied[row, column]
                continue
            assert shares == {one: n / total for one, n in of_cell.items()}
            assert of_cell[OUTCOMES[most]] == max(of_cell.values())
            ties = Counter(of_cell.values())[max(of_cell.values())]
            assert bool(found.tied[row, column]) is (ties > 1)
    assert found.pooled == (other,)
    assert found.expected == len(over[other]) * runs
    assert found.is_whole is (len(keep) == count)


@given(grids, st.integers(0, 9))
def test_turning_the_axes_turns_the_picture(
    couples: Couples, over: dict[str, list[int]], seed: int
) -> None:
    made = couples(over, lambda of: ended(of["number"], seed))
    one, turned = nc.phase_diagram(made, "turn", "noise"), nc.phase_diagram(made, "noise", "turn")

    assert np.array_equal(one.ended, turned.ended.transpose(0, 2, 1))
    assert np.array_equal(one.xs, turned.ys)


def of_four(couples: Couples, keep: list[int] | None = None) -> PhaseDiagram:
    outcomes = np.array([0, 0, 1, 1, 0, 1, 4, 4])

    def of(x: Any) -> dict[str, Any]:
        return {"outcome": outcomes[x["number"]]}

    return nc.phase_diagram(couples({"turn": [2, 1], "noise": [0, 1]}, of, runs=2, keep=keep))


def test_the_first_two_parameters_are_the_axes_unless_told(couples: Couples) -> None:
    found = of_four(couples)

    assert (found.x, found.y) == ("turn", "noise")
    assert found.xs.tolist() == [1.0, 2.0]
    assert found.shares["stuck"].tolist() == [[0.5, 0.0], [0.0, 1.0]]
    assert found.most.tolist() == [[0, 0], [4, 1]]
    assert repr(found) == "<PhaseDiagram of 2 x 2 cells, turn and noise>"


def test_it_tells_what_it_found_and_what_it_rests_on(couples: Couples) -> None:
    assert of_four(couples).text().splitlines() == [
        "Over turn and noise: 4 cells; couples for each: 2.",
        "Most often calm: 1 of 4 cells.",
        "Most often stuck: 1 of 4 cells.",
        "Most often unsettled: 1 of 4 cells.",
        "Several ends equally often: 1 of 4 cells.",
        "",
        "What this is: a model for thinking, with assumed numbers. It is no forecast, no "
        "measurement and no judgment about anybody.",
        "  - Couples: 8, over 100 turns, beginning calm; seed 7.",
        "  - Chosen and not measured: turn at 2 and 1.",
        "  - Chosen and not measured: noise at 0 and 1.",
        "  - A share says how many of these chosen numbers lead there, and not how often it "
        "happens between people.",
        "  - Assumed and not measured.",
    ]


def test_what_is_missing_is_told(couples: Couples) -> None:
    found = of_four(couples, keep=[0, 1, 4])

    assert not found.is_whole
    assert "Cells without any couple so far: 2; with some of theirs: 1." in found.sentences
    assert "  - Only 3 of 8 couples are there so far." in found.text().splitlines()


def test_what_was_found_goes_into_json(couples: Couples) -> None:
    data = json.loads(json.dumps(of_four(couples, keep=[0, 1, 4]).as_data(), allow_nan=False))

    assert data["x"] == {"name": "turn", "values": [1.0, 2.0]}
    assert data["counts"] == [[1, 2], [0, 0]]
    assert data["most"] == [["calm", "calm"], [None, None]]
    assert data["shares"]["stuck"] == [[0.0, 0.0], [None, None]]


def test_what_is_no_plane_says_why(couples: Couples) -> None:
    def calm(x: Any) -> dict[str, Any]:
        return {"outcome": np.zeros(len(x["number"]), dtype=np.int8)}

    grid = couples({"turn": [1, 2], "noise": [0, 1]}, calm)
    cases = [
        (couples({"turn": [1, 2]}, calm), {}, "this design has 'turn' alone"),
        (grid, {"x": "turn", "y": "turn"}, "Both parameters are 'turn'."),
        (
            couples({"turn": (1, 2)}, calm, sampling="latin", sample=4),
            {},
            "These couples are not on a grid.",
        ),
    ]
    for made, names, sentence in cases:
        with pytest.raises(AnalysisError, match=sentence):
            nc.phase_diagram(made, **names)
    with pytest.raises(UnknownName) as told:
        nc.phase_diagram(grid, y="noize")

    assert str(told.value) == (
        "'noize' is no parameter of this design. Did you mean 'noise'? Its parameters are: turn, "
        "noise."
    )
