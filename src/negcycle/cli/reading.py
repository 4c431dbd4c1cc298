"""What a command reads: a file, or standard input where somebody writes `-`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from negcycle.errors import FileUnreadable
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.files.case import Case, Format
    from negcycle.model.cycle import Cycle
    from negcycle.model.plan import Plan

STREAM = "-"
"""Stands for standard input or standard output."""


def bytes_of(file: str) -> bytes:
    """Return what stands in a file or on standard input."""
    from negcycle.files.source import read_bytes, read_stream

    if file != STREAM:
        return read_bytes(file)
    if sys.stdin is None:  # pyright: ignore[reportUnnecessaryComparison]
        raise FileUnreadable(say("cli.no-input"), STREAM)
    return read_stream(sys.stdin.buffer, STREAM)


def case_of(file: str, source: str = "yaml") -> Case:
    """Return the case in a file or on standard input, which has the format `source`."""
    from negcycle.files.case import read_case

    return case_in(bytes_of(file), source, file) if file == STREAM else read_case(file)


def case_in(data: bytes, source: str, file: str) -> Case:
    """Return the case that some bytes of the format `source` are; `file` is for its problems."""
    from negcycle.files.case import to_case
    from negcycle.files.source import decode

    return to_case(decode(data, file), format=cast("Format", source), file=file)


def plan_of(file: str, source: str, cycle: Cycle) -> Plan:
    """Return the plan for `cycle` in a file, or on standard input in the format `source`."""
    from negcycle.files.plan_file import load_plan, to_plan

    if file != STREAM:
        return load_plan(file, cycle=cycle)
    return to_plan(bytes_of(file), format=cast("Format", source), file=file, cycle=cycle)
