"""What is said when somebody stops many couples on the way, and how to go on from there."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from negcycle.cli.reading import STREAM
from negcycle.cli.writing import note
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.ensemble import Ensemble

STOPPED = 130
"""How a command ends that somebody stopped with Ctrl-C."""

MOST_SHARDS = 1_000
"""No smaller part than one of so many is proposed."""

_TO_MERGE = (".nc", ".parquet")


def say_how_to_go_on(many: Ensemble, forms: Mapping[str, str]) -> None:
    """Say which couples are missing and how to run them, and end.

    Args:
        many: The couples that are there.
        forms: What was written of them, and in which form.

    Raises:
        Exit: always.
    """
    from negcycle.files.printable import shown_path

    note(many.missing)
    kept = [one for one in forms if one != STREAM and Path(one).suffix.lower() in _TO_MERGE]
    found = shard_of_what_is_missing(many)
    if kept and found[1] > 1:
        file = Path(kept[0])
        names = {
            "file": shown_path(file),
            "rest": shown_path(file.with_stem(f"{file.stem}-rest")),
            "whole": shown_path(file.with_stem(f"{file.stem}-whole")),
        }
        shard = f"{found[0]}/{found[1]}"
        note(say("cli.go-on", seed=many.seed, shard=shard, **names))
    else:
        again = "cli.run-again" if all(one == STREAM for one in forms) else "cli.run-again-force"
        note(say(again, seed=many.seed))
    raise typer.Exit(STOPPED)


def shard_of_what_is_missing(many: Ensemble) -> tuple[int, int]:
    """Return the smallest shard in which every missing couple is; ``(1, 1)`` is all of them."""
    from negcycle.model.merging import missing
    from negcycle.simulation.many.sharding import shard_range

    asked = range(many.runs) if many.shard is None else shard_range(many.runs, many.shard)
    gaps = [
        (max(first, asked.start), min(last, asked.stop - 1))
        for first, last in missing(many.index, many.runs)
        if first < asked.stop and last >= asked.start
    ]
    first, last = gaps[0][0], gaps[-1][1]
    for of in range(min(many.runs, MOST_SHARDS), 1, -1):
        part = ((first + 1) * of - 1) // many.runs + 1
        if last < shard_range(many.runs, (part, of)).stop:
            return part, of
    return 1, 1
