"""Where a branch of rests turns back, is crossed by another, or begins to swing: located."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from negcycle.analysis.rest.following import Family, Stop, corrected, stop_at
from negcycle.system.protocol import Array

Kind = Literal["fold", "branch", "hopf", "flip", "torus"]
"""What happens to a rest: `fold`: it meets another and both vanish; `branch`: other rests cross it
or come out of it; `hopf`: from there on an upset goes back and forth and grows; of a map also
`flip`: it jumps to and fro, and `torus`: it goes around."""

_PAIR = 2
_DEEPEST = 8
_SWINGS = 1e-6
"""Who swings more slowly than this does not swing."""
_SINGULAR = 1e-3
"""Slopes whose weakest direction is so much weaker than nearby leave two ways on."""
_CROSSES = 1e-6
"""An eigenvalue that stays farther than this from the border does not cross it."""
_TRIES = 60
_EXACT = 1e-13


@dataclass(frozen=True, eq=False)
class Crossing:
    """A place between two stops at which a branch changes what it is."""

    kind: Kind
    stop: Stop
    which: int
    """Which eigenvalue crosses, by growth."""
    place: int = 0
    """After which stop."""


def crossings_of(family: Family, stops: Sequence[Stop]) -> Iterator[Crossing]:
    """Yield where a branch changes, each located between two stops."""
    late = bool(getattr(family.at(0.0), "delays", ()))
    for place, (here, there) in enumerate(pairwise(stops)):
        for one in _between(family, here, there):
            if late and one.kind == "hopf":
                continue
            turns = one.kind == "fold" and _is_crossed(family, one.stop.point, here.point)
            yield replace(one, place=place, kind="branch" if turns else one.kind)


def _between(family: Family, here: Stop, there: Stop, deep: int = 0) -> Iterator[Crossing]:
    """Yield where a branch turns back or an eigenvalue crosses; legs with several are halved."""
    folds = here.way[-1] * there.way[-1] < 0
    change = abs(there.growing - here.growing)
    if not folds and change == 0:
        return
    if (change != 1 if folds else change > _PAIR) and deep < _DEEPEST:
        middle = _located(family, here, there, lambda _: 0.0)
        if middle is not None:
            yield from _between(family, here, middle, deep + 1)
            yield from _between(family, middle, there, deep + 1)
            return
    which = min(here.growing, there.growing)
    if folds:
        stop = _located(family, here, there, lambda one: float(one.way[-1]))
        if stop is not None:
            near = int(np.argmin(np.abs(stop.growths)))
            yield Crossing("fold", stop, near)
        return
    stop = _located(family, here, there, lambda one: float(one.growths[which]))
    if stop is None or abs(stop.growths[which]) > _CROSSES:
        return
    yield Crossing(_kind(complex(stop.values[which]), steps=family.steps), stop, which)


def _is_crossed(family: Family, point: Array, beside: Array) -> bool:
    """Whether another branch crosses at this point, so that there are two ways on.

    Then the slopes toward states and number together leave a direction out. They are measured
    beside those of a point nearby that is an ordinary one.
    """
    here, there = (
        np.column_stack([family.by_states(one), family.by_number(one)]) for one in (point, beside)
    )
    scale = 1 / np.maximum(np.max(np.abs(there), axis=1), 1e-300)
    smallest, usual = (
        np.linalg.svd(rows * scale[:, None], compute_uv=False)[-1] for rows in (here, there)
    )
    return bool(smallest < _SINGULAR * usual)


def _kind(value: complex, *, steps: bool) -> Kind:
    if abs(value.imag) > _SWINGS:
        return "torus" if steps else "hopf"
    return "flip" if steps and value.real < 0 else "branch"


def _located(
    family: Family, here: Stop, there: Stop, sought: Callable[[Stop], float]
) -> Stop | None:
    """Return the stop between two where what is sought is 0, by regula falsi (Illinois)."""
    ends, values = [0.0, 1.0], [sought(here), sought(there)]
    if values[0] * values[1] > 0:
        return None
    found: Stop | None = None
    last = 0
    for _ in range(_TRIES):
        low, high = values
        share = ends[0] + (ends[1] - ends[0]) * (low / (low - high) if low != high else 0.5)
        found = _in_between(family, here, there, share)
        if found is None:
            return None
        value = sought(found)
        if abs(value) < _EXACT or ends[1] - ends[0] < _EXACT:
            break
        side = 0 if value * values[0] > 0 else 1
        ends[side], values[side] = share, value
        if last == side + 1:
            values[1 - side] /= 2
        last = side + 1
    return found


def _in_between(family: Family, here: Stop, there: Stop, share: float) -> Stop | None:
    """Return the stop at a share of the way from one to the next.

    Where a branch is crossed there is more than one direction, and the correction finds no way;
    then the curve through both stops is as good.
    """
    leg = there.point - here.point
    length = np.linalg.norm(leg)
    s, t = share, 1 - share
    guess = (
        here.point * (1 + 2 * s) * t**2
        + here.way * length * s * t**2
        + there.point * s**2 * (3 - 2 * s)
        - there.way * length * s**2 * t
    )
    found = corrected(family, guess, leg / length)
    point = guess if found is None or np.linalg.norm(found - guess) > length / 10 else found
    return stop_at(family, point, leg / length)
