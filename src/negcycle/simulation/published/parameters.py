"""The parameters of a published model are numbers that fit, or one sentence says which is not."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from numbers import Real
from typing import Literal, TypeAlias, TypeGuard

import numpy as np

from negcycle.errors import SimulationError
from negcycle.words import say

Rule: TypeAlias = Literal["number", "not-negative", "positive", "inertia"]
"""What a number may be: any; 0 or above; above 0; from 0 up to, but not, 1."""

Pair: TypeAlias = tuple[float, float]
"""One number for the first of two people, and one for the second."""

Weights: TypeAlias = tuple[tuple[float, ...], ...]
"""One row for each state, with one number for each state that acts on it."""


def check(model: object, rule: Rule, *fields: str) -> None:
    """Check the numbers in some fields of a frozen model, and keep them as floats.

    Raises:
        SimulationError: if one of them is no number, or breaks the rule.
    """
    for field in fields:
        _keep(model, field, _number(field, getattr(model, field), rule))


def check_several(model: object, rule: Rule, count: int, *fields: str) -> None:
    """Check fields that hold `count` numbers each, and keep them as tuples of floats.

    Raises:
        SimulationError: if there are more or fewer, or one of them breaks the rule.
    """
    for field in fields:
        values: object = getattr(model, field)
        if not _is_row(values) or len(values) != count:
            raise SimulationError(
                say("published.several", field=field, value=repr(values), count=count)
            )
        _keep(model, field, tuple(_number(field, value, rule) for value in values))


def check_one_or_each(model: object, rule: Rule, count: int, *fields: str) -> None:
    """Check fields that hold one number for all states, or one for each of `count` states.

    Raises:
        SimulationError: if there are more or fewer, or one of them breaks the rule.
    """
    for field in fields:
        if _is_row(getattr(model, field)):
            check_several(model, rule, count, field)
        else:
            check(model, rule, field)


def check_network(model: object, names: object, weights: object) -> None:
    """Check the names of a network's states and the weights between them, and keep both.

    Raises:
        SimulationError: if there is no name, a name stands twice, or the weights do not fit.
    """
    if not _is_row(names) or len(names) == 0 or not all(_is_name(name) for name in names):
        raise SimulationError(say("published.names", value=repr(names)))
    for place, name in enumerate(names):
        if name in names[:place]:
            raise SimulationError(say("published.name-twice", name=name))
    count = len(names)
    if not _is_row(weights) or len(weights) != count:
        there = len(weights) if _is_row(weights) else repr(weights)
        raise SimulationError(say("published.rows", count=count, there=there))
    kept: list[tuple[float, ...]] = []
    for name, row in zip(names, weights, strict=True):
        if not _is_row(row) or len(row) != count:
            there = len(row) if _is_row(row) else repr(row)
            raise SimulationError(say("published.row", name=name, count=count, there=there))
        kept.append(tuple(_number("weights", one, "number") for one in row))
    _keep(model, "names", tuple(names))
    _keep(model, "weights", tuple(kept))


def _number(field: str, value: object, rule: Rule) -> float:
    if isinstance(value, Real):
        number = float(value)
        if (
            isfinite(number)
            and (rule == "number" or number >= 0)
            and (rule != "positive" or number > 0)
            and (rule != "inertia" or number < 1)
        ):
            return number
    shown = str(value) if isinstance(value, Real) else repr(value)
    raise SimulationError(say(f"published.{rule}", field=field, value=shown))


def _is_name(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _is_row(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, tuple | list | np.ndarray)


def _keep(model: object, field: str, value: object) -> None:
    object.__setattr__(model, field, value)  # the models are frozen once they are made
