"""`negcycle practice check`: every fault of some sheets, then what is still open."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import AsJson
from negcycle.cli.practice_asked import Practices, either_of
from negcycle.cli.writing import show, show_found
from negcycle.words import say


def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=say("cli.arg.sheets"))],
    practices: Practices = None,
    as_json: AsJson = False,
) -> None:
    """Say every fault of some sheets, then what is blank and what one might ask."""
    from negcycle.files import reporting
    from negcycle.practices.asking.sheet_checking import look_over

    reports = [look_over(file, lambda name: either_of(name, practices)) for file in files]
    found = reporting.as_data(reports)
    if as_json:
        show_found("practice-check", found)
    else:
        for line in reporting.as_lines(reports):
            show(line)
    raise typer.Exit(0 if found["ok"] else 1)
