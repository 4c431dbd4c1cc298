"""`negcycle convert`: a case or a graph in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import Force, as_wrong_usage
from negcycle.cli.reading import bytes_of
from negcycle.cli.writing import write
from negcycle.errors import UnknownName
from negcycle.words import say


def convert(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.convert"))],
    out: Annotated[
        str, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.convert-out"))
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help=say("cli.opt.convert-to"))
    ] = None,
    source: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help=say("cli.opt.convert-from"))
    ] = None,
    force: Force = False,
) -> None:
    """Turn a case or a graph into another format."""
    from negcycle.files.converting import converted, formats_for, largest_of

    with as_wrong_usage(UnknownName):
        read_as, write_as = formats_for(file, out, source=source, to=to)
    data = bytes_of(file, largest=largest_of(read_as))
    write(out, converted(data, file, source=read_as, to=write_as), force=force)
