"""The limit: a C program for one system alone, with every number folded in and couples as lanes.

Nobody would write it by hand for each cycle; it shows what a processor can do. From the compiled
`System` the generator knows how large each argument of a tanh can become, and takes the shortest
quotient of polynomials that is exact to 4e-16 there; two such quotients share one division. What
opens and what closes openness adds up to 1, and the quick exponential of resentment is a cubic.
"""

from __future__ import annotations

import ctypes
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from contenders import couple
from contenders.c_numbers import LANES
from contenders.c_program import columns, program
from contenders.c_step import Step
from numpy.typing import NDArray

from negcycle.system.system import System

Array = NDArray[np.float64]

FLAGS = (
    "-O3",
    "-march=native",
    "-mprefer-vector-width=512",
    "-fno-math-errno",
    "-fno-trapping-math",
)
"""With `-ffast-math` it is no faster: all that it allows is written out already."""


@dataclass(frozen=True)
class Program:
    """A compiled program for one system."""

    system: System
    folder: Path
    step: float = couple.STEP
    rows: bool = True
    share: int = 2
    without: frozenset[str] = frozenset()
    flags: tuple[str, ...] = FLAGS

    @cached_property
    def written(self) -> Step:
        """What writes its steps."""
        start = self.system.calm
        return Step(self.system, start, self.step, share=self.share, without=self.without)

    @cached_property
    def library(self) -> ctypes.CDLL:
        """The program as machine code."""
        parts = ("couple", f"{self.system.noise:g}", "rows" * self.rows, *sorted(self.without))
        name = "-".join((*parts, str(abs(hash((self.flags, self.share))) % 10**6)))
        source, made = self.folder / f"{name}.c", self.folder / f"{name}.so"
        source.write_text(program(self.written, rows=self.rows), encoding="utf-8")
        subprocess.run(["gcc", *self.flags, "-shared", "-fPIC", source, "-o", made], check=True)
        library = ctypes.CDLL(str(made))
        whole, pointer, seed = ctypes.c_long, ctypes.c_void_p, ctypes.c_uint64
        library.run.argtypes = [whole, whole, seed, pointer, whole]
        library.run.restype = None
        return library

    def columns(self, couples: int, turns: int, seed: int) -> Array:
        """Return all results, a row for each name in `columns` and a column for each couple."""
        wide = -(-couples // LANES) * LANES
        room = aligned(len(columns(self.written, rows=self.rows)), wide)
        self.library.run(wide, turns, seed, room.ctypes.data, wide)
        return room[:, :couples]

    def run(self, couples: int, turns: int, seed: int, noise: float) -> dict[str, Array]:
        """Return what became of the couples, as the other contenders do."""
        assert noise == self.system.noise
        count = len(self.system.states)
        found = self.columns(couples, turns, seed)
        rows = found[count:-1].reshape(count + 1, 4, couples)
        values = (found[:count], *(rows[:, k] for k in range(4)), found[-1])
        return dict(zip(couple.RESULTS, values, strict=True))

    # -- is it exact? -------------------------------------------------------------------------

    def farthest_tanh(self) -> float:
        """Return the largest error of any tanh in it, over all arguments that it can have."""
        worst = 0.0
        rng = np.random.default_rng(1)
        for one in self.written.prepared.reactions:
            _, factor = self.written.inside(one)
            reach = self.written.quotient(one).reach / abs(factor)
            given, found = aligned(1, 1 << 20)[0], aligned(1, 1 << 20)[0]
            given[:] = rng.uniform(-reach, reach, given.shape)
            given[: 1 << 10] *= 1e-9
            function = getattr(self.library, f"tanh_of_{one.place}")
            function.argtypes = [ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
            function(len(given), given.ctypes.data, found.ctypes.data)
            exact = np.tanh(np.longdouble(factor) * given.astype(np.longdouble))
            worst = max(worst, float(np.max(np.abs(found - exact))))
        return worst

    def normals(self, count: int, seed: int) -> Array:
        """Return the random numbers in it, by themselves; of two partners, one after the other."""
        function = self.library.normals
        function.argtypes = [ctypes.c_long, ctypes.c_uint64, ctypes.c_void_p]
        people = self.written.people
        room = aligned(count // (LANES * people), LANES * people)
        function(len(room), seed, room.ctypes.data)
        return room.reshape(-1, people, LANES) / self.written.fresh


def aligned(height: int, wide: int) -> Array:
    """Return room for numbers that begins where a vector may."""
    room = np.empty(height * wide + LANES)
    skipped = -room.ctypes.data // room.itemsize % LANES
    return room[skipped : skipped + height * wide].reshape(height, wide)
