"""Couples side by side, from the beginning to the end, under the inputs of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.model.trajectory import POSITION
from negcycle.simulation.chance import Streams, normals, streams
from negcycle.simulation.many.kernels.choosing import kernel_named
from negcycle.simulation.many.kernels.layout import Group, Integers, Lanes, Stretch, aligned
from negcycle.simulation.many.numbers import numbers_of, steps_back
from negcycle.simulation.many.question import Question
from negcycle.simulation.many.schedules import Schedules
from negcycle.simulation.many.values import Values
from negcycle.simulation.many.varying import is_of_the_plan, is_of_the_start, state_of
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array


class Block:
    """Couples side by side, from the beginning to the end."""

    def __init__(
        self, question: Question, numbers: Integers, parameters: Mapping[str, Array]
    ) -> None:
        self.question = question
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
        return states

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

        def empty(*rows: int) -> NDArray[np.floating]:
            return aligned((self.n_groups, *rows, self.lanes), self.kind)

        group = Group(
            numbers=empty(tables.rows.end),
            states=self.in_lanes(states, self.kind),
            chance=self.in_lanes(self._chance(of), self.kind),
            begins=self.in_lanes(of.begins[None], np.uint64)[:, 0],
            strides=self.in_lanes(of.strides[None], np.uint64)[:, 0],
            past=empty(n_back, len(tables.late)),
            back=self.in_lanes(back, np.int64),
            tally=aligned((4, self.n_groups, n_states + 1, self.lanes), self.kind),
            origin=self.in_lanes(origin, self.kind),
            position=self.in_lanes(self._positions(states), self.kind),
            changed=empty(),
            kept=empty(len(self.looks), len(tables.kept)),
            recorded=empty(n_times, len(question.record)),
            to_record=np.array(question.record, dtype=np.int64),
        )
        group.tally[2], group.tally[3] = 2.0, -2.0  # beyond every state
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
        shape = (len(rows), self.n_groups * self.lanes)
        if rows.shape == shape:
            filled = rows.astype(kind, copy=False)
        else:
            filled = np.empty(shape, kind)
            filled[:, : self.width] = rows
            filled[:, self.width :] = filled[:, self.width - 1 : self.width]
        grouped = filled.reshape(len(rows), self.n_groups, self.lanes)
        made = aligned((self.n_groups, len(rows), self.lanes), kind)
        made[:] = grouped.transpose(1, 0, 2)
        return made

    def in_rows(self, groups: NDArray[Any]) -> NDArray[Any]:
        """Return groups of lanes as rows of couples: from ``(n_groups, ..., n_lanes)``."""
        rows = np.moveaxis(groups, 0, -2)
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
            self.tables,
            _some(self.values, where),
            _some_inputs(inputs, where),
            self.question.step,
            len(where),
        )
        if self.inputs is None:
            self.group.numbers = self.in_lanes(made, self.kind)
        elif len(where) == self.width:
            self.group.numbers[:] = self.in_lanes(made, self.kind)
        elif self.n_groups == 1:
            self.group.numbers[0][:, where] = made
        else:
            self.group.numbers[where // self.lanes, :, where % self.lanes] = made.T
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
