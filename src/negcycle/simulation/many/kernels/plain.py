"""Many couples, a step after the other, in NumPy: whole rows of lanes at once, in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any, TypeAlias

import numpy as np

from negcycle.model.trajectory import POSITION
from negcycle.simulation.many.kernels.drawing import Drawing
from negcycle.simulation.many.kernels.layout import Group, Integers, Stretch, Tables
from negcycle.simulation.many.kernels.passes import Operand, Pass, Steps, stretches_of_rows

Block: TypeAlias = Any
"""Rows of lanes of one group, float64 or float32. Shape ``(n_rows, n_lanes)``."""

Call: TypeAlias = tuple[Callable[..., object], tuple[Any, ...]]
"""What is called in a step, and with what."""

LANES = 4_096
"""So many couples stand side by side: with fewer, the calls would take longer than the numbers."""

_ENOUGH = 1_024
"""So many couples take as long as a call does."""

_MANY = 16
"""From so many steps on it is worth while to look which numbers are alike in all couples."""


class PlainKernel:
    """Steps couples forward with NumPy alone."""

    name = "numpy"

    def lanes_for(self, couples: int) -> int:
        """Return how many couples stand side by side."""
        return min(LANES, -(-couples // 8) * 8)

    def walk(self, tables: Tables, group: Group, stretch: Stretch) -> None:
        """Take some steps, in place."""
        if group.memo is None:
            group.memo = [_Walk(tables, group, n) for n in range(len(group.states))]
        walks: list[_Walk] = group.memo
        for one in walks:
            one.go(stretch, group.renewed)


@lru_cache(maxsize=8)
def _steps(tables: Tables) -> Steps:
    return Steps(tables)


class _Walk:
    """One group of lanes, with room for what comes in between."""

    def __init__(self, tables: Tables, group: Group, n: int) -> None:
        self.tables, self.made = tables, _steps(tables)
        self.states: Block = group.states[n]
        self.numbers: Block = group.numbers[n]
        self.chance: Block = group.chance[n]
        lanes = self.states.shape[1]
        kind = self.states.dtype
        self.kind: Any = kind.type
        self.drawing = Drawing(group.begins[n], group.strides[n], len(self.chance) // 2, kind)
        self.late = _Late(tables, group, n) if len(tables.late) else None
        self.looking = _Looking(tables, group, n)
        self.recorded = group.recorded[n]
        self.to_record = list(
            stretches_of_rows(range(len(group.to_record)), group.to_record.tolist())
        )
        n_balances = len(tables.balances)

        def room(*rows: int) -> Block:
            return np.empty((*rows, lanes), kind)

        self.arrays: dict[str, Block] = {
            "state": self.states,
            "number": self.numbers,
            "chance": self.chance,
            "late": self.late.brought if self.late else room(0),
            "gate": room(len(self.made.gates)),
            "product": room(len(self.made.products)),
            "inner": room(len(tables.reactions)),
            "term": room(self.made.n_terms),
            "other": room(1),
            "fill": room(n_balances),
            "both": room(n_balances),
            "above": room(n_balances),
            **{name: room(n_balances) for name in _OF_NUMBERS[1:]},
        }
        self.renewed = -1
        self.looked = False
        """Whether it was looked which numbers are alike in all couples."""
        self.calls: list[Call] = []

    def go(self, stretch: Stretch, renewed: int) -> None:
        many = stretch.steps >= _MANY
        if renewed != self.renewed:
            self.prepare()
            if many or self.looked or not self.calls:
                self.calls, self.looked = self.bound(alike=many), many
            self.renewed = renewed
        every, last = stretch.every, stretch.last
        for step in range(stretch.first, stretch.first + stretch.steps):
            if self.late is not None:
                self.late.bring(step)
            for call, operands in self.calls:
                call(*operands)
            if len(self.chance):
                self.draw(step + 1)
            taken = step + 1
            if stretch.record_every and taken % stretch.record_every == 0:
                into = self.recorded[taken // stretch.record_every]
                for rows, places in self.to_record:
                    into[rows] = self.states[places]
            if (last - taken) % every == 0:
                self.looking.look(taken, stretch)

    # -- what follows from the numbers --------------------------------------------------------

    def prepare(self) -> None:
        """Work out what stays the same while the numbers do."""
        numbers, rows, of = self.numbers, self.tables.rows, self.arrays
        fills, drains, total = of["fixed_fill"], of["fixed_drain"], of["total"]
        for into in (fills, drains):
            into[:] = 0
        for b, one in enumerate(self.made.balances):
            for row in one.fixed_fills:
                fills[b] += numbers[row]
            for row in one.fixed_drains:
                drains[b] += numbers[row]
        minus, left = of["minus"], of["left"]
        np.negative(numbers[rows.per_step : rows.help], minus)
        np.add(fills, drains, total)
        np.multiply(total, minus, left)
        np.exp(left, left)
        np.maximum(total, np.finfo(total.dtype).tiny, out=total)
        self.keeps, self.fresh = numbers[rows.keeps], 2 * numbers[rows.fresh]

    def bound(self, *, alike: bool) -> list[Call]:
        """Return the calls of a step; numbers that are alike in all couples become one number.

        That changes no bit of what comes out, nor does leaving out what would change nothing.
        """
        of = self.arrays
        least = float(np.finfo(self.kind).tiny)
        moving = [b for b, one in enumerate(self.made.balances) if not one.keeps_total]
        runs = alike and bool((of["fixed_fill"] + of["fixed_drain"])[moving].min(initial=1) > least)
        of["above"] = of["both"] if runs else np.empty_like(of["both"])
        if alike:
            self.keeps, self.fresh = self.one_of(self.keeps), self.one_of(self.fresh)
        calls: list[Call] = []
        for one in self.made.passes:
            if not len(self.chance) and _name(one.read[-1]) == "chance":
                continue
            if one.call is np.maximum:
                if not runs:
                    into = self.operand(one.into)
                    read = self.operand(one.read[0])
                    calls.append((partial(np.maximum, out=into), (read, self.kind(least))))
                continue
            calls += self.calls_of(one, alike=alike)
        return calls

    def calls_of(self, one: Pass, *, alike: bool) -> list[Call]:
        """Return the calls of one pass: none where it changes nothing."""
        into = self.operand(one.into)
        read = [self.operand(operand) for operand in one.read]
        k = len(read) - 1
        if not (alike and _name(one.read[k]) in _OF_NUMBERS):
            return [(one.call, (*read, into))]
        numbers = read[k]
        firsts = numbers[:, 0]
        if not (numbers == firsts[:, None]).all():
            return [(one.call, (*read, into))]
        if (firsts == firsts[0]).all():
            if one.read[0] == one.into and firsts[0] == _changes_nothing(one):
                return []
            read[k] = firsts[0]
            return [(one.call, (*read, into))]
        if k == 0 or len(firsts) > self.numbers.shape[1] // _ENOUGH:
            return [(one.call, (*read, into))]
        return [(one.call, (read[0][n], first, into[n])) for n, first in enumerate(firsts)]

    def operand(self, operand: Operand) -> Any:
        if isinstance(operand, tuple):
            name, rows = operand
            return self.arrays[name][rows]
        return self.kind(operand)

    @staticmethod
    def one_of(rows: Block) -> Any:
        """Return the number that all of a row are; the row where they differ."""
        first = rows.flat[0]
        return first if (rows == first).all() else rows

    # -- chance -------------------------------------------------------------------------------

    def draw(self, step: int) -> None:
        """Let the random inputs go on by one step."""
        chance = self.chance
        np.multiply(chance, self.keeps, chance)
        drawn = self.drawing.of(step)
        np.multiply(drawn, self.fresh, drawn)  # twice as much, as half is drawn
        rows = drawn.reshape(chance.shape)
        np.add(chance, rows, chance)


_OF_NUMBERS = ("number", "fixed_fill", "fixed_drain", "total", "left", "minus")
"""Arrays that follow from the numbers of couples, and not from their states."""


def _name(operand: Operand) -> str:
    return operand[0] if isinstance(operand, tuple) else ""


def _changes_nothing(one: Pass) -> float | None:
    """Return the number with which a pass leaves as it is what it is done to."""
    if one.call is np.add:  # what flows is never below 0, so that 0 does not even lose a sign
        return 0.0 if _name(one.read[1]) == "fixed_fill" else None
    return 1.0 if one.call in {np.multiply, np.divide} else None


class _Late:
    """What late influences bring: each lane looks back as far as it does."""

    def __init__(self, tables: Tables, group: Group, n: int) -> None:
        self.states, self.numbers = group.states[n], group.numbers[n]
        self.past, self.back = group.past[n], group.back[n]
        self.sources = list(
            stretches_of_rows(range(len(tables.late)), tables.late_sources.tolist())
        )
        self.part = slice(tables.rows.part, tables.rows.end)
        self.brought: Block = np.empty_like(self.past[0])
        self.far = np.empty_like(self.brought)
        self.lanes: Integers = np.arange(self.states.shape[1])
        self.which: Integers = np.arange(len(tables.late))[:, None]
        alike = bool((self.back == self.back[:, :1]).all())
        self.steps_back: list[int] | None = self.back[:, 0].tolist() if alike else None

    def bring(self, step: int) -> None:
        past, ring = self.past, len(self.past)
        now = past[step % ring]
        for rows, places in self.sources:
            now[rows] = self.states[places]
        near, far, share = self.brought, self.far, self.numbers[self.part]
        if self.steps_back is None:
            ago = step - self.back
            near[:] = past[np.maximum(ago, 0) % ring, self.which, self.lanes]
            far[:] = past[np.maximum(ago - 1, 0) % ring, self.which, self.lanes]
        else:
            for k, steps in enumerate(self.steps_back):
                near[k] = past[max(step - steps, 0) % ring, k]
                far[k] = past[max(step - steps - 1, 0) % ring, k]
        near *= 1 - share
        far *= share
        near += far


class _Looking:
    """What is read off at each look."""

    def __init__(self, tables: Tables, group: Group, n: int) -> None:
        states = self.states = group.states[n]
        self.sums, self.squares, self.lowest, self.highest = group.tally[:, n]
        origin = group.origin[n, :-1]
        at_0 = (origin == 0).all(axis=1)
        self.from_0 = [rows for (rows,) in stretches_of_rows(np.flatnonzero(at_0).tolist())]
        self.from_there = [
            (rows, origin[rows]) for (rows,) in stretches_of_rows(np.flatnonzero(~at_0).tolist())
        ]
        self.position, self.changed = group.position[n], group.changed[n]
        self.kept, self.least, self.most = group.kept[n], group.least[n], group.most[n]
        self.to_keep = list(stretches_of_rows(range(len(tables.kept)), tables.kept.tolist()))
        people = tables.people.tolist()
        self.spans = [tables.behaviors[first:end, 0].tolist() for first, end, _ in people]
        lanes = states.shape[1]
        whole = [slice(0, 0)]
        if all(len(one) == 1 for one in self.spans):
            whole = [
                places
                for _, places in stretches_of_rows(
                    range(len(people)), [one[0] for one in self.spans]
                )
            ]
        self.copied = len(whole) != 1 or whole[0] == slice(0, 0)
        self.done: Block = (
            np.empty((len(people), lanes), states.dtype) if self.copied else states[whole[0]]
        )
        self.moving = [p for p, (_, _, moves) in enumerate(people) if moves]
        self.size = np.empty_like(self.done, order="C")
        self.code, self.before = np.zeros((2, len(people), lanes), np.int8)
        self.before[:] = self.position
        self.up, self.down = np.empty((2, len(people), lanes), np.bool_)
        self.away = np.empty((len(states), lanes), states.dtype)
        self.strength = np.empty(lanes, states.dtype)
        self.limit = states.dtype.type(POSITION)

    def look(self, taken: int, stretch: Stretch) -> None:
        self.positions(taken)
        if taken > stretch.after:
            states, away = self.states, self.away
            for rows, origin in self.from_there:
                np.subtract(states[rows], origin, away[rows])
                self.add(away[rows], rows)
            for rows in self.from_0:
                self.add(states[rows], rows)
            np.minimum(self.lowest[:-1], states, out=self.lowest[:-1])
            np.maximum(self.highest[:-1], states, out=self.highest[:-1])
            self.add(self.strength, -1)
            np.minimum(self.lowest[-1], self.strength, out=self.lowest[-1])
            np.maximum(self.highest[-1], self.strength, out=self.highest[-1])
        if taken >= stretch.kept_from:
            into = self.kept[(taken - stretch.kept_from) // stretch.every]
            for rows, places in self.to_keep:
                into[rows] = self.states[places]
            for ends, further in ((self.least, np.minimum), (self.most, np.maximum)):
                further(ends[:-1], self.done, out=ends[:-1])
                further(ends[-1], self.strength, out=ends[-1])

    def add(self, values: Block, rows: slice | int) -> None:
        """Add values and their squares to the sums."""
        sums, squares, square = self.sums[rows], self.squares[rows], self.away[rows]
        np.add(sums, values, sums)
        np.multiply(values, values, square)
        np.add(squares, square, squares)

    def positions(self, taken: int) -> None:
        """Note who changed position, and how strong the cycle is."""
        done = self.done
        if self.copied:
            for p, places in enumerate(self.spans):
                np.copyto(done[p], self.states[places[0]])
                for place in places[1:]:
                    done[p] += self.states[place]
                done[p] *= 1 / len(places)
        np.greater_equal(done, self.limit, self.up)
        np.less_equal(done, -self.limit, self.down)
        np.subtract(self.up.view(np.int8), self.down.view(np.int8), self.code)
        if not np.array_equal(self.code, self.before):
            moved = (self.code != self.before).any(axis=0)
            np.copyto(self.changed, taken, where=moved)
            self.before[:] = self.code
            self.position[:] = self.code
        np.abs(done, self.size)
        strength = self.strength
        strength[:] = 0
        for p in self.moving:
            one = self.size[p]
            one /= len(self.moving)
            strength += one
