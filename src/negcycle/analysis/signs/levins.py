"""What follows from signs alone for a lasting push: Levins' loop analysis."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

from negcycle.analysis.signs.exact import (
    Exact,
    adjoint_and_feedback,
    permanent_minors,
    permanents_by_level,
)
from negcycle.analysis.signs.signs import Rows, Signs, signs
from negcycle.errors import AnalysisError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph
    from negcycle.analysis.state import State

Sign: TypeAlias = Literal["+", "-", "0", "?"]
"""Up, down, not at all, or not to be said from the signs alone."""

MOST_NODES = 60
"""More nodes than these are not tried; from 16 on it depends on how many links there are."""

CLEAR = 0.5
"""Weight from which a prediction is told; below, most strengths may still disagree."""


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

    def text(self) -> str:
        """Return the table in words and signs: a row answers, and a column is pushed.

        Example:
            >>> print(levins([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target").text())
            How each row answers in the end, when the node with the number above is pushed up and
            kept there (+ up, - down, 0 not at all, ? depends on the strengths):
                     1  2
             1 hare  0  -
             2 lynx  +  +
        """
        names = self.signs.names
        wide, high = max(map(len, names)), len(str(len(names)))
        head = ["", "", *map(str, range(1, len(names) + 1))]
        body = (
            [str(number), name, *row]
            for number, (name, row) in enumerate(zip(names, self.table, strict=True), start=1)
        )
        lines = [say("signs.table")]
        for number, name, *row in (head, *body):
            cells = "  ".join(one.rjust(high) for one in row)
            lines.append(f" {number.rjust(high)} {name.ljust(wide)}  {cells}")
        return "\n".join(line.rstrip() for line in lines)


def levins(
    graph: AnyGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Rows | None = None,
    damped: bool | Collection[str] = False,
    at: str = "settled",
    state: State | None = None,
    clear: float = CLEAR,
) -> Levins:
    """Return which way every node goes after a lasting push on any other, from the signs alone.

    The responses are those of a system that comes to rest again; whether it does is another
    question (`Levins.feedback`, `sign_stability`). Everything is exact.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, one of NetworkX, or a
            square matrix.
        names: What the rows and columns of a matrix are called; see `signs`.
        rows: Whether the rows of a matrix are targets or sources; see `signs`.
        damped: The nodes that get a self-effect of -1 where none is drawn; see `signs`.
        at: Where a couple is: ``"calm"``, ``"settled"`` or ``"stuck"``.
        state: Another state of a couple or a model; see `signs`.
        clear: The weight from which a prediction is told, 0 to 1; below, it is ``?``.

    Raises:
        AnalysisError: if there are no nodes or more than 60, so many links among more than 16 of
            them that it would take minutes, the matrix cannot be read, or there is no such state.

    Example:
        >>> levins([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target").table
        (('0', '-'), ('+', '+'))

    Sources:
        Puccia, C. J., & Levins, R. (1985). Qualitative Modeling of Complex Systems.
        Dambacher, J. M., Li, H. W., & Rossignol, P. A. (2002). Relevance of community structure
        in assessing indeterminacy of ecological predictions. Ecology 83, 1372-1385 (the weights).
    """
    read = signs(graph, names=names, rows=rows, damped=damped, at=at, state=state)
    size = len(read.names)
    if not 1 <= size <= MOST_NODES:
        raise AnalysisError(say("signs.size", count=size, most=MOST_NODES))
    terms = permanent_minors(read.strengths)  # first, because it is what may be too much
    possible = permanent_minors(read.possible) if read.unknown else terms
    levels = feedback(read) if terms and possible else None
    if terms is None or possible is None or levels is None:
        raise AnalysisError(say("signs.many", count=size))
    return Levins(
        signs=read,
        adjoint=adjoint_and_feedback(read.effects)[0],
        terms=terms,
        possible=possible,
        feedback=levels,
        clear=clear,
    )


def feedback(read: Signs) -> tuple[Feedback, ...] | None:
    """Return the feedback at each level, from 1 to the number of nodes.

    None where there are too many nodes and links to go through all terms.
    """
    known = permanents_by_level(read.strengths) if len(read.names) <= MOST_NODES else None
    possible = permanents_by_level(read.possible) if known and read.unknown else known
    if known is None or possible is None:
        return None
    _, coefficients = adjoint_and_feedback(read.effects)
    return tuple(
        Feedback(
            level,
            -coefficients[level],
            known[level],
            _sure(-coefficients[level], known[level], possible[level]),
        )
        for level in range(1, len(read.names) + 1)
    )


def _sure(total: Fraction, known: Fraction, possible: Fraction) -> Sign:
    if known != possible or abs(total) != known:
        return "?"
    return "0" if total == 0 else "+" if total > 0 else "-"
