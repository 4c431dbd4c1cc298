"""Signs without numbers: who acts on whom, and what follows whatever the strengths are."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, TypeAlias

from negcycle.analysis.exact import (
    Exact,
    adjoint_and_feedback,
    permanent_minors,
    permanents_by_level,
)
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.signed import SignedGraph
from negcycle.words import did_you_mean, say

Sign: TypeAlias = Literal["+", "-", "0", "?"]
"""Up, down, not at all, or not to be said from the signs alone."""

MOST_NODES = 16
"""From here on, counting every term takes too long: steps double with each node."""

CLEAR = 0.5
"""Weight from which a prediction is told; below, most strengths may still disagree."""


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
    graph: SignedGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Literal["target", "source"] | None = None,
    damped: bool | Collection[str] = False,
) -> Signs:
    """Return who acts on whom, and with which sign.

    Of a graph only the signs are read: +1 or -1 for each arrow, unknown where the sign is 0 or
    two parallel arrows disagree. Of a matrix its numbers are read exactly.

    Args:
        graph: A signed graph or a square matrix.
        names: What the rows and columns of a matrix are called; 1, 2, ... if left out.
        rows: What the rows of a matrix are, and it has to be said: ``"target"`` if an entry is the
            effect of the column node on the row node (as in ecology), ``"source"`` if it is the
            effect of the row node on the column node (as in a table of links).
        damped: The nodes that hold themselves back although no self-effect is drawn; they get -1.
            True means all of them.

    Raises:
        AnalysisError: if a matrix is not square, has numbers that are not finite, or its `rows`
            are not said.
        UnknownName: if `damped` names a node that does not exist.

    Example:
        >>> signs([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target").effect(
        ...     source="lynx", target="hare"
        ... )
        Fraction(-1, 1)
    """
    if isinstance(graph, Signs):
        found = graph
    elif isinstance(graph, SignedGraph):
        found = _of_graph(graph)
    else:
        found = _of_matrix(graph, names, rows)
    return _with_damping(found, damped)


def _of_graph(graph: SignedGraph) -> Signs:
    drawn: dict[tuple[str, str], set[int]] = {}
    for link in graph.links:
        drawn.setdefault((link.source, link.target), set()).add(link.sign)
    unknown = {pair for pair, found in drawn.items() if len(found) > 1 or found == {0}}
    effects = tuple(
        tuple(
            Fraction(0)
            if (source, target) in unknown
            else Fraction(sum(drawn.get((source, target), ())))
            for source in graph.nodes
        )
        for target in graph.nodes
    )
    return Signs(names=graph.nodes, effects=effects, unknown=frozenset(unknown))


def _of_matrix(
    matrix: Sequence[Sequence[float | Fraction]],
    names: Sequence[str] | None,
    rows: Literal["target", "source"] | None,
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


@dataclass(frozen=True)
class Feedback:
    """All loops and groups of separate loops of one size, together."""

    level: int
    """How many nodes they take up."""
    total: Fraction
    """Positive: together they reinforce. All levels have to be negative for a stable rest."""
    terms: Fraction
    """The same without signs: how much there is, of either kind."""
    sign: Sign
    """``?`` where terms of both signs meet, or a sign is unknown."""


@dataclass(frozen=True)
class Levins:
    """What follows from the signs for a lasting push, if the system comes to rest again."""

    signs: Signs
    """What it was computed from."""
    adjoint: Exact
    """``adjoint[i][j]``: how node i answers to a push up on node j; terms up minus terms down."""
    terms: Exact
    """The same, terms up plus terms down, those with an unknown sign left out."""
    possible: Exact
    """The same with the terms that have an unknown sign."""
    feedback: tuple[Feedback, ...]
    """Level by level, from 1 to the number of nodes."""
    clear: float = CLEAR
    """The weight from which a prediction is told."""

    @property
    def determinant(self) -> Fraction:
        """``det(-A)``: above 0 for every stable system."""
        return -self.feedback[-1].total

    def weight(self, *, of: str, to: str) -> Fraction | None:
        """Return how much of all that carries the push to `of` agrees. 0 to 1, exact.

        1: every path agrees, or there is none. None where a sign is unknown.
        """
        i, j = self.signs.place(of), self.signs.place(to)
        if self.possible[i][j] != self.terms[i][j]:
            return None
        return abs(self.adjoint[i][j]) / self.terms[i][j] if self.terms[i][j] else Fraction(1)

    def response(self, *, of: str, to: str) -> Sign:
        """Return which way node `of` goes in the end when node `to` is pushed up and kept there.

        ``?`` where the weight lies below `clear`, paths cancel exactly, or a sign is unknown.
        """
        weight = self.weight(of=of, to=to)
        value = self.adjoint[self.signs.place(of)][self.signs.place(to)]
        if weight is None or weight < self.clear or weight == 0:
            return "?"
        return "0" if value == 0 else "+" if value > 0 else "-"

    def holds(self, *, of: str, to: str) -> bool:
        """Whether the response is the same for any strengths with which the system is stable."""
        return self.weight(of=of, to=to) == 1

    @cached_property
    def table(self) -> tuple[tuple[Sign, ...], ...]:
        """``table[i][j]``: the response of node i to a lasting push up on node j."""
        names = self.signs.names
        return tuple(tuple(self.response(of=of, to=to) for to in names) for of in names)


def levins(
    graph: SignedGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Literal["target", "source"] | None = None,
    damped: bool | Collection[str] = False,
    clear: float = CLEAR,
) -> Levins:
    """Return which way every node goes after a lasting push on any other, from the signs alone.

    The responses are those of a system that comes to rest again; whether it does is another
    question (`Levins.feedback`, `sign_stability`). Everything is exact.

    Args:
        graph: A signed graph or a square matrix.
        names: What the rows and columns of a matrix are called; see `signs`.
        rows: Whether the rows of a matrix are targets or sources; see `signs`.
        damped: The nodes that get a self-effect of -1 where none is drawn; see `signs`.
        clear: The weight from which a prediction is told, 0 to 1; below, it is ``?``.

    Raises:
        AnalysisError: if there are no nodes or more than 16, or the matrix cannot be read.

    Example:
        >>> levins([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target").table
        (('0', '-'), ('+', '+'))

    Sources:
        Puccia, C. J., & Levins, R. (1985). Qualitative Modeling of Complex Systems.
        Dambacher, J. M., Li, H. W., & Rossignol, P. A. (2002). Relevance of community structure
        in assessing indeterminacy of ecological predictions. Ecology 83, 1372-1385 (the weights).
    """
    read = signs(graph, names=names, rows=rows, damped=damped)
    size = len(read.names)
    if not 1 <= size <= MOST_NODES:
        raise AnalysisError(say("signs.size", count=size, most=MOST_NODES))
    adjoint, coefficients = adjoint_and_feedback(read.effects)
    terms = permanent_minors(read.strengths)
    known, possible = permanents_by_level(read.strengths), permanents_by_level(read.possible)
    return Levins(
        signs=read,
        adjoint=adjoint,
        terms=terms,
        possible=permanent_minors(read.possible) if read.unknown else terms,
        feedback=tuple(
            Feedback(
                level,
                -coefficients[level],
                known[level],
                _sure(-coefficients[level], known[level], possible[level]),
            )
            for level in range(1, size + 1)
        ),
        clear=clear,
    )


def _sure(total: Fraction, known: Fraction, possible: Fraction) -> Sign:
    if known != possible or abs(total) != known:
        return "?"
    return "0" if total == 0 else "+" if total > 0 else "-"
