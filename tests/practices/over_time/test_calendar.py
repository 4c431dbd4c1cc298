"""A calendar that every program reads, and in which nobody reads what it is for."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import PracticeError, UnknownName
from negcycle.practices.described.known import known_practices
from negcycle.practices.described.practice import By, Practice
from negcycle.practices.over_time.calendar import escaped, folded
from negcycle.testing import words

ALLOWED = tuple(
    one
    for one in known_practices()
    if one.recurs is not None and not (one.private or one.guided or one.by is By.CLINICIAN)
)
DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
TIMES = st.times().map(lambda time: time.replace(second=0, microsecond=0))
SOME = st.lists(st.sampled_from(ALLOWED), min_size=1, max_size=4)


# -- a reader of our own: what RFC 5545 says, in a few lines --------------------------------------


def unfolded(text: str) -> list[str]:
    """Return the lines of a calendar as they were before they were folded (3.1)."""
    assert text.endswith("\r\n")
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def events(text: str) -> Iterator[dict[str, str]]:
    """Yield the properties of each event."""
    lines = unfolded(text)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert lines[2].startswith("PRODID:")
    assert lines[-1] == "END:VCALENDAR"
    inside = "\n".join(lines[3:-1])
    for part in re.findall(r"BEGIN:VEVENT\n(.*?)\nEND:VEVENT", inside, re.DOTALL):
        pairs = [line.partition(":") for line in part.split("\n")]
        names = [name for name, _, _ in pairs]
        assert len(names) == len({*names})
        yield {name: value for name, _, value in pairs}


def plain(text: str) -> str:
    """Return a text value without its escapes (3.3.11)."""
    return re.sub(r"\\([\\;,nN])", lambda found: "\n" if found[1] in "nN" else found[1], text)


@given(SOME, DAYS, TIMES, st.booleans())
def test_every_event_is_whole(
    some: list[Practice], day: datetime.date, at: datetime.time, named: bool
) -> None:
    found = list(events(nc.calendar(some, start=day, at=at, named=named)))

    assert len(found) == len(some)
    begins = datetime.datetime.combine(day, at)
    for one, event in zip(some, found, strict=True):
        minutes = round(one.minutes or 30)
        assert event["DTSTART"] == begins.strftime("%Y%m%dT%H%M%S").rjust(15, "0")
        assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
        assert event["DURATION"] == f"PT{minutes}M"
        assert re.fullmatch(r"[0-9a-f]{32}@calendar\.invalid", event["UID"])
        assert one.recurs is not None
        assert event["RRULE"].partition(";")[0] == f"FREQ={one.recurs.value.upper()}"
        if named:
            assert plain(event["SUMMARY"]) == one.name
        begins += datetime.timedelta(minutes=minutes)


@given(SOME, DAYS, TIMES)
def test_nobody_reads_what_it_is_for(
    some: list[Practice], day: datetime.date, at: datetime.time
) -> None:
    text = nc.calendar(some, start=day, at=at)

    assert {event["SUMMARY"] for event in events(text)} <= {"Time for us", "A quiet moment"}
    told = text.casefold()
    for one in some:
        assert one.name.casefold() not in told
        assert one.id not in told
    for word in ("negcycle", "cycle", "couple", "therap", "resent", "fight", "practice"):
        assert word not in told


def test_no_name_and_no_answer_of_a_sheet_is_told() -> None:
    sheet = nc.practice("check_in").sheet(
        "Zebedee", other="Quincy", date="2026-11-22", answers={"carry": "xylophone"}
    )

    assert nc.calendar(sheet, start="2026-12-01", named=True) == nc.calendar(
        "check_in", start="2026-12-01", named=True
    )


def test_what_one_does_alone_is_called_a_quiet_moment() -> None:
    titles = {
        name: next(events(nc.calendar(name, start="2026-12-01")))["SUMMARY"]
        for name in ("check_in", "weekly_time", "five_barriers")
    }

    assert titles == {
        "check_in": "Time for us",
        "weekly_time": "Time for us",
        "five_barriers": "A quiet moment",
    }


@given(SOME, DAYS, TIMES)
def test_the_same_gives_the_same_bytes_and_every_event_its_own_name(
    some: list[Practice], day: datetime.date, at: datetime.time
) -> None:
    text = nc.calendar(some, start=day, at=at)

    assert nc.calendar(some, start=day, at=at) == text
    assert len({event["UID"] for event in events(text)}) == len(some)


# -- lines ----------------------------------------------------------------------------------------


@given(words(400))
def test_a_folded_line_has_at_most_75_bytes_and_unfolds_to_the_text(text: str) -> None:
    line = f"SUMMARY:{escaped(' '.join(text.split()))}"
    parts = folded(line)

    assert all(len(part.encode()) <= 75 for part in parts)
    assert all(part.startswith(" ") for part in parts[1:])
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == line


@given(words(60))
def test_an_escaped_text_is_the_same_when_it_is_read(text: str) -> None:
    assert plain(escaped(text)) == text


# -- how it comes back ----------------------------------------------------------------------------


def rule(id: str, day: str) -> str:
    return next(events(nc.calendar(id, start=day)))["RRULE"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-12-28", "FREQ=MONTHLY"),
        ("2027-01-29", "FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"),
        ("2027-01-30", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("2027-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1"),
    ],
)
def test_no_month_is_left_out_because_it_is_short(day: str, expected: str) -> None:
    assert rule("five_barriers", day) == expected


def test_a_leap_day_comes_back_every_year() -> None:
    yearly = nc.practice("check_in").changed(recurs="yearly")
    text = nc.calendar(yearly, start="2028-02-29")

    assert next(events(text))["RRULE"] == "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    assert next(events(nc.calendar(yearly, start="2028-02-28")))["RRULE"] == "FREQ=YEARLY"


# -- what is refused ------------------------------------------------------------------------------


def refusal(*asked: Any, **options: Any) -> str:
    with pytest.raises(PracticeError) as caught:
        nc.calendar(*asked, **{"start": "2026-12-01", **options})
    return str(caught.value)


@pytest.mark.parametrize("one", [one for one in known_practices() if one.private])
def test_what_stays_with_its_owner_is_in_no_calendar(one: Practice) -> None:
    said = (
        f"'{one.name}' stays with its owner, so it is not put into a calendar, which others may "
        "see."
    )

    assert refusal(one) == refusal(["check_in", one.sheet("Ana")]) == said


def test_small_promises_are_private() -> None:
    assert nc.practice("small_promises").private


def test_a_step_of_a_therapy_is_in_no_calendar() -> None:
    assert refusal("softening") == (
        "'speaking from the longing' is done in the room with a therapist, so it is not put into "
        "a calendar."
    )


def test_what_comes_first_is_followed_by_no_calendar() -> None:
    steps = nc.practice("five_steps").sheet("Ana", answers={"trigger": "he choked me"})

    assert refusal(steps).startswith("If anyone is afraid at home")


@pytest.mark.parametrize(
    "day", ["tomorrow", "2026-13-01", "01.12.2026", "9999-01-01", "", "x" * 99]
)
def test_a_day_that_cannot_be_read_is_refused(day: str) -> None:
    assert refusal("check_in", start=day).endswith(
        "is not a day that I can read. Write it like 2026-12-01."
    )


@pytest.mark.parametrize("at", ["half past seven", "24:00", "19:60", "7pm", "", "19:30:00\r\nX:1"])
def test_a_time_that_cannot_be_read_is_refused(at: str) -> None:
    said = refusal("check_in", at=at)

    assert said.endswith("is not a time of the day that I can read. Write it like 19:30.")
    assert "\n" not in said


def test_no_practice_and_an_unknown_one_are_refused() -> None:
    assert refusal([]) == "There is no practice to put into a calendar."
    with pytest.raises(UnknownName, match="Did you mean 'check_in'"):
        nc.calendar("check_inn", start="2026-12-01")


def test_what_does_not_come_back_is_not_put_into_a_calendar() -> None:
    assert refusal("pause") == (
        "'pause' does not come back by itself, so it is not put into a calendar. 'negcycle "
        "practice list --json' says which practices do ('recurs')."
    )
