"""From the tables of a cycle to a step in NumPy: passes over whole rows, each of which is one call.

What several arrows or flows share, such as a gate or a product of gates, is computed once. Rows
that stand at equal distances go in one call, as a slice; nothing is copied together. Only the
graph decides which passes there are, so that no couple hangs on the numbers of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, NamedTuple, TypeAlias

import numpy as np

from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.many.kernels.layout import Tables

Place: TypeAlias = tuple[str, int]
"""The name of an array, and a row of it."""

Operand: TypeAlias = tuple[str, slice] | float
"""Some rows of an array, or a number."""


class Pass(NamedTuple):
    """One call that reads one or two operands and writes some rows."""

    call: Any
    into: tuple[str, slice]
    read: tuple[Operand, ...]


class Balance(NamedTuple):
    """What fills and drains a balance whatever the states are, and what of it hangs on them."""

    fixed_fills: list[int]
    """Rows among a couple's numbers, as the next."""
    fixed_drains: list[int]
    fills: list[tuple[int, Place]]
    """Of each flow that hangs on states: the row of its rate, and the product of its gates."""
    drains: list[tuple[int, Place]]
    keeps_total: bool
    """Whether all that fills and drains adds up to the same whatever the states are."""
    has_fixed_fill: bool


@dataclass(eq=False)
class Steps:
    """A step of all couples of a group, as passes over rows."""

    tables: Tables
    gates: list[tuple[int, float, float, float]] = field(
        default_factory=list[tuple[int, float, float, float]]
    )
    """Each gate once."""
    products: list[tuple[Place, ...]] = field(default_factory=list[tuple[Place, ...]])
    """Each product of two gates or more once."""
    n_terms: int = 0
    """How many influences there are beyond the first one of each reaction."""

    def __post_init__(self) -> None:
        """Go through all arrows and flows, to know what they share."""
        shared = [self._product(*span) for span in self.tables.influences[:, 3:5].tolist()]
        self.influences = shared
        self.balances = [self._balance(b) for b in range(len(self.tables.balances))]
        self.passes = [
            *self._of_gates(),
            *self._of_products(),
            *self._of_reactions(),
            *self._of_balances(),
            *self._onward(),
        ]

    # -- what is shared ---------------------------------------------------------------------

    def _gate(self, gate: int) -> Place:
        """Return where the value of a gate is to be found."""
        state, shape = int(self.tables.gates[gate, 0]), self.tables.shapes[gate].tolist()
        if shape == [0.0, 1.0, 0.0]:
            return "state", state
        one = (state, *shape)
        if one not in self.gates:
            self.gates.append(one)
        return "gate", self.gates.index(one)

    def _product(self, first: int, end: int) -> Place | None:
        """Return where the product of some gates is to be found; None where there are none."""
        factors = sorted(self._gate(gate) for gate in range(first, end))
        if len(factors) < 2:
            return factors[0] if factors else None
        if tuple(factors) not in self.products:
            self.products.append(tuple(factors))
        return "product", self.products.index(tuple(factors))

    def _balance(self, b: int) -> Balance:
        tables, rows = self.tables, self.tables.rows
        place, first, end = (int(n) for n in tables.balances[b])
        helped = tables.system.states[place].kind is Kind.OPENNESS
        fixed: tuple[list[int], list[int]] = ([rows.help + b] if helped else [], [])
        moving: tuple[list[tuple[int, Place]], list[tuple[int, Place]]] = ([], [])
        for f in range(first, end):
            drains, *gates = (int(n) for n in tables.flows[f])
            flow = tables.system.flows[tables.flow_order[f]]
            product = self._product(*gates)
            if flow.rest:
                fixed[drains].append(rows.base + f)
            if product is None:
                fixed[drains].append(rows.rate + f)
            else:
                moving[drains].append((rows.rate + f, product))
        return Balance(*fixed, *moving, tables.keeps_total[b], bool(fixed[0]))

    def _by_kind(self, places: list[int]) -> list[int]:
        """Return the order in which alike states, of one partner and another, are neighbors."""
        states = self.tables.system.states
        return sorted(range(len(places)), key=lambda n: (states[places[n]].kind, n))

    # -- gates and products -----------------------------------------------------------------

    def _of_gates(self) -> Iterator[Pass]:
        order = sorted(range(len(self.gates)), key=lambda n: (self.gates[n][1:], n))
        for shape, members in groupby(order, key=lambda n: self.gates[n][1:]):
            rows = list(members)
            into = [("gate", n) for n in rows]
            state = [("state", self.gates[n][0]) for n in rows]
            yield from _polynomial(into, state, shape)

    def _of_products(self) -> Iterator[Pass]:
        most = max((len(one) for one in self.products), default=0)
        for n in range(1, most):
            some = [k for k, one in enumerate(self.products) if len(one) > n]
            into: list[Place] = [("product", k) for k in some]
            left = into if n > 1 else [self.products[k][0] for k in some]
            yield from passes(np.multiply, into, left, [self.products[k][n] for k in some])

    # -- reactions --------------------------------------------------------------------------

    def _of_reactions(self) -> Iterator[Pass]:
        """Yield what stands inside each tangent, and the tangents."""
        tables = self.tables
        spans = tables.reactions[:, 1:3].tolist()
        first = [(r, spans[r][0]) for r in self._by_kind(tables.reactions[:, 0].tolist())]
        first = [(r, n) for r, n in first if spans[r][1] > n]
        yield from self._brought([(("inner", r), n) for r, n in first])
        for r, (begin, end) in enumerate(spans):
            for n in range(begin + 1, end):
                term: Place = ("term", self.n_terms)
                self.n_terms += 1
                yield from self._brought([(term, n)])
                yield from passes(np.add, [("inner", r)], [("inner", r)], [term])
        empty = [r for r, (begin, end) in enumerate(spans) if begin == end]
        bias = tables.rows.bias
        yield from passes(np.positive, _of("inner", empty), _of("number", empty, bias))
        landed = {one.target for one in tables.system.landings}
        pushed = [r for r, row in enumerate(tables.reactions.tolist()) if row[3] >= 0]
        also = [
            r
            for r, (place, begin, end, chance) in enumerate(tables.reactions.tolist())
            if (place in landed or chance >= 0) and begin < end
        ]
        yield from passes(np.add, _of("inner", also), _of("inner", also), _of("number", also, bias))
        ranks = [int(tables.reactions[r, 3]) for r in pushed]
        yield from passes(np.add, _of("inner", pushed), _of("inner", pushed), _of("chance", ranks))
        everything = list(range(len(spans)))
        yield from passes(np.tanh, _of("inner", everything), _of("inner", everything))

    def _brought(self, terms: list[tuple[Place, int]]) -> Iterator[Pass]:
        """Yield what puts into some places what some influences bring."""
        weight = self.tables.rows.weight
        into = [place for place, _ in terms]
        rows = self.tables.influences.tolist()
        sources: list[Place] = [
            ("state", rows[n][0]) if rows[n][2] < 0 else ("late", rows[n][2]) for _, n in terms
        ]
        yield from passes(np.multiply, into, sources, [("number", weight + n) for _, n in terms])
        gated = [(place, gate) for place, n in terms if (gate := self.influences[n]) is not None]
        where = [place for place, _ in gated]
        yield from passes(np.multiply, where, where, [gate for _, gate in gated])

    # -- balances ---------------------------------------------------------------------------

    def _of_balances(self) -> Iterator[Pass]:
        """Yield what leaves the goal of each balance in `fill`, and how far it stays in `left`."""
        here = self.balances
        every = self._by_kind(self.tables.slow)
        yield from self._flowing("fill", [(b, here[b].fills) for b in every])
        fixed = [b for b in every if here[b].has_fixed_fill and here[b].fills]
        yield from passes(np.add, _of("fill", fixed), _of("fill", fixed), _of("fixed_fill", fixed))
        bare = [b for b in every if not here[b].fills]
        yield from passes(np.positive, _of("fill", bare), _of("fixed_fill", bare))
        moving = [b for b in every if not here[b].keeps_total]
        yield from self._flowing("both", [(b, here[b].drains) for b in moving])
        bare = [b for b in moving if not here[b].drains]
        yield from passes(np.positive, _of("both", bare), _of("fixed_drain", bare))
        fixed = [b for b in moving if here[b].drains and here[b].fixed_drains]
        yield from passes(np.add, _of("both", fixed), _of("both", fixed), _of("fixed_drain", fixed))
        into = _of("both", moving)
        yield from passes(np.add, into, into, _of("fill", moving))
        yield from passes(np.maximum, _of("above", moving), into, 0.0)  # becomes the least number
        yield from passes(np.divide, _of("fill", moving), _of("fill", moving), _of("above", moving))
        yield from passes(np.multiply, into, into, _of("minus", moving))
        yield from passes(np.exp, into, into)
        still = [b for b in every if here[b].keeps_total]
        yield from passes(np.divide, _of("fill", still), _of("fill", still), _of("total", still))

    def _flowing(
        self, into: str, flows: list[tuple[int, list[tuple[int, Place]]]]
    ) -> Iterator[Pass]:
        first = [(b, *some[0]) for b, some in flows if some]
        yield from passes(
            np.multiply,
            _of(into, [b for b, _, _ in first]),
            [product for _, _, product in first],
            [("number", rate) for _, rate, _ in first],
        )
        for b, some in flows:
            for rate, product in some[1:]:
                yield from passes(np.multiply, [("other", 0)], [product], [("number", rate)])
                yield from passes(np.add, [(into, b)], [(into, b)], [("other", 0)])

    # -- the step itself --------------------------------------------------------------------

    def _onward(self) -> Iterator[Pass]:
        tables = self.tables
        inner = _of("inner", range(len(tables.reactions)))
        states = _of("state", tables.reactions[:, 0].tolist())
        yield from passes(np.subtract, inner, inner, states)
        yield from passes(
            np.multiply, inner, inner, _of("number", range(len(inner)), tables.rows.moved)
        )
        yield from passes(np.add, states, states, inner)
        for keeps_total in (False, True):
            where = [b for b, one in enumerate(self.balances) if one.keeps_total == keeps_total]
            states = _of("state", [tables.slow[b] for b in where])
            goals = _of("fill", where)
            yield from passes(np.subtract, states, states, goals)
            yield from passes(
                np.multiply, states, states, _of("left" if keeps_total else "both", where)
            )
            yield from passes(np.add, states, states, goals)


