"""How far it takes to fall into the cycle, and how much further back to climb out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import PartnerDynamics
from negcycle.simulation.measuring import cycle_strength
from negcycle.simulation.relaxing import relax
from negcycle.simulation.starting import worst
from negcycle.system.compile import compile_system
from negcycle.system.protocol import Array
from negcycle.words import did_you_mean, say

RANGES = {
    "reactivity": (1.0, 5.0),
    "openness": (0.0, 1.0),
    "forget": (0.0, 0.5),
    "repair": (0.0, 4.0),
}
"""What may be raised and lowered, and from where to where unless told."""

_APART = 0.05
"""Two branches that differ by more than this in cycle strength are two."""
UPSET = 0.1
"""How far an ordinary upset pushes all that is felt, shown, concluded and done. 0 to 1."""


@dataclass(frozen=True, eq=False)
class Hysteresis:
    """Where a couple settles while a number is slowly raised, and then lowered again."""

    parameter: str
    values: Array
    """Of the parameter, rising, the same for every partner. Shape ``(n,)``."""
    up: Array
    """The cycle strength while it is raised. 0 to 1. Shape ``(n,)``."""
    down: Array
    """The cycle strength while it is lowered again. 0 to 1. Shape ``(n,)``."""
    resentment_up: Array
    """The mean resentment while it is raised. 0 to 1. Shape ``(n,)``."""
    resentment_down: Array
    """The mean resentment while it is lowered again. 0 to 1. Shape ``(n,)``."""

    @property
    def worsens(self) -> bool:
        """Whether raising the number strengthens the cycle."""
        return bool(self.up[-1] + self.down[-1] >= self.up[0] + self.down[0])

    @property
    def apart(self) -> tuple[int, int] | None:
        """Return the first and the last place where the way matters; None where it never does."""
        differs = np.flatnonzero(np.abs(self.up - self.down) > _APART)
        return (int(differs[0]), int(differs[-1])) if len(differs) else None

    @property
    def falls_in(self) -> float | None:
        """Return the value at which a calm couple falls into the cycle; None where it does not."""
        return self._joins(after=self.worsens)

    @property
    def climbs_out(self) -> float | None:
        """Return the value at which a stuck couple climbs out of it; None where it does not."""
        return self._joins(after=not self.worsens)

    def _joins(self, *, after: bool) -> float | None:
        """Return the first value after, or the last before, those where the way matters."""
        if self.apart is None:
            return None
        place = self.apart[1] + 1 if after else self.apart[0] - 1
        return float(self.values[place]) if 0 <= place < len(self.values) else None


def hysteresis(
    cycle: Cycle,
    parameter: str = "reactivity",
    *,
    low: float | None = None,
    high: float | None = None,
    count: int = 41,
    upset: float = UPSET,
) -> Hysteresis:
    """Raise a number slowly and lower it again; at each value the couple settles from where it was.

    Args:
        cycle: The couple.
        parameter: One of `RANGES`; a number of each partner is set to the same value for all.
        low: The lowest value; None for that of `RANGES`.
        high: The highest value; None for that of `RANGES`.
        count: How many values, 3 or more.
        upset: How far the couple is pushed toward the cycle before it settles at each value; a calm
            that does not survive it is no calm.

    Raises:
        UnknownName: if there is no such parameter.
        SimulationError: if the values make no sense.
        CaseError: if a value is none that the parameter can have.

    Sources:
        Strogatz, S. H. (2015). Nonlinear Dynamics and Chaos, 2nd ed., section 3.4.
    """
    if parameter not in RANGES:
        hint = did_you_mean(parameter, RANGES) or say("fault.choices", choices=", ".join(RANGES))
        raise UnknownName(
            say("hysteresis.unknown", name=parameter, hint=hint), parameter, tuple(RANGES)
        )
    start = RANGES[parameter][0] if low is None else float(low)
    end = RANGES[parameter][1] if high is None else float(high)
    finite = np.isfinite(start) and np.isfinite(end)
    if not (finite and start < end and count >= 3 and 0 < upset <= 1):
        numbers = {"low": start, "high": end, "count": count, "upset": upset}
        raise SimulationError(say("hysteresis.range", **numbers))
    values = np.linspace(start, end, count)
    changed = _changer(cycle, parameter)
    state: Array | None = None
    ways: list[tuple[Array, Array]] = []
    for way in (values, values[::-1]):
        rows: list[tuple[float, float]] = []
        for value in way.tolist():
            system = compile_system(changed(value))
            fast = [place for place, one in enumerate(system.states) if not one.kind.is_slow]
            first = system.calm if state is None else state.copy()
            first[fast] += upset * worst(system)[fast]
            state = relax(system, np.clip(first, system.low, system.high))
            hard = list(system.places(Kind.RESENTMENT))
            rows.append((float(cycle_strength(system, state)), float(state[hard].mean())))
        found = np.array(rows).T
        ways.append((found[0], found[1]))
    (up, hard_up), (down, hard_down) = ways
    return Hysteresis(parameter, values, up, down[::-1], hard_up, hard_down[::-1])


def _changer(cycle: Cycle, parameter: str) -> Callable[[float], Cycle]:
    """Return a function of a value that gives the cycle with it."""
    if parameter in PartnerDynamics.model_fields:
        return lambda value: cycle.with_partners(
            one.changed(dynamics=one.dynamics.changed(**{parameter: value}))
            for one in cycle.partners
        )
    return lambda value: cycle.changed(dynamics=cycle.dynamics.changed(**{parameter: value}))
