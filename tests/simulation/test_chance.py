"""Chance: each couple has a stream of its own, and the numbers in it are normal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from negcycle.simulation.chance import Streams, normals, streams, uniforms

SEEDS = st.integers(0, 2**70)


@given(SEEDS, st.lists(st.integers(0, 2**40), min_size=1, max_size=20, unique=True))
def test_a_stream_follows_from_the_seed_and_the_number_alone(seed: int, numbers: list[int]) -> None:
    together = streams(seed, np.array(numbers))
    alone = [streams(seed, np.array([one])) for one in numbers]

    assert together.begins.tolist() == [one.begins[0] for one in alone]
    assert together.strides.tolist() == [one.strides[0] for one in alone]
    assert all(stride % 2 == 1 for stride in together.strides.tolist())


def test_streams_of_many_couples_and_of_other_seeds_are_all_different() -> None:
    begun = [streams(seed, np.arange(100_000)) for seed in (0, 1, 2**64, 2**64 + 1)]

    found = {(b, s) for one in begun for b, s in zip(*map(np.ndarray.tolist, one), strict=True)}

    assert len(found) == 400_000


def test_what_a_parameter_is_drawn_from_has_another_stream_than_another_parameter() -> None:
    couples = np.arange(20_000)
    need, turn = (uniforms(1, couples, name) for name in ("john.need", "turn"))

    assert abs(np.corrcoef(need, turn)[0, 1]) < 0.03
    assert 0 < need.min() < need.max() < 1
    assert stats.kstest(need, "uniform").pvalue > 0.001


@pytest.mark.parametrize("side", ["along one stream", "across couples"])
def test_two_million_draws_are_standard_normal(side: str) -> None:
    """A Kolmogorov-Smirnov test, and that neither the two of a pair nor neighbors hang together."""
    count = 1_000_000
    if side == "across couples":
        first, second = normals(streams(7, np.arange(count)), np.uint64(3))
    else:
        of = streams(7, np.array([5]))
        first, second = normals(Streams(*of), np.arange(count, dtype=np.uint64))
    drawn = np.concatenate([first, second])

    assert stats.kstest(drawn, "norm").pvalue > 0.001
    assert abs(np.corrcoef(first, second)[0, 1]) < 0.004
    assert abs(np.corrcoef(first[1:], first[:-1])[0, 1]) < 0.004
    assert abs(np.corrcoef(first**2, second**2)[0, 1]) < 0.004
    assert 4.5 < np.abs(drawn).max() < 6.5
