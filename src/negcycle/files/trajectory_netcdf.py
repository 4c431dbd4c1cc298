"""A run as netCDF: a variable over `turn` for each state and measure, and how the run was made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from negcycle.files.netcdf import (
    as_attributes,
    bytes_of,
    label_of,
    need_netcdf,
    read_netcdf,
    refuse_name,
)
from negcycle.files.trajectory_table import TURN, is_measure, refuse_too_big
from negcycle.model.trajectory import Acting, Band, Outcome, Trajectory
from negcycle.words import say

if TYPE_CHECKING:
    from xarray import Dataset

LAYOUT = "negcycle/trajectory/1"
"""Says in a file how it is laid out."""


def to_dataset(trajectory: Trajectory) -> Dataset:
    """Return a run as an `xarray.Dataset`: dimension ``turn``, attributes for how it was made.

    Raises:
        ConversionError: if netCDF could not hold the name of a state.
        MissingExtra: if xarray is not installed.
    """
    need_netcdf()
    import xarray

    of = {
        **dict(zip(trajectory.names, trajectory.states.T, strict=True)),
        **trajectory.measures,
    }
    for name in of:
        refuse_name(name)
    time = {"long_name": say("run.name.time")}
    if trajectory.people:
        time = {"long_name": say("run.name.turn"), "units": TURN}
    return xarray.Dataset(
        {
            name: (TURN, values, {"long_name": label_of(name, trajectory.people), "units": "1"})
            for name, values in of.items()
        },
        coords={TURN: (TURN, trajectory.times, time)},
        attrs=_attributes(trajectory),
    )


def from_dataset(dataset: Dataset) -> Trajectory:
    """Return the run that a dataset such as that of `to_dataset` holds.

    Raises:
        ValueError, KeyError, TypeError: if it holds none.
    """
    names = [
        str(name)
        for name, values in dataset.data_vars.items()
        if values.dims == (TURN,) and np.issubdtype(values.dtype, np.number)
    ]
    states = [name for name in names if not is_measure(name)]
    of: Mapping[Any, Any] = dataset.attrs
    return Trajectory(
        times=dataset[TURN].to_numpy(),
        names=tuple(states),
        states=np.column_stack([dataset[name].to_numpy() for name in states]),
        measures={name: dataset[name].to_numpy() for name in names if is_measure(name)},
        bands=tuple(_band(one) for one in json.loads(of.get("bands", "[]"))),
        acting=tuple(_acting(one) for one in json.loads(of.get("acting", "[]"))),
        outcome=Outcome(of["outcome"]) if "outcome" in of else None,
        decided=str(of.get("decided", "")),
        people=json.loads(of.get("people", "{}")),
        written=json.loads(of.get("written", "{}")),
        indices=json.loads(of.get("indices", "{}")),
        assumptions=tuple(str(of.get("assumptions", "")).splitlines()),
        notes=tuple(str(of.get("notes", "")).splitlines()),
        step=float(of.get("step", 0.0)),
        noise=float(of.get("noise", 0.0)),
        seed=int(of["seed"]) if "seed" in of else None,
        version=str(of.get("version", "")),
        case=str(of.get("case", "")),
        halving=float(of["halving"]) if "halving" in of else None,
    )


def to_netcdf(trajectory: Trajectory) -> bytes:
    """Return a run as the bytes of a netCDF file; the same run gives the same bytes.

    Raises:
        ConversionError: if netCDF cannot hold the name of a state.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    return b"".join(bytes_of(to_dataset(trajectory)))


def from_netcdf(path: str | Path) -> Trajectory:
    """Read a run from a netCDF file.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read, is larger than 1 GB, or holds no run.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    return read_netcdf(path, from_dataset, refuse_size=refuse_too_big, otherwise="run.no-run")


def _attributes(trajectory: Trajectory) -> dict[str, Any]:
    """Return how the run was made."""
    one = trajectory
    known = {
        "outcome": one.outcome and one.outcome.value,
        "decided": one.decided,
        "version": one.version,
        "case": one.case,
        "seed": one.seed,
        "step": one.step,
        "noise": one.noise,
        "halving": one.halving,
        "assumptions": one.assumptions,
        "notes": one.notes,
        "people": {**one.people},
        "written": {**one.written},
        "indices": {key: {**values} for key, values in one.indices.items()},
        "bands": [asdict(band) for band in one.bands],
        "acting": [asdict(acting) for acting in one.acting],
    }
    return as_attributes(LAYOUT, known)


def _band(of: dict[str, Any]) -> Band:
    return Band(of["kind"], of["label"], of["start"], of["end"], tuple(of["partners"]))


def _acting(of: dict[str, Any]) -> Acting:
    return Acting(of["start"], {str(name): float(x) for name, x in of["values"].items()})
