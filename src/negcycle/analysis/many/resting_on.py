"""What a result about many couples rests on, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.model.chosen import beginning, chosen
from negcycle.model.ensemble import Ensemble
from negcycle.words import say


def rests_on(ensemble: Ensemble) -> tuple[str, ...]:
    """Return what to know about any number that comes from these couples, in sentences."""
    return tuple(_sentences(ensemble))


def _sentences(of: Ensemble) -> Iterator[str]:
    numbers = {"count": len(of), "turns": of.turns, "seed": of.seed, "beginning": beginning(of)}
    yield say("among.made", **numbers)
    if not of.is_whole:
        yield say("among.part", count=len(of), runs=of.runs)
    yield from chosen(of)
    yield say("among.shares")
    yield from of.assumptions


def with_footing(found: list[str], footing: tuple[str, ...]) -> str:
    """Return sentences of a result and, below them, what it rests on."""
    return "\n".join([*found, "", say("tell.what-it-is"), *(f"  - {one}" for one in footing)])
