"""Importing negcycle is light: big libraries are loaded by what needs them, and when it does."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import negcycle

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "networkx", "matplotlib", "rich")

LIGHT = {
    "import": "import negcycle",
    "names": "import negcycle; dir(negcycle); negcycle.__version__",
    "command": "import negcycle.cli",
    "picture": (
        "import negcycle as nc; "
        "nc.draw(nc.Cycle(partners={'mary': {'name': 'Mary'}})).save('picture.svg')"
    ),
}


def loaded_by(program: str, folder: Path) -> set[str]:
    """Run a program in a fresh Python and return the heavy libraries that it loaded."""
    report = f"\nimport sys; print(*[name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", program + report],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("program", LIGHT.values(), ids=LIGHT)
def test_it_goes_without_the_big_libraries(program: str, tmp_path: Path) -> None:
    assert loaded_by(program, tmp_path) == set()


def test_a_big_library_would_be_noticed(tmp_path: Path) -> None:
    assert loaded_by("import numpy", tmp_path) == {"numpy"}


def test_every_public_name_is_there() -> None:
    assert negcycle.__all__
    for name in negcycle.__all__:
        assert getattr(negcycle, name) is not None
        assert name in dir(negcycle)


def test_a_name_that_is_not_public_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nowhere"):
        negcycle.nowhere  # noqa: B018


MATPLOTLIB_PAINTERS = {"mpl.py", "fonts.py"}
"""They subclass its artists, and are themselves loaded only for a PDF, a PNG or a figure."""


def test_big_libraries_are_never_imported_on_top() -> None:
    on_top = [
        f"{module.relative_to(ROOT).as_posix()}:{node.lineno}"
        for module in (ROOT / "src").rglob("*.py")
        if not (module.parent.name == "painters" and module.name in MATPLOTLIB_PAINTERS)
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
        if name.partition(".")[0] in HEAVY
    ]

    assert on_top == []
