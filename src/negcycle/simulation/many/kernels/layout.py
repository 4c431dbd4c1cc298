"""What a kernel is given: a graph as data, and the numbers of many couples in lanes.

Couples stand in lanes, side by side, a group of them at a time: every array of numbers has the
shape ``(n_groups, n_rows, n_lanes)``, so that a group lies together in memory. Nothing about a
graph is compiled: its arrows, gates and flows are tables of whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.chance import Bits
from negcycle.system.measuring import in_a_cycle
from negcycle.system.system import Gate, System

Integers: TypeAlias = NDArray[np.int64]
"""Whole numbers."""

Lanes: TypeAlias = NDArray[np.float64] | NDArray[np.float32]
"""Numbers of couples, the lane last."""

NOBODY = -1
"""Stands for no place."""


class Rows(NamedTuple):
    """Where each kind of number begins among the rows of a couple's numbers."""

    moved: int
    """The share of the way to its target that a reaction goes in one step."""
    bias: int
    """What each reaction gets from needs, offers and what is felt."""
    weight: int
    """Of each influence."""
    per_step: int
    """Step / tau of each balance."""
    help: int
    """Of each balance."""
    base: int
    """What each flow is without its gates."""
    rate: int
    """What each flow is times its gates."""
    keeps: int
    """The share of the random input that is left after one step."""
    fresh: int
    """How much chance comes new in one step."""
    part: int
    """Of each late influence, how far back it looks between two steps, 0 to 1."""
    end: int
    """How many rows there are."""


@dataclass(frozen=True, eq=False)
class Tables:
    """A compiled cycle as tables of whole numbers; the same for all couples."""

    system: System
    late: tuple[int, ...]
    """The influences that may take time, by their place in the system."""

    # -- reactions ------------------------------------------------------------------------

    @cached_property
    def reactions(self) -> Integers:
        """State, first influence, end of influences, rank of who has chance here. ``(n, 4)``."""
        rank = self.ranks
        rows: list[list[int]] = []
        for place, state in enumerate(self.system.states):
            if state.kind.is_slow:
                continue
            into = [n for n, one in enumerate(self.influences) if one[1] == place]
            first = into[0] if into else 0
            chance = rank[state.partner] if state.kind is Kind.PRIMARY else NOBODY
            rows.append([place, first, first + len(into), chance])
        return _table(rows, 4)

    @cached_property
    def ranks(self) -> list[int]:
        """The place of each partner by key, so that nothing hangs on who is listed first."""
        return [int(place) for place in np.argsort(np.argsort(self.system.keys))]

    @cached_property
    def order(self) -> list[int]:
        """The influences of the system, those into one reaction after each other."""
        of = self.system.influences
        return sorted(range(len(of)), key=lambda n: of[n].target)

    @cached_property
    def influences(self) -> Integers:
        """Source, target, place among `late`, first gate, end of gates. ``(n, 5)``."""
        rows: list[list[int]] = []
        gates = 0
        for k in self.order:
            one = self.system.influences[k]
            late = self.late.index(k) if k in self.late else NOBODY
            rows.append([one.source, one.target, late, gates, gates + len(one.gates)])
            gates += len(one.gates)
        return _table(rows, 5)

    @cached_property
    def late_sources(self) -> Integers:
        """The sources of those that take time, in the order of `late`. ``(n_late,)``."""
        of = self.system.influences
        return np.array([of[k].source for k in self.late], dtype=np.int64)

    # -- balances -------------------------------------------------------------------------

    @cached_property
    def slow(self) -> list[int]:
        """The states that are balances."""
        return [place for place, one in enumerate(self.system.states) if one.kind.is_slow]

    @cached_property
    def flow_order(self) -> list[int]:
        """The flows of the system, those of one balance after each other."""
        of = self.system.flows
        return sorted(range(len(of)), key=lambda n: of[n].target)

    @cached_property
    def balances(self) -> Integers:
        """State, first flow, end of flows. ``(n, 3)``."""
        rows: list[list[int]] = []
        for place in self.slow:
            mine = [
                n for n, k in enumerate(self.flow_order) if self.system.flows[k].target == place
            ]
            first = mine[0] if mine else 0
            rows.append([place, first, first + len(mine)])
        return _table(rows, 3)

    @cached_property
    def flows(self) -> Integers:
        """Whether it drains, first gate, end of gates. ``(n, 3)``."""
        rows: list[list[int]] = []
        gates = sum(len(one.gates) for one in self.system.influences)
        for k in self.flow_order:
            one = self.system.flows[k]
            rows.append([one.direction == "drain", gates, gates + len(one.gates)])
            gates += len(one.gates)
        return _table(rows, 3)

    @cached_property
    def keeps_total(self) -> list[bool]:
        """Whether all that fills and drains a balance adds up to the same whatever the states are.

        So it is where of the flows with gates one fills and one drains, and both are 1 together.
        """
        return [self._keeps_total(first, end) for _, first, end in self.balances.tolist()]

    def _keeps_total(self, first: int, end: int) -> bool:
        gated = [f for f in range(first, end) if self.flows[f, 2] > self.flows[f, 1]]
        if len(gated) != 2:
            return False
        one, other = (self.system.flows[self.flow_order[f]] for f in gated)
        alike = one.gates == other.gates and one.contact == other.contact
        return (
            alike
            and one.weight == other.weight
            and one.rest != other.rest
            and one.direction != other.direction
            and (one.direction == "fill") == other.rest
        )

    # -- gates ----------------------------------------------------------------------------

    @cached_property
    def _gates(self) -> list[Gate]:
        of_links = [gate for k in self.order for gate in self.system.influences[k].gates]
        of_flows = [gate for k in self.flow_order for gate in self.system.flows[k].gates]
        return of_links + of_flows

    @cached_property
    def gates(self) -> Integers:
        """The state that each gate reads. ``(n, 1)``."""
        return _table([[gate.state] for gate in self._gates], 1)

    @cached_property
    def shapes(self) -> NDArray[np.float64]:
        """The three numbers of each gate's polynomial. ``(n, 3)``."""
        return np.array([gate[1:] for gate in self._gates], dtype=np.float64).reshape(-1, 3)

    # -- who does what --------------------------------------------------------------------

    @cached_property
    def behaviors(self) -> Integers:
        """The states that are behaviors, those of one partner after each other. ``(n, 1)``."""
        people = range(len(self.system.people))
        rows = [[p] for one in people for p in self.system.places(Kind.BEHAVIOR, one)]
        return _table(rows, 1)

    @cached_property
    def people(self) -> Integers:
        """First behavior, end of behaviors, whether they are in a cycle. ``(n, 3)``."""
        moving = in_a_cycle(self.system)
        rows: list[list[int]] = []
        end = 0
        for one in range(len(self.system.people)):
            first, end = end, end + len(self.system.places(Kind.BEHAVIOR, one))
            rows.append([first, end, one in moving])
        return _table(rows, 3)

    @cached_property
    def kept(self) -> Integers:
        """The states that are kept to decide how it ended: behaviors and resentments. ``(n,)``."""
        resentments = self.system.places(Kind.RESENTMENT)
        return np.array([*self.behaviors[:, 0], *resentments], dtype=np.int64)

    @cached_property
    def rows(self) -> Rows:
        """How a couple's numbers are ordered."""
        sizes = (
            len(self.reactions),
            len(self.reactions),
            len(self.influences),
            len(self.balances),
            len(self.balances),
            len(self.flows),
            len(self.flows),
            1,
            1,
            len(self.late),
        )
        ends = np.cumsum((0, *sizes)).tolist()
        return Rows(*ends)


