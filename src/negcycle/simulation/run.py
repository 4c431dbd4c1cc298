"""One run of one couple: the cycle, a plan, a start, and what happens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from negcycle import __version__
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.model.plan import Plan, PlanItem
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.asked import (
    STEP,
    TURNS,
    checked_couple,
    checked_noise,
    checked_seed,
    count_of_steps,
)
from negcycle.simulation.ending import ending, looked_at
from negcycle.simulation.integrate import integrate, iterate
from negcycle.simulation.schedule import last_change
from negcycle.simulation.starting import Start, start_state
from negcycle.simulation.walk import Walk
from negcycle.system import measuring
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.stuck import lingers, sides, sides_are_assumed
from negcycle.system.system import System
from negcycle.words import say

FINE_STEP = 0.05
"""Longer steps let a couple swing too early whose answers differ, in turns."""


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
    couple: int = 0,
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
            name (all others calm) or in their order, or a trajectory, to go on from its end.
        check: Whether to run again with half the step; the largest difference is in
            `Trajectory.halving`.
        couple: The number of the couple in an ensemble of this seed whose random numbers to use.

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
        if plan is not None or noise is not None or seed is not None:
            raise SimulationError(say("simulate.only-for-couples"))
        return _run_model(cycle, start, TURNS if turns is None else turns, step, check=check)
    if noise is not None:
        system = system.with_noise(checked_noise(noise))
    if check and system.noise > 0:
        raise SimulationError(say("simulate.check-with-noise"))
    given = plan if plan is not None else cycle.plan if isinstance(cycle, Cycle) else ()
    planned = given if isinstance(given, Plan) else Plan(given)
    if seed is not None or system.noise > 0:
        seed = checked_seed(seed)
    turns = last_change(planned) + TURNS if turns is None else turns
    count = count_of_steps(turns, step)
    first = start_state(system, start)
    walk = Walk(
        system, planned, step=turns / count, count=count, seed=seed, couple=checked_couple(couple)
    )
    states = walk.states(first)
    halving = None
    if check:
        again = Walk(system, planned, step=turns / count / 2, count=2 * count, seed=seed)
        halving = float(np.max(np.abs(again.states(first)[::2] - states)))
    return _told(walk, states, start, halving)


def _run_model(model: Model, start: Start, turns: float, step: float, *, check: bool) -> Trajectory:
    """Run a model that is not a compiled cycle."""
    if not isinstance(model, SmoothModel | MapModel):
        raise SimulationError(say("simulate.no-model", kind=type(model).__name__))
    if isinstance(start, str):
        raise SimulationError(say("simulate.start-of-model", names=", ".join(model.names)))
    first = start.final if isinstance(start, Trajectory) else start
    if isinstance(model, SmoothModel):
        count_of_steps(turns, step)
        return integrate(model, first, until=turns, step=step, check=check)
    if check:
        raise SimulationError(say("simulate.check-of-map"))
    return iterate(model, first, steps=count_of_steps(turns, 1.0))


def _told(walk: Walk, states: Array, start: Start, halving: float | None) -> Trajectory:
    """Put the result together: states, what is read off them, and where they come from."""
    system, times, across = walk.system, walk.times, states.T
    people = range(len(system.people))
    unmet = np.empty((len(system.people), len(times)))
    for stretch, inputs in walk.stretches():
        unmet[:, stretch] = measuring.unmet_needs(system, across[:, stretch], inputs)
    resentment = np.stack([across[system.places(Kind.RESENTMENT, one)[0]] for one in people])
    bands = walk.schedule.bands(float(times[-1]))
    moving = measuring.in_a_cycle(system)
    shortest = min(one.tau for one in system.states if not one.kind.is_slow)
    looks = looked_at(walk.count, walk.step, day=walk.schedule.day, shortest=shortest)
    looked = slice(looks.start, None, looks.step)
    end = ending(
        times[looked],
        measuring.behaviors(system, across[:, looked])[moving],
        resentment[moving, looked],
        walk.together()[looked],
        bands,
        day=walk.schedule.day,
        noise=system.noise,
    )
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
        acting=tuple(walk.acting()),
        outcome=end.outcome,
        decided=end.decided,
        people={one.key: one.name for one in system.people},
        written={one.key: one.position for one in system.people},
        indices=measuring.indices(system, states[looks.start :].mean(axis=0)),
        assumptions=(*system.assumptions, *_about_start(system, start, states[0])),
        notes=(*walk.schedule.notes(), *_about_step(walk)),
        step=walk.step,
        noise=system.noise,
        seed=walk.seed,
        version=__version__,
        case=system.case,
        halving=halving,
    )


def _about_start(system: System, start: Start, first: Array) -> Iterator[str]:
    """Yield what was assumed about the stuck state, where nothing says so."""
    if not isinstance(start, str) or start != "stuck":
        return
    if sides_are_assumed(system):
        alone = sides(system).index(1)
        yield say("assume.first-alone", name=system.people[alone].name)
    if lingers(system, first):
        yield say("assume.lingers")


def _about_step(walk: Walk) -> Iterator[str]:
    """Say where a shorter step would tell more: two who answer differently may swing too early."""
    if walk.system.answers_differ and walk.step > FINE_STEP * (1 + 1e-9):
        yield say("simulate.coarse-step", step=walk.step, fine=FINE_STEP)
