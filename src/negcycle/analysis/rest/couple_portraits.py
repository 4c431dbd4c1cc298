"""A couple in the plane of resentment and cycle strength: what stays, and where every start leads.

More than two states are seen in this plane, so it needs a rule for all the others. A place in it
stands for people whose resentment, and whose behavior, lies on the way through the states that
stay: from none through each of these states to the most. So both null clines pass through them,
however many people there are and however much they differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.rest.contours import zero_lines
from negcycle.analysis.rest.portraits import NOWHERE
from negcycle.graph.cycle_graph import Kind
from negcycle.model.trajectory import POSITION
from negcycle.system.measuring import behaviors, cycle_strength, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.stuck import worst
from negcycle.system.system import System

SWINGING = -3
"""The basin of starts from which it goes back and forth and does not settle."""

_BRANCH = 241
_GRID = 61
_LEVELS, _HEIGHTS = 40, 20
"""Steps between starts along resentment and along cycle strength; it is resentment that decides."""
_FINER = (4, 12)
"""Where two starts, one above or beside the other, end differently: into how many steps their
distance is cut then."""
_KICK = 0.01
"""The push with which the best start can leave a calm that does not hold."""
_SEEDS = 21
_STILL = 1e-9
"""What moves less than this in a step rests."""
_RESTS = 1e-6
"""What moves less than this in a turn rests, as far as a line in a picture shows."""
_NEAR = 0.02
"""Who is this close to a state that holds has come there."""
_REACH = 0.1
"""How far Newton's method may go to a state that holds."""
_MOVES = 0.01
"""Who after all this time moves faster than this, in 1 per turn, and later too, swings."""
_STEPS = ((1.0, 1.0, 50), (10.0, 10.0, 45), (50.0, 50.0, 110))
"""Steps in turns, those of resentment, and how many: 6,000 turns of resentment in all.

At first all moves, later only what is slow.
"""
_SHORT_STEPS = ((0.25, 0.25, 200), (0.25, 4.0, 1_480))
"""The same where long steps would make somebody swing."""
_AT_THE_EDGE = (50.0, 50.0, 400)
"""Who starts close to an edge takes longer to leave it; where there is none, slow is slow."""
_PUSH = 1e-6
"""The difference in a state from which slopes are read."""


@dataclass(frozen=True, slots=True)
class Settled:
    """A state of a couple that stays as it is, as seen in the plane."""

    resentment: float
    """The mean over those who are in a cycle. 0 to 1."""
    strength: float
    """Of the cycle. 0 to 1."""
    stable: bool
    in_position: bool
    """Whether somebody pursues or withdraws there, as in a run that ends stuck."""


@dataclass(frozen=True, eq=False)
class CyclePortrait:
    """A couple in the plane of resentment (slow) and cycle strength (fast), both from 0 to 1."""

    resentments: Array
    """At which mean resentment the fast states were left to settle. Shape ``(n,)``."""
    from_calm: Array
    """The cycle strength that they settle at from the calmest start. Shape ``(n,)``."""
    from_stuck: Array
    """The same from the worst start. Shape ``(n,)``."""
    slow: tuple[Array, ...]
    """The lines along which resentment stays as it is: points (resentment, strength).

    Each of shape ``(n, 2)``.
    """
    settled: tuple[Settled, ...]
    """The states that stay, by rising strength."""
    basins: NDArray[np.int64]
    """Where each start leads: a place in `settled`, `SWINGING`, or `NOWHERE` for too slowly.

    Both axes go from 0 to 1. Shape ``(n_strengths, n_resentments)``.
    """
    people: tuple[str, ...] = ()
    """The keys of those who are in a cycle, whose resentment counts."""


def cycle_portrait(system: System) -> CyclePortrait:
    """Return the portrait of a couple: what holds, what tips, and where every start leads.

    The fast null cline is the cycle strength that comes to be while everybody's resentment is held.
    Along the slow one the mean resentment stays as it is, once all else has settled to it and to
    what everybody does.

    Sources:
        Rinaldi, S., et al. (2015). Modeling Love Dynamics. World Scientific (slow and fast states).
    """
    couple = _Couple(system)
    states = couple.settled()
    plane = _Plane(couple, states)
    along = np.linspace(0.0, 1.0, _BRANCH)
    calm, stuck = plane.fast_branches(along)
    return CyclePortrait(
        resentments=along,
        from_calm=calm,
        from_stuck=stuck,
        slow=plane.slow_lines(),
        settled=tuple(couple.seen(one) for one in states),
        basins=plane.basins(),
        people=tuple(system.keys[place] for place in couple.people),
    )


