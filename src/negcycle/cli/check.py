"""`negcycle check`: every fault of some files, then what is still open."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import AsJson, CaseFiles, From
from negcycle.cli.reading import case_of
from negcycle.cli.writing import show, show_found
from negcycle.words import say


def check(
    files: CaseFiles,
    source: From = "yaml",
    lexicon: Annotated[
        str | None, typer.Option("--lexicon", metavar="FILE", help=say("cli.opt.lexicon"))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say every fault of some files, then what is blank and what one might ask."""
    from negcycle.files import reporting
    from negcycle.words import read_lexicon

    book = read_lexicon(lexicon) if lexicon else None
    reports = [reporting.report(file, lambda name: case_of(name, source), book) for file in files]
    found = reporting.as_data(reports)
    if as_json:
        show_found("check", found)
    else:
        for line in reporting.as_lines(reports):
            show(line)
    raise typer.Exit(0 if found["ok"] else 1)
