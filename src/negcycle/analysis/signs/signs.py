"""Signs without numbers: who acts on whom, and which way."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias, cast

import numpy as np

from negcycle.analysis.loops.arrows import FAINT, arrows_of, from_networkx, is_networkx
from negcycle.analysis.signs.exact import Exact
from negcycle.analysis.state import State, state_at, state_of, system_of
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.graph.signed import SignedGraph
from negcycle.model.cycle import Cycle
from negcycle.system.protocol import MapModel, Model
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from typing import Any

    import networkx as nx

    from negcycle.analysis.loops.arrows import AnyGraph

Rows: TypeAlias = Literal["target", "source"]
"""What a row of a matrix is: what is acted on, or what acts."""


@dataclass(frozen=True)
class Signs:
    """A community matrix: the effect of every node on every node, itself included."""

    names: tuple[str, ...]
    """The nodes, in the order of rows and columns."""
    effects: Exact
    """``effects[i][j]`` is the direct effect of node j on node i: column on row. Without unit."""
    unknown: frozenset[tuple[str, str]] = frozenset()
    """(source, target) where something acts and nobody knows which way; 0 in `effects`."""

    def place(self, name: str) -> int:
        """Return where a node stands.

        Raises:
            UnknownName: if there is no such node.
        """
        if name not in self.names:
            hint = did_you_mean(name, self.names)
            raise UnknownName(say("signs.unknown", name=name, hint=hint), name, self.names)
        return self.names.index(name)

    def effect(self, *, source: str, target: str) -> Fraction:
        """Return the direct effect of `source` on `target`; 0 if there is none or none known."""
        return self.effects[self.place(target)][self.place(source)]

    @cached_property
    def strengths(self) -> Exact:
        """The effects without their signs, unknown ones left out."""
        return tuple(tuple(abs(value) for value in row) for row in self.effects)

    @cached_property
    def possible(self) -> Exact:
        """The same with 1 where the sign is unknown."""
        return tuple(
            tuple(
                Fraction(1) if (source, target) in self.unknown else abs(value)
                for source, value in zip(self.names, row, strict=True)
            )
            for target, row in zip(self.names, self.effects, strict=True)
        )


def signs(
    graph: AnyGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Rows | None = None,
    damped: bool | Collection[str] = False,
    at: str = "settled",
    state: State | None = None,
) -> Signs:
    """Return who acts on whom, and with which sign.

    Of a graph only the signs are read: +1 or -1 for each arrow, unknown where the sign is 0 or
    two parallel arrows disagree. Of a couple or another model they are those of its Jacobian at one
    state, with what each state does to itself. Of a matrix its numbers are read exactly.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, one of NetworkX, or a
            square matrix.
        names: What the rows and columns of a matrix are called; 1, 2, ... if left out.
        rows: What the rows of a matrix are, and it has to be said: ``"target"`` if an entry is the
            effect of the column node on the row node (as in ecology), ``"source"`` if it is the
            effect of the row node on the column node (as in a table of links).
        damped: The nodes that hold themselves back although no self-effect is drawn; they get -1.
            True means all of them.
        at: Where a couple is: ``"calm"``, ``"settled"`` or ``"stuck"``.
        state: Another state of a couple or a model, by name or in the order of names. A model
            without one is read by the signs of its links, and says nothing of self-effects.

    Raises:
        AnalysisError: if a matrix is not square, has numbers that are not finite, or its `rows`
            are not said; or if this has no such state.
        UnknownName: if `damped` names a node, or `at` a state, that does not exist.
        SimulationError: if a couple cannot be compiled, or has no stuck state.
        ConversionError: if a NetworkX graph holds what no signed graph can hold.

    Example:
        >>> signs([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target").effect(
        ...     source="lynx", target="hare"
        ... )
        Fraction(-1, 1)
    """
    if isinstance(graph, Cycle | CycleGraph):
        graph = system_of(graph)
    if isinstance(graph, Model):
        return _with_damping(_of_model(graph, at, state), damped)
    if state is not None or at != "settled":
        raise AnalysisError(say("loops.no-state"))
    if is_networkx(graph):
        graph, _ = from_networkx(cast("nx.DiGraph[Any]", graph))
    if isinstance(graph, Signs):
        found = graph
    elif isinstance(graph, SignedGraph):
        found = _of_arrows(graph.nodes, ((x.source, x.target, x.sign) for x in graph.links))
    else:
        found = _of_matrix(cast("Sequence[Sequence[float | Fraction]]", graph), names, rows)
    return _with_damping(found, damped)


def _of_model(model: Model, at: str, state: State | None) -> Signs:
    """Return the signs of the Jacobian; parallel arrows of different delay stay apart."""
    place = None
    if isinstance(model, System):
        place, _ = state_at(model, at if state is None else state)
    elif state is not None:
        place = state_of(model, state)
    found = arrows_of(model, at=at, state=place).arrows
    own: list[tuple[str, str, int]] = []
    if place is not None:
        slopes = np.diag(model.jacobian(place)) - (1 if isinstance(model, MapModel) else 0)
        own = [
            (name, name, int(np.sign(slope)))
            for name, slope in zip(model.names, slopes.tolist(), strict=True)
            if abs(slope) > FAINT
        ]
    return _of_arrows(model.names, [*((x.source, x.target, x.sign) for x in found), *own])


def _of_arrows(names: tuple[str, ...], arrows: Iterable[tuple[str, str, int]]) -> Signs:
    drawn: dict[tuple[str, str], set[int]] = {}
    for source, target, sign in arrows:
        drawn.setdefault((source, target), set()).add(sign)
    unknown = {pair for pair, found in drawn.items() if len(found) > 1 or found == {0}}
    effects = tuple(
        tuple(
            Fraction(0)
            if (source, target) in unknown
            else Fraction(sum(drawn.get((source, target), ())))
            for source in names
        )
        for target in names
    )
    return Signs(names=names, effects=effects, unknown=frozenset(unknown))


def _of_matrix(
    matrix: Sequence[Sequence[float | Fraction]],
    names: Sequence[str] | None,
    rows: Rows | None,
) -> Signs:
    if rows not in {"target", "source"}:
        raise AnalysisError(say("signs.rows"))
    size = len(matrix)
    called = tuple(str(place + 1) for place in range(size)) if names is None else tuple(names)
    if any(len(row) != size for row in matrix) or len(called) != size or len(set(called)) != size:
        raise AnalysisError(say("signs.square", rows=size, names=len(set(called))))
    try:  # `item` is how a NumPy integer becomes one of Python's
        read = tuple(
            tuple(Fraction(getattr(x, "item", lambda x=x: x)()) for x in r) for r in matrix
        )
    except (ValueError, OverflowError, TypeError) as error:
        raise AnalysisError(say("signs.numbers")) from error
    return Signs(called, read if rows == "target" else tuple(zip(*read, strict=True)))


def _with_damping(found: Signs, damped: bool | Collection[str]) -> Signs:
    asked = {*(found.names if damped is True else damped or ())}
    for name in asked:
        found.place(name)
    effects = tuple(
        tuple(
            Fraction(-1)
            if name == source and name in asked and not value and (name, name) not in found.unknown
            else value
            for source, value in zip(found.names, row, strict=True)
        )
        for name, row in zip(found.names, found.effects, strict=True)
    )
    return Signs(found.names, effects, found.unknown)
