"""The examples do what they say: those in docstrings, the programs, and the list of all of them."""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import negcycle

ROOT = Path(__file__).parents[2]
MODULES = [
    "negcycle",
    *(info.name for info in pkgutil.walk_packages(negcycle.__path__, "negcycle.")),
]


@pytest.mark.parametrize("name", [name for name in MODULES if name != "negcycle.__main__"])
def test_docstring_examples_print_what_they_show(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)

    result = doctest.testmod(
        importlib.import_module(name),
        extraglobs={"nc": negcycle},
        optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE,
    )

    assert result.failed == 0


PROGRAMS = sorted((ROOT / "examples").glob("*.py"))
CASES = sorted((ROOT / "examples").glob("*.yaml"))
LIST = (ROOT / "examples" / "README.md").read_text("utf-8")


def name_of(file: Path) -> str:
    return file.name


@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands are run by bash")
@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_a_program_runs_as_it_says_and_leaves_the_examples_alone(
    program: Path, tmp_path: Path
) -> None:
    examples = shutil.copytree(ROOT / "examples", tmp_path / "examples")
    before = {file: file.read_bytes() for file in examples.iterdir() if file.is_file()}
    told = ast.get_docstring(ast.parse(program.read_text("utf-8"))) or ""
    (command,) = re.findall(rf"^Try: (python examples/{program.name}.*)$", told, re.MULTILINE)

    done = subprocess.run(
        ["bash", "-c", command],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONWARNINGS": "error",
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
    assert {file: file.read_bytes() for file in examples.iterdir() if file.is_file()} == before


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
def test_a_program_is_short(program: Path) -> None:
    assert len(program.read_text("utf-8").splitlines()) < 40


def test_the_list_names_every_example_and_no_other() -> None:
    named = re.findall(r"^\| `([\w.-]+)` \|", LIST, flags=re.MULTILINE)

    assert sorted(named) == sorted([case.stem for case in CASES] + [one.name for one in PROGRAMS])
