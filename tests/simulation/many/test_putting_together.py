"""Rows are put together while they come in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from negcycle.model.missed import Notes
from negcycle.simulation.many.parts import Part
from negcycle.simulation.many.rows import Rows
from negcycle.simulation.many.spreading import spread


def part(values: list[float]) -> Part:
    return Part({"x": np.array(values)}, np.array(values).reshape(-1, 1, 1), Notes())


def test_rows_are_put_where_they_belong_in_any_order() -> None:
    rows = Rows(range(10, 16))

    left = [rows.take(range(13, 16), part([3, 4, 5])), rows.take(range(10, 12), part([0, 1]))]

    index = np.array([10, 11, 13, 14, 15])
    assert [one.columns for one in left] == [{}, {}]
    assert rows.columns(index)["x"].tolist() == [0, 1, 3, 4, 5]
    recorded = rows.recorded(index)
    assert recorded is not None
    assert recorded[:, 0, 0].tolist() == [0, 1, 3, 4, 5]
    rows.take(range(12, 13), part([2]))
    assert rows.columns(np.arange(10, 16))["x"].tolist() == [0, 1, 2, 3, 4, 5]


class Numbered:
    """Each couple is its number."""

    def piece(self, first: int, last: int) -> Callable[[], Part]:
        return partial(part, [float(n) for n in range(first, last)])


def test_what_comes_back_is_taken_in_at_once_and_let_go_of() -> None:
    rows = Rows(range(5, 500))

    made = spread(Numbered(), 5, 500, threads=2, block=8, keep=rows.take)

    assert {len(one.columns) for _, one in made.parts} == {0}
    assert rows.columns(np.arange(5, 500))["x"].tolist() == list(range(5, 500))
