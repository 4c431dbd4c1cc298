"""A file is written whole or not at all, and nothing is lost or left behind on the way."""

from __future__ import annotations

import errno
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from negcycle.errors import FileKept
from negcycle.files.writing import write_atomically

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions and pipes")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def fails_with(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_bytes_and_text_arrive_as_they_are(tmp_path: Path) -> None:
    write_atomically(tmp_path / "bytes", b"\x00\r\n\xff", overwrite=False)
    write_atomically(str(tmp_path / "text"), "Zoë\nand\r\n", overwrite=False)

    assert (tmp_path / "bytes").read_bytes() == b"\x00\r\n\xff"
    assert (tmp_path / "text").read_bytes() == "Zoë\nand\r\n".encode()
    assert names_in(tmp_path) == ["bytes", "text"]


def test_a_file_that_is_there_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text("old")

    with pytest.raises(FileKept) as caught:
        write_atomically(path, "new", overwrite=False)

    assert str(caught.value) == (
        f"'{path}' is already there and is kept. "
        "Add --force (in Python: overwrite=True) to replace it."
    )
    assert caught.value.file == str(path)
    assert path.read_text() == "old"
    assert names_in(tmp_path) == ["x.svg"]


def test_a_file_is_replaced_when_one_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    path.write_text("old")

    write_atomically(path, "new", overwrite=True)

    assert path.read_text() == "new"
    assert names_in(tmp_path) == ["x.svg"]


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o755])
def test_a_replaced_file_keeps_its_permissions(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("old")
    path.chmod(mode)

    write_atomically(path, "new", overwrite=True)

    assert stat.S_IMODE(path.stat().st_mode) == mode


@posix
def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()

    write_atomically(tmp_path / "new", "", overwrite=False)
    write_atomically(tmp_path / "forced", "", overwrite=True)

    modes = {path.stat().st_mode for path in tmp_path.iterdir()}
    assert len(modes) == 1


@posix
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_followed(tmp_path: Path, is_there: bool) -> None:
    (tmp_path / "far").mkdir()
    target, link = tmp_path / "far" / "case.yaml", tmp_path / "link.yaml"
    link.symlink_to(target)
    if is_there:
        target.write_text("old")

    write_atomically(link, "new", overwrite=is_there)

    assert link.is_symlink()
    assert target.read_text() == "new"
    assert names_in(tmp_path / "far") == ["case.yaml"]


@posix
def test_a_linked_file_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "case.yaml")

    with pytest.raises(FileKept):
        write_atomically(tmp_path / "link", "new", overwrite=False)

    assert (tmp_path / "case.yaml").read_text() == "old"


# -- what somebody else does in the same moment -----------------------------------------------


def without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    error = OSError(errno.EPERM, "Operation not permitted")
    monkeypatch.setattr(os, "link", fails_with(error))


@pytest.mark.parametrize("links", [True, False])
def test_of_many_writers_one_wins_and_no_file_is_clobbered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    path, kept, start = tmp_path / "x", [], threading.Barrier(8)

    def write(number: int) -> None:
        start.wait()
        try:
            write_atomically(path, f"{number}" * 100_000, overwrite=False)
        except FileKept:
            kept.append(number)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    (winner,) = set(range(8)) - set(kept)
    assert path.read_text() == f"{winner}" * 100_000
    assert names_in(tmp_path) == ["x"]


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_appears_in_the_last_moment_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        without_links(monkeypatch)
    path = tmp_path / "x"
    sync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda number: (sync(number), path.write_text("theirs")))

    with pytest.raises(FileKept):
        write_atomically(path, "ours", overwrite=False)

    assert path.read_text() == "theirs"
    assert names_in(tmp_path) == ["x"]


def test_it_works_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    without_links(monkeypatch)

    write_atomically(tmp_path / "x", "new", overwrite=False)

    assert (tmp_path / "x").read_text() == "new"
    assert names_in(tmp_path) == ["x"]
