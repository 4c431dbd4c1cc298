"""A couple's state: whether it holds, why, and what a slight upset would lead to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.gain.ledger import structural_gains
from negcycle.analysis.rest.equilibrium import holds
from negcycle.analysis.rest.tipping import Tipping, tipping_points
from negcycle.analysis.spectrum import UNDECIDED, eigenvalues, leading_first, radius
from negcycle.analysis.state import AT_REST, State, state_at, system_of
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import POSITION, Outcome
from negcycle.system.measuring import behaviors, gain, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.system.swinging import may_swing
from negcycle.system.system import System
from negcycle.words import say

Regime = Literal["robust", "possibly_fragile", "trapped"]


@dataclass(frozen=True)
class Stability:
    """Whether a couple's resting state holds, and how far it is from where it would not."""

    at: str
    """calm, settled, stuck or given."""
    state: Mapping[str, float]
    outcome: Outcome
    """What a slight upset leads to: calm or stuck where it rests, oscillating, unsettled."""
    leading_eigenvalue: tuple[float, float]
    """Real and imaginary part, per turn; of the full Jacobian, what is late taken as at once."""
    stable: bool | None
    """Whether a slight upset fades; None where the eigenvalues do not decide it."""
    at_rest: bool
    """Whether it is a resting state at all."""
    regime: Regime | None
    """Of equal needs; else None."""
    bound: str
    """What the regime rests on, in a sentence with its numbers."""
    gain_calm: float
    """The loop gain at calm."""
    gain_closed: float
    """The size of the loop gain with nobody open: of two people, g_A times g_B."""
    critical_resentment: float | None
    """From which resentment of two people on, held there, the loop gain at calm exceeds 1: each is
    then as open as in calm, times 1 minus it. None where that never happens (also because it comes
    back the other way round), where it happens without resentment, and with more people."""
    system: System

    @property
    def values(self) -> Array:
        """The state as an array, in the order of the system's names. Shape ``(n,)``."""
        return np.array(list(self.state.values()))

    @cached_property
    def tipping(self) -> Mapping[str, Tipping | None]:
        """How far everybody's numbers are from where the resting state is lost, found by halving.

        `reactivity` and `openness`: a factor on everybody's; `forget` and `repair`: the number
        itself; `need_gap`: the difference of two people's needs. The nearest tipping point of the
        two ways a number can go; None where the state holds over the number's whole range (up to
        a hundredfold reactivity; forget and repair up to 10), or does not hold to begin with.
        """
        held = self.at_rest and self.stable is not False
        return tipping_points(self.system, self.values if held else None)

    def as_data(self) -> dict[str, object]:
        """Return what the command prints as JSON."""
        return {
            "outcome": str(self.outcome),
            "leading_eigenvalue": list(self.leading_eigenvalue),
            "regime": self.regime,
            "stable": self.stable,
            "bound": self.bound,
            "critical_resentment": self.critical_resentment,
            "tipping": {
                name: None if one is None else {"now": one.now, "at": one.at}
                for name, one in self.tipping.items()
            },
        }


def stability(cycle: Cycle | CycleGraph | System, *, at: str | State = "settled") -> Stability:
    """Return whether a couple's state holds, by the eigenvalues of the full Jacobian there.

    Args:
        cycle: A cycle, its graph, or the system of it.
        at: ``"calm"``, ``"settled"`` (where calm leads), ``"stuck"``, or a state.

    Raises:
        AnalysisError: if a given state is none.
        UnknownName: if no state has this name.
        SimulationError: if nobody is in a cycle, or there is no stuck state.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> found = nc.stability(cycle)
        >>> found.outcome, found.regime, round(found.critical_resentment, 3)
        (<Outcome.CALM: 'calm'>, 'possibly_fragile', 0.375)
    """
    system = system_of(cycle)
    state, name = state_at(system, at)
    at_rest = bool(np.max(np.abs(system.rates(state))) < AT_REST)
    leading = leading_first(eigenvalues(system.jacobian(state)))[0]
    stable = holds(system, state, leading)
    regime, bound = _regime(system)
    return Stability(
        at=name,
        state=MappingProxyType(dict(zip(system.names, state.tolist(), strict=True))),
        outcome=_outcome(system, state, leading, settles=at_rest and stable is not False),
        leading_eigenvalue=(leading.real, leading.imag),
        stable=stable,
        at_rest=at_rest,
        regime=regime,
        bound=bound,
        gain_calm=float(gain(system, system.calm)),
        gain_closed=_gain_closed(system),
        critical_resentment=_critical_resentment(system),
        system=system,
    )


