"""`negcycle practice merge`: the sheets of two people become one case; guesses are told kindly."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import AsJson, Force
from negcycle.cli.practice_asked import Practices, either_of
from negcycle.cli.reading import STREAM, case_of
from negcycle.cli.writing import note, refuse_to_replace, show, show_found, write
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle
    from negcycle.practices.between_people.merging import Merged
    from negcycle.practices.sheets.sheet import Sheet


def merge(
    sheets: Annotated[list[str], typer.Argument(metavar="SHEET", help=say("cli.arg.merge-sheets"))],
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="FILE", help=say("cli.opt.merge-out"))
    ] = None,
    positive: Annotated[
        str | None, typer.Option("--positive", metavar="FILE", help=say("cli.opt.positive"))
    ] = None,
    people: Annotated[
        str | None, typer.Option("--people", metavar="CASE", help=say("cli.opt.people"))
    ] = None,
    practices: Practices = None,
    as_json: AsJson = False,
    force: Force = False,
) -> None:
    """Put the sheets that people filled in alone together into one case."""
    targets = [target for target in (out, positive) if target is not None]
    _refuse_what_does_not_fit(targets, [*sheets, *([people] if people else [])], as_json=as_json)
    refuse_to_replace(targets, force=force)

    from negcycle.practices.between_people.merging import merge_sheets
    from negcycle.practices.whole_cycle.positive import CHANGE_EVENTS, order_note, positive_cycle

    read = [_sheet(file, practices) for file in sheets]
    events = [sheet for sheet in read if sheet.practice.id in CHANGE_EVENTS]
    if events and positive is None:
        raise typer.BadParameter(say("cli.events-without-positive", name=events[0].practice.name))
    own = [sheet for sheet in read if sheet not in events]
    merged = merge_sheets(own, people=case_of(people).cycle if people else None)
    turned = positive_cycle(merged.cycle, *events) if positive is not None else None
    if out is not None:
        write(out, _text(merged.cycle, out, _origin(own)), force=force)
    if positive is not None and turned is not None:
        write(positive, _text(turned, positive, []), force=force)
    if as_json:
        _show_data(merged, turned)
    else:
        _tell(merged, beside=STREAM in targets)
    if turned is not None and (said := order_note(events)):
        note(said)


def _refuse_what_does_not_fit(targets: list[str], read: list[str], *, as_json: bool) -> None:
    """Say what would write over something else, or mix two things on standard output."""
    if as_json and STREAM in targets:
        raise typer.BadParameter(say("cli.json-and-stream"))
    if len(targets) > len({*targets}):
        raise typer.BadParameter(say("cli.same-file", file=targets[0]))
    there = {Path(file).resolve() for file in read if file != STREAM}
    for target in targets:
        if target != STREAM and Path(target).resolve() in there:
            raise typer.BadParameter(say("cli.merge-onto-sheet", file=target))


def _sheet(file: str, practices: str | None) -> Sheet:
    from negcycle.errors import PracticeError
    from negcycle.files.printable import shown_path
    from negcycle.practices.sheets.sheet import Sheet

    found = either_of(file, practices)
    if not isinstance(found, Sheet):
        raise PracticeError(say("merging.a-practice", file=shown_path(file)))
    return found


def _origin(sheets: list[Sheet]) -> list[str]:
    """Return where a case comes from, in lines: who filled in what and when, and no answer."""
    from negcycle.practices.between_people.people import called
    from negcycle.words.tidying import tidy

    lines = [
        say(
            "merging.origin-dated" if sheet.date else "merging.origin",
            name=called(sheet.owner or ""),
            practice=tidy(sheet.practice.name),
            date=sheet.date,
        )
        for sheet in sheets
    ]
    return [say("merging.origin-of"), *sorted(lines), say("merging.origin-words")]


def _text(cycle: Cycle, file: str, head: list[str]) -> str:
    """Return a case as a file, with some lines in front where the format has comments."""
    from negcycle.files.case import dumps, format_of

    if file != STREAM and format_of(file) == "json":
        return dumps(cycle, format="json")
    return "".join(f"# {line}\n" for line in head) + dumps(cycle)


def _tell(merged: Merged, *, beside: bool) -> None:
    """Tell what stands side by side, and what is to be known; beside a case on standard output."""
    tell = note if beside else show
    if merged.mismatches:
        tell(say("explain.own-copy"))
    for line in (*(one.sentence for one in merged.mismatches), *merged.notes):
        tell(line)


def _show_data(merged: Merged, turned: Cycle | None) -> None:
    from negcycle.files.form import as_written

    more = {} if turned is None else {"positive": as_written(turned)}
    case = as_written(merged.cycle)
    show_found("practice-merge", {"case": case, **more, **merged.as_data()})
