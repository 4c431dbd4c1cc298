"""`negcycle capture`: notes taken down in a case, all at once or a line at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from negcycle.cli.options import Force
from negcycle.cli.reading import STREAM, bytes_of
from negcycle.cli.status import blanks_of, next_of
from negcycle.cli.writing import (
    note,
    refuse_to_replace,
    refuse_what_cannot_be_written,
    show,
    write,
)
from negcycle.errors import NegcycleError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.files.capture import Captured
    from negcycle.files.case import Case
    from negcycle.model.cycle import Cycle


_NOTES = "file with notes"


def capture(
    file: Annotated[str, typer.Argument(metavar="FILE", help=say("cli.arg.capture"))],
    notes: Annotated[str | None, typer.Argument(metavar="NOTES", help=say("cli.arg.notes"))] = None,
    out: Annotated[
        str | None, typer.Option("-o", "--out", metavar="OUT", help=say("cli.opt.capture-out"))
    ] = None,
    force: Force = False,
) -> None:
    """Take notes down in a case, and say what to ask next."""
    from negcycle.files.capture import captured
    from negcycle.files.case import read_case
    from negcycle.files.source import decode

    if file == STREAM:
        raise typer.BadParameter(say("cli.capture-needs-file"))
    refuse_what_cannot_be_written([out or file])
    if out is not None:
        refuse_to_replace([out], force=force)
    case = read_case(file)
    typed = notes is None and _is_terminal()
    if typed:
        text, name = _written_down(case.cycle), STREAM
    else:
        data = bytes_of(STREAM if notes is None else notes, what=_NOTES)
        name = notes or STREAM
        text = decode(data, name, what=_NOTES) if data.strip() else ""
    try:
        case = read_case(file)  # somebody may have worked on it meanwhile
        found = captured(case.cycle, text, name)
        _keep(file, case, found, out, force=force)
    except NegcycleError:
        if typed and text:
            note(say("capture.unkept", lines=text.rstrip()))
        raise
    if not found.taken:
        show(say("capture.nothing"))
    for line in _told(found):
        show(line)
    for line in next_of(found.cycle, 1):
        show(line)


def _keep(file: str, case: Case, found: Captured, out: str | None, *, force: bool) -> None:
    """Write the case where it belongs, its comments kept; what is unchanged stays untouched."""
    from negcycle.files.case import dumps, format_of
    from negcycle.files.rewriting import rewritten

    target = out or file
    if out is None and found.cycle == case.cycle:
        return
    if format_of(file) == format_of(target) == "yaml":
        text = rewritten(case.text, found.cycle, file)
    else:
        text = dumps(found.cycle, format=format_of(target))
    write(target, text, force=force or out is None)


def _told(found: Captured) -> list[str]:
    return [say("capture.heading"), *(f"  {line}" for line in found.lines)] if found.taken else []


# -- a line at a time -----------------------------------------------------------------------------


def _is_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()  # pyright: ignore[reportUnnecessaryComparison]


def _written_down(cycle: Cycle) -> str:
    """Read lines until Ctrl-D; after each, say what it added, what is open and what is next."""
    from negcycle.files.capture import captured

    note(say("capture.how"))
    _say_what_is_open(cycle)
    kept: list[str] = []
    while line := _one_line():
        try:
            found = captured(cycle, line)
        except NegcycleError as error:
            note(str(error))
            continue
        for told in _told(found):
            show(told)
        if found.taken:
            cycle = found.cycle
            kept.append(line)
            _say_what_is_open(cycle)
    note("")  # what follows begins on a line of its own
    return "".join(kept)


def _one_line() -> str:
    """Return the next line, with its line break; nothing at the end."""
    sys.stderr.write("> ")
    sys.stderr.flush()
    return sys.stdin.readline()


def _say_what_is_open(cycle: Cycle) -> None:
    from negcycle.analysis.next_question import next_questions

    asked = [say("next.live", question=one.question) for one in next_questions(cycle, 1)]
    for line in (*blanks_of(cycle), *(asked or next_of(cycle, 1))):
        show(line)
