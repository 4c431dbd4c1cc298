"""One item of a plan in many couples: in whom it goes on, until when, and where it could not."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from negcycle.model.missed import Missed, Why
from negcycle.model.plan import CheckIn, PlanItem, Timeout
from negcycle.simulation.calendar import ROUNDING, Calendar
from negcycle.simulation.effects import PAUSES, length_of, strength_of
from negcycle.simulation.many.reading_states import Mask
from negcycle.simulation.many.varying import NOTHING_AT_0
from negcycle.simulation.schedule import is_once
from negcycle.system.protocol import Array


@dataclass(eq=False)
class Planned:
    """One item of the plan, and how far it has come.

    What is the same in all couples is kept once: every array has a last axis of 1 or of the width.
    An item never overlaps itself, so it goes on once at most in each couple.
    """

    place: int
    """In the plan, from 0."""
    item: PlanItem
    width: int
    """How many couples there are."""
    next_start: Array
    """In turns; infinity once there is none."""
    every: Array | None
    lasts: Array | None
    """In turns; None for until the next day."""
    strength: Array
    pause: float
    """How long they are apart first, in turns."""
    within: float | None
    """How long it may wait for calm, in turns; None where it does not."""
    named: Mask | None
    """On whom it acts; None where the states decide. Shape ``(n_people, 1)``."""
    who: Mask
    """On whom it acts, or acted last. Shape ``(n_people, 1 or width)``."""
    happens: Mask = field(default_factory=lambda: np.array([True]))
    """Where it has a length and a strength at all; elsewhere, nothing is missed without it."""
    clashes: list[tuple[Planned, str, str]] = field(
        default_factory=list[tuple["Planned", str, str]]
    )
    """What it cannot start beside, why not, and about whom that is said."""
    apart_until: Array = field(default_factory=lambda: np.array([-math.inf]))
    """When those it acts on are back in contact, in turns; only from then on it helps them."""
    end: Array = field(default_factory=lambda: np.array([-math.inf]))
    """When what it started last is over, in turns."""
    due: Array = field(default_factory=lambda: np.array([math.inf]))
    """When what waits for calm happens at the latest, in turns; infinity where nothing waits."""
    began: Mask = field(default_factory=lambda: np.array([False]))
    passed_over: Mask = field(default_factory=lambda: np.array([False]))
    """Where it could not start at least once."""
    missed: list[Missed] = field(default_factory=list[Missed])

    @classmethod
    def of(
        cls,
        place: int,
        item: PlanItem,
        *,
        calendar: Calendar,
        width: int,
        named: Mask | None,
        n_people: int,
        varied: Mapping[str, Array],
    ) -> Planned:
        """Return an item that has not started; `varied` holds what is not as the plan says."""

        def numbers(name: str, value: float | None) -> Array:
            return np.asarray(varied.get(name, [0.0 if value is None else value]), np.float64)

        every, lasts = calendar.turns(item.every), length_of(item, calendar)
        first = calendar.turns(item.at) if item.when is None else math.inf
        happens = np.array([True])
        for name in NOTHING_AT_0:
            happens = happens & (varied[name] != 0) if name in varied else happens
        return cls(
            place=place,
            item=item,
            width=width,
            next_start=np.where(happens, numbers("at", first), math.inf),
            happens=happens,
            every=None if every is None else numbers("every", every),
            lasts=None if lasts is None and "for" not in varied else numbers("for", lasts),
            strength=numbers("strength", strength_of(item)),
            pause=PAUSES.get(type(item), 0.0),
            within=calendar.turns(item.within) if isinstance(item, CheckIn) else None,
            named=named,
            who=np.zeros((n_people, 1), dtype=np.bool_) if named is None else named,
        )

    # -- now ------------------------------------------------------------------------------

    def is_over(self, time: float) -> Mask:
        """Return where nothing that it started goes on any more."""
        over: Mask = time >= self.end - ROUNDING
        return over

    def apart(self, time: float) -> Mask | None:
        """Return whom it keeps out of contact, if anybody. Shape ``(n_people, 1 or width)``."""
        now = self.apart_until > time + ROUNDING
        return self.who & now if now.any() else None

    def acting(self, time: float) -> Mask | None:
        """Return on whom it acts, if on anybody. Shape ``(n_people, 1 or width)``."""
        moment = time + ROUNDING
        now = (self.end > moment) & (self.apart_until <= moment)
        return self.who & now if now.any() else None

    def change_after(self, time: float) -> float:
        """Return when it starts or ends next in any couple, in turns; infinity for never."""
        parts = (
            (self.next_start, self.apart_until, self.end)
            if self.pause
            else (self.next_start, self.end)
        )
        moment = time + ROUNDING
        return min(float(np.where(times > moment, times, math.inf).min()) for times in parts)

    # -- starting -------------------------------------------------------------------------

    def due_now(self, time: float) -> Mask:
        """Return where its time has come, and go on to the next time."""
        now: Mask = self.next_start <= time + ROUNDING
        if now.any():
            after = math.inf if self.every is None else self.next_start + self.every
            self.next_start = np.where(now, after, self.next_start)
        return now

    def start(self, where: Mask, who: Mask, time: float, end: Array | float) -> None:
        """Start it in some couples, on those of them that `who` says."""
        talk = end if isinstance(self.item, Timeout) else time + self.pause
        if where.all():
            alike = who.shape[1] > 1 and bool((who == who[:, :1]).all())
            self.who = who[:, :1] if alike else who
            self.apart_until, self.end = np.atleast_1d(talk), np.atleast_1d(end)
        else:
            self.who = who if self.named is not None else (who & where) | (self.who & ~where)
            self.apart_until = np.where(where, talk, self.apart_until)
            self.end = np.where(where, end, self.end)
        self.began = self.began | where

    def pass_over(self, where: Mask, problem: str, name: str, time: float) -> None:
        """Note that it could not start in some couples; of each couple the first time counts."""
        first = where & ~self.passed_over
        if not first.any():
            return
        self.passed_over = self.passed_over | where
        why = Why.ONCE if is_once(self.item) else Why.AGAIN
        self.missed.append(self._missed(first, why, problem, name, first=time, last=time))

    def told(self) -> Iterator[Missed]:
        """Yield what of it did not happen until now."""
        yield from self.missed
        never = self.happens & ~(self.began | self.passed_over)
        if self.item.when is not None:
            waits = self.due < math.inf
            yield self._missed(never & waits, Why.WAITING)
            yield self._missed(never & ~waits, Why.NEVER)
        elif never.any():
            times = np.where(never, self.next_start, math.nan)
            first, last = float(np.nanmin(times)), float(np.nanmax(times))
            yield self._missed(never, Why.LATE, first=first, last=last)

    def _missed(
        self,
        where: Mask,
        why: Why,
        problem: str = "",
        name: str = "",
        *,
        first: float = 0.0,
        last: float = 0.0,
    ) -> Missed:
        couples = int(where.sum()) * (self.width // where.size)
        return Missed(self.place, self.item.kind, why, problem, name, couples, first, last)
