"""Designs: from what is gone over, to the points at which couples are simulated."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from numbers import Integral
from typing import TYPE_CHECKING, Any, TypeAlias, cast, get_args

import numpy as np

from negcycle.errors import MissingExtra, SimulationError
from negcycle.model.ensemble import Design, Sampling
from negcycle.simulation.chance import uniforms
from negcycle.simulation.many.distributions import (
    Distribution,
    Uniform,
    allowed_range,
    drawn,
    fitted,
    number_of,
    plain,
    told,
)
from negcycle.words import did_you_mean, say

if TYPE_CHECKING:
    from negcycle.system.protocol import Array

Axis: TypeAlias = Sequence[float] | Distribution
"""Of a grid, its values; else its lowest and highest value, or what it is drawn from."""
Ranges: TypeAlias = Mapping[str, tuple[float, float]]
Points: TypeAlias = "dict[str, Array]"
"""The value of each parameter at each point. Each of shape ``(n_points,)``."""

MOST_COUPLES = 10_000_000
"""A design has no more couples than this."""

SAMPLINGS: tuple[Sampling, ...] = get_args(Sampling)
_EVERYWHERE = (-math.inf, math.inf)
_NO_RANGES: Ranges = {}


def make_design(
    over: Mapping[str, Axis],
    *,
    sampling: Sampling = "grid",
    sample: int | None = None,
    runs: int = 1,
    seed: int = 0,
    second_order: bool = False,
    ranges: Ranges = _NO_RANGES,
) -> tuple[Design, Points]:
    """Return a design, and the value of each parameter at each of its points.

    Args:
        over: For each parameter, of a grid its values; else its lowest and highest value, or a
            distribution.
        sampling: ``grid``: every combination, the last parameter changing fastest; ``sobol``: the
            points from which Sobol indices are estimated, in the order of SALib; ``latin``: of so
            many equal shares of each parameter, a point in each; ``random``: all by chance.
        sample: Of a sampled design, how many points to draw; ``sobol`` makes k + 2 points of each
            for k parameters (2k + 2 with `second_order`), and takes a power of two.
        runs: How many couples there are at each point.
        seed: What the random numbers are made from, 0 or more. The points of ``latin`` and
            ``random`` along one axis do not depend on the other axes.
        second_order: Of ``sobol``, whether to tell the effects of two parameters together as well.
        ranges: The smallest and the largest value that a parameter can have, by name.

    Raises:
        SimulationError: if there are no such points, or more than 10 million couples.
        MissingExtra: if ``sobol`` is asked for and scipy is not installed.

    Example:
        >>> from negcycle.simulation.many.designs import make_design
        >>> design, points = make_design({"john.need": [0.4, 0.6], "turn": [1, 2, 3]}, runs=10)
        >>> design.shape, points["turn"].tolist()
        ((2, 3, 10), [1.0, 2.0, 3.0, 1.0, 2.0, 3.0])

    Sources:
        Saltelli, A. (2002). Comput. Phys. Commun. 145, 280-297 (the points of ``sobol``). Owen,
        A. B. (2022). On dropping the first Sobol' point. arXiv:2008.08051 (why a power of two, from
        the first point on). McKay, M. D., Beckman, R. J., & Conover, W. J. (1979). Technometrics
        21(2), 239-245 (``latin``).
    """
    if sampling not in SAMPLINGS:
        hint = did_you_mean(str(sampling), SAMPLINGS)
        raise SimulationError(say("design.sampling", value=sampling, hint=hint))
    if not over:
        raise SimulationError(say("design.nothing"))
    _check_count("runs", runs, 1)
    _check_count("seed", seed, 0)
    if sampling == "grid":
        if sample is not None:
            raise SimulationError(say("design.sample-of-grid"))
        return _grid(over, runs, ranges)
    if sample is None:
        raise SimulationError(say("design.no-sample", sampling=sampling))
    _check_count("sample", sample, 2)
    axes = {
        name: _axis_of(name, given, *ranges.get(name, _EVERYWHERE)) for name, given in over.items()
    }
    both = second_order and sampling == "sobol" and len(axes) > 1
    each = 1 if sampling != "sobol" else 2 * len(axes) + 2 if both else len(axes) + 2
    _check_size(sample * each, runs)
    shares = _SHARES[sampling](tuple(axes), sample, seed, second_order=both)
    points: Points = {}
    for name, given in axes.items():
        low, high = ranges.get(name, _EVERYWHERE)
        points[name] = drawn(given, shares[name], name=name, low=low, high=high)
    design = Design(
        sampling=sampling,
        axes={name: _ends(axes[name], values) for name, values in points.items()},
        points=sample * each,
        runs=runs,
        distributions={name: told(given) for name, given in axes.items()},
        second_order=both,
    )
    return design, points


# -- every combination -------------------------------------------------------------------------


def _grid(over: Mapping[str, Axis], runs: int, ranges: Ranges) -> tuple[Design, Points]:
    axes = {
        name: _values_of(name, given, *ranges.get(name, _EVERYWHERE))
        for name, given in over.items()
    }
    shape = tuple(len(values) for values in axes.values())
    count = math.prod(shape)
    _check_size(count, runs)
    places = np.unravel_index(np.arange(count), shape)
    points: Points = {
        name: np.array(values)[at] for (name, values), at in zip(axes.items(), places, strict=True)
    }
    return Design("grid", axes, count, runs), points


def _values_of(name: str, given: Axis, low: float, high: float) -> tuple[float, ...]:
    """Return the values of an axis of a grid."""
    if isinstance(given, Distribution):
        raise SimulationError(say("design.drawn-grid", name=name, what=told(given)))
    values = _numbers(name, given)
    if not values:
        raise SimulationError(say("design.no-values", name=name))
    if len(set(values)) < len(values):
        again, _ = Counter(values).most_common(1)[0]
        raise SimulationError(say("design.twice", name=name, value=plain(again)))
    for value in values:
        if not low <= value <= high:
            allowed = allowed_range(low, high)
            raise SimulationError(
                say("design.outside", name=name, value=plain(value), allowed=allowed)
            )
    return values


# -- points that are drawn ---------------------------------------------------------------------


def _axis_of(name: str, given: Axis, low: float, high: float) -> Distribution:
    """Return what the values of an axis are drawn from."""
    if not isinstance(given, Distribution):
        ends = _numbers(name, given)
        if len(ends) != 2 or not ends[0] < ends[1]:
            raise SimulationError(say("design.ends", name=name, value=", ".join(map(plain, ends))))
        given = Uniform(*ends)
    return fitted(given, name=name, low=low, high=high)


def _ends(given: Distribution, values: Array) -> tuple[float, float]:
    """Return the ends of an axis: those that were given, or the lowest and highest value drawn."""
    if isinstance(given, Uniform):
        return given.low, given.high
    return float(values.min()), float(values.max())


def _sobol(names: Sequence[str], sample: int, seed: int, *, second_order: bool) -> Points:
    """Return the shares at which SALib wants a model to be run, in its order.

    Of each two points a and b: a; a with one coordinate of b, for each coordinate; with
    `second_order` b with one coordinate of a, for each; and b.
    """
    if sample & (sample - 1):
        below = 1 << (sample.bit_length() - 1)
        numbers = {"value": sample, "below": below, "above": 2 * below}
        raise SimulationError(say("design.no-power", **numbers))
    if find_spec("scipy") is None:
        raise MissingExtra(say("design.missing-extra"))
    qmc: Any = import_module("scipy.stats.qmc")

    k = len(names)
    pairs: Array = qmc.Sobol(d=2 * k, scramble=True, seed=seed).random(sample)
    a, b = pairs[:, :k], pairs[:, k:]
    rows = [a, *(_crossed(a, b, n) for n in range(k))]
    if second_order:
        rows += [_crossed(b, a, n) for n in range(k)]
    every = np.stack([*rows, b], axis=1)
    return {name: every[:, :, n].ravel() for n, name in enumerate(names)}


def _crossed(one: Array, other: Array, n: int) -> Array:
    """Return `one` with coordinate `n` of `other`."""
    crossed = one.copy()
    crossed[:, n] = other[:, n]
    return crossed


def _latin(names: Sequence[str], sample: int, seed: int, *, second_order: bool) -> Points:  # noqa: ARG001
    """Return shares, one in each of `sample` equal parts of each axis, in an order of its own."""
    numbers = np.arange(sample)
    points: Points = {}
    for name in names:
        order = np.argsort(uniforms(seed, numbers, f"{name} order"), kind="stable")
        points[name] = (order + uniforms(seed, numbers, name)) / sample
    return points


def _random(names: Sequence[str], sample: int, seed: int, *, second_order: bool) -> Points:  # noqa: ARG001
    numbers = np.arange(sample)
    return {name: uniforms(seed, numbers, name) for name in names}


_SHARES = {"sobol": _sobol, "latin": _latin, "random": _random}


# -- what was given ----------------------------------------------------------------------------


def _numbers(name: str, given: object) -> tuple[float, ...]:
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise SimulationError(say("design.no-axis", name=name, kind=type(given).__name__))
    try:
        return tuple(number_of(value) for value in cast("Iterable[object]", given))
    except SimulationError as error:
        raise SimulationError(say("draw.of", name=name, message=error)) from None


def _check_count(what: str, value: object, least: int) -> None:
    if isinstance(value, bool) or not isinstance(value, Integral) or int(value) < least:
        raise SimulationError(say("design.count", what=what, value=value, least=least))


def _check_size(points: int, runs: int) -> None:
    if points * runs > MOST_COUPLES:
        numbers = {"points": points, "runs": runs, "couples": points * runs, "most": MOST_COUPLES}
        raise SimulationError(say("design.too-many", **numbers))
