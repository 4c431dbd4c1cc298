"""What can differ between couples: the names of numbers, where each lies, and how to set it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import CaseError, SimulationError, UnknownName
from negcycle.model.cycle import Cycle
from negcycle.model.faults import cut
from negcycle.model.plan import Plan, PlanItem, Reengagement, Softening, Stress, Timeout
from negcycle.simulation.asked import is_number
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

OF_A_PARTNER = ("need", "reactivity", "openness", "answer")
"""Numbers that each partner has; without a key in front, of all alike."""

OF_THE_COUPLE = (
    *("turn", "tau_open", "tau_bond", "forget", "repair", "delay", "noise", "tau_noise"),
)

NOTHING_AT_0 = ("for", "strength")
"""Numbers of an item of the plan; where one of them is 0, it does not happen."""

_LARGEST = 1e300
_ABOVE_0 = (math.ulp(0.0), _LARGEST)
_RANGES: Mapping[str, tuple[float, float]] = {
    "need": (0.0, 1.0),
    "reactivity": _ABOVE_0,
    "openness": (0.0, 1.0),
    "answer": (-1.0, 1.0),
    "turn": (1e-9, 1e12),
    "tau_open": (1e-9, 1e12),
    "tau_bond": (1e-9, 1e12),
    "forget": (0.0, _LARGEST),
    "repair": (0.0, _LARGEST),
    "delay": (0.0, 1e5),
    "noise": (0.0, 1_000.0),
    "tau_noise": (1e-9, 1e12),
}
_OF_A_LINK = re.compile(r"links\.(\d{1,6})\.(strength|delay)", re.ASCII)
_OF_THE_PLAN = re.compile(r"plan\.(\d{1,6})\.(at|every|for|strength)", re.ASCII)
_OF_THE_START = "start."


def range_of(name: str) -> tuple[float, float]:
    """Return the lowest and the highest value that a number of this name may have."""
    last = name.rsplit(".", maxsplit=1)[-1]
    if is_of_the_start(name):
        is_slow = last in {"openness", "resentment"}
        return (0.0, 1.0) if is_slow else (-1.0, 1.0)
    if is_of_the_plan(name):
        return (0.0, 1.0) if last == "strength" else (0.0, _LARGEST)
    if _OF_A_LINK.fullmatch(name):
        return (0.0, 1e6) if last == "strength" else (0.0, 1e5)
    return _RANGES[last]


def is_of_the_plan(name: str) -> bool:
    """Whether this is a number of the plan, such as ``"plan.2.for"``."""
    return _OF_THE_PLAN.fullmatch(name) is not None


def is_of_the_start(name: str) -> bool:
    """Whether this is a state at the beginning, such as ``"start.john.resentment"``."""
    return name.startswith(_OF_THE_START) and name.count(".") > 1  # a partner may be called so


def state_of(name: str) -> str:
    """Return the state that ``"start.<state>"`` names."""
    return name.removeprefix(_OF_THE_START)


def check_names(names: Iterable[str], *, cycle: Cycle | None, system: System, plan: Plan) -> None:
    """Refuse names of numbers that are not there, or that are there twice.

    Args:
        names: What is to differ between couples.
        cycle: The cycle; None where only its graph or system is known, whose numbers stay.
        system: The same, compiled.
        plan: What acts on the couples.

    Raises:
        UnknownName: if a number is not there, with the nearest one that is.
        SimulationError: if two names mean one number, or the numbers of the cycle are not known.
    """
    given = list(names)
    known = _known(cycle, system, plan)
    for name in given:
        if name not in known:
            if cycle is None and name in _known(None, system, plan, all_of_them=True):
                raise SimulationError(say("vary.needs-cycle", name=name))
            hint = did_you_mean(name, known)
            message = say("vary.unknown", name=cut(name, 60), hint=hint)
            if (item := _OF_THE_PLAN.fullmatch(name)) and int(item[1]) >= len(plan.items):
                message = say("vary.no-such-item", name=name, count=len(plan.items))
            raise UnknownName(message, name, tuple(known))
    _refuse_twice(given)


def _refuse_twice(given: list[str]) -> None:
    """Refuse a number of every partner beside that of one of them."""
    for name in given:
        twice = next((one for one in given if one.endswith(f".{name}")), None)
        if name in OF_A_PARTNER and twice is not None and not is_of_the_start(twice):
            raise SimulationError(say("vary.twice", name=name, other=twice))


def _known(
    cycle: Cycle | None, system: System, plan: Plan, *, all_of_them: bool = False
) -> list[str]:
    found: list[str] = []
    if cycle is not None or all_of_them:
        found += [*OF_A_PARTNER, *OF_THE_COUPLE]
        found += [f"{key}.{name}" for key in system.keys for name in OF_A_PARTNER]
    if cycle is not None:
        links = range(len(cycle.links))
        found += [f"links.{n}.{what}" for n in links for what in ("strength", "delay")]
    found += [f"{_OF_THE_START}{name}" for name in system.names]
    for n, item in enumerate(plan.items):
        if item.timed:
            starts = (
                () if item.when is not None else ("at",) if item.every is None else ("at", "every")
            )
            found += [f"plan.{n}.{what}" for what in (*starts, "for", *_sized(item))]
    return found


def _sized(item: PlanItem) -> tuple[str, ...]:
    return () if isinstance(item, Timeout) else ("strength",)


def check_values(name: str, values: Array) -> None:
    """Refuse values that a number of this name cannot have, one for each couple.

    Raises:
        SimulationError: with the first couple whose value is out of range.
    """
    fits = _fits(name, values)
    if not fits.all():
        place = int(np.argmin(fits))
        raise SimulationError(_refused(name, float(values[place]), place))


def out_of_range(name: str, values: Array) -> tuple[str, NDArray[np.intp]]:
    """Return which values a number of this name cannot have, and the word for why.

    The word is ``outside``, ``not-above``, ``below`` or ``answer``, as in ``vary.outside``.
    """
    return _wrong(name).removeprefix("vary."), np.flatnonzero(~_fits(name, values))


def _fits(name: str, values: Array) -> NDArray[np.bool_]:
    low, high = range_of(name)
    with np.errstate(invalid="ignore"):
        fits = (values >= low) & (values <= high)
        if name.rsplit(".", maxsplit=1)[-1] == "answer":
            fits &= np.abs(values) == 1
    return fits


def _refused(name: str, value: float, couple: int | None = None) -> str:
    """Return why a value cannot be, of one couple of many or of the only one."""
    low, high = range_of(name)
    whose = "" if couple is None else say("vary.for-couple", number=couple)
    return say(_wrong(name), name=name, value=value, low=low, high=high, whose=whose)


def _wrong(name: str) -> str:
    low, high = range_of(name)
    if name.rsplit(".", maxsplit=1)[-1] == "answer":
        return "vary.answer"
    if high < _LARGEST:
        return "vary.outside"
    return "vary.not-above" if low > 0 else "vary.below"


# -- setting -------------------------------------------------------------------------------


def varied(cycle: Cycle, values: Mapping[str, float]) -> Cycle:
    """Return a cycle with some of its numbers replaced, as one couple of an ensemble has them.

    Args:
        cycle: The cycle.
        values: By name, such as ``"john.reactivity"``, ``"tau_bond"``, ``"links.0.strength"`` or
            ``"plan.2.for"``; ``"reactivity"`` alone is that of every partner.

    Raises:
        UnknownName: if a number is not there.
        SimulationError: if a value cannot be, or a number is given twice.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.load("examples/sunday-silence.yaml")
        >>> nc.varied(cycle, {"john.need": 0.6, "tau_bond": 100}).dynamics.tau_bond
        100.0
    """
    keys = [one.key for one in cycle.partners]
    of_partners: dict[str, dict[str, object]] = {key: {} for key in keys}
    of_the_couple: dict[str, object] = {}
    of_links: list[dict[str, object]] = [{} for _ in cycle.links]
    of_the_plan: dict[str, float] = {}
    _refuse_twice(list(values))
    for name, value in values.items():
        key, _, rest = name.rpartition(".")
        link = _OF_A_LINK.fullmatch(name)
        if name in OF_THE_COUPLE:
            of_the_couple[name] = value
        elif name in OF_A_PARTNER:
            for one in keys:
                of_partners[one][name] = value
        elif key in of_partners and rest in OF_A_PARTNER:
            of_partners[key][rest] = value
        elif link is not None and int(link[1]) < len(of_links):
            of_links[int(link[1])][link[2]] = value
        elif is_of_the_plan(name):
            of_the_plan[name] = value
        else:
            known = [
                *OF_A_PARTNER,
                *OF_THE_COUPLE,
                *(f"{k}.{n}" for k in keys for n in OF_A_PARTNER),
            ]
            hint = did_you_mean(name, known)
            raise UnknownName(
                say("vary.unknown", name=cut(name, 60), hint=hint), name, tuple(known)
            )
        if not is_number(value):
            raise SimulationError(say("vary.no-number", name=name, value=repr(value)))
        if not _fits(name, np.array([value], dtype=np.float64)).all():
            raise SimulationError(_refused(name, float(value)))
    return cycle.changed(
        partners=[
            one.changed(dynamics=one.dynamics.changed(**of_partners[one.key]))
            for one in cycle.partners
        ],
        dynamics=cycle.dynamics.changed(**of_the_couple),
        links=tuple(
            link.changed(**changes) for link, changes in zip(cycle.links, of_links, strict=True)
        ),
        plan=varied_plan(cycle.plan, of_the_plan),
    )


def varied_plan(plan: Plan, values: Mapping[str, float]) -> Plan:
    """Return a plan with some of its numbers replaced, such as ``"plan.2.for"``.

    What is to last for no time, or to have no strength, does not happen: it is left out.

    Raises:
        SimulationError: if the plan has no such item or cannot have such a number.
    """
    if not values:
        return plan
    items: list[dict[str, Any]] = [
        item.model_dump(by_alias=True, exclude_none=True) for item in plan.items
    ]
    for name, value in values.items():
        named = _OF_THE_PLAN.fullmatch(name)
        if named is None or int(named[1]) >= len(items):
            raise SimulationError(say("vary.no-item", name=name, count=len(items)))
        place, what = int(named[1]), named[2]
        item, into = plan.items[place], items[place]
        if isinstance(item, Timeout) and what == "for":
            into = into["timeout"]
        elif isinstance(item, Softening | Reengagement | Stress) and what == "strength":
            what = item.kind
        into[what] = float(value)
    left_out = {
        int(name.split(".")[1]) for name, value in values.items() if _is_nothing(name, value)
    }
    try:
        return Plan([item for place, item in enumerate(items) if place not in left_out])
    except CaseError as error:
        name = _to_blame(plan, values)
        message = error.problems[0].message
        raise SimulationError(say("vary.plan", name=name, message=message)) from None


def _to_blame(plan: Plan, values: Mapping[str, float]) -> str:
    """Return the number with which alone the plan cannot be carried out either, or the last."""
    *others, last = values
    for name in others:
        try:
            varied_plan(plan, {name: values[name]})
        except SimulationError:
            return name
    return last


def _is_nothing(name: str, value: float) -> bool:
    return value == 0 and name.rsplit(".", maxsplit=1)[-1] in NOTHING_AT_0
