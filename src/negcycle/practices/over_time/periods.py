"""The weeks or months of a log of episodes, and what is known of each."""

from __future__ import annotations

import datetime
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from negcycle.errors import AnalysisError
from negcycle.practices.over_time.episodes import Episode, EpisodeLog
from negcycle.words import say

Every = Literal["week", "month"]
EVERY: tuple[Every, ...] = ("week", "month")

MOST_PERIODS = 600
"""Weeks or months that a log may span."""

MEASURES = ("minutes", "peak", "repair_delay")
"""What each episode may have as a number."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What some episodes have in common of one number, such as how long they lasted."""

    middle: float
    """The median."""
    least: float
    most: float
    count: int
    """Of how many episodes it is known."""

    def as_data(self) -> dict[str, float]:
        """Return it for JSON: `middle`, `least`, `most` and `count`."""
        return {
            "middle": self.middle, "least": self.least, "most": self.most, "count": self.count,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """One week, from Monday, or one month."""

    start: datetime.date
    until: datetime.date
    """The first day after it."""
    episodes: tuple[Episode, ...]
    """Those that began in it, in their order."""
    complete: bool
    """Whether the log says that all of them are here."""

    @property
    def count(self) -> int | None:
        """How many are written down; None where there are none and the log may not be complete."""
        return len(self.episodes) if self.episodes or self.complete else None

    @property
    def minutes(self) -> Measured | None:
        """How long they lasted, in minutes."""
        return measured(self.episodes, "minutes")

    @property
    def peak(self) -> Measured | None:
        """How hot they were, 0 to 10."""
        return measured(self.episodes, "peak")

    @property
    def repair_delay(self) -> Measured | None:
        """Minutes from their end until they were made up."""
        return measured(self.episodes, "repair_delay")

    def as_data(self) -> dict[str, object]:
        """Return it for JSON; `count` is null where it is not known."""
        numbers = {name: getattr(self, name) for name in MEASURES}
        return {
            "from": self.start.isoformat(),
            "until": (self.until - datetime.timedelta(days=1)).isoformat(),
            "count": self.count,
            "complete": self.complete,
            **{name: one and one.as_data() for name, one in numbers.items()},
        }


def periods_of(log: EpisodeLog, episodes: Sequence[Episode], every: Every) -> Iterator[Period]:
    """Yield the weeks or months that hold an entry or are complete, and those between.

    Raises:
        AnalysisError: if they are too many.
    """
    days = [one.start.date() for one in episodes]
    days += [day for day in (log.complete_from, log.complete_until) if day is not None]
    if not days:
        return
    spans = list(_spans(min(days), max(days), every))
    by_span: dict[datetime.date, list[Episode]] = {}
    for one in episodes:
        by_span.setdefault(_first_day(one.start.date(), every), []).append(one)
    found = [
        Period(start, until, tuple(by_span.get(start, ())), log.is_complete(start, until))
        for start, until in spans
    ]
    known = [at for at, one in enumerate(found) if one.count is not None]
    yield from found[known[0] : known[-1] + 1] if known else ()


def _spans(
    first: datetime.date, last: datetime.date, every: Every
) -> Iterator[tuple[datetime.date, datetime.date]]:
    length = 7 if every == "week" else 28
    if (last - first).days > length * MOST_PERIODS:
        key = f"vital.too-long.{every}"
        raise AnalysisError(say(key, first=first, last=last, limit=MOST_PERIODS))
    start = _first_day(first, every)
    while start <= last:
        until = _next(start, every)
        yield start, until
        start = until


def _first_day(day: datetime.date, every: Every) -> datetime.date:
    if every == "month":
        return day.replace(day=1)
    return day - datetime.timedelta(days=day.weekday())


def _next(start: datetime.date, every: Every) -> datetime.date:
    if every == "month":
        return _first_day(start + datetime.timedelta(days=31), "month")
    return start + datetime.timedelta(days=7)


def measured(episodes: Iterable[Episode], name: str) -> Measured | None:
    """Return the middle, least and most of one number, of those episodes that have it."""
    found = [getattr(one, name) for one in episodes]
    known = [float(one) for one in found if one is not None]
    if not known:
        return None
    return Measured(statistics.median(known), min(known), max(known), len(known))
