"""What drives a run, in plain words: what each loop is called, and a sentence for each period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from negcycle.analysis.loops.loop_set import Loop, Polarity
from negcycle.analysis.loops.telling import called, station
from negcycle.words import say
from negcycle.words.listing import listed

SHORT = 0.02
"""A period shorter than this part of the run is told together with short ones beside it."""

MOST_NAMED = 4
"""So many loops are named in a sentence; of more, the first and how many others there are."""


class Span(NamedTuple):
    """A time in which the same loops drive a run."""

    start: float
    end: float
    labels: tuple[str, ...]
    """What they are called; empty where no loops of one polarity carry half of the change."""
    moving: bool
    """False at rest."""
    reinforcing: bool
    """Whether they reinforce; if not, they balance."""


def told(spans: Sequence[Span], *, turns: bool) -> tuple[str, ...]:
    """Return sentences about what drives a run, one after the other.

    Args:
        spans: Periods without a gap.
        turns: Whether time is in turns.
    """
    unit = say("dominance.turns") if turns else ""
    least = SHORT * (spans[-1].end - spans[0].start) if spans else 0.0
    groups = groupby(spans, key=lambda span: span.moving and span.end - span.start < least)
    return tuple(
        sentence
        for short, group in groups
        for sentence in _told_group(list(group), unit, short=short)
    )


def _told_group(spans: Sequence[Span], unit: str, *, short: bool) -> Iterator[str]:
    if short and len(spans) > 1:
        time = {"start": _short(spans[0].start), "end": _short(spans[-1].end), "unit": unit}
        yield say("dominance.changing", **time)
        return
    for span in spans:
        yield _told(span, unit)


def _told(span: Span, unit: str) -> str:
    time = {"start": _short(span.start), "end": _short(span.end), "unit": unit}
    if not span.moving:
        return say("dominance.at-rest", **time)
    if not span.labels:
        return say("dominance.nobody", **time)
    labels = list(span.labels)
    if len(labels) > MOST_NAMED:
        others = len(labels) - MOST_NAMED + 1
        labels[MOST_NAMED - 1 :] = [say("dominance.others", count=others)]
    key = "dominance.reinforced" if span.reinforcing else "dominance.balanced"
    return say(key, loops=listed(labels), **time)


def labels_of(loops: Sequence[tuple[str, ...]], people: Mapping[str, str]) -> tuple[str, ...]:
    """Return what each loop is called: of a couple in plain words, else by its nodes.

    Args:
        loops: The nodes of each loop, in loop order.
        people: The name of each partner, by key; empty where it is no couple.
    """
    return tuple(_label(nodes, people) for nodes in loops)


def _label(nodes: tuple[str, ...], people: Mapping[str, str]) -> str:
    keys = [name.partition(".")[0] for name in nodes]
    of_couple = people.keys() >= set(keys)
    if len(nodes) == 1:
        key = "dominance.settles" if of_couple else "dominance.own"
        return say(key, what=station(nodes[0], people))
    if not of_couple:
        return called(_loop(nodes, (), 0))
    crossings = sum(one != other for one, other in zip(keys, (*keys[1:], keys[0]), strict=True))
    return called(_loop(nodes, tuple(sorted(set(keys))), crossings), people)


def _loop(nodes: tuple[str, ...], partners: tuple[str, ...], crossings: int) -> Loop:
    first = nodes.index(min(nodes))
    turned = (*nodes[first:], *nodes[:first])
    return Loop(
        id="",
        nodes=turned,
        links=tuple(_links(turned)),
        polarity=Polarity.AMBIGUOUS,
        structural=None,
        local=None,
        delay=0.0,
        partners=partners,
        crossings=crossings,
    )


def _links(nodes: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    for source, target in zip(nodes, (*nodes[1:], nodes[0]), strict=True):
        yield source, target, 0


def _short(value: float) -> str:
    return f"{value:.6g}".replace("-", "\N{MINUS SIGN}")
