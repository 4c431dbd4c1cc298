"""Look a sheet over: its faults, what is still open, and what one might ask about its words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from negcycle.errors import CaseError, NegcycleError, Problem
from negcycle.files.checking import Asked
from negcycle.files.reporting import Report
from negcycle.practices.asking.longing import longings
from negcycle.practices.asking.message_checking import about_messages
from negcycle.practices.described.becoming import CHAIN, OTHER
from negcycle.practices.described.practice import Practice
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import SAFETY, questions, say
from negcycle.words.tidying import tidy


def look_over(file: str, read: Callable[[str], Sheet | Practice]) -> Report:
    """Return what is found in a sheet or a practice; what cannot be read is a problem like others.

    Where something in the answers comes before any practice, nothing is asked about its words, and
    one neutral line ends the whole.
    """
    try:
        found = read(file)
    except CaseError as error:
        return Report(file, error.problems)
    except NegcycleError as error:
        return Report(file, (Problem(str(error), code="file"),))
    if isinstance(found, Practice):
        return Report(file)
    waits = found.comes_first
    return Report(
        file,
        blanks=tuple(Asked(one.path, tidy(one.question)) for one in found.blanks()),
        questions=()
        if waits
        else (*_about_words(found), *about_messages(found), *_about_complaints(found)),
        where_to_turn=say("safety.neutral-line") if waits else None,
    )


def _about_words(sheet: Sheet) -> Iterator[Asked]:
    """Yield what one might ask about the words that become part of a cycle."""
    for field in sheet.practice.fields:
        becomes = field.becomes
        if becomes is None or becomes.where not in {CHAIN, OTHER}:
            continue
        answer = sheet.answer(field.id)
        for index, words in enumerate(answer):
            place = f"[{index}]" if len(answer) > 1 else ""
            for one in questions(becomes.what, words):
                if one.code != SAFETY:
                    yield Asked(f"answers.{field.id}{place}", one.text)


def _about_complaints(sheet: Sheet) -> Iterator[Asked]:
    """Yield which longing there may be in a complaint."""
    for field in sheet.practice.fields:
        for words in sheet.answer(field.id) if field.complaint else ():
            for question in longings(words):
                yield Asked(f"answers.{field.id}", question)
