"""What a plan reads off the states of many couples: who is in a position, who is flooded most."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.model.plan import When
from negcycle.model.trajectory import POSITION
from negcycle.system.protocol import Array
from negcycle.system.system import System

Mask = NDArray[np.bool_]
"""Of many couples, or of each partner in many couples, whether something is so."""


class Reading:
    """Reads states of shape ``(n_states, width)``; `effects` does the same for one couple."""

    def __init__(self, system: System) -> None:
        people = range(len(system.people))
        self._behaviors = [system.places(Kind.BEHAVIOR, one) for one in people]
        self._secondary = list(system.places(Kind.SECONDARY))
        self._resentment = list(system.places(Kind.RESENTMENT))

    def positioned(self, position: str, states: Array) -> Mask:
        """Return who pursues, or who withdraws, right now. Shape ``(n_people, width)``."""
        way = 1 if position == "pursue" else -1
        done = [sum(states[place] for place in one) / len(one) for one in self._behaviors]
        return np.stack([way * one >= POSITION for one in done])

    def flooded_most(self, states: Array) -> Mask:
        """Return who is flooded most; where several are equally so, all of them.

        Shape ``(n_people, width)``.
        """
        flood = np.abs(states[self._secondary])
        most: Mask = flood >= flood.max(axis=0) - 1e-12
        return most

    def holds(self, when: When, states: Array) -> Mask:
        """Return in which couples a condition is true. Shape ``(width,)``."""
        if when.flooded is not None:
            return in_some(np.abs(states[self._secondary]) >= when.flooded)
        if when.resentful is not None:
            return in_some(states[self._resentment] >= when.resentful)
        return in_some(self.positioned(str(when.position), states))


def in_some(who: Mask) -> Mask:
    """Return in which couples it is so of anybody. Shape ``(1 or width,)``."""
    found: Mask = np.logical_or.reduce(who, axis=0)
    return found
