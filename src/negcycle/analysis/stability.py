"""Where a model comes to rest, whether it stays there, and how far it is to the tipping point."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.gain import At, eigenvalues, radius, state_at, structural_gains, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import POSITION, Outcome
from negcycle.system.inputs import Inputs
from negcycle.system.measuring import behaviors, gain, in_a_cycle
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.relaxing import relax
from negcycle.system.stuck import worst
from negcycle.system.system import Flow, System
from negcycle.words import say

Box = tuple[float, float] | Mapping[str, tuple[float, float]]
"""Where to look: one range for every state, or one for each by name."""

WIDE: tuple[float, float] = (-10.0, 10.0)
"""The box of a model that says none."""

AT_REST = 1e-9
"""A state that moves no faster than this, in its own units, is a fixed point."""

SAME = 1e-5
"""Two fixed points nearer than this are one."""

UNDECIDED = 1e-9
"""An eigenvalue this near to the border of growing decides nothing."""


@dataclass(frozen=True)
class Equilibrium:
    """A place where a model rests, or goes around, with the proof that it does."""

    kind: Literal["fixed point", "limit cycle", "not converged"]
    """`not converged`: a run from one of the starts neither rested nor came back to itself."""
    state: Mapping[str, float]
    """The state by name; on a limit cycle, one point of it."""
    residual: float
    """The largest rate there (of a map: the largest step); how far a cycle misses its beginning."""
    eigenvalues: tuple[complex, ...]
    """Of the full Jacobian at the state, the leading one first; what is late counts as at once."""
    stable: bool | None
    """Whether a small upset fades; None where the eigenvalues do not decide it, as with delays."""
    period: float | None = None
    """How long a limit cycle takes once around, in the model's unit of time."""

    @property
    def leading(self) -> complex:
        """The eigenvalue that grows most, or fades least."""
        return self.eigenvalues[0]

    @property
    def values(self) -> Array:
        """The state as an array, in the order of the model's names. Shape ``(n,)``."""
        return np.array(list(self.state.values()))


def equilibria(
    model: Cycle | CycleGraph | Model, *, starts: int = 64, seed: int = 0, box: Box | None = None
) -> tuple[Equilibrium, ...]:
    """Return the fixed points found from many starts, and a limit cycle where runs go around.

    Newton's method, damped, from calm, the worst start, its mirror, the way between the two rests
    and random points of the box; each point found is certified by its residual. Nothing proves
    that there are no others. Where no fixed point holds, runs are followed instead.

    Args:
        model: A cycle, its graph or system, or any model in continuous time or in steps.
        starts: How many starts there are at least, 1 or more.
        seed: For the random ones.
        box: Where to look; None for the box of a couple's system, else -10 to 10.

    Returns:
        Of a couple ordered from calm to the strongest cycle; else by the values of the states.

    Raises:
        AnalysisError: if a number is out of range, or it is no model.
    """
    moving = _moving(model)
    if isinstance(cast("object", starts), bool) or starts < 1:
        raise AnalysisError(say("analysis.starts", value=starts))
    low, high = _box(moving, box)
    points = list(_starts(moving, starts, np.random.default_rng(seed), low, high))
    found: list[Array] = []
    slack = 1e-9 * (1 + high - low)
    for start in points:
        rest = _newton(moving, start, low, high)
        if rest is None or np.any((rest < low - slack) | (rest > high + slack)):
            continue
        if all(np.max(np.abs(rest - other)) > SAME for other in found):
            found.append(rest)
    rests = [_certified(moving, rest) for rest in found]
    rests.sort(key=lambda one: _order(moving, one))
    if not any(one.stable or one.stable is None for one in rests):
        rests += _followed(moving, points)
    return tuple(rests)


def _moving(model: Cycle | CycleGraph | Model) -> SmoothModel | MapModel:
    if isinstance(model, SmoothModel | MapModel):
        return model
    if isinstance(model, Cycle | CycleGraph):
        return system_of(model)
    raise AnalysisError(say("simulate.no-model", kind=type(model).__name__))


