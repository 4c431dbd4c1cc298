"""The kinds of picture that a command writes, told by the name of the file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from negcycle.cli.options import choice, one_of
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import note, refuse_to_replace, write
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.drawing.picture import Picture

# The library has the same names; to import them here would make every start slower.
PICTURES = ("svg", "pdf", "png", "txt", "html")
PAPERS = ("a4", "letter")

Paper = Annotated[
    str, choice("--paper", PAPERS, help="cli.opt.paper", otherwise="draw.unknown-paper")
]


def kind_of(target: str, otherwise: str) -> str:
    """Return the kind of picture that the name of a file stands for, if it stands for any."""
    ending = Path(target).suffix.lower().removeprefix(".")
    if target == STREAM or not ending:
        return otherwise
    return one_of(ending, PICTURES, otherwise="cli.unknown-picture")


def contents_of(made: Picture, kinds: dict[str, str]) -> dict[str, str | bytes]:
    """Return a picture as the kind of each target; letters that no font has are told beside it."""
    if {"pdf", "png"}.intersection(kinds.values()) and (missing := made.missing_letters()):
        note(say("cli.missing-letters", letters=" ".join(missing)))
    return {target: made.to(kind) for target, kind in kinds.items()}


def save(made: Picture, kinds: dict[str, str], *, force: bool) -> None:
    """Write a picture to some files, or to none when one of them is there already."""
    refuse_to_replace(kinds, force=force)
    for target, content in contents_of(made, kinds).items():
        write(target, content, force=force)
