"""How long many couples take, beside a generated C program and what else one could use.

    pip install 'negcycle[benchmarks]'
    python tests/benchmarks/ensembles.py            about two minutes, with what is there
    python tests/benchmarks/ensembles.py --peers    installs Brian2, JAX and Mesa under build/ first
    python tests/benchmarks/ensembles.py --short --only generated,negcycle,thirty

All compute the same: couples of twelve states with noise in steps of a quarter of a turn, in
float64, and for each couple the rows of an ensemble (see contenders/couple.py). Before anything is
timed, each one is checked: without noise its results are those of `negcycle.simulate`, and with
noise their moments are those of the others. Then all run in turns (A B C A B C ...), so that
whatever else the computer does slows all of them alike. The slow ones run fewer couples; what
counts is couple-steps, that is one couple advanced by one step. Times are of the processor
(of Brian2, of its own clock where that is less), but for two threads beside one: by the clock on
the wall.
"""

from __future__ import annotations

import os

for _name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"):
    os.environ[f"{_name}_NUM_THREADS"] = "1"  # before NumPy starts any

import argparse  # noqa: E402
import platform  # noqa: E402
import shutil  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Iterator  # noqa: E402
from dataclasses import dataclass  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from functools import cache, partial  # noqa: E402
from pathlib import Path  # noqa: E402
from statistics import median  # noqa: E402

import numpy as np  # noqa: E402
from contenders import couple, networkx_loop, odeint, ours, thirty_lines  # noqa: E402
from contenders.generated_c import Program  # noqa: E402
from contenders.peers import Peer, install, python_of  # noqa: E402
from contenders.scaling import about_memory, linear, processors  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

Found = dict[str, NDArray[np.float64]]

COUPLES, TURNS = 4096, 250

C, BARE_C = "generated C, the limit", "generated C without rows"
NUMBA, NUMPY = "negcycle, numba", "negcycle, NumPy"
BARE = "negcycle, numba, without rows"
THIRTY, LOOP = "thirty lines of NumPy", "a loop over a NetworkX graph"
ODEINT = "SciPy odeint, without noise"
PEERS = {
    "Brian2, C++ standalone": "brian_standalone",
    "JAX, jit and scan": "jax_scan",
    "Mesa, NumPy agents": "mesa_agents",
}


@dataclass(frozen=True)
class Contender:
    """One way to compute it."""

    seconds: Callable[[int, int, int], float]
    """From couples, turns and seed to the seconds that it takes."""
    results: Callable[[int, int, int, float], Found] | None = None
    """From couples, turns, seed and noise to what became of them; None if another one checks it."""
    couples: int = COUPLES
    turns: int = TURNS
    checked_couples: int = COUPLES
    checked_turns: int = TURNS
    noisy: bool = True
    allowed: float = 1e-9
    """How far its final states may be away from those of `simulate`, without noise."""


def timed(run: Callable[[], object]) -> float:
    """Return the seconds of the processor that something takes."""
    start = time.process_time()
    run()
    return time.process_time() - start


def contenders(folder: Path, said: Callable[[str], None]) -> Iterator[tuple[str, Contender]]:
    """Yield all that can run here, and say of each other one why not."""
    if shutil.which("gcc"):
        programs = {noise: Program(ours.system(noise), folder) for noise in (0.0, couple.NOISE)}
        with_noise = programs[couple.NOISE]
        bare = Program(ours.system(couple.NOISE), folder, rows=False)
        yield (
            C,
            Contender(
                lambda b, t, s: timed(partial(with_noise.columns, b, t, s)),
                lambda b, t, s, noise: programs[noise].run(b, t, s, noise),
            ),
        )
        yield BARE_C, Contender(lambda b, t, s: timed(partial(bare.columns, b, t, s)))
    else:
        said("There is no gcc, so the generated C is left out.")
    for name, kernel in ((NUMBA, "numba"), (NUMPY, "numpy")):
        run = partial(ours.run, kernel=kernel)
        yield (
            name,
            Contender(
                lambda b, t, s, run=run: timed(partial(run, b, t, s, couple.NOISE)),
                lambda b, t, s, noise, run=run: ours.told(run(b, t, s, noise)),
            ),
        )
    yield (
        BARE,
        Contender(
            lambda b, t, s: timed(
                partial(ours.run, b, t, s, couple.NOISE, kernel="numba", after=t - 1.0)
            )
        ),
    )
    yield (
        THIRTY,
        Contender(lambda b, t, s: timed(partial(thirty_lines.run, b, t, s)), thirty_lines.run),
    )
    for name, module in PEERS.items():
        if not python_of(module).exists():
            said(f"{name} is left out, as it is not installed; --peers does that.")
            continue
        peer = Peer(module)
        small = {"couples": 64, "turns": 50, "checked_couples": 256, "checked_turns": 25}
        yield (
            name,
            Contender(
                lambda b, t, s, peer=peer: peer.ask(b, t, s, couple.NOISE),
                peer.run,
                **(small if module == "mesa_agents" else {}),
            ),
        )
    yield (
        LOOP,
        Contender(
            lambda b, t, s: timed(partial(networkx_loop.run, b, t, s)),
            networkx_loop.run,
            couples=4,
            turns=100,
            checked_couples=128,
            checked_turns=25,
        ),
    )
    yield (
        ODEINT,
        Contender(
            lambda b, t, s: timed(partial(odeint.run, b, t, s)),
            odeint.run,
            couples=10,
            noisy=False,
            allowed=1e-3,
        ),
    )


