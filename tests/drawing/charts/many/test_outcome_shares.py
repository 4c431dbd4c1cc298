"""Shares over one number add up to all, and bars without one are as long as their shares."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.drawing.scene import Rect, Scene
from negcycle.model.ensemble import OUTCOMES, Ensemble

Make = Callable[..., Ensemble]
Whole = Callable[[Scene], None]

AXES: dict[str, dict[str, Any]] = {
    "one value": {"over": {"forget": [2.0]}, "runs": 5},
    "eight values": {"over": {"john.reactivity": np.linspace(1, 6, 8)}, "runs": 25},
    "log values": {"over": {"tau_bond": np.geomspace(0.01, 1e6, 9)}, "runs": 5},
    "many values": {"over": {"forget": np.linspace(-1, 1, 400)}, "runs": 3},
    "a part": {"over": {"forget": np.linspace(0, 1, 12)}, "runs": 3, "keep": range(20)},
    "hard names": {
        "over": {"a.need": [0.1, 0.2]},
        "people": {"a": "Maximiliane-Alexandra " * 6, "b": "רות", "c": "محمد ٣٤"},
    },
    "no number": {"count": 100},
    "one couple": {"count": 1, "people": {"a": "W" * 120}},
}


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("name", AXES)
def test_shares_are_whole(make: Make, whole: Whole, name: str, paper: str) -> None:
    whole(nc.draw_outcome_map(make(**AXES[name]), paper=paper).scene)


@given(st.lists(st.lists(st.integers(0, 4), min_size=4, max_size=4), min_size=1, max_size=9))
def test_the_parts_of_a_column_are_its_shares(make: Make, cells: list[list[int]]) -> None:
    over = {"forget": np.arange(len(cells))}
    couples = make(over, runs=4, ended=lambda *_: np.array(cells).ravel())
    page = nc.draw_outcome_map(couples).scene.pages[0]
    box = next(rect.box for rect in page.rects("axis"))
    wide = box.w / len(cells)
    for column, cell in enumerate(cells):
        x = box.x + (column + 0.5) * wide
        parts = [one for one in page.rects("part") if one.box.x <= x <= one.box.right]
        heights = {one.of: one.box.h / box.h for one in parts}

        assert heights == pytest.approx({str(OUTCOMES[n]): cell.count(n) / 4 for n in set(cell)})


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60))
def test_every_outcome_has_a_bar_as_long_as_its_share(make: Make, ended: list[int]) -> None:
    couples = make(count=len(ended), ended=lambda *_: np.array(ended))
    scene = nc.draw_outcome_map(couples).scene
    bars: dict[str, Rect] = {one.of: one for one in scene.pages[0].rects("bar")}
    whole = max(one.box.w for one in bars.values()) / max(couples.outcomes.values())

    assert {of: one.box.w / whole for of, one in bars.items()} == pytest.approx(
        {str(of): share for of, share in couples.outcomes.items()}
    )
    assert len(scene.pages[0].texts("heading")) == len(OUTCOMES)


def test_the_bars_are_told_with_their_counts(make: Make) -> None:
    ended = np.repeat([0, 1, 4], [6, 3, 1])
    told = nc.draw_outcome_map(make(count=10, ended=lambda *_: ended)).scene.description

    assert told.splitlines()[:6] == [
        "In the model, in 60% it calms down, in 30% they stay in the cycle and in 10% it has not "
        "settled yet.",
        "It calms down: 6 of 10 couples (60%).",
        "They stay in the cycle: 3 of 10 couples (30%).",
        "It keeps growing: 0 of 10 couples (0%).",
        "It goes back and forth: 0 of 10 couples (0%).",
        "It has not settled yet: 1 of 10 couples (10%).",
    ]


def test_columns_are_told_with_their_shares(make: Make) -> None:
    couples = make({"forget": [0.0, 0.5]}, runs=4, ended=lambda _, n: np.where(n < 5, 0, 1))
    told = nc.draw_outcome_map(couples).scene.description.splitlines()

    assert told[2:4] == [
        "At 0: it calms down in 100%.",
        "At 0.5: they stay in the cycle in 75% and it calms down in 25%.",
    ]


def test_columns_without_couples_are_hatched(make: Make) -> None:
    page = nc.draw_outcome_map(make(**AXES["a part"])).scene.pages[0]
    box = next(rect.box for rect in page.rects("axis"))
    hatch = [line for line in page.lines("pattern") if line.color == "#b9b9b9"]
    in_field = [line for line in hatch if line.points[0][0] < box.right]

    assert in_field != []
    assert min(x for line in in_field for x, _ in line.points) >= box.x + 7 / 12 * box.w
