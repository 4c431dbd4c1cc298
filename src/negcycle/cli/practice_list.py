"""`negcycle practice list`: which practices there are, and where in the cycle each fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import AsJson, one_of
from negcycle.cli.writing import note, show, show_found
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.practices.described.practice import Practice

# The library has the same names; to import them here would make every start slower.
STATIONS = (
    "trigger",
    "appraisal",
    "body",
    "primary",
    "secondary",
    "perception",
    "behavior",
    "openness",
    "resentment",
)


def _stations() -> list[str]:
    return list(STATIONS)


def _station(name: str) -> str:
    spelled = "behavior" if name == "behaviour" else name
    return one_of(spelled, STATIONS, otherwise="cli.unknown-station")


def list_practices(
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="|".join(STATIONS),
            autocompletion=_stations,
            help=say("cli.opt.list-at"),
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Say which practices there are."""
    from negcycle.practices.described.fitting import fitting
    from negcycle.practices.described.known import known_practices

    found = known_practices() if at is None else fitting(_station(at))
    if as_json:
        show_found("practice-list", {"practices": [_as_data(one) for one in found]})
        return
    for one in found:
        show(say("cli.listed", id=one.id, what=one.what, marks=_marks(one)))
    alone = next((one.id for one in found if not one.together), None)
    if alone:
        note(say("cli.list-next", id=alone))
    if not found:
        show(say("cli.listed.none"))


def _marks(one: Practice) -> str:
    kinds = {"guided": one.guided, "together": one.together, "private": one.private}
    marks = [say(f"cli.listed.{name}") for name, is_so in kinds.items() if is_so]
    return f" ({', '.join(marks)})" if marks else ""


def _as_data(one: Practice) -> dict[str, object]:
    return {
        **one.as_data(),
        "by": one.by.value,
        "at": [kind.value for kind in one.at],
        "together": one.together,
        "private": one.private,
        "recurs": one.recurs and one.recurs.value,
        "minutes": one.minutes,
        "fields": [
            {"id": field.id, "prompt": field.prompt, "kind": field.kind.value}
            for field in one.fields
        ],
    }
