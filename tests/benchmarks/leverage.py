"""How long it takes to ask what hangs on each link, beside knocking out one after the other.

    python tests/benchmarks/leverage.py

All ask how the leading eigenvalue of the same model goes with each of its links, in turns (A B C
A B C ...), each twice; the second time counts as *again*. `leverage` works out the slopes toward
all links from one pair of eigenvectors; asked for `links`, also how the gain and the frequency go
with each, by name and in order. Knocking out sets one link to zero at a time and takes all
eigenvalues again, in the way that is quickest in NumPy: all at once.
"""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median

import numpy as np
from graphs import random_graph, signed

import negcycle as nc
from negcycle.system.linear import LinearModel, linear_model

TURNS = 31
SIZES = ((12, 30), (30, 90), (60, 150), (60, 240))


def by_eigenvectors(model: LinearModel) -> int:
    """Return toward how many links `leverage` knows the slope."""
    growth = nc.leverage(model, state=np.zeros(len(model.names))).slopes.growth
    return growth.size


def by_name(model: LinearModel) -> int:
    """Return of how many links `leverage` knows all there is to know."""
    return len(nc.leverage(model, state=np.zeros(len(model.names))).links)


def by_knocking_out(model: LinearModel) -> int:
    """Return of how many links it is known where the eigenvalue goes without them."""
    jacobian = model.jacobian(np.zeros(len(model.names)))
    targets, sources = np.nonzero(jacobian - np.diag(np.diag(jacobian)))
    without = np.repeat(jacobian[None], len(targets), axis=0)
    without[np.arange(len(targets)), targets, sources] = 0
    return len(np.linalg.eigvals(without).real.max(axis=1))


def taken_by(find: Callable[[LinearModel], int], model: LinearModel) -> float:
    """Return how long one question takes, in seconds."""
    start = time.perf_counter()
    find(model)
    return time.perf_counter() - start


def row(nodes: int, links: int) -> str:
    """Return a line of the table."""
    model = linear_model(signed(random_graph(nodes, links, seed=1)))
    times: list[list[float]] = [[], [], []]
    again: list[float] = []
    for turn in range(TURNS + 1):
        for place, find in enumerate((by_eigenvectors, by_name, by_knocking_out)):
            taken = [taken_by(find, model) for _ in range(2)]
            if turn:
                times[place].append(taken[0])
                again += taken[1:] if find is by_eigenvectors else []
    slopes, named, knocked_out = (median(some) * 1000 for some in times)
    shown = f"{slopes:.2f} ms | {median(again) * 1000:.2f} ms | {named:.2f} ms"
    shown += f" | {knocked_out:.2f} ms"
    return (
        f"| {nodes} | {links} | {shown} | {knocked_out / slopes:.0f} | {knocked_out / named:.0f} |"
    )


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    when = f"NumPy {np.__version__}; median of {TURNS} turns, {datetime.now(UTC).date()}"
    ways = "`leverage` | `leverage`, again | `leverage`, links by name | each knocked out"
    ways += " | times | times, by name"
    sys.stdout.write(f"{python}; {when}\n\n| nodes | links | {ways} |\n{'|---' * 8}|\n")
    for size in SIZES:
        sys.stdout.write(row(*size) + "\n")
