"""The command as somebody calls it: in this process, where that is enough, or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from negcycle.cli import main

CASE = """\
# written by hand
partners:
  mary:
    name: Mary
    chain: {primary: lonely, behavior: {words: asks again, moves: pursue}}
  john:
    name: John
    chain: {secondary: angry, behavior: "goes quiet"}
"""

FAULTY = """\
partners:
  ana:
    name: Ana
    chain: {primery: hurt, behavior: {moves: persue}}
"""

PROGRAM = (sys.executable, "-m", "negcycle")


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    data: bytes
    err: str

    @property
    def out(self) -> str:
        return self.data.decode()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Done]:
    """Return a function that runs `negcycle` with some arguments, in this process."""

    def run(*arguments: str, stdin: str | bytes = b"", encoding: str = "utf-8") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        read = io.TextIOWrapper(io.BytesIO(data))
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        err = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["negcycle", *arguments])
            for name, stream in (("stdin", read), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as ended:
                main()
        code = ended.value.code
        assert code is None or isinstance(code, int)
        written = [stream.buffer.getvalue() for stream in (out, err)]  # type: ignore[attr-defined]
        return Done(code or 0, written[0], written[1].decode(encoding))

    return run


@pytest.fixture
def process(here: Path) -> Callable[..., Done]:
    """Return a function that runs `negcycle` in a process of its own."""

    def run(
        *arguments: str | bytes, stdin: bytes = b"", shell: str = "", **variables: str | None
    ) -> Done:
        """Run it, or a line of shell that calls $NEGCYCLE; None unsets a variable."""
        variables = {"NEGCYCLE": " ".join(PROGRAM), **variables}
        settings = {**os.environ, **variables}
        done = subprocess.run(
            ["bash", "-c", shell] if shell else [*PROGRAM, *arguments],
            cwd=here,
            env={name: value for name, value in settings.items() if value is not None},
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
        )
        return Done(done.returncode, done.stdout, done.stderr.decode(errors="replace"))

    return run


@pytest.fixture
def case(here: Path) -> str:
    """Return the name of a case file that has no faults."""
    (here / "case.yaml").write_text(CASE, encoding="utf-8")
    return "case.yaml"


@pytest.fixture
def faulty(here: Path) -> str:
    """Return the name of a case file that has three faults."""
    (here / "faulty.yaml").write_text(FAULTY, encoding="utf-8")
    return "faulty.yaml"


@pytest.fixture
def names(here: Path) -> Callable[[], list[str]]:
    """Return a function that lists what is in the folder."""

    def listed() -> list[str]:
        return sorted(path.name for path in here.iterdir())

    return listed
