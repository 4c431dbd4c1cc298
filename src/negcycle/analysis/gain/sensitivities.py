"""How the leading eigenvalue of the loops moves with each entry of a Jacobian."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.spectrum import eigenvalues, growth, leading_of
from negcycle.system.protocol import Array

Method = Literal["eigenvectors", "finite differences", "none"]
"""How slopes are found."""

_MULTIPLE = 1e-5
"""Eigenvalues nearer than this, as a share of the largest, or left and right eigenvectors at less
than this to a right angle, have no slope that could be trusted."""

_SQUARINGS = 12
"""A power of 2^12 leaves nothing but the largest direction, unless the next is as large."""

_EXACT = 1e-11
"""How far the largest direction may miss being one."""

SHARE = 0.01
"""The share by which an entry is weakened and strengthened where there is no slope."""


@dataclass(frozen=True, slots=True)
class Sensitivities:
    """How the leading eigenvalue of the loops moves with each entry of a Jacobian."""

    value: complex
    growth: Array
    """Change of its real part (of a map: its size) per relative change. Shape ``(n, n)``."""
    turning: Array
    """Change of its imaginary part per relative change. Shape ``(n, n)``."""
    method: Method
    """`finite differences` where the leading eigenvalue is a multiple one and has no slope; `none`
    where there is no loop."""


def sensitivities(jacobian: Array, *, steps: bool = False) -> Sensitivities:
    """Return how the leading eigenvalue of the loops moves with each entry, relatively.

    Only states in the same loops count: the eigenvalues of a matrix are those of its strongly
    connected parts, and one that belongs to a single state depends on no link. Without a loop it is
    the leading eigenvalue of the whole, and all slopes are 0.

    Args:
        jacobian: Shape ``(n, n)``.
        steps: Whether it is that of a map.
    """
    n = len(jacobian)
    grows, turns = np.zeros((n, n)), np.zeros((n, n))
    blocks = [_Block(jacobian, part, steps=steps) for part in connected(jacobian)]
    if not blocks:
        own = np.diag(jacobian).astype(np.complex128)
        return Sensitivities(leading_of(own, steps=steps), grows, turns, "none")
    most = max(block.growth for block in blocks)
    leading = [block for block in blocks if block.growth > most - _MULTIPLE * block.size]
    first = max(leading, key=lambda block: (block.growth, block.value.imag))
    slopes = first.slopes if len(leading) == 1 else None
    if slopes is None:  # nobody leads alone, and the largest of several has no slope
        for block in leading:
            grows[block.here] = block.differences(most, alone=len(leading) == 1)
        return Sensitivities(first.value, grows, turns, "finite differences")
    grows[first.here] = first.of_growth(slopes, first.value)
    turns[first.here] = slopes.imag * first.matrix
    return Sensitivities(first.value, grows, turns, "eigenvectors")


class _Block:
    """States that reach each other, with the eigenvalues of what they do to each other."""

    def __init__(self, jacobian: Array, part: NDArray[np.intp], *, steps: bool) -> None:
        self.steps = steps
        self.here = np.ix_(part, part)
        self.matrix = jacobian[self.here]
        self.size = max(float(np.max(np.abs(self.matrix))), 1e-300)
        self.values = eigenvalues(self.matrix)
        self.value = leading_of(self.values, steps=steps)
        self.growth = growth(self.value, steps=steps)

    @property
    def slopes(self) -> NDArray[np.complex128] | None:
        """Change of the leading eigenvalue per change of each entry; None where it has no slope.

        It has none where it is a multiple one, or where another one grows as fast and differently.
        """
        near = _MULTIPLE * self.size
        if np.count_nonzero(np.abs(self.values - self.value) < near) > 1:
            return None
        found = _slopes(self.matrix, self.value, self.size)
        if found is None:
            return None
        grows = np.abs(self.values) if self.steps else self.values.real
        for other in self.values[grows > self.growth - near].tolist():
            if min(abs(other - self.value), abs(other - self.value.conjugate())) < near:
                continue
            beside = _slopes(self.matrix, other, self.size)
            mine = self.of_growth(found, self.value)
            if beside is None or not np.allclose(mine, self.of_growth(beside, other), atol=near):
                return None
        return found

    def of_growth(self, slopes: NDArray[np.complex128], value: complex) -> Array:
        """Return the change of growth per relative change of each entry."""
        if self.steps:
            slopes = slopes * np.conj(value) / max(abs(value), 1e-300)
        return slopes.real * self.matrix

    def differences(self, most: float, *, alone: bool) -> Array:
        """Return the change of what grows most per relative change, by central differences.

        Unless these states are alone, others grow by `most` whatever changes here.
        """
        found = np.zeros_like(self.matrix)
        for i, j in zip(*np.nonzero(self.matrix), strict=True):
            if i == j:
                continue
            ends: list[float] = []
            for way in (1 + SHARE, 1 - SHARE):
                changed = self.matrix.copy()
                changed[i, j] *= way
                value = leading_of(eigenvalues(changed), steps=self.steps)
                ends.append(growth(value, steps=self.steps))
            if not alone:
                ends = [max(end, most) for end in ends]
            found[i, j] = (ends[0] - ends[1]) / (2 * SHARE)
        return found


def _slopes(block: Array, value: complex, size: float) -> NDArray[np.complex128] | None:
    """Return d value / d entry by left and right eigenvectors; None where they are not apart.

    Both vectors come from two rounds of inverse iteration, which is quicker than all eigenvectors.
    """
    number: complex | float = value if value.imag else value.real
    shifted = block - (number + 1e-10 * size) * np.eye(len(block))
    start = 1 + 0.1 * np.cos(np.arange(len(block)))  # at a right angle to no likely vector
    try:
        inverse = np.linalg.inv(shifted)
    except np.linalg.LinAlgError:
        return None
    right, left = inverse @ start, inverse.T @ start
    for _ in range(2):
        right, left = right / np.linalg.norm(right), left / np.linalg.norm(left)
        right, left = inverse @ right, inverse.T @ left
    right, left = right / np.linalg.norm(right), left / np.linalg.norm(left)
    product = left @ right
    if abs(product) < _MULTIPLE:
        return None
    slopes: NDArray[np.complex128] = np.asarray(np.outer(left, right / product), np.complex128)
    return slopes


def connected(matrix: Array) -> list[NDArray[np.intp]]:
    """Return the sets of places that reach each other, those of one place left out.

    By squaring the table of who reaches whom, which for some dozens of states is the quickest.
    """
    reach = (matrix != 0).astype(np.float32)
    np.fill_diagonal(reach, 1)
    known = 0
    while (count := int(np.count_nonzero(reach))) != known:
        known = count
        reach = (reach @ reach > 0).astype(np.float32)
    mutual = (reach * reach.T) > 0
    first = mutual.argmax(axis=1)
    return [
        np.flatnonzero(first == root)
        for root in np.unique(first)
        if np.count_nonzero(first == root) > 1
    ]


def radius_slopes(gains: Array) -> Array:
    """Return the relative change of the spectral radius per relative change of each entry.

    nan where it has no slope: where an entry is infinite, or two parts have the same radius.
    """
    found = np.zeros_like(gains)
    if not np.all(np.isfinite(gains)):
        return np.full_like(gains, math.nan)
    parts = [(np.ix_(part, part), *_perron(gains[np.ix_(part, part)])) for part in connected(gains)]
    if not parts:
        return found
    most = max(size for _, size, _ in parts)
    leading = [one for one in parts if one[1] > most * (1 - _MULTIPLE)]
    if len(leading) > 1 or most == 0:
        return np.full_like(gains, math.nan)
    ((here, _, shares),) = leading
    found[here] = shares
    return found


def _perron(block: Array) -> tuple[float, Array]:
    """Return the radius of a part without negative entries, and what share of it hangs on each.

    By Perron and Frobenius it is a simple eigenvalue with vectors above 0. A power of the matrix,
    squared again and again, shows both; a part of the diagonal keeps it from going to and fro.

    Sources:
        Horn, R. A. & Johnson, C. R. (2013). Matrix Analysis, 2nd ed., chapter 8.
    """
    size = float(np.max(block))
    power = block / size + np.eye(len(block))
    for _ in range(_SQUARINGS):
        power = power @ power
        power /= np.max(power)
    right, left = power.sum(axis=1), power.sum(axis=0)
    value = float(left @ block @ right / (left @ right))
    missed = np.max(np.abs(block @ right - value * right)) / (size * np.max(right))
    if not missed < _EXACT:  # two parts that hardly reach each other, or numbers too far apart
        whole = _Block(block, np.arange(len(block)), steps=False)
        slopes = whole.slopes
        value = whole.growth
        if slopes is None or value <= 0:
            return max(value, 0.0), np.full_like(block, math.nan)
        return value, whole.of_growth(slopes, whole.value) / value
    return value, np.outer(left, right) * block / (value * float(left @ right))
