"""What is done with loops that are kept as a tree, in machine code: sort, multiply, write out."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.compiled.tables import ALONG, BEFORE_IT, LONG, Table, at
from negcycle.system.machine_code import machine_code


@machine_code("void(int32[:, ::1], int64[::1], int32[:, ::1])")
def place_by_length(found: NDArray[np.int32], counts: Table, ordered: NDArray[np.int32]) -> None:
    """Copy as many loops as `ordered` takes to where those of their length are to stand.

    Args:
        found: The loops, in the order in which they were found.
        counts: How many there are of each length.
        ordered: Where they are copied to.
    """
    positions = np.cumsum(counts) - counts
    for loop in range(len(ordered)):
        long = found[loop, LONG]
        position = positions[at(long)]
        positions[at(long)] = position + 1
        ordered[at(position), BEFORE_IT] = found[loop, BEFORE_IT]
        ordered[at(position), ALONG] = found[loop, ALONG]


@machine_code(
    "void(float64[::1], int64[::1], int32[:, ::1], int32[:, ::1], float64[::1], float64[::1])"
)
def multiply(  # noqa: PLR0917 - numba wants no keywords
    along: NDArray[np.float64],
    starts: Table,
    branches: NDArray[np.int32],
    loops: NDArray[np.int32],
    so_far: NDArray[np.float64],
    products: NDArray[np.float64],
) -> None:
    """Work out the product along each loop, from the first value to the last.

    What loops have in common at their beginning is multiplied once, in the same order.

    Args:
        along: What each way multiplies, pair by pair.
        starts: Where each way begins there.
        branches: The branches.
        loops: The loops.
        so_far: Where the product along each branch is written.
        products: Where the product along each loop is written.
    """
    so_far[0] = 1.0
    for branch in range(1, len(branches)):
        way = branches[branch, ALONG]
        product = so_far[at(branches[branch, BEFORE_IT])]
        for place in range(starts[at(way)], starts[at(way + 1)]):
            product *= along[at(place)]
        so_far[branch] = product
    for loop in range(len(loops)):
        way = loops[loop, ALONG]
        product = so_far[at(loops[loop, BEFORE_IT])]
        for place in range(starts[at(way)], starts[at(way + 1)]):
            product *= along[at(place)]
        products[loop] = product


@machine_code("void(int32[::1], int64[::1], int32[:, ::1], int32[:, ::1], int64[::1], int32[::1])")
def write_out(  # noqa: PLR0917 - numba wants no keywords
    spelled: NDArray[np.int32],
    starts: Table,
    branches: NDArray[np.int32],
    loops: NDArray[np.int32],
    lengths: Table,
    path: NDArray[np.int32],
) -> None:
    """Write the pairs of all loops in a row; of each, the last way first."""
    end = 0
    for loop in range(len(loops)):
        end += lengths[loop]
        here = end
        way, branch = loops[loop, ALONG], loops[loop, BEFORE_IT]
        while True:
            first, after = starts[at(way)], starts[at(way + 1)]
            here -= after - first
            for place in range(after - first):
                path[at(here + place)] = spelled[at(first + place)]
            if branch == 0:
                break
            way, branch = branches[at(branch), ALONG], branches[at(branch), BEFORE_IT]
