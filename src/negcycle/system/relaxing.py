"""Where a couple settles: run on under constant inputs, then sharpen with Newton's method."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.stepping import prepare, stepped
from negcycle.system.system import System

_STILL = 1e-6
"""A state that moves less than this within its own time constant has settled."""

_NEAR = 0.02
"""How far from there Newton's method may go."""


def relax(
    system: System,
    start: Array,
    *,
    clamped: Mapping[str, float] | None = None,
    inputs: Inputs | None = None,
    turns: float = 20_000.0,
    step: float = 1.0,
) -> Array:
    """Return the state that a couple settles in, without noise and delays.

    Args:
        system: The couple.
        start: Where to begin. Shape ``(n_states,)``, or ``(n_states, n)`` for many side by side.
        clamped: States that are held where they are.
        inputs: What acts all the time; None for nothing.
        turns: When to give up waiting; what is reached by then comes back.
        step: Length of a step, in turns. It changes the way and not where it leads.
    """
    held = {system.place(name): value for name, value in (clamped or {}).items()}
    state = np.array(start, dtype=np.float64)
    for place, value in held.items():
        state[place] = value
    free = np.array([place not in held for place in range(len(system.states))])
    rest = _Rest(system, inputs or system.resting, free)
    if state.ndim > 1:
        return rest.many(state, int(turns / step), step)
    return rest.sharpened(rest.one(state, int(turns / step), step))


@dataclass(frozen=True, eq=False)
class _Rest:
    """A couple under constant inputs, some of its states held."""

    system: System
    inputs: Inputs
    free: NDArray[np.bool_]
    """Which states may move."""

    def one(self, state: Array, count: int, step: float) -> Array:
        prepared = prepare(self.system, self.inputs, step)
        now: list[float] = state.tolist()
        held = [(place, value) for place, value in enumerate(now) if not self.free[place]]
        slowness = [one.tau / step if one.kind.is_slow else 1.0 for one in self.system.states]
        for _ in range(count):
            new = stepped(prepared, now, [now] * len(self.system.delays))
            for place, value in held:
                new[place] = value
            moved = max(abs(a - b) * slow for a, b, slow in zip(new, now, slowness, strict=True))
            now = new
            if moved < _STILL:
                break
        return np.array(now)

    def many(self, state: Array, count: int, step: float) -> Array:
        for _ in range(count):
            speed, target = self.system.targets(state, inputs=self.inputs)
            way = np.where(self.free[:, None], target - state, 0.0)
            state = state + (1 - np.exp(-speed * step)) * way
            if float(np.max(np.abs(way), initial=0.0)) < _STILL:
                break
        return state

    def sharpened(self, state: Array) -> Array:
        """Return the fixed point next to `state`, or `state` itself where there is none."""
        system, free = self.system, self.free
        now = state
        for _ in range(20):
            rates = np.compress(free, system.rates(now, inputs=self.inputs))
            if float(np.max(np.abs(rates), initial=0.0)) < 1e-15:
                break
            rows = np.compress(free, system.jacobian(now, inputs=self.inputs), axis=0)
            slopes = np.compress(free, rows, axis=1)
            try:
                move = np.linalg.solve(slopes, -rates)
            except np.linalg.LinAlgError:
                return state
            new = now.copy()
            np.place(new, free, np.compress(free, now) + move)
            new = np.clip(new, system.low, system.high)  # who settles at an edge may be overshot
            if float(np.max(np.abs(new - state))) > _NEAR:
                return state
            now = new
        return now
