"""Inputs stand above a chart in a few rows, however many there are."""

from __future__ import annotations

import pytest

from negcycle.drawing.charts.inputs import MOST_LANES, lanes, merged, shades, told
from negcycle.drawing.charts.scales import Scale
from negcycle.drawing.scene import Box
from negcycle.model.trajectory import Band

X = Scale(0.0, 1000.0, 50.0, 250.0)
FIELD = Box(50.0, 40.0, 200.0, 100.0)
DAYS = [Band("trigger", "Mary: felt absence", 80.0 * n, 80.0 * n + 3) for n in range(12)]


def test_inputs_with_the_same_words_share_a_row() -> None:
    softening = Band("softening", "softening: Mary", 10, 400)
    first, second = lanes([*DAYS, softening])

    assert first.words == "Mary: felt absence (12 times)"
    assert second.words == "softening: Mary"
    assert len(first.spans) == 12
    assert list(told([first, second])) == [
        "Mary: felt absence: 12 times, the first from 0 on, the last until 883.",
        "softening: Mary: from 10 to 400.",
    ]


def test_very_many_kinds_fit_into_five_rows() -> None:
    bands = [Band(f"kind_{n}", f"words {n}", float(n), n + 1.0) for n in range(30)]
    rows = lanes(bands)

    assert len(rows) == MOST_LANES
    assert rows[0].words == "kind 0"
    assert rows[-1].words == "other inputs (26 times)"
    assert sum(len(row.spans) for row in rows) == len(bands)


def test_words_that_differ_with_one_kind_become_one_row() -> None:
    bands = [Band("trigger", f"trigger of day {n}", float(n), n + 1.0) for n in range(9)]

    assert [row.words for row in lanes(bands)] == ["trigger (9 times)"]


def test_bars_are_wide_enough_to_be_seen_and_stay_on_the_axis() -> None:
    bars = merged([(-50.0, -10.0), (0.0, 0.0), (500.0, 500.1), (999.9, 1000.0), (900.0, 3000.0)], X)

    assert all(end - start >= 0.4 - 1e-9 for start, end in bars)
    assert all(X.start <= start < end <= X.end + 1e-9 for start, end in bars)
    assert len(bars) == 3


def test_what_lies_too_close_together_is_one_bar() -> None:
    assert merged([(0.0, 10.0), (11.0, 20.0), (500.0, 510.0)], X) == [
        pytest.approx((50.0, 54.0)),
        pytest.approx((150.0, 152.0)),
    ]


def test_a_few_inputs_are_shaded_and_many_are_not() -> None:
    many = [Band("trigger", "a trigger", 40.0 * n, 40.0 * n + 3) for n in range(25)]

    assert len([*shades(lanes(DAYS[:3]), X, FIELD)]) == 3
    assert [*shades(lanes(many), X, FIELD)] == []
    assert [*shades((), X, FIELD)] == []
