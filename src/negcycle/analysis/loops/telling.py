"""What to call a loop in plain words, and how it runs, by the stations that it passes.

A name says which stations and slow states a loop passes, and never quotes what somebody wrote: so
nothing from below the line of awareness leaves with it. Both partners' loops get the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from negcycle.analysis.loops.loop_set import Loop
from negcycle.graph.cycle_graph import Kind
from negcycle.model.cycle import Cycle
from negcycle.model.people import names_of
from negcycle.words import say
from negcycle.words.listing import listed
from negcycle.words.tidying import tidy

People: TypeAlias = Cycle | Mapping[str, str]
"""A cycle, or the name of each partner, by key."""

MOST_LISTED = 6
"""How many nodes of a plain graph are in the name of a loop."""

LONGEST = 60
"""How many letters of a node's name are in the name of a loop."""


def called(loop: Loop, people: People | None = None) -> str:
    """Return the name of a loop: its own if it has one, else one in plain words.

    In a plain graph that is its nodes in order. Two loops of a couple may share a name where links
    run beside each other; their ids differ.

    Args:
        loop: A loop of a couple or of any graph.
        people: The cycle, or its partners' names by key; without them, the keys stand for the
            names.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> called(nc.find_loops(cycle, at="calm")[0], cycle)
        'the infinity loop'
    """
    if loop.name is not None:
        return tidy(loop.name) or loop.id
    named = _names(people)
    runs = _runs(loop)
    if not runs:
        return _in_order(loop.nodes)
    if len(runs) == 1 and not loop.crossings:
        return _own(runs[0], named)
    return _between(runs, named, of_all=len(named) <= 2 and len(loop.partners) <= 2)


def told(loop: Loop, people: People | None = None) -> str:
    """Return how a loop runs, arrow by arrow, with the same words for everybody.

    Args:
        loop: A loop of a couple or of any graph.
        people: The cycle, or its partners' names by key.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> loops = nc.find_loops(cycle, at="stuck")
        >>> told(loops.within("ana")[1], cycle)
        'Ana: what stays closed floods, flooding closes openness'
    """
    named = _names(people)
    runs = _runs(loop)
    if not runs:
        return _in_order(loop.nodes)
    parts: list[str] = []
    for before, run in pairwise((runs[-1], *runs)):
        steps = list(_steps(run, before, named, closed=len(runs) == 1 and not loop.crossings))
        parts.append(say("loop.part", name=_name(run.partner, named), steps=", ".join(steps)))
    return "; ".join(parts)


# -- a loop, partner by partner ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of a loop that stays with one partner."""

    partner: str
    kinds: tuple[Kind, ...]
    behaviors: tuple[int, ...]
    """Which behaviors it passes, from 1."""

    @property
    def is_met(self) -> bool:
        """Whether it is reached through the other's openness, and not through what they do."""
        return self.kinds[0].is_slow

    @property
    def meets(self) -> bool:
        """Whether it goes on to the other through openness."""
        return self.kinds[-1].is_slow

    @property
    def is_slow(self) -> bool:
        return any(kind.is_slow for kind in self.kinds)


_NODE = re.compile(r"([^.]+)\.([a-z]+)(?:\.([1-9][0-9]*))?")
_KINDS = frozenset(Kind)


def _runs(loop: Loop) -> tuple[_Run, ...]:
    """Return the stretches of a couple's loop; none where it is not one."""
    nodes: list[tuple[str, Kind, int]] = []
    for name in loop.nodes:
        found = _NODE.fullmatch(name)
        if found is None or found[1] not in loop.partners or found[2] not in _KINDS:
            return ()
        nodes.append((found[1], Kind(found[2]), int(found[3] or 1)))
    turns = [place for place, node in enumerate(nodes) if node[0] != nodes[place - 1][0]]
    if not turns:
        return (_run(nodes),)
    around = nodes[turns[0] :] + nodes[: turns[0]]
    ends = [turn - turns[0] for turn in turns] + [len(nodes)]
    runs = [_run(around[start:end]) for start, end in pairwise(ends)]
    first = runs.index(min(runs, key=lambda run: (run.partner, run.kinds)))
    return (*runs[first:], *runs[:first])


def _run(nodes: Sequence[tuple[str, Kind, int]]) -> _Run:
    return _Run(
        partner=nodes[0][0],
        kinds=tuple(kind for _, kind, _ in nodes),
        behaviors=tuple(number for _, kind, number in nodes if kind is Kind.BEHAVIOR),
    )


# -- names -------------------------------------------------------------------------------------


def _own(run: _Run, names: Mapping[str, str]) -> str:
    """Return the name of a loop that stays within one partner; openness stands last."""
    kinds = run.kinds
    if Kind.OPENNESS in kinds:
        after = kinds.index(Kind.OPENNESS) + 1
        kinds = (*kinds[after:], *kinds[:after])
    passed = [say(f"loop.passes.{kind}") for kind in kinds]
    return say("loop.of", name=_name(run.partner, names), what=listed(passed))


