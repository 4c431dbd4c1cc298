"""Who computes: this thread, threads of our own, or the workers of an executor."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

from negcycle.errors import SimulationError
from negcycle.words import say

ASSUMED = 4
"""How many workers an executor has that does not say so."""

A = ParamSpec("A")
R = TypeVar("R")


class Here(Executor):
    """Does what it is asked at once, in the thread that asks."""

    def submit(self, fn: Callable[A, R], /, *args: A.args, **kwargs: A.kwargs) -> Future[R]:
        done = Future[R]()
        done.set_result(fn(*args, **kwargs))
        return done


@contextmanager
def workers(executor: Executor | None, threads: int | None) -> Generator[Executor, None, None]:
    """Lend the executor that was given, or threads of our own until the end.

    Raises:
        SimulationError: if both are given, or one of them is no such thing.
    """
    if executor is None:
        count = checked_threads(threads)
        with Here() if count == 1 else ThreadPoolExecutor(count, "negcycle") as own:
            yield own
        return
    if threads is not None:
        raise SimulationError(say("spread.threads-and-executor"))
    if not callable(getattr(executor, "submit", None)) or hasattr(executor, "get_executor"):
        raise SimulationError(say("spread.no-executor", kind=type(executor).__name__))
    yield executor


def usable_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def number_of_workers(executor: Executor) -> int:
    """Return how many pieces an executor works on at once; `ASSUMED` if that cannot be known.

    A Dask client is asked each time, as workers come and go; each of their threads counts.
    """
    if isinstance(executor, Here):
        return 1
    if is_of_dask(executor):
        client = vars(executor)["_client"]
        return sum(client.nthreads().values()) or ASSUMED
    count = getattr(executor, "_max_workers", None)
    return count if isinstance(count, int) and count > 0 else ASSUMED


def is_of_dask(one: object) -> bool:
    """Whether this is Dask's, without loading Dask."""
    return type(one).__module__.partition(".")[0] == "distributed"


def checked_threads(threads: object) -> int:
    """Return how many threads of our own there are to be.

    Raises:
        SimulationError: if that is no whole number from 1 up.
    """
    if threads is None:
        return usable_processors()
    if isinstance(threads, bool) or not isinstance(threads, int) or threads < 1:
        raise SimulationError(say("spread.threads", value=repr(threads)))
    return threads
