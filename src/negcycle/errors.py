"""Every error of negcycle, in one tree.

    NegcycleError
    ├── CaseError            a case file or a cycle has problems; all of them are in `.problems`
    ├── FileError
    │   ├── FileMissing      nothing is at this path
    │   ├── FileKept         something is at this path, and nobody said to replace it
    │   └── FileUnreadable   it is there and cannot be read or written
    ├── UnknownName          no partner, station, view, term ... is called this
    ├── ConversionError      a graph cannot be written to, or read from, this format
    ├── DrawingError         a picture cannot be made from this
    ├── SimulationError      a run cannot start, or its plan cannot be carried out
    ├── AnalysisError        a question cannot be answered of this graph or model
    ├── PracticeError        filled sheets cannot be merged, shared or turned into this
    └── MissingExtra         an optional part of negcycle is not installed

Each error's sentence says what is wrong, with which value, where, and what to do.
"""

from __future__ import annotations

from dataclasses import dataclass


class NegcycleError(Exception):
    """Anything that negcycle refuses to do; its text is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a case: where it is, and a sentence that says what to do about it."""

    message: str
    """The sentence, without a full path in front."""
    path: str = ""
    """The field, such as ``"partners.mary.chain.behavior"``; empty for the file as a whole."""
    code: str = "invalid"
    """A short stable name for this kind of fault, such as ``"unknown-field"``."""
    file: str | None = None
    """The name of the file, or None when the case did not come from one."""
    line: int | None = None
    """Line in the file, from 1."""
    column: int | None = None
    """Column in the line, from 1."""

    def __str__(self) -> str:
        file = self.file and "".join(sign if sign.isprintable() else "\ufffd" for sign in self.file)
        place = [str(part) for part in (file, self.line, self.column) if part is not None]
        where = ":".join(place)
        return ": ".join(part for part in (where, self.path, self.message) if part)


class CaseError(NegcycleError, ValueError):
    """A case has problems. `problems` lists them all, in the order of the file."""

    def __init__(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FileError(NegcycleError, OSError):
    """A file cannot be read or written. `file` is its path as it was given."""

    def __init__(self, message: str, file: str = "") -> None:
        self.file = file
        super().__init__(message)


class FileMissing(FileError, FileNotFoundError):
    """Nothing is at this path."""


class FileKept(FileError, FileExistsError):
    """Something is at this path already, and it is kept."""


class FileUnreadable(FileError):
    """The path is there, and it cannot be read or written."""


class UnknownName(NegcycleError, KeyError):
    """Nothing here has this name. `name` is what was asked for, `known` what there is."""

    def __init__(self, message: str, name: str = "", known: tuple[str, ...] = ()) -> None:
        self.name = name
        self.known = known
        super().__init__(message)

    def __str__(self) -> str:  # KeyError would show the sentence in quotes
        return str(self.args[0])


class ConversionError(NegcycleError, ValueError):
    """A graph cannot be written to, or read from, this format."""


class DrawingError(NegcycleError, ValueError):
    """A picture cannot be made from this."""


class SimulationError(NegcycleError, ValueError):
    """A run cannot start, or its plan cannot be carried out. To stay stuck is no error."""


class AnalysisError(NegcycleError, ValueError):
    """A question cannot be answered of this graph or model."""


class PracticeError(NegcycleError, ValueError):
    """Filled sheets, or a case, cannot be merged, shared or turned into what was asked for."""


class MissingExtra(NegcycleError, ImportError):
    """An optional part is not installed; the sentence holds the line that installs it."""
