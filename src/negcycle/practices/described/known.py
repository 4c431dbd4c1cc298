"""The practices that are known, each a file of its own, read when it is first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from negcycle.errors import UnknownName
from negcycle.practices.described.practice import Practice
from negcycle.practices.described.practice_file import read_practice, to_practice
from negcycle.words import did_you_mean, say

__all__ = ["ids", "known_practices", "practice", "read_practice"]

_FOLDER = files("negcycle.practices.described").joinpath("known")
_BIBLIOGRAPHY = "sources"


@cache
def ids() -> tuple[str, ...]:
    """Return the id of every practice, in the order of the alphabet."""
    names = (one.name for one in _FOLDER.iterdir())
    stems = (name.removesuffix(".yaml") for name in names if name.endswith(".yaml"))
    return tuple(sorted(stem for stem in stems if stem != _BIBLIOGRAPHY))


def practice(id: str) -> Practice:
    """Return the practice with this id.

    Raises:
        UnknownName: if there is none.

    Example:
        >>> practice("time_out").name
        'time-out with a return'
    """
    if id not in ids():
        raise UnknownName(
            say("practices.unknown", name=id, hint=did_you_mean(id, ids())), id, ids()
        )
    return _read(id)


def known_practices() -> tuple[Practice, ...]:
    """Return all practices, in the order of their ids.

    Example:
        >>> "pause" in [one.id for one in known_practices()]
        True
    """
    return tuple(map(_read, ids()))


@cache
def _read(id: str) -> Practice:
    text = _FOLDER.joinpath(f"{id}.yaml").read_text("utf-8")
    return to_practice(text, file=f"{id}.yaml", named=id)
