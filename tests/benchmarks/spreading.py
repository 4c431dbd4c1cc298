"""What it costs to spread the couples of a sweep over threads, processes and Dask.

    python tests/benchmarks/spreading.py

Two workers compute the same sweep in every way, in turns (A B A B ...). First one thread and two,
while nothing else is there; then, beside one thread again, a pool and a cluster that are up before.
*Ideal* is the time that the pieces took where they were computed, added up and divided by the
workers; what is above it is sending, waiting, receiving and putting together. Pieces are slower
side by side than alone where processors share power and memory, or have other things to do, so the
threads are also compared with one thread.
"""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import Any

import distributed
import numpy as np

import negcycle as nc
from negcycle.simulation.many import running, spreading

TURNS = 5
WORKERS = 2
EXAMPLE = Path(__file__).parents[2] / "examples" / "sunday-silence.yaml"
OVER = {"reactivity": np.linspace(2, 8, 32), "openness": np.linspace(0.2, 0.9, 32)}
COUPLES_AT_A_POINT = 48
GOALS = {"a process pool": 1.1, "Dask": 1.15}
THREADS_GOAL = 1.85


def measured(ways: dict[str, dict[str, Any]]) -> dict[str, list[tuple[float, float, int]]]:
    """Return, of each turn of each way, the time, that of the pieces, and the number of batches."""
    seen: list[spreading.Spread[Any]] = []

    def spread_and_see(*args: Any, **more: Any) -> spreading.Spread[Any]:
        seen.append(spreading.spread(*args, **more))
        return seen[-1]

    running.spread = spread_and_see  # type: ignore[assignment]  # to see what the pieces took
    couple = nc.load(EXAMPLE)
    times: dict[str, list[tuple[float, float, int]]] = {name: [] for name in ways}
    first: Any = None
    for turn in range(TURNS + 1):
        for name, how in ways.items():
            start = time.perf_counter()
            swept = nc.sweep(
                couple, OVER, runs=COUPLES_AT_A_POINT, turns=500, seed=1, noise=0.1, **how
            )
            taken = time.perf_counter() - start
            first = first or swept
            for column in first:
                np.testing.assert_array_equal(swept[column], first[column])
            if turn:  # in the first one, workers load what they need
                times[name].append((taken, seen[-1].seconds, len(seen[-1].parts)))
    return times


def table(times: dict[str, list[tuple[float, float, int]]]) -> str:
    """Return the times as a table in Markdown."""
    lines = ["| computed by | time | pieces, added up | batches | times ideal | goal |"]
    lines.append("|---|---|---|---|---|---|")
    for name, turns in times.items():
        workers = 1 if name == "one thread" else WORKERS
        taken, pieces = (median(some) for some in list(zip(*turns, strict=True))[:2])
        ratio = median(taken / (pieces / workers) for taken, pieces, _ in turns)
        goal = GOALS.get(name)
        told = "" if goal is None else f"at most {goal}{'' if ratio <= goal else ' (missed)'}"
        batches = median(batches for _, _, batches in turns)
        numbers = f"{taken:.2f} s | {pieces:.2f} s | {batches:.0f} | {ratio:.2f}"
        lines.append(f"| {name} | {numbers} | {told} |")
    return "\n".join(lines)


def gained(times: dict[str, list[tuple[float, float, int]]]) -> str:
    """Return in a sentence how much quicker two threads are than one."""
    one, two = times["one thread"], times["two threads"]
    gain = median(alone[0] / both[0] for alone, both in zip(one, two, strict=True))
    missed = "" if gain >= THREADS_GOAL else " (missed)"
    return f"Two threads: {gain:.2f} times one; goal at least {THREADS_GOAL}{missed}"


def with_workers(then: Callable[[dict[str, dict[str, Any]]], None]) -> None:
    """Start a pool and a cluster, and call with them and with one thread."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool,
        distributed.LocalCluster(
            n_workers=WORKERS,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=folder,
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        then(
            {
                "one thread": {"threads": 1},
                "a process pool": {"executor": pool},
                "Dask": {"executor": client.get_executor()},
            }
        )


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    couples = len(OVER["reactivity"]) * len(OVER["openness"]) * COUPLES_AT_A_POINT
    when = f"{couples:,} couples, median of {TURNS} turns, {datetime.now(UTC).date()}"
    busy = (
        f"{os.getloadavg()[0]:.1f} other processes were at work"
        if hasattr(os, "getloadavg")
        else ""
    )
    sys.stdout.write(f"{python}; Dask {distributed.__version__}; {when}; {busy}\n\n")
    alone = measured({"one thread": {"threads": 1}, "two threads": {"threads": WORKERS}})
    sys.stdout.write(f"{table(alone)}\n\n{gained(alone)}\n\n")
    with_workers(lambda ways: sys.stdout.write(table(measured(ways)) + "\n"))
