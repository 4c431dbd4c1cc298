"""From a plan to the inputs of many couples: each has a history of its own, and all go together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.missed import Notes
from negcycle.model.plan import (
    BOTH,
    Plan,
    PlanItem,
    Reengagement,
    Softening,
    Stress,
    Timeout,
    Trigger,
    When,
)
from negcycle.simulation.calendar import ROUNDING, Calendar
from negcycle.simulation.effects import PUSHES, named
from negcycle.simulation.many.planned import Planned
from negcycle.simulation.many.reading_states import Mask, Reading, States, in_some
from negcycle.simulation.schedule import NEEDS_CONTACT, check_plan, clash_with
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import System
from negcycle.words import say

_AS_PLANNED: Mapping[str, Array] = MappingProxyType({})
_FIELDS = ("felt", "help", "stress", "contact", "offer")


class Schedules:
    """Walks through a plan beside many runs; to each couple it gives what `Schedule` gives to one.

    Only what is planned for one time and finds that it cannot start is no error here: a couple goes
    without it, and `notes` says so.

    Args:
        system: Whose plan it is.
        plan: What all the couples follow.
        step: Turns between two steps.
        width: How many couples there are.
        varied: What is not as the plan says, by place and name, such as ``"plan.2.strength"``; also
            ``at``, ``every`` and ``for``, in turns. Each of shape ``(width,)``. Where an item is to
            last for no time, or to have no strength, it does not happen.

    Raises:
        UnknownName: if the plan names somebody who is not there.
        SimulationError: if the plan cannot be carried out in steps of this length, or has a
            time-out until the next day and no days.
    """

    def __init__(
        self,
        system: System,
        plan: Plan,
        step: float,
        width: int,
        *,
        varied: Mapping[str, Array] = _AS_PLANNED,
    ) -> None:
        by_place = _by_place(varied)
        check_plan(system, _hardest(plan, by_place), step)
        self.system = system
        self.day = None if plan.day is None else plan.day.turns
        """How long a day is, in turns; None where the plan has no days."""
        self.last_end: Array = np.full(width, -math.inf)
        """When the last input that has started ends, in whole steps, in turns. ``(width,)``."""
        self._step = step
        self._calendar = Calendar(plan.day)
        self._reading = Reading(system)
        self._planned = [
            Planned.of(
                place,
                item,
                calendar=self._calendar,
                width=width,
                named=_named(item, system),
                n_people=len(system.people),
                varied=by_place.get(place, _AS_PLANNED),
            )
            for place, item in enumerate(plan.items)
            if item.timed
        ]
        self._at_times = [one for one in self._planned if one.item.when is None]
        self._on_conditions = [
            (one, one.item.when) for one in self._planned if one.item.when is not None
        ]
        if self.day is None and any(one.lasts is None for one in self._planned):
            raise SimulationError(say("plan.no-next-day"))
        for one in self._planned:
            found = [(other, *clash_with(other.item, one.item, system)) for other in self._planned]
            one.clashes = [clash for clash in found if clash[1]]
        self._rest = self._inputs = _at_rest(len(system.people))
        self._next_change = -math.inf

    @property
    def asks_at_every_step(self) -> bool:
        """Whether something waits for a condition, so that each step has to be asked about."""
        return bool(self._on_conditions)

    def until(self) -> float:
        """Return from which time on something may change that is known of; infinity for never.

        Before that time there is no need to ask, unless it `asks_at_every_step`.
        """
        return self._next_change

    def at(self, time: float, states: States) -> Inputs:
        """Return what acts from `time` on; the same object as long as nothing changes for anybody.

        Each field has one more axis at the end, of the width, or of 1 where all couples are alike.
        A field that has not changed is the same array as before.

        Args:
            time: In turns; it may not go back.
            states: Of each couple at this time. Shape ``(n_states, width)``.
        """
        started = False
        for one, when in self._on_conditions:
            started |= self._ask(one, when, time, states)
        if time < self._next_change and not started:
            return self._inputs
        for one in self._at_times:
            where = one.due_now(time)
            if where.any():
                self._begin(one, where, time, states)
        self._inputs = _kept(self._inputs, self._acting(time))
        self._next_change = self._change_after(time) - ROUNDING
        return self._inputs

    def notes(self) -> Notes:
        """Return what of the plan did not happen until now, and in how many couples."""
        return Notes(missed for one in self._planned for missed in one.told() if missed.couples)

    # -- now ------------------------------------------------------------------------------

    def _change_after(self, time: float) -> float:
        """Return when something starts or ends next, in turns."""
        ours = [one.change_after(time) for one in self._planned]
        return min([self._calendar.next_edge(time), *ours])

    def _acting(self, time: float) -> Inputs:
        felt, helped, stress = self._rest.felt, self._rest.help, self._rest.stress
        for one in self._planned:
            acting = one.acting(time)
            if acting is None:
                continue
            if isinstance(one.item, Trigger):
                felt = felt + PUSHES[one.item.felt] * one.strength * acting
            elif isinstance(one.item, Stress):
                stress = stress * np.where(acting, one.strength, 1.0)
            else:
                helped = helped + one.strength * acting
        met, there = self._in_contact(time), self._there(time)
        return Inputs(
            felt=felt,
            help=helped,
            stress=stress,
            contact=(met[:, np.newaxis] & met).astype(np.float64),
            offer=np.repeat(there[np.newaxis], len(there), axis=0).astype(np.float64),
        )

    def _in_contact(self, time: float) -> Mask:
        """Return who is in contact with others who are. Shape ``(n_people, 1 or width)``."""
        met = np.full((len(self.system.people), 1), not self._calendar.is_apart(time))
        for one in self._planned:
            away = one.apart(time)
            if away is not None:
                met = met & ~away
        return met

    def _some_meet(self, time: float) -> Mask:
        """Return where two who are in a cycle are in contact. Shape ``(1 or width,)``."""
        met = self._in_contact(time)
        return in_some(np.stack([met[i] & met[j] for i, j in self.system.pairs]))

    def _there(self, time: float) -> Mask:
        """Return on whom the others can count. Shape ``(n_people, 1 or width)``."""
        there = np.full((len(self.system.people), 1), fill_value=True)
        for one in self._planned:
            if isinstance(one.item, Timeout) and not one.item.timeout.return_:
                away = one.apart(time)
                if away is not None:
                    there = there & ~away
        return there

    # -- starting -------------------------------------------------------------------------

    def _begin(self, one: Planned, where: Mask, time: float, states: States) -> bool:
        """Start it in some couples, and return whether it could in any."""
        who = self._on_whom(one, states)
        for problem, name, there in self._against(one, time, who):
            stopped = where & there
            if stopped.any():
                one.pass_over(stopped, problem, name, time)
                where = where & ~there
        if not where.any():
            return False
        end = self._calendar.next_day(time) if one.lasts is None else time + one.lasts
        one.start(where, who, time, end)
        ends = self._last_end(one, time, end)
        np.maximum(self.last_end, ends, out=self.last_end, where=where)
        return True

    def _on_whom(self, one: Planned, states: States) -> Mask:
        """Return on whom it would act now. Shape ``(n_people, 1 or width)``."""
        if one.named is not None:
            return one.named
        if isinstance(one.item, Timeout):
            return self._reading.flooded_most(states)
        position = "pursue" if isinstance(one.item, Softening) else "withdraw"
        return self._reading.positioned(position, states)

    def _against(self, one: Planned, time: float, who: Mask) -> Iterator[tuple[str, str, Mask]]:
        """Yield what may speak against starting now, about whom, and in which couples it does."""
        if one.named is None:
            yield f"nobody-{one.item.kind}", "", ~in_some(who)
        yield "clash-itself", "", ~one.is_over(time)
        if isinstance(one.item, NEEDS_CONTACT) and self._calendar.is_apart(time):
            yield "clash-apart", "", np.array([True])
        for other, problem, name in one.clashes:
            yield problem, name, other.end > time + ROUNDING

    def _last_end(self, one: Planned, time: float, end: Array | float) -> Array:
        """Return when what starts now ends, in whole steps of each of its parts."""
        talk = time + one.pause
        parts = [(time, talk), (talk, end)] if one.pause else [(time, end)]
        ends = [
            start + np.ceil((over - start) / self._step - 1e-6) * self._step
            for start, over in parts
        ]
        return np.maximum(ends[0], ends[-1])

    # -- conditions -----------------------------------------------------------------------

    def _ask(self, one: Planned, when: When, time: float, states: States) -> bool:
        """Start what waits for a condition, as `Schedule` does; return whether anything started."""
        holds = self._reading.holds(when, states) & one.happens
        if one.within is None:
            where = holds & one.is_over(time)
            return bool(where.any()) and self._begin(one, where, time, states)
        fresh = holds & (one.due == math.inf) & one.is_over(time)
        if fresh.any():
            one.due = np.where(fresh, time + one.within, one.due)
        waits = one.due < math.inf
        if not waits.any():
            return False
        where = waits & (time >= one.due - ROUNDING)
        calm = waits & ~holds
        if calm.any():
            where = where | (calm & self._some_meet(time))
        if not where.any():
            return False
        one.due = np.where(where, math.inf, one.due)
        return self._begin(one, where, time, states)


def _named(item: PlanItem, system: System) -> Mask | None:
    """Return on whom an item acts; None where the states decide. Shape ``(n_people, 1)``."""
    who = np.zeros((len(system.people), 1), dtype=np.bool_)
    if isinstance(item, Softening | Reengagement):
        return None
    if isinstance(item, Timeout) and item.timeout.by is None:
        return None
    keys = [key for _, key in item.partners()] or [BOTH]
    for key in keys:
        who[list(named(system, key))] = True
    return who


def _at_rest(n: int) -> Inputs:
    """Return what acts on everybody when nothing happens, the last axis of width 1."""
    rest = Inputs.resting(n)
    return Inputs(*(getattr(rest, name)[..., np.newaxis] for name in _FIELDS))


def _kept(before: Inputs, now: Inputs) -> Inputs:
    """Return the inputs as they are now, of arrays from before where nothing changed."""
    fields = {
        name: new
        for name in _FIELDS
        if not np.all((new := getattr(now, name)) == getattr(before, name))
    }
    return before.changed(**fields) if fields else before


def _by_place(varied: Mapping[str, Array]) -> dict[int, dict[str, Array]]:
    """Return numbers such as ``"plan.2.for"`` by the place of their item in the plan."""
    found: dict[int, dict[str, Array]] = {}
    for full, values in varied.items():
        _, place, name = full.split(".")
        found.setdefault(int(place), {})[name] = values
    return found


def _hardest(plan: Plan, varied: Mapping[int, Mapping[str, Array]]) -> Plan:
    """Return the plan with the shortest of varied times, which are the hardest to carry out."""
    items = list(plan.items)
    for place, numbers in varied.items():
        shortest = {
            name: float(np.where(np.asarray(values) > 0, values, math.inf).min())
            for name, values in numbers.items()
        }
        if "every" in shortest:
            items[place] = items[place].changed(every=float(np.min(numbers["every"])))
        if shortest.get("for", math.inf) < math.inf and not isinstance(items[place], Timeout):
            items[place] = items[place].changed(for_=shortest["for"])
    return Plan(items)
