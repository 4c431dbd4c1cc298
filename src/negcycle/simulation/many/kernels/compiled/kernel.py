"""The kernel in machine code, as the others see it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negcycle.simulation.many.kernels.compiled.arrangement import Arrangement
from negcycle.simulation.many.kernels.compiled.ends import ends_for
from negcycle.simulation.many.kernels.compiled.functions import numbers_for
from negcycle.simulation.many.kernels.compiled.walk import AT_ONCE, walk_for
from negcycle.simulation.many.kernels.layout import Group, Lanes, Stretch, Tables, aligned

BEYOND = 2.0
"""Farther out than every state."""

_numbers_for = cache(numbers_for)


class CompiledKernel:
    """Steps couples forward in machine code, and lets other threads run meanwhile."""

    name = "numba"

    def lanes_for(self, couples: int) -> int:
        """Return how many couples stand side by side, so that few have short rows."""
        return 1 if couples == 1 else min(64, -(-couples // 8) * 8)

    def walk(self, tables: Tables, group: Group, stretch: Stretch) -> None:
        """Take some steps, in place."""
        lanes, kind = group.states.shape[-1], group.states.dtype
        if group.memo is None:
            group.memo = Arrangement(tables, lanes)
        of: Arrangement = group.memo

        def room(rows: int) -> Lanes:
            return aligned((rows * lanes,), kind)

        fast, slow = 2 * of.half, len(of.balances)
        given: tuple[Any, ...] = (
            of.reactions,
            of.influences,
            of.balances,
            tables.flows,
            of.gates,
            tables.shapes.astype(kind),
            of.ways.astype(kind),
            of.chunks,
            of.row_of,
            of.late_sources,
            of.behaviors,
            tables.people,
            of.kept,
            of.row_of[group.to_record],
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
            *(room(rows) for rows in (fast + slow, fast, fast, slow, slow, slow, *[1] * 5)),
            room(len(of.chunks)),
            room(slow),
            room(slow),
            aligned((lanes,), np.uint64),
            aligned((lanes,), np.uint64),
            aligned((lanes,), np.float64),
            aligned((AT_ONCE, group.origin.shape[1], lanes), kind),
            *_numbers_for(kind),
        )
        walk_for(kind.name, alike=_alike(group.numbers))(*given)

    def ends(self, tables: Tables, group: Group) -> NDArray[np.float64]:
        """Return between which numbers the looks lie that were kept."""
        n_groups, _, _, lanes = group.kept.shape
        n_people, kind = len(tables.moving), group.kept.dtype
        found = aligned((n_groups, 2 * n_people + 2, lanes), np.float64)
        found[:] = BEYOND
        found[:, n_people : 2 * n_people] = found[:, -1] = -BEYOND
        done, strength = aligned((lanes,), kind), aligned((lanes,), np.float64)
        ends_for(kind.name)(tables.moving, group.kept, found, done, strength)
        return found


def _alike(numbers: Lanes) -> bool:
    """Whether the couples of each group have the same numbers."""
    return bool((numbers == numbers[..., :1]).all())
