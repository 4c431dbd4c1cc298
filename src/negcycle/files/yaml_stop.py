"""Where the reading of a YAML text stopped, and what stands around that place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from negcycle.files.growing import Opened
from negcycle.files.node import Node
from negcycle.files.place import Lines
from negcycle.files.printable import shown_sign
from negcycle.files.yaml_events import YamlEvent

QUOTES = frozenset({"'", '"'})
CLOSING = {"[": "]", "{": "}"}

_COMMENT = re.compile(r"(?:^|\s)#")


@dataclass(frozen=True)
class Cause:
    """A slip in words: the code of a sentence, the offset it speaks of, and its values."""

    code: str
    at: int
    values: dict[str, object] = field(default_factory=dict[str, object])


@dataclass(frozen=True)
class Stop:
    """What ruamel.yaml said when it could go no further, and how far the reading had come."""

    text: str
    lines: Lines
    failure: YamlEvent
    words: YamlEvent | None
    """The last name or single value that has any words."""
    opened: tuple[Opened, ...]
    """The lists and sets of fields that were not closed yet."""
    root: Node | None
    """The whole value, once it was closed."""

    @property
    def said(self) -> str:
        return self.failure.text

    @property
    def at(self) -> int:
        """Offset where the reading stopped."""
        return self.failure.end

    @property
    def since(self) -> int:
        """Offset where the thing starts that was being read then."""
        return self.failure.start

    @property
    def sign(self) -> str:
        """The character at the stop; nothing at the end of the text."""
        return self.text[self.at : self.at + 1]

    @cached_property
    def line(self) -> int:
        """The line of the stop."""
        return self.lines.place(self.at)[0]

    @cached_property
    def head(self) -> str:
        """What stands before the stop in its line."""
        return self.text[self.lines.offset(self.line) : self.at]

    @property
    def in_list(self) -> bool:
        """Whether the innermost thing that is open is a list in indented lines."""
        return bool(self.opened) and isinstance(self.opened[-1].value, list)

    def words_of(self, line: int) -> str:
        """Return what a line says, without its indentation and its comment."""
        return without_comment(self.lines.line(line)).strip()

    def start_of(self, line: int) -> int:
        """Return the offset of the first letter of a line."""
        text = self.lines.line(line)
        return self.lines.offset(line) + len(text) - len(text.lstrip())

    def leading_sign(self) -> Cause:
        return Cause("leading-sign", self.at, {"sign": shown_sign(self.sign)})

    def leading_sign_since(self) -> Cause:
        begin = self.lines.offset(self.lines.place(self.since)[0])
        is_first = not self.text[begin : self.since].strip()
        is_bullet = is_first and self.text.startswith("* ", self.since)
        code = "leading-sign.bullet" if is_bullet else "leading-sign"
        return Cause(code, self.since, {"sign": self.text[self.since]})

    def open_quote(self) -> Cause:
        return Cause("open-quote", self.since, {"quote": self.text[self.since]})

    def open_bracket(self, sign: str, at: int) -> Cause:
        """Explain a bracket that begins at `at`: it is not closed, or a comma is missing."""
        values: dict[str, object] = {"sign": sign, "closing": CLOSING[sign]}
        is_last = self.line == self.lines.place(at)[0] or not self.text[self.at :].strip()
        if is_last:
            return Cause("open-bracket", at, values)
        return Cause("open-bracket.or-comma", at, {**values, "line": self.line})

    def unclear(self) -> Cause:
        return Cause("unclear", self.at)


def without_comment(line: str) -> str:
    """Return a line up to its comment; a `#` inside quotes is taken for one, too."""
    return _COMMENT.split(line, maxsplit=1)[0]
