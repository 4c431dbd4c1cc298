"""Thirty lines of NumPy, as a good researcher would write them: a row for each partner."""

from __future__ import annotations

import numpy as np
from contenders import couple as c
from numpy.typing import NDArray

Array = NDArray[np.float64]


def run(couples: int, turns: int, seed: int, noise: float = c.NOISE) -> dict[str, Array]:
    """Return what became of the couples."""
    rng = np.random.default_rng(seed)
    missing = np.array(c.MISSING)[:, None]
    p, e, v, y, r = np.zeros((5, 2, couples))
    a = np.full((2, couples), c.OPENNESS)
    eta = noise * rng.standard_normal((2, couples))
    total, squares = np.zeros((2, 13, couples))
    lowest, highest = np.full((13, couples), np.inf), np.full((13, couples), -np.inf)
    position, settled = np.zeros((2, couples)), np.zeros(couples)
    for step in range(1, c.EVERY * turns + 1):
        fill = (1 - a) * p**2
        both = fill + c.FORGET + c.REPAIR * a[0] * a[1]
        target = c.OPENNESS * (1 - r) * (1 - e**2)
        r = r + (1 - np.exp(-both * c.STEP / c.TAU_BOND)) * (fill / both - r)
        p, e, v, y = (
            p + c.MOVED * (np.tanh(c.C * (missing - y[::-1]) + eta) - p),
            e + c.MOVED * (np.tanh(c.C * (1 - a) * p) - e),
            v + c.MOVED * (np.tanh(c.C * e) - v),
            y + c.MOVED * (np.tanh(c.C * v) - y),
        )
        a = a + c.MOVED_OPEN * (target - a)
        eta = c.KEEPS * eta + c.FRESH * noise * rng.standard_normal((2, couples))
        if step % c.EVERY == 0:
            strength = np.abs(y).mean(axis=0)
            now = np.stack([*(s[i] for i in (0, 1) for s in (p, e, v, y, a, r)), strength])
            total += now
            squares += now**2
            lowest, highest = np.minimum(lowest, now), np.maximum(highest, now)
            side = np.sign(y) * (np.abs(y) >= c.POSITION)
            settled[(side != position).any(axis=0)] = step / c.EVERY
            position = side
    mean = total / turns
    found = (now[:12], mean, squares / turns - mean**2, lowest, highest, settled)
    return dict(zip(c.RESULTS, found, strict=True))
