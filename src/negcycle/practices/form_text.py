"""The text of a sheet or a practice: plain data with places, or every fault in words that fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from negcycle.errors import CaseError, Problem
from negcycle.files.fault_kinds import NOTHING_LEFT_OUT, OF_A_CASE
from negcycle.files.json_tree import read_json
from negcycle.files.node import PlainData, Tree, locate, plain_data
from negcycle.files.reading import Format
from negcycle.files.source import decode
from negcycle.files.yaml_tree import read_yaml
from negcycle.model.faults import Fault
from negcycle.words import say

What = Literal["sheet", "practice", "log of episodes"]


def tree_of(data: bytes | str, what: What, *, format: Format, file: str | None) -> Tree:
    """Return the tree of a text, with the faults of the parts that are left out.

    Raises:
        CaseError: if nothing of it can be read.
    """
    read = read_json if format == "json" else read_yaml
    try:
        text = decode(data, file) if isinstance(data, bytes) else data
        tree = read(text, file, with_faults=True)
    except CaseError as error:
        raise CaseError([_said(one, what) for one in error.problems]) from None
    return replace(tree, problems=tuple(_said(one, what) for one in tree.problems))


def fields_of(tree: Tree, what: What, *, file: str | None) -> dict[str, PlainData]:
    """Return the fields that a tree holds.

    Raises:
        CaseError: if it holds something else.
    """
    data = plain_data(tree.root)
    if isinstance(data, dict):
        return data
    message = say("form-text.no-fields", what=what)
    problem = Problem(message, "", "no-fields", file, *tree.root.place)
    raise CaseError(tree.problems or [problem])


def raise_all(tree: Tree, faults: Sequence[Fault], *, file: str | None) -> None:
    """Raise every fault of a text and of what it says, in the order of the file, if there is any.

    What only follows from a part that could not be read is left out.
    """
    unread = [one.path for one in tree.problems if one.code not in NOTHING_LEFT_OUT]
    problems = [
        *tree.problems,
        *(
            Problem(
                one.message,
                one.path,
                one.code,
                file,
                *locate(tree.root, one.loc, key=one.on_key),
            )
            for one in faults
            if not any(_is_in(one.path, path) for path in unread)
        ),
    ]
    if problems:
        raise CaseError(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))


def _is_in(path: str, unread: str) -> bool:
    return path == unread or path.startswith((f"{unread}.", f"{unread}["))


def _said(one: Problem, what: What) -> Problem:
    if one.code not in OF_A_CASE:
        return one
    return replace(one, message=say(f"form-text.{one.code}", what=what))
