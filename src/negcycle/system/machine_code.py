"""The one place that knows numba, which comes without types: from a function to machine code."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType, MappingProxyType
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., object])

EXACT: frozenset[str] = frozenset()
"""Rounds as it is written, and stops at a division by zero."""

UNFUSED = frozenset({"nsz", "nnan", "ninf"})
"""For numbers that are neither NaN nor infinite; each product and each sum is rounded as written.

Sums stay in the order in which they are written (no ``reassoc``): rounding by adding and taking
away a large number rests on that.
"""


def is_installed() -> bool:
    """Whether numba is there; it is not loaded for that."""
    return find_spec("numba") is not None


@cache
def _written(folder: Path) -> str:
    files = [*sorted(folder.glob("*.py")), Path(__file__)]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]


def machine_code(
    signature: str | list[str],
    *,
    rounding: frozenset[str] = EXACT,
    constants: Mapping[str, int] = MappingProxyType({}),
) -> Callable[[Function], Function]:
    """Translate a function of arrays, once for all: the result is kept beside the module.

    With its types written down, nothing is left to find out at the first call, and the next process
    loads what this one translated. Where no folder can be written to, each process translates anew.
    What is kept goes by the name of the function and by all files of its folder: numba itself
    would not notice that a function in another file, which this one calls, has changed.

    Args:
        signature: The types of the arguments and of what comes back, as numba writes them.
        rounding: `EXACT` or `UNFUSED`.
        constants: Names at the top of its module that stand for other numbers in what is made.
    """
    from numba import njit  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    compile_ = cast("Callable[..., Any]", njit)
    options: dict[str, Any] = {"nogil": True}
    if rounding:
        options |= {"fastmath": set(rounding), "error_model": "numpy"}

    def translate(function: Function) -> Function:
        file = sys.modules[function.__module__].__file__ or ""
        named = "_".join(f"{name}{value}" for name, value in constants.items())
        given = cast("FunctionType", function)
        made = FunctionType(given.__code__, {**given.__globals__, **constants}, given.__name__)
        made.__module__ = function.__module__
        made.__qualname__ = f"{function.__name__}_{named}_{_written(Path(file).parent)}"
        try:
            return cast("Function", compile_(signature, cache=True, **options)(made))
        except RuntimeError:  # there is no folder to keep it in
            return cast("Function", compile_(signature, **options)(made))

    return translate


def inlined(function: Function) -> Function:
    """Let a small function become part of each function in machine code that calls it."""
    from numba import njit  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]

    compile_ = cast("Callable[..., Any]", njit)
    options = {"fastmath": set(UNFUSED), "error_model": "numpy"}
    return cast("Function", compile_(inline="always", **options)(function))
