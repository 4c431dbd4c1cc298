"""Strict JSON text becomes the same tree of plain values with places as YAML does.

A scanner of its own, because the standard library says no places. It keeps a list of what is open
instead of calling itself, so that deep nesting cannot exhaust the stack.
"""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn

from negcycle.files.faults import Faults
from negcycle.files.growing import GrowingTree
from negcycle.files.node import Tree
from negcycle.files.place import Lines, Place
from negcycle.files.printable import shown_sign
from negcycle.model.faults import shown

_CLOSING = {"[": "]", "{": "}"}
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NO_NUMBERS = frozenset({"nan", "infinity", "-infinity", "+infinity", "inf", "-inf", "+inf"})

_NO_SPACE = re.compile(r"[^ \t\r\n]")
_SPECIAL = re.compile(r'["\\\x00-\x1f]')
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_BARE = re.compile(r"""[^\s,:\[\]{}"'/#]+""")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def read_json(text: str, file: str | None = None, *, with_faults: bool = False) -> Tree:
    """Return the tree of a JSON text; numbers, true, false and null keep their kind.

    Args:
        text: the whole text.
        file: the name of the file, for its problems.
        with_faults: go on without the parts that are at fault, and return the faults as well.

    Raises:
        CaseError: with every fault up to the first one after which nothing more can be read.
    """
    reader = _JsonReader(text.removeprefix("\ufeff"), Faults(file))
    reader.take_all()
    return reader.tree.finished(with_faults=with_faults)


class _JsonReader:
    """Goes through a text from left to right and lets the tree grow."""

    def __init__(self, text: str, faults: Faults) -> None:
        self.text = text
        self.faults = faults
        self.tree = GrowingTree(faults)
        self.lines = Lines(text)
        self.at = 0
        """Offset of what comes next."""
        self.is_first = False
        """Whether a list or a set of fields has just been opened."""

    def sign(self) -> str:
        """Return the next character; nothing at the end of the text."""
        return self.text[self.at : self.at + 1]

    @property
    def place(self) -> Place:
        return self.lines.place(self.at)

    def take_all(self) -> None:
        """Take one value, and make sure that nothing follows it."""
        self._pass_space()
        if not self.sign():
            self.faults.stop("empty", None)
        self._take_value()
        while self.tree.opened:
            self._take_part()
        self._pass_space()
        sign = self.sign()
        if sign:
            is_stray = sign in _CLOSING.values()
            self._stop("stray-sign" if is_stray else "after-the-end", sign=sign)

    def _take_part(self) -> None:
        """Take one item or field with the comma before it, or close what is open."""
        closing = _CLOSING[self.tree.opened[-1].sign]
        is_first, self.is_first = self.is_first, False
        self._pass_space()
        if self.sign() == closing:
            self.at += 1
            self.tree.close()
            return
        if not is_first:
            self._take_comma(closing)
        if self.tree.awaits_key:
            self._take_name()
        self._take_value()

    def _take_comma(self, closing: str) -> None:
        comma = self.place
        if self.sign() != ",":
            self._stop("no-comma", closing=closing)
        self.at += 1
        self._pass_space()
        if self.sign() in {closing, ","}:
            self.faults.stop("extra-comma", comma)

    def _take_name(self) -> None:
        place = self.place
        bare = _BARE.match(self.text, self.at)
        if bare:
            self._stop("bare-name", name=shown(bare.group()))
        if self.sign() != '"':
            self._stop("no-name", sign=shown_sign(self.sign()))
        name = self._string()
        self.tree.key(name, place)
        self._pass_space()
        if self.sign() != ":":
            self._stop("no-colon-after", name=shown(name))
        self.at += 1
        self._pass_space()

    def _pass_space(self) -> None:
        found = _NO_SPACE.search(self.text, self.at)
        self.at = found.start() if found else len(self.text)

    def _take_value(self) -> None:
        place, sign = self.place, self.sign()
        bare = _BARE.match(self.text, self.at)
        if bare:
            self.at = bare.end()
            self.tree.add(self._number_or_word(bare.group(), place), place, plain=True)
        elif sign == '"':
            self.tree.add(self._string(), place, plain=False)
        elif sign and sign in _CLOSING:
            self.at += 1
            self.tree.open([] if sign == "[" else {}, place, sign)
            self.is_first = True
        else:
            self._stop("no-value", sign=shown_sign(sign))

    def _number_or_word(self, bare: str, place: Place) -> int | float | bool | None:
        """Return what stands there without quotes; gather a fault if JSON has no such thing."""
        if bare in _WORDS:
            return _WORDS[bare]
        number = _NUMBER.fullmatch(bare)
        if number and math.isfinite(float(bare)):  # before int(), which is slow for many digits
            return float(bare) if number[1] or number[2] else int(bare)
        code = "bare-words"
        if number:
            code = "huge-number"
        elif bare.lower() in _NO_NUMBERS:
            code = "no-number"
        elif bare[0] in "+-.0123456789" and bare != "---":
            code = "odd-number"
        elif not self.tree.opened:
            self.faults.stop("no-json", place)
        self.faults.add(code, place, path=self.tree.path, value=shown(bare))
        return None

    def _string(self) -> str:
        """Take a text in double quotes."""
        start, at = self.at, self.at + 1
        while True:
            found = _SPECIAL.search(self.text, at)
            if not found:
                self.faults.stop("open-quote.in-json", self.lines.place(start))
            if found.group() == '"':
                break
            escape = _ESCAPE.match(self.text, found.start())
            if not escape:
                self._odd_sign_in_quotes(start, found.start())
            at = escape.end()
        self.at = found.end()
        written = self.text[start : self.at]
        text: str = json.loads(written) if "\\" in written else written[1:-1]
        return text

    def _odd_sign_in_quotes(self, start: int, at: int) -> NoReturn:
        """Refuse what cannot stand at `at` in a text that began at `start`."""
        place, sign, letter = self.lines.place(at), self.text[at], self.text[at + 1 : at + 2]
        if sign == "\t":
            self.faults.stop("tab-in-quotes", place)
        if sign in "\r\n" or letter in {"\r", "\n"}:
            self.faults.stop("break-in-quotes", place)
        if sign != "\\":
            self.faults.stop("control-character", place, point=shown_sign(sign))
        if not letter:
            self.faults.stop("open-quote.in-json", self.lines.place(start))
        if letter == "u":
            self.faults.stop("escape-digits", place, sign=letter, digits=4)
        self.faults.stop("escape", place, sign=shown_sign(letter))

    def _stop(self, code: str, **values: object) -> NoReturn:
        """Raise what was gathered, and why nothing more can be read from here on."""
        sign, opened = self.sign(), self.tree.opened
        if sign and sign in "/#":
            self.faults.stop("comment", self.place)
        if sign == "'":
            self.faults.stop("single-quote", self.place)
        if opened and sign in {"", "]", "}"}:
            bracket, line = opened[-1].sign, opened[-1].place[0]
            closing = _CLOSING[bracket]
            if not sign:
                self.faults.stop("open-bracket", opened[-1].place, sign=bracket, closing=closing)
            if sign != closing:
                self.faults.stop(
                    "wrong-bracket",
                    self.place,
                    sign=sign,
                    opening=bracket,
                    line=line,
                    closing=closing,
                )
        self.faults.stop(code, self.place, **values)
