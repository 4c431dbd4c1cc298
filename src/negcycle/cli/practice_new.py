"""`negcycle practice new`: a commented sheet to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import Force, as_wrong_usage
from negcycle.cli.practice_asked import is_file, known, practice_of
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import note, write
from negcycle.errors import CaseError
from negcycle.words import say


def new(
    practice: Annotated[
        str,
        typer.Argument(metavar="ID|FILE", autocompletion=known, help=say("cli.arg.practice")),
    ],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="FILE", help=say("cli.opt.form-out"))
    ] = STREAM,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help=say("cli.opt.by"))] = None,
    other: Annotated[
        str | None, typer.Option("--other", metavar="NAME", help=say("cli.opt.other"))
    ] = None,
    force: Force = False,
) -> None:
    """Write a commented sheet to fill in."""
    from negcycle.practices.described.practice import By
    from negcycle.practices.sheets.sheet_form import sheet_form

    if Path(out).suffix.lower() == ".json":
        raise typer.BadParameter(say("cli.sheet-in-json"))
    found = practice_of(practice)
    if found.by is not By.BOTH and "," in (by or ""):
        raise typer.BadParameter(say("cli.by-one", name=found.name))
    names = (by or "").split(",") if found.by is By.BOTH else [by or ""]
    names = [" ".join(name.split()) for name in names if name.strip()]
    with as_wrong_usage(CaseError):
        text = sheet_form(found, by=names, other=" ".join((other or "").split()) or None)
    write(out, text, force=force)
    if is_file(practice) and _is_elsewhere(practice, out):
        from negcycle.files.printable import shown_path

        note(say("cli.own-folder", folder=shown_path(Path(practice).parent)))


def _is_elsewhere(practice: str, out: str) -> bool:
    """Whether a practice of one's own does not lie beside the sheet."""
    folders = {Path(one).parent.resolve() for one in (practice, out)}
    return out == STREAM or len(folders) > 1
