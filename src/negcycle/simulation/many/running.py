"""From what is asked of many couples to their rows: the one way that ensembles and sweeps go."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Literal, TypeAlias

import numpy as np

from negcycle import __version__
from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.ensemble import READINGS, Design, Ensemble, Recorded
from negcycle.model.faults import cut
from negcycle.model.missed import Notes
from negcycle.model.plan import Plan, PlanItem
from negcycle.simulation.asked import (
    STEP,
    TURNS,
    checked_noise,
    count_of_steps,
    is_number,
)
from negcycle.simulation.many.kernels.choosing import KernelName, chosen
from negcycle.simulation.many.parts import Part
from negcycle.simulation.many.pieces import Piece
from negcycle.simulation.many.question import Question
from negcycle.simulation.many.rows import Rows
from negcycle.simulation.many.sharding import read_shard, shard_range
from negcycle.simulation.many.spreading import Spread, spread
from negcycle.simulation.many.values import dependence
from negcycle.simulation.many.varying import (
    check_names,
    check_values,
    is_of_the_plan,
    is_of_the_start,
    varied,
    varied_plan,
)
from negcycle.simulation.many.workers import checked_threads, number_of_workers
from negcycle.simulation.schedule import last_change
from negcycle.simulation.starting import Start, start_state
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

Precision: TypeAlias = Literal["float64", "float32"]
PRECISIONS: tuple[Precision, ...] = ("float64", "float32")
"""How many digits numbers have while couples run."""

_FEW = {"numpy": 1_024, "numba": 64}
"""Fewer couples take as long: in NumPy a call takes as long as a hundred of them do."""

_MANY = 4_096
"""More couples at once gain nothing."""

_LONG = 8_000_000
"""So many couple-steps at once, at most: they take NumPy half a second, and numba a tenth."""

_EACH = {"numpy": 1, "numba": 4}
"""Pieces for each of several workers, so that they end together."""

_NOT_DRAWN: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class Options:
    """What can be said of every run of many couples, in the words of `ensemble`."""

    plan: Plan | Sequence[PlanItem | Mapping[str, object]] | None = None
    turns: float | None = None
    step: float = STEP
    noise: float | None = None
    start: Start = "calm"
    after: float = 0.0
    record: Sequence[str] | str = ()
    every: float = 1.0
    kernel: KernelName = "auto"
    precision: Precision = "float64"
    threads: int | None = None
    executor: Executor | None = None
    shard: tuple[int, int] | str | None = None
    progress: Callable[[int, int], None] | None = None


class Couples:
    """A cycle of which many couples are made, and the plan that they follow."""

    def __init__(self, cycle: Cycle | CycleGraph | System, options: Options) -> None:
        self.cycle = cycle if isinstance(cycle, Cycle) else None
        system = cycle if isinstance(cycle, System) else compile_system(cycle)
        if options.noise is not None:
            system = system.with_noise(checked_noise(options.noise))
            if self.cycle is not None:
                changed = self.cycle.dynamics.changed(noise=system.noise)
                self.cycle = self.cycle.changed(dynamics=changed)
        self.system = system
        given = options.plan if options.plan is not None else self.cycle.plan if self.cycle else ()
        self.plan = given if isinstance(given, Plan) else Plan(given)
        self.options = options

    def run(
        self,
        runs: int,
        parameters: Mapping[str, Array],
        seed: int,
        *,
        design: Design | None = None,
        drawn: Mapping[str, str] = _NOT_DRAWN,
    ) -> Ensemble:
        """Run so many couples.

        Args:
            runs: How many.
            parameters: What differs between them. Each of shape ``(runs,)``.
            seed: What random numbers are made from.
            design: The points of a sweep.
            drawn: What each parameter was drawn from, in words.
        """
        options = self.options
        question = self._question(runs, parameters, seed)
        shard = read_shard(options.shard) if isinstance(options.shard, str) else options.shard
        couples = range(runs) if shard is None else shard_range(runs, shard)
        times = question.count // question.record_every + 1 if question.record else 0
        recorded = times * len(question.record)
        refuse_too_much(self.system, len(couples), len(parameters), recorded)
        job = _Job(question, parameters)
        rows = Rows(couples)
        made = spread(
            job,
            couples.start,
            couples.stop,
            executor=options.executor,
            threads=options.threads,
            block=_at_least(question, len(couples), options),
            progress=options.progress,
            keep=rows.take,
        )
        if not made.parts:
            if made.interrupted:  # nothing is there to be kept
                raise KeyboardInterrupt
            raise SimulationError(made.note)
        return self._told(
            question, job, made, rows, runs=runs, design=design, drawn=drawn, shard=shard
        )

    def _question(self, runs: int, parameters: Mapping[str, Array], seed: int) -> Question:
        options, system = self.options, self.system
        check_names(parameters, cycle=self.cycle, system=system, plan=self.plan)
        if "noise" in parameters and options.noise is not None:
            raise SimulationError(say("vary.noise-twice"))
        of_plan = [name for name in parameters if is_of_the_plan(name)]
        for name, values in parameters.items():
            check_values(name, values)
        for end in (np.min, np.max):
            varied_plan(self.plan, {name: float(end(parameters[name])) for name in of_plan})
        turns = options.turns
        if turns is None:
            turns = max(last_change(plan) for plan in self._longest(parameters, of_plan)) + TURNS
        count = count_of_steps(turns, options.step)
        step = turns / count
        if options.precision not in PRECISIONS:
            hint = did_you_mean(str(options.precision), PRECISIONS)
            raise SimulationError(
                say("ensemble.precision", name=cut(str(options.precision), 60), hint=hint)
            )
        record, every = self._recorded(), self._every(turns)
        noise = parameters.get("noise")
        return Question(
            system=system,
            dependence=dependence(self.cycle, system, list(parameters)),
            plan=self.plan,
            count=count,
            step=step,
            seed=seed,
            kernel=chosen(options.kernel, float(runs) * count),
            precision=options.precision,
            start=None if options.start == "calm" else start_state(system, options.start),
            after=self._after(turns, step, count),
            record=tuple(system.place(name) for name in record),
            record_every=max(1, round(every / step)) if record else 0,
            noisy=bool(np.any(noise > 0)) if noise is not None else system.noise > 0,
        )

    def _longest(self, parameters: Mapping[str, Array], of_plan: list[str]) -> list[Plan]:
        """Return the plan, and the same with everything that differs as late and long as it is."""
        last = {name: float(parameters[name].max()) for name in of_plan}
        return [self.plan] if not last else [varied_plan(self.plan, last)]

    def _recorded(self) -> tuple[str, ...]:
        record = self.options.record
        names = (record,) if isinstance(record, str) else tuple(record or ())
        for name in names:
            if name not in self.system.names:
                hint = did_you_mean(str(name), self.system.names)
                message = say("system.unknown", name=cut(str(name), 60), hint=hint)
                raise UnknownName(message, str(name), self.system.names)
        if len(set(names)) < len(names):
            raise SimulationError(say("ensemble.record-twice"))
        return names

    def _every(self, turns: float) -> float:
        every = self.options.every
        most = turns if self.options.record else math.inf  # unasked, a run may be shorter than 1
        if not (is_number(every) and math.isfinite(every) and 0 < every <= most):
            raise SimulationError(say("ensemble.every", value=every, turns=turns))
        return float(every)

    def _after(self, turns: float, step: float, count: int) -> int:
        """Return the steps that means, variances and extremes leave out."""
        after = self.options.after
        if not (is_number(after) and 0 <= after < turns and round(after / step) < count):
            raise SimulationError(say("ensemble.after", value=after, turns=turns))
        return round(after / step)

    def _told(
        self,
        question: Question,
        job: _Job,
        made: Spread[Part],
        rows: Rows,
        *,
        runs: int,
        design: Design | None,
        drawn: Mapping[str, str],
        shard: tuple[int, int] | None,
    ) -> Ensemble:
        """Put the rows together, with where they come from."""
        system = self.system
        index = np.concatenate([np.arange(one.start, one.stop) for one, _ in made.parts])
        missed = sum((part.notes for _, part in made.parts), Notes()).missed
        whole = len(index) == runs
        return Ensemble(
            index=index,
            parameters={
                name: values if whole else values[index] for name, values in job.parameters.items()
            },
            columns=rows.columns(index),
            runs=runs,
            turns=question.count * question.step,
            step=question.step,
            look=question.looks.step * question.step,
            seed=question.seed,
            after=question.after * question.step,
            noise=system.noise,
            names=system.names,
            people={one.key: one.name for one in system.people},
            written={one.key: one.position for one in system.people},
            design=design,
            drawn=drawn,
            shard=shard,
            recorded=self._record(question, rows.recorded(index)),
            start=self._start_in_words(),
            plan=_plan_in_words(self.plan),
            kernel=question.kernel,
            precision=question.precision,
            assumptions=self._assumptions(job.parameters),
            notes=(*Notes(missed).sentences(len(index)), *([made.note] if made.note else [])),
            missed=missed,
            missing=made.note,
            version=__version__,
            libraries=dict(_libraries(question.kernel)),
            case=system.case,
        )

    def _assumptions(self, parameters: Mapping[str, Array]) -> tuple[str, ...]:
        """Return what was assumed; what differs between couples was not."""
        chosen_ones = {
            name: float(values[0])
            for name, values in parameters.items()
            if not (is_of_the_plan(name) or is_of_the_start(name))
        }
        if self.cycle is None or not chosen_ones:
            return self.system.assumptions
        return compile_system(varied(self.cycle, chosen_ones)).assumptions

    def _record(self, question: Question, recorded: Array | None) -> Recorded | None:
        if recorded is None:
            return None
        apart = question.record_every * question.step
        times = np.arange(recorded.shape[1], dtype=np.float64) * apart
        return Recorded(
            times, tuple(self.system.names[place] for place in question.record), recorded
        )

    def _start_in_words(self) -> str:
        start = self.options.start
        if isinstance(start, str):
            return start
        state = start_state(self.system, start)
        return ", ".join(
            f"{name} {value:.17g}" for name, value in zip(self.system.names, state, strict=True)
        )


class _Job:
    """All couples of a question, of which any stretch can be computed alone."""

    def __init__(self, question: Question, parameters: Mapping[str, Array]) -> None:
        self.question = question
        self.parameters = parameters

    def piece(self, first: int, last: int) -> Piece:
        of = {name: values[first:last] for name, values in self.parameters.items()}
        return Piece(self.question, first, of, last - first)


def _at_least(question: Question, runs: int, options: Options) -> int:
    """Return how many couples to compute at once, as fewer would take as long.

    Each worker gets as many pieces as any other, so that they end together.
    """
    few = _FEW[question.kernel]
    if options.executor is not None:
        workers = number_of_workers(options.executor)
    else:
        workers = checked_threads(options.threads)
    most = max(1, min(_MANY, _LONG // question.count) // few) * few
    pieces = max(workers * _EACH[question.kernel] if workers > 1 else 1, math.ceil(runs / most))
    rounds = math.ceil(pieces / workers)
    return min(most, max(1, math.ceil(runs / (rounds * workers * few))) * few)


def refuse_too_much(system: System, couples: int, parameters: int, recorded: int = 0) -> None:
    """Refuse rows that do not fit into memory, before the first of them is made.

    Args:
        system: Of what there are rows.
        couples: How many.
        parameters: How many numbers differ between them.
        recorded: How many numbers are recorded of each.

    Raises:
        SimulationError: if they do not fit.
    """
    columns = parameters + 3 + len(READINGS) * (len(system.states) + 1)
    need, have = 8 * couples * (columns + recorded), _memory()
    if need > have:
        raise SimulationError(say("ensemble.memory", need=need / 1e9, have=have / 1e9))


def _memory() -> float:
    """Return the memory of this computer in bytes; infinity where that is not known."""
    try:
        return float(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):
        return math.inf


def _plan_in_words(plan: Plan) -> str:
    return plan.model_dump_json(by_alias=True, exclude_none=True) if plan.items else ""


@cache
def _libraries(kernel: str) -> dict[str, str]:
    """Return the versions of what took part."""
    names = ("numpy", *(("numba",) if kernel == "numba" else ()))
    found: dict[str, str] = {}
    for name in names:
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # installed in another way
            found[name] = "unknown"
    return found
