"""One way through time: step after step, under the inputs of a plan, with chance and delays."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import count

import numpy as np
from numpy.typing import NDArray

from negcycle.model.plan import Plan
from negcycle.model.trajectory import Acting
from negcycle.simulation.chance import normals, streams
from negcycle.simulation.schedule import Schedule
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.stepping import Prepared, prepare, stepped
from negcycle.system.system import System

_CHUNK = 4_096
"""Steps for which random numbers are drawn, and states are put away, at once."""


class Walk:
    """The states over time, and the inputs under which they came about."""

    def __init__(
        self,
        system: System,
        plan: Plan,
        *,
        step: float,
        count: int,
        seed: int | None,
        couple: int = 0,
    ) -> None:
        self.system = system
        self.step = step
        self.count = count
        self.seed = seed
        self.couple = couple
        self.schedule = Schedule(system, plan, step)
        self._changes: list[tuple[int, Inputs]] = []

    @property
    def times(self) -> Array:
        """In turns. Shape ``(n_times,)``."""
        return np.arange(self.count + 1, dtype=np.float64) * self.step

    def states(self, start: Array) -> Array:
        """Go all the way, and return every state. Shape ``(n_times, n_states)``."""
        system, step = self.system, self.step
        made = np.empty((self.count + 1, len(system.states)))
        made[0] = start
        now: list[float] = start.tolist()
        rows: list[list[float]] = []
        late = _Late(system, now, step)
        chance = _chance(system, step, self.seed, self.couple)
        inputs: Inputs | None = None
        prepared = Prepared((), ())
        for n in range(self.count):
            acting = self.schedule.at(n * step, now)
            if acting is not inputs:
                inputs = acting
                prepared = prepare(system, inputs, step)
                self._changes.append((n, inputs))
            pushed = next(chance) if chance is not None else None
            now = stepped(prepared, now, late.states(now), pushed)
            rows.append(now)
            if len(rows) == _CHUNK or n == self.count - 1:
                made[n + 2 - len(rows) : n + 2] = rows
                rows = []
        return made

    def stretches(self) -> Iterator[tuple[slice, Inputs]]:
        """Yield each stretch of time in which the inputs stay the same, with them."""
        ends = [first for first, _ in self._changes[1:]] + [self.count + 1]
        for (first, inputs), end in zip(self._changes, ends, strict=True):
            yield slice(first, end), inputs

    def acting(self) -> Iterator[Acting]:
        """Yield the inputs in numbers, each time that they change."""
        for first, inputs in self._changes:
            yield Acting(first * self.step, inputs.named(self.system.keys))

    def together(self) -> NDArray[np.bool_]:
        """Return when every pair was in contact. Shape ``(n_times,)``."""
        met = np.empty(self.count + 1, dtype=np.bool_)
        for stretch, inputs in self.stretches():
            met[stretch] = all(inputs.contact[pair] > 0 for pair in self.system.pairs)
        return met


class _Late:
    """The states at each delay ago; between two steps in proportion, which keeps to the box."""

    def __init__(self, system: System, start: list[float], step: float) -> None:
        self.steps = [delay / step for delay in system.delays]
        self.kept = [start]
        self.longest = math.ceil(max(self.steps, default=0.0)) + 1

    def states(self, now: list[float]) -> list[list[float]]:
        if not self.steps:
            return []
        if self.kept[-1] is not now:
            self.kept.append(now)
        if len(self.kept) > 2 * self.longest:
            del self.kept[: -self.longest]
        return [self._ago(steps) for steps in self.steps]

    def _ago(self, steps: float) -> list[float]:
        whole = math.floor(steps)
        later, part = self._back(whole), steps - whole
        if part < 1e-9:
            return later
        earlier = self._back(whole + 1)
        return [(1 - part) * a + part * b for a, b in zip(later, earlier, strict=True)]

    def _back(self, steps: int) -> list[float]:
        return self.kept[max(len(self.kept) - 1 - steps, 0)]


def _chance(
    system: System, step: float, seed: int | None, couple: int
) -> Iterator[list[float]] | None:
    """Return an endless row of random inputs, one list a step; None without noise.

    An Ornstein-Uhlenbeck process for each partner, exact at every step and stationary from the
    start. The numbers go to the partners by key, so that nothing changes with who is listed first.
    They are those of this couple in an ensemble of this seed.
    """
    if system.noise == 0 or seed is None:
        return None
    stream = streams(seed, np.array([couple]))
    rank = np.argsort(np.argsort(system.keys))
    pairs = -(-len(rank) // 2)
    keeps = math.exp(-step / system.tau_noise)
    fresh = system.noise * math.sqrt(1 - keeps**2)

    def drawn() -> Iterator[list[float]]:
        for first in count(0, _CHUNK):
            places = np.arange(first * pairs, (first + _CHUNK) * pairs, dtype=np.uint64)
            both = np.stack(normals(stream, places), axis=-1)
            yield from both.reshape(_CHUNK, 2 * pairs)[:, rank].tolist()

    def row() -> Iterator[list[float]]:
        numbers = drawn()
        now = [system.noise * new for new in next(numbers)]
        for fresh_ones in numbers:
            yield now
            now = [keeps * old + fresh * new for old, new in zip(now, fresh_ones, strict=True)]

    return row()
