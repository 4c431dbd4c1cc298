"""Which link counts: how much of the leading eigenvalue, and of the gain, hangs on each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from types import MappingProxyType
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.gain import (
    At,
    eigenvalues,
    local_gains,
    radius,
    state_at,
    structural_gains,
    system_of,
)
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.system.protocol import Array, MapModel, Model
from negcycle.system.system import System
from negcycle.words import say

Ends = tuple[str, str]
"""A link by its source and its target."""

Method = Literal["eigenvectors", "finite differences", "none"]
"""How slopes are found."""

TIE = 0.05
"""Links whose elasticities differ by less than this share count equally."""

_MULTIPLE = 1e-5
"""Eigenvalues nearer than this, as a share of the largest, or left and right eigenvectors at less
than this to a right angle, have no slope that could be trusted."""

_NOTHING = 1e-12
"""Nothing is a share of less than this."""

_SHARE = 0.01
"""The share by which a link is weakened and strengthened where there is no slope."""


@dataclass(frozen=True, slots=True)
class LinkLeverage:
    """How much hangs on one link, which is one entry of the Jacobian."""

    source: str
    target: str
    strength: float
    """The entry itself, d rate of the target / d source."""
    sensitivity: float
    """Change of the leading eigenvalue's real part (of a map: of its size) per relative change of
    the link: above 0 where a stronger link makes the upset grow faster, or fade more slowly."""
    elasticity: float | None
    """The same, as a share of that real part; None where the eigenvalue is 0."""
    frequency: float | None
    """Relative change of how fast it swings per relative change of the link; None where it does
    not swing."""
    gain: float
    """Relative change of the spectral radius of the gains (see `Leverage.radius`) per relative
    change of the link; nan where that radius has no slope."""


@dataclass(frozen=True, slots=True)
class StrongestLoop:
    """The loop along which most comes back per link, without listing all loops."""

    nodes: tuple[str, ...]
    """In loop order, starting at the smallest name."""
    mean: float
    """Geometric mean of the sizes of its gains."""
    gain: float
    """Product of the sizes of its gains."""


@dataclass(frozen=True, slots=True)
class SmallSets:
    """The smallest sets of links that bring the gain below one when they are weakened."""

    sets: tuple[tuple[Ends, ...], ...]
    """Each set as short as can be: without any one of its links it would not do."""
    share: float
    """By how much each link is weakened."""
    radius: float
    """The spectral radius of the gains as they are."""
    complete: bool
    """Whether every such set of `at_most` links or fewer is there."""
    at_most: int
    """The largest set looked for."""


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """How the leading eigenvalue of the loops moves with each entry of a Jacobian."""

    value: complex
    growth: Array
    """Change of its real part (of a map: its size) per relative change. Shape ``(n, n)``."""
    turning: Array
    """Change of its imaginary part per relative change. Shape ``(n, n)``."""
    method: Method
    """`finite differences` where the leading eigenvalue is a multiple one and has no slope; `none`
    where there is no loop."""


@dataclass(frozen=True)
class Leverage:
    """What hangs on each link, the most effective first."""

    at: str
    """calm, settled, stuck or given."""
    names: tuple[str, ...]
    jacobian: Array = field(repr=False)
    """The Jacobian that was asked, what is late taken as at once. Shape ``(n, n)``."""
    gains: Array = field(repr=False)
    """The sizes of the gains: of a couple structural, weights times gates between the reactions;
    of a model local, the Jacobian in units of each state's own relaxation. Shape ``(n, n)``."""
    slopes: Sensitivities = field(repr=False)
    """How the leading eigenvalue moves with each entry of the Jacobian."""
    steps: bool = False
    """Whether it is a map, whose upsets grow when the size of an eigenvalue is above 1."""

    @property
    def leading_eigenvalue(self) -> tuple[float, float]:
        """The leading eigenvalue of the loops: real and imaginary part.

        An eigenvalue that belongs to one state alone, which no loop runs through, is left out, as
        no link moves it. So at calm it is that of the cycle, though resentment fades more slowly.
        """
        return self.slopes.value.real, self.slopes.value.imag

    @property
    def method(self) -> Method:
        """How the slopes were found."""
        return self.slopes.method

    @property
    def note(self) -> str | None:
        """What is particular about the leading eigenvalue, in a sentence."""
        if self.method == "eigenvectors":
            return None
        if self.method == "none":
            return say("leverage.no-loop")
        return say("leverage.multiple", share=_SHARE)

    @cached_property
    def links(self) -> tuple[LinkLeverage, ...]:
        """One for each pair of states where one acts on the other, by falling sensitivity."""
        growth, turning, value = self.slopes.growth, self.slopes.turning, self.slopes.value
        aim, swing = _growth(value, steps=self.steps), value.imag
        by_gain = _radius_slopes(self.gains)
        links = [
            LinkLeverage(
                source=self.names[j],
                target=self.names[i],
                strength=float(self.jacobian[i, j]),
                sensitivity=float(growth[i, j]),
                elasticity=float(growth[i, j]) / aim if abs(aim) > _NOTHING else None,
                frequency=float(turning[i, j]) / swing if abs(swing) > _NOTHING else None,
                gain=float(by_gain[i, j]),
            )
            for i, j in np.argwhere(self.jacobian).tolist()
            if i != j
        ]
        most = max((abs(one.sensitivity) for one in links), default=0.0) or 1.0
        links.sort(key=lambda one: (-round(abs(one.sensitivity) / most, 9), one.source, one.target))
        return tuple(links)

    def link(self, source: str, target: str) -> LinkLeverage:
        """Return what hangs on one link.

        Raises:
            AnalysisError: if there is no such link here.
        """
        for one in self.links:
            if (one.source, one.target) == (source, target):
                return one
        raise AnalysisError(say("leverage.no-link", source=source, target=target))

    @cached_property
    def ties(self) -> tuple[tuple[Ends, ...], ...]:
        """Groups of links that count equally, within 5 %, in falling order; no single ones."""
        return tuple(group for group in self._groups if len(group) > 1)

    @cached_property
    def strongest(self) -> tuple[Ends, ...]:
        """The link that counts most, with all that tie with it; empty where no link counts."""
        return self._groups[0] if self._groups else ()

    @cached_property
    def _groups(self) -> tuple[tuple[Ends, ...], ...]:
        groups: list[list[Ends]] = []
        top = 0.0
        most = abs(self.links[0].sensitivity) if self.links else 0.0
        for one in self.links:
            size = abs(one.sensitivity)
            if size <= 1e-12 * most or size == 0:
                break
            if not groups or size < (1 - TIE) * top:
                groups.append([])
                top = size
            groups[-1].append((one.source, one.target))
        return tuple(tuple(group) for group in groups)

    @cached_property
    def radius(self) -> float:
        """The spectral radius of `gains`; below 1 an upset fades."""
        return radius(self.gains)

    @cached_property
    def knock_outs(self) -> Mapping[Ends, tuple[float, float]]:
        """The leading eigenvalue of everything without each link, real and imaginary part."""
        places = {name: place for place, name in enumerate(self.names)}
        without = np.repeat(self.jacobian[None], len(self.links), axis=0)
        for n, one in enumerate(self.links):
            without[n, places[one.target], places[one.source]] = 0.0
        leading = [_leading(values, steps=self.steps) for values in eigenvalues(without)]
        return MappingProxyType(
            {
                (one.source, one.target): (value.real, value.imag)
                for one, value in zip(self.links, leading, strict=True)
            }
        )

    @cached_property
    def strongest_loop(self) -> StrongestLoop | None:
        """The loop with the largest geometric mean of its gains; None without a loop."""
        return strongest_loop(self.names, self.gains)

    def smallest_sets(
        self, *, share: float = 0.5, at_most: int = 3, limit: int = 50_000
    ) -> SmallSets:
        """Return the smallest sets of links whose weakening brings the gain below one.

        Exact: every set up to `at_most` links is looked at, unless there are more than `limit`. No
        set can be smaller than the strongest loop alone demands, so the search begins there.

        Args:
            share: By how much each link of a set is weakened, above 0 and up to 1.
            at_most: The largest set to look for.
            limit: How many sets are looked at.

        Raises:
            AnalysisError: if the share lies outside.
        """
        if not 0 < share <= 1:
            raise AnalysisError(say("analysis.share", value=share))
        now, loop = self.radius, self.strongest_loop
        found: list[frozenset[tuple[int, int]]] = []
        complete = True
        if now >= 1 and loop is not None and math.isfinite(now):
            entries = _in_loops(self.gains)
            looked = 0
            for size in range(_fewest(loop, share), at_most + 1):
                candidates = combinations(entries, size)
                for batch in _batches(candidates, 500):
                    looked += len(batch)
                    if looked > limit:
                        complete = False
                        break
                    sets = [one for one in batch if not any(two <= set(one) for two in found)]
                    found += [frozenset(one) for one in self._sufficient(sets, share)]
                if not complete:
                    break
        named = sorted(
            tuple(sorted((self.names[j], self.names[i]) for i, j in one)) for one in found
        )
        named.sort(key=len)
        return SmallSets(tuple(named), share, now, complete, at_most)

    def _sufficient(
        self, sets: Sequence[tuple[tuple[int, int], ...]], share: float
    ) -> Iterator[tuple[tuple[int, int], ...]]:
        if not sets:
            return
        weakened = np.repeat(self.gains[None], len(sets), axis=0)
        for n, one in enumerate(sets):
            for i, j in one:
                weakened[n, i, j] *= 1 - share
        sizes = np.max(np.abs(eigenvalues(weakened)), axis=1)
        yield from (one for one, size in zip(sets, sizes, strict=True) if size < 1 - 1e-12)

    def as_data(self) -> list[dict[str, object]]:
        """Return the links for JSON: source, target and elasticity."""
        return [
            {"source": one.source, "target": one.target, "elasticity": one.elasticity}
            for one in self.links
        ]


