"""What is read off the states: cycle strength, meeting, loop gain, unmet need, felt security."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from math import prod

import numpy as np

from negcycle.errors import SimulationError
from negcycle.graph.cycle_graph import Kind
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array
from negcycle.system.system import Influence, System
from negcycle.words import say

MOST_WAYS = 1_000
"""The gain is read off no more ways than this from one partner to the other."""


def behaviors(system: System, states: Array) -> Array:
    """Return what each partner does, the mean over their behaviors. Shape ``(n_people, ...)``."""
    return np.stack(
        [
            states[list(system.places(Kind.BEHAVIOR, place))].mean(axis=0)
            for place in range(len(system.people))
        ]
    )


def cycle_strength(system: System, states: Array) -> Array:
    """Return the mean strength of what those do who are in a cycle, 0 to 1. Shape ``(...)``."""
    strength: Array = np.abs(behaviors(system, states)[in_a_cycle(system)]).mean(axis=0)
    return strength


def in_a_cycle(system: System) -> list[int]:
    """Return the places of those who are in a cycle with somebody."""
    return sorted({place for pair in system.pairs for place in pair})


def meeting(system: System, states: Array) -> Array:
    """Return how open two partners are at once, 0 to 1: the mean of a_i a_j over the pairs."""
    openness = {
        place: states[system.places(Kind.OPENNESS, place)[0]] for place in range(len(system.people))
    }
    met: Array = np.mean([openness[i] * openness[j] for i, j in system.pairs], axis=0)
    return met


def gain(system: System, states: Array) -> Array:
    """Return the structural gain of the loop between two partners: weights times gates.

    Above 1 a small upset comes back larger: vicious. With more than two partners, that of the pair
    whose loop is strongest.
    """
    gains = np.stack(
        [_passed(system, i, j, states) * _passed(system, j, i, states) for i, j in system.pairs]
    )
    highest: Array = gains.max(axis=0)
    lowest: Array = gains.min(axis=0)
    leads = highest >= -lowest * (1 - 1e-9)
    return leads * highest + (1 - leads) * lowest


def _passed(system: System, source: int, target: int, states: Array) -> Array:
    """Return how much of one's first feeling arrives as the other's, over every way through."""
    total: Array = np.zeros(states.shape[1:])
    for way in ways(system, source, target):
        product: Array = np.full(states.shape[1:], prod(one.weight for one in way))
        for gate in (gate for one in way for gate in one.gates):
            x = states[gate.state]
            product = product * (gate.c0 + x * (gate.c1 + gate.c2 * x))
        total = total + product
    return total


def ways(system: System, source: int, target: int) -> tuple[tuple[Influence, ...], ...]:
    """Return every way from one partner's first feeling to the other's, through no other person.

    Raises:
        SimulationError: if there are more than `MOST_WAYS`.
    """
    found = tuple(islice(_onward(system, source, target), MOST_WAYS + 1))
    if len(found) > MOST_WAYS:
        raise SimulationError(say("system.too-many-ways", limit=MOST_WAYS))
    return found


def _onward(system: System, source: int, target: int) -> Iterator[tuple[Influence, ...]]:
    goals = set(system.places(Kind.PRIMARY, target))
    outgoing: dict[int, list[Influence]] = {}
    for one in system.influences:
        outgoing.setdefault(one.source, []).append(one)

    def onward(place: int, way: tuple[Influence, ...]) -> Iterator[tuple[Influence, ...]]:
        passed = {one.source for one in way}
        for one in outgoing.get(place, ()):
            if one.target in goals:
                yield (*way, one)
            elif system.states[one.target].partner == source and one.target not in {*passed, place}:
                yield from onward(one.target, (*way, one))

    for place in system.places(Kind.PRIMARY, source):
        yield from onward(place, ())


def unmet_needs(system: System, states: Array, inputs: Inputs) -> Array:
    """Return the size of what each needs minus what the others bring. Shape ``(n_people, ...)``."""
    brought = behaviors(system, states)
    missing = system.missing(inputs)
    unmet = [np.full(states.shape[1:], value) for value in missing]
    for i, j in system.directed:
        unmet[i] = unmet[i] - inputs.contact[i, j] * brought[j]
    sizes: Array = np.abs(np.stack(unmet))
    return sizes


def indices(system: System, state: Array) -> Mapping[str, Mapping[str, float]]:
    """Return five numbers from 0 to 1 for each partner, after the five signs of a secure bond.

    They are readings of this model and no measurement of a person: `emotional_balance` 1 - e^2 (not
    flooded), `tuned_in` a (open to oneself and the other), `flexible` 1 - |v| (the picture of the
    other is not fixed), `self_view` 1 - |p| (the first feeling is not stirred), `at_ease_alone`
    (what being alone would set off right now, taken from 1).
    """
    found: dict[str, Mapping[str, float]] = {}
    for place, one in enumerate(system.people):
        p, e, v, a = (
            float(state[system.places(kind, place)[0]])
            for kind in (Kind.PRIMARY, Kind.SECONDARY, Kind.PERCEPTION, Kind.OPENNESS)
        )
        share = one.reactivity**0.25
        alarm = np.tanh(share * (1 - a) * np.tanh(share * one.need))
        found[one.key] = {
            "emotional_balance": 1 - e**2,
            "tuned_in": a,
            "flexible": 1 - abs(v),
            "self_view": 1 - abs(p),
            "at_ease_alone": 1 - float(alarm),
        }
    return found
