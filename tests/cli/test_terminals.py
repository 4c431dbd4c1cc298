"""Whatever terminal, pipe or disk there is: what was asked for, or one plain sentence."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

posix = pytest.mark.skipif(os.name == "nt", reason="the shell is another one there")
WORDS = "partners: {zoë: {name: Zoë, chain: {trigger: 'שקט', behavior: 😢}}}"


@pytest.fixture
def words(here: Path) -> str:
    """Return the name of a case with words that no small code page has."""
    (here / "zoë.yaml").write_text(WORDS, encoding="utf-8")
    return "zoë.yaml"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "cp437", "utf-16"])
def test_no_terminal_is_too_small_for_the_words(
    encoding: str, command: Callable[..., Any], words: str
) -> None:
    checked = command("check", words, encoding=encoding)
    missing = command("check", "שקט.yaml", encoding=encoding)
    as_json = command("check", "--json", words, "שקט.yaml", encoding=encoding)
    drawn = command("draw", words, "-o", "-", encoding=encoding)

    assert (checked.code, missing.code, as_json.code, drawn.code) == (0, 1, 1, 0)
    assert checked.data.decode(encoding).startswith("No faults.\n")
    assert missing.data.decode(encoding).startswith("There is no file '")
    assert json.loads(as_json.data.decode(encoding))["ok"] is False
    assert "שקט" in drawn.data.decode("utf-8")


def test_what_an_ascii_terminal_lacks_is_written_out(
    command: Callable[..., Any], words: str
) -> None:
    done = command("check", words, encoding="ascii")

    assert r"partners.zo\xeb.chain." in done.out


@posix
@pytest.mark.parametrize(
    "variables",
    [
        {"LC_ALL": "C", "LANG": "C", "HOME": None, "USER": None, "LOGNAME": None},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TERM": "dumb"},
        {"PYTHONIOENCODING": "ascii", "NO_COLOR": "1", "COLUMNS": "20", "LINES": "5"},
        {"FORCE_COLOR": "1", "CLICOLOR_FORCE": "1", "HOME": "/nonexistent"},
        {"PYTHONWARNINGS": "error", "PYTHONDEVMODE": "1"},
    ],
    ids=str,
)
def test_the_lines_are_plain_and_whole_in_every_environment(
    variables: dict[str, str | None], process: Callable[..., Any], words: str, faulty: str
) -> None:
    done = process("check", words, faulty, **variables)

    faults = [line for line in done.out.splitlines() if line.startswith("faulty.yaml:")]
    assert (done.code, done.err) == (1, "")
    assert "\x1b" not in done.out
    assert faults[0] == (
        "faulty.yaml:4:13: partners.ana.chain: 'primery' is not a field here. "
        "Did you mean 'primary'?"
    )


@posix
def test_a_narrow_terminal_wraps_nothing_and_colors_nothing(faulty: str) -> None:
    """A pair of pseudo-terminals stands for a window of 20 columns."""
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 20, 0, 0))

    with subprocess.Popen(
        [sys.executable, "-m", "negcycle", "check", faulty, "missing.yaml"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color"},
    ) as started:
        started.wait(timeout=60)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    os.close(theirs)

    assert "\x1b" not in shown
    assert [line.partition(" ")[0] for line in shown.splitlines()] == [
        "faulty.yaml:4:13:",
        "faulty.yaml:4:38:",
        "faulty.yaml:4:46:",
        "There",
    ]


@posix
def test_a_reader_that_has_had_enough_is_no_trouble(process: Callable[..., Any]) -> None:
    done = process(shell="set -o pipefail; $NEGCYCLE schema | true")

    assert done == (1, b"", "")


@pytest.mark.usefixtures("case")
@posix
@pytest.mark.parametrize("arguments", ["draw case.yaml -o -", "check case.yaml"])
def test_a_full_disk_is_a_sentence(arguments: str, process: Callable[..., Any]) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")

    done = process(shell=f"$NEGCYCLE {arguments} > /dev/full")

    assert done.code == 1
    assert done.err == "Standard output cannot be written: No space left on device.\n"


@pytest.mark.usefixtures("case")
@posix
def test_closed_streams_are_a_sentence(process: Callable[..., Any]) -> None:
    no_output = process(shell="$NEGCYCLE draw case.yaml -o - >&-")
    no_input = process(shell="$NEGCYCLE check - <&-")
    no_error = process(shell="$NEGCYCLE draw missing.yaml 2>&-")
    no_words = process(shell="$NEGCYCLE draw case.yaml 2>&-")

    assert no_output == (1, b"", "Standard output cannot be written: it is closed.\n")
    assert no_input == (1, b"Standard input is closed, so nothing can be read from it.\n", "")
    assert no_error == (1, b"", "")
    assert no_words == (0, b"", "")


@posix
def test_a_name_that_is_no_text_can_be_used(
    process: Callable[..., Any], case: str, here: Path
) -> None:
    (here / case).rename(here / os.fsdecode(b"\xff.yaml"))

    drawn = process("draw", b"\xff.yaml")
    checked = process("check", "--json", b"\xff.yaml")

    assert (drawn.code, drawn.err) == (0, "Wrote �.svg.\n")
    assert json.loads(checked.data)["blanks"][0]["file"] == "\udcff.yaml"


def test_ctrl_c_ends_it_without_a_word(
    command: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def press_ctrl_c(*_: object, **__: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("negcycle.files.source.read_stream", press_ctrl_c)

    assert command("check", "-") == (130, b"", "")


def test_a_folder_that_may_not_be_written_is_a_sentence(
    command: Callable[..., Any], case: str, here: Path
) -> None:
    (here / "locked").mkdir(mode=0o500)
    if os.access(here / "locked", os.W_OK):
        pytest.skip("this user, such as root, may write anywhere")

    drawn = command("draw", case, "-o", "locked/it.svg")
    shown = command("demo", "-o", "locked/it")

    assert drawn == (1, b"", "You have no permission to write 'locked/it.svg'.\n")
    assert shown.err.startswith("The folder 'locked/it' cannot be made: ")


def test_python_runs_it_as_a_module(process: Callable[..., Any]) -> None:
    assert process("--version").out.startswith("negcycle ")


def test_the_script_is_installed() -> None:
    script = Path(sys.executable).with_name("negcycle")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
