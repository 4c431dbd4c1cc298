"""Whether a couple keeps going back and forth: signs that may, and a run with short steps."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from negcycle.model.trajectory import POSITION
from negcycle.system.measuring import behaviors, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.stepping import prepare, stepped
from negcycle.system.system import System

SHORT = 0.05
"""The length of a step, in turns: longer ones let people swing who would come to rest."""

STRETCH = 200.0
"""So many turns are compared with as many before, or more where answers come late."""

_MOST_TURNS, _MOST_WORK = 10_000.0, 1_500_000
"""A run ends after so many turns, or after so many steps times influences."""

_STEADY = 0.01
"""Who moves over less than this, within a stretch, goes back and forth no longer."""

_LEFT = 0.05
"""A swing lasts where it would not narrow by more than this, as it narrows less and less."""


@dataclass(frozen=True)
class Swing:
    """What a run with short steps came to."""

    ends: Literal["fades", "rests", "swings", "open"]
    """`fades`: nobody is in position any more; `rests`: it is steady, or only drifts, in position;
    `open`: it still goes back and forth, and is narrowing."""
    state: Array
    """The last state. Shape ``(n_states,)``."""
    turns: float
    """How long the run was."""


def may_swing(system: System) -> bool:
    """Whether some loop through people's reactions may balance, so that it can go back and forth.

    It cannot where every reaction can be given a side so that all that acts fits the sides.
    """
    acts: dict[int, list[tuple[int, bool]]] = {}
    for one in system.influences:
        if one.weight:
            acts.setdefault(one.source, []).append((one.target, one.weight > 0))
            acts.setdefault(one.target, []).append((one.source, one.weight > 0))
    sides: dict[int, bool] = {}
    for first in acts:
        if first in sides:
            continue
        sides[first] = True
        waiting = [first]
        while waiting:
            place = waiting.pop()
            for other, same in acts[place]:
                side = sides[place] == same
                if other not in sides:
                    sides[other] = side
                    waiting.append(other)
                elif sides[other] != side:
                    return True
    return False


def swing_from(system: System, start: Array) -> Swing:
    """Return whether a couple still goes back and forth long after a start, what is late included.

    The widths of stretch after stretch are compared: it swings where they narrow no more, or less
    and less, so that little would be lost in all time to come.
    """
    longest = max(system.delays, default=0.0)
    stretch = min(max(STRETCH, 8 * longest), _MOST_TURNS)
    count = round(stretch / SHORT)
    work = len(system.influences) * count
    limit = max(4, int(min(_MOST_TURNS / stretch, _MOST_WORK / work)))
    walk = _walking(system, start)
    widths: list[float] = []
    state, lasted = start, 0
    for done in range(1, limit + 1):
        states = np.array([walk() for _ in range(count)])
        state = states[-1]
        moved = behaviors(system, states.T)[in_a_cycle(system)]
        widths.append(_there_and_back(moved))
        turns = done * stretch
        if np.max(np.abs(moved)) < POSITION:
            return Swing("fades", state, turns)
        if float(np.ptp(moved, axis=1).max()) < _STEADY:
            return Swing("rests", state, turns)
        lasted = lasted + 1 if widths[-1] >= _STEADY and _lasts(widths) else 0
        if lasted > 1:
            return Swing("swings", state, turns)
    ends: Literal["rests", "open"] = "rests" if widths[-1] < _STEADY else "open"
    return Swing(ends, state, limit * stretch)


def _there_and_back(moved: Array) -> float:
    """Return how far somebody went one way and the other; who only drifts did not come back."""
    rise = (moved - np.minimum.accumulate(moved, axis=1)).max(axis=1)
    fall = (np.maximum.accumulate(moved, axis=1) - moved).max(axis=1)
    return float(np.minimum(rise, fall).max())


def _lasts(widths: Sequence[float]) -> bool:
    """Whether the width would stay, if it goes on to narrow as it did in the last stretches."""
    if len(widths) < 3:
        return False
    before, now = widths[-3] - widths[-2], widths[-2] - widths[-1]
    if now <= 0:
        return True
    if now >= before:
        return False
    share = now / before
    return now * share / (1 - share) < _LEFT * widths[-1]


def _walking(system: System, start: Array) -> Callable[[], list[float]]:
    """Return what goes on by one step each time that it is called, and returns the state."""
    prepared = prepare(system, system.resting, SHORT)
    late = [max(1, round(delay / SHORT)) for delay in system.delays]
    first: list[float] = start.tolist()
    past = deque([first], maxlen=max(late, default=1))

    def walk() -> list[float]:
        before = [past[-min(steps, len(past))] for steps in late]
        past.append(stepped(prepared, past[-1], before))
        return past[-1]

    return walk
