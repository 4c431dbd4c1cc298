"""What loops, stability, dominance and plots need of any model, ours or a published one."""

from __future__ import annotations

from typing import Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
"""Numbers as float64."""


class ModelLink(NamedTuple):
    """One signed arrow of a model: `source` acts on `target`."""

    source: str
    target: str
    sign: Literal[1, -1, 0]
    """+1: the same way; -1: the other way; 0: it depends on the state."""
    delay: float = 0.0
    """Time until it is felt, in the model's own unit; 0 where it acts at once."""


@runtime_checkable
class Model(Protocol):
    """A dynamical system with named states; either a `SmoothModel` or a `MapModel`.

    A state is an array of shape ``(n,)`` in the order of `names`, or of shape ``(n, ...)`` for many
    states side by side; what comes back has the same shape.
    """

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the states."""
        ...

    @property
    def links(self) -> tuple[ModelLink, ...]:
        """Who acts on whom, without what a state does to itself."""
        ...

    def evaluate(self, name: str, state: Array) -> Array:
        """Return the rate (or, of a map, the next value) of one state. Shape ``(...)``."""
        ...

    def jacobian(self, state: Array) -> Array:
        """Return d rate_i / d x_j (or, of a map, d next_i / d x_j) at one state.

        Shape ``(n, n)``. What acts late counts as if it acted at once, as at a fixed point.
        """
        ...


@runtime_checkable
class SmoothModel(Model, Protocol):
    """A model in continuous time."""

    @property
    def delays(self) -> tuple[float, ...]:
        """The different delays above 0, rising; empty for an ordinary differential equation."""
        ...

    def rates(self, state: Array, past: Array | None = None) -> Array:
        """Return dx/dt.

        `past` holds the state at each of `delays` ago, shape ``(len(delays), n, ...)``; None means
        that it had always been as it is now.
        """
        ...


@runtime_checkable
class MapModel(Model, Protocol):
    """A model in steps."""

    def next(self, state: Array) -> Array:
        """Return the state one step later."""
        ...
