"""Which practice or sheet somebody asks for: by the name of a practice, or by a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import as_wrong_usage
from negcycle.cli.reading import STREAM, bytes_of
from negcycle.errors import UnknownName
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.practices.described.practice import Practice
    from negcycle.practices.sheets.sheet import Sheet

_ENDINGS = (".yaml", ".yml", ".json")

Practices = Annotated[
    str | None, typer.Option("--practices", metavar="DIR", help=say("cli.opt.practices"))
]


def known() -> list[str]:
    """Return the ids of all practices, to complete what somebody types."""
    from negcycle.practices.described.known import ids

    return list(ids())


PracticeOrSheet = Annotated[
    str,
    typer.Argument(metavar="ID|FILE", autocompletion=known, help=say("cli.arg.practice-or-sheet")),
]


def is_file(asked: str) -> bool:
    """Whether somebody means a file and not the name of a practice."""
    return asked == STREAM or asked.lower().endswith(_ENDINGS) or Path(asked).name != asked


def either_of(file: str, practices: str | None = None) -> Sheet | Practice:
    """Return the sheet, or the practice of one's own, in a file or on standard input."""
    from negcycle.files.reading import format_of
    from negcycle.practices.sheets.sheet_file import read_either

    return read_either(
        bytes_of(file, what="sheet"), format=format_of(file), file=file, practices=practices
    )


def practice_of(asked: str) -> Practice:
    """Return the practice of this name, or the one in a file.

    Raises:
        BadParameter: if no practice is called this.
    """
    from negcycle.practices.described.known import practice, read_practice

    if is_file(asked):
        return read_practice(asked)
    with as_wrong_usage(UnknownName):
        return practice(asked)


def sheet_of(asked: str, practices: str | None = None) -> Sheet:
    """Return the sheet in a file, or a blank one of a practice.

    Raises:
        BadParameter: if no practice is called this.
    """
    from negcycle.practices.sheets.sheet import Sheet

    found = either_of(asked, practices) if is_file(asked) else practice_of(asked)
    return found if isinstance(found, Sheet) else found.sheet()
