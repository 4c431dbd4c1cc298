"""`negcycle capture`: notes go into the case itself, whole or not at all, and its comments stay."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import negcycle as nc

NOTES = 'M trigger: "he says: no; then nothing"; J 5: small ?\n'

ASKED = """\
What one might ask next:
  1. What does John see or hear just before? (What would a camera show?)
     It is still open, and it lies on the surface, where it is easiest to begin.
Each of these may be left. 'Nothing' and 'not now' are answers, too.
"""

SAID = f"""\
Taken down:
  Mary, trigger: “he says: no; then nothing” (added)
  John, primary emotion: “small” (added as a guess)
{ASKED}"""


def test_notes_go_into_the_case_itself(
    command: Callable[..., Any], case: str, here: Path, names: Callable[[], list[str]]
) -> None:
    before = (here / case).read_text().splitlines()
    (here / "notes.txt").write_text(NOTES)

    done = command("capture", case, "notes.txt")

    after = (here / case).read_text().splitlines()
    made = nc.load(here / case)
    assert done == (0, SAID.encode(), "Wrote case.yaml.\n")
    assert made.partner("mary").chain.trigger[0].words == "he says: no; then nothing"
    assert made.partner("john").chain.primary[0].is_guess
    assert [line for line in before if "chain" not in line] == [
        line for line in after if "chain" not in line
    ]
    assert names() == ["case.yaml", "notes.txt"]


@pytest.mark.parametrize("arguments", [("-",), ()])
def test_notes_may_come_from_standard_input(
    command: Callable[..., Any], case: str, arguments: tuple[str, ...]
) -> None:
    assert command("capture", case, *arguments, stdin=NOTES).out == SAID


def test_with_one_fault_nothing_is_written(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    before = (here / case).read_bytes()

    done = command("capture", case, "-", stdin=f"{NOTES}M p: x\nQ 5: y\n")

    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "-:2:3: 'p' could be 'primary' or 'perception'. Write more letters.\n"
        "-:3:1: Nobody here is called 'Q'. Choose from: Mary, John.\n"
    )
    assert (here / case).read_bytes() == before


def test_another_file_may_be_written_and_the_case_stays(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    before = (here / case).read_bytes()

    done = command("capture", case, "-", "-o", "new.yaml", stdin=NOTES)
    again = command("capture", case, "-", "-o", "new.yaml", stdin=NOTES)
    as_json = command("capture", case, "-", "-o", "new.json", stdin=NOTES)

    assert (done.code, done.err) == (0, "Wrote new.yaml.\n")
    assert (here / "new.yaml").read_text().startswith("# written by hand\n")
    assert (again.code, as_json.code) == (1, 0)
    assert "new.yaml" in again.err
    assert nc.load(here / "new.json") == nc.load(here / "new.yaml")
    assert (here / case).read_bytes() == before


def test_the_same_notes_again_leave_the_file_alone(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    command("capture", case, "-", stdin=NOTES)
    kept = (here / case).read_bytes()

    done = command("capture", case, "-", stdin=NOTES)

    assert (done.code, done.err) == (0, "")
    assert done.out.count("(there already)") == 2
    assert (here / case).read_bytes() == kept


@pytest.mark.parametrize("text", ["", "\n", "# M 5: x\n"])
def test_no_notes_are_told_as_none(command: Callable[..., Any], case: str, text: str) -> None:
    assert command("capture", case, "-", stdin=text).out.startswith(
        "There was nothing to take down."
    )


def test_a_case_in_json_stays_one(command: Callable[..., Any], here: Path) -> None:
    (here / "case.json").write_text('{"partners": {"ana": {"name": "Ana"}}}')

    command("capture", "case.json", "-", stdin="5: sad")

    assert (here / "case.json").read_text().startswith("{\n")
    assert nc.load(here / "case.json").partner("ana").chain.primary[0].words == "sad"


def test_the_case_itself_needs_a_file(command: Callable[..., Any]) -> None:
    done = command("capture", "-", "notes.txt")

    assert done.code == 2
    assert "Notes go into a file, so FILE cannot be '-'." in done.err


def test_notes_that_are_no_text_are_refused(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    before = (here / case).read_bytes()
    (here / "notes.txt").write_bytes(b"M 5: \xff\xfe\x00sad\n")

    done = command("capture", case, "notes.txt")

    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("notes.txt:")
    assert (here / case).read_bytes() == before


def test_words_that_steer_a_terminal_come_out_harmless(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    before = (here / case).read_bytes()

    done = command("capture", case, "-", stdin="M 5: \x1b[2Jsad\n\x1b]0;x\x07 5: y\n")

    assert done.code == 1
    assert "\x1b" not in done.err + done.out
    assert (here / case).read_bytes() == before


def test_line_by_line_it_says_what_is_open_and_what_is_next(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("negcycle.cli.capture._is_terminal", lambda: True)

    done = command("capture", case, stdin="M 2: annoyed\nM nonsense\nJ 1: a look")

    made = nc.load(here / case)
    assert (done.code, made.partner("mary").chain.secondary[0].words) == (0, "annoyed")
    assert made.partner("john").chain.trigger[0].words == "a look"
    opens = [line for line in done.out.splitlines() if line.startswith("Still open for Mary")]
    assert opens == [
        "Still open for Mary: trigger, secondary emotion, perception, need.",
        "Still open for Mary: trigger, perception, need.",
        "Still open for Mary: trigger, perception, need.",
    ]
    assert done.out.count("\nNext: What does John see or hear just before?") == 2
    assert done.err.count("> ") == 4
    assert "1:1: There is no ':' here." in done.err
    assert done.err.endswith("Wrote case.yaml.\n")


def test_what_somebody_else_wrote_meanwhile_stays(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def writes_too(*_: object) -> str:
        nc.dump(
            nc.load(here / case).with_entry("john", "need", "rest"), here / case, overwrite=True
        )
        return "M 2: annoyed\n"

    monkeypatch.setattr("negcycle.cli.capture._is_terminal", lambda: True)
    monkeypatch.setattr("negcycle.cli.capture._written_down", writes_too)

    command("capture", case)

    made = nc.load(here / case)
    assert made.partner("john").chain.need[0].words == "rest"
    assert made.partner("mary").chain.secondary[0].words == "annoyed"


def test_notes_that_cannot_be_written_are_told_again(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def goes_missing(*_: object) -> str:
        (here / case).unlink()
        return "M 2: annoyed\n"

    monkeypatch.setattr("negcycle.cli.capture._is_terminal", lambda: True)
    monkeypatch.setattr("negcycle.cli.capture._written_down", goes_missing)

    done = command("capture", case)

    assert done == (
        1,
        b"",
        "These notes are not written yet:\nM 2: annoyed\nThere is no file 'case.yaml'.\n",
    )


@pytest.mark.parametrize("out", ["new.yaml", "nowhere/new.yaml", "."])
def test_what_cannot_be_written_is_said_before_anything_is_typed(
    command: Callable[..., Any], case: str, here: Path, monkeypatch: pytest.MonkeyPatch, out: str
) -> None:
    monkeypatch.setattr("negcycle.cli.capture._is_terminal", lambda: True)
    (here / "new.yaml").write_text("mine")

    done = command("capture", case, "-o", out, stdin="M 2: annoyed\n")

    assert (done.code, done.out, done.err.count("\n")) == (1, "", 1)


@pytest.mark.parametrize(("end", "written"), [(b"\x04", True), (b"\x03", False)], ids=["D", "C"])
def test_in_a_terminal_ctrl_d_writes_and_ctrl_c_does_not(
    case: str, here: Path, end: bytes, *, written: bool
) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "negcycle", "capture", case],
        cwd=here,
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
    ) as running:
        assert running.stderr is not None
        for typed in (b"M 2: annoyed\n", end):
            seen = b""
            while not seen.endswith(b"> ") and select.select([running.stderr], [], [], 30)[0]:
                seen += os.read(running.stderr.fileno(), 1000)
            os.write(ours, typed)
        code = running.wait(timeout=30)
    os.close(ours)
    os.close(theirs)

    assert code == (0 if written else 130)
    assert bool(nc.load(here / case).partner("mary").chain.secondary) == written


def test_an_enormous_note_ends_in_a_sentence(command: Callable[..., Any], case: str) -> None:
    done = command("capture", case, "-", stdin="M 5: " + "a" * 900_000)

    assert done.code == 1
    assert "at most 2000 fit here" in done.err
    assert len(done.err) < 400


def test_notes_that_are_no_text_are_called_notes(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "notes.txt").write_bytes(b"\x89PNG\r\n\x1a\n")
    done = command("capture", case, "notes.txt")

    assert (done.code, done.out) == (1, "")
    assert "This is a PNG picture, not a file with notes." in done.err
