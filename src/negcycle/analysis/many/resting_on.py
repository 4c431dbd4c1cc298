"""What a result about many couples rests on, in sentences."""

from __future__ import annotations

from collections.abc import Iterator

from negcycle.model.ensemble import Design, Ensemble
from negcycle.words import say
from negcycle.words.listing import listed

_MOST_LISTED = 8


def rests_on(ensemble: Ensemble) -> tuple[str, ...]:
    """Return what to know about any number that comes from these couples, in sentences."""
    return tuple(_sentences(ensemble))


def _sentences(of: Ensemble) -> Iterator[str]:
    numbers = {"count": len(of), "turns": of.turns, "seed": of.seed, "start": of.start}
    yield say("among.made", **numbers)
    if not of.is_whole:
        yield say("among.part", count=len(of), runs=of.runs)
    if of.design is not None:
        yield from (_chosen(of.design, name) for name in of.design.axes)
    yield say("among.shares")
    yield from of.assumptions


def _chosen(design: Design, name: str) -> str:
    """Return which values of a parameter were chosen."""
    values = design.axes[name]
    ends = {"low": min(values), "high": max(values)}
    if design.sampling != "grid":
        drawn = design.distributions.get(name) or say("among.between", **ends)
        return say("among.drawn", name=name, what=drawn)
    if len(values) > _MOST_LISTED:
        return say("among.axis-long", name=name, count=len(values), **ends)
    return say("among.axis", name=name, values=listed([f"{value:g}" for value in values]))


def with_footing(found: list[str], footing: tuple[str, ...]) -> str:
    """Return sentences of a result and, below them, what it rests on."""
    return "\n".join([*found, "", say("tell.what-it-is"), *(f"  - {one}" for one in footing)])
