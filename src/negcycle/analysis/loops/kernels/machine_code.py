"""The one place that knows numba, which comes without types: from a function to machine code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])


_WRITTEN = sha256(
    b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("compiled/*.py")))
).hexdigest()[:12]


def is_installed() -> bool:
    """Whether numba is there; it is not loaded for that."""
    return find_spec("numba") is not None


def is_loaded() -> bool:
    """Whether the searches in machine code were loaded already, so that they cost nothing more."""
    return "negcycle.analysis.loops.kernels.compiled.search" in sys.modules


def machine_code(signature: str) -> Callable[[Function], Function]:
    """Translate a function of arrays, once for all: the result is kept beside the module.

    With its types written down, nothing is left to find out at the first call, and the next process
    loads what this one translated. Where no folder can be written to, each process translates anew.
    What is kept goes by the name of the function and by all files of the package: numba itself
    would not notice that a function in another file, which this one calls, has changed.
    """
    from numba import njit  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    compile_ = cast("Callable[..., Any]", njit)

    def translate(function: Function) -> Function:
        function.__qualname__ = f"{function.__name__}_{_WRITTEN}"
        try:
            return cast("Function", compile_(signature, cache=True, nogil=True)(function))
        except RuntimeError:  # there is no folder to keep it in
            return cast("Function", compile_(signature, nogil=True)(function))

    return translate
