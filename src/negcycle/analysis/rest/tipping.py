"""How far it is to the tipping point: how much a number can change until the rest is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from negcycle.analysis.spectrum import eigenvalues
from negcycle.graph.cycle_graph import Kind
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import Flow, System


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


def tipping_points(system: System, state: Array | None) -> Mapping[str, Tipping | None]:
    """Return the nearest tipping point in each number of a couple; None everywhere without a state.

    See `negcycle.analysis.rest.stability.Stability.tipping`.
    """
    return MappingProxyType(
        {
            name: None if state is None or knob is None else _tipping(knob, state)
            for name, knob in _knobs(system).items()
        }
    )


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
