"""From a plan to the inputs at every moment: what starts when, and what acts right now."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
from negcycle.simulation.effects import LASTS, PAUSES, Effect, effects_of, positioned
from negcycle.system.inputs import Inputs
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

NEEDS_CONTACT = (CheckIn, RepairAttempt, PauseRiskReach, FiveSteps)
"""What two people can only do together."""


@dataclass
class _Planned:
    """One item of the plan, and how far it has come."""

    item: PlanItem
    next_start: float
    """In turns; infinity once there is none."""
    every: float | None
    over: float = 0.0
    """When what it started last is over, in turns."""
    was_true: bool = False
    """Whether its condition held at the step before."""
    due: float | None = None
    """When a check-in that waits for calm must happen at the latest, in turns."""


class Schedule:
    """Walks through a plan beside a run: asked at each step, in order, what acts now.

    Raises:
        UnknownName: if the plan names somebody who is not there.
        SimulationError: if a pause alone takes longer than what it belongs to.
    """

    def __init__(self, system: System, plan: Plan) -> None:
        _check(system, plan)
        self.system = system
        self.notes: list[str] = []
        """What became of the plan where that needs saying."""
        self._calendar = Calendar(plan.day)
        timed = [item for item in plan.items if item.timed]
        planned = [
            _Planned(
                item,
                self._calendar.turns(item.at) or 0.0,
                self._calendar.turns(item.every),
            )
            for item in timed
        ]
        self._at_times = [one for one in planned if one.item.when is None]
        self._on_conditions = [one for one in planned if one.item.when is not None]
        self._happened: list[Effect] = []
        self._active: list[Effect] = []
        self._inputs = system.resting
        self._next_change = -math.inf
        self._noted: set[str] = set()

    def at(self, time: float, state: Sequence[float]) -> Inputs:
        """Return what acts from `time` on; the same object as long as nothing changes.

        Raises:
            SimulationError: if something is to start that cannot start now.
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
        """Return everything that happened, for a picture; what goes on ends at `end`."""
        made = [
            Band(
                kind=one.item.kind,
                label=one.label(self.system),
                start=one.start,
                end=min(one.end, end),
                partners=tuple(self.system.keys[place] for place in one.who),
            )
            for one in self._happened
        ]
        return tuple(sorted(made, key=lambda band: (band.start, band.end, band.kind)))

    def left_out(self) -> tuple[str, ...]:
        """Return what never started because the run was over before, in sentences."""
        return tuple(
            say("plan.too-late", kind=one.item.kind, time=one.next_start)
            for one in self._at_times
            if one.next_start < math.inf and one.every is None
        )

    def _change_after(self, time: float) -> float:
        """Return when something starts or ends next, in turns."""
        starts = [one.next_start for one in self._at_times]
        edges = [edge for one in self._active for edge in (one.start, one.end)]
        later = [change for change in (*starts, *edges) if change > time + ROUNDING]
        return min([self._calendar.next_edge(time), *later])

    def _acting(self, time: float) -> Inputs:
        self._active = [one for one in self._active if one.end > time + ROUNDING]
        now = self.system.resting
        for one in self._active:
            if one.start <= time + ROUNDING:
                now = one.on(now)
        if self._calendar.is_apart(time):
            now = now.changed(contact=np.zeros_like(now.contact))
        return now

    # -- starting -------------------------------------------------------------------------

    def _begin(self, one: _Planned, time: float, state: Sequence[float]) -> None:
        item = one.item
        started = list(effects_of(item, self.system, self._calendar, time, state))
        problem = self._clash(item, started, time)
        if not started:
            problem = say(f"plan.nobody-{item.kind}", time=round(time, 6))
        if not problem:
            one.over = max(effect.end for effect in started)
            self._happened += started
            self._active += started
        elif item.when is None and one.every is None:
            raise SimulationError(problem)
        elif item.kind not in self._noted:  # what comes again and again may find nobody once
            self._noted.add(item.kind)
            self.notes.append(problem)

    def _clash(self, item: PlanItem, started: Sequence[Effect], time: float) -> str:
        """Return what speaks against starting `item` now, or nothing."""
        for other in self._active:
            if other.end <= time + ROUNDING:
                continue
            words = {"kind": item.kind, "other": other.item.kind, "time": round(time, 6)}
            if other.item is item:
                return say("plan.clash-itself", **words)
            if isinstance(other.item, Timeout):
                if isinstance(item, Timeout):
                    return say("plan.clash-timeouts", **words)
                if isinstance(item, NEEDS_CONTACT):
                    return say("plan.clash-contact", **words)
            if isinstance(item, Trigger) and isinstance(other.item, Trigger):
                same = {place for one in started for place in one.who}.intersection(other.who)
                if same and item.felt is not other.item.felt:
                    name = self.system.people[min(same)].name
                    return say("plan.clash-felt", name=name, **words)
        return ""

    # -- conditions -----------------------------------------------------------------------

    def _ask(self, one: _Planned, time: float, state: Sequence[float]) -> None:
        """Start what waits for a condition, each time that it becomes true.

        A check-in with `within` waits until the condition is past and the two are in contact, and
        no longer than that.
        """
        holds = one.item.when is not None and self._holds(one.item.when, state)
        rises = holds and not one.was_true
        one.was_true = holds
        if rises and one.due is None and time >= one.over - ROUNDING:
            within = one.item.within if isinstance(one.item, CheckIn) else None
            one.due = time + (self._calendar.turns(within) or 0.0)
        if one.due is None:
            return
        passed = not holds and bool(self._acting(time).contact.any())
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


def last_change(plan: Plan) -> float:
    """Return when the last thing starts or ends that the plan has a time for, in turns."""
    calendar = Calendar(plan.day)
    changes = [0.0]
    for item in plan.items:
        if item.at is not None:
            lasts = calendar.turns(item.for_) or LASTS.get(type(item), 0.0)
            changes.append((calendar.turns(item.at) or 0.0) + lasts)
    return max(changes)


def _check(system: System, plan: Plan) -> None:
    """Refuse a plan that cannot be carried out, whatever happens."""
    known = {*system.keys, BOTH}
    calendar = Calendar(plan.day)
    for item in plan.items:
        for _, key in item.partners():
            if key not in known:
                sentence = say(
                    "fault.unknown-partner", name=key, hint=did_you_mean(key, system.keys)
                )
                raise UnknownName(sentence, key, system.keys)
        lasts = calendar.turns(item.for_)
        pause = PAUSES.get(type(item), 0.0)
        if lasts is not None and pause and lasts <= pause:
            words = {"kind": item.kind, "lasts": lasts, "pause": pause}
            raise SimulationError(say("plan.all-pause", **words))
