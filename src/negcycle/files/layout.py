"""Where the parts of a YAML text begin and end, and where its comments are, to change one in place.

Only for a text that was read without a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from negcycle.files.yaml_events import Kind, YamlEvent, yaml_events
from negcycle.files.yaml_tree import NOTHING

_COMMENT = re.compile(r"#[^\r\n]*")
_BREAK = re.compile(r"\r\n|\r|\n")
_HEADER = re.compile(r"[|>][0-9+-]*")
_BREAK_AT_END = re.compile(r"(\r\n|\r|\n)?[ \t]*\Z")


@dataclass(slots=True)
class Words:
    """One text, and how it is written."""

    start: int
    end: int
    text: str
    style: str
    """The quote around it, or the `|` or `>` before its lines; nothing when it is plain."""
    header_end: int = 0
    """Behind the `|` or `>` with what belongs to it."""

    @property
    def is_blank(self) -> bool:
        return not self.text.strip() or (not self.style and self.text in NOTHING)

    @property
    def in_lines(self) -> bool:
        return self.style in {"|", ">"}


@dataclass(slots=True)
class Group:
    """A list, or a set of fields."""

    start: int
    end: int
    bracket: str
    """The bracket it begins with; nothing when it stands in indented lines."""
    is_list: bool
    spots: list[Spot]


Part: TypeAlias = "Words | Group"


@dataclass(slots=True)
class Spot:
    """A value where it stands: behind the colon of a field, behind a dash, or between commas."""

    start: int
    """Where its name or dash begins; between commas, the value itself."""
    head: int
    """Behind the colon or dash; between commas, where the value begins."""
    part: Part
    in_brackets: bool
    name: Words | None = None

    @property
    def end(self) -> int:
        return max(self.head, self.part.end)


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, from its `#` to the end of its line."""

    start: int
    end: int
    text: str
    is_alone: bool
    """Whether nothing stands before it in its line."""


class Layout:
    """A YAML text and the places in it.

    Raises:
        NotImplementedError: if the text cannot be read.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.comments: list[Comment] = []
        self._read_up_to = 0
        self.root = self._read()
        self._look_for_comments(len(text))

    def line_start(self, at: int) -> int:
        """Return where the line around `at` begins."""
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1

    def line_end(self, at: int) -> int:
        """Return where the line after `at` begins, or the end of the text."""
        found = _BREAK.search(self.text, at)
        return found.end() if found else len(self.text)

    def column(self, at: int) -> int:
        return at - self.line_start(at)

    def is_first(self, at: int) -> bool:
        """Whether only spaces stand before `at` in its line."""
        return not self.text[self.line_start(at) : at].strip(" ")

    def comments_in(self, start: int, end: int) -> list[Comment]:
        return [one for one in self.comments if start <= one.start < end]

    # -- reading ----------------------------------------------------------------------------

    def _read(self) -> Part:
        opened: list[Group] = []
        names: list[Words | None] = []
        root: Part | None = None
        for event in yaml_events(self.text):
            part: Part
            if event.kind is Kind.WORDS:
                part = self._words(event)
            elif event.kind is Kind.CLOSE:
                part = opened.pop()
                names.pop()
                part.end = event.end if part.bracket else part.spots[-1].end
            elif event.kind in {Kind.LIST, Kind.FIELDS}:
                opened.append(self._group(event))
                names.append(None)
                continue
            else:
                continue
            if not opened:
                root = part
            elif not opened[-1].is_list and names[-1] is None and isinstance(part, Words):
                names[-1] = part
            else:
                self._put(part, names[-1], opened[-1])
                names[-1] = None
        if root is None or opened:
            raise NotImplementedError("This text cannot be read to its end.")
        return root

    def _group(self, event: YamlEvent) -> Group:
        is_list = event.kind is Kind.LIST
        bracket = "[" if is_list else "{"
        return Group(event.start, event.end, bracket if event.in_brackets else "", is_list, [])

    def _words(self, event: YamlEvent) -> Words:
        words = Words(event.start, event.end, event.text, event.style)
        if words.start == words.end:
            return words
        self._look_for_comments(words.start)
        if header := _HEADER.match(self.text, words.start) if words.in_lines else None:
            raw = self.text[words.start : words.end]
            raw = _BREAK_AT_END.sub("", raw) if "+" in header.group() else raw.rstrip()
            words.header_end, words.end = header.end(), words.start + len(raw)
            self._read_up_to = header.end()
            self._look_for_comments(self.line_end(words.start))
        self._read_up_to = max(words.end, self._read_up_to)
        return words

    def _put(self, part: Part, name: Words | None, group: Group) -> None:
        """Put a value where it stands in its group."""
        after = name.end if name else (group.spots[-1].end if group.spots else group.start)
        head = start = part.start
        if name:
            start, head = name.start, self._sign(":", after) + 1
        elif not group.bracket:
            start = self._sign("-", after)
            head = start + 1
        if part.end == part.start:  # YAML sees a blank where the next thing begins
            part.start = part.end = head
        group.spots.append(Spot(start, head, part, bool(group.bracket), name))

    def _sign(self, sign: str, at: int) -> int:
        """Return where the next `sign` is, past spaces and comments."""
        found = re.compile(rf"(?:\s|#[^\r\n]*+)*+{sign}").match(self.text, at)
        return found.end() - 1 if found else at

    def _look_for_comments(self, end: int) -> None:
        """Take the comments between the words read last and `end`, where no words are."""
        for found in _COMMENT.finditer(self.text, self._read_up_to, end):
            start = found.start()
            text = found.group().rstrip()
            self.comments.append(Comment(start, start + len(text), text, self.is_first(start)))
        self._read_up_to = max(self._read_up_to, end)
