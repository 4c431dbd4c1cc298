"""Read a plan from a file of its own: a list of inputs over time, alone or under `plan:`.

A plan is checked as if it stood in a case, so the same words are met with the same sentences.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from negcycle.errors import CaseError, Problem, UnknownName
from negcycle.files.fault_kinds import NOTHING_LEFT_OUT, OF_A_CASE
from negcycle.files.json_tree import read_json
from negcycle.files.mending import faults_in
from negcycle.files.node import PlainData, Tree, locate, plain_data
from negcycle.files.reading import Format, format_of
from negcycle.files.source import decode, read_bytes
from negcycle.files.yaml_tree import read_yaml
from negcycle.model.faults import Fault, faults_of, together, unknown_field
from negcycle.model.plan import KINDS, Plan, PlanItem
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.model.cycle import Cycle

_PLAN = "plan"
_INPUT = frozenset({*KINDS, *PlanItem.field_names()})
_BY = "by"
_SOMEBODY = {"x": {"name": "?"}}
"""Stands for the partners where nobody says who they are."""


def load_plan(path: str | Path, *, cycle: Cycle | None = None) -> Plan:
    """Read a plan file: JSON if its name ends in ``.json``, else YAML.

    Args:
        path: the file, which holds a list of inputs, alone or under ``plan:``.
        cycle: whom the plan is for; then a name that nobody there has is a fault, too.

    Raises:
        FileMissing, FileUnreadable: if it cannot be read.
        CaseError: with every fault of the file, each with line and column.
    """
    return to_plan(read_bytes(path), format=format_of(path), file=str(path), cycle=cycle)


def loads_plan(text: str, *, format: Format = "yaml", cycle: Cycle | None = None) -> Plan:
    """Read a plan from a text, as `load_plan` reads one from a file.

    Raises:
        CaseError: with every fault of the text, each with line and column.

    Example:
        >>> loads_plan("[{at: 10, softening: 1, for: 400}]").items[0].kind
        'softening'
    """
    return to_plan(text, format=format, cycle=cycle)


def to_plan(
    data: bytes | str,
    *,
    format: Format = "yaml",
    file: str | None = None,
    cycle: Cycle | None = None,
) -> Plan:
    """Read a plan from bytes or a text; `file` is the name that faults are reported under.

    Raises:
        CaseError: with every fault, each with line and column.
    """
    read = read_json if format == "json" else read_yaml
    try:
        text = decode(data, file) if isinstance(data, bytes) else data
        tree = read(text, file, with_faults=True)
    except CaseError as error:
        raise CaseError([_of_a_plan(one) for one in error.problems]) from None
    problems = [_of_a_plan(one) for one in tree.problems]
    unread = [one.path for one in problems if one.code not in NOTHING_LEFT_OUT]
    problems += [_placed(one, tree, file) for one in _faults(tree, unread, cycle)]
    if problems:
        raise CaseError(sorted(problems, key=lambda one: (one.line or 0, one.column or 0)))
    return Plan.model_validate(_by_key(_inputs(plain_data(tree.root)), cycle))


def _inputs(data: PlainData) -> PlainData:
    """Return what should be the list of inputs."""
    found = data.get(_PLAN) if isinstance(data, dict) else data
    return [] if found is None else found


def _by_key(inputs: PlainData, cycle: Cycle | None) -> PlainData:
    """Return the inputs with everybody under their key, where a plan calls them by their name."""
    if cycle is None or not isinstance(inputs, list):
        return inputs
    return [
        {name: _who(value, cycle) if name in KINDS else value for name, value in one.items()}
        if isinstance(one, dict)
        else one
        for one in inputs
    ]


def _who(value: PlainData, cycle: Cycle) -> PlainData:
    if isinstance(value, dict) and isinstance(value.get(_BY), str):
        return {**value, _BY: _who(value[_BY], cycle)}
    try:
        return cycle.partner(value).key if isinstance(value, str) else value
    except UnknownName:
        return value


def _faults(tree: Tree, unread: list[str], cycle: Cycle | None) -> list[Fault]:
    """Return what is at fault beside what could not be read."""
    data = plain_data(tree.root)
    faults: list[Fault] = []
    if isinstance(data, dict):
        whole = _not_a_plan(data, unread)
        if whole:
            return [Fault((), whole, say(f"{_PLAN}.{whole}"))]
        strange = [name for name in data if name != _PLAN]
        errors = [((name,), unknown_field(name, (_PLAN,)), None) for name in strange]
        faults += faults_of(together(errors)) if errors else []
    written = _by_key(_inputs(data), cycle)
    people = {one.key: {"name": one.name} for one in cycle.partners} if cycle else _SOMEBODY
    unknown = [] if cycle else ["partners"]
    return [*faults, *faults_in({"partners": people, _PLAN: written}, [*unread, *unknown])]


def _not_a_plan(data: dict[str, PlainData], unread: list[str]) -> str:
    """Return the code of what a set of fields is when it is no plan, or nothing."""
    if "partners" in data:
        return "is-case"
    if _PLAN in data or unread:
        return ""
    if not data:
        return "empty"
    return "is-input" if _INPUT & data.keys() else ""


def _placed(one: Fault, tree: Tree, file: str | None) -> Problem:
    """Return a fault with its line and column; its path is the one that it has in a case."""
    is_alone = isinstance(tree.root.value, list)
    loc = one.loc[1:] if is_alone else one.loc
    return Problem(one.message, one.path, one.code, file, *locate(tree.root, loc, key=one.on_key))


def _of_a_plan(one: Problem) -> Problem:
    """Return a fault of a text in words and with a path that fit a plan."""
    message = say(f"{_PLAN}.{one.code}") if one.code in OF_A_CASE else one.message
    path = f"{_PLAN}{one.path}" if one.path.startswith("[") else one.path
    return replace(one, message=message, path=path)
