"""`negcycle diff`: what is different between two versions of a case."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import AsJson, Force, From
from negcycle.cli.pictures import Paper, kind_of, save
from negcycle.cli.reading import STREAM, case_of
from negcycle.cli.writing import refuse_to_replace, show, show_found
from negcycle.words import say


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help=say("cli.arg.diff-before"))],
    after: Annotated[str, typer.Argument(metavar="AFTER", help=say("cli.arg.diff-after"))],
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.diff-out"))
    ] = None,
    paper: Paper = "a4",
    source: From = "yaml",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Say what is different between two versions of a case."""
    targets = {target: kind_of(target, "svg") for target in out or ()}
    if before == after == STREAM:
        raise typer.BadParameter(say("cli.stream-twice"))
    if STREAM in targets:
        raise typer.BadParameter(say("cli.diff-picture-needs-file"))
    refuse_to_replace(targets, force=force)
    old, new = (case_of(one, source).cycle for one in (before, after))

    from negcycle.analysis.changes import changes

    found = changes(old, new)
    if targets:
        from negcycle.drawing import picture

        save(picture.draw(old, after=new, paper=paper), targets, force=force)
    if as_json:
        show_found("diff", found.as_data())
    else:
        show(found.text())