def _polynomial(into: list[Place], x: list[Place], shape: tuple[float, ...]) -> Iterator[Pass]:
    """Yield what puts ``c0 + c1 x + c2 x**2`` into some rows."""
    c0, c1, c2 = shape
    if c2 == 0:
        if c1 == -1:
            yield from passes(np.subtract, into, c0, x)
            return
        yield from passes(np.multiply, into, x, c1)
    elif c1 == 0:
        yield from passes(np.multiply, into, x, x)
        if c2 == -1:
            yield from passes(np.subtract, into, c0, into)
            return
        if c2 != 1:
            yield from passes(np.multiply, into, into, c2)
    else:
        yield from passes(np.multiply, into, x, c2)
        yield from passes(np.add, into, into, c1)
        yield from passes(np.multiply, into, into, x)
    if c0 != 0:
        yield from passes(np.add, into, into, c0)


def passes(call: Any, into: Sequence[Place], *read: Sequence[Place] | float) -> Iterator[Pass]:
    """Yield calls for some rows, as few as there are stretches of rows at equal distances."""
    columns = [one for one in (into, *read) if not isinstance(one, float | int)]
    for first, end in _stretches(columns):
        yield Pass(
            call,
            (into[first][0], _slice([n for _, n in into[first:end]])),
            tuple(
                one
                if isinstance(one, float | int)
                else (one[first][0], _slice([n for _, n in one[first:end]]))
                for one in read
            ),
        )


