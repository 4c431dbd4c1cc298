"""What ruamel.yaml sees in a text, one event after the other, with its quirks smoothed out.

The only place that knows ruamel.yaml's scanner. Offsets count the characters of the text from 0.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)


class Kind(Enum):
    """What an event is about."""

    DOCUMENT = auto()
    FIELDS = auto()
    LIST = auto()
    CLOSE = auto()
    WORDS = auto()
    ALIAS = auto()
    FAILURE = auto()


@dataclass(frozen=True, slots=True)
class YamlEvent:
    """One thing in a YAML text: where it starts and ends, and how it was written."""

    kind: Kind
    start: int
    end: int
    line: int = 0
    """Line where it starts, from 1; a failure has none."""
    column: int = 0
    end_line: int = 0
    text: str = ""
    """The words; the name of an alias; or, of a failure, what ruamel.yaml said."""
    style: str = ""
    """The quote around words, or the `|` or `>` before them; nothing when they are plain."""
    anchor: str | None = None
    has_tag: bool = False
    in_brackets: bool = False
    """Whether a list or a set of fields belongs to brackets rather than to indented lines."""
    has_dashes: bool = False
    """Whether a document begins with `---`."""

    @property
    def is_plain(self) -> bool:
        return not self.style


_KINDS: dict[type, Kind] = {
    DocumentStartEvent: Kind.DOCUMENT,
    MappingStartEvent: Kind.FIELDS,
    SequenceStartEvent: Kind.LIST,
    MappingEndEvent: Kind.CLOSE,
    SequenceEndEvent: Kind.CLOSE,
    ScalarEvent: Kind.WORDS,
    AliasEvent: Kind.ALIAS,
}
_MISTAKEN = "\x85\u2028\u2029\ufeff"
# ruamel.yaml ends words at the first three, and does not count the last; YAML 1.2 does neither
_TWO_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def yaml_events(text: str) -> Iterator[YamlEvent]:
    """Yield the events of a text; if it is no YAML, the last one is a failure.

    A failure starts where the thing starts that could not be read, and ends where reading stopped.
    """
    stand_ins = _stand_ins(text)
    originals = {stand_in: sign for sign, stand_in in stand_ins.items()}
    parser: Any = YAML(typ="safe", pure=True)
    end = 0
    try:
        raw: Any
        for raw in parser.parse(_replaced(text, stand_ins)):
            kind = _KINDS.get(raw.__class__)
            if kind:
                event = _event(kind, raw, originals)
                yield event
                end = event.end
    except Exception as error:  # noqa: BLE001  # on odd input it raises more than its own errors
        yield _failure(error, end)


def _event(kind: Kind, raw: Any, originals: dict[str, str]) -> YamlEvent:
    words = str(raw.value) if kind is Kind.WORDS else ""
    style = str(raw.style or "") if kind is Kind.WORDS else ""
    if style == '"':  # a character beyond U+FFFF may be written in two halves, as in JSON
        words = _TWO_HALVES.sub(_whole, words)
    anchor = getattr(raw, "anchor", None)
    return YamlEvent(
        kind,
        raw.start_mark.index,
        raw.end_mark.index,
        raw.start_mark.line + 1,
        raw.start_mark.column + 1,
        raw.end_mark.line + 1,
        text=_replaced(words, originals),
        style=style,
        anchor=None if anchor is None else _replaced(str(anchor), originals),
        has_tag=getattr(raw, "ctag", None) is not None,
        in_brackets=bool(getattr(raw, "flow_style", False)),
        has_dashes=bool(getattr(raw, "explicit", False)),
    )


def _failure(error: Exception, end: int) -> YamlEvent:
    raw: Any = error
    if not isinstance(error, MarkedYAMLError):
        return YamlEvent(Kind.FAILURE, end, end)
    stopped = raw.problem_mark or raw.context_mark
    started = raw.context_mark or stopped
    said = f"{raw.context}: {raw.problem}"
    return YamlEvent(Kind.FAILURE, started.index, stopped.index, text=said)


def _whole(halves: re.Match[str]) -> str:
    return halves.group().encode("utf-16", "surrogatepass").decode("utf-16")


def _stand_ins(text: str) -> dict[str, str]:
    """Return for each character that would be mistaken another one that is not in the text."""
    mistaken = [sign for sign in _MISTAKEN if sign in text]
    present = set(text) if mistaken else set[str]()
    free = (chr(point) for point in range(0xE000, 0xF900) if chr(point) not in present)
    return dict(zip(mistaken, free, strict=False))


def _replaced(text: str, signs: dict[str, str]) -> str:
    for sign, other in signs.items():
        text = text.replace(sign, other)
    return text
