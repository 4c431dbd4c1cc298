"""What each input of a plan does: whom it acts on, for how long, and how."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from negcycle.graph.cycle_graph import Kind
from negcycle.model.plan import (
    BOTH,
    CheckIn,
    Felt,
    FiveSteps,
    Open,
    PauseRiskReach,
    PlanItem,
    Reengagement,
    RepairAttempt,
    Softening,
    Stress,
    Timeout,
    Trigger,
)
from negcycle.model.trajectory import POSITION
from negcycle.simulation.calendar import Calendar
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import say

Who = tuple[int, ...]
"""Places of partners in the system."""

LASTS: Mapping[type[PlanItem], float] = {
    Trigger: 3.0,
    RepairAttempt: 3.0,
    CheckIn: 15.0,
    PauseRiskReach: 20.0,
    FiveSteps: 30.0,
}
"""Turns that an input lasts unless the plan says; all others last to the end. Assumptions."""

PAUSES: Mapping[type[PlanItem], float] = {PauseRiskReach: 5.0, FiveSteps: 10.0}
"""Turns apart, to find words alone, with which these two begin. Assumptions."""

PUSHES: Mapping[Felt, int] = {Felt.ABSENCE: 1, Felt.PRESSURE: -1}
"""On which side of what is felt first each lands."""


@dataclass(frozen=True, eq=False)
class Effect:
    """What one input does from `start` to `end`, in turns."""

    item: PlanItem
    start: float
    end: float
    who: Who
    """On whom it acts; of a time-out, those who leave."""
    change: Callable[[Inputs, Who], Inputs]

    def on(self, inputs: Inputs) -> Inputs:
        """Return the inputs with this effect added."""
        return self.change(inputs, self.who)

    def label(self, system: System) -> str:
        """Return it in words, to stand in a picture."""
        names = " + ".join(system.people[place].name for place in self.who)
        kind = self.item.kind
        if isinstance(self.item, Trigger):
            kind = f"trigger-{self.item.felt}"
        elif isinstance(self.item, Timeout):
            kind = "timeout-return" if self.item.timeout.return_ else "timeout-walk-out"
            if self.item.timeout.by is None:  # a trifle decides who it is, so nobody is named
                names = say("plan.band.somebody")
        return say(f"plan.band.{kind}", names=names)


def effects_of(
    item: PlanItem, system: System, calendar: Calendar, time: float, state: Sequence[float]
) -> Iterator[Effect]:
    """Yield what `item` does when it starts at `time`; nothing where it finds nobody to act on."""
    lasts = length_of(item, calendar)
    end = calendar.next_day(time) if lasts is None else time + lasts
    if isinstance(item, Timeout):
        leaver = item.timeout.by
        who = flooded_most(system, state) if leaver is None else named(system, leaver)
        yield Effect(item, time, end, who, _apart if item.timeout.return_ else _walked_out)
    elif isinstance(item, Stress):
        yield Effect(item, time, end, named(system, BOTH), _stressed(item.stress))
    elif isinstance(item, Trigger):
        push = PUSHES[item.felt] * item.strength
        yield Effect(item, time, end, named(system, item.trigger), _felt(push))
    else:
        who, effort = _opened(item, system, state), strength_of(item)
        talk = time + PAUSES.get(type(item), 0.0)
        if who and talk > time:
            yield Effect(item, time, talk, who, _apart)
        if who:
            yield Effect(item, talk, end, who, _helped(effort))


def length_of(item: PlanItem, calendar: Calendar) -> float | None:
    """Return how long an input lasts, in turns; None for until the next day."""
    if isinstance(item, Timeout):
        return calendar.turns(item.timeout.for_)
    lasts = calendar.turns(item.for_)
    return LASTS.get(type(item), math.inf) if lasts is None else lasts


def strength_of(item: PlanItem) -> float:
    """Return how strong an input is; of a time-out 1."""
    if isinstance(item, Timeout):
        return 1.0
    by_its_kind = isinstance(item, Softening | Reengagement | Stress)
    return float(getattr(item, item.kind if by_its_kind else "strength"))


def _opened(item: PlanItem, system: System, state: Sequence[float]) -> Who:
    """Return who is helped to open up."""
    if isinstance(item, Softening):
        return positioned(system, "pursue", state)
    if isinstance(item, Reengagement):
        return positioned(system, "withdraw", state)
    if isinstance(item, Open | PauseRiskReach | FiveSteps | RepairAttempt | CheckIn):
        return named(system, str(getattr(item, item.kind)))
    raise TypeError(item.kind)  # a new kind of item needs a line here


# -- who -----------------------------------------------------------------------------------


def named(system: System, key: str) -> Who:
    """Return the partner of this key, or everybody for ``"both"``."""
    if key == BOTH:
        return tuple(range(len(system.people)))
    return (system.keys.index(key),)


def positioned(system: System, position: str, state: Sequence[float]) -> Who:
    """Return who pursues, or who withdraws, right now."""
    way = 1 if position == "pursue" else -1

    def done(partner: int) -> float:
        places = system.places(Kind.BEHAVIOR, partner)
        return sum(state[place] for place in places) / len(places)

    return tuple(one for one in range(len(system.people)) if way * done(one) >= POSITION)


def flooded_most(system: System, state: Sequence[float]) -> Who:
    """Return who is flooded most; where several are equally so, all of them."""
    flood = [abs(state[place]) for place in system.places(Kind.SECONDARY)]
    return tuple(one for one, value in enumerate(flood) if value >= max(flood) - 1e-12)


# -- how -----------------------------------------------------------------------------------


def _felt(push: float) -> Callable[[Inputs, Who], Inputs]:
    return lambda now, who: now.changed(felt=_added(now.felt, who, push))


def _helped(effort: float) -> Callable[[Inputs, Who], Inputs]:
    return lambda now, who: now.changed(help=_added(now.help, who, effort))


def _added(values: Array, who: Who, more: float) -> Array:
    made = values.copy()
    made[list(who)] += more
    return made


def _stressed(times: float) -> Callable[[Inputs, Who], Inputs]:
    def change(now: Inputs, who: Who) -> Inputs:
        stress = now.stress.copy()
        stress[list(who)] *= times
        return now.changed(stress=stress)

    return change


def _apart(now: Inputs, who: Who) -> Inputs:
    """Return the inputs while `who` are out of contact; what they offer stands."""
    contact = now.contact.copy()
    contact[list(who), :] = contact[:, list(who)] = 0.0
    return now.changed(contact=contact)


def _walked_out(now: Inputs, who: Who) -> Inputs:
    """Return the same, while the others cannot count on those who left."""
    offer = now.offer.copy()
    offer[:, list(who)] = 0.0
    return _apart(now, who).changed(offer=offer)
