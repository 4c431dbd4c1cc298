"""What stands in a case file: plain values, each with its place.

YAML and JSON become the same tree. What a value means, such as whether `7` is a number, is decided
by the field it stands in: a YAML text stays the words that were written, and only a plain `null`,
`~` or nothing at all is None. JSON says the kind of its values itself, so they keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from negcycle.errors import Problem
from negcycle.files.place import Place

Value: TypeAlias = "str | int | float | bool | list[Node] | dict[str, Node] | None"
PlainData: TypeAlias = "str | int | float | bool | list[PlainData] | dict[str, PlainData] | None"


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file and where it starts."""

    value: Value
    line: int
    column: int
    plain: bool = False
    """Whether a single value was written without quotes."""
    keys: dict[str, Place] = field(default_factory=dict[str, Place])
    """Where each name starts, when the value is a set of fields."""

    @property
    def place(self) -> Place:
        return self.line, self.column


@dataclass(frozen=True, slots=True)
class Tree:
    """A whole file: its value, and what may not be as the author meant it."""

    root: Node
    remarks: tuple[Problem, ...] = ()
    """Questions about places that are allowed, and often a slip; in the order of the file."""
    problems: tuple[Problem, ...] = ()
    """Faults in parts that are left out; only when the reader was asked to go on `with_faults`."""


def plain_data(node: Node) -> PlainData:
    """Return the value of `node` as ordinary lists, dictionaries and single values."""
    if isinstance(node.value, list):
        return [plain_data(item) for item in node.value]
    if isinstance(node.value, dict):
        return {key: plain_data(inner) for key, inner in node.value.items()}
    return node.value


def locate(node: Node, path: Sequence[str | int], *, key: bool = False) -> Place:
    """Return where the value at `path` starts or, with `key`, the name that it stands under.

    An item of a list has no name, so its own start is returned. When the path goes further than
    the file, the answer is for the last part that is there.
    """
    place = node.place
    for part in path:
        inner = _step(node, part)
        if inner is None:
            break
        place = node.keys.get(str(part), inner.place) if key else inner.place
        node = inner
    return place


def _step(node: Node, part: str | int) -> Node | None:
    if isinstance(node.value, dict):
        return node.value.get(str(part))
    if isinstance(node.value, list) and isinstance(part, int) and 0 <= part < len(node.value):
        return node.value[part]
    return None
