"""Couples come back in order, each exactly once, whoever computes them and however it ends."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from negcycle.errors import SimulationError
from negcycle.simulation.many import spreading
from negcycle.simulation.many.sharding import read_shard
from negcycle.simulation.many.spreading import Spread, spread
from negcycle.simulation.many.workers import (
    ASSUMED,
    Here,
    number_of_workers,
    usable_processors,
)

KILL = partial(signal.raise_signal, getattr(signal, "SIGKILL", signal.SIGTERM))
"""The process that does this ends at once, as when memory runs out."""


@dataclass(frozen=True)
class Numbers:
    """Each couple is its number; some pieces may be something else."""

    instead: Callable[[int, int], Callable[[], Any] | None] = lambda _first, _last: None

    def piece(self, first: int, last: int) -> Callable[[], Any]:
        return self.instead(first, last) or partial(np.arange, first, last)


def couples_of(made: Spread[Any]) -> list[int]:
    """Return the couples that came back, in the order of the parts."""
    for numbers, part in made.parts:
        assert part.tolist() == list(numbers)
    return [couple for numbers, _ in made.parts for couple in numbers]


def is_partition(made: Spread[Any], couples: range) -> bool:
    """Whether every couple is either there or missing."""
    missing = [couple for stretch in made.missing for couple in stretch]
    return sorted([*couples_of(made), *missing]) == list(couples)


# -- threads ---------------------------------------------------------------------------------------


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 70), st.integers(1, 3))
def test_every_couple_comes_back_once_and_in_order(
    first: int, count: int, block: int, threads: int
) -> None:
    made = spread(Numbers(), first, first + count, block=block, threads=threads)

    assert couples_of(made) == list(range(first, first + count))
    assert made.missing == ()
    assert made.note == ""
    assert not made.interrupted


def test_parts_are_in_order_even_if_the_first_comes_back_last() -> None:
    others = set(range(1, 200))
    all_others = threading.Event()

    def instead(first: int, last: int) -> Callable[[], Any]:
        def piece() -> Any:
            if first == 0:
                assert all_others.wait(10)
            else:
                others.difference_update(range(first, last))
                if not others:
                    all_others.set()
            return np.arange(first, last)

        return piece

    made = spread(Numbers(instead), 0, 200, threads=2)

    assert couples_of(made) == list(range(200))


def test_one_thread_is_that_of_the_caller() -> None:
    made = spread(Numbers(lambda _, __: threading.get_ident), 0, 100, threads=1)

    assert {part for _, part in made.parts} == {threading.get_ident()}


def test_more_threads_are_others() -> None:
    made = spread(Numbers(lambda _, __: threading.get_ident), 0, 100, threads=2)

    assert threading.get_ident() not in {part for _, part in made.parts}


class Held(Executor):
    """Begins nothing until somebody waits for it, and knows how much there was."""

    def __init__(self, workers: int) -> None:
        self._max_workers = workers
        self._asked: list[tuple[Future[Any], Callable[[], Any]]] = []
        self.under_way: list[int] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._asked.append((Future(), partial(fn, *args, **kwargs)))
        return self._asked[-1][0]

    def wait(self, futures: Iterable[Future[Any]], *_: Any) -> Any:
        self.under_way.append(len(self._asked))
        for future, run in self._asked:
            future.set_result(run())
        self._asked.clear()
        return concurrent.futures.wait(futures)

    def hire(self, workers: int) -> None:
        self._max_workers = workers


@pytest.mark.parametrize("workers", [1, 3])
def test_at_most_three_batches_for_each_worker_are_under_way(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = Held(workers)
    monkeypatch.setattr(spreading, "wait", executor.wait)
    made = spread(Numbers(), 0, 200, executor=executor)

    assert couples_of(made) == list(range(200))
    assert executor.under_way[0] == workers
    assert max(executor.under_way) == 3 * workers


def test_workers_who_come_later_are_given_work(monkeypatch: pytest.MonkeyPatch) -> None:
    executor = Held(1)
    monkeypatch.setattr(spreading, "wait", executor.wait)
    monkeypatch.setattr(spreading, "COUNTED_AGAIN", -1.0)
    made = spread(Numbers(), 0, 200, executor=executor, progress=lambda _, __: executor.hire(5))

    assert couples_of(made) == list(range(200))
    assert max(executor.under_way) == 15


def test_progress_is_told_to_the_caller() -> None:
    told: list[tuple[int, int]] = []
    listeners: set[int] = set()

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        listeners.add(threading.get_ident())

    made = spread(Numbers(), 50, 250, threads=2, progress=progress)

    assert told[0] == (0, 200)
    assert told[-1] == (200, 200)
    assert told == sorted(told)
    assert len(told) == len(made.parts) + 1
    assert listeners == {threading.get_ident()}


@pytest.mark.parametrize("threads", [1, 2])
def test_what_the_job_raises_is_raised_as_it_is(threads: int) -> None:
    error = SimulationError("This couple cannot start.")

    def piece() -> None:
        raise error

    with pytest.raises(SimulationError) as raised:
        spread(Numbers(lambda _, last: piece if last == 100 else None), 0, 100, threads=threads)

    assert raised.value is error


# -- Ctrl-C ----------------------------------------------------------------------------------------


@settings(max_examples=20)
@given(st.integers(0, 400), st.sampled_from([1, 2]))
def test_what_was_finished_before_ctrl_c_is_kept(pressed: int, threads: int) -> None:
    def progress(done: int, _total: int) -> None:
        if done >= pressed:
            raise KeyboardInterrupt

    made = spread(Numbers(), 100, 500, threads=threads, progress=progress)

    assert made.interrupted
    assert is_partition(made, range(100, 500))
    assert len(couples_of(made)) >= pressed


def test_what_is_missing_is_told() -> None:
    sentence = (
        "Stopped before the end, so couples are missing: {}. What was finished is kept. Run the "
        "same again, or a shard of it alone: each couple comes out the same."
    )
    parts = tuple((range(at, at + 2), None) for at in range(0, 20, 4))
    one = Spread(parts, (range(3, 4), range(5, 9)), interrupted=True)
    many = Spread(parts, tuple(range(at, at + 1_000) for at in range(0, 99_000, 3_000)))

    assert one.note == sentence.format("3, 5 to 8")
    assert many.note == sentence.format(
        "0 to 999, 3000 to 3999, 6000 to 6999, 9000 to 9999, 12000 to 12999, and 28,000 more"
    )


def test_a_second_ctrl_c_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one comes while the first one lets pieces end that are running."""
    waited: list[float] = []

    def wait(_futures: object, timeout: float, *_more: object) -> None:
        waited.append(timeout)
        raise KeyboardInterrupt

    monkeypatch.setattr(spreading, "wait", wait)
    with pytest.raises(KeyboardInterrupt):
        spread(Numbers(), 0, 100, threads=2)

    assert waited == [spreading.TICK, spreading.PATIENCE]


