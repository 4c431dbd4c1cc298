"""The options that say how many couples are run, as `ensemble` and `sweep` both have them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from negcycle.cli.options import as_wrong_usage, choice
from negcycle.cli.reading import STREAM, case_of, plan_of
from negcycle.cli.simulate import start_of
from negcycle.cli.writing import note
from negcycle.errors import SimulationError, UnknownName
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle
    from negcycle.model.ensemble import Ensemble
    from negcycle.model.plan import Plan
    from negcycle.system.system import System

# The library has the same names; to import them here would make every start slower.
KERNELS = ("auto", "numpy", "numba")
PRECISIONS = ("float64", "float32")
MOST_PANELS = 6
"""A fan shows no more states than this."""
TIMES = 400
"""So often states are kept where only a picture asks for them."""
TURNS = 1_000.0
"""A run is at least this long where nobody says how long."""

PlanFile = Annotated[str | None, typer.Option("--plan", metavar="PLAN", help=say("cli.opt.plan"))]
Begin = Annotated[
    str | None,
    typer.Option("--start", metavar="calm|stuck|FILE", help=say("cli.opt.many-start")),
]
Record = Annotated[
    str | None, typer.Option("--record", metavar="NAME,...", help=say("cli.opt.record"))
]
Kernel = Annotated[
    str, choice("--kernel", KERNELS, help="cli.opt.kernel", otherwise="cli.unknown-kernel")
]
Precision = Annotated[
    str,
    choice("--precision", PRECISIONS, help="cli.opt.precision", otherwise="cli.unknown-precision"),
]
Shard = Annotated[str | None, typer.Option("--shard", metavar="I/N", help=say("cli.opt.shard"))]


@dataclass(frozen=True, kw_only=True, slots=True)
class RunOptions:
    """How couples are run, as somebody wrote it."""

    file: str
    source: str
    plan: str | None
    turns: float | None
    step: float
    start: str | None
    noise: float | None
    seed: int | None
    after: float
    record: str | None
    every: float | None
    kernel: str
    precision: str
    threads: int | None
    shard: str | None

    @property
    def recorded(self) -> tuple[str, ...]:
        """The states that are to be kept over time."""
        return () if self.record is None else tuple(one.strip() for one in self.record.split(","))

    def refuse_what_does_not_fit(self, *others: str | None) -> None:
        """Say what would come to nothing.

        Args:
            others: What else may come from standard input.

        Raises:
            BadParameter: for options that do not go together.
        """
        if [self.file, self.plan, self.start, *others].count(STREAM) > 1:
            raise typer.BadParameter(say("cli.stream-twice"))
        for name in self.recorded:
            if self.recorded.count(name) > 1:
                raise typer.BadParameter(say("cli.record-twice", name=name))
        if self.shard is not None and self.seed is None:
            raise typer.BadParameter(say("cli.shard-needs-seed"))

    def read(self) -> ToRun:
        """Return the cycle, and everything that is said of its runs.

        Raises:
            BadParameter: if a state that is to be kept is not there, or the shard is none.
            NegcycleError: if a file cannot be read, or has faults.
        """
        from negcycle.simulation.many.sharding import read_shard
        from negcycle.system.compile import compile_system

        with as_wrong_usage(SimulationError):
            shard = None if self.shard is None else read_shard(self.shard)
        cycle = case_of(self.file, self.source).cycle
        plan = None if self.plan is None else plan_of(self.plan, self.source, cycle)
        start = "calm" if self.start is None else start_of(self.start, cycle)
        system = compile_system(cycle)
        with as_wrong_usage(UnknownName):
            for name in self.recorded:
                system.place(name)
        settings: dict[str, Any] = {
            "plan": plan,
            "start": start,
            "record": self.recorded,
            "every": 1.0 if self.every is None else self.every,
            "shard": shard,
            **{name: getattr(self, name) for name in ("turns", "step", "noise", "seed", "after")},
            **{name: getattr(self, name) for name in ("kernel", "precision", "threads")},
        }
        return ToRun(cycle, system, cycle.plan if plan is None else plan, settings)


@dataclass(frozen=True, slots=True)
class ToRun:
    """A cycle, and how couples of it are run."""

    cycle: Cycle
    system: System
    plan: Plan
    settings: dict[str, Any]
    """In the words of `negcycle.ensemble` and `negcycle.sweep`."""

    @property
    def is_noisy(self) -> bool:
        """Whether chance acts on everybody."""
        noise = self.settings["noise"]
        return bool(self.cycle.dynamics.noise if noise is None else noise)

    def keep_behaviors(self, *, every: float | None) -> None:
        """Let what everybody does be kept over time, as often as a picture shows, for the fan."""
        names = [f"{key}.behavior" for key in self.system.keys]
        found = [name for name in names if name in self.system.names][:MOST_PANELS]
        self.settings["record"] = found or self.system.names[:MOST_PANELS]
        if every is None:
            lasts, step = self.settings["turns"] or TURNS, self.settings["step"]
            self.settings["every"] = min(max(lasts / TIMES, step), lasts)

    def refuse_unknown(self, names: list[str]) -> None:
        """Refuse names of numbers that are not there.

        Raises:
            UnknownName: with the nearest one that is.
            SimulationError: if two names mean one number.
        """
        from negcycle.simulation.many.varying import check_names

        if "noise" in names and self.settings["noise"] is not None:
            raise SimulationError(say("vary.noise-twice"))
        check_names(names, cycle=self.cycle, system=self.system, plan=self.plan)

    def refuse_shard(self, couples: int) -> None:
        """Refuse a shard in which nobody would be.

        Raises:
            BadParameter: if there are fewer couples than shards.
        """
        from negcycle.simulation.many.sharding import shard_range

        if (shard := self.settings["shard"]) is not None:
            with as_wrong_usage(SimulationError):
                shard_range(couples, shard)


def run_with_progress(
    run: Callable[[Callable[[int, int], None]], Ensemble],
) -> Ensemble:
    """Run many couples, and show on the terminal how far it is.

    Raises:
        KeyboardInterrupt: if somebody stops it before anything is done.
    """
    from negcycle.simulation.many.progress import terminal_progress

    try:
        with terminal_progress() as progress:
            return run(progress)
    except KeyboardInterrupt:
        note(say("cli.stopped-at-once"))
        raise
