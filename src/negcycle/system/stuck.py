"""The stuck state: who feels what first, the worst start, and where it leads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.model.trajectory import POSITION
from negcycle.system.measuring import behaviors, cycle_strength, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.relaxing import relax
from negcycle.system.stepping import prepare, stepped
from negcycle.system.system import System
from negcycle.words import say


def sides(system: System) -> tuple[int, ...]:
    """Return on which side each partner's first feeling stands: +1 too far, -1 too close.

    As the words imply; where they do not, opposite to what a neighbor in the cycle brings, and who
    needs most closeness is alone first. Of equals it is the first by key, whoever is listed first.
    """
    found: dict[int, int] = {place: one.side for place, one in enumerate(system.people) if one.side}
    people = system.people
    order = sorted(range(len(people)), key=lambda place: (-people[place].need, people[place].key))
    while len(found) < len(system.people):
        reached = _next_to(system, found)
        if reached is None:
            first = next(place for place in order if place not in found)
            found[first] = 1
        else:
            found[reached[0]] = reached[1]
    return tuple(found[place] for place in range(len(system.people)))


def sides_are_assumed(system: System) -> bool:
    """Whether nothing says who feels what first: no positions, and equal needs."""
    return (
        not any(one.side for one in system.people) and len({one.need for one in system.people}) == 1
    )


def _next_to(system: System, found: Mapping[int, int]) -> tuple[int, int] | None:
    keys = system.keys
    for i, j in sorted(system.directed, key=lambda way: (keys[way[0]], keys[way[1]])):
        if i in found and j not in found:
            return j, -system.people[i].answer * found[i]
    return None


def worst(system: System) -> Array:
    """Return the corner of the box where the cycle is strongest. Shape ``(n_states,)``."""
    state = np.empty(len(system.states))
    for place, side in enumerate(sides(system)):
        for kind in (Kind.PRIMARY, Kind.SECONDARY, Kind.PERCEPTION):
            state[list(system.places(kind, place))] = side
        state[list(system.places(Kind.BEHAVIOR, place))] = side * system.people[place].answer
        state[list(system.places(Kind.OPENNESS, place))] = 0.0
        state[list(system.places(Kind.RESENTMENT, place))] = 1.0
    return state


LINGERING = 1e-5
"""Who drifts no faster than this, in 1 per turn, is as good as stuck: 0.01 in 1,000 turns."""

_STRIDE = 10.0
"""Turns from one look to the next on the way down from the worst start; the rest is the same."""

_STRIDES = 2_000
"""How many looks there are at most."""


def stuck(system: System) -> Array:
    """Return the stuck state: where the couple settles from the worst start. Shape ``(n_states,)``.

    Close to the numbers at which the stuck state disappears, a couple still lingers for thousands
    of turns where it was; then it is the state in which they drift most slowly.

    Raises:
        SimulationError: if they neither settle nor linger in the cycle.
    """
    prepared = prepare(system, system.resting, _STRIDE)
    now: list[float] = worst(system).tolist()
    slowest, linger = math.inf, now
    for _ in range(_STRIDES):
        new = stepped(prepared, now, [now] * len(system.delays))
        drift = max(abs(a - b) for a, b in zip(new, now, strict=True)) / _STRIDE
        now = new
        if drift < slowest:
            slowest, linger = drift, now
        if drift < _STILL or not _in_position(system, now):
            break
    settled = relax(system, np.array(now))
    if _in_position(system, settled):
        return settled
    if slowest <= LINGERING and _in_position(system, linger):
        return np.array(linger)
    strength = float(cycle_strength(system, settled))
    key = "simulate.never-stuck-mixed" if system.answers_differ else "simulate.never-stuck"
    raise SimulationError(say(key, strength=strength))


def lingers(system: System, state: Array) -> bool:
    """Whether a state that `stuck` returned is no settled one."""
    return float(np.max(np.abs(system.rates(state)))) > _STILL


_STILL = 1e-9
"""Who moves less than this, in 1 per turn, has settled."""


def _in_position(system: System, state: Sequence[float] | Array) -> bool:
    """Whether somebody who is in a cycle pursues or withdraws."""
    done = behaviors(system, np.asarray(state))[in_a_cycle(system)]
    return bool(np.max(np.abs(done)) >= POSITION)
