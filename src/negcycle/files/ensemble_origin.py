"""How many couples were made, as plain data beside their rows, and an ensemble from both."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast, get_args

import numpy as np

from negcycle.errors import FileUnreadable
from negcycle.files.ensemble_columns import COUPLE, codes_of
from negcycle.files.ensemble_possible import what_cannot_be
from negcycle.files.printable import shown_path
from negcycle.model.ensemble import Design, Ensemble, Recorded, Sampling
from negcycle.model.faults import shown
from negcycle.model.missed import Missed, Why
from negcycle.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

LAYOUT = "negcycle/ensemble/1"
"""Says in a file how it is laid out."""

_A_RUN = "negcycle/trajectory/"
_ENSEMBLES = "negcycle/ensemble/"

LARGEST = 10_000_000_000
"""Bytes that an ensemble may have, in its file and in memory.

Ten million couples of two, with 80 columns each, take 6.4 GB.
"""

_STRUCTURED = ("names", "people", "written", "design", "drawn", "libraries", "missed")
_IN_ORDER = ("parameters", "columns", "recorded")
"""The names of the columns, in order."""
_SENTENCES = ("assumptions", "notes")


def origin_of(ensemble: Ensemble) -> dict[str, Any]:
    """Return how an ensemble was made; None is what is not known or does not apply."""
    one = ensemble
    return {
        "version": one.version,
        "case": one.case,
        "seed": int(one.seed),
        "runs": int(one.runs),
        "turns": float(one.turns),
        "step": float(one.step),
        "look": float(one.look),
        "after": float(one.after),
        "noise": float(one.noise),
        "start": one.start,
        "plan": one.plan,
        "kernel": one.kernel,
        "precision": one.precision,
        "shard": one.shard and f"{one.shard[0]}/{one.shard[1]}",
        "names": list(one.names),
        "people": {**one.people},
        "written": {**one.written},
        "design": one.design and _as_data(one.design),
        "drawn": {**one.drawn},
        "libraries": {**one.libraries},
        "parameters": list(one.parameters),
        "columns": list(one.columns),
        "recorded": one.recorded and list(one.recorded.names),
        "assumptions": one.assumptions,
        "notes": one.notes,
        "missed": [missed._asdict() for missed in one.missed],
        "missing": one.missing,
    }


def _as_data(design: Design) -> dict[str, Any]:
    return {
        "sampling": design.sampling,
        "axes": {name: [float(value) for value in values] for name, values in design.axes.items()},
        "points": int(design.points),
        "runs": int(design.runs),
        "distributions": dict(design.distributions),
        "second_order": bool(design.second_order),
    }


def from_attributes(attributes: Mapping[Any, Any]) -> dict[str, Any]:
    """Return what `as_attributes` made attributes of.

    Raises:
        ValueError, TypeError: if they are something else.
    """
    known = dict(attributes)
    for name in (*_STRUCTURED, *_IN_ORDER):
        if name in known:
            known[name] = json.loads(known[name])
    for name in _SENTENCES:
        known[name] = str(known.get(name, "")).splitlines()
    return known


def refuse(path: str | Path, code: str, **values: object) -> NoReturn:
    """Raise that a file holds no ensemble; the sentence is ``ensemble-file.<code>``.

    Raises:
        FileUnreadable: always.
    """
    message = say(f"ensemble-file.{code}", file=shown_path(path), **values)
    raise FileUnreadable(message, str(path))


def refuse_too_big(size: int, path: str | Path) -> None:
    """Refuse more bytes than an ensemble may have.

    Raises:
        FileUnreadable: if there are more.
    """
    if size > LARGEST:
        refuse(path, "too-big")


def refuse_layout(origin: Mapping[Any, Any], path: str | Path) -> None:
    """Refuse a file that does not say that it is an ensemble as we know it.

    Raises:
        FileUnreadable: if it says something else.
    """
    layout = str(origin.get("schema", ""))
    if layout.startswith(_A_RUN):
        refuse(path, "a-run")
    if layout.startswith(_ENSEMBLES) and layout != LAYOUT:
        refuse(path, "newer", layout=layout, known=LAYOUT)
    if layout != LAYOUT:
        refuse(path, "none")


def ensemble_of(
    origin: Mapping[str, Any],
    columns: Mapping[str, NDArray[Any]],
    path: str | Path,
    recorded: Recorded | None = None,
) -> Ensemble:
    """Return the ensemble that was made like this and has these rows.

    Args:
        origin: what `origin_of` returned.
        columns: every column by name, with `COUPLE`.
        path: where it was read, for what is refused.
        recorded: states over time.

    Raises:
        FileUnreadable: if a column is missing or says what none can say.
        ValueError, KeyError, TypeError: if `origin` is something else.
    """
    refuse_layout(origin, path)
    parameters, others = _texts(origin["parameters"]), _texts(origin["columns"])
    for name in (COUPLE, *parameters, *others):
        if name not in columns:
            refuse(path, "no-column", name=shown(name))
        if columns[name].shape != columns[COUPLE].shape or columns[name].dtype.kind not in "iufb":
            refuse(path, "column-shape", name=shown(name))
    runs = int(origin["runs"])
    _refuse_numbers(columns[COUPLE], runs, path)
    for name in others:
        _refuse_codes(name, columns[name], path)
    shard = origin.get("shard")
    found = Ensemble(
        index=columns[COUPLE].astype(np.int64, copy=False),
        parameters={name: columns[name] for name in parameters},
        columns={name: columns[name] for name in others},
        runs=runs,
        turns=float(origin["turns"]),
        step=float(origin["step"]),
        look=float(origin["look"]),
        seed=int(origin["seed"]),
        after=float(origin["after"]),
        noise=float(origin["noise"]),
        names=_texts(origin["names"]),
        people=_by_key(origin["people"]),
        written={
            str(key): None if word is None else str(word) for key, word in origin["written"].items()
        },
        design=_design(origin.get("design")),
        drawn=_by_key(origin["drawn"]),
        shard=None if shard is None else _shard(shard),
        recorded=recorded,
        start=str(origin["start"]),
        plan=str(origin["plan"]),
        kernel=str(origin["kernel"]),
        precision=str(origin["precision"]),
        assumptions=_texts(origin["assumptions"]),
        notes=_texts(origin["notes"]),
        missed=tuple(_missed(one) for one in origin["missed"]),
        missing=str(origin["missing"]),
        version=str(origin["version"]),
        libraries=_by_key(origin["libraries"]),
        case=str(origin["case"]),
    )
    if (key := what_cannot_be(found)) is not None:
        refuse(path, "cannot-be", what=say(f"ensemble-file.cannot-be.{key}"))
    return found


def _refuse_numbers(index: NDArray[Any], runs: int, path: str | Path) -> None:
    """Refuse couples whose numbers are not whole, not rising or too large."""
    if index.ndim != 1 or index.dtype.kind not in "iu":
        refuse(path, "not-whole")
    falls = np.flatnonzero(index[1:] <= index[:-1])
    if len(falls):
        place = falls[0]
        refuse(path, "not-rising", number=index[place + 1], before=index[place])
    outside = index[(index < 0) | (index >= runs)]
    if len(outside):
        refuse(path, "out-of-range", number=outside[0], runs=runs)


def _refuse_codes(name: str, values: NDArray[Any], path: str | Path) -> None:
    """Refuse a code that stands for nothing."""
    known = codes_of(name)
    if not known:
        return
    odd = values[~np.isin(values, list(known))]
    if len(odd):
        refuse(path, "no-code", name=shown(name), value=odd[0], known=", ".join(map(str, known)))


def _texts(values: object) -> tuple[str, ...]:
    """Return texts from a list of them."""
    if not isinstance(values, list | tuple):
        raise TypeError
    return tuple(str(one) for one in cast("list[object]", values))


def _by_key(values: dict[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in values.items()}


def _shard(text: str) -> tuple[int, int]:
    number, _, count = text.partition("/")
    return int(number), int(count)


def _missed(of: dict[str, Any]) -> Missed:
    return Missed(
        place=int(of["place"]),
        kind=str(of["kind"]),
        why=Why(of["why"]),
        problem=str(of["problem"]),
        name=str(of["name"]),
        couples=int(of["couples"]),
        first=float(of["first"]),
        last=float(of["last"]),
    )


def _design(of: dict[str, Any] | None) -> Design | None:
    if of is None:
        return None
    sampling: Sampling = of["sampling"]
    if sampling not in get_args(Sampling):
        raise ValueError
    axes = {str(name): tuple(map(float, values)) for name, values in of["axes"].items()}
    return Design(
        sampling,
        axes,
        int(of["points"]),
        int(of["runs"]),
        distributions={str(name): str(what) for name, what in of["distributions"].items()},
        second_order=bool(of["second_order"]),
    )
