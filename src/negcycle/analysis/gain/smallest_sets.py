"""The smallest sets of links whose weakening brings the gain below one."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

import numpy as np

from negcycle.analysis.gain.sensitivities import connected
from negcycle.analysis.gain.strongest_loop import StrongestLoop, strongest_loop
from negcycle.analysis.spectrum import eigenvalues, radius
from negcycle.errors import AnalysisError
from negcycle.system.protocol import Array
from negcycle.words import say

Ends: TypeAlias = tuple[str, str]
"""A link by its source and its target."""

_Entry: TypeAlias = tuple[int, int]
"""A link by its row and its column."""


@dataclass(frozen=True, slots=True)
class SmallSets:
    """The smallest sets of links that bring the gain below one when they are weakened."""

    sets: tuple[tuple[Ends, ...], ...]
    """Each set as short as can be: without any one of its links it would not do."""
    share: float
    """By how much each link is weakened."""
    radius: float
    """The spectral radius of the gains as they are."""
    complete: bool
    """Whether every such set of `at_most` links or fewer is there."""
    at_most: int
    """The largest set looked for."""


def smallest_sets(
    names: Sequence[str],
    gains: Array,
    *,
    share: float = 0.5,
    at_most: int = 3,
    limit: int = 50_000,
) -> SmallSets:
    """Return the smallest sets of links whose weakening brings the spectral radius below one.

    Exact: every set up to `at_most` links is looked at, unless there are more than `limit`. No set
    can be smaller than the strongest loop alone demands, so the search begins there.

    Args:
        names: Of the states.
        gains: The sizes of the gains, in row i, column j of how strongly j acts on i.
        share: By how much each link of a set is weakened, above 0 and up to 1.
        at_most: The largest set to look for.
        limit: How many sets are looked at.

    Raises:
        AnalysisError: if the share lies outside.
    """
    if not 0 < share <= 1:
        raise AnalysisError(say("leverage.share", value=share))
    now, loop = radius(gains), strongest_loop(names, gains)
    found: list[frozenset[_Entry]] = []
    complete = True
    if now >= 1 and loop is not None and math.isfinite(now):
        entries = _in_loops(gains)
        looked = 0
        for size in range(_fewest(loop, share), at_most + 1):
            for batch in _batches(combinations(entries, size), 500):
                looked += len(batch)
                if looked > limit:
                    complete = False
                    break
                sets = [one for one in batch if not any(two <= set(one) for two in found)]
                found += [frozenset(one) for one in _sufficient(gains, sets, share)]
            if not complete:
                break
    named = sorted(tuple(sorted((names[j], names[i]) for i, j in one)) for one in found)
    named.sort(key=len)
    return SmallSets(tuple(named), share, now, complete, at_most)


def _sufficient(
    gains: Array, sets: Sequence[tuple[_Entry, ...]], share: float
) -> Iterator[tuple[_Entry, ...]]:
    if not sets:
        return
    weakened = np.repeat(gains[None], len(sets), axis=0)
    for n, one in enumerate(sets):
        for i, j in one:
            weakened[n, i, j] *= 1 - share
    sizes = np.max(np.abs(eigenvalues(weakened)), axis=1)
    yield from (one for one, size in zip(sets, sizes, strict=True) if size < 1 - 1e-12)


def _fewest(loop: StrongestLoop, share: float) -> int:
    """Return how many links of the strongest loop must be weakened for its gain to be below 1.

    The radius is never below the geometric mean of a loop, so fewer cannot do.
    """
    if share == 1 or loop.gain < 1:
        return 1
    return max(1, math.ceil(math.log(loop.gain) / -math.log(1 - share) - 1e-9))


def _in_loops(gains: Array) -> list[tuple[int, int]]:
    """Return the entries that lie on a loop, by row and column."""
    return [
        (int(part[i]), int(part[j]))
        for part in connected(gains)
        for i, j in zip(*np.nonzero(gains[np.ix_(part, part)]), strict=True)
        if i != j
    ]


def _batches(
    items: Iterator[tuple[tuple[int, int], ...]], size: int
) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    batch: list[tuple[tuple[int, int], ...]] = []
    for one in items:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
