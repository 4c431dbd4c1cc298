"""Many couples as Parquet: the table of the CSV, with units, and with how it was made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from negcycle.errors import FileUnreadable, MissingExtra
from negcycle.files.ensemble_columns import (
    COUPLE,
    codes_of,
    label_of_column,
    label_of_parameter,
    refuse_names,
    unit_of,
)
from negcycle.files.ensemble_origin import (
    LAYOUT,
    ensemble_of,
    origin_of,
    refuse,
    refuse_layout,
    refuse_too_big,
)
from negcycle.files.streaming import refuse_no_file, written_by
from negcycle.model.ensemble import Ensemble
from negcycle.model.faults import shown
from negcycle.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

ORIGIN = b"negcycle"
"""Under this key the file says, in JSON, how it was made."""

_PART = 100_000
"""Rows that are kept together."""


def need_parquet() -> None:
    """Refuse to go on without the library.

    Raises:
        MissingExtra: if pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtra(say("ensemble-file.missing-parquet"))


def to_parquet(ensemble: Ensemble) -> Iterator[bytes]:
    """Yield the bytes of a Parquet file; the same ensemble gives the same bytes.

    Raises:
        ConversionError: if two columns have one name, or one that no table can hold.
        MissingExtra: if pyarrow is not installed.
    """
    need_parquet()
    refuse_names(ensemble)
    return written_by(lambda file: _write(ensemble, file))


def from_parquet(path: str | Path) -> Ensemble:
    """Read many couples from a Parquet file.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read, is larger than 10 GB, or holds none.
        MissingExtra: if pyarrow is not installed.
    """
    need_parquet()
    refuse_no_file(path)
    refuse_too_big(Path(path).stat().st_size, path)
    parquet: Any = import_module("pyarrow.parquet")
    try:
        with parquet.ParquetFile(path) as file:
            refuse_too_big(8 * file.metadata.num_rows * file.metadata.num_columns, path)
            table = file.read()
    except FileUnreadable:
        raise
    except (OSError, ValueError, RuntimeError):
        refuse(path, "not-parquet")
    try:
        return _ensemble(table, path)
    except FileUnreadable:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        refuse(path, "none")


def _ensemble(table: Any, path: str | Path) -> Ensemble:
    """Return the ensemble in a table.

    Raises:
        FileUnreadable, ValueError, KeyError, TypeError: if there is none.
    """
    metadata: dict[bytes, bytes] = table.schema.metadata or {}
    origin = json.loads(metadata.get(ORIGIN, b"{}"))
    refuse_layout(origin, path)
    wanted = (COUPLE, *origin["parameters"], *origin["columns"])
    there = set(table.column_names)
    coded = set(origin["columns"])
    columns = {
        name: _coded(table.column(name), name, path)
        if name in coded and codes_of(name)
        else _numbers(table.column(name), name, path)
        for name in wanted
        if name in there
    }
    return ensemble_of(origin, columns, path)


def _numbers(column: Any, name: str, path: str | Path) -> NDArray[Any]:
    """Return a column of numbers."""
    if column.null_count:
        refuse(path, "column-shape", name=shown(name))
    numbers: NDArray[Any] = column.to_numpy()
    return numbers


def _coded(column: Any, name: str, path: str | Path) -> NDArray[Any]:
    """Return the codes of a column of words."""
    codes = {word: code for code, word in codes_of(name).items()}
    parts = [np.empty(0, np.int8)]
    for chunk in column.dictionary_encode().chunks:
        words = chunk.dictionary.to_pylist()
        odd = [None] * bool(chunk.null_count) + [word for word in words if word not in codes]
        if odd:
            refuse(path, "no-code", name=shown(name), value=shown(odd[0]), known=", ".join(codes))
        of_words = np.array([codes[word] for word in words], np.int8)
        parts.append(of_words[chunk.indices.to_numpy()])
    return np.concatenate(parts)


def _write(ensemble: Ensemble, file: Path) -> None:
    """Write the table, a group of rows after the other."""
    pyarrow: Any = import_module("pyarrow")
    parquet: Any = import_module("pyarrow.parquet")
    people, columns = ensemble.people, ensemble.columns
    labels = {
        COUPLE: say("ensemble-file.couple"),
        **{name: label_of_parameter(name, people) for name in ensemble.parameters},
        **{name: label_of_column(name, people) for name in columns},
    }
    values = {COUPLE: ensemble.index, **ensemble.parameters, **columns}
    words = {name: codes_of(name) for name in columns if codes_of(name)}
    schema = pyarrow.schema(
        [
            pyarrow.field(
                name,
                pyarrow.dictionary(pyarrow.int8(), pyarrow.string())
                if name in words
                else pyarrow.from_numpy_dtype(column.dtype),
                nullable=False,
                metadata={"long_name": labels[name], "units": unit_of(name)},
            )
            for name, column in values.items()
        ],
        metadata={ORIGIN: _origin(ensemble)},
    )
    with parquet.ParquetWriter(file, schema, use_dictionary=list(words)) as writer:
        for first in range(0, len(ensemble), _PART):
            rows = slice(first, first + _PART)
            arrays = [
                _in_words(column[rows], words[name])
                if name in words
                else pyarrow.array(column[rows])
                for name, column in values.items()
            ]
            writer.write_table(pyarrow.table(arrays, schema=schema))


def _origin(ensemble: Ensemble) -> str:
    return json.dumps({"schema": LAYOUT, **origin_of(ensemble)}, ensure_ascii=False)


def _in_words(codes: NDArray[Any], words: dict[int, str]) -> Any:
    """Return a column of codes as words, each kept once."""
    pyarrow: Any = import_module("pyarrow")
    return pyarrow.DictionaryArray.from_arrays(
        (codes - min(words)).astype(np.int8), list(words.values())
    )
