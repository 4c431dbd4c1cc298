"""What a command reads: a file, or standard input where somebody writes `-`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from negcycle.cli.options import as_wrong_usage
from negcycle.errors import FileUnreadable, UnknownName
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.files.case import Case, Format
    from negcycle.graph.signed import SignedGraph
    from negcycle.model.cycle import Cycle
    from negcycle.model.plan import Plan

STREAM = "-"
"""Stands for standard input or standard output."""


def bytes_of(file: str, *, largest: int | None = None, what: str | None = None) -> bytes:
    """Return what stands in a file or on standard input; a case where nothing else is said.

    Args:
        file: Its name; `-` for standard input.
        largest: How many bytes there may be.
        what: What should be there, such as ``"sheet"``.
    """
    from negcycle.files.source import LARGEST, read_bytes, read_stream

    most = LARGEST if largest is None else largest
    if file != STREAM:
        return read_bytes(file, largest=most, what=what)
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise FileUnreadable(say("cli.no-input"), STREAM)
    return read_stream(sys.stdin.buffer, STREAM, largest=most, what=what)


def case_of(file: str, source: str = "yaml") -> Case:
    """Return the case in a file or on standard input, which has the format `source`."""
    from negcycle.files.case import read_case

    return case_in(bytes_of(file), source, file) if file == STREAM else read_case(file)


def case_in(data: bytes, source: str, file: str) -> Case:
    """Return the case that some bytes of the format `source` are; `file` is for its problems."""
    from negcycle.files.case import to_case
    from negcycle.files.source import decode

    return to_case(decode(data, file), format=cast("Format", source), file=file)


def any_of(file: str, source: str | None) -> Cycle | SignedGraph:
    """Return the case or the graph in a file or on standard input.

    Args:
        file: Its name, which says the format; `-` for standard input.
        source: The format, where the name does not say it; standard input holds a case in YAML
            unless this says something else.
    """
    from negcycle.files.converting import format_to_read, largest_of, read_any

    with as_wrong_usage(UnknownName):
        read_as = format_to_read(file, source=source or ("yaml" if file == STREAM else None))
    return read_any(bytes_of(file, largest=largest_of(read_as)), file, source=read_as)


def plan_of(file: str, source: str, cycle: Cycle) -> Plan:
    """Return the plan for `cycle` in a file, or on standard input in the format `source`."""
    from negcycle.files.plan_file import load_plan, to_plan

    if file != STREAM:
        return load_plan(file, cycle=cycle)
    return to_plan(bytes_of(file), format=cast("Format", source), file=file, cycle=cycle)