def _table(rows: list[list[int]], width: int) -> Integers:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


class Stretch(NamedTuple):
    """Which steps a kernel takes, and what it reads off on the way. All counts are of steps."""

    first: int
    """The steps that were taken before."""
    steps: int
    """The steps to take."""
    last: int
    """The steps of the whole run."""
    every: int
    """Steps from one look to the next; the last look is at the end of the run."""
    after: int
    """Means, variances and extremes begin with the first look after so many steps."""
    kept_from: int
    """From this step on, looks are kept."""
    record_every: int
    """Steps from one record to the next; 0 for none."""


@dataclass(eq=False)
class Group:
    """Everything about the couples of some groups of lanes; a kernel changes it in place."""

    numbers: Lanes
    """By `Rows`. Shape ``(n_groups, n_rows, n_lanes)``."""
    states: Lanes
    """Shape ``(n_groups, n_states, n_lanes)``."""
    chance: Lanes
    """The random input of each partner, by rank; an empty row where they are odd in number."""
    begins: Bits
    """Where the stream of each couple begins. Shape ``(n_groups, n_lanes)``."""
    strides: Bits
    """How far it is from one number to the next. Shape ``(n_groups, n_lanes)``."""
    past: Lanes
    """The sources of late influences, a ring. Shape ``(n_groups, n_back, n_late, n_lanes)``."""
    back: Integers
    """Whole steps that each late influence looks back. Shape ``(n_groups, n_late, n_lanes)``."""
    tally: Lanes
    """Sums and sums of squares of each state and of the cycle strength, taken from `origin`, and
    the lowest and highest of each. Shape ``(4, n_groups, n_states + 1, n_lanes)``."""
    origin: Lanes
    """What sums are taken from. Shape ``(n_groups, n_states + 1, n_lanes)``."""
    position: Lanes
    """-1, 0 or 1 for each partner. Shape ``(n_groups, n_people, n_lanes)``."""
    changed: Lanes
    """At which look somebody changed position last. Shape ``(n_groups, n_lanes)``."""
    kept: Lanes
    """Shape ``(n_groups, n_looks, n_kept, n_lanes)``."""
    least: Lanes
    """Of the looks that are kept after the beginning, the least that each partner did, and at last
    the least strength of the cycle. Shape ``(n_groups, n_people + 1, n_lanes)``."""
    most: Lanes
    """The most of each."""
    recorded: Lanes
    """Shape ``(n_groups, n_times, n_recorded, n_lanes)``."""
    to_record: Integers
    """The states that are recorded. Shape ``(n_recorded,)``."""
    alike: bool = False
    """Whether all couples of each group have the same numbers."""
    renewed: int = 0
    """How often `numbers` have been changed from outside."""
    memo: Any = None
    """What the kernel keeps for itself from one walk to the next."""


class Kernel(Protocol):
    """A way to step many couples forward."""

    name: str

    def lanes_for(self, couples: int) -> int:
        """Return how many couples stand side by side in a group; they are filled up to that."""
        ...

    def walk(self, tables: Tables, group: Group, stretch: Stretch) -> None:
        """Take some steps, in place."""
        ...