def leverage(
    cycle: Cycle | CycleGraph | Model,
    *,
    at: At | Array = "settled",
    state: Sequence[float] | Mapping[str, float] | Array | None = None,
) -> Leverage:
    """Return how much of the leading eigenvalue and of the gain hangs on each link.

    The slope of an eigenvalue toward an entry of the Jacobian is the product of its left and right
    eigenvectors there. Of identical partners at calm every link of the ring counts the same,
    Gamma^(1/8) / (8 (Gamma^(1/8) - 1)): then the question is not which matters, but which is
    easiest.

    Args:
        cycle: A cycle, its graph or system, or any model.
        at: For a couple: calm, settled or stuck, or a state of shape ``(n,)``.
        state: For any model: where to look, in the order of its names or by name.

    Raises:
        AnalysisError: if there is no such state, or a model is asked without one.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> found = nc.leverage(cycle, at="calm")
        >>> len(found.strongest), round(found.links[0].elasticity, 4)
        (8, -0.4856)

    Sources:
        Forrester, N. B. (1982). A dynamic synthesis of basic macroeconomic theory. PhD thesis, MIT.
        Karp, R. M. (1978). Discrete Mathematics 23(3), 309-311.
        https://doi.org/10.1016/0012-365X(78)90011-0
    """
    if isinstance(cycle, Cycle | CycleGraph | System):
        system = system_of(cycle)
        place, name = state_at(system, at if state is None else _state(system, state))
        gains = structural_gains(system, place)
        jacobian = system.jacobian(place)
        return Leverage(name, system.names, jacobian, gains, sensitivities(jacobian))
    steps = isinstance(cycle, MapModel)
    if not isinstance(cast("object", cycle), Model):
        raise AnalysisError(say("simulate.no-model", kind=type(cycle).__name__))
    where = state if state is not None else None if isinstance(at, str) else at
    if where is None:
        raise AnalysisError(say("analysis.no-state"))
    jacobian = np.asarray(cycle.jacobian(_state(cycle, where)), dtype=np.float64)
    gains = np.abs(jacobian) if steps else np.abs(local_gains(jacobian))
    found = sensitivities(jacobian, steps=steps)
    return Leverage("given", cycle.names, jacobian, gains, found, steps)


