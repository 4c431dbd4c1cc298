"""Where a model goes around: runs that are followed until they come back to where they were."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import MappingProxyType

import numpy as np

from negcycle.analysis.newton import Moving, is_map
from negcycle.analysis.rest.equilibrium import Equilibrium
from negcycle.analysis.spectrum import eigenvalues, leading_first
from negcycle.system.protocol import Array, MapModel

_STEPS = (2_000, 8_000)
"""How long runs are followed: first so many steps, and so many more where that was too short."""

_RUNS = 4
"""How many runs are followed, side by side."""

_WIDE = 1e-5
"""Who moves over less than this does not go around."""


def followed(model: Moving, points: Sequence[Array]) -> list[Equilibrium]:
    """Return what a few runs lead to where no fixed point holds, each limit cycle once."""
    found: list[Equilibrium] = []
    state = np.stack(points[-_RUNS:], axis=-1)
    step = step_of(model, state.T)
    for count in _STEPS:
        path = _path(model, state, step, count)
        found = []
        for tail in np.moveaxis(path[count // 2 :], -1, 0):
            one = _around(model, tail, step)
            if one is not None and not any(_alike(one, other) for other in found):
                found.append(one)
        finer = min(step, step_of(model, np.concatenate(path[:: count // 10].swapaxes(1, 2))))
        if all(one.kind == "limit cycle" for one in found) and finer > step / 2:
            break
        state, step = path[-1], finer
    return found


def _path(model: Moving, state: Array, step: float, count: int) -> Array:
    """Return where the runs go. Shape ``(count + 1, n, runs)``."""
    path = np.empty((count + 1, *state.shape))
    path[0] = state
    with np.errstate(all="ignore"):
        for n in range(count):
            path[n + 1] = forward(model, path[n], step)
    return path


def _alike(one: Equilibrium, other: Equilibrium) -> bool:
    if one.kind != other.kind or one.period is None or other.period is None:
        return one.kind == other.kind
    return math.isclose(one.period, other.period, rel_tol=3e-2)


def _around(model: Moving, tail: Array, step: float) -> Equilibrium | None:
    """Say what the end of one run is; None where it grew beyond all bounds. Shape ``(times, n)``.

    It has gone around when it left its last point and came back to it, in turns of one width.
    """
    if not np.all(np.isfinite(tail)) or np.max(np.abs(tail)) > 1e12:
        return None
    width = float(np.max(np.ptp(tail, axis=0)))
    back, missed = _return(tail, width)
    around = back is not None and missed < 1e-2 * width and _repeats(tail, int(back), width)
    values = leading_first(eigenvalues(model.jacobian(tail[-1])), steps=is_map(model))
    return Equilibrium(
        "limit cycle" if around else "not converged",
        MappingProxyType(dict(zip(model.names, tail[-1].tolist(), strict=True))),
        missed,
        values,
        stable=True if around else None,
        period=back * step if around and back is not None else None,
    )


def _return(tail: Array, width: float) -> tuple[float | None, float]:
    """Return how many steps ago a run was where it ends, and how far it missed that point."""
    away = np.max(np.abs(tail - tail[-1]), axis=1)[::-1]
    left = np.flatnonzero(away > 0.2 * width)
    if width <= _WIDE or not len(left):
        return None, width
    near = np.flatnonzero(away[left[0] :] < 0.1 * width) + left[0]
    if not len(near):
        return None, width
    leaving = np.flatnonzero(away[near[0] :] > 0.15 * width) + near[0]
    stop = int(leaving[0]) if len(leaving) else len(away)
    back = int(near[0] + np.argmin(away[near[0] : stop]))
    return min((_between(tail, back, way) for way in (-1, 1)), key=lambda one: one[1])


def _between(tail: Array, back: int, way: int) -> tuple[float, float]:
    """Return the nearest point on the line from one point of a run to the next, and how near."""
    place = len(tail) - 1 - back
    if not 0 <= place - way < len(tail):
        return float(back), float(np.max(np.abs(tail[place] - tail[-1])))
    along, missing = tail[place - way] - tail[place], tail[-1] - tail[place]
    share = float(np.clip(along @ missing / max(float(along @ along), 1e-300), 0, 1))
    return back + way * share, float(np.max(np.abs(missing - share * along)))


def _repeats(tail: Array, back: int, width: float) -> bool:
    """Whether the last time around was as wide as the first one kept: no growth, no fading."""
    if not 0 < 3 * back <= len(tail):
        return False
    last = np.ptp(tail[-back - 1 :], axis=0).max()
    first = np.ptp(tail[: back + 1], axis=0).max()
    return bool(abs(last - first) < 0.01 * width)


def step_of(model: Moving, states: Array) -> float:
    """Return a step that is short beside the fastest motion at some states, one in each row."""
    if isinstance(model, MapModel):
        return 1.0
    finite = [state for state in states if np.all(np.isfinite(state)) and np.all(abs(state) < 1e6)]
    slopes = [model.jacobian(state) for state in finite]
    fastest = max((float(np.max(np.abs(eigenvalues(one)))) for one in slopes), default=1.0)
    return 0.2 / max(fastest, 0.1)


def forward(model: Moving, state: Array, step: float) -> Array:
    """Return the state one step later, by the classical Runge-Kutta method."""
    if isinstance(model, MapModel):
        return np.asarray(model.next(state))
    k1 = model.rates(state)
    k2 = model.rates(state + step / 2 * k1)
    k3 = model.rates(state + step / 2 * k2)
    k4 = model.rates(state + step * k3)
    return np.asarray(state + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
