"""What somebody asks of many couples: rows, pictures, words; and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from negcycle.cli.asked import DRAWN, WORDS
from negcycle.cli.reading import STREAM
from negcycle.words import say

OUTCOMES, FAN = "outcomes", "fan"
MAP, RECOVERY, SENSITIVITY = "map", "recovery", "sensitivity"
OF_AN_ENSEMBLE = (OUTCOMES, FAN)
OF_A_SWEEP = (MAP, RECOVERY, SENSITIVITY, OUTCOMES, FAN)
# The library has the same names; to import it here would make every start slower.
NUMBERS = ("csv", "nc", "parquet")
FORMS = (*NUMBERS, *DRAWN, WORDS)
"""What many couples are written as: their rows, a picture, or words."""

X = Annotated[str | None, typer.Option("--x", metavar="NAME", help=say("cli.opt.x"))]
Y = Annotated[str | None, typer.Option("--y", metavar="NAME", help=say("cli.opt.y"))]
Of = Annotated[
    str | None, typer.Option("--sensitivity", metavar="COLUMN", help=say("cli.opt.sensitivity"))
]


def _views() -> list[str]:
    """Return the views of a sweep, for completion."""
    return list(OF_A_SWEEP)


View = Annotated[
    str | None,
    typer.Option(
        "--view",
        metavar="VIEW,...",
        autocompletion=_views,
        help=say("cli.opt.sweep-view", views=", ".join(OF_A_SWEEP)),
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedOfMany:
    """What somebody asks for, as they wrote it."""

    views: tuple[str, ...]
    """Empty where nobody asks for one; then a picture is `unasked`, and words the summary."""
    unasked: tuple[str, ...]
    """What a picture shows where nobody says."""
    forms: dict[str, str]
    """What each file, or standard output, is to hold."""
    as_json: bool
    paper: str
    force: bool
    sensitivity: str | None = None
    """A column whose differences are to be accounted for."""
    x: str | None = None
    y: str | None = None

    @property
    def pictured(self) -> tuple[str, ...]:
        """What a picture shows."""
        return self.views or self.unasked

    @property
    def is_told(self) -> bool:
        """Whether words are printed because nothing else is asked for."""
        return not self.forms and not self.as_json

    @property
    def tells_seed(self) -> bool:
        """Whether the seed is in what is printed."""
        return self.as_json or self.is_told

    @property
    def rows(self) -> dict[str, str]:
        """What is to hold a row for each couple, and in which form."""
        return {target: form for target, form in self.forms.items() if form in NUMBERS}

    @property
    def pictures(self) -> dict[str, str]:
        """What is to hold a picture, and in which form; words do, where a view is asked for."""
        return {
            target: form
            for target, form in self.forms.items()
            if form in DRAWN or (form == WORDS and self.views)
        }

    @property
    def words(self) -> list[str]:
        """What is to hold the summary."""
        return [one for one, form in self.forms.items() if form == WORDS and not self.views]

    @property
    def wants_picture(self) -> bool:
        return bool(self.pictures) or (self.is_told and bool(self.views))

    def shows(self, view: str) -> bool:
        """Whether a view is in what is asked for."""
        return self.wants_picture and view in self.pictured

    @property
    def tells_sensitivity(self) -> bool:
        """Whether the summary or the JSON says how much goes with each number."""
        told = bool(self.words) or (self.is_told and not self.views)
        return self.sensitivity is not None and (self.as_json or told)

    @property
    def needs_sensitivity(self) -> bool:
        return self.tells_sensitivity or self.shows(SENSITIVITY)

    def refuse_what_does_not_fit(self) -> None:
        """Say what would come to nothing.

        Raises:
            BadParameter: for an output that is there twice, and for what no output shows.
        """
        if self.as_json and STREAM in self.forms:
            raise typer.BadParameter(say("cli.json-and-stream"))
        if self.views and not self.wants_picture:
            raise typer.BadParameter(say("cli.view-for-nothing"))
        if self.sensitivity is not None and not self.needs_sensitivity:
            raise typer.BadParameter(say("cli.sensitivity-for-nothing"))
        if not (self.shows(MAP) or self.shows(RECOVERY)):
            for option, name in (("--x", self.x), ("--y", self.y)):
                if name is not None:
                    raise typer.BadParameter(say("cli.axis-for-nothing", option=option))

    def refuse_record_for_nothing(self, *, record: str | None, every: float | None) -> None:
        """Say that states over time would be kept and thrown away.

        Raises:
            BadParameter: if no file and no picture holds them, or none are kept.
        """
        is_held = "nc" in self.forms.values() or self.shows(FAN)
        if record is not None and not is_held:
            raise typer.BadParameter(say("cli.record-for-nothing"))
        if every is not None and record is None and not self.shows(FAN):
            raise typer.BadParameter(say("cli.every-for-nothing"))