def _between(runs: Sequence[_Run], names: Mapping[str, str], *, of_all: bool) -> str:
    """Return the name of a loop between partners, and what it passes beside what it must."""
    slow = [run for run in runs if run.is_met]
    meets = bool(slow)
    only_meets = len(slow) == len(runs) and all(run.meets for run in runs)
    around = list(dict.fromkeys(run.partner for run in runs))
    key = "loop.meeting" if meets else "loop.infinity" if len(around) == 2 else "loop.round"
    said = say(key)
    if not of_all:
        first = next((around.index(one) for one in names if one in around), 0)
        around = [*around[first:], *around[:first]]
        said = say("loop.among", what=said, names=listed([_name(one, names) for one in around]))
    if meets and not only_meets:
        said = say("loop.by-way-of", what=said, passes=listed([_passed(r, names) for r in runs]))
    elif not meets and any(run.is_slow for run in runs):
        closed = [say("loop.whose", name=_name(r.partner, names)) for r in runs if r.is_slow]
        passes = say("loop.resentments", whose=listed(closed))
        said = say("loop.by-way-of", what=said, passes=passes)
    further = [
        say("loop.further", name=_name(run.partner, names), number=number)
        for run in runs
        for number in run.behaviors
        if number > 1
    ]
    return say("loop.with", what=said, behaviors=listed(further)) if further else said


def _passed(run: _Run, names: Mapping[str, str]) -> str:
    """Return what of one partner stands in the name of a loop that also runs through meeting."""
    if not run.meets:
        kind = run.kinds[-1]
    elif run.is_met:
        kind = Kind.OPENNESS
    else:
        kind = run.kinds[-2:][0]
    return say("loop.of", name=_name(run.partner, names), what=say(f"loop.passes.{kind}"))


def _in_order(nodes: Sequence[str]) -> str:
    """Return the nodes of a loop in a plain graph, back to the first; of a long one not all."""
    if len(nodes) > MOST_LISTED:
        left = len(nodes) - MOST_LISTED + 1
        return _arrows([*nodes[: MOST_LISTED - 1], say("loop.more-nodes", count=left), nodes[0]])
    return _arrows([*nodes, nodes[0]])


def _arrows(nodes: Sequence[str]) -> str:
    return " → ".join(shorten(seen(node), LONGEST) for node in nodes)


def seen(node: str) -> str:
    """Return the name of a node as it stands in a sentence: on one line, and never nothing."""
    return tidy(node) or say("loop.nameless")


def shorten(text: str, most: int) -> str:
    """Return a text that is longer than `most` letters with dots for the rest."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


# -- how it runs -------------------------------------------------------------------------------


def _steps(run: _Run, before: _Run, names: Mapping[str, str], *, closed: bool) -> Iterator[str]:
    """Yield a phrase for each arrow that ends in this stretch."""
    if closed:
        yield from (_step(*ends) for ends in pairwise((*run.kinds, run.kinds[0])))
        return
    enters = "loop.met" if run.is_met else "loop.felt"
    yield say(enters, other=_name(before.partner, names))
    yield from (_step(*ends) for ends in pairwise(run.kinds))


_STEPS = (
    (Kind.PRIMARY, Kind.SECONDARY),
    (Kind.SECONDARY, Kind.PERCEPTION),
    (Kind.PERCEPTION, Kind.BEHAVIOR),
    (Kind.PRIMARY, Kind.RESENTMENT),
    (Kind.OPENNESS, Kind.RESENTMENT),
    (Kind.RESENTMENT, Kind.OPENNESS),
    (Kind.SECONDARY, Kind.OPENNESS),
    (Kind.OPENNESS, Kind.SECONDARY),
)
"""The arrows within one partner that have words of their own, in the order they are told."""


def in_order(steps: Iterable[str]) -> list[str]:
    """Return what `step` says of some arrows in the order of a chain, and the rest by letter."""
    known = [_step(*ends) for ends in _STEPS]
    known[3:3] = [say("loop.crosses"), say("loop.meets")]
    return sorted(steps, key=lambda one: (known.index(one) if one in known else len(known), one))


def step(source: str, target: str) -> str:
    """Return what one arrow of a couple does, without saying whose it is.

    Args:
        source: A node, such as ``"john.openness"``.
        target: A node, such as ``"john.secondary"``.

    Example:
        >>> step("john.openness", "john.secondary")
        'what stays closed floods'
    """
    ends = [_NODE.fullmatch(name) for name in (source, target)]
    if None in ends or any(one is not None and one[2] not in _KINDS for one in ends):
        return say("loop.step", source=seen(source), target=seen(target))
    (whose, start), (other, end) = [(one[1], Kind(one[2])) for one in ends if one is not None]
    if whose == other:
        return _step(start, end)
    return say("loop.meets" if end.is_slow else "loop.crosses")


def station(name: str, people: People | None = None) -> str:
    """Return a node of a couple as it stands in a sentence, and any other as it is.

    Example:
        >>> station("john.primary", {"john": "John"})
        "John's primary emotion"
    """
    found = _NODE.fullmatch(name)
    if found is None or found[2] not in _KINDS:
        return seen(name)
    whose = _name(found[1], _names(people))
    kind = Kind(found[2])
    what = say(f"loop.passes.{kind}") if kind.is_slow else say(f"slot.{kind}")
    if found[3]:
        what = say("loop.numbered", what=what, number=found[3])
    return say("loop.of", name=whose, what=what)


def _step(source: Kind, target: Kind) -> str:
    if (source, target) in _STEPS:
        return say(f"loop.step.{source}-{target}")
    ends = {"source": say(f"loop.passes.{source}"), "target": say(f"loop.passes.{target}")}
    return say("loop.step", **ends)


def _names(people: People | None) -> Mapping[str, str]:
    if isinstance(people, Cycle):
        return names_of(people.partners)
    return {} if people is None else people


def _name(key: str, names: Mapping[str, str]) -> str:
    return tidy(names.get(key, key)) or key
