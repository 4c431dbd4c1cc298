"""Shards are nearly alike, in order, and together exactly everything."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from negcycle.errors import SimulationError
from negcycle.simulation.many.sharding import read_shard, shard_range


@given(st.integers(1, 5_000), st.data())
def test_shards_are_together_exactly_everything(runs: int, data: st.DataObject) -> None:
    of = data.draw(st.integers(1, runs))
    shards = [shard_range(runs, (part, of)) for part in range(1, of + 1)]

    assert shards[0].start == 0
    assert shards[-1].stop == runs
    assert all(one.stop == after.start for one, after in pairwise(shards))


@given(st.integers(1, 10**12), st.data())
def test_sizes_differ_by_at_most_one(runs: int, data: st.DataObject) -> None:
    of = data.draw(st.integers(1, min(runs, 10**6)))
    sizes = {len(shard_range(runs, (data.draw(st.integers(1, of)), of))) for _ in range(5)}

    assert sizes <= {runs // of, -(-runs // of)}


@given(st.integers(1, 1_000), st.data())
def test_a_shard_may_be_written(of: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(1, of))

    assert read_shard(f"{part}/{of}") == read_shard(f" {part:04} / {of:04}\n") == (part, of)
    assert shard_range(1_000, f"{part}/{of}") == shard_range(1_000, (part, of))


def test_one_shard_of_one_is_everything() -> None:
    assert shard_range(7, "1/1") == range(7)


@pytest.mark.parametrize(
    ("shard", "sentence"),
    [
        ("x", "'x' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("", "'' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("-1/8", "'-1/8' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("1/0", "'1/0' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("1/8/9", "'1/8/9' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("1.0/8", "'1.0/8' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("٢/8", "'٢/8' is no shard. Write I/N, such as 2/8 for the second of eight."),
        ((True, 8), "(True, 8) is no shard. Write I/N, such as 2/8 for the second of eight."),
        ((1.0, 8), "(1.0, 8) is no shard. Write I/N, such as 2/8 for the second of eight."),
        ((1,), "(1,) is no shard. Write I/N, such as 2/8 for the second of eight."),
        (2, "2 is no shard. Write I/N, such as 2/8 for the second of eight."),
        ("0/8", "'0/8' is no shard: they are counted from 1. The last one is 8/8."),
        ("9/8", "'9/8' is no shard: they are counted from 1. The last one is 8/8."),
        ((-1, 8), "-1/8 is no shard: they are counted from 1. The last one is 8/8."),
        (
            "2/8",
            "There are 8 shards and 5 couples, so some shards would be empty. Ask for at most 5 "
            "shards.",
        ),
    ],
)
def test_what_is_no_shard_is_told(shard: Any, sentence: str) -> None:
    with pytest.raises(SimulationError) as told:
        shard_range(5, shard)

    assert str(told.value) == sentence
