"""`negcycle fmt`: case files in canonical form."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import From
from negcycle.cli.reading import STREAM, bytes_of, case_in
from negcycle.cli.writing import note, write
from negcycle.errors import NegcycleError
from negcycle.words import say


def fmt(
    files: Annotated[list[str], typer.Argument(metavar="FILE", help=say("cli.arg.fmt"))],
    source: From = "yaml",
    only_check: Annotated[bool, typer.Option("--check", help=say("cli.opt.fmt-check"))] = False,
) -> None:
    """Put files into canonical form, in place, comments kept."""
    worked = [_put_in_order(file, source, only_check=only_check) for file in files]
    raise typer.Exit(0 if all(worked) else 1)


def _put_in_order(file: str, source: str, *, only_check: bool) -> bool:
    """Put one file into canonical form, and return whether it is in it now."""
    from negcycle.files.case import dumps, format_of
    from negcycle.files.formatting import formatted
    from negcycle.files.printable import shown_path
    from negcycle.files.source import decode

    try:
        data = bytes_of(file)
        if (source if file == STREAM else format_of(file)) == "json":
            made = dumps(case_in(data, "json", file).cycle, format="json").encode()
        else:
            made = formatted(decode(data, file), file).encode()
        if only_check and made != data:
            note(say("cli.fmt.would-change", file=shown_path(file)))
            return False
        if not only_check and (made != data or file == STREAM):
            write(file, made, force=True)
    except NegcycleError as error:
        note(str(error))
        return False
    return True
