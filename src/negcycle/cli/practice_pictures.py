"""What a command about practices over time gives: words, one JSON document, or pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import typer

from negcycle.cli.pictures import kind_of, save
from negcycle.cli.reading import STREAM
from negcycle.cli.writing import (
    refuse_to_replace,
    refuse_what_cannot_be_written,
    show,
    show_found,
)
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.drawing.picture import Picture


def kinds_of(out: Sequence[str] | None) -> dict[str, str]:
    """Return the kind of picture for each file that somebody asks for."""
    return {target: kind_of(target, "txt") for target in out or ()}


def hand_out(
    command: str,
    data: dict[str, Any],
    sentences: Sequence[str],
    made: Picture | None,
    kinds: dict[str, str],
    as_json: bool,
    *,
    force: bool,
) -> None:
    """Print the words, or one document; where pictures are asked for, write those."""
    if as_json and STREAM in kinds:
        raise typer.BadParameter(say("cli.json-and-stream"))
    if made is not None:
        refuse_what_cannot_be_written(kinds)
        refuse_to_replace(kinds, force=force)
        save(made, kinds, force=force)
    if as_json:
        show_found(f"practice-{command}", data)
    elif made is None:
        for line in sentences:
            show(line)
