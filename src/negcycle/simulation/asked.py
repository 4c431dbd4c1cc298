"""What a run is asked for: how long, in which steps, with how much chance, from which seed."""

from __future__ import annotations

import math
from numbers import Real
from typing import cast

import numpy as np

from negcycle.errors import SimulationError
from negcycle.words import say

TURNS = 1_000.0
"""How long a run goes on unless told, after the last input that the plan has a time for."""

STEP = 0.25
"""Length of a step unless told, in turns."""

MOST_STEPS = 2_000_000
"""A run has no more steps than this."""

MOST_NOISE = 1_000.0
"""The largest noise that is simulated."""


def count_of_steps(turns: float, step: float) -> int:
    """Return the number of steps.

    Raises:
        SimulationError: if one of the two is no length of time, or there are too many steps.
    """
    for what, value in (("turns", turns), ("step", step)):
        if not (is_number(value) and math.isfinite(value) and value > 0):
            raise SimulationError(say(f"simulate.{what}", value=value))
    if turns / step > MOST_STEPS * (1 + 1e-12):
        numbers = {"turns": turns, "step": step, "limit": MOST_STEPS}
        raise SimulationError(say("simulate.too-long", **numbers))
    return max(1, math.ceil(turns / step - 1e-9))


def is_number(value: object) -> bool:
    """Whether this is a number, and not true or false."""
    return not isinstance(value, bool) and isinstance(value, Real)


def checked_noise(noise: float) -> float:
    """Return a noise that can be simulated.

    Raises:
        SimulationError: if it cannot.
    """
    if not (is_number(noise) and 0 <= noise <= MOST_NOISE):
        raise SimulationError(say("simulate.noise", value=noise))
    return float(noise)


def checked_seed(seed: int | None) -> int:
    """Return the seed, or a new one that people can read out and type.

    Raises:
        SimulationError: if it is no whole number from 0 up.
    """
    if seed is None:
        return int(np.random.SeedSequence().generate_state(1)[0])
    if not is_count(seed):
        raise SimulationError(say("simulate.seed", value=seed))
    return int(seed)


def checked_couple(couple: int) -> int:
    """Return the number of a couple.

    Raises:
        SimulationError: if it is no whole number from 0 up, or a huge one.
    """
    if not (is_count(couple) and couple < 2**62):
        raise SimulationError(say("simulate.couple", value=couple))
    return int(couple)


def is_count(value: object) -> bool:
    """Whether this is a whole number from 0 up."""
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    return whole and cast("int", value) >= 0