PROGRAM = """
import time
from functools import partial
from negcycle.simulation.many.spreading import spread

class Job:
    def piece(self, first, last):
        return partial(time.sleep, (last - first) / 1_000)

def progress(done, total):
    if done:
        print("go", flush=True)

made = spread(Job(), 0, 1_000_000, threads=2, progress=progress)
there = sum(len(couples) for couples, _ in made.parts)
print(made.interrupted, there > 0, there + sum(map(len, made.missing)))
"""


@pytest.mark.skipif(os.name == "nt", reason="on Windows one process cannot be sent Ctrl-C alone")
def test_a_real_ctrl_c_keeps_what_is_finished() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "go\n"
        program.send_signal(signal.SIGINT)
        said, complaints = program.communicate(timeout=20)

    assert said.splitlines()[-1] == "True True 1000000"
    assert complaints == ""


# -- processes -------------------------------------------------------------------------------------


def new_pool() -> ProcessPoolExecutor:
    return ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPoolExecutor]:
    """Two processes that share nothing with this one."""
    with new_pool() as one:
        yield one


def test_processes_compute_the_same(pool: Executor) -> None:
    made = spread(Numbers(), 7, 5_000, executor=pool, block=16)

    assert couples_of(made) == list(range(7, 5_000))
    assert made.seconds > 0


def test_processes_are_other_ones(pool: Executor) -> None:
    made = spread(Numbers(lambda _, __: os.getpid), 0, 100, executor=pool)

    assert os.getpid() not in {part for _, part in made.parts}


def test_what_a_piece_raises_in_another_process_is_raised_here(pool: Executor) -> None:
    with pytest.raises(SimulationError) as raised:
        spread(Numbers(lambda _, __: partial(read_shard, "x")), 0, 100, executor=pool)

    assert str(raised.value).startswith("'x' is no shard.")


def test_after_ctrl_c_the_processes_can_go_on(pool: Executor) -> None:
    def progress(done: int, _total: int) -> None:
        if done:
            raise KeyboardInterrupt

    made = spread(Numbers(), 0, 5_000, executor=pool, progress=progress)
    again = spread(Numbers(), 0, 5_000, executor=pool)

    assert made.interrupted
    assert is_partition(made, range(5_000))
    assert couples_of(again) == list(range(5_000))


