"""Read a case from a file or a text, and write it."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast

from pydantic import ValidationError

from negcycle.errors import CaseError, Problem
from negcycle.files.form import as_written
from negcycle.files.json_tree import read_json
from negcycle.files.node import Node, Tree, locate, plain_data
from negcycle.files.source import decode, read_bytes
from negcycle.files.writing import write_atomically
from negcycle.files.yaml_text import yaml_text
from negcycle.files.yaml_tree import read_yaml
from negcycle.model.cycle import Cycle
from negcycle.model.faults import Fault, Loc, faults_of
from negcycle.words import say

Format = Literal["yaml", "json"]


class Case(NamedTuple):
    """A cycle as it was read, with what the reader noticed about the text itself."""

    cycle: Cycle
    text: str
    remarks: tuple[Problem, ...]
    """Questions about places where the text may not say what was meant."""


def load(path: str | Path) -> Cycle:
    """Read a case file: JSON if its name ends in ``.json``, else YAML.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.

    Example:
        >>> load("examples/sunday-silence.yaml").title
        'The Sunday Silence'
    """
    return read_case(path).cycle


def loads(text: str, *, format: Format = "yaml") -> Cycle:
    """Read a case from a text.

    Raises:
        CaseError: with every fault of the text, each with line and column.

    Example:
        >>> loads("partners: {ana: {name: Ana}}").partners[0].name
        'Ana'
    """
    return to_case(text, format=format).cycle


def dumps(cycle: Cycle, *, format: Format = "yaml") -> str:
    """Return a cycle as the text of a case file; reading it gives an equal cycle.

    Example:
        >>> print(dumps(Cycle(partners={"ana": {"name": "Ana"}})), end="")
        negcycle: 1
        partners:
          ana:
            name: Ana
    """
    form = as_written(cycle)
    if format == "json":
        return json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    return yaml_text({**form, **_as_date(form)})


def _as_date(form: dict[str, Any]) -> dict[str, Any]:
    """Return the date as a date, so that YAML writes it without quotes."""
    text = str(form.get("date", ""))
    return {"date": datetime.date.fromisoformat(text)} if len(text) == len("2026-11-21") else {}


def dump(cycle: Cycle, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a case file: JSON if its name ends in ``.json``, else YAML.

    With `overwrite`, a YAML file that is there already keeps its comments, quotes and order: only
    what changed changes.

    Raises:
        FileKept: if something is there already and `overwrite` is False.
        FileUnreadable: if it cannot be written.
    """
    from negcycle.files.rewriting import rewritten

    target = Path(path)
    format = format_of(target)
    text = dumps(cycle, format=format)
    if overwrite and format == "yaml" and target.is_file():
        try:
            text = rewritten(decode(read_bytes(target), str(path)), cycle)
        except CaseError:  # what stands there is no case; it was said to replace it
            pass
    write_atomically(target, text, overwrite=overwrite)


def read_case(path: str | Path) -> Case:
    """Read a case file and keep its text and what was noticed about it. Raises as `load`."""
    name = str(path)
    text = decode(read_bytes(path), name)
    return to_case(text, format=format_of(Path(path)), file=name)


def to_case(text: str, *, format: Format = "yaml", file: str | None = None) -> Case:
    """Read a case from a text; `file` is the name that faults are reported under."""
    tree = read_json(text, file=file) if format == "json" else read_yaml(text, file=file)
    return Case(_to_cycle(tree, file), text, tree.remarks)


def format_of(path: Path) -> Format:
    """Return the format that the name of a file stands for."""
    return "json" if path.suffix.lower() == ".json" else "yaml"


# -- from a tree to a cycle, with every fault at once -----------------------------------------


def _to_cycle(tree: Tree, file: str | None) -> Cycle:
    root = tree.root
    if not isinstance(root.value, dict):
        message = say("files.no-fields")
        raise CaseError([Problem(message, "", "no-fields", file, root.line, root.column)])
    data: Any = plain_data(root)
    found: list[Fault] = []
    while True:
        try:
            cycle = Cycle.model_validate(data)
        except ValidationError as error:
            faults = [one._replace(loc=_original(data, one.loc)) for one in faults_of(error)]
            new = [one for one in faults if one not in found and not _follows(one, found)]
            found += new
            locs = [one.loc for one in faults_of(error)]
            if not new or not _take_out(data, locs, [one.code for one in faults]):
                break
        else:
            if not found:
                return cycle
            break
    version = [one for one in found if one.code == "version"]
    problems = [_placed(one, root, file) for one in version or found]
    raise CaseError(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))


def _placed(one: Fault, root: Node, file: str | None) -> Problem:
    line, column = locate(root, one.loc, key=one.on_key)
    return Problem(one.message, one.path, one.code, file, line, column)


class _Kept(list[Any]):
    """A list from which items at fault were taken out; it remembers where the others stood."""

    def __init__(self, items: list[Any], origin: list[int]) -> None:
        super().__init__(items)
        self.origin = origin


def _original(data: Any, loc: Loc) -> Loc:
    """Return the place in the file for a place in the data that is left."""
    place: list[int | str] = []
    for part in loc:
        origin = data.origin if isinstance(data, _Kept) else None
        known = isinstance(part, int) and origin is not None and part < len(origin)
        place.append(origin[part] if known and origin is not None and isinstance(part, int) else part)
        data = _inner(data, part)
    return tuple(place)


def _inner(data: Any, part: int | str) -> Any:
    if isinstance(data, dict):
        return cast("dict[Any, Any]", data).get(part)
    if isinstance(data, list) and isinstance(part, int) and part < len(cast("list[Any]", data)):
        return cast("list[Any]", data)[part]
    return None


def _take_out(data: Any, locs: list[Loc], codes: list[str]) -> bool:
    """Take out what is at fault, so that the rest can be checked too; False if that makes no sense.

    A partner stays, under a stand-in name, because others may point at them.
    """
    for loc, code in sorted(
        zip(locs, codes, strict=True), key=lambda one: [str(part) for part in one[0]], reverse=True
    ):
        if len(loc) == 0 or loc == ("partners",) or code == "key":
            return False
        if loc[0] == "partners" and (len(loc) == 2 or loc[2:] == ("name",)):
            body = data["partners"].get(loc[1])
            data["partners"][loc[1]] = {**(body if isinstance(body, dict) else {}), "name": "?"}
            continue
        _cut(data, loc[:-1] if code == "missing" else loc)
    return True


def _cut(data: Any, loc: Loc) -> None:
    """Remove the value at `loc`, or the deepest part of it that is there."""
    parents: list[tuple[Any, int | str]] = []
    for part in loc:
        if _inner(data, part) is None and not (isinstance(data, dict) and part in data):
            break
        parents.append((data, part))
        data = _inner(data, part)
    if not parents:
        return
    parent, part = parents[-1]
    if isinstance(parent, dict):
        del parent[part]
        return
    kept = [index for index in range(len(parent)) if index != part]
    origin = parent.origin if isinstance(parent, _Kept) else list(range(len(parent)))
    smaller = _Kept([parent[index] for index in kept], [origin[index] for index in kept])
    grandparent, name = parents[-2]
    grandparent[name] = smaller


def _follows(one: Fault, found: list[Fault]) -> bool:
    """Whether a fault may only be there because something else was taken out."""
    return one.code == "blank-station" and any(
        other.loc[:1] == ("partners",) and "chain" in other.loc for other in found
    )
