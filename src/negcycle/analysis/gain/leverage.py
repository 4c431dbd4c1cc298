"""Which link counts: how much of the leading eigenvalue, and of the gain, hangs on each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple, cast

import numpy as np

from negcycle.analysis.gain.ledger import local_gains, structural_gains
from negcycle.analysis.gain.sensitivities import (
    SHARE,
    Method,
    Sensitivities,
    radius_slopes,
    sensitivities,
)
from negcycle.analysis.gain.smallest_sets import Ends, SmallSets, smallest_sets
from negcycle.analysis.gain.strongest_loop import StrongestLoop, strongest_loop
from negcycle.analysis.spectrum import eigenvalues, growth, leading_of, radius
from negcycle.analysis.state import State, state_at, state_of, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.system.protocol import Array, MapModel, Model
from negcycle.system.system import System
from negcycle.words import say

TIE = 0.05
"""Links whose elasticities differ by less than this share count equally."""

_NOTHING = 1e-12
"""Nothing is a share of less than this."""


class LinkLeverage(NamedTuple):
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
        return say("leverage.multiple", share=SHARE)

    @cached_property
    def links(self) -> tuple[LinkLeverage, ...]:
        """One for each pair of states where one acts on the other, by falling sensitivity."""
        grows, turns, value = self.slopes.growth, self.slopes.turning, self.slopes.value
        aim, swing = growth(value, steps=self.steps), value.imag
        rows, columns = np.nonzero(self.jacobian - np.diag(np.diag(self.jacobian)))
        by_growth, nothing = grows[rows, columns], [None] * len(rows)
        most = np.max(np.abs(by_growth), initial=0.0) or 1.0
        links = map(
            LinkLeverage,
            map(self.names.__getitem__, columns.tolist()),
            map(self.names.__getitem__, rows.tolist()),
            self.jacobian[rows, columns].tolist(),
            by_growth.tolist(),
            (by_growth / aim).tolist() if abs(aim) > _NOTHING else nothing,
            (turns[rows, columns] / swing).tolist() if abs(swing) > _NOTHING else nothing,
            radius_slopes(self.gains)[rows, columns].tolist(),
        )
        order = zip((-np.round(np.abs(by_growth) / most, 9)).tolist(), links, strict=True)
        return tuple(link for _, link in sorted(order, key=lambda one: (one[0], one[1][:2])))

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
        """The spectral radius of `gains`; below 1, an upset fades at calm."""
        return radius(self.gains)

    @cached_property
    def knock_outs(self) -> Mapping[Ends, tuple[float, float]]:
        """The leading eigenvalue of everything without each link, real and imaginary part."""
        places = {name: place for place, name in enumerate(self.names)}
        without = np.repeat(self.jacobian[None], len(self.links), axis=0)
        for n, one in enumerate(self.links):
            without[n, places[one.target], places[one.source]] = 0.0
        leading = [leading_of(values, steps=self.steps) for values in eigenvalues(without)]
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
        return smallest_sets(self.names, self.gains, share=share, at_most=at_most, limit=limit)

    def as_data(self) -> list[dict[str, object]]:
        """Return the links for JSON: source, target and elasticity."""
        return [
            {"source": one.source, "target": one.target, "elasticity": one.elasticity}
            for one in self.links
        ]


def leverage(
    cycle: Cycle | CycleGraph | Model,
    *,
    at: str | State = "settled",
    state: State | None = None,
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
        place, name = state_at(system, at if state is None else state)
        gains = structural_gains(system, place)
        jacobian = system.jacobian(place)
        return Leverage(name, system.names, jacobian, gains, sensitivities(jacobian))
    steps = isinstance(cycle, MapModel)
    if not isinstance(cast("object", cycle), Model):
        raise AnalysisError(say("simulate.no-model", kind=type(cycle).__name__))
    where = state if state is not None else None if isinstance(at, str) else at
    if where is None:
        raise AnalysisError(say("leverage.no-state"))
    jacobian = np.asarray(cycle.jacobian(state_of(cycle, where)), dtype=np.float64)
    gains = np.abs(jacobian) if steps else np.abs(local_gains(jacobian))
    found = sensitivities(jacobian, steps=steps)
    return Leverage("given", cycle.names, jacobian, gains, found, steps)
