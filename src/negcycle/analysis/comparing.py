"""Two cycles, or the same one twice: which loops are gone, new, turned, weaker or stronger."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from negcycle.analysis.gain.ledger import gain_ledger
from negcycle.analysis.loops.finding import find_loops
from negcycle.analysis.loops.loop_set import Loop, LoopSet
from negcycle.analysis.loops.telling import called
from negcycle.analysis.state import state_at, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.model.entry import Move
from negcycle.system.system import System
from negcycle.words import say

if TYPE_CHECKING:
    from negcycle.analysis.loops.arrows import AnyGraph

TOLERANCE = 0.05
"""Strengths that differ by less than this share of the larger one are the same."""

MOST_NAMED = 6
"""How many loops a sentence names."""


@dataclass(frozen=True, slots=True)
class Change:
    """A loop that is there before and after."""

    before: Loop
    after: Loop
    measure: Literal["structural", "local"] | None
    """Which gain tells its strength: the structural one where both have it, else the local one;
    None where neither is known."""

    @property
    def strengths(self) -> tuple[float, float] | None:
        """The gain before and after, with their signs."""
        one = None if self.measure is None else getattr(self.before, self.measure)
        other = None if self.measure is None else getattr(self.after, self.measure)
        return None if one is None or other is None else (one, other)

    @property
    def is_stronger(self) -> bool:
        """Whether it is stronger after than before."""
        return self.strengths is not None and abs(self.strengths[1]) > abs(self.strengths[0])

    def as_data(self) -> dict[str, object]:
        """Return it for JSON: `id`, `nodes`, `polarity`, `measure` and `gain`, before and after."""
        one, other = self.strengths or (None, None)
        return {
            "id": self.before.id,
            "nodes": list(self.before.nodes),
            "polarity": [str(self.before.polarity), str(self.after.polarity)],
            "measure": self.measure,
            "gain": [one, other],
        }


@dataclass(frozen=True)
class Comparison:
    """What became of the loops. A loop is the same if it has the same id."""

    at: str | None
    """The state at which both were read; None of plain graphs."""
    gone: tuple[Loop, ...]
    new: tuple[Loop, ...]
    changed_sign: tuple[Change, ...]
    changed_strength: tuple[Change, ...]
    """Of those with the same sign."""
    same: int
    """How many loops have the same sign and strength."""
    complete: bool
    """Whether all loops of both were found."""
    tolerance: float = TOLERANCE
    rounds: tuple[float, float] | None = None
    """Of two people, the gain of the whole round before and after."""
    notes: tuple[str, ...] = ()
    """What is to be known about the comparison, in sentences."""
    names: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    """What each partner is called, by key."""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.gone or self.new or self.changed_sign or self.changed_strength)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What changed, one sentence for each kind of change."""
        weaker = [one.before for one in self.changed_strength if not one.is_stronger]
        stronger = [one.before for one in self.changed_strength if one.is_stronger]
        groups: list[tuple[str, Sequence[Loop]]] = [
            ("gone", self.gone),
            ("new", self.new),
            ("turned", [one.before for one in self.changed_sign]),
            ("weaker", weaker),
            ("stronger", stronger),
        ]
        said = [self._said(key, loops) for key, loops in groups if loops]
        if not said:
            said = [say("compare.nothing", count=self.same)]
        elif self.rounds is not None:
            before, after = (_comes_back(gain) for gain in self.rounds)
            said.append(say("compare.round", before=before, after=after))
        said += self.notes
        if not self.complete:
            said.append(say("compare.incomplete"))
        return tuple(said)

    def _said(self, key: str, loops: Sequence[Loop]) -> str:
        named = [called(one, self.names) for one in loops[:MOST_NAMED]]
        if len(loops) > MOST_NAMED:
            named.append(say("compare.more", count=len(loops) - MOST_NAMED))
        number = "one" if len(loops) == 1 else "many"
        return say(f"compare.{key}.{number}", count=len(loops), names="; ".join(named))

    def text(self) -> str:
        """Return the sentences, one a line."""
        return "\n".join(self.sentences)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON.

        Keys: `at`, `complete`, `tolerance`, `same`, `rounds`; `gone` and `new` (each `id`, `nodes`,
        `polarity`); `changed_sign` and `changed_strength` (see `Change.as_data`); `sentences`.
        """
        return {
            "at": self.at,
            "complete": self.complete,
            "tolerance": self.tolerance,
            "same": self.same,
            "rounds": None if self.rounds is None else list(self.rounds),
            "gone": [_loop_data(one) for one in self.gone],
            "new": [_loop_data(one) for one in self.new],
            "changed_sign": [one.as_data() for one in self.changed_sign],
            "changed_strength": [one.as_data() for one in self.changed_strength],
            "sentences": list(self.sentences),
        }


def _comes_back(gain: float) -> str:
    return say("compare.times" if gain >= 0 else "compare.times-turned", size=abs(gain))


def _loop_data(loop: Loop) -> dict[str, object]:
    return {"id": loop.id, "nodes": list(loop.nodes), "polarity": str(loop.polarity)}


def compare(
    before: AnyGraph | LoopSet,
    after: AnyGraph | LoopSet,
    *,
    at: str = "settled",
    tolerance: float = TOLERANCE,
) -> Comparison:
    """Return which loops are gone, new, turned around, weaker or stronger.

    Loops are the same if they pass the same nodes along the same links, so partners need the same
    keys. Fewer loops at a state may also mean that something rests there that moved before.

    Args:
        before: A cycle, any graph that `find_loops` takes, or loops that were found already.
        after: The later one.
        at: Where couples are read: ``"calm"``, ``"settled"`` or ``"stuck"``.
        tolerance: Strengths that differ by no more than this share of the larger one are the same.

    Raises:
        AnalysisError: if the tolerance lies outside 0 to 1, or this is no graph.
        UnknownName: if no state has this name.
        SimulationError: if a couple cannot be compiled, or has no stuck state.

    Example:
        >>> import negcycle as nc
        >>> before = nc.load("examples/critic-and-cocoon.yaml")
        >>> after = nc.load("examples/critic-and-cocoon-after.yaml")
        >>> found = compare(before, after, at="stuck")
        >>> len(found.gone), len(found.new), bool(compare(before, before))
        (6, 0, False)
    """
    if not (isinstance(tolerance, int | float) and 0 <= tolerance <= 1):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise AnalysisError(say("compare.tolerance", value=tolerance))
    earlier, later = _side(before, at), _side(after, at)
    rounds = earlier.round, later.round
    old, new = ({loop.id: loop for loop in side.loops} for side in (earlier, later))
    kept = [_change(old[name], new[name]) for name in old if name in new]
    turned = [change for change in kept if change.before.polarity != change.after.polarity]
    rest = [change for change in kept if change.before.polarity == change.after.polarity]
    moved = [change for change in rest if _differs(change, tolerance)]
    return Comparison(
        at=earlier.at,
        gone=tuple(loop for name, loop in old.items() if name not in new),
        new=tuple(loop for name, loop in new.items() if name not in old),
        changed_sign=tuple(turned),
        changed_strength=tuple(moved),
        same=len(rest) - len(moved),
        complete=earlier.loops.complete and later.loops.complete,
        tolerance=float(tolerance),
        rounds=None if rounds[0] is None or rounds[1] is None else (rounds[0], rounds[1]),
        notes=tuple(_notes(before, after)),
        names={**earlier.names, **later.names},
    )


class _Side(NamedTuple):
    """One of the two, as far as it is compared."""

    loops: LoopSet
    at: str | None
    round: float | None = None
    """Of two people, the gain of the whole round: several behaviors share it."""
    names: Mapping[str, str] = MappingProxyType({})


def _side(graph: AnyGraph | LoopSet, at: str) -> _Side:
    if isinstance(graph, LoopSet):
        return _Side(graph, graph.at)
    if not isinstance(graph, Cycle | CycleGraph | System):
        found = find_loops(graph, at=at)
        return _Side(found, found.at)
    # in canonical form, who is listed first changes not even the last digit
    system = system_of(graph.canonical() if isinstance(graph, Cycle) else graph)
    state, _ = state_at(system, at)  # once: coming to rest is what takes long
    names = {one.key: " ".join(one.name.split()) for one in system.people}
    loops = find_loops(system, state=state)
    of_two = len(system.people) == 2  # among more, the strongest pair may be another one after
    return _Side(loops, at, gain_ledger(system, at=state).gain if of_two else None, names)


def _change(before: Loop, after: Loop) -> Change:
    measures: tuple[Literal["structural", "local"], ...] = ("structural", "local")
    for measure in measures:
        if getattr(before, measure) is not None and getattr(after, measure) is not None:
            return Change(before, after, measure)
    return Change(before, after, None)


def _differs(change: Change, tolerance: float) -> bool:
    if change.strengths is None:
        return False
    one, other = change.strengths
    return not math.isclose(one, other, rel_tol=max(tolerance, 1e-12), abs_tol=0.0)


def _notes(before: object, after: object) -> Iterator[str]:
    """Yield what would mislead if it were not said."""
    if not isinstance(before, Cycle) or not isinstance(after, Cycle):
        return
    both = (before, after)
    counts = [{one.key: len(one.chain.behavior) for one in cycle.partners} for cycle in both]
    if counts[0] != counts[1]:
        yield say("compare.behaviors")
    moves = {
        read.move for one in (*before.partners, *after.partners) for read in one.position.evidence
    }
    if Move.REACH in moves:
        yield say("compare.reach")
