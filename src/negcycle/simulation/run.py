"""One run of one couple: the cycle, a plan, a start, and what happens."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

import numpy as np

from negcycle import __version__
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.model.plan import Plan, PlanItem
from negcycle.model.trajectory import Trajectory
from negcycle.simulation import measuring
from negcycle.simulation.ending import ending
from negcycle.simulation.integrate import integrate, iterate
from negcycle.simulation.schedule import Schedule, last_change
from negcycle.simulation.starting import Start, lingers, sides, sides_are_assumed, start_state
from negcycle.simulation.stepping import Prepared, prepare, stepped
from negcycle.system.compile import compile_system
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.system import System
from negcycle.words import say

TURNS = 1_000.0
"""How long a run goes on unless told, after the last input that the plan has a time for."""

STEP = 0.25
"""Length of a step unless told, in turns."""

MOST_STEPS = 2_000_000
"""A run has no more steps than this."""

_CHUNK = 4_096
"""Steps for which random numbers are drawn, and states are put away, at once."""


def simulate(
    cycle: Cycle | CycleGraph | Model,
    *,
    plan: Plan | Sequence[PlanItem | Mapping[str, object]] | None = None,
    turns: float | None = None,
    step: float = STEP,
    seed: int | None = None,
    noise: float | None = None,
    start: Start = "calm",
    check: bool = False,
) -> Trajectory:
    """Run a couple forward, once, and return what happens.

    It is a model for thinking: its numbers are assumptions, and they would be the same for any
    couple with these positions and assumptions. To stay stuck is a finding, not an error.

    Args:
        cycle: A cycle, its graph, its compiled system, or any model, such as a published one.
        plan: Inputs over time; None for the plan of the cycle itself.
        turns: How long, in turns of one exchange; of another model, in its own unit of time. None
            for 1,000 turns after the last input that the plan has a time for.
        step: The longest step, in turns.
        seed: What random numbers are made from, a whole number; None draws one, which is kept in
            the result. Without noise there are none.
        noise: Stationary standard deviation of the random input to each first feeling; None for
            what the cycle says.
        start: ``"calm"``, ``"stuck"`` (where the couple settles from the worst start), states by
            name (all others calm), or a trajectory, to go on from its end.
        check: Whether to run again with half the step; the largest difference is in
            `Trajectory.halving`.

    Raises:
        SimulationError: if the run cannot start or its plan cannot be carried out.
        UnknownName: if the plan or the start names somebody or something that is not there.
        CaseError: if the plan is not a plan.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> nc.simulate(cycle, start="stuck").outcome
        <Outcome.STUCK: 'stuck'>

    Sources:
        Cox, S. M., & Matthews, P. C. (2002). J. Comput. Phys. 176, 430-455 (exponential Euler).
    """
    if isinstance(cycle, Cycle | CycleGraph):
        system = compile_system(cycle)
    elif isinstance(cycle, System):
        system = cycle
    else:
        return _run_model(cycle, start, turns or TURNS, step, check=check)
    if noise is not None:
        system = system.with_noise(_checked_noise(noise))
    if check and system.noise > 0:
        raise SimulationError(say("simulate.check-with-noise"))
    given = plan if plan is not None else cycle.plan if isinstance(cycle, Cycle) else ()
    planned = given if isinstance(given, Plan) else Plan(given)
    if seed is not None or system.noise > 0:
        seed = _checked_seed(seed)
    turns = last_change(planned) + TURNS if turns is None else turns
    count = _count(turns, step)
    first = start_state(system, start)
    made = _Run(system, planned, turns / count, count, seed)
    states = made.states(first)
    halving = None
    if check:
        finer = _Run(system, planned, turns / count / 2, 2 * count, seed).states(first)
        halving = float(np.max(np.abs(finer[::2] - states)))
    return _told(made, states, start, halving)


def _run_model(model: Model, start: Start, turns: float, step: float, *, check: bool) -> Trajectory:
    """Run a model that is not a compiled cycle."""
    if isinstance(start, str):
        raise SimulationError(say("simulate.start-of-model", names=", ".join(model.names)))
    first = start.final if isinstance(start, Trajectory) else start
    if isinstance(model, SmoothModel):
        _count(turns, step)
        return integrate(model, first, until=turns, step=step, check=check)
    if isinstance(model, MapModel):
        return iterate(model, first, steps=_count(turns, 1.0))
    raise SimulationError(say("simulate.no-model", kind=type(model).__name__))


def _count(turns: float, step: float) -> int:
    """Return the number of steps."""
    for what, value in (("turns", turns), ("step", step)):
        if not (math.isfinite(value) and value > 0):
            raise SimulationError(say(f"simulate.{what}", value=value))
    count = math.ceil(turns / step - 1e-9) if turns / step < math.inf else math.inf
    if count > MOST_STEPS:
        numbers = {"turns": turns, "step": step, "limit": MOST_STEPS}
        raise SimulationError(say("simulate.too-long", **numbers))
    return max(1, int(count))


def _checked_noise(noise: float) -> float:
    if not 0 <= noise <= 1_000:
        raise SimulationError(say("simulate.noise", value=noise))
    return float(noise)


def _checked_seed(seed: int | None) -> int:
    """Return the seed, or a new one that people can read out and type."""
    if seed is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:  # pyright: ignore[reportUnnecessaryIsInstance]
        raise SimulationError(say("simulate.seed", value=seed))
    return int(seed)


class _Run:
    """One way through time: the states, and the inputs under which they came about."""

    def __init__(
        self, system: System, plan: Plan, step: float, count: int, seed: int | None
    ) -> None:
        self.system = system
        self.step = step
        self.count = count
        self.seed = seed
        self.schedule = Schedule(system, plan)
        self.changes: list[tuple[int, Inputs]] = []
        """From which step on which inputs acted."""

    @property
    def times(self) -> Array:
        """In turns. Shape ``(n_times,)``."""
        return np.arange(self.count + 1, dtype=np.float64) * self.step

    def states(self, start: Array) -> Array:
        """Run, and return all states. Shape ``(n_times, n_states)``."""
        system, step = self.system, self.step
        made = np.empty((self.count + 1, len(system.states)))
        made[0] = start
        now: list[float] = start.tolist()
        rows: list[list[float]] = []
        late = _Late(system, now, step)
        chance = _chance(system, step, self.seed)
        inputs: Inputs | None = None
        prepared = Prepared((), ())
        for n in range(self.count):
            acting = self.schedule.at(n * step, now)
            if acting is not inputs:
                inputs = acting
                prepared = prepare(system, inputs, step)
                self.changes.append((n, inputs))
            pushed = next(chance) if chance is not None else None
            now = stepped(prepared, now, late.states(now), pushed)
            rows.append(now)
            if len(rows) == _CHUNK or n == self.count - 1:
                made[n + 2 - len(rows) : n + 2] = rows
                rows = []
        return made


class _Late:
    """The states at each delay ago; between two steps in proportion, which keeps to the box."""

    def __init__(self, system: System, start: list[float], step: float) -> None:
        self.steps = [delay / step for delay in system.delays]
        self.kept = [start]
        self.longest = math.ceil(max(self.steps, default=0.0)) + 1

    def states(self, now: list[float]) -> list[list[float]]:
        if not self.steps:
            return []
        if self.kept[-1] is not now:
            self.kept.append(now)
        if len(self.kept) > 2 * self.longest:
            del self.kept[: -self.longest]
        return [self._ago(steps) for steps in self.steps]

    def _ago(self, steps: float) -> list[float]:
        whole = math.floor(steps)
        later, part = self._back(whole), steps - whole
        if part < 1e-9:
            return later
        earlier = self._back(whole + 1)
        return [(1 - part) * a + part * b for a, b in zip(later, earlier, strict=True)]

    def _back(self, steps: int) -> list[float]:
        return self.kept[max(len(self.kept) - 1 - steps, 0)]


def _chance(system: System, step: float, seed: int | None) -> Iterator[list[float]] | None:
    """Return an endless row of random inputs, one list a step; None without noise.

    An Ornstein-Uhlenbeck process for each partner, exact at every step and stationary from the
    start. Couple number 0 of this seed.
    """
    if system.noise == 0:
        return None
    stream = np.random.Generator(np.random.SFC64(np.random.SeedSequence(seed, spawn_key=(0,))))
    people = len(system.people)
    keeps = math.exp(-step / system.tau_noise)
    fresh = system.noise * math.sqrt(1 - keeps**2)

    def row() -> Iterator[list[float]]:
        now = (system.noise * stream.standard_normal(people)).tolist()
        while True:
            for drawn in stream.standard_normal((_CHUNK, people)).tolist():
                yield now
                now = [keeps * old + fresh * new for old, new in zip(now, drawn, strict=True)]

    return row()


def _told(made: _Run, states: Array, start: Start, halving: float | None) -> Trajectory:
    """Put the result together: states, what is read off them, and where they come from."""
    system, times, across = made.system, made.times, states.T
    people = range(len(system.people))
    unmet = np.empty((len(system.people), len(times)))
    edges = [step for step, _ in made.changes] + [len(times)]
    for (first, inputs), last in zip(made.changes, edges[1:], strict=True):
        unmet[:, first:last] = measuring.unmet_needs(system, across[:, first:last], inputs)
    resentment = np.stack([across[system.places(Kind.RESENTMENT, one)[0]] for one in people])
    bands = made.schedule.bands(float(times[-1]))
    end = ending(times, measuring.behaviors(system, across), resentment, bands, noise=system.noise)
    measures = {
        "cycle_strength": measuring.cycle_strength(system, across),
        "meeting": measuring.meeting(system, across),
        "gain": measuring.gain(system, across),
        **{f"{system.keys[one]}.unmet_need": unmet[one] for one in people},
        **{f"{system.keys[one]}.felt_security": 1 - resentment[one] for one in people},
    }
    return Trajectory(
        times=times,
        names=system.names,
        states=states,
        measures=measures,
        bands=bands,
        outcome=end.outcome,
        decided=end.decided,
        people={one.key: one.name for one in system.people},
        written={one.key: one.position for one in system.people},
        indices=measuring.indices(system, states[end.first :].mean(axis=0)),
        assumptions=tuple(chain(system.assumptions, _about_start(system, start, states[0]))),
        notes=(*made.schedule.notes, *made.schedule.left_out()),
        step=made.step,
        noise=system.noise,
        seed=made.seed,
        version=__version__,
        case=system.case,
        halving=halving,
    )


def _about_start(system: System, start: Start, first: Array) -> Iterator[str]:
    """Yield what was assumed about the stuck state, where nothing says so."""
    if start != "stuck":
        return
    if sides_are_assumed(system):
        alone = sides(system).index(1)
        yield say("assume.first-alone", name=system.people[alone].name)
    if lingers(system, first):
        yield say("assume.lingers")
