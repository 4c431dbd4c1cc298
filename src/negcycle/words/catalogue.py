"""One sentence of the catalogue, filled in."""

from __future__ import annotations

from negcycle.words.english import SENTENCES


def say(key: str, /, **values: object) -> str:
    """Return the sentence under `key` with `values` filled in.

    Raises:
        KeyError: if the catalogue has no such key.
    """
    return SENTENCES[key].format(**values)
