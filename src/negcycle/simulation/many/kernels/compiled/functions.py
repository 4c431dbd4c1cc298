"""Exponential, tangent, logarithm and chance for lanes: no branch, no call, no table.

A polynomial each, exact to the last bit or two of float64, so that a loop over lanes becomes
vector instructions. What reactions and balances need is there for float32 as well; chance is always
made in float64. `tests/simulation/many/test_machine_code.py` holds them against the standard
library, inside the machine code.

Sources:
    Muller, J.-M. (2016). Elementary Functions (3rd ed.), chapters 3 and 11 (range reduction; the
    coefficients of polynomials are those of the interpolation at the Chebyshev nodes, in 200 bits,
    those of the quotient the best in the largest error, by the algorithm of Remez).
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np

from negcycle.simulation.chance import FIRST, SECOND
from negcycle.simulation.many.kernels.compiled.bits import (
    bits_of,
    fused,
    number_of,
    signed_as,
    smaller,
    times_power,
)
from negcycle.system.machine_code import inlined

NEAR = 4.0
"""Up to this size of what stands inside, `two_half_tangents` may be used."""

SHORT = 0.25
"""Up to this, `share_per_way` may be used."""


class Numbers(NamedTuple):
    """The numbers in these functions, handed on to the walk.

    Were they written where they are used, each would be fetched anew for every vector, in two
    instructions; so they stay at hand. All polynomials have the highest power first.
    """

    fading: tuple[np.floating, ...]
    """The most that fades, -log2(e), what rounds when it is added and taken away, 2^x."""
    tangent: tuple[np.floating, ...]
    """What stands below and above in the quotient for half the angle."""
    share: tuple[np.floating, ...]
    normals: tuple[float, ...]
    """What stands in the logarithm but its last term, ln(2), sine, cosine; and 1, 2, what takes
    a number between 1 and 2 to one between 0 and 1, -2, and 3."""
    bits: tuple[np.uint64, ...]
    """Root of a half, exponent, two factors that mix, one, what stands behind the exponent, two
    and a bit, sign."""


def numbers_for(kind: np.dtype[Any]) -> Numbers:
    """Return them for float64 or float32."""
    # What fades farther than the most is as good as gone: it would be no normal number any more.
    most, rounds = (700.0, 1.5 * 2.0**52) if kind == np.float64 else (80.0, 1.5 * 2.0**23)
    fading = (most, -1.4426950408889634, rounds, *_POWER_OF_TWO)
    return Numbers(
        fading=tuple(kind.type(c) for c in fading),
        tangent=tuple(kind.type(c) for c in (*_BELOW, *_ABOVE)),
        share=tuple(kind.type(c) for c in _SHARE),
        normals=(*_LOGARITHM, *_SINE, *_COSINE, 2.0, 1.0 - 2.0**-53, -2.0, 3.0),
        bits=tuple(np.uint64(one) for one in _BITS),
    )


_POWER_OF_TWO = (
    *(4.4558179083360645e-10, 7.074194297288521e-09, 1.0178057087733941e-07),
    *(1.3215432535912375e-06, 1.5252733841556773e-05, 0.00015403530463724353),
    *(0.001333355814640647, 0.009618129107587256, 0.055504108664821625),
    *(0.24022650695910158, 0.6931471805599453, 1.0),
)
_BELOW = (
    *(4.931364023469459e-09, 6.207017565594083e-06, 0.0017095169211895258),
    *(0.11759356039010913, 1.0),
)
_ABOVE = (
    *(5.369871448821417e-11, 2.1982123210546054e-07, 0.00012169344433969578),
    *(0.017130113528388145, 0.5),
)
_SHARE = (
    *(2.4634585655528518e-06, -2.4667266113234712e-05, 0.0001983790720659159),
    *(-0.0013888839625670409, 0.008333332908497621, -0.041666666646060814),
    *(0.16666666666616559, -0.4999999999999953, 1.0),
)
_LOGARITHM = (
    *(0.14809840930851814, 0.15312515662478013, 0.18183632146475034, 0.22222197048153644),
    *(0.28571428760721906, 0.39999999999301983, 0.6666666666666765, 0.6931471805599453),
)
_SINE = (
    *(-6.43484273833349e-10, 5.687769430745388e-08, -3.598802475678697e-06),
    *(0.00016044116327478444, -0.004681754128874058, 0.0796926262451429),
    *(-0.6459640975061731, 1.570796326794895),
)
_COSINE = (
    *(6.331773321591452e-11, -6.382237548589103e-09, 4.710830769749509e-07),
    *(-2.5202039784460323e-05, 0.0009192602739445326, -0.020863480763179128),
    *(0.2536695079010311, -1.233700550136169, 1.0),
)
_BITS = (
    *(0x3FE6A09E667F3BCD, 0xFFF0000000000000, FIRST, SECOND),
    *(0x3FF0000000000000, 0x000FFFFFFFFFFFFF, 0x4000000000000001, 0x8000000000000000),
)


@inlined
def fading(x: Any, of: Any) -> Any:
    """Return exp(-x), for x from 0 up; `of` is `Numbers.fading`."""
    y = smaller(x, of[0]) * of[1]
    rounded = y + of[2]
    r = y - (rounded - of[2])
    square = r * r
    fourth = square * square
    high = fused(fused(of[3], r, of[4]), square, fused(of[5], r, of[6]))
    middle = fused(fused(of[7], r, of[8]), square, fused(of[9], r, of[10]))
    low = fused(fused(of[11], r, of[12]), square, fused(of[13], r, of[14]))
    p = fused(fused(high, fourth, middle), fourth, low)
    return times_power(p, rounded)


@inlined
def fading_twice(x: Any, of: Any) -> Any:
    """Return exp(-2 |x|) with the sign of x."""
    return signed_as(fading(abs(x) + abs(x), of), x)


@inlined
def two_tangents(left: Any, also: Any, of: Any) -> Any:
    """Return tanh(x) and tanh(y), for any x and y, from `fading_twice` of each.

    They share a division, which is slow. `of` is `Numbers.fading`.
    """
    one = of[14]
    below, below_too = one + abs(left), one + abs(also)
    shared = one / (below * below_too)
    first = (one - abs(left)) * (below_too * shared)
    second = (one - abs(also)) * (below * shared)
    return signed_as(smaller(first, one), left), signed_as(smaller(second, one), also)


@inlined
def below_half_angle(u: Any, of: Any) -> Any:
    """Return Q(u) of ``tanh(x / 2) = x P(u) / Q(u)``, where u is x squared."""
    return fused(fused(fused(fused(of[0], u, of[1]), u, of[2]), u, of[3]), u, of[4])


@inlined
def above_half_angle(u: Any, of: Any) -> Any:
    """Return P(u) of the same."""
    return fused(fused(fused(fused(of[5], u, of[6]), u, of[7]), u, of[8]), u, of[9])


@inlined
def two_half_tangents(x: Any, y: Any, of: Any) -> Any:
    """Return tanh(x) / 2 and tanh(y) / 2, for sizes up to `NEAR`; they share a division.

    From ``a / b``, the tangent of half the angle, it is ``a b / (a a + b b)``. What was lost on the
    way to one over the sum is put right at the end. `of` is `Numbers.tangent`.
    """
    u, v = x * x, y * y
    a, a_too = x * above_half_angle(u, of), y * above_half_angle(v, of)
    b, b_too = below_half_angle(u, of), below_half_angle(v, of)
    whole, whole_too = fused(a, a, b * b), fused(a_too, a_too, b_too * b_too)
    shared = of[4] / (whole * whole_too)
    inverse, inverse_too = whole_too * shared, whole * shared
    product, product_too = a * b, a_too * b_too
    t, t_too = product * inverse, product_too * inverse_too
    missing, missing_too = fused(-t, whole, product), fused(-t_too, whole_too, product_too)
    return fused(missing, inverse, t), fused(missing_too, inverse_too, t_too)


@inlined
def share_per_way(z: Any, of: Any) -> Any:
    """Return ``(1 - exp(-z)) / z``, for z from 0 to `SHORT`; `of` is `Numbers.share`."""
    p = fused(of[0], z, of[1])
    p = fused(p, z, of[2])
    p = fused(p, z, of[3])
    p = fused(p, z, of[4])
    p = fused(p, z, of[5])
    p = fused(p, z, of[6])
    p = fused(p, z, of[7])
    return fused(p, z, of[8])


@inlined
def logarithm(x: Any, of: Any, bits_are: Any) -> Any:
    """Return ln(x), for x above 0; `of` and `bits_are` as for `two_normals`."""
    bits = bits_of(x)
    power = (bits - bits_are[0]) & bits_are[1]
    m = number_of(bits - power)
    s = (m - of[24]) / (m + of[24])
    z = s * s
    square = z * z
    high = fused(fused(of[0], z, of[1]), square, fused(of[2], z, of[3]))
    low = fused(fused(of[4], z, of[5]), square, fused(of[6], z, of[25]))
    p = fused(high, square * square, low)
    twos = np.float64(np.int64(power) >> np.int64(52))
    return fused(twos, of[7], s * p)


@inlined
def mixed(bits: Any, bits_are: Any) -> Any:
    """Return other bits, as `chance.mixed` does."""
    bits = (bits ^ (bits >> np.uint64(30))) * bits_are[2]
    bits = (bits ^ (bits >> np.uint64(27))) * bits_are[3]
    return bits ^ (bits >> np.uint64(31))


@inlined
def two_draws(begin: Any, stride: Any, place: Any, bits_are: Any) -> Any:
    """Return the bits of which a pair of normal numbers is made, as `chance.normals` does."""
    first = begin + stride * (place * np.uint64(2))
    return mixed(first, bits_are), mixed(first + stride, bits_are)


@inlined
def radius_of(drawn: Any, of: Any, bits_are: Any) -> Any:
    """Return how far out the pair lies; `of` is `Numbers.normals`, `bits_are` `Numbers.bits`."""
    between = number_of((drawn >> np.uint64(12)) | bits_are[4]) - of[26]
    return math.sqrt(of[27] * logarithm(between, of, bits_are))


@inlined
def two_normals(radius: Any, drawn: Any, of: Any, bits_are: Any) -> Any:
    """Return a pair of standard normal numbers, from how far out it lies and in which direction.

    The highest bit that was drawn says which half of the circle it is, the others how far around
    that half, as t from -1 to 1: the angle is ``pi (t + 1) / 2``, or as much more than pi.
    """
    t = number_of(((drawn >> np.uint64(11)) & bits_are[5]) | bits_are[6]) - of[28]
    z = t * t
    sine = fused(of[8], z, of[9])
    sine = fused(sine, z, of[10])
    sine = fused(sine, z, of[11])
    sine = fused(sine, z, of[12])
    sine = fused(sine, z, of[13])
    sine = fused(sine, z, of[14])
    sine = fused(sine, z, of[15]) * t
    cosine = fused(of[16], z, of[17])
    cosine = fused(cosine, z, of[18])
    cosine = fused(cosine, z, of[19])
    cosine = fused(cosine, z, of[20])
    cosine = fused(cosine, z, of[21])
    cosine = fused(cosine, z, of[22])
    cosine = fused(cosine, z, of[23])
    cosine = fused(cosine, z, of[24])
    turned = number_of(bits_of(radius) ^ (drawn & bits_are[7]))
    return -(turned * sine), turned * cosine
