"""What rests there are as a number is turned: each followed, around folds where need be."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from negcycle.analysis.newton import SAME, Moving, rest_from, rests_from
from negcycle.analysis.rest.branches import Bifurcation, Branch, TurningPoint
from negcycle.analysis.rest.crossing import Crossing, crossings_of
from negcycle.analysis.rest.equilibria import Box, box_of
from negcycle.analysis.rest.equilibrium import holds, moving_of
from negcycle.analysis.rest.following import Family, Stop, corrected, followed_from
from negcycle.analysis.rest.turning import systems_of, turned
from negcycle.errors import AnalysisError, UnknownName
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.system.measuring import cycle_strength
from negcycle.system.protocol import Array, Model
from negcycle.system.stuck import worst
from negcycle.system.system import System
from negcycle.words import did_you_mean, say

_FAR = 0.1
"""A rest farther than this from a stretch of a branch does not lie on it."""
_ASIDE = 0.03
"""How far beside a crossing other branches are looked for."""
_OFF = 0.382
"""Where between two values rests are looked for: off the middle, where many things cross."""


def bifurcation(
    model: Cycle | Callable[[float], Cycle | CycleGraph | Model],
    over: str = "reactivity",
    *,
    low: float | None = None,
    high: float | None = None,
    count: int = 5,
    starts: int = 32,
    seed: int = 0,
    box: Box | None = None,
    shows: str | None = None,
) -> Bifurcation:
    """Follow the rests of a couple or a model while a number is turned, around folds as well.

    Rests are looked for at a few values, from many starts, and each is followed both ways; where
    branches cross, those that come out are followed too. Folds and the places where an upset begins
    to swing are located to about 1e-9 of the range. Nothing proves that there are no other
    branches. With delays, eigenvalues do not decide where a rest begins to swing, so that is left
    open.

    Args:
        model: A couple, or a function that gives a model for a value of the number.
        over: Which number: of a couple one of `negcycle.analysis.rest.turning.RANGES`, such as
            ``"openness"``, or that of one partner, such as ``"ana.reactivity"``; else its name.
        low: The lowest value; of a couple None for the usual one.
        high: The highest value; of a couple None for the usual one.
        count: At how many values rests are looked for, 2 or more.
        starts: From how many starts at each of them, 1 or more.
        seed: For the random ones among them.
        box: Where to look; None for the box of a couple's system, else -10 to 10.
        shows: The state that is shown upward; None for the strength of a couple's cycle, or for the
            first state of a model.

    Raises:
        UnknownName: if a couple has no such number, or there is no such state.
        AnalysisError: if the values make no sense, or it is no model.
        SimulationError: if nobody is in a cycle.
        CaseError: if a value is none that the number can have.

    Example:
        >>> import negcycle as nc
        >>> cycle = nc.Cycle(partners={"ana": {"name": "Ana"}, "ben": {"name": "Ben"}})
        >>> found = nc.bifurcation(cycle, "reactivity", low=1.5, high=6)
        >>> [round(value, 4) for value in found.folds], [one.stable for one in found.at(3.0)]
        ([2.0029], [True, False, False, True, True])

    Sources:
        Kuznetsov, Y. A. (2004). Elements of Applied Bifurcation Theory, 3rd ed., chapter 10.
    """
    own: tuple[tuple[str, float], ...] = ()
    of = ""
    with_value: Callable[[float], Cycle | CycleGraph | Model]
    if isinstance(model, Cycle):
        knob = turned(model, over, low=low, high=high)
        low, high = _range(knob.low, knob.high)
        own, of, with_value = knob.own, knob.of, systems_of(knob)
    elif callable(model):
        low, high = _range(low, high)
        with_value = model
    else:
        raise AnalysisError(say("bifurcation.no-family", kind=type(model).__name__))
    if count < _ENDS or starts < 1:
        raise AnalysisError(say("bifurcation.count", count=count, starts=starts))

    def model_of(value: float) -> Moving:
        return moving_of(with_value(value))

    first = model_of(low)
    family = Family(model_of, low, high, *box_of(first, box))
    shown = _shown(first, shows)
    known: list[list[Stop]] = []
    told: list[Branch] = []
    waiting = list(_seeds(family, count, starts, seed))
    while waiting:
        point = waiting.pop(0)
        if any(_lies_on(family, point, stops) for stops in known):
            continue
        stops, whole = _both_ways(family, point)
        if len(stops) > 1:
            crossings = list(crossings_of(family, stops))
            known.append(stops)
            told.append(_branch(family, stops, crossings, shown, whole=whole))
            waiting += _beside(family, crossings)
    told.sort(key=lambda one: (round(float(one.heights.min()), 6), round(float(one.values[0]), 6)))
    return Bifurcation(
        over,
        low,
        high,
        first.names,
        tuple(told),
        None if isinstance(first, System) and shows is None else first.names[shown],
        own,
        of,
        model_of,
    )


_ENDS = 2


def _range(low: float | None, high: float | None) -> tuple[float, float]:
    if low is None or high is None:
        raise AnalysisError(say("bifurcation.needs-range"))
    if not -math.inf < low < high < math.inf:
        raise AnalysisError(say("bifurcation.range", low=low, high=high))
    return float(low), float(high)


def _shown(model: Moving, shows: str | None) -> int:
    """Return the place of the state that is shown, -1 for the strength of the cycle."""
    if shows is None:
        return -1 if isinstance(model, System) else 0
    if shows not in model.names:
        hint = did_you_mean(shows, model.names)
        raise UnknownName(say("system.unknown", name=shows, hint=hint), shows, model.names)
    return model.names.index(shows)


# -- where branches are looked for ------------------------------------------------------------


def _seeds(family: Family, count: int, starts: int, seed: int) -> Iterator[Array]:
    """Yield rests at a few values of the number, as points."""
    chance = np.random.default_rng(seed)
    inner = (np.arange(count - 2) + _OFF) / max(count - 2, 1)
    for share in (0.0, *inner.tolist(), 1.0):
        model = family.at(share)
        size = (len(family.width), starts)
        tried = family.bottom[:, None] + family.width[:, None] * chance.random(size)
        if isinstance(model, System):
            calm, bad = model.calm, worst(model)
            between = [calm + part * (bad - calm) for part in np.linspace(0, 1, 9)]
            tried = np.column_stack([*between, tried])
        else:
            tried = np.column_stack([np.clip(np.zeros(size[0]), family.bottom, family.top), tried])
        for rest in rests_from(model, tried, low=family.bottom, high=family.top):
            point = family.point(rest, share)
            if family.holds(point) and _is_clear(family, point):
                yield point


def _is_clear(family: Family, point: Array) -> bool:
    """Whether a rest stands apart, so that it is found again and leads on in one way only."""
    number = np.append(np.zeros(len(point) - 1), 1.0)
    again = corrected(family, point, number)
    return again is not None and bool(np.max(np.abs(again - point)) < SAME)


def _both_ways(family: Family, point: Array) -> tuple[list[Stop], bool]:
    """Return a branch through a point, from one of its ends to the other."""
    onward, whole = followed_from(family, point, 1.0)
    if len(onward) > 1 and onward[0] is onward[-1]:  # a closed one
        return onward, whole
    back, as_whole = followed_from(family, point, -1.0)
    turned_back = [replace(stop, way=-stop.way) for stop in reversed(back[1:])]
    return [*turned_back, *onward], whole and as_whole


def _lies_on(family: Family, point: Array, stops: Sequence[Stop]) -> bool:
    """Whether a rest lies on a branch that is known."""
    number = np.append(np.zeros(len(point) - 1), 1.0)
    for here, there in pairwise(stops):
        one, other = here.point[-1], there.point[-1]
        if not min(one, other) - 1e-9 <= point[-1] <= max(one, other) + 1e-9:
            continue
        share = (point[-1] - one) / (other - one) if other != one else 0.0
        guess = here.point + min(max(share, 0.0), 1.0) * (there.point - here.point)
        if np.max(np.abs(guess - point)) > _FAR:
            continue
        guess[-1] = point[-1]
        found = corrected(family, guess, number)
        near = guess if found is None else found
        if np.max(np.abs(near - point)) < SAME:
            return True
    return False


def _beside(family: Family, crossings: Sequence[Crossing]) -> Iterator[Array]:
    """Yield rests next to where other branches cross."""
    for crossing in crossings:
        if crossing.kind != "branch":
            continue
        point = crossing.stop.point
        values, vectors = np.linalg.eig(
            family.at(point[-1]).jacobian(family.state(point))
            - family.steps * np.eye(len(point) - 1)
        )
        way = np.real(vectors[:, int(np.argmin(np.abs(values)))]) / family.width
        way = way / np.max(np.abs(way))
        for side in (_ASIDE, -_ASIDE):
            for share in (point[-1] - _ASIDE, point[-1] + _ASIDE):
                if not 0 <= share <= 1:
                    continue
                start = (point[:-1] + side * way) * family.width
                rest = rest_from(family.at(share), start)
                if rest is not None and family.holds(family.point(rest, share)):
                    yield family.point(rest, share)


# -- what is told -----------------------------------------------------------------------------


def _branch(
    family: Family,
    stops: Sequence[Stop],
    crossings: Sequence[Crossing],
    shown: int,
    *,
    whole: bool,
) -> Branch:
    path: list[Stop] = []
    places: list[int] = []
    for place, stop in enumerate(stops):
        path.append(stop)
        for one in crossings:
            if one.place == place:
                places.append(len(path))
                path.append(one.stop)
    states = np.array([family.state(one.point) for one in path])
    models = [family.at(one.point[-1]) for one in path]
    return Branch(
        values=np.array([family.value(one.point[-1]) for one in path]),
        states=states,
        eigenvalues=np.array([one.values for one in path]),
        stable=tuple(
            holds(model, state, complex(one.values[0]))
            for model, state, one in zip(models, states, path, strict=True)
        ),
        heights=np.array(
            [_height(model, state, shown) for model, state in zip(models, states, strict=True)]
        ),
        points=tuple(_told(family, one, shown) for one in crossings),
        places=tuple(places),
        whole=whole,
    )


def _told(family: Family, one: Crossing, shown: int) -> TurningPoint:
    share = one.stop.point[-1]
    state = family.state(one.stop.point)
    model = family.at(share)
    return TurningPoint(
        kind=one.kind,
        value=family.value(share),
        state=MappingProxyType(dict(zip(model.names, state.tolist(), strict=True))),
        eigenvalue=complex(one.stop.values[one.which]),
        height=_height(model, state, shown),
    )


def _height(model: Moving, state: Array, shown: int) -> float:
    if shown < 0 and isinstance(model, System):
        return float(cycle_strength(model, state))
    return float(state[max(shown, 0)])