class _Couple:
    """A system: what its states are, where it comes to rest, and how it goes there.

    The steps are those of `System.targets`, so that every state keeps its box, for a step of any
    length. Longer ones change neither where it rests nor, of two starts, which is the worse.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self.people = in_a_cycle(system)
        self.hard = [n for one in self.people for n in system.places(Kind.RESENTMENT, one)]
        self.done = [n for one in self.people for n in system.places(Kind.BEHAVIOR, one)]
        apart = [n for n, one in enumerate(system.states) if one.partner not in self.people]
        self.worst = worst(system)
        self.worst[apart] = system.calm[apart]
        self.kicked = system.calm.copy()
        fast = [place for place, one in enumerate(system.states) if not one.kind.is_slow]
        self.kicked[fast] = _KICK * self.worst[fast]
        self.swings = system.answers_differ

    def seen(self, state: Array) -> Settled:
        values = np.linalg.eigvals(self.system.jacobian(state))
        done = behaviors(self.system, state)[self.people]
        return Settled(
            resentment=float(state[self.hard].mean()),
            strength=float(cycle_strength(self.system, state)),
            stable=bool(np.max(values.real) < 0),
            in_position=bool(np.max(np.abs(done)) >= POSITION),
        )

    def settled(self) -> list[Array]:
        """Return the states that stay, by rising strength.

        They are looked for from calm, from worst and from between the two. Of a state and its
        mirror image, which lie at the same place of the plane, there is one.
        """
        best, worst = self.rested(np.stack([self.kicked, self.worst], axis=1), []).T
        shares = np.linspace(0.0, 1.0, _SEEDS)
        between = best[:, None] * (1 - shares) + worst[:, None] * shares
        between[self.hard] = between[self.hard].mean(axis=0)
        starts = np.concatenate([between, self.rested(between, self.hard)], axis=1)
        points, found = self.sharpened(starts, np.ones(len(best), dtype=bool))
        kept: list[Array] = []
        for point in np.clip(points[:, found], *self.box()).T:
            if all(np.max(np.abs(np.abs(point) - np.abs(one))) > 1e-3 for one in kept):
                kept.append(point)
        return sorted(kept, key=lambda one: float(cycle_strength(self.system, one)))

    def box(self) -> tuple[Array, Array]:
        """Return the lower and the upper ends of the states. Each of shape ``(n_states, 1)``."""
        return self.system.low[:, None], self.system.high[:, None]

    def stepped(
        self, lanes: Array, step: Array | float, free: NDArray[np.bool_], hurry: float = 0.0
    ) -> Array:
        """Return lanes one step later, in which the free states move.

        With `hurry` each goes at least this share of its way: it rests where it would have rested
        anyway, only sooner.
        """
        speed, target = self.system.targets(lanes)
        share = np.maximum(1 - np.exp(-speed * step), hurry)
        return lanes + np.where(free[:, None], share * (target - lanes), 0.0)

    def rested(self, lanes: Array, held: Sequence[int]) -> Array:
        """Return where lanes come to rest, with some states held; they may hurry.

        Those that rest, or come so close to a state that holds that Newton's method finds it, are
        done; the others go on, and are left where they are after 600 steps.
        """
        free = np.ones(len(lanes), dtype=bool)
        free[list(held)] = False
        step, hurry = (0.2, 0.2) if self.swings else (1.0, 0.5)
        now, left = lanes.copy(), _numbers(lanes.shape[1])
        for _ in range(24):
            here = now[:, left]
            before = here
            for _ in range(25):
                before, here = here, self.stepped(here, step, free, hurry)
            now[:, left] = here
            restless = np.max(np.abs(here - before), axis=0) > _STILL
            points, found = self.sharpened(here[:, restless], free, near=_REACH)
            left = left[restless]
            now[:, left[found]] = points[:, found]
            left = left[~found]
            if left.size == 0:
                break
        return now

    def sharpened(
        self, lanes: Array, free: NDArray[np.bool_], *, near: float = 0.0
    ) -> tuple[Array, NDArray[np.bool_]]:
        """Return what Newton's method finds from each lane, and where it found a state that stays.

        With `near`, only one that holds and is no farther away than this counts.
        """
        low, high = (side[free] for side in self.box())
        now, left = lanes.copy(), _numbers(lanes.shape[1])
        found = np.zeros(len(lanes.T), dtype=bool)
        for _ in range(8 if near else 60):
            if left.size == 0:
                break
            slopes, rates = self.slopes(now[:, left], free)
            way = _solved(slopes, -rates)
            longest = np.max(np.abs(way), axis=0)
            inner = np.ix_(free, left)
            now[inner] += way * np.minimum(1.0, 0.1 / np.maximum(longest, 1e-300))
            still, here = longest < 1e-10, now[inner]
            good = still & np.all((here >= low - 1e-9) & (here <= high + 1e-9), axis=0)
            if near:
                good &= np.max(np.abs(here - lanes[inner]), axis=0) < near
                good[good] = np.max(np.linalg.eigvals(slopes[good]).real, axis=1) < 0
            found[left[good]] = True
            left = left[~still]
        return now, found

    def slopes(self, lanes: Array, free: NDArray[np.bool_]) -> tuple[Array, Array]:
        """Return how the rates of the free states change with each of them, and these rates.

        Shapes ``(n_lanes, n_free, n_free)`` and ``(n_free, n_lanes)``.
        """
        pushes = np.eye(len(lanes))[:, free, None] * _PUSH
        rates: Array = self.system.rates(lanes)[free]
        pushed: Array = self.system.rates(lanes[:, None] + pushes)[free]
        return np.moveaxis((pushed - rates[:, None]) / _PUSH, 2, 0), rates


class _Plane:
    """What the plane shows of a couple: which state stands for each of its places."""

    def __init__(self, couple: _Couple, states: Sequence[Array]) -> None:
        self.couple = couple
        self.goals = [(n, one) for n, one in enumerate(states) if couple.seen(one).stable]
        zero = np.zeros(len(couple.system.states))
        ends = [zero, *(one for one in states if self.on_this_side(one)), couple.worst]
        self.levels = [float(one[couple.hard].mean()) for one in ends]
        self.heights = [float(cycle_strength(couple.system, one)) for one in ends]
        self.ends = np.stack(ends, axis=1)

    def on_this_side(self, state: Array) -> bool:
        """Whether a state is no mirror image of one on the way to the worst."""
        done = self.couple.done
        return float(state[done] @ self.couple.worst[done]) >= 0

    def at(self, resentments: Array, strengths: Array) -> Array:
        """Return starts at these places of the plane, all else as calm as can be."""
        couple = self.couple
        lanes = np.repeat(couple.kicked[:, None], len(resentments), axis=1)
        lanes[couple.hard] = _on_the_way(resentments, self.levels, self.ends[couple.hard])
        lanes[couple.done] = _on_the_way(strengths, self.heights, self.ends[couple.done])
        return lanes

    def fast_branches(self, resentments: Array) -> tuple[Array, Array]:
        """Return the cycle strength settled at, from the calmest and from the worst start."""
        couple, count = self.couple, len(resentments)
        starts = np.stack([couple.kicked, couple.worst], axis=1)
        lanes = np.repeat(starts, count, axis=1)
        lanes[couple.hard] = np.tile(self.at(resentments, resentments)[couple.hard], 2)
        ends = couple.rested(lanes, couple.hard)
        rates = np.delete(couple.system.rates(ends), couple.hard, axis=0)
        rests = np.max(np.abs(rates), axis=0) < _RESTS
        found = cycle_strength(couple.system, ends)
        calm, stuck = (
            found[:count],
            found[count:],
        )  # who is still on the way goes to where others are
        return np.where(rests[:count], calm, stuck), np.where(rests[count:], stuck, calm)

    def slow_lines(self) -> tuple[Array, ...]:
        """Return the lines along which the mean resentment neither grows nor shrinks."""
        couple = self.couple
        along = (1 - np.cos(np.linspace(0.0, np.pi, _GRID))) / 2  # closest at the ends
        levels, strengths = (part.ravel() for part in np.meshgrid(along, along))
        lanes = couple.rested(self.at(levels, strengths), [*couple.done, *couple.hard])
        grows = couple.system.rates(lanes)[couple.hard].mean(axis=0)
        return zero_lines(along, along, grows.reshape(_GRID, _GRID))

    def basins(self) -> NDArray[np.int64]:
        """Return where every start of a grid leads. Shape ``(n_strengths, n_resentments)``."""
        few = 2 if self.couple.swings else 1
        sides = [np.linspace(0.0, 1.0, count // few + 1) for count in (_LEVELS, _HEIGHTS)]
        levels, heights = np.meshgrid(*sides)
        found = self.leads(levels.ravel(), heights.ravel()).reshape(levels.shape)
        return self.finer(self.finer(found, 1), 0)

    def finer(self, basins: NDArray[np.int64], axis: int) -> NDArray[np.int64]:
        """Return basins with more starts along an axis; those between two equal ends end there."""
        rough = np.moveaxis(basins, axis, 0)
        times = _FINER[axis]
        found = np.concatenate([np.repeat(rough[:-1], times, axis=0), rough[-1:]])
        places, others = np.nonzero(np.diff(rough, axis=0))
        places = (places[:, None] * times + np.arange(1, times)).ravel()
        others = np.repeat(others, times - 1)
        ways = places / (len(found) - 1), others / (found.shape[1] - 1)
        found[places, others] = self.leads(*(ways if axis == 1 else ways[::-1]))
        return np.moveaxis(found, 0, axis)

    def leads(self, resentments: Array, strengths: Array) -> NDArray[np.int64]:
        """Return where the starts at these places of the plane lead. Shape ``(n,)``."""
        couple = self.couple
        starts = self.at(resentments, np.maximum(strengths, _KICK))
        lanes = couple.rested(starts, [*couple.done, *couple.hard])
        found, places = np.full(len(lanes.T), NOWHERE), _numbers(lanes.shape[1])
        free = np.ones(len(lanes), dtype=bool)
        steps = _SHORT_STEPS if couple.swings else _STEPS
        for step, of_hard, count in (*steps, _AT_THE_EDGE) if len(self.goals) > 1 else steps:
            each = np.full((len(lanes), 1), step)
            each[couple.hard] = of_hard
            for _ in range(count):
                for n, goal in self.goals:
                    near = np.max(np.abs(lanes - goal[:, None]), axis=0) < _NEAR
                    found[places[near]] = n
                    lanes, places = lanes[:, ~near], places[~near]
                if places.size == 0:
                    return found
                lanes = couple.stepped(lanes, each, free)
        found[places[self.swinging(lanes)]] = SWINGING
        return found

    def swinging(self, lanes: Array) -> NDArray[np.bool_]:
        """Return which lanes still move now and later, and so are not just on their way."""
        couple, moves = self.couple, np.ones(len(lanes.T), dtype=bool)
        free = np.ones(len(lanes), dtype=bool)
        for _ in range(3):
            for _ in range(50):
                lanes = couple.stepped(lanes, 0.5 if couple.swings else 1.0, free)
            moves &= np.max(np.abs(couple.system.rates(lanes)), axis=0) > _MOVES
        return moves


def _on_the_way(values: Array, places: Sequence[float], ends: Array) -> Array:
    """Return the states on the way through `ends` for values of what stands at `places`."""
    order = np.argsort(places, kind="stable")
    xs = np.asarray(places)[order]
    rows: list[Array] = [np.interp(values, xs, row[order]) for row in ends]
    return np.stack(rows)


def _numbers(count: int) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.arange(count, dtype=np.int64)
    return found


def _solved(slopes: Array, rates: Array) -> Array:
    """Return the way to where rates vanish. Shape ``(n, n_lanes)``."""
    right = rates.T[:, :, None]
    try:
        ways = np.linalg.solve(slopes, right)
    except np.linalg.LinAlgError:  # something stays wherever it is
        ways = np.matmul(np.linalg.pinv(slopes), right)
    return np.asarray(ways[:, :, 0].T, dtype=np.float64)
