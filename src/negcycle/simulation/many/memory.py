"""Memory for couples side by side, which the next ones use again.

To be given memory takes as long as to fill it, and two threads who ask for it wait for each other.
"""

from __future__ import annotations

import math
import threading
from typing import Any

import numpy as np
from numpy.typing import DTypeLike, NDArray

VECTOR = 64
"""Bytes that a processor takes at once, at most."""

_KEPT = 16_000_000
"""No single piece of memory that is larger, in bytes, waits for the next."""


def room(shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    """Return memory that begins where a vector may, so that none is torn in two; with anything."""
    return _shaped(_bytes(_size(shape, kind)), shape, kind)


def zeros(shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    """Return the same, full of zeros."""
    found = room(shape, kind)
    found[...] = 0
    return found


class Memory:
    """Gives room, and gives the same again to the next who begins."""

    def __init__(self) -> None:
        self._kept: list[NDArray[np.uint8]] = []
        self._next = 0

    def begin(self) -> None:
        """Take back all that was given: whoever had it must be done with it."""
        self._next = 0

    def room(self, shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
        """Return room as `room` does."""
        size = _size(shape, kind)
        if size > _KEPT:
            return _shaped(_bytes(size), shape, kind)
        if self._next == len(self._kept):
            self._kept.append(_bytes(size))
        elif len(self._kept[self._next]) < size + VECTOR:
            self._kept[self._next] = _bytes(size)
        self._next += 1
        return _shaped(self._kept[self._next - 1], shape, kind)


_OF_THREADS = threading.local()


def memory_of_this_thread() -> Memory:
    """Return the memory that belongs to the thread that asks."""
    if not hasattr(_OF_THREADS, "memory"):
        _OF_THREADS.memory = Memory()
    found: Memory = _OF_THREADS.memory
    return found


def _size(shape: tuple[int, ...], kind: DTypeLike) -> int:
    return math.prod(shape) * np.dtype(kind).itemsize


def _bytes(size: int) -> NDArray[np.uint8]:
    return np.empty(size + VECTOR, np.uint8)


def _shaped(found: NDArray[np.uint8], shape: tuple[int, ...], kind: DTypeLike) -> NDArray[Any]:
    skipped = -found.ctypes.data % VECTOR
    return found[skipped : skipped + _size(shape, kind)].view(kind).reshape(shape)
