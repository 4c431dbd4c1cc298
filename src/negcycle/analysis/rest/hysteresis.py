"""How far it takes to fall into the cycle, and how much further back to climb out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.rest.turning import systems_of, turned
from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.model.cycle import Cycle
from negcycle.system.measuring import cycle_strength, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.relaxing import relax
from negcycle.system.stepping import Prepared, prepare, stepped
from negcycle.system.stuck import worst
from negcycle.system.system import System
from negcycle.words import say

_FEWEST = 3
_HELPS = frozenset(("openness", "forget", "repair"))
"""Of these more is better, so a calm couple begins with the most and is first lowered."""
_APART = 0.05
"""Two branches that differ by more than this in cycle strength are two."""
STILL = 1e-9
"""Who moves less than this, in 1 per turn, has settled."""
_STEPS = ((1.0, 1.0, 500), (50.0, 50.0, 1_000), (1_000.0, 1_000.0, 1_000))
"""Steps in turns, those of resentment, and how many at most."""
_SHORT_STEPS = ((0.25, 0.25, 400), (0.25, 2.0, 1_500))
"""The same where long steps would make somebody swing."""
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
    drifts_up: NDArray[np.bool_] | None = None
    """Where they had not settled when the next value came. Shape ``(n,)``; None for nowhere."""
    drifts_down: NDArray[np.bool_] | None = None
    """The same while it is lowered again. Shape ``(n,)``; None for nowhere."""
    own: tuple[tuple[str, float], ...] = ()
    """The value that this couple has, under an empty name; by name where partners differ."""
    of: str = ""
    """The name of the partner whose number it is; empty where it is everybody's."""

    @property
    def unsettled(self) -> tuple[float, ...]:
        """Return the values at which they had not settled, on one way or the other."""
        drifts = np.zeros(len(self.values), dtype=np.bool_)
        for way in (self.drifts_up, self.drifts_down):
            drifts = drifts if way is None else drifts | way
        return tuple(map(float, self.values[drifts]))

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

    It begins calm, at the end where calm is likeliest to hold: of openness, forget and repair that
    is the highest value, and then it is lowered first.

    Args:
        cycle: The couple.
        parameter: One of `negcycle.analysis.rest.turning.RANGES`, such as ``"repair"``, or that of
            one partner, such as ``"ana.reactivity"``; without a key it is the same for all.
        low: The lowest value; None for the usual one.
        high: The highest value; None for the usual one.
        count: How many values, 3 or more.
        upset: How far the couple is pushed toward the cycle before it settles at each value; a calm
            that does not survive it is no calm.

    Raises:
        UnknownName: if there is no such number.
        SimulationError: if the values make no sense, or nobody is in a cycle.
        CaseError: if a value is none that the parameter can have.

    Sources:
        Strogatz, S. H. (2015). Nonlinear Dynamics and Chaos, 2nd ed., section 3.4.
    """
    number = turned(cycle, parameter, low=low, high=high)
    if not -math.inf < number.low < number.high < math.inf:
        raise SimulationError(say("hysteresis.range", low=number.low, high=number.high))
    if count < _FEWEST:
        raise SimulationError(say("hysteresis.count", count=count))
    if not 0 < upset <= 1:
        raise SimulationError(say("hysteresis.upset", upset=upset))
    values = np.linspace(number.low, number.high, count)
    with_value = systems_of(number)
    state: Array | None = None
    ways: list[_Way] = []
    helps = number.parameter.rpartition(".")[2] in _HELPS
    for way in (values[::-1], values) if helps else (values, values[::-1]):
        rows: list[tuple[float, float, bool]] = []
        for value in way.tolist():
            system = with_value(value)
            fast = [place for place, one in enumerate(system.states) if not one.kind.is_slow]
            first = (system.calm if state is None else state).copy()
            first[fast] += upset * worst(system)[fast]
            state = _settled(system, np.clip(first, system.low, system.high))
            drifts = float(np.max(np.abs(system.rates(state)))) > STILL
            hard = [n for one in in_a_cycle(system) for n in system.places(Kind.RESENTMENT, one)]
            strength = float(cycle_strength(system, state))
            rows.append((strength, float(state[hard].mean()), drifts))
        ways.append(_Way(*np.array(rows).T))
    up, down = ways[::-1] if helps else ways
    down = _Way(*(column[::-1] for column in down))
    return Hysteresis(
        parameter=parameter,
        values=values,
        up=up.strength,
        down=down.strength,
        resentment_up=up.resentment,
        resentment_down=down.resentment,
        drifts_up=up.drifts > 0,
        drifts_down=down.drifts > 0,
        own=number.own,
        of=number.of,
    )


class _Way(NamedTuple):
    """What comes of the values one after the other. Each of shape ``(n,)``."""

    strength: Array
    resentment: Array
    drifts: Array
    """1 where they still moved."""


def _settled(system: System, start: Array) -> Array:
    """Return where a couple settles, or has come to when nobody waits any longer.

    At first in steps in which all moves as in a run, then in ever longer ones, which change neither
    where it settles nor, of two states, which is the worse. Close to where the stuck state
    disappears a couple drifts past it for a very long time, and that is not to settle.
    """
    now: list[float] = start.tolist()
    for step, of_hard, count in _SHORT_STEPS if system.answers_differ else _STEPS:
        prepared = _prepared(system, step, of_hard)
        for _ in range(count):
            new = stepped(prepared, now, [now] * len(system.delays))
            moved = max(abs(a - b) for a, b in zip(new, now, strict=True))
            now = new
            if moved < STILL * of_hard:
                break
    reached = np.array(now)
    settled = relax(system, reached, turns=1.0)
    holds = float(np.max(np.linalg.eigvals(system.jacobian(settled)).real)) <= 0
    return settled if holds else reached


def _prepared(system: System, step: float, of_hard: float) -> Prepared:
    """Return the equation for steps of `step` turns, and of `of_hard` for resentment."""
    quick, slow = (prepare(system, system.resting, one) for one in (step, of_hard))
    hard = system.places(Kind.RESENTMENT)
    balances = zip(quick.balances, slow.balances, strict=True)
    return Prepared(quick.reactions, tuple(b if a.place in hard else a for a, b in balances))
