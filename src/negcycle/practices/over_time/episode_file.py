"""Read a log of episodes from YAML, JSON or CSV, and write it; every fault with its line."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from negcycle.errors import CaseError, Problem
from negcycle.files.form import plain
from negcycle.files.node import Node, PlainData, Tree, plain_data
from negcycle.files.reading import format_of
from negcycle.files.source import decode, read_bytes
from negcycle.files.writing import write_atomically
from negcycle.files.yaml_text import yaml_text
from negcycle.model.faults import Fault, faults_of
from negcycle.practices.form_text import raise_all, tree_of
from negcycle.practices.over_time.episodes import Episode, EpisodeLog
from negcycle.words import say

LogFormat = Literal["yaml", "json", "csv"]

MOST_EPISODES = 5_000
"""Rows that a table may have: one a day for more than ten years."""

LARGEST = 2_000_000
"""Bytes that a log may have."""

_LOG: Final = "log of episodes"
_COLUMNS = Episode.field_names()
_SIGNS = (",", ";", "\t")
"""What may stand between two cells of a table, the usual one first."""


def load_episodes(path: str | Path) -> EpisodeLog:
    """Read a log of episodes: CSV or JSON if its name ends so, else YAML.

    A table has a column for each of the fields of an `Episode` that are known; a YAML or JSON file
    has the list under ``episodes:``, and beside it may stand ``complete_from``, ``complete_until``
    and ``partners``.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with its line.
    """
    return to_episodes(
        read_bytes(path, largest=LARGEST, what=_LOG),
        format=log_format_of(path),
        file=str(path),
    )


def loads_episodes(text: str, *, format: LogFormat = "yaml") -> EpisodeLog:
    """Read a log of episodes from a text, as `load_episodes` reads one from a file.

    Raises:
        CaseError: with every fault of the text, each with its line.

    Example:
        >>> import negcycle as nc
        >>> nc.loads_episodes("episodes: [{start: 2026-11-02 20:10, peak: 7}]").episodes[0].peak
        7.0
    """
    return to_episodes(text, format=format)


def to_episodes(
    data: bytes | str, *, format: LogFormat = "yaml", file: str | None = None
) -> EpisodeLog:
    """Read a log from bytes or a text; `file` is the name that faults are reported under.

    Raises:
        CaseError: with every fault, each with its line.
    """
    tree = _tree(data, format, file)
    form = plain_data(tree.root)
    if isinstance(form, dict) and isinstance(form.get("partners"), dict) and "episodes" not in form:
        raise CaseError([Problem(say("log.is-case"), "", "is-case", file, *tree.root.place)])
    alone = isinstance(form, list)
    faults: list[Fault] = []
    try:
        log = EpisodeLog.model_validate({"episodes": form} if alone else form)
    except ValidationError as error:
        log = EpisodeLog()
        faults = [one._replace(loc=one.loc[alone:]) for one in faults_of(error)]
    raise_all(tree, faults, file=file)
    return log


def dumps_episodes(log: EpisodeLog, *, format: LogFormat = "yaml") -> str:
    """Return a log as the text of a file; reading it gives an equal one.

    A table holds the episodes alone.

    Example:
        >>> import negcycle as nc
        >>> log = nc.EpisodeLog(episodes=[{"start": "2026-11-02T20:10", "exit": "time_out"}])
        >>> for line in dumps_episodes(log, format="csv").splitlines():
        ...     print(line)
        start,end,peak,repair_delay,exit,repaired_by,topic,notes
        2026-11-02T20:10,,,,time_out,,,
    """
    if format == "csv":
        return _table(log)
    form: dict[str, PlainData] = {}
    if log.partners:
        form["partners"] = list(log.partners)
    for name in ("complete_from", "complete_until"):
        day = getattr(log, name)
        if day is not None:
            form[name] = day.isoformat()
    form["episodes"] = [_fields(one) for one in log.episodes]
    if format == "json":
        return json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    return yaml_text(form)


def dump_episodes(log: EpisodeLog, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a log of episodes: CSV or JSON if the name of the file ends so, else YAML.

    Raises:
        FileKept: if something is there already and `overwrite` is False.
        FileMissing, FileUnreadable: if it cannot be written.
    """
    text = dumps_episodes(log, format=log_format_of(path))
    write_atomically(path, text, overwrite=overwrite)


def log_format_of(path: str | Path) -> LogFormat:
    """Return the format that the name of a file stands for."""
    return "csv" if Path(path).suffix.lower() == ".csv" else format_of(path)


# -- as a table -----------------------------------------------------------------------------------


def _table(log: EpisodeLog) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    for one in log.episodes:
        fields = _fields(one)
        writer.writerow([fields.get(name, "") for name in _COLUMNS])
    return out.getvalue()


def _fields(one: Episode) -> dict[str, PlainData]:
    """Return the fields of an episode that are known."""
    return {
        name: _written(value)
        for name in _COLUMNS
        for value in (getattr(one, name),)
        if value is not None
    }


def _written(value: object) -> PlainData:
    if isinstance(value, datetime.datetime):
        whole = not (value.second or value.microsecond)
        return value.isoformat(timespec="minutes" if whole else "auto")
    return plain(value)


def _tree(data: bytes | str, format: LogFormat, file: str | None) -> Tree:
    """Return what stands in a file, each value with its place."""
    try:
        if format == "csv":
            text = decode(data, file, what=_LOG) if isinstance(data, bytes) else data
            return Tree(Node(_rows(text, file), 1, 1))
        return tree_of(data, _LOG, format=format, file=file)
    except CaseError as error:
        empty = say("log.empty")
        found = [
            replace(one, message=empty) if one.code == "empty" else one for one in error.problems
        ]
        raise CaseError(found) from None


def _rows(text: str, file: str | None) -> dict[str, Node]:
    """Return the rows of a table as the nodes of a log."""
    sign = _sign(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
    rows: list[Node] = []
    try:
        names = [name.strip() for name in next(reader, list[str]())]
        _refuse_names(names, file)
        before = reader.line_num
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append(_row(names, row, before + 1, file))
            before = reader.line_num
            if len(rows) > MOST_EPISODES:
                _stop("too-many-rows", file, reader.line_num, limit=f"{MOST_EPISODES:,}")
    except csv.Error:
        _stop("quotes", file, reader.line_num)
    return {"episodes": Node(list(rows), 1, 1)}


def _sign(text: str) -> str:
    first = text.split("\n", 1)[0]
    return max(_SIGNS, key=first.count)


def _refuse_names(names: Sequence[str], file: str | None) -> None:
    if "start" not in names:
        _stop("no-start-column", file, 1, names=", ".join(_COLUMNS[1:]))
    for name in names:
        if name and names.count(name) > 1:
            _stop("column-twice", file, 1, name=name)


def _row(names: Sequence[str], row: Sequence[str], line: int, file: str | None) -> Node:
    if len(row) > len(names) or len(row) < len(names) - sum(not name for name in names):
        _stop("ragged", file, line, count=len(row), expected=len(names))
    cells = {
        name: Node(cell or None, line, 1)
        for name, cell in zip(names, row, strict=False)
        if name or cell
    }
    return Node(cells, line, 1, keys=dict.fromkeys(cells, (line, 1)))


def _stop(code: str, file: str | None, line: int, **values: object) -> None:
    raise CaseError([Problem(say(f"log.{code}", **values), "", code, file, line)])
