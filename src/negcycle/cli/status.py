"""`negcycle status`: where the work with a case stands, and what to ask next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from negcycle.cli.options import AsJson, CaseFile, From
from negcycle.cli.reading import case_of
from negcycle.cli.writing import show, show_found
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.patterns import Pattern
    from negcycle.model.cycle import Cycle


def status(file: CaseFile, source: From = "yaml", as_json: AsJson = False) -> None:
    """Say where the work with a case stands, and what to ask next."""
    from negcycle.analysis.next_question import next_questions
    from negcycle.analysis.progress import status as status_of

    cycle = case_of(file, source).cycle
    found = status_of(cycle)
    if as_json:
        asked = [one.as_data() for one in next_questions(cycle)]
        blanks = [{"path": one.path, "question": one.question} for one in cycle.blanks()]
        kinds = {"patterns": [one.as_data() for one in patterns_of(cycle)]}
        turn = {"where_to_turn": where_to_turn(cycle)}
        show_found("status", {**found.as_data(), **kinds, "blanks": blanks, "next": asked, **turn})
        return
    show(found.text())
    show("")
    for pattern in patterns_of(cycle):
        show(pattern.sentence)
        show(pattern.question)
        show("")
    for line in (*blanks_of(cycle), *next_of(cycle)):
        show(line)


def patterns_of(cycle: Cycle) -> list[Pattern]:
    """Return the patterns that are named or asked about; none where something comes first."""
    from negcycle.analysis.patterns import patterns

    return [one for one in patterns(cycle) if one.question]


def where_to_turn(cycle: Cycle) -> str | None:
    """Return the one neutral line where something comes first; it is the same for all of it."""
    from negcycle.model.coming_first import comes_first

    return say("safety.neutral-line") if comes_first(cycle) else None


def blanks_of(cycle: Cycle) -> list[str]:
    """Return what is still open, a line for each person who has something open."""
    from negcycle.model.people import names_of

    names = names_of(cycle.partners)
    lines: list[str] = []
    for key, name in names.items():
        start = f"partners.{key}.chain."
        slots = [
            one.path.removeprefix(start) for one in cycle.blanks() if one.path.startswith(start)
        ]
        if slots:
            open_slots = ", ".join(say(f"slot.{slot}") for slot in slots)
            lines.append(say("status.open", name=name, slots=open_slots))
    return lines


def next_of(cycle: Cycle, n: int = 3) -> list[str]:
    """Return the next questions in lines, each with its reason, and that each may be left."""
    from negcycle.analysis.next_question import next_questions

    if turn := where_to_turn(cycle):
        return [say("next.waits"), turn]
    asked = next_questions(cycle, n)
    if not asked:
        return [say("next.none")]
    lines = [say("next.heading")]
    for number, one in enumerate(asked, start=1):
        lines.append(say("next.question", number=number, question=one.question))
        lines.append(say("next.reason", reason=one.reason))
    return [*lines, say("next.rest")]
