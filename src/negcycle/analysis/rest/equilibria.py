"""Where a model rests: fixed points found from many starts, each with its certificate."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import cast

import numpy as np

from negcycle.analysis.newton import Moving, rests_from
from negcycle.analysis.rest.equilibrium import Equilibrium, certified, in_order, moving_of
from negcycle.analysis.rest.going_around import followed
from negcycle.errors import AnalysisError
from negcycle.graph.cycle_graph import CycleGraph
from negcycle.model.cycle import Cycle
from negcycle.system.protocol import Array, Model
from negcycle.system.relaxing import relax
from negcycle.system.stuck import swinging, worst
from negcycle.system.swinging import may_swing
from negcycle.system.system import System
from negcycle.words import say

Box = tuple[float, float] | Mapping[str, tuple[float, float]]
"""Where to look: one range for every state, or one for each by name."""

WIDE: tuple[float, float] = (-10.0, 10.0)
"""The box of a model that says none."""


def equilibria(
    model: Cycle | CycleGraph | Model, *, starts: int = 64, seed: int = 0, box: Box | None = None
) -> tuple[Equilibrium, ...]:
    """Return the fixed points found from many starts, and a limit cycle where runs go around.

    Newton's method, damped, from calm, the worst start, its mirror, the way between the two rests
    and random points of the box; each point found is certified by its residual. Nothing proves
    that there are no others. Where no fixed point holds, runs are followed instead. Of a couple
    whose answers may let it swing, a run from the worst start is followed as well: beside a calm
    that holds there may be a swing.

    Args:
        model: A cycle, its graph or system, or any model in continuous time or in steps.
        starts: How many starts there are at least, 1 or more.
        seed: For the random ones.
        box: Where to look; None for the box of a couple's system, else -10 to 10.

    Returns:
        Of a couple ordered from calm to the strongest cycle; else by the values of the states.

    Raises:
        AnalysisError: if a number is out of range, or it is no model.
    """
    rests = fixed_points(model, starts=starts, seed=seed, box=box)
    moving = moving_of(model)
    if any(one.stable or one.stable is None for one in rests):
        return (*rests, *_swing_beside(moving))
    chance = np.random.default_rng(seed)
    return (*rests, *followed(moving, list(_starts(moving, starts, chance, *box_of(moving, box)))))


def _swing_beside(model: Moving) -> Iterator[Equilibrium]:
    """Yield the limit cycle that the worst start of a couple leads to, if it does.

    What is late counts as at once here, so with delays there may be a swing that is not found.
    """
    if isinstance(model, System) and may_swing(model):
        state = swinging(model)
        if state is not None:
            found = followed(model, [state])
            yield from (one for one in found if one.kind == "limit cycle")


def fixed_points(
    model: Cycle | CycleGraph | Model, *, starts: int = 64, seed: int = 0, box: Box | None = None
) -> tuple[Equilibrium, ...]:
    """Return the fixed points found from many starts, as `equilibria` does, and nothing else.

    Raises:
        AnalysisError: if a number is out of range, or it is no model.
    """
    moving = moving_of(model)
    if isinstance(cast("object", starts), bool) or starts < 1:
        raise AnalysisError(say("stability.starts", value=starts))
    low, high = box_of(moving, box)
    points = list(_starts(moving, starts, np.random.default_rng(seed), low, high))
    slack = 1e-9 * (1 + high - low)
    found = [
        rest
        for rest in rests_from(moving, np.stack(points, axis=1), low=low, high=high)
        if np.all((rest >= low - slack) & (rest <= high + slack))
    ]
    return in_order(moving, (certified(moving, rest) for rest in found))


def box_of(model: Moving, box: Box | None) -> tuple[Array, Array]:
    """Return the lower and the upper ends of where to look. Each of shape ``(n,)``.

    Raises:
        AnalysisError: if an end is not finite, or the lower one is not below the upper one.
    """
    if isinstance(model, System) and box is None:
        return model.low, model.high
    ranges = box if isinstance(box, Mapping) else dict.fromkeys(model.names, box or WIDE)
    low, high = np.empty(len(model.names)), np.empty(len(model.names))
    for place, name in enumerate(model.names):
        low[place], high[place] = ranges.get(name, WIDE)
        if not -math.inf < low[place] < high[place] < math.inf:
            raise AnalysisError(say("stability.box", name=name))
    return low, high


def _starts(
    model: Moving, count: int, chance: np.random.Generator, low: Array, high: Array
) -> Iterator[Array]:
    """Yield the places of a couple that have a meaning first, then random ones."""
    given = 0
    if isinstance(model, System):
        calm, bad = relax(model, model.calm), relax(model, worst(model))
        turned = worst(model)
        fast = [n for n, one in enumerate(model.states) if not one.kind.is_slow]
        turned[fast] *= -1
        between = [calm + share * (bad - calm) for share in np.linspace(0, 1, 12)]
        for start in (model.calm, bad, turned, relax(model, turned), *between):
            given += 1
            yield start
    else:
        yield np.clip(np.zeros(len(low)), low, high)
        given = 1
    for _ in range(max(count - given, 0)):
        yield low + (high - low) * chance.random(len(low))
