"""`negcycle new`: a commented file to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import Force, as_wrong_usage
from negcycle.cli.writing import write
from negcycle.errors import NegcycleError
from negcycle.words import say


def _templates() -> list[str]:
    from negcycle.files.catalog import template_names

    return list(template_names())


def new(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.new"))],
    partners: Annotated[
        str | None, typer.Option("--partners", metavar="NAMES", help=say("cli.opt.partners"))
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            "--template",
            metavar="NAME",
            autocompletion=_templates,
            help=say("cli.opt.template"),
        ),
    ] = "couple",
    force: Force = False,
) -> None:
    """Write a commented file to fill in."""
    from negcycle.files import catalog

    if Path(file).suffix.lower() == ".json":
        raise typer.BadParameter(say("cli.form-in-json"))
    if template != catalog.COUPLE and partners is not None:
        raise typer.BadParameter(say("cli.partners-with-template"))
    with as_wrong_usage(NegcycleError):
        if template != catalog.COUPLE:
            text = catalog.template(template)
        else:
            text = catalog.empty_form(_names(partners))
    write(file, text, force=force)


def _names(text: str | None) -> list[str]:
    """Return the names between commas, each on one line."""
    written = say("new.names") if text is None else text
    names = [" ".join(name.split()) for name in written.split(",") if name.strip()]
    if not names:
        raise typer.BadParameter(say("cli.no-names", names=written))
    return names
