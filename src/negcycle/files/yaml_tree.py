"""YAML text becomes a tree of plain values with places.

Built from the events of ruamel.yaml, not by its constructors, so that the meaning is ours: words
stay the words that were written. A case file is plain YAML 1.2: anchors, aliases, tags, merges, a
second document and names that are no words are refused, each with a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from negcycle.errors import Problem
from negcycle.files.faults import Faults
from negcycle.files.growing import GrowingTree
from negcycle.files.node import Tree
from negcycle.files.place import Lines, Place
from negcycle.files.printable import shown_sign
from negcycle.files.yaml_events import Kind, YamlEvent, yaml_events
from negcycle.files.yaml_faults import explain
from negcycle.files.yaml_stop import Stop
from negcycle.model.faults import shown

NOTHING = frozenset({"", "~", "null"})
"""Unquoted words that stand for no value."""

LONGEST_WORD = 100_000
"""Letters without a space between them, if one of them is a `!`."""

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
_YAML_1_2 = re.compile(r"%YAML +1\.2 *(#.*)?")
_CUT_OFF = re.compile(r"[ \t]*(#\w[^\r\n]*)")
_BULLET = re.compile(r"([-\u2010-\u2015\u2022\u2023\u25e6\u00b7\u2043][^\n]*)")
"""Words in several lines that begin like an item of a list, and are none to YAML."""

_DASH_BELOW = re.compile(r"[\r\n] *(- [^\r\n]*)")
_COLON_HERE = re.compile(r"[ \t]*:")
_COLON_SOON = re.compile(r"\s*+(?:#[^\r\n]*+\s*+)*+:")
_TOO_SOON = re.compile(r"[ \t]*\}[ \t]*[^\s,:\]}#]")
"""A brace that closes before the words end."""
_GLUED = re.compile(r"[^\s:]+:[^\s/].*", re.DOTALL)
_WORD = re.compile(r"\S+")


def read_yaml(text: str, file: str | None = None, *, with_faults: bool = False) -> Tree:
    """Return the tree of a YAML text, with a remark where words may be cut off or run together.

    Args:
        text: the whole text.
        file: the name of the file, for its problems.
        with_faults: go on without the parts that are at fault, and return the faults as well.

    Raises:
        CaseError: with every fault up to the first one after which nothing more can be read.
    """
    reader = _YamlReader(text.removeprefix("\ufeff"), Faults(file))
    reader.take_all()
    return reader.tree.finished(reader.remarks, with_faults=with_faults)


class _YamlReader:
    """Takes the events of a text one by one and lets the tree grow."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.tree = GrowingTree(faults)
        self.remarks: list[Problem] = []
        self.documents = 0
        self.words: YamlEvent | None = None
        """The last name or single value that has any words."""
        self.name: YamlEvent | None = None
        """The last name of a field."""

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.text)

    def take_all(self) -> None:
        """Take the whole text."""
        odd = _UNREADABLE.search(self.text)
        if odd:
            place, point = self.lines.place(odd.start()), shown_sign(odd.group())
            self.faults.stop("control-character", place, point=point)
        self._refuse_long_words()
        for event in yaml_events(self.text):
            self._take(event)

    def _refuse_long_words(self) -> None:
        """Refuse what may be a very long tag: ruamel.yaml needs the square of its length."""
        words = self.text.split() if "!" in self.text else []
        for word in words:
            if len(word) > LONGEST_WORD and "!" in word:
                place = self.lines.place(self.text.index(word))
                self.faults.stop("long-word", place, limit=f"{LONGEST_WORD:,}")

    def _take(self, event: YamlEvent) -> None:
        if event.kind is Kind.WORDS:
            self._take_words(event)
        elif event.kind is Kind.CLOSE:
            self.tree.close()
        elif event.kind is Kind.ALIAS:
            self._take_alias(event)
        elif event.kind is Kind.DOCUMENT:
            self._take_document(event)
        elif event.kind is Kind.FAILURE:
            tree = self.tree
            stop = Stop(self.text, self.lines, event, self.words, tuple(tree.opened), tree.root)
            explain(stop, self.faults)
        else:
            self._take_start(event)

    def _take_document(self, event: YamlEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.faults.stop("second-document", _place(event))
        if event.has_dashes:
            for found in _DIRECTIVE.finditer(self.text, 0, event.start):
                if not _YAML_1_2.fullmatch(found.group().rstrip()):
                    self.faults.add("directive", self.lines.place(found.start()))

    def _take_start(self, event: YamlEvent) -> None:
        """Open a list or a set of fields."""
        self._refuse_anchor_and_tag(event)
        if self.tree.awaits_key:
            name = None if event.in_brackets else _WORD.match(self.text, event.start)
            if name and event.kind is Kind.FIELDS and self._after_question(event):
                self._fault("question-mark", event, name=shown(name.group().rstrip(":")))
            else:
                self._fault("no-word-name", event)
        bracket = "{" if event.kind is Kind.FIELDS else "["
        written = event.in_brackets and self.text[event.end - 1 : event.end] == bracket
        start = _place(event)
        self.tree.open([] if bracket == "[" else {}, start, bracket if written else "")

    def _take_alias(self, event: YamlEvent) -> None:
        self._fault("alias", event, name=shown(f"*{event.anchor}"))
        if self.tree.awaits_key:
            self.tree.key(None, _place(event))
        else:
            self.tree.add(None, _place(event), plain=True)

    def _take_words(self, event: YamlEvent) -> None:
        """Take a single value, or the name of a field."""
        self._refuse_anchor_and_tag(event)
        if event.text or event.style:
            self.words = event
        value = None if event.is_plain and event.text in NOTHING else event.text
        if self.tree.awaits_key:
            fault = self._wrong_name(event, value)
            if fault:
                self._fault(fault, event, name=shown(value))
            self.tree.key(None if fault else value, _place(event))
            self.name = event
        else:
            event = event if event.text or event.style else self._after_colon(event)
            self._remark(event)
            self.tree.add(value, _place(event), plain=event.is_plain)

    def _after_colon(self, nothing: YamlEvent) -> YamlEvent:
        """Return the event of a missing value with the place where the value would begin."""
        name = self.name
        if not name or name.line < name.end_line or self.tree.in_list:
            return nothing
        colon = _COLON_HERE.match(self.text, name.end)
        if not colon:
            return nothing
        column = name.column + colon.end() - name.start
        return replace(nothing, end=colon.end(), line=name.line, column=column)

    def _wrong_name(self, event: YamlEvent, name: str | None) -> str:
        """Return the code of what is wrong with a name, or nothing."""
        fields = self.tree.opened[-1]
        if name is None:
            return "no-word-name"
        if name == "<<" and event.is_plain:
            return "merge"
        if event.is_plain and name[0] == "\xa0":
            return "no-break-space"
        is_long = fields.sign or not _COLON_HERE.match(self.text, event.end)
        if is_long and self._after_question(event):
            return "question-mark"
        if not fields.sign or _COLON_SOON.match(self.text, event.end):
            return ""
        if _TOO_SOON.match(self.text, event.end):  # the reading stops there, and says so
            return ""
        return "no-space.in-braces" if _GLUED.fullmatch(name) else "lone-name"

    def _after_question(self, event: YamlEvent) -> bool:
        before = self.text[self.text.rfind("\n", 0, event.start) + 1 : event.start]
        return before.rstrip(" ").endswith("?")  # on its own line: above it may be a comment

    def _refuse_anchor_and_tag(self, event: YamlEvent) -> None:
        if event.anchor is not None:
            self._fault("anchor", event, name=shown(f"&{event.anchor}"))
        elif event.has_tag:
            written = _WORD.match(self.text, event.start)
            self._fault("tag", event, name=shown(written.group() if written else "!"))

    def _remark(self, event: YamlEvent) -> None:
        """Ask about words that a `#` may cut off, and about a `- ` that runs on in them."""
        if event.style in {"|", ">"}:
            return
        found = {"cut-off": _CUT_OFF.match(self.text, event.end)}
        if event.is_plain and event.end_line > event.line:
            found["runs-on"] = _DASH_BELOW.search(self.text, event.start, event.end)
            found["bullet"] = _BULLET.match(self.text, event.start, event.end)
        for code, part in found.items():
            if part:
                place, words = self.lines.place(part.start(1)), shown(part.group(1))
                self.remarks.append(
                    self.faults.problem(code, place, path=self.tree.path, words=words)
                )

    def _fault(self, code: str, event: YamlEvent, **values: object) -> None:
        self.faults.add(code, _place(event), path=self.tree.path, **values)


def _place(event: YamlEvent) -> Place:
    return event.line, event.column
