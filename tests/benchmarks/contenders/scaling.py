"""What more couples, turns, people and threads cost negcycle, in time and in memory."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from contenders import couple, ours

import negcycle as nc
from negcycle.system.compile import compile_system

MEGABYTE = 1e6


def wall(couples: int, turns: int, threads: int, seed: int) -> float:
    """Return the seconds by the clock on the wall."""
    start = time.perf_counter()
    ours.run(couples, turns, seed, couple.NOISE, kernel="numba", threads=threads)
    return time.perf_counter() - start


def processors(rounds: int = 9) -> Iterator[str]:
    """Yield how much quicker two threads are."""
    times: dict[int, list[float]] = {1: [], 2: []}
    for turn in range(rounds + 1):
        for threads, some in times.items():
            took = wall(4096 * 4, 250, threads, turn)
            if turn:
                some.append(took)
    yield "| threads | seconds, median | fastest | times as quick (goal: at least 1.85) |"
    yield "|---|---|---|---|"
    for threads, some in times.items():
        quicker = [of(times[1]) / of(some) for of in (median, min)]
        cells = f"{median(some):.3f} | {min(some):.3f}"
        yield f"| {threads} | {cells} | {quicker[0]:.2f}, of the fastest {quicker[1]:.2f} |"


def family(people: int) -> nc.Cycle:
    """Return a cycle in which everybody is with everybody."""
    names = [chr(ord("a") + n) for n in range(people)]
    return nc.Cycle(partners={name: {"name": name.upper()} for name in names})


def quickest(cycle: nc.Cycle, couples: int, turns: int, rounds: int = 5) -> float:
    """Return the seconds of the processor, in the quickest of some runs."""
    some: list[float] = []
    for seed in range(rounds):
        start = time.process_time()
        nc.ensemble(
            cycle, runs=couples, turns=turns, noise=couple.NOISE, seed=seed, kernel="numba",
            threads=1,
        )  # fmt: skip
        some.append(time.process_time() - start)
    return min(some)


def linear() -> Iterator[str]:
    """Yield what one couple-step costs as couples, turns and people become more."""
    quickest(ours.CYCLE, 64, 4, 1)
    yield "| couples | turns | states | arrows | ns for a couple-step | for each state and arrow |"
    yield "|---|---|---|---|---|---|"
    sizes = [(1024, 250), (4096, 250), (16384, 250), (65536, 250), (4096, 500), (4096, 1000)]
    cases = [(ours.CYCLE, *size) for size in sizes]
    cases += [(family(people), 1024, 250) for people in (2, 3, 4, 6, 8)]
    for cycle, couples, turns in cases:
        system = compile_system(cycle)
        each = 1e9 * quickest(cycle, couples, turns, 3) / (couples * turns * couple.EVERY)
        states, arrows = len(system.states), len(system.influences) + len(system.flows)
        cells = f"{each:.2f} | {each / (states + arrows):.3f}"
        yield f"| {couples:,} | {turns:,} | {states} | {arrows} | {cells} |"


LARGE = """
import resource, sys
from pathlib import Path
from contenders import ours

found = ours.run(int(sys.argv[1]), 2, 1, 0.1, kernel="numba")
kept = sum(of.nbytes for of in (found.index, *found.columns.values(), *found.parameters.values()))
# On Linux, a new process begins with the most memory of the one that started it, by `getrusage`.
told = Path("/proc/self/status")
if told.exists():
    most = next(int(line.split()[1]) for line in told.open() if line.startswith("VmHWM")) * 1024
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    most *= 1 if sys.platform == "darwin" else 1024
print(kept, most)
"""


def about_memory() -> Iterator[str]:
    """Yield how much memory a million couples take in a new process."""
    yield "| couples | rows and parameters, MB | most of the process, MB | more (goal: 250) |"
    yield "|---|---|---|---|"
    for couples in (1000, 1_000_000):
        done = subprocess.run(
            [sys.executable, "-c", LARGE, str(couples)],
            cwd=Path(__file__).parents[1],
            capture_output=True,
            text=True,
            check=True,
        )
        kept, most = (int(told) / MEGABYTE for told in done.stdout.split())
        yield f"| {couples:,} | {kept:.0f} | {most:.0f} | {most - kept:.0f} |"
