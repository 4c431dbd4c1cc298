"""What is done with loops that are written out, in machine code: multiply along each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from negcycle.analysis.loops.kernels.compiled.tables import Table
from negcycle.system.machine_code import machine_code


@machine_code("float64[::1](float64[::1], int32[::1], int64[::1])")
def products(
    values: NDArray[np.float64], path: NDArray[np.int32], lengths: Table
) -> NDArray[np.float64]:
    """Return the product of values along each loop, from the first to the last.

    Four loops of one length at a time, as a processor can multiply while it multiplies.
    """
    found = np.empty(len(lengths))
    count = len(lengths)
    number = first = 0
    while number < count:
        length = lengths[number]
        if number + 4 <= count and (
            lengths[number + 1] == length
            and lengths[number + 2] == length
            and lengths[number + 3] == length
        ):
            four = path[first : first + 4 * length].reshape(4, length)
            a, b, c, d = (
                values[four[0, 0]],
                values[four[1, 0]],
                values[four[2, 0]],
                values[four[3, 0]],
            )
            for place in range(1, length):
                a *= values[four[0, place]]
                b *= values[four[1, place]]
                c *= values[four[2, place]]
                d *= values[four[3, place]]
            found[number], found[number + 1], found[number + 2], found[number + 3] = a, b, c, d
            number += 4
            first += 4 * length
            continue
        product = values[path[first]]
        for place in range(first + 1, first + length):
            product *= values[path[place]]
        found[number] = product
        number += 1
        first += length
    return found
