"""A command starts quickly: it loads what it needs, and no big library that it does not need."""

from __future__ import annotations

import subprocess
import sys

HEAVY = {"numpy", "networkx", "matplotlib", "rich", "xarray", "pandas"}
CASE = {"negcycle.model.cycle", "ruamel.yaml"}

PROGRAM = """
import contextlib, io, sys
from negcycle.cli import main

for line in sys.argv[1:]:
    sys.argv = ["negcycle", *line.split()]
    with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO())):
        try:
            main()
        except SystemExit as ended:
            assert not ended.code, line
print(*sys.modules)
"""


def loaded_by(*lines: str) -> set[str]:
    """Run some commands in one fresh Python, and return what they loaded."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *lines], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_help_needs_neither_a_case_nor_a_picture() -> None:
    asked = ("draw", "simulate", "loops", "ensemble", "sweep", "merge")
    loaded = loaded_by("--help", "--version", *(f"{one} --help" for one in asked))

    assert loaded & (HEAVY | CASE) == set()


def test_a_case_is_written_checked_and_drawn_without_the_big_libraries(case: str) -> None:
    loaded = loaded_by(
        "new form.yaml --partners Mary,John",
        f"check {case}",
        f"check --json {case}",
        f"fmt {case}",
        "schema",
        f"draw {case} -o it.svg -o it.txt -o it.html",
        f"convert {case} -o it.json",
        f"convert {case} -o it.dot",
    )

    assert loaded & HEAVY == set()
    assert loaded >= CASE


def test_a_run_needs_numbers_and_nothing_else_that_is_big(case: str) -> None:
    loaded = loaded_by(
        f"simulate {case} --turns 2",
        f"simulate {case} --turns 2 --json",
        f"simulate {case} --turns 2 -o it.csv",
        f"simulate {case} --turns 2 --start it.csv -o it.txt",
        f"simulate {case} --turns 2 -o it.svg",
    )

    assert loaded & HEAVY == {"numpy"}


def test_many_couples_need_numbers_and_nothing_else_that_is_big(case: str) -> None:
    loaded = loaded_by(
        f"ensemble {case} --runs 2 --turns 2",
        f"ensemble {case} --runs 2 --turns 2 --json --vary need=0.2:0.4",
        f"ensemble {case} --runs 2 --turns 2 -o it.csv -o it.svg",
        f"sweep {case} --over need=0.2,0.4 --turns 2 -o map.svg",
    )

    assert loaded & (HEAVY | {"numba", "scipy", "SALib", "pyarrow", "netCDF4"}) == {"numpy"}


def test_loops_need_numbers_and_nothing_else_that_is_big(case: str) -> None:
    loaded = loaded_by(
        f"loops {case} --json",
        f"loops {case} -o it.csv -o it.svg -o it.html",
        f"explain {case}",
    )

    assert loaded & HEAVY == {"numpy"}


def test_a_big_library_would_be_noticed(case: str) -> None:
    assert "matplotlib" in loaded_by(f"draw {case} -o it.pdf")
