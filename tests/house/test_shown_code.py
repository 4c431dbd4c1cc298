"""What the README and the docs show is what happens: every example runs and prints what is shown.

* ``python`` blocks of a page are one program; ``pycon`` blocks are checked as doctests.
* ``console`` blocks are commands after ``$ ``; what is shown below one is compared with what it
  prints, and ``...`` stands for anything. One that calls `negcycle` and nothing else runs in this
  process, and the others in bash.
* A ``yaml`` block that begins with ``negcycle:`` is a case without a fault.
* ``r`` blocks of a page are one program, too, which prints the lines after ``#>``. They read what
  the page's cells and commands wrote, and run wherever R is installed.
* A ``{code-block}`` or ``{literalinclude}`` with a ``:caption:`` is a file of this name, which is
  there from then on.

Each page gets its own copy of the repository's files to work in. ``{code-cell}`` blocks run when
the docs are built.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from negcycle.cli import main

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]

NOT_RUN = ("git clone ", "make", "pip install ", "python -m pip install ", "uvx ")
"""Commands that fetch or build, by how they begin; what is shown below them is not compared."""

FOR_BASH = re.compile(r"[][|&;<>()$`*?~{}#!]")
"""The signs that mean something to bash; a command without them is words."""

VARIABLES = {"NO_COLOR": "1", "COLUMNS": "100"}


@dataclass(frozen=True)
class Block:
    """One fenced block of a page."""

    language: str
    text: str
    line: int
    """Where its first line of text stands in the page, from 1."""
    file: str = ""
    """The name of the file that it shows, where its caption says one."""


@dataclass(frozen=True)
class Command:
    """A command of a console block, and what the page shows below it."""

    text: str
    shown: str


def blocks(page: Path) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    return [
        block_of(token.info.strip(), token.content, token.map[0] + 2, page.parent)
        for token in MarkdownIt().parse(page.read_text("utf-8"))
        if token.type == "fence" and token.map
    ]


def block_of(info: str, text: str, line: int, folder: Path) -> Block:
    """Return one block; of a directive, its text without the options, or the file it includes."""
    directive, _, argument = info.partition(" ")
    if directive not in {"{code-block}", "{literalinclude}"}:
        return Block(info, text, line)
    head = re.match(r"(:.+\n)*\n?", text)
    options = dict(re.findall(r"^:([a-z-]+): *(.*)$", head[0] if head else "", flags=re.MULTILINE))
    if directive == "{literalinclude}":
        included = (folder / argument).read_text("utf-8")
        return Block(options["language"], included, line, options.get("caption", ""))
    length = head.end() if head else 0
    below = line + text[:length].count("\n")
    return Block(argument, text[length:], below, options.get("caption", ""))


def pages_with(language: str) -> pytest.MarkDecorator:
    """Run a test once for each page that has blocks in this language; give it those and files."""
    found = {page.relative_to(ROOT).as_posix(): blocks(page) for page in PAGES}
    return pytest.mark.parametrize(
        ("page", "parts"),
        [
            pytest.param(
                page, [one for one in parts if one.language == language or one.file], id=page
            )
            for page, parts in found.items()
            if any(one.language == language for one in parts)
        ],
    )


def looks_like(shown: str, printed: str) -> bool:
    """Tell whether this was printed; ``...`` is anything, and spaces at line ends are nothing."""
    return doctest.OutputChecker().check_output(trimmed(shown), trimmed(printed), doctest.ELLIPSIS)


def trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def program(parts: list[Block]) -> str:
    """Return the blocks as one program that keeps the line numbers of the page, for its errors."""
    lines: list[str] = []
    for part in [one for one in parts if not one.file]:
        lines += [""] * (part.line - 1 - len(lines))
        lines += part.text.splitlines()
    return "\n".join(lines) + "\n"


def commands(block: Block) -> list[Command]:
    """Return the commands of a console block; a line that ends with a backslash goes on."""
    found: list[Command] = []
    for line in block.text.splitlines():
        if line.startswith("$ "):
            found.append(Command(line[2:], ""))
        elif not found:
            pytest.fail(f"A console block begins with '$ ', and this one with '{line}'.")
        elif found[-1].text.endswith("\\"):
            found[-1] = Command(f"{found[-1].text}\n{line}", "")
        else:
            found[-1] = Command(found[-1].text, f"{found[-1].shown}{line}\n")
    return found


def run(workplace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command where the page's files are, with this environment's programs, without color."""
    return subprocess.run(
        arguments,
        cwd=workplace,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            **VARIABLES,
            "PYTHONUTF8": "1",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def run_here(workplace: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `negcycle` as `run` does, but in this process, which has loaded already what it needs."""
    written = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(workplace)
        for name, value in VARIABLES.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", list(arguments))
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        patch.setattr(sys, "stdout", written)
        patch.setattr(sys, "stderr", written)
        with pytest.raises(SystemExit) as ended:
            main()
    written.flush()
    code = ended.value.code
    assert code is None or isinstance(code, int)
    return subprocess.CompletedProcess(arguments, code or 0, written.buffer.getvalue().decode())  # type: ignore[attr-defined]


def run_command(workplace: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run a command as somebody types it."""
    if text.startswith("negcycle ") and not FOR_BASH.search(text):
        return run_here(workplace, *shlex.split(text.replace("\\\n", "")))
    return run(workplace, "bash", "-c", text)


@pytest.fixture
def workplace(tmp_path: Path) -> Path:
    """Return a copy of what a reader has after a download."""
    left_out = shutil.ignore_patterns(".*", "build", "demo", "dist", "__pycache__", "tests")
    return shutil.copytree(ROOT, tmp_path / "negcycle", ignore=left_out)


def put_down(parts: list[Block], workplace: Path) -> None:
    """Write the files that a page shows where its commands and programs find them."""
    for part in parts:
        if part.file:
            (workplace / part.file).write_text(part.text, encoding="utf-8")


@pages_with("python")
def test_python_blocks_run_in_order(page: str, parts: list[Block], workplace: Path) -> None:
    put_down(parts, workplace)
    (workplace / "shown.py").write_text(program(parts), encoding="utf-8")

    done = run(workplace, sys.executable, "-W", "error", "shown.py")

    assert done.returncode == 0, f"{page}:\n{done.stdout}"


@pages_with("pycon")
def test_doctest_blocks_print_what_they_show(
    page: str, parts: list[Block], workplace: Path
) -> None:
    put_down(parts, workplace)
    (workplace / "shown.txt").write_text(program(parts), encoding="utf-8")
    options = ("-W", "error", "-m", "doctest", "-o", "ELLIPSIS")

    done = run(workplace, sys.executable, *options, "shown.txt")

    assert done.returncode == 0, f"{page}:\n{done.stdout}"


@pytest.mark.skipif(shutil.which("bash") is None, reason="console blocks are run by bash")
@pages_with("console")
def test_console_blocks_print_what_they_show(
    page: str, parts: list[Block], workplace: Path
) -> None:
    for part in parts:
        put_down([part], workplace)
        for command in [] if part.file else commands(part):
            prints_what_is_shown(command, page, workplace)


def prints_what_is_shown(command: Command, page: str, workplace: Path) -> None:
    if command.text.startswith(NOT_RUN):
        return

    done = run_command(workplace, command.text)

    where = f"{page}: $ {command.text}\n{done.stdout}"
    assert "Traceback" not in done.stdout, where
    if command.shown:
        # A page may show how a faulty file is answered, which ends with 1.
        assert done.returncode in {0, 1}, where
        assert looks_like(command.shown, done.stdout), (
            f"{where}--- but the page shows:\n{command.shown}"
        )
    else:
        assert done.returncode == 0, where


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed here.")
@pages_with("r")
def test_r_blocks_print_what_they_show(page: str, parts: list[Block], workplace: Path) -> None:
    on_page = blocks(ROOT / page)
    put_down(on_page, workplace)
    (workplace / "cells.py").write_text(cells(on_page), encoding="utf-8")
    ran = run(workplace, sys.executable, "cells.py")
    assert ran.returncode == 0, f"{page}:\n{ran.stdout}"
    for block in [one for one in on_page if one.language == "console"]:
        for command in commands(block):
            prints_what_is_shown(command, page, workplace)
    there = run(workplace, "Rscript", "-e", "writeLines(rownames(installed.packages()))")
    can_run = list(takewhile(lambda one: packages(one) <= {*there.stdout.split()}, parts))
    (workplace / "shown.R").write_text(program(can_run), encoding="utf-8")

    done = run(workplace, "Rscript", "shown.R")

    assert done.returncode == 0, f"{page}:\n{done.stdout}"
    shown = re.findall(r"^#> ?(.*)$", program(can_run), flags=re.MULTILINE)
    assert looks_like(lines(shown), lines(done.stdout.splitlines())), f"{page}:\n{done.stdout}"


def cells(on_page: list[Block]) -> str:
    """Return the cells that a reader sees, as one program."""
    found = [one.text for one in on_page if one.language == "{code-cell} python"]
    return "\n".join(re.sub(r"\A(:.+\n)+", "", one) for one in found if "[remove-cell]" not in one)


def packages(block: Block) -> set[str]:
    """Return the packages of R that a block names; from one that is not there on, none is run."""
    return {*re.findall(r"library\((\w+)\)", block.text), *re.findall(r"(\w+)::", block.text)}


def lines(of: list[str]) -> str:
    """Return the lines that hold something; R puts others between tables."""
    return "\n".join(line for line in of if line.strip())


@pages_with("yaml")
def test_cases_that_are_shown_have_no_fault(page: str, parts: list[Block], tmp_path: Path) -> None:
    for case in [part for part in parts if part.text.startswith("negcycle:")]:
        file = tmp_path / f"line-{case.line}.yaml"
        file.write_text(case.text, encoding="utf-8")

        done = run_here(tmp_path, "negcycle", "check", file.name)

        assert done.returncode == 0, f"{page}:{case.line}:\n{done.stdout}"


def test_nothing_is_shown_as_code_that_would_not_be_run() -> None:
    unmarked = [
        f"{page.relative_to(ROOT).as_posix()}:{block.line}"
        for page in PAGES
        for block in blocks(page)
        if block.language in {"", "bash", "sh", "shell", "zsh", "py", "python3"}
    ]

    assert unmarked == []


def test_a_page_that_shows_something_else_than_happens_is_found(workplace: Path) -> None:
    console = Block("console", "$ echo one\none\n$ echo two \\\n  three\ntwo ...\n", 1)

    first, second = commands(console)
    done = run(workplace, "bash", "-c", second.text)

    assert first == Command("echo one", "one\n")
    assert done.stdout == "two three\n"
    assert looks_like(second.shown, done.stdout)
    assert not looks_like(first.shown, done.stdout)
    assert not looks_like("two\nthree\n", done.stdout)


def test_a_block_of_r_names_its_packages() -> None:
    assert packages(Block("r", "library(ncdf4)\nrows <- arrow::read_parquet(file)\n", 1)) == {
        "ncdf4",
        "arrow",
    }
    assert packages(Block("r", "rows <- read.csv(file)\n", 1)) == set()


def test_cells_that_are_not_shown_are_left_out() -> None:
    hidden = Block("{code-cell} python", ":tags: [remove-cell]\n\na = 1\n", 1)
    shown = Block("{code-cell} python", ":tags: [remove-input]\n\nb = 2\n", 6)

    assert cells([hidden, shown]).strip() == "b = 2"


@pytest.mark.parametrize(
    "text",
    [
        "negcycle check examples/sunday-silence.yaml",
        "negcycle loops 'examples/critic-and-cocoon.yaml' \\\n  --at stuck",
        "negcycle draw nowhere.yaml -o map.svg",
        "negcycle --help",
    ],
)
def test_a_command_says_the_same_in_this_process_and_in_bash(text: str, workplace: Path) -> None:
    here = run_command(workplace, text)
    there = run(workplace, "bash", "-c", text)

    assert (here.returncode, here.stdout) == (there.returncode, there.stdout)


def test_a_program_keeps_the_line_numbers_of_its_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n\n```python\na = 1\n```\n\ntext\n\n```python\n1 / 0\n```\n", "utf-8")

    whole = program(blocks(page))

    assert whole.splitlines()[3] == "a = 1"
    assert whole.splitlines()[9] == "1 / 0"


def test_a_captioned_block_is_a_file_without_its_options(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(
        "```{code-block} yaml\n:caption: one.yaml\n\na: 1\n```\n\n"
        "```{literalinclude} two.txt\n:language: yaml\n:caption: two.yaml\n```\n",
        "utf-8",
    )
    (tmp_path / "two.txt").write_text("b: 2\n", "utf-8")

    one, two = blocks(page)
    put_down([one, two], tmp_path)

    assert one == Block("yaml", "a: 1\n", 4, "one.yaml")
    assert (tmp_path / "one.yaml").read_text("utf-8") == "a: 1\n"
    assert (tmp_path / "two.yaml").read_text("utf-8") == "b: 2\n"
    assert (two.language, two.file) == ("yaml", "two.yaml")
