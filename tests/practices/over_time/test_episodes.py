"""A log of episodes: every entry as it was written, every fault with its line."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import negcycle as nc
from negcycle.errors import CaseError, FileKept, FileMissing
from negcycle.practices.over_time.episode_file import LogFormat, to_episodes
from negcycle.testing import episode_logs

few = settings(max_examples=30)
START = "2026-11-02T20:10"


def log(*episodes: dict[str, Any], **fields: Any) -> nc.EpisodeLog:
    return nc.EpisodeLog(episodes=episodes, **fields)


def faults(text: str, format: LogFormat = "yaml") -> list[str]:
    with pytest.raises(CaseError) as caught:
        nc.loads_episodes(text, format=format)
    return [str(one) for one in caught.value.problems]


# -- one episode ----------------------------------------------------------------------------------


def test_only_its_beginning_is_needed_and_a_blank_is_not_known() -> None:
    one = nc.Episode(start=START)

    assert (one.end, one.minutes, one.peak, one.repair_delay) == (None, None, None, None)
    assert (one.exit, one.repaired_by, one.topic, one.notes) == (None, None, None, None)


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("90", 90), (90, 90), (90.5, 90.5), ("90 min", 90), ("2 h", 120), ("2h", 120),
     ("1.5 hours", 90), ("1 day", 1440), ("2d", 2880), ("0", 0), (1 / 3, 0.333)],
)  # fmt: skip
def test_how_soon_made_up_may_be_written_in_minutes_hours_or_days(
    written: str | float, minutes: float
) -> None:
    assert nc.Episode(start=START, repair_delay=written).repair_delay == minutes


@pytest.mark.parametrize(
    "written",
    ["time_out", "Time_out", "time-out with a return", "TIME-OUT with a return", " time-out "],
)
def test_an_exit_is_known_by_its_id_and_by_its_name(written: str) -> None:
    assert nc.Episode(start=START, exit=written).exit == "time_out"


def test_an_episode_over_midnight_and_between_time_zones_has_its_length() -> None:
    night = nc.Episode(start="2026-11-02T23:30", end="2026-11-03 00:15")
    flight = nc.Episode(start="2026-11-02T20:00+01:00", end="2026-11-02T19:30Z")

    assert (night.minutes, flight.minutes) == (45.0, 30.0)


FAULTS = [
    (
        {"start": "2026-11-02"},
        "start: '2026-11-02' is not a time that I can read. Write the day and the time, such "
        "as 2026-11-02T20:10; about is good enough.",
    ),
    (
        {"start": "2026-02-31T20:10"},
        "start: '2026-02-31T20:10' is not a time that I can read. Write the day and the time, "
        "such as 2026-11-02T20:10; about is good enough.",
    ),
    (
        {"start": "0026-11-02T20:10"},
        "start: '0026-11-02T20:10' lies outside the years from 1900 to 2199. Is the year right?",
    ),
    (
        {},
        "'start' is missing.",
    ),
    (
        {"start": START, "end": "2026-11-02T19:10"},
        "end: This ends at 2026-11-02 19:10, before it starts at 2026-11-02 20:10. Is the day "
        "after meant, or are the two swapped?",
    ),
    (
        {"start": START, "end": "2026-11-02T21:10Z"},
        "end: Of the start and the end, one has a time zone and the other has none. Write it "
        "at both, or at neither.",
    ),
    (
        {"start": START, "peak": 11},
        "peak: '11' is too large. Write 10 or less.",
    ),
    (
        {"start": START, "peak": -1},
        "peak: '-1' is too small. Write 0 or more.",
    ),
    (
        {"start": START, "exit": "timeout"},
        "exit: 'timeout' is not an exit that I know. Did you mean 'time_out'?",
    ),
    (
        {"start": START, "repair_delay": "soon"},
        "repair_delay: 'soon' is not a length of time that I can read. Write minutes, such as "
        "90, or '2 h' or '1 d'.",
    ),
    (
        {"start": START, "repair_delay": "9999 d"},
        "repair_delay: '9999 d' is more than ten years. Write minutes, such as 90, or '2 h' or "
        "'1 d'.",
    ),
    (
        {"start": START, "ende": START},
        "'ende' is not a field here. Did you mean 'end'?",
    ),
    (
        {"start": START, "topic": "a\x00"},
        "topic: The text holds the control character U+0000. Take it out.",
    ),
]


@pytest.mark.parametrize(("fields", "sentence"), FAULTS)
def test_each_fault_of_an_episode_is_one_sentence(fields: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CaseError) as caught:
        nc.Episode(**fields)

    assert str(caught.value) == sentence


@pytest.mark.parametrize(
    "value", [True, float("nan"), float("inf"), -5, "1e5", "9" * 10_000, None, []]
)
def test_no_odd_delay_is_taken_for_a_number(value: Any) -> None:
    if value is None:
        assert nc.Episode(start=START, repair_delay=value).repair_delay is None
    else:
        with pytest.raises(CaseError):
            nc.Episode(start=START, repair_delay=value)


# -- a log ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["yaml", "json"])
@few
@given(made=episode_logs())
def test_a_log_that_is_written_and_read_is_the_same(made: nc.EpisodeLog, format: LogFormat) -> None:
    assert nc.loads_episodes(nc.dumps_episodes(made, format=format), format=format) == made


@few
@given(made=episode_logs())
def test_a_table_holds_the_same_episodes(made: nc.EpisodeLog) -> None:
    text = nc.dumps_episodes(made, format="csv")

    assert nc.loads_episodes(text, format="csv").episodes == made.episodes
    assert to_episodes(text.encode(), format="csv").episodes == made.episodes


def test_a_table_may_come_from_any_spreadsheet() -> None:
    rows = [
        "start,end,peak,exit,",
        "2026-11-02 20:10,,7,time_out,",
        ",,,,",
        '"2026-11-03 08:00",,,,',
    ]
    comma = nc.loads_episodes("\r\n".join(rows), format="csv")
    semicolon = nc.loads_episodes("\n".join(rows).replace(",", ";"), format="csv")
    tab = nc.loads_episodes("\n".join(rows).replace(",", "\t"), format="csv")

    assert comma == semicolon == tab
    assert [one.peak for one in comma.episodes] == [7.0, None]


def test_every_fault_of_a_file_has_its_line() -> None:
    text = (
        "partners: [Ana]\n"
        "episodes:\n"
        "  - {start: 2026-11-02 20:10, peak: hot}\n"
        "  - {start: 2026-11-02 20:10, exit: time_of}\n"
        "  - {strt: 2026-11-02 20:10}\n"
        "peak: 7\n"
    )

    assert faults(text) == [
        "3:37: episodes[0].peak: 'hot' is not a number. Write it in digits, such as 0.5.",
        "4:37: episodes[1].exit: 'time_of' is not an exit that I know. Did you mean 'time_out'?",
        "5:5: episodes[2]: 'start' is missing.",
        "5:6: episodes[2]: 'strt' is not a field here. Did you mean 'start'?",
        "6:1: 'peak' is not a field here. It belongs to an episode, under 'episodes:' and behind a "
        "dash.",
    ]


OF_A_LOG = [
    (
        "- {start: 2026-11-02 20:10Z}\n- {start: 2026-11-03 20:10}",
        "2:11: [1].start: Some times in this log have a time zone and others have none, so "
        "they cannot be put in order. Write it everywhere or nowhere; 2026-11-03 20:10 is the "
        "first that differs.",
    ),
    (
        "partners: [Ana, Ben]\nepisodes: [{start: 2026-11-02 20:10, repaired_by: Beni}]",
        "2:51: episodes[0].repaired_by: 'Beni' is not one of the partners of this log. Did you "
        "mean 'Ben'?",
    ),
    (
        "complete_from: 2026-11-09\ncomplete_until: 2026-11-08",
        "2:17: complete_until: The log cannot be complete until 2026-11-08 when it is complete "
        "only from 2026-11-09 on. Are the two swapped?",
    ),
    (
        "complete_from: November",
        "1:16: complete_from: 'November' is not a day that I can read. Write it like 2026-11-02.",
    ),
    (
        "- 7",
        "1:3: [0]: An episode is fields with names, such as 'start' and 'peak', not '7'.",
    ),
    (
        "seven",
        "1:1: A log of episodes is fields with names, and begins with 'episodes:'; this is "
        "'seven'.",
    ),
    (
        "partners: {ana: {name: Ana}}",
        "1:1: This is a case, and a log of episodes stands in a file of its own. Begin it with "
        "'episodes:'.",
    ),
    (
        "episodes: &all []",
        "1:11: episodes: A log of episodes has no anchors. Words that begin with '&' need "
        "quotes around them.",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), OF_A_LOG)
def test_each_fault_of_a_log_is_one_sentence(text: str, sentence: str) -> None:
    assert faults(text) == [sentence]


OF_A_TABLE = [
    (
        "",
        "1: The first line of the table names its columns, and one of them is 'start'. The "
        "others, where you have them, are among: end, peak, repair_delay, exit, repaired_by, "
        "topic, notes.",
    ),
    (
        "start,start",
        "1: The column 'start' is here twice. Keep one of them.",
    ),
    (
        "start,peak\n2026-11-02 20:10",
        "2: Cells in this line: 1; columns in the first line: 2. Is a comma too many or too "
        "few? Words that hold one need double quotes around them.",
    ),
    (
        'start,peak\n"2026',
        "2: The double quotes in this line do not match. Write a double quote inside of words "
        "twice.",
    ),
    (
        "start,heat\n2026-11-02 20:10,7",
        "2:1: episodes[0]: 'heat' is not a field here. Choose from: start, end, peak, "
        "repair_delay, exit, repaired_by, topic, notes.",
    ),
    (
        "start\n" + "2026-11-02 20:10\n" * 5002,
        "5002: There are more than 5,000 rows here: is this the right file?",
    ),
]


@pytest.mark.parametrize(("text", "sentence"), OF_A_TABLE)
def test_each_fault_of_a_table_is_one_sentence(text: str, sentence: str) -> None:
    assert faults(text, "csv") == [sentence]


@pytest.mark.parametrize("data", [b"", b"  \n", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("format", ["yaml", "json", "csv"])
def test_an_empty_file_says_how_to_begin(data: bytes, format: LogFormat) -> None:
    with pytest.raises(CaseError) as caught:
        to_episodes(data, format=format)

    assert str(caught.value) == (
        "There is no log here yet. Begin with 'episodes:', and below it a line such as "
        "'- {start: 2026-11-02T20:10, peak: 7}'."
    )


@given(st.binary(max_size=60), st.sampled_from(["yaml", "json", "csv"]))
def test_any_bytes_are_a_log_or_a_fault(data: bytes, format: LogFormat) -> None:
    try:
        to_episodes(data, format=format)
    except CaseError as error:
        told = [one.message for one in error.problems]
    else:
        told = ["It is a log."]

    assert told
    assert all(told)


# -- what one may ask -----------------------------------------------------------------------------


def test_entries_that_share_time_are_a_question_and_no_fault() -> None:
    made = log(
        {"start": "2026-11-02T20:40"},
        {"start": "2026-11-02T20:10", "end": "2026-11-02T22:00"},
        {"start": "2026-11-02T20:20", "end": "2026-11-02T20:30"},
        {"start": "2026-11-02T22:00"},
    )

    assert [(one.path, one.question) for one in made.asked()] == [
        (
            f"episodes[{at}]",
            "This shares time with the one that begins at 2026-11-02 20:10. Are they one episode "
            "or two?",
        )
        for at in (2, 0)
    ]


def test_the_same_beginning_twice_is_asked_about() -> None:
    assert len(log({"start": START}, {"start": START}).asked()) == 1
    assert log({"start": START}, {"start": "2026-11-02T20:11"}).asked() == ()


@few
@given(episode_logs())
def test_the_order_of_writing_changes_no_answer(made: nc.EpisodeLog) -> None:
    turned = made.changed(episodes=made.episodes[::-1])

    assert len(turned.asked()) == len(made.asked())
    assert [one.start for one in turned.in_order] == [one.start for one in made.in_order]


def test_a_word_that_is_not_for_a_cycle_comes_first_and_an_ordinary_fear_does_not() -> None:
    assert log({"start": START, "notes": "he choked me"}).comes_first
    assert log({"start": START, "topic": "she hit me"}).comes_first
    assert not log({"start": START, "notes": "I was afraid to lose her"}).comes_first


# -- complete -------------------------------------------------------------------------------------


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_a_log_is_complete_only_where_it_says_so() -> None:
    week = day("2026-11-02"), day("2026-11-09")
    entry = {"start": "2026-11-20T08:00"}

    assert not log(entry).is_complete(*week)
    assert log(complete_from="2026-11-02", complete_until="2026-11-08").is_complete(*week)
    assert not log(complete_from="2026-11-03", complete_until="2026-11-08").is_complete(*week)
    assert not log(complete_from="2026-11-02", complete_until="2026-11-07").is_complete(*week)
    assert log(entry, complete_from="2026-11-01").is_complete(*week)
    assert not log(entry, complete_from="2026-11-01").is_complete(week[0], day("2026-11-30"))
    assert not log(entry, complete_until="2026-11-30").is_complete(*week)


# -- files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["log.yaml", "log.json", "log.csv", "log.CSV"])
def test_the_name_of_a_file_says_its_format(name: str, tmp_path: Path) -> None:
    made = log({"start": START, "exit": "none", "topic": '=1+1, \u202e"quotes"; 孤独'})
    nc.dump_episodes(made, tmp_path / name)

    assert nc.load_episodes(tmp_path / name) == made
    with pytest.raises(FileKept):
        nc.dump_episodes(made, tmp_path / name)
    nc.dump_episodes(made, tmp_path / name, overwrite=True)


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileMissing):
        nc.load_episodes(tmp_path / "log.yaml")


@pytest.mark.parametrize("field", ["topic", "notes", "repaired_by"])
@pytest.mark.parametrize("said", ["he hit me", "I am thinking of leaving"])
def test_whatever_field_it_stands_in_it_comes_first(field: str, said: str) -> None:
    assert log({"start": START, field: said}).comes_first
