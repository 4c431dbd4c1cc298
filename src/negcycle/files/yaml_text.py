"""Plain data as the text of a YAML file that people like to read."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any, cast

_WIDE = 1_000_000  # never break a line: the words are somebody's own

_MISREAD = re.compile(
    r"(?i)y|n|yes|no|on|off|true|false|null|~|[-+]?[\d.,_:]+(e[-+]?\d+)?|0[xo][\da-f]+|\.(inf|nan)"
    r"|\d{4}-\d\d?-\d\d?.*|=|<<"
)
"""Words that some YAML readers take for something else, such as ``no`` or ``12:30``."""


def yaml_text(form: dict[str, Any]) -> str:
    """Return `form` (texts, numbers, booleans, lists, dictionaries) as YAML 1.2 in block style.

    Lists of words, links and inputs stand on one line each; lines are never broken.
    """
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = _WIDE
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_styled(form), out)
    return out.getvalue()


def _styled(value: Any, *, inline: bool = False) -> Any:
    """Return `value` with quotes where they are needed and short things on one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, SingleQuotedScalarString

    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        made = CommentedMap((key, _styled(inner)) for key, inner in fields.items())
        if inline:
            made.fa.set_flow_style()
        return made
    if isinstance(value, list):
        items = cast("list[Any]", value)
        words = all(not isinstance(item, dict | list) for item in items)
        inputs = all(isinstance(item, dict) and "words" not in item for item in items)
        seq = CommentedSeq(_styled(item, inline=inputs) for item in items)
        if words and sum(len(str(item)) for item in items) < 70:
            seq.fa.set_flow_style()
        return seq
    if isinstance(value, str):
        if not value.isprintable():
            return DoubleQuotedScalarString(value)
        if _MISREAD.fullmatch(value):
            return SingleQuotedScalarString(value)
    return value


def in_one_line(text: str) -> str:
    """Return one text as YAML writes it after a colon, in quotes where it needs them."""
    return yaml_text({"x": " ".join(text.split())}).removeprefix("x:").strip()