def test_what_cannot_be_sent_is_told(pool: Executor) -> None:
    with pytest.raises(SimulationError) as there:
        spread(Numbers(lambda _, __: lambda: 1), 0, 10, executor=pool)
    with pytest.raises(SimulationError) as back:
        spread(Numbers(lambda _, __: threading.Lock), 0, 10, executor=pool)

    assert str(there.value).startswith("This cannot be sent to another process: Can't pickle ")
    assert str(there.value).endswith("<lambda>'. Leave out the executor to use threads.")
    assert str(back.value) == (
        "This cannot be sent to another process: cannot pickle '_thread.lock' object. Leave out "
        "the executor to use threads."
    )


def test_what_was_finished_before_a_worker_was_killed_is_kept() -> None:
    with new_pool() as one:
        fatal = Numbers(lambda _, last: KILL if last == 5_000 else None)
        made = spread(fatal, 0, 5_000, executor=one)

    assert not made.interrupted
    assert made.parts
    assert made.missing[-1][-1] == 4_999
    assert is_partition(made, range(5_000))
    assert made.note.startswith("Workers were lost (A process in the process pool was terminated ")
    assert made.note.endswith(
        " to 4999. What was finished is kept. Run the same again, or a shard of it alone: each "
        "couple comes out the same."
    )


def test_workers_that_are_lost_at_once_leave_nothing() -> None:
    with new_pool() as one:
        with pytest.raises(SimulationError) as at_once:
            spread(Numbers(lambda _, __: KILL), 0, 5_000, executor=one)
        with pytest.raises(SimulationError) as later:
            spread(Numbers(), 0, 5_000, executor=one)

    for raised in (at_once, later):
        assert str(raised.value).startswith("No batch came back from the workers: A ")
        assert str(raised.value).endswith(
            ". Open a new executor; in a program that is a file, do so under: "
            "if __name__ == '__main__':"
        )


UNGUARDED = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from negcycle.simulation.many.spreading import spread

class Job:
    def piece(self, first, last):
        return int

spread(Job(), 0, 100, executor=ProcessPoolExecutor(1, mp_context=get_context("spawn")))
"""


def test_a_program_without_a_guard_is_told_of_it(tmp_path: Any) -> None:
    file = tmp_path / "program.py"
    file.write_text(UNGUARDED)
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if line.startswith("negcycle.errors.")]

    assert said[0] == (
        "negcycle.errors.SimulationError: A worker process read this program from its beginning, "
        "and came to start workers itself. Put what the program does under: "
        "if __name__ == '__main__':"
    )
    assert said[-1].endswith(
        "; in a program that is a file, do so under: if __name__ == '__main__':"
    )


# -- executors -------------------------------------------------------------------------------------


class Plain(Executor):
    """An executor that says nothing about itself."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Here().submit(fn, *args, **kwargs)


class Old(Plain):
    """An executor on a computer with an old negcycle."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        return Here().submit(lambda: replace(fn(*args, **kwargs), version="0.0.1"))


def test_workers_are_counted() -> None:
    assert number_of_workers(Here()) == 1
    assert number_of_workers(ThreadPoolExecutor(3)) == 3
    assert number_of_workers(Plain()) == ASSUMED
    assert usable_processors() >= 1


def test_any_executor_will_do() -> None:
    assert couples_of(spread(Numbers(), 0, 100, executor=Plain())) == list(range(100))


def test_another_version_at_a_worker_is_refused() -> None:
    with pytest.raises(SimulationError, match=r"^A worker has negcycle 0\.0\.1, and this is "):
        spread(Numbers(), 0, 10, executor=Old())


def test_an_executor_that_was_closed_is_told() -> None:
    with ThreadPoolExecutor(1) as closed:
        pass
    with pytest.raises(SimulationError) as told:
        spread(Numbers(), 0, 10, executor=closed)

    assert str(told.value) == (
        "The executor takes no more work: cannot schedule new futures after shutdown. Open a new "
        "one."
    )


@pytest.mark.parametrize("threads", [0, -1, True, 1.0, "2"])
def test_a_number_of_threads_is_a_whole_one(threads: Any) -> None:
    with pytest.raises(SimulationError) as told:
        spread(Numbers(), 0, 10, threads=threads)

    assert str(told.value) == (
        f"threads is {threads!r}. Give a whole number from 1, or leave it out for all processors."
    )


def test_threads_and_an_executor_are_too_much() -> None:
    with pytest.raises(SimulationError) as told:
        spread(Numbers(), 0, 10, threads=2, executor=Plain())

    assert str(told.value) == (
        "Give `threads` or an `executor`, and not both: an executor has workers of its own."
    )


def test_what_is_no_executor_is_told() -> None:
    with pytest.raises(SimulationError) as told:
        spread(Numbers(), 0, 10, executor=4)  # type: ignore[arg-type]  # what somebody may try

    assert str(told.value) == (
        "int is no executor. Give one of concurrent.futures, such as ProcessPoolExecutor(), or of "
        "a Dask client: client.get_executor()."
    )
