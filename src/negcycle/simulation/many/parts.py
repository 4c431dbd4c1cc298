"""What came out for some couples: a row for each, read off when they have gone all their steps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negcycle.model.ensemble import READINGS
from negcycle.model.missed import Notes
from negcycle.simulation.ending import UNDECIDED, by_ends, endings, shows_trend
from negcycle.simulation.many.blocks import Block
from negcycle.system.protocol import Array

_FEW = 8
"""Where fewer than one in so many couples are asked for, they are picked out one by one."""

_DECIDED = 512
"""Of so many couples is decided at once how they ended."""


@dataclass(frozen=True, eq=False)
class Part:
    """What came out for a stretch of couples."""

    columns: Mapping[str, NDArray[np.generic]]
    recorded: Array | None
    """Shape ``(n_couples, n_times, n_recorded)``."""
    notes: Notes


def read_off(block: Block) -> Part:
    """Return the rows of couples that have gone all their steps."""
    return Part(_columns(block), _recorded(block), block.schedules.notes())


def _columns(block: Block) -> dict[str, NDArray[np.generic]]:
    """Return what became of each couple, by column."""
    question, system = block.question, block.system
    columns: dict[str, NDArray[np.generic]] = {
        "outcome": _outcomes(block),
        "settled": block.in_rows(block.group.changed).astype(np.float64) * question.step,
    }
    for key, codes in zip(system.keys, block.in_rows(block.group.position), strict=True):
        columns[f"{key}.position"] = codes.astype(np.int8)
    every = block.looks.step
    looks = (question.count - question.after + every - 1) // every
    origins = block.in_rows(block.group.origin).astype(np.float64, copy=False)
    sums, squares, lowest, highest = _tallies(block)
    means = sums / looks
    read = (
        _final(block),
        origins + means,
        np.maximum(squares / looks - means * means, 0.0),
        lowest,
        highest,
    )
    for n, name in enumerate((*system.names, "cycle_strength")):
        for reading, values in zip(READINGS, read, strict=True):
            columns[f"{name}.{reading}"] = values[n]
    return columns


def _tallies(block: Block) -> list[Array]:
    """Return sums, sums of squares, lowest and highest. Each ``(n_states + 1, width)``."""
    return [block.in_rows(one).astype(np.float64, copy=False) for one in block.group.tally]


def _final(block: Block) -> Array:
    """Return the states and the strength of the cycle at the end."""
    states = block.in_rows(block.group.states).astype(np.float64, copy=False)
    return np.concatenate([states, _strength(block, states)[None]])


def _strength(block: Block, states: Array) -> Array:
    """Return the strength of the cycle in some states. Shape ``(width,)``."""
    strength = np.zeros(block.width)
    done = _done(block, states[block.tables.behaviors[:, 0]])
    for one in done:
        strength += np.abs(one) / len(done)
    return strength


def _done(block: Block, behaviors: NDArray[Any]) -> list[NDArray[Any]]:
    """Return what each partner does who is in a cycle, the mean over their behaviors."""
    found: list[NDArray[Any]] = []
    for first, end, moves in block.tables.people.tolist():
        if moves:
            total = behaviors[first]
            for n in range(first + 1, end):
                total = total + behaviors[n]
            found.append(total if end == first + 1 else total / (end - first))
    return found


def _outcomes(block: Block) -> NDArray[np.int8]:
    """Return how each couple ended, by its number."""
    question, met = block.question, block.met
    begins = block.looks.start * question.step
    lively = np.broadcast_to(
        (block.values.noise[0] > 0) | (block.schedules.last_end > begins), (block.width,)
    )
    trend = shows_trend(question.count * question.step, day=question.day)
    made = np.full(block.width, UNDECIDED)
    moving = np.flatnonzero(block.tables.people[:, 2]).tolist()
    # A look before the first step is not among the least and the most.
    if met.all() and lively.any() and block.looks.start > 0:
        least, most = block.in_rows(block.group.least), block.in_rows(block.group.most)
        made[lively] = by_ends(least[moving], most[moving], least[-1], most[-1])[lively]
    alike = met.shape[1] == 1
    n_behaviors = len(block.tables.behaviors)
    for couples, kept in _kept(block, made == UNDECIDED):
        made[couples] = endings(
            np.stack(_done(block, kept[:n_behaviors])),
            kept[[n_behaviors + p for p in moving]],
            met[:, 0] if alike else met[:, couples],
            lively[couples],
            trend=trend,
        ).outcome
    return made


def _kept(
    block: Block, asked: NDArray[np.bool_]
) -> Iterator[tuple[NDArray[np.intp], NDArray[Any]]]:
    """Yield what was kept of some couples after the other: ``(n_kept, n_looks, n_couples)``.

    Few are put in order at once, so that they stay in fast memory; very few are picked out.
    """
    kept, lanes = block.group.kept, block.lanes
    at_once = max(1, _DECIDED // lanes) * lanes
    for begin in range(0, block.width, at_once):
        couples = begin + np.flatnonzero(asked[begin : begin + at_once])
        if 0 < len(couples) < at_once // _FEW:
            yield couples, kept[couples // lanes, :, :, couples % lanes].transpose(2, 1, 0)
        elif len(couples):
            some = kept[begin // lanes : (begin + at_once) // lanes]
            rows = some.transpose(2, 1, 0, 3).reshape(some.shape[2], some.shape[1], -1)
            yield couples, rows[:, :, couples - begin]


def _recorded(block: Block) -> Array | None:
    if not block.question.record:
        return None
    return block.in_rows(block.group.recorded).transpose(2, 0, 1).astype(np.float64, copy=False)
