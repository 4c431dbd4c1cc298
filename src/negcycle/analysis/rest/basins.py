"""Basins: of a plane of starts, which leads where, and what share of them to each rest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.newton import Moving, is_map, moves
from negcycle.analysis.rest.equilibria import Box, box_of, fixed_points
from negcycle.analysis.rest.equilibrium import Equilibrium, moving_of
from negcycle.analysis.rest.going_around import forward
from negcycle.analysis.rest.portraits import AWAY, NOWHERE
from negcycle.analysis.spectrum import eigenvalues
from negcycle.analysis.state import State, state_of
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph, Kind
from negcycle.model.cycle import Cycle
from negcycle.model.trajectory import POSITION
from negcycle.system.measuring import behaviors, cycle_strength, in_a_cycle
from negcycle.system.protocol import Array, Model
from negcycle.system.stuck import worst
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

SWINGING = -3
"""The basin of starts that still go back and forth when the runs end."""

OF_A_COUPLE = ("resentment", "strength")
"""Axes that a couple has besides its states: everybody's resentment, the cycle's strength."""

_SIZE = 61
_COARSE = 4
"""Every so many starts are run first; between four that lead to the same place, nobody else is."""
_UPSET = 0.1
"""How upset a couple begins where the plane does not say it. 0 to 1, of the worst start."""
_LEAST = 0.01
"""With how much of it a start without any upset begins: a calm that tips at that is none."""
_ARRIVED = 0.01
"""Who comes this near to a rest that holds, as a share of the box, has arrived."""
_FAR = 4.0
"""Who goes this many boxes beyond the edge does not come back."""
_MOVES = 0.003
"""Who at the end still moves by more than this share of the box in a unit of time goes around."""
_Steps = tuple[tuple[float, float, int], ...]
_STEPS: _Steps = ((0.25, 1.0, 160), (1.0, 1.0, 560), (5.0, 1.0, 400), (25.0, 1.0, 400))
"""Steps in turns, how much faster resentment goes, and how many: 12,600 turns in all.

Fine at first, while feelings move; in the end only resentment does.
"""
_SHORT_STEPS: _Steps = ((0.25, 1.0, 400), (0.25, 8.0, 2_600))
"""The same where long steps would make somebody swing: resentment feels the mean of many swings,
so it may go faster."""
_MOST_STEPS = 4_000
_LOOKS = 5
"""Who has arrived is looked at every so many steps."""


@dataclass(frozen=True, eq=False)
class Basins:
    """A plane of starts, and where each of them leads."""

    names: tuple[str, str]
    """What goes from left to right, and what upward."""
    xs: Array
    """Rising. Shape ``(nx,)``."""
    ys: Array
    """Rising. Shape ``(ny,)``."""
    leads: NDArray[np.int64]
    """The place in `rests` that each start leads to; `NOWHERE` where it had not settled when the
    run ended, `AWAY` where it left for good, `SWINGING` where it went back and forth.

    Shape ``(ny, nx)``.
    """
    rests: tuple[Equilibrium, ...]
    """The fixed points that were found, those that do not hold included."""
    places: Array
    """Where they stand in the plane. Shape ``(n_rests, 2)``."""
    rule: str
    """What was taken for all that the plane does not say, in a sentence."""
    people: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of a couple, the name of each partner by key."""
    in_position: tuple[bool, ...] = ()
    """Of a couple, whether somebody pursues or withdraws at each rest."""

    @property
    def shares(self) -> Mapping[int, float]:
        """The share of the starts in the plane that lead to each rest, or to none. They add to 1.

        It is a share of this plane and of nothing else; another plane gives other shares.
        """
        kinds, counts = np.unique(self.leads, return_counts=True)
        return MappingProxyType(
            dict(zip(kinds.tolist(), (counts / self.leads.size).tolist(), strict=True))
        )

    def as_data(self) -> dict[str, object]:
        """Return what was found for JSON."""
        return {
            "names": list(self.names),
            "xs": self.xs.tolist(),
            "ys": self.ys.tolist(),
            "leads": self.leads.tolist(),
            "shares": {str(kind): share for kind, share in self.shares.items()},
            "rests": [
                {"state": dict(one.state), "stable": one.stable, "x": x, "y": y}
                for one, (x, y) in zip(self.rests, self.places.tolist(), strict=True)
            ],
            "rule": self.rule,
        }


