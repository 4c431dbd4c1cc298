"""`negcycle demo`: the whole product on one example."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.writing import show
from negcycle.words import say


def demo(
    out: Annotated[
        Path, typer.Option("-o", "--out", metavar="DIR", help=say("cli.opt.demo"))
    ] = Path("negcycle-demo"),
) -> None:
    """Make everything that negcycle makes of one example, in a folder of its own."""
    from negcycle.demo import make_demo

    for line in make_demo(out):
        show(line)
