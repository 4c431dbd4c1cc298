"""One number of a couple, turned: reactivity, openness, a need gap, of all or of one partner."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.numbers import Numbers, numbers_of
from negcycle.model.cycle import Cycle
from negcycle.model.dynamics import PartnerDynamics
from negcycle.system.compile import compile_system
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

RANGES: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "reactivity": (1.0, 6.0),
        "openness": (0.0, 1.0),
        "need_gap": (0.0, 0.5),
        "forget": (0.0, 0.5),
        "repair": (0.0, 4.0),
        "tau_open": (1.0, 50.0),
        "tau_bond": (20.0, 1000.0),
    }
)
"""What can be turned, and from where to where unless told.

`reactivity` and `openness` are set to the same value for all. `need_gap` is what lies between the
needs of two people, around their mean.
"""

OF_EACH: Mapping[str, tuple[float, float]] = MappingProxyType(
    {"reactivity": (1.0, 6.0), "openness": (0.0, 1.0), "need": (0.0, 1.0)}
)
"""What can be turned of one partner, under the key and this name, as in ``"ana.reactivity"``."""


@dataclass(frozen=True)
class Turned:
    """A number of a couple that is turned, and the couple at each of its values."""

    parameter: str
    low: float
    high: float
    own: tuple[tuple[str, float], ...]
    """The value that this couple has, under an empty name; by name where partners differ."""
    at: Callable[[float], Cycle]
    """The couple with a value; a CaseError if it is none that the number can have."""
    of: str = ""
    """The name of the partner whose number it is; empty where it is everybody's."""


def turned(
    cycle: Cycle, parameter: str, *, low: float | None = None, high: float | None = None
) -> Turned:
    """Return a number of a couple that can be turned.

    Args:
        cycle: The couple.
        parameter: One of `RANGES`, or that of one partner, such as ``"ana.reactivity"``.
        low: The lowest value; None for that of `RANGES`.
        high: The highest value; None for that of `RANGES`.

    Raises:
        UnknownName: if there is no such number.
        SimulationError: if a need gap is asked of more or fewer than two people.
    """
    key, _, name = parameter.rpartition(".")
    names = {one.key: one.name for one in numbers_of(cycle).people}
    if not (parameter in RANGES or (key in names and name in OF_EACH)):
        known = (*RANGES, *(f"{one}.{what}" for one in sorted(names) for what in OF_EACH))
        hint = did_you_mean(parameter, known) or say("fault.choices", choices=", ".join(RANGES))
        raise UnknownName(say("turning.unknown", name=parameter, hint=hint), parameter, known)
    if name == "need_gap" and len(cycle.partners) != _TWO:
        raise SimulationError(say("turning.two", count=len(cycle.partners)))
    usual = OF_EACH[name] if key else RANGES[name]
    return Turned(
        parameter,
        usual[0] if low is None else float(low),
        usual[1] if high is None else float(high),
        _own(numbers_of(cycle), key, name),
        _changer(cycle, key, name),
        names.get(key, ""),
    )


_TWO = 2


def _changer(cycle: Cycle, key: str, name: str) -> Callable[[float], Cycle]:
    """Return a function of a value that gives the cycle with it."""
    if name == "need_gap":
        return lambda value: _apart(cycle, value)
    if name not in PartnerDynamics.model_fields:
        return lambda value: cycle.changed(dynamics=cycle.dynamics.changed(**{name: value}))
    return lambda value: cycle.with_partners(
        one.changed(dynamics=one.dynamics.changed(**{name: value})) if key in {"", one.key} else one
        for one in cycle.partners
    )


def _apart(cycle: Cycle, gap: float) -> Cycle:
    """Return two people whose needs lie so far apart, the higher one's still the higher."""
    needs = {one.key: one.need for one in numbers_of(cycle).people}
    one, other = cycle.partners
    more = needs[one.key] >= needs[other.key]
    middle = (needs[one.key] + needs[other.key]) / 2
    middle = min(max(middle, gap / 2), 1 - gap / 2)  # only the gap counts, so it may be moved
    higher, lower = middle + gap / 2, middle - gap / 2
    return cycle.with_partners(
        person.changed(dynamics=person.dynamics.changed(need=need))
        for person, need in ((one, higher if more else lower), (other, lower if more else higher))
    )


def _own(numbers: Numbers, key: str, name: str) -> tuple[tuple[str, float], ...]:
    """Return the value of the couple, under an empty name, or that of each partner."""
    if name == "need_gap":
        one, other = numbers.people
        return (("", abs(one.need - other.need)),)
    if name not in PartnerDynamics.model_fields:
        return (("", float(getattr(numbers, name))),)
    people = [one for one in numbers.people if key in {"", one.key}]
    found = [(one.name, float(getattr(one, name))) for one in people]
    same = len({value for _, value in found}) == 1
    return (("", found[0][1]),) if same else tuple(found)


# -- the system at each value, without compiling it again --------------------------------------


def systems_of(number: Turned) -> Callable[[float], System]:
    """Return a function of a value that gives the compiled couple with it.

    Every number of a system is a straight line in the value, and a weight in the fourth root of
    reactivity, as a chain has four links. So the system lies on the way between those at both ends
    of the range; that is exact but for rounding.

    Raises:
        SimulationError: if nobody is in a cycle.
        CaseError: if an end of the range is none that the number can have.
    """
    ends = compile_system(number.at(number.low)), compile_system(number.at(number.high))
    is_root = number.parameter.endswith("reactivity")

    def at(value: float) -> System:
        share = _share(value, number.low, number.high)
        root = 0.25 if is_root else 1.0
        of_weights = _share(value**root, number.low**root, number.high**root) if is_root else share
        return _on_the_way(*ends, share, of_weights)

    return at


def _share(value: float, low: float, high: float) -> float:
    return (value - low) / (high - low)


def _on_the_way(one: System, other: System, share: float, of_weights: float) -> System:
    """Return the system on the way from one to another of the same shape."""

    def between(a: float, b: float, part: float = share) -> float:
        return a if a == b else a + part * (b - a)

    return replace(
        one,
        states=tuple(
            a._replace(tau=between(a.tau, b.tau))
            for a, b in zip(one.states, other.states, strict=True)
        ),
        influences=tuple(
            a._replace(weight=between(a.weight, b.weight, of_weights))
            for a, b in zip(one.influences, other.influences, strict=True)
        ),
        landings=tuple(
            a._replace(weight=between(a.weight, b.weight, of_weights))
            for a, b in zip(one.landings, other.landings, strict=True)
        ),
        flows=tuple(
            a._replace(weight=between(a.weight, b.weight))
            for a, b in zip(one.flows, other.flows, strict=True)
        ),
        people=tuple(
            a.model_copy(
                update={name: between(getattr(a, name), getattr(b, name)) for name in OF_EACH}
            )
            for a, b in zip(one.people, other.people, strict=True)
        ),
        case="",
    )