def basins(
    model: Cycle | CycleGraph | Model,
    *,
    x: str | None = None,
    y: str | None = None,
    x_range: tuple[float, float] | None = None,
    y_range: tuple[float, float] | None = None,
    start: State | None = None,
    size: int = _SIZE,
    box: Box | None = None,
    seed: int = 0,
) -> Basins:
    """Return which rest each start of a plane leads to.

    Every start is run until it comes next to a rest that holds, at most some thousand turns or
    steps; what has not arrived by then is told as such. Between four neighbors that end alike, all
    are taken to end there. What is felt late counts as felt at once.

    Args:
        model: A cycle, its graph or system, or any model in continuous time or in steps.
        x: What goes from left to right: a state by name; of a couple also ``"resentment"``
            (everybody's, the default) or ``"strength"`` (of the cycle).
        y: What goes upward; of a couple ``"strength"`` unless told, else the second state.
        x_range: From where to where; None for the box of the state.
        y_range: The same upward.
        start: All other states; None for 0, and for a couple that is a little upset.
        size: How many starts along each side, 5 or more.
        box: Where rests are looked for; None for the box of a couple's system, else -10 to 10.
        seed: For the random starts of that search.

    Raises:
        UnknownName: if there is no such state.
        AnalysisError: if it is no model, a range is empty, or both axes are the same.
        SimulationError: if nobody is in a cycle.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> found = nc.basins(cycle, x="ana.resentment", y="ben.resentment", size=9)
        >>> [one.stable for one in found.rests], round(sum(found.shares.values()), 12)
        ([True], 1.0)

    Sources:
        Nusse, H. E., & Yorke, J. A. (1998). Dynamics: Numerical Explorations, 2nd ed., chapter 7.
    """
    moving = moving_of(model)
    low, high = box_of(moving, box)
    plane = _Plane(moving, _axes(moving, x, y), low, high, start)
    ranges = [plane.range_of(n, given) for n, given in enumerate((x_range, y_range))]
    if isinstance(size, bool) or size < _FEWEST:
        raise AnalysisError(say("basins.size", value=size))
    xs, ys = (np.linspace(*one, size) for one in ranges)
    rests = fixed_points(moving, starts=64, seed=seed, box=box)
    goals = [(n, one.values) for n, one in enumerate(rests) if one.stable is not False]

    def leads(columns: Array, rows: Array) -> NDArray[np.int64]:
        return plane.led(plane.starts(columns, rows), goals)

    return Basins(
        names=plane.names,
        xs=xs,
        ys=ys,
        leads=_filled(xs, ys, leads),
        rests=rests,
        places=np.array([plane.place(one.values) for one in rests]).reshape(-1, 2),
        rule=plane.rule,
        people={one.key: one.name for one in moving.people} if isinstance(moving, System) else {},
        in_position=tuple(plane.in_position(one.values) for one in rests),
    )


_FEWEST = 5


def _axes(model: Moving, x: str | None, y: str | None) -> tuple[str, str]:
    couple = isinstance(model, System)
    usual = OF_A_COUPLE if couple else model.names
    if len(usual) < len(OF_A_COUPLE):
        raise AnalysisError(say("basins.one-state"))
    names = (usual[0] if x is None else x, usual[1] if y is None else y)
    known = (*(OF_A_COUPLE if couple else ()), *model.names)
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnknownName(say("system.unknown", name=name, hint=hint), name, known)
    if names[0] == names[1]:
        raise AnalysisError(say("basins.same-axis", name=names[0]))
    return names


