"""Everything that is found about the loops of one case or graph, as data and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from negcycle.analysis.finite import finite
from negcycle.analysis.gain.ledger import Ledger, gain_ledger
from negcycle.analysis.gain.leverage import Leverage, leverage
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.kernels.finding import Integers
from negcycle.analysis.loops.loop_set import Loop, LoopSet
from negcycle.analysis.loops.telling import called
from negcycle.analysis.rest.stability import Stability, stability
from negcycle.errors import UnknownName
from negcycle.graph.signed import SignedGraph
from negcycle.model.cycle import Cycle
from negcycle.model.people import names_of
from negcycle.model.trajectory import Outcome
from negcycle.system.compile import compile_system
from negcycle.system.stuck import grip
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph

HEAD = (
    "id",
    "name",
    "polarity",
    "length",
    "structural",
    "local",
    "delay",
    "scope",
    "partners",
    "crossings",
    "nodes",
)
"""The columns of the table of loops."""

MOST_ALIKE = 7
"""So many loops that are as strong as each other are told apart."""

EQUAL = 1e-9
"""Gains are equal where they differ by no more than this share."""

Kind: TypeAlias = Literal[
    "keeps",
    "even",
    "fades",
    "held",
    "turned",
    "swings",
    "closed",
    "keeps-together",
    "swings-together",
    "held-together",
    "fades-together",
    "nothing-together",
]
"""What a round does; of more than two people, what all rounds do together."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How far a search for loops goes."""

    limit: int = 100_000
    """How many loops are kept at most."""
    seconds: float = 10.0
    """How long to search at most."""
    max_length: int | None = None
    """The most nodes a loop may have."""

    def find(self, graph: AnyGraph, *, at: str = "settled") -> LoopSet:
        """Return the loops of a graph within these bounds; see `find_loops`."""
        return find_loops(
            graph, at=at, limit=self.limit, seconds=self.seconds, max_length=self.max_length
        )


@dataclass(frozen=True)
class Findings:
    """The loops of a case or a graph; of a case also its ledger, leverage and stability."""

    loops: LoopSet
    """All loops that were found."""
    chosen: Sequence[Loop]
    """Those that were asked for."""
    people: Mapping[str, str]
    """The partners' names, by key; none in a plain graph."""
    assumptions: tuple[str, ...] = ()
    ledger: Ledger | None = None
    leverage: Leverage | None = None
    stability: Stability | None = None
    beside: Literal["stuck", "lingers", "swings"] | None = None
    """Whether there is a stuck state beside the one that was looked at, or one to linger in, or
    whether the worst start leads to where it goes back and forth."""
    bounds: Bounds = Bounds()
    cycle: Cycle | None = None
    """The case itself; None for a plain graph."""

    @property
    def finished(self) -> bool:
        """Whether every loop there is was looked at."""
        most = self.bounds.max_length
        return self.loops.complete and (most is None or most >= len(self.loops.arrows.names))

    @cached_property
    def paired(self) -> tuple[str, ...]:
        """The keys of those who are in a cycle with somebody, in their order."""
        if self.cycle is None:
            return ()
        paired = {key for pair in self.cycle.all_pairs() for key in pair}
        return tuple(key for key in self.cycle.keys if key in paired)

    @property
    def of_many(self) -> bool:
        """Whether more than two people are in it: then no gain between two decides anything."""
        return len(self.paired) > 2

    @cached_property
    def strongest(self) -> Loop | None:
        """The loop that most comes back along, by its structural gain; None where there is none.

        Of people, it runs between them; of a graph, it is a reinforcing one. In a graph whose
        reinforcing loops are all as strong as each other, it is None, too; of people it is then the
        first.
        """
        asked, places = self._strongest
        if not len(places) or (self.ledger is None and len(places) > 1):
            return None
        return asked[int(places[0])]

    @property
    def alike(self) -> Sequence[Loop]:
        """The strongest loop with those that are as strong; of very many, the first few."""
        asked, places = self._strongest
        first: list[int] = places[:MOST_ALIKE].tolist()
        return [asked[place] for place in first]

    @cached_property
    def _strongest(self) -> tuple[LoopSet, Integers]:
        """Return among which loops the strongest is, and where it stands there, with its equals."""
        asked = self.loops
        if self.ledger is None or (self.of_many and len(asked.reinforcing)):
            asked = asked.reinforcing
        sizes = np.nan_to_num(np.abs(asked.structural), nan=-1.0, posinf=np.inf)
        most = float(np.max(sizes, initial=-1.0))
        known = (sizes >= 0) & (sizes >= most / (1 + EQUAL))
        return asked, np.flatnonzero(known)

    @property
    def kind(self) -> Kind:
        """What the loop of a couple does to what sets one of them off, at this state."""
        if self.of_many:
            return self._kind_of_many()
        gain = 0.0 if self.ledger is None else self.ledger.gain
        stands = self.stability
        if gain == 0:
            return "closed"
        if gain < 0:
            return "swings" if stands is not None and stands.stable is False else "turned"
        if abs(gain - 1) <= EQUAL:
            return "even"
        if gain > 1:
            return "keeps"
        return "held" if stands is not None and stands.outcome is Outcome.STUCK else "fades"

    def _kind_of_many(self) -> Kind:
        """Return what all rounds come to together, which the eigenvalues at the state say."""
        stands, levers = self.stability, self.leverage
        if stands is None or levers is None or levers.radius <= EQUAL:
            return "nothing-together"
        if stands.at_rest and stands.stable is False:
            swings = abs(stands.leading_eigenvalue[1]) > EQUAL
            return "swings-together" if swings else "keeps-together"
        if stands.at_rest and stands.outcome is not Outcome.STUCK:
            return "fades-together"
        if levers.radius > 1:
            return "keeps-together"
        return "held-together" if stands.at_rest else "fades-together"

    def as_data(self) -> dict[str, object]:
        """Return what was found for JSON, which knows no infinity: what is not finite is None."""
        return {
            "at": self.loops.at,
            "complete": self.loops.complete,
            "count": len(self.loops),
            "loops": [self._loop_data(loop) for loop in self.chosen],
            "strongest": None if self.strongest is None else self.strongest.id,
            "ledger": None if self.ledger is None else self.ledger.as_data(),
            "leverage": [] if self.leverage is None else self.leverage.as_data(),
            "leverage_leading_eigenvalue": (
                None if self.leverage is None else list(self.leverage.leading_eigenvalue)
            ),
            "stability": None if self.stability is None else self.stability.as_data(),
            "assumptions": list(self.assumptions),
        }

    def _loop_data(self, loop: Loop) -> dict[str, object]:
        return {
            "id": loop.id,
            "name": called(loop, self.people),
            "nodes": list(loop.nodes),
            "length": loop.length,
            "polarity": loop.polarity.value,
            "gain": {"structural": finite(loop.structural), "local": finite(loop.local)},
            "scope": loop.scope,
            "partners": list(loop.partners),
            "crossings": loop.crossings,
            "delayed": loop.delayed,
            "delay": finite(loop.delay),
        }

    def as_csv(self) -> str:
        """Return the loops as a table, a row for each; what is not known is an empty cell."""
        written = io.StringIO()
        table = csv.writer(written, lineterminator="\n")
        table.writerow(HEAD)
        for loop in self.chosen:
            table.writerow(
                (
                    loop.id,
                    called(loop, self.people),
                    loop.polarity.value,
                    loop.length,
                    finite(loop.structural),
                    finite(loop.local),
                    finite(loop.delay),
                    loop.scope,
                    " ".join(loop.partners),
                    loop.crossings,
                    " > ".join(loop.nodes),
                )
            )
        return written.getvalue()


