"""What the published models share: one rate at a time, signed links, and linear equations."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Literal

import numpy as np

from negcycle.errors import SimulationError, UnknownName
from negcycle.model.citation import Citation
from negcycle.system.protocol import Array, MapModel, ModelLink, SmoothModel
from negcycle.words import did_you_mean, say

DEPENDS = float("nan")
"""The strength of a link whose sign depends on the state."""


def signed_links(
    strengths: Mapping[tuple[str, str], float], *, delay: float = 0.0
) -> tuple[ModelLink, ...]:
    """Return a link for each pair of a source and a target, with the sign of its strength.

    A strength of 0 is no link, and one of `DEPENDS` has the sign 0.
    """
    return tuple(
        ModelLink(source, target, _sign(strength), delay)
        for (source, target), strength in strengths.items()
        if strength != 0 and source != target
    )


def links_of_network(names: tuple[str, ...], strengths: Array) -> tuple[ModelLink, ...]:
    """Return the links of a matrix that has in row i, column j how strongly j acts on i."""
    return signed_links(
        {
            (source, target): float(strengths[i, j])
            for i, target in enumerate(names)
            for j, source in enumerate(names)
        }
    )


class PublishedModel(ABC):
    """A model from the literature, and where it comes from."""

    citation: ClassVar[Citation]


class PublishedMap(PublishedModel):
    """A published model in steps; it has `names`, `links`, `next` and `jacobian`."""

    def evaluate(self: MapModel, name: str, state: Array) -> Array:
        """Return the next value of one state. Shape ``(...)`` for a state of shape ``(n, ...)``.

        Raises:
            UnknownName: if no state has this name.
        """
        value: Array = self.next(state)[_place(name, self.names)]
        return value


class PublishedFlow(PublishedModel):
    """A published model in continuous time; it has `names`, `links`, `rates_now` and `jacobian`."""

    @property
    def delays(self) -> tuple[float, ...]:
        """No delays, unless a model says so."""
        return ()

    @abstractmethod
    def rates_now(self, state: Array) -> Array:
        """Return dx/dt where nothing acts late. The shape is that of `state`."""

    def rates(self, state: Array, past: Array | None = None) -> Array:
        """Return dx/dt; without delays, `past` says nothing that `state` does not say."""
        del past
        return self.rates_now(state)

    def evaluate(self: SmoothModel, name: str, state: Array) -> Array:
        """Return the rate of one state. Shape ``(...)`` for a state of shape ``(n, ...)``.

        Raises:
            UnknownName: if no state has this name.
        """
        rate: Array = self.rates(state)[_place(name, self.names)]
        return rate


class LinearFlow(PublishedFlow):
    """dx/dt = matrix x + push."""

    @property
    @abstractmethod
    def names(self) -> tuple[str, ...]:
        """The names of the states."""

    @property
    @abstractmethod
    def matrix(self) -> Array:
        """How strongly each state, in its column, acts on each, in its row. Shape ``(n, n)``."""

    @property
    def push(self) -> Array:
        """What acts on each state from outside. Shape ``(n,)``."""
        return np.zeros(len(self.names))

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom, with the signs of the matrix."""
        return links_of_network(self.names, self.matrix)

    def rates_now(self, state: Array) -> Array:
        """Return dx/dt. The shape is that of `state`."""
        push = self.push.reshape(-1, *(1,) * (state.ndim - 1))
        return np.tensordot(self.matrix, state, axes=1) + push

    def jacobian(self, state: Array) -> Array:  # noqa: ARG002  (the same everywhere)
        """Return the matrix, at any state. Shape ``(n, n)``."""
        return self.matrix

    def steady_state(self) -> Array:
        """Return the one state that stays as it is. Shape ``(n,)``.

        Raises:
            SimulationError: if there is none, or there are infinitely many.
        """
        matrix = self.matrix
        if np.linalg.matrix_rank(matrix) < len(matrix):
            raise SimulationError(say("published.no-steady-state"))
        return np.asarray(np.linalg.solve(matrix, -self.push), dtype=np.float64)

    def is_stable(self) -> bool:
        """Whether everything settles there: every eigenvalue has a real part below 0."""
        return bool(np.max(np.linalg.eigvals(self.matrix).real) < 0)


def _place(name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        hint = did_you_mean(name, names)
        raise UnknownName(say("system.unknown", name=name, hint=hint), name, names)
    return names.index(name)


def _sign(strength: float) -> Literal[1, -1, 0]:
    if np.isnan(strength):
        return 0
    return 1 if strength > 0 else -1
