"""Phase diagrams: two numbers that differ between couples, and how it ends where they meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.finite import finite
from negcycle.analysis.many.at_points import along, check_axis, grid_of
from negcycle.analysis.many.resting_on import rests_on, with_footing
from negcycle.errors import AnalysisError
from negcycle.model.ensemble import OUTCOMES, Ensemble
from negcycle.words import say
from negcycle.words.listing import listed

if TYPE_CHECKING:
    from negcycle.model.ensemble import Design
    from negcycle.model.trajectory import Outcome

Array: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

NOBODY = -1
"""Stands for an outcome in a cell without couples."""


@dataclass(frozen=True, eq=False, repr=False)
class PhaseDiagram:
    """How couples end over two parameters; what the other parameters do is taken together."""

    x: str
    y: str
    xs: Array
    """Rising. Shape ``(nx,)``."""
    ys: Array
    """Rising. Shape ``(ny,)``."""
    ended: Whole
    """How many couples of each cell ended in each way. Shape ``(n_outcomes, ny, nx)``."""
    expected: int
    """How many couples each cell has where nothing is missing."""
    pooled: tuple[str, ...]
    """The other parameters of the design."""
    footing: tuple[str, ...] = ()
    """What it rests on, in sentences."""
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    """The key and the name of each partner, for pictures."""

    def __repr__(self) -> str:
        return f"<PhaseDiagram of {len(self.xs)} x {len(self.ys)} cells, {self.x} and {self.y}>"

    @property
    def counts(self) -> Whole:
        """How many couples there are in each cell. Shape ``(ny, nx)``."""
        counts: Whole = self.ended.sum(axis=0)
        return counts

    @property
    def shares(self) -> Mapping[Outcome, Array]:
        """The share of each outcome in each cell, NaN where nobody is. Each ``(ny, nx)``."""
        total = np.where(self.counts > 0, self.counts, np.nan)
        return {one: self.ended[n] / total for n, one in enumerate(OUTCOMES)}

    @property
    def most(self) -> Whole:
        """The most frequent outcome of each cell, by its number in `OUTCOMES`. Shape ``(ny, nx)``.

        Of several that are equally frequent (see `tied`) it is the first one; `NOBODY` where there
        is no couple.
        """
        return np.where(self.counts > 0, np.argmax(self.ended, axis=0), NOBODY)

    @property
    def tied(self) -> NDArray[np.bool_]:
        """Whether several outcomes are the most frequent ones. Shape ``(ny, nx)``."""
        tied: NDArray[np.bool_] = (self.ended == self.ended.max(axis=0)).sum(axis=0) > 1
        return tied & (self.counts > 0)

    @property
    def is_whole(self) -> bool:
        """Whether every cell has all its couples."""
        return bool(np.all(self.counts == self.expected))

    @property
    def sentences(self) -> tuple[str, ...]:
        """What was found, each outcome once."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        cells = self.counts.size
        yield say("phase.head", x=self.x, y=self.y, cells=cells, expected=self.expected)
        first = self.most[~self.tied]
        for n, one in enumerate(OUTCOMES):
            count = int(np.sum(first == n))
            if count:
                yield say("phase.most", outcome=one, count=count, cells=cells)
        if np.any(self.tied):
            yield say("phase.tied", count=int(np.sum(self.tied)), cells=cells)
        if self.pooled:
            yield say("among.pooled", names=listed(self.pooled))
        if not self.is_whole:
            nobody = int(np.sum(self.counts == 0))
            some = int(np.sum(self.counts < self.expected)) - nobody
            yield say("phase.missing", nobody=nobody, some=some)

    def text(self) -> str:
        """Return what was found and what it rests on, one sentence a line."""
        return with_footing(list(self.sentences), self.footing)

    def __str__(self) -> str:
        return self.text()

    def as_data(self) -> dict[str, object]:
        """Return it for JSON; rows of a table go with `y`, and null stands where nobody is."""
        rows: list[list[int]] = self.most.tolist()
        most = [[None if n == NOBODY else str(OUTCOMES[n]) for n in row] for row in rows]
        return {
            "x": {"name": self.x, "values": self.xs.tolist()},
            "y": {"name": self.y, "values": self.ys.tolist()},
            "counts": self.counts.tolist(),
            "expected": self.expected,
            "shares": {
                str(one): [[finite(share) for share in row] for row in shares.tolist()]
                for one, shares in self.shares.items()
            },
            "most": most,
            "tied": self.tied.tolist(),
            "pooled": list(self.pooled),
            "sentences": list(self.sentences),
            "rests_on": list(self.footing),
        }


def phase_diagram(ensemble: Ensemble, x: str | None = None, y: str | None = None) -> PhaseDiagram:
    """Return how couples end over two parameters of a grid.

    In each cell all couples count alike, whatever the other parameters are. A cell that an
    unfinished part has not reached stays without a share.

    Args:
        ensemble: The couples, from `negcycle.sweep` over two parameters or more.
        x: The parameter from left to right; None for the first one.
        y: The parameter upward; None for the next one.

    Raises:
        UnknownName: if the grid has no such parameter.
        AnalysisError: if the couples are on no grid, or on one with a single parameter.

    Example:
        >>> import numpy as np, negcycle as nc
        >>> from negcycle.model.ensemble import Ensemble
        >>> from negcycle.simulation.many.designs import make_design
        >>> design, at = make_design({"john.need": [0.2, 0.8], "turn": [1, 2]})
        >>> couples = Ensemble(
        ...     index=np.arange(4), parameters=at, columns={"outcome": np.array([0, 0, 1, 0])},
        ...     runs=4, turns=1.0, step=1.0, look=1.0, seed=0, design=design)
        >>> nc.phase_diagram(couples).shares["stuck"].tolist()
        [[0.0, 1.0], [0.0, 0.0]]
    """
    design = grid_of(ensemble)
    x, y = _axes(design, x, y)
    xs, column = along(ensemble, design, x)
    ys, row = along(ensemble, design, y)
    shape = (len(OUTCOMES), len(ys), len(xs))
    place = np.ravel_multi_index((ensemble["outcome"].astype(np.int64), row, column), shape)
    return PhaseDiagram(
        x=x,
        y=y,
        xs=xs,
        ys=ys,
        ended=np.bincount(place, minlength=int(np.prod(shape))).reshape(shape),
        expected=design.points * design.runs // (len(xs) * len(ys)),
        pooled=tuple(name for name in design.axes if name not in {x, y}),
        footing=rests_on(ensemble),
        people=dict(ensemble.people),
    )


def _axes(design: Design, x: str | None, y: str | None) -> tuple[str, str]:
    for name in (x, y):
        if name is not None:
            check_axis(design, name)
    if len(design.axes) < 2:
        raise AnalysisError(say("phase.one-axis", name=next(iter(design.axes))))
    if x is None:
        x = next(name for name in design.axes if name != y)
    if y is None:
        y = next(name for name in design.axes if name != x)
    if x == y:
        raise AnalysisError(say("phase.same-axis", name=x))
    return x, y
