"""Many couples as CSV: one row for each, one column for what differs and what became of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from negcycle.files.ensemble_columns import COUPLE, codes_of, refuse_names
from negcycle.model.ensemble import Ensemble

if TYPE_CHECKING:
    from numpy.typing import NDArray

_PART = 2_000
"""Rows that are written at once."""


def to_csv(ensemble: Ensemble) -> Iterator[bytes]:
    """Yield many couples as CSV, part by part.

    Every number is written so that reading gives the same one; what has no value is blank. How a
    couple ended and its positions are words.

    Raises:
        ConversionError: if two columns have one name, or one that no table can hold.
    """
    refuse_names(ensemble)
    return _parts(ensemble)


def _parts(ensemble: Ensemble) -> Iterator[bytes]:
    names = io.StringIO()
    csv.writer(names, lineterminator="\n").writerow((COUPLE, *ensemble))
    yield names.getvalue().encode()
    for first in range(0, len(ensemble), _PART):
        rows = slice(first, first + _PART)
        cells = [
            _cells(ensemble.index[rows]),
            *(_cells(values[rows]) for values in ensemble.parameters.values()),
            *(_cells(values[rows], codes_of(name)) for name, values in ensemble.columns.items()),
        ]
        lines = map(",".join, zip(*cells, strict=True))
        yield "".join(f"{line}\n" for line in lines).encode()


def _cells(values: NDArray[Any], words: dict[int, str] | None = None) -> list[str]:
    """Return a column as it is written. A number is the shortest text that gives it back."""
    numbers: list[Any] = values.tolist()
    if words:
        return [words[number] for number in numbers]
    cells = list(map(repr, numbers))
    return ["" if cell == "nan" else cell for cell in cells] if "nan" in cells else cells
