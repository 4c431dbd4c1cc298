"""`negcycle merge`: parts of an ensemble put together, told, kept as rows, or drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.asked import forms_of, views_of
from negcycle.cli.many_asked import (
    FAN,
    FORMS,
    MAP,
    OF_A_SWEEP,
    OUTCOMES,
    SENSITIVITY,
    AskedOfMany,
    Of,
    View,
    X,
    Y,
)
from negcycle.cli.many_written import hand_out, refuse_outputs
from negcycle.cli.options import AsJson, Force, as_wrong_usage, choice
from negcycle.cli.pictures import Paper
from negcycle.cli.writing import note
from negcycle.errors import UnknownName
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.ensemble import Ensemble


def merge(
    parts: Annotated[list[str], typer.Argument(metavar="PART", help=say("cli.arg.parts"))],
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.many-out"))
    ] = None,
    to: Annotated[
        str | None,
        choice("--to", FORMS, help="cli.opt.many-to", otherwise="cli.unknown-many-format"),
    ] = None,
    view: View = None,
    x: X = None,
    y: Y = None,
    of: Of = None,
    paper: Paper = "a4",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Put the parts of an ensemble together, whatever order they come in."""
    asked = AskedOfMany(
        views=views_of(view, known=OF_A_SWEEP, otherwise="cli.unknown-many-view"),
        unasked=(MAP, *([] if of is None else [SENSITIVITY])),
        forms=forms_of(out, to, known=FORMS, otherwise="cli.unknown-many-format"),
        as_json=as_json,
        paper=paper,
        force=force,
        sensitivity=of,
        x=x,
        y=y,
    )
    asked.refuse_what_does_not_fit()
    refuse_outputs(asked)

    from negcycle.files.ensemble_file import read_ensemble
    from negcycle.model.merging import merge as put_together

    with as_wrong_usage(UnknownName):
        read = [read_ensemble(part) for part in parts]
    merged = put_together(read)
    asked = replace(asked, unasked=_unasked(merged, asked))
    hand_out(merged, asked, command="merge")
    if merged.missing and not asked.is_told:
        note(merged.missing)


def _unasked(many: Ensemble, asked: AskedOfMany) -> tuple[str, ...]:
    """Return what a picture shows where nobody says."""
    over_time = () if many.recorded is None else (FAN,)
    if asked.sensitivity is not None:
        return (SENSITIVITY, *over_time)
    if asked.x is not None or asked.y is not None:
        return (MAP, *over_time)
    if many.design is None:
        return (OUTCOMES, *over_time)
    sobol = many.design.sampling == "sobol" and many.is_whole
    return (SENSITIVITY if sobol else MAP, *over_time)
