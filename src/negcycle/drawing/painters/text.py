"""A scene in words, for a terminal, a plain file or a screen reader."""

from __future__ import annotations

import unicodedata

from negcycle.drawing.clusters import EMOJI_STYLE, clusters, is_flag_letter
from negcycle.drawing.scene import Scene
from negcycle.drawing.wrap import fill

WIDE = 79
"""Columns of a line."""

_TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""Bidirectional classes that change the reading direction of what follows."""


def to_text(scene: Scene) -> str:
    """Return the title and everything that the picture says, in lines of at most 79 columns.

    Characters that steer a terminal or turn the reading direction are shown by their code.
    """
    title = wrapped(scene.title)
    lines = [*title, "=" * max(map(columns, title)), ""]
    for line in scene.description.split("\n"):
        lines += wrapped(line)
    return "\n".join(lines).rstrip() + "\n"


def _plain(line: str) -> str:
    return "".join(f"<U+{ord(char):04X}>" if _steers(char) else char for char in line)


def _steers(char: str) -> bool:
    unprintable = unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"}
    return unprintable or unicodedata.bidirectional(char) in _TURNS


def wrapped(line: str, wide: int = WIDE) -> list[str]:
    """Break a line where it may break; what follows is indented a little more than its start.

    Characters that steer a terminal or turn the reading direction are shown by their code.
    """
    line = _plain(line)
    indent = " " * (len(line) - len(line.lstrip(" ")))
    first, *rest = [*fill(line, wide - len(indent) - 2, columns)] or [""]
    return [indent + first, *(f"{indent}  {more}" for more in rest)]


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if _is_wide(cluster) else 1 for cluster in clusters(text))


def _is_wide(cluster: str) -> bool:
    wide = unicodedata.east_asian_width(cluster[0]) in {"W", "F"}
    return wide or EMOJI_STYLE in cluster or is_flag_letter(cluster[0])
