"""The bytes of a file and the text that they are, or one sentence why there is none.

UTF-8 needs no mark; UTF-16 and UTF-32 are told by theirs.
"""

from __future__ import annotations

import codecs
import os
import stat
from itertools import islice
from pathlib import Path
from typing import BinaryIO, NoReturn

from negcycle.errors import FileMissing, FileUnreadable
from negcycle.files.faults import Faults
from negcycle.files.kinds import HOLDS_TEXT, kind_of
from negcycle.files.place import Lines
from negcycle.files.printable import shown_path
from negcycle.words import nearest, say

LARGEST = 1_000_000
"""Bytes that a case file may have."""
CASE_FILE = "case file"
"""What a file is taken for in a sentence, where nothing else is said."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, which begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEIGHBORS = 1_000
"""Names in a folder that are looked at for the one that may be meant."""


def read_bytes(
    path: str | os.PathLike[str], *, largest: int = LARGEST, what: str | None = None
) -> bytes:
    """Return the bytes of a file or a pipe.

    Args:
        path: where it is.
        largest: how many bytes it may have.
        what: what it should hold, such as ``"sheet"``; None for a case, or a graph if it is large.

    Raises:
        FileMissing: if nothing is there; the sentence names the file that may be meant.
        FileUnreadable: if it is a folder, may not be read, or is larger than that.
    """
    source = Path(path)
    try:
        found = source.stat()
        is_folder = stat.S_ISDIR(found.st_mode)
        is_big = stat.S_ISREG(found.st_mode) and found.st_size > largest
        data = b"" if is_folder or is_big else _first_bytes(source, largest + 1)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # ValueError: this is no path
        _miss(source)
    except PermissionError:
        _refuse("forbidden", path)
    except OSError as error:
        _refuse("unreadable", path, reason=error.strerror)
    if is_folder:
        _refuse("folder", path)
    if is_big or len(data) > largest:
        _refuse_size(path, largest, what)
    return data


def read_stream(
    source: BinaryIO, name: str, *, largest: int = LARGEST, what: str | None = None
) -> bytes:
    """Return everything that comes from an open file or pipe.

    Raises:
        FileUnreadable: if it is more than `largest` bytes.
    """
    data = source.read(largest + 1)
    if len(data) > largest:
        _refuse_size(name, largest, what)
    return data


def decode(data: bytes, name: str | None = None, *, what: str = CASE_FILE) -> str:
    """Return the text of a case file, without a byte order mark.

    Args:
        data: the whole file.
        name: its name, for its problems.
        what: what it should be, for its problems.

    Raises:
        CaseError: if it is empty, a picture or document, or text in an unknown encoding.
    """
    faults = Faults(name)
    kind = kind_of(data)
    if kind:
        code = "document" if kind in HOLDS_TEXT else "picture"
        faults.stop(code, None, kind=say(f"files.kind.{kind}"), what=what)
    mark, encoding = next(
        ((mark, encoding) for mark, encoding in _MARKS if data.startswith(mark)), (b"", "utf-8")
    )
    data = data.removeprefix(mark)
    if encoding == "utf-8" and b"\x00" in data:
        _refuse_zero_bytes(data, faults, what)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding)
        place = Lines(before).place(len(before))
        known = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        faults.stop("not-unicode", place, byte=data[error.start], encoding=known)
    if not text.strip():
        faults.stop("empty", None)
    return text


def _refuse_zero_bytes(data: bytes, faults: Faults, what: str) -> NoReturn:
    more_zeros = abs(data[::2].count(0) - data[1::2].count(0))
    if more_zeros * 4 > len(data):  # every other byte, or nearly so, as in UTF-16 of Western words
        faults.stop("no-byte-order", None)
    faults.stop("not-text", None, number=data.index(0) + 1, what=what)


def _refuse(code: str, path: str | os.PathLike[str], **values: object) -> NoReturn:
    name = shown_path(path)
    raise FileUnreadable(say(f"files.{code}", file=name, **values), os.fspath(path)) from None


def _refuse_size(path: str | os.PathLike[str], largest: int, what: str | None) -> NoReturn:
    """Say that a file is too large: a short text, or anything that may be larger than a case."""
    if what is not None or largest == LARGEST:
        _refuse("too-big", path, limit=largest // 1_000_000, what=what or CASE_FILE)
    message = say("graph.too-large-file", file=shown_path(path), limit=largest // 1_000_000)
    raise FileUnreadable(message, os.fspath(path)) from None


def _first_bytes(source: Path, count: int) -> bytes:
    with source.open("rb") as opened:
        return opened.read(count)


def _miss(path: Path) -> NoReturn:
    """Raise that nothing is at `path`, and name the file beside it that may be meant."""
    folder, name = path.parent, path.name
    if not folder.is_dir():
        message = say("files.missing-folder", folder=shown_path(folder), file=shown_path(name))
        raise FileMissing(message, str(path)) from None
    try:
        near = nearest(name, sorted(one.name for one in islice(folder.iterdir(), _NEIGHBORS)))
    except OSError:  # a folder that may be entered and not listed
        near = None
    hint = say("words.did-you-mean", word=shown_path(folder / near)) if near else ""
    message = say("files.missing", file=shown_path(path), hint=hint)
    raise FileMissing(message, str(path)) from None
