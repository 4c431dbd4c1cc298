"""A few lines with the number of its step behind each part: read into a sheet, and written back.

So the source text tells its example: what was done (3) before what set it off (1), and the deeper
feeling (4) before the first one (2). The order of the telling is kept beside the order of the loop.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from negcycle.errors import PracticeError
from negcycle.practices.described.known import practice
from negcycle.practices.described.practice import Field, Practice
from negcycle.practices.sheets.sheet import Sheet
from negcycle.words import say
from negcycle.words.tidying import tidy

_NUMBER = re.compile(r"\(\s*([0-9]+)\s*\)")
_AROUND = " \t\r\n\v\f,;.:\u2013\u2014"


class Part(NamedTuple):
    """One part of a telling, and the number that stands behind it."""

    number: int
    words: str
    """Verbatim, without the joining word in front and the signs around it."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A telling with numbers, in its own order."""

    practice: Practice
    parts: tuple[Part, ...]
    """In the order of the telling."""
    told: str = ""
    """The whole text, as it was told; empty where it comes from a sheet."""

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers, in the order of the telling."""
        return tuple(part.number for part in self.parts)

    @property
    def answers(self) -> Mapping[str, tuple[str, ...]]:
        """The answers of a sheet, by the id of the field.

        A number that two fields share is taken for the first of them.
        """
        made: dict[str, tuple[str, ...]] = {}
        for part in self.parts:
            field = _fields(self.practice)[part.number]
            made[field.id] = (*made.get(field.id, ()), part.words)
        return made

    def sheet(self, by: str, *, other: str | None = None, date: str | None = None) -> Sheet:
        """Return the telling as a sheet, whose chain is in causal order."""
        return self.practice.sheet(by, other=other, date=date, answers=self.answers)

    def text(self) -> str:
        """Return the telling: as it was told, else part by part with its numbers."""
        return self.told or "; ".join(
            say("numbered.part", words=words, number=number) for number, words in self.parts
        )


def numbered(
    told: str | Sheet,
    *,
    order: Sequence[int] = (),
    by_steps_of: str | Practice = "five_steps",
) -> Numbered:
    """Read a text with numbers in brackets, or a sheet whose practice numbers its steps.

    A joining word in front of a part, such as "because", is no part of what is stored; all other
    words stay as they were told.

    Args:
        told: The text, or a sheet.
        order: The numbers in the order in which a sheet is told, as `Numbered.numbers` gives them;
            what it leaves out comes after it, in asking order.
        by_steps_of: The practice whose steps the numbers in a text are; a sheet has its own.

    Raises:
        PracticeError: for a text without numbers, a number that is no step, or words without one.
        UnknownName: if there is no such practice.

    Sources:
        Moelbak, R. 5 Steps to Turning Resentment into Greater Closeness. bettertherapy.com

    Example:
        >>> told = numbered("he went quiet (3) when she turned away (1), as he felt unloved (4)")
        >>> told.numbers, dict(told.answers)["trigger"]
        ((3, 1, 4), ('she turned away',))
        >>> numbered(told.sheet("John"), order=told.numbers).text()
        'he went quiet (3); she turned away (1); as he felt unloved (4)'
    """
    if isinstance(told, Sheet):
        return Numbered(told.practice, tuple(_parts_of(told, order)))
    known = practice(by_steps_of) if isinstance(by_steps_of, str) else by_steps_of
    if not _fields(known):
        raise PracticeError(say("numbered.no-steps", name=known.name))
    return Numbered(known, tuple(_read(told, known)), told)


def _fields(known: Practice) -> dict[int, Field]:
    """Return the first field of each step that the practice numbers."""
    steps: dict[int, Field] = {}
    for field in known.fields:
        if field.step is not None:
            steps.setdefault(field.step, field)
    return steps


def _read(text: str, known: Practice) -> Iterator[Part]:
    steps = _fields(known)
    start = 0
    for found in _NUMBER.finditer(text):
        written = found[1].lstrip("0")
        if len(written) > 3 or int(written or 0) not in steps:
            steps_of = {"low": min(steps), "high": max(steps), "name": known.name}
            raise PracticeError(say("numbered.no-such-step", number=_short(found[1]), **steps_of))
        words = _bare(text[start : found.start()])
        if not tidy(words):
            raise PracticeError(say("numbered.no-words", number=written))
        yield Part(int(written), words)
        start = found.end()
    rest = _bare(text[start:])
    if not start:
        raise PracticeError(say("numbered.no-numbers"))
    if tidy(rest):
        raise PracticeError(say("numbered.no-number", words=_short(tidy(rest))))


def _bare(words: str) -> str:
    """Return words without the signs around them and one joining word in front."""
    bare = words.strip(_AROUND)
    first, space, rest = bare.partition(" ")
    joins = say("numbered.joining").split()
    return rest.lstrip() if space and first.casefold() in joins else bare


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39].rstrip() + "…"


def _parts_of(sheet: Sheet, order: Sequence[int]) -> Iterator[Part]:
    """Yield the parts of a sheet in an order of numbers, then the rest; what is private stays."""
    waiting = [
        Part(field.step, words)
        for field, answer in sheet.open_answers()
        if field.step is not None
        for words in answer
    ]
    for number in order:
        part = next((one for one in waiting if one.number == number), None)
        if part is not None:
            waiting.remove(part)
            yield part
    yield from waiting
