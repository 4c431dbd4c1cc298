"""Plain data as the text of a YAML file that people like to read.

Written by hand rather than by a library, so that a part can be put into a file that is there
already: the same value looks the same in a new file and in a changed one.
"""

from __future__ import annotations

import re
import textwrap
from typing import NamedTuple

from negcycle.files.node import PlainData

WIDTH = 100
"""Columns that short things share one line in; words are never broken, however long they are."""

STEP = "  "

_MISREAD = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.,_:]+(e[-+]?\d+)?|0[xob][\da-f_]+|[-+]?\.(inf|nan)"
    r"|\d{4}-\d\d?-\d\d?.*|=|<<",
    re.IGNORECASE | re.DOTALL,
)
"""Words that some YAML readers take for something else, such as ``no`` or ``12:30``."""

_NEEDS_QUOTES = re.compile(r"""\A\s|\s\Z|\A[-?:,\[\]{}#&*!|>'"%@`]|:(\s|\Z)|\s\#""", re.VERBOSE)
_NEEDS_QUOTES_IN_BRACKETS = re.compile(r"[,\[\]{}]")
_NEEDS_ESCAPES = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_TO_ESCAPE = re.compile(rf'{_NEEDS_ESCAPES.pattern}|["\\]')
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_NO_LINES = re.compile(r"\A\s|[ \t](\n|\Z)|\n\n\Z")
"""Spaces at the ends of lines that would be lost or not be seen."""
_ALWAYS_IN_LINES = ("partners", "chain", "answers")
"""Fields whose own fields stand on a line each, however short they are."""


class Written(NamedTuple):
    """A value as it stands after a name or a dash: on the same line, and on lines of its own."""

    head: str
    body: tuple[str, ...] = ()


def yaml_text(form: dict[str, PlainData]) -> str:
    """Return `form` as YAML 1.2, a field a line; entries, links and inputs stand on one line."""
    return "".join(f"{line}\n" for name, value in form.items() for line in field_lines(name, value))


def field_lines(name: str, value: PlainData, *, indent: str = "", around: str = "") -> list[str]:
    """Return the lines of one field, without line breaks; `around` is the field it belongs to."""
    key = words(name)
    head, body = written(value, name=name, around=around, indent=indent, room=len(key) + 2)
    return [f"{indent}{key}: {head}" if head else f"{indent}{key}:", *body]


def written(
    value: PlainData, *, name: str = "", around: str = "", indent: str = "", room: int = 0
) -> Written:
    """Return a value as it stands after a name that is indented by `indent` and takes `room`."""
    deeper = indent + STEP
    if isinstance(value, str):
        return _written_words(value, name, deeper)
    if isinstance(value, dict) and value:
        in_line = in_brackets(value)
        spread = name in _ALWAYS_IN_LINES or around == "partners"
        if spread or len(indent) + room + len(in_line) > WIDTH:
            lines = (
                line
                for key, inner in value.items()
                for line in field_lines(key, inner, indent=deeper, around=name)
            )
            return Written("", tuple(lines))
        return Written(in_line)
    if isinstance(value, list) and value:
        in_line = in_brackets(value)
        spread = any(isinstance(item, dict) for item in value)
        if spread or len(indent) + room + len(in_line) > WIDTH:
            return Written("", tuple(f"{deeper}- {item_text(item)}" for item in value))
        return Written(in_line)
    return Written(in_brackets(value))


def folded(text: str, *, indent: str = "") -> Written | None:
    """Return a long text in lines that YAML joins again, or None if that would change it."""
    paragraphs = text.removesuffix("\n").split("\n")
    is_long = "\n" in text or len(text) > WIDTH
    loses = re.search(r"  |\n ", text) or _NO_LINES.search(text)
    if not is_long or loses or any(map(_NEEDS_ESCAPES.search, paragraphs)):
        return None
    deeper = indent + STEP
    wrapper = textwrap.TextWrapper(
        WIDTH, initial_indent=deeper, subsequent_indent=deeper, break_long_words=False
    )
    wrapper.break_on_hyphens = False
    body = [line for one in paragraphs for line in ("", *wrapper.wrap(one))]
    return Written(">" if text.endswith("\n") else ">-", tuple(body[1:]))


def item_text(value: PlainData) -> str:
    """Return an item of a list as it stands on one line after its dash."""
    return words(value) if isinstance(value, str) else in_brackets(value)


def in_brackets(value: PlainData) -> str:
    """Return a value on one line, as it may stand between brackets."""
    if isinstance(value, dict):
        fields = (
            f"{words(key, in_brackets=True)}: {in_brackets(inner)}" for key, inner in value.items()
        )
        return f"{{{', '.join(fields)}}}"
    if isinstance(value, list):
        return f"[{', '.join(in_brackets(item) for item in value)}]"
    if isinstance(value, str):
        return words(value, in_brackets=True)
    if isinstance(value, float):
        digits = repr(value)  # a point before the 'e', or some readers take it for words
        return digits if "." in digits else digits.replace("e", ".0e")
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def words(text: str, *, in_brackets: bool = False, quote: str = "") -> str:
    """Return a text on one line, in quotes where it needs them or has had that `quote` so far."""
    if _NEEDS_ESCAPES.search(text):
        return _double_quoted(text)
    plain = not (
        _MISREAD.fullmatch(text)
        or _NEEDS_QUOTES.search(text)
        or (in_brackets and _NEEDS_QUOTES_IN_BRACKETS.search(text))
    )
    if plain and text and quote not in {"'", '"'}:
        return text
    if quote == '"' or (quote != "'" and "'" in text and not {'"', "\\"} & {*text}):
        return _double_quoted(text)
    return "'" + text.replace("'", "''") + "'"


def in_one_line(text: str) -> str:
    """Return a text as it stands after a colon, its spaces and line breaks run together."""
    return words(" ".join(text.split()))


def _written_words(text: str, name: str, indent: str) -> Written:
    """Return a text after a name; several lines stay lines where nothing is lost by it."""
    if name == "date":
        return Written(text)
    lines = text.removesuffix("\n").split("\n")
    if "\n" not in text or _NO_LINES.search(text) or any(map(_NEEDS_ESCAPES.search, lines)):
        return Written(words(text))
    body = tuple(f"{indent}{line}" if line else "" for line in lines)
    return Written("|" if text.endswith("\n") else "|-", body)


def _double_quoted(text: str) -> str:
    return '"' + _TO_ESCAPE.sub(lambda found: _escaped(found.group()), text) + '"'


def _escaped(sign: str) -> str:
    point = f"{ord(sign):x}"
    return _ESCAPES.get(sign) or (
        "\\x" + point.zfill(2) if len(point) < 3 else "\\u" + point.zfill(4)
    )
