"""The tables of a graph, sorted so that the compiled walk has few and long loops.

The states of a group are copied into a room of their own. Reactions come first, two by two: those
of a pair share a division, and belong to the same couple. The first of all pairs stand together,
then the second of all pairs, then the balances. So to pull all reactions to their targets is one
loop over all nodes and lanes in a row, which is as quick for a few couples as for many.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negcycle.simulation.many.kernels.layout import NOBODY, Integers, Tables

GENERAL, PLAIN, GATED, PUSHED = range(4)
"""What stands inside the tangent of a reaction: anything; one source; one source behind one gate;
one source, and chance."""

ANY, TWO_PRODUCTS, ONE_PRODUCT = range(3)
"""What moves a balance, beside what flows anyway: anything; one flow fills it and one drains it,
each with one or two gates; the same, and both have the same gates."""

_VECTOR = 8
_FEW = 32
_OPEN = (0, 1.0, 0.0, 0.0)
"""A gate that is always open."""


@dataclass(frozen=True, eq=False)
class Arrangement:
    """The tables of a graph as the compiled walk reads them, for groups of so many lanes."""

    tables: Tables
    lanes: int

    # -- where everything stands ----------------------------------------------------------

    @cached_property
    def _pairs(self) -> list[tuple[list[int], bool]]:
        """The reactions two by two, and whether chance may push one of them: those come first."""
        pushed = self.tables.reactions[:, 3] >= 0
        order = [*np.flatnonzero(pushed).tolist(), *np.flatnonzero(~pushed).tolist()]
        pairs = [order[n : n + 2] for n in range(0, len(order), 2)]
        return [(pair, bool(pushed[pair].any())) for pair in pairs]

    @cached_property
    def _firsts(self) -> list[int]:
        """The row of the first of each pair; what chance pushes and what not begin vectors anew."""
        pushed = sum(wide for _, wide in self._pairs)
        skipped = -pushed % max(1, _VECTOR // self.lanes)
        return [n + (0 if wide else skipped) for n, (_, wide) in enumerate(self._pairs)]

    @cached_property
    def half(self) -> int:
        """How many rows the first of all pairs take, and the second of all pairs."""
        unit = max(1, _VECTOR // self.lanes)
        end = self._firsts[-1] + 1 if self._firsts else 0
        return -(-end // unit) * unit

    @cached_property
    def n_rows(self) -> int:
        """How many rows the states take."""
        return 2 * self.half + len(self.tables.balances)

    @cached_property
    def row_of(self) -> Integers:
        """In which row each state of the system stands. ``(n_states,)``."""
        rows = np.zeros(len(self.tables.system.states), dtype=np.int64)
        for first, (pair, _) in zip(self._firsts, self._pairs, strict=True):
            for n, reaction in enumerate(pair):
                rows[self.tables.reactions[reaction, 0]] = first + n * self.half
        for n, place in enumerate(self.tables.balances[:, 0]):
            rows[place] = 2 * self.half + n
        return rows

    @cached_property
    def chunks(self) -> Integers:
        """Which pairs are looked at together: begin, end, whether chance may push them. ``(n, 3)``.

        Rows and lanes are counted through.
        """
        unit = self.lanes
        if self.lanes >= _FEW:
            found = [
                (row * unit, (row + 1) * unit, wide)
                for row, (_, wide) in zip(self._firsts, self._pairs, strict=True)
            ]
        else:
            rows = list(zip(self._firsts, (wide for _, wide in self._pairs), strict=True))
            middle = sum(wide for _, wide in rows)
            middle = -(-middle * unit // _VECTOR) * _VECTOR if unit < _VECTOR else middle * unit
            found = [(0, middle, True), (middle, self.half * unit, False)]
        return np.array(found, dtype=np.int64).reshape(-1, 3)

    # -- reactions ------------------------------------------------------------------------

    @cached_property
    def reactions(self) -> Integers:
        """Of each reaction, how it is pushed and by what. ``(n, 7)``.

        Row, row of its numbers, first influence, end, who has chance here, what stands inside,
        chunk.
        """
        of, n_chunks = self.tables.reactions, len(self.chunks)
        found: list[list[int]] = []
        for n, (pair, wide) in enumerate(self._pairs):
            chunk = n if self.lanes >= _FEW else int(not wide)
            found.extend(
                [
                    int(self.row_of[of[r, 0]]),
                    r,
                    *of[r, 1:].tolist(),
                    self._inside(r),
                    min(chunk, n_chunks - 1),
                ]
                for r in pair
            )
        return np.array(found, dtype=np.int64).reshape(-1, 7)

    def _inside(self, reaction: int) -> int:
        _, first, end, chance = self.tables.reactions[reaction].tolist()
        if end - first != 1 or self.tables.influences[first, 2] != NOBODY:
            return GENERAL
        gates = int(self.tables.influences[first, 4] - self.tables.influences[first, 3])
        if gates == 0:
            return PLAIN if chance == NOBODY else PUSHED
        return GATED if gates == 1 and chance == NOBODY else GENERAL

    @cached_property
    def influences(self) -> Integers:
        """Row of the source, place among those that are late, first gate, end. ``(n, 4)``."""
        found = self.tables.influences[:, [0, 2, 3, 4]].copy()
        found[:, 0] = self.row_of[found[:, 0]]
        return found

    @cached_property
    def gates(self) -> Integers:
        """The row that each gate reads. ``(n,)``."""
        return self.row_of[self.tables.gates[:, 0]]

    # -- balances -------------------------------------------------------------------------

    @cached_property
    def _moved(self) -> list[tuple[list[int], list[tuple[int, float, float, float]]]]:
        """Of each balance, what `balances` has, and its four gates."""
        flows = self.tables.flows
        found: list[tuple[list[int], list[tuple[int, float, float, float]]]] = []
        for _, first, end in self.tables.balances.tolist():
            mine = [n for n in range(first, end) if flows[n, 2] > flows[n, 1]]
            ways = [n for n in mine if not flows[n, 0]] + [n for n in mine if flows[n, 0]]
            gates = [self._gates_of(n) for n in ways]
            if flows[ways, 0].tolist() != [0, 1] or max(map(len, gates)) > 2:
                found.append(([ANY, first, end, 0, 0], [_OPEN] * 4))
                continue
            shape = ONE_PRODUCT if gates[0] == gates[1] else TWO_PRODUCTS
            four = [gate for own in gates for gate in (*own, _OPEN, _OPEN)[:2]]
            found.append(([shape, first, end, *ways], four))
        return found

    def _gates_of(self, flow: int) -> list[tuple[int, float, float, float]]:
        _, first, end = self.tables.flows[flow].tolist()
        rows, shapes = self.gates[first:end].tolist(), self.tables.shapes[first:end].tolist()
        return [(row, *shape) for row, shape in zip(rows, shapes, strict=True)]

    @cached_property
    def balances(self) -> Integers:
        """Of each balance, what moves it. ``(n, 9)``.

        The kind of it, first flow, end, the flow that fills, the one that drains, and the four rows
        that their gates read.
        """
        found = [[*of, *(gate[0] for gate in gates)] for of, gates in self._moved]
        return np.array(found, dtype=np.int64).reshape(-1, 9)

    @cached_property
    def ways(self) -> NDArray[np.float64]:
        """The polynomials of the four gates of each balance, after each other. ``(n, 12)``."""
        found = [[c for gate in gates for c in gate[1:]] for _, gates in self._moved]
        return np.array(found, dtype=np.float64).reshape(-1, 12)

    # -- what is read off -----------------------------------------------------------------

    @cached_property
    def late_sources(self) -> Integers:
        """Rows of the sources of late influences. ``(n_late,)``."""
        return self.row_of[self.tables.late_sources]

    @cached_property
    def behaviors(self) -> Integers:
        """Rows of the behaviors, those of one partner after each other. ``(n,)``."""
        return self.row_of[self.tables.behaviors[:, 0]]

    @cached_property
    def kept(self) -> Integers:
        """Rows of what is kept to decide how it ended. ``(n,)``."""
        return self.row_of[self.tables.kept]
