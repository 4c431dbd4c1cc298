"""What a look over some case files has found, as lines for people and as data for programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from negcycle.errors import CaseError, NegcycleError, Problem
from negcycle.files.case import Case
from negcycle.files.checking import Asked, check
from negcycle.files.printable import shown_path
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.words import Lexicon


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one file: its faults or, when there are none, what one may ask."""

    file: str
    """Its name as it was given."""
    problems: tuple[Problem, ...] = ()
    blanks: tuple[Asked, ...] = ()
    questions: tuple[Asked, ...] = ()
    where_to_turn: str | None = None


def report(file: str, read: Callable[[str], Case], book: Lexicon | None = None) -> Report:
    """Return what is found in a file; one that cannot be read is a problem like others.

    `book` is another lexicon than the built-in one, for the questions about wording.
    """
    try:
        case = read(file)
    except CaseError as error:
        return Report(file, error.problems)
    except NegcycleError as error:
        return Report(file, (Problem(str(error), code="file"),))
    found = check(case.cycle, book=book)
    return Report(
        file,
        blanks=tuple(Asked(one.path, one.question) for one in found.blanks),
        questions=(*(Asked(one.path, one.message) for one in case.remarks), *found.questions),
        where_to_turn=found.where_to_turn,
    )


def as_lines(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the faults of each file, its blanks and questions, and last the one neutral line."""
    for one in reports:
        yield from map(str, one.problems)
        if one.problems:
            continue
        about = f"{shown_path(one.file)}: " if len(reports) > 1 else ""
        is_open = one.blanks or one.questions
        yield about + say("check.no-faults" if is_open else "check.nothing")
        for heading, asked in (("blanks", one.blanks), ("questions", one.questions)):
            if asked:
                yield say(f"check.{heading}")
                yield from (f"  {each.path}: {each.question}" for each in asked)
    yield from _where_to_turn(reports)


def as_data(reports: Sequence[Report]) -> dict[str, Any]:
    """Return the same as plain data: ``ok``, ``problems``, ``blanks``, ``questions`` and more."""
    return {
        "ok": not any(one.problems for one in reports),
        "problems": [_problem(one.file, fault) for one in reports for fault in one.problems],
        "blanks": [_question(one.file, asked) for one in reports for asked in one.blanks],
        "questions": [_question(one.file, asked) for one in reports for asked in one.questions],
        "where_to_turn": next(_where_to_turn(reports), None),
    }


def _where_to_turn(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the one neutral line, once, if a word in any file calls for it."""
    yield from {one.where_to_turn for one in reports if one.where_to_turn}


def _problem(file: str, fault: Problem) -> dict[str, Any]:
    return {
        "file": file,
        "line": fault.line,
        "column": fault.column,
        "path": fault.path,
        "code": fault.code,
        "message": fault.message,
    }


def _question(file: str, asked: Asked) -> dict[str, str]:
    return {"file": file, "path": asked.path, "question": asked.question}
