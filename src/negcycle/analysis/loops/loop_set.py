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
from typing import Literal, TypeAlias, TypeVar, cast, overload

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.arrows import Arrows
from negcycle.analysis.loops.kernels.finding import Integers, Places
from negcycle.analysis.loops.kernels.machine_code import is_loaded
from negcycle.errors import UnknownName
from negcycle.words import did_you_mean, say

Truths: TypeAlias = NDArray[np.bool_]
Floats: TypeAlias = NDArray[np.float64]

Number = TypeVar("Number", np.int64, np.float64, np.bool_)

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
    path: Places
    """The arrows of all loops in a row, by place. Shape ``(sum of lengths,)``."""
    lengths: Integers
    """How many arrows each loop has. Shape ``(n_loops,)``."""
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
        return len(self.lengths)

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
        first = int(self._firsts[place])
        along: list[int] = self.path[first : first + int(self.lengths[place])].tolist()
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

    @cached_property
    def _firsts(self) -> Integers:
        """Where each loop begins in `path`."""
        return np.cumsum(self.lengths) - self.lengths

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
        signs = np.array([one.sign for one in self.arrows.arrows], dtype=np.float64)
        gains = np.array([one.structural for one in self.arrows.arrows], dtype=np.float64)
        if np.array_equal(np.sign(gains), signs) and np.all(np.abs(self.structural) > 0):
            return np.sign(self.structural).astype(np.int64)  # gains bear the same signs
        return self._multiplied(signs).astype(np.int64)

    @cached_property
    def structural(self) -> Floats:
        """The structural gain of each loop; NaN where it is not known. Shape ``(n_loops,)``."""
        return self._product([one.structural for one in self.arrows.arrows])

    @cached_property
    def local(self) -> Floats:
        """The local gain of each loop; NaN where it is not known. Shape ``(n_loops,)``."""
        return self._product([one.local for one in self.arrows.arrows])

    @cached_property
    def delays(self) -> Floats:
        """The delay of each loop. Shape ``(n_loops,)``."""
        late = np.array([one.delay for one in self.arrows.arrows], dtype=np.float64)
        return self._per_loop(np.add, late)

    @cached_property
    def crossings(self) -> Integers:
        """How many links of each loop cross from one partner to another. Shape ``(n_loops,)``."""
        partner = self._partner
        across = [
            None not in {partner[one.source], partner[one.target]}
            and partner[one.source] != partner[one.target]
            for one in self.arrows.arrows
        ]
        return self._per_loop(np.add, np.array(across, dtype=np.int64))

    def _product(self, gains: Sequence[float | None]) -> Floats:
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            product = self._multiplied(np.array(gains, dtype=np.float64))  # None becomes NaN
        return product + 0.0  # no minus zero

    def _multiplied(self, values: Floats) -> Floats:
        """Return the product along each loop, from its first arrow to its last."""
        if not is_loaded():
            return self._per_loop(np.multiply, values)
        from negcycle.analysis.loops.kernels.compiled.columns import products

        return products(values, self.path, self.lengths)

    def _per_loop(self, combine: np.ufunc, values: NDArray[Number]) -> NDArray[Number]:
        """Return one value for each loop, made of the values of its arrows."""
        if not len(self):
            return values[:0]
        found = np.empty(len(self), dtype=values.dtype)
        for first in range(0, len(self), _AT_ONCE):  # so that what is in between stays small
            firsts = self._firsts[first : first + _AT_ONCE]
            last = firsts[-1] + self.lengths[first + len(firsts) - 1]
            along = values[self.path[firsts[0] : last]]
            found[first : first + _AT_ONCE] = combine.reduceat(along, firsts - firsts[0])
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
        found = self._per_loop(np.logical_or, np.array(passed, dtype=np.bool_))
        return self._where(found)

    def within(self, partner: str) -> LoopSet:
        """Return the loops that stay within the partner of this key.

        Raises:
            UnknownName: if no partner has this key.
        """
        keys = self.arrows.keys
        if partner not in keys:
            raise self._unknown("loops.no-such-partner", partner, keys)
        own = [self._partner[one.source] == partner for one in self.arrows.arrows]
        found = self._per_loop(np.logical_and, np.array(own, dtype=np.bool_))
        return self._where(found)

    def between(self) -> LoopSet:
        """Return the loops that cross from one partner to another."""
        return self._where(self.crossings > 0)

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
        return LoopSet(self.arrows, self.path, self.lengths, self.complete, {**self.names, **names})

    def _where(self, chosen: Truths) -> LoopSet:
        path = self.path[np.repeat(chosen, self.lengths)]
        return LoopSet(self.arrows, path, self.lengths[chosen], self.complete, self.names)

    @staticmethod
    def _unknown(key: str, name: str, known: tuple[str, ...]) -> UnknownName:
        hint = did_you_mean(name, known)
        return UnknownName(say(key, name=name, hint=hint), name, known)


_AT_ONCE = 1 << 14
"""Loops that are worked out together."""

_POLARITIES = {1: Polarity.REINFORCING, -1: Polarity.BALANCING, 0: Polarity.AMBIGUOUS}


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _id(links: tuple[LinkOfLoop, ...]) -> str:
    """Return 50 bits of a digest, as letters: among a million loops no two are likely alike."""
    written = "\n".join(f"{source}\t{parallel}" for source, _, parallel in links)
    digest = hashlib.sha256(written.encode("utf-8", "surrogatepass")).digest()
    return "loop-" + b32encode(digest)[:10].decode().lower()
