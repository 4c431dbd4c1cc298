"""The kernel in machine code, as the others see it."""

from __future__ import annotations

import numpy as np

from negcycle.simulation.many.kernels.compiled.walk import walk
from negcycle.simulation.many.kernels.layout import Group, Stretch, Tables


class CompiledKernel:
    """Steps couples forward in machine code, and lets other threads run meanwhile."""

    name = "numba"

    def lanes_for(self, couples: int) -> int:
        """Return how many couples stand side by side, so that few have short rows."""
        return 1 if couples == 1 else min(64, -(-couples // 8) * 8)

    def walk(self, tables: Tables, group: Group, stretch: Stretch) -> None:
        """Take some steps, in place."""
        lanes, kind = group.states.shape[-1], group.states.dtype
        n_reactions, n_balances = len(tables.reactions), len(tables.balances)
        room = np.empty((n_reactions + 2 * n_balances + 5, lanes), kind)
        inner, left, goals, others = np.split(
            room, np.cumsum((n_reactions, n_balances, n_balances))
        )
        walk(
            tables.reactions,
            tables.influences,
            tables.balances,
            tables.flows,
            tables.gates,
            tables.shapes.astype(kind),
            tables.late_sources,
            tables.behaviors,
            tables.people,
            tables.kept,
            group.to_record,
            np.array(tables.rows, dtype=np.int64),
            np.array(stretch, dtype=np.int64),
            group.numbers,
            group.states,
            group.chance,
            group.begins,
            group.strides,
            group.past,
            group.back,
            *group.tally,
            group.origin,
            group.position,
            group.changed,
            group.kept,
            group.recorded,
            inner,
            left,
            inner.reshape(-1),
            left.reshape(-1),
            goals,
            *others,
        )
