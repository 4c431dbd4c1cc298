"""A file that a library writes or reads: its bytes part by part, and whether it is a file."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from negcycle.errors import FileUnreadable
from negcycle.files.printable import shown_path
from negcycle.files.source import read_bytes
from negcycle.words import say

_PART = 1_000_000
"""Bytes that are handed on at once."""


def written_by(write: Callable[[Path], object]) -> Iterator[bytes]:
    """Yield the bytes of the file that `write` makes at the path it is given."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "draft")
        write(file)
        with file.open("rb") as opened:
            while part := opened.read(_PART):
                yield part


def refuse_no_file(path: str | Path) -> None:
    """Refuse what is no file that can be read, before a library says so in its own words.

    Raises:
        FileMissing, FileUnreadable: if nothing is there, or it is a folder, a pipe or forbidden.
    """
    if not (Path(path).is_file() and os.access(path, os.R_OK)):
        read_bytes(path)  # says why that does not work, unless it is a pipe
        raise FileUnreadable(say("ensemble-file.no-file", file=shown_path(path)), str(path))
