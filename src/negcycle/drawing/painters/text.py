"""A scene in words, for a terminal, a plain file or a screen reader."""

from __future__ import annotations

import unicodedata

from negcycle.drawing.clusters import clusters
from negcycle.drawing.scene import Scene

_WIDE = 79
"""Columns of a line."""


def to_text(scene: Scene) -> str:
    """Return the title and everything that the picture says, in lines of at most 79 columns.

    Characters that steer a terminal or turn the reading direction are shown by their code.
    """
    title = _plain(scene.title)
    lines = [title, "=" * _columns(title), ""]
    for line in scene.description.splitlines():
        lines += _wrapped(_plain(line))
    return "\n".join(lines).rstrip() + "\n"


def _plain(line: str) -> str:
    return "".join(f"<U+{ord(char):04X}>" if _steers(char) else char for char in line)


def _steers(char: str) -> bool:
    bidi = unicodedata.bidirectional(char)
    return unicodedata.category(char) == "Cc" or bidi in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"
    }  # fmt: skip


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(
        2 if unicodedata.east_asian_width(one[0]) in {"W", "F"} else 1 for one in clusters(text)
    )


def _wrapped(line: str) -> list[str]:
    """Break a line at spaces, or within a word that is longer than a line; keep its indentation."""
    indent = " " * (len(line) - len(line.lstrip(" ")))
    lines: list[str] = []
    now = indent
    hanging = indent + ("  " if indent else "")
    for word in line.split():
        for piece in _pieces(word, _WIDE - len(hanging)):
            gap = "" if not now.strip() else " "
            if now.strip() and _columns(now + gap + piece) > _WIDE:
                lines.append(now)
                now, gap = hanging, ""
            now += gap + piece
    return [*lines, now.rstrip()]


def _pieces(word: str, room: int) -> list[str]:
    pieces = [""]
    for one in clusters(word):
        if pieces[-1] and _columns(pieces[-1] + one) > room:
            pieces.append("")
        pieces[-1] += one
    return pieces