def _box(model: SmoothModel | MapModel, box: Box | None) -> tuple[Array, Array]:
    if isinstance(model, System) and box is None:
        return model.low, model.high
    ranges = box if isinstance(box, Mapping) else dict.fromkeys(model.names, box or WIDE)
    low, high = np.empty(len(model.names)), np.empty(len(model.names))
    for place, name in enumerate(model.names):
        low[place], high[place] = ranges.get(name, WIDE)
        if not -math.inf < low[place] < high[place] < math.inf:
            raise AnalysisError(say("analysis.box", name=name))
    return low, high


def _starts(
    model: SmoothModel | MapModel, count: int, chance: np.random.Generator, low: Array, high: Array
) -> Iterator[Array]:
    """Yield the places of a couple that have a meaning first, then random ones."""
    given = 0
    if isinstance(model, System):
        calm, bad = relax(model, model.calm), relax(model, worst(model))
        turned = worst(model)
        fast = [n for n, one in enumerate(model.states) if not one.kind.is_slow]
        turned[fast] *= -1
        between = [calm + share * (bad - calm) for share in np.linspace(0, 1, 12)]
        for start in (model.calm, bad, turned, relax(model, turned), *between):
            given += 1
            yield start
    else:
        yield np.clip(np.zeros(len(low)), low, high)
        given = 1
    for _ in range(max(count - given, 0)):
        yield low + (high - low) * chance.random(len(low))


def _off(model: SmoothModel | MapModel, state: Array) -> Array:
    """Return what is 0 at a fixed point: the rates, or the step of a map."""
    if isinstance(model, MapModel):
        return np.asarray(model.next(state) - state)
    return np.asarray(model.rates(state))


def _slopes(model: SmoothModel | MapModel, state: Array) -> Array:
    slopes = np.asarray(model.jacobian(state), dtype=np.float64)
    return slopes - np.eye(len(state)) if isinstance(model, MapModel) else slopes


def _newton(
    model: SmoothModel | MapModel, start: Array, low: Array, high: Array, most: int = 80
) -> Array | None:
    """Return the fixed point that damped Newton steps lead to, or None.

    Each row is divided by how strongly its state relaxes, so that slow ones weigh as much; the
    damping is that of Levenberg and Marquardt. The way may leave the box of a model by its width.
    """
    width = 0.0 if isinstance(model, System) else high - low
    state: Array = np.array(start, dtype=np.float64)
    damping = 1e-3
    with np.errstate(all="ignore"):
        off = _off(model, state)
        for _ in range(most):
            slopes = _slopes(model, state)
            if not (np.all(np.isfinite(slopes)) and np.all(np.isfinite(off))):
                return None
            scale = 1 / np.maximum(np.max(np.abs(slopes), axis=1), 1e-9)
            size = float(np.max(np.abs(off * scale)))
            if size < 1e-14:
                break
            rows: Array = slopes * scale[:, None]
            aim: Array = off * scale
            squares: Array = rows.T @ rows
            for _ in range(12):
                pull = squares + damping * size * np.eye(len(state))
                try:
                    move: Array = np.asarray(np.linalg.solve(pull, -rows.T @ aim), np.float64)
                except np.linalg.LinAlgError:
                    damping = max(damping, 1e-12) * 10
                    continue
                new: Array = np.clip(state + move, low - width, high + width)
                new_off = _off(model, new)
                if np.sum((new_off * scale) ** 2) < np.sum(aim**2):
                    damping = max(damping / 10, 1e-12)
                    break
                damping *= 10
            else:
                break
            state, off = new, new_off
        state = _polished(model, state)
        return state if float(np.max(np.abs(_off(model, state)))) < AT_REST else None


def _polished(model: SmoothModel | MapModel, state: Array) -> Array:
    """Return the state after a few whole Newton steps, as long as they come nearer."""
    off = _off(model, state)
    for _ in range(4):
        try:
            new = state - np.linalg.solve(_slopes(model, state), off)
        except np.linalg.LinAlgError:
            break
        if isinstance(model, System):
            new = np.clip(new, model.low, model.high)
        new_off = _off(model, new)
        if not np.max(np.abs(new_off)) < np.max(np.abs(off)):
            break
        state, off = new, new_off
    return state


