"""How a path is shown in a sentence."""

from __future__ import annotations

import os


def shown_path(path: str | os.PathLike[str]) -> str:
    """Return a path on one line, without the signs that a terminal would obey or cannot print."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in os.fspath(path))
