"""`negcycle handout`: the pages to hand over, as PDF or text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import CaseFile, Force, From, one_of
from negcycle.cli.pictures import Paper
from negcycle.cli.reading import STREAM, case_of
from negcycle.cli.writing import note, refuse_to_replace, write
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle

FORMS = ("pdf", "txt")


def handout(
    file: CaseFile,
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.handout-out"))
    ] = None,
    whose: Annotated[
        str | None, typer.Option("--for", metavar="NAME", help=say("cli.opt.handout-for"))
    ] = None,
    cleared: Annotated[bool, typer.Option("--cleared", help=say("cli.opt.cleared"))] = False,
    blank: Annotated[bool, typer.Option("--blank", help=say("cli.opt.handout-blank"))] = False,
    supervisor: Annotated[
        bool, typer.Option("--supervisor", help=say("cli.opt.supervisor"))
    ] = False,
    strengths: Annotated[
        str | None, typer.Option("--strengths", metavar="SHEET", help=say("cli.opt.strengths"))
    ] = None,
    paper: Paper = "a4",
    large: Annotated[bool, typer.Option("--large", help=say("cli.opt.large"))] = False,
    source: From = "yaml",
    force: Force = False,
) -> None:
    """Print the pages to hand over."""
    form = _form_of(out)
    if cleared and whose is not None:
        raise typer.BadParameter(say("cli.cleared-for-one"))
    if out is not None:
        refuse_to_replace([out], force=force)

    from negcycle.practices.sheets.sheet_file import load_sheet
    from negcycle.report import handout as made_by

    cycle = case_of(file, source).cycle
    made = made_by.handout(
        cycle,
        whose=whose,
        cleared=cleared,
        blank=blank,
        supervisor=supervisor,
        strengths=load_sheet(strengths) if strengths is not None else (),
        paper=paper,
        large=large,
    )
    target = out or _neutral_name(cycle, supervisor=supervisor)
    if form == "txt":
        write(target, made.text(), force=force)
    else:
        write(target, made.pdf(), force=force)
        if missing := made.missing_letters():
            note(say("cli.missing-letters", letters=" ".join(missing)))
    if not cleared and whose is None and len(cycle.partners) > 1:
        note(say("handout.halves"))
    if unshared := made.unshared:
        note(say("handout.unshared.one" if unshared == 1 else "handout.unshared", count=unshared))


def _form_of(out: str | None) -> str:
    if out is None:
        return "pdf"
    if out == STREAM:
        return "txt"
    ending = Path(out).suffix.lower().removeprefix(".")
    if not ending:
        raise typer.BadParameter(say("draw.no-format", file=out, known=".pdf, .txt"))
    return one_of(ending, FORMS, otherwise="cli.unknown-handout-format")


def _neutral_name(cycle: Cycle, *, supervisor: bool) -> str:
    """Return a name for the file that names nobody, with the date of the case or of today."""
    import datetime

    date = cycle.date or datetime.datetime.now().astimezone().date().isoformat()
    return f"map-{date[:4] if supervisor else date}.pdf"
