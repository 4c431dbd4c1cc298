"""`negcycle draw --watch`: each save is drawn, a faulty one is explained, and Ctrl-C is the end."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from negcycle.files.watching import changes

PATIENCE = 20.0  # seconds; all of it is needed only when something is wrong


class Watched:
    """A running `negcycle draw --watch`, whose lines can be waited for."""

    def __init__(self, *arguments: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "negcycle", "draw", "--watch", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._gather, daemon=True).start()

    def _gather(self) -> None:
        assert self.process.stderr
        for line in self.process.stderr:
            self._lines.put(line.rstrip("\n"))

    def says(self, words: str) -> str:
        """Return the next line that begins with these words; fail when none comes for long."""
        while not (line := self._lines.get(timeout=PATIENCE)).startswith(words):
            pass
        return line

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C, and return the exit code and all of standard output."""
        assert self.process.stdout
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=PATIENCE)
        return code, self.process.stdout.read()


@pytest.fixture
def watch() -> Iterator[Callable[..., Watched]]:
    started: list[Watched] = []

    def start(*arguments: str) -> Watched:
        started.append(Watched(*arguments))
        return started[-1]

    yield start
    for one in started:
        with one.process:
            one.process.kill()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is another thing there")
def test_each_save_is_drawn_until_ctrl_c(
    watch: Callable[..., Watched], case: str, here: Path
) -> None:
    text = (here / case).read_text()

    watched = watch(case, "-o", "it.svg", "-o", "it.txt")
    watched.says("Drawing again whenever the file changes. Stop with Ctrl-C.")
    (here / case).write_text("partners: {ana: {name: Ana, chain: {primery: hurt}}}")
    fault = watched.says("case.yaml:1:37:")
    (here / case).write_text(text.replace("goes quiet", "leaves the room"))
    watched.says("Wrote it.svg.")
    watched.says("Wrote it.txt.")
    code, out = watched.stop()

    assert fault.endswith("'primery' is not a field here. Did you mean 'primary'?")
    assert "leaves the room" in (here / "it.txt").read_text()
    assert (code, out, watched.says("")) == (0, "", "Stopped.")


def test_a_first_fault_ends_it(command: Callable[..., Any], faulty: str) -> None:
    done = command("draw", "--watch", faulty)

    assert (done.code, done.data) == (1, b"")
    assert done.err.startswith("faulty.yaml:4:13: ")


def test_a_picture_that_is_there_is_kept(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "case.svg").write_text("mine")

    assert command("draw", "--watch", case).code == 1
    assert (here / "case.svg").read_text() == "mine"


def test_a_change_is_seen_even_while_the_last_one_is_worked_on(here: Path) -> None:
    one, other = here / "one", here / "other"
    one.write_text("a")
    seen = changes([one, other])

    next(seen)
    other.write_text("now it is there")
    next(seen)
    one.write_text("ab")
    next(seen)
    one.unlink()
    next(seen)
    (here / "new").write_text("ab")
    (here / "new").replace(one)
    next(seen)

    assert one.read_text() == "ab"
