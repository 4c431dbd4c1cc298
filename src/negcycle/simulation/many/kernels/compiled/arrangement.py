"""The tables of a graph, sorted so that the compiled walk has few and long loops.

The states of a group are copied into a room of their own. Reactions come first, two by two: those
of a pair share a division, and belong to the same couple. The first of all pairs stand together,
then the second of all pairs, then the balances, first those whose flows add up to the same. So to
pull all reactions to their targets is one loop over all nodes and lanes in a row, which is as quick
for a few couples as for many.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.many.kernels.compiled.functions import NEAR
from negcycle.simulation.many.kernels.layout import NOBODY, Integers, Lanes, Tables

GENERAL, PLAIN, GATED, PUSHED = range(4)
"""What stands inside the tangent of a reaction: anything; one source; one source behind one gate;
one source, and chance."""

ANY, TWO_PRODUCTS, KEEPS_TOTAL = range(3)
"""What moves a balance, beside what flows anyway: anything; one flow fills it and one drains it,
each with one or two gates; the same, where both add up to the same whatever the states are."""

LARGEST_NORMAL = 8.6
"""No normal number is larger, as the smallest that a radius is made of is 2^-53."""

_GATES = 2
"""So many gates a short flow has at most."""

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
    def _pairs(self) -> list[list[int]]:
        """The reactions two by two: those of the first element of all, of the second, and so on."""
        states = self.tables.system.states
        places = [int(place) for place in self.tables.reactions[:, 0]]
        kinds = [list(Kind).index(states[place].kind) for place in places]
        order = sorted(range(len(kinds)), key=kinds.__getitem__)
        return [order[n : n + 2] for n in range(0, len(order), 2)]

    @cached_property
    def half(self) -> int:
        """How many rows the first of all pairs take, and the second of all pairs."""
        unit = max(1, _VECTOR // self.lanes)
        return -(-len(self._pairs) // unit) * unit

    @cached_property
    def row_of(self) -> Integers:
        """In which row each state of the system stands. ``(n_states,)``."""
        rows = np.zeros(len(self.tables.system.states), dtype=np.int64)
        for first, pair in enumerate(self._pairs):
            for n, reaction in enumerate(pair):
                rows[self.tables.reactions[reaction, 0]] = first + n * self.half
        for n, balance in enumerate(self._order):
            rows[self.tables.balances[balance, 0]] = 2 * self.half + n
        return rows

    @cached_property
    def chunks(self) -> Integers:
        """Which pairs are looked at together: begin and end, rows and lanes counted through."""
        rows = range(self.half + 1) if self.lanes >= _FEW else (0, self.half)
        ends = np.array(rows, dtype=np.int64) * self.lanes
        return np.stack([ends[:-1], ends[1:]], axis=1)

    # -- reactions ------------------------------------------------------------------------

    @cached_property
    def reactions(self) -> Integers:
        """Of each reaction, how it is pushed and by what. ``(n, 6)``.

        Row, row of its numbers, first influence, end, who has chance here, what stands inside.
        """
        of = self.tables.reactions
        found = [
            [int(self.row_of[of[r, 0]]), r, *of[r, 1:].tolist(), self._inside(r)]
            for pair in self._pairs
            for r in pair
        ]
        return np.array(found, dtype=np.int64).reshape(-1, 6)

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

    @cached_property
    def _reach(self) -> list[float]:
        """How large the product of the gates of each influence can become."""
        states, tables = self.tables.system.states, self.tables
        sizes: list[float] = []
        for (place,), (c0, c1, c2) in zip(tables.gates.tolist(), tables.shapes, strict=True):
            low = 0.0 if states[int(place)].kind.is_slow else -1.0
            top = min(max(-c1 / (2 * c2), low), 1.0) if c2 else low
            sizes.append(max(abs(c0 + x * (c1 + c2 * x)) for x in (low, top, 1.0)))
        return [math.prod(sizes[first:end]) for first, end in tables.influences[:, 3:].tolist()]

    def bounded(self, numbers: Lanes, chance: Lanes) -> NDArray[np.bool_]:
        """Return whether, whatever happens, the near tangent will do for all of a chunk.

        States stay within -1 and 1, and no normal number is larger than `LARGEST_NORMAL`. So the
        random input, of which a share is kept in each step, never exceeds what it is now or what
        the largest of all normal numbers, drawn again and again, would bring it to.

        Args:
            numbers: Shape ``(n_groups, n_rows, n_lanes)``.
            chance: The random input now. Shape ``(n_groups, n_people, n_lanes)``.

        Returns:
            Shape ``(n_groups, n_chunks)``.
        """
        rows = self.tables.rows
        size = np.abs(numbers)
        fresh, lost = size[:, rows.fresh], 1 - size[:, rows.keeps]
        brought = np.divide(fresh, lost, out=np.where(fresh > 0, np.inf, 0.0), where=lost > 0)
        now = np.abs(chance).max(axis=(1, 2), initial=0.0)[:, None]
        pushed = np.maximum(LARGEST_NORMAL * brought, now)
        found = np.zeros((len(numbers), len(self._pairs)))
        for n, pair in enumerate(self._pairs):
            for r in pair:
                _, first, end, chance = self.tables.reactions[r].tolist()
                most = size[:, rows.bias + r] + (pushed if chance != NOBODY else 0.0)
                for k in range(first, end):
                    most = most + size[:, rows.weight + k] * self._reach[k]
                found[:, n] = np.maximum(found[:, n], most.max(axis=1))
        if self.lanes < _FEW:
            found = found.max(axis=1, keepdims=True)
        return np.ascontiguousarray(found < NEAR)

    # -- balances -------------------------------------------------------------------------

    @cached_property
    def _keeping(self) -> list[int]:
        """The balances whose flows add up to the same, with one or two gates."""
        gates = self.tables.flows[:, 2] - self.tables.flows[:, 1]
        return [
            b
            for b, (_, first, end) in enumerate(self.tables.balances.tolist())
            if self.tables.keeps_total[b] and gates[first:end].max() <= _GATES
        ]

    @cached_property
    def _order(self) -> list[int]:
        """The balances as they stand here."""
        return sorted(range(len(self.tables.balances)), key=lambda b: b not in self._keeping)

    @cached_property
    def _moved(self) -> list[tuple[list[int], list[tuple[int, float, float, float]]]]:
        """Of each balance, what `balances` has, and its four gates."""
        flows = self.tables.flows
        found: list[tuple[list[int], list[tuple[int, float, float, float]]]] = []
        for balance in self._order:
            _, first, end = self.tables.balances[balance].tolist()
            mine = [n for n in range(first, end) if flows[n, 2] > flows[n, 1]]
            ways = [n for n in mine if not flows[n, 0]] + [n for n in mine if flows[n, 0]]
            gates = [self._gates_of(n) for n in ways]
            if flows[ways, 0].tolist() != [0, 1] or max(map(len, gates)) > _GATES:
                found.append(([balance, ANY, first, end, 0, 0], [_OPEN] * 4))
                continue
            shape = KEEPS_TOTAL if balance in self._keeping else TWO_PRODUCTS
            four = [gate for own in gates for gate in (*own, _OPEN, _OPEN)[:2]]
            found.append(([balance, shape, first, end, *ways], four))
        return found

    def _gates_of(self, flow: int) -> list[tuple[int, float, float, float]]:
        _, first, end = self.tables.flows[flow].tolist()
        rows, shapes = self.gates[first:end].tolist(), self.tables.shapes[first:end].tolist()
        return [(row, *shape) for row, shape in zip(rows, shapes, strict=True)]

    @cached_property
    def balances(self) -> Integers:
        """Of each balance, what moves it. ``(n, 10)``.

        Its place among the numbers, the kind of it, first flow, end, the flow that fills, the one
        that drains, and the four rows that their gates read.
        """
        found = [[*of, *(gate[0] for gate in gates)] for of, gates in self._moved]
        return np.array(found, dtype=np.int64).reshape(-1, 10)

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
