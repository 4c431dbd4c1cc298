"""The built-in lexicon, read when first asked for, and a person's own file on top of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from negcycle.errors import FileMissing, FileUnreadable
from negcycle.words.catalogue import say
from negcycle.words.lexicon_file import read_text
from negcycle.words.terms import Lexicon

LARGEST = 1_000_000
"""Bytes of an own file, at most."""


@cache
def lexicon() -> Lexicon:
    """Return the built-in lexicon; it is read when it is first asked for."""
    from importlib.resources import files  # slow to load

    text = files("negcycle.words").joinpath("lexicon.yaml").read_text("utf-8")
    return read_text(text, "lexicon.yaml", built_in=True)


def read_lexicon(path: str | Path, base: Lexicon | None = None) -> Lexicon:
    """Return `base` (the built-in lexicon) with everything in the file at `path` added.

    Raises:
        FileMissing: if nothing is there.
        FileUnreadable: if it cannot be read as text, or is too large.
        CaseError: if something in it is no part of a lexicon; all problems are in `.problems`.
    """
    name = str(path)
    try:
        written = Path(path).read_bytes()
        text = written.decode("utf-8-sig")
    except FileNotFoundError:
        raise FileMissing(say("lexicon.file-missing", file=name), name) from None
    except (OSError, UnicodeDecodeError):
        raise FileUnreadable(say("lexicon.file-unreadable", file=name), name) from None
    if len(written) > LARGEST:
        raise FileUnreadable(say("lexicon.file-too-large", file=name), name)
    return extended(text, base, file=name)


def extended(text: str, base: Lexicon | None = None, *, file: str | None = None) -> Lexicon:
    """Return `base` (the built-in lexicon) with everything in `text` added; problems name `file`.

    Raises:
        CaseError: if something in it is no part of a lexicon; all problems are in `.problems`.
    """
    return (base or lexicon()).extended_by(read_text(text, file))
