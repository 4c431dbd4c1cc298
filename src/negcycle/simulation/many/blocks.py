"""Couples side by side, from the beginning to the end, under the inputs of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.model.trajectory import POSITION
from negcycle.simulation.chance import Streams, normals, streams
from negcycle.simulation.many.kernels.choosing import kernel_named
from negcycle.simulation.many.kernels.layout import Group, Integers, Lanes, Stretch
from negcycle.simulation.many.memory import Memory
from negcycle.simulation.many.numbers import numbers_of, steps_back
from negcycle.simulation.many.question import Question
from negcycle.simulation.many.schedules import Schedules
from negcycle.simulation.many.values import Values
from negcycle.simulation.many.varying import is_of_the_plan, is_of_the_start, state_of
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.words import say

BEYOND = 2.0
"""Farther out than every state."""


class Block:
    """Couples side by side, from the beginning to the end.

    Args:
        question: What is the same for all of them.
        numbers: The number of each.
        parameters: What differs between them. Each of shape ``(width,)``.
        memory: Gives them room, and takes it back as soon as somebody else begins with it.
    """

    def __init__(
        self,
        question: Question,
        numbers: Integers,
        parameters: Mapping[str, Array],
        memory: Memory | None = None,
    ) -> None:
        self.question = question
        self.memory = Memory() if memory is None else memory
        self.memory.begin()
        self.system = question.system
        self.tables = question.tables
        self.kernel = kernel_named(question.kernel)
        self.couples = numbers
        self.parameters = parameters
        self.width = len(numbers)
        self.lanes = self.kernel.lanes_for(self.width)
        self.n_groups = -(-self.width // self.lanes)
        self.kind = np.dtype(question.precision)
        self.values = question.dependence.values(self.parameters)
        self.looks = question.looks
        of_plan = {n: v for n, v in self.parameters.items() if is_of_the_plan(n)}
        self.schedules = Schedules(
            self.system, question.plan, question.step, self.width, varied=of_plan
        )
        self.inputs: Inputs | None = None
        self.met = np.ones((len(self.looks), 1), dtype=np.bool_)
        self.group = self._group(self._start())
        self.now = _Now(self.group.states, self.width)

    # -- the beginning ----------------------------------------------------------------------

    def _start(self) -> Array:
        """Return the states at the beginning. Shape ``(n_states, width)``."""
        states = np.zeros((len(self.system.states), self.width))
        if self.question.start is None:
            for place in self.tables.slow:
                one = self.system.states[place]
                if one.kind is Kind.OPENNESS:
                    states[place] = self.values.openness[one.partner]
        else:
            states[:] = self.question.start[:, None]
        for name, values in self.parameters.items():
            if is_of_the_start(name):
                states[self.system.place(state_of(name))] = values
        return states + 0.0  # 0 for -0: how its sign goes on depends on the machine code

    def _group(self, states: Array) -> Group:
        question, tables = self.question, self.tables
        n_states = len(self.system.states)
        of = streams(question.seed, self.couples)
        # Farther back than the beginning is the beginning.
        back = np.minimum(
            steps_back(tables, self.values, question.step, self.width), question.count
        )
        n_back = int(back.max(initial=0)) + 2 if len(tables.late) else 0
        n_times = question.count // question.record_every + 1 if question.record else 0
        origin = np.concatenate([states, np.zeros((1, self.width))])

        def rows(*counts: int) -> NDArray[np.floating]:
            return self.memory.room((self.n_groups, *counts, self.lanes), self.kind)

        group = Group(
            numbers=rows(tables.rows.end),
            states=self.in_lanes(states, self.kind),
            chance=self.in_lanes(self._chance(of), self.kind),
            begins=self.in_lanes(of.begins[None], np.uint64)[:, 0],
            strides=self.in_lanes(of.strides[None], np.uint64)[:, 0],
            past=rows(n_back, len(tables.late)),
            back=self.in_lanes(back, np.int64),
            tally=self.memory.room((4, self.n_groups, n_states + 1, self.lanes), self.kind),
            origin=self.in_lanes(origin, self.kind),
            position=self.in_lanes(self._positions(states), self.kind),
            changed=rows(),
            kept=rows(len(self.looks), len(tables.kept)),
            least=rows(len(tables.people) + 1),
            most=rows(len(tables.people) + 1),
            recorded=rows(n_times, len(question.record)),
            to_record=np.array(question.record, dtype=np.int64),
        )
        group.changed[:], group.tally[:2] = 0.0, 0.0
        group.tally[2], group.tally[3] = BEYOND, -BEYOND
        group.least[:], group.most[:] = BEYOND, -BEYOND
        if question.record:
            group.recorded[:, 0] = group.states[:, group.to_record]
        if self.looks.start == 0:
            group.kept[:, 0] = group.states[:, tables.kept]
        return group

    def _chance(self, of: Streams) -> Array:
        """Return the random input of each partner at the beginning, by rank."""
        if not self.question.noisy:
            return np.zeros((0, self.width))
        pairs = -(-len(self.system.people) // 2)
        drawn = [one for pair in range(pairs) for one in normals(of, np.uint64(pair))]
        first: Array = self.values.noise[0] * np.stack(drawn)
        return first

    def _positions(self, states: Array) -> Array:
        codes = np.empty((len(self.tables.people), self.width))
        for p, (first, end, _) in enumerate(self.tables.people.tolist()):
            done = states[self.tables.behaviors[first:end, 0]].mean(axis=0)
            codes[p] = (done >= POSITION) * 1.0 - (done <= -POSITION)
        return codes

    def in_lanes(self, rows: NDArray[Any], kind: DTypeLike) -> NDArray[Any]:
        """Return rows of couples as groups of lanes; the last couple fills up the last group.

        From ``(n_rows, width)`` to ``(n_groups, n_rows, n_lanes)``.
        """
        made = self.memory.room((self.n_groups, len(rows), self.lanes), kind)
        self._put_in_lanes(rows, made)
        return made

    def _put_in_lanes(self, rows: NDArray[Any], made: NDArray[Any]) -> None:
        over = self.n_groups * self.lanes - self.width
        if over:
            rows = np.concatenate([rows, np.repeat(rows[:, -1:], over, axis=1)], axis=1)
        made[:] = rows.reshape(len(rows), self.n_groups, self.lanes).transpose(1, 0, 2)

    def in_rows(self, groups: NDArray[Any]) -> NDArray[Any]:
        """Return a copy of groups of lanes as rows: from ``(n_groups, ..., n_lanes)``."""
        rows = np.moveaxis(groups, 0, -2).copy()
        return rows.reshape(*rows.shape[:-2], -1)[..., : self.width]

    # -- on the way -------------------------------------------------------------------------

    def walk(self) -> None:
        """Let them go all their steps."""
        question, looks = self.question, self.looks
        taken = 0
        while taken < question.count:
            self._take_in(taken)
            steps = self._until_next(taken) - taken
            stretch = Stretch(
                first=taken,
                steps=steps,
                last=question.count,
                every=looks.step,
                after=question.after,
                kept_from=looks.start,
                record_every=question.record_every if question.record else 0,
            )
            self.kernel.walk(self.tables, self.group, stretch)
            taken += steps

    def _until_next(self, taken: int) -> int:
        """Return the step before which the next question about the plan is due."""
        if self.schedules.asks_at_every_step:
            return taken + 1
        step, until = self.question.step, self.schedules.until()
        if until >= self.question.count * step:
            return self.question.count
        near = max(int(until / step) - 1, taken + 1)
        while near * step < until:
            near += 1
        return min(near, self.question.count)

    def _take_in(self, taken: int) -> None:
        """Ask what acts now, and change the numbers of those for whom it is something else."""
        inputs = self.schedules.at(taken * self.question.step, self.now)
        if inputs is self.inputs:
            return
        self._note_contact(inputs, taken)
        where = self._changed(inputs)
        made = numbers_of(
            self.tables, _some(self.values, where), _some_inputs(inputs, where), self.question.step
        )
        if np.abs(made).max(initial=0.0) > np.finfo(self.kind).max:
            raise SimulationError(say("ensemble.seven-digits"))
        numbers = self.group.numbers
        if made.shape[1] == 1 and len(where) == self.width:  # all are alike
            numbers[:] = made
        elif len(where) == self.width:
            self._put_in_lanes(made, numbers)
        elif self.n_groups == 1:
            numbers[0][:, where] = made
        else:
            numbers[where // self.lanes, :, where % self.lanes] = made.T
        self.group.alike = bool((numbers == numbers[..., :1]).all())
        self.group.renewed += 1
        self.inputs = inputs

    def _changed(self, inputs: Inputs) -> Integers:
        """Return the couples on whom something else acts than before."""
        before = self.inputs
        if before is None:
            return np.arange(self.width)
        found = np.zeros(self.width, dtype=np.bool_)
        for name in ("felt", "help", "stress", "contact", "offer"):
            new, old = getattr(inputs, name), getattr(before, name)
            if new is not old:
                found |= (new != old).reshape(-1, max(new.shape[-1], old.shape[-1])).any(axis=0)
        return np.flatnonzero(found)

    def _note_contact(self, inputs: Inputs, taken: int) -> None:
        """Remember who is in contact at the looks from now on."""
        at = -(-max(taken - self.looks.start, 0) // self.looks.step)
        pairs = [inputs.contact[pair] > 0 for pair in self.system.pairs]
        met = np.all(pairs, axis=0)
        if met.shape[0] > self.met.shape[1]:
            self.met = np.repeat(self.met, met.shape[0], axis=1)
        self.met[at:] = met


class _Now:
    """The states of all couples as they are; only what is read is put in rows."""

    def __init__(self, states: Lanes, width: int) -> None:
        self._states = states
        self._width = width

    def __getitem__(self, places: int | list[int], /) -> NDArray[Any]:
        """Return one state, shape ``(width,)``, or some, shape ``(n, width)``."""
        if isinstance(places, list):
            return np.stack([self[place] for place in places])
        return self._states[:, places].reshape(-1)[: self._width]


def _some(values: Values, where: Integers) -> Values:
    """Return the numbers of some couples."""
    return Values(*(one if one.shape[1] == 1 else one[:, where] for one in values))


def _some_inputs(inputs: Inputs, where: Integers) -> Inputs:
    fields = ("felt", "help", "stress", "contact", "offer")
    of = {name: getattr(inputs, name) for name in fields}
    return Inputs(
        **{name: one if one.shape[-1] == 1 else one[..., where] for name, one in of.items()}
    )
