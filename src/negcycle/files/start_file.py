"""Where a run begins, read from a file: names with numbers, what a run ended in, a recorded run."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from negcycle.errors import CaseError, Problem
from negcycle.files.faults import MOST_FAULTS
from negcycle.files.json_tree import read_json
from negcycle.files.node import Node, locate
from negcycle.files.source import decode, read_bytes
from negcycle.files.trajectory_file import FORMATS, read_trajectory
from negcycle.model.faults import choices, cut, shown
from negcycle.system.compile import compile_system
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle

_FINAL = "final"
"""Where `negcycle simulate --json` says how a run ended."""


_SAID_OTHERWISE = frozenset({"after-the-end", "too-deep", "too-many-values"})
"""Faults of a text whose sentence speaks of a case."""

_MOST_PEOPLE = 6
"""People of another run that are named."""


def read_start(path: str | Path, *, cycle: Cycle | None = None) -> dict[str, float]:
    """Return the states that a file names, each with its number.

    It may be JSON, either names with numbers or what ``negcycle simulate --json`` printed, and then
    its ``final``; or a recorded run, as CSV or netCDF, and then its last row.

    Args:
        path: the file.
        cycle: who begins there; then a state that nobody there has is a fault, too, and a number
            that the state cannot have.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.
        MissingExtra: for netCDF, if xarray or netCDF4 is not installed.
    """
    file = str(path)
    if Path(path).suffix.lower().removeprefix(".") in FORMATS:
        run = read_trajectory(path)
        if not run.names:
            raise CaseError([Problem(say("start.no-states"), code="no-states", file=file)])
        return _fitting(_Found(run.final, file, recorded=True), cycle)
    return to_start(read_bytes(path), file=file, cycle=cycle)


def to_start(data: bytes, *, file: str, cycle: Cycle | None = None) -> dict[str, float]:
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
    return _fitting(_found(root, file), cycle)


@dataclass(frozen=True, slots=True)
class _Found:
    """The states that a file names, and where."""

    numbers: dict[str, float]
    file: str
    recorded: bool
    """Whether a run ended in them."""
    states: Node | None = None
    """What stands in the file, if that has lines."""

    def fault(
        self, code: str, message: str, name: str | None = None, *, key: bool = True
    ) -> Problem:
        """Return a fault of the file or of a state, at its name or at its number."""
        if self.states is None or name is None:
            return Problem(message, "", code, self.file)
        place = locate(self.states, [name], key=key)
        return Problem(message, "", code, self.file, *place)


def _found(root: Node, file: str) -> _Found:
    """Return the names with their numbers, or raise a fault for each that has none."""
    states, path = root, ""
    recorded = isinstance(root.value, dict) and _FINAL in root.value
    if isinstance(root.value, dict) and recorded:
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
    return _Found(numbers, file, recorded, states)


def _fitting(found: _Found, cycle: Cycle | None) -> dict[str, float]:
    """Return the numbers if these people can begin there."""
    if cycle is None:
        return found.numbers
    people = dict.fromkeys(name.partition(".")[0] for name in found.numbers if "." in name)
    if found.recorded and not people.keys() <= {*cycle.keys}:
        message = say("start.other-people", theirs=_listed(people), ours=_listed(cycle.keys))
        raise CaseError([found.fault("other-people", message)])
    faults = list(islice(_faults(found, cycle), MOST_FAULTS))
    if faults:
        raise CaseError(faults)
    return found.numbers


def _faults(found: _Found, cycle: Cycle) -> Iterator[Problem]:
    """Yield a fault for each state that nobody here has, or that cannot have its number."""
    system = compile_system(cycle)
    boxes = dict(zip(system.names, zip(system.low, system.high, strict=True), strict=True))
    for name, value in found.numbers.items():
        key, dot, _ = name.partition(".")
        if name in boxes:
            low, high = boxes[name]
            if not low <= value <= high:
                box = {"low": int(low), "high": int(high)}
                short = str(value).removesuffix(".0")
                message = say("system.outside", name=cut(name, 60), value=short, **box)
                yield found.fault("outside", message, name, key=False)
        elif dot and key not in cycle.keys:
            hint = did_you_mean(key, cycle.keys) or choices(cycle.keys)
            message = say("fault.unknown-partner", name=cut(key, 60), hint=hint)
            yield found.fault("unknown-partner", message, name)
        else:
            hint = did_you_mean(name, system.names)
            message = say("system.unknown", name=cut(name, 60), hint=hint)
            yield found.fault("unknown-state", message, name)


def _listed(keys: Iterable[str]) -> str:
    """Return the keys of people, or of the first of very many."""
    named = [cut(key, 60) for key in islice(keys, _MOST_PEOPLE + 1)]
    names = ", ".join(named[:_MOST_PEOPLE])
    return say("start.and-others", names=names) if named[_MOST_PEOPLE:] else names


def _of_a_start(one: Problem) -> Problem:
    return replace(one, message=say("start.none")) if one.code in _SAID_OTHERWISE else one
