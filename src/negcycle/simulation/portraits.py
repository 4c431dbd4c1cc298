"""Where every start leads: null clines, fixed points and basins, of two states or of a couple."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.simulation.contours import zero_lines
from negcycle.simulation.measuring import cycle_strength
from negcycle.simulation.relaxing import relax
from negcycle.simulation.starting import worst
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.system import System
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


# -- a couple ---------------------------------------------------------------------------------

_BRANCH = 241
_LEVELS, _HEIGHTS = 81, 21
"""Starts along resentment and along cycle strength; it is resentment that decides."""
_HURRY = 0.5
"""The share of its way that a slow state goes in one turn where only the end counts."""
_ROUNDS, _CLOSE = 3, 0.03
"""How often, and from which difference in resentment on, more points are put on a null cline."""
_KICK = 1e-3
"""A push from which the best start can leave a calm that does not hold."""
_STILL, _STILL_ENOUGH = 1e-7, 1e-6
"""What moves less than this in a turn rests; the second is enough for a line in a picture."""
_NEAR = 0.02
_LONGEST = 6_000.0
"""Turns after which nobody waits any longer."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A state of a couple that stays as it is, as seen in the plane."""

    resentment: float
    """The mean over the partners. 0 to 1."""
    strength: float
    """Of the cycle. 0 to 1."""
    stable: bool


@dataclass(frozen=True, eq=False)
class CyclePortrait:
    """A couple in the plane of resentment (slow) and cycle strength (fast), both from 0 to 1."""

    resentments: Array
    """At which resentment of everybody the fast states were left to settle. Shape ``(n,)``."""
    from_calm: Array
    """The cycle strength that they settle at from the calmest start. Shape ``(n,)``."""
    from_stuck: Array
    """The same from the worst start. Shape ``(n,)``."""
    strengths: Array
    """At which cycle strength everything else was left to settle. Shape ``(m,)``."""
    from_trust: Array
    """The mean resentment that it settles at from none. Shape ``(m,)``."""
    from_resentment: Array
    """The same from the most. Shape ``(m,)``."""
    settled: tuple[Settled, ...]
    """The states that stay, by rising strength."""
    basins: NDArray[np.int64]
    """Where each start leads: a place in `settled`, or `NOWHERE`. Both axes go from 0 to 1.

    Shape ``(n_strengths, n_resentments)``.
    """


def cycle_portrait(system: System) -> CyclePortrait:
    """Return the portrait of a couple: what holds, what tips, and where every start leads.

    Everybody has the same resentment at a start, and goes equally far toward or away, as the cycle
    has it. The fast null cline is what the other states settle at while resentment is held; the
    slow one is the resentment that they settle at while what everybody does is held. For partners
    who mirror each other both are exact; otherwise they show the mean of the two.

    Sources:
        Rinaldi, S., et al. (2015). Modeling Love Dynamics. World Scientific (slow and fast states).
    """
    couple = _Couple(system)
    along = np.linspace(0.0, 1.0, _BRANCH)
    calm, stuck = couple.fast_branches(along)
    strengths, trust, resentment = couple.slow_branches(along)
    states = couple.settled()
    return CyclePortrait(
        resentments=along,
        from_calm=calm,
        from_stuck=stuck,
        strengths=strengths,
        from_trust=trust,
        from_resentment=resentment,
        settled=tuple(point for _, point in states),
        basins=couple.basins(states),
    )


