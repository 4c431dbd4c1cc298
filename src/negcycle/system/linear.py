"""Any signed graph as a model that moves: each node goes toward the sum of what acts on it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from negcycle.errors import SimulationError, UnknownName
from negcycle.graph.signed import SignedGraph
from negcycle.system.protocol import Array, ModelLink
from negcycle.words import did_you_mean, say


@dataclass(frozen=True, eq=False)
class LinearModel:
    """x' = -damping x + the sum of sign times weight times x of each source, `delay` ago.

    A smooth model: what loops, stability, leverage, dominance and runs ask for is all there.
    """

    names: tuple[str, ...]
    """The nodes."""
    weights: Mapping[float, Array]
    """By delay: ``weights[delay][i, j]`` is how strongly node j acts on node i. Shape ``(n, n)``.
    Without unit."""
    damping: Array
    """How strongly each node holds itself back, per unit of time. Shape ``(n,)``."""

    @property
    def delays(self) -> tuple[float, ...]:
        return tuple(sorted(set(self.weights) - {0.0}))

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom, and with which sign; links side by side of one delay are one."""
        return self._links

    @cached_property
    def _links(self) -> tuple[ModelLink, ...]:
        return tuple(
            ModelLink(
                self.names[source],
                self.names[target],
                1 if weights[target, source] > 0 else -1,
                delay,
            )
            for delay, weights in sorted(self.weights.items())
            for target, source in np.argwhere(weights != 0).tolist()
            if source != target
        )

    def rates(self, state: Array, past: Array | None = None) -> Array:
        """Return dx/dt, of the same shape as `state`; see `SmoothModel`."""
        held = self.damping.reshape(-1, *[1] * (state.ndim - 1))
        total: Array = -held * state
        for delay, weights in self.weights.items():
            then = state if past is None or not delay else past[self.delays.index(delay)]
            total = total + np.tensordot(weights, then, axes=1)
        return total

    def evaluate(self, name: str, state: Array) -> Array:
        """Return the rate of one node.

        Raises:
            UnknownName: if there is no such node.
        """
        if name not in self.names:
            hint = did_you_mean(name, self.names)
            raise UnknownName(say("system.unknown", name=name, hint=hint), name, self.names)
        rate: Array = self.rates(state)[self.names.index(name)]
        return rate

    def jacobian(self, state: Array) -> Array:  # noqa: ARG002  (the same everywhere)
        """Return the matrix, at any state; what is late as if at once. Shape ``(n, n)``."""
        size = len(self.names)
        total: Array = sum(self.weights.values(), np.zeros((size, size)))
        return total - np.diag(self.damping)


def linear_model(graph: SignedGraph, *, damping: float = 1.0) -> LinearModel:
    """Return a signed graph as the simplest model that moves the way its arrows say.

    A graph says who acts on whom, and not how: that it does so in proportion, and that every node
    goes back by itself, is an assumption. Around a state of rest, every smooth model is like this.

    Args:
        graph: A graph in which every sign is known.
        damping: How strongly each node goes back by itself, per unit of time, 0 or more.

    Raises:
        SimulationError: if a sign is not known, or `damping` is not such a number.

    Example:
        >>> import negcycle as nc
        >>> graph = nc.SignedGraph(
        ...     nodes=("hare", "lynx"),
        ...     links=(
        ...         {"source": "hare", "target": "lynx"},
        ...         {"source": "lynx", "target": "hare", "sign": -1},
        ...     ),
        ... )
        >>> nc.linear_model(graph).rates(np.array([1.0, 0.5])).tolist()
        [-1.5, 0.5]
    """
    if not (math.isfinite(damping) and damping >= 0):
        raise SimulationError(say("linear.damping", value=damping))
    size = len(graph.nodes)
    place = {name: n for n, name in enumerate(graph.nodes)}
    weights = {0.0: np.zeros((size, size))}
    for link in graph.links:
        if not link.sign:
            raise SimulationError(say("linear.sign", source=link.source, target=link.target))
        matrix = weights.setdefault(link.delay, np.zeros((size, size)))
        matrix[place[link.target], place[link.source]] += link.sign * link.weight
    return LinearModel(graph.nodes, weights, np.full(size, float(damping)))
