"""A file is written whole or not at all, and what is there already is kept unless one says so."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NoReturn

from negcycle.errors import FileKept, FileMissing, FileUnreadable
from negcycle.files.printable import shown_path
from negcycle.words import say

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_IN_BYTES = getattr(os, "O_BINARY", 0)  # Windows would write other line breaks without it


def write_atomically(
    path: str | os.PathLike[str], data: bytes | str | Iterable[bytes], *, overwrite: bool
) -> None:
    """Write a file: afterwards it is there whole, or everything is as it was before.

    Text is written as UTF-8, with the line breaks it has; what is large may come part by part. A
    link is followed, and a file that is replaced keeps its permissions. What is no file, such as a
    pipe, is written to directly.

    Raises:
        FileKept: if something is there and `overwrite` is False; it is not touched, even when
            somebody else puts it there in the same moment.
        FileMissing: if there is no such folder.
        FileUnreadable: if the path is a folder, may not be written, or the disk is full.
    """
    whole = data.encode() if isinstance(data, str) else data
    content = [whole] if isinstance(whole, bytes) else whole
    try:
        if os.fspath(path).endswith(("/", os.sep)):
            raise IsADirectoryError
        _write(Path(path), content, overwrite=overwrite)
    except FileExistsError:
        raise FileKept(say("files.kept", file=shown_path(path)), os.fspath(path)) from None
    except (OSError, ValueError) as error:
        _explain(error, Path(path), os.fspath(path))


def _write(path: Path, content: Iterable[bytes], *, overwrite: bool) -> None:
    mode = _mode(path)
    if mode is not None:
        if stat.S_ISDIR(mode):
            raise IsADirectoryError
        if not stat.S_ISREG(mode):
            with path.open("wb") as opened:
                opened.writelines(content)
            return
        if not overwrite:
            raise FileExistsError
        if not os.access(path, os.W_OK):  # a rename would not ask
            raise PermissionError
    target = Path(os.path.realpath(path))
    draft = target.with_name(f".negcycle-{secrets.token_hex(8)}.tmp")
    try:
        _write_draft(draft, content, mode)
        if overwrite:
            draft.replace(target)
        else:
            _put_where_nothing_is(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _write_draft(draft: Path, content: Iterable[bytes], mode: int | None) -> None:
    """Write a new file beside the one that is meant, as private as the one it will replace."""
    private = 0o666 if mode is None else 0o600
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _IN_BYTES
    with os.fdopen(os.open(draft, flags, private), "wb") as opened:
        opened.writelines(content)
        opened.flush()
        os.fsync(opened.fileno())
    if mode is not None:
        draft.chmod(stat.S_IMODE(mode))


def _put_where_nothing_is(draft: Path, target: Path) -> None:
    """Give the draft its name, unless that name is taken by now."""
    try:
        target.hardlink_to(draft)  # unlike a rename, it never replaces anything
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # this file system has no hard links
        target.touch(exist_ok=False)
        try:
            draft.replace(target)
        except BaseException:
            target.unlink()
            raise


def _mode(path: Path) -> int | None:
    """Return the kind and permissions of what is there, or None when nothing is."""
    try:
        return path.stat().st_mode
    except FileNotFoundError:
        return None


def _explain(error: OSError | ValueError, path: Path, given: str) -> NoReturn:
    """Raise our error with one sentence for what the system says."""
    file = shown_path(given)
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        folder = path.parent if not path.parent.is_dir() else Path(os.path.realpath(path)).parent
        message = say("files.no-folder-to-write", folder=shown_path(folder), file=path.name)
        raise FileMissing(message, given) from None
    if isinstance(error, IsADirectoryError):
        message = say("files.write-into-folder", file=file)
    elif isinstance(error, PermissionError):
        message = say("files.write-forbidden", file=file)
    elif isinstance(error, OSError) and error.errno in _FULL:
        message = say("files.disk-full", file=file)
    else:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        message = say("files.unwritable", file=file, reason=reason)
    raise FileUnreadable(message, given) from None
