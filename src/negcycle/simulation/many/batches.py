"""How many couples a batch holds: as many as take long enough, measured while they run."""

from __future__ import annotations

import math
from collections import deque

AIM = 0.15
"""How long a batch shall take, in seconds, while there is much left to do."""

LEAST = 1 / 3
"""The share of `AIM` that a batch shall take at least: the last ones are smaller, so that all
workers end at about the same time. Of our own threads, one block will do."""

HARDLY_MORE = 2
"""So many blocks are hardly more than one, where nothing is sent: then all end sooner with one."""

TRIP = 0.01
"""Seconds between two batches that come back from other processes or computers, at least."""

EACH = 4
"""Batches that are left for each worker, where there is enough to do."""

GROWTH = 10
"""A batch is at most this many times as large as the largest one that was measured."""

LARGEST = 16_384
"""A batch of our own threads has no more couples: what comes out waits in memory."""

REMEMBERED = 8
"""The speed is the highest of so many batches; the first one of a worker is slow to begin with."""


class Batches:
    """Measures how quickly couples are done, and says how many to do next.

    A couple's row does not depend on the batch that it is in, so time may decide.
    """

    def __init__(self, total: int, *, workers: int, block: int = 1, far: bool = False) -> None:
        self.workers = workers
        self._far = far
        self._block = block
        self._first = block
        if far:  # threads that share one Python would only get in each other's way
            self._first = max(1, min(block, math.ceil(total / workers)))
        self._largest = 0
        self._speeds = deque[float](maxlen=REMEMBERED)

    @property
    def in_flight(self) -> int:
        """How many batches may be under way at once: one that runs, and two that wait."""
        return self.workers * (3 if self._speeds else 1)

    def took(self, couples: int, seconds: float) -> None:
        """Learn how long a batch took, where it ran."""
        self._speeds.append(couples / max(seconds, 1e-6))
        self._largest = max(self._largest, couples)

    def size(self, left: int) -> int:
        """Return how many of the couples that are left to take next."""
        if not self._speeds:
            return min(self._first, left)
        aim = max(AIM, TRIP * self.workers) if self._far else AIM
        most = max(self._speeds) * aim
        wanted = min(max(left / (EACH * self.workers), most * LEAST), most, GROWTH * self._largest)
        blocks = max(1, math.ceil(wanted / self._block))
        if self._far:
            return min(blocks * self._block, left)
        if blocks == HARDLY_MORE:
            blocks = 1
        return min(blocks * self._block, left, max(LARGEST, self._block))
