"""`negcycle practice plan`: what a practice is in a simulation, as a file for `simulate --plan`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import Force, as_wrong_usage
from negcycle.cli.practice_asked import PracticeOrSheet, Practices, sheet_of
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import note, write
from negcycle.errors import CaseError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.plan import Plan


def plan(
    asked: PracticeOrSheet,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="FILE", help=say("cli.opt.plan-out"))
    ] = STREAM,
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help=say("cli.opt.who"))
    ] = None,
    every: Annotated[
        str | None, typer.Option("--every", metavar="TIME", help=say("cli.opt.often"))
    ] = None,
    practices: Practices = None,
    force: Force = False,
) -> None:
    """Write what a practice is in a simulation."""
    if Path(out).suffix.lower() == ".json":
        raise typer.BadParameter(say("cli.plan-in-json"))
    sheet = sheet_of(asked, practices)
    if every is None:
        made = sheet.plan(who=who)
    else:
        with as_wrong_usage(CaseError):
            made = sheet.plan(who=who, every=every)
    write(out, _text(made, sheet.practice.name, out), force=force)
    note(say("cli.plan-caveat"))


def _text(made: Plan, name: str, out: str) -> str:
    from negcycle.files.form import plain
    from negcycle.files.yaml_text import yaml_text

    file = "PLAN" if out == STREAM else Path(out).name
    head = " ".join(say("cli.plan-is", name=name, file=file).split())
    return f"# {head}\n# {say('cli.plan-caveat')}\n" + yaml_text({"plan": plain(made)})
