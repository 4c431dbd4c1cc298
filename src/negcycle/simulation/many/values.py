"""The numbers of a compiled cycle for many couples: how each hangs on what differs between them.

A cycle is compiled a few times, not once for each couple: every number behind the equation is a
product of powers of the parameters, and a delay is a sum. So it is enough to know the powers, and
they show when one parameter after the other is halved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.cycle import Cycle
from negcycle.simulation.many.varying import OF_A_PARTNER, is_of_the_plan, is_of_the_start, varied
from negcycle.system.compile import LONGEST, STRONGEST, compile_system
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import say


class Values(NamedTuple):
    """The numbers of a system; the last axis has one place, or one for each couple."""

    weights: Array
    """Of each influence."""
    landings: Array
    """Of each landing."""
    flows: Array
    """Of each flow."""
    needs: Array
    """Of each partner, as the next."""
    openness: Array
    taus: Array
    """Of each state, in turns."""
    noise: Array
    """Shape ``(1, n)``, as the next."""
    tau_noise: Array
    delays: Array
    """Of each influence, in turns."""


def values_of_system(system: System) -> Values:
    """Return the numbers of one system. Each of shape ``(n, 1)``."""
    people = system.people
    rows = (
        [one.weight for one in system.influences],
        [one.weight for one in system.landings],
        [one.weight for one in system.flows],
        [one.need for one in people],
        [one.openness for one in people],
        [one.tau for one in system.states],
        [system.noise],
        [system.tau_noise],
        [one.delay for one in system.influences],
    )
    return Values(*(np.array(row, dtype=np.float64).reshape(-1, 1) for row in rows))


@dataclass(frozen=True, eq=False)
class Dependence:
    """How the numbers of a system hang on what differs between couples."""

    at_one: Values
    """With every parameter that differs at 1, and every delay at 0."""
    powers: Mapping[str, Values]
    """Of each parameter, its power in each number; of delays, what each unit adds."""

    def values(self, parameters: Mapping[str, Array]) -> Values:
        """Return the numbers of the couples with these parameters, each of shape ``(n_couples,)``.

        Raises:
            SimulationError: if a link becomes too strong, or a delay too long.
        """
        made = [one.copy() for one in self.at_one]
        for name, powers in self.powers.items():
            value = parameters[name]
            for n, (number, power) in enumerate(zip(made, powers, strict=True)):
                if power.any():
                    changed = np.repeat(number, len(value) // number.shape[1], axis=1)
                    for row in np.flatnonzero(power[:, 0]):
                        changed[row] = _changed(n, changed[row], value, float(power[row, 0]))
                    made[n] = changed
        values = Values(*made)
        if np.abs(values.weights).max(initial=0) > STRONGEST or (
            values.delays.max(initial=0) > LONGEST
        ):
            raise SimulationError(say("vary.too-much", weight=STRONGEST, delay=LONGEST))
        return values

    @property
    def late(self) -> tuple[int, ...]:
        """The influences that take time for some couple."""
        may = self.at_one.delays[:, 0] > 0
        for powers in self.powers.values():
            may = may | (powers.delays[:, 0] > 0)
        return tuple(np.flatnonzero(may).tolist())


_DELAYS = Values._fields.index("delays")


def _changed(field: int, numbers: Array, value: Array, power: float) -> Array:
    if field == _DELAYS:
        return numbers + power * value
    return numbers * (value if power == 1 else value**power)


def dependence(cycle: Cycle | None, system: System, names: list[str]) -> Dependence:
    """Return how the numbers of a system hang on parameters with these names.

    Args:
        cycle: The cycle; None where nothing of it differs.
        system: The same, compiled.
        names: What differs; what belongs to the start or the plan is left out.
    """
    asked = [name for name in names if not (is_of_the_plan(name) or is_of_the_start(name))]
    if cycle is None or not asked:
        return Dependence(values_of_system(system), {})
    ones = {name: 0.0 if _is_delay(name) else 1.0 for name in asked}

    def compiled(changes: Mapping[str, float]) -> Values:
        return values_of_system(compile_system(varied(cycle, {**ones, **changes})))

    base = compiled({})
    return Dependence(base, {name: _powers(name, base, compiled) for name in asked})


def _is_delay(name: str) -> bool:
    return name.rsplit(".", maxsplit=1)[-1] == "delay"


def _powers(name: str, base: Values, compiled: Callable[[Mapping[str, float]], Values]) -> Values:
    if _is_delay(name):
        longer = compiled({name: 1.0})
        return Values(*(a - b for a, b in zip(longer, base, strict=True)))
    if name.rsplit(".", maxsplit=1)[-1] == OF_A_PARTNER[-1]:  # an answer is a sign
        turned = compiled({name: -1.0})
        return Values(*(np.where(a * b < 0, 1.0, 0.0) for a, b in zip(turned, base, strict=True)))
    halved = compiled({name: 0.5})
    return Values(*(_power(a, b) for a, b in zip(halved, base, strict=True)))


def _power(halved: Array, base: Array) -> Array:
    """Return the power of a parameter at 1 that was halved; all are quarters."""
    ratio = np.divide(base, halved, out=np.ones_like(base), where=halved != 0)
    return np.round(4 * np.log2(np.abs(ratio))) / 4
