"""What several commands take: files, options, and words that one may choose from."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer

from negcycle.errors import NegcycleError
from negcycle.words import did_you_mean, say

# The library has the same names; to import them here would make every start slower.
SOURCES = ("yaml", "json")


def one_of(name: str, known: Sequence[str], *, otherwise: str) -> str:
    """Return `name` if it is known, else say so with the nearest name; `otherwise` is the key."""
    if name not in known:
        hint = did_you_mean(name, known) or say("fault.choices", choices=", ".join(known))
        raise typer.BadParameter(say(otherwise, name=name, hint=hint))
    return name


def choice(name: str, known: Sequence[str], *, help: str, otherwise: str) -> Any:
    """Return an option that takes one of some words, or None where it is left out."""

    def checked(word: str | None) -> str | None:
        return None if word is None else one_of(word, known, otherwise=otherwise)

    def completed() -> list[str]:
        return list(known)

    metavar = "|".join(known)
    return typer.Option(
        name, metavar=metavar, callback=checked, autocompletion=completed, help=say(help)
    )


CaseFile = Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.case"))]
CaseFiles = Annotated[list[str], typer.Argument(metavar="FILE", help=say("cli.arg.cases"))]
From = Annotated[
    str, choice("--from", SOURCES, help="cli.opt.from", otherwise="cli.unknown-source")
]
Force = Annotated[bool, typer.Option("--force", help=say("cli.opt.force"))]
AsJson = Annotated[bool, typer.Option("--json", help=say("cli.opt.json"))]


@contextmanager
def as_wrong_usage(kind: type[NegcycleError]) -> Generator[None]:
    """Turn an error of the library into one about how the command was called."""
    try:
        yield
    except kind as error:
        raise typer.BadParameter(str(error)) from None
