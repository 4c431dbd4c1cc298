"""`negcycle practice calendar`: practices that come back, as a calendar for any program."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import Force
from negcycle.cli.practice_asked import Practices, known, sheet_of
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import refuse_to_replace, write
from negcycle.words import say


def calendar(
    asked: Annotated[
        list[str],
        typer.Argument(
            metavar="ID|FILE", autocompletion=known, help=say("cli.arg.practices-or-sheets")
        ),
    ],
    start: Annotated[str, typer.Option("--from", metavar="DAY", help=say("cli.opt.calendar-from"))],
    at: Annotated[
        str, typer.Option("--at", metavar="TIME", help=say("cli.opt.calendar-at"))
    ] = "19:30",
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.calendar-out"))
    ] = STREAM,
    named: Annotated[bool, typer.Option("--named", help=say("cli.opt.calendar-named"))] = False,
    practices: Practices = None,
    force: Force = False,
) -> None:
    """Write a calendar in which nobody reads more than "Time for us"."""
    from negcycle.practices.over_time.calendar import calendar as calendar_of

    refuse_to_replace([out], force=force)
    sheets = [sheet_of(one, practices) for one in asked]
    text = calendar_of(sheets, start=start, at=at, named=named)
    write(out, text.encode() if out == STREAM else text, force=force)
