"""How long a command takes from its first line to its last, beside one figure of Matplotlib.

    python tests/benchmarks/startup.py

Whole processes run in turns (A B C A B C ...), so that whatever else the computer does slows all of
them alike. The table shows the median of each, and how long it takes compared with Matplotlib.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

TURNS = 25
EXAMPLE = Path(__file__).parents[2] / "examples" / "sunday-silence.yaml"

MATPLOTLIB = "one figure by `matplotlib.pyplot` (Agg), saved as SVG"
FIGURE = """
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 2, 3], [1, 3, 2])
figure.savefig("figure.svg")
"""
NEGCYCLE = [sys.executable, "-m", "negcycle"]
PROCESSES = {
    MATPLOTLIB: [sys.executable, "-c", FIGURE],
    "Python alone": [sys.executable, "-c", "pass"],
    "`negcycle --help`": [*NEGCYCLE, "--help"],
    "`negcycle check case.yaml`": [*NEGCYCLE, "check", str(EXAMPLE)],
    "`negcycle draw case.yaml`, as SVG": [*NEGCYCLE, "draw", str(EXAMPLE), "--force"],
    "`negcycle simulate case.yaml`, 2,000 turns": [
        *(*NEGCYCLE, "simulate", str(EXAMPLE), "--start", "stuck", "--turns", "2000"),
    ],
}
GOALS = {
    "`negcycle --help`": ("at most 250 ms", lambda seconds, _: seconds <= 0.25),
    "`negcycle draw case.yaml`, as SVG": ("at most 0.5", lambda _, ratio: ratio <= 0.5),
    "`negcycle simulate case.yaml`, 2,000 turns": (
        "at most 600 ms",
        lambda seconds, _: seconds <= 0.6,
    ),
}


def measured() -> dict[str, float]:
    """Return the median time of each process in seconds."""
    times: dict[str, list[float]] = {name: [] for name in PROCESSES}
    with tempfile.TemporaryDirectory() as folder:
        # All of them find their modules compiled, as after the first run of a new installation.
        settings = {**os.environ, "PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        for turn in range(TURNS + 1):
            for name, program in PROCESSES.items():
                start = time.perf_counter()
                subprocess.run(program, cwd=folder, env=settings, capture_output=True, check=True)
                if turn:  # the first one compiles
                    times[name].append(time.perf_counter() - start)
    return {name: median(some) for name, some in times.items()}


def table(times: dict[str, float]) -> str:
    """Return the times as a table in Markdown."""
    lines = ["| process | median | of Matplotlib's | goal |", "|---|---|---|---|"]
    for name, seconds in times.items():
        ratio = seconds / times[MATPLOTLIB]
        goal, reached = GOALS.get(name, ("", lambda *_: True))
        missed = "" if reached(seconds, ratio) else " (missed)"
        lines.append(f"| {name} | {seconds * 1000:.0f} ms | {ratio:.2f} | {goal}{missed} |")
    return "\n".join(lines)


if __name__ == "__main__":
    python = f"Python {platform.python_version()}, {platform.system()}, {os.cpu_count()} processors"
    when = f"median of {TURNS} turns, {datetime.now(UTC).date()}"
    sys.stdout.write(f"{python}; {when}\n\n{table(measured())}\n")
