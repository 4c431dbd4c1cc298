"""Write a run to a file and read it back: CSV for every program, netCDF with all that is known."""

from __future__ import annotations

from pathlib import Path

from negcycle.errors import ConversionError, UnknownName
from negcycle.files.printable import shown_path
from negcycle.files.trajectory_netcdf import from_netcdf, to_netcdf
from negcycle.files.trajectory_table import TURN, from_csv, to_csv
from negcycle.files.writing import write_atomically
from negcycle.model.faults import shown
from negcycle.model.trajectory import Trajectory
from negcycle.words import say

FORMATS = ("csv", "nc")
"""What a run is written as, told by the end of a file's name."""


def write_trajectory(trajectory: Trajectory, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a run as CSV or, if the name ends in ``.nc``, as netCDF.

    CSV is a plain table: the column ``turn``, then one for each state and measure, every number
    in full. It has no place for how the run was made; netCDF keeps that, too.

    Raises:
        UnknownName: if the name ends in neither ``.csv`` nor ``.nc``.
        ConversionError: if two states have one name, or one that the format cannot hold.
        FileKept: if something is there already and `overwrite` is False.
        FileMissing, FileUnreadable: if it cannot be written.
        MissingExtra: for netCDF, if xarray or netCDF4 is not installed.
    """
    write_atomically(path, contents_of(trajectory, _format_of(path)), overwrite=overwrite)


def contents_of(trajectory: Trajectory, form: str) -> bytes:
    """Return the bytes of a run as one of `FORMATS`; the same run gives the same bytes.

    Raises:
        ConversionError, MissingExtra: as `write_trajectory`.
    """
    _refuse_names(trajectory)
    if form == "nc":
        return to_netcdf(trajectory)
    return b"".join(part.encode() for part in to_csv(trajectory))


def read_trajectory(path: str | Path) -> Trajectory:
    """Read a run that `write_trajectory` wrote, or a table of the same shape.

    From CSV come the times, the states and the measures; from netCDF all that was written.

    Raises:
        UnknownName: if the name ends in neither ``.csv`` nor ``.nc``.
        FileMissing, FileUnreadable: if it cannot be read, is larger than 1 GB, or is no netCDF of
            a run.
        CaseError: with every fault of a table, each with its line and column.
        MissingExtra: for netCDF, if xarray or netCDF4 is not installed.
    """
    return from_netcdf(path) if _format_of(path) == "nc" else from_csv(path)


def _refuse_names(trajectory: Trajectory) -> None:
    """Refuse names under which no column could be found again."""
    seen: set[str] = set()
    for name in (TURN, *trajectory.names, *trajectory.measures):
        if not (name.strip() and name.isprintable()):
            raise ConversionError(say("run.odd-name", column=shown(name)))
        if name in seen:
            raise ConversionError(say("run.name-twice", column=shown(name)))
        seen.add(name)


def _format_of(path: str | Path) -> str:
    ending = Path(path).suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        message = say("run.unknown-format", file=shown_path(path))
        raise UnknownName(message, str(path), FORMATS)
    return ending
