"""What a command writes: what was asked for on standard output or to a file, the rest beside it."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from negcycle.cli.reading import STREAM
from negcycle.errors import FileKept, FileMissing, FileUnreadable
from negcycle.words import say

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LONGEST = 1_000
"""A word is not longer than this, unless somebody wants to fill the terminal."""


def show(data: str | bytes) -> None:
    """Write to standard output what was asked for; nothing else goes there."""
    if sys.stdout is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise FileUnreadable(say("cli.no-output", reason=say("cli.closed")), STREAM)
    try:
        if isinstance(data, str):
            print(data)
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads has had enough, as `head` has
        raise
    except OSError as error:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())  # Python would try again at its end, and complain
        raise FileUnreadable(say("cli.no-output", reason=error.strerror), STREAM) from None


def show_json(document: dict[str, Any]) -> None:
    """Print one document in ASCII, so that no terminal and no pipe can spoil it."""
    show(_as_json(document))


def show_found(command: str, found: dict[str, Any]) -> None:
    """Print what a command found as the one JSON document that others rely on."""
    show(found_as_json(command, found))


def found_as_json(command: str, found: dict[str, Any]) -> str:
    """Return what a command found as the one JSON document that others rely on."""
    from negcycle import __version__

    return _as_json({"schema": f"negcycle/{command}/1", "version": __version__, **found})


def _as_json(document: dict[str, Any]) -> str:
    import json

    return json.dumps(document, indent=2)


def note(line: str) -> None:
    """Say something beside what was asked for."""
    if sys.stderr is not None:  # pyright: ignore[reportUnnecessaryComparison]
        print(_readable(line), file=sys.stderr, flush=True)


def _readable(line: str) -> str:
    """Return a sentence without what would steer a terminal, or fill it with a single word."""
    if len(line) > _LONGEST:
        line = "".join(
            part if len(part) <= _LONGEST else f"{part[:_LONGEST]}..."
            for part in re.split(r"(\s+)", line)
        )
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def refuse_to_replace(targets: Iterable[str], *, force: bool) -> None:
    """Say that a file is kept, before any of several is written."""
    from negcycle.files.printable import shown_path

    kept = [target for target in targets if target != STREAM and Path(target).is_file()]
    if kept and not force:
        raise FileKept(say("files.kept", file=shown_path(kept[0])), kept[0])


def refuse_what_cannot_be_written(targets: Iterable[str]) -> None:
    """Say that there is no such folder before anything takes its time.

    Raises:
        FileMissing: if a folder is not there.
        FileUnreadable: if a target is a folder, or its folder may not be written to.
    """
    from negcycle.files.printable import shown_path

    for target in targets:
        folder = Path(target).parent
        if target == STREAM:
            continue
        if Path(target).is_dir() or target.endswith(("/", os.sep)):
            message = say("files.write-into-folder", file=shown_path(target))
            raise FileUnreadable(message, target)
        if not folder.is_dir():
            names = {"folder": shown_path(folder), "file": shown_path(Path(target).name)}
            raise FileMissing(say("files.no-folder-to-write", **names), target)
        if not os.access(folder, os.W_OK):
            raise FileUnreadable(say("files.write-forbidden", file=shown_path(target)), target)


def write(file: str, data: str | bytes | Iterable[bytes], *, force: bool) -> None:
    """Write to a file, or to standard output without a word beside it; what is large, in parts."""
    from negcycle.files.printable import shown_path
    from negcycle.files.writing import write_atomically

    content = data.encode() if isinstance(data, str) else data
    if file == STREAM:
        for part in [content] if isinstance(content, bytes) else content:
            show(part)
    else:
        write_atomically(file, content, overwrite=force)
        note(say("cli.wrote", file=shown_path(file)))
