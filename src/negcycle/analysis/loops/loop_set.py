"""What feedback loops there are: one loop, and a set of them to ask."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from importlib import import_module
from typing import Literal, TypeAlias, cast, overload

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.arrows import Arrows
from negcycle.analysis.loops.kernels.finding import Floats, Integers, Loops, Places
from negcycle.analysis.loops.kernels.spelled import Number, Spelled
from negcycle.errors import UnknownName
from negcycle.words import did_you_mean, say

Truths: TypeAlias = NDArray[np.bool_]

LinkOfLoop: TypeAlias = tuple[str, str, int]
"""Source, target, and which it is of the links beside each other between these two, from 0."""


class Polarity(StrEnum):
    """What a loop does to a small change that runs around it once."""

    REINFORCING = "reinforcing"
    """It comes back the same way: an even number of minus links."""
    BALANCING = "balancing"
    """It comes back turned around: an odd number of minus links."""
    AMBIGUOUS = "ambiguous"
    """The sign of a link is unknown."""


@dataclass(frozen=True, slots=True)
class Loop:
    """One feedback loop: a closed path that meets no node twice."""

    id: str
    """Short and stable: it follows from the nodes and links alone."""
    nodes: tuple[str, ...]
    """In loop order, each once, from the smallest name."""
    links: tuple[LinkOfLoop, ...]
    """In loop order; the last one leads back to the first node."""
    polarity: Polarity
    structural: float | None
    """Product of the links' weights (in a couple, times their gates), signed and without unit.

    None where a sign or a weight is unknown: in a couple, where the loop runs through openness or
    resentment.
    """
    local: float | None
    """How much of a small change comes back after one round, once each node has settled in turn.

    The product of J_ij / -J_ii over its arrows from j to i, with J the Jacobian. None where no
    state is known, or where a node on the loop does not settle by itself.
    """
    delay: float
    """Sum of the links' delays; in turns for a couple."""
    partners: tuple[str, ...] = ()
    """Keys of the partners it runs through, sorted; empty where a graph knows of none."""
    crossings: int = 0
    """How many of its links run from one partner to another."""
    name: str | None = None
    """What somebody called it."""

    @property
    def length(self) -> int:
        """How many nodes it has, and as many links."""
        return len(self.nodes)

    @property
    def delayed(self) -> bool:
        """Whether any of its links acts late."""
        return self.delay > 0

    @property
    def scope(self) -> Literal["within", "between"] | None:
        """Whether it stays within one partner; None where a graph knows of no partners."""
        if not self.partners:
            return None
        return "between" if self.crossings else "within"


