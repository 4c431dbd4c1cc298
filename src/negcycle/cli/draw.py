"""`negcycle draw`: the infinity diagram of a case."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from negcycle.cli.options import CaseFile, Force, From, choice, one_of
from negcycle.cli.pictures import PICTURES, Paper, kind_of, save
from negcycle.cli.reading import STREAM, case_of
from negcycle.cli.writing import note
from negcycle.errors import NegcycleError
from negcycle.words import say

# The library has the same names; to import them here would make every start slower.
VIEWS = (
    "loop",
    "surface",
    "single",
    "blank",
    "positive",
    "before-after",
    "quadrants",
    "four",
    "iceberg",
    "list",
    "chain",
    "ladder",
    "exits",
)
ONE_BY_ONE = ("single", "iceberg")
REGISTERS = ("plain", "clinical")
LINES = ("still", "rising")
DIALECTS = (
    "everything", "definition", "story", "surface-first", "iceberg", "temp", "reframe",
    "quadrants", "four", "own-part", "assembly", "five-steps",
)  # fmt: skip


def _views() -> list[str]:
    return list(VIEWS)


def _dialects() -> list[str]:
    return list(DIALECTS)


def draw(
    file: CaseFile,
    after: Annotated[str | None, typer.Argument(metavar="FILE2", help=say("cli.arg.after"))] = None,
    out: Annotated[
        list[str] | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.draw-out"))
    ] = None,
    view: Annotated[
        str,
        typer.Option("--view", metavar="VIEW,...", autocompletion=_views, help=say("cli.opt.view")),
    ] = "loop",
    register: Annotated[
        str,
        choice("--register", REGISTERS, help="cli.opt.register", otherwise="draw.unknown-register"),
    ] = "plain",
    dialect: Annotated[
        str | None,
        typer.Option(
            "--dialect",
            metavar="NAME",
            autocompletion=_dialects,
            help=say("cli.opt.dialect", names=", ".join(DIALECTS)),
        ),
    ] = None,
    paper: Paper = "a4",
    numbers: Annotated[bool, typer.Option("--numbers", help=say("cli.opt.numbers"))] = False,
    start: Annotated[
        str | None, typer.Option("--start", metavar="NAME", help=say("cli.opt.start"))
    ] = None,
    whose: Annotated[
        str | None, typer.Option("--for", metavar="NAME", help=say("cli.opt.for"))
    ] = None,
    loop_badge: Annotated[
        bool, typer.Option("--loop-badge", help=say("cli.opt.loop-badge"))
    ] = False,
    blank: Annotated[bool, typer.Option("--blank", help=say("cli.opt.blank"))] = False,
    line: Annotated[
        str, choice("--line", LINES, help="cli.opt.line", otherwise="draw.unknown-line")
    ] = "still",
    to: Annotated[
        str, choice("--to", PICTURES, help="cli.opt.draw-to", otherwise="cli.unknown-picture")
    ] = "svg",
    source: From = "yaml",
    watch: Annotated[bool, typer.Option("--watch", help=say("cli.opt.watch"))] = False,
    force: Force = False,
) -> None:
    """Draw a case: the infinity diagram, or another view."""
    views = [one_of(name.strip(), VIEWS, otherwise="draw.unknown-view") for name in view.split(",")]
    if dialect is not None:
        one_of(dialect, DIALECTS, otherwise="draw.unknown-dialect")
    targets = out or [STREAM if file == STREAM else f"{Path(file).stem}.{to}"]
    kinds = {target: kind_of(target, to) for target in targets}
    inputs = [file, after] if after else [file]
    if whose is not None and (not set(views) <= set(ONE_BY_ONE) or after):
        raise typer.BadParameter(say("cli.for-one-half"))
    if watch and STREAM in {*inputs, *kinds}:
        raise typer.BadParameter(say("cli.watch-needs-files"))

    def once(*, force: bool) -> None:
        from negcycle.drawing import picture

        cycles = [case_of(one, source).cycle for one in inputs]
        made = picture.draw(
            cycles[0],
            view=views,
            after=cycles[1] if after else None,
            register=register,
            paper=paper,
            numbers=numbers,
            start=start,
            whose=whose,
            loop_badge=loop_badge,
            dialect=dialect,
            blank=blank,
            line=line,
        )
        save(made, kinds, force=force)

    if watch:
        _again_and_again(inputs, once, force=force)
    else:
        once(force=force)


def _again_and_again(inputs: list[str], once: Callable[..., None], *, force: bool) -> None:
    """Draw, and draw again each time that one of the files changes, until Ctrl-C."""
    from negcycle.files.watching import changes

    changed = changes([Path(one) for one in inputs])
    next(changed)
    once(force=force)
    note(say("cli.watching"))
    try:
        for _ in changed:
            try:
                once(force=True)
            except NegcycleError as error:  # half written, or with a fault: wait for the next save
                note(str(error))
    except KeyboardInterrupt:
        note(say("cli.watched"))
