"""`negcycle practice log`: the vital signs of a log of episodes, told or drawn."""

from __future__ import annotations

from typing import Annotated

import typer

from negcycle.cli.options import AsJson, Force, choice
from negcycle.cli.pictures import Paper
from negcycle.cli.practice_pictures import hand_out, kinds_of
from negcycle.cli.reading import bytes_of
from negcycle.words import say

EVERY = ("week", "month")


def log(
    file: Annotated[str, typer.Argument(metavar="LOG", help=say("cli.arg.log"))],
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.log-out"))
    ] = None,
    every: Annotated[
        str, choice("--every", EVERY, help="cli.opt.log-every", otherwise="cli.unknown-every")
    ] = "week",
    paper: Paper = "a4",
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Say how often the cycle went round, how long, how hot, and how soon it was made up."""
    kinds = kinds_of(out)

    from negcycle.practices.over_time.episode_file import LARGEST, log_format_of, to_episodes
    from negcycle.practices.over_time.vital_signs import vital_signs

    data = bytes_of(file, largest=LARGEST, what="log of episodes")
    found = vital_signs(to_episodes(data, format=log_format_of(file), file=file), every=every)
    if kinds:
        from negcycle.drawing.charts.draw_practices import draw_vital_signs

        made = draw_vital_signs(found, paper=paper)
    else:
        made = None
    asked = [f"{one.path}: {one.question}" for one in found.questions]
    hand_out("log", found.as_data(), [*found.sentences, *asked], made, kinds, as_json, force=force)
