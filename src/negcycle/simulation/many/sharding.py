"""Shards: an ensemble in parts of nearly equal size that can be computed apart."""

from __future__ import annotations

import re

from negcycle.errors import SimulationError
from negcycle.words import say

_SHARD = re.compile(r"\s*([0-9]{1,9})\s*/\s*([0-9]{1,9})\s*")


def read_shard(text: str) -> tuple[int, int]:
    """Return a shard as it is written in a command: ``"2/8"`` is the second of eight.

    Raises:
        SimulationError: if that is no shard.

    Example:
        >>> from negcycle.simulation.many.sharding import read_shard
        >>> read_shard("2/8")
        (2, 8)
    """
    found = _SHARD.fullmatch(text)
    if found is None:
        raise SimulationError(say("shard.unclear", shard=repr(text)))
    return _checked(int(found[1]), int(found[2]), repr(text))


def shard_range(runs: int, shard: tuple[int, int] | str) -> range:
    """Return the numbers of the couples in one shard.

    Together the shards are all couples, in order; their sizes differ by at most one.

    Args:
        runs: How many couples there are in all.
        shard: Which part of how many, from 1, such as ``(2, 8)`` or ``"2/8"``.

    Raises:
        SimulationError: if that is no shard, or if there are fewer couples than shards.

    Example:
        >>> from negcycle.simulation.many.sharding import shard_range
        >>> shard_range(1000, "2/3")
        range(333, 666)
    """
    part, of = read_shard(shard) if isinstance(shard, str) else _of_numbers(shard)
    if of > runs:
        raise SimulationError(say("shard.more-than-couples", of=of, runs=runs))
    return range(runs * (part - 1) // of, runs * part // of)


def _of_numbers(shard: object) -> tuple[int, int]:
    """Return the two numbers of a shard."""
    match shard:
        case (int(part), int(of)) if not (isinstance(part, bool) or isinstance(of, bool)):
            return _checked(part, of, f"{part}/{of}")
        case _:
            raise SimulationError(say("shard.unclear", shard=repr(shard)))


def _checked(part: int, of: int, written: str) -> tuple[int, int]:
    if of < 1:
        raise SimulationError(say("shard.unclear", shard=written))
    if not 1 <= part <= of:
        raise SimulationError(say("shard.outside", shard=written, of=of))
    return part, of
