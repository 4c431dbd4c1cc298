"""The line on the terminal says how far it is, and leaves nothing behind."""

from __future__ import annotations

import io
import shutil
from os import terminal_size
from types import SimpleNamespace

import pytest

from negcycle.simulation.many import progress
from negcycle.simulation.many.progress import TerminalProgress, line, terminal_progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> str:
        """What one can see: each return begins the line again, over what was there."""
        seen = ""
        for written in self.getvalue().split("\r"):
            seen = written + seen[len(written) :]
        return seen.rstrip()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    one = Terminal()
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=one))
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: terminal_size((80, 24)))
    return one


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    one = Clock()
    monkeypatch.setattr(progress, "time", one)
    return one


def test_the_line_says_how_far_it_is() -> None:
    assert line(0, 4_000, 0) == "[........................] 0 of 4,000 couples"
    assert line(1_000, 4_000, 2) == (
        "[######..................] 1,000 of 4,000 couples, 500 a second, 6 s left"
    )
    assert line(1_000, 400_000, 2).endswith("500 a second, 13 min left")
    assert line(1_000, 40_000_000, 2).endswith("500 a second, 22.2 h left")


def test_it_is_drawn_at_most_ten_times_a_second(terminal: Terminal, clock: Clock) -> None:
    shows = terminal_progress()
    for done in range(1_000):
        shows(done, 4_000)
        clock.now += 0.002

    assert terminal.screen.startswith("[#####...................] 969 of 4,000 couples")
    assert terminal.getvalue().count("\r") == 20


def test_nothing_is_left_at_the_end(terminal: Terminal, clock: Clock) -> None:
    shows = terminal_progress()
    for done in (0, 1_000, 4_000):
        shows(done, 4_000)
        clock.now += 2

    assert terminal.screen == ""
    assert terminal.getvalue().endswith("\r")


def test_nothing_is_left_when_it_is_stopped(terminal: Terminal, clock: Clock) -> None:
    with terminal_progress() as shows:
        shows(0, 4_000)
        clock.now += 2
        shows(1_000, 4_000)
        seen = terminal.screen

    assert seen.startswith("[######..................] 1,000 of 4,000 couples")
    assert terminal.screen == ""


def test_a_narrow_terminal_keeps_one_line(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "get_terminal_size", lambda: terminal_size((30, 24)))
    terminal_progress()(0, 4_000)

    assert terminal.screen == "[........................] 0 "[:29].rstrip()


@pytest.mark.parametrize("stream", [io.StringIO(), None], ids=["file", "nothing"])
def test_what_is_no_terminal_gets_nothing(
    stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "sys", SimpleNamespace(stderr=stream))
    with TerminalProgress() as shows:
        shows(0, 10)
        shows(10, 10)

    assert not (stream and stream.getvalue())