def _certified(model: SmoothModel | MapModel, state: Array) -> Equilibrium:
    values = leading_first(eigenvalues(model.jacobian(state)), map_=_is_map(model))
    residual = float(np.max(np.abs(_off(model, state))))
    return Equilibrium(
        "fixed point",
        MappingProxyType(dict(zip(model.names, state.tolist(), strict=True))),
        residual,
        values,
        _holds(model, state, values[0]),
    )


def _is_map(model: Model) -> bool:
    return isinstance(model, MapModel)


def leading_first(values: NDArray[np.complex128], *, map_: bool = False) -> tuple[complex, ...]:
    """Return eigenvalues, the one that grows most first; of a pair the one above the real line."""
    sized = [complex(one) for one in values]
    return tuple(
        sorted(sized, key=lambda one: (-(round(abs(one) if map_ else one.real, 12)), -one.imag))
    )


def _holds(model: SmoothModel | MapModel, state: Array, leading: complex) -> bool | None:
    if isinstance(model, MapModel):
        margin = abs(leading) - 1
        return None if abs(margin) < UNDECIDED else margin < 0
    margin = leading.real
    if model.delays and margin < UNDECIDED:
        return True if _fades_however_late(model, state) else None
    if model.delays and np.linalg.det(-model.jacobian(state)) > 0:
        return None  # the growing pair of the undelayed equation may be another one with delays
    return None if abs(margin) < UNDECIDED else margin < 0


def _fades_however_late(model: SmoothModel, state: Array) -> bool:
    """Whether every delay leaves it stable: each state relaxes more than all others can push.

    The matrix with the sizes of what acts on others has to be stable.
    """
    parts = model.jacobians(state) if isinstance(model, System) else {0.0: model.jacobian(state)}
    sizes = np.sum([np.abs(part - np.diag(np.diag(part))) for part in parts.values()], axis=0)
    own = np.diag(np.sum([np.diag(part) for part in parts.values()], axis=0))
    return bool(np.max(eigenvalues(sizes + own).real) < -UNDECIDED)


def _order(model: Model, one: Equilibrium) -> tuple[float, ...]:
    values = [round(value, 6) for value in one.state.values()]
    if isinstance(model, System):
        strength = float(np.mean(np.abs(behaviors(model, one.values))))
        return (round(strength, 6), *values)
    return tuple(values)


# -- runs that go around ----------------------------------------------------------------------


_STEPS = (2_000, 8_000)
"""How long runs are followed: first so many steps, and so many more where that was too short."""

_RUNS = 4
"""How many runs are followed, side by side."""


