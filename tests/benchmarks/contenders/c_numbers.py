"""What the generated C program reckons with: short polynomials, and the words it is written in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

LANES = 8
"""Couples in one vector."""


class Quotient(NamedTuple):
    """A quotient that is tanh x for ``|x| <= reach``.

    Near 0, ``tanh x = x - x u P(u) / Q(u)`` with ``u = x * x``: what is rounded is small. Farther
    away, with the half of x in the place of x, ``tanh x = 2 x P Q / (x x P P + Q Q)``.
    """

    reach: float
    above: tuple[float, ...]
    below: tuple[float, ...]
    near: bool


QUOTIENTS = (  # the best in the largest absolute error, found with 60 digits (Remez)
    Quotient(  # 4.0e-17
        0.9,
        (0.3333333333333205, 0.020478281512376573, 0.0001982714799170271),
        (1.0, 0.46143484453632133, 0.023263990355622943, 0.0002055630889644237),
        near=True,
    ),
    Quotient(  # 1.6e-16
        0.99,
        (0.3333333333332948, 0.020471163641072168, 0.00019795802046574412),
        (1.0, 0.4614134909211826, 0.023254508538016635, 0.0002052275962164155),
        near=True,
    ),
    Quotient(  # 5.1e-18
        1.2,
        (0.33333333333333226, 0.021394893306257115, 0.000242571656517313, 1.6990568327923413e-08),
        (1.0, 0.46418467991871964, 0.024496825032579748, 0.00025353651023377375),
        near=True,
    ),
    Quotient(  # 6.7e-18
        3.7,
        (
            *(1.0, 0.13707075684068487, 0.0038980022440457617, 2.8218988390012894e-05),
            2.7699880178681866e-08,
        ),
        (
            *(1.0, 0.4704040901740175, 0.027366032302057707, 0.00039793836743957884),
            1.268385519455308e-06,
        ),
        near=False,
    ),
)

LOG_1P = (
    *(1.0, -0.5, 0.3333333333446673, -0.25000000001020084, 0.19999990716115904),
    *(-0.16666658310969995, 0.14304721983359833, -0.12517107244459322),
)
"""``log(1 + r) / r`` for ``|r| <= 1/32``: times r within 5e-17."""

SIN = (
    *(1.570796326794895, -0.6459640975061731, 0.0796926262451429, -0.004681754128874058),
    *(0.00016044116327478444, -3.598802475678697e-06, 5.687769430745388e-08, -6.43484273833349e-10),
)
"""``sin(pi t / 2) / t`` in ``t * t`` for ``|t| <= 1``: times t within 9e-17."""

COS = (
    *(1.0, -1.233700550136169, 0.2536695079010311, -0.020863480763179128, 0.0009192602739445326),
    *(-2.5202039784460323e-05, 4.710830769749509e-07, -6.382237548589103e-09),
    6.331773321591452e-11,
)
"""``cos(pi t / 2)`` in ``t * t`` for ``|t| <= 1``, within 4e-18."""

FARTHEST = math.sqrt(2 * 64 * math.log(2))
"""No normal number that is made from 64 bits is larger."""

SLOTS = 16
"""A mantissa is first brought near 1 by one of as many factors."""

HEAD = """#include <immintrin.h>
#include <stdint.h>
#define LANES 8
typedef double V __attribute__((vector_size(64)));
typedef int64_t I __attribute__((vector_size(64)));
typedef uint64_t U __attribute__((vector_size(64)));
#define ALL(c) ((V){c, c, c, c, c, c, c, c})
#define EVERY(c) ((U){c, c, c, c, c, c, c, c})
#define SIGN 0x8000000000000000ull
#define BEHIND 0x000fffffffffffffull
#ifdef __AVX512F__
static inline V root(V x) { return (V)_mm512_sqrt_pd((__m512d)x); }
static inline V power(V x) { return (V)_mm512_getexp_pd((__m512d)x); }
static inline V mantissa(V x) {
  return (V)_mm512_getmant_pd((__m512d)x, _MM_MANT_NORM_1_2, _MM_MANT_SIGN_zero);
}
static inline V least(V a, V b) { return (V)_mm512_min_pd((__m512d)a, (__m512d)b); }
static inline V most(V a, V b) { return (V)_mm512_max_pd((__m512d)a, (__m512d)b); }
#else
static inline V root(V x) {
  for (int i = 0; i < LANES; i++) x[i] = __builtin_sqrt(x[i]);
  return x;
}
static inline V power(V x) { return __builtin_convertvector((I)((U)x >> 52) - 1023, V); }
static inline V mantissa(V x) {
  return (V)(((U)x & EVERY(BEHIND)) | EVERY(0x3ff0000000000000ull));
}
static inline V least(V a, V b) { return a < b ? a : b; }
static inline V most(V a, V b) { return a > b ? a : b; }
#endif
static inline U mixed(U z) {
  z = (z ^ (z >> 30)) * EVERY(0xbf58476d1ce4e5b9ull);
  z = (z ^ (z >> 27)) * EVERY(0x94d049bb133111ebull);
  return z ^ (z >> 31);
}
"""


def number(value: float) -> str:
    """Return a number as C reads it, in every lane."""
    return f"ALL({value!r})"


def horner(coefficients: Sequence[float], at: str) -> str:
    """Return a polynomial, lowest power first."""
    text = number(coefficients[-1])
    for c in coefficients[-2::-1]:
        text = f"({text} * {at} + {number(c)})"
    return text


def scaled(coefficients: Sequence[float], by: float, step: float = 1.0) -> list[float]:
    """Return the coefficients of ``by * p(step * x)``."""
    return [c * by * step**n for n, c in enumerate(coefficients)]


def table(values: Sequence[float]) -> str:
    """Return numbers as vectors."""
    rows = (values[n : n + LANES] for n in range(0, len(values), LANES))
    return ", ".join("{" + ", ".join(map(repr, row)) + "}" for row in rows)


def merged(*lists: Sequence[str]) -> list[str]:
    """Return several lists as one, each in its order and evenly spread.

    A processor looks some hundred instructions ahead. What hangs on nothing else fills its gaps
    only if it stands nearby.
    """
    places = [(n / len(lines), line) for lines in lists for n, line in enumerate(lines)]
    return [line for _, line in sorted(places, key=lambda place: place[0])]
