"""The stuck state: who feels what first, the worst start, and where it leads."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.model.trajectory import POSITION
from negcycle.system.measuring import behaviors, cycle_strength, in_a_cycle
from negcycle.system.protocol import Array
from negcycle.system.relaxing import relax
from negcycle.system.stepping import prepare, stepped
from negcycle.system.swinging import SHORT, may_swing, swing_from
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

Grip = Literal["holds", "lingers", "swings", "open", "lets_go"]
"""What becomes of the cycle from the worst start there is: it rests in position, it drifts there
very slowly, it goes back and forth and does not fade, that is left open, or it lets go."""


def stuck(system: System) -> Array:
    """Return the stuck state: where the couple settles from the worst start. Shape ``(n_states,)``.

    Close to the numbers at which the stuck state disappears, a couple still lingers for thousands
    of turns where it was; then it is the state in which they drift most slowly. Either way nothing
    moves faster there than `LINGERING`.

    Raises:
        SimulationError: if they neither settle nor linger in the cycle.
    """
    found = _led(system)
    if found.grip in {"holds", "lingers"}:
        return found.state.copy()
    if found.grip in {"swings", "open"}:
        raise SimulationError(say("simulate.never-stuck-swings"))
    strength = float(cycle_strength(system, found.state))
    key = "simulate.never-stuck-mixed" if system.answers_differ else "simulate.never-stuck"
    raise SimulationError(say(key, strength=strength))


def grip(system: System) -> Grip:
    """Return what becomes of the cycle from the worst start there is."""
    return _led(system).grip


def swinging(system: System) -> Array | None:
    """Return a state of the swing that the worst start leads to; None where it does not swing."""
    found = _led(system)
    return found.state.copy() if found.grip == "swings" else None


def fading(system: System) -> float | None:
    """Return after how many turns nobody is in position any more who could have swung."""
    found = _led(system)
    return found.turns if found.grip == "lets_go" else None


def lingers(system: System, state: Array) -> bool:
    """Whether a state that `stuck` returned is no settled one."""
    return not _is_at_rest(system, state)


class _Led(NamedTuple):
    """Where the worst start leads."""

    grip: Grip
    state: Array
    turns: float | None = None
    """How long a run with short steps took; None where there was none."""


@lru_cache(maxsize=16)
def _led(system: System) -> _Led:
    """Return where the worst start leads; long strides would let those swing who need not."""
    if not may_swing(system):
        return _strode(system)
    found = _swung(system, worst(system))
    for _ in range(_NUDGES):
        away = None if found.grip != "holds" else _away(system, found.state)
        if away is None:
            break
        found = _swung(system, away)
    return found


def _swung(system: System, start: Array) -> _Led:
    """Go on with short steps until it is clear whether it swings, and then to where it rests."""
    found = swing_from(system, start)
    if found.ends in {"swings", "open"}:
        return _Led("swings" if found.ends == "swings" else "open", found.state, found.turns)
    if found.ends == "fades":
        return _Led("lets_go", found.state, found.turns)
    settled = relax(system, found.state)
    if not _is_at_rest(system, settled):  # a whole turn may be too long a step
        settled = relax(system, found.state, turns=_MORE, step=SHORT)
    if not _in_position(system, settled):
        return _Led("lets_go", settled, found.turns)
    speed = _speed(system, settled)
    if speed > LINGERING:
        return _Led("open", settled, found.turns)
    return _Led("holds" if _is_at_rest(system, settled) else "lingers", settled, found.turns)


def _away(system: System, state: Array) -> Array | None:
    """Return a state slightly off a rest that tips; None where it does not tip.

    People with the same numbers keep to each other from the worst start on, and may so come to
    rest where nobody who differs in the least would stay. The push is another one for each state,
    and the same whoever is listed first.
    """
    leading = float(np.max(np.linalg.eigvals(system.jacobian(state)).real))
    if leading < _TIPS:
        return None
    rank = np.argsort(np.argsort(np.array(system.names)))
    pushed: Array = np.clip(state + _PUSH * np.cos(1.0 + rank), system.low, system.high)
    return pushed


_NUDGES = 3
"""How many rests that tip are left, at most."""

_TIPS, _PUSH = 1e-6, 1e-2
"""From which leading eigenvalue on a rest is left, and by how much it is pushed."""


def _strode(system: System) -> _Led:
    """Go down from the worst start in long strides, looking for where it is slowest."""
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
    if max(one.tau for one in system.states) > _LONG:
        # Time constants move no rest, and where nothing swings the worst start leads to the same.
        settled = relax(_sooner(system), worst(system))
    if _in_position(system, settled) and _is_at_rest(system, settled):
        return _Led("holds", settled)
    slow = relax(system, np.array(linger), turns=_CATCH_UP)
    if _in_position(system, slow) and _speed(system, slow) <= LINGERING:
        return _Led("lingers", slow)
    return _Led("lets_go", settled)


def _sooner(system: System) -> System:
    """Return the system with no time constant too long for a run to come to rest."""
    states = (one._replace(tau=min(one.tau, _LONG)) for one in system.states)
    return replace(system, states=tuple(states))


_LONG = 1_000.0
"""The longest time constant, in turns, of which a run of 20,000 turns sees the end."""

_MORE = 8_000.0
"""So many turns with short steps, for who is steady and drifts."""

_CATCH_UP = 40.0
"""So many turns let the fast states catch up with the slow ones after long strides."""


_STILL = 1e-9
"""Who moves less than this, in 1 per turn, has settled."""


def _speed(system: System, state: Array) -> float:
    """Return how fast the fastest state moves, in 1 per turn."""
    return float(np.max(np.abs(system.rates(state))))


def _is_at_rest(system: System, state: Array) -> bool:
    """Whether nothing moves, in 1 per turn and within each state's own time constant."""
    slowness = np.array([max(one.tau, 1.0) for one in system.states])
    moved = np.abs(system.rates(state))
    return bool(np.max(moved) <= _STILL and np.max(moved * slowness) <= 1e-6)


def _in_position(system: System, state: Sequence[float] | Array) -> bool:
    """Whether somebody who is in a cycle pursues or withdraws."""
    done = behaviors(system, np.asarray(state))[in_a_cycle(system)]
    return bool(np.max(np.abs(done)) >= POSITION)
