"""What of a plan did not happen, and in how many couples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from negcycle.words import say


class Why(StrEnum):
    """How it came that an item did not happen, or not each time."""

    ONCE = "once"
    """It could not start at its one time."""
    AGAIN = "again"
    """It could not start at some of its times."""
    NEVER = "never"
    """Its condition never came true."""
    WAITING = "waiting"
    """It was still waiting for calm when the run was over."""
    LATE = "late"
    """The run was over before its time."""


class Missed(NamedTuple):
    """One thing that did not happen in some couples."""

    place: int
    """The place of the item in the plan, from 0."""
    kind: str
    """What the item is, such as ``"softening"``."""
    why: Why
    problem: str
    """What spoke against it, such as ``"clash-apart"``; empty where nothing did."""
    name: str
    """Of whom that is said; empty where it is said of nobody."""
    couples: int
    """How many they are."""
    first: float
    """When it was to start, in the first of them, in turns."""
    last: float
    """And in the last of them."""

    def sentence(self, total: int) -> str:
        """Return it in words, as seen in so many couples."""
        words = {"kind": self.kind, "count": self.couples, "total": total, "time": self.first}
        if self.why is Why.LATE and self.couples == total and self.first == self.last:
            return say("plan.too-late", **words)
        why = self.why
        if why is Why.ONCE and self.first < self.last:
            why = Why.AGAIN  # planned for another time in each couple
        reason = say(f"plan.reason.{self.problem}", name=self.name) if self.problem else ""
        return say(f"schedules.{why}", reason=reason, **words)


@dataclass(frozen=True, slots=True)
class Notes:
    """What of a plan did not happen in some couples; notes of other couples may be added.

    Example:
        >>> from negcycle.model.missed import Missed, Notes, Why
        >>> some = Notes([Missed(0, "softening", Why.ONCE, "nobody-softening", "", 30, 10, 10)])
        >>> more = Notes([Missed(0, "softening", Why.ONCE, "nobody-softening", "", 7, 10, 10)])
        >>> (some + more).sentences(1000)
        ("'softening' at turn 10 did not happen in 37 of 1,000 couples: nobody pursued.",)
    """

    missed: tuple[Missed, ...] = ()
    """In the order of the plan."""

    def __init__(self, missed: Iterable[Missed] = ()) -> None:
        found: dict[tuple[object, ...], Missed] = {}
        for one in missed:
            known = found.get(one[:5])
            found[one[:5]] = one if known is None else _both(known, one)
        in_order = sorted(
            found.values(), key=lambda one: (one.place, list(Why).index(one.why), one)
        )
        object.__setattr__(self, "missed", tuple(in_order))

    def __add__(self, others: Notes) -> Notes:
        return Notes((*self.missed, *others.missed))

    def sentences(self, total: int) -> tuple[str, ...]:
        """Return it in words, as seen in so many couples."""
        return tuple(one.sentence(total) for one in self.missed)


def _both(one: Missed, other: Missed) -> Missed:
    return one._replace(
        couples=one.couples + other.couples,
        first=min(one.first, other.first),
        last=max(one.last, other.last),
    )
