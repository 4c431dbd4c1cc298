"""How what somebody does comes back to what they themselves feel underneath, through the other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negcycle.analysis.loops.loop_set import Polarity
from negcycle.analysis.state import State, state_at, system_of
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.system.measuring import ways
from negcycle.system.protocol import Array
from negcycle.system.system import Influence, System


@dataclass(frozen=True, slots=True)
class Step:
    """One arrow of a way back."""

    source: str
    target: str
    sign: int
    """+1 or -1; 0 where the arrow passes nothing on at any state."""
    structural: float
    """Weight times gates, with its sign."""
    local: float
    """The same times the slope at the state: how far the target goes when the source goes by 1."""
    delay: float
    """In turns."""


@dataclass(frozen=True)
class WayBack:
    """From one behavior, through one other person, to its owner's own first feeling."""

    behavior: str
    """The behavior that it begins with, such as ``"john.behavior"``."""
    owner: str
    """The key of whose behavior it is."""
    through: str
    """The key of the person through whom it comes back."""
    at: str
    """calm, settled, stuck or given."""
    steps: tuple[Step, ...]
    """The strongest way, arrow by arrow."""
    answer: int
    """The sign with which the first feeling brings about this behavior: +1, -1, or 0."""
    side_by_side: int = 1
    """How many ways there are through this person."""

    @property
    def nodes(self) -> tuple[str, ...]:
        """What it passes, from the behavior to the first feeling."""
        return (self.behavior, *(one.target for one in self.steps))

    @property
    def sign(self) -> int:
        """+1 or -1: which way the first feeling goes when there is more of the behavior."""
        return math.prod(one.sign for one in self.steps)

    @cached_property
    def structural(self) -> float:
        """The product of weights and gates, with its sign."""
        return math.prod(one.structural for one in self.steps)

    @cached_property
    def local(self) -> float:
        """How far the first feeling goes in the end when the behavior goes by 1, at the state."""
        return math.prod(one.local for one in self.steps)

    @property
    def delay(self) -> float:
        """The sum of the delays, in turns."""
        return math.fsum(one.delay for one in self.steps)

    @property
    def polarity(self) -> Polarity:
        """What the whole round does: from the first feeling to the behavior, and back to it.

        Reinforcing: the behavior comes back as more of the feeling that brought it about, and so it
        pulls away from what is longed for. Balancing: it comes back as less of it.
        """
        sign = self.sign * self.answer
        if sign == 0:
            return Polarity.AMBIGUOUS
        return Polarity.REINFORCING if sign > 0 else Polarity.BALANCING

    def as_data(self) -> dict[str, object]:
        """Return it for JSON.

        Keys: `behavior`, `owner`, `through`, `at`, `nodes`, `signs`, `sign`, `polarity`, `gain`
        (`structural`, `local`), `delay` and `side_by_side`.
        """
        return {
            "behavior": self.behavior,
            "owner": self.owner,
            "through": self.through,
            "at": self.at,
            "nodes": list(self.nodes),
            "signs": [one.sign for one in self.steps],
            "sign": self.sign,
            "polarity": str(self.polarity),
            "gain": {"structural": self.structural, "local": self.local},
            "delay": self.delay,
            "side_by_side": self.side_by_side,
        }


def ways_back(
    cycle: Cycle | CycleGraph | System, *, at: str | State = "settled"
) -> tuple[WayBack, ...]:
    """Return for each behavior how it comes back to its owner, through each other person.

    Of several ways side by side the strongest at the state is told, and of equals the first by
    name. Behaviors stand in the order of their names, so it does not matter who is listed first. A
    behavior that reaches nobody has no way back.

    Args:
        cycle: A cycle, its graph, or the system of it.
        at: Where gates and slopes are read: ``"calm"``, ``"settled"``, ``"stuck"``, or a state.

    Raises:
        AnalysisError: if a given state has another shape.
        UnknownName: if no state has this name.
        SimulationError: if nobody is in a cycle, or there is no stuck state.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> first, other = ways_back(cycle, at="calm")
        >>> first.nodes[0], first.nodes[-1], str(first.polarity), round(first.structural, 4)
        ('ana.behavior', 'ana.primary', 'reinforcing', 0.4757)

    Sources:
        Moelbak, R. How to Turn a Negative Relationship Around (what I do makes more of what I
        fear).
    """
    system = system_of(cycle)
    state, name = state_at(system, at)
    look = _Look(system, state, name)
    found = [one for way in system.directed for one in look.between(*way)]
    return tuple(sorted(found, key=lambda one: (one.behavior, one.through)))


class _Look:
    """One state of one system, at which steps are read."""

    def __init__(self, system: System, state: Array, at: str) -> None:
        self.system, self.state, self.at = system, state, at
        _, target = system.targets(state)
        self.slopes = 1 - target**2

    def between(self, owner: int, other: int) -> Iterator[WayBack]:
        """Yield the way back of each behavior of `owner` through `other`."""
        system = self.system
        back = ways(system, other, owner)
        landings = set(system.places(Kind.PRIMARY, other))
        for behavior in system.places(Kind.BEHAVIOR, owner):
            across = [
                one
                for one in system.influences
                if one.source == behavior and one.target in landings
            ]
            found = [(one, *way) for one in across for way in back if way[0].source == one.target]
            if not found:
                continue
            told = [tuple(map(self.step, way)) for way in found]
            yield WayBack(
                behavior=system.names[behavior],
                owner=system.keys[owner],
                through=system.keys[other],
                at=self.at,
                steps=min(told, key=_strongest_first),
                answer=self.answer(owner, behavior),
                side_by_side=len(told),
            )

    def step(self, one: Influence) -> Step:
        names = self.system.names
        passed = one.weight * _passing(one, self.state)
        return Step(
            source=names[one.source],
            target=names[one.target],
            sign=int(np.sign(one.weight)),
            structural=float(passed),
            local=float(passed * self.slopes[one.target]),
            delay=one.delay,
        )

    def answer(self, owner: int, behavior: int) -> int:
        """Return the sign of what leads from the first feeling to a behavior within its owner.

        Of several ways that of the sum of their weights, all gates open.
        """
        system = self.system
        mine = {place for place, one in enumerate(system.states) if one.partner == owner}
        total = 0.0
        for start in system.places(Kind.PRIMARY, owner):
            total += _summed(system, start, behavior, mine)
        return int(np.sign(total)) if abs(total) > _NOTHING else 0


_NOTHING = 1e-12


def _summed(system: System, start: int, goal: int, allowed: set[int]) -> float:
    """Return the sum over all ways within `allowed` of the products of their weights."""
    onward = [
        one
        for one in system.influences
        if one.source == start and one.target in allowed and one.target != start
    ]
    rest = allowed - {start}
    return sum(
        one.weight * (1.0 if one.target == goal else _summed(system, one.target, goal, rest))
        for one in onward
        if one.target in rest
    )


def _strongest_first(steps: tuple[Step, ...]) -> tuple[float, tuple[str, ...]]:
    size = abs(math.prod(one.structural for one in steps))
    return -round(size, 12), tuple(one.target for one in steps)


def _passing(one: Influence, state: Array) -> float:
    values = ((gate, float(state[gate.state])) for gate in one.gates)
    return math.prod(gate.c0 + x * (gate.c1 + gate.c2 * x) for gate, x in values)
