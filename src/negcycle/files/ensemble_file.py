"""Write many couples to a file and read them back: netCDF with all, CSV and Parquet as a table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from negcycle.errors import ConversionError, UnknownName
from negcycle.files.ensemble_netcdf import from_netcdf, to_netcdf
from negcycle.files.ensemble_parquet import from_parquet, need_parquet, to_parquet
from negcycle.files.ensemble_table import to_csv
from negcycle.files.netcdf import need_netcdf
from negcycle.files.printable import shown_path
from negcycle.files.writing import write_atomically
from negcycle.model.ensemble import Ensemble
from negcycle.words import say

FORMATS = ("nc", "csv", "parquet")
"""What many couples are written as, told by the end of a file's name."""


def write_ensemble(ensemble: Ensemble, path: str | Path, *, overwrite: bool = False) -> None:
    """Write many couples as netCDF (``.nc``), CSV (``.csv``) or Parquet (``.parquet``).

    netCDF holds everything. CSV and Parquet are tables with a row for each couple, in which the
    outcome and the positions are words; Parquet keeps how they were made, too, and CSV does not.
    A file of a million couples is written piece by piece, without a copy in memory.

    Raises:
        UnknownName: if the name ends in something else.
        ConversionError: if two columns have one name, or one that the format cannot hold, or if
            states over time were recorded and the format is a table.
        FileKept: if something is there already and `overwrite` is False.
        FileMissing, FileUnreadable: if it cannot be written.
        MissingExtra: if the libraries for netCDF or Parquet are not installed.
    """
    form = form_of(path, recorded=ensemble.recorded is not None)
    write_atomically(path, contents_of(ensemble, form), overwrite=overwrite)


def contents_of(ensemble: Ensemble, form: str) -> Iterator[bytes]:
    """Return the bytes of many couples as one of `FORMATS`, part by part.

    The same ensemble gives the same bytes.

    Raises:
        ConversionError, MissingExtra: as `write_ensemble`.
    """
    if form == "nc":
        return to_netcdf(ensemble)
    _refuse_recorded(recorded=ensemble.recorded is not None)
    return to_parquet(ensemble) if form == "parquet" else to_csv(ensemble)


def read_ensemble(path: str | Path) -> Ensemble:
    """Read many couples that `write_ensemble` wrote as netCDF or Parquet: all that was written.

    Raises:
        UnknownName: if the name ends in something else.
        ConversionError: if it is a CSV, which does not say how the couples were made.
        FileMissing, FileUnreadable: if it cannot be read, is larger than 10 GB, or holds something
            else.
        MissingExtra: if the libraries for netCDF or Parquet are not installed.
    """
    form = form_of(path)
    if form == "csv":
        raise ConversionError(say("ensemble-file.from-table", file=shown_path(path)))
    return from_netcdf(path) if form == "nc" else from_parquet(path)


def form_of(path: str | Path, *, recorded: bool = False) -> str:
    """Return how an ensemble is kept in a file of this name, before it is computed.

    Args:
        path: the name of the file.
        recorded: whether states over time are to be kept.

    Raises:
        UnknownName: if the name ends in something else.
        ConversionError: if states over time have no place there.
        MissingExtra: if the libraries for it are not installed.
    """
    if not isinstance(path, str | Path):  # pyright: ignore[reportUnnecessaryIsInstance]
        kind = type(path).__name__
        raise UnknownName(say("ensemble-file.no-name", kind=kind), kind, FORMATS)
    form = Path(path).suffix.lower().removeprefix(".")
    if form not in FORMATS:
        message = say("ensemble-file.unknown-format", file=shown_path(path))
        raise UnknownName(message, str(path), FORMATS)
    if form == "nc":
        need_netcdf()
    else:
        _refuse_recorded(recorded=recorded)
    if form == "parquet":
        need_parquet()
    return form


def _refuse_recorded(*, recorded: bool) -> None:
    if recorded:
        raise ConversionError(say("ensemble-file.no-place"))
