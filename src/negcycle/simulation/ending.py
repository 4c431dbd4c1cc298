"""How a run ended: calm, stuck, escalating, oscillating or unsettled, and how that was decided."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negcycle.model.trajectory import POSITION, Band, Outcome
from negcycle.system.protocol import Array
from negcycle.words import say

STEADY = 0.05
"""A behavior that stays within this much has settled."""

MOVING = 0.02
"""Less than this is no growth."""

STRONG = 0.25
"""From this mean strength on it is not calm, even where positions change and even out."""

TURNS_BACK = 4
"""From this many turning points on, without fading, it goes back and forth."""

WINDOW = 0.25
"""The last part of a run that is looked at, as a share of the whole."""

DAYS = 3
"""Where there are days, so many of them are looked at, at least."""

ENOUGH = 0.25
"""Who is in contact for less than this share of that time shows nothing of how it ends."""


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
    together: NDArray[np.bool_],
    bands: Sequence[Band],
    *,
    day: float | None = None,
    noise: float = 0.0,
) -> Ending:
    """Decide how a run ended, from its last quarter, as far as the partners were in contact then.

    Apart there is no cycle to see: a break lets it rest and says nothing about what comes after it.

    Args:
        times: In turns. Shape ``(n_times,)``.
        done: What each partner of a pair does, -1 to 1. Shape ``(n_people, n_times)``.
        resentment: Of the same people, 0 to 1. Shape ``(n_people, n_times)``.
        together: Whether all of them were in contact. Shape ``(n_times,)``.
        bands: The inputs as they happened.
        day: How long a day is, in turns; then whole days are looked at, and fewer than three of
            them show no trend.
        noise: With noise, or with inputs or time apart in that quarter, means are compared instead
            of points.
    """
    looked_at = WINDOW * float(times[-1])
    if day is not None:
        looked_at = max(math.ceil(looked_at / day), DAYS) * day
    start = max(float(times[-1]) - looked_at, 0.0)
    first = min(int(np.searchsorted(times, start)), max(len(times) - 2, 0))
    met = together[first:]
    turns = float(times[-1] - times[first])
    if met.mean() < ENOUGH:
        return Ending(Outcome.UNSETTLED, say("outcome.apart", turns=turns), first)
    y, r = done[:, first:][:, met], resentment[:, first:][:, met]
    strength = np.abs(y).mean(axis=0)
    lively = noise > 0 or not met.all() or any(band.end > times[first] for band in bands)
    parts = 1 if day is not None and looked_at > times[-1] else 3
    outcome = _by_means(y, strength, parts) if lively else _by_points(y, r, strength)
    words = {
        "turns": turns,
        "low": float(strength.min()),
        "high": float(strength.max()),
        "mean": float(strength.mean()),
        "position": POSITION,
    }
    return Ending(outcome, say(f"outcome.{outcome}{'-mean' if lively else ''}", **words), first)


def _by_points(y: Array, r: Array, strength: Array) -> Outcome:
    """Decide where nothing happens any more and chance plays no part."""
    spans = np.ptp(y, axis=1)
    if spans.max() <= STEADY:
        hardening = float((r[:, -1] - r[:, 0]).max())
        easing = float(strength[0] - strength[-1])
        if np.abs(y[:, -1]).max() >= POSITION:
            return Outcome.UNSETTLED if easing > MOVING else Outcome.STUCK
        return Outcome.UNSETTLED if hardening > MOVING else Outcome.CALM
    if _goes_back_and_forth(y[int(spans.argmax())]):
        return Outcome.OSCILLATING
    rises = strength[-1] - strength[0] > MOVING and strength[-1] >= strength[-2]
    return Outcome.ESCALATING if rises else Outcome.UNSETTLED


def _goes_back_and_forth(values: Array) -> bool:
    moves = np.diff(values)
    moves = moves[np.abs(moves) > 1e-12]
    turning = np.flatnonzero(np.diff(np.sign(moves)) != 0)
    half = len(values) // 2
    fades = np.ptp(values[half:]) < 0.8 * np.ptp(values[:half])
    return len(turning) >= TURNS_BACK and not fades


def _by_means(y: Array, strength: Array, parts: int) -> Outcome:
    """Decide from the middle of each part, so that single triggers and chance do not count."""
    middles = [float(np.median(part)) for part in np.array_split(strength, parts) if len(part)]
    if max(_reversals(one) for one in y) >= TURNS_BACK:
        return Outcome.OSCILLATING
    grown = middles[-1] - middles[0]
    if abs(grown) <= 2 * STEADY:
        somebody = (
            float(np.abs(np.median(y, axis=1)).max()) >= POSITION or strength.mean() >= STRONG
        )
        return Outcome.STUCK if somebody else Outcome.CALM
    steadily = all(later >= earlier for earlier, later in pairwise(middles))
    return Outcome.ESCALATING if grown > 0 and steadily else Outcome.UNSETTLED


def _reversals(values: Array) -> int:
    """Return how often one partner goes from a position to the opposite one."""
    taken = np.sign(values[np.abs(values) >= POSITION])
    return int(np.count_nonzero(np.diff(taken)))