def _state(model: Model, state: Sequence[float] | Mapping[str, float] | Array) -> Array:
    if isinstance(state, Mapping):
        if isinstance(model, System):
            return model.named(state)
        missing = [name for name in model.names if name not in state]
        if missing:
            raise AnalysisError(
                say(
                    "simulate.start-missing",
                    names=", ".join(missing),
                    known=", ".join(model.names),
                )
            )
        state = [state[name] for name in model.names]
    values = np.asarray(state, dtype=np.float64)
    if values.shape != (len(model.names),) or not np.all(np.isfinite(values)):
        raise AnalysisError(say("simulate.start-numbers", count=len(model.names)))
    return values


# -- eigenvalues and their slopes -------------------------------------------------------------


def sensitivities(jacobian: Array, *, steps: bool = False) -> Sensitivities:
    """Return how the leading eigenvalue of the loops moves with each entry, relatively.

    Only states in the same loops count: the eigenvalues of a matrix are those of its strongly
    connected parts, and one that belongs to a single state depends on no link. Without a loop it is
    the leading eigenvalue of the whole, and all slopes are 0.

    Args:
        jacobian: Shape ``(n, n)``.
        steps: Whether it is that of a map.
    """
    n = len(jacobian)
    growth, turning = np.zeros((n, n)), np.zeros((n, n))
    parts = connected(jacobian)
    leading: complex | None = None
    inside: NDArray[np.intp] = np.arange(0)
    values: NDArray[np.complex128] = np.zeros(0, dtype=np.complex128)
    for part in parts:
        found = eigenvalues(jacobian[np.ix_(part, part)])
        best = _leading(found, steps=steps)
        if leading is None or _growth(best, steps=steps) > _growth(leading, steps=steps):
            leading, inside, values = best, part, found
    if leading is None:
        own = np.diag(jacobian).astype(np.complex128)
        return Sensitivities(_leading(own, steps=steps), growth, turning, "none")
    here = np.ix_(inside, inside)
    block = jacobian[here]
    slopes = _slopes(block, leading, values)
    if slopes is None:
        growth[here] = _differences(block, steps=steps)
        return Sensitivities(leading, growth, turning, "finite differences")
    if steps:
        turned = slopes * np.conj(leading) / max(abs(leading), 1e-300)
        growth[here] = turned.real * block
    else:
        growth[here] = slopes.real * block
    turning[here] = slopes.imag * block
    return Sensitivities(leading, growth, turning, "eigenvectors")


