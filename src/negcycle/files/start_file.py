"""Where a run begins, read from a file: names with numbers, what a run ended in, a recorded run."""

from __future__ import annotations

import codecs
from dataclasses import replace
from pathlib import Path

from negcycle.errors import CaseError, Problem
from negcycle.files.json_tree import read_json
from negcycle.files.node import Node
from negcycle.files.source import decode, read_bytes
from negcycle.files.trajectory_file import FORMATS, read_trajectory
from negcycle.model.faults import cut, shown
from negcycle.words import say

_FINAL = "final"
"""Where `negcycle simulate --json` says how a run ended."""


_SAID_OTHERWISE = frozenset({"after-the-end", "too-deep", "too-many-values"})
"""Faults of a text whose sentence speaks of a case."""


def read_start(path: str | Path) -> dict[str, float]:
    """Return the states that a file names, each with its number.

    It may be JSON, either names with numbers or what ``negcycle simulate --json`` printed, and then
    its ``final``; or a recorded run, as CSV or netCDF, and then its last row.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.
        MissingExtra: for netCDF, if xarray or netCDF4 is not installed.
    """
    if Path(path).suffix.lower().removeprefix(".") in FORMATS:
        return read_trajectory(path).final
    return to_start(read_bytes(path), file=str(path))


def to_start(data: bytes, *, file: str) -> dict[str, float]:
    """Read a start from JSON; `file` is the name that faults are reported under.

    Raises:
        CaseError: with every fault, each with line and column.
    """
    if not data.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        raise CaseError([Problem(say("start.none"), code="no-start", file=file)])
    try:
        root = read_json(decode(data, file), file).root
    except CaseError as error:
        raise CaseError([_of_a_start(one) for one in error.problems]) from None
    return _numbers(root, file)


def _numbers(root: Node, file: str) -> dict[str, float]:
    """Return the names with their numbers, or raise a fault for each that has none."""
    states, path = root, ""
    if isinstance(root.value, dict) and _FINAL in root.value:
        states, path = root.value[_FINAL], f"{_FINAL}."
    if not isinstance(states.value, dict) or not states.value:
        raise CaseError([Problem(say("start.none"), "", "no-start", file, *states.place)])
    numbers: dict[str, float] = {}
    faults: list[Problem] = []
    for name, one in states.value.items():
        if isinstance(one.value, int | float) and not isinstance(one.value, bool):
            numbers[name] = float(one.value)
        else:
            message = say("fault.not-a-number", value=shown(one.value))
            faults.append(Problem(message, cut(f"{path}{name}"), "not-a-number", file, *one.place))
    if faults:
        raise CaseError(faults)
    return numbers


def _of_a_start(one: Problem) -> Problem:
    return replace(one, message=say("start.none")) if one.code in _SAID_OTHERWISE else one
