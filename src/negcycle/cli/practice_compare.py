"""`negcycle practice compare`: filled sheets of one checklist side by side, told or drawn."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import AsJson, Force
from negcycle.cli.pictures import Paper
from negcycle.cli.practice_asked import Practices, sheet_of
from negcycle.cli.practice_pictures import hand_out, kinds_of
from negcycle.words import say


def compare(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help=say("cli.arg.sheets-to-compare"))
    ],
    out: Annotated[
        list[str] | None,
        typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.compare-out")),
    ] = None,
    practices: Practices = None,
    paper: Paper = "a4",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Say where the answers to one checklist are alike and where they differ."""
    kinds = kinds_of(out)

    from negcycle.practices.over_time.comparing import compare_sheets

    found = compare_sheets([sheet_of(file, practices) for file in files])
    if kinds:
        from negcycle.drawing.charts.draw_practices import draw_profile

        made = draw_profile(found, paper=paper)
    else:
        made = None
    hand_out("compare", found.as_data(), found.sentences, made, kinds, as_json, force=force)
