"""The kernel in machine code, as the others see it."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np

from negcycle.simulation.many.kernels.compiled.arrangement import Arrangement
from negcycle.simulation.many.kernels.compiled.functions import numbers_for
from negcycle.simulation.many.kernels.compiled.walk import AT_ONCE, walk_for
from negcycle.simulation.many.kernels.layout import Group, Lanes, Stretch, Tables
from negcycle.simulation.many.memory import room, zeros

_numbers_for = cache(numbers_for)


class _Memo:
    """What is kept from one walk of a group to the next."""

    def __init__(self, arrangement: Arrangement) -> None:
        self.arrangement = arrangement
        self.renewed = -1

    def look_at(self, group: Group) -> None:
        """Take in the numbers of a group, where they are new: a column of them if all are alike."""
        if self.renewed != group.renewed:
            self.renewed = group.renewed
            numbers: Any = group.numbers
            self.numbers: Lanes = numbers[..., :1].copy() if group.alike else numbers
            self.bounded = self.arrangement.bounded(self.numbers, group.chance)


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
            group.memo = _Memo(Arrangement(tables, lanes))
        memo: _Memo = group.memo
        memo.look_at(group)
        of = memo.arrangement

        def rows_of(count: int) -> Lanes:
            return zeros((count * lanes,), kind)

        of_reactions, of_balances = 2 * of.half, len(of.balances)
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
            memo.numbers,
            memo.bounded,
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
            group.least,
            group.most,
            group.recorded,
            rows_of(of_reactions + of_balances),
            *(rows_of(of_reactions) for _ in range(2)),
            *(rows_of(of_balances) for _ in range(6)),
            *(rows_of(1) for _ in range(5)),
            room((lanes,), np.uint64),
            room((lanes,), np.uint64),
            room((lanes,), np.float64),
            room((AT_ONCE, group.origin.shape[1], lanes), kind),
            *_numbers_for(kind),
        )
        walk_for(kind.name, alike=group.alike)(*given)
