"""A run as netCDF: a variable over `turn` for each state and measure, and how the run was made."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from negcycle.errors import ConversionError, FileUnreadable, MissingExtra
from negcycle.files.printable import shown_path
from negcycle.files.source import read_bytes
from negcycle.files.trajectory_table import TURN, is_measure, refuse_too_big
from negcycle.model.faults import shown
from negcycle.model.trajectory import Acting, Band, Outcome, Trajectory
from negcycle.words import say

if TYPE_CHECKING:
    from xarray import Dataset

LAYOUT = "negcycle/trajectory/1"
"""Says in a file how it is laid out."""

_NAME = re.compile(r"[^\W][^/\x00-\x1f\x7f]*(?<! )")
"""What netCDF takes for the name of a variable."""

_OF_A_PARTNER = frozenset(
    {
        "primary",
        "secondary",
        "perception",
        "behavior",
        "openness",
        "resentment",
        "unmet_need",
        "felt_security",
    }
)
_OF_THE_COUPLE = frozenset({"cycle_strength", "meeting", "gain"})


def to_dataset(trajectory: Trajectory) -> Dataset:
    """Return a run as an `xarray.Dataset`: dimension ``turn``, attributes for how it was made.

    Raises:
        ConversionError: if netCDF could not hold the name of a state.
        MissingExtra: if xarray is not installed.
    """
    _need_netcdf()
    import xarray

    of = {
        **dict(zip(trajectory.names, trajectory.states.T, strict=True)),
        **trajectory.measures,
    }
    for name in of:
        if not _NAME.fullmatch(name):
            raise ConversionError(say("run.netcdf-name", name=shown(name)))
    time = {"long_name": say("run.name.time")}
    if trajectory.people:
        time = {"long_name": say("run.name.turn"), "units": TURN}
    return xarray.Dataset(
        {
            name: (TURN, values, {"long_name": _label(name, trajectory.people), "units": "1"})
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
    dataset = to_dataset(trajectory)
    no_filling: dict[Any, dict[str, Any]] = {
        name: {"_FillValue": None} for name in dataset.variables
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "run.nc")
        dataset.to_netcdf(  # pyright: ignore[reportUnknownMemberType]
            file, engine="netcdf4", format="NETCDF4", encoding=no_filling
        )
        return file.read_bytes()


def from_netcdf(path: str | Path) -> Trajectory:
    """Read a run from a netCDF file.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read, is larger than 1 GB, or holds no run.
        MissingExtra: if xarray or netCDF4 is not installed.
    """
    _need_netcdf()
    if not Path(path).is_file():  # netCDF4 would take an address on the web for a name
        read_bytes(path)
    refuse_too_big(Path(path).stat().st_size, path)
    import xarray

    try:
        with xarray.open_dataset(  # pyright: ignore[reportUnknownMemberType]
            path, engine="netcdf4", decode_times=False
        ) as opened:
            refuse_too_big(opened.nbytes, path)  # a small file may hold a great many zeros
            return from_dataset(opened)
    except FileUnreadable:
        raise
    except (OSError, RuntimeError):
        code = "not-netcdf"
    except (ValueError, KeyError, TypeError, AttributeError):
        code = "no-run"
    raise FileUnreadable(say(f"run.{code}", file=shown_path(path)), str(path))


def _need_netcdf() -> None:
    if find_spec("xarray") is None or find_spec("netCDF4") is None:
        raise MissingExtra(say("run.missing-extra"))


def _attributes(trajectory: Trajectory) -> dict[str, Any]:
    """Return how the run was made. What is not known is left out: netCDF has no null."""
    one = trajectory
    known = {
        "outcome": one.outcome and one.outcome.value,
        "decided": one.decided,
        "version": one.version,
        "case": one.case,
        "seed": one.seed if one.seed is None or abs(one.seed) < 2**63 else str(one.seed),
        "step": one.step,
        "noise": one.noise,
        "halving": one.halving,
        "assumptions": _lines(one.assumptions),
        "notes": _lines(one.notes),
        "people": _json({**one.people}),
        "written": _json({**one.written}),
        "indices": _json({key: {**values} for key, values in one.indices.items()}),
        "bands": _json([asdict(band) for band in one.bands]),
        "acting": _json([asdict(acting) for acting in one.acting]),
    }
    return {"schema": LAYOUT, **{name: value for name, value in known.items() if value is not None}}


def _band(of: dict[str, Any]) -> Band:
    return Band(of["kind"], of["label"], of["start"], of["end"], tuple(of["partners"]))


def _acting(of: dict[str, Any]) -> Acting:
    return Acting(of["start"], {str(name): float(x) for name, x in of["values"].items()})


def _lines(sentences: tuple[str, ...]) -> str:
    return "\n".join(" ".join(sentence.splitlines()) for sentence in sentences)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _label(name: str, people: Mapping[str, str]) -> str:
    """Return what a variable is, in words where we know them."""
    if name in _OF_THE_COUPLE:
        return say(f"run.name.{name}")
    key, _, rest = name.partition(".")
    slot, _, number = rest.partition(".")
    if key not in people or slot not in _OF_A_PARTNER:
        return name
    label = say(f"run.name.{slot}", name=people[key])
    return say("run.name.numbered", label=label, number=number) if number else label
