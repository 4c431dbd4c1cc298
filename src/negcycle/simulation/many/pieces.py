"""A stretch of couples, computed in one go: a row for each, read off while they run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.model.ensemble import READINGS
from negcycle.model.missed import Notes
from negcycle.model.plan import Plan
from negcycle.model.trajectory import POSITION
from negcycle.simulation.chance import normals, streams
from negcycle.simulation.ending import endings, looked_at, shows_trend
from negcycle.simulation.many.kernels.choosing import kernel_named
from negcycle.simulation.many.kernels.layout import Group, Integers, Lanes, Stretch, Tables, aligned
from negcycle.simulation.many.numbers import numbers_of, steps_back
from negcycle.simulation.many.schedules import Schedules
from negcycle.simulation.many.values import Dependence, Values
from negcycle.simulation.many.varying import is_of_the_plan, is_of_the_start, state_of
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import System

BLOCK = 4_096
"""So many couples are computed side by side; it changes no result."""

_DECIDED = 512
"""Of so many couples is decided at once how they ended."""

_ROOM = 16_000_000
"""Numbers that are kept for a block while it runs, at most: 128 MB."""


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


@dataclass(frozen=True, eq=False)
class Part:
    """What came out for a stretch of couples."""

    columns: Mapping[str, NDArray[np.generic]]
    recorded: Array | None
    """Shape ``(n_couples, n_times, n_recorded)``."""
    notes: Notes


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of couples that can be computed anywhere."""

    question: Question
    first: int
    """The number of the first couple."""
    parameters: Mapping[str, Array] = field(default_factory=dict[str, Array])
    """What differs between them. Each of shape ``(n_couples,)``."""
    count: int = 0

    def __call__(self) -> Part:
        """Compute them, some after the other."""
        size = self.question.block
        columns: dict[str, NDArray[np.generic]] = {}
        recorded: Array | None = None
        notes = Notes()
        for begin in range(0, self.count, size):
            end = min(begin + size, self.count)
            part = self._block(begin, end)
            for name, values in part.columns.items():
                if name not in columns:
                    columns[name] = np.empty(self.count, values.dtype)
                columns[name][begin:end] = values
            if part.recorded is not None:
                if recorded is None:
                    recorded = np.empty((self.count, *part.recorded.shape[1:]))
                recorded[begin:end] = part.recorded
            notes += part.notes
        return Part(columns, recorded, notes)

    def _block(self, begin: int, end: int) -> Part:
        numbers = np.arange(self.first + begin, self.first + end)
        mine = {name: values[begin:end] for name, values in self.parameters.items()}
        return _Block(self.question, numbers, mine).part()


class _Block:
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
            chance=self.in_lanes(self._chance(), self.kind),
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

    def _chance(self) -> Array:
        """Return the random input of each partner at the beginning, by rank."""
        if not self.question.noisy:
            return np.zeros((0, self.width))
        pairs = -(-len(self.system.people) // 2)
        of = streams(self.question.seed, self.couples)
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

    def part(self) -> Part:
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
        return Part(self._columns(), self._recorded(), self.schedules.notes())

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

    # -- the end ----------------------------------------------------------------------------

    def _columns(self) -> dict[str, NDArray[np.generic]]:
        """Return what became of each couple, by column."""
        question, system = self.question, self.system
        columns: dict[str, NDArray[np.generic]] = {
            "outcome": self._outcomes(),
            "settled": self.in_rows(self.group.changed).astype(np.float64) * question.step,
        }
        for key, codes in zip(system.keys, self.in_rows(self.group.position), strict=True):
            columns[f"{key}.position"] = codes.astype(np.int8)
        every = self.looks.step
        looks = (question.count - question.after + every - 1) // every
        origins = self.in_rows(self.group.origin).astype(np.float64)
        sums, squares, lowest, highest = self._tallies()
        means = sums / looks
        read = (
            self._final(),
            origins + means,
            np.maximum(squares / looks - means * means, 0.0),
            lowest,
            highest,
        )
        for n, name in enumerate((*system.names, "cycle_strength")):
            for reading, values in zip(READINGS, read, strict=True):
                columns[f"{name}.{reading}"] = values[n]
        return columns

    def _tallies(self) -> list[Array]:
        """Return sums, sums of squares, lowest and highest. Each ``(n_states + 1, width)``."""
        return [self.in_rows(one).astype(np.float64, copy=False) for one in self.group.tally]

    def _final(self) -> Array:
        """Return the states and the strength of the cycle at the end."""
        states = self.in_rows(self.group.states).astype(np.float64)
        return np.concatenate([states, self._strength(states)[None]])

    def _strength(self, states: Array) -> Array:
        """Return the strength of the cycle in some states. Shape ``(width,)``."""
        strength = np.zeros(self.width)
        done = self._done(states[self.tables.behaviors[:, 0]])
        for one in done:
            strength += np.abs(one) / len(done)
        return strength

    def _done(self, behaviors: NDArray[Any]) -> list[NDArray[Any]]:
        """Return what each partner does who is in a cycle, the mean over their behaviors."""
        found: list[NDArray[Any]] = []
        for first, end, moves in self.tables.people.tolist():
            if moves:
                total = behaviors[first]
                for n in range(first + 1, end):
                    total = total + behaviors[n]
                found.append(total if end == first + 1 else total / (end - first))
        return found

    def _outcomes(self) -> NDArray[np.int8]:
        question, met = self.question, self.met
        begins = self.looks.start * question.step
        lively = np.broadcast_to(
            (self.values.noise[0] > 0) | (self.schedules.last_end > begins), (self.width,)
        )
        trend = shows_trend(question.count * question.step, day=question.day)
        alike = met.shape[1] == 1
        made = np.empty(self.width, dtype=np.int8)
        n_behaviors = len(self.tables.behaviors)
        moving = np.flatnonzero(self.tables.people[:, 2]).tolist()
        for couples, kept in self._kept(_DECIDED if alike else self.width):
            made[couples] = endings(
                np.stack(self._done(kept[:n_behaviors])),
                kept[[n_behaviors + p for p in moving]],
                met[:, 0] if alike else met,
                lively[couples],
                trend=trend,
            ).outcome
        return made

    def _kept(self, size: int) -> Iterator[tuple[slice, NDArray[Any]]]:
        """Yield what was kept of some couples after the other: ``(n_kept, n_looks, n_couples)``.

        Few are put in order at once, so that they stay in fast memory.
        """
        kept, lanes = self.group.kept, self.lanes
        groups = -(-size // lanes)
        for group in range(0, self.n_groups, groups):
            some = kept[group : group + groups]
            rows = some[0].swapaxes(0, 1)
            if len(some) > 1:
                rows = some.transpose(2, 1, 0, 3).reshape(some.shape[2], some.shape[1], -1)
            first = group * lanes
            for begin in range(0, rows.shape[2], size):
                end = min(begin + size, rows.shape[2], self.width - first)
                if begin < end:
                    yield slice(first + begin, first + end), rows[:, :, begin:end]

    def _recorded(self) -> Array | None:
        if not self.question.record:
            return None
        return self.in_rows(self.group.recorded).transpose(2, 0, 1).astype(np.float64, copy=False)


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