@dataclass(frozen=True, eq=False, repr=False)
class LoopSet(Sequence[Loop]):
    """Feedback loops in a stable order: by length, then by names.

    Kept in columns; a `Loop` is made when it is asked for.
    """

    arrows: Arrows
    """The arrows that the loops run along."""
    loops: Loops
    """The arrows that each loop runs along."""
    complete: bool
    """Whether these are all the loops that were asked for; False after `limit` or `seconds`."""
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    """What some loops are called, by id."""

    @property
    def at(self) -> str | None:
        """Where signs and gains were read: calm, settled, stuck or given; None for no state."""
        return self.arrows.at

    def __repr__(self) -> str:
        """Return a line that says how many there are of each kind."""
        signs: list[int] = self.signs.tolist()
        counts = Counter(signs)
        said = ", ".join(f"{counts[sign]} {_POLARITIES[sign]}" for sign in (1, -1, 0))
        more = "" if self.complete else ", and there are more"
        return f"<LoopSet of {len(self)} loops: {said}{more}>"

    def _repr_html_(self) -> str:
        showing = import_module("negcycle.drawing.showing")
        return cast("str", showing.loops_shown(self))

    # -- one after the other ---------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.loops)

    def __iter__(self) -> Iterator[Loop]:
        return (self._loop(place) for place in range(len(self)))

    @overload
    def __getitem__(self, place: int) -> Loop: ...
    @overload
    def __getitem__(self, place: slice) -> LoopSet: ...
    def __getitem__(self, place: int | slice) -> Loop | LoopSet:
        if isinstance(place, slice):
            chosen = np.zeros(len(self), dtype=np.bool_)
            chosen[place] = True
            return self._where(chosen)
        return self._loop(range(len(self))[place])

    def _loop(self, place: int) -> Loop:
        along = self.loops.one(place)
        arrows = [self.arrows.arrows[arrow] for arrow in along]
        nodes = tuple(one.source for one in arrows)
        links = tuple(
            (one.source, one.target, self._parallel[arrow])
            for one, arrow in zip(arrows, along, strict=True)
        )
        own = [self._partner[node] for node in nodes]
        known = _id(links)
        return Loop(
            id=known,
            nodes=nodes,
            links=links,
            polarity=_POLARITIES[int(self.signs[place])],
            structural=_or_none(self.structural[place]),
            local=_or_none(self.local[place]),
            delay=float(self.delays[place]),
            partners=tuple(sorted({one for one in own if one is not None})),
            crossings=int(self.crossings[place]),
            name=self.names.get(known),
        )

    # -- columns ---------------------------------------------------------------------------

    @property
    def path(self) -> Places:
        """The arrows of all loops in a row, by place. Shape ``(sum of lengths,)``."""
        return self.loops.path

    @property
    def lengths(self) -> Integers:
        """How many arrows each loop has. Shape ``(n_loops,)``."""
        return self.loops.lengths

    @cached_property
    def _partner(self) -> dict[str, str | None]:
        return dict(zip(self.arrows.names, self.arrows.partners, strict=True))

    @cached_property
    def _parallel(self) -> list[int]:
        """Which each arrow is of those between the same two nodes."""
        seen: Counter[tuple[str, str]] = Counter()
        found: list[int] = []
        for one in self.arrows.arrows:
            found.append(seen[one.source, one.target])
            seen[one.source, one.target] += 1
        return found

    @cached_property
    def signs(self) -> Integers:
        """+1 for each loop that reinforces, -1 that balances, 0 unknown. Shape ``(n_loops,)``."""
        if self.arrows.gains_bear_signs and self.structural.all():  # none became too small
            return np.where(self.structural < 0, -1, 1)
        return self.loops.products(self.arrows.signs).astype(np.int64)

    @cached_property
    def structural(self) -> Floats:
        """The structural gain of each loop; NaN where it is not known. Shape ``(n_loops,)``."""
        return self._product(self.arrows.structural)

    @cached_property
    def local(self) -> Floats:
        """The local gain of each loop; NaN where it is not known. Shape ``(n_loops,)``."""
        return self._product(self.arrows.local)

    @cached_property
    def delays(self) -> Floats:
        """The delay of each loop. Shape ``(n_loops,)``."""
        return self._sum(np.array([one.delay for one in self.arrows.arrows], dtype=np.float64))

    @cached_property
    def crossings(self) -> Integers:
        """How many links of each loop cross from one partner to another. Shape ``(n_loops,)``."""
        return self._sum(np.array(self._crosses, dtype=np.int64))

    @cached_property
    def _crosses(self) -> list[bool]:
        """Whether each arrow crosses from one partner to another."""
        partner = self._partner
        ends = ((partner[one.source], partner[one.target]) for one in self.arrows.arrows)
        return [None not in two and two[0] != two[1] for two in ends]

    def _product(self, gains: Floats) -> Floats:
        product = self.loops.products(gains)
        product += 0.0  # no minus zero
        return product

    def _sum(self, values: NDArray[Number]) -> NDArray[Number]:
        """Return the sum along each loop, which is written out for it if there is any to be had."""
        if not values.any():
            return np.zeros(len(self), dtype=values.dtype)
        return Spelled(self.path, self.lengths).combined(np.add, values)

    def _any(self, holds: Sequence[bool]) -> Truths:
        """Return whether something holds of any arrow of each loop."""
        found: Truths = self.loops.products(1.0 - np.array(holds, dtype=np.float64)) == 0
        return found

    # -- questions -------------------------------------------------------------------------

    def through(self, where: str | tuple[str, str]) -> LoopSet:
        """Return the loops through a node, or along a link, given as its two ends.

        Raises:
            UnknownName: if no node is called this.
        """
        ends = (where,) if isinstance(where, str) else where
        for name in ends:
            if name not in self._partner:
                raise self._unknown("loops.no-such-node", name, self.arrows.names)
        arrows = self.arrows.arrows
        if isinstance(where, str):
            passed = [one.source == where for one in arrows]
        else:
            passed = [(one.source, one.target) == tuple(where) for one in arrows]
        return self._where(self._any(passed))

    def within(self, partner: str) -> LoopSet:
        """Return the loops that stay within the partner of this key.

        Raises:
            UnknownName: if no partner has this key.
        """
        keys = self.arrows.keys
        if partner not in keys:
            raise self._unknown("loops.no-such-partner", partner, keys)
        foreign = [self._partner[one.source] != partner for one in self.arrows.arrows]
        return self._where(~self._any(foreign))

    def between(self) -> LoopSet:
        """Return the loops that cross from one partner to another."""
        return self._where(self._any(self._crosses))

    @property
    def reinforcing(self) -> LoopSet:
        """The loops that carry a change further the same way."""
        return self._where(self.signs > 0)

    @property
    def balancing(self) -> LoopSet:
        """The loops that turn a change around."""
        return self._where(self.signs < 0)

    @property
    def ambiguous(self) -> LoopSet:
        """The loops with a link whose sign is unknown."""
        return self._where(self.signs == 0)

    def as_sets(self) -> frozenset[frozenset[LinkOfLoop]]:
        """Return each loop as the set of its links: the same wherever it begins."""
        return frozenset(frozenset(loop.links) for loop in self)

    def named(self, names: Mapping[str, str]) -> LoopSet:
        """Return the same loops, some of them called by a name of their own.

        Args:
            names: From the id of a loop to its name.

        Raises:
            UnknownName: if no loop has such an id.
        """
        known = tuple(loop.id for loop in self)
        for name in names:
            if name not in known:
                raise self._unknown("loops.no-such-loop", name, known)
        return LoopSet(self.arrows, self.loops, self.complete, {**self.names, **names})

    def _where(self, chosen: Truths) -> LoopSet:
        return LoopSet(self.arrows, self.loops.where(chosen), self.complete, self.names)

    @staticmethod
    def _unknown(key: str, name: str, known: tuple[str, ...]) -> UnknownName:
        hint = did_you_mean(name, known)
        return UnknownName(say(key, name=name, hint=hint), name, known)


_POLARITIES = {1: Polarity.REINFORCING, -1: Polarity.BALANCING, 0: Polarity.AMBIGUOUS}


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _id(links: tuple[LinkOfLoop, ...]) -> str:
    """Return 50 bits of a digest, as letters: among a million loops no two are likely alike."""
    written = "\n".join(f"{source}\t{parallel}" for source, _, parallel in links)
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
    return "loop-" + b32encode(digest)[:10].decode().lower()
