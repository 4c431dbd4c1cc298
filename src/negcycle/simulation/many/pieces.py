"""A stretch of couples that can be computed anywhere: it carries all that it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from negcycle.model.missed import Notes
from negcycle.simulation.many.blocks import Block
from negcycle.simulation.many.memory import memory_of_this_thread
from negcycle.simulation.many.parts import Part, read_off
from negcycle.simulation.many.question import Question
from negcycle.system.protocol import Array


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of couples that can be computed anywhere."""

    question: Question
    first: int
    """The number of the first couple."""
    parameters: Mapping[str, Array] = field(default_factory=dict[str, Array])
    """What differs between them. Each of shape ``(n_couples,)``."""
    count: int = 0

    def __call__(self) -> Part:
        """Compute them, some after the other."""
        size = self.question.block
        if self.count <= size:
            return self._block(0, self.count)
        columns: dict[str, NDArray[np.generic]] = {}
        recorded: Array | None = None
        notes = Notes()
        for begin in range(0, self.count, size):
            end = min(begin + size, self.count)
            part = self._block(begin, end)
            for name, values in part.columns.items():
                if name not in columns:
                    columns[name] = np.empty(self.count, values.dtype)
                columns[name][begin:end] = values
            if part.recorded is not None:
                if recorded is None:
                    recorded = np.empty((self.count, *part.recorded.shape[1:]))
                recorded[begin:end] = part.recorded
            notes += part.notes
        return Part(columns, recorded, notes)

    def _block(self, begin: int, end: int) -> Part:
        numbers = np.arange(self.first + begin, self.first + end)
        mine = {name: values[begin:end] for name, values in self.parameters.items()}
        block = Block(self.question, numbers, mine, memory_of_this_thread())
        block.walk()
        return read_off(block)
