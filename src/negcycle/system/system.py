"""The one equation: every state goes toward its target, inside its own box.

    reaction   tau x' = -x + tanh(felt + (stress)^(1/4) (bias + sum_e w_e G_e x_source(t - d_e)))
    balance    tau x' = Fill (1 - x) - Drain x

A reaction lies in [-1, 1] and a balance in [0, 1]. Every G is a product of gates, each a factor in
0..1 that is read off another state. Slow states act on fast ones only through gates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from numbers import Real
from typing import Literal, NamedTuple, cast

import numpy as np

from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.cycle_graph import Kind
from negcycle.graph.numbers import Person
from negcycle.system.inputs import Inputs
from negcycle.system.protocol import Array, ModelLink
from negcycle.words import did_you_mean, say


class State(NamedTuple):
    """One state of a system."""

    name: str
    """Such as ``"john.primary"``."""
    partner: int
    """Whose it is, by place in `System.people`."""
    kind: Kind
    tau: float
    """Time constant, in turns."""


class Gate(NamedTuple):
    """The factor ``c0 + c1 x + c2 x**2``, with x the state at `state`; it lies in 0..1."""

    state: int
    c0: float
    c1: float
    c2: float


class Influence(NamedTuple):
    """A signed arrow into a reaction."""

    source: int
    target: int
    weight: float
    """With its sign."""
    delay: float = 0.0
    """In turns."""
    gates: tuple[Gate, ...] = ()
    contact: tuple[int, int] | None = None
    """The two who must be in contact for it to work."""


class Landing(NamedTuple):
    """How strongly what a partner needs and misses reaches one of their reactions."""

    partner: int
    target: int
    weight: float


class Flow(NamedTuple):
    """What fills or drains a balance: weight x gates, or what is missing from that to 1."""

    target: int
    direction: Literal["fill", "drain"]
    weight: float
    gates: tuple[Gate, ...] = ()
    rest: bool = False
    contact: tuple[int, int] | Literal["anybody"] | None = None
    """Who must be in contact for it to run."""


@dataclass(frozen=True, eq=False, repr=False)
class System:
    """A compiled cycle. As a `SmoothModel` it is at rest: in contact, nothing happening.

    States are arrays of shape ``(n_states,)``, or ``(n_states, ...)`` for many side by side.

    Sources:
        Treur, J. (2016). Network-Oriented Modeling (the form ``x' = k (target - x)``).
    """

    states: tuple[State, ...]
    influences: tuple[Influence, ...]
    landings: tuple[Landing, ...]
    flows: tuple[Flow, ...]
    people: tuple[Person, ...]
    pairs: tuple[tuple[int, int], ...]
    """Who is in a cycle with whom."""
    noise: float = 0.0
    """Stationary standard deviation of the random input to each first feeling."""
    tau_noise: float = 1.0
    """Turns over which the random input stays alike."""
    assumptions: tuple[str, ...] = ()
    """What was assumed and not known, in sentences."""
    case: str = field(default="")
    """A digest of what was compiled."""

    def __repr__(self) -> str:
        """Return a line that says whose system this is."""
        names = ", ".join(one.name for one in self.people)
        return f"<System of {names}: {len(self.states)} states, {len(self.influences)} influences>"

    # -- names and places -----------------------------------------------------------------

    @property
    def names(self) -> tuple[str, ...]:
        return self._names

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(state.name for state in self.states)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of the partners."""
        return tuple(one.key for one in self.people)

    def place(self, name: str) -> int:
        """Return where a state stands.

        Raises:
            UnknownName: if there is no such state.
        """
        if name not in self.names:
            hint = did_you_mean(name, self.names)
            raise UnknownName(say("system.unknown", name=name, hint=hint), name, self.names)
        return self.names.index(name)

    def places(self, kind: Kind, partner: int | None = None) -> tuple[int, ...]:
        """Return where the states of one kind stand, of one partner or of all."""
        return tuple(
            place
            for place, state in enumerate(self.states)
            if state.kind is kind and partner in {None, state.partner}
        )

    @property
    def answers_differ(self) -> bool:
        """Whether two in a cycle answer each other differently: such a pair may swing."""
        answers = [one.answer for one in self.people]
        return any(answers[i] != answers[j] for i, j in self.pairs)

    @cached_property
    def low(self) -> Array:
        """The lower ends of the boxes. Shape ``(n_states,)``."""
        return _fixed(np.array([0.0 if state.kind.is_slow else -1.0 for state in self.states]))

    @cached_property
    def high(self) -> Array:
        """The upper ends of the boxes, all 1. Shape ``(n_states,)``."""
        return _fixed(np.ones(len(self.states)))

    @cached_property
    def calm(self) -> Array:
        """Nothing felt, as open as each can be, no resentment. Shape ``(n_states,)``."""
        state = np.zeros(len(self.states))
        for place in self.places(Kind.OPENNESS):
            state[place] = self.people[self.states[place].partner].openness
        return _fixed(state)

    def named(self, values: Mapping[str, float]) -> Array:
        """Return the calm state with some values replaced, each inside its box.

        Raises:
            UnknownName: if there is no such state.
            SimulationError: if a value is no number or lies outside the box.
        """
        state = self.calm.copy()
        for name, value in values.items():
            place = self.place(str(name))
            low, high = self.low[place], self.high[place]
            if not (isinstance(cast("object", value), Real) and low <= value <= high):
                raise SimulationError(
                    say("system.outside", name=name, value=value, low=int(low), high=int(high))
                )
            state[place] = value
        return state

    # -- the equation ---------------------------------------------------------------------

    @cached_property
    def resting(self) -> Inputs:
        """The inputs when nothing happens."""
        return Inputs.resting(len(self.people)).fixed()

    def rates(
        self, state: Array, past: Array | None = None, *, inputs: Inputs | None = None
    ) -> Array:
        """Return dx/dt in 1 per turn, of the same shape as `state`.

        `past` holds the state at each of `delays` ago; None means it was always as it is now.
        """
        speed, target = self.targets(state, past, inputs=inputs)
        return speed * (target - state)

    def targets(
        self, state: Array, past: Array | None = None, *, inputs: Inputs | None = None
    ) -> tuple[Array, Array]:
        """Return how fast each state goes (1 per turn) and toward which value.

        A balance that nothing fills or drains has speed 0 and its own value as the target.
        """
        given = inputs or self.resting
        speed = np.empty_like(state, dtype=np.float64)
        target = np.array(state, dtype=np.float64)
        argument = self._arguments(state, past, given)
        for place, one in enumerate(self.states):
            if not one.kind.is_slow:
                speed[place] = 1 / one.tau
                target[place] = np.tanh(argument[place])
        for place, (fill, drain) in self._fills(state, given).items():
            both = fill + drain
            speed[place] = both / self.states[place].tau
            with np.errstate(invalid="ignore", divide="ignore"):
                target[place] = np.where(both > 0, fill / both, state[place])
        return speed, target

    def _arguments(self, state: Array, past: Array | None, inputs: Inputs) -> Array:
        """Return what stands inside each tanh; rows of balances stay 0."""
        inner = np.zeros(state.shape)
        column = (slice(None), *[None] * (state.ndim - 1))
        inner += self._bias(inputs)[column]
        for one in self.influences:
            source = self._late(state, past, one.delay)[one.source]
            inner[one.target] += (
                one.weight * self.contact(one, inputs) * self._gate(one.gates, state) * source
            )
        inner *= self._stress(inputs)[column]
        for partner in range(len(self.people)):
            for place in self.places(Kind.PRIMARY, partner):
                inner[place] += inputs.felt[partner]
        return inner

    def _late(self, state: Array, past: Array | None, delay: float) -> Array:
        if delay == 0 or past is None:
            return state
        late: Array = past[self.delays.index(delay)]
        return late

    def contact(self, one: Influence, inputs: Inputs) -> float:
        """Return 1 while those whom an influence needs are in contact, else 0."""
        return 1.0 if one.contact is None else float(inputs.contact[one.contact])

    def _bias(self, inputs: Inputs) -> Array:
        """Return what each reaction gets from needs and offers. Shape ``(n_states,)``."""
        bias = np.zeros(len(self.states))
        missing = self.missing(inputs)
        for one in self.landings:
            bias[one.target] += one.weight * missing[one.partner]
        return bias

    def missing(self, inputs: Inputs) -> Array:
        """Return, for each partner, what they need minus what is offered. Shape ``(n_people,)``."""
        missing = np.zeros(len(self.people))
        for i, j in self.directed:
            missing[i] += self.people[i].need - inputs.offer[i, j] * self.people[j].need
        return missing

    @cached_property
    def directed(self) -> tuple[tuple[int, int], ...]:
        """Every pair both ways round."""
        return tuple(way for i, j in self.pairs for way in ((i, j), (j, i)))

    def _stress(self, inputs: Inputs) -> Array:
        """Return the factor on each reaction: the fourth root, as a chain has four links."""
        return np.array([inputs.stress[state.partner] ** 0.25 for state in self.states])

    def _gate(self, gates: Sequence[Gate], state: Array) -> Array | float:
        product: Array | float = 1.0
        for gate in gates:
            x = state[gate.state]
            product = product * (gate.c0 + x * (gate.c1 + gate.c2 * x))
        return product

    def _fills(self, state: Array, inputs: Inputs) -> dict[int, tuple[Array, Array]]:
        """Return what fills and what drains each balance."""
        sums = {
            place: [np.zeros(state.shape[1:]), np.zeros(state.shape[1:])]
            for place, one in enumerate(self.states)
            if one.kind.is_slow
        }
        for flow in self.flows:
            product = flow.weight * self._gate(flow.gates, state)
            rate = (1.0 - product if flow.rest else product) * self.runs(flow, inputs)
            sums[flow.target][flow.direction == "drain"] += rate
        for place in self.places(Kind.OPENNESS):
            sums[place][0] += inputs.help[self.states[place].partner]
        return {place: (fill, drain) for place, (fill, drain) in sums.items()}

    def runs(self, flow: Flow, inputs: Inputs) -> float:
        """Return 1 while those whom a flow needs are in contact, else 0."""
        if flow.contact is None:
            return 1.0
        if flow.contact == "anybody":
            me = self.states[flow.target].partner
            return max(
                (float(inputs.contact[me, j]) for i, j in self.directed if i == me), default=1.0
            )
        return float(inputs.contact[flow.contact])

    # -- the protocol ---------------------------------------------------------------------

    @property
    def delays(self) -> tuple[float, ...]:
        return self._delays

    @cached_property
    def _delays(self) -> tuple[float, ...]:
        return tuple(sorted({one.delay for one in self.influences} - {0.0}))

    def evaluate(self, name: str, state: Array) -> Array:
        """Return the rate of one state."""
        rate: Array = self.rates(state)[self.place(name)]
        return rate

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Every influence, and every gate as the arrow that it is; a gate's sign may depend."""
        return self._links

    @cached_property
    def _links(self) -> tuple[ModelLink, ...]:
        found: dict[tuple[str, str, float], set[int]] = {}

        def add(source: int, target: int, sign: int, delay: float = 0.0) -> None:
            if source != target:
                key = (self.names[source], self.names[target], delay)
                found.setdefault(key, set()).add(sign)

        for one in self.influences:
            add(one.source, one.target, int(np.sign(one.weight)), one.delay)
            for gate in one.gates:
                add(gate.state, one.target, 0)
        for flow in self.flows:
            way = (1 if flow.direction == "fill" else -1) * (-1 if flow.rest else 1)
            for gate in flow.gates:
                add(gate.state, flow.target, way * _slope_sign(gate, self.states[gate.state]))
        return tuple(
            ModelLink(source, target, _common(signs), delay)
            for (source, target, delay), signs in found.items()
        )

    def jacobian(self, state: Array, *, inputs: Inputs | None = None) -> Array:
        """Return d rate_i / d x_j, what is late as if at once. Shape ``(n_states, n_states)``."""
        parts = self.jacobians(state, inputs=inputs)
        total: Array = np.sum(list(parts.values()), axis=0)
        return total

    def jacobians(self, state: Array, *, inputs: Inputs | None = None) -> dict[float, Array]:
        """Return the Jacobian split by delay, in turns: under 0 what acts at once."""
        given = inputs or self.resting
        n = len(self.states)
        parts = {delay: np.zeros((n, n)) for delay in (0.0, *self.delays)}
        now = parts[0.0]
        inner = self._arguments(state, None, given)
        stress = self._stress(given)
        slope = np.array(
            [
                0.0 if one.kind.is_slow else (1 - np.tanh(inner[i]) ** 2) * stress[i] / one.tau
                for i, one in enumerate(self.states)
            ]
        )
        for one in self.influences:
            factor = slope[one.target] * one.weight * self.contact(one, given)
            parts[one.delay][one.target, one.source] += factor * self._gate(one.gates, state)
            for place, turned in self._gate_slopes(one.gates, state):
                now[one.target, place] += factor * turned * state[one.source]
        for i, state_of in enumerate(self.states):
            if not state_of.kind.is_slow:
                now[i, i] -= 1 / state_of.tau
        for place, (fill, drain) in self._fills(state, given).items():
            now[place, place] -= (fill + drain) / self.states[place].tau
        for flow in self.flows:
            i = flow.target
            toward = (1 - state[i]) if flow.direction == "fill" else -state[i]
            factor = flow.weight * self.runs(flow, given) * toward / self.states[i].tau
            for place, turned in self._gate_slopes(flow.gates, state):
                now[i, place] += (-factor if flow.rest else factor) * turned
        return parts

    def _gate_slopes(self, gates: Sequence[Gate], state: Array) -> list[tuple[int, float]]:
        """Return the slope of a product of gates toward each state that is read."""
        slopes: list[tuple[int, float]] = []
        for n, gate in enumerate(gates):
            others = float(self._gate([*gates[:n], *gates[n + 1 :]], state))
            x = float(state[gate.state])
            slopes.append((gate.state, others * (gate.c1 + 2 * gate.c2 * x)))
        return slopes

    # -- changing -------------------------------------------------------------------------

    def with_noise(self, noise: float) -> System:
        """Return this system with another noise."""
        return replace(self, noise=noise)


def _fixed(values: Array) -> Array:
    """Return numbers that nobody can change: all who have compiled this cycle have them."""
    values.setflags(write=False)
    return values


def _common(signs: set[int]) -> Literal[1, -1, 0]:
    """Return the sign that all have, and 0 where they differ."""
    if signs == {1}:
        return 1
    return -1 if signs == {-1} else 0


def _slope_sign(gate: Gate, state: State) -> int:
    """Return whether a gate opens (+1) or closes (-1) as its state grows; 0 where it depends."""
    low = 0.0 if state.kind.is_slow else -1.0
    ends = {int(np.sign(gate.c1 + 2 * gate.c2 * x)) for x in (low, 1.0)} - {0}
    return ends.pop() if len(ends) == 1 else 0
