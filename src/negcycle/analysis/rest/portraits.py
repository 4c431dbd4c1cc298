"""Where every start leads: null clines, fixed points and basins of a model with two states."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.rest.contours import zero_lines
from negcycle.errors import SimulationError
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.words import say

Rest = Literal["stable", "saddle", "unstable", "center"]
"""What becomes of a small push at a fixed point: it fades, it grows on one side, it grows, it
circles."""

NOWHERE = -1
"""The basin of starts of which it is not known where they lead: they go round, or too slowly."""
AWAY = -2
"""The basin of starts that leave the picture and do not come back."""

_GRID = 121
_MOST_POINTS = 12
_FAR = 4.0
"""Who goes this many widths of the picture beyond its edge does not come back."""
_ARRIVED = 0.01
"""Who comes this close to a stable point, as a share of the picture, has arrived."""


@dataclass(frozen=True, slots=True)
class FixedPoint:
    """A state that stays as it is."""

    x: float
    y: float
    kind: Rest


@dataclass(frozen=True, eq=False)
class PhasePortrait:
    """The plane of two states: who stays where, and where every start leads."""

    names: tuple[str, str]
    xs: Array
    """Values of the first state, rising. Shape ``(nx,)``."""
    ys: Array
    """Values of the second, rising. Shape ``(ny,)``."""
    field: Array
    """How fast each state moves there, of a map in one step. Shape ``(2, ny, nx)``."""
    null_clines: tuple[tuple[Array, ...], tuple[Array, ...]]
    """For each state the lines along which it does not move. Points of shape ``(n, 2)``."""
    points: tuple[FixedPoint, ...]
    """From left to right."""
    basins: NDArray[np.int64]
    """Where each start leads: the place of a stable point in `points`, `NOWHERE` or `AWAY`.

    Shape ``(ny, nx)``.
    """
    borders: tuple[Array, ...] = ()
    """The lines into saddles, which part the basins. Points of shape ``(n, 2)``."""
    line_of_rest: bool = False
    """Whether there are too many fixed points to name, as where both null clines are one line."""


def phase_portrait(
    model: Model, x: tuple[float, float], y: tuple[float, float], *, size: int = _GRID
) -> PhasePortrait:
    """Return the portrait of a model with two states, in continuous time or in steps.

    What a model feels late counts as felt at once.

    Args:
        model: The model.
        x: From where to where the first state is looked at.
        y: The same of the second state.
        size: How many points the grid has along each side.

    Raises:
        SimulationError: if the model has not just two states, or a range is empty.

    Sources:
        Strogatz, S. H. (2015). Nonlinear Dynamics and Chaos, 2nd ed., chapter 6.
    """
    if len(model.names) != 2:
        raise SimulationError(say("portrait.two-states", count=len(model.names)))
    for low, high in (x, y):
        if not (np.isfinite(low) and np.isfinite(high) and low < high):
            raise SimulationError(say("portrait.range", low=low, high=high))
    xs, ys = np.linspace(*x, size), np.linspace(*y, size)
    grid = np.stack(np.meshgrid(xs, ys))
    plane = _Plane(model, (x, y))
    with np.errstate(all="ignore"):
        field = plane.moves(grid.reshape(2, -1)).reshape(grid.shape)
        points = plane.fixed_points(xs, ys, field)
        many = len(points) > _MOST_POINTS
        points = () if many else points
        basins = plane.basins(grid.reshape(2, -1), points).reshape(size, size)
        borders = tuple(line for point in points for line in plane.borders(point))
    return PhasePortrait(
        names=(model.names[0], model.names[1]),
        xs=xs,
        ys=ys,
        field=field,
        null_clines=(zero_lines(xs, ys, field[0]), zero_lines(xs, ys, field[1])),
        points=points,
        basins=basins,
        borders=borders,
        line_of_rest=many,
    )


class _Plane:
    """A model with two states and the part of its plane that is looked at."""

    def __init__(self, model: Model, ranges: tuple[tuple[float, float], ...]) -> None:
        self.model = model
        self.low = np.array([low for low, _ in ranges])
        self.width = np.array([high - low for low, high in ranges])
        self.is_map = isinstance(model, MapModel) and not isinstance(model, SmoothModel)

    def moves(self, states: Array) -> Array:
        """Return how fast each state moves, of a map in one step. Shape ``(2, n)``."""
        if isinstance(self.model, SmoothModel):
            return self.model.rates(states)
        if isinstance(self.model, MapModel):
            return self.model.next(states) - states
        raise SimulationError(say("simulate.no-model", kind=type(self.model).__name__))

    def slopes(self, state: Array) -> Array:
        """Return the slopes of `moves` at one state. Shape ``(2, 2)``."""
        jacobian = self.model.jacobian(state)
        return jacobian - np.eye(2) if self.is_map else jacobian

    # -- fixed points ---------------------------------------------------------------------

    def fixed_points(self, xs: Array, ys: Array, field: Array) -> tuple[FixedPoint, ...]:
        """Return the states that stay, found by Newton's method from where null clines meet."""
        found: list[Array] = []
        for row, column in _meeting_cells(field).tolist():
            start = np.array([xs[column : column + 2].mean(), ys[row : row + 2].mean()])
            point = self.sharpened(start)
            apart = (
                [np.max(np.abs(point - one) / self.width) for one in found]
                if point is not None
                else []
            )
            if point is not None and min(apart, default=1.0) > 1e-3:
                found.append(point)
            if len(found) > _MOST_POINTS:
                break
        ordered = sorted(found, key=lambda one: (float(one[0]), float(one[1])))
        return tuple(FixedPoint(float(p[0]), float(p[1]), self.kind(p)) for p in ordered)

    def sharpened(self, start: Array) -> Array | None:
        """Return the fixed point next to `start`; None where there is none in the picture."""
        now = start
        for _ in range(50):
            move = self.moves(now[:, None])[:, 0]
            slopes = self.slopes(now)
            if not (np.all(np.isfinite(move)) and np.all(np.isfinite(slopes))):
                return None
            way = np.linalg.lstsq(slopes, -move, rcond=None)[0]
            longest = float(np.max(np.abs(way) / self.width))
            now = now + way * min(1.0, 0.1 / longest if longest > 0 else 1.0)
            if longest < 1e-10:
                break
        else:
            return None
        share = (now - self.low) / self.width
        inside = bool(np.all((share >= -1e-6) & (share <= 1 + 1e-6)))
        still = np.abs(self.moves(now[:, None])[:, 0]) / self.width
        return now if inside and float(still.max()) < 1e-6 else None

    def kind(self, state: Array) -> Rest:
        values = np.linalg.eigvals(self.model.jacobian(state))
        grows = np.log(np.abs(values) + 1e-300) if self.is_map else values.real
        scale = 1e-7 * max(1.0, float(np.max(np.abs(values))))
        if np.all(grows < -scale):
            return "stable"
        if np.any(grows > scale):
            return "saddle" if np.any(grows < -scale) else "unstable"
        return "center"

    # -- where starts lead ----------------------------------------------------------------

    def basins(self, starts: Array, points: tuple[FixedPoint, ...]) -> NDArray[np.int64]:
        """Return where each start leads. Shape ``(n_starts,)``."""
        targets = [(n, np.array([p.x, p.y])) for n, p in enumerate(points) if p.kind == "stable"]
        found = np.full(starts.shape[1], NOWHERE)
        if not targets:
            return self.leaving(starts, found)
        onward, steps = self.stepper()
        here, places = starts.copy(), _numbers(starts.shape[1])
        for _ in range(steps):
            share = (here - self.low[:, None]) / self.width[:, None]
            gone = ~np.all(np.isfinite(share) & (share > -_FAR) & (share < 1 + _FAR), axis=0)
            found[places[gone]] = AWAY
            done = gone
            for n, target in targets:
                near = np.all(
                    np.abs(here - target[:, None]) < _ARRIVED * self.width[:, None], axis=0
                )
                found[places[near]] = n
                done = done | near
            here, places = here[:, ~done], places[~done]
            if not len(places):
                break
            here = onward(here)
        return found

    def leaving(self, starts: Array, found: NDArray[np.int64]) -> NDArray[np.int64]:
        """Mark the starts that leave, where nothing draws them in."""
        onward, steps = self.stepper()
        here, places = starts.copy(), _numbers(starts.shape[1])
        for _ in range(min(steps, 600)):
            share = (here - self.low[:, None]) / self.width[:, None]
            gone = ~np.all(np.isfinite(share) & (share > -_FAR) & (share < 1 + _FAR), axis=0)
            found[places[gone]] = AWAY
            here, places = here[:, ~gone], places[~gone]
            if not len(places):
                break
            here = onward(here)
        return found

    def stepper(self, *, back: bool = False) -> tuple[Callable[[Array], Array], int]:
        """Return what takes states one step on, and after how many steps to stop waiting."""
        if self.is_map:
            return (lambda states: states + self.moves(states)), 2_000
        step = 0.4 / self.quickest() * (-1 if back else 1)

        def onward(states: Array) -> Array:
            k1 = self.moves(states)
            k2 = self.moves(states + step / 2 * k1)
            k3 = self.moves(states + step / 2 * k2)
            k4 = self.moves(states + step * k3)
            return states + step / 6 * (k1 + 2 * k2 + 2 * k3 + k4)

        return onward, 4_000

    def quickest(self) -> float:
        """Return the largest rate at which anything changes, in 1 per unit of time."""
        shares = [(a, b) for a in (0.1, 0.5, 0.9) for b in (0.1, 0.5, 0.9)]
        sizes = [
            float(np.max(np.abs(np.linalg.eigvals(jacobian))))
            for share in shares
            if np.all(
                np.isfinite(
                    jacobian := self.model.jacobian(self.low + np.array(share) * self.width)
                )
            )
        ]
        return max([*sizes, 1e-6])

    def borders(self, point: FixedPoint) -> Iterable[Array]:
        """Yield the two lines that lead into a saddle, found by going backward from it."""
        if point.kind != "saddle" or self.is_map:
            return
        state = np.array([point.x, point.y])
        values, vectors = np.linalg.eig(self.model.jacobian(state))
        into: Array = np.real(vectors[:, int(np.argmin(np.real(values)))])
        into = into / np.max(np.abs(into) / self.width)
        onward, _ = self.stepper(back=True)
        for side in (1e-4, -1e-4):
            line, here = [state], (state + side * into)[:, None]
            for _ in range(3_000):
                share = (here[:, 0] - self.low) / self.width
                line.append(here[:, 0])
                if not bool(np.all((share > -0.05) & (share < 1.05))):
                    break
                here = onward(here)
            yield np.array(line)


def _numbers(count: int) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.arange(count, dtype=np.int64)
    return found


def _meeting_cells(field: Array) -> NDArray[np.int64]:
    """Return the cells in or beside which both states change the sign of their move."""
    both: list[NDArray[np.bool_]] = []
    for one in field:
        above = one >= 0
        count = above[:-1, :-1].astype(int) + above[:-1, 1:] + above[1:, :-1] + above[1:, 1:]
        change = (count > 0) & (count < 4)
        wide = np.pad(change, 1)
        rows, columns = change.shape
        around = [wide[i : i + rows, j : j + columns] for i in range(3) for j in range(3)]
        both.append(np.any(around, axis=0))
    return np.argwhere(both[0] & both[1])