def stretches_of_rows(*columns: Sequence[int]) -> Iterator[tuple[slice, ...]]:
    """Yield slices that together stand for lists of rows of the same length."""
    named = [[("", n) for n in column] for column in columns]
    for first, end in _stretches(named):
        yield tuple(_slice(list(column[first:end])) for column in columns)


def _stretches(columns: Sequence[Sequence[Place]]) -> Iterator[tuple[int, int]]:
    """Yield from where to where each column goes on in the same array at equal distances."""
    first, count = 0, len(columns[0])
    while first < count:
        end = first + 1
        while end < count and all(_goes_on(column, first, end) for column in columns):
            end += 1
        yield first, end
        first = end


def _goes_on(column: Sequence[Place], first: int, end: int) -> bool:
    (name, n), (also, then) = column[end - 1], column[end]
    distance = column[first + 1][1] - column[first][1]
    return name == also and then - n == distance != 0


def _slice(rows: list[int]) -> slice:
    first, last = rows[0], rows[-1]
    step = rows[1] - first if len(rows) > 1 else 1
    end = last + (1 if step > 0 else -1)
    return slice(first, end if end >= 0 else None, step)


def _of(name: str, rows: Iterable[int], begin: int = 0) -> list[Place]:
    return [(name, begin + n) for n in rows]
