"""Whether a file has changed, asked again and again."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_PAUSE = 0.2
"""Seconds from one look to the next."""

_Stamp = tuple[int, int, int] | None


def changes(files: Sequence[Path]) -> Iterator[None]:
    """Yield at once, and then each time that one of `files` has changed since; never end.

    What counts is how the files were before each yield, so that no change is missed meanwhile.
    """
    seen: list[_Stamp] = []
    while True:
        now = [_stamp(file) for file in files]
        if now == seen:
            time.sleep(_PAUSE)
        else:
            seen = now
            yield


def _stamp(file: Path) -> _Stamp:
    """Return what differs after each save; None while nothing is there."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
