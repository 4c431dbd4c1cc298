"""How many couples ended in which way, cell by cell: what a map of outcomes is drawn from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.many.phase import PhaseDiagram
from negcycle.drawing.charts.cell_axis import CellAxis
from negcycle.drawing.charts.many import counted
from negcycle.model.ensemble import OUTCOMES, Ensemble
from negcycle.model.trajectory import Outcome
from negcycle.words import say

MOST_VALUES = 50
"""A number that was drawn by chance and has more values than this is put into stretches."""
MOST_STRETCHES = 24
"""Into at most so many, of equal length, with about `EACH` couples in each cell."""
EACH = 8
_FEWEST = 4

Array = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Tally:
    """Counts over one or two parameters."""

    names: tuple[str, ...]
    """One or two parameters: what goes from left to right, and upward."""
    axes: tuple[CellAxis, ...]
    counts: Counts
    """Shape ``(n_x, n_outcomes)``, or ``(n_y, n_x, n_outcomes)``; `OUTCOMES` in order."""
    stretched: bool = False
    """Whether a cell holds a stretch of values and not one of them."""

    @property
    def total(self) -> Counts:
        """How many couples are in each cell. Shape ``(n_x,)`` or ``(n_y, n_x)``."""
        found: Counts = self.counts.sum(axis=-1)
        return found

    @property
    def shares(self) -> NDArray[np.float64]:
        """The share of each outcome; 0 where no couple is. The shape of `counts`."""
        return np.asarray(self.counts / np.maximum(self.total, 1)[..., None], dtype=np.float64)

    @property
    def main(self) -> Counts:
        """The most frequent outcome, by its place in `OUTCOMES`; -1 where no couple is."""
        found = np.argmax(self.counts, axis=-1)
        return np.where(self.total > 0, found, -1).astype(np.int64)

    @property
    def outcomes(self) -> dict[Outcome, float]:
        """The share of each outcome in the whole; ways that nobody took are out."""
        counts = self.counts.reshape(-1, len(OUTCOMES)).sum(axis=0)
        whole = max(int(counts.sum()), 1)
        return {
            outcome: int(count) / whole
            for outcome, count in zip(OUTCOMES, counts, strict=True)
            if count
        }

    @property
    def notes(self) -> list[str]:
        """What must be known to read the cells, in sentences."""
        cells, empty = self.total.size, int(np.sum(self.total == 0))
        uneven = not all(axis.is_even for axis in self.axes)
        return [
            *([say("many.map.stretches")] if self.stretched else []),
            *([say("many.map.uneven")] if uneven else []),
            *(
                [say("many.map.empty-cells", count=counted(empty), cells=counted(cells))]
                * bool(empty)
            ),
        ]

    def coarser(self, most: tuple[int, ...]) -> Tally:
        """Return it with neighbors put together, so that no axis has more cells than `most`.

        Args:
            most: For each of `axes`.
        """
        axes, counts = list(self.axes), self.counts
        for n, limit in enumerate(most):
            together = -(-len(axes[n]) // limit)
            if together > 1:
                starts = np.arange(0, len(axes[n]), together)
                counts = np.add.reduceat(counts, starts, axis=counts.ndim - 2 - n)
                groups = np.split(np.array(axes[n].values), starts[1:])
                axes[n] = CellAxis(tuple(float(np.mean(one)) for one in groups))
        return Tally(self.names, tuple(axes), counts, self.stretched)


def tally(ensemble: Ensemble, *names: str) -> Tally:
    """Return how many couples of an ensemble ended in which way, over one or two parameters.

    Raises:
        UnknownName: if there is no such column.
    """
    axes: list[CellAxis] = []
    places: list[Counts] = []
    stretched = False
    count = round((len(ensemble) / EACH) ** (1 / len(names)))
    count = min(max(count, _FEWEST), MOST_STRETCHES)
    for name in names:
        values = ensemble.numbers(name)
        asked = _of_a_grid(ensemble, name)
        levels: Array = np.unique(np.concatenate([values, asked]))
        if len(levels) > MOST_VALUES and not asked:
            stretched = True
            edges: Array = np.linspace(float(levels[0]), float(levels[-1]), count + 1)
            places.append(np.clip(np.searchsorted(edges, values, "right") - 1, 0, count - 1))
            levels = (edges[:-1] + edges[1:]) / 2
        else:
            places.append(np.searchsorted(levels, values))
        axes.append(CellAxis(tuple(levels.tolist())))
    shape = (*(len(one) for one in reversed(axes)), len(OUTCOMES))
    counts: Counts = np.zeros(shape, dtype=np.int64)
    np.add.at(counts, (*reversed(places), ensemble["outcome"].astype(np.int64)), 1)
    return Tally(names, tuple(axes), counts, stretched)


def tally_of(found: PhaseDiagram) -> Tally:
    """Return the counts of a phase diagram."""
    axes = (CellAxis(tuple(found.xs.tolist())), CellAxis(tuple(found.ys.tolist())))
    return Tally((found.x, found.y), axes, np.moveaxis(found.ended, 0, -1))


def _of_a_grid(ensemble: Ensemble, name: str) -> tuple[float, ...]:
    """Return the values of an axis that were asked for, whether a couple is there or not."""
    design = ensemble.design
    return design.axes.get(name, ()) if design and design.sampling == "grid" else ()
