"""Which system is asked, and where: a state by its name, by its numbers, or the last of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import numpy as np

from negcycle.analysis.newton import rest_from
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import Trajectory
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Array, Model
from negcycle.system.relaxing import relax
from negcycle.system.stuck import stuck
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

At = Literal["calm", "settled", "stuck"]
"""The states of a couple that have a name."""

STATES: tuple[At, ...] = ("calm", "settled", "stuck")
"""The same, to go through."""

State: TypeAlias = Mapping[str, float] | Sequence[float] | Array | Trajectory
"""A state of a model: by name, in the order of its names, or the last one of a run."""

AT_REST = 1e-9
"""A state that moves no faster than this, in its own units, is at rest."""


def system_of(cycle: Cycle | CycleGraph | System) -> System:
    """Return the system that is asked about, compiled where need be.

    Raises:
        SimulationError: if it is no cycle, or nobody is in a cycle with anybody.
    """
    return cycle if isinstance(cycle, System) else compile_system(cycle)


def state_at(system: System, at: str | State) -> tuple[Array, str]:
    """Return a state and its name; a state without a name is called ``"given"``.

    `settled` is where the couple comes to rest from calm. Of equal needs that is calm itself,
    whether it would hold or not. A couple that goes back and forth instead of coming to rest does
    so around a resting state that does not hold; then `settled` is that one, because slopes, gains
    and eigenvalues mean something at rest.

    Raises:
        AnalysisError: if a given state has another shape.
        UnknownName: if no state has this name.
        SimulationError: if there is no stuck state.
    """
    if not isinstance(at, str):
        return state_of(system, at), "given"
    if at == "calm":
        return system.calm, at
    if at == "settled":
        return _settled(system), at
    if at == "stuck":
        return stuck(system), at
    hint = did_you_mean(at, STATES)
    raise UnknownName(say("stability.unknown-state", name=at, hint=hint), at, STATES)


def _settled(system: System) -> Array:
    reached = relax(system, system.calm)
    if np.max(np.abs(system.rates(reached))) < AT_REST:
        return reached
    rest = rest_from(system, system.calm)
    return reached if rest is None else rest


def state_of(model: Model, state: State) -> Array:
    """Return a state that was given as an array in the order of the model's names. Shape ``(n,)``.

    Of a couple's system, names that are left out are as at calm.

    Raises:
        AnalysisError: if there are not as many finite numbers as the model has states.
        UnknownName: if a name is none of a state.
        SimulationError: if a value lies outside the box of a couple's system.
    """
    if isinstance(state, Trajectory):
        state = state.final
    if isinstance(state, Mapping):
        if isinstance(model, System):
            return model.named(state)
        for name in state:
            if name not in model.names:
                hint = did_you_mean(str(name), model.names)
                raise UnknownName(
                    say("system.unknown", name=name, hint=hint), str(name), model.names
                )
        state = [state.get(name, np.nan) for name in model.names]
    try:
        values = np.asarray(state, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.empty(0)
    if values.shape != (len(model.names),) or not np.isfinite(values).all():
        listed = ", ".join(model.names)
        raise AnalysisError(say("stability.not-a-state", count=len(model.names), names=listed))
    if isinstance(model, System):
        return model.named(dict(zip(model.names, values.tolist(), strict=True)))
    return values
