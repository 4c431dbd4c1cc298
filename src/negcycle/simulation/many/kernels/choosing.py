"""Which kernel steps couples forward: machine code where numba is installed, else NumPy."""

from __future__ import annotations

from functools import cache
from typing import Literal, TypeAlias

from negcycle.errors import MissingExtra, SimulationError
from negcycle.model.faults import cut
from negcycle.simulation.many.kernels.layout import Kernel
from negcycle.simulation.many.kernels.plain import PlainKernel
from negcycle.system.machine_code import is_installed
from negcycle.words import did_you_mean, say

KernelName: TypeAlias = Literal["auto", "numpy", "numba"]
"""What steps couples forward: NumPy, machine code made by numba, or whichever is quicker."""

ENOUGH = 1_000_000
"""Steps of one couple, all together, from which on it is worth while to load numba."""


def chosen(name: str, work: float) -> str:
    """Return the name of the kernel for so many steps of one couple.

    Raises:
        SimulationError: if there is no such kernel.
        MissingExtra: if it needs numba and that is not installed.
    """
    if name not in {"auto", "numpy", "numba"}:
        hint = did_you_mean(str(name), ("auto", "numpy", "numba"))
        raise SimulationError(say("ensemble.kernel", name=cut(str(name), 60), hint=hint))
    if name == "numba" and not is_installed():
        raise MissingExtra(say("ensemble.missing-numba"))
    if name == "auto":
        return "numba" if work >= ENOUGH and is_installed() else "numpy"
    return name


@cache
def kernel_named(name: str) -> Kernel:
    """Return a kernel; the first use of one in machine code loads it."""
    if name == "numba":
        from negcycle.simulation.many.kernels.compiled.kernel import CompiledKernel

        return CompiledKernel()
    return PlainKernel()
