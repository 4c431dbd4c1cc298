"""Where a run begins: calm, stuck, or in a state that somebody gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from negcycle.errors import SimulationError
from negcycle.model.trajectory import Trajectory
from negcycle.simulation.integrate import start_of
from negcycle.system.protocol import Array
from negcycle.system.stuck import stuck
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

STARTS = ("calm", "stuck")
"""The starts that have a name."""

Start = str | Mapping[str, float] | Sequence[float] | Array | Trajectory


def start_state(system: System, start: Start) -> Array:
    """Return the state that `start` stands for. Shape ``(n_states,)``.

    Raises:
        UnknownName: if a state is named that the system does not have.
        SimulationError: if there is no such start, a value lies outside its box, or the couple has
            no stuck state.
    """
    if isinstance(start, Trajectory):
        return system.named(start.final)
    if isinstance(start, Mapping):
        return system.named(start)
    if not isinstance(start, str):
        return system.named(dict(zip(system.names, start_of(system, start), strict=True)))
    if start == "calm":
        return system.calm
    if start == "stuck":
        return stuck(system)
    hint = did_you_mean(start, STARTS)
    raise SimulationError(say("simulate.unknown-start", name=start, hint=hint))