def findings(
    graph: Cycle | SignedGraph,
    *,
    at: str | None = None,
    through: str | None = None,
    loop: str | None = None,
    bounds: Bounds = Bounds(),
) -> Findings:
    """Return everything that is found about the loops of a case or of any signed graph.

    Args:
        graph: A case, or a signed graph.
        at: Where a couple is: calm, settled (the default) or stuck.
        through: A node that the loops run through.
        loop: The id or name of one loop, or a node on it.
        bounds: How far to search.

    Raises:
        AnalysisError: if a bound makes no sense, or a plain graph is asked at a state.
        UnknownName: if nothing is called like this.
        SimulationError: if a case has no two people in a cycle, or no stuck state.
    """
    state = at or "settled"
    people = names_of(graph.partners) if isinstance(graph, Cycle) else {}
    asked = compile_system(graph) if isinstance(graph, Cycle) else graph
    loops = bounds.find(asked, at=state)
    chosen = _chosen(loops, people, through, loop)
    if isinstance(asked, SignedGraph):
        return Findings(loops, chosen, people, bounds=bounds)
    stands = stability(asked, at=state)
    is_stuck = state == "stuck" or stands.outcome is Outcome.STUCK
    return Findings(
        loops=loops,
        chosen=chosen,
        people=people,
        assumptions=asked.assumptions,
        ledger=gain_ledger(asked, at=state),
        leverage=leverage(asked, at=state),
        stability=stands,
        beside=None if is_stuck else _beside(asked),
        bounds=bounds,
        cycle=graph if isinstance(graph, Cycle) else None,
    )


def _chosen(
    found: LoopSet, people: Mapping[str, str], through: str | None, which: str | None
) -> Sequence[Loop]:
    """Return the loops through a node, and of those the one that is called `which`."""
    loops = found if through is None else found.through(through)
    if which is None:
        return loops
    if which in found.arrows.names:
        return loops.through(which)
    names = {loop.id: called(loop, people) for loop in loops}
    chosen = tuple(loop for loop in loops if which in (loop.id, names[loop.id]))
    if not chosen:
        known = (*found.arrows.names, *dict.fromkeys(names.values()), *names)
        hint = did_you_mean(which, known)
        raise UnknownName(say("loops.no-such-one", name=which, hint=hint), which, known)
    return chosen


def _beside(system: System) -> Literal["stuck", "lingers", "swings"] | None:
    """Return what the worst start leads to: a state that holds or lasts for long, or a swing."""
    led: dict[str, Literal["stuck", "lingers", "swings"]] = {
        "holds": "stuck",
        "lingers": "lingers",
        "swings": "swings",
    }
    return led.get(grip(system))
