"""Whether the searches in machine code are there already."""

from __future__ import annotations

import sys


def is_loaded() -> bool:
    """Whether the searches in machine code were loaded already, so that they cost nothing more."""
    return "negcycle.analysis.loops.kernels.compiled.search" in sys.modules
