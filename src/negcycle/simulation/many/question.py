"""What is asked of many couples: all that is the same for each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from negcycle.model.plan import Plan
from negcycle.simulation.ending import looked_at
from negcycle.simulation.many.kernels.layout import Tables
from negcycle.simulation.many.values import Dependence
from negcycle.system.protocol import Array
from negcycle.system.system import System

BLOCK = 4_096
"""So many couples are computed side by side; it changes no result."""

_ROOM = 16_000_000
"""Looks and records that are kept for a block while it runs, at most about so many numbers."""


@dataclass(frozen=True, eq=False)
class Question:
    """What is the same for all couples."""

    system: System
    dependence: Dependence
    plan: Plan
    count: int
    """Steps."""
    step: float
    """In turns."""
    seed: int
    kernel: str
    precision: str
    start: Array | None
    """The state in which all begin, ``(n_states,)``; None for each one's own calm."""
    after: int
    """Steps that means, variances and extremes leave out."""
    record: tuple[int, ...]
    """The states that are recorded."""
    record_every: int
    """Steps from one record to the next; 0 for none."""
    noisy: bool
    """Whether chance plays a part in any couple."""

    @cached_property
    def tables(self) -> Tables:
        """The compiled cycle as kernels have it."""
        return Tables(self.system, self.dependence.late)

    @property
    def looks(self) -> range:
        """The steps at which it is looked how it ends."""
        states = self.system.states
        shortest = min(one.tau for one in states if not one.kind.is_slow)
        return looked_at(self.count, self.step, day=self.day, shortest=shortest)

    @property
    def day(self) -> float | None:
        return None if self.plan.day is None else self.plan.day.turns

    @property
    def block(self) -> int:
        """How many couples are computed side by side."""
        kept = len(self.looks) * 2 * len(self.system.people)
        recorded = (self.count // self.record_every + 1) * len(self.record) if self.record else 0
        fits = _ROOM // max(kept + recorded, 1)
        return max(64, min(BLOCK, fits // 64 * 64))
