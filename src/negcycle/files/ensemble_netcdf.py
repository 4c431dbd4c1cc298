"""Many couples as netCDF: a variable for each column over the axes of a grid or over `couple`."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from negcycle.files.ensemble_columns import (
    COUPLE,
    RUN,
    TIME,
    codes_of,
    label_of_column,
    label_of_parameter,
    refuse_names,
    unit_of,
)
from negcycle.files.ensemble_origin import (
    LAYOUT,
    ensemble_of,
    from_attributes,
    origin_of,
    refuse,
    refuse_layout,
    refuse_too_big,
)
from negcycle.files.netcdf import (
    as_attributes,
    bytes_of,
    label_of,
    need_netcdf,
    read_netcdf,
    refuse_name,
)
from negcycle.model.ensemble import Ensemble, Recorded
from negcycle.model.faults import shown
from negcycle.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from xarray import Dataset, Variable


def to_dataset(ensemble: Ensemble) -> Dataset:
    """Return many couples as an `xarray.Dataset`.

    A whole grid has a dimension for each axis, with its values, and ``run`` for the couples at one
    point. Everything else has the one dimension ``couple``, with the number of each. States that
    were recorded have the dimension ``time``, too. How it was made is in the attributes.

    Raises:
        ConversionError: if two columns have one name, or one that netCDF cannot hold.
        MissingExtra: if xarray is not installed.
    """
    need_netcdf()
    import xarray

    refuse_names(ensemble)
    people, grid = ensemble.people, _grid(ensemble)
    shape = tuple(len(values) for values in grid.values())
    rows = tuple(grid)
    variables: dict[str, tuple[tuple[str, ...], NDArray[Any], dict[str, Any]]] = {
        COUPLE: (rows, _numbers(ensemble).reshape(shape), _words("couple")),
    }
    if RUN in grid:
        variables[RUN] = ((RUN,), grid[RUN], _words("run"))
    for name, values in ensemble.parameters.items():
        words = {"long_name": label_of_parameter(name, people), "units": unit_of(name)}
        if name in grid:
            variables[name] = ((name,), grid[name], words)
        else:
            variables[name] = (rows, values.reshape(shape), words)
    for name, column in ensemble.columns.items():
        words = {"long_name": label_of_column(name, people), "units": unit_of(name)}
        variables[name] = (rows, column.reshape(shape), {**words, **_flags(name, column)})
    if ensemble.recorded:
        variables |= _over_time(ensemble.recorded, people, rows, shape)
    for name in variables:
        refuse_name(name)
    beside = {RUN, COUPLE, TIME, *grid}
    return xarray.Dataset(
        {name: one for name, one in variables.items() if name not in beside},
        coords={name: one for name, one in variables.items() if name in beside},
        attrs=as_attributes(LAYOUT, origin_of(ensemble)),
    )


def from_dataset(dataset: Dataset, path: str | Path = "") -> Ensemble:
    """Return the ensemble that a dataset such as that of `to_dataset` holds.

    Raises:
        FileUnreadable: if a column is missing or says what none can say.
        ValueError, KeyError, TypeError: if it holds none.
    """
    refuse_layout(dataset.attrs, path)
    origin = from_attributes(dataset.attrs)
    if COUPLE not in dataset.variables:
        refuse(path, "no-column", name=shown(COUPLE))
    rows = dataset.variables[COUPLE]
    names = (COUPLE, *origin["parameters"], *origin["columns"])
    columns = {
        name: _column(dataset.variables[name], name, rows)
        for name in names
        if name in dataset.variables
    }
    recorded = None
    if "recorded" in origin:
        recorded = _recorded(dataset, origin["recorded"], rows, path)
    return ensemble_of(origin, columns, path, recorded)


def to_netcdf(ensemble: Ensemble) -> Iterator[bytes]:
    """Yield the bytes of a netCDF file; the same ensemble gives the same bytes.

    Raises:
        ConversionError, MissingExtra: as `to_dataset`.
    """
    return bytes_of(to_dataset(ensemble))


def from_netcdf(path: str | Path) -> Ensemble:
    """Read many couples from a netCDF file.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read, is larger than 10 GB, or holds none.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    return read_netcdf(
        path,
        lambda dataset: from_dataset(dataset, path),
        refuse_size=refuse_too_big,
        otherwise="ensemble-file.none",
    )


