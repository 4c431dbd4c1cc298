"""A practice as a file, built in or a person's own: one practice, or every fault with its place."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from negcycle.files.reading import Format, format_of
from negcycle.files.source import read_bytes
from negcycle.model.faults import Fault, cut, faults_of
from negcycle.practices.described.practice import Practice
from negcycle.practices.form_text import fields_of, raise_all, tree_of
from negcycle.words import say


def read_practice(path: str | Path) -> Practice:
    """Read a practice of one's own: JSON if its name ends in ``.json``, else YAML.

    Its id, under ``practice``, is the name of the file without its ending.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.
    """
    return to_practice(
        read_bytes(path, what="practice"),
        format=format_of(path),
        file=str(path),
        named=Path(path).stem,
    )


def to_practice(
    data: bytes | str,
    *,
    format: Format = "yaml",
    file: str | None = None,
    named: str | None = None,
) -> Practice:
    """Return the practice in a text; `file` is for its faults, `named` the id that it has to have.

    Raises:
        CaseError: with every fault, each with line and column.
    """
    tree = tree_of(data, "practice", format=format, file=file)
    fields = fields_of(tree, "practice", file=file)
    faults: list[Fault] = []
    made: Practice | None = None
    try:
        made = Practice.model_validate(fields)
    except ValidationError as error:
        faults = faults_of(error)
    written = fields.get("practice")
    if named is not None and isinstance(written, str) and written != named:
        message = say("practice-file.other-name", id=cut(written, 60), named=cut(named, 60))
        faults.append(Fault(("practice",), "other-name", message))
    raise_all(tree, faults, file=file)
    assert made is not None  # noqa: S101  (without a fault there is one)
    return made
