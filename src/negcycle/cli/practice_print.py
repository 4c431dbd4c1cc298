"""`negcycle practice print`: a sheet on paper or on the screen, blank or filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import Force, one_of
from negcycle.cli.pictures import Paper
from negcycle.cli.practice_asked import PracticeOrSheet, Practices, sheet_of
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import note, refuse_to_replace, write
from negcycle.words import say

FORMS = ("pdf", "txt")


def print_sheet(
    asked: PracticeOrSheet,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.print-out"))
    ] = STREAM,
    paper: Paper = "a4",
    large: Annotated[bool, typer.Option("--large", help=say("cli.opt.large"))] = False,
    clinician: Annotated[bool, typer.Option("--clinician", help=say("cli.opt.clinician"))] = False,
    cleared: Annotated[bool, typer.Option("--cleared", help=say("cli.opt.cleared"))] = False,
    practices: Practices = None,
    force: Force = False,
) -> None:
    """Print a sheet, blank or filled in."""
    from negcycle.report.document import to_text
    from negcycle.report.sheets import sheet_document

    form = _form_of(out)
    sheet = sheet_of(asked, practices)
    if sheet.practice.together and not cleared:
        raise typer.BadParameter(say("cli.not-cleared", name=sheet.practice.name))
    refuse_to_replace([out], force=force)
    document = sheet_document(sheet, clinician=clinician)
    if form == "txt":
        write(out, to_text(document), force=force)
        return
    from negcycle.report.typeset import missing_letters, to_pdf

    write(out, to_pdf(document, paper=paper, large=large), force=force)
    if missing := missing_letters(document):
        note(say("cli.missing-letters", letters=" ".join(missing)))


def _form_of(out: str) -> str:
    ending = Path(out).suffix.lower().removeprefix(".")
    if out == STREAM:
        return "txt"
    if not ending:
        raise typer.BadParameter(say("draw.no-format", file=out, known=".pdf, .txt"))
    return one_of(ending, FORMS, otherwise="cli.unknown-sheet-format")
