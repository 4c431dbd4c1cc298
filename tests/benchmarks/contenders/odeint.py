"""SciPy's `odeint`, one couple after the other and without noise: exact, where the others step."""

from __future__ import annotations

from math import tanh

import numpy as np
from contenders import couple as c
from numpy.typing import NDArray

Array = NDArray[np.float64]


def rates(state: Array, _time: float) -> list[float]:
    """Return how fast each state goes."""
    now = state.tolist()
    (p0, e0, v0, y0, a0, r0), (p1, e1, v1, y1, a1, r1) = now[:6], now[6:]
    heals = c.FORGET + c.REPAIR * a0 * a1
    return [
        tanh(c.C * (c.MISSING[0] - y1)) - p0,
        tanh(c.C * (1 - a0) * p0) - e0,
        tanh(c.C * e0) - v0,
        tanh(c.C * v0) - y0,
        (c.OPENNESS * (1 - r0) * (1 - e0 * e0) - a0) / c.TAU_OPEN,
        ((1 - a0) * p0 * p0 * (1 - r0) - heals * r0) / c.TAU_BOND,
        tanh(c.C * (c.MISSING[1] - y0)) - p1,
        tanh(c.C * (1 - a1) * p1) - e1,
        tanh(c.C * e1) - v1,
        tanh(c.C * v1) - y1,
        (c.OPENNESS * (1 - r1) * (1 - e1 * e1) - a1) / c.TAU_OPEN,
        ((1 - a1) * p1 * p1 * (1 - r1) - heals * r1) / c.TAU_BOND,
    ]


def run(couples: int, turns: int, seed: int, noise: float = 0.0) -> dict[str, Array]:
    """Return what became of the couples; there is no chance in it."""
    from scipy.integrate import odeint

    assert noise == 0, "odeint has no noise"
    del seed
    start = [0.0, 0.0, 0.0, 0.0, c.OPENNESS, 0.0] * 2
    found: dict[str, list[Array]] = {name: [] for name in c.RESULTS}
    for _ in range(couples):
        states = odeint(rates, start, np.arange(turns + 1, dtype=np.float64))[1:]
        done = states[:, [3, 9]]
        seen = np.column_stack([states, np.abs(done).mean(axis=1)])
        side = np.sign(done) * (np.abs(done) >= c.POSITION)
        before = np.vstack([np.zeros(2), side[:-1]])
        changed = np.flatnonzero((side != before).any(axis=1))
        values = (
            states[-1],
            seen.mean(axis=0),
            seen.var(axis=0),
            seen.min(axis=0),
            seen.max(axis=0),
            np.float64(changed[-1] + 1 if len(changed) else 0),
        )
        for name, value in zip(c.RESULTS, values, strict=True):
            found[name].append(np.asarray(value))
    return {name: np.array(rows).T for name, rows in found.items()}
