"""Why the loop between two partners amplifies: its gain as a sum that adds up, row by row.

    ln|Gamma| = sum over the links of ln|weight|  +  sum over the gates of ln(factor)

A gate that is closed lets nothing through; its row is minus infinity, and so is the total.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, cast

import numpy as np

from negcycle.analysis.finite import finite
from negcycle.analysis.spectrum import radius
from negcycle.analysis.state import State, state_at, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.system.measuring import ways
from negcycle.system.protocol import Array
from negcycle.system.system import Gate, Influence, System
from negcycle.words import say


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One factor of the loop gain: the weight of a link, or a gate on it."""

    partner: str
    """The key of whose row it is: who passes on what has landed."""
    source: str
    target: str
    kind: Literal["weight", "gate", "ways", "nothing"]
    """`weight`: of the link; `gate`: on the link; `ways`: several ways side by side, summed up;
    `nothing`: no way leads through at all."""
    factor: float
    """The weight with its sign, the gate as 0 to 1, or the signed sum over the ways."""
    reads: str | None = None
    """The state that a gate is read off."""

    @property
    def log(self) -> float:
        """The natural logarithm of the factor's size; minus infinity where nothing passes."""
        return math.log(abs(self.factor)) if self.factor else -math.inf

    @property
    def is_closed(self) -> bool:
        """Whether nothing passes here."""
        return self.factor == 0