def _slopes(
    block: Array, value: complex, values: NDArray[np.complex128]
) -> NDArray[np.complex128] | None:
    """Return d value / d entry by left and right eigenvectors; None for a multiple eigenvalue.

    Both vectors come from two rounds of inverse iteration, which is quicker than all eigenvectors.
    """
    size = max(float(np.max(np.abs(block))), 1e-300)
    gaps = np.abs(values - value)
    if np.count_nonzero(gaps < _MULTIPLE * size) > 1:
        return None
    number: complex | float = value if value.imag else value.real
    shifted = block - (number + 1e-10 * size) * np.eye(len(block))
    start = 1 + 0.1 * np.cos(np.arange(len(block)))  # at a right angle to no likely vector
    try:
        inverse = np.linalg.inv(shifted)
    except np.linalg.LinAlgError:
        return None
    right, left = inverse @ start, inverse.T @ start
    for _ in range(2):
        right, left = right / np.linalg.norm(right), left / np.linalg.norm(left)
        right, left = inverse @ right, inverse.T @ left
    right, left = right / np.linalg.norm(right), left / np.linalg.norm(left)
    product = left @ right
    if abs(product) < _MULTIPLE:
        return None
    slopes: NDArray[np.complex128] = np.outer(left, right / product)
    return slopes


def _differences(block: Array, *, steps: bool) -> Array:
    """Return the change of growth per relative change, by central differences."""
    found = np.zeros_like(block)
    for i, j in zip(*np.nonzero(block), strict=True):
        if i == j:
            continue
        ends: list[float] = []
        for way in (1 + _SHARE, 1 - _SHARE):
            changed = block.copy()
            changed[i, j] *= way
            value = _leading(eigenvalues(changed), steps=steps)
            ends.append(_growth(value, steps=steps))
        found[i, j] = (ends[0] - ends[1]) / (2 * _SHARE)
    return found


def _leading(values: NDArray[np.complex128], *, steps: bool) -> complex:
    """Return the eigenvalue that grows most; of a pair the one above the real line."""
    growth = np.abs(values) if steps else values.real
    near = np.flatnonzero(growth >= growth.max() - 1e-12)
    return complex(values[near[np.argmax(values.imag[near])]])


def _growth(value: complex, *, steps: bool) -> float:
    return abs(value) if steps else value.real


def connected(matrix: Array) -> list[NDArray[np.intp]]:
    """Return the sets of places that reach each other, those of one place left out.

    By squaring the table of who reaches whom, which for some dozens of states is the quickest.
    """
    reach = (matrix != 0).astype(np.float32)
    np.fill_diagonal(reach, 1)
    known = 0
    while (count := int(np.count_nonzero(reach))) != known:
        known = count
        reach = (reach @ reach > 0).astype(np.float32)
    mutual = (reach * reach.T) > 0
    first = mutual.argmax(axis=1)
    return [
        np.flatnonzero(first == root)
        for root in np.unique(first)
        if np.count_nonzero(first == root) > 1
    ]


