"""Eigenvalues: all of them, the one that leads, and the largest in size."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from negcycle.system.protocol import Array

UNDECIDED = 1e-9
"""An eigenvalue this near to the border of growing decides nothing."""


def eigenvalues(matrix: Array) -> NDArray[np.complex128]:
    """Return the eigenvalues of a matrix, or of each of many. Shape ``(..., n)``."""
    return np.asarray(np.linalg.eigvals(matrix), dtype=np.complex128)


def leading_first(values: NDArray[np.complex128], *, steps: bool = False) -> tuple[complex, ...]:
    """Return eigenvalues, the one that grows most first; of a pair the one above the real line.

    In continuous time that with the largest real part grows most, in `steps` that of largest size.
    """
    sized = [complex(one) for one in values]
    return tuple(sorted(sized, key=lambda one: (-round(growth(one, steps=steps), 12), -one.imag)))


def leading_of(values: NDArray[np.complex128], *, steps: bool = False) -> complex:
    """Return the eigenvalue that grows most; of a pair the one above the real line."""
    grows = np.abs(values) if steps else values.real
    near = np.flatnonzero(grows >= grows.max() - 1e-12)
    return complex(values[near[np.argmax(values.imag[near])]])


def growth(value: complex, *, steps: bool = False) -> float:
    """Return how an upset grows: by the real part per unit of time, by the size per step."""
    return abs(value) if steps else value.real


def radius(gains: Array) -> float:
    """Return the spectral radius of a square matrix; infinite where an entry is."""
    if not np.all(np.isfinite(gains)):
        return math.inf
    return float(np.max(np.abs(eigenvalues(gains)), initial=0.0))
