"""The numbers of a run as options: what is no such number is met with a sentence."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

from negcycle.words import say

LONGEST = 40
"""Characters of a wrong number that are shown."""

# The library has the same limit; to import it here would make every start slower.
LOUDEST = 1_000.0
"""The strongest noise."""


def _option(name: str, metavar: str, read: Callable[[str], float], *, help: str) -> Any:
    return typer.Option(name, metavar=metavar, parser=read, help=say(help))


def _number(
    key: str, *, positive: bool, most: float = sys.float_info.max
) -> Callable[[str], float]:
    """Return a reader of numbers from 0 to `most`; `key` is the sentence for any other."""

    def read(written: str) -> float:
        try:
            number = float(written)
        except ValueError:
            message = say("fault.not-a-number", value=f"'{_cut(written)}'")
            raise typer.BadParameter(message) from None
        if not 0 <= number <= most or (positive and number == 0):
            raise typer.BadParameter(say(key, value=_cut(written)))
        return number

    return read


def _whole_number(written: str) -> int:
    if not (str(written).isascii() and str(written).isdigit() and len(str(written)) <= LONGEST):
        raise typer.BadParameter(say("simulate.seed", value=_cut(written)))
    return int(written)


def _count(option: str) -> Callable[[str], int]:
    """Return a reader of whole numbers from 1 up."""

    def read(written: str) -> int:
        text = str(written)
        digits = text.isascii() and text.isdigit() and len(text) <= LONGEST
        if not digits or not int(text):
            raise typer.BadParameter(say("loops.count", name=option, value=_cut(text)))
        return int(text)

    return read


def _cut(written: object) -> str:
    text = str(written)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}..."


Turns = Annotated[
    float | None,
    _option("--turns", "N", _number("simulate.turns", positive=True), help="cli.opt.turns"),
]
Step = Annotated[
    float, _option("--step", "H", _number("simulate.step", positive=True), help="cli.opt.step")
]
Noise = Annotated[
    float | None,
    _option(
        "--noise",
        "X",
        _number("simulate.noise", positive=False, most=LOUDEST),
        help="cli.opt.noise",
    ),
]
Seed = Annotated[int | None, _option("--seed", "S", _whole_number, help="cli.opt.seed")]
Limit = Annotated[int, _option("--limit", "N", _count("--limit"), help="cli.opt.limit")]
MaxLength = Annotated[
    int | None,
    _option("--max-length", "N", _count("--max-length"), help="cli.opt.max-length"),
]
Seconds = Annotated[
    float,
    _option("--seconds", "S", _number("cli.seconds", positive=True), help="cli.opt.seconds"),
]
Runs = Annotated[int | None, _option("--runs", "R", _count("--runs"), help="cli.opt.runs")]
RunsAtPoint = Annotated[int, _option("--runs", "R", _count("--runs"), help="cli.opt.runs-at-point")]
Sample = Annotated[int | None, _option("--sample", "N", _count("--sample"), help="cli.opt.sample")]
Threads = Annotated[
    int | None, _option("--threads", "N", _count("--threads"), help="cli.opt.threads")
]
After = Annotated[
    float, _option("--after", "N", _number("cli.after", positive=False), help="cli.opt.after")
]
Every = Annotated[
    float | None,
    _option("--every", "N", _number("cli.every", positive=True), help="cli.opt.every"),
]
