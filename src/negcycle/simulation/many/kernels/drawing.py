"""The normal numbers of many couples, for many steps at once, in place.

They are those of `chance.normals` but for their last digits: cosine and sine both follow from the
tangent of half the angle, which NumPy computes in wide registers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from negcycle.simulation.chance import FIRST, SECOND, Bits
from negcycle.system.protocol import Array

ROOM = 4_096
"""So many pairs are drawn at once, to stay in fast memory."""

_ONE = np.uint64(0x3FF0000000000000)
"""The bits of 1.0; with 52 more bits below, a number from 1 to 2."""
_LESS = 1.0 - 2.0**-53
_MIXING = ((30, np.uint64(FIRST)), (27, np.uint64(SECOND)))


class Drawing:
    """Draws pairs of normal numbers for some couples, in the order of their streams.

    Args:
        begins: Where the stream of each couple begins. Shape ``(n_lanes,)``.
        strides: How far it is from one number to the next. Shape ``(n_lanes,)``.
        pairs: How many pairs each couple needs for a step.
        kind: Of the numbers that are handed out.
    """

    def __init__(self, begins: Bits, strides: Bits, pairs: int, kind: Any) -> None:
        lanes = len(begins)
        self.begins, self.strides, self.pairs = begins, strides, pairs
        self.steps = max(1, min(64, ROOM // max(lanes * pairs, 1)))
        """For so many steps is drawn at once."""
        rows = self.steps * pairs
        self.double = strides * np.uint64(2)
        self.one, self.other, self.moved = np.empty((3, rows, lanes), np.uint64)
        self.first: Array = self.one.view(np.float64)
        self.second: Array = self.other.view(np.float64)
        self.share: Array = self.moved.view(np.float64)
        self.drawn: NDArray[Any] = np.empty((rows, 2, lanes), kind)
        self.from_step = -self.steps

    def of(self, step: int) -> NDArray[Any]:
        """Return half of each number of a step. Shape ``(n_pairs, 2, n_lanes)``."""
        ahead = step - self.from_step
        if not 0 <= ahead < self.steps:
            self._draw(step)
            ahead = 0
        return self.drawn[ahead * self.pairs : (ahead + 1) * self.pairs]

    def _draw(self, step: int) -> None:
        """Draw for some steps from this one on."""
        self.from_step = step
        share = self.share
        rows = len(share)
        places = np.arange(step * self.pairs, step * self.pairs + rows, dtype=np.uint64)
        for n, place in enumerate(places):
            np.multiply(self.double, place, self.one[n])
        np.add(self.one, self.begins, self.one)
        np.add(self.one, self.strides, self.other)
        self._between(self.one)
        self._between(self.other)
        radius, half = self.first, self.second
        np.log(radius, radius)
        np.multiply(radius, -2.0, radius)
        np.sqrt(radius, radius)
        np.multiply(half, np.pi, half)
        np.tan(half, half)
        np.multiply(half, half, share)
        np.add(share, 1.0, share)
        np.divide(radius, share, share)
        np.multiply(half, share, self.drawn[:, 1], casting="same_kind")
        np.multiply(radius, 0.5, radius)
        np.subtract(share, radius, self.drawn[:, 0], casting="same_kind")

    def _between(self, bits: Bits) -> None:
        """Mix bits, and leave the bits of numbers above 0 and below 1 in their place."""
        moved = self.moved
        for shift, factor in _MIXING:
            np.right_shift(bits, np.uint64(shift), moved)
            np.bitwise_xor(bits, moved, bits)
            np.multiply(bits, factor, bits)
        np.right_shift(bits, np.uint64(31), moved)
        np.bitwise_xor(bits, moved, bits)
        np.right_shift(bits, np.uint64(12), bits)
        np.bitwise_or(bits, _ONE, bits)
        numbers = bits.view(np.float64)
        np.subtract(numbers, _LESS, numbers)
