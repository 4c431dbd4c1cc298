"""Exponential, tangent, logarithm and chance for lanes: no branch, no call, no table.

A polynomial each, exact to the last bit or two of float64, so that a loop over lanes becomes
vector instructions. What reactions and balances need is there for float32 as well; chance is always
made in float64. `tests/simulation/many/test_functions.py` holds them against the standard
library, inside the machine code.

Sources:
    Muller, J.-M. (2016). Elementary Functions (3rd ed.), chapters 3 and 11 (range reduction; the
    coefficients are those of the interpolation at the Chebyshev nodes, in 200 bits).
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from negcycle.simulation.chance import FIRST, SECOND
from negcycle.simulation.many.kernels.compiled.bits import (
    bits_of,
    like,
    number_of,
    signed_as,
    times_power,
)
from negcycle.system.machine_code import inlined

_ROUNDS = 6755399441055744.0
"""1.5 x 2^52: added and taken away, it leaves a whole number."""

_ROUNDS_SINGLE = 12582912.0
"""1.5 x 2^23, the same for float32."""

_PER_E = -1.4426950408889634
"""-log2(e)."""

_MOST, _MOST_SINGLE = 700.0, 80.0
"""What fades farther than this is as good as gone: it would be no normal number any more."""

_EXPONENT = np.uint64(0xFFF0000000000000)
_ROOT_OF_HALF = np.uint64(0x3FE6A09E667F3BCD)
_ONE = np.uint64(0x3FF0000000000000)
_HALF_A_STEP = 1.0 - 2.0**-53
_TWO_UP = np.uint64(62)


@inlined
def fading(x: Any) -> Any:
    """Return exp(-x), for x from 0 up."""
    most, rounds = like(x, _MOST, _MOST_SINGLE), like(x, _ROUNDS, _ROUNDS_SINGLE)
    y = (x if x < most else most) * like(x, _PER_E, _PER_E)
    rounded = y + rounds
    r = y - (rounded - rounds)
    p = like(x, 4.4558179083360645e-10, 4.4558179083360645e-10)
    p = p * r + like(x, 7.074194297288521e-09, 7.074194297288521e-09)
    p = p * r + like(x, 1.0178057087733941e-07, 1.0178057087733941e-07)
    p = p * r + like(x, 1.3215432535912375e-06, 1.3215432535912375e-06)
    p = p * r + like(x, 1.5252733841556773e-05, 1.5252733841556773e-05)
    p = p * r + like(x, 0.00015403530463724353, 0.00015403530463724353)
    p = p * r + like(x, 0.001333355814640647, 0.001333355814640647)
    p = p * r + like(x, 0.009618129107587256, 0.009618129107587256)
    p = p * r + like(x, 0.055504108664821625, 0.055504108664821625)
    p = p * r + like(x, 0.24022650695910158, 0.24022650695910158)
    p = p * r + like(x, 0.6931471805599453, 0.6931471805599453)
    p = p * r + like(x, 1.0, 1.0)
    return times_power(p, rounded)


@inlined
def tangent(x: Any) -> Any:
    """Return tanh(x)."""
    one = like(x, 1.0, 1.0)
    left = fading(abs(x) + abs(x))
    return signed_as((one - left) / (one + left), x)


@inlined
def logarithm(x: Any) -> Any:
    """Return ln(x), for x above 0."""
    bits = bits_of(x)
    power = (bits - _ROOT_OF_HALF) & _EXPONENT
    m = number_of(bits - power)
    s = (m - 1.0) / (m + 1.0)
    z = s * s
    p = 0.14809840930851814
    p = p * z + 0.15312515662478013
    p = p * z + 0.18183632146475034
    p = p * z + 0.22222197048153644
    p = p * z + 0.28571428760721906
    p = p * z + 0.39999999999301983
    p = p * z + 0.6666666666666765
    p = p * z + 2.0
    return np.float64(np.int64(power) >> np.int64(52)) * 0.6931471805599453 + s * p


@inlined
def mixed(bits: Any) -> Any:
    """Return other bits, as `chance.mixed` does."""
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(FIRST)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(SECOND)
    return bits ^ (bits >> np.uint64(31))


@inlined
def between(bits: Any) -> Any:
    """Return a number above 0 and below 1, as `chance` does."""
    return number_of((bits >> np.uint64(12)) | _ONE) - _HALF_A_STEP


@inlined
def two_normals(begin: Any, stride: Any, place: Any) -> Any:
    """Return a pair of standard normal numbers, as `chance.normals` does."""
    first = begin + stride * (place * np.uint64(2))
    radius = math.sqrt(-2.0 * logarithm(between(mixed(first))))
    quarters = between(mixed(first + stride)) * 4.0
    rounded = quarters + _ROUNDS
    t = quarters - (rounded - _ROUNDS)
    z = t * t
    sine = 5.633933781537854e-08
    sine = sine * z - 3.59864335298231e-06
    sine = sine * z + 0.0001604411507421909
    sine = sine * z - 0.004681754132340976
    sine = sine * z + 0.07969262624604301
    sine = sine * z - 0.6459640975062443
    sine = (sine * z + 1.5707963267948966) * t
    cosine = 4.6552961874867623e-07
    cosine = cosine * z - 2.520013526428479e-05
    cosine = cosine * z + 0.000919259950041661
    cosine = cosine * z - 0.02086348073494657
    cosine = cosine * z + 0.25366950789986475
    cosine = cosine * z - 1.2337005501361513
    cosine = cosine * z + 1.0
    turned = bits_of(rounded)
    is_odd = (turned & np.uint64(1)) != 0
    x = sine if is_odd else cosine
    y = cosine if is_odd else sine
    x_sign = ((turned + np.uint64(1)) & np.uint64(2)) << _TWO_UP
    y_sign = (turned & np.uint64(2)) << _TWO_UP
    return radius * number_of(bits_of(x) ^ x_sign), radius * number_of(bits_of(y) ^ y_sign)
