"""Practices that come back, as a calendar that any program reads (iCalendar, RFC 5545).

A calendar is often shared, and shows on screens at work: so a title says "Time for us" and nothing
else, unless somebody asks for the names of the practices. No person, answer or problem is in it.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from negcycle.errors import PracticeError
from negcycle.model.faults import cut
from negcycle.practices.described.known import practice
from negcycle.practices.described.practice import By, Practice, Recurs
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.tidying import tidy

LONGEST_LINE = 75
"""Bytes of a line, without its end (RFC 5545, 3.1)."""
MINUTES = 30
"""How long a practice takes of which the file does not say it."""

_ESCAPED = re.compile(r"[\\;,]")


def calendar(
    practices: Practice | Sheet | str | Iterable[Practice | Sheet | str],
    *,
    start: datetime.date | str,
    at: datetime.time | str = "19:30",
    named: bool = False,
) -> str:
    """Return practices as a calendar in the format iCalendar, for a file that ends in ``.ics``.

    Each is an event that comes back as often as the practice does. The times are those of the clock
    on the wall, wherever that is. Several begin one after the other, so that none lies on another.
    The same practices, day and time give the same bytes, so that a file that is read in twice
    changes nothing.

    Args:
        practices: One or more, as practices, sheets or ids. Of a sheet, no answer and no name is
            told.
        start: The first day, such as ``"2026-12-01"``.
        at: The time of the day, such as ``"19:30"``.
        named: Whether the titles are the names of the practices, and not "Time for us".

    Raises:
        UnknownName: if no practice has an id.
        PracticeError: if there is none, if the day or the time cannot be read, if one does not come
            back, stays with its owner or is a step of a therapy, or if something in the answers of
            a sheet comes first.

    Example:
        >>> import negcycle as nc
        >>> lines = nc.calendar("check_in", start="2026-12-01").splitlines()
        >>> [line for line in lines if line.startswith(("DTSTART", "RRULE", "SUMMARY"))]
        ['DTSTART:20261201T193000', 'RRULE:FREQ=WEEKLY', 'SUMMARY:Time for us']

    Sources:
        Desruisseaux, B. (2009). Internet Calendaring and Scheduling Core Object Specification
        (iCalendar). RFC 5545. https://www.rfc-editor.org/rfc/rfc5545
    """
    asked = [practices] if isinstance(practices, Practice | Sheet | str) else practices
    wanted = [_practice(one) for one in asked]
    if not wanted:
        raise PracticeError(say("calendar.nothing"))
    begins = datetime.datetime.combine(_day(start), _time(at))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//calendar//EN"]
    for one in wanted:
        minutes = one.minutes or MINUTES
        lines += _event(one, begins, round(minutes), named=named)
        begins += datetime.timedelta(minutes=round(minutes))
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _practice(one: Practice | Sheet | str) -> Practice:
    """Return a practice that may stand in a calendar."""
    if isinstance(one, str):
        one = practice(one)
    if isinstance(one, Sheet):
        if one.comes_first:
            raise PracticeError(say("safety.neutral-line"))
        one = one.practice
    if one.private:
        raise PracticeError(say("calendar.private", name=one.name))
    if one.guided or one.by is By.CLINICIAN:
        raise PracticeError(say("calendar.guided", name=one.name))
    if one.recurs is None:
        raise PracticeError(say("calendar.once", name=one.name))
    return one


def _event(one: Practice, begins: datetime.datetime, minutes: int, *, named: bool) -> Iterator[str]:
    stamp = f"{begins:%Y%m%dT%H%M%S}"
    told = "\n".join((one.id, stamp, str(one.recurs), str(minutes)))
    yield "BEGIN:VEVENT"
    yield f"UID:{hashlib.sha256(told.encode()).hexdigest()[:32]}@calendar.invalid"
    yield f"DTSTAMP:{begins:%Y%m%d}T000000Z"
    yield f"DTSTART:{stamp}"
    yield f"DURATION:PT{minutes}M"
    if one.recurs is not None:
        yield f"RRULE:{_rule(one.recurs, begins.date())}"
    yield f"SUMMARY:{escaped(_title(one, named=named))}"
    yield "CLASS:PRIVATE"
    yield "END:VEVENT"


def _title(one: Practice, *, named: bool) -> str:
    if named:
        return tidy(one.name)
    alone = one.by is By.ONE or one.checklist
    return say("calendar.alone" if alone else "calendar.together")


def _rule(recurs: Recurs, day: datetime.date) -> str:
    """Return how an event comes back; a month too short for the day has it on its last one.

    Without that, an event of the 31st would be left out of every month that has none.
    """
    rule = f"FREQ={recurs.value.upper()}"
    in_february = recurs is Recurs.YEARLY and (day.month, day.day) == (2, 29)
    if recurs is Recurs.MONTHLY and day.day == 31:
        return f"{rule};BYMONTHDAY=-1"
    if in_february:
        return f"{rule};BYMONTH=2;BYMONTHDAY=-1"
    if recurs is Recurs.MONTHLY and day.day > 28:
        days = ",".join(str(one) for one in range(28, day.day + 1))
        return f"{rule};BYMONTHDAY={days};BYSETPOS=-1"
    return rule


def escaped(text: str) -> str:
    r"""Return a text as it stands in a calendar.

    Example:
        >>> print(escaped("us; we, both"))
        us\; we\, both
    """
    return _ESCAPED.sub(lambda found: f"\\{found[0]}", text).replace("\n", "\\n")


def folded(line: str) -> Sequence[str]:
    """Return a line in parts of at most 75 bytes; each but the first begins with a space.

    A character is never torn apart.
    """
    parts: list[str] = []
    part, size = "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > LONGEST_LINE:
            parts.append(part)
            part, size = " ", 1
        part += sign
        size += length
    return [*parts, part]


def _day(value: datetime.date | str) -> datetime.date:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        day = value
    else:
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
                raise ValueError
            day = datetime.date.fromisoformat(value)
        except ValueError:
            raise PracticeError(say("calendar.day", value=cut(value, 40))) from None
    if not 1900 <= day.year < 2200:
        raise PracticeError(say("calendar.day", value=day.isoformat()))
    return day


def _time(value: datetime.time | str) -> datetime.time:
    if isinstance(value, datetime.time):
        return value.replace(tzinfo=None)
    if found := re.fullmatch(r"(\d\d?):(\d\d)", value, re.ASCII):
        hour, minute = map(int, found.groups())
        if hour < 24 and minute < 60:
            return datetime.time(hour, minute)
    raise PracticeError(say("calendar.time", value=cut(value, 40)))
