"""Read a case from a file or a text, and write it."""

from __future__ import annotations

import codecs
import json
from pathlib import Path

from negcycle.errors import CaseError
from negcycle.files.form import as_written
from negcycle.files.reading import Case, Format, format_of, read_case, to_case
from negcycle.files.rewriting import rewritten
from negcycle.files.source import decode, read_bytes
from negcycle.files.writing import write_atomically
from negcycle.files.yaml_text import yaml_text
from negcycle.model.cycle import Cycle

__all__ = [
    "load",
    "loads",
    "dump",
    "dumps",
    "Case",
    "Format",
    "format_of",
    "read_case",
    "to_case",
]


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
    return yaml_text(form)


def dump(cycle: Cycle, path: str | Path, *, overwrite: bool = False) -> None:
    """Write a case file: JSON if its name ends in ``.json``, else YAML.

    With `overwrite`, a YAML file that is there already keeps its comments, quotes and order: only
    what changed changes. What is there and is no case is replaced.

    Raises:
        FileKept: if something is there already and `overwrite` is False.
        FileMissing, FileUnreadable: if it cannot be written, or not be read to keep its comments.
    """
    keeps_comments = overwrite and format_of(path) == "yaml" and Path(path).is_file()
    text = _changed(path, cycle) if keeps_comments else None
    text = text or dumps(cycle, format=format_of(path))
    write_atomically(path, text, overwrite=overwrite)


def _changed(path: str | Path, cycle: Cycle) -> str | None:
    """Return the text of a file changed so that it says `cycle`; None if it is no case."""
    data = read_bytes(path)
    mark = "\ufeff" if data.startswith(codecs.BOM_UTF8) else ""
    try:
        return mark + rewritten(decode(data), cycle)
    except CaseError:
        return None
