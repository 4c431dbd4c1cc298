"""`negcycle practice log`, `compare` and `calendar`: told, drawn, and kept for others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc

Command = Callable[..., Any]

LOG = """\
complete_from: 2026-11-02
episodes:
  - {start: 2026-11-02 20:10, end: 2026-11-02 20:50, peak: 7, exit: time_out, repaired_by: Ana}
  - {start: 2026-11-02 20:30, peak: 5}
"""
SHEET = "sheet: low_closeness\nby: {by}\ndate: 2026-11-0{day}\nanswers: {{talk: {talk}}}\n"


@pytest.fixture
def log(here: Path) -> str:
    (here / "log.yaml").write_text(LOG)
    return "log.yaml"


@pytest.fixture
def sheets(here: Path) -> tuple[str, str]:
    (here / "a.yaml").write_text(SHEET.format(by="Ana", day=1, talk="mostly"))
    (here / "b.yaml").write_text(SHEET.format(by="Ben", day=3, talk="no"))
    return "a.yaml", "b.yaml"


# -- log ------------------------------------------------------------------------------------------


def test_a_log_is_told_with_its_questions(command: Command, log: str) -> None:
    done = command("practice", "log", log)
    found = nc.vital_signs(nc.loads_episodes(LOG))

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        *found.sentences,
        "episodes[1]: This shares time with the one that begins at 2026-11-02 20:10. Are they one "
        "episode or two?",
    ]


def test_a_log_is_one_document_for_programs(command: Command, log: str) -> None:
    document = json.loads(command("practice", "log", log, "--json", "--every", "month").out)

    assert document["schema"] == "negcycle/practice-log/1"
    assert (document["every"], document["count"], document["exits"]) == (
        "month",
        2,
        {"time_out": 1},
    )
    assert document["periods"][0]["peak"] == {"middle": 6.0, "least": 5.0, "most": 7.0, "count": 2}
    assert document["questions"][0]["path"] == "episodes[1]"


@pytest.mark.parametrize("ending", ["svg", "pdf", "png", "txt", "html"])
def test_a_log_is_drawn(ending: str, command: Command, log: str, here: Path) -> None:
    done = command("practice", "log", log, "-o", f"out.{ending}")

    assert (done.code, done.out) == (0, "")
    assert done.err.endswith(f"Wrote out.{ending}.\n")
    assert (here / f"out.{ending}").stat().st_size > 300
    again = command("practice", "log", log, "-o", f"out.{ending}")
    assert (again.code, "is already there and is kept" in again.err) == (1, True)


def test_a_log_may_come_from_a_pipe_or_a_table(command: Command, here: Path) -> None:
    (here / "log.csv").write_text("start,peak\n2026-11-02 20:10,7\n")

    assert command("practice", "log", "-", stdin=LOG).code == 0
    assert command("practice", "log", "log.csv").out.startswith("One episode is written down")


def test_every_fault_of_a_log_is_told_with_its_line(command: Command, here: Path) -> None:
    (here / "log.yaml").write_text("episodes:\n  - {start: now}\n  - {start: then, peak: 99}\n")
    done = command("practice", "log", "log.yaml", "-o", "out.svg")

    assert (done.code, done.out) == (1, "")
    assert [line.split(": ")[0] for line in done.err.splitlines()] == [
        "log.yaml:2:13",
        "log.yaml:3:13",
        "log.yaml:3:25",
    ]
    assert not (here / "out.svg").exists()


def test_what_comes_first_is_one_neutral_line_and_no_picture(command: Command, here: Path) -> None:
    (here / "log.yaml").write_text("episodes: [{start: 2026-11-02 20:10, notes: he hit me}]")
    told, drawn = (command("practice", "log", "log.yaml", *more) for more in ([], ["-o", "x.svg"]))

    assert (told.code, len(told.out.splitlines())) == (0, 2)
    assert (drawn.code, drawn.err) == (1, told.out.replace("\n", " ").strip() + "\n")
    assert not (here / "x.svg").exists()


def test_wrong_usage_of_log_is_told(command: Command, log: str) -> None:
    both = command("practice", "log", log, "-o", "-", "--json")
    every = command("practice", "log", log, "--every", "day")
    kind = command("practice", "log", log, "-o", "x.docx")

    assert (both.code, every.code, kind.code) == (2, 2, 2)
    assert "'day' is neither a week nor a month. Choose from: week, month." in every.err


# -- compare --------------------------------------------------------------------------------------


def test_checklists_are_told_side_by_side(command: Command, sheets: tuple[str, str]) -> None:
    done = command("practice", "compare", *sheets)

    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:2] == [
        "Filled in by Ana (2026-11-01); Ben (2026-11-03).",
        "We tell each other little about our day, and it has grown quiet. Answered differently: "
        "Ana mostly, Ben no.",
    ]


def test_checklists_are_one_document_and_a_picture(
    command: Command, sheets: tuple[str, str], here: Path
) -> None:
    document = json.loads(command("practice", "compare", *sheets, "--json").out)
    drawn = command("practice", "compare", *sheets, "-o", "p.svg", "-o", "p.pdf")

    assert document["schema"] == "negcycle/practice-compare/1"
    assert document["items"][0]["now"] == {"Ana": "mostly", "Ben": "no"}
    assert (drawn.code, drawn.err) == (0, "Wrote p.svg.\nWrote p.pdf.\n")
    assert (here / "p.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_no_checklist_is_refused(command: Command, here: Path) -> None:
    (here / "five.yaml").write_text("sheet: five_steps\nby: Ana\n")
    done = command("practice", "compare", "five.yaml", "-o", "p.svg")

    assert done.code == 1
    assert done.err.startswith("'five steps' is no checklist, so there is nothing to put side by")


# -- calendar -------------------------------------------------------------------------------------


def test_a_calendar_is_written_or_printed_with_its_line_ends(command: Command, here: Path) -> None:
    asked = ("practice", "calendar", "check_in", "state_of_us", "--from", "2026-12-01")
    printed = command(*asked)
    written = command(*asked, "--at", "19:30", "-o", "us.ics")
    expected = nc.calendar(["check_in", "state_of_us"], start="2026-12-01", at="19:30").encode()

    assert (written.code, written.err) == (0, "Wrote us.ics.\n")
    assert (here / "us.ics").read_bytes() == expected
    assert printed.data == expected


def test_names_are_titles_only_where_somebody_asks(command: Command) -> None:
    asked = ("practice", "calendar", "check_in", "--from", "2026-12-01")

    assert "SUMMARY:Time for us" in command(*asked).out
    assert "SUMMARY:check-in" in command(*asked, "--named").out


REFUSED = {
    ("small_promises", "--from", "2026-12-01"): (1, "'small promises' stays with its owner"),
    ("check_in", "--from", "soon"): (1, "'soon' is not a day that I can read."),
    ("check_in", "--from", "2026-12-01", "--at", "25:00"): (1, "'25:00' is not a time of the day"),
    ("chek_in", "--from", "2026-12-01"): (2, "Did you mean 'check_in'?"),
    ("check_in",): (2, "--from"),
}


@pytest.mark.parametrize("arguments", REFUSED)
def test_what_makes_no_calendar_is_refused_and_nothing_is_written(
    arguments: tuple[str, ...], command: Command, names: Callable[[], list[str]]
) -> None:
    done = command("practice", "calendar", *arguments, "-o", "us.ics")
    code, sentence = REFUSED[arguments]

    assert (done.code, done.out, names()) == (code, "", [])
    assert sentence in done.err