@dataclass(frozen=True)
class Ledger:
    """The gain of the loop between two partners, as a sum of logarithms."""

    at: str
    """The state that the gates were read off: calm, settled, stuck or given."""
    pair: tuple[str, str]
    """The keys of the two partners."""
    rows: tuple[LedgerRow, ...]
    """In the order of the loop, beginning at the first partner's first feeling."""
    people: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """The name of each partner, by key."""

    @cached_property
    def sign(self) -> Literal[1, -1, 0]:
        """+1 where the loop reinforces, -1 where it balances, 0 where nothing comes back."""
        sign = math.prod((row.factor > 0) - (row.factor < 0) for row in self.rows)
        return cast("Literal[1, -1, 0]", sign)

    @cached_property
    def total(self) -> float:
        """The sum of the rows, ln|Gamma|; minus infinity where nothing passes."""
        if self.closed:
            return -math.inf
        return math.fsum(row.log for row in self.rows)

    @cached_property
    def gain(self) -> float:
        """Gamma itself: the product of the factors."""
        return math.prod(row.factor for row in self.rows)

    @cached_property
    def closed(self) -> tuple[LedgerRow, ...]:
        """The rows that let nothing pass."""
        return tuple(row for row in self.rows if row.is_closed)

    @cached_property
    def by_partner(self) -> Mapping[str, float]:
        """The sum of each partner's rows, by key."""
        return MappingProxyType(
            {key: sum(row.log for row in self.rows if row.partner == key) for key in self.pair}
        )

    @cached_property
    def by_link(self) -> Mapping[tuple[str, str], float]:
        """The sum of the rows of each link, by source and target."""
        links = dict.fromkeys((row.source, row.target) for row in self.rows)
        return MappingProxyType(
            {link: sum(r.log for r in self.rows if (r.source, r.target) == link) for link in links}
        )

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What the ledger says, in sentences: the gain, and what lets nothing pass."""
        first = say(
            "ledger.closed" if self.closed else "ledger.gain", gain=self.gain, total=self.total
        )
        return (first, *(_closing(row) for row in self.closed))

    def as_data(self) -> dict[str, object]:
        """Return the ledger for JSON, which knows no infinity: a closed sum is None there."""
        return {
            "at": self.at,
            "pair": list(self.pair),
            "gain": self.gain,
            "sign": self.sign,
            "total": finite(self.total),
            "by_partner": {key: finite(value) for key, value in self.by_partner.items()},
            "rows": [
                {
                    "partner": row.partner,
                    "source": row.source,
                    "target": row.target,
                    "kind": row.kind,
                    "reads": row.reads,
                    "factor": row.factor,
                    "log": finite(row.log),
                }
                for row in self.rows
            ],
        }


def _closing(row: LedgerRow) -> str:
    key = {"gate": "ledger.closed-gate", "nothing": "ledger.no-way"}.get(
        row.kind, "ledger.closed-link"
    )
    return say(key, source=row.source, target=row.target, reads=row.reads)


def gain_ledger(
    cycle: Cycle | CycleGraph | System,
    *,
    at: str | State = "settled",
    pair: tuple[str, str] | None = None,
) -> Ledger:
    """Return the loop gain between two partners as a sum: a row for each link and each gate.

    The rows of a link belong to the partner on whom it acts, so a partner's total is what they pass
    on of what lands: ln g + ln(1 - a). Links that run side by side share one row.

    Args:
        cycle: A cycle, its graph, or the system of it.
        at: Where the gates are read: ``"calm"``, ``"settled"`` (where calm leads), ``"stuck"``, or
            a state of shape ``(n_states,)``.
        pair: The keys of the two; None for the pair whose loop is strongest.

    Raises:
        AnalysisError: if there is no such state or pair.
        SimulationError: if nobody is in a cycle, or there is no stuck state.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> ledger = nc.gain_ledger(cycle, at="calm")
        >>> round(ledger.gain, 2), len(ledger.rows)
        (0.16, 10)
    """
    system = system_of(cycle)
    state, name = state_at(system, at)
    pairs = list(system.pairs)
    if pair is not None:
        pairs = [one for one in pairs if {system.keys[n] for n in one} == set(pair)]
        if not pairs:
            raise AnalysisError(say("ledger.no-pair", first=pair[0], second=pair[-1]))
    ledgers = [_ledger(system, i, j, state, name) for i, j in pairs]
    highest = max(ledgers, key=lambda one: one.gain)
    lowest = min(ledgers, key=lambda one: one.gain)
    return highest if highest.gain >= -lowest.gain * (1 - 1e-9) else lowest


def _ledger(system: System, i: int, j: int, state: Array, name: str) -> Ledger:
    rows = (*_rows(system, i, j, state), *_rows(system, j, i, state))
    people = {one.key: one.name for one in system.people}
    return Ledger(name, (system.keys[i], system.keys[j]), rows, MappingProxyType(people))


def _rows(system: System, source: int, target: int, state: Array) -> tuple[LedgerRow, ...]:
    """Return the rows from one partner's first feeling to the other's.

    The stations that every way passes cut the ways into stretches, and the sum over all ways is the
    product over the stretches of the sum over the ways within each.
    """
    through = ways(system, source, target)
    if not through:
        ends = [system.places(Kind.PRIMARY, who)[0] for who in (source, target)]
        return (_row(system, (ends[0], ends[1]), "nothing", 0.0),)
    stops = [[way[0].source, *(one.target for one in way)] for way in through]
    shared = set(stops[0]).intersection(*stops[1:])
    cuts = [place for place in stops[0] if place in shared]
    rows: list[LedgerRow] = []
    for start, end in pairwise(cuts):
        parts = [
            way[passed.index(start) : passed.index(end)]
            for way, passed in zip(through, stops, strict=True)
        ]
        different = {tuple(map(id, part)): part for part in parts}  # two links may be equal
        rows += _stretch(system, start, end, tuple(different.values()), state)
    return tuple(rows)


def _stretch(
    system: System,
    start: int,
    end: int,
    ways: Sequence[tuple[Influence, ...]],
    state: Array,
) -> list[LedgerRow]:
    if len(ways) > 1:
        return _side_by_side(system, start, end, ways, state)
    (only,) = ways[0]  # with one way, each of its stations is a cut
    return [
        _row(system, (start, end), "weight", only.weight),
        *(
            _row(system, (start, end), "gate", _passing((gate,), state), gate.state)
            for gate in only.gates
        ),
    ]


def _side_by_side(
    system: System,
    start: int,
    end: int,
    ways: Sequence[tuple[Influence, ...]],
    state: Array,
) -> list[LedgerRow]:
    """Return a row for several ways together; two where they cross over from one to the other.

    Then the first row is what the one passes on, as a mean over the ways, each weighted by how
    strongly it lands; and the second is how all of it lands.
    """
    sizes = [[one.weight * _passing(one.gates, state) for one in way] for way in ways]
    passed = math.fsum(map(math.prod, sizes))
    crosses = system.states[start].partner != system.states[end].partner
    if crosses and passed and all(len(way) > 1 for way in ways):
        own = [math.prod(way[:-1]) for way in sizes]
        weights = [abs(way[-1]) for way in sizes]
        mean = math.fsum(abs(a) * b for a, b in zip(own, weights, strict=True)) / sum(weights)
        mean *= -1 if all(one < 0 for one in own) else 1
        between = min((way[-1].source for way in ways), key=lambda place: system.names[place])
        return [
            _row(system, (start, between), "ways", mean),
            _row(system, (between, end), "ways", passed / mean),
        ]
    return [_row(system, (start, end), "ways", passed)]


def _row(
    system: System,
    link: tuple[int, int],
    kind: Literal["weight", "gate", "ways", "nothing"],
    factor: float,
    reads: int | None = None,
) -> LedgerRow:
    source, target = link
    partner = system.keys[system.states[target].partner]
    read = None if reads is None else system.names[reads]
    names = system.names[source], system.names[target]
    return LedgerRow(partner, *names, kind, float(factor), read)


def _passing(gates: Sequence[Gate], state: Array) -> float:
    """Return the product of some gates at a state, 0 to 1."""
    values = ((gate, float(state[gate.state])) for gate in gates)
    return math.prod(gate.c0 + x * (gate.c1 + gate.c2 * x) for gate, x in values)


# -- the gain matrix --------------------------------------------------------------------------


def structural_gains(system: System, state: Array, *, signed: bool = False) -> Array:
    """Return weights times gates: in row i, column j how much of state j reaches state i.

    Without signs unless `signed` is given; rows and columns of balances are 0. Links between the
    same two states are summed up first. Shape ``(n_states, n_states)``.
    """
    gains = np.zeros((len(system.states),) * 2)
    for one in system.influences:
        gains[one.target, one.source] += one.weight * _passing(one.gates, state)
    return gains if signed else np.abs(gains)


def local_gains(jacobian: Array) -> Array:
    """Return how far each state's target moves with each other state: J_ij / -J_ii.

    That is J_ij in units of the state's own relaxation. The diagonal is 0. A state that nothing
    brings back has infinite gains, or 0 where nothing acts on it.
    """
    relaxing = -np.diag(jacobian)
    others = jacobian - np.diag(np.diag(jacobian))
    with np.errstate(divide="ignore", invalid="ignore"):
        gains = others / np.where(relaxing > 0, relaxing, 0.0)[:, None]
    return np.where(others == 0, 0.0, gains)


def spectral_radius(
    cycle: Cycle | CycleGraph | System,
    *,
    at: str | State = "settled",
    kind: Literal["structural", "local"] = "structural",
) -> float:
    """Return the spectral radius of the gain matrix without signs; at calm, below 1 an upset fades.

    `structural` is weights times gates between the reactions at the state; of an ordinary couple it
    is the eighth root of the loop gain's size. `local` is the size of the Jacobian in units of each
    state's own relaxation, with openness and resentment; infinite where nothing brings a state
    back on which others act.

    Sources:
        Horn, R. A. & Johnson, C. R. (2013). Matrix Analysis, 2nd ed., chapter 8.
    """
    system = system_of(cycle)
    state, _ = state_at(system, at)
    if kind == "structural":
        return radius(structural_gains(system, state))
    return radius(np.abs(local_gains(system.jacobian(state))))
