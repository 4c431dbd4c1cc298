"""Whether a system is stable whatever its strengths, because of its signs alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, cast

from negcycle.analysis.signs.levins import feedback
from negcycle.analysis.signs.signs import Rows, Signs, signs
from negcycle.errors import AnalysisError
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph
    from negcycle.analysis.state import State

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
    graph: AnyGraph | Signs | Sequence[Sequence[float | Fraction]],
    *,
    names: Sequence[str] | None = None,
    rows: Rows | None = None,
    damped: bool | Collection[str] = False,
    at: str = "settled",
    state: State | None = None,
) -> SignStability:
    """Return whether the signs alone make a system stable, condition by condition.

    Args:
        graph: A cycle, its graph or system, any model, a signed graph, one of NetworkX, or a
            square matrix.
        names: What the rows and columns of a matrix are called; see `signs`.
        rows: Whether the rows of a matrix are targets or sources; see `signs`.
        damped: The nodes that get a self-effect of -1 where none is drawn; see `signs`.
        at: Where a couple is: ``"calm"``, ``"settled"`` or ``"stuck"``.
        state: Another state of a couple or a model; see `signs`.

    Raises:
        AnalysisError: if a matrix cannot be read, or more than 18 nodes without a self-effect
            hang together.

    Example:
        >>> found = sign_stability([[-1, -1], [1, 0]], names=["hare", "lynx"], rows="target")
        >>> found.stable
        True

    Sources:
        Quirk, J., & Ruppert, R. (1965). Rev. Econ. Stud. 32, 311-326.
        Jeffries, C. (1974). Qualitative stability and digraphs in model ecosystems.
        Ecology 55, 1415-1419 (the color test).
    """
    read = signs(graph, names=names, rows=rows, damped=damped, at=at, state=state)
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


@dataclass(frozen=True)
class NeverStable:
    """Why no strengths at all make a system stable."""

    nodes: tuple[str, ...]
    """They all act on each other, and cannot come to rest."""
    level: int
    """No group of separate loops that takes up so many of them balances."""


def never_stable(read: Signs) -> NeverStable | None:
    """Return why no strengths with these signs are stable, or None where some may be.

    Each part whose nodes all act on each other has to be stable by itself. There the feedback of
    every level has to balance; where all its terms reinforce, or there is none, no strengths help.
    Unknown signs count as whatever helps. These conditions are necessary, not sufficient.
    """
    import networkx as nx

    place = {name: n for n, name in enumerate(read.names)}
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(read.names)
    graph.add_edges_from(
        (source, target)
        for target, row in zip(read.names, read.possible, strict=True)
        for source, value in zip(read.names, row, strict=True)
        if value
    )
    parts = nx.strongly_connected_components(graph)
    for part in sorted(parts, key=lambda part: min(map(place.__getitem__, part))):
        names = tuple(sorted(part, key=place.__getitem__))
        inner = Signs(
            names,
            tuple(tuple(read.effects[place[i]][place[j]] for j in names) for i in names),
            frozenset(pair for pair in read.unknown if part.issuperset(pair)),
        )
        level = _never_balanced(inner)
        if level is not None:
            return NeverStable(names, level)
    return None


def _never_balanced(read: Signs) -> int | None:
    """Return the first level at which no feedback can balance."""
    if not any(read.effect(source=x, target=x) < 0 or (x, x) in read.unknown for x in read.names):
        return 1
    found = feedback(read) or ()  # nothing where there are too many terms to go through
    return next((one.level for one in found if one.sign in {"+", "0"}), None)


def _longer_loop(read: Signs) -> tuple[str, ...] | None:
    """Return a loop through three or more nodes, the shortest; of several the first by nodes."""
    import networkx as nx

    size = range(len(read.names))
    graph = nx.DiGraph([(j, i) for i in size for j in size if i != j and read.possible[i][j]])
    for most in range(3, len(read.names) + 1):
        loops = cast("Iterator[list[int]]", nx.simple_cycles(graph, length_bound=most))
        found = min((_turned(loop) for loop in loops if len(loop) == most), default=None)
        if found is not None:
            return tuple(read.names[place] for place in found)
    return None


def _turned(loop: list[int]) -> list[int]:
    first = loop.index(min(loop))
    return [*loop[first:], *loop[:first]]


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