class _Couple:
    """A system, and the places of what the plane shows."""

    def __init__(self, system: System) -> None:
        self.system = system
        people = range(len(system.people))
        self.hard = [place for one in people for place in system.places(Kind.RESENTMENT, one)]
        self.done = [place for one in people for place in system.places(Kind.BEHAVIOR, one)]
        self.worst = worst(system)
        self.kicked = system.calm.copy()
        fast = [place for place, one in enumerate(system.states) if not one.kind.is_slow]
        self.kicked[fast] = _KICK * self.worst[fast]

    def fast_branches(self, resentments: Array) -> tuple[Array, Array]:
        """Return the cycle strength settled at, from the calmest and from the worst start."""
        ends: list[Array] = []
        for start in (self.kicked, self.worst):
            lanes = np.repeat(start[:, None], len(resentments), axis=1)
            lanes[self.hard] = resentments
            ends.append(cycle_strength(self.system, self.rested(lanes, self.hard, hurry=_HURRY)))
        return ends[0], ends[1]

    def slow_branches(self, strengths: Array) -> tuple[Array, Array, Array]:
        """Return strengths, and the mean resentment settled at from none and from the most.

        Where the resentment changes much from one strength to the next, more are put between.
        """
        found = self.slow_ends(strengths)
        for _ in range(_ROUNDS):
            wide = np.flatnonzero(np.abs(np.diff(found[1:], axis=1)).max(axis=0) > _CLOSE)
            shares = np.linspace(0.0, 1.0, 8)[1:-1]
            gaps = found[0][wide], found[0][wide + 1]
            between = [low + share * (high - low) for share in shares for low, high in [gaps]]
            if not len(wide):
                break
            more = self.slow_ends(np.concatenate(between))
            both = np.concatenate([found, more], axis=1)
            found = both[:, np.argsort(both[0])]
        return found[0], found[1], found[2]

    def slow_ends(self, strengths: Array) -> Array:
        """Return strengths, and where resentment settles at each from none and from the most."""
        ends: list[Array] = [strengths]
        for level in (0.0, 1.0):
            lanes = self.at(np.full(len(strengths), level), strengths)
            ends.append(self.rested(lanes, self.done, hurry=_HURRY)[self.hard].mean(axis=0))
        return np.stack(ends)

    def settled(self) -> list[tuple[Array, Settled]]:
        """Return the states that stay, found from calm, from worst and from between the two."""
        best, worst = relax(self.system, self.kicked), relax(self.system, self.worst)
        found: list[tuple[Array, Settled]] = []
        for share in np.linspace(0.0, 1.0, 21):
            level = float(best[self.hard].mean() * (1 - share) + worst[self.hard].mean() * share)
            between = best * (1 - share) + worst * share
            between[self.hard] = level
            quick = self.rested(between[:, None], self.hard, hurry=_HURRY)[:, 0]
            for start in (between, quick):
                point = self.sharpened(start)
                known = point is None or any(np.max(np.abs(point - one)) < 1e-3 for one, _ in found)
                if point is not None and not known:
                    found.append((point, self.seen(point)))
        return sorted(found, key=lambda one: one[1].strength)

    def basins(self, states: list[tuple[Array, Settled]]) -> NDArray[np.int64]:
        """Return where every start of a grid leads. Shape ``(n_strengths, n_resentments)``."""
        sides = np.linspace(0.0, 1.0, _LEVELS), np.linspace(0.0, 1.0, _HEIGHTS)
        levels, strengths = (part.ravel() for part in np.meshgrid(*sides))
        lanes = self.rested(self.at(levels, strengths), [*self.done, *self.hard], turns=200.0)
        found = np.full(lanes.shape[1], NOWHERE)
        places = _numbers(lanes.shape[1])
        goals = [(n, state) for n, (state, point) in enumerate(states) if point.stable]
        for _ in range(int(_LONGEST / 10)):
            for n, goal in goals:
                near = np.max(np.abs(lanes - goal[:, None]), axis=0) < _NEAR
                found[places[near]] = n
                lanes, places = lanes[:, ~near], places[~near]
            if not len(places):
                break
            lanes = self.rested(lanes, [], turns=10.0)
        return found.reshape(_HEIGHTS, _LEVELS)

    def at(self, resentments: Array, strengths: Array) -> Array:
        """Return starts at these places of the plane, all else as calm as can be."""
        lanes = np.repeat(self.kicked[:, None], len(resentments), axis=1)
        lanes[self.hard] = resentments
        lanes[self.done] = np.sign(self.worst[self.done])[:, None] * strengths
        return lanes

    def seen(self, state: Array) -> Settled:
        values = np.linalg.eigvals(self.system.jacobian(state))
        strength = float(cycle_strength(self.system, state))
        stable = bool(np.max(values.real) < 0)
        return Settled(float(state[self.hard].mean()), strength, stable)

    def rested(
        self, lanes: Array, held: list[int], *, turns: float = 4_000.0, hurry: float = 0.0
    ) -> Array:
        """Run lanes on, with some states held, until they rest or `turns` are over.

        The steps are those of `System.targets`, one turn long, so that every state keeps its box.
        With `hurry` every state goes at least this share of its way in a turn: it rests where it
        would have rested anyway.
        """
        still = _STILL_ENOUGH if hurry else _STILL
        free = np.ones(len(lanes), dtype=bool)
        free[held] = False
        now = lanes.copy()
        for _ in range(int(turns)):
            speed, target = self.system.targets(now)
            way = np.maximum(1 - np.exp(-speed), hurry) * (target - now)
            way[~free] = 0.0
            now += way
            if float(np.max(np.abs(way), initial=0.0)) < still:
                break
        return now

    def sharpened(self, start: Array) -> Array | None:
        """Return the fixed point next to `start` by Newton's method; None where there is none."""
        system, now = self.system, start
        for _ in range(60):
            try:
                way = np.linalg.solve(system.jacobian(now), -system.rates(now))
            except np.linalg.LinAlgError:
                return None
            longest = float(np.max(np.abs(way)))
            now = now + way * min(1.0, 0.1 / longest if longest > 0 else 1.0)
            if longest < 1e-11:
                inside = np.all((now >= system.low - 1e-9) & (now <= system.high + 1e-9))
                return np.clip(now, system.low, system.high) if inside else None
        return None
