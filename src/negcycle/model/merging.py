"""Parts of one ensemble, put together: the same rows as if it had never been divided."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from negcycle.errors import SimulationError
from negcycle.model.ensemble import Ensemble, Recorded
from negcycle.model.faults import cut, shown
from negcycle.model.missed import Missed, Notes
from negcycle.words import say

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ALIKE = (
    "case",
    "version",
    "seed",
    "runs",
    "turns",
    "step",
    "look",
    "after",
    "noise",
    "start",
    "kernel",
    "precision",
)
"""What every part says of itself in a number or a few words."""

_ALIKE_IN_FULL = ("plan", "names", "people", "written", "design")
"""What every part says in more words than stand in a sentence."""

_AND = ", "
"""Stands between the versions of a library where there are several."""

_MOST_LISTED = 12
"""Ranges of missing couples that are named."""


def merge(parts: Iterable[Ensemble]) -> Ensemble:
    """Return one ensemble of its parts, in whatever order they come.

    Merged shards are, bit for bit, the ensemble that was never divided. A couple may be in several
    parts if its rows are the same. Where couples are missing, a note says which; such an ensemble
    is no whole one and can be merged with more.

    Raises:
        SimulationError: if there is no part, if the parts are of different ensembles, or if they
            say different things of one couple.

    Example:
        >>> import negcycle as nc
        >>> nc.merge([])
        Traceback (most recent call last):
        ...
        negcycle.errors.SimulationError: There is nothing to merge. Give the parts of one ensemble.
    """
    given = _ensembles(parts)
    if not given:
        raise SimulationError(say("merge.nothing"))
    first = given[0]
    for number, part in enumerate(given, 1):
        _refuse_other(first, part, number)
        _refuse_numbers(part, number)
    rows = _Rows([part.index for part in given])
    shards = {part.shard for part in given}
    fields: dict[str, Any] = {
        "index": rows.index,
        "parameters": {
            name: rows.joined(name, [part.parameters[name] for part in given])
            for name in first.parameters
        },
        "columns": {
            name: rows.joined(name, [part.columns[name] for part in given])
            for name in first.columns
        },
        "recorded": _recorded(given, rows),
        "shard": first.shard if len(shards) == 1 and len(rows.index) < first.runs else None,
        "assumptions": _once(sentence for part in given for sentence in part.assumptions),
        "libraries": _libraries(given),
        "missed": _missed(given),
        "missing": _about_missing(rows.index, first.runs),
    }
    merged = replace(first, **fields)
    twice = say("merge.overlap")
    is_twice = _overlap(given) or any(twice in part.notes for part in _counted(given))
    others = [
        sentence
        for part in given
        for sentence in part.notes
        if sentence not in {*_about_plan(part), *_about_libraries(part), part.missing, twice}
    ]
    told = (
        *_about_plan(merged),
        *([twice] if merged.missed and is_twice else []),
        *_once(others),
        *_about_libraries(merged),
        merged.missing,
    )
    return replace(merged, notes=tuple(sentence for sentence in told if sentence))


def _ensembles(parts: object) -> list[Ensemble]:
    """Return the parts.

    Raises:
        SimulationError: if there is something else among them.
    """
    if isinstance(parts, Ensemble) or not isinstance(parts, Iterable):
        raise SimulationError(say("merge.no-parts", kind=type(parts).__name__))
    found: list[Ensemble] = []
    for number, part in enumerate(cast("Iterable[object]", parts), 1):
        if not isinstance(part, Ensemble):
            kind = type(part).__name__
            raise SimulationError(say("merge.no-ensemble", number=number, kind=kind))
        found.append(part)
    return found


class _Rows:
    """The rows of all parts, and in which order they are wanted."""

    def __init__(self, numbers: list[NDArray[np.int64]]) -> None:
        index = np.concatenate(numbers)
        self._order = np.argsort(index, kind="stable")
        in_order = index[self._order]
        repeated = np.flatnonzero(in_order[1:] == in_order[:-1])
        self._one, self._other = self._order[repeated], self._order[repeated + 1]
        self._kept = np.delete(self._order, repeated + 1)
        self._is_in_order = np.array_equal(self._kept, np.arange(len(index)))
        self._numbers = index
        self.index = index[self._kept]
        """The number of each couple, once."""

    def joined(self, name: str, columns: list[NDArray[Any]]) -> NDArray[Any]:
        """Return one column of all parts, by the numbers of the couples.

        Raises:
            SimulationError: if a couple that is there twice is not the same.
        """
        values = np.concatenate(columns)
        if self._is_in_order:
            return values
        one, other = _as_bytes(values[self._one]), _as_bytes(values[self._other])
        differs = np.flatnonzero((one != other).any(axis=1))
        if len(differs):
            couple = self._numbers[self._one[differs[0]]]
            raise SimulationError(say("merge.conflict", couple=couple, column=cut(name)))
        return values[self._kept]


def _as_bytes(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return each row as bytes: not a number is itself there, and -0 is not 0."""
    width = values.itemsize * math.prod(values.shape[1:])
    return np.ascontiguousarray(values).reshape(-1).view(np.uint8).reshape(len(values), width)


