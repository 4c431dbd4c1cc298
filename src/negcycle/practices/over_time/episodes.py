"""Episodes: each time the cycle went round at home, when, how hot, and how it was made up."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, ClassVar, TypeAlias, TypeVar

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from negcycle.files.checking import Asked
from negcycle.model.base import Frozen, Label, Name, Notes
from negcycle.model.dynamics import Number
from negcycle.model.faults import Loc, as_text, choices, fault, shown, together
from negcycle.practices.described.known import ids, known_practices, practice
from negcycle.words import did_you_mean, lexicon, say
from negcycle.words.leaving import speaks_of_leaving
from negcycle.words.tidying import tidy

_Found: TypeAlias = tuple[Loc, PydanticCustomError, None]

_Dated = TypeVar("_Dated", datetime.date, datetime.datetime)

NONE = "none"
"""Stands for: no exit was used."""
BOTH = "both"
"""Stands for: they made the first step at the same time."""

_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DELAY = re.compile(r"(\d{1,9}(?:\.\d{1,9})?) ?(m|min|minutes?|h|hours?|d|days?)?", re.ASCII)
LONGEST_DELAY = 5_256_000.0
"""Minutes in ten years."""
_YEARS = range(1900, 2200)
_MINUTES = {"m": 1.0, "h": 60.0, "d": 1440.0}


def _to_moment(value: object) -> datetime.datetime:
    text = value.isoformat() if isinstance(value, datetime.datetime) else as_text(value).strip()
    found = _read(datetime.datetime.fromisoformat, text) if _MOMENT.fullmatch(text) else None
    if found is None:
        raise fault("not-a-moment", "episode.not-a-moment", value=shown(value))
    _refuse_far_years(found, text)
    return found


def to_day(value: object) -> datetime.date:
    """Read a day, such as ``2026-11-02``; what is none is a fault."""
    text = as_text(value).strip()
    found = _read(datetime.date.fromisoformat, text) if _DAY.fullmatch(text) else None
    if found is None:
        raise fault("not-a-day", "episode.not-a-day", value=shown(value))
    _refuse_far_years(found, text)
    return found


def _read(read: Callable[[str], _Dated], text: str) -> _Dated | None:
    try:
        return read(text)
    except ValueError:  # the 31st of February
        return None


def _refuse_far_years(day: datetime.date, text: str) -> None:
    """Refuse a year that must be a slip."""
    if day.year not in _YEARS:
        raise fault("far-year", "episode.far-year", value=shown(text))


def _to_minutes(value: object) -> float:
    """Read how long: minutes as a number, or a text such as ``90 min``, ``2 h`` or ``1 d``."""
    text = f"{value:.9f}" if isinstance(value, float) else as_text(value).strip()
    found = _DELAY.fullmatch(text)
    if isinstance(value, bool) or not found:
        raise fault("not-a-delay", "episode.not-a-delay", value=shown(value))
    number, unit = found.groups()
    minutes = float(number) * _MINUTES[unit[0] if unit else "m"]
    if minutes > LONGEST_DELAY:
        raise fault("long-delay", "episode.long-delay", value=shown(value))
    return round(minutes, 3)


def _to_exit(value: object) -> str:
    """Read the exit by its id or its name."""
    text = as_text(value).strip()
    word = text.casefold().replace("-", "_").replace(" ", "_")
    if word in {*ids(), NONE}:
        return word
    names = {one.name.casefold(): one.id for one in known_practices()}
    if text.casefold() in names:
        return names[text.casefold()]
    hint = did_you_mean(text, (*ids(), *names)) or choices((*ids(), NONE))
    raise fault("unknown-exit", "episode.unknown-exit", value=shown(value), hint=hint)


Time = Annotated[datetime.datetime, BeforeValidator(_to_moment)]
"""A day and a time, with or without a zone, such as ``2026-11-02T20:10``."""
Day = Annotated[datetime.date, BeforeValidator(to_day)]
Minutes = Annotated[float, BeforeValidator(_to_minutes)]
"""Minutes, not negative; a text such as ``"2 h"`` or ``"1 d"`` is accepted."""
Exit = Annotated[str, BeforeValidator(_to_exit)]


class Episode(Frozen):
    """One time that the cycle went round. Only when it began is needed; a blank is not known.

    Example:
        >>> import negcycle as nc
        >>> one = nc.Episode(start="2026-11-02T20:10", end="2026-11-02T20:50", peak=7)
        >>> one.minutes, one.exit
        (40.0, None)
    """

    expected: ClassVar[str] = "episode.expected"
    other_spellings: ClassVar[Mapping[str, str]] = {
        "repaired": "repaired_by",
        "who_repaired": "repaired_by",
        "exit_used": "exit",
        "note": "notes",
    }

    start: Time
    """When it began."""
    end: Time | None = None
    """When it was over."""
    peak: Annotated[Number, Field(ge=0, le=10)] | None = None
    """How hot it was at its hottest, 0 to 10, on the couple's own scale."""
    repair_delay: Minutes | None = None
    """Minutes from its end until it was made up."""
    exit: Exit | None = None
    """Which practice they used to step off: its id; ``none`` if they used none."""
    repaired_by: Name | None = None
    """Who made the first step; ``both`` if it was at the same time."""
    topic: Label | None = None
    """What it was about, in their own words."""
    notes: Notes | None = None
    """Free text, never drawn and never counted."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            start: datetime.datetime | str,
            end: datetime.datetime | str | None = None,
            peak: float | None = None,
            repair_delay: float | str | None = None,
            exit: str | None = None,
            repaired_by: str | None = None,
            topic: str | None = None,
            notes: str | None = None,
        ) -> None: ...

    @property
    def minutes(self) -> float | None:
        """How long it lasted, in minutes; None where its end is not known."""
        return None if self.end is None else (self.end - self.start).total_seconds() / 60

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Episode:
        if self.end is None:
            return self
        if _zoned(self.start) != _zoned(self.end):
            raise together([(("end",), fault("mixed-zones", "episode.zone-of-end"), None)])
        if self.end < self.start:
            begun, over = clock(self.start), clock(self.end)
            error = fault("end-before-start", "episode.end-first", start=begun, end=over)
            raise together([(("end",), error, None)])
        return self


class EpisodeLog(Frozen):
    """The episodes that somebody wrote down, and from when to when all of them are here.

    Example:
        >>> import negcycle as nc
        >>> log = nc.EpisodeLog(episodes=[{"start": "2026-11-02T20:10", "exit": "time_out"}])
        >>> len(log.episodes)
        1
    """

    expected: ClassVar[str] = "log.expected"
    elsewhere: ClassVar[Mapping[str, str]] = dict.fromkeys(
        Episode.model_fields, "log.under-episodes"
    )

    partners: tuple[Name, ...] = ()
    """What the people are called who may make the first step, where somebody says so."""
    complete_from: Day | None = None
    """The first day of those of which every episode is here; without it, that of the first."""
    complete_until: Day | None = None
    """The last day of those of which every episode is here; without it, that of the last."""
    episodes: tuple[Episode, ...] = ()
    """In the order in which they were written."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            episodes: Sequence[Episode | Mapping[str, object]] = (),
            partners: Iterable[str] = (),
            complete_from: datetime.date | str | None = None,
            complete_until: datetime.date | str | None = None,
        ) -> None: ...

    @property
    def in_order(self) -> tuple[Episode, ...]:
        """The episodes by when they began."""
        return tuple(sorted(self.episodes, key=lambda one: one.start))

    @property
    def comes_first(self) -> bool:
        """Whether words in this log are not for a cycle to hold; then nothing is counted."""
        book = lexicon()
        words = (
            text
            for one in self.episodes
            for text in (one.topic, one.notes, one.repaired_by, one.exit)
            if text
        )
        return any(book.safety(one) or speaks_of_leaving(one) for one in words)

    def is_complete(self, start: datetime.date, until: datetime.date) -> bool:
        """Whether the log says that everything from `start` until before `until` is in it."""
        first, last = self.complete_from, self.complete_until
        if first is None and last is None:
            return False
        days = [one.start.date() for one in self.episodes]
        first = first or min(days, default=until)
        last = last or max(days, default=start)
        return first <= start and until <= last + datetime.timedelta(days=1)

    def asked(self) -> tuple[Asked, ...]:
        """Return what one may ask about this log: entries that share time."""
        return tuple(self._shared())

    def _shared(self) -> Iterator[Asked]:
        places = sorted(range(len(self.episodes)), key=lambda at: self.episodes[at].start)
        before: Episode | None = None
        for at in places:
            here = self.episodes[at]
            if before is not None and _share_time(before, here):
                values = {"first": clock(before.start), "second": clock(here.start)}
                yield Asked(f"episodes[{at}]", say("log.shared-time", **values))
            if before is None or _over(here) >= _over(before):
                before = here

    @model_validator(mode="after")
    def _hangs_together(self) -> EpisodeLog:
        faults = [*self._periods(), *self._zones(), *self._people()]
        if faults:
            raise together(faults)
        return self

    def _periods(self) -> Iterator[_Found]:
        first, last = self.complete_from, self.complete_until
        if first is not None and last is not None and last < first:
            error = fault("complete-order", "log.complete-order", first=first, last=last)
            yield ("complete_until",), error, None

    def _zones(self) -> Iterator[_Found]:
        """Yield a fault for the first time that has a zone where others have none."""
        for at, one in enumerate(self.episodes):
            if _zoned(one.start) != _zoned(self.episodes[0].start):
                error = fault("mixed-zones", "log.mixed-zones", time=clock(one.start))
                yield ("episodes", at, "start"), error, None
                return

    def _people(self) -> Iterator[_Found]:
        names = {tidy(name).casefold() for name in self.partners}
        for at, one in enumerate(self.episodes):
            who = one.repaired_by
            if not names or who is None or tidy(who).casefold() in {*names, BOTH}:
                continue
            hint = did_you_mean(who, self.partners) or choices((*self.partners, BOTH))
            error = fault("unknown-partner", "log.unknown-partner", value=shown(who), hint=hint)
            yield ("episodes", at, "repaired_by"), error, None


def clock(moment: datetime.datetime) -> str:
    """Return a time as it stands in a sentence, such as ``2026-11-02 20:10``."""
    return moment.isoformat(" ", "minutes")[:16]


def exit_name(exit: str) -> str:
    """Return what an exit is called in a sentence.

    Raises:
        UnknownName: if no practice has this id.
    """
    return say("log.no-exit") if exit == NONE else practice(exit).name


def _zoned(moment: datetime.datetime) -> bool:
    return moment.utcoffset() is not None


def _over(one: Episode) -> datetime.datetime:
    return one.start if one.end is None else one.end


def _share_time(before: Episode, here: Episode) -> bool:
    return here.start < _over(before) or here.start == before.start
