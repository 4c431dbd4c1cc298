"""Batches are long enough to be worth a trip, and small enough that all workers end together."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from negcycle.simulation.many.batches import AIM, EACH, LEAST, TRIP, Batches

SHORTEST = AIM * LEAST


@dataclass
class Batch:
    couples: int
    left: int
    """How many couples were left when it was sent."""
    seconds: float
    measured: float
    """How long the longest batch had taken that was back when this one was sent."""


@dataclass
class Day:
    """What happened when workers who need no rest did all that was there to do."""

    batches: list[Batch]
    seconds: float


def work(total: int, each: float, workers: int, *, block: int = 1, far: bool = False) -> Day:
    """Let workers do their batches in imagined time; a couple takes them `each` seconds."""
    batches = Batches(total, workers=workers, block=block, far=far)
    under_way: list[tuple[float, int]] = []
    free = [0.0] * workers
    sent: list[Batch] = []
    left, now, measured = total, 0.0, 0.0
    while left or under_way:
        while left and len(under_way) < batches.in_flight:
            couples = batches.size(left)
            seconds = couples * each
            end = max(now, heapq.heappop(free)) + seconds
            heapq.heappush(free, end)
            heapq.heappush(under_way, (end, len(sent)))
            sent.append(Batch(couples, left, seconds, measured))
            left -= couples
        now, number = heapq.heappop(under_way)
        back = sent[number]
        batches.took(back.couples, back.seconds)
        measured = max(measured, back.seconds)
    return Day(sent, now)


totals = st.integers(1, 20_000)
costs = st.floats(1e-4, 0.02)
numbers_of_workers = st.integers(1, 8)


@given(totals, costs, numbers_of_workers, st.integers(1, 500), st.booleans())
def test_everything_is_done_once(
    total: int, each: float, workers: int, block: int, far: bool
) -> None:
    day = work(total, each, workers, block=block, far=far)

    assert sum(one.couples for one in day.batches) == total
    assert all(1 <= one.couples <= one.left for one in day.batches)


@given(totals, costs, numbers_of_workers, st.integers(1, 500))
def test_batches_are_whole_blocks(total: int, each: float, workers: int, block: int) -> None:
    day = work(total, each, workers, block=block)

    assert all(one.couples % block == 0 for one in day.batches[:-1] if one.measured)


@given(totals, costs, numbers_of_workers)
def test_batches_grow_until_they_are_long_enough(total: int, each: float, workers: int) -> None:
    day = work(total, each, workers)
    known = [one for one in day.batches[:-1] if one.measured >= SHORTEST]

    assert all(one.seconds >= SHORTEST * (1 - 1e-9) for one in known)
    assert all(one.seconds <= AIM + each for one in day.batches)


@given(totals, costs, numbers_of_workers)
def test_enough_is_left_for_everybody(total: int, each: float, workers: int) -> None:
    day = work(total, each, workers)
    long = [one for one in day.batches if one.seconds > SHORTEST + each]

    assert all(one.couples <= one.left / (EACH * workers) + 1 for one in long)


@given(st.integers(1, 8), st.floats(1e-5, 1e-3), st.floats(4, 60))
def test_workers_end_together(workers: int, each: float, seconds: float) -> None:
    """Four seconds of work for each, and nobody waits for another for long."""
    total = int(workers * seconds / each)
    day = work(total, each, workers)

    assert day.seconds <= 1.03 * total * each / workers


@given(st.integers(1, 1_000))
def test_no_more_than_a_hundred_a_second_come_back_from_afar(workers: int) -> None:
    batches = Batches(10**9, workers=workers, far=True)
    for couples in (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000):
        batches.took(couples, couples * 1e-4)
    seconds = batches.size(10**9) * 1e-4

    assert seconds >= AIM
    assert workers / seconds <= 1 / TRIP + 1e-6


def test_a_slow_beginning_is_forgotten() -> None:
    """The first batch of a worker also loads what it needs."""
    batches = Batches(10**6, workers=2)
    batches.took(1, 2.0)
    batches.took(1, 1e-3)

    assert batches.size(10**6) == 10


def test_few_couples_are_shared_out_among_processes_only() -> None:
    assert Batches(64, workers=2, block=64, far=True).size(64) == 32
    assert Batches(64, workers=2, block=64).size(64) == 64


def test_a_batch_in_no_time_is_no_end_of_the_world() -> None:
    batches = Batches(100, workers=1)
    batches.took(1, 0.0)

    assert batches.size(99) == 10
