"""One couple of many, looked at alone: the same numbers, the same chance, all its states."""

from __future__ import annotations

import json
from collections.abc import Mapping

from negcycle.errors import SimulationError
from negcycle.model.cycle import Cycle
from negcycle.model.ensemble import Ensemble
from negcycle.model.plan import Plan
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.many.varying import (
    is_of_the_plan,
    is_of_the_start,
    state_of,
    varied,
    varied_plan,
)
from negcycle.simulation.run import simulate
from negcycle.simulation.starting import start_state
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import say


def replay(cycle: Cycle, ensemble: Ensemble, couple: int) -> Trajectory:
    """Run one couple of an ensemble again, alone, and return everything that happened to it.

    Args:
        cycle: The cycle of which the ensemble was made.
        ensemble: The ensemble.
        couple: The number of the couple, as in `Ensemble.index`.

    Raises:
        UnknownName: if no couple here has this number.
        SimulationError: if the ensemble was made of another cycle, or if something was planned once
            that this couple could not do: in an ensemble it goes without it.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> many = nc.ensemble(cycle, 50, noise=0.3, turns=100, seed=1)
        >>> run = nc.replay(cycle, many, 7)
        >>> abs(run.final["john.behavior"] - many["john.behavior.final"][7]) < 1e-9
        np.True_
    """
    system = compile_system(cycle)
    if system.case != ensemble.case:
        raise SimulationError(say("replay.other-case", case=ensemble.case, here=system.case))
    numbers = ensemble.couple(couple)
    of_plan = {name: value for name, value in numbers.items() if is_of_the_plan(name)}
    of_start = {state_of(name): value for name, value in numbers.items() if is_of_the_start(name)}
    of_cycle = {
        name: value
        for name, value in numbers.items()
        if not (is_of_the_plan(name) or is_of_the_start(name))
    }
    mine = varied(cycle, {"noise": ensemble.noise, **of_cycle})
    plan = Plan(json.loads(ensemble.plan)["items"] if ensemble.plan else ())
    return simulate(
        mine,
        plan=varied_plan(plan, of_plan),
        turns=ensemble.turns,
        step=ensemble.step,
        seed=ensemble.seed,
        start=_start(system, compile_system(mine), ensemble.start, of_start),
        couple=couple,
    )


def _start(
    written: System, mine: System, start: str, changed: Mapping[str, float]
) -> str | Array | dict[str, float]:
    """Return where the couple began: where all did, but for what differed."""
    if start == "calm":
        return {**changed}
    if start == "stuck":
        state = start_state(written, "stuck")
    else:
        named = dict(pair.rsplit(" ", 1) for pair in start.split(", "))
        state = written.named({name: float(value) for name, value in named.items()})
    for name, value in changed.items():
        state[mine.place(name)] = value
    return state
