"""The loop along which most comes back per link, found without listing all loops."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from negcycle.analysis.gain.sensitivities import connected
from negcycle.system.protocol import Array


@dataclass(frozen=True, slots=True)
class StrongestLoop:
    """The loop along which most comes back per link, without listing all loops."""

    nodes: tuple[str, ...]
    """In loop order, starting at the smallest name."""
    mean: float
    """Geometric mean of the sizes of its gains."""
    gain: float
    """Product of the sizes of its gains."""


def strongest_loop(names: Sequence[str], gains: Array) -> StrongestLoop | None:
    """Return the loop with the largest geometric mean of its gains, by Karp's algorithm.

    Entries are sizes, in row i, column j of how strongly j acts on i; the diagonal is no loop. None
    without a loop, or where a gain is infinite.
    """
    if not np.all(np.isfinite(gains)):
        return None
    best: tuple[float, list[int]] | None = None
    for part in connected(gains):
        with np.errstate(divide="ignore"):
            logs = np.log(gains[np.ix_(part, part)])
        np.fill_diagonal(logs, -math.inf)
        mean, loop = _karp(logs)
        if best is None or mean > best[0] + 1e-12:
            best = mean, [int(part[place]) for place in loop]
    if best is None:
        return None
    mean, loop = best
    start = min(range(len(loop)), key=lambda n: names[loop[n]])
    nodes = tuple(names[place] for place in (*loop[start:], *loop[:start]))
    return StrongestLoop(nodes, math.exp(mean), math.exp(mean * len(nodes)))


def _karp(logs: Array) -> tuple[float, list[int]]:
    """Return the largest mean of a loop in a strongly connected part, and such a loop."""
    n = len(logs)
    best = np.full((n + 1, n), -math.inf)
    came = np.zeros((n + 1, n), dtype=np.intp)
    best[0, 0] = 0.0
    for k in range(n):
        ways = logs + best[k][None, :]
        came[k + 1] = ways.argmax(axis=1)
        best[k + 1] = ways.max(axis=1)
    with np.errstate(invalid="ignore"):
        means = (best[n][None, :] - best[:n]) / (n - np.arange(n))[:, None]
    means[~np.isfinite(best[:n])] = math.inf
    least = np.where(np.isfinite(best[n]), means.min(axis=0), -math.inf)
    walk = [int(least.argmax())]
    for k in range(n, 0, -1):
        walk.append(int(came[k, walk[-1]]))
    walk.reverse()
    return max((_mean(logs, loop), loop) for loop in _loops_of(walk))


def _loops_of(walk: Sequence[int]) -> Iterator[list[int]]:
    """Yield the loops that a walk closes, each as soon as it comes back to a place."""
    way: list[int] = []
    for place in walk:
        if place in way:
            cut = way.index(place)
            yield way[cut:]
            del way[cut:]
        way.append(place)


def _mean(logs: Array, loop: Sequence[int]) -> float:
    onward = (*loop[1:], loop[0])
    return math.fsum(float(logs[b, a]) for a, b in zip(loop, onward, strict=True)) / len(loop)
