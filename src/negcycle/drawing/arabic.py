"""Arabic letters in the shapes they take beside each other, because a joined letter is narrower.

Each shape is a character of its own in Unicode; `unicodedata` says which letters it stands for.
Rare letters without such characters keep the width that they have alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f]")
_LETTERS = re.compile("\u0644[\u0622\u0623\u0625\u0627]|.", re.DOTALL)  # lam and alef become one
_SHAPES = (range(0xFB50, 0xFC00), range(0xFE70, 0xFEFD))
_JOINS_BOTH = ("\u0640", "\u200d")  # the lengthening stroke and the joiner
_NAMES = {
    (False, False): "isolated",
    (False, True): "initial",
    (True, True): "medial",
    (True, False): "final",
}


def joined(text: str) -> str:
    """Return `text` with each Arabic letter as the shape it takes there; marks come last."""
    if not _ARABIC.search(text):
        return text
    marks = [char for char in text if unicodedata.combining(char)]
    letters: list[str] = _LETTERS.findall("".join(char for char in text if char not in marks))
    around = zip(["", *letters], letters, [*letters[1:], ""], strict=False)
    return "".join([*(_shape(*three) for three in around), *marks])


def _shape(before: str, letter: str, after: str) -> str:
    shapes = _shapes_of(letter)
    to_before = "final" in shapes and (before in _JOINS_BOTH or "initial" in _shapes_of(before))
    to_after = "initial" in shapes and (after in _JOINS_BOTH or "final" in _shapes_of(after))
    return shapes.get(_NAMES[to_before, to_after], letter)


def _shapes_of(letter: str) -> dict[str, str]:
    return _shapes().get(letter, {})


@cache
def _shapes() -> dict[str, dict[str, str]]:
    """Return the shapes of each letter, and of lam with alef, by name."""
    found: dict[str, dict[str, str]] = {}
    for code in (code for block in _SHAPES for code in block):
        name, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        key = "".join(chr(int(letter, 16)) for letter in letters)
        if name != "<isolated>" or len(key) > 1:  # a letter that stands alone is its own shape
            found.setdefault(key, {})[name.strip("<>")] = chr(code)
    return found
