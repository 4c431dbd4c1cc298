"""A place where a model rests, or goes around, with the proof that it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

import numpy as np

from negcycle.analysis.newton import STAYS, Moving, is_map, moves
from negcycle.analysis.spectrum import UNDECIDED, eigenvalues, leading_first
from negcycle.analysis.state import State, state_of, system_of
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.system.measuring import behaviors
from negcycle.system.protocol import Array, MapModel, Model, SmoothModel
from negcycle.system.system import System
from negcycle.words import say


@dataclass(frozen=True)
class Equilibrium:
    """A place where a model rests, or goes around, with the proof that it does."""

    kind: Literal["fixed point", "limit cycle", "not converged", "not at rest"]
    """`not converged`: a run from one of the starts neither rested nor came back to itself; `not at
    rest`: a state that was asked about moves on."""
    state: Mapping[str, float]
    """The state by name; on a limit cycle, one point of it."""
    residual: float
    """The largest rate there (of a map: the largest step); how far a cycle misses its beginning."""
    eigenvalues: tuple[complex, ...]
    """Of the full Jacobian at the state, the leading one first; what is late counts as at once."""
    stable: bool | None
    """Whether a small upset fades; None where the eigenvalues do not decide it, as with delays."""
    period: float | None = None
    """How long a limit cycle takes once around, in the model's unit of time."""

    @property
    def leading(self) -> complex:
        """The eigenvalue that grows most, or fades least."""
        return self.eigenvalues[0]

    @property
    def values(self) -> Array:
        """The state as an array, in the order of the model's names. Shape ``(n,)``."""
        return np.array(list(self.state.values()))


def certify(
    model: Cycle | CycleGraph | Model, state: State, *, tolerance: float = STAYS
) -> Equilibrium:
    """Return whether a state is a fixed point, with what proves it or speaks against it.

    Its `kind` is ``"fixed point"`` where it moves no faster than `tolerance` (of a map: goes no
    farther in one step), else ``"not at rest"``; `residual` is how fast it moves.

    Args:
        model: A cycle, its graph or system, or any model in continuous time or in steps.
        state: The state to ask about, by name, in the order of the names, or the last of a run.
        tolerance: Up to which residual it counts as a fixed point, in the units of the state.

    Raises:
        AnalysisError: if it is no model, or no state of it.
        UnknownName: if a name is none of a state.

    Example:
        >>> import negcycle as nc
        >>> model = nc.published.Liebovitch(influence=(2.0, 2.0))
        >>> nc.certify(model, [0.0, 0.0]).kind, nc.certify(model, [1.0, 1.0]).kind
        ('fixed point', 'not at rest')
    """
    moving = moving_of(model)
    return certified(moving, state_of(moving, state), tolerance=tolerance)


def moving_of(model: Cycle | CycleGraph | Model) -> Moving:
    """Return what moves: a model as it is, a cycle as its system.

    Raises:
        AnalysisError: if it neither has rates nor goes in steps.
    """
    if isinstance(model, Cycle | CycleGraph | System):
        return system_of(model)
    if isinstance(model, SmoothModel | MapModel):
        return model
    raise AnalysisError(say("simulate.no-model", kind=type(model).__name__))


def certified(model: Moving, state: Array, *, tolerance: float = STAYS) -> Equilibrium:
    """Return what is known of a state, from its residual and its eigenvalues."""
    values = leading_first(eigenvalues(model.jacobian(state)), steps=is_map(model))
    residual = float(np.max(np.abs(moves(model, state))))
    stays = residual <= tolerance
    return Equilibrium(
        "fixed point" if stays else "not at rest",
        MappingProxyType(dict(zip(model.names, state.tolist(), strict=True))),
        residual,
        values,
        holds(model, state, values[0]) if stays else None,
    )


def holds(model: Moving, state: Array, leading: complex) -> bool | None:
    """Return whether a small upset of a fixed point fades; None where that is not decided here."""
    if not isinstance(model, System) and isinstance(model, MapModel):
        margin = abs(leading) - 1
        return None if abs(margin) < UNDECIDED else margin < 0
    margin = leading.real
    if model.delays and margin < UNDECIDED:
        return True if _fades_however_late(model, state) else None
    if model.delays and np.linalg.det(-model.jacobian(state)) > 0:
        return None  # the growing pair of the undelayed equation may be another one with delays
    return None if abs(margin) < UNDECIDED else margin < 0


def _fades_however_late(model: SmoothModel, state: Array) -> bool:
    """Whether every delay leaves it stable: each state relaxes more than all others can push.

    The matrix with the sizes of what acts on others has to be stable.
    """
    parts = model.jacobians(state) if isinstance(model, System) else {0.0: model.jacobian(state)}
    sizes = np.sum([np.abs(part - np.diag(np.diag(part))) for part in parts.values()], axis=0)
    own = np.diag(np.sum([np.diag(part) for part in parts.values()], axis=0))
    return bool(np.max(eigenvalues(sizes + own).real) < -UNDECIDED)


def in_order(model: Model, rests: Iterable[Equilibrium]) -> tuple[Equilibrium, ...]:
    """Return rests, of a couple from calm to the strongest cycle, else by their values."""

    def place(one: Equilibrium) -> tuple[float, ...]:
        values = [round(value, 6) for value in one.state.values()]
        if not isinstance(model, System):
            return tuple(values)
        strength = float(np.mean(np.abs(behaviors(model, one.values))))
        return (round(strength, 6), *values)

    return tuple(sorted(rests, key=place))