# -- does each compute the same? ------------------------------------------------------------------


@cache
def usual(turns: int) -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the mean of each number over many couples, and its spread, from the thirty lines."""
    found = thirty_lines.run(8192, turns, seed=12345)
    return {name: (of.mean(-1), of.std(-1)) for name, of in found.items() if name != "settled"}


def check(one: Contender) -> str:
    """Return how well a contender computes the same.

    Raises:
        AssertionError: if it does not.
    """
    assert one.results is not None
    still, right = one.results(8, TURNS, 1, 0.0), ours.exact(TURNS)
    compared = right if one.allowed < 1e-6 else {"final": right["final"]}
    off = max(float(np.max(np.abs(still[name].T - of))) for name, of in compared.items())
    assert off <= one.allowed, f"without noise it is {off:.1e} away"
    if not one.noisy:
        return f"{off:.0e}"
    found = one.results(one.checked_couples, one.checked_turns, 2, couple.NOISE)
    farthest = 0.0
    for name, (mean, spread) in usual(one.checked_turns).items():
        count = found[name].shape[-1]
        error = spread * np.sqrt(1 / count + 1 / 8192)
        farthest = max(farthest, float(np.max(np.abs(found[name].mean(-1) - mean) / error)))
    assert farthest < 6, f"with noise a mean is {farthest:.1f} standard errors away"
    return f"{off:.0e}, {farthest:.1f}"


def chance_of_c(folder: Path) -> str:
    """Return how exact the functions of the generated C are."""
    from scipy.stats import kstest

    program = Program(ours.system(couple.NOISE), folder)
    tanh = program.farthest_tanh()
    drawn = kstest(program.normals(2_000_000, 7).ravel(), "norm")
    assert tanh <= 4e-16
    assert drawn.pvalue > 0.001
    return (
        f"In the generated C, tanh is off by at most {tanh:.1e}, and two million of its normal"
        f" numbers pass the Kolmogorov-Smirnov test (p = {drawn.pvalue:.2f})."
    )


# -- what does it cost? ---------------------------------------------------------------------------


def measured(all_of_them: dict[str, Contender], rounds: int) -> dict[str, list[float]]:
    """Return the nanoseconds for a couple-step, of each contender in each turn."""
    found: dict[str, list[float]] = {name: [] for name in all_of_them}
    for turn in range(rounds + 1):
        for name, one in all_of_them.items():
            took = one.seconds(one.couples, one.turns, turn)
            if turn:  # the first one makes everything ready
                found[name].append(1e9 * took / (one.couples * one.turns * couple.EVERY))
    return found


def table(times: dict[str, list[float]]) -> Iterator[str]:
    """Yield the table line by line."""
    limit = times.get(C)
    yield "| contender | million couple-steps a second, median | fastest | times of C |"
    yield "|---|---|---|---|"
    for name, some in times.items():
        beside = f"{median(some) / median(limit):,.2f}" if limit else ""
        speeds = (1e3 / median(some), 1e3 / min(some))
        cells = (f"{speed:.3g}" if speed < 100 else f"{speed:.0f}" for speed in speeds)
        yield f"| {name} | {' | '.join(cells)} | {beside} |"


def goals(times: dict[str, list[float]]) -> Iterator[str]:
    """Yield how the goals stand."""
    best = min(
        (name for name in PEERS if name in times), key=lambda n: median(times[n]), default=""
    )
    asked = (
        (NUMBA, C, "times of C", 1.6, "most"),
        (best, NUMBA, f"times as quick as the best peer ({best})", 7, "least"),
        (LOOP, NUMBA, "times as quick as the loop over a NetworkX graph", 500, "least"),
        (THIRTY, NUMBA, "times as quick as thirty lines of NumPy", 5, "least"),
        (THIRTY, NUMPY, "NumPy: times as quick as the thirty lines", 1, "least"),
        (NUMBA, BARE, "numba: time with rows beside that without", 1.1, "most"),
    )
    yield "| what | medians | fastest | goal |"
    yield "|---|---|---|---|"
    for above, below, what, goal, way in asked:
        if above in times and below in times:
            ratios = [of(times[above]) / of(times[below]) for of in (median, min)]
            reached = ratios[0] <= goal if way == "most" else ratios[0] >= goal
            missed = "" if reached else " (missed)"
            yield f"| {what} | {ratios[0]:,.2f} | {ratios[1]:,.2f} | at {way} {goal:g}{missed} |"


def profile(folder: Path, rounds: int) -> Iterator[str]:
    """Yield what each part of the generated C costs: how much quicker it is without it."""
    noisy = ours.system(couple.NOISE)
    ways = {
        "with rows": Program(noisy, folder),
        "without rows": Program(noisy, folder, rows=False),
        "and without tanh": Program(noisy, folder, rows=False, without=frozenset({"tanh"})),
        "and without balances": Program(noisy, folder, rows=False, without=frozenset({"balances"})),
        "and without noise": Program(noisy, folder, rows=False, without=frozenset({"noise"})),
    }
    times = measured(
        {
            name: Contender(lambda b, t, s, p=p: timed(partial(p.columns, b, t, s)))
            for name, p in ways.items()
        },
        rounds,
    )
    whole = min(times["without rows"])
    yield "| generated C | ns for a couple-step | beside all but the rows |"
    yield "|---|---|---|"
    for name, some in times.items():
        yield f"| {name} | {min(some):.2f} | {min(some) / whole:.2f} |"


def say(line: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def head() -> str:
    """Return what it ran on."""
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    versions = f"NumPy {np.__version__}"
    if shutil.which("gcc"):
        gcc = subprocess.run(
            ["gcc", "-dumpfullversion"], capture_output=True, text=True, check=True
        )
        versions += f", gcc {gcc.stdout.strip()}"
    return f"{python}; {versions}; {datetime.now(UTC).date()}, load {os.getloadavg()[0]:.1f}"


def checked(found: dict[str, Contender]) -> dict[str, Contender]:
    """Return those that compute the same, and say how well each one does."""
    right: dict[str, Contender] = {}
    for name, one in found.items():
        try:
            if one.results is not None:
                say(f"{name}: {check(one)}")
            right[name] = one
        except (AssertionError, RuntimeError, NotImplementedError) as wrong:
            say(f"{name} is left out: {wrong}.")
    return right


def asked_for() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--peers", action="store_true", help="install Brian2, JAX and Mesa")
    parser.add_argument("--rounds", type=int, default=9, help="how often each one runs")
    parser.add_argument("--only", default="", help="names begin with one of these, by commas")
    parser.add_argument("--short", action="store_true", help="nothing but the table and the goals")
    return parser.parse_args()


def main() -> None:
    """Print everything."""
    asked = asked_for()
    for name, module in PEERS.items() if asked.peers else ():
        wrong = install(module)
        if wrong:
            say(f"{name} could not be installed: {wrong}")
    say(f"{head()}\n")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        only = tuple(asked.only.split(","))
        found = {name: one for name, one in contenders(folder, say) if name.startswith(only)}
        say("How far from `simulate` without noise, and in standard errors from the usual with it:")
        found = checked(found)
        if C in found:
            say(f"\n{chance_of_c(folder)}")
        times = measured(found, asked.rounds)
        parts: list[Iterator[str]] = [table(times), goals(times)]
        if not asked.short:
            of_c = [profile(folder, asked.rounds)] if C in found else []
            parts += [*of_c, processors(), linear(), about_memory()]
        for part in parts:
            say()
            for line in part:
                say(line)


if __name__ == "__main__":
    main()
