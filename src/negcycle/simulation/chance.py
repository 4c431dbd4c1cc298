"""Chance: one stream of random numbers for each couple, which nothing but its number decides.

The numbers of a stream are not drawn one after the other: each follows from the seed, the number of
the couple and its place in the stream. So it is the same whoever stands beside the couple, wherever
it is computed, and from whichever moment on. `simulate` and every kernel use the same streams.

Sources:
    Steele, G. L., Lea, D., & Flood, C. H. (2014). Fast splittable pseudorandom number generators.
    OOPSLA (SplitMix64, with a step of its own for each stream). Box, G. E. P., & Muller, M. E.
    (1958). Ann. Math. Stat. 29, 610-611.
"""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from negcycle.system.protocol import Array

Bits: TypeAlias = NDArray[np.uint64]
"""Whole numbers of 64 bits, counted round."""

FIRST, SECOND = 0xBF58476D1CE4E5B9, 0x94D049BB133111EB
"""The factors by which bits are mixed (variant 13 of Stafford, as in SplitMix64)."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_ALTERNATING = np.uint64(0xAAAAAAAAAAAAAAAA)
_MIXED_ENOUGH = 24
_NOISE = "noise"


class Streams(NamedTuple):
    """Where the stream of each couple begins, and how far it is from one number to the next."""

    begins: Bits
    """Shape ``(n_couples,)``."""
    strides: Bits
    """All odd. Shape ``(n_couples,)``."""


def streams(seed: int, couples: NDArray[np.int64], purpose: str = _NOISE) -> Streams:
    """Return the stream of each couple, by its number, for one purpose."""
    entropy = int.from_bytes(sha256(purpose.encode()).digest()[:8], "little")
    low, high = np.random.SeedSequence([seed, entropy]).generate_state(2, np.uint64)
    numbered = couples.astype(np.uint64) * _STEP
    begins = mixed(mixed(numbered + low) ^ high)
    strides = mixed(mixed(numbered + high) + low) | np.uint64(1)
    plain = np.bitwise_count(strides ^ (strides >> np.uint64(1))) < _MIXED_ENOUGH
    return Streams(begins, np.where(plain, strides ^ _ALTERNATING, strides))


def mixed(bits: Bits) -> Bits:
    """Return other bits, each of which hangs on all of `bits`."""
    made = (bits ^ (bits >> np.uint64(30))) * np.uint64(FIRST)
    made = (made ^ (made >> np.uint64(27))) * np.uint64(SECOND)
    found: Bits = made ^ (made >> np.uint64(31))
    return found


def uniforms(seed: int, couples: NDArray[np.int64], purpose: str) -> Array:
    """Return one number between 0 and 1, never either, for each couple. Shape ``(n_couples,)``.

    Those for another purpose, such as another parameter, have nothing to do with them.
    """
    return _between(mixed(streams(seed, couples, f"uniform {purpose}").begins))


def normals(of: Streams, places: Bits | np.uint64) -> tuple[Array, Array]:
    """Return pairs of standard normal numbers.

    Args:
        of: The streams; those of one couple go with many places, and one place with many couples.
        places: The number of each pair in its stream.
    """
    first = of.begins + of.strides * (places * np.uint64(2))
    radius = np.sqrt(-2 * np.log(_between(mixed(first))))
    angle = _between(mixed(first + of.strides)) * (2 * np.pi)
    return radius * np.cos(angle), radius * np.sin(angle)


def _between(bits: Bits) -> Array:
    """Return numbers above 0 and below 1 with 52 bits each."""
    return ((bits >> np.uint64(12)).astype(np.float64) + 0.5) * 2.0**-52
