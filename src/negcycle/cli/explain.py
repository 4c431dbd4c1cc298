"""`negcycle explain`: a case in plain sentences, for each partner alike."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.asked import forms_of
from negcycle.cli.loops import At, FromAny
from negcycle.cli.options import AsJson, Force
from negcycle.cli.reading import STREAM, any_of
from negcycle.cli.writing import found_as_json, refuse_to_replace, show, write
from negcycle.words import say

FORMS = ("txt", "json")


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.case"))],
    at: At = None,
    out: Annotated[
        list[str] | None,
        typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.explain-out")),
    ] = None,
    retold: Annotated[bool, typer.Option("--retold", help=say("cli.opt.retold"))] = False,
    source: FromAny = None,
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Explain a case in plain sentences."""
    forms = forms_of(out, None, known=FORMS, otherwise="cli.unknown-explain-format")
    if as_json and STREAM in forms:
        raise typer.BadParameter(say("cli.json-and-stream"))
    refuse_to_replace(forms, force=force)
    cycle = any_of(file, source)

    from negcycle.errors import AnalysisError
    from negcycle.files.printable import shown_path
    from negcycle.graph.signed import SignedGraph
    from negcycle.practices.whole_cycle import retelling
    from negcycle.report import explaining

    if isinstance(cycle, SignedGraph):
        raise AnalysisError(say("cli.only-cases-explained", file=shown_path(file)))
    if retold and at is not None:
        raise typer.BadParameter(say("cli.retold-without-at"))
    found = retelling.retelling(cycle) if retold else explaining.explain(cycle, at=at or "settled")
    document = found_as_json("explain", found.as_data())
    for target, form in forms.items():
        write(target, f"{document if form == 'json' else found.text()}\n", force=force)
    if as_json:
        show(document)
    elif not forms:
        show(found.text())
