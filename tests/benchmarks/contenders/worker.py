"""How a contender with libraries of its own is asked: a line in, a line out, results in a file.

Runs in that contender's own environment, where negcycle is not there.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Run = Callable[[int, int, int, float], tuple[float, dict[str, NDArray[np.float64]]]]
"""From couples, turns, seed and noise to the seconds that it took, and what became of them."""


def one_processor() -> None:
    """Keep this process, and every thread of its libraries, on one processor."""
    for name in ("OMP", "OPENBLAS", "MKL", "NUMEXPR"):
        os.environ[f"{name}_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def serve(run: Run) -> None:
    """Answer every line of the standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what a library prints is no answer
    for line in sys.stdin:
        asked = json.loads(line)
        seconds, found = run(asked["couples"], asked["turns"], asked["seed"], asked["noise"])
        if asked["save"]:
            np.savez(asked["save"], **found)
        answers.write(json.dumps({"seconds": seconds}) + "\n")
        answers.flush()
