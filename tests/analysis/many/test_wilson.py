"""The interval of a share holds it, never leaves 0 to 1, and is as in print."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.analysis.many.wilson import wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_examples_of_newcombe_1998(count: int, total: int, low: float, high: float) -> None:
    """Table I of the paper, method 3."""
    ends = wilson(np.array(count), np.array(total))

    assert [round(float(end), 4) for end in ends] == [low, high]


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_inside_and_what_is_not_so_mirrors_it(pair: tuple[int, int]) -> None:
    count, total = pair
    low, high = wilson(np.array(count), np.array(total))
    turned = wilson(np.array(total - count), np.array(total))

    assert 0 <= low <= count / total <= high <= 1
    assert low < high
    assert [1 - float(high), 1 - float(low)] == pytest.approx([float(end) for end in turned])


def test_a_share_of_nobody_has_no_interval() -> None:
    assert np.all(np.isnan(wilson(np.array([0]), np.array([0]))))
