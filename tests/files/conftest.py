"""A case as different people write it: in lines or brackets, with comments, quotes and blanks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import strategies as st

from negcycle.files.form import as_written
from negcycle.files.yaml_text import in_brackets, words, written
from negcycle.model.chain import Chain
from negcycle.model.cycle import Cycle

COMMENTS = ("# why", "#", "# a: b", "# 'not a quote", "# {[ # ,", "#no space", "# \N{PENSIVE FACE}")


class Hand:
    """Somebody who writes a case."""

    def __init__(self, draw: st.DrawFn, *, comments: bool) -> None:
        self.draw = draw
        self.step = draw(st.sampled_from(("  ", "    ", " ")))
        self.dash = draw(st.sampled_from(("- ", "-   ")))
        self.indents_lists = draw(st.booleans())
        self.comments = comments
        self.lines: list[str] = []

    def maybe(self, often: int = 3) -> bool:
        """Return True about once in so many times."""
        return self.draw(st.integers(0, often - 1)) == often - 1

    def comment(self) -> str:
        """Return a comment for the end of a line, or nothing."""
        if not (self.comments and self.maybe(4)):
            return ""
        return self.draw(st.sampled_from((" ", "    "))) + self.draw(st.sampled_from(COMMENTS))

    def line(self, text: str) -> None:
        self.lines.append(text + self.comment())

    def between(self, indent: str) -> None:
        """Write lines that say nothing, or none."""
        if self.maybe(6):
            self.lines.append("")
        if self.comments and self.maybe(6):
            self.lines.append(indent + self.draw(st.sampled_from(COMMENTS)))

    def fields(self, form: dict[str, Any], indent: str, inside: str = "") -> None:
        for name, value in form.items():
            self.between(indent)
            if inside == "chain" and self.maybe(8):
                blank = self.draw(st.sampled_from(list(Chain.model_fields)))
                if blank not in form and not any(f"{indent}{blank}:" in one for one in self.lines):
                    self.line(f"{indent}{blank}:")
            if inside == "chain" and name == "behavior" and self.maybe(2):
                self.value("behaviour", value, indent, inside)
            else:
                self.value(name, value, indent, inside)

    def value(self, name: str, value: Any, indent: str, inside: str) -> None:
        key = f"{indent}{words(name)}:"
        if inside == "chain":
            value = self.entries(value)
        if isinstance(value, dict) and self.maybe(2):
            self.line(key)
            self.fields(value, indent + self.step, inside=name)
        elif isinstance(value, list) and self.maybe(2):
            self.line(key)
            deeper = indent + self.step if self.indents_lists else indent
            for item in value:
                self.between(deeper)
                self.item(item, deeper)
        elif isinstance(value, dict | list) and self.maybe(2):
            self.in_brackets(key, value, indent)
        elif isinstance(value, str):
            self.words(key, name, value, indent)
        else:
            self.line(f"{key} {in_brackets(value)}")

    def entries(self, value: Any) -> Any:
        """Return the entries of a slot, some in a longer form that says the same."""
        if isinstance(value, list):
            blank: list[Any] = [None] if self.maybe(6) else []
            return [*blank, *(self.entry(one) for one in value)]
        return [self.entry(value)] if self.maybe(3) else self.entry(value)

    def entry(self, value: Any) -> Any:
        return {"words": value} if isinstance(value, str) and self.maybe(3) else value

    def item(self, value: Any, indent: str) -> None:
        if isinstance(value, dict) and self.maybe(2):
            start = len(self.lines)
            self.fields(value, indent + " " * len(self.dash))
            first = next(at for at in range(start, len(self.lines)) if ":" in self.lines[at])
            while self.lines[first].lstrip()[:1] in {"#", ""}:
                first += 1
            self.lines[first] = indent + self.dash + self.lines[first].lstrip(" ")
        elif isinstance(value, str):
            self.line(f"{indent}{self.dash}{self.quoted(value)}")
        else:
            self.line(f"{indent}{self.dash}{in_brackets(value)}")

    def in_brackets(self, key: str, value: Any, indent: str) -> None:
        """Write a list or fields between brackets, over several lines."""
        opening, closing = "[]" if isinstance(value, list) else "{}"
        parts = [value] if isinstance(value, list) else [{k: v} for k, v in value.items()]
        texts = [in_brackets(part)[1:-1] for part in parts]
        if isinstance(value, list):
            texts = [in_brackets(item) for item in value]
        self.line(f"{key} {opening}")
        for text in texts:
            self.line(f"{indent}  {text},")
        self.line(f"{indent} {closing}")

    def words(self, key: str, name: str, text: str, indent: str) -> None:
        head, body = written(text, name=name, indent=indent)
        if body and self.maybe(2):
            self.line(f"{key} {head}")
            self.lines += body
        else:
            self.line(f"{key} {self.quoted(text)}")

    def quoted(self, text: str) -> str:
        return words(text, quote=self.draw(st.sampled_from(("", "", "'", '"'))))


@st.composite
def _texts(draw: st.DrawFn, cycle: Cycle, *, comments: bool = True) -> str:
    hand = Hand(draw, comments=comments)
    form = as_written(cycle)
    if hand.maybe(3):
        del form["negcycle"]
    hand.fields(form, "")
    if comments and hand.maybe(3):
        hand.lines.append("# the end")
    text = "\n".join(hand.lines) + ("" if hand.maybe(4) and not text_ends_in_lines(hand) else "\n")
    if hand.maybe(5):
        text = text.replace("\n", "\r\n")
    return ("\ufeff" if hand.maybe(6) else "") + text


def text_ends_in_lines(hand: Hand) -> bool:
    """Whether the last words stand in lines of their own, to which the last break belongs."""
    return hand.lines[-1].startswith(" ") or not hand.lines[-1]


@pytest.fixture(scope="session")
def texts_of() -> Callable[..., st.SearchStrategy[str]]:
    """Return a function from a cycle to texts that say it."""
    return _texts