def _outcome(system: System, state: Array, leading: complex, *, settles: bool) -> Outcome:
    if not settles:
        nudge = 1e-3 * (worst(system) - system.calm)
        state = relax(system, np.clip(state + nudge, system.low, system.high))
        if np.max(np.abs(system.rates(state))) > AT_REST:
            return Outcome.OSCILLATING if abs(leading.imag) > UNDECIDED else Outcome.UNSETTLED
    done = behaviors(system, state)[in_a_cycle(system)]
    return Outcome.STUCK if np.max(np.abs(done)) >= POSITION else Outcome.CALM


def _open_weights(system: System) -> Array:
    """Return the sizes of all weights, every gate fully open. Shape ``(n_states, n_states)``."""
    sizes = np.zeros((len(system.states),) * 2)
    for one in system.influences:
        sizes[one.target, one.source] += abs(one.weight)
    return sizes


def _gain_closed(system: System) -> float:
    """Return how much the strongest pair passes around with nobody open: a size, 0 or more."""
    shut = system.calm.copy()
    shut[list(system.places(Kind.OPENNESS))] = 0.0
    return abs(float(gain(system, shut)))


def _regime(system: System) -> tuple[Regime | None, str]:
    """Return what is proved for equal needs; the proof bounds every gate by 1.

    With all gates open to the full, each reaction is at most what a linear system without signs
    gives; where its spectral radius is below 1 that fades from anywhere, and nothing hurts then.
    For two people the radius is the eighth root of g_A g_B; with more people, or further links, no
    pair's gain decides anything, and the radius itself is told.
    """
    if np.max(np.abs(system.missing(system.resting)), initial=0.0) > 1e-12:
        return None, say("stability.no-regime")
    at_calm, product = float(gain(system, system.calm)), _gain_closed(system)
    slow = list(system.places(Kind.RESENTMENT))
    slopes = system.jacobian(system.calm)
    sizes = _open_weights(system)
    whole = radius(sizes)
    ring = len(system.people) == 2 and math.isclose(whole**RING, product, rel_tol=1e-6)
    which = "" if ring else "-whole"
    if np.all(np.diag(slopes)[slow] < 0) and whole < 1 - 1e-12:
        return "robust", say(f"stability.robust{which}", product=product, radius=whole)
    values = eigenvalues(structural_gains(system, system.calm, signed=True))
    real = float(np.max(values.real[np.abs(values.imag) < 1e-9], initial=0.0))
    if real > 1 + 1e-12:
        return "trapped", say(f"stability.trapped{which}", gain=at_calm, radius=real)
    leading = float(np.max(eigenvalues(slopes).real))
    if leading > UNDECIDED:
        return "possibly_fragile", say(f"stability.swings{which}", gain=at_calm, leading=leading)
    numbers = {"gain": at_calm, "product": product, "leading": leading, "radius": whole}
    if not ring:
        beside = "may-swing" if may_swing(system) else "possibly-fragile"
        return "possibly_fragile", say(f"stability.{beside}-whole", **numbers)
    if not may_swing(system):
        return "possibly_fragile", say("stability.possibly-fragile", **numbers)
    bears = product <= SECANT and not system.delays
    key = "stability.bears" if bears else "stability.may-swing"
    return "possibly_fragile", say(key, **numbers, size=abs(at_calm), limit=SECANT)


RING = 8
"""How many reactions the loop of two people runs through, four of each."""

SECANT = math.cos(math.pi / RING) ** -RING
"""What a loop of `RING` reactions bears that comes back the other way round: sec^8(pi/8), 1.88.

Thron, C. D. (1991). Bull. Math. Biol. 53, 383-401 (the secant condition, equal times)."""


def _critical_resentment(system: System) -> float | None:
    """Return from which resentment of two people on the gain at calm exceeds 1; see `Stability`."""
    if len(system.people) != 2:
        return None

    def above(resentment: Array) -> NDArray[np.bool_]:
        """Whether the gain is 1 or more, each as open as this resentment leaves them."""
        states = np.repeat(system.calm[:, None], len(resentment), axis=1)
        for place in system.places(Kind.OPENNESS):
            states[place] *= 1 - resentment
        return np.asarray(gain(system, states) >= 1)

    steps = np.linspace(0, 1, 101)
    found = np.flatnonzero(above(steps))
    if not len(found) or gain(system, system.calm) > 1 + 1e-12:
        return None
    high = float(steps[found[0]])
    low = max(high - 0.01, 0.0)
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if above(np.array([middle]))[0] else (middle, high)
    return high
