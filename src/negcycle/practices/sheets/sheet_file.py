"""A sheet as a file: read with every fault at its place, and written as people like to read it."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import ValidationError

from negcycle.errors import CaseError, FileMissing
from negcycle.files.node import PlainData
from negcycle.files.printable import shown_path
from negcycle.files.reading import Format, format_of
from negcycle.files.source import read_bytes
from negcycle.files.yaml_text import yaml_text
from negcycle.model.faults import Fault, cut, faults_of
from negcycle.practices.described.known import ids, practice, read_practice
from negcycle.practices.described.practice import Practice
from negcycle.practices.described.practice_file import to_practice
from negcycle.practices.form_text import fields_of, raise_all, tree_of
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import did_you_mean, say

_ENDINGS = (".yaml", ".yml", ".json")


def load_sheet(path: str | Path, *, practices: str | Path | None = None) -> Sheet:
    """Read a sheet: JSON if its name ends in ``.json``, else YAML.

    Args:
        path: The file.
        practices: A folder with practices of one's own; one that lies beside the sheet is found
            without it.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.
    """
    data = read_bytes(path, what="sheet")
    return to_sheet(data, format=format_of(path), file=str(path), practices=practices)


def loads_sheet(
    text: str, *, format: Format = "yaml", practices: str | Path | None = None
) -> Sheet:
    """Read a sheet from a text, as `load_sheet` reads one from a file.

    Raises:
        CaseError: with every fault of the text, each with line and column.

    Example:
        >>> loads_sheet("{sheet: pause, by: mary, answers: {feeling: sad}}").answer("feeling")
        ('sad',)
    """
    return to_sheet(text, format=format, practices=practices)


def dumps_sheet(sheet: Sheet, *, format: Format = "yaml") -> str:
    """Return a sheet as the text of a file; reading it gives an equal sheet.

    A practice of one's own stands there by the name of its file.

    Example:
        >>> import negcycle as nc
        >>> sheet = nc.practice("pause").sheet("mary", answers={"feeling": ["sad", "tired"]})
        >>> print(dumps_sheet(sheet), end="")
        sheet: pause
        by: mary
        answers:
          feeling: [sad, tired]
    """
    form = as_form(sheet)
    if format == "json":
        return json.dumps(form, ensure_ascii=False, indent=2) + "\n"
    return yaml_text(form)


def as_form(sheet: Sheet) -> dict[str, PlainData]:
    """Return a sheet as plain data, short where the format allows it, in the order of a file."""
    form: dict[str, PlainData] = {"sheet": named(sheet.practice)}
    if sheet.by:
        form["by"] = _short(sheet.by)
    if sheet.other is not None:
        form["other"] = sheet.other
    if sheet.date is not None:
        form["date"] = sheet.date
    if sheet.answers:
        form["answers"] = {one: _short(answer) for one, answer in sheet.answers.items()}
    return form


def named(one: Practice) -> str:
    """Return what a sheet calls its practice: an id, or the file of a practice of one's own."""
    built_in = one.id in ids() and practice(one.id) == one
    return one.id if built_in else f"{one.id}.yaml"


def to_sheet(
    data: bytes | str,
    *,
    format: Format = "yaml",
    file: str | None = None,
    practices: str | Path | None = None,
) -> Sheet:
    """Read a sheet from bytes or a text; `file` is the name that faults are reported under.

    Raises:
        CaseError: with every fault, each with line and column.
    """
    tree = tree_of(data, "sheet", format=format, file=file)
    fields = fields_of(tree, "sheet", file=file)
    other_kind = _other_kind(fields)
    if other_kind:
        raise_all(tree, [Fault((), other_kind, say(f"sheet.{other_kind}"))], file=file)
    faults: list[Fault] = []
    made: Sheet | None = None
    known: object = fields.get("sheet")
    if isinstance(known, str) and known.strip().lower().endswith(_ENDINGS):
        folders = [Path(file).parent] if file else []
        found = _own(known.strip(), [*folders, *([] if practices is None else [Path(practices)])])
        known = found if isinstance(found, Practice) else _STAND_IN
        faults += [] if isinstance(found, Practice) else [found]
    try:
        made = Sheet.model_validate({**fields, "sheet": known} if "sheet" in fields else fields)
    except ValidationError as error:
        unsure = {"by", "answers"} if known is _STAND_IN else set[str]()
        faults += [one for one in faults_of(error) if one.loc[0] not in unsure]
    raise_all(tree, faults, file=file)
    assert made is not None  # noqa: S101  (without a fault there is one)
    return made


def read_either(
    data: bytes | str,
    *,
    format: Format = "yaml",
    file: str | None = None,
    practices: str | Path | None = None,
) -> Sheet | Practice:
    """Read a sheet, or a practice where the text begins with ``practice:``. Raises as `to_sheet`.

    The id of a practice in a file is the name of the file.
    """
    tree = tree_of(data, "sheet", format=format, file=file)
    fields = fields_of(tree, "sheet", file=file)
    if _other_kind(fields) == "is-practice":
        named = Path(file).stem if file else None
        return to_practice(data, format=format, file=file, named=named)
    return to_sheet(data, format=format, file=file, practices=practices)


_STAND_IN = Practice(id="none", name="none", what="None.", ask="{name}?")
"""Stands for a practice that cannot be read, so that the rest of the sheet is checked too."""


def _other_kind(fields: dict[str, PlainData]) -> str:
    """Return the code of what some fields are when they are no sheet, or nothing."""
    if "sheet" in fields:
        return ""
    if "partners" in fields:
        return "is-case"
    return "is-practice" if "practice" in fields else ""


def _own(name: str, folders: list[Path]) -> Practice | Fault:
    """Return a practice of one's own, looked for in some folders, or why there is none.

    Only a plain name is taken, so that a sheet from elsewhere cannot have any file read.
    """
    plain = name.removeprefix("./")
    if plain != Path(plain).name or "\\" in plain:
        return Fault(("sheet",), "own-elsewhere", say("sheet.own-elsewhere", file=cut(name, 60)))
    stem = Path(plain).stem
    for file in (folder / one for folder in folders for one in (plain, *_named_alike(stem))):
        try:
            return read_practice(file)
        except FileMissing:
            continue
        except CaseError:
            return Fault(("sheet",), "own-faults", say("sheet.own-faults", file=shown_path(file)))
    there = [one.name for folder in folders if folder.is_dir() for one in folder.glob("*.*ml")]
    hint = did_you_mean(plain, sorted(there))
    return Fault(("sheet",), "own-missing", say("sheet.own-missing", file=cut(name, 60), hint=hint))


def _named_alike(stem: str) -> list[str]:
    """Return the names that the file of a practice may have: written as .yaml, it may be .json."""
    return [f"{stem}{ending}" for ending in _ENDINGS]


def _short(answer: tuple[str, ...]) -> PlainData:
    return answer[0] if len(answer) == 1 else list(answer)