def _radius_slopes(gains: Array) -> Array:
    """Return the relative change of the spectral radius per relative change of each entry."""
    if not np.all(np.isfinite(gains)):
        return np.full_like(gains, math.nan)
    if not connected(gains):
        return np.zeros_like(gains)
    found = sensitivities(gains)  # of no negative matrix the leading eigenvalue is the radius
    if found.method != "eigenvectors" or found.value.real <= 0:
        return np.full_like(gains, math.nan)
    return found.growth / found.value.real


# -- the strongest loop, and the smallest sets ------------------------------------------------


def strongest_loop(names: Sequence[str], gains: Array) -> StrongestLoop | None:
    """Return the loop with the largest geometric mean of its gains, by Karp's algorithm.

    Entries are sizes, in row i, column j of how strongly j acts on i; the diagonal is no loop. None
    without a loop, or where a gain is infinite.
    """
    if not np.all(np.isfinite(gains)):
        return None
    best: tuple[float, list[int]] | None = None
    for part in connected(gains):
        with np.errstate(divide="ignore"):
            logs = np.log(gains[np.ix_(part, part)])
        np.fill_diagonal(logs, -math.inf)
        mean, loop = _karp(logs)
        if best is None or mean > best[0] + 1e-12:
            best = mean, [int(part[place]) for place in loop]
    if best is None:
        return None
    mean, loop = best
    start = min(range(len(loop)), key=lambda n: names[loop[n]])
    nodes = tuple(names[place] for place in (*loop[start:], *loop[:start]))
    return StrongestLoop(nodes, math.exp(mean), math.exp(mean * len(nodes)))


def _karp(logs: Array) -> tuple[float, list[int]]:
    """Return the largest mean of a loop in a strongly connected part, and such a loop."""
    n = len(logs)
    best = np.full((n + 1, n), -math.inf)
    came = np.zeros((n + 1, n), dtype=np.intp)
    best[0, 0] = 0.0
    for k in range(n):
        ways = logs + best[k][None, :]
        came[k + 1] = ways.argmax(axis=1)
        best[k + 1] = ways.max(axis=1)
    with np.errstate(invalid="ignore"):
        means = (best[n][None, :] - best[:n]) / (n - np.arange(n))[:, None]
    means[~np.isfinite(best[:n])] = math.inf
    least = np.where(np.isfinite(best[n]), means.min(axis=0), -math.inf)
    walk = [int(least.argmax())]
    for k in range(n, 0, -1):
        walk.append(int(came[k, walk[-1]]))
    walk.reverse()
    return max((_mean(logs, loop), loop) for loop in _loops_of(walk))


def _loops_of(walk: Sequence[int]) -> Iterator[list[int]]:
    """Yield the loops that a walk closes, each as soon as it comes back to a place."""
    way: list[int] = []
    for place in walk:
        if place in way:
            cut = way.index(place)
            yield way[cut:]
            del way[cut:]
        way.append(place)


def _mean(logs: Array, loop: Sequence[int]) -> float:
    onward = (*loop[1:], loop[0])
    return math.fsum(float(logs[b, a]) for a, b in zip(loop, onward, strict=True)) / len(loop)


def _fewest(loop: StrongestLoop, share: float) -> int:
    """Return how many links of the strongest loop must be weakened for its gain to be below 1.

    The radius is never below the geometric mean of a loop, so fewer cannot do.
    """
    if share == 1 or loop.gain < 1:
        return 1
    return max(1, math.ceil(math.log(loop.gain) / -math.log(1 - share) - 1e-9))


def _in_loops(gains: Array) -> list[tuple[int, int]]:
    """Return the entries that lie on a loop, by row and column."""
    return [
        (int(part[i]), int(part[j]))
        for part in connected(gains)
        for i, j in zip(*np.nonzero(gains[np.ix_(part, part)]), strict=True)
        if i != j
    ]


def _batches(
    items: Iterator[tuple[tuple[int, int], ...]], size: int
) -> Iterator[list[tuple[tuple[int, int], ...]]]:
    batch: list[tuple[tuple[int, int], ...]] = []
    for one in items:
        batch.append(one)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
