"""From the text of a case to the cycle it describes, or to every fault in it with its place."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import ValidationError

from negcycle.errors import CaseError, Problem
from negcycle.files.fault_kinds import NOTHING_LEFT_OUT
from negcycle.files.json_tree import read_json
from negcycle.files.mending import faults_in, only_in_python
from negcycle.files.node import Node, PlainData, Tree, locate, plain_data
from negcycle.files.source import decode, read_bytes
from negcycle.files.yaml_tree import read_yaml
from negcycle.model.cycle import Cycle
from negcycle.model.faults import Fault
from negcycle.words import say

Format = Literal["yaml", "json"]


class Case(NamedTuple):
    """A cycle as it was read, with what the reader noticed about the text itself."""

    cycle: Cycle
    text: str
    remarks: tuple[Problem, ...]
    """Questions about places where the text may not say what was meant."""


def read_case(path: str | Path) -> Case:
    """Read a case file and keep its text and what was noticed about it. Raises as `load`."""
    name = str(path)
    text = decode(read_bytes(path), name)
    return to_case(text, format=format_of(path), file=name)


def to_case(text: str, *, format: Format = "yaml", file: str | None = None) -> Case:
    """Read a case from a text; `file` is the name that faults are reported under.

    Raises:
        CaseError: with every fault of the text, each with line and column.
    """
    read = read_json if format == "json" else read_yaml
    tree = read(text, file, with_faults=True)
    return Case(_to_cycle(tree, file), text, tree.remarks)


def format_of(path: str | Path) -> Format:
    """Return the format that the name of a file stands for."""
    return "json" if Path(path).suffix.lower() == ".json" else "yaml"


_OTHER_KINDS = {"sheet": "is-sheet", "practice": "is-practice", "episodes": "is-log"}
"""Fields that only files of other kinds have, and the fault where a case should be."""


def _other_kind(data: dict[str, PlainData]) -> str:
    """Return the code of what some fields are when they are no case, or nothing."""
    if "partners" in data:
        return ""
    return next((code for name, code in _OTHER_KINDS.items() if name in data), "")


def _to_cycle(tree: Tree, file: str | None) -> Cycle:
    """Return the cycle that a tree describes, or raise every fault, in the order of the file."""
    data = plain_data(tree.root)
    if not isinstance(data, dict):
        problem = Problem(say("files.no-fields"), "", "no-fields", file, *tree.root.place)
        raise CaseError(tree.problems or [problem])
    if other := _other_kind(data):
        raise CaseError([Problem(say(f"files.{other}"), "", other, file, *tree.root.place)])
    try:
        if not (tree.problems or list(only_in_python(data))):
            return Cycle.model_validate(data)
    except ValidationError:
        pass
    unread = {one.path for one in tree.problems if one.code not in NOTHING_LEFT_OUT}
    found = [_problem(one, tree.root, file) for one in faults_in(data, unread)]
    newer = any(one.code == "version" for one in found) and len(found) == 1
    problems = found if newer else [*tree.problems, *found]
    raise CaseError(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))


def _problem(one: Fault, root: Node, file: str | None) -> Problem:
    line, column = locate(root, one.loc, key=one.on_key or one.code == "key")
    return Problem(one.message, one.path, one.code, file, line, column)
