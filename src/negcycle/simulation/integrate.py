"""Fixed-step runs of any model: Runge-Kutta for smooth ones, plain repetition for maps."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.trajectory import Trajectory
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.words import say


def integrate(
    model: SmoothModel,
    start: Mapping[str, float] | Sequence[float] | Array,
    *,
    until: float,
    step: float,
    check: bool = False,
) -> Trajectory:
    """Run a smooth model with the classical Runge-Kutta method of order 4.

    With delays, the past is read off a cubic through the steps before, and the time before the
    start is as the start.

    Args:
        model: The model.
        start: Its state at time 0, by name or in the order of `names`.
        until: When to stop, in the model's unit of time; the last step ends there.
        step: The longest step, in the same unit.
        check: Whether to run once more with half the step and keep the largest difference in
            `Trajectory.halving`.

    Raises:
        SimulationError: if the times make no sense, a name is unknown or left out, the step is
            longer than a delay, or the state grows beyond all bounds.

    Sources:
        Bellen, A., & Zennaro, M. (2003). Numerical Methods for Delay Differential Equations.
    """
    first = start_of(model, start)
    count = _count(until, step)
    made = _runge_kutta(model, first, until, count)
    halving = None
    if check:
        finer = _runge_kutta(model, first, until, 2 * count)
        halving = float(np.max(np.abs(finer[::2] - made)))
    return Trajectory(
        times=np.linspace(0.0, until, count + 1),
        names=model.names,
        states=made,
        step=until / count,
        halving=halving,
    )


def iterate(
    model: MapModel,
    start: Mapping[str, float] | Sequence[float] | Array,
    *,
    steps: int,
    still: float | None = None,
) -> Trajectory:
    """Run a map for a number of steps; the times are 0, 1, 2, ...

    Args:
        model: The map.
        start: Its state at time 0, by name or in the order of `names`.
        steps: How many steps, at most.
        still: Stop after the first step in which no state changes by more than this. That is no
            proof of rest: the next step may change as much. None for all steps.

    Raises:
        SimulationError: if `steps` is not positive, a name is unknown or left out, or the state
            grows beyond all bounds.
    """
    count = _count(steps, 1.0)
    states = np.empty((count + 1, len(model.names)))
    states[0] = start_of(model, start)
    with np.errstate(all="ignore"):  # what is not finite is told below
        for n in range(count):
            states[n + 1] = _finite(model.next(states[n]), float(n + 1))
            if still is not None and np.max(np.abs(states[n + 1] - states[n])) <= still:
                states = states[: n + 2]
                break
    times = np.arange(len(states), dtype=np.float64)
    return Trajectory(times=times, names=model.names, states=states, step=1.0)


def start_of(model: Model, start: Mapping[str, float] | Sequence[float] | Array) -> Array:
    """Return a state of `model` as an array of shape ``(n,)``, checked."""
    if isinstance(start, Mapping):
        unknown = [name for name in start if name not in model.names]
        missing = [name for name in model.names if name not in start]
        if unknown or missing:
            key = "simulate.start-unknown" if unknown else "simulate.start-missing"
            names = ", ".join(unknown or missing)
            raise SimulationError(say(key, names=names, known=", ".join(model.names)))
        start = [start[name] for name in model.names]
    try:
        values = np.array(start, dtype=np.float64)
    except (TypeError, ValueError):
        values = np.empty(0)
    if values.shape != (len(model.names),) or not np.all(np.isfinite(values)):
        raise SimulationError(say("simulate.start-numbers", count=len(model.names)))
    return values


def _count(until: float, step: float) -> int:
    for what, value in (("turns", until), ("step", step)):
        if not (np.isfinite(value) and value > 0):
            raise SimulationError(say(f"simulate.{what}", value=value))
    return max(1, int(np.ceil(until / step - 1e-9)))


def _finite(state: Array, time: float) -> Array:
    if not np.all(np.isfinite(state)):
        raise SimulationError(say("simulate.unbounded", time=round(time, 6)))
    return state


def _runge_kutta(model: SmoothModel, start: Array, until: float, count: int) -> Array:
    h = until / count
    delays = model.delays
    if delays and h > delays[0] * (1 + 1e-9):
        raise SimulationError(say("simulate.step-over-delay", step=h, delay=delays[0]))
    states = np.empty((count + 1, len(start)))
    slopes = np.zeros_like(states)
    states[0] = start
    past = _reader(states, slopes, delays, h)
    with np.errstate(all="ignore"):  # what is not finite is told below
        for n in range(count):
            x = states[n]
            slopes[n] = k1 = model.rates(x, past(n, 0.0))
            middle, late = past(n, 0.5), past(n, 1.0)  # may lie within the last step
            k2 = model.rates(x + h / 2 * k1, middle)
            k3 = model.rates(x + h / 2 * k2, middle)
            k4 = model.rates(x + h * k3, late)
            states[n + 1] = _finite(x + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4), (n + 1) * h)
    return states


def _reader(
    states: Array, slopes: Array, delays: tuple[float, ...], h: float
) -> Callable[[int, float], Array | None]:
    """Return a function of a step and a part of it that gives the state at each delay before."""

    def state_at(place: float, newest: int) -> Array:
        if place <= 0 or newest == 0:
            first: Array = states[0]
            return first
        n = min(int(place), newest - 1)
        s = place - n
        between: Array = (
            (1 + 2 * s) * (1 - s) ** 2 * states[n]
            + s * (1 - s) ** 2 * h * slopes[n]
            + s**2 * (3 - 2 * s) * states[n + 1]
            + s**2 * (s - 1) * h * slopes[n + 1]
        )
        return between

    def past(n: int, part: float) -> Array | None:
        if not delays:
            return None
        return np.stack([state_at(n + part - delay / h, n) for delay in delays])

    return past
