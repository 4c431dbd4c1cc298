"""`negcycle practice share`: what its owner may share of a sheet, after the question that asks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import Force, one_of
from negcycle.cli.pictures import Paper
from negcycle.cli.practice_asked import Practices, sheet_of
from negcycle.cli.practice_print import FORMS
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import refuse_to_replace, write
from negcycle.words import say


def share(
    asked: Annotated[str, typer.Argument(metavar="SHEET", help=say("cli.arg.share"))],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.print-out"))
    ] = STREAM,
    paper: Paper = "a4",
    large: Annotated[bool, typer.Option("--large", help=say("cli.opt.large"))] = False,
    practices: Practices = None,
    force: Force = False,
) -> None:
    """Print the share card of a sheet."""
    from negcycle.practices.between_people.share_card import share_card
    from negcycle.report.document import to_text
    from negcycle.report.share_cards import share_card_document

    form = "txt" if out == STREAM else Path(out).suffix.lower().removeprefix(".")
    if not form:
        raise typer.BadParameter(say("draw.no-format", file=out, known=".pdf, .txt"))
    one_of(form, FORMS, otherwise="cli.unknown-sheet-format")
    refuse_to_replace([out], force=force)
    document = share_card_document(share_card(sheet_of(asked, practices)))
    if form == "txt":
        write(out, to_text(document), force=force)
        return
    from negcycle.report.typeset import to_pdf

    write(out, to_pdf(document, paper=paper, large=large), force=force)
