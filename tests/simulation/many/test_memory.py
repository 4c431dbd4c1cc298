"""What one block of couples used, the next uses again; nobody's results are in it."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.simulation.many.memory import VECTOR, Memory, memory_of_this_thread

COUPLE = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
SIZES = st.lists(st.integers(0, 300), min_size=1, max_size=6)


@given(st.lists(SIZES, min_size=1, max_size=4))
def test_room_begins_where_a_vector_may_and_no_two_overlap(rounds: list[list[int]]) -> None:
    memory = Memory()
    for sizes in rounds:
        memory.begin()
        given_out = [memory.room((size,), np.float64) for size in sizes]
        for number, one in enumerate(given_out):
            one[:] = number

        for number, one in enumerate(given_out):
            assert one.shape == (sizes[number],)
            assert (one == number).all()
            assert one.size == 0 or one.ctypes.data % VECTOR == 0


def test_the_next_one_gets_the_same_room() -> None:
    memory = Memory()
    first = memory.room((40, 8), np.float64)
    memory.begin()
    again = memory.room((10, 8), np.float32)

    assert again.ctypes.data == first.ctypes.data


def test_nothing_large_waits() -> None:
    memory = Memory()
    large = memory.room((3_000_000,), np.float64)
    memory.begin()

    assert not np.shares_memory(memory.room((3_000_000,), np.float64), large)


def test_each_thread_has_its_own() -> None:
    seen: list[Memory] = []
    other = threading.Thread(target=lambda: seen.append(memory_of_this_thread()))
    other.start()
    other.join()

    assert memory_of_this_thread() is memory_of_this_thread()
    assert seen[0] is not memory_of_this_thread()


def test_what_comes_later_changes_no_result(kernel: str) -> None:
    """Not one of few couples or many, of another cycle, or of one that keeps more."""
    asked: dict[str, Any] = {"turns": 30, "noise": 0.2, "kernel": kernel, "threads": 1}
    made = [
        nc.ensemble(COUPLE, runs, seed=runs, record="ana.behavior", **asked) for runs in (1, 70, 9)
    ]
    before = [{name: one.columns[name].tolist() for name in one.columns} for one in made]
    recorded = [one.recorded.values.copy() for one in made if one.recorded]

    nc.ensemble(COUPLE, 300, seed=9, vary={"reactivity": nc.Uniform(1, 8)}, **asked)
    nc.ensemble(COUPLE, 2, seed=9, record=["ben.behavior", "ana.openness"], every=0.25, **asked)

    assert [{name: one.columns[name].tolist() for name in one.columns} for one in made] == before
    for one, kept in zip(made, recorded, strict=True):
        assert one.recorded is not None
        assert one.recorded.values.tolist() == kept.tolist()
