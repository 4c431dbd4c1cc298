"""How a run ended: calm, stuck, escalating, oscillating or unsettled, and how that was decided."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from negcycle.model.trajectory import POSITION, Band, Outcome
from negcycle.simulation.measuring import STRONG
from negcycle.system.protocol import Array
from negcycle.words import say

STEADY = 0.05
"""A behavior that stays within this much has settled."""

MOVING = 0.02
"""Less than this is no growth."""

TURNS_BACK = 4
"""From this many turning points on, without fading, it goes back and forth."""

WINDOW = 0.25
"""The last part of a run that is looked at, as a share of the whole."""


class Ending(NamedTuple):
    """How a run ended, and what was looked at."""

    outcome: Outcome
    decided: str
    """How it was decided, in a sentence."""
    first: int
    """The first point in time that was looked at."""


def ending(
    times: Array,
    done: Array,
    resentment: Array,
    bands: Sequence[Band],
    *,
    noise: float = 0.0,
) -> Ending:
    """Decide how a run ended, from its last quarter.

    Args:
        times: In turns. Shape ``(n_times,)``.
        done: What each partner does, -1 to 1. Shape ``(n_people, n_times)``.
        resentment: 0 to 1. Shape ``(n_people, n_times)``.
        bands: The inputs as they happened.
        noise: With noise, or with inputs in that quarter, means are compared instead of points.
    """
    start = (1 - WINDOW) * float(times[-1])
    first = min(int(np.searchsorted(times, start)), max(len(times) - 2, 0))
    y, r = done[:, first:], resentment[:, first:]
    strength = np.abs(y).mean(axis=0)
    lively = noise > 0 or any(band.end > times[first] for band in bands)
    outcome = _by_means(y, strength) if lively else _by_points(y, r, strength)
    words = {
        "turns": float(times[-1] - times[first]),
        "low": float(strength.min()),
        "high": float(strength.max()),
        "mean": float(strength.mean()),
        "strong": STRONG,
    }
    return Ending(outcome, say(f"outcome.{outcome}{'-mean' if lively else ''}", **words), first)


def _by_points(y: Array, r: Array, strength: Array) -> Outcome:
    """Decide where nothing happens any more and chance plays no part."""
    spans = np.ptp(y, axis=1)
    if spans.max() <= STEADY:
        hardening = float((r[:, -1] - r[:, 0]).max())
        easing = float(strength[0] - strength[-1])
        if strength[-1] >= STRONG:
            return Outcome.UNSETTLED if easing > MOVING else Outcome.STUCK
        return Outcome.UNSETTLED if hardening > MOVING else Outcome.CALM
    if _goes_back_and_forth(y[int(spans.argmax())]):
        return Outcome.OSCILLATING
    grown = strength[-1] - strength[0]
    return (
        Outcome.ESCALATING if grown > MOVING and strength[-1] >= strength[-2] else Outcome.UNSETTLED
    )


def _goes_back_and_forth(values: Array) -> bool:
    moves = np.diff(values)
    moves = moves[np.abs(moves) > 1e-12]
    turning = np.flatnonzero(np.diff(np.sign(moves)) != 0)
    half = len(values) // 2
    fades = np.ptp(values[half:]) < 0.8 * np.ptp(values[:half])
    return len(turning) >= TURNS_BACK and not fades


def _by_means(y: Array, strength: Array) -> Outcome:
    """Decide from thirds of the window, so that single triggers and chance do not count."""
    thirds = [float(part.mean()) for part in np.array_split(strength, 3) if len(part)]
    if max(_reversals(one) for one in y) >= TURNS_BACK:
        return Outcome.OSCILLATING
    grown = thirds[-1] - thirds[0]
    if abs(grown) <= 2 * STEADY:
        return Outcome.STUCK if float(strength.mean()) >= STRONG else Outcome.CALM
    steadily = all(later >= earlier for earlier, later in pairwise(thirds))
    return Outcome.ESCALATING if grown > 0 and steadily else Outcome.UNSETTLED


def _reversals(values: Array) -> int:
    """Return how often one partner goes from a position to the opposite one."""
    taken = np.sign(values[np.abs(values) >= POSITION])
    return int(np.count_nonzero(np.diff(taken)))
