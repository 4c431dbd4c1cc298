"""Every fault of one text, gathered so that all of them can be said at once."""

from __future__ import annotations

from typing import NoReturn

from negcycle.errors import CaseError, Problem
from negcycle.files.place import Place
from negcycle.words import say

MOST_FAULTS = 100
"""Faults after which the rest of a text is not read: more help nobody, and may be an attack."""


class Faults:
    """The faults found in a text so far."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._problems: list[Problem] = []

    def add(self, code: str, place: Place | None, /, *, path: str = "", **values: object) -> None:
        """Gather one fault; its sentence is ``files.<code>`` of the catalogue.

        Raises:
            CaseError: when there are so many that reading on makes no sense.
        """
        self._problems.append(self.problem(code, place, path=path, **values))
        if len(self._problems) >= MOST_FAULTS:
            self._raise()

    def stop(self, code: str, place: Place | None, /, **values: object) -> NoReturn:
        """Raise what was gathered, with one last fault after which nothing can be read.

        A fault in the same line is the likely cause of the last one, which is then left out.
        """
        if not any(place and problem.line == place[0] for problem in self._problems):
            self._problems.append(self.problem(code, place, path="", **values))
        self._raise()

    @property
    def gathered(self) -> tuple[Problem, ...]:
        """What was gathered so far."""
        return tuple(self._problems)

    def raise_any(self) -> None:
        """Raise `CaseError` with everything that was gathered, if anything was."""
        if self._problems:
            self._raise()

    def problem(
        self, code: str, place: Place | None, /, *, path: str = "", **values: object
    ) -> Problem:
        """Return what `add` would gather."""
        line, column = place or (None, None)
        message = say(f"files.{code}", **values)
        return Problem(
            message,
            path=path,
            code=code.partition(".")[0],
            file=self._file,
            line=line,
            column=column,
        )

    def _raise(self) -> NoReturn:
        in_order = sorted(self._problems, key=lambda one: (one.line or 0, one.column or 0))
        raise CaseError(in_order)
