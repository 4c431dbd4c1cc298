"""From a plan to the inputs at every moment: what starts when, and what acts right now."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.model.plan import (
    BOTH,
    CheckIn,
    FiveSteps,
    PauseRiskReach,
    Plan,
    PlanItem,
    RepairAttempt,
    Timeout,
    Trigger,
    When,
)
from negcycle.model.trajectory import Band
from negcycle.simulation.calendar import ROUNDING, Calendar
from negcycle.simulation.effects import LASTS, PAUSES, Effect, effects_of, named, positioned
from negcycle.system.inputs import Inputs
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

NEEDS_CONTACT = (CheckIn, RepairAttempt, PauseRiskReach, FiveSteps)
"""What two people can only do together."""


@dataclass(eq=False)
class _Planned:
    """One item of the plan, and how far it has come."""

    item: PlanItem
    next_start: float
    """In turns; infinity once there is none."""
    every: float | None
    effects: Sequence[Effect] = ()
    """What it started last."""
    over: float = -math.inf
    """When what it started last is over, in turns."""
    due: float | None = None
    """When a check-in that waits for calm must happen at the latest, in turns."""
    started: bool = False
    passed_over: int = 0
    """How often it could not start."""
    reason: str = ""
    """Why it could not, the first time, in words."""
    first: float = 0.0
    """When that was, in turns."""


class Schedule:
    """Walks through a plan beside a run: asked at each step, in order, what acts now.

    Raises:
        UnknownName: if the plan names somebody who is not there.
        SimulationError: if the plan cannot be carried out in steps of this length.
    """

    def __init__(self, system: System, plan: Plan, step: float) -> None:
        check_plan(system, plan, step)
        self.system = system
        self.day = None if plan.day is None else plan.day.turns
        """How long a day is, in turns; None where the plan has no days."""
        self._step = step
        self._calendar = Calendar(plan.day)
        self._planned = [
            _Planned(item, self._calendar.turns(item.at) or 0.0, self._calendar.turns(item.every))
            for item in plan.items
            if item.timed
        ]
        self._at_times = [one for one in self._planned if one.item.when is None]
        self._on_conditions = [one for one in self._planned if one.item.when is not None]
        self._happened: list[Effect] = []
        self._inputs = system.resting
        self._next_change = -math.inf

    def at(self, time: float, state: Sequence[float]) -> Inputs:
        """Return what acts from `time` on; the same object as long as nothing changes.

        Raises:
            SimulationError: if something is to start, once, that cannot start then.
        """
        for one in self._on_conditions:
            self._ask(one, time, state)
        if time < self._next_change:
            return self._inputs
        for one in self._at_times:
            if one.next_start <= time + ROUNDING:
                self._begin(one, time, state)
                one.next_start = one.next_start + one.every if one.every else math.inf
        self._inputs = self._acting(time)
        self._next_change = self._change_after(time) - ROUNDING
        return self._inputs

    def bands(self, end: float) -> tuple[Band, ...]:
        """Return everything that happened, for a picture, in whole steps until `end`."""
        made = [
            Band(
                kind=one.item.kind,
                label=one.label(self.system),
                start=one.start,
                end=min(one.start + self._whole_steps(one.end - one.start), end),
                partners=tuple(self.system.keys[place] for place in one.who),
            )
            for one in self._happened
        ]
        return tuple(sorted(made, key=lambda band: (band.start, band.end, band.kind)))

    def notes(self) -> tuple[str, ...]:
        """Return what became of the plan where that needs saying, in sentences."""
        return tuple(sentence for one in self._planned for sentence in _notes(one))

    def _whole_steps(self, lasts: float) -> float:
        steps = lasts / self._step
        return math.ceil(steps - 1e-6) * self._step if math.isfinite(steps) else math.inf

    def _change_after(self, time: float) -> float:
        """Return when something starts or ends next, in turns."""
        starts = [one.next_start for one in self._at_times]
        edges = [edge for one in self._going_on(time) for edge in (one.start, one.end)]
        later = [change for change in (*starts, *edges) if change > time + ROUNDING]
        return min([self._calendar.next_edge(time), *later])

    def _acting(self, time: float) -> Inputs:
        now = self.system.resting
        for one in self._going_on(time):
            if one.start <= time + ROUNDING:
                now = one.on(now)
        if self._calendar.is_apart(time):
            now = now.changed(contact=np.zeros_like(now.contact))
        return now

    def _going_on(self, time: float) -> Iterator[Effect]:
        """Yield what has started and is not over, in the order of the plan: so do sums add up."""
        for one in self._planned:
            yield from (effect for effect in one.effects if effect.end > time + ROUNDING)

    # -- starting -------------------------------------------------------------------------

    def _begin(self, one: _Planned, time: float, state: Sequence[float]) -> None:
        started = list(effects_of(one.item, self.system, self._calendar, time, state))
        problem, name = self._clash(one, time)
        if not started:
            problem = f"nobody-{one.item.kind}"
        if not problem:
            one.started = True
            one.over = max(effect.end for effect in started)
            self._happened += started
            one.effects = started
        elif is_once(one.item):
            words = {"kind": one.item.kind, "time": round(time, 6), "name": name}
            raise SimulationError(say(f"plan.{problem}", **words))
        else:  # what comes again and again may find that it cannot
            if not one.passed_over:
                one.reason, one.first = say(f"plan.reason.{problem}", name=name), time
            one.passed_over += 1

    def _clash(self, one: _Planned, time: float) -> tuple[str, str]:
        """Return what speaks against starting now, and about whom; empty where nothing does."""
        item = one.item
        if time < one.over - ROUNDING:
            return "clash-itself", ""
        if isinstance(item, NEEDS_CONTACT) and self._calendar.is_apart(time):
            return "clash-apart", ""
        against = (clash_with(other.item, item, self.system) for other in self._going_on(time))
        return next((found for found in against if found[0]), ("", ""))

    # -- conditions -----------------------------------------------------------------------

    def _ask(self, one: _Planned, time: float, state: Sequence[float]) -> None:
        """Start what waits for a condition, and again if it still holds when that is over.

        A check-in with `within` waits until the condition is past and the two are in contact, and
        no longer than that.
        """
        holds = one.item.when is not None and self._holds(one.item.when, state)
        if holds and one.due is None and time >= one.over - ROUNDING:
            within = one.item.within if isinstance(one.item, CheckIn) else None
            one.due = time + (self._calendar.turns(within) or 0.0)
        if one.due is None:
            return
        contact = self._acting(time).contact
        passed = not holds and any(contact[pair] > 0 for pair in self.system.pairs)
        if passed or time >= one.due - ROUNDING:
            one.due = None
            self._begin(one, time, state)
            self._next_change = -math.inf

    def _holds(self, when: When, state: Sequence[float]) -> bool:
        if when.flooded is not None:
            places = self.system.places(Kind.SECONDARY)
            return any(abs(state[place]) >= when.flooded for place in places)
        if when.resentful is not None:
            places = self.system.places(Kind.RESENTMENT)
            return any(state[place] >= when.resentful for place in places)
        return bool(positioned(self.system, str(when.position), state))


def is_once(item: PlanItem) -> bool:
    """Return whether the plan names one time for it, and no other."""
    return item.when is None and item.every is None


def clash_with(other: PlanItem, item: PlanItem, system: System) -> tuple[str, str]:
    """Return what speaks against starting `item` while `other` goes on, and about whom.

    Both are empty where nothing does.
    """
    if isinstance(other, Timeout):
        if isinstance(item, Timeout):
            return "clash-timeouts", ""
        if isinstance(item, NEEDS_CONTACT):
            return "clash-contact", ""
    if isinstance(item, Timeout) and isinstance(other, NEEDS_CONTACT) and is_once(item):
        return "clash-interrupted", ""
    if isinstance(item, Trigger) and isinstance(other, Trigger):
        same = set(named(system, item.trigger)).intersection(named(system, other.trigger))
        if same and item.felt is not other.felt:
            return "clash-felt", system.people[min(same)].name
    return "", ""


def last_change(plan: Plan) -> float:
    """Return when the last thing starts or ends that the plan has a time for, in turns."""
    calendar = Calendar(plan.day)
    changes = [0.0]
    for item in plan.items:
        if item.at is not None:
            inner = item.timeout.for_ if isinstance(item, Timeout) else None
            lasts = calendar.turns(item.for_) or calendar.turns(inner) or LASTS.get(type(item), 0.0)
            changes.append((calendar.turns(item.at) or 0.0) + lasts)
    return max(changes)


def _notes(one: _Planned) -> tuple[str, ...]:
    kind = one.item.kind
    if one.passed_over:
        words = {"count": one.passed_over, "time": round(one.first, 6), "reason": one.reason}
        key = "plan.passed-over-once" if one.passed_over == 1 else "plan.passed-over"
        return (say(key, kind=kind, **words),)
    if one.started:
        return ()
    if one.item.when is not None:
        return (say("plan.never", kind=kind),)
    return (say("plan.too-late", kind=kind, time=one.next_start),)


def check_plan(system: System, plan: Plan, step: float) -> None:
    """Refuse a plan that cannot be carried out, whatever happens.

    Raises:
        UnknownName: if the plan names somebody who is not there.
        SimulationError: if it cannot be carried out in steps of this length.
    """
    known = {*system.keys, BOTH}
    calendar = Calendar(plan.day)
    if plan.day is not None and plan.day.turns < 2 * step:
        raise SimulationError(say("plan.short-day", turns=plan.day.turns, step=step))
    for item in plan.items:
        for _, key in item.partners():
            if key not in known:
                hint = did_you_mean(key, system.keys)
                sentence = say("fault.unknown-partner", name=key, hint=hint)
                raise UnknownName(sentence, key, system.keys)
        every = calendar.turns(item.every)
        if every is not None and every < step * (1 - 1e-9):
            words = {"kind": item.kind, "every": every, "step": step}
            raise SimulationError(say("plan.too-often", **words))
        lasts = calendar.turns(item.for_)
        pause = PAUSES.get(type(item), 0.0)
        if lasts is not None and pause and lasts <= pause:
            words = {"kind": item.kind, "lasts": lasts, "pause": pause}
            raise SimulationError(say("plan.all-pause", **words))
