"""How signs and paths from outside are shown in a sentence, so that no terminal obeys them."""

from __future__ import annotations

import os


def shown_path(path: str | os.PathLike[str]) -> str:
    """Return a path on one line; what cannot be printed is replaced."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in os.fspath(path))


def shown_sign(sign: str) -> str:
    """Return a character as it is if it can be printed, and else its code point, as ``U+2028``."""
    return sign if sign.isprintable() else f"U+{ord(sign):04X}"
