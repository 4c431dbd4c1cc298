"""Many couples, a step after the other, in NumPy: whole rows of lanes at once, in place."""

from __future__ import annotations

from itertools import groupby
from typing import Any, NamedTuple

import numpy as np

from negcycle.model.trajectory import POSITION
from negcycle.simulation.chance import Streams, normals
from negcycle.simulation.many.kernels.layout import Group, Integers, Stretch, Tables

Block = Any
"""Rows of lanes of one group, float64 or float32. Shape ``(n_rows, n_lanes)``."""


class PlainKernel:
    """Steps couples forward with NumPy alone."""

    name = "numpy"

    def lanes_for(self, couples: int) -> int:
        """Return how many couples stand side by side, so that a group stays in fast memory."""
        return min(1024, -(-couples // 8) * 8)

    def walk(self, tables: Tables, group: Group, stretch: Stretch) -> None:
        """Take some steps, in place."""
        for n in range(len(group.states)):
            _Walk(tables, group, n).go(stretch)


class _Factors(NamedTuple):
    """Gates of one shape that are multiplied into some rows at once."""

    rows: Integers
    states: Integers
    shape: tuple[float, float, float]


class _Walk:
    """One group of lanes, with room for what comes in between."""

    def __init__(self, tables: Tables, group: Group, n: int) -> None:
        self.tables = tables
        self.states: Block = group.states[n]
        self.numbers: Block = group.numbers[n]
        self.chance = group.chance[n]
        self.streams = Streams(group.begins[n], group.strides[n])
        self.past, self.back = group.past[n], group.back[n]
        self.tally, self.origin = group.tally[:, n], group.origin[n]
        self.position, self.changed = group.position[n], group.changed[n]
        self.kept, self.recorded = group.kept[n], group.recorded[n]
        self.to_record = group.to_record
        self.rows = tables.rows
        lanes: int = group.states.shape[2]
        self.lanes: Integers = np.arange(lanes)
        self.places = tables.reactions[:, 0]
        self.slow = tables.balances[:, 0]
        self.into, self.more = _sums(tables.reactions[:, 1:3])
        self.of_terms = _factors(tables, tables.influences[:, 3:5])
        self.of_flows = _factors(tables, tables.flows[:, 1:3])
        self.fills, self.drains = _ways(tables)
        kind = self.states.dtype
        self.inner = np.empty((len(self.places), lanes), kind)
        self.terms = np.empty((len(tables.influences), lanes), kind)
        self.through = np.empty((len(tables.flows), lanes), kind)
        self.fill, self.drain = np.empty((2, len(self.slow), lanes), kind)

    def go(self, stretch: Stretch) -> None:
        for step in range(stretch.first, stretch.first + stretch.steps):
            self.step(step)
            taken = step + 1
            if stretch.record_every and taken % stretch.record_every == 0:
                self.recorded[taken // stretch.record_every] = self.states[self.to_record]
            if (stretch.last - taken) % stretch.every == 0:
                self.look(taken, stretch)

    # -- a step ---------------------------------------------------------------------------

    def step(self, step: int) -> None:
        numbers, rows, states = self.numbers, self.rows, self.states
        self.bring_terms(step)
        np.copyto(self.inner, numbers[rows.bias : rows.weight])
        self.inner[self.into[0]] += self.terms[self.into[1]]
        for reaction, term in self.more:
            self.inner[reaction] += self.terms[term]
        if len(self.chance):
            ranks = self.tables.reactions[:, 3]
            pushed = np.flatnonzero(ranks >= 0)
            self.inner[pushed] += self.chance[ranks[pushed]]
        np.tanh(self.inner, out=self.inner)
        self.flow()
        fast = states[self.places]
        self.inner -= fast
        self.inner *= numbers[rows.moved : rows.bias]
        fast += self.inner
        states[self.slow] = self.drain
        states[self.places] = fast
        if len(self.chance):
            self.draw(step + 1)

    def bring_terms(self, step: int) -> None:
        """Work out what each influence brings."""
        tables, rows = self.tables, self.rows
        np.take(self.states, tables.influences[:, 0], axis=0, out=self.terms)
        if len(self.past):
            self.bring_late(step)
        self.terms *= self.numbers[rows.weight : rows.per_step]
        self.multiply(self.terms, self.of_terms)

    def bring_late(self, step: int) -> None:
        late = np.flatnonzero(self.tables.influences[:, 2] >= 0)
        ring = len(self.past)
        self.past[step % ring] = self.terms[late]
        ago = step - self.back
        which = np.arange(len(late))[:, None]
        near = self.past[np.maximum(ago, 0) % ring, which, self.lanes]
        far = self.past[np.maximum(ago - 1, 0) % ring, which, self.lanes]
        share = self.numbers[self.rows.part : self.rows.end]
        self.terms[late] = (1 - share) * near + share * far

    def flow(self) -> None:
        """Leave in `drain` where each balance will be."""
        numbers, rows = self.numbers, self.rows
        np.copyto(self.through, numbers[rows.rate : rows.keeps])
        self.multiply(self.through, self.of_flows)
        self.through += numbers[rows.base : rows.rate]
        fill, drain = self.fill, self.drain
        np.copyto(fill, numbers[rows.help : rows.base])
        drain[:] = 0
        for into, ways in ((fill, self.fills), (drain, self.drains)):
            for balances, flows in ways:
                into[balances] += self.through[flows]
        now = self.states[self.slow]
        both = np.add(fill, drain, out=drain)
        runs = both > 0
        goal = np.divide(fill, both, out=now.copy(), where=runs)
        both *= numbers[rows.per_step : rows.help]
        gone = 1 - np.exp(np.negative(both, out=both))
        np.add(now, gone * (goal - now), out=drain)

    def multiply(self, products: Block, factors: list[_Factors]) -> None:
        """Multiply gates into some rows."""
        for rows, states, (c0, c1, c2) in factors:
            x = self.states[states]
            if c2 == 0:
                if c1 != 1:
                    x *= c1
                if c0 != 0:
                    x += c0
            else:
                x = x * (c1 + c2 * x) + c0 if c1 else x * x * c2 + c0
            if len(rows) == len(products):
                products *= x
            else:
                products[rows] *= x

    def draw(self, place: int) -> None:
        """Let the random inputs go on by one step."""
        keeps, fresh = self.numbers[self.rows.keeps], self.numbers[self.rows.fresh]
        pairs = len(self.chance) // 2
        self.chance *= keeps
        for pair in range(pairs):
            new = normals(self.streams, np.uint64(place * pairs + pair))
            for n, one in enumerate(new):
                self.chance[2 * pair + n] += fresh * one

    # -- a look ---------------------------------------------------------------------------

    def look(self, taken: int, stretch: Stretch) -> None:
        strength = self.positions(taken)
        if taken > stretch.after:
            seen = np.concatenate([self.states, strength[None]])
            np.minimum(self.tally[2], seen, out=self.tally[2])
            np.maximum(self.tally[3], seen, out=self.tally[3])
            seen -= self.origin
            self.tally[0] += seen
            seen *= seen
            self.tally[1] += seen
        if taken >= stretch.kept_from:
            at = (taken - stretch.kept_from) // stretch.every
            self.kept[at] = self.states[self.tables.kept]

    def positions(self, taken: int) -> Block:
        """Note who changed position, and return the strength of the cycle."""
        strength = np.zeros_like(self.changed)
        moving = int(self.tables.people[:, 2].sum())
        for p, (first, end, moves) in enumerate(self.tables.people.tolist()):
            done = self.states[self.tables.behaviors[first, 0]].copy()
            for place in self.tables.behaviors[first + 1 : end, 0]:
                done += self.states[place]
            done *= 1 / (end - first)
            code = (done >= POSITION).astype(done.dtype) - (done <= -POSITION)
            self.changed[code != self.position[p]] = taken
            self.position[p] = code
            if moves:
                strength += np.abs(done) / moving
        return strength


def _sums(spans: Integers) -> tuple[tuple[Integers, Integers], list[tuple[int, int]]]:
    """Return for each reaction its first influence, all at once, and then each further one."""
    filled = np.flatnonzero(spans[:, 1] > spans[:, 0])
    more = [(int(r), n) for r in filled for n in range(spans[r, 0] + 1, spans[r, 1])]
    return (filled, spans[filled, 0]), more


def _factors(tables: Tables, spans: Integers) -> list[_Factors]:
    """Sort the gates of all rows so that those of one shape are multiplied at once."""
    found: list[tuple[int, tuple[float, float, float], int, int]] = []
    for row, (first, end) in enumerate(spans.tolist()):
        for n, gate in enumerate(range(first, end)):
            c0, c1, c2 = tables.shapes[gate].tolist()
            found.append((n, (c0, c1, c2), row, int(tables.gates[gate, 0])))
    grouped = groupby(sorted(found), key=lambda one: one[:2])
    made: list[_Factors] = []
    for (_, shape), members in grouped:
        rows = [(row, state) for _, _, row, state in members]
        made.append(
            _Factors(np.array([row for row, _ in rows]), np.array([s for _, s in rows]), shape)
        )
    return made


def _ways(
    tables: Tables,
) -> tuple[list[tuple[Integers, Integers]], list[tuple[Integers, Integers]]]:
    """Return which flows fill and which drain, the n-th of each balance at once."""
    ways: list[list[tuple[Integers, Integers]]] = []
    for drains in (0, 1):
        mine = [
            [n for n in range(first, end) if tables.flows[n, 0] == drains]
            for _, first, end in tables.balances.tolist()
        ]
        longest = max((len(one) for one in mine), default=0)
        ways.append(
            [
                (
                    np.array([b for b, one in enumerate(mine) if len(one) > n]),
                    np.array([one[n] for one in mine if len(one) > n]),
                )
                for n in range(longest)
            ]
        )
    return ways[0], ways[1]
