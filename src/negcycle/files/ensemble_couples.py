"""A table of couples to run: a row for each, and a column for each number in which they differ."""

from __future__ import annotations

import csv
import io
import math
import re
from array import array
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from negcycle.errors import CaseError, Problem
from negcycle.files.faults import MOST_FAULTS
from negcycle.files.source import read_bytes
from negcycle.files.trajectory_table import NUMBER, plain_numbers
from negcycle.model.faults import cut, shown
from negcycle.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

LARGEST = 1_000_000_000
"""Bytes that the table may have."""

MOST_NUMBERS = 200_000_000
"""Numbers that the table may hold; in memory they take 1.6 GB."""

LABELS = frozenset({"couple", "index"})
"""Columns that say which couple a row is. What stands there is left out: rows count from 0."""

_RESULT = "outcome"
"""A column of results, as an ensemble has it."""

_WITH_COMMA = re.compile(r"[+-]?\d+,\d+", re.ASCII)
_OTHER = {";": "semicolons", "\t": "tabs"}


def read_couples(path: str | Path) -> dict[str, Array]:
    """Read a table of couples: CSV with the names of parameters in its first line.

    A column ``couple`` or ``index``, and a first column without a name as R and pandas write it,
    is left out: the couples are numbered by their rows, from 0.

    Args:
        path: where it is.

    Returns:
        One array for each parameter, by name, such as ``"john.reactivity"``. Each of shape
        ``(n_couples,)``.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read or is larger than 1 GB.
        CaseError: with every fault of the table, each with its line and column.
    """
    return to_couples(read_bytes(path, largest=LARGEST), file=str(path))


def to_couples(data: bytes, *, file: str) -> dict[str, Array]:
    """Return the couples of a table, as `read_couples` does.

    Args:
        data: CSV.
        file: the name of the file it stands in, for its faults.

    Raises:
        CaseError: with every fault of the table, each with its line and column.
    """
    return to_table(data, file=file).couples


class CoupleTable(NamedTuple):
    """The couples of a table, and where each of them stands."""

    couples: dict[str, Array]
    """One array for each parameter. Each of shape ``(n_couples,)``."""
    lines: NDArray[np.int64]
    """The line of each couple, from 1. Shape ``(n_couples,)``."""


def to_table(data: bytes, *, file: str) -> CoupleTable:
    """Return the couples of a table with their lines; it reads and refuses as `to_couples` does.

    Raises:
        CaseError: with every fault of the table, each with its line and column.
    """
    table = _Table(file)
    table.read(data)
    numbers = np.frombuffer(table.numbers, dtype=np.float64).reshape(-1, len(table.names))
    couples = {name: numbers[:, place].copy() for place, name in enumerate(table.names)}
    return CoupleTable(couples, np.frombuffer(table.lines, dtype=np.int64))


class _Table:
    """A table that is read line by line; what is at fault is gathered."""

    def __init__(self, file: str) -> None:
        self.names: list[str] = []
        """Of the parameters."""
        self.numbers = array("d")
        """Row after row."""
        self.lines = array("q")
        """Where each row ends."""
        self._width = 0
        self._wanted: list[int] = []
        """The places of the parameters among the cells of a row."""
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
            self._take_names([name.strip() for name in next(reader, list[str]())])
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
        code = _unlike_names(names)
        if code:
            self._fault(code, 1)
            raise CaseError(self._problems)
        seen = set[str]()
        for number, name in enumerate(names, 1):
            if not name and number > 1:
                self._fault("no-name", 1, number=number)
            elif name in seen:
                self._fault("name-twice", 1, column=shown(name))
            seen.add(name)
        self._width = len(names)
        self._wanted = [at for at, name in enumerate(names) if name and name not in LABELS]
        self.names = [names[at] for at in self._wanted]
        if not (self.names or self._problems):
            self._fault("no-parameter", 1)
        if _RESULT in seen:
            self._fault("results", 1, column=shown(_RESULT))
        if self._problems:
            raise CaseError(self._problems)

    def _take_row(self, row: Sequence[str], line: int) -> None:
        if len(row) != self._width:
            halves = len(row) == self._width + len(self.names)
            code = "ragged-comma" if halves else "ragged"
            self._fault(code, line, count=len(row), expected=self._width)
            return
        cells = [row[at].strip() for at in self._wanted]
        self.lines.append(line)
        self.numbers.extend(
            plain_numbers(cells)
            or [
                self._number(cell, name, line) for cell, name in zip(cells, self.names, strict=True)
            ]
        )
        if len(self.numbers) > MOST_NUMBERS:
            self._fault("too-many", line, limit=f"{MOST_NUMBERS:,}")
            raise CaseError(self._problems)

    def _number(self, cell: str, name: str, line: int) -> float:
        if NUMBER.fullmatch(cell):
            number = float(cell)
            if math.isfinite(number):
                return number
        if _WITH_COMMA.fullmatch(cell):
            better = shown(cell.replace(",", "."))
            self._fault("comma", line, name, value=shown(cell), better=better)
        else:
            self._fault("no-number" if cell else "blank-cell", line, name, value=shown(cell))
        return math.nan

    def _fault(self, code: str, line: int | None, name: str = "", **values: object) -> None:
        """Gather one fault; its sentence is ``couples.<code>`` of the catalogue."""
        message = say(f"couples.{code}", **values)
        self._problems.append(Problem(message, cut(name, 60), code, self._file, line))
        if len(self._problems) >= MOST_FAULTS:
            raise CaseError(self._problems)


def _unlike_names(names: list[str]) -> str:
    """Return what a first line is that holds no names; empty where it does."""
    if not any(names):
        return "no-header"
    if len(names) == 1:
        for sign, code in _OTHER.items():
            if sign in names[0]:
                return code
    return "no-names" if all(NUMBER.fullmatch(name) for name in names) else ""