def _grid(ensemble: Ensemble) -> dict[str, NDArray[Any]]:
    """Return the dimensions of the rows and their values: a grid where it is whole, or couples."""
    couples: dict[str, NDArray[Any]] = {COUPLE: _numbers(ensemble)}
    design = ensemble.design
    if design is None or design.sampling != "grid" or math.prod(design.shape) != len(ensemble):
        return couples
    if not np.array_equal(ensemble.index, np.arange(len(ensemble))):
        return couples
    grid: dict[str, NDArray[Any]] = {
        **{name: np.array(values) for name, values in design.axes.items()},
        RUN: np.arange(design.runs, dtype=np.int32),
    }
    for place, (name, values) in enumerate(design.axes.items()):
        lies = [1] * len(design.shape)
        lies[place] = len(values)
        spread = np.broadcast_to(grid[name].reshape(lies), design.shape).reshape(-1)
        given = ensemble.parameters.get(name)
        if given is None or given.tobytes() != spread.tobytes():
            return couples
    return grid


def _numbers(ensemble: Ensemble) -> NDArray[Any]:
    """Return the number of each couple, in 32 bits where they are enough: R knows no more."""
    return ensemble.index.astype(np.int32) if ensemble.runs <= 2**31 else ensemble.index


def _words(of: str) -> dict[str, Any]:
    return {"long_name": say(f"ensemble-file.{of}"), "units": "1"}


def _flags(name: str, values: NDArray[Any]) -> dict[str, Any]:
    """Return what the codes of a column stand for, as the CF conventions say it."""
    known = codes_of(name)
    if not known:
        return {}
    return {
        "flag_values": np.array(list(known), dtype=values.dtype),
        "flag_meanings": " ".join(known.values()),
    }


def _over_time(
    recorded: Recorded, people: Mapping[str, str], rows: tuple[str, ...], shape: tuple[int, ...]
) -> dict[str, tuple[tuple[str, ...], NDArray[Any], dict[str, Any]]]:
    """Return a variable for each recorded state, and one for when."""
    when = {"long_name": say("run.name.turn"), "units": "turn"}
    return {
        TIME: ((TIME,), recorded.times, when),
        **{
            name: (
                (*rows, TIME),
                recorded.values[:, :, place].reshape(*shape, len(recorded.times)),
                {"long_name": label_of(name, people), "units": "1"},
            )
            for place, name in enumerate(recorded.names)
        },
    }


def _column(values: Variable, name: str, rows: Variable) -> NDArray[Any]:
    """Return one column, a row each; an axis of a grid is spread over the grid."""
    if values.dims == (name,) and name in rows.dims and rows.dims != (name,):
        lies = [size if dim == name else 1 for dim, size in rows.sizes.items()]
        spread = np.broadcast_to(values.to_numpy().reshape(lies), rows.shape)
        return spread.reshape(-1)
    numbers = values.to_numpy()
    return numbers.reshape(-1) if values.dims == rows.dims else numbers


def _recorded(dataset: Dataset, names: list[str], rows: Variable, path: str | Path) -> Recorded:
    """Return the states over time."""
    shapes = {TIME: (TIME,), **dict.fromkeys(names, (*rows.dims, TIME))}
    for name, dims in shapes.items():
        if name not in dataset.variables:
            refuse(path, "no-column", name=shown(name))
        variable: Any = dataset.variables[name]
        if variable.dims != dims or variable.dtype.kind != "f":
            refuse(path, "column-shape", name=shown(name))
    states: list[Any] = [dataset.variables[name] for name in shapes if name != TIME]
    times = dataset.variables[TIME].to_numpy()
    kind = states[0].dtype if states else times.dtype
    values = np.empty((rows.size, len(times), len(states)), kind)
    for place, state in enumerate(states):
        values[:, :, place] = state.to_numpy().reshape(rows.size, len(times))
    return Recorded(times, tuple(name for name in shapes if name != TIME), values)
