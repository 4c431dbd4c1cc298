"""How far it is, in a line on the terminal."""

from __future__ import annotations

import math
import shutil
import sys
import time
from types import TracebackType

from negcycle.words import say

OFTEN = 0.1
"""Seconds between two drawings of the line, at least."""

BAR = 24
"""How many signs the bar has."""


class TerminalProgress:
    """A line on standard error, which is taken away at the end; nothing if that is no terminal."""

    def __init__(self) -> None:
        self._started = self._drawn = -1.0
        self._width = 0

    def __enter__(self) -> TerminalProgress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._write("")

    def __call__(self, done: int, total: int) -> None:
        """Draw the line anew, unless that was done a moment ago."""
        now = time.monotonic()
        if self._started < 0:
            self._started = now
        if done >= total:
            self._write("")
        elif now - self._drawn >= OFTEN:
            self._drawn = now
            self._write(line(done, total, now - self._started))

    def _write(self, shown: str) -> None:
        stream = sys.stderr
        if stream is None or not stream.isatty():  # pyright: ignore[reportUnnecessaryComparison]
            return
        shown = shown[: shutil.get_terminal_size().columns - 1]  # a full line would begin a new one
        if shown or self._width:
            end = "" if shown else "\r"
            stream.write("\r" + shown.ljust(self._width) + end)
            stream.flush()
        self._width = len(shown)


def terminal_progress() -> TerminalProgress:
    """Return what shows on the terminal how many couples are done, how quickly, and what is left.

    Give it to `spread` as `progress`, and use it in a ``with`` statement, which takes the line away
    however things end. It draws at most ten times a second.
    """
    return TerminalProgress()


def line(done: int, total: int, seconds: float) -> str:
    """Return the line after some seconds."""
    full = BAR * done // total
    said = f"[{'#' * full}{'.' * (BAR - full)}] " + say("spread.done", done=done, total=total)
    if not done or seconds <= 0:
        return said
    rate = done / seconds
    return f"{said}, " + say("spread.rate", rate=rate, left=_time((total - done) / rate))


def _time(seconds: float) -> str:
    """Return a time in a unit of its size."""
    if seconds < 90:
        return say("spread.seconds", count=math.ceil(seconds))
    if seconds < 90 * 60:
        return say("spread.minutes", count=seconds / 60)
    return say("spread.hours", count=seconds / 3600)
