"""Contenders with libraries of their own: an environment for each, under build/, and a process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

HERE = Path(__file__).parent
FOLDER = HERE.parents[2] / "build" / "peers"

NEEDS = {
    "brian_standalone": ("numpy<2", "brian2", "setuptools"),
    "jax_scan": ("jax",),
    "mesa_agents": ("mesa",),
}
"""What each of them installs, by the name of its file here."""


def python_of(name: str) -> Path:
    """Return the Python of a contender's own environment."""
    return FOLDER / name / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def install(name: str) -> str:
    """Make the environment of a contender, and return what went wrong, if anything did."""
    if not python_of(name).exists():
        venv.create(FOLDER / name, with_pip=True)
    pip = [python_of(name), "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    done = subprocess.run([*pip, *NEEDS[name]], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


class Peer:
    """A contender in a process of its own, which stays and is asked again and again."""

    def __init__(self, name: str) -> None:
        self.process = subprocess.Popen(
            [python_of(name), "-m", f"contenders.{name}"],
            cwd=HERE.parent,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def ask(self, couples: int, turns: int, seed: int, noise: float, save: str = "") -> float:
        """Let it run, and return the seconds that it took.

        Raises:
            RuntimeError: if it ended.
        """
        asked = {"couples": couples, "turns": turns, "seed": seed, "noise": noise, "save": save}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(asked) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            message = f"{self.process.args} ended with {self.process.wait()}"
            raise RuntimeError(message)
        return float(json.loads(line)["seconds"])

    def run(self, couples: int, turns: int, seed: int, noise: float) -> dict[str, Array]:
        """Return what became of the couples."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "found.npz"
            self.ask(couples, turns, seed, noise, str(path))
            with np.load(path) as found:
                return dict(found)

    def close(self) -> None:
        """Let it end."""
        if self.process.stdin is not None:
            self.process.stdin.close()
        self.process.wait()
