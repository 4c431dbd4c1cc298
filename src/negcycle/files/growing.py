"""A tree that grows while a file is read, in the same way for YAML and JSON.

It keeps the limits and refuses what no case may hold: a field that is there twice, characters that
no page can show, endless nesting. Nothing here calls itself, however deep the file goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from negcycle.errors import Problem
from negcycle.files.faults import Faults
from negcycle.files.node import Node, Tree
from negcycle.files.place import Place
from negcycle.files.printable import shown_sign
from negcycle.model.faults import UNPRINTABLE, path_of, shown

DEEPEST = 50
"""Lists and sets of fields that may stand inside each other."""

MOST_VALUES = 20_000
"""Values in one file. Reading that many takes about a second."""


@dataclass(slots=True)
class Opened:
    """A list or a set of fields that is not closed yet."""

    value: list[Node] | dict[str, Node]
    place: Place
    sign: str
    """The bracket that opened it, or nothing when it stands in indented lines."""
    keys: dict[str, Place] = field(default_factory=dict[str, Place])
    awaits_key: bool = False
    key: str | None = None
    """The name that the next value belongs to; None drops that value."""


class GrowingTree:
    """The part of a tree that was read so far."""

    def __init__(self, faults: Faults) -> None:
        self.faults = faults
        self.root: Node | None = None
        self.opened: list[Opened] = []
        self._count = 0

    @property
    def awaits_key(self) -> bool:
        """Whether a name comes next rather than a value."""
        return bool(self.opened) and self.opened[-1].awaits_key

    @property
    def in_list(self) -> bool:
        """Whether the next value is an item of a list."""
        return bool(self.opened) and isinstance(self.opened[-1].value, list)

    @property
    def path(self) -> str:
        """The field that comes next, such as ``partners.mary.chain``."""
        parts: list[str | int] = []
        for one in self.opened:
            if isinstance(one.value, list):
                parts.append(len(one.value))
            elif one.key is not None:
                parts.append(one.key)
        return path_of(tuple(parts))

    def open(self, value: list[Node] | dict[str, Node], place: Place, sign: str = "") -> None:
        """Begin a list or a set of fields: everything that comes belongs to it until `close`."""
        if len(self.opened) >= DEEPEST:
            self.faults.stop("too-deep", place, limit=DEEPEST)
        self._another(place)
        awaits_key = isinstance(value, dict)
        self.opened.append(Opened(value, place, sign, awaits_key=awaits_key))

    def close(self) -> None:
        """End the list or set of fields that was opened last."""
        done = self.opened.pop()
        self._attach(Node(done.value, *done.place, keys=done.keys))

    def key(self, name: str | None, place: Place) -> None:
        """Take the name that the next value belongs to; None when the name cannot be used."""
        fields = self.opened[-1]
        fields.awaits_key, fields.key = False, None
        if name is None or not self._fit(name, place):
            return
        if name in fields.keys:
            first, line = fields.keys[name][0], place[0]
            code = "duplicate.in-line" if first == line else "duplicate"
            self.faults.add(code, place, path=self.path, name=shown(name), first=first, line=line)
            return
        fields.key = name
        fields.keys[name] = place

    def add(self, value: str | int | float | bool | None, place: Place, *, plain: bool) -> None:
        """Take a single value."""
        self._another(place)
        if isinstance(value, str) and not self._fit(value, place):
            value = None
        self._attach(Node(value, *place, plain))

    def finished(self, remarks: Sequence[Problem] = (), *, with_faults: bool = False) -> Tree:
        """Return the whole tree; `with_faults`, also one from which parts at fault are left out.

        Raises:
            CaseError: if a fault was gathered, or if there is no value at all.
        """
        is_empty = self.root is None or self.root.value is None
        if is_empty or not with_faults:
            self.faults.raise_any()
        if self.root is None or is_empty:
            self.faults.stop("empty", None)
        return Tree(self.root, tuple(remarks), self.faults.gathered)

    def _attach(self, node: Node) -> None:
        if not self.opened:
            self.root = node
            return
        around = self.opened[-1]
        if isinstance(around.value, list):
            around.value.append(node)
        elif around.awaits_key:  # a list or fields where a name should be
            around.awaits_key = False
        else:
            if around.key is not None:
                around.value[around.key] = node
            around.awaits_key, around.key = True, None

    def _another(self, place: Place) -> None:
        self._count += 1
        if self._count > MOST_VALUES:
            self.faults.stop("too-many-values", place, limit=f"{MOST_VALUES:,}")

    def _fit(self, text: str, place: Place) -> bool:
        """Gather a fault for the first character that a case cannot hold, if there is one."""
        found = UNPRINTABLE.search(text)
        if found:
            is_half = "\ud800" <= found.group() <= "\udfff"
            code = "half-character" if is_half else "control-character"
            self.faults.add(code, place, path=self.path, point=shown_sign(found.group()))
        return not found
