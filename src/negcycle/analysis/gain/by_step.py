"""Which step of a cycle counts: what hangs on all links of one kind together, everybody's alike."""

from __future__ import annotations

import math
from collections import defaultdict
from typing import Literal, NamedTuple

from negcycle.analysis.gain.leverage import TIE, Leverage
from negcycle.analysis.gain.smallest_sets import Ends
from negcycle.graph.cycle_graph import Kind

_NOTHING = 1e-12
"""Nothing hangs on a step where all links of all steps come to less than this."""


class Step(NamedTuple):
    """All links of one kind, whose they are left out."""

    source: Kind
    target: Kind
    crosses: bool
    """Whether they lead from one person to another."""
    links: tuple[Ends, ...]
    """The links themselves, by name."""
    amount: float
    """What changes if all of them change by the same share: the sum over the links."""


def steps_that_count(
    found: Leverage, *, of: Literal["growth", "gain"] = "growth"
) -> tuple[tuple[Step, ...], ...]:
    """Return the steps of a couple in groups that count equally, within 5 %, those first most.

    The sum comes first, and then the comparison: so it does not matter into how many links a step
    is split, be it because there are more people, or because somebody does two things.

    Args:
        found: The leverage of a couple.
        of: Whether it is about the leading eigenvalue, which says how fast a round fades or grows,
            or about the gain, which says how much comes back.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> [len(group) for group in steps_that_count(nc.leverage(cycle, at="calm"))]
        [4]
    """
    amounts: defaultdict[tuple[Kind, Kind, bool], float] = defaultdict(float)
    links: defaultdict[tuple[Kind, Kind, bool], list[Ends]] = defaultdict(list)
    for one in found.links:
        amount = one.sensitivity if of == "growth" else one.gain
        step = _kind_of(one.source, one.target)
        links[step].append((one.source, one.target))
        amounts[step] += amount if math.isfinite(amount) else 0.0
    steps = [Step(*step, tuple(sorted(links[step])), amount) for step, amount in amounts.items()]
    return _groups(steps)


def _groups(steps: list[Step]) -> tuple[tuple[Step, ...], ...]:
    most = max((abs(one.amount) for one in steps), default=0.0)
    groups: list[list[Step]] = []
    for one in sorted(steps, key=lambda one: -abs(one.amount)):
        size = abs(one.amount)
        if most <= _NOTHING or size <= 1e-9 * most:
            break
        if not groups or size < (1 - TIE) * abs(groups[-1][0].amount):
            groups.append([])
        groups[-1].append(one)
    return tuple(tuple(sorted(group, key=_in_order)) for group in groups)


def _in_order(step: Step) -> tuple[int, int, bool]:
    kinds = list(Kind)
    return kinds.index(step.source), kinds.index(step.target), step.crosses


def _kind_of(source: str, target: str) -> tuple[Kind, Kind, bool]:
    (whose, start), (other, end) = (name.split(".")[:2] for name in (source, target))
    return Kind(start), Kind(end), whose != other