def missing(index: NDArray[np.int64], runs: int) -> list[tuple[int, int]]:
    """Return which numbers of couples are not there, as ranges with both ends.

    Example:
        >>> import numpy as np
        >>> from negcycle.model.merging import missing
        >>> missing(np.array([0, 1, 5]), 10)
        [(2, 4), (6, 9)]
    """
    there = np.concatenate([[-1], index, [runs]])
    before = np.flatnonzero(np.diff(there) > 1)
    return [
        (int(first) + 1, int(last) - 1)
        for first, last in zip(there[before], there[before + 1], strict=True)
    ]


def _about_missing(index: NDArray[np.int64], runs: int) -> str:
    """Say which couples are missing, and what to do about it; nothing where none is."""
    ranges = missing(index, runs)
    if not ranges:
        return ""
    named = [
        say("merge.one" if first == last else "merge.range", first=first, last=last)
        for first, last in ranges[:_MOST_LISTED]
    ]
    if len(ranges) > _MOST_LISTED:
        named.append(say("merge.more", count=len(ranges) - _MOST_LISTED))
    return say("merge.missing", count=runs - len(index), runs=runs, couples=", ".join(named))


def _about_plan(part: Ensemble) -> tuple[str, ...]:
    return Notes(part.missed).sentences(len(part))


def _about_libraries(part: Ensemble) -> tuple[str, ...]:
    """Say which libraries were there in several versions."""
    return tuple(
        say("merge.libraries", library=library, versions=versions)
        for library, versions in part.libraries.items()
        if _AND in versions
    )


def _libraries(parts: list[Ensemble]) -> dict[str, str]:
    """Return the version of each library, or all of them where they differ."""
    found: dict[str, list[str]] = {}
    for part in parts:
        for library, versions in part.libraries.items():
            found.setdefault(library, []).extend(versions.split(_AND))
    return {library: _AND.join(_once(versions)) for library, versions in found.items()}


def _missed(parts: list[Ensemble]) -> tuple[Missed, ...]:
    """Return what of the plan did not happen in all couples, each counted once if it can be."""
    total = len(np.unique(np.concatenate([part.index for part in parts])))
    counted = sum((Notes(part.missed) for part in _counted(parts)), Notes()).missed
    return tuple(one._replace(couples=min(one.couples, total)) for one in counted)


def _counted(parts: list[Ensemble]) -> Iterator[Ensemble]:
    """Yield the parts, the largest first, without those whose couples are all in larger ones."""
    seen = np.zeros(0, np.int64)
    for part in sorted(parts, key=len, reverse=True):
        if not np.isin(part.index, seen).all():
            seen = np.union1d(seen, part.index)
            yield part


def _overlap(parts: list[Ensemble]) -> bool:
    """Whether a couple is in several of the parts that are counted."""
    counted = [part.index for part in _counted(parts)]
    return bool(counted) and sum(map(len, counted)) > len(np.unique(np.concatenate(counted)))


def _recorded(parts: list[Ensemble], rows: _Rows) -> Recorded | None:
    """Return the states over time of all parts."""
    found = [part.recorded for part in parts if part.recorded is not None]
    if not found:
        return None
    values = rows.joined("recorded", [one.values for one in found])
    return Recorded(found[0].times, found[0].names, values)


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    """Return each sentence once, in the order of their first time."""
    return tuple(dict.fromkeys(sentences))


def _refuse_other(first: Ensemble, part: Ensemble, number: int) -> None:
    """Refuse a part that was made in another way than the first one.

    Raises:
        SimulationError: naming what differs.
    """
    for name in _ALIKE:
        one, other = getattr(first, name), getattr(part, name)
        if one != other:
            words = {"what": say(f"merge.what.{name}"), "number": number}
            in_words = {"first": _said(one), "other": _said(other)}
            raise SimulationError(say("merge.other", **words, **in_words))
    for name, one, other in _in_full(first, part):
        if one != other:
            what = say(f"merge.what.{name}")
            raise SimulationError(say("merge.other-in-full", number=number, what=what))
    for name in (*first.drawn, *part.drawn):
        one, other = (of.drawn.get(name, say("merge.not-said")) for of in (first, part))
        if one != other:
            words = {"name": cut(name), "first": cut(one), "other": cut(other)}
            raise SimulationError(say("merge.other-drawn", number=number, **words))


def _in_full(first: Ensemble, part: Ensemble) -> Iterator[tuple[str, object, object]]:
    """Yield what has to be alike in both, with its name."""
    for name in _ALIKE_IN_FULL:
        yield name, getattr(first, name), getattr(part, name)
    for name in ("parameters", "columns"):
        yield name, _kinds(getattr(first, name)), _kinds(getattr(part, name))
    one, other = first.recorded, part.recorded
    yield (
        "recorded",
        one and (one.names, one.values.dtype),
        other and (other.names, other.values.dtype),
    )
    yield "times", one and one.times.tobytes(), other and other.times.tobytes()


def _kinds(columns: Mapping[str, NDArray[Any]]) -> list[tuple[str, str]]:
    return [(name, values.dtype.str) for name, values in columns.items()]


def _said(value: object) -> str:
    return shown(value) if isinstance(value, str) else str(value)


def _refuse_numbers(part: Ensemble, number: int) -> None:
    """Refuse couples that are out of order, or that nobody asked for.

    Raises:
        SimulationError: if there are any.
    """
    index = part.index
    if not (index[1:] > index[:-1]).all():
        raise SimulationError(say("merge.not-rising", number=number))
    outside = index[(index < 0) | (index >= part.runs)]
    if len(outside):
        raise SimulationError(say("merge.out-of-range", number=outside[0], runs=part.runs))