class _Plane:
    """A plane through the states of a model: what its places stand for, and how runs go on."""

    def __init__(
        self,
        model: Moving,
        names: tuple[str, str],
        low: Array,
        high: Array,
        start: State | None,
    ) -> None:
        self.model, self.names, self.low, self.high = model, names, low, high
        self.width = high - low
        self.start = None if start is None else state_of(model, start)

    @property
    def rule(self) -> str:
        """What is taken for all that the plane does not say."""
        if self.start is not None:
            return say("basins.rule.given")
        if not isinstance(self.model, System):
            return say("basins.rule.zero") if len(self.model.names) > len(self.names) else ""
        if "strength" in self.names:
            return say("basins.rule.strength")
        return say("basins.rule.upset", upset=_UPSET)

    def range_of(self, axis: int, given: tuple[float, float] | None) -> tuple[float, float]:
        name = self.names[axis]
        if given is None:
            if name in OF_A_COUPLE and isinstance(self.model, System):
                return 0.0, 1.0
            place = self.model.names.index(name)
            return float(self.low[place]), float(self.high[place])
        low, high = (float(one) for one in given)
        if not -np.inf < low < high < np.inf:
            raise AnalysisError(say("basins.range", name=name, low=low, high=high))
        return low, high

    # -- what a place stands for ----------------------------------------------------------

    def starts(self, columns: Array, rows: Array) -> Array:
        """Return the states at some places of the plane. Shape ``(n_states, n_places)``."""
        values = dict(zip(self.names, (columns, rows), strict=True))
        if not isinstance(self.model, System):
            base = np.clip(0.0, self.low, self.high) if self.start is None else self.start
            lanes = np.repeat(base[:, None], len(columns), axis=1)
        else:
            lanes = self.of_couple(self.model, values, len(columns))
        for name, given in values.items():
            if name in self.model.names:
                lanes[self.model.names.index(name)] = given
        return lanes

    def of_couple(self, system: System, values: Mapping[str, Array], count: int) -> Array:
        """Return a couple's states, upset as far as the plane or the usual start says."""
        base = system.calm if self.start is None else self.start
        lanes = np.repeat(base[:, None], count, axis=1)
        people = in_a_cycle(system)
        fast = [
            n
            for n, one in enumerate(system.states)
            if not one.kind.is_slow and one.partner in people
        ]
        if self.start is None or "strength" in values:
            strength = np.maximum(values.get("strength", np.full(count, _UPSET)), _LEAST)
            lanes[fast] = worst(system)[fast, None] * strength
        for person in people:
            for place in system.places(Kind.RESENTMENT, person):
                if "resentment" in values:
                    lanes[place] = values["resentment"]
                lanes[place] = values.get(system.names[place], lanes[place])
                if self.start is None:
                    opened = list(system.places(Kind.OPENNESS, person))
                    lanes[opened] *= 1 - lanes[place]
        return lanes

    def place(self, state: Array) -> tuple[float, float]:
        """Return where a state stands in the plane."""
        return self._along(self.names[0], state), self._along(self.names[1], state)

    def _along(self, name: str, state: Array) -> float:
        if name in self.model.names:
            return float(state[self.model.names.index(name)])
        system = self.model
        if not isinstance(system, System):
            raise AnalysisError(say("basins.one-state"))
        if name == "strength":
            return float(cycle_strength(system, state))
        hard = [n for one in in_a_cycle(system) for n in system.places(Kind.RESENTMENT, one)]
        return float(np.mean(state[hard]))

    def in_position(self, state: Array) -> bool:
        """Whether somebody who is in a cycle pursues or withdraws there."""
        if not isinstance(self.model, System):
            return False
        done = behaviors(self.model, state)[in_a_cycle(self.model)]
        return bool(np.max(np.abs(done)) >= POSITION)

    # -- where starts lead ----------------------------------------------------------------

    def led(self, starts: Array, goals: Sequence[tuple[int, Array]]) -> NDArray[np.int64]:
        """Return where some starts lead. Shape ``(n_starts,)``."""
        found = np.full(starts.shape[1], NOWHERE)
        step = 1.0
        lanes, places = starts, _numbers(starts.shape[1])
        with np.errstate(all="ignore"):
            for step, hurry, count in self.steps(starts, goals):
                for _ in range(-(-count // _LOOKS)):
                    for n, goal in goals:
                        away = np.abs(lanes - goal[:, None]) / self.width[:, None]
                        near = np.max(away, axis=0) < _ARRIVED
                        found[places[near]] = n
                        lanes, places = lanes[:, ~near], places[~near]
                    beyond = (lanes - self.low[:, None]) / self.width[:, None]
                    here = np.all((beyond > -_FAR) & (beyond < 1 + _FAR), axis=0)
                    found[places[~here]] = AWAY
                    lanes, places = lanes[:, here], places[here]
                    if not places.size:
                        return found
                    for _ in range(_LOOKS):
                        lanes = self.onward(lanes, step, hurry)
            found[places[self.swinging(lanes, step)]] = SWINGING
        return found

    def steps(self, starts: Array, goals: Sequence[tuple[int, Array]]) -> _Steps:
        """Return the lengths of steps, how much faster resentment goes, and how many of each."""
        if isinstance(self.model, System):
            return _SHORT_STEPS if self.model.answers_differ else _STEPS
        if is_map(self.model):
            return ((1.0, 1.0, _MOST_STEPS),)
        tried = [starts[:, n] for n in range(0, starts.shape[1], max(1, starts.shape[1] // 9))]
        slopes = [self.model.jacobian(one) for one in (*tried, *(goal for _, goal in goals))]
        sizes = [
            float(np.max(np.abs(eigenvalues(one)))) for one in slopes if np.all(np.isfinite(one))
        ]
        return ((0.2 / max([*sizes, 0.1]), 1.0, _MOST_STEPS),)

    def onward(self, lanes: Array, step: float, hurry: float = 1.0) -> Array:
        """Return lanes one step later: a couple's in their boxes, else by Runge-Kutta."""
        model = self.model
        if isinstance(model, System):
            speed, target = model.targets(lanes)
            speed[list(model.places(Kind.RESENTMENT))] *= hurry
            return lanes + (1 - np.exp(-speed * step)) * (target - lanes)
        return forward(model, lanes, step)

    def swinging(self, lanes: Array, step: float) -> NDArray[np.bool_]:
        """Return which lanes move at each of several looks, and so are not just slow."""
        still_moves = np.ones(lanes.shape[1], dtype=bool)
        for _ in range(3):
            for _ in range(_A_WHILE):
                lanes = self.onward(lanes, step)
            speed = np.max(np.abs(moves(self.model, lanes)) / self.width[:, None], axis=0)
            still_moves &= speed > _MOVES
        return still_moves


_A_WHILE = 37
"""Steps from one look to the next, which no period is likely to divide."""


def _numbers(count: int) -> NDArray[np.int64]:
    found: NDArray[np.int64] = np.arange(count, dtype=np.int64)
    return found


def _filled(
    xs: Array, ys: Array, leads: Callable[[Array, Array], NDArray[np.int64]]
) -> NDArray[np.int64]:
    """Return where every start of a grid leads; between four that end alike nobody is run."""
    rows, columns = _coarse(len(ys)), _coarse(len(xs))
    across, up = np.meshgrid(xs[columns], ys[rows])
    known = leads(across.ravel(), up.ravel()).reshape(across.shape)
    corners = (known[:-1, :-1], known[:-1, 1:], known[1:, :-1], known[1:, 1:])
    unlike = np.any([one != corners[0] for one in corners], axis=0)
    wide = np.pad(unlike, 1)
    tall, broad = unlike.shape
    near = np.any([wide[i : i + tall, j : j + broad] for i in range(3) for j in range(3)], axis=0)
    cell = [
        np.clip(np.searchsorted(side, _numbers(count), side="right") - 1, 0, len(side) - 2)
        for side, count in ((rows, len(ys)), (columns, len(xs)))
    ]
    found = known[np.ix_(*cell)]
    found[np.ix_(rows, columns)] = known
    asked = near[np.ix_(*cell)]
    asked[np.ix_(rows, columns)] = False
    i, j = np.nonzero(asked)
    if len(i):
        found[i, j] = leads(xs[j], ys[i])
    return found


def _coarse(count: int) -> NDArray[np.int64]:
    """Return every fourth place, the last one included."""
    return np.unique(np.append(np.arange(0, count, _COARSE), count - 1)).astype(np.int64)
