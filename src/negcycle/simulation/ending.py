"""How runs ended: calm, stuck, escalating, oscillating or unsettled, and how that was decided.

Many couples side by side are decided by the same steps as one, each as if it were alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negcycle.model.ensemble import OUTCOMES
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

FEW_LOOKS = 60
"""There are at least so many looks, where there are so many steps."""

MANY_LOOKS = 4_000
"""There are no more looks than this."""

_BLOCK = 512
"""So many couples are decided at once, to stay in fast memory; it changes no result."""

Flags = NDArray[np.bool_]
Numbers = NDArray[np.int8]
"""Outcomes, by their numbers in `OUTCOMES`."""

_NUMBER = {outcome: np.int8(number) for number, outcome in enumerate(OUTCOMES)}


# -- when to look -----------------------------------------------------------------------------


def looked_at(count: int, step: float, *, day: float | None, shortest: float) -> range:
    """Return the numbers of the steps that are looked at to decide how a run ended.

    They cover its last quarter, evenly: at most the shortest time constant apart, in which no
    reaction can come and go, but 60 of them where there are so many steps, and no more than 4,000.
    With days, they cover the fewest whole days that make a quarter, three at least.

    Args:
        count: How many steps the run has, 1 or more.
        step: In turns.
        day: How long a day is, in turns; None where there are none.
        shortest: The shortest time constant of a reaction, in turns.

    Example:
        >>> from negcycle.simulation.ending import looked_at
        >>> looked_at(4000, 0.25, day=None, shortest=1)
        range(3000, 4001, 4)
    """
    turns = count * step
    start = max(turns - _window(turns, day), 0.0)
    first = min(math.ceil(start / step - 1e-6), count - 1)
    steps = count - first
    apart = max(1, min(math.floor(shortest / step + 1e-6), steps // FEW_LOOKS))
    apart = max(apart, steps // MANY_LOOKS + 1)
    return range(count - steps // apart * apart, count + 1, apart)


def shows_trend(turns: float, *, day: float | None) -> bool:
    """Whether a run of so many turns has all the days that it takes to see a trend from them."""
    return day is None or _window(turns, day) <= turns


def _window(turns: float, day: float | None) -> float:
    """Return how many turns count, from the end; there may be fewer."""
    window = WINDOW * turns
    return window if day is None else max(math.ceil(window / day), DAYS) * day


# -- one run ----------------------------------------------------------------------------------


class Ending(NamedTuple):
    """How a run ended."""

    outcome: Outcome
    decided: str
    """How it was decided, in a sentence."""


def ending(
    times: Array,
    done: Array,
    resentment: Array,
    together: Flags,
    bands: Sequence[Band],
    *,
    day: float | None = None,
    noise: float = 0.0,
) -> Ending:
    """Decide how a run ended, from looks at its last quarter, and say how that was decided.

    Args:
        times: When it is looked at (see `looked_at`), the end last, in turns. Shape ``(n_looks,)``.
        done: What each partner of a pair does, -1 to 1. Shape ``(n_people, n_looks)``.
        resentment: Of the same people, 0 to 1. Shape ``(n_people, n_looks)``.
        together: Whether all of them were in contact. Shape ``(n_looks,)``.
        bands: The inputs as they happened.
        day: How long a day is, in turns; None where there are none.
        noise: Stationary standard deviation of the random input.
    """
    lively = noise > 0 or any(band.end > times[0] for band in bands)
    trend = shows_trend(float(times[-1]), day=day)
    made = endings(done[..., None], resentment[..., None], together, lively, trend=trend)
    return Ending(OUTCOMES[made.outcome[0]], made.decided(0, float(times[-1] - times[0])))


# -- many runs --------------------------------------------------------------------------------


class Endings(NamedTuple):
    """How each of many runs ended, and the numbers that it was decided by.

    All of shape ``(width,)``; strengths are those of the cycle, 0 to 1, as far as it was to see.
    """

    outcome: Numbers
    """Its number in `negcycle.model.ensemble.OUTCOMES`."""
    apart: Flags
    """Whether they were apart for too long to tell."""
    averaged: Flags
    """Whether medians were compared, not single points."""
    low: Array
    """The lowest strength."""
    high: Array
    """The highest strength."""
    mean: Array
    """The mean strength."""

    def decided(self, couple: int, turns: float) -> str:
        """Return how it was decided for one of them, in a sentence.

        Args:
            couple: Its place here.
            turns: From the first look to the last.
        """
        if self.apart[couple]:
            return say("outcome.apart", turns=turns)
        words = {
            "turns": turns,
            "low": float(self.low[couple]),
            "high": float(self.high[couple]),
            "mean": float(self.mean[couple]),
            "position": POSITION,
        }
        outcome = OUTCOMES[int(self.outcome[couple])]
        return say(f"outcome.{outcome}{'-mean' if self.averaged[couple] else ''}", **words)


def endings(
    done: NDArray[np.floating],
    resentment: NDArray[np.floating],
    together: Flags,
    lively: Flags | bool,
    *,
    trend: bool = True,
) -> Endings:
    """Decide how many runs ended, from the same looks at the last quarter of each.

    What counts is the time in which the partners were in contact. Apart there is no cycle to see: a
    break lets it rest and says nothing about what comes after it. Each couple is decided as if it
    were alone, to the last bit.

    Args:
        done: What each partner of a pair does, -1 to 1. Shape ``(n_people, n_looks, width)``, with
            two looks or more (see `looked_at`).
        resentment: Of the same people, 0 to 1. Shape ``(n_people, n_looks, width)``.
        together: Whether all of them were in contact. Shape ``(n_looks,)`` where that is the same
            for all couples, else ``(n_looks, width)``.
        lively: Whether there was noise, or an input after the first look. Shape ``(width,)``, or
            one for all. Then, and with time apart, means are compared instead of points.
        trend: Whether there was time enough for one, see `shows_trend`.
    """
    looks, width = done.shape[1:]
    made = Endings(
        outcome=np.full(width, _NUMBER[Outcome.UNSETTLED]),
        apart=np.zeros(width, dtype=np.bool_),
        averaged=np.zeros(width, dtype=np.bool_),
        low=np.zeros(width),
        high=np.zeros(width),
        mean=np.zeros(width),
    )
    for couples, seen, averaged in _alike(together, lively, width):
        made.averaged[couples] = averaged
        if seen < ENOUGH * looks:
            made.apart[couples] = True
            continue
        y = _in_rows(done[:, :, couples], together if together.ndim == 1 else together[:, couples])
        strength = _strength(y)
        made.low[couples] = strength.min(axis=-1)
        made.high[couples] = strength.max(axis=-1)
        made.mean[couples] = strength.mean(axis=-1)
        if averaged:
            outcome = _by_means(y, strength, made.mean[couples], parts=3 if trend else 1)
        else:
            before, after = (resentment[:, n, couples].astype(np.float64) for n in (0, -1))
            outcome = _by_points(y, strength, hardening=(after - before).max(axis=0))
        made.outcome[couples] = outcome
    return made


UNDECIDED = np.int8(-1)
"""Stands for no outcome: to tell takes all looks."""


def by_ends(lowest: Array, highest: Array, weakest: Array, strongest: Array) -> Numbers:
    """Decide as `endings` does with means, where all looks are so alike that their ends tell.

    That is for couples who were together at every look. The others are `UNDECIDED`.

    Args:
        lowest: The lowest of what each partner of a pair did. Shape ``(n_people, width)``.
        highest: The highest of it. Shape ``(n_people, width)``.
        weakest: The lowest strength of the cycle. Shape ``(width,)``.
        strongest: The highest. Shape ``(width,)``.
    """
    alike = strongest - weakest <= 2 * STEADY
    alike &= ~((lowest <= -POSITION) & (highest >= POSITION)).any(axis=0)
    never = alike & (np.maximum(highest, -lowest).max(axis=0) < POSITION)
    always = alike & ((lowest >= POSITION) | (highest <= -POSITION)).any(axis=0)
    found: Numbers = np.full(len(alike), UNDECIDED)
    found[never], found[always] = _NUMBER[Outcome.CALM], _NUMBER[Outcome.STUCK]
    return found


class _Alike(NamedTuple):
    """Couples that can be decided side by side."""

    places: slice | NDArray[np.intp]
    seen: int
    """At how many looks they were together."""
    averaged: bool


def _alike(together: Flags, lively: Flags | bool, width: int) -> Iterator[_Alike]:
    seen = np.broadcast_to(np.count_nonzero(together, axis=0), width)
    averaged = np.broadcast_to(lively, width) | (seen < len(together))
    kinds = 2 * seen + averaged
    for kind in np.unique(kinds):
        of_it = np.flatnonzero(kinds == kind)
        for n in range(0, len(of_it), _BLOCK):
            places = of_it[n : n + _BLOCK]
            first, end = places[0], places[-1] + 1
            adjoining = end - first == len(places)
            yield _Alike(slice(first, end) if adjoining else places, kind // 2, bool(kind % 2))


def _in_rows(done: NDArray[np.floating], together: Flags) -> Array:
    """Return what they do while together, a row for each couple. Shape ``(n_people, width, n)``."""
    rows = np.ascontiguousarray(done.transpose(0, 2, 1), dtype=np.float64)
    if together.all():
        return rows
    met = np.broadcast_to(together.T, rows.shape[1:])
    return np.stack([one[met].reshape(len(one), -1) for one in rows])


def _strength(y: Array) -> Array:
    """Return the mean size of what they do, over the people. Shape ``(width, n)``."""
    total: Array = np.abs(y[0])
    for one in y[1:]:
        total += np.abs(one)
    total /= len(y)
    return total


def _by_points(y: Array, strength: Array, *, hardening: Array) -> Numbers:
    """Decide where nothing happens any more and chance plays no part."""
    spans = _span(y)
    widest = spans.max(axis=0)
    rests = widest <= STEADY
    positioned = np.abs(y[:, :, -1]).max(axis=0) >= POSITION
    grown = strength[:, -1] - strength[:, 0]
    changes = np.where(positioned, -grown > MOVING, hardening > MOVING)
    swings = np.zeros(len(rests), dtype=np.bool_)
    for one, span in zip(y, spans, strict=True):
        most = np.flatnonzero(~rests & (span == widest))
        swings[most] |= _goes_back_and_forth(one[most])
    rises = (grown > MOVING) & (strength[:, -1] >= strength[:, -2])
    return _first_that_holds(
        (rests & changes, Outcome.UNSETTLED),
        (rests & positioned, Outcome.STUCK),
        (rests, Outcome.CALM),
        (swings, Outcome.OSCILLATING),
        (rises, Outcome.ESCALATING),
    )


def _goes_back_and_forth(values: Array) -> Flags:
    """Return, for each row, whether it has turning points that do not fade."""
    moves = np.diff(values, axis=-1)
    half = values.shape[-1] // 2
    fades = _span(values[:, half:]) < 0.8 * _span(values[:, :half])
    return (_turns(moves, np.abs(moves) > 1e-12) >= TURNS_BACK) & ~fades


def _by_means(y: Array, strength: Array, mean: Array, *, parts: int) -> Numbers:
    """Decide from the middle of each part, so that single triggers and chance do not count."""
    thirds = np.array_split(strength, parts, axis=-1)
    middles = [_median(np.sort(third, axis=-1)) for third in thirds if third.shape[-1]]
    grown = middles[-1] - middles[0]
    steadily = np.all([late >= early for early, late in pairwise(middles)], axis=0)
    in_order = np.sort(y, axis=-1)
    held = (np.abs(_median(in_order)).max(axis=0) >= POSITION) | (mean >= STRONG)
    swings = np.zeros(len(grown), dtype=np.bool_)
    for one, low, high in zip(y, in_order[..., 0], in_order[..., -1], strict=True):
        both = np.flatnonzero((low <= -POSITION) & (high >= POSITION))
        of_them = one[both]
        swings[both] |= _turns(of_them, np.abs(of_them) >= POSITION) >= TURNS_BACK
    even = np.abs(grown) <= 2 * STEADY
    return _first_that_holds(
        (swings, Outcome.OSCILLATING),
        (even & held, Outcome.STUCK),
        (even, Outcome.CALM),
        (steadily & (grown > 0), Outcome.ESCALATING),
    )


def _first_that_holds(*cases: tuple[Flags, Outcome]) -> Numbers:
    """Return, for each couple, the outcome of the first case that holds, else unsettled."""
    holds, outcomes = zip(*cases, strict=True)
    numbers = [_NUMBER[outcome] for outcome in outcomes]
    found: Numbers = np.select(holds, numbers, _NUMBER[Outcome.UNSETTLED])
    return found


def _turns(values: Array, counted: Flags) -> NDArray[np.intp]:
    """Return, for each row, how often the sign changes among the values that are counted."""
    places = np.flatnonzero(counted)
    positive = values.ravel()[places] > 0
    change = np.flatnonzero(positive[1:] != positive[:-1])
    row, row_after = places[change] // values.shape[-1], places[change + 1] // values.shape[-1]
    return np.bincount(row[row == row_after], minlength=len(values))


def _span(values: Array) -> Array:
    span: Array = values.max(axis=-1) - values.min(axis=-1)
    return span


def _median(in_order: Array) -> Array:
    """Return the middle of each row, whose values rise."""
    half = in_order.shape[-1] // 2
    middle: Array = in_order[..., half]
    return middle if in_order.shape[-1] % 2 else (in_order[..., half - 1] + middle) / 2
