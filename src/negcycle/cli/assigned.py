"""Options of the form NAME=VALUE, of which each name is given once."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from negcycle.words import say


def assigned(given: Sequence[str] | None, *, option: str, example: str) -> dict[str, str]:
    """Return what is assigned to each name, in the order of the options.

    Args:
        given: What somebody wrote, such as ``["need=0.3:0.7:5"]``.
        option: The name of the option.
        example: What one may write.

    Raises:
        BadParameter: if a name or a value is missing, or a name is given twice.
    """
    found: dict[str, str] = {}
    for one in given or ():
        name, equals, value = (part.strip() for part in one.partition("="))
        if not (name and equals and value):
            raise typer.BadParameter(say("cli.no-key", option=option, example=example, given=one))
        if name in found:
            raise typer.BadParameter(say("cli.key-twice", option=option, name=name))
        found[name] = value
    return found
