"""One step of one couple, in plain Python: for a dozen states that is quicker than arrays.

Exponential Euler, ``x <- x + (1 - exp(-k step)) (target - x)``, keeps every state in its box and
keeps the order of two runs, for a step of any length. `System.targets` is the same equation on
arrays; a test holds the two together.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh
from typing import NamedTuple

from negcycle.graph.cycle_graph import Kind
from negcycle.system.inputs import Inputs
from negcycle.system.system import Flow, Gate, System


class _Term(NamedTuple):
    source: int
    weight: float
    late: int
    """Place in the list of delayed states; -1 for the state as it is now."""
    gates: tuple[Gate, ...]


class _Reaction(NamedTuple):
    place: int
    moved: float
    """The share of the way to the target that one step goes."""
    bias: float
    partner: int
    """Whose random input is added here; -1 for none."""
    terms: tuple[_Term, ...]


class _Rate(NamedTuple):
    """A rate that is ``base + factor x gates``."""

    base: float
    factor: float
    gates: tuple[Gate, ...]


class _Balance(NamedTuple):
    place: int
    per_step: float
    """Step / tau."""
    help: float
    fills: tuple[_Rate, ...]
    drains: tuple[_Rate, ...]


class Prepared(NamedTuple):
    """The equation under constant inputs, with every number at hand."""

    reactions: tuple[_Reaction, ...]
    balances: tuple[_Balance, ...]


def prepare(system: System, inputs: Inputs, step: float) -> Prepared:
    """Return the equation of `system` under `inputs`, for steps of `step` turns."""
    missing = system.missing(inputs)
    reactions: list[_Reaction] = []
    balances: list[_Balance] = []
    for place, state in enumerate(system.states):
        if state.kind.is_slow:
            mine = [flow for flow in system.flows if flow.target == place]
            helped = float(inputs.help[state.partner]) if state.kind is Kind.OPENNESS else 0.0
            fills = tuple(_rate(system, one, inputs) for one in mine if one.direction == "fill")
            drains = tuple(_rate(system, one, inputs) for one in mine if one.direction == "drain")
            balances.append(_Balance(place, step / state.tau, helped, fills, drains))
            continue
        stress = float(inputs.stress[state.partner]) ** 0.25
        lands = [one for one in system.landings if one.target == place]
        bias = stress * sum(one.weight * float(missing[one.partner]) for one in lands)
        is_first = state.kind is Kind.PRIMARY
        if is_first:
            bias += float(inputs.felt[state.partner])
        terms = tuple(
            _Term(
                one.source,
                stress * one.weight * system.contact(one, inputs),
                -1 if one.delay == 0 else system.delays.index(one.delay),
                one.gates,
            )
            for one in system.influences
            if one.target == place and system.contact(one, inputs)
        )
        moved = 1 - exp(-step / state.tau)
        reactions.append(_Reaction(place, moved, bias, state.partner if is_first else -1, terms))
    return Prepared(tuple(reactions), tuple(balances))


def _rate(system: System, flow: Flow, inputs: Inputs) -> _Rate:
    runs = system.runs(flow, inputs)
    return _Rate(
        runs if flow.rest else 0.0, runs * (-flow.weight if flow.rest else flow.weight), flow.gates
    )


def stepped(
    prepared: Prepared,
    state: Sequence[float],
    late: Sequence[Sequence[float]] = (),
    chance: Sequence[float] | None = None,
) -> list[float]:
    """Return the state one step later.

    Args:
        prepared: The equation under the inputs of this step.
        state: Every state now.
        late: The states at each delay ago, in the order of `System.delays`.
        chance: The random input of each partner; None for none.
    """
    new = list(state)
    for place, moved, inner, partner, terms in prepared.reactions:
        for source, weight, delay, gates in terms:
            term = weight * (state[source] if delay < 0 else late[delay][source])
            for gate, c0, c1, c2 in gates:
                x = state[gate]
                term *= c0 + x * (c1 + c2 * x)
            inner += term  # noqa: PLW2901 (summed up where it was unpacked, for speed)
        if chance is not None and partner >= 0:
            inner += chance[partner]  # noqa: PLW2901
        x = state[place]
        new[place] = x + moved * (tanh(inner) - x)
    for place, per_step, helped, fills, drains in prepared.balances:
        fill, drain = helped, 0.0
        for base, rate, gates in fills:
            for gate, c0, c1, c2 in gates:
                x = state[gate]
                rate *= c0 + x * (c1 + c2 * x)  # noqa: PLW2901
            fill += base + rate
        for base, rate, gates in drains:
            for gate, c0, c1, c2 in gates:
                x = state[gate]
                rate *= c0 + x * (c1 + c2 * x)  # noqa: PLW2901
            drain += base + rate
        both = fill + drain
        if both > 0:
            x = state[place]
            new[place] = x + (1 - exp(-both * per_step)) * (fill / both - x)
    return new
