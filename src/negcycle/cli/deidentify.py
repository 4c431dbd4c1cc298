"""`negcycle deidentify`: a case without what says whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import CaseFile, Force, From, as_wrong_usage, one_of
from negcycle.cli.reading import STREAM, case_of
from negcycle.cli.writing import note, write
from negcycle.errors import UnknownName
from negcycle.words import say


def deidentify(
    file: CaseFile,
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.deidentify-out"))
    ],
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="PLACE", help=say("cli.opt.keep"))
    ] = None,
    source: From = "yaml",
    force: Force = False,
) -> None:
    """Write a case without what says whose it is."""
    from negcycle.files.case import dumps, format_of
    from negcycle.model import deidentifying

    _refuse_other_endings(out)
    cycle = case_of(file, source).cycle
    if STREAM not in {file, out} and Path(out).exists() and Path(out).samefile(file):
        raise typer.BadParameter(say("deidentify.same-file", file=out))
    kept = [path for one in keep or [] for path in one.split(",") if path]
    with as_wrong_usage(UnknownName):
        made = deidentifying.deidentify(cycle, keep=kept)
    text = dumps(made, format="yaml" if out == STREAM else format_of(out))
    write(out, text, force=force)
    note(say("deidentify.made"))
    if kept:
        note(say("deidentify.kept", kept=", ".join(kept)))


def _refuse_other_endings(out: str) -> None:
    """Refuse a name of a file that says that something else than a case is in it."""
    if out == STREAM:
        return
    ending = Path(out).suffix.lower()
    if not ending:
        raise typer.BadParameter(say("draw.no-format", file=out, known=", ".join(ENDINGS)))
    one_of(ending, ENDINGS, otherwise="deidentify.unknown-format")


ENDINGS = (".yaml", ".yml", ".json")
