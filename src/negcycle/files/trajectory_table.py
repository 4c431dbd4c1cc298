"""A run as CSV: one row for each time, one column for each state and measure."""

from __future__ import annotations

import csv
import io
import math
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from negcycle.errors import CaseError, FileUnreadable, Problem
from negcycle.files.faults import MOST_FAULTS
from negcycle.files.printable import shown_path
from negcycle.files.source import read_bytes
from negcycle.model.faults import cut, shown
from negcycle.model.trajectory import Trajectory
from negcycle.words import say

TURN = "turn"
"""The name of the first column."""

LARGEST = 1_000_000_000
"""Bytes that a recorded run may have, in its file and, as netCDF, in memory.

The longest run of a couple that can be simulated takes 800 MB as a table.
"""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
"""A number in digits."""

_PLAIN = re.compile(r"[0-9.eE+-]*")
_NO_VALUE = frozenset({"", "NA", "NaN", "nan"})
"""What R, pandas and we write where a measure has no value."""


_PART = 10_000
"""Rows that are written at once."""


def is_measure(name: str) -> bool:
    """Whether a column is read off the states, as ``"meeting"`` and ``"john.unmet_need"`` are."""
    is_of_the_couple = name in {"cycle_strength", "meeting", "gain"}
    return is_of_the_couple or name.endswith((".unmet_need", ".felt_security"))


def to_csv(trajectory: Trajectory) -> Iterator[str]:
    """Yield a run as CSV, part by part; every number is written so that reading gives the same one.

    A measure that has no value somewhere is blank there.
    """
    yield _lines([[TURN, *trajectory.names, *trajectory.measures]])
    columns = [trajectory.times, *trajectory.states.T, *trajectory.measures.values()]
    for first in range(0, len(trajectory), _PART):
        rows = np.column_stack([column[first : first + _PART] for column in columns]).tolist()
        yield _lines([["" if math.isnan(number) else number for number in row] for row in rows])


def _lines(rows: Iterable[Iterable[str | float]]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(rows)
    return written.getvalue()


def from_csv(path: str | Path) -> Trajectory:
    """Read a run from a table whose first column is ``turn``.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the table, each with its line and column.
    """
    table = _Table(str(path))
    table.read(_bytes_of(path))
    values = np.array(table.numbers, dtype=np.float64).reshape(-1, len(table.names))
    states = [place for place, name in enumerate(table.names[1:], 1) if not is_measure(name)]
    return Trajectory(
        times=values[:, 0],
        names=tuple(table.names[place] for place in states),
        states=values[:, states],
        measures={
            name: values[:, place] for place, name in enumerate(table.names) if is_measure(name)
        },
    )


def plain_numbers(row: Sequence[str]) -> list[float] | None:
    """Return the numbers of a row in which nothing else stands: the quick way for most rows."""
    if not _PLAIN.fullmatch("".join(row)):
        return None
    try:
        numbers = [float(cell) for cell in row]
    except ValueError:
        return None
    return numbers if all(map(math.isfinite, numbers)) else None


def refuse_too_big(size: int, path: str | Path) -> None:
    """Refuse more bytes than a recorded run may have.

    Raises:
        FileUnreadable: if there are more.
    """
    if size > LARGEST:
        raise FileUnreadable(say("run.too-big", file=shown_path(path)), str(path))


def _bytes_of(path: str | Path) -> bytes:
    """Return the bytes of a file, which may be larger than a case.

    Raises:
        FileMissing, FileUnreadable: as `read_bytes`, but for another size.
    """
    size = 0
    with suppress(OSError, ValueError):
        if Path(path).is_file():
            size = Path(path).stat().st_size
            if size <= LARGEST:
                return Path(path).read_bytes()
    refuse_too_big(size, path)
    return read_bytes(path)  # says why that did not work, or reads a pipe


class _Table:
    """A table that is read line by line; what is at fault is gathered."""

    def __init__(self, file: str) -> None:
        self.names: list[str] = []
        self.numbers = array("d")
        """Row after row."""
        self._time = -math.inf
        self._file = file
        self._problems: list[Problem] = []

    def read(self, data: bytes) -> None:
        """Take the whole table.

        Raises:
            CaseError: with every fault, or the first hundred.
        """
        text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="")
        reader = csv.reader(text, strict=True)
        try:
            self._take_names(next(reader, list[str]()))
            for row in reader:
                if row:
                    self._take_row(row, reader.line_num)
        except UnicodeDecodeError:
            self._fault("no-text", None)
        except csv.Error:
            self._fault("quotes", reader.line_num)
        if not (self.numbers or self._problems):
            self._fault("no-rows", 1)
        if self._problems:
            raise CaseError(self._problems)

    def _take_names(self, names: list[str]) -> None:
        """Take the first line; without it nothing more can be understood."""
        first = names[0] if names else ""
        if first != TURN:
            is_other = re.match(rf"{TURN}[;\t]", first)
            self._fault("separator" if is_other else "no-turn", 1)
        seen = {first}
        for number, name in enumerate(names[1:], 2):
            if not name.strip():
                self._fault("no-name", 1, number=number)
            elif name in seen:
                self._fault("name-twice", 1, column=shown(name))
            seen.add(name)
        if self._problems:
            raise CaseError(self._problems)
        self.names = names

    def _take_row(self, row: Sequence[str], line: int) -> None:
        if len(row) != len(self.names):
            self._fault("ragged", line, count=len(row), expected=len(self.names))
            return
        numbers = plain_numbers(row) or [
            self._number(cell, name, line) for cell, name in zip(row, self.names, strict=True)
        ]
        if numbers[0] <= self._time:
            self._fault("not-rising", line, TURN, value=row[0], before=f"{self._time:g}")
        self._time = numbers[0]
        self.numbers.extend(numbers)

    def _number(self, cell: str, name: str, line: int) -> float:
        text = cell.strip()
        number = float(text) if NUMBER.fullmatch(text) else math.nan
        if not math.isfinite(number) and not (text in _NO_VALUE and is_measure(name)):
            self._fault("no-number" if text else "blank-cell", line, name, value=shown(text))
        return number

    def _fault(self, code: str, line: int | None, name: str = "", **values: object) -> None:
        """Gather one fault; its sentence is ``run.<code>`` of the catalogue."""
        message = say(f"run.{code}", **values)
        self._problems.append(Problem(message, cut(name, 60), code, self._file, line))
        if len(self._problems) >= MOST_FAULTS:
            raise CaseError(self._problems)
