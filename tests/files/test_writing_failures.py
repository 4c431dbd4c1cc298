"""What goes wrong while writing becomes one sentence, and everything stays as it was."""

from __future__ import annotations

import errno
import os
import stat
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from negcycle.errors import FileMissing, FileUnreadable
from negcycle.files.writing import write_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other names and pipes")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError(errno.EPERM, "Operation not permitted")
    monkeypatch.setattr(os, "link", fails_with(error))


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (KeyboardInterrupt(), KeyboardInterrupt),
        (MemoryError(), MemoryError),
        (OSError(errno.EIO, "Input/output error"), FileUnreadable),
    ],
    ids=repr,
)
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
    error: BaseException,
    raised: type[BaseException],
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, step, fails_with(error))

    with pytest.raises(raised):
        write_atomically(path, "new", overwrite=True)

    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["case.yaml"]


def test_a_failure_without_hard_links_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_links(monkeypatch)
    monkeypatch.setattr(os, "replace", fails_with(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "x", "new", overwrite=False)

    assert names_in(tmp_path) == []


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "There is no room left on the disk for '{path}'. Nothing was written."),
        (errno.EACCES, "You have no permission to write '{path}'."),
        (errno.EROFS, "'{path}' cannot be written: Read-only file system."),
    ],
)
def test_what_the_system_says_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "x.svg"
    monkeypatch.setattr(os, "fsync", fails_with(OSError(number, os.strerror(number))))

    with pytest.raises(FileUnreadable) as caught:
        write_atomically(path, "new", overwrite=False)

    assert str(caught.value) == sentence.format(path=path)
    assert caught.value.file == str(path)
    assert names_in(tmp_path) == []


def test_a_file_that_is_read_only_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("old")
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)

    with pytest.raises(FileUnreadable) as caught:
        write_atomically(path, "new", overwrite=True)

    assert str(caught.value) == f"You have no permission to write '{path}'."
    assert path.read_text() == "old"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    for path in (str(tmp_path), f"{tmp_path}/new/"):
        with pytest.raises(FileUnreadable) as caught:
            write_atomically(path, "new", overwrite=True)

        assert str(caught.value) == f"'{path}' is a folder. Give the name of a file to write."
    assert names_in(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").touch()

    for folder in ("out", "file"):
        with pytest.raises(FileMissing) as caught:
            write_atomically(f"{folder}/x.svg", "new", overwrite=False)

        assert str(caught.value) == (
            f"There is no folder '{folder}' to write 'x.svg' into. Make it first."
        )


def test_a_path_that_no_system_knows_cannot_be_written() -> None:
    with pytest.raises(FileUnreadable, match="cannot be written"):
        write_atomically("a\x00b", "new", overwrite=False)


@posix
def test_a_name_that_is_too_long_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadable, match=r"cannot be written: File name too long\.$"):
        write_atomically(tmp_path / ("x" * 300), "new", overwrite=False)

    write_atomically(tmp_path / ("x" * 250), "new", overwrite=False)
    assert names_in(tmp_path) == ["x" * 250]


@posix
def test_links_in_a_circle_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")

    with pytest.raises(FileUnreadable, match="cannot be written"):
        write_atomically(tmp_path / "a", "new", overwrite=True)


@posix
def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    path, got = tmp_path / "pipe", []
    os.mkfifo(path)
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()

    write_atomically(path, "new", overwrite=False)
    reader.join()

    assert got == [b"new"]
    assert stat.S_ISFIFO(path.stat().st_mode)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_a_full_device_says_so() -> None:
    with pytest.raises(FileUnreadable, match=r"^There is no room left on the disk"):
        write_atomically("/dev/full", "new", overwrite=True)
