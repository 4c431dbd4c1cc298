"""What a plan reads off the states of many couples: who is in a position, who is flooded most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.model.plan import When
from negcycle.model.trajectory import POSITION
from negcycle.system.system import System

Mask = NDArray[np.bool_]
"""Of many couples, or of each partner in many couples, whether something is so."""


class States(Protocol):
    """States of shape ``(n_states, width)``, of which only some are read."""

    def __getitem__(self, places: Any, /) -> Any:
        """Return one state, or those of a list of places."""
        ...


class Reading:
    """Reads the states of many couples; `effects` does the same for one couple."""

    def __init__(self, system: System) -> None:
        people = range(len(system.people))
        self._behaviors = [system.places(Kind.BEHAVIOR, one) for one in people]
        self._secondary = list(system.places(Kind.SECONDARY))
        self._resentment = list(system.places(Kind.RESENTMENT))

    def positioned(self, position: str, states: States) -> Mask:
        """Return who pursues, or who withdraws, right now. Shape ``(n_people, width)``."""
        way = 1 if position == "pursue" else -1
        done = [sum(states[place] for place in one) / len(one) for one in self._behaviors]
        return np.stack([way * one >= POSITION for one in done])

    def flooded_most(self, states: States) -> Mask:
        """Return who is flooded most; where several are equally so, all of them.

        Shape ``(n_people, width)``.
        """
        flood: NDArray[Any] = np.abs(states[self._secondary])
        most: Mask = flood >= flood.max(axis=0) - 1e-12
        return most

    def holds(self, when: When, states: States) -> Mask:
        """Return in which couples a condition is true. Shape ``(width,)``."""
        if when.flooded is not None:
            return in_some([np.abs(states[place]) >= when.flooded for place in self._secondary])
        if when.resentful is not None:
            return in_some([states[place] >= when.resentful for place in self._resentment])
        return in_some(self.positioned(str(when.position), states))


def in_some(who: Mask | Sequence[Mask]) -> Mask:
    """Return in which couples it is so of anybody. Shape ``(1 or width,)``."""
    found: Mask = who[0]
    for one in who[1:]:
        found = found | one
    return found
