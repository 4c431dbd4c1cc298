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


MATPLOTLIB_PAINTERS = ("drawing/painters/mpl.py", "drawing/painters/fonts.py")
"""They subclass its artists, and are themselves loaded only for a PDF, a PNG or a figure."""

ABOUT_NUMBERS = (
    "system/",
    "analysis/",
    "simulation/",
    "model/ensemble.py",
    "model/merging.py",
    "model/spread.py",
    "model/trajectory.py",
    "files/ensemble_",
    "files/trajectory_",
    "drawing/charts/",
    "drawing/loopmap/",
)
"""They work on arrays throughout, and are themselves loaded only for a simulation."""

MAY = {"matplotlib": MATPLOTLIB_PAINTERS, "numpy": (*MATPLOTLIB_PAINTERS, *ABOUT_NUMBERS)}


def test_big_libraries_are_never_imported_on_top() -> None:
    package = ROOT / "src" / "negcycle"
    on_top = [
        f"{place}:{node.lineno}"
        for module in package.rglob("*.py")
        for place in (module.relative_to(package).as_posix(),)
        for node in ast.parse(module.read_text("utf-8")).body
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
        )
        for library in (name.partition(".")[0],)
        if library in HEAVY and not place.startswith(MAY.get(library, ()))
    ]

    assert on_top == []