def _followed(model: SmoothModel | MapModel, points: Sequence[Array]) -> list[Equilibrium]:
    """Return what a few runs lead to where no fixed point holds, each limit cycle once."""
    found: list[Equilibrium] = []
    state = np.stack(points[-_RUNS:], axis=-1)
    step = _step(model, state.T)
    for count in _STEPS:
        path = _path(model, state, step, count)
        found = []
        for tail in np.moveaxis(path[count // 2 :], -1, 0):
            one = _around(model, tail, step)
            if one is not None and not any(_alike(one, other) for other in found):
                found.append(one)
        finer = min(step, _step(model, np.concatenate(path[:: count // 10].swapaxes(1, 2))))
        if all(one.kind == "limit cycle" for one in found) and finer > step / 2:
            break
        state, step = path[-1], finer
    return found


def _path(model: SmoothModel | MapModel, state: Array, step: float, count: int) -> Array:
    """Return where the runs go. Shape ``(count + 1, n, runs)``."""
    path = np.empty((count + 1, *state.shape))
    path[0] = state
    with np.errstate(all="ignore"):
        for n in range(count):
            path[n + 1] = _forward(model, path[n], step)
    return path


def _alike(one: Equilibrium, other: Equilibrium) -> bool:
    if one.kind != other.kind or one.period is None or other.period is None:
        return one.kind == other.kind
    return math.isclose(one.period, other.period, rel_tol=1e-2)


def _around(model: SmoothModel | MapModel, tail: Array, step: float) -> Equilibrium | None:
    """Say what the end of one run is; None where it grew beyond all bounds. Shape ``(times, n)``.

    It has gone around when it left its last point and came back to it, in turns of one width.
    """
    if not np.all(np.isfinite(tail)) or np.max(np.abs(tail)) > 1e12:
        return None
    width = float(np.max(np.ptp(tail, axis=0)))
    back, missed = _return(tail, width)
    around = back is not None and missed < 1e-2 * width and _repeats(tail, int(back), width)
    values = leading_first(eigenvalues(model.jacobian(tail[-1])), map_=_is_map(model))
    return Equilibrium(
        "limit cycle" if around else "not converged",
        MappingProxyType(dict(zip(model.names, tail[-1].tolist(), strict=True))),
        missed,
        values,
        stable=True if around else None,
        period=back * step if around and back is not None else None,
    )


def _return(tail: Array, width: float) -> tuple[float | None, float]:
    """Return how many steps ago a run was where it ends, and how far it missed that point."""
    away = np.max(np.abs(tail - tail[-1]), axis=1)[::-1]
    left = np.flatnonzero(away > 0.2 * width)
    if width <= SAME or not len(left):
        return None, width
    near = np.flatnonzero(away[left[0] :] < 0.1 * width) + left[0]
    if not len(near):
        return None, width
    leaving = np.flatnonzero(away[near[0] :] > 0.15 * width) + near[0]
    stop = int(leaving[0]) if len(leaving) else len(away)
    back = int(near[0] + np.argmin(away[near[0] : stop]))
    return min((_between(tail, back, way) for way in (-1, 1)), key=lambda one: one[1])


def _between(tail: Array, back: int, way: int) -> tuple[float, float]:
    """Return the nearest point on the line from one point of a run to the next, and how near."""
    place = len(tail) - 1 - back
    if not 0 <= place - way < len(tail):
        return float(back), float(np.max(np.abs(tail[place] - tail[-1])))
    along, missing = tail[place - way] - tail[place], tail[-1] - tail[place]
    share = float(np.clip(along @ missing / max(float(along @ along), 1e-300), 0, 1))
    return back + way * share, float(np.max(np.abs(missing - share * along)))


def _repeats(tail: Array, back: int, width: float) -> bool:
    """Whether the last time around was as wide as the first one kept: no growth, no fading."""
    if not 0 < 3 * back <= len(tail):
        return False
    last = np.ptp(tail[-back - 1 :], axis=0).max()
    first = np.ptp(tail[: back + 1], axis=0).max()
    return bool(abs(last - first) < 0.01 * width)


def _step(model: SmoothModel | MapModel, states: Array) -> float:
    """Return a step that is short beside the fastest motion at some states, one in each row."""
    if isinstance(model, MapModel):
        return 1.0
    finite = [state for state in states if np.all(np.isfinite(state)) and np.all(abs(state) < 1e6)]
    slopes = [model.jacobian(state) for state in finite]
    fastest = max((float(np.max(np.abs(eigenvalues(one)))) for one in slopes), default=1.0)
    return 0.2 / max(fastest, 0.1)


def _forward(model: SmoothModel | MapModel, state: Array, step: float) -> Array:
    """Return the state one step later, by the classical Runge-Kutta method."""
    if isinstance(model, MapModel):
        return np.asarray(model.next(state))
    k1 = model.rates(state)
    k2 = model.rates(state + step / 2 * k1)
    k3 = model.rates(state + step / 2 * k2)
    k4 = model.rates(state + step * k3)
    return np.asarray(state + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4))


# -- stability of a couple --------------------------------------------------------------------

Regime = Literal["robust", "possibly_fragile", "trapped"]


@dataclass(frozen=True)
class Tipping:
    """How far one number is from where the present resting state is lost."""

    now: float
    """The number now; of reactivity and openness a factor on everybody's, which is 1."""
    at: float
    """The number at which the resting state disappears or no longer holds."""

    @property
    def change(self) -> float:
        """How much is to be added to the number."""
        return self.at - self.now


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
    """From which resentment of both on the loop gain exceeds 1; None where that never happens,
    where it holds without resentment, or where the two differ."""
    system: System

    @cached_property
    def tipping(self) -> Mapping[str, Tipping | None]:
        """How far everybody's numbers are from where the resting state is lost, found by halving.

        `reactivity` and `openness`: a factor on everybody's; `forget` and `repair`: the number
        itself; `need_gap`: the difference of two people's needs. The nearest tipping point of the
        two ways a number can go; None where the state holds over the number's whole range (up to
        a hundredfold reactivity; forget and repair up to 10), or does not hold to begin with.
        """
        values = np.array(list(self.state.values()))
        held = self.at_rest and self.stable is not False
        return MappingProxyType(
            {
                name: _tipping(knob, values) if held and knob is not None else None
                for name, knob in _knobs(self.system).items()
            }
        )

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


def stability(cycle: Cycle | CycleGraph | System, *, at: At | Array = "settled") -> Stability:
    """Return whether a couple's state holds, by the eigenvalues of the full Jacobian there.

    Raises:
        AnalysisError: if there is no such state.
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
    if name == "settled" and not at_rest:  # it goes around a rest that does not hold
        rest = _newton(system, system.calm, system.low, system.high)
        state, at_rest = (state, False) if rest is None else (rest, True)
    leading = leading_first(eigenvalues(system.jacobian(state)))[0]
    stable = _holds(system, state, leading)
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
    For two people the radius is the eighth root of g_A g_B.
    """
    if np.max(np.abs(system.missing(system.resting)), initial=0.0) > 1e-12:
        return None, say("stability.no-regime")
    at_calm, product = float(gain(system, system.calm)), _gain_closed(system)
    slow = list(system.places(Kind.RESENTMENT))
    drains = -np.diag(system.jacobian(system.calm))[slow]
    sizes, signed = _open_weights(system), structural_gains(system, system.calm, signed=True)
    if np.all(drains > 0) and radius(sizes) < 1 - 1e-12:
        return "robust", say("stability.robust", product=product)
    values = eigenvalues(signed)
    real = values.real[np.abs(values.imag) < 1e-9]
    if np.max(real, initial=0.0) > 1 + 1e-12:
        return "trapped", say("stability.trapped", gain=at_calm)
    if np.max(eigenvalues(system.jacobian(system.calm)).real) > UNDECIDED:
        return "possibly_fragile", say("stability.swings", gain=at_calm)
    return "possibly_fragile", say("stability.possibly-fragile", gain=at_calm, product=product)


def _critical_resentment(system: System) -> float | None:
    """Return 1 - (1 - 1/g)/alpha for two people with the same g and alpha, within 0 to 1."""
    people = system.people
    if len(people) != 2 or len(system.influences) != 8:
        return None
    one, other = people
    alike = one.reactivity == other.reactivity and one.openness == other.openness
    if not alike or one.answer != other.answer or one.openness == 0:
        return None
    critical = 1 - (1 - 1 / one.reactivity) / one.openness
    return critical if 0 <= critical <= 1 else None


# -- how far to the tipping point -------------------------------------------------------------


@dataclass(frozen=True)
class _Knob:
    """One number of a couple that can be turned."""

    now: float
    low: float
    high: float
    turned: Callable[[float], tuple[System, Inputs]]


def _knobs(system: System) -> dict[str, _Knob | None]:
    rest = system.resting

    def reactivity(factor: float) -> tuple[System, Inputs]:
        return system, rest.changed(stress=rest.stress * factor)

    def openness(factor: float) -> tuple[System, Inputs]:
        return _with_flows(system, Kind.OPENNESS, lambda one: one.weight * factor), rest

    def forget(value: float) -> tuple[System, Inputs]:
        return _with_drain(system, _is_forget, value), rest

    def repair(value: float) -> tuple[System, Inputs]:
        return _with_drain(system, _is_repair, value), rest

    forgets = {one.weight for one in _flows(system, Kind.RESENTMENT) if _is_forget(one)}
    repairs = {one.weight for one in _flows(system, Kind.RESENTMENT) if _is_repair(one)}
    widest = max((one.openness for one in system.people), default=0.0)
    return {
        "reactivity": _Knob(1.0, 0.0, 100.0, reactivity),
        "openness": _Knob(1.0, 0.0, 1 / widest, openness) if widest > 0 else None,
        "forget": _Knob(forgets.pop(), 0.0, 10.0, forget) if len(forgets) == 1 else None,
        "repair": _Knob(repairs.pop(), 0.0, 10.0, repair) if len(repairs) == 1 else None,
        "need_gap": _need_gap(system),
    }


def _need_gap(system: System) -> _Knob | None:
    """Return the gap between two people's needs, above 0 where it is now."""
    if len(system.people) != 2:
        return None
    first, second = system.people
    gap = first.need - second.need
    way = -1.0 if gap < 0 else 1.0

    def turned(value: float) -> tuple[System, Inputs]:
        needs = (0.5 + way * value / 2, 0.5 - way * value / 2)
        people = tuple(
            one.model_copy(update={"need": need})
            for one, need in zip(system.people, needs, strict=True)
        )
        return replace(system, people=people), system.resting

    return _Knob(abs(gap), 0.0, 1.0, turned)


def _flows(system: System, kind: Kind) -> list[Flow]:
    return [one for one in system.flows if system.states[one.target].kind is kind]


def _is_forget(flow: Flow) -> bool:
    return flow.direction == "drain" and not flow.gates


def _is_repair(flow: Flow) -> bool:
    return flow.direction == "drain" and bool(flow.gates)


def _with_drain(system: System, which: Callable[[Flow], bool], value: float) -> System:
    return _with_flows(system, Kind.RESENTMENT, lambda one: value if which(one) else one.weight)


def _with_flows(system: System, kind: Kind, weight: Callable[[Flow], float]) -> System:
    return replace(
        system,
        flows=tuple(
            one._replace(weight=weight(one)) if system.states[one.target].kind is kind else one
            for one in system.flows
        ),
    )


def _tipping(knob: _Knob, state: Array) -> Tipping | None:
    """Return the nearest number, up or down, at which the resting state is lost."""
    ends = [_lost(knob, state, end) for end in (knob.low, knob.high)]
    lost = [end for end in ends if end is not None]
    if not lost:
        return None
    return Tipping(knob.now, min(lost, key=lambda end: abs(end - knob.now)))


def _lost(knob: _Knob, state: Array, end: float) -> float | None:
    """Follow the resting state toward `end`, halving the stride where it is lost.

    A stride that fails may just have been too long, so the next ones grow again.
    """
    now, stride = knob.now, min(abs(end - knob.now), max(abs(knob.now), 0.2)) / 8
    way = 1.0 if end > now else -1.0
    smallest = 1e-8 * max(abs(knob.now), 0.1)
    while now != end:
        if stride < smallest:
            return now
        ahead = end if abs(end - now) <= stride else now + way * stride
        there = _held(*knob.turned(ahead), state)
        if there is None:
            stride /= 2
            continue
        now, state = ahead, there
        stride *= 1.6
    return None


def _held(system: System, inputs: Inputs, state: Array) -> Array | None:
    """Return the resting state near `state` if it holds there."""
    now = state
    for _ in range(8):
        rates = system.rates(now, inputs=inputs)
        slopes = system.jacobian(now, inputs=inputs)
        if np.max(np.abs(rates)) < 1e-13:
            break
        try:
            now = np.clip(now - np.linalg.solve(slopes, rates), system.low, system.high)
        except np.linalg.LinAlgError:
            return None
        if np.max(np.abs(now - state)) > 0.1:
            return None
    else:
        if np.max(np.abs(system.rates(now, inputs=inputs))) > 1e-10:
            return None
        slopes = system.jacobian(now, inputs=inputs)
    return now if np.max(eigenvalues(slopes).real) <= 1e-12 else None
