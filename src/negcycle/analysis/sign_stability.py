"""Whether a system is stable whatever its strengths, because of its signs alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal, cast

from negcycle.analysis.signs import Signs, signs
from negcycle.errors import AnalysisError
from negcycle.graph.signed import SignedGraph
from negcycle.words import say

MOST_FREE = 18
"""More nodes without a self-effect that hang together are too many colorings to try."""


@dataclass(frozen=True)
class SignStability:
    """The conditions, one by one; where a sign is unknown they hold whatever it is."""

    no_self_reinforcing: bool
    """No node has a positive effect on itself."""
    some_self_damped: bool
    """Some node has a negative effect on itself."""
    no_two_way_alike: bool
    """No two nodes act on each other with the same sign."""
    longer_loop: tuple[str, ...] | None
    """A loop through three or more nodes, if there is one; there may be none."""
    covered: bool
    """Separate loops can take up all nodes together, so no direction is left without feedback."""
    no_free_swing: bool
    """No part can swing forever without touching a self-damped node (the color test)."""

    @property
    def quirk_ruppert(self) -> bool:
        """Whether the five conditions of Quirk and Ruppert hold; they are necessary."""
        return (
            self.no_self_reinforcing
            and self.some_self_damped
            and self.no_two_way_alike
            and self.longer_loop is None
            and self.covered
        )

    @property
    def stable(self) -> bool:
        """Whether it is stable for any strengths."""
        return self.quirk_ruppert and self.no_free_swing


def sign_stability(
    graph: SignedGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Literal["target", "source"] | None = None,
    damped: bool | Collection[str] = False,
) -> SignStability:
    """Return whether the signs alone make a system stable, condition by condition.

    The arguments are those of `negcycle.analysis.signs.signs`.

    Raises:
        AnalysisError: if a matrix cannot be read, or more than 18 nodes without a self-effect
            hang together.

    Sources:
        Quirk, J., & Ruppert, R. (1965). Rev. Econ. Stud. 32, 311-326.
        Jeffries, C. (1974). Qualitative stability and digraphs in model ecosystems.
        Ecology 55, 1415-1419 (the color test).
    """
    read = signs(graph, names=names, rows=rows, damped=damped)
    size = range(len(read.names))
    own = [
        None if (name, name) in read.unknown else read.effects[i][i]
        for i, name in enumerate(read.names)
    ]
    pairs = [(i, j) for i in size for j in range(i) if read.possible[i][j] and read.possible[j][i]]
    both = [read.effects[i][j] * read.effects[j][i] for i, j in pairs]  # 0 where one is unknown
    loop = _longer_loop(read)
    return SignStability(
        no_self_reinforcing=all(value is not None and value <= 0 for value in own),
        some_self_damped=any(value is not None and value < 0 for value in own),
        no_two_way_alike=all(value < 0 for value in both),
        longer_loop=loop,
        covered=_covered(read),
        no_free_swing=not _swings(
            [value is not None and value < 0 for value in own],
            [pair for pair, value in zip(pairs, both, strict=True) if value < 0],
        ),
    )


def _longer_loop(read: Signs) -> tuple[str, ...] | None:
    import networkx as nx

    arrows = [
        (source, target)
        for i, target in enumerate(read.names)
        for j, source in enumerate(read.names)
        if i != j and read.possible[i][j]
    ]
    graph = nx.DiGraph(arrows)
    loops = cast("Iterator[list[str]]", nx.simple_cycles(graph))
    return next((tuple(loop) for loop in loops if len(loop) >= 3), None)


def _covered(read: Signs) -> bool:
    """Whether every row can have a column of its own with an effect of known sign."""
    taken: dict[int, int] = {}

    def place(row: int, seen: set[int]) -> bool:
        for column, value in enumerate(read.effects[row]):
            if value and column not in seen:
                seen.add(column)
                if column not in taken or place(taken[column], seen):
                    taken[column] = row
                    return True
        return False

    return all(place(row, set()) for row in range(len(read.names)))


def _swings(damped: list[bool], pairs: list[tuple[int, int]]) -> bool:
    """Whether a part of nodes can be colored white as Jeffries' test asks.

    White: at least one node, none self-damped; a white node has a white neighbor, and a node that
    is not white has none or two or more.
    """
    near: list[set[int]] = [set() for _ in damped]
    for i, j in pairs:
        near[i].add(j)
        near[j].add(i)
    left = set(range(len(damped)))
    while left:
        part = _reach(near, min(left))
        left -= part
        free = sorted(node for node in part if not damped[node])
        if len(free) > MOST_FREE:
            raise AnalysisError(say("signs.free", count=len(free), most=MOST_FREE))
        for colors in product((False, True), repeat=len(free)):
            white = {node for node, color in zip(free, colors, strict=True) if color}
            counts = ((node in white, len(near[node] & white)) for node in part)
            if white and all(n > 0 if is_white else n != 1 for is_white, n in counts):
                return True
    return False


def _reach(near: list[set[int]], start: int) -> set[int]:
    found, todo = {start}, [start]
    while todo:
        new = near[todo.pop()] - found
        found |= new
        todo += new
    return found
