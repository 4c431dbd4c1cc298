"""Newton's method: from a start to a state that stays as it is."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np

from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.system import System

Moving: TypeAlias = SmoothModel | MapModel
"""A model in continuous time or in steps."""

STAYS = 1e-9
"""A state that moves no faster than this (of a map: in one step) stays as it is."""

SAME = 1e-5
"""Two fixed points nearer than this are one."""

_NEAR = 1e-7
"""Who moves less than this, in units of how strongly a state relaxes, is next to a rest."""
_PUSH = 1e-7
"""How far a state is pushed to read slopes."""
_TOO_MUCH = 1e9
"""A start that needs more damping than this leads nowhere."""


def is_map(model: Model) -> bool:
    """Whether a model goes in steps."""
    return not isinstance(model, System) and isinstance(model, MapModel)  # protocols are slow


def moves(model: Moving, state: Array) -> Array:
    """Return what is 0 at a fixed point: the rates, or the step of a map. Shape ``(n,)``."""
    if not isinstance(model, System) and isinstance(model, MapModel):
        return np.asarray(model.next(state) - state)
    return np.asarray(model.rates(state))


def slopes_of_moves(model: Moving, state: Array) -> Array:
    """Return how `moves` changes with each state. Shape ``(n, n)``."""
    slopes = np.asarray(model.jacobian(state), dtype=np.float64)
    return slopes - np.eye(len(state)) if is_map(model) else slopes


def rest_from(
    model: Moving,
    start: Array,
    *,
    low: Array | None = None,
    high: Array | None = None,
    most: int = 80,
) -> Array | None:
    """Return the fixed point that damped Newton steps lead to from `start`, or None.

    Each row is divided by how strongly its state relaxes, so that slow ones weigh as much; the
    damping is that of Levenberg and Marquardt. The way keeps the box of a couple's system; it may
    leave that of another model by its width.

    Args:
        model: A model.
        start: Shape ``(n,)``.
        low: Lower ends of the box; None for those of a couple's system, else for no limit.
        high: Upper ends of the box.
        most: How many steps at most.

    Sources:
        Nocedal, J., & Wright, S. J. (2006). Numerical Optimization, 2nd ed., chapter 10.
    """
    low, high = _limits(model, low, high)
    state: Array = np.array(start, dtype=np.float64)
    damping = 1e-3
    with np.errstate(all="ignore"):
        off = moves(model, state)
        for _ in range(most):
            slopes = slopes_of_moves(model, state)
            if not (np.all(np.isfinite(slopes)) and np.all(np.isfinite(off))):
                return None
            scale = 1 / np.maximum(np.max(np.abs(slopes), axis=1), 1e-9)
            size = float(np.max(np.abs(off * scale)))
            if size < 1e-14:
                break
            rows: Array = slopes * scale[:, None]
            aim: Array = off * scale
            squares: Array = rows.T @ rows
            for _ in range(12):
                pull = squares + damping * size * np.eye(len(state))
                try:
                    move: Array = np.asarray(np.linalg.solve(pull, -rows.T @ aim), np.float64)
                except np.linalg.LinAlgError:
                    damping = max(damping, 1e-12) * 10
                    continue
                new: Array = np.clip(state + move, low, high)
                new_off = moves(model, new)
                if np.sum((new_off * scale) ** 2) < np.sum(aim**2):
                    damping = max(damping / 10, 1e-12)
                    break
                damping *= 10
            else:
                break
            state, off = new, new_off
        state = polished(model, state)
        return state if float(np.max(np.abs(moves(model, state)))) < STAYS else None


def _limits(model: Moving, low: Array | None, high: Array | None) -> tuple[Array, Array]:
    if isinstance(model, System):
        return model.low if low is None else low, model.high if high is None else high
    if low is None or high is None:
        everywhere = np.full(len(model.names), np.inf)
        return -everywhere, everywhere
    return low - (high - low), high + (high - low)


def polished(model: Moving, state: Array) -> Array:
    """Return the state after a few whole Newton steps, as long as they come nearer."""
    off = moves(model, state)
    for _ in range(4):
        try:
            new = state - np.linalg.solve(slopes_of_moves(model, state), off)
        except np.linalg.LinAlgError:
            break
        if isinstance(model, System):
            new = np.clip(new, model.low, model.high)
        new_off = moves(model, new)
        if not np.max(np.abs(new_off)) < np.max(np.abs(off)):
            break
        state, off = new, new_off
    return state


def rests_from(
    model: Moving,
    starts: Array,
    *,
    low: Array | None = None,
    high: Array | None = None,
    most: int = 120,
) -> list[Array]:
    """Return the different fixed points that many starts lead to, all followed at once.

    As `rest_from`, with slopes read off small pushes; what is found is then sharpened one by one.

    Args:
        model: A model.
        starts: One in each column. Shape ``(n, n_starts)``.
        low: As of `rest_from`.
        high: As of `rest_from`.
        most: How many steps at most.
    """
    ends = _limits(model, low, high)
    with np.errstate(all="ignore"):
        near = _together(model, np.clip(starts, *(end[:, None] for end in ends)), ends, most)
    found: list[Array] = []
    for column in near.T:
        if any(np.max(np.abs(column - other)) < SAME for other in found):
            continue
        rest = rest_from(model, column, low=low, high=high)
        if rest is not None and all(np.max(np.abs(rest - one)) > SAME for one in found):
            found.append(rest)
    return found


def _together(model: Moving, lanes: Array, ends: tuple[Array, Array], most: int) -> Array:
    """Return lanes next to a fixed point; those that come to none are left out."""
    low, high = (end[:, None] for end in ends)
    count = len(lanes)
    left, done = lanes, [np.empty((count, 0))]
    damping, off = np.full(lanes.shape[1], 1e-3), moves(model, lanes)
    for _ in range(most):
        rows = _pushed(model, left, off)
        scale = 1 / np.maximum(np.max(np.abs(rows), axis=2), 1e-9)
        rows, aim = rows * scale[:, :, None], off.T * scale
        size = np.max(np.abs(aim), axis=1)
        there, lost = size < _NEAR, ~(np.isfinite(rows).all(axis=(1, 2)) & np.isfinite(size))
        done.append(left[:, there & ~lost])
        keep = ~(there | lost | (damping > _TOO_MUCH))
        if not keep.any():
            break
        left, off, damping = left[:, keep], off[:, keep], damping[keep]
        rows, aim, size, scale = rows[keep], aim[keep], size[keep], scale[keep]
        turned = np.swapaxes(rows, 1, 2)
        pull = turned @ rows + (damping * np.minimum(size, 1.0))[:, None, None] * np.eye(count)
        pull += 1e-14 * np.eye(count)
        ways = np.asarray(np.linalg.solve(pull, -turned @ aim[:, :, None]), np.float64)
        new: Array = np.clip(left + ways[:, :, 0].T, low, high)
        new_off = moves(model, new)
        better = np.sum((new_off.T * scale) ** 2, axis=1) < np.sum(aim**2, axis=1)
        left, off = np.where(better, new, left), np.where(better, new_off, off)
        damping = np.where(better, np.maximum(damping / 10, 1e-12), np.maximum(damping, 1e-9) * 10)
    return np.concatenate(done, axis=1)


def _pushed(model: Moving, lanes: Array, off: Array) -> Array:
    """Return the slopes of `moves` at each lane. Shape ``(n_lanes, n, n)``."""
    push = _PUSH * np.maximum(1.0, np.abs(lanes))
    pushed = moves(model, lanes[:, None] + np.eye(len(lanes))[:, :, None] * push[None])
    return np.moveaxis((pushed - off[:, None]) / push[None], 2, 0)
